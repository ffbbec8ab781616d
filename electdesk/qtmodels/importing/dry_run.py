"""A plan laid over the file's own rows: the state of each row, the cells that matter in it, and what the region holds instead."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal

import msgspec

from electdesk.columns import ContestColumns
from electdesk.domain.figures import BLANK, NO_NUMBER, NOT_ASKED
from electdesk.domain.forms import Form
from electdesk.domain.records import Entry
from electdesk.domain.records.names import in_language
from electdesk.i18n import format_count, language
from electdesk.i18n.cell_reasons import cell_reason_text
from electdesk.services.imports import Cell, Conflict, ImportPlan, PlannedRecord, Sheet
from electdesk.services.imports.book import Book
from electdesk.services.imports.looking import ColumnLook, Look, SheetLook
from electdesk.services.imports.sheet import column_letters

State = Literal["new", "same", "changed", "conflict", "error", "skipped"]
STATES: Final[tuple[State, ...]] = ("new", "same", "changed", "conflict", "error")
Tone = Literal["", "error", "changed", "conflict", "repaired"]
WIDTH_OF: Final = 200
"""Rows whose widths say how many columns a sheet has."""
_MAIN: Final = {"stations": "station", "tallies": "entry"}


class DryRow(msgspec.Struct, frozen=True):
    """One row of the file: the place of its sheet in the dry run, its place among the sheet's rows, its own number, its state."""

    sheet: int
    place: int
    number: int
    state: State


class DryRun:
    """All rows below the headings. Made beside the window: it reads the plan and the file alone."""

    def __init__(self, plan: ImportPlan, book: Book, look: Look | None, form: Form | None) -> None:
        """``look``: what the columns were read as; ``form``: of the contest, where there is one."""
        self.plan = plan
        self._lines: Mapping[str, int] = form.places if form is not None else {}
        uses = {use.name: use for use in plan.sheets if use.taken}
        self.sheets: list[Sheet] = [sheet for sheet in book.sheets if sheet.name in uses]
        self.width = max((len(row) for sheet in self.sheets for row in sheet.rows[:WIDTH_OF]), default=0)
        looks = {sheet.name: sheet for sheet in (look.sheets if look is not None else ())}
        self._columns = [_by_place(looks.get(sheet.name), self.width) for sheet in self.sheets]
        self.columns: list[ColumnLook | None] = self._columns[0] if self._columns else []
        """The columns of the first sheet, as the head of the table shows them."""
        self._cells: dict[tuple[str, int], dict[str, Cell]] = {}
        self._repaired: dict[tuple[str, int], set[str]] = {}
        for cell in plan.refused:
            self._cells.setdefault((cell.sheet, cell.row), {})[_letters(cell.cell)] = cell
        for cell in plan.repaired:
            self._repaired.setdefault((cell.sheet, cell.row), set()).add(_letters(cell.cell))
        self.conflicts: dict[tuple[str, int], Conflict] = {(each.sheet, each.row): each for each in plan.conflicts}
        skipped = {(each.sheet, each.row): each.reason for each in plan.skipped}
        main = _MAIN.get(plan.kind)
        self._records: dict[tuple[str, int], PlannedRecord] = {}
        touched: set[tuple[str, int]] = set()
        for record in plan.records:
            key = (record.sheet, record.row)
            touched.add(key)
            if main is None or record.kind == main:
                self._records[key] = record
        self.rows: list[DryRow] = []
        self._of_state: dict[State, list[int]] = {state: [] for state in (*STATES, "skipped")}
        for at, sheet in enumerate(self.sheets):
            below = sum(uses[sheet.name].heading_rows)
            for place, number in enumerate(sheet.row_numbers):
                if number < below:
                    continue
                key = (sheet.name, number)
                state: State = "same"
                if key in self._cells:
                    state = "error"
                elif key in self.conflicts:
                    state = "conflict"
                elif key in self._records:
                    state = "new" if self._records[key].before is None else "changed"
                elif key in touched:
                    state = "changed"
                elif key in skipped:
                    state = "skipped"
                self._of_state[state].append(len(self.rows))
                self.rows.append(DryRow(at, place, number, state))
        self._places = [self._places_of(columns) for columns in self._columns]
        self.changes = self._find_changes()
        """The cells that would change, row by row."""

    def counts(self) -> dict[str, int]:
        """Rows of each state."""
        return {state: len(self._of_state[state]) for state in STATES}

    def places(self, state: State | None) -> Sequence[int]:
        """The rows of a state, None for all, as places in ``rows``."""
        return range(len(self.rows)) if state is None else self._of_state[state]

    def text(self, row: DryRow, column: int) -> str:
        """What stands in a cell of the file."""
        cells = self.sheets[row.sheet].rows[row.place]
        return cells[column] if column < len(cells) else ""

    def tone(self, row: DryRow, column: int) -> Tone:
        """Why a cell is marked, "" where it is not."""
        key = (self.sheets[row.sheet].name, row.number)
        letters = column_letters(column)
        if row.state == "error" and letters in self._cells.get(key, {}):
            return "error"
        if row.state == "changed" and self.held(row, column) is not None:
            return "changed"
        if row.state == "conflict" and self._is_station(row.sheet, column):
            return "conflict"
        return "repaired" if letters in self._repaired.get(key, ()) else ""

    def reason(self, row: DryRow, column: int) -> str:
        """What is wrong with a cell and what to do, "" where nothing is."""
        cell = self._cells.get((self.sheets[row.sheet].name, row.number), {}).get(column_letters(column))
        return cell_reason_text(cell.reason, cell.value, cell.other) if cell is not None else ""

    def _is_station(self, sheet: int, column: int) -> bool:
        mapped = self._columns[sheet][column] if column < self.width else None
        return mapped is not None and mapped.target == "station"

    def held(self, row: DryRow, column: int) -> str | None:
        """What the region holds in the place of a cell that would change, None where the cell changes nothing."""
        record = self._records.get((self.sheets[row.sheet].name, row.number))
        columns = self._columns[row.sheet]
        mapped = columns[column] if column < len(columns) else None
        if record is None or record.before is None or mapped is None:
            return None
        before, after = self._part(record.before, mapped.target), self._part(record.body, mapped.target)
        return None if before == after else shown(before)

    def _part(self, body: object, target: str) -> Any:
        """The part of a record that a column speaks of, None where it speaks of none."""
        kind, _, id_ = target.partition(":")
        if isinstance(body, Entry):
            if kind == "choice":
                return body.votes.get(id_, NOT_ASKED)
            place = self._lines.get(id_, -1) if kind == "line" else -1
            return body.lines[place] if 0 <= place < len(body.lines) else None
        return getattr(body, target, None) if target else None

    def _find_changes(self) -> list[tuple[DryRow, int]]:
        found = []
        for row in map(self.rows.__getitem__, self._of_state["changed"]):
            record = self._records.get((self.sheets[row.sheet].name, row.number))
            if record is None or record.before is None:
                continue
            before, after = record.before, record.body
            if isinstance(before, Entry) and isinstance(after, Entry):
                found += [(row, column) for column in self._changed_figures(row.sheet, before, after)]
            else:
                found += [(row, column) for column in range(self.width) if self.held(row, column) is not None]
        return found

    def _changed_figures(self, sheet: int, before: Entry, after: Entry) -> list[int]:
        """The columns whose figures differ: the quick way, for files in which every row changes."""
        lines, choices = self._places[sheet]
        columns: list[int] = []
        if before.lines != after.lines and len(before.lines) == len(after.lines):
            columns += [column for column, place in lines if before.lines[place] != after.lines[place]]
        if before.votes != after.votes:
            old, new = before.votes, after.votes
            columns += [column for column, id_ in choices if old.get(id_, NOT_ASKED) != new.get(id_, NOT_ASKED)]
        return columns

    def _places_of(self, columns: Sequence[ColumnLook | None]) -> tuple[list[tuple[int, int]], list[tuple[int, str]]]:
        """Columns of figures with their line's place or their choice's id."""
        lines, choices = [], []
        for column, look in enumerate(columns):
            kind, _, id_ = look.target.partition(":") if look is not None else ("", "", "")
            if kind == "line" and id_ in self._lines:
                lines.append((column, self._lines[id_]))
            elif kind == "choice":
                choices.append((column, id_))
        return lines, choices

    def place_of(self, sheet: str, number: int) -> int:
        """The place of a row of the file, -1 where it is none of these."""
        return next((at for at, row in enumerate(self.rows) if row.number == number and self.sheets[row.sheet].name == sheet), -1)


def _by_place(look: SheetLook | None, width: int) -> list[ColumnLook | None]:
    known = {each.column: each for each in (look.columns if look is not None else ())}
    return [known.get(column_letters(index)) for index in range(width)]


def _letters(cell: str) -> str:
    return cell.rstrip("0123456789")


def shown(value: Any) -> str:
    """A part of a record as it is told."""
    if isinstance(value, int):
        return {BLANK: "", NO_NUMBER: "/", NOT_ASKED: ""}.get(value, format_count(value) if value >= 0 else "")
    if isinstance(value, dict):
        return in_language(value, language())
    return "" if value is None else str(value)


class Compared(msgspec.Struct, frozen=True):
    """One column of a row in conflict: its heading, the file's text and the region's."""

    heading: str
    target: str
    in_file: str
    in_region: str


def compare_conflict(dry: DryRun, conflict: Conflict, contest: ContestColumns) -> list[Compared]:
    """A row in conflict beside what the region holds, column by column; empty where the station cannot be told."""
    rows = contest.register.find(conflict.station)
    place = dry.place_of(conflict.sheet, conflict.row)
    if len(rows) != 1 or place < 0:
        return []
    figures = contest.figures[rows[0]]
    places = {id_: at for at, id_ in enumerate(contest.columns)}
    found = []
    for column, mapped in enumerate(dry.columns):
        if mapped is None or not mapped.target:
            continue
        id_ = mapped.target.partition(":")[2]
        if mapped.target.startswith(("line:", "choice:")) and id_ in places:
            held = shown(int(figures[places[id_]]))
            found.append(Compared(mapped.heading, mapped.target, dry.text(dry.rows[place], column), held))
    return found
