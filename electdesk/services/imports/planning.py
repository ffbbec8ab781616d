"""One door for every kind of import: sheet in, plan out. Nothing is written here."""

from collections.abc import Callable, Sequence

import msgspec

from electdesk.collector import collector_paused
from electdesk.columns import ContestColumns, RegionColumns
from electdesk.domain.errors import ClerkError
from electdesk.services.imports.book import Book
from electdesk.services.imports.doubts import row_limit_doubts
from electdesk.services.imports.kinds import IMPORTS, ImportKind, Task, plan_kind, recognise_kind
from electdesk.services.imports.ours import as_written
from electdesk.services.imports.plan import ImportOptions, ImportPlan
from electdesk.services.imports.rows import Part
from electdesk.services.imports.sheet import Sheet
from electdesk.services.imports.sheets import parts_of
from electdesk.services.imports.tallies import RowsAt
from electdesk.services.unit_of_work import new_choice_id, new_record_id


def plan_import(
    kind: str | ImportKind,
    sheet: Sheet,
    region: RegionColumns,
    contest: ContestColumns | None,
    rows_at: RowsAt,
    options: ImportOptions | None = None,
    new_id: Callable[[], str] = new_record_id,
) -> ImportPlan:
    """Compare a sheet with the region. ``rows_at`` reads the store (``Store.rows``); ``contest`` may be None for kinds that need none.

    Refuses the file as a whole by ClerkError: import_kind_unknown (``kind``, ``known``), import_heading_missing, import_no_rows,
    import_columns_missing, import_columns_twice, import_choice_unknown, import_no_stations; see ``recognise``.
    """
    asked, task = _asked(kind, region, contest, options)
    with collector_paused():
        part = Part(sheet, recognise_kind(asked, sheet, task))
        plan = plan_kind(asked, [part], task, rows_at, _ids(asked, new_id))
    if not says_anything(plan):
        raise ClerkError("import_no_rows", file=sheet.file)
    return plan


def plan_book(
    kind: str | ImportKind,
    book: Book,
    region: RegionColumns,
    contest: ContestColumns | None,
    rows_at: RowsAt,
    options: ImportOptions | None = None,
    new_id: Callable[[], str] = new_record_id,
) -> ImportPlan:
    """Compare all sheets of a file that hold rows of this kind with the region. Reads the columns and ``rows_at`` only.

    Refuses as ``plan_import`` does, and by import_sheet_unknown, import_target_unknown; see ``sheets.parts_of``.
    """
    asked, task = _asked(kind, region, contest, options)
    with collector_paused():
        task = as_written(book, asked, task)
        parts, uses = parts_of(asked, book, task)
        plan = plan_kind(asked, parts, task, rows_at, _ids(asked, new_id))
    if not says_anything(plan):
        raise ClerkError("import_no_rows", file=book.file)
    limits = row_limit_doubts([(part.sheet.name, max(part.sheet.row_numbers, default=0)) for part in parts])
    return msgspec.structs.replace(plan, sheets=uses, doubts=(*plan.doubts, *limits))


def _asked(
    kind: str | ImportKind, region: RegionColumns, contest: ContestColumns | None, options: ImportOptions | None
) -> tuple[ImportKind, Task]:
    asked = kind_named(kind)
    if asked.needs_contest and contest is None:
        raise ClerkError("no_contest")
    return asked, Task(region, contest, options or ImportOptions())


def _ids(kind: ImportKind, new_id: Callable[[], str]) -> Callable[[], str]:
    # A test that names records names choices too; otherwise choices get their short ids.
    return new_choice_id if kind.name == "tallies" and new_id is new_record_id else new_id


def kind_named(kind: str | ImportKind) -> ImportKind:
    """The kind of that name. Raises ClerkError("import_kind_unknown")."""
    if isinstance(kind, ImportKind):
        return kind
    if kind not in IMPORTS:
        raise ClerkError("import_kind_unknown", kind=kind, known=list(IMPORTS))
    return IMPORTS[kind]


def says_anything(plan: ImportPlan) -> bool:
    """Whether the sheet held any row of data, good or bad."""
    rows: Sequence[object] = (*plan.conflicts, *plan.refused, *plan.skipped)
    return bool(plan.accepted or plan.same or plan.changed or rows)
