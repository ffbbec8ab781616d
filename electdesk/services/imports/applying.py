"""From a plan to the ledger: one import is one commit, all or nothing unless a supervisor asks for the good rows only."""

from typing import TYPE_CHECKING

import msgspec

from electdesk.collector import collector_paused
from electdesk.columns import ContestColumns
from electdesk.domain.errors import ClerkError
from electdesk.ledger.revision import Origin
from electdesk.services.imports.book import Book
from electdesk.services.imports.plan import ImportOptions, ImportPlan
from electdesk.services.imports.planning import kind_named, plan_book, plan_import
from electdesk.services.imports.sheet import Sheet
from electdesk.services.ports import CommitRow
from electdesk.services.roles import refuse_name, refuse_read
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
    revisions = region.store.counts[1]
    plan = plan_import(kind, sheet, region.columns, contest, region.store.rows, options)
    return msgspec.structs.replace(plan, revisions=revisions)


def plan_book_for(
    region: "Region", kind: str, book: Book, contest: ContestColumns | None, options: ImportOptions | None = None
) -> ImportPlan:
    """``plan_book`` for the person at work. Raises as ``plan_for`` does, and what ``plan_book`` raises.

    May run beside the window's thread as long as nothing is written meanwhile; if something is, ``apply_plan`` notices.
    """
    refuse_name(region.person, kind_named(kind).command)
    revisions = region.store.counts[1]
    plan = plan_book(kind, book, region.columns, contest, region.store.rows, options)
    return msgspec.structs.replace(plan, revisions=revisions)


def apply_plan(
    region: "Region", plan: ImportPlan, *, partial: bool = False, reason: str = "", accept_doubts: bool = False
) -> ChangeSet:
    """Write what a plan says in one commit; nothing at all where it changes nothing.

    ``partial`` leaves rows with bad cells out; where the file has users that is a supervisor's decision and needs a ``reason``, which
    stands in the journal. Raises ClerkError: import_refused (``count``) where cells were refused and ``partial`` was not asked for,
    import_doubted (``count``, ``codes``) where the file as a whole is in doubt and nobody accepted that, plan_outdated where the
    region has changed since the plan was made, import_reason_missing, role_refused where the person's role does not allow it.
    """
    command = kind_named(plan.kind).command
    refuse_name(region.person, command)
    if plan.refused and not partial:
        raise ClerkError("import_refused", file=plan.file, count=len(plan.refused))
    if plan.refused and region.columns.records.bodies["user"]:
        if not region.person.is_one_of("supervisor", "admin"):
            raise ClerkError("role_refused", role=", ".join(region.person.roles), command=command)
        if not reason.strip():
            raise ClerkError("import_reason_missing", file=plan.file, count=len(plan.refused))
    if plan.doubts and plan.records and not accept_doubts:
        raise ClerkError("import_doubted", file=plan.file, count=len(plan.doubts), codes=[doubt.code for doubt in plan.doubts])
    if plan.revisions not in (-1, region.store.counts[1]):
        raise ClerkError("plan_outdated", file=plan.file)
    unit = region.unit(command, reason.strip(), origin=Origin(file=plan.file, sha256=plan.sha256, sheet=plan.sheet))
    # Hundreds of thousands of records are made and none is thrown away.
    with collector_paused():
        for planned in plan.records:
            if planned.record is not None:
                unit.put(planned.body, planned.record)
        unit.put_new([planned.body for planned in plan.records if planned.record is None])
        return unit.commit()


def earlier_import(region: "Region", sha256: str) -> CommitRow | None:
    """The newest import of the very same file, None where there was none or it was taken back. Raises ClerkError("role_refused")."""
    refuse_read(region.person, "history")
    undone: set[str] = set()
    for row in reversed(region.store.commits()):
        if row.commit.undoes and row.id not in undone:
            undone.add(row.commit.undoes)
        elif row.commit.origin is not None and row.commit.origin.sha256 == sha256 and row.id not in undone:
            return row
    return None
