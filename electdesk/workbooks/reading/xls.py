"""XLS of Excel 2 to 2003, by xlrd, which is slow and tells all: formats, errors, hidden rows and columns, merged cells.

What XLS keeps and xlrd does not tell: the text of formulas, and whether an empty result was ever computed. A formula that the writing
program left uncomputed (flag "compute on load") with a nought as its result is given as "=", see ``_uncomputed``.
"""

import io
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import xlrd
from xlrd.biffh import XLRDError, error_text_from_code
from xlrd.book import Book
from xlrd.sheet import Sheet

from electdesk.workbooks.reading.cell_text import FALSE, TRUE, formatted
from electdesk.workbooks.reading.number_formats import PLAIN, NumberFormat, format_of
from electdesk.workbooks.reading.refusal import Refused
from electdesk.workbooks.reading.sink import Sink, Texts

_FORMULA: Final = 0x0006
_FORMULA_START: Final = struct.Struct("<3HdH")
_RECORD: Final = struct.Struct("<2H")
_END_OF_SHEET: Final = 0x000A
_COMPUTE_ON_LOAD: Final = 0x0002
_FULL_FORMATS: Final = 50
"""The BIFF version from which number formats belong to cells in the way that is read here."""
_MACROS: Final = "_VBA_PROJECT".encode("utf-16-le")
_EMBEDDED: Final = ("MBD".encode("utf-16-le"), "\x01Ole10Native".encode("utf-16-le"))
_MOST_REMEMBERED: Final = 200_000
_LINKED: Final = (2, 4)
"""Kinds of books that formulas refer to: other files, programs."""
Looked = tuple[NumberFormat, str]


def read_xls(source: Path, sink: Sink) -> tuple[str, list[str]]:
    """Put all sheets into the sink; returns the format and the notes. Refuses source_encrypted and source_damaged."""
    data = source.read_bytes()
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, on_demand=True, ragged_rows=True, logfile=io.StringIO())
    except XLRDError as error:
        if "encrypted" in str(error).casefold() or "password" in str(error).casefold():
            raise Refused("source_encrypted") from error
        raise Refused("source_damaged", error=type(error).__name__) from error
    looks = [_look(book, each) for each in book.xf_list] if book.biff_version >= _FULL_FORMATS else []
    for place in range(book.nsheets):
        sheet = book.sheet_by_index(place)
        _read_sheet(book, sheet, looks, _uncomputed(book, place), sink)
        book.unload_sheet(place)
        sink.progress((place + 1) / book.nsheets)
    notes = ["macros"] if _MACROS in data else []
    if any(kind in _LINKED for kind in getattr(book, "_supbook_types", ())):
        notes.append("external_links")
    if any(mark in data for mark in _EMBEDDED):
        notes.append("embedded")
    return "xls", sorted(notes)


def _look(book: Book, cell_format: Any) -> Looked:
    found = book.format_map.get(cell_format.format_key)
    return (format_of(found.format_str) if found is not None else PLAIN, "'" if cell_format.lotus_123_prefix else "")


def _read_sheet(book: Book, sheet: Sheet, looks: list[Looked], uncomputed: set[tuple[int, int]], sink: Sink) -> None:
    sink.begin(sheet.name, hidden=sheet.visibility != 0)
    values = _Values(sink.texts, looks, since_1904=book.datemode == 1)
    # The public way asks for each cell alone and takes as long as all the rest.
    all_looks: list[Sequence[int]] = getattr(sheet, "_cell_xf_indexes", [])
    for row in range(sheet.nrows):
        stored: Sequence[Any] = sheet.row_values(row)
        cells = zip(sheet.row_types(row), stored, all_looks[row] if all_looks else [0] * len(stored), strict=True)
        places = [values[cell] for cell in cells]
        if uncomputed:
            for column, value in enumerate(stored):
                if value == 0 and (row, column) in uncomputed:
                    places[column] = sink.texts["="]
        info = sheet.rowinfo_map.get(row)
        sink.add(row + 1, places, hidden=info is not None and bool(info.hidden or info.height == 0))
    hidden = [column for column, info in sheet.colinfo_map.items() if info.hidden or info.width == 0]
    merged = [(top + 1, left, bottom, right - 1) for top, bottom, left, right in sheet.merged_cells]
    sink.end(hidden, merged)


class _Values(dict[tuple[int, Any, int], int]):
    """A cell's type, value and look → the place of its text."""

    def __init__(self, texts: Texts, looks: list[Looked], *, since_1904: bool) -> None:
        super().__init__()
        self._texts = texts
        self._looks = looks
        self._since_1904 = since_1904

    def __missing__(self, cell: tuple[int, Any, int]) -> int:
        place = self._texts[self._text(*cell)]
        if len(self) < _MOST_REMEMBERED:
            self[cell] = place
        return place

    def _text(self, kind: int, value: Any, look: int) -> str:
        if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
            return ""
        shown_as, apostrophe = self._looks[look] if 0 <= look < len(self._looks) else (PLAIN, "")
        if kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
            return formatted(value, shown_as, self._since_1904)
        if kind == xlrd.XL_CELL_TEXT:
            return apostrophe + value if value and not value.startswith("'") else str(value)
        if kind == xlrd.XL_CELL_BOOLEAN:
            return TRUE if value else FALSE
        return error_text_from_code.get(value, "#N/A")


def _uncomputed(book: Book, place: int) -> set[tuple[int, int]]:
    """Cells with a formula whose result the writing program left to the one that opens the file, and which is nought."""
    found: set[tuple[int, int]] = set()
    data = book.mem or b""
    position: int = getattr(book, "_sh_abs_posn", {place: len(data)})[place]
    while position + _RECORD.size <= len(data):
        kind, length = _RECORD.unpack_from(data, position)
        position += _RECORD.size
        if kind == _FORMULA and length >= _FORMULA_START.size:
            row, column, _, result, flags = _FORMULA_START.unpack_from(data, position)
            if result == 0 and flags & _COMPUTE_ON_LOAD:
                found.add((row, column))
        position += length
        if kind == _END_OF_SHEET:
            break
    return found
