"""Cells made figures: each distinct text is judged once, so a column of 100,000 costs little more than reading it."""

import re
from collections.abc import Iterable
from typing import Final

import numpy as np

from electdesk.columns.panel import Counts
from electdesk.domain.errors import ClerkError
from electdesk.domain.figures import BLANK, LARGEST_COUNT, NO_NUMBER, parse_count
from electdesk.domain.forms import Line
from electdesk.services.imports.words import NO, YES, fold_heading

BAD: Final = -1000
"""A cell that is no figure; what is wrong with it stands in ``FigureReader.bad``."""

LONGEST_FIGURE: Final = 60
"""Characters: dates with a time and formulas are shorter where anything is to be said of them."""
_DATE: Final = re.compile(r"\d{1,4}[./\-]\d{1,2}[./\-]\d{1,4}(\s.*)?")
_TIME: Final = re.compile(r"\d{1,2}:\d{2}(:\d{2})?")
_EXPONENT: Final = re.compile(r"[+-]?\d+([.,]\d+)?[eEеЕ][+-]?\d+")
_WHOLE: Final = re.compile(r"(\d+)[.,]0{1,2}")
_SPACED: Final = re.compile(r"[\d\s]+")
_SPACED_THOUSANDS: Final = re.compile(r"\d{1,3}(?:\s\d{3})+")
_GROUPED: Final = re.compile(r"\d{1,3}([.,])\d{3}(\1\d{3})*")


class FigureReader(dict[str, int]):
    """Text → figure for the cells of one kind of line. ``bad``: text → reason code; ``repaired``: text → the count it was read as.

    Reasons: letters, negative, fraction, too_large, percent, date, time, exponent, formula, error_value, thousands_mark,
    two_numbers, not_yes_no, no_such_option.
    """

    def __init__(self, line: Line | None = None, no_number: frozenset[str] = frozenset(), thousands: str = "") -> None:
        super().__init__()
        self.bad: dict[str, str] = {}
        self.repaired: dict[str, str] = {}
        self._no_number = no_number
        self._thousands = thousands
        self._kind = line.kind if line is not None else "count"
        self._options: dict[str, int] = {}
        if line is not None and line.kind == "oneof":
            for place, option in enumerate(line.options):
                for text in (option.id, *option.label.values()):
                    self._options[fold_heading(text)] = place

    def __missing__(self, text: str) -> int:
        figure = self._read(text)
        self[text] = figure
        return figure

    def column(self, cells: Iterable[str], count: int) -> Counts:
        """A column of cells as figures; BAD where a cell is none."""
        return np.fromiter(map(self.__getitem__, cells), np.int64, count)

    def _read(self, text: str) -> int:
        if text.isascii() and text.isdigit() and len(text) < 9 and self._kind == "count":
            return int(text)
        bare = text.strip()
        if not bare or bare == "'":
            return BLANK
        if bare in self._no_number:
            return NO_NUMBER
        if self._kind == "yesno":
            return self._yes_or_no(text, bare)
        if self._kind == "oneof":
            return self._option(text, bare)
        return self._count(text, bare)

    def _yes_or_no(self, text: str, bare: str) -> int:
        word = bare.casefold()
        if word in YES or word in NO:
            return int(word in YES)
        return self._refuse(text, "not_yes_no")

    def _option(self, text: str, bare: str) -> int:
        place = self._options.get(fold_heading(bare))
        return self._refuse(text, "no_such_option") if place is None else place

    def _count(self, text: str, bare: str) -> int:
        plain = bare.removeprefix("'")
        if self._thousands and _GROUPED.fullmatch(plain) and self._thousands in plain:
            plain = plain.replace(self._thousands, "")
        elif whole := _WHOLE.fullmatch(plain):
            plain = whole[1]
        if len(plain) > LONGEST_FIGURE:
            return self._refuse(text, _reason(plain[:LONGEST_FIGURE], "letters"))
        if any(map(str.isspace, plain)) and _SPACED.fullmatch(plain) and not _SPACED_THOUSANDS.fullmatch(plain):
            # 60 50 may be two numbers: a space stands between thousands or nowhere.
            return self._refuse(text, "two_numbers")
        try:
            figure = parse_count(plain)
        except ClerkError as error:
            return self._refuse(text, _reason(plain, str(error.params["reason"])))
        if figure > LARGEST_COUNT:
            return self._refuse(text, "too_large")
        if figure >= 0 and not text.strip(" ").isdigit():
            self.repaired[text] = str(figure)
        return figure

    def _refuse(self, text: str, reason: str) -> int:
        self.bad[text] = reason
        return BAD


def _reason(text: str, reason: str) -> str:
    if text.startswith("="):
        return "formula"
    if text.startswith("#"):
        return "error_value"
    if "%" in text:
        return "percent"
    for shape, name in ((_GROUPED, "thousands_mark"), (_DATE, "date"), (_TIME, "time"), (_EXPONENT, "exponent")):
        if shape.fullmatch(text):
            return name
    return reason
