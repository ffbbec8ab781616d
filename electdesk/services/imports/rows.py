"""Which rows below the heading are rows of stations: totals, repeated headings and footers are told apart and left out, by name."""

import re
from collections.abc import Collection, Iterable, Sequence
from operator import itemgetter
from typing import Final

from electdesk.columns.register import fold_number
from electdesk.services.imports.plan import Cell, Skipped
from electdesk.services.imports.recognise import Recognised
from electdesk.services.imports.sheet import Sheet, column_letters
from electdesk.services.imports.words import TOTALS, fold_heading, words_of

_SIGN: Final = re.compile(r"^\s*(?:уик|учаске|участок|ujk|uik|station)?\s*[№#]?\s*", re.IGNORECASE)
_SPACED_DIGITS: Final = re.compile(r"\d[\d\s]*\d")
_WHOLE: Final = re.compile(r"(\d+)\.0")
_LONGEST_NUMBER: Final = 16


def bare_number(text: str) -> str:
    """A station's number as it shall be kept: without «УИК №», spaces between digits, an apostrophe or a program's ".0"."""
    bare = _SIGN.sub("", text.strip().removeprefix("'")).strip()
    if _SPACED_DIGITS.fullmatch(bare):
        bare = "".join(bare.split())
    if whole := _WHOLE.fullmatch(bare):
        bare = whole[1]
    return bare


def looks_like_number(text: str) -> bool:
    """Whether a cell can be the number of a station: short, and not without any digit."""
    if text.isdecimal():
        return len(text) <= _LONGEST_NUMBER
    bare = bare_number(text)
    digits = [character for character in bare if character.isdigit()]
    return len(bare) <= _LONGEST_NUMBER and bool(digits) and all(map(str.isdecimal, digits))


def same_number(text: str) -> str:
    """The key under which two writings of one station's number meet."""
    return fold_number(bare_number(text))


def texts(rows: Sequence[list[str]], index: int) -> list[str]:
    """A column's cells, "" where the column does not exist. The rows are as wide as the heading."""
    return [""] * len(rows) if index < 0 else list(map(itemgetter(index), rows))


class Body:
    """The rows below the heading, with what every plan needs: station cells, rows left out and why, bad cells so far."""

    def __init__(self, sheet: Sheet, found: Recognised, figures: Collection[str] | None = None) -> None:
        """``figures``: the targets whose columns hold what is counted, None for lines, choices and voters; where there is none, two
        filled cells make a row.
        """
        self.sheet = sheet
        self.found = found
        self._figures = [
            index
            for index, target in found.columns.items()
            if (target in figures if figures is not None else target.startswith(("line:", "choice:")) or target == "voters")
        ]
        start = found.heading_row + 1
        self._widths = list(map(len, sheet.rows[start:]))
        self.rows: list[list[str]] = list(sheet.rows[start:])
        self._fill_up(len(found.headings))
        self.numbers: Sequence[int] = sheet.row_numbers[start:]
        self.stations = texts(self.rows, found.column("station"))
        self.skipped: list[Skipped] = []
        self.refused: list[Cell] = []
        self.repaired: list[Cell] = []
        self.left_out: set[int] = set()
        """Rows (from 0 below the heading) of which no record comes."""
        self._leave_out_totals()
        self._refuse_shifted()

    def _fill_up(self, width: int) -> None:
        if min(self._widths, default=width) < width:
            self.rows = [cells if len(cells) >= width else cells + [""] * (width - len(cells)) for cells in self.rows]

    def skip(self, row: int, reason: str) -> None:
        """Leave a row out on purpose."""
        self.left_out.add(row)
        self.skipped.append(Skipped(self.sheet.name, self.numbers[row], reason))

    def refuse(self, row: int, index: int, reason: str, other: str = "") -> None:
        """A bad cell: its row gives no record."""
        self.left_out.add(row)
        self.refused.append(self.cell(row, index, reason, other))

    def cell(self, row: int, index: int, reason: str, other: str = "") -> Cell:
        """A cell of the file, to be listed."""
        cells, number = self.rows[row], self.numbers[row]
        heading = self.found.headings[index] if 0 <= index < len(self.found.headings) else ""
        letters = column_letters(max(index, 0))
        return Cell(
            self.sheet.name, f"{letters}{number}", number, heading, cells[index] if len(cells) > index >= 0 else "", reason, other
        )

    def _leave_out_totals(self) -> None:
        columns = [self.found.column(target) for target in ("region", "area", "station", "name")]
        for index in columns:
            cells = texts(self.rows, index) if index >= 0 else []
            totals = {text for text in set(cells) if is_total(text)}
            if totals:
                for row in [row for row, text in enumerate(cells) if text in totals and row not in self.left_out]:
                    self.skip(row, "total")
        for row in [row for row, station in enumerate(self.stations) if not looks_like_number(station)]:
            if row not in self.left_out and (reason := self._aside(row)):
                self.skip(row, reason)
        # The row right below the heading that counts the columns or names the lines has numbers in it like any other.
        if self.rows and 0 not in self.left_out and self._numbers_columns(self.rows[0]):
            self.skip(0, "numbering")

    def _aside(self, row: int) -> str:
        """Why a row without a station's number is no station (a total, a repeated heading, a footer); "" = it should be one."""
        cells = self.rows[row]
        if any(is_total(cell) for cell in cells if cell and not cell[0].isdigit()):
            return "total"
        same = sum(
            fold_heading(cell) == fold_heading(heading)
            for cell, heading in zip(cells, self.found.headings, strict=False)
            if cell.strip()
        )
        if same * 2 > sum(bool(cell.strip()) for cell in cells):
            return "heading"
        figures = [*self._figures, *self.found.new_choices]
        if figures:
            told = any(len(cells) > index and any(map(str.isdigit, cells[index])) for index in figures)
        else:
            told = sum(bool(cell.strip()) for cell in cells) > 1
        return "" if told else "note"

    def _numbers_columns(self, cells: Sequence[str]) -> bool:
        filled = [(index, cell.strip()) for index, cell in enumerate(cells) if cell.strip()]
        if len(filled) < 4:
            return False
        start = (
            int(filled[0][1]) - filled[0][0]
            if filled[0][1].isascii() and filled[0][1].isdigit() and len(filled[0][1]) < 4
            else None
        )
        return start is not None and all(cell == str(index + start) for index, cell in filled)

    def _refuse_shifted(self) -> None:
        """Rows longer than the heading (a separator inside a name moved every figure) or cut short inside the figures."""
        width = len(self.found.headings)
        figures = [index for index, target in self.found.columns.items() if target.startswith(("line:", "choice:"))]
        last = max([*figures, *self.found.new_choices], default=-1)
        for row, own in enumerate(self._widths):
            if own == width or row in self.left_out:
                continue
            if own > width and any(cell.strip() for cell in self.rows[row][width:]):
                self.refuse(row, width, "too_many_cells")
            elif self.sheet.exact_widths and own <= last:
                self.refuse(row, own - 1, "row_cut")

    def in_order(self) -> "tuple[tuple[Cell, ...], tuple[Cell, ...], tuple[Skipped, ...]]":
        """Refused, repaired and skipped, each in the order of the file."""
        return _by_row(self.refused), _by_row(self.repaired), tuple(sorted(self.skipped, key=lambda each: each.row))


def is_total(text: str) -> bool:
    """Whether a text says that its row adds up others."""
    return not text.isdigit() and not TOTALS.isdisjoint(words_of(text))


def _by_row(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    return tuple(sorted(cells, key=lambda cell: (cell.row, len(cell.cell), cell.cell)))
