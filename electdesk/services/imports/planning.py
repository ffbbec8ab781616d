"""One door for every kind of import: sheet in, plan out. Nothing is written here."""

from collections.abc import Callable, Sequence

from electdesk.collector import collector_paused
from electdesk.columns import ContestColumns, RegionColumns
from electdesk.domain.errors import ClerkError
from electdesk.services.imports.kinds import IMPORTS, ImportKind, Task, plan_kind
from electdesk.services.imports.plan import ImportOptions, ImportPlan
from electdesk.services.imports.sheet import Sheet
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
    found = kind_named(kind)
    if found.needs_contest and contest is None:
        raise ClerkError("no_contest")
    if found.name == "tallies" and new_id is new_record_id:
        # A test that names records names choices too; otherwise choices get their short ids.
        new_id = new_choice_id
    with collector_paused():
        plan = plan_kind(found, sheet, Task(region, contest, options or ImportOptions()), rows_at, new_id)
    if not says_anything(plan):
        raise ClerkError("import_no_rows", file=sheet.file)
    return plan


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
