"""Which rows below the heading are rows of stations: totals, repeated headings and footers are told apart and left out, by name."""

import bisect
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Final

import msgspec

from electdesk.columns.register import fold_number
from electdesk.services.imports.headings import numbers_columns, numbers_lines
from electdesk.services.imports.plan import Cell, ImportOptions, Skipped
from electdesk.services.imports.recognise import Recognised
from electdesk.services.imports.sheet import Sheet, column_letters
from electdesk.services.imports.words import TOTALS, fold_heading, words_of
from electdesk.services.interchange.guard import unguarded
from electdesk.services.interchange.own import EXAMPLES

_SIGN: Final = re.compile(r"^\s*(?:уик|учаске|участок|ujk|uik|station)?\s*[№#]?\s*", re.IGNORECASE)
_SPACED_DIGITS: Final = re.compile(r"\d[\d\s]*\d")
_WHOLE: Final = re.compile(r"(\d+)\.0")
_LONGEST_NUMBER: Final = 16
_LONGEST_COUNT: Final = 8
_EXAMPLE_AMONG: Final = 5
"""Rows below the headings among which a template's example stands."""


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


def plain_texts(rows: Sequence[list[str]], index: int) -> list[str]:
    """A column of names and remarks, without the apostrophe that keeps a text from running as a formula."""
    return [unguarded(text) for text in texts(rows, index)]


class Part(msgspec.Struct, frozen=True):
    """One sheet of an import, and what its columns are. ``districts``: the district of each row below the headings, where no column tells it."""

    sheet: Sheet
    found: Recognised
    districts: tuple[str, ...] = ()


class Body:
    """The rows below the headings of one sheet or several, with what every plan needs: station cells, rows left out and why, bad cells so far.

    ``found`` is the first sheet's; the rows of the others are laid out like it.
    """

    def __init__(self, parts: Sequence[Part], options: ImportOptions, figures: Collection[str] | None = None) -> None:
        """``figures``: the targets whose columns hold what is counted, None for lines, choices and voters; where there is none, two
        filled cells make a row.
        """
        self.parts = parts
        self.found = found = parts[0].found
        self.file, self.sha256 = parts[0].sheet.file, parts[0].sheet.sha256
        self.sheets = ", ".join(part.sheet.name for part in parts)
        self._figures = [
            index
            for index, target in found.columns.items()
            if (target in figures if figures is not None else target.startswith(("line:", "choice:")) or target == "voters")
        ]
        self.starts: list[int] = []
        self.rows: list[list[str]] = []
        self.numbers: Sequence[int] = []
        self._widths: list[int] = []
        self._own: list[list[int] | None] = []
        self._merged_figures: list[tuple[int, int, str]] = []
        for part in parts:
            self._take_in(part)
        self.stations = texts(self.rows, found.column("station"))
        self.skipped: list[Skipped] = []
        self.refused: list[Cell] = []
        self.repaired: list[Cell] = []
        self.left_out: set[int] = set()
        """Rows (from 0 below the heading) of which no record comes."""
        self.set_aside: set[int] = set()
        """Those of them that were left out on purpose, and not refused."""
        self.totals: list[int] = []
        """Rows that add up others, by their words or by their figures."""
        if "rows" not in options.include_hidden:
            self._leave_out_hidden()
        self._leave_out_examples()
        self._leave_out_totals()
        self._refuse_shifted()
        for row, index, other in self._merged_figures:
            if row not in self.left_out:
                self.refuse(row, index, "merged_cell", other)

    def _take_in(self, part: Part) -> None:
        start = part.found.heading_row + 1
        rows: list[list[str]] = list(part.sheet.rows[start:])
        widths = list(map(len, rows))
        width = part.found.width
        if min(widths, default=width) < width:
            rows = [cells if len(cells) >= width else cells + [""] * (width - len(cells)) for cells in rows]
        numbers = part.sheet.row_numbers[start:]
        self._spread_merged(part, rows, numbers)
        own = _own_columns(part.found, self.found) if part is not self.parts[0] else None
        if own is not None:
            rows = [[cells[index] if index >= 0 else "" for index in own] for cells in rows]
            widths = [len(own)] * len(rows) if not part.sheet.exact_widths else widths
        elif self.found.layout > width:
            # What stands right of the headings is no column that another sheet calls by its name.
            rows = [cells[:width] + [""] * (self.found.layout - width) for cells in rows]
        if (place := self.found.virtual) >= 0:
            districts = part.districts or ("",) * len(rows)
            rows = [[*cells[:place], district, *cells[place:]] for cells, district in zip(rows, districts, strict=True)]
        self._own.append(own)
        self.starts.append(len(self.rows))
        self._widths += widths
        if len(self.parts) == 1:
            self.rows, self.numbers = rows, numbers
        else:
            self.rows += rows
            self.numbers = [*self.numbers, *numbers]

    def _spread_merged(self, part: Part, rows: list[list[str]], numbers: Sequence[int]) -> None:
        """A district merged over the rows of its stations heads each of them; a figure merged over several cells belongs to none of them."""
        below = [
            each for each in part.sheet.merged if numbers and each[2] >= numbers[0] and (each[0], each[1]) != (each[2], each[3])
        ]
        if not below:
            return
        places = {number: place for place, number in enumerate(numbers)}
        found = part.found
        spread = {found.column(target) for target in ("area", "region", "area_code")} - {-1}
        figures = {
            index for index, target in found.columns.items() if target.startswith(("line:", "choice:")) or target == "voters"
        }
        figures |= set(found.new_choices)
        for top, left, bottom, right in below:
            inside = [places[number] for number in range(top, bottom + 1) if number in places]
            if not inside or numbers[inside[0]] != top:
                continue
            text = rows[inside[0]][left] if left < len(rows[inside[0]]) else ""
            for place in inside:
                for index in range(left, min(right + 1, len(rows[place]))):
                    if index in spread:
                        rows[place] = [*rows[place][:index], text, *rows[place][index + 1 :]]
                    elif index in figures and any(map(str.isdigit, text)):
                        row = len(self.rows) + place
                        self._merged_figures.append((row, index, f"{column_letters(left)}{top}:{column_letters(right)}{bottom}"))

    def part_of(self, row: int) -> int:
        """The place of the sheet in ``parts`` that a row stands in."""
        return bisect.bisect_right(self.starts, row) - 1 if len(self.starts) > 1 else 0

    def sheet_of(self, row: int) -> str:
        """The name of the sheet that a row stands in."""
        return self.parts[0].sheet.name if len(self.parts) == 1 else self.parts[self.part_of(row)].sheet.name

    def skip(self, row: int, reason: str) -> None:
        """Leave a row out on purpose."""
        self.left_out.add(row)
        self.set_aside.add(row)
        self.skipped.append(Skipped(self.sheet_of(row), self.numbers[row], reason))
        if reason in ("total", "sum_of_rows"):
            self.totals.append(row)

    def refuse(self, row: int, index: int, reason: str, other: str = "") -> None:
        """A bad cell: its row gives no record."""
        self.left_out.add(row)
        self.refused.append(self.cell(row, index, reason, other))

    def cell(self, row: int, index: int, reason: str, other: str = "") -> Cell:
        """A cell of the file, to be listed."""
        cells = self.rows[row]
        name, heading = self.address(row, index)
        value = cells[index] if len(cells) > index >= 0 else ""
        return Cell(self.sheet_of(row), name, self.numbers[row], heading, value, reason, other)

    def address(self, row: int, index: int) -> tuple[str, str]:
        """A cell as spreadsheets name it, and its heading. Of a district that the sheet's name gives it is the station's cell."""
        own = self._own[self.part_of(row)]
        if index == self.found.virtual and index >= 0:
            index = self.found.column("station")
        heading = self.found.headings[index] if 0 <= index < len(self.found.headings) else ""
        if own is not None and 0 <= index < len(own):
            index = own[index]
        return f"{column_letters(max(index, 0))}{self.numbers[row]}", heading

    def _leave_out_hidden(self) -> None:
        for place, part in enumerate(self.parts):
            if not part.sheet.hidden_rows:
                continue
            hidden = set(part.sheet.hidden_rows)
            end = self.starts[place + 1] if place + 1 < len(self.starts) else len(self.rows)
            for row in range(self.starts[place], end):
                if self.numbers[row] in hidden:
                    self.skip(row, "hidden_row")

    def _leave_out_examples(self) -> None:
        """The example row of a template says that it is one."""
        for row, cells in enumerate(self.rows[:_EXAMPLE_AMONG]):
            if cells and cells[0] in EXAMPLES and row not in self.left_out:
                self.skip(row, "example")

    def _leave_out_totals(self) -> None:
        columns = [self.found.column(target) for target in ("region", "area", "station", "name")]
        for index in columns:
            cells = texts(self.rows, index) if index >= 0 else []
            totals = {text for text in set(cells) if is_total(text)}
            if totals:
                for row in [row for row, text in enumerate(cells) if text in totals and row not in self.left_out]:
                    self.skip(row, "total")
        self._known_headings = {fold_heading(self.found.headings[index]) for index in self.found.columns} - {""}
        other = -1
        for row in [row for row, station in enumerate(self.stations) if not looks_like_number(station)]:
            if row not in self.left_out and (reason := self._aside(row)):
                if reason in ("heading", "other_headings") and other >= 0:
                    self._refuse_other_table(other, row)
                    other = -1
                if reason == "other_headings":
                    other = row
                else:
                    self.skip(row, reason)
        if other >= 0:
            self._refuse_other_table(other, len(self.rows))
        # The row right below the heading that counts the columns or names the lines has numbers in it like any other.
        for start in self.starts:
            if start < len(self.rows) and start not in self.left_out and self._is_numbering(start):
                self.skip(start, "numbering")

    def _refuse_other_table(self, heading: int, end: int) -> None:
        """Below headings in another order every figure would go astray: none of those rows is read."""
        part = self.part_of(heading)
        end = min([end, *(start for start in self.starts[part + 1 :])])
        self.refuse(heading, max(self.found.column("station"), 0), "other_headings")
        for row in range(heading + 1, end):
            if row not in self.left_out:
                self.skip(row, "other_headings")

    def _is_numbering(self, row: int) -> bool:
        """A row that counts the columns, or names the lines and no station."""
        cells = self.rows[row]
        return numbers_columns(cells) or (not self.stations[row].strip() and numbers_lines(cells))

    def _aside(self, row: int) -> str:
        """Why a row without a station's number is no station (a total, a repeated heading, a footer); "" = it should be one."""
        cells = self.rows[row]
        if any(is_total(cell) for cell in cells if cell and not cell[0].isdigit()):
            return "total"
        same = sum(
            fold_heading(cell) == fold_heading(heading)
            for cell, heading in zip(cells, self.found.headings, strict=False)
            if fold_heading(cell)
        )
        filled = [cell for cell in cells if cell.strip()]
        moved = sum(fold_heading(cell) in self._known_headings for cell in filled) - same
        if moved > 1 and (same + moved) * 2 > len(filled):
            return "other_headings"
        if same * 2 > len(filled):
            return "heading"
        figures = [cells[index] for index in (*self._figures, *self.found.new_choices) if len(cells) > index]
        # A day or a phone under a figure's heading is no figure, unless the row says that it is a station.
        named = self.found.column("station") < 0 or bool(self.stations[row].strip())
        told = any(map(_has_digit if named else _is_figure, figures))
        if not (self._figures or self.found.new_choices):
            told = len(filled) > 1
        return "" if told else "note"

    def _refuse_shifted(self) -> None:
        """Rows of a text file longer than the heading (a separator inside a name moved every figure) or cut short inside the figures."""
        figures = [index for index, target in self.found.columns.items() if target.startswith(("line:", "choice:"))]
        last = max([*figures, *self.found.new_choices], default=-1)
        for place, part in enumerate(self.parts):
            if not part.sheet.exact_widths:
                continue
            width, shown = part.found.width, len(self.found.headings)
            end = self.starts[place + 1] if place + 1 < len(self.starts) else len(self.rows)
            for row in range(self.starts[place], end):
                own = self._widths[row]
                if own == width or row in self.left_out:
                    continue
                if own > width and any(cell.strip() for cell in self.rows[row][shown:]):
                    self.refuse(row, width, "too_many_cells")
                elif own <= last:
                    self.refuse(row, own - 1, "row_cut")

    def in_order(self) -> "tuple[tuple[Cell, ...], tuple[Cell, ...], tuple[Skipped, ...]]":
        """Refused, repaired and skipped, each in the order of the file."""
        places = {part.sheet.name: place for place, part in enumerate(self.parts)}
        return (
            _by_row(self.refused, places),
            _by_row(self.repaired, places),
            tuple(sorted(self.skipped, key=lambda each: (places[each.sheet], each.row))),
        )


def _is_figure(text: str) -> bool:
    """Whether a cell of a row without a station may be a count: digits alone, no more of them than any count has."""
    digits = "".join(text.split()).removeprefix("'")
    return digits.isascii() and digits.isdigit() and len(digits) <= _LONGEST_COUNT


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def is_total(text: str) -> bool:
    """Whether a text says that its row adds up others."""
    return not text.isdigit() and not TOTALS.isdisjoint(words_of(text))


def _by_row(cells: Iterable[Cell], places: Mapping[str, int]) -> tuple[Cell, ...]:
    return tuple(sorted(cells, key=lambda cell: (places[cell.sheet], cell.row, len(cell.cell), cell.cell)))


def _own_columns(own: Recognised, first: Recognised) -> list[int] | None:
    """Where another sheet keeps each column of the first one, -1 where it has none; None where both are laid out alike."""
    if own.columns == first.columns and list(own.new_choices) == list(first.new_choices):
        return None
    names = {fold_heading(name): index for index, name in own.new_choices.items()}
    places = {target: index for index, target in own.columns.items()}
    columns = [-1] * first.layout
    for index, target in first.columns.items():
        if index != first.virtual:
            columns[index] = places.get(target, -1)
    for index, name in first.new_choices.items():
        columns[index] = names.get(fold_heading(name), -1)
    return columns
