"""What a supervisor decides about tallies: final, reopened, annulled, accepted as the paper states."""

import hashlib
from typing import TYPE_CHECKING

import msgspec

from electdesk.domain.errors import ClerkError
from electdesk.domain.findings import HARD
from electdesk.domain.records import Tally
from electdesk.domain.records.setup import SINGLE
from electdesk.domain.states import Mark, State, finding_key, is_closed
from electdesk.services.commands.base import Command, find_contest, find_station, handles, refuse_seen, wanted
from electdesk.services.commands.entries import refuse_closed
from electdesk.services.typed import speaking
from electdesk.services.unit_of_work import ChangeSet

if TYPE_CHECKING:
    from electdesk.columns import ContestColumns
    from electdesk.services.region import Region


class MakeFinal(Command, frozen=True):
    """Sign tallies off. ``stations`` names them; empty with ``all_ready`` signs off every settled tally that nothing keeps open.

    ``seen`` goes with one station: the revision id of the entry that the person looked at. So for every decision below.
    """

    stations: tuple[str, ...] = ()
    contest: str = ""
    all_ready: bool = False
    seen: str = ""


class Reopen(Command, frozen=True):
    """Open a final or annulled tally again, with a reason."""

    station: str
    reason: str
    contest: str = ""
    seen: str = ""


class Annul(Command, frozen=True):
    """Annul a tally by decision: it counts as in and adds nothing to any total.

    What a decision annuls is a protocol: where none has arrived, the station would be called reported, and nobody would look for the paper.
    """

    station: str
    reason: str
    document: str
    contest: str = ""
    seen: str = ""


class AcceptAsPaper(Command, frozen=True):
    """Accept figures that do not add up as the paper states them, by decision number and reason: the tally can then become final.

    It covers the hard findings of this moment. One that comes later asks for a decision of its own.
    """

    station: str
    reason: str
    document: str
    contest: str = ""
    seen: str = ""


def tally_record(station: str, contest: str) -> str:
    """The record id of a tally: the same on every PC, so that two decisions about one tally meet as a conflict and never pass unseen."""
    return "t" + hashlib.sha256(f"{station}/{contest}".encode()).hexdigest()[:15]


@handles(MakeFinal)
def make_final(region: "Region", command: MakeFinal) -> ChangeSet:
    columns = find_contest(region, command.contest)
    columns.refresh()
    if command.stations:
        rows = list(dict.fromkeys(find_station(region, name) for name in command.stations))
        for row in rows:
            _refuse_unready(columns, row)
            if len(rows) == 1:
                _refuse_seen(region, columns, row, command.seen)
    else:
        ready = (columns.state == State.SETTLED) & ((columns.marks & Mark.TO_CONFIRM) == 0)
        rows = [row for row in range(len(ready)) if command.all_ready and ready[row]]
        if not rows:
            raise ClerkError("nothing_ready")
    unit = region.unit("MakeFinal")
    for row in rows:
        content = _current_content(region, columns, row)
        before = columns.tallies.get(row, ("", None))[1]
        kept = before is not None and before.as_paper and before.entry == content
        body = Tally(
            station=columns.register.ids[row],
            contest=columns.record,
            decision="final",
            entry=content,
            as_paper=kept,
            accepted=before.accepted if kept and before else (),
            document=before.document if kept and before else "",
            reason=before.reason if kept and before else "",
            by=region.person.name,
        )
        unit.put(body, tally_record(columns.register.ids[row], columns.record))
    return unit.commit()


@handles(Reopen)
def reopen(region: "Region", command: Reopen) -> ChangeSet:
    columns, row = find_contest(region, command.contest), find_station(region, command.station)
    reason = wanted(command.reason, "reopening")
    # Two decisions against each other (after a merge) are settled by a third.
    if not is_closed(columns.tallies.get(row, ("", None))[1]) and row not in columns.undecided:
        raise ClerkError("not_closed", station=columns.register.stations[row].number)
    _refuse_seen(region, columns, row, command.seen)
    return _decide(region, columns, row, "Reopen", decision="open", reason=reason)


@handles(Annul)
def annul(region: "Region", command: Annul) -> ChangeSet:
    columns, row = find_contest(region, command.contest), find_station(region, command.station)
    reason, document = wanted(command.reason, "annulment"), wanted(command.document, "document")
    if columns.state[row] == State.ANNULLED:
        raise ClerkError("already_annulled", station=columns.register.stations[row].number)
    if columns.state[row] == State.AWAITED:
        raise ClerkError("nothing_to_annul", station=columns.register.stations[row].number)
    _refuse_seen(region, columns, row, command.seen)
    return _decide(region, columns, row, "Annul", decision="annulled", reason=reason, document=document)


@handles(AcceptAsPaper)
def accept_as_paper(region: "Region", command: AcceptAsPaper) -> ChangeSet:
    columns, row = find_contest(region, command.contest), find_station(region, command.station)
    reason, document = wanted(command.reason, "decision"), wanted(command.document, "document")
    number = columns.register.stations[row].number
    refuse_closed(columns, row)
    if columns.state[row] == State.FIRST_ENTRY and columns.mode != SINGLE:
        raise ClerkError("second_entry_wanted", station=number)
    if columns.state[row] not in (State.FIRST_ENTRY, State.SECOND_ENTRY):
        raise ClerkError("nothing_to_accept", station=number)
    _refuse_seen(region, columns, row, command.seen)
    open_hard = [finding for finding in columns.findings(row) if finding.severity == HARD]
    if any(finding.code == "BLANK" for finding in open_hard):
        raise ClerkError("blank_stays_open", station=number)
    return _decide(
        region,
        columns,
        row,
        "AcceptAsPaper",
        decision="open",
        reason=reason,
        document=document,
        as_paper=True,
        accepted=tuple(sorted({finding_key(finding) for finding in open_hard})),
        entry=_current_content(region, columns, row),
    )


def _decide(region: "Region", columns: "ContestColumns", row: int, command: str, **parts: object) -> ChangeSet:
    station = columns.register.ids[row]
    body = msgspec.convert({"station": station, "contest": columns.record, "by": region.person.name, **parts}, Tally)
    unit = region.unit(command, str(parts["reason"]))
    unit.put(body, tally_record(station, columns.record))
    return unit.commit()


def _refuse_unready(columns: "ContestColumns", row: int) -> None:
    number = columns.register.stations[row].number
    state = State(int(columns.state[row]))
    if state is State.FINAL:
        raise ClerkError("already_final", station=number)
    if state is not State.SETTLED:
        raise ClerkError("not_ready", station=number, state=state.name.lower())
    if columns.marks[row] & Mark.TO_CONFIRM:
        raise ClerkError("soft_open", station=number)


def _refuse_seen(region: "Region", columns: "ContestColumns", row: int, seen: str) -> None:
    if seen:
        refuse_seen(seen, speaking(region, columns, row)[1], columns.register.stations[row].number)


def _current_content(region: "Region", columns: "ContestColumns", row: int) -> str:
    """The content id of the entry that speaks for the station now."""
    entry, _ = speaking(region, columns, row)
    if entry is None:
        raise ClerkError("nothing_entered", station=columns.register.stations[row].number)
    return entry.content
