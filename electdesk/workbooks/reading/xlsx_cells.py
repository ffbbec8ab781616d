"""What an XLSX cell says: its kind and its look decide how the stored text is taken."""

import re
from collections.abc import Callable
from typing import Final

from electdesk.workbooks.reading.cell_text import FALSE, TRUE, formatted, moment_text, stored_number, unescaped
from electdesk.workbooks.reading.number_formats import PLAIN, NumberFormat
from electdesk.workbooks.reading.plain_xml import plain_text
from electdesk.workbooks.reading.sink import Texts, Written
from electdesk.workbooks.reading.xlsx_parts import Look, Workbook

_KIND: Final = re.compile(r"""\st=["'](\w+)["']""")
_STYLE: Final = re.compile(r"""\ss=["'](\d{1,6})["']""")
_TEXTS: Final = ("str", "inlineStr")


class Cells:
    """For each kind and look of cells a table from what is stored to the place of its text."""

    def __init__(self, workbook: Workbook, shared: list[str], texts: Texts) -> None:
        self.texts = texts
        self.recomputed = workbook.recomputed
        self._since_1904 = workbook.since_1904
        self._looks = workbook.looks
        self._shared = shared
        self._by_attributes: dict[str, Written] = {}
        self._by_kind: dict[tuple[str, Look], Written] = {}

    def written_in(self, attributes: str) -> Written:
        """The table for a cell by the attributes of its tag as they are written."""
        found = self._by_attributes.get(attributes)
        if found is None:
            kind, style = _KIND.search(attributes), _STYLE.search(attributes)
            found = self.table(kind[1] if kind else "n", int(style[1]) if style else 0)
            self._by_attributes[attributes] = found
        return found

    def table(self, kind: str, style: int) -> Written:
        """The table for cells of that type (``n``, ``s``, ``str``, ``inlineStr``, ``b``, ``e``, ``d``) and style."""
        look = self._look(style)
        found = self._by_kind.get((kind, look))
        if found is None:
            found = self._by_kind[kind, look] = Written(self.texts, self._way(kind, look))
            found[""] = 0
        return found

    def said(self, kind: str, style: int, text: str) -> int:
        """The place of a text that a parser has read: its references are resolved already."""
        apostrophe = self._look(style).apostrophe and kind != "e"
        return self.texts[_after("'" if apostrophe else "", unescaped(text))]

    def table_of_text(self, attributes: str) -> Written:
        """The table for texts that stand in the cell itself."""
        style = _STYLE.search(attributes)
        return self.table("inlineStr", int(style[1]) if style else 0)

    def _look(self, style: int) -> Look:
        return self._looks[style] if style < len(self._looks) else Look()

    def _way(self, kind: str, look: Look) -> Callable[[str], str]:
        apostrophe = "'" if look.apostrophe else ""
        if kind == "s":
            return lambda raw: _after(apostrophe, self._shared_text(raw))
        if kind in _TEXTS:
            return lambda raw: _after(apostrophe, unescaped(plain_text(raw)))
        if kind == "b":
            return lambda raw: TRUE if raw.strip() in ("1", "true") else FALSE
        if kind == "e":
            return plain_text
        if kind == "d":
            return moment_text
        return _way_of_numbers(look.numbers, self._since_1904)

    def _shared_text(self, raw: str) -> str:
        place = int(raw) if raw.isascii() and raw.strip().isdigit() else -1
        return self._shared[place] if 0 <= place < len(self._shared) else ""


def _way_of_numbers(shown_as: NumberFormat, since_1904: bool) -> Callable[[str], str]:
    if shown_as == PLAIN:
        return stored_number

    def say(raw: str) -> str:
        try:
            return formatted(float(raw), shown_as, since_1904)
        except ValueError:
            return raw.strip()

    return say


def _after(apostrophe: str, text: str) -> str:
    return apostrophe + text if text and not text.startswith("'") else text


def formula_text(formula: str) -> str:
    """A formula without a saved value: what is known of it, "=" alone where it is shared with another cell."""
    return "=" + formula.strip().removeprefix("=")


def column_index(letters: str) -> int:
    """The column (from 0) that A … XFD name."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1
