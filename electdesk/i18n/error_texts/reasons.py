"""Short reasons inside the sentences of errors, by their code."""

from typing import Final

from electdesk.i18n import N_

REASONS: Final[dict[str, str]] = {
    "letters": N_("it holds other characters than digits"),
    "negative": N_("a count cannot be negative"),
    "boolean": N_("true or false stands where a number is wanted"),
    "option": N_("the form has no such box"),
    "fraction": N_("a count is a whole number"),
    "too_large": N_("too many digits"),
    "unknown_key": N_("the form has no such line"),
    "not_an_object": N_("one JSON object is wanted"),
    "twice": N_("it is given twice"),
    "votes": N_("the votes do not fit the ballot"),
    "yesno": N_("yes or no is wanted"),
    "text": N_("a number is wanted"),
    "too_many_choices": N_("too many choices"),
    "not_utf8": N_("it is not UTF-8"),
    "missing": N_("it is not there"),
    "xlsx": N_("an Excel workbook (XLSX)"),
    "xls": N_("an Excel workbook of the old kind (XLS)"),
    "xlsb": N_("a binary Excel workbook (XLSB)"),
    "ods": N_("a workbook of LibreOffice (ODS)"),
    "pdf": N_("a PDF document"),
    "rtf": N_("a text document (RTF)"),
    "html": N_("a web page (HTML)"),
    "xml": N_("an XML file"),
    "sqlite": N_("a database (SQLite)"),
    "png": N_("a picture (PNG)"),
    "zip": N_("an archive (ZIP)"),
    "gz": N_("an archive (GZ)"),
    "7z": N_("an archive (7z)"),
    "rar": N_("an archive (RAR)"),
    "doc": N_("a text document (Word)"),
    "docx": N_("a text document (Word)"),
    "odt": N_("a text document (LibreOffice)"),
    "pptx": N_("a presentation"),
    "odp": N_("a presentation"),
    "jpg": N_("a picture (JPG)"),
    "gif": N_("a picture (GIF)"),
    "exe": N_("a program"),
    "numbers": N_("a table of Numbers (Apple)"),
    "device": N_("a device"),
}
"""Short reasons inside the sentences above, by their code; one that is not listed is shown as it is."""
