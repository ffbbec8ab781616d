"""Where the headings of a sheet stand, and what each column is headed by: titles above, two and three rows, cells merged over several."""

import re
from collections.abc import Callable, Collection, Sequence
from itertools import pairwise
from typing import Final

import msgspec

from electdesk.services.imports.sheet import Sheet

HEADING_ROWS: Final = 30
"""Rows among which the headings are looked for: titles stand above them."""
HEADING_COLUMNS: Final = 100
"""Columns among which the rows of the headings are looked for."""
_LINE: Final = re.compile(r"[0-9]{1,2}[^\W\d_]?\.?")
DEEPEST: Final = 3
"""More rows than these no office gives its headings."""


LONGEST: Final = 400
"""Characters of a heading that are looked at; the longest official text of a line has half of it."""


class Heading(msgspec.Struct, frozen=True):
    """The rows of the headings (places in the sheet's rows, the last one included) and of each column its texts from top to bottom.

    A text that a merged cell gives to several columns stands in each of them; ``shared`` are the texts that head more than one.
    """

    first: int
    last: int
    parts: tuple[tuple[str, ...], ...]
    shared: frozenset[str] = frozenset()

    @property
    def texts(self) -> tuple[str, ...]:
        """Each column's heading in one line."""
        return tuple(" ".join(" ".join(parts).split()) for parts in self.parts)


def heading_of(sheet: Sheet, first: int, last: int) -> Heading:
    """The rows as headings: merged cells filled across and down, a row that only numbers the columns left out."""
    rows = [_clean(row) for row in sheet.rows[first : last + 1]]
    width = max(map(len, rows), default=0)
    grid = [row + [""] * (width - len(row)) for row in rows]
    numbers = list(sheet.row_numbers[first : last + 1])
    filled = _fill_merged(grid, numbers, sheet.merged)
    kept = [row for place, row in enumerate(grid) if place == 0 or not numbers_columns(row)] or grid
    if not filled:
        _fill_across(kept)
    parts = tuple(tuple(dict.fromkeys(row[column] for row in kept if row[column])) for column in range(width))
    seen: dict[str, int] = {}
    for texts in parts:
        for text in texts:
            seen[text] = seen.get(text, 0) + 1
    return Heading(first, last, parts, frozenset(text for text, often in seen.items() if often > 1))


def _clean(row: Sequence[str]) -> list[str]:
    return [cell.strip()[:LONGEST] for cell in row]


def _fill_merged(grid: list[list[str]], numbers: Sequence[int], merged: Sequence[tuple[int, int, int, int]]) -> bool:
    """Give every cell of a merged range its text; whether there was any such range in these rows."""
    found = False
    for top, left, bottom, right in merged:
        inside = [place for place, number in enumerate(numbers) if top <= number <= bottom]
        if not inside or numbers[inside[0]] != top or left >= len(grid[0]):
            continue
        found = True
        text = grid[inside[0]][left]
        for place in inside:
            for column in range(left, min(right + 1, len(grid[place]))):
                grid[place][column] = text
    return found


def _fill_across(rows: list[list[str]]) -> None:
    """Where the file does not tell what was merged: a group's text goes on over the empty cells to its right that have a text of their own below."""
    for place, row in enumerate(rows[:-1]):
        below = rows[place + 1]
        text, going = "", False
        for column, cell in enumerate(row):
            if cell:
                text, going = cell, bool(below[column])
            elif going and below[column]:
                row[column] = text
            else:
                going = False


def numbers_columns(cells: Sequence[str]) -> bool:
    """Whether a row counts the columns (1, 2, 3 … from the first filled one on)."""
    filled = [(index, cell.strip()) for index, cell in enumerate(cells) if cell.strip()]
    if len(filled) < 4:
        return False
    first = filled[0][1]
    if not (first.isascii() and first.isdigit() and len(first) < 4):
        return False
    start = int(first) - filled[0][0]
    return all(cell == str(index + start) for index, cell in filled)


def _holds_data(cells: Sequence[str], known: Callable[[str], str]) -> bool:
    """Whether a row is one of figures and not of headings: mostly numbers, not in rising order as lines are, and no word of a heading."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    figures = [plain for cell in filled if (plain := "".join(cell.split())).isascii() and plain.isdigit()]
    if len(figures) * 2 <= len(filled):
        return False
    if any(known(cell) for cell in filled if not any(map(str.isdigit, cell))):
        return False
    values = [int(figure[:12]) for figure in figures]
    rising = all(one < other for one, other in pairwise(values))
    return not (rising and len(values) >= 2 and values[-1] < 100)


def _may_stand_below(above: Sequence[Sequence[str]], cells: Sequence[str], known: Callable[[str], str]) -> bool:
    """Whether a row can be one more row of headings: without numbers, or the numbers of lines, three at least and rising.

    A number under the station's heading is a station, so the row is one of data; but for a row that counts all the columns.
    """
    figures = [int(cell[:12]) for each in cells if (cell := each.strip()).isascii() and cell.isdigit()]
    if not figures:
        return True
    if not (len(figures) > 2 and figures[-1] < 100 and all(one < other for one, other in pairwise(figures))):
        return False
    stations = {index for row in above for index, cell in enumerate(row) if cell.strip() and known(cell) == "station"}
    return numbers_columns(cells) or not any(len(cells) > index and cells[index].strip() for index in stations)


def numbers_lines(cells: Sequence[str]) -> bool:
    """Whether a row gives the numbers of lines: short and rising, three at least («1, 2, 3а, 4»)."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    figures = [int(cell) for cell in filled if cell.isascii() and cell.isdigit() and len(cell) < 3]
    rising = all(one < other for one, other in pairwise(figures))
    return len(figures) > 2 and rising and all(_LINE.fullmatch(cell) for cell in filled)


def find_heading(
    sheet: Sheet,
    known: Callable[[str], str],
    targets: Callable[[Heading], Collection[str]],
    left_out: Collection[int] = (),
    chosen: tuple[int, int] | None = None,
) -> Heading | None:
    """The rows that say the most, the fewest of them; None where no row says anything.

    ``known``: a cell's target, "" where it says nothing known. ``targets``: what a heading would tell its columns apart by. ``left_out``:
    numbers of rows that are not looked at. ``chosen``: the first row's number and the count, said by the person.
    """
    if chosen is not None:
        places = [place for place, number in enumerate(sheet.row_numbers) if chosen[0] <= number < chosen[0] + max(1, chosen[1])]
        return heading_of(sheet, places[0], places[-1]) if places else None
    best: Heading | None = None
    best_score = (0, 0)
    seen = _narrowed(sheet)
    limit = min(len(sheet.rows), HEADING_ROWS)
    usable = [
        sheet.row_numbers[place] not in left_out and any(cell.strip() for cell in sheet.rows[place]) for place in range(limit)
    ]
    data = [_holds_data(sheet.rows[place], known) for place in range(limit)]
    for depth in range(1, DEEPEST + 1):
        for first in range(limit - depth + 1):
            block = range(first, first + depth)
            if not all(usable[place] and not data[place] for place in block):
                continue
            if depth > 1 and not all(_may_stand_below(sheet.rows[first:place], sheet.rows[place], known) for place in block[1:]):
                continue
            if depth > 1 and sum(bool(cell.strip()) for cell in sheet.rows[first]) < 2 and not _is_merged(sheet, first):
                # One text alone above the headings is a title.
                continue
            heading = heading_of(seen, first, first + depth - 1)
            found = set(targets(heading)) - {""}
            score = (int("station" in found), len(found))
            if found and score > best_score:
                best, best_score = heading, score
    if best is not None and seen is not sheet:
        best = heading_of(sheet, best.first, best.last)
    return best


def _narrowed(sheet: Sheet) -> Sheet:
    """The first rows and columns of a sheet, in which its headings are looked for; all columns are told by what is found."""
    top = sheet.rows[:HEADING_ROWS]
    if max(map(len, top), default=0) <= HEADING_COLUMNS:
        return sheet
    return msgspec.structs.replace(sheet, rows=[row[:HEADING_COLUMNS] for row in top], row_numbers=sheet.row_numbers[:HEADING_ROWS])


def _is_merged(sheet: Sheet, place: int) -> bool:
    """Whether one of a row's cells reaches over some, but not nearly all of the columns: then it heads a group and is no title."""
    number, width = sheet.row_numbers[place], max(map(len, sheet.rows[:HEADING_ROWS]), default=0)
    return any(top <= number <= bottom and 1 < right - left + 1 < width - 1 for top, left, bottom, right in sheet.merged)
