"""One door for every kind of import: sheet in, plan out. Nothing is written here."""

from collections.abc import Callable, Sequence
from typing import Final

from electdesk.collector import collector_paused
from electdesk.columns import ContestColumns, RegionColumns
from electdesk.domain.errors import ClerkError
from electdesk.services.imports.plan import ImportOptions, ImportPlan
from electdesk.services.imports.sheet import Sheet
from electdesk.services.imports.stations import plan_stations
from electdesk.services.imports.tallies import RowsAt, plan_tallies
from electdesk.services.unit_of_work import new_choice_id, new_record_id

KINDS: Final = ("stations", "tallies")


def plan_import(
    kind: str,
    sheet: Sheet,
    region: RegionColumns,
    contest: ContestColumns | None,
    rows_at: RowsAt,
    options: ImportOptions | None = None,
    new_id: Callable[[], str] = new_record_id,
) -> ImportPlan:
    """Compare a sheet with the region. ``rows_at`` reads the store (``Store.rows``); ``contest`` may be None for stations.

    Refuses the file as a whole by ClerkError: import_kind_unknown (``kind``, ``known``), import_heading_missing, import_no_rows,
    import_columns_missing, import_columns_twice, import_choice_unknown, import_no_stations; see ``recognise``.
    """
    if kind not in KINDS:
        raise ClerkError("import_kind_unknown", kind=kind, known=list(KINDS))
    options = options or ImportOptions()
    with collector_paused():
        plan = _plan(kind, sheet, region, contest, rows_at, options, new_id)
    if not says_anything(plan):
        raise ClerkError("import_no_rows", file=sheet.file)
    return plan


def _plan(
    kind: str,
    sheet: Sheet,
    region: RegionColumns,
    contest: ContestColumns | None,
    rows_at: RowsAt,
    options: ImportOptions,
    new_id: Callable[[], str],
) -> ImportPlan:
    if kind == "stations":
        form = contest.form if contest is not None else next((each.form for each in region.contests.values()), None)
        return plan_stations(sheet, region, form, options, new_id)
    if contest is None:
        raise ClerkError("no_contest")
    # A test that names records names choices too; otherwise choices get their short ids.
    return plan_tallies(sheet, region, contest, rows_at, options, new_choice_id if new_id is new_record_id else new_id)


def says_anything(plan: ImportPlan) -> bool:
    """Whether the sheet held any row of data, good or bad."""
    rows: Sequence[object] = (*plan.conflicts, *plan.refused, *plan.skipped)
    return bool(plan.accepted or plan.same or plan.changed or rows)
