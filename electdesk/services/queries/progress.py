"""How far the night is: where the tallies of each district stand, which protocols are missing, whose drafts lie about."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Final

import msgspec
import numpy as np
import numpy.typing as npt

from electdesk.columns import ContestColumns
from electdesk.domain.records.names import Names
from electdesk.domain.set_up_rules import EXPECTED, LIMITS
from electdesk.domain.states import Mark, State
from electdesk.ledger.revision import Commit
from electdesk.services.drafts import saved_drafts
from electdesk.services.ports import CommitRow
from electdesk.services.queries.contacts import StationContact, contacts_by_station
from electdesk.services.roles import refuse_read
from electdesk.services.sheets import SheetHead, sheet_head

if TYPE_CHECKING:
    from electdesk.services.region import Region

STEPS: Final = ("awaited", "received", "first", "second", "difference", "parked", "settled", "final", "annulled", "trouble")
"""Where a tally stands, as the board counts it: each station is one of these. "parked": somebody put its draft aside with a reason;
"trouble": two states stand against each other, or a stored byte was changed."""
REPORTED: Final = ("first", "second", "difference", "parked", "settled", "final", "annulled", "trouble")
"""The steps of a station whose protocol somebody has at least begun to type."""
STALE_MINUTES: Final = 30
"""A draft that nobody touched for so long is shown to the supervisor."""
_PARKED: Final = STEPS.index("parked")
_STEP_OF_STATE: Final = np.array(
    [
        STEPS.index(
            {
                State.AWAITED: "awaited",
                State.RECEIVED: "received",
                State.FIRST_ENTRY: "first",
                State.SECOND_ENTRY: "second",
                State.DIFFERENCE: "difference",
                State.SETTLED: "settled",
                State.FINAL: "final",
                State.ANNULLED: "annulled",
                State.CONFLICT: "trouble",
                State.DAMAGED: "trouble",
            }[state]
        )
        for state in State
    ],
    np.uint8,
)
_PARKED_STATES: Final = frozenset({State.AWAITED, State.RECEIVED, State.FIRST_ENTRY})
"""States in which a draft put aside is what there is to know of a station; later ones say more."""


class DistrictProgress(msgspec.Struct, frozen=True):
    """A district, or the whole region (``record`` ""): stations by step, in the order of ``STEPS``; "-" is what lies in no district."""

    record: str
    names: Names
    stations: int
    counts: tuple[int, ...]

    def count(self, step: str) -> int:
        """How many stations stand at a step."""
        return self.counts[STEPS.index(step)]

    @property
    def reported(self) -> int:
        """Stations whose protocol somebody has at least begun to type."""
        return sum(self.count(step) for step in REPORTED)


class Progress(msgspec.Struct, frozen=True):
    """The districts in the order of the register, and the whole region."""

    contest: str
    districts: tuple[DistrictProgress, ...]
    region: DistrictProgress


class MissingStation(msgspec.Struct, frozen=True, kw_only=True):
    """A station whose protocol has not arrived. ``late``: minutes past the moment at which it was expected, negative before it, None where
    nobody entered the end of voting. ``phoned``: figures were given by phone. ``contacts``: () for those who do not call stations."""

    row: int
    number: str
    name: Names
    district: Names
    voters: int
    late: int | None
    phoned: bool
    contacts: tuple[StationContact, ...]


class MissingSheet(msgspec.Struct, frozen=True):
    """The list of missing protocols for the printer."""

    head: SheetHead
    stations: int
    missing: tuple[MissingStation, ...]


class StaleDraft(msgspec.Struct, frozen=True):
    """What somebody typed and did not finish: who, at which station, since how many minutes, why it was put aside ("" if it was not)."""

    person: str
    row: int
    number: str
    minutes: int
    parked: str


class OwnSpeed(msgspec.Struct, frozen=True):
    """Entries that the person finished today, and in the last sixty minutes."""

    today: int
    hour: int


class ProgressCounts:
    """Stations by district and step of one contest, kept current by the rows that each command changes: a save costs one row, not the region.

    ``by_area``: areas of the register (+1 for stations in none) × ``STEPS``.
    """

    def __init__(self, region: "Region", columns: ContestColumns) -> None:
        refuse_read(region.person, "progress")
        self._region, self._columns = region, columns
        register = columns.register
        self._above = districts_above(region)
        self._parked = _parked_rows(region, columns)
        self._step: npt.NDArray[np.uint8] = _STEP_OF_STATE[columns.state]
        for row in self._parked:
            self._step[row] = self._step_at(row)
        self.by_area: npt.NDArray[np.int64] = np.zeros((len(register.area_ids) + 1, len(STEPS)), np.int64)
        np.add.at(self.by_area, (register.area, self._step), 1)

    @property
    def columns(self) -> ContestColumns:
        """The contest that is counted."""
        return self._columns

    def update(self, rows: Collection[int]) -> bool:
        """Count the stations of these rows where they stand now. Returns whether any moved."""
        moved = False
        area = self._columns.register.area
        for row in rows:
            step = self._step_at(row)
            if step != self._step[row]:
                self.by_area[area[row], self._step[row]] -= 1
                self.by_area[area[row], step] += 1
                self._step[row] = step
                moved = True
        return moved

    def drafts_changed(self) -> bool:
        """Read anew which drafts are put aside. Returns whether any station moved by it. Grows with the drafts."""
        before, self._parked = self._parked, _parked_rows(self._region, self._columns)
        return self.update(before ^ self._parked)

    def step(self, row: int) -> str:
        """Where one station stands."""
        return STEPS[self._step[row]]

    def progress(self) -> Progress:
        """The counts by district. Grows with the districts."""
        register = self._columns.register
        districts = []
        for area in register.area_ids:
            if area in self._above:
                counts = self.by_area[self._above[area]].sum(axis=0)
                if counts.sum():
                    districts.append(_district(area, register.areas[area].name, counts))
        inside = [place for rows in self._above.values() for place in rows]
        outside = self.by_area.sum(axis=0) - self.by_area[inside].sum(axis=0)
        if outside.sum():
            districts.append(_district("-", {}, outside))
        whole = _district("", self._region.columns.set_up.region, self.by_area.sum(axis=0))
        return Progress(self._columns.record, tuple(districts), whole)

    def _step_at(self, row: int) -> int:
        if row in self._parked and self._columns.state[row] in _PARKED_STATES:
            return _PARKED
        return int(_STEP_OF_STATE[self._columns.state[row]])


def progress(region: "Region", columns: ContestColumns) -> Progress:
    """Where the tallies of each district stand now. A screen that stays open keeps ``ProgressCounts`` instead."""
    return ProgressCounts(region, columns).progress()


def _district(record: str, names: Names, counts: npt.NDArray[np.int64]) -> DistrictProgress:
    return DistrictProgress(record, names, int(counts.sum()), tuple(int(count) for count in counts))


def top_districts(region: "Region") -> list[str]:
    """The districts directly below the region, in their order: each station lies in one of them or in none."""
    areas = region.columns.register.areas
    return [
        area
        for area in region.columns.register.area_ids
        if areas[area].kind != "region" and (areas[area].parent not in areas or areas[areas[area].parent].kind == "region")
    ]


def districts_above(region: "Region") -> dict[str, list[int]]:
    """Each top district → the places of the areas in it, its own among them."""
    register = region.columns.register
    tops = set(top_districts(region))
    found: dict[str, list[int]] = {area: [] for area in tops}
    for place, area in enumerate(register.area_ids):
        path: list[str] = []
        above = area
        while above in register.areas and above not in path:
            path.append(above)
            if above in tops:
                found[above].append(place)
                break
            above = register.areas[above].parent
    return found


def _parked_rows(region: "Region", columns: ContestColumns) -> set[int]:
    row_of = columns.register.row_of
    return {
        row_of[saved.station]
        for saved in saved_drafts(region)
        if saved.contest == columns.record and saved.draft.parked and saved.station in row_of
    }


def expected_at(region: "Region") -> dt.datetime | None:
    """When protocols are expected: the end of voting on the region's clock and the minutes after it. None where no end is known."""
    set_up = region.columns.set_up
    try:
        day, closes = dt.date.fromisoformat(set_up.day), dt.time.fromisoformat(set_up.closes)
    except ValueError:
        return None
    clock = dt.timezone(dt.timedelta(minutes=set_up.utc_offset))
    after = dt.timedelta(minutes=set_up.thresholds.get(EXPECTED, LIMITS[EXPECTED]))
    return dt.datetime.combine(day, closes, clock) + after


def missing(region: "Region", columns: ContestColumns, area: str = "") -> list[MissingStation]:
    """The stations whose protocol has not arrived, the latest first and of equally late ones the largest; of one district where named."""
    refuse_read(region.person, "progress")
    contacts, minutes = contacts_by_station(region), minutes_late(region)
    candidates = np.flatnonzero((columns.state == State.AWAITED) | (columns.state == State.RECEIVED)).tolist()
    found = [
        _missing_station(region, columns, row, minutes, contacts)
        for row in candidates
        if is_missing(columns, row) and (not area or area in columns.register.area_path(row))
    ]
    return sorted(found, key=missing_order)


def is_missing(columns: ContestColumns, row: int) -> bool:
    """Whether a station's protocol has not arrived; figures by phone are no protocol."""
    state = columns.state[row]
    return bool(
        state == State.AWAITED or (state == State.RECEIVED and columns.marks[row] & Mark.PHONED and not columns.papers.get(row))
    )


def missing_station(region: "Region", columns: ContestColumns, row: int) -> MissingStation:
    """One station of the list, for a list that is kept current row by row."""
    refuse_read(region.person, "progress")
    return _missing_station(region, columns, row, minutes_late(region), contacts_by_station(region))


def missing_order(station: MissingStation) -> tuple[int, int, int]:
    """The order of the list: the latest first, then the largest."""
    return (-(station.late or 0), -station.voters, station.row)


def minutes_late(region: "Region") -> int | None:
    """Minutes since protocols were expected, negative before that; None where nobody entered the end of voting."""
    expected = expected_at(region)
    return None if expected is None else int((region.clock.now() - expected).total_seconds() // 60)


def _missing_station(
    region: "Region", columns: ContestColumns, row: int, late: int | None, contacts: Mapping[str, list[StationContact]]
) -> MissingStation:
    register = region.columns.register
    station, path = register.stations[row], register.area_path(row)
    return MissingStation(
        row=row,
        number=station.number,
        name=station.name,
        district=register.areas[path[0]].name if path else {},
        voters=station.voters,
        late=late,
        phoned=bool(columns.marks[row] & Mark.PHONED),
        contacts=tuple(contacts.get(register.ids[row], ())),
    )


def missing_sheet(region: "Region", columns: ContestColumns, area: str = "") -> MissingSheet:
    """The list of missing protocols for the printer."""
    return MissingSheet(sheet_head(region, columns), len(columns.register), tuple(missing(region, columns, area)))


def stale_drafts(region: "Region", columns: ContestColumns, minutes: int = STALE_MINUTES) -> list[StaleDraft]:
    """Drafts of a contest that nobody touched for so long, and those put aside, oldest first. No figures. For the supervisor."""
    refuse_read(region.person, "drafts")
    row_of, now, found = columns.register.row_of, region.clock.now(), []
    for saved in saved_drafts(region):
        if saved.contest != columns.record or saved.station not in row_of:
            continue
        row = row_of[saved.station]
        at = dt.datetime.strptime(saved.saved_at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=dt.UTC)
        age = max(0, int((now - at).total_seconds()) // 60)
        if age >= minutes or saved.draft.parked:
            found.append(StaleDraft(saved.person, row, columns.register.stations[row].number, age, saved.draft.parked))
    return sorted(found, key=lambda draft: (-draft.minutes, draft.row, draft.person))


class SpeedCounter:
    """How many entries the person at work has finished: their own pace, shown to nobody else. Each commit of the day is read once."""

    def __init__(self, region: "Region") -> None:
        self._region = region
        self._read = 0
        self._at: list[dt.datetime] = []
        self._of = ""

    def speed(self) -> OwnSpeed:
        """The pace now."""
        region = self._region
        refuse_read(region.person, "progress")
        now = region.clock.now()
        clock = dt.timezone(dt.timedelta(minutes=region.columns.set_up.utc_offset))
        today = now.astimezone(clock).date()
        if self._of != region.person.name:
            self._of, self._at = region.person.name, []
            rows = self._of_today(today, clock)
        else:
            rows = region.store.commits(self._read)
        for row in rows:
            self._read = row.seq
            if _is_entry_of(row.commit, self._of):
                self._at.append(_moment(row.commit))
        made = sum(at.astimezone(clock).date() == today for at in self._at)
        return OwnSpeed(made, sum(now - at <= dt.timedelta(hours=1) for at in self._at))

    def _of_today(self, today: dt.date, clock: dt.tzinfo) -> list[CommitRow]:
        """The last commits, back to one of an earlier day: a long ledger is not read for the pace of an evening."""
        store, wanted = self._region.store, 1000
        while True:
            rows = store.commits(max(0, store.counts[0] - wanted))
            if (
                wanted >= store.counts[0]
                or not rows
                or _moment(rows[0].commit).astimezone(clock).date() < today - dt.timedelta(days=1)
            ):
                return rows
            wanted *= 4


def _moment(commit: Commit) -> dt.datetime:
    try:
        return dt.datetime.strptime(commit.at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=dt.UTC)
    except ValueError:
        # A damaged commit keeps its place and tells no time.
        return dt.datetime.min.replace(tzinfo=dt.UTC) + dt.timedelta(days=2)


def _is_entry_of(commit: Commit, person: str) -> bool:
    return commit.command == "FinishEntry" and commit.author == person
