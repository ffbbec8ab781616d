"""ODS: every table of an OpenDocument spreadsheet.

Not calamine: it gives no percent and no hidden rows, and an error or a formula without a value as an empty cell. ODS tells of all
that; only an apostrophe typed before a text is not kept by the programs that write it. A formula without any value is one that
gave an empty text where LibreOffice or its kin wrote the file (they compute all before they save), and an uncomputed one elsewhere.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from electdesk.workbooks.reading.archive import Archive
from electdesk.workbooks.reading.cell_text import FALSE, TRUE, duration_text, formatted, moment_text, stored_number
from electdesk.workbooks.reading.limits import MOST_COLUMNS, MOST_MERGED, MOST_ROWS
from electdesk.workbooks.reading.number_formats import PERCENT
from electdesk.workbooks.reading.ods_plain import PREFIXES, PlainCell, PlainRows
from electdesk.workbooks.reading.refusal import Refused
from electdesk.workbooks.reading.safe_xml import listen
from electdesk.workbooks.reading.sink import Sink, Texts, Written

_TABLE: Final = PREFIXES["table"] + "}"
_OFFICE: Final = PREFIXES["office"] + "}"
_TEXT: Final = PREFIXES["text"] + "}"
_STYLE: Final = "urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FRAME: Final = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}frame"
_CALC_TYPE: Final = PREFIXES["calcext"] + "}value-type"

_CELLS: Final = {f"{_TABLE}table-cell": False, f"{_TABLE}covered-table-cell": True}
_ROW: Final = f"{_TABLE}table-row"
_COLUMN: Final = f"{_TABLE}table-column"
_SHEET: Final = f"{_TABLE}table"
_PARAGRAPH: Final = f"{_TEXT}p"
_IN_TEXT: Final = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n", f"{_TEXT}s": " "}
_BESIDE: Final = frozenset((f"{_OFFICE}annotation", f"{_TABLE}shapes", _FRAME, f"{_TABLE}table-source"))
"""Elements whose texts are not the cell's."""
_TRUTHS: Final = {"1": TRUE, "0": FALSE}
_HIDDEN: Final = ("collapse", "filter")
_ERRORS: Final = ("#", "Err:", "Ошибка:")
_OF_BLANKS: Final = frozenset((f"{_TABLE}style-name", f"{_TABLE}number-columns-repeated"))
_COMPUTING: Final = re.compile(rb"<meta:generator>[^<]*(?:LibreOffice|OpenOffice|Collabora)")
"""Programs that compute every formula before they save."""
_FORMULA_START: Final = re.compile(r"^(?:\w+:)?=?")
_SPACES: Final = re.compile(r"[ \t\r\n]+")


def read_ods(archive: Archive, sink: Sink) -> tuple[str, list[str]]:
    """Put all tables into the sink; returns the format and the notes. Refuses source_encrypted, source_damaged, source_unsafe."""
    manifest = archive.find("META-INF/manifest.xml")
    if manifest is not None and b"encryption-data" in archive.read(manifest):
        raise Refused("source_encrypted")
    content = archive.find("content.xml")
    if content is None:
        raise Refused("source_damaged", error="content.xml")
    reader = _Reader(sink, all_computed=_is_computed(archive))
    plain = PlainRows(reader.may_take_row, reader.place_of, reader.take_row)
    chunks = plain.without_rows(_told(archive.chunks(content), sink, archive.length(content) or 1))
    listen(chunks, reader.start, reader.end, reader.text)
    if not reader.found_tables:
        raise Refused("source_damaged", error="table")
    notes = []
    if archive.has_under("basic/", "scripts/"):
        notes.append("macros")
    if reader.has_links:
        notes.append("external_links")
    if archive.has_under("object "):
        notes.append("embedded")
    return "ods", sorted(notes)


def _is_computed(archive: Archive) -> bool:
    meta = archive.find("meta.xml")
    return meta is not None and _COMPUTING.search(archive.read(meta)) is not None


def _told(chunks: Iterable[bytes], sink: Sink, whole: int) -> Iterator[bytes]:
    done = 0
    for chunk in chunks:
        yield chunk
        done += len(chunk)
        sink.progress(done / whole)


class _Values:
    """For each type of cell a table from what is stored to the place of its text."""

    def __init__(self, texts: Texts) -> None:
        self.numbers = Written(texts, stored_number)
        self.by_type = {
            "float": (f"{_OFFICE}value", self.numbers),
            "currency": (f"{_OFFICE}value", self.numbers),
            "percentage": (f"{_OFFICE}value", Written(texts, _percent)),
            "date": (f"{_OFFICE}date-value", Written(texts, moment_text)),
            "time": (f"{_OFFICE}time-value", Written(texts, duration_text)),
            "boolean": (f"{_OFFICE}boolean-value", Written(texts, lambda raw: TRUE if raw == "true" else FALSE)),
        }


def _percent(raw: str) -> str:
    try:
        return formatted(float(raw), PERCENT)
    except ValueError:
        return raw


class _Reader:
    """Follows tables, rows and cells as their elements open and close."""

    def __init__(self, sink: Sink, *, all_computed: bool) -> None:
        self._all_computed = all_computed
        self.found_tables = False
        self.has_links = False
        self._sink = sink
        self._values = _Values(sink.texts)
        self._hidden_looks: set[str] = set()
        self._look = ""
        self._blanks: set[int] = set()
        self._depth_of_tables = 0
        self._beside = 0
        self._begun = False
        self._name, self._is_hidden, self._is_link = "", False, False
        self._number = 0
        self._row: list[int] = []
        self._row_repeats, self._row_hidden = 1, False
        self._hidden_groups: list[bool] = []
        self._columns = 0
        self._hidden_columns: set[int] = set()
        self._merged: list[tuple[int, int, int, int]] = []
        self._column = 0
        self._cell: dict[str, str] | None = None
        self._covered = False
        self._parts: list[str] = []
        self._paragraphs = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        if name in _CELLS:
            if self._depth_of_tables == 1 and not self._beside:
                self._cell, self._covered = attributes, _CELLS[name]
                self._parts, self._paragraphs = [], 0
        elif name == _PARAGRAPH:
            if self._cell is not None and self._depth_of_tables == 1 and not self._beside:
                if self._paragraphs:
                    self._parts.append("\n")
                self._paragraphs += 1
        elif name == _ROW:
            if self._depth_of_tables == 1:
                self._begin_row(attributes)
        elif name in _IN_TEXT:
            if self._paragraphs and not self._beside:
                self._parts.append(_IN_TEXT[name] * min(_count(attributes.get(f"{_TEXT}c", "")), 100))
        elif name in _BESIDE:
            self._beside += 1
            if name == f"{_TABLE}table-source":
                self._is_link = self.has_links = True
        else:
            self._start_of_table(name, attributes)

    def _start_of_table(self, name: str, attributes: dict[str, str]) -> None:
        if name == _SHEET:
            self._depth_of_tables += 1
            if self._depth_of_tables == 1:
                self._begin_table(attributes)
        elif name == _COLUMN:
            self._column_look(attributes)
        elif name in (f"{_TABLE}table-row-group", f"{_TABLE}table-column-group"):
            self._hidden_groups.append(attributes.get(f"{_TABLE}display", "true") == "false")
        elif name == f"{_STYLE}style":
            self._look = attributes.get(f"{_STYLE}name", "")
        elif name == f"{_STYLE}table-properties" and attributes.get(f"{_TABLE}display", "true") == "false":
            self._hidden_looks.add(self._look)

    def text(self, text: str) -> None:
        """Text between two tags."""
        if self._paragraphs and self._depth_of_tables == 1 and not self._beside:
            self._parts.append(_SPACES.sub(" ", text) if "\n" in text or "\t" in text else text)

    def end(self, name: str) -> None:
        """An element closes."""
        if name in _CELLS:
            if self._depth_of_tables == 1 and not self._beside and self._cell is not None:
                self._end_cell(self._cell)
                self._cell, self._paragraphs = None, 0
        elif name == _ROW:
            if self._depth_of_tables == 1:
                self._end_row()
        elif name in _BESIDE:
            self._beside -= 1
        elif name == _SHEET:
            self._depth_of_tables -= 1
            if self._depth_of_tables == 0:
                self._end_table()
        elif name in (f"{_TABLE}table-row-group", f"{_TABLE}table-column-group"):
            self._hidden_groups.pop()

    def may_take_row(self) -> bool:
        """Whether the next row is one of a table's own, not of a table inside a cell."""
        return self._depth_of_tables == 1 and not self._beside and self._cell is None

    def place_of(self, cell: PlainCell) -> int:
        """The place of the text of a cell that did not go through the parser."""
        self._parts = [cell.text]
        return self._place(cell.attributes)

    def take_row(self, attributes: dict[str, str], places: list[int], others: dict[int, PlainCell]) -> None:
        """A row that did not go through the parser; negative places are cells of ``others``."""
        self._begin_row(attributes)
        # Nearly every row ends with the blank cells up to the last column.
        if places and places[-1] in self._blanks:
            places.pop()
        if places and min(places) >= 0 and len(places) <= MOST_COLUMNS:
            self._row = places
        else:
            for place in places:
                if place >= 0:
                    self._put(place, 1)
                    continue
                cell = others[place]
                self._parts = [cell.text]
                self._covered = False
                self._end_cell(cell.attributes)
                self._column += cell.covered
                if not cell.text and not cell.covered and cell.attributes.keys() <= _OF_BLANKS:
                    self._blanks.add(place)
        self._end_row()

    def _begin_table(self, attributes: dict[str, str]) -> None:
        self.found_tables = True
        self._name = attributes.get(f"{_TABLE}name", "")
        self._is_hidden = attributes.get(f"{_TABLE}style-name", "") in self._hidden_looks
        # What other files are remembered by: LibreOffice keeps their cells as tables of this file.
        self._is_link = self._name.startswith("'file:")
        self.has_links = self.has_links or self._is_link
        self._begun = False
        self._number = self._columns = 0
        self._hidden_columns, self._merged, self._hidden_groups = set(), [], []

    def _begin_sheet(self) -> None:
        if not self._begun and not self._is_link:
            self._sink.begin(self._name, hidden=self._is_hidden)
        self._begun = True

    def _end_table(self) -> None:
        self._begin_sheet()
        if not self._is_link:
            self._sink.end(self._hidden_columns, self._merged)

    def _column_look(self, attributes: dict[str, str]) -> None:
        repeats = _count(attributes.get(f"{_TABLE}number-columns-repeated", ""))
        if attributes.get(f"{_TABLE}visibility", "") in _HIDDEN or any(self._hidden_groups):
            self._hidden_columns.update(range(self._columns, min(self._columns + repeats, MOST_COLUMNS)))
        self._columns += repeats

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._begin_sheet()
        self._row, self._column = [], 0
        self._row_repeats = _count(attributes.get(f"{_TABLE}number-rows-repeated", ""))
        self._row_hidden = attributes.get(f"{_TABLE}visibility", "") in _HIDDEN or any(self._hidden_groups)

    def _end_row(self) -> None:
        first = self._number + 1
        self._number += self._row_repeats
        if self._is_link or not any(self._row):
            return
        for number in range(first, min(self._number, MOST_ROWS + 1) + 1):
            self._sink.add(number, self._row, hidden=self._row_hidden)

    def _end_cell(self, attributes: dict[str, str]) -> None:
        repeats = _count(attributes.get(f"{_TABLE}number-columns-repeated", ""))
        place = 0 if self._covered else self._place(attributes)
        columns, rows = (_count(attributes.get(f"{_TABLE}number-{what}-spanned", "")) for what in ("columns", "rows"))
        if (columns > 1 or rows > 1) and len(self._merged) < MOST_MERGED:
            self._merged.append((self._number + 1, self._column, self._number + rows, self._column + columns - 1))
        self._put(place, repeats)

    def _put(self, place: int, repeats: int) -> None:
        if place:
            if self._column + repeats > MOST_COLUMNS:
                self._sink.refuse_cell(self._number + 1, max(self._column, MOST_COLUMNS))
            self._row += [0] * (self._column - len(self._row)) + [place] * repeats
        self._column += repeats

    def _place(self, attributes: dict[str, str]) -> int:
        shown = "".join(self._parts)
        kind = attributes.get(f"{_OFFICE}value-type", "")
        formula = attributes.get(f"{_TABLE}formula")
        if attributes.get(_CALC_TYPE) == "error" or (formula is not None and shown.startswith(_ERRORS)):
            return self._sink.texts[shown or "#"]
        if kind in self._values.by_type:
            attribute, table = self._values.by_type[kind]
            raw = attributes.get(attribute, "")
            if raw and shown.startswith("0") and _is_zero_filled(shown, raw):
                return self._sink.texts[shown]
            if shown.isalpha() and raw in _TRUTHS:
                # A number shown as a word: LibreOffice keeps the result of TRUE() as 1.
                return self._sink.texts[_TRUTHS[raw]]
            return table[raw] if raw else self._sink.texts[shown]
        if formula is not None and not kind and not shown and not self._all_computed:
            return self._sink.texts["=" + _FORMULA_START.sub("", formula)]
        return self._sink.texts[attributes.get(f"{_OFFICE}string-value") or shown]


def _is_zero_filled(shown: str, raw: str) -> bool:
    """Whether a number is shown with noughts in front: a format 000 on 12."""
    return len(shown) > 1 and shown.isascii() and shown.isdigit() and stored_number(raw) == (shown.lstrip("0") or "0")


def _count(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 8 and written != "0" else 1
