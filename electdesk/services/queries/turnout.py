"""Turnout through the day: totals by area and slot with what they hold, who has not reported, what one station told and who wrote it down.

Every total is over the stations that count at that slot, and says how many these are: a district with missing reports is never silently low.
Its share is of the lists of exactly those stations. The figures are ballots issued, whatever the set-up counts as turnout afterwards: nothing
else is known before the boxes are opened.
"""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import msgspec
import numpy as np

from electdesk.columns.heads import decode_body
from electdesk.columns.turnout import TurnoutColumns
from electdesk.domain.checks.turnout import FINISHED, HARD_BITS
from electdesk.domain.figures import BLANK
from electdesk.domain.findings import Finding
from electdesk.domain.records import EarlierTurnout, Report
from electdesk.domain.records.names import Names
from electdesk.domain.states import finding_key
from electdesk.ledger.revision import read_revision
from electdesk.services.queries.contacts import StationContact, contacts_by_station
from electdesk.services.queries.totals import Ratio
from electdesk.services.roles import refuse_read

if TYPE_CHECKING:
    from electdesk.services.region import Region

_AT_ONCE: Final = 512
"""Stations of a district that are looked at in one step for the next one without a report."""


class SlotTotal(msgspec.Struct, frozen=True):
    """One area at one slot. ``reported`` of its ``stations`` count: ``issued`` ballots. ``share``: over those of them whose list is known.

    ``told``: stations with a report of their own, also one in question; ``finished``: counted with an earlier report, because voting there had
    ended. ``missing``: stations that have neither."""

    slot: str
    stations: int
    reported: int
    issued: int
    share: Ratio
    told: int
    finished: int

    @property
    def missing(self) -> int:
        """Stations that still have to report."""
        return self.stations - self.told - self.finished

    @property
    def is_complete(self) -> bool:
        """Whether every station of the area counts."""
        return 0 < self.stations == self.reported


class AreaTurnout(msgspec.Struct, frozen=True):
    """An area, the whole region (``record`` ""), or what lies in no area ("-"): its stations and its slots in the order of the day."""

    record: str
    names: Names
    stations: int
    slots: tuple[SlotTotal, ...]

    def at(self, slot: str) -> SlotTotal | None:
        """The total of a slot, None where the set-up has no such slot."""
        return next((total for total in self.slots if total.slot == slot), None)


class MissingReport(msgspec.Struct, frozen=True, kw_only=True):
    """A station without a report at a slot: whom to call, and what it told last (``last_slot`` "" where nothing)."""

    row: int
    number: str
    name: Names
    district: Names
    voters: int
    last_slot: str
    last: int
    contacts: tuple[StationContact, ...]


class StationFinding(msgspec.Struct, frozen=True):
    """A finding about a station's reports. ``slot`` "" for hours and lists; ``explanation``: why it is right, "" where nobody said."""

    row: int
    number: str
    slot: str
    finding: Finding
    explanation: str


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a station told: the figure (BLANK where reports differ: ``figures`` are those), who told it, when (UTC), who wrote it down.

    ``at`` None and ``by`` "" where the ledger cannot say it any more."""

    what: str
    figure: int
    figures: tuple[int, ...]
    caller: str = ""
    at: dt.datetime | None = None
    by: str = ""
    reason: str = ""


def stations_reporting(region: "Region", area: str = "") -> tuple[int, int]:
    """How many stations of an area ("" = the region) sent at least one report on turnout, of how many. Costs the same whatever their number."""
    refuse_read(region.person, "turnout")
    rows = area_rows(region, area)
    return int(region.columns.turnout.active[rows].sum()), int(region.columns.register.stations_by_area[rows].sum())


def area_turnout(region: "Region", area: str = "") -> AreaTurnout:
    """One area and everything below it, "" = the region. Costs the same whatever the number of stations."""
    refuse_read(region.person, "turnout")
    areas = region.columns.register.areas
    names = region.columns.set_up.region if not area else areas[area].name if area in areas else {}
    return _area(region, area, names, area_rows(region, area))


def district_turnout(region: "Region") -> tuple[AreaTurnout, ...]:
    """Every area that stations lie in directly, in the order of the register; "-" last, for stations in no area. They add up to the region."""
    refuse_read(region.person, "turnout")
    register = region.columns.register
    found = [
        _area(region, record, register.areas[record].name, np.array([place]))
        for place, record in enumerate(register.area_ids)
        if register.stations_by_area[place]
    ]
    if register.stations_by_area[-1]:
        found.append(_area(region, "-", {}, np.array([len(register.area_ids)])))
    return tuple(found)


def area_rows(region: "Region", area: str) -> "np.ndarray":
    """The rows of an area and of all below it in columns by area; "" = all, "-" = that of stations in no area."""
    register = region.columns.register
    if not area:
        return np.arange(len(register.area_ids) + 1)
    if area == "-":
        return np.array([len(register.area_ids)])
    found = []
    for place, record in enumerate(register.area_ids):
        path: list[str] = []
        above = record
        while above and above in register.areas and above not in path:
            path.append(above)
            above = register.areas[above].parent
        if area in path:
            found.append(place)
    return np.array(found, np.int64)


def _area(region: "Region", record: str, names: Names, rows: "np.ndarray") -> AreaTurnout:
    turnout, stations = region.columns.turnout, int(region.columns.register.stations_by_area[rows].sum())
    sums = [
        each[rows].sum(axis=0).tolist()
        for each in (turnout.stations, turnout.issued, turnout.of_listed, turnout.listed, turnout.told_stations, turnout.finished)
    ]
    slots = tuple(
        SlotTotal(slot, stations, reported, issued, Ratio(of_listed, listed), told, finished)
        for slot, reported, issued, of_listed, listed, told, finished in zip(turnout.slots, *sums, strict=True)
    )
    return AreaTurnout(record, names, stations, slots)


def present_slot(region: "Region") -> str:
    """The slot that is being collected: on the day of voting the last one by the region's clock, else the last that anybody reported for;
    the first of the day where nobody did, "" where the set-up has none. Costs the same whatever the number of stations."""
    refuse_read(region.person, "turnout")
    turnout = region.columns.turnout
    if not turnout.slots:
        return ""
    now = region.local(region.now_text())
    if now.date().isoformat() == region.columns.set_up.day:
        minutes = now.hour * 60 + now.minute
        return turnout.slots[max(0, sum(at <= minutes for at in turnout.clock.slots) - 1)]
    told = np.flatnonzero(turnout.told_stations.sum(axis=0))
    return turnout.slots[int(told[-1]) if len(told) else 0]


def newest_total(region: "Region", area: str = "") -> SlotTotal | None:
    """The newest slot of an area for which at least one station counts, None where none does: what strip and tables show."""
    slots = area_turnout(region, area).slots
    return next((total for total in reversed(slots) if total.reported), None)


def next_missing(region: "Region", slot: str, after: int = -1, area: str = "") -> int | None:
    """The row of the next station without a report at a slot, in the order in which districts are called: behind ``after`` in its district, then
    the districts behind it, then from the beginning. None where all have reported. Looks into no district that is complete."""
    refuse_read(region.person, "turnout")
    turnout, register = region.columns.turnout, region.columns.register
    column = turnout.column_of[slot]
    areas = [int(place) for place in area_rows(region, area)]
    missing = register.stations_by_area - turnout.told_stations[:, column] - turnout.finished[:, column]
    here = int(register.area[after]) % (len(register.area_ids) + 1) if after >= 0 else -1
    start = areas.index(here) if here in areas else 0
    for place in (*areas[start:], *areas[:start], *areas[start : start + 1]):
        if not missing[place]:
            continue
        rows = register.rows_in(place if place < len(register.area_ids) else -1)
        behind = 0
        if place == here:
            behind = int(np.searchsorted(rows, after, side="right"))
            here = -1
        found = _first_without(turnout, rows, column, behind)
        if found is not None:
            return found
    return None


def _first_without(turnout: TurnoutColumns, rows: Sequence[int], column: int, behind: int) -> int | None:
    for begin in range(behind, len(rows), _AT_ONCE):
        some = np.asarray(rows[begin : begin + _AT_ONCE])
        free = (turnout.place[some, column] == 0) & ((turnout.cells[some, column] & FINISHED) == 0)
        if free.any():
            return int(some[int(np.argmax(free))])
    return None


def missing_reports(region: "Region", slot: str, area: str = "") -> list[MissingReport]:
    """Who has not reported at a slot, district by district in the order of the calls, with the phones for those who call."""
    refuse_read(region.person, "turnout")
    turnout, register = region.columns.turnout, region.columns.register
    column = turnout.column_of[slot]
    contacts = contacts_by_station(region)
    found = []
    for place in area_rows(region, area).tolist():
        record = register.area_ids[place] if place < len(register.area_ids) else ""
        for row in register.rows_in(place if record else -1):
            if turnout.place[row, column] or turnout.cells[row, column] & FINISHED:
                continue
            station = register.stations[row]
            told = [at for at in range(column) if turnout.told[row, at] >= 0]
            found.append(
                MissingReport(
                    row=row,
                    number=station.number,
                    name=station.name,
                    district=register.areas[record].name if record else {},
                    voters=int(turnout.voters[row]),
                    last_slot=turnout.slots[told[-1]] if told else "",
                    last=int(turnout.told[row, told[-1]]) if told else BLANK,
                    contacts=tuple(contacts.get(register.ids[row], ())),
                )
            )
    return found


def findings_at(region: "Region", row: int) -> list[StationFinding]:
    """Everything the checks say of one station's reports."""
    refuse_read(region.person, "turnout")
    turnout, number = region.columns.turnout, region.columns.register.stations[row].number
    given = turnout.confirmations(row)
    return [StationFinding(row, number, slot, each, given.get(finding_key(each), "")) for slot, each in turnout.findings(row)]


def findings_of_area(region: "Region", area: str = "", *, open_only: bool = True) -> list[StationFinding]:
    """The findings of an area's stations, those that nobody corrected or explained, or all."""
    refuse_read(region.person, "turnout")
    turnout, register = region.columns.turnout, region.columns.register
    rows = np.concatenate(
        [
            np.asarray(register.rows_in(place if place < len(register.area_ids) else -1), np.int64)
            for place in area_rows(region, area)
        ]
    )
    some = (
        rows[turnout.in_question(rows)]
        if open_only
        else rows[(turnout.cells[rows] & ~np.uint16(FINISHED)).any(axis=1) | (turnout.hours[rows] > 0)]
    )
    found = [each for row in some.tolist() for each in findings_at(region, row)]
    return [each for each in found if not open_only or (each.finding.severity != "info" and not each.explanation)]


def in_question(region: "Region", row: int, slot: str) -> bool:
    """Whether a report stands in no total because it cannot be right."""
    turnout = region.columns.turnout
    return bool(turnout.cells[row, turnout.column_of[slot]] & HARD_BITS)


def told_at(region: "Region", row: int, what: str) -> Told | None:
    """What a station told about one thing, with who and when; None where it told nothing. Reads the ledger: for one cell, not for a table."""
    refuse_read(region.person, "turnout")
    turnout = region.columns.turnout
    column = turnout.column_of[what]
    place = int(turnout.place[row, column])
    if not place:
        return None
    figure, figures = int(turnout.told[row, column]), turnout.figures_at(row, column)
    ((_, data),) = region.store.stored([place])
    body = decode_body(read_revision(data))
    if not isinstance(body, Report):
        return Told(what=what, figure=figure, figures=figures)
    # Confirmations and undo make further revisions that say the same: the first of them is when it was told.
    for commit, stored in region.store.history(read_revision(data).record):
        state = decode_body(stored.revision)
        if isinstance(state, Report) and _same(state, body):
            at = dt.datetime.strptime(body.at or commit.commit.at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=dt.UTC)
            by = commit.commit.author
            return Told(what=what, figure=figure, figures=figures, caller=body.caller, at=at, by=by, reason=body.reason)
    return Told(what=what, figure=figure, figures=figures, caller=body.caller, reason=body.reason)


def _same(left: Report, right: Report) -> bool:
    return msgspec.structs.replace(left, confirmed={}) == msgspec.structs.replace(right, confirmed={})


def finished_early(region: "Region", area: str = "") -> tuple[int, int]:
    """How many stations of an area ended voting before the hour, and at how many of them their type does not allow it."""
    refuse_read(region.person, "turnout")
    rows, turnout = area_rows(region, area), region.columns.turnout
    return int(turnout.early[rows].sum()), int(turnout.early_ordinary[rows].sum())


def questions(region: "Region", area: str = "") -> int:
    """How many stations of an area have a finding that nobody corrected or explained. Costs the same whatever their number."""
    refuse_read(region.person, "turnout")
    return int(region.columns.turnout.questions[area_rows(region, area)].sum())


def earlier_turnout(region: "Region", area: str = "") -> EarlierTurnout | None:
    """Turnout by the hour of an area in an earlier election, None where nobody wrote it down. Of two offices' records the one with the smaller id."""
    refuse_read(region.person, "turnout")
    held = region.columns.records.bodies["earlier-turnout"]
    records = sorted(record for record, body in held.items() if body.area == area)
    found: EarlierTurnout | None = held[records[0]] if records else None
    return found
