"""A sheet of an XLSX in any writing that XML allows, read by a parser."""

import re
from collections.abc import Iterable
from typing import Final

from electdesk.workbooks.reading.limits import MOST_COLUMNS, MOST_MERGED
from electdesk.workbooks.reading.refusal import Refused
from electdesk.workbooks.reading.safe_xml import listen, local
from electdesk.workbooks.reading.sink import Sink
from electdesk.workbooks.reading.xlsx_cells import Cells, column_index, formula_text
from electdesk.workbooks.reading.xlsx_plain import Merged, Outline

_PLACE: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_YES: Final = ("1", "true", "on")
_READ: Final = frozenset(("v", "f", "t"))
_NOTHING: Final = ("0", "0.0")


def read_any(chunks: Iterable[bytes], cells: Cells, sink: Sink) -> Outline:
    """Put the sheet's rows into the sink. Refuses source_damaged and source_unsafe."""
    reader = _Reader(cells, sink)
    listen(chunks, reader.start, reader.end, reader.text)
    reader.finish()
    return reader.outline


class _Reader:
    """Follows rows and cells as their elements open and close."""

    def __init__(self, cells: Cells, sink: Sink) -> None:
        self.outline = Outline(set(), [])
        self._cells = cells
        self._sink = sink
        self._names: dict[str, str] = {}
        self._row: dict[int, int] = {}
        self._number = 0
        self._hidden = False
        self._column = -1
        self._kind, self._style = "n", 0
        self._parts: dict[str, list[str]] = {}
        self._reading = ""
        self._in_reading_aid = False
        self._in_rows = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        name = self._names.get(tag)
        if name is None:
            name = self._names[tag] = local(tag)
        if name == "c":
            self._begin_cell(attributes)
        elif name in _READ:
            if not self._in_reading_aid:
                self._reading = name
                self._parts.setdefault(name, [])
        elif name == "row":
            self._begin_row(attributes)
        elif name == "rPh":
            self._in_reading_aid = True
        elif name == "col":
            self._column_look(attributes)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "sheetData":
            self._in_rows = True

    def text(self, text: str) -> None:
        """Text between two tags."""
        if self._reading:
            self._parts[self._reading].append(text)

    def end(self, tag: str) -> None:
        """An element closes."""
        name = self._names[tag]
        if name == "c":
            self._end_cell()
        elif name in _READ:
            self._reading = ""
        elif name == "row":
            self._end_row()
        elif name == "rPh":
            self._in_reading_aid = False

    def finish(self) -> None:
        """The part is read to its end."""
        if not self._in_rows:
            raise Refused("source_damaged", error="sheetData")

    def _begin_row(self, attributes: dict[str, str]) -> None:
        written = attributes.get("r", "")
        self._number = int(written) if written.isascii() and written.isdigit() else self._number + 1
        self._hidden = attributes.get("hidden", "") in _YES or attributes.get("ht", "") in _NOTHING
        self._row, self._column = {}, -1

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        place = _PLACE.fullmatch(attributes.get("r", ""))
        self._column = column_index(place[1].upper()) if place else self._column + 1
        style = attributes.get("s", "0")
        self._kind, self._style = attributes.get("t", "n"), int(style) if style.isdigit() else 0
        self._parts = {}
        self._reading = ""

    def _end_cell(self) -> None:
        place = self._place()
        if not place:
            return
        if self._column >= MOST_COLUMNS:
            self._sink.refuse_cell(self._number, self._column)
        self._row[self._column] = place

    def _place(self) -> int:
        parts = {name: "".join(texts) for name, texts in self._parts.items()}
        if "t" in parts and "v" not in parts:
            return self._cells.said(self._kind, self._style, parts["t"])
        value = parts.get("v")
        if "f" not in parts:
            return 0 if value is None else self._said(value)
        saved = value if value or (value is not None and self._kind == "str") else None
        if saved is None or (saved == "0" and self._cells.recomputed):
            return self._cells.texts[formula_text(parts["f"])]
        return self._said(saved)

    def _said(self, value: str) -> int:
        if self._kind in ("str", "inlineStr", "e"):
            return self._cells.said(self._kind, self._style, value)
        return self._cells.table(self._kind, self._style)[value]

    def _end_row(self) -> None:
        if not self._row:
            return
        places = [0] * (max(self._row) + 1)
        for column, place in self._row.items():
            places[column] = place
        self._sink.add(self._number, places, hidden=self._hidden)

    def _column_look(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden", "") in _YES or attributes.get("width", "") in _NOTHING:
            first, last = attributes.get("min", ""), attributes.get("max", "")
            if first.isdigit() and last.isdigit():
                self.outline.hidden_columns.update(range(int(first) - 1, min(int(last), MOST_COLUMNS)))

    def _merge(self, area: str) -> None:
        first, _, last = area.partition(":")
        top, bottom = _PLACE.fullmatch(first), _PLACE.fullmatch(last)
        if top and bottom and len(self.outline.merged) < MOST_MERGED:
            merged: Merged = (int(top[2]), column_index(top[1].upper()), int(bottom[2]), column_index(bottom[1].upper()))
            self.outline.merged.append(merged)
