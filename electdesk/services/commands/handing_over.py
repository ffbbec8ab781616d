"""Shift hand-over: what somebody typed and did not finish is given to a colleague, or discarded, by a supervisor with a reason."""

from typing import TYPE_CHECKING

from electdesk.columns import ContestColumns
from electdesk.domain.errors import ClerkError
from electdesk.domain.records.setup import DOUBLE
from electdesk.services.commands.base import Command, find_contest, find_station, handles, wanted
from electdesk.services.commands.people import find_user, users_of
from electdesk.services.drafts import draft_rows
from electdesk.services.person import Person
from electdesk.services.ports import DraftRow
from electdesk.services.roles import may_run
from electdesk.services.typed import current_paper, typed_of
from electdesk.services.unit_of_work import ChangeSet

if TYPE_CHECKING:
    from electdesk.services.region import Region


class HandOverDraft(Command, frozen=True):
    """Give the draft that ``holder`` left to ``to``, who goes on where it ends. The ledger notes who and why, no figures."""

    station: str
    holder: str
    to: str
    reason: str
    contest: str = ""


class DiscardDraft(Command, frozen=True):
    """Throw away the draft that ``holder`` left. The ledger notes who and why, no figures."""

    station: str
    holder: str
    reason: str
    contest: str = ""


@handles(HandOverDraft)
def hand_over_draft(region: "Region", command: HandOverDraft) -> ChangeSet:
    columns, row, draft = _left(region, command.contest, command.station, command.holder)
    reason = wanted(command.reason, "hand-over")
    number, to = columns.register.stations[row].number, _receiver(region, command.to.strip())
    if not to or to == command.holder:
        raise ClerkError("hand_over_to_whom", station=number)
    typed = typed_of(region, columns, row, current_paper(columns, row))
    if columns.mode == DOUBLE and any(entry.body.by == to for entry in typed):
        raise ClerkError("typed_the_other", station=number, person=to)
    if any((other.person, other.station, other.contest) == (to, draft.station, draft.contest) for other in draft_rows(region)):
        raise ClerkError("draft_there", station=number, person=to)
    # First the copy, then the note, then the old one goes: killed anywhere in between, the figures are still there.
    region.store.save_draft(DraftRow(to, draft.station, draft.contest, draft.body, region.now_text()))
    change = region.note("HandOverDraft", f"{number}: {command.holder} → {to}. {reason}")
    region.store.drop_draft(command.holder, draft.station, draft.contest)
    return change


@handles(DiscardDraft)
def discard_draft(region: "Region", command: DiscardDraft) -> ChangeSet:
    columns, row, draft = _left(region, command.contest, command.station, command.holder)
    reason = wanted(command.reason, "discarding")
    change = region.note("DiscardDraft", f"{columns.register.stations[row].number}: {command.holder}. {reason}")
    region.store.drop_draft(command.holder, draft.station, draft.contest)
    return change


def _receiver(region: "Region", to: str) -> str:
    """Who gets the draft, as drafts name people. Raises ClerkError: user_unknown, may_not_type.

    Nobody could ever open a draft of a mistyped login, or of whoever does not type protocols.
    """
    if not to or not users_of(region):
        return to
    found = find_user(region, to)
    if found is None or not found[1].active:
        raise ClerkError("user_unknown", login=to)
    if not may_run(Person(found[1].login, found[1].roles), "FinishEntry"):
        raise ClerkError("may_not_type", person=found[1].login)
    return found[1].login


def _left(region: "Region", contest: str, station: str, holder: str) -> tuple[ContestColumns, int, DraftRow]:
    """The draft that a person left at a station. Raises ClerkError("no_draft_of")."""
    columns, row = find_contest(region, contest), find_station(region, station)
    record = columns.register.ids[row]
    for draft in draft_rows(region):
        if (draft.person, draft.station, draft.contest) == (holder, record, columns.record):
            return columns, row, draft
    raise ClerkError("no_draft_of", station=columns.register.stations[row].number, person=holder)
