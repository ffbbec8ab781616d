"""What a file is by its content: its name says what somebody wished it to be."""

from typing import Final

from electdesk.workbooks.reading.archive import Archive

ZIP: Final = b"PK\x03\x04"
EMPTY_ZIP: Final = b"PK\x05\x06"
COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The container of XLS, of old DOC and PPT files, and of every Office file with a password."""
_OLD_SHEETS: Final = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
"""XLS of Excel 2 to 4: no container."""
_OTHERS: Final = (
    (b"%PDF", "pdf"),
    (b"SQLite format 3\x00", "sqlite"),
    (b"{\\rtf", "rtf"),
    (b"\x1f\x8b", "gz"),
    (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "rar"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF8", "gif"),
    (b"MZ", "exe"),
    (b"\x7fELF", "exe"),
)
_MARKUP: Final = (b"<?xml", b"<html", b"<!doctype", b"<table", b"<meta", b"<head", b"<!--", b"<style", b"<div")
_NAMES_IN_COMPOUND: Final = (("EncryptedPackage", "encrypted"), ("Workbook", "xls"), ("Book", "xls"))
LOOKED_AT: Final = 4_096
"""Bytes from which it is told."""


def told_by_start(start: bytes) -> str:
    """zip, compound, xls (without a container), text, or what else begins so: pdf, png, html, xml, mhtml …"""
    if start.startswith((ZIP, EMPTY_ZIP)):
        return "zip"
    if start.startswith(COMPOUND):
        return "compound"
    if start.startswith(_OLD_SHEETS):
        return "xls"
    for beginning, kind in _OTHERS:
        if start.startswith(beginning):
            return kind
    bare = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"\xff\xfe<\x00", b"\xfe\xff\x00<", b"<\x00")):
        bare = start.replace(b"\x00", b"")[2:].lower()
    if bare.startswith(_MARKUP):
        return "html" if any(tag in bare for tag in (b"<html", b"<table", b"<body", b"<!doctype html")) else "xml"
    if bare.startswith(b"mime-version:"):
        return "html"
    return "text"


def told_by_members(archive: Archive) -> str:
    """xlsx (also xlsm), xlsb, ods, or what else the archive is: docx, pptx, odt, numbers, zip."""
    if (name := archive.find("mimetype")) is not None:
        kind = archive.read(name, 1_000).decode("ascii", errors="replace").rpartition(".")[2].strip()
        known = {"spreadsheet": "ods", "spreadsheet-template": "ods", "text": "odt", "presentation": "odp"}
        return known.get(kind, "zip")
    if archive.find("xl/workbook.bin") is not None:
        return "xlsb"
    if archive.find("xl/workbook.xml") is not None:
        return "xlsx"
    if archive.find("word/document.xml") is not None:
        return "docx"
    if archive.find("ppt/presentation.xml") is not None:
        return "pptx"
    if archive.find("content.xml") is not None:
        return "ods"
    if archive.has_under("index/document.iwa", "index.zip"):
        return "numbers"
    types = archive.find("[Content_Types].xml")
    if types is not None and b"spreadsheetml" in archive.read(types):
        return "xlsx"
    return "zip"


def told_in_compound(data: bytes) -> str:
    """xls, encrypted, or doc for anything else of that container."""
    for name, kind in _NAMES_IN_COMPOUND:
        if name.encode("utf-16-le") + b"\x00\x00" in data:
            return kind
    return "doc"
