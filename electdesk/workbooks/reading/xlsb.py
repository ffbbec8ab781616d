"""XLSB: the binary kind of an Excel workbook. Source: MS-XLSB 2.1.4 (records), 2.4 (their fields).

Not calamine: it gives no percent and no hidden rows, and an error as an empty cell. What XLSB keeps and is not told here: the text
of formulas (it is compiled), and whether a saved result was ever computed.
"""

import struct
from collections.abc import Iterator
from typing import Final, NamedTuple

from electdesk.workbooks.reading.archive import Archive
from electdesk.workbooks.reading.cell_text import FALSE, TRUE, formatted, unescaped
from electdesk.workbooks.reading.limits import LARGEST_UNPACKED, MOST_COLUMNS, MOST_MERGED
from electdesk.workbooks.reading.number_formats import BUILT_IN, PLAIN, NumberFormat, format_of
from electdesk.workbooks.reading.refusal import Refused
from electdesk.workbooks.reading.sink import Sink
from electdesk.workbooks.reading.xlsx_parts import Look, notes_of, relations_of

_ROW, _BLANK, _SMALL, _ERROR, _BOOLEAN, _REAL, _STRING, _SHARED = range(8)
_FORMULA_STRING, _FORMULA_NUMBER, _FORMULA_BOOLEAN, _FORMULA_ERROR = range(8, 12)
_RICH_STRING: Final = 62
_SHARED_ITEM: Final = 19
_FORMAT, _CELL_LOOK, _LOOKS_BEGIN, _LOOKS_END = 44, 47, 617, 618
_COLUMNS: Final = 60
_PROPERTIES, _SHEET, _MERGED = 153, 156, 176
_ROWS_BEGIN: Final = 145

_CELL: Final = struct.Struct("<II")
_WIDE: Final = struct.Struct("<I")
_DOUBLE: Final = struct.Struct("<d")
_FOUR: Final = struct.Struct("<4I")
_STYLE: Final = 0xFFFFFF
_ERRORS: Final = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A", 43: "#GETTING_DATA"}


class _Book(NamedTuple):
    """Sheets as (name, member, hidden), and what their cells refer to."""

    sheets: list[tuple[str, str, bool]]
    since_1904: bool
    looks: list[Look]
    shared: list[str]


def read_xlsb(archive: Archive, sink: Sink) -> tuple[str, list[str]]:
    """Put all sheets into the sink; returns the format and the notes. Refuses source_damaged and source_unsafe."""
    main = archive.find("xl/workbook.bin")
    if main is None:
        raise Refused("source_damaged", error="workbook")
    relations = relations_of(archive, main)
    parts = {kind: member for kind, member in relations.values() if member}
    try:
        sheets, since_1904 = _sheets(archive.read(main), relations)
        book = _Book(
            sheets,
            since_1904,
            _looks(archive.read(parts["styles"])) if "styles" in parts else [],
            _shared(archive.read(parts["sharedStrings"], LARGEST_UNPACKED)) if "sharedStrings" in parts else [],
        )
        for done, (name, member, hidden) in enumerate(sheets, start=1):
            sink.begin(name, hidden=hidden)
            _SheetReader(book, sink).read(archive.read(member, LARGEST_UNPACKED))
            sink.progress(done / len(sheets))
    except (struct.error, IndexError) as error:
        raise Refused("source_damaged", error=type(error).__name__) from error
    return "xlsb", sorted(notes_of(archive, {kind for kind, _ in relations.values()}))


def _records(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Each record as (kind, where its fields begin, where they end). Raises IndexError where it is cut off."""
    place, size = 0, len(data)
    while place < size:
        kind = data[place]
        place += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | (data[place] & 0x7F) << 7
            place += 1
        length = shift = 0
        while True:
            byte = data[place]
            place += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80 or shift > 21:
                break
        if place + length > size:
            raise IndexError("a record reaches beyond the part")
        yield kind, place, place + length
        place += length


def _wide(data: bytes, place: int) -> tuple[str, int]:
    """A text with its length in front, and where it ends."""
    (length,) = _WIDE.unpack_from(data, place)
    end = place + 4 + length * 2
    if length == 0xFFFFFFFF:
        return "", place + 4
    if end > len(data):
        raise IndexError("a text reaches beyond the part")
    return data[place + 4 : end].decode("utf-16-le", errors="replace"), end


def _sheets(data: bytes, relations: dict[str, tuple[str, str]]) -> tuple[list[tuple[str, str, bool]], bool]:
    found: list[tuple[str, str, bool]] = []
    since_1904 = False
    for kind, start, _ in _records(data):
        if kind == _PROPERTIES:
            since_1904 = bool(data[start] & 1)
        elif kind == _SHEET:
            state = _WIDE.unpack_from(data, start)[0]
            relation, place = _wide(data, start + 8)
            name, _ = _wide(data, place)
            what, member = relations.get(relation, ("", ""))
            if what == "worksheet" and member:
                found.append((name, member, state != 0))
    return found, since_1904


def _looks(data: bytes) -> list[Look]:
    own: dict[int, NumberFormat] = {}
    found: list[Look] = []
    in_cells = False
    for kind, start, _ in _records(data):
        if kind == _FORMAT:
            own[int.from_bytes(data[start : start + 2], "little")] = format_of(_wide(data, start + 2)[0])
        elif kind in (_LOOKS_BEGIN, _LOOKS_END):
            in_cells = kind == _LOOKS_BEGIN
        elif kind == _CELL_LOOK and in_cells:
            number = int.from_bytes(data[start + 2 : start + 4], "little")
            apostrophe = bool(data[start + 13] & 0x80)
            found.append(Look(own.get(number, BUILT_IN.get(number, PLAIN)), apostrophe))
    return found


def _shared(data: bytes) -> list[str]:
    return [unescaped(_wide(data, start + 1)[0]) for kind, start, _ in _records(data) if kind == _SHARED_ITEM]


class _SheetReader:
    """Rows and cells of one sheet as their records come."""

    def __init__(self, book: _Book, sink: Sink) -> None:
        self._book = book
        self._sink = sink
        self._row: list[int] = []
        self._number = 0
        self._hidden = False

    def read(self, data: bytes) -> None:
        """Put the sheet's rows into the sink and end it."""
        hidden_columns: set[int] = set()
        merged: list[tuple[int, int, int, int]] = []
        has_rows = False
        for kind, start, end in _records(data):
            if _BLANK < kind <= _FORMULA_ERROR or kind == _RICH_STRING:
                self._add_cell(data, kind, start, end)
            elif kind == _ROW:
                self._end_row()
                self._number = _WIDE.unpack_from(data, start)[0] + 1
                self._hidden = bool(data[start + 11] & 0x10)
            elif kind == _COLUMNS:
                first, last, width, _ = _FOUR.unpack_from(data, start)
                if data[start + 16] & 1 or not width:
                    hidden_columns.update(range(first, min(last + 1, MOST_COLUMNS)))
            elif kind == _MERGED and len(merged) < MOST_MERGED:
                top, bottom, left, right = _FOUR.unpack_from(data, start)
                merged.append((top + 1, left, bottom + 1, right))
            elif kind == _ROWS_BEGIN:
                has_rows = True
        self._end_row()
        if not has_rows:
            raise Refused("source_damaged", error="sheetData")
        self._sink.end(hidden_columns, merged)

    def _end_row(self) -> None:
        self._sink.add(self._number, self._row, hidden=self._hidden)
        self._row = []

    def _add_cell(self, data: bytes, kind: int, start: int, end: int) -> None:
        column, style = _CELL.unpack_from(data, start)
        look = self._book.looks[style & _STYLE] if style & _STYLE < len(self._book.looks) else Look()
        place = self._sink.texts[self._text(data, kind, start + 8, end, look)]
        if not place:
            return
        if column >= MOST_COLUMNS:
            self._sink.refuse_cell(self._number, column)
        self._row.extend([0] * (column + 1 - len(self._row)))
        self._row[column] = place

    def _text(self, data: bytes, kind: int, start: int, end: int, look: Look) -> str:
        if kind == _SMALL:
            return formatted(_small(_WIDE.unpack_from(data, start)[0]), look.numbers, self._book.since_1904)
        if kind in (_REAL, _FORMULA_NUMBER):
            return formatted(_DOUBLE.unpack_from(data, start)[0], look.numbers, self._book.since_1904)
        if kind in (_BOOLEAN, _FORMULA_BOOLEAN):
            return TRUE if data[start] else FALSE
        if kind in (_ERROR, _FORMULA_ERROR):
            return _ERRORS.get(data[start], "#N/A")
        if kind == _SHARED:
            place = _WIDE.unpack_from(data, start)[0]
            text = self._book.shared[place] if place < len(self._book.shared) else ""
        else:
            text = unescaped(_wide(data[:end], start + (kind == _RICH_STRING))[0])
        return "'" + text if look.apostrophe and text and not text.startswith("'") else text


def _small(stored: int) -> float:
    """A number in four bytes: a whole one or the upper half of a double, perhaps hundredfold."""
    value: float
    if stored & 2:
        value = float((stored >> 2) - (1 << 30 if stored & 0x80000000 else 0))
    else:
        value = _DOUBLE.unpack(struct.pack("<II", 0, stored & 0xFFFFFFFC))[0]
    return value / 100 if stored & 1 else value
