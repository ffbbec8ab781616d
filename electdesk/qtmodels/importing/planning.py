"""The services of an import as the page uses them: which kinds there are, a plan of the chosen sheets, and its writing."""

from typing import TYPE_CHECKING

import msgspec

from electdesk.columns import ContestColumns
from electdesk.qtmodels.importing.asking import RowsAt
from electdesk.services.imports import ImportOptions, ImportPlan
from electdesk.services.imports.applying import apply_plan
from electdesk.services.imports.book import Book
from electdesk.services.imports.kinds import IMPORTS
from electdesk.services.imports.planning import plan_book
from electdesk.services.roles import may_run, refuse_name

if TYPE_CHECKING:
    from electdesk.services.region import Region
    from electdesk.services.unit_of_work import ChangeSet


class WritingOrder(msgspec.Struct, frozen=True):
    """How a plan is written: rows with errors left out for a reason; the questions about the file answered with yes."""

    partial: bool = False
    reason: str = ""
    accept_doubts: bool = False


def kinds_offered(region: "Region") -> tuple[str, ...]:
    """The kinds that the person at work may import."""
    return tuple(name for name, kind in IMPORTS.items() if may_run(region.person, kind.command))


def needs_contest(kind: str) -> bool:
    """Whether a kind belongs to one contest."""
    return kind in IMPORTS and IMPORTS[kind].needs_contest


def make_plan(
    region: "Region", kind: str, book: Book, contest: ContestColumns | None, options: ImportOptions, rows_at: RowsAt
) -> ImportPlan:
    """The dry run, made beside the window: reads the columns and ``rows_at`` alone. Raises ClerkError."""
    refuse_name(region.person, IMPORTS[kind].command)
    revisions = region.store.counts[1]
    plan = plan_book(kind, book, region.columns, contest, rows_at, options)
    return msgspec.structs.replace(plan, revisions=revisions)


def write_plan(region: "Region", plan: ImportPlan, order: WritingOrder) -> "ChangeSet":
    """Write a plan in one commit. Raises ClerkError."""
    return apply_plan(region, plan, partial=order.partial, reason=order.reason, accept_doubts=order.accept_doubts)
