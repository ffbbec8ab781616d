"""A look at a file before it is planned: sheets, rows of headings, what each column is and could be. What the wizard shows and asks."""

from collections.abc import Mapping, Sequence
from typing import Final, Literal

import msgspec

from electdesk.columns import ContestColumns, RegionColumns
from electdesk.domain.errors import ClerkError
from electdesk.services.imports.book import Book
from electdesk.services.imports.declared import ImportColumn, ImportKind, Task
from electdesk.services.imports.headings import heading_of
from electdesk.services.imports.kinds import look_at_kind, recognise_kind
from electdesk.services.imports.ours import as_written
from electdesk.services.imports.plan import ImportOptions, ImportPlan
from electdesk.services.imports.planning import kind_named
from electdesk.services.imports.recognise import Recognised
from electdesk.services.imports.sheet import Sheet, column_letters
from electdesk.services.imports.sheets import parts_of

SAMPLES: Final = 3
"""So many cells below a heading show what a column holds."""
SHOWN_ROWS: Final = 50

RowState = Literal["heading", "above", "new", "same", "changed", "conflict", "refused", "skipped", ""]
"""What a plan does with a row of the file; "" where there is no plan yet. ``above``: a title over the headings."""


class ColumnLook(msgspec.Struct, frozen=True):
    """One column: letters, heading, target ("" = left out), likeness in percent, what it comes nearest to, and its first cells."""

    column: str
    heading: str
    target: str = ""
    likeness: int = 0
    suggestion: str = ""
    suggestion_likeness: int = 0
    hidden: bool = False
    samples: tuple[str, ...] = ()


class SheetLook(msgspec.Struct, frozen=True):
    """One sheet. ``heading_rows``: the number of the first row and how many, (0, 0) where no headings were found.

    ``error`` is why the sheet cannot be read as it is, None where it can; its columns are told all the same, as far as they are known.
    """

    name: str
    rows: int
    hidden: bool = False
    hidden_rows: int = 0
    heading_rows: tuple[int, int] = (0, 0)
    columns: tuple[ColumnLook, ...] = ()
    error: ClerkError | None = None


class Look(msgspec.Struct, frozen=True):
    """A file as one kind of import sees it.

    ``taken``: names of the sheets that would be read. ``targets``: the columns that the kind knows, to choose from. ``missing``: targets
    without a column that the file cannot do without. ``error``: why the file cannot be planned yet, None where it can.
    """

    kind: str
    sheets: tuple[SheetLook, ...]
    taken: tuple[str, ...] = ()
    targets: tuple[ImportColumn, ...] = ()
    missing: tuple[str, ...] = ()
    error: ClerkError | None = None


class PreviewRow(msgspec.Struct, frozen=True):
    """One row of a sheet as the file has it, with what the plan does with it and with its cells: column → reason code of a bad cell."""

    number: int
    cells: tuple[str, ...]
    state: RowState = ""
    bad: dict[int, str] = {}
    hidden: bool = False


def look_at(
    kind: str | ImportKind,
    book: Book,
    region: RegionColumns,
    contest: ContestColumns | None,
    options: ImportOptions | None = None,
) -> Look:
    """Everything that can be said of a file before its rows are judged. Never refuses the file: what stands in the way is in ``error``.

    Raises ClerkError("import_target_unknown") for a mapping by hand to nothing known, "import_kind_unknown".
    """
    asked = kind_named(kind)
    task = as_written(book, asked, Task(region, contest, options or ImportOptions()))
    sheets = tuple(_sheet(asked, sheet, task) for sheet in book.sheets)
    error: ClerkError | None = None
    taken: tuple[str, ...] = ()
    try:
        if asked.needs_contest and contest is None:
            raise ClerkError("no_contest")
        parts, _ = parts_of(asked, book, task)
        taken = tuple(part.sheet.name for part in parts)
    except ClerkError as refused:
        error = refused
    columns = asked.columns_of(region, contest)
    return Look(asked.name, sheets, taken, columns, _missing(columns, sheets, taken, task.options), error)


def _sheet(kind: ImportKind, sheet: Sheet, task: Task) -> SheetLook:
    rows = len(sheet.rows)
    if not rows:
        return SheetLook(sheet.name, 0, sheet.hidden)
    hidden = len(set(sheet.hidden_rows) & set(sheet.row_numbers)) if sheet.hidden_rows else 0
    if kind.needs_contest and task.contest is None:
        return SheetLook(sheet.name, rows, sheet.hidden, hidden, columns=_unknown_columns(sheet, task.options))
    error: ClerkError | None = None
    try:
        recognise_kind(kind, sheet, task)
    except ClerkError as refused:
        error = refused
    found = look_at_kind(kind, sheet, task)
    if found is None:
        return SheetLook(sheet.name, rows, sheet.hidden, hidden, error=error, columns=_unknown_columns(sheet, task.options))
    first, last = sheet.row_numbers[found.heading_first], sheet.row_numbers[found.heading_row]
    return SheetLook(sheet.name, rows, sheet.hidden, hidden, (first, last - first + 1), _columns(sheet, found), error)


def _columns(sheet: Sheet, found: Recognised) -> tuple[ColumnLook, ...]:
    looks = []
    for index in range(found.width):
        target = found.columns.get(index, "")
        if index in found.new_choices:
            target = "choice:new"
        suggestion, near = found.suggestions.get(index, ("", 0))
        looks.append(
            ColumnLook(
                column_letters(index),
                found.headings[index],
                target,
                found.likeness.get(index, 100) if target else 0,
                suggestion,
                near,
                index in sheet.hidden_columns,
                _samples(sheet, found.heading_row + 1, index),
            )
        )
    return tuple(looks)


def _unknown_columns(sheet: Sheet, options: ImportOptions) -> tuple[ColumnLook, ...]:
    places = range(1)
    if options.heading_rows is not None:
        first, count = options.heading_rows
        places = range(*_span([place for place, number in enumerate(sheet.row_numbers) if first <= number < first + count]))
    heading = heading_of(sheet, places.start, max(places.start, places.stop - 1))
    return tuple(
        ColumnLook(column_letters(index), text, hidden=index in sheet.hidden_columns, samples=_samples(sheet, places.stop, index))
        for index, text in enumerate(heading.texts)
    )


def _span(places: Sequence[int]) -> tuple[int, int]:
    return (places[0], places[-1] + 1) if places else (0, 1)


def _samples(sheet: Sheet, start: int, index: int) -> tuple[str, ...]:
    cells = (row[index].strip() for row in sheet.rows[start : start + SHOWN_ROWS] if len(row) > index)
    return tuple(cell for cell in cells if cell)[:SAMPLES]


def _missing(
    columns: Sequence[ImportColumn], sheets: Sequence[SheetLook], taken: Sequence[str], options: ImportOptions
) -> tuple[str, ...]:
    """The obligatory targets that the sheets read, or else the sheet with the most known columns, do not have."""
    wanted = [sheet for sheet in sheets if sheet.name in (taken or options.sheets)] or list(sheets)
    if not wanted:
        return ()
    best = max(wanted, key=lambda sheet: sum(bool(column.target) for column in sheet.columns))
    there = {column.target for column in best.columns}
    return tuple(column.target for column in columns if column.obligatory and column.target not in there)


def preview(
    book: Book, name: str, plan: ImportPlan | None = None, rows: int = SHOWN_ROWS, start: int = 0
) -> tuple[PreviewRow, ...]:
    """So many rows of a sheet as the file has them, from a place on, each with what the plan does with it. Empty for an unknown sheet."""
    sheet = book.sheet_named(name)
    if sheet is None:
        return ()
    states = _states(plan, name) if plan is not None else {}
    use = next((each for each in plan.sheets if each.name == name), None) if plan is not None else None
    bad: dict[int, dict[int, str]] = {}
    for cell in plan.refused if plan is not None else ():
        if cell.sheet == name:
            bad.setdefault(cell.row, {})[_index(cell.cell)] = cell.reason
    hidden = frozenset(sheet.hidden_rows)
    shown = []
    for number, cells in zip(sheet.row_numbers[start : start + rows], sheet.rows[start : start + rows], strict=True):
        state = states.get(number, "same" if use is not None and use.taken else "")
        if use is not None and use.taken and number < sum(use.heading_rows):
            state = "heading" if number >= use.heading_rows[0] else "above"
        shown.append(PreviewRow(number, tuple(cells), state, bad.get(number, {}), number in hidden))
    return tuple(shown)


def _index(cell: str) -> int:
    """The column (from 0) of a cell's name."""
    index = 0
    for letter in cell.rstrip("0123456789"):
        index = index * 26 + ord(letter) - 64
    return index - 1


def _states(plan: ImportPlan, name: str) -> Mapping[int, RowState]:
    states: dict[int, RowState] = {}
    for planned in plan.records:
        if planned.row and planned.sheet == name and planned.kind not in ("area", "choice"):
            states[planned.row] = "new" if planned.before is None and states.get(planned.row) != "changed" else "changed"
    for conflict in plan.conflicts:
        if conflict.sheet == name:
            states[conflict.row] = "conflict"
    for row in plan.skipped:
        if row.sheet == name:
            states[row.row] = "skipped"
    for cell in plan.refused:
        if cell.sheet == name:
            states[cell.row] = "refused"
    return states
