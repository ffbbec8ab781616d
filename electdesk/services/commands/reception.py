"""The reception desk: protocols accepted or returned, copies handed out and put up."""

import datetime
from typing import TYPE_CHECKING, Any, Final

import msgspec

from electdesk.domain.errors import ClerkError
from electdesk.domain.figures import BLANK, LARGEST_COUNT
from electdesk.domain.records.arrival import BROUGHT_BY, DEFECTS, MOST_COPIES, SEALS, Arrival
from electdesk.domain.records.handout import Handout
from electdesk.services.commands.base import Command, find_contest, find_station, handles
from electdesk.services.commands.entries import arriving_paper, refuse_closed
from electdesk.services.unit_of_work import ChangeSet, new_record_id

if TYPE_CHECKING:
    from electdesk.columns import ContestColumns
    from electdesk.services.region import Region

AHEAD: Final = datetime.timedelta(minutes=5)
"""So far a time may lie before the computer's own clock: two clocks of one room differ by less."""


class Brought(msgspec.Struct, frozen=True, kw_only=True):
    """What is noted of a protocol that somebody brings. ``list_size``: voters on the list as the protocol states them, null where nobody
    looked. ``contact``: record id of who brought it."""

    brought_by: str = "chair"
    contact: str = ""
    copies: int = 1
    seal: str = "whole"
    list_size: int | None = None
    note: str = ""


class TakenIn(Brought, frozen=True, kw_only=True):
    """The same of one that is taken in. ``kind``, ``document`` and ``reason`` as for RegisterPaper."""

    kind: str = "original"
    document: str = ""
    reason: str = ""


class AcceptPaper(Command, TakenIn, frozen=True):
    """A protocol came and is accepted: its paper is registered and a receipt number given. ``at`` is UTC, ISO 8601 with seconds, "" = now."""

    station: str
    contest: str = ""
    at: str = ""


class ReturnPaper(Command, Brought, frozen=True):
    """A protocol came and is sent back: ``defects`` (codes of ``domain.records.arrival``), or ``note``, says why. It registers no paper."""

    station: str
    defects: tuple[str, ...] = ()
    contest: str = ""
    at: str = ""


class HandOutCopy(Command, frozen=True):
    """A copy of the station's protocol was handed to an organisation (``to``; no name of a person). ``at`` as for AcceptPaper."""

    station: str
    to: str
    contest: str = ""
    at: str = ""
    copies: int = 1


class PostCopy(Command, frozen=True):
    """A copy of the station's protocol was put up for everybody to read, at the place ``where``. ``at`` as for AcceptPaper."""

    station: str
    where: str
    contest: str = ""
    at: str = ""


@handles(AcceptPaper)
def accept_paper(region: "Region", command: AcceptPaper) -> ChangeSet:
    columns, row = _here(region, command.contest, command.station)
    paper = arriving_paper(columns, row, command.kind, command.document, command.reason)
    record = new_record_id()
    arrival = _arrival(region, columns, row, command, outcome="accepted", paper=record)
    unit = region.unit("AcceptPaper", paper.reason)
    unit.put(paper, record)
    unit.put(arrival)
    return unit.commit()


@handles(ReturnPaper)
def return_paper(region: "Region", command: ReturnPaper) -> ChangeSet:
    columns, row = _here(region, command.contest, command.station)
    refuse_closed(columns, row)
    if not command.defects and not command.note.strip():
        raise ClerkError("defects_wanted", station=columns.register.stations[row].number)
    for defect in command.defects:
        _known("defects", defect, DEFECTS)
    named = tuple(defect for defect in DEFECTS if defect in command.defects)
    arrival = _arrival(region, columns, row, command, outcome="returned", defects=named)
    unit = region.unit("ReturnPaper")
    unit.put(arrival)
    return unit.commit()


@handles(HandOutCopy)
def hand_out_copy(region: "Region", command: HandOutCopy) -> ChangeSet:
    return _hand_out(region, command.contest, command.station, "handed", command.to, command.at, command.copies)


@handles(PostCopy)
def post_copy(region: "Region", command: PostCopy) -> ChangeSet:
    return _hand_out(region, command.contest, command.station, "posted", command.where, command.at, 1)


def _hand_out(region: "Region", contest: str, station: str, kind: str, to: str, at: str, copies: int) -> ChangeSet:
    columns, row = _here(region, contest, station)
    if not to.strip():
        raise ClerkError("receiver_wanted")
    body = Handout(
        station=columns.register.ids[row],
        contest=columns.record,
        kind=kind,
        to=" ".join(to.split()),
        at=moment_told(region, at),
        copies=_copies(copies),
        by=region.person.name,
    )
    unit = region.unit("HandOutCopy" if kind == "handed" else "PostCopy")
    unit.put(body)
    return unit.commit()


def votes_here(columns: "ContestColumns", row: int) -> bool:
    """Whether the station has ballots of the contest: a choice of its constituency, or choices that stand on every ballot."""
    own = [choice for choice in columns.choices.values() if choice.contest == columns.record]
    constituency = columns.register.stations[row].constituency
    return not own or any(choice.constituency in ("", constituency) for choice in own)


def _here(region: "Region", contest: str, station: str) -> "tuple[ContestColumns, int]":
    columns, row = find_contest(region, contest), find_station(region, station)
    if not votes_here(columns, row):
        raise ClerkError("contest_not_here", station=columns.register.stations[row].number, contest=columns.contest.code)
    return columns, row


def _arrival(region: "Region", columns: "ContestColumns", row: int, command: AcceptPaper | ReturnPaper, **parts: Any) -> Arrival:
    _known("brought_by", command.brought_by, BROUGHT_BY)
    _known("seal", command.seal, SEALS)
    if command.contact and command.contact not in region.columns.records.bodies["contact"]:
        raise ClerkError("contact_unknown", contact=command.contact)
    if command.list_size is not None and not 0 <= command.list_size <= LARGEST_COUNT:
        raise ClerkError("arrival_word_unknown", word=str(command.list_size), field="list_size", known=f"0 … {LARGEST_COUNT}")
    return Arrival(
        station=columns.register.ids[row],
        contest=columns.record,
        number=next_receipt(region),
        at=moment_told(region, command.at),
        by=region.person.name,
        brought_by=command.brought_by,
        contact=command.contact,
        copies=_copies(command.copies),
        seal=command.seal,
        list_size=BLANK if command.list_size is None else command.list_size,
        note=command.note.strip(),
        **parts,
    )


def next_receipt(region: "Region") -> int:
    """The number of the next receipt. Arrivals that were taken back keep theirs: no two receipts of a file bear one number."""
    records = region.columns.records
    taken = sum(kind == "arrival" for kind in records.kind_of.values())
    return (
        max(taken, *(arrival.number for arrival in records.bodies["arrival"].values())) + 1
        if records.bodies["arrival"]
        else taken + 1
    )


def _known(field: str, word: str, words: tuple[str, ...]) -> None:
    if word not in words:
        raise ClerkError("arrival_word_unknown", word=word, field=field, known=", ".join(words))


def _copies(copies: int) -> int:
    if not 1 <= copies <= MOST_COPIES:
        raise ClerkError("copies_wrong", most=MOST_COPIES)
    return copies


def moment_told(region: "Region", at: str) -> str:
    """A time as commits write it, "" = now. Raises ClerkError: moment_unreadable, time_ahead."""
    if not at:
        return region.now_text()
    try:
        moment = datetime.datetime.strptime(at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=datetime.UTC)
    except ValueError:
        raise ClerkError("moment_unreadable", time=at) from None
    if moment > region.clock.now() + AHEAD:
        raise ClerkError("time_ahead")
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def moment_on_clock(region: "Region", typed: str) -> str:
    """Hours and minutes on the region's clock as UTC text: today's, or yesterday's where they would lie ahead. "" stays "" (now).

    Digits alone are read too: 2305 is 23:05. Raises ClerkError("time_unreadable").
    """
    bare = typed.strip().replace(".", ":").replace(" ", "")
    if not bare:
        return ""
    hours, _, minutes = bare.partition(":") if ":" in bare else (bare[:-2], "", bare[-2:])
    if not (hours.isdecimal() and minutes.isdecimal() and len(minutes) == 2 and int(hours) < 24 and int(minutes) < 60):
        raise ClerkError("time_unreadable", time=typed)
    now = region.local(region.now_text())
    moment = now.replace(hour=int(hours), minute=int(minutes), second=0)
    if moment > now + AHEAD:
        moment -= datetime.timedelta(days=1)
    return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
