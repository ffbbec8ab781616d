"""The phone desk: what stations report during the day, corrected with a reason, and what is confirmed about it.

A report is saved as it was told, also where it cannot be right: the checks mark it (``domain.checks.turnout``). Turnout is not blind: whoever takes
calls may correct what a colleague misheard, with a reason, and both are kept.
"""

from typing import TYPE_CHECKING

import msgspec

from electdesk.columns.heads import decode_body
from electdesk.domain.errors import ClerkError
from electdesk.domain.figures import LARGEST_COUNT
from electdesk.domain.findings import SOFT
from electdesk.domain.records import EarlierTurnout, Report, SetUp
from electdesk.domain.records.earlier_turnout import WHOLE
from electdesk.domain.records.report import (
    BESIDE_SLOTS,
    CALLERS,
    CLOSED,
    HOURS,
    OPENED,
    VOTERS_ADDED,
    VOTERS_CLOSING,
    VOTERS_OPENING,
)
from electdesk.domain.states import finding_key
from electdesk.services.commands.areas import find_area
from electdesk.services.commands.base import Command, find_station, handles, wanted
from electdesk.services.commands.reception import moment_told
from electdesk.services.unit_of_work import ChangeSet, UnitOfWork, new_record_id

if TYPE_CHECKING:
    from electdesk.services.region import Region


class ReportTurnout(Command, frozen=True):
    """A station told how many ballots it had issued by a slot (HH:MM of the set-up; also 10 for 10:00), all since opening.

    ``caller``: the office of who told it (``domain.records.report.CALLERS``). ``at``: when, UTC as commits write it, "" = now. Any slot can
    be told late. Another number for a slot that was told is refused: CorrectTurnout.
    """

    station: str
    slot: str
    issued: int
    caller: str = ""
    at: str = ""


class CorrectTurnout(Command, frozen=True):
    """A report was misheard, or two offices wrote different ones: this number stands from now on, for this reason."""

    station: str
    slot: str
    issued: int
    reason: str
    caller: str = ""
    at: str = ""


class OpenStation(Command, frozen=True):
    """A station opened at ``time`` (HH:MM on the region's clock). ``reason``: why late; wanted where another time stands already."""

    station: str
    time: str
    reason: str = ""
    caller: str = ""
    at: str = ""


class CloseStation(Command, frozen=True):
    """Voting at a station ended at ``time``. ``reason``: why early; wanted where another time stands already."""

    station: str
    time: str
    reason: str = ""
    caller: str = ""
    at: str = ""


class CountVoters(Command, frozen=True):
    """Voters on a station's list at opening, added during the day, on it at closing; null is not said. Other numbers than those that stand
    need a reason."""

    station: str
    opening: int | None = None
    added: int | None = None
    closing: int | None = None
    reason: str = ""
    caller: str = ""
    at: str = ""


class ConfirmTurnout(Command, frozen=True):
    """Soft findings about a station's reports are right as they are: code → reason. ``slot`` limits a code to one slot."""

    station: str
    confirm: dict[str, str]
    slot: str = ""


class WithdrawReport(Command, frozen=True):
    """A report was no report of this station. ``what``: a slot, opened, closed, voters_opening, voters_added or voters_closing."""

    station: str
    what: str
    reason: str


class KeepEarlierTurnout(Command, frozen=True):
    """Turnout by the hour in an earlier election, to be drawn beside today's. ``area``: a district, "" for the region. ``shares``: time (HH:MM) →
    hundredths of a per cent of the list (2317 is 23,17 %); {} takes it away."""

    shares: dict[str, int]
    area: str = ""
    election: str = ""


@handles(KeepEarlierTurnout)
def keep_earlier_turnout(region: "Region", command: KeepEarlierTurnout) -> ChangeSet:
    area = find_area(region, command.area) if command.area else ""
    shares = {}
    for time, share in command.shares.items():
        minutes = read_hours(region, time)
        if not 0 <= share <= WHOLE:
            raise ClerkError("earlier_share_wrong", time=time, share=share)
        shares[f"{minutes // 60:02d}:{minutes % 60:02d}"] = share
    held = [record for record, body in region.columns.records.bodies["earlier-turnout"].items() if body.area == area]
    unit = region.unit("KeepEarlierTurnout")
    if shares:
        body = EarlierTurnout(area=area, election=command.election.strip(), shares=dict(sorted(shares.items())))
        unit.put(body, held[0] if held else new_record_id())
    for record in held[1:] if shares else held:
        unit.withdraw(record, "replaced")
    return unit.commit()


@handles(ReportTurnout)
def report_turnout(region: "Region", command: ReportTurnout) -> ChangeSet:
    row, slot = find_station(region, command.station), find_slot(region, command.slot)
    unit = region.unit("ReportTurnout")
    _tell(region, unit, row, slot, _count(command.issued), command)
    return unit.commit()


@handles(CorrectTurnout)
def correct_turnout(region: "Region", command: CorrectTurnout) -> ChangeSet:
    row, slot = find_station(region, command.station), find_slot(region, command.slot)
    reason = wanted(command.reason, "correction")
    if not told_records(region, row, slot):
        raise ClerkError("turnout_not_reported", station=_number(region, row), slot=slot)
    unit = region.unit("CorrectTurnout", reason)
    _tell(region, unit, row, slot, _count(command.issued), command, correction=reason)
    return unit.commit()


@handles(OpenStation)
def open_station(region: "Region", command: OpenStation) -> ChangeSet:
    return _hours(region, command, OPENED)


@handles(CloseStation)
def close_station(region: "Region", command: CloseStation) -> ChangeSet:
    return _hours(region, command, CLOSED)


@handles(CountVoters)
def count_voters(region: "Region", command: CountVoters) -> ChangeSet:
    row = find_station(region, command.station)
    told = {VOTERS_OPENING: command.opening, VOTERS_ADDED: command.added, VOTERS_CLOSING: command.closing}
    given = {what: _count(voters) for what, voters in told.items() if voters is not None}
    if not given:
        raise ClerkError("voters_wanted", station=_number(region, row))
    unit = region.unit("CountVoters", command.reason.strip())
    for what, voters in given.items():
        _tell(region, unit, row, what, voters, command, correction=command.reason.strip())
    return unit.commit()


@handles(ConfirmTurnout)
def confirm_turnout(region: "Region", command: ConfirmTurnout) -> ChangeSet:
    row = find_station(region, command.station)
    turnout = region.columns.turnout
    slot = find_slot(region, command.slot) if command.slot else ""
    additions: dict[str, dict[str, str]] = {}
    found = turnout.findings(row)
    for code, reason in command.confirm.items():
        hits = [each for at, each in found if each.code == code and each.severity == SOFT and slot in ("", at)]
        if not hits:
            raise ClerkError("nothing_to_confirm", code=code)
        for finding in hits:
            additions.setdefault(finding.lines[0], {})[finding_key(finding)] = wanted(reason, "confirmation")
    if not additions:
        raise ClerkError("nothing_to_confirm", code="")
    unit = region.unit("ConfirmTurnout", "; ".join(dict.fromkeys(command.confirm.values())))
    for what, confirmed in additions.items():
        for record in told_records(region, row, what):
            body = report_of(region, record)
            unit.put(msgspec.structs.replace(body, confirmed=body.confirmed | confirmed), record)
    return unit.commit()


@handles(WithdrawReport)
def withdraw_report(region: "Region", command: WithdrawReport) -> ChangeSet:
    row = find_station(region, command.station)
    what = command.what if command.what in BESIDE_SLOTS else find_slot(region, command.what)
    records = told_records(region, row, what)
    if not records:
        raise ClerkError("turnout_not_reported", station=_number(region, row), slot=what)
    unit = region.unit("WithdrawReport", wanted(command.reason, "withdrawal"))
    for record in records:
        unit.withdraw(record, command.reason.strip())
    return unit.commit()


def find_slot(region: "Region", text: str) -> str:
    """The slot of the set-up that a person means: 10:00, 10, 10.00 or 1000. Raises ClerkError: turnout_no_slots, turnout_slot_unknown."""
    slots = region.columns.set_up.turnout_slots
    if not slots:
        raise ClerkError("turnout_no_slots")
    if text in slots:
        return text
    digits = text.strip().replace(".", "").replace(":", "")
    hours, minutes = (digits, "00") if len(digits) <= 2 else (digits[:-2], digits[-2:])
    wanted_slot = f"{hours:0>2}:{minutes}"
    if not digits.isdecimal() or wanted_slot not in slots:
        raise ClerkError("turnout_slot_unknown", slot=text, known=list(slots))
    return wanted_slot


def told_records(region: "Region", row: int, what: str) -> list[str]:
    """The records that say something of one thing at a station, [] where none does."""
    turnout = region.columns.turnout
    return turnout.records_at(row, turnout.column_of[what], region.store.stored)


def report_of(region: "Region", record: str) -> Report:
    """The newest state of a report."""
    heads = region.columns.records.heads[record]
    for stored in reversed(region.store.rows(heads)):
        body = decode_body(stored.revision)
        if isinstance(body, Report):
            return body
    raise KeyError(record)


def refuse_slots(region: "Region", body: SetUp) -> None:
    """A slot for which stations have reported stays in the set-up: its reports would be in no total.

    Raises ClerkError("turnout_slot_in_use").
    """
    turnout = region.columns.turnout
    for slot in turnout.slots:
        told = int(turnout.told_stations[:, turnout.column_of[slot]].sum())
        if slot not in body.turnout_slots and told:
            raise ClerkError("turnout_slot_in_use", slot=slot, count=told)


def read_hours(region: "Region", text: str) -> int:
    """Minutes since midnight of a time as people type it: 7:00, 07.00, 700. Raises ClerkError("time_unreadable")."""
    bare = text.strip().replace(".", ":").replace(" ", "")
    hours, _, minutes = bare.partition(":") if ":" in bare else (bare[:-2], "", bare[-2:])
    if not (hours.isdecimal() and minutes.isdecimal() and len(minutes) == 2 and int(hours) < 24 and int(minutes) < 60):
        raise ClerkError("time_unreadable", time=text)
    return int(hours) * 60 + int(minutes)


def _hours(region: "Region", command: OpenStation | CloseStation, what: str) -> ChangeSet:
    row, minutes = find_station(region, command.station), read_hours(region, command.time)
    turnout = region.columns.turnout
    other = int(turnout.told[row, turnout.column_of[CLOSED if what == OPENED else OPENED]])
    opened, closed = (minutes, other) if what == OPENED else (other, minutes)
    if opened >= 0 and 0 <= closed <= opened:
        raise ClerkError("closing_before_opening", station=_number(region, row), opened=_time(opened), closed=_time(closed))
    unit = region.unit(type(command).__name__, command.reason.strip())
    _tell(region, unit, row, what, minutes, command, why=command.reason.strip(), correction=command.reason.strip())
    return unit.commit()


def _tell(
    region: "Region",
    unit: UnitOfWork,
    row: int,
    what: str,
    figure: int,
    command: ReportTurnout | CorrectTurnout | OpenStation | CloseStation | CountVoters,
    *,
    why: str = "",
    correction: str = "",
) -> None:
    """Put one figure. ``why`` is kept with it. ``correction``: the reason for which it may replace another one; of several reports that say
    different things one goes on and the others are withdrawn."""
    if command.caller and command.caller not in CALLERS:
        raise ClerkError("arrival_word_unknown", word=command.caller, field="caller", known=", ".join(CALLERS))
    turnout, records = region.columns.turnout, told_records(region, row, what)
    stands = turnout.figures_at(row, turnout.column_of[what])
    said = {"figure": figure, "caller": command.caller, "at": moment_told(region, command.at) if command.at else "", "reason": why}
    if not records:
        unit.put(Report(station=region.columns.register.ids[row], what=what, **said), new_record_id())  # type: ignore[arg-type]
        return
    if stands == (figure,) and not turnout.disputed[row, turnout.column_of[what]] and not why:
        return
    if not correction:
        shown = [_time(each) for each in stands] if what in HOURS else list(stands)
        raise ClerkError("turnout_reported", station=_number(region, row), slot=what, figures=shown)
    *others, kept = records
    unit.put(msgspec.structs.replace(report_of(region, kept), **said, confirmed={}), kept)
    for record in others:
        unit.withdraw(record, correction)


def _count(figure: int) -> int:
    if not 0 <= figure <= LARGEST_COUNT:
        raise ClerkError("not_a_count", value=str(figure), reason="negative" if figure < 0 else "too_large")
    return figure


def _number(region: "Region", row: int) -> str:
    return region.columns.register.stations[row].number


def _time(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}"
