"""From a plan to the ledger: one import is one commit, all or nothing unless the person asked for the good rows only."""

from typing import TYPE_CHECKING

from electdesk.columns import ContestColumns
from electdesk.domain.errors import ClerkError
from electdesk.ledger.revision import Origin
from electdesk.services.imports.plan import ImportOptions, ImportPlan
from electdesk.services.imports.planning import kind_named, plan_import
from electdesk.services.imports.sheet import Sheet
from electdesk.services.roles import refuse_name
from electdesk.services.unit_of_work import ChangeSet

if TYPE_CHECKING:
    from electdesk.services.region import Region


def plan_for(
    region: "Region", kind: str, sheet: Sheet, contest: ContestColumns | None, options: ImportOptions | None = None
) -> ImportPlan:
    """``plan_import`` for the person at work: a plan names figures that stand already, so only who may import may ask for one.

    Raises ClerkError: nobody_logged_in, role_refused, and what ``plan_import`` raises.
    """
    refuse_name(region.person, kind_named(kind).command)
    return plan_import(kind, sheet, region.columns, contest, region.store.rows, options)


def apply_plan(region: "Region", plan: ImportPlan, *, partial: bool = False) -> ChangeSet:
    """Write what a plan says in one commit; nothing at all where it changes nothing.

    Raises ClerkError("import_refused") where cells were refused and ``partial`` does not say to leave their rows out, "role_refused"
    where the person's role does not import.
    """
    command = kind_named(plan.kind).command
    refuse_name(region.person, command)
    if plan.refused and not partial:
        raise ClerkError("import_refused", file=plan.file, count=len(plan.refused))
    unit = region.unit(command, origin=Origin(file=plan.file, sha256=plan.sha256, sheet=plan.sheet))
    for planned in plan.records:
        if planned.record is not None:
            unit.put(planned.body, planned.record)
    unit.put_new([planned.body for planned in plan.records if planned.record is None])
    return unit.commit()
