"""The day as columns: what every station reported at each slot, its hours and its list, what the checks say, and running totals by area."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import repeat

import numpy as np

from electdesk.columns.heads import ReportRow
from electdesk.columns.register import Register
from electdesk.domain.checks.turnout import (
    AS_ALLOWED,
    BEFORE_ALL,
    EARLY,
    EXPLAINED,
    FINISHED,
    HARD_BITS,
    SOFT_BITS,
    Bits,
    Clock,
    Counts,
    Flags,
    Judged,
    StationDay,
    TurnoutPanel,
    findings_of,
    judge,
    judge_one,
    voters_on_list,
)
from electdesk.domain.figures import BLANK
from electdesk.domain.findings import SOFT, Finding
from electdesk.domain.records import SetUp
from electdesk.domain.records.report import (
    BESIDE_SLOTS,
    CLOSED,
    OPENED,
    VOTERS_ADDED,
    VOTERS_CLOSING,
    VOTERS_OPENING,
    Report,
)
from electdesk.domain.records.setup import CLOCK
from electdesk.domain.records.station import STATION_TYPES
from electdesk.domain.states import finding_key
from electdesk.ledger.revision import read_revision

Fetch = Callable[[Sequence[int]], list[tuple[int, bytes]]]
"""Revisions of the store as (place, bytes), in the order asked for."""


def minutes_of(time: str) -> int:
    """Minutes since midnight of a time written HH:MM, BLANK for ""."""
    return int(time[:2]) * 60 + int(time[3:5]) if time else BLANK


class TurnoutColumns:
    """Columns over the register's rows (stations).

    ``told``: stations × (slots, then ``BESIDE_SLOTS``): the figure of the reports that stand, BLANK where there is none or where they
    differ (``disputed``). ``place``: the place in the store of the newest of them, 0 where none. ``voters``: the list as known now.
    ``cells``, ``hours``, ``counted``, ``last``: see ``checks.turnout.Judged``. Running totals are by area (+1 row for stations without one) ×
    slot: ``stations`` that count there, ``issued`` of them; ``listed`` and ``of_listed``: their voters and ballots, over those whose list is known;
    ``told_stations``: stations with a report of their own, counted or not; ``finished``: stations whose earlier report holds on.
    By area alone: ``active`` stations that sent at least one report on turnout; ``early`` that ended voting before the hour, ``early_ordinary``
    although their type does not allow it; ``questions`` with a finding that nobody corrected or explained.
    """

    def __init__(self, register: Register, set_up: SetUp) -> None:
        self.register = register
        self.slots = set_up.turnout_slots
        self.clock = Clock(tuple(minutes_of(slot) for slot in self.slots), minutes_of(set_up.opens), minutes_of(set_up.closes))
        self.columns = (*self.slots, *BESIDE_SLOTS)
        self.column_of: Mapping[str, int] = {name: column for column, name in enumerate(self.columns)}
        self.limits = set_up.thresholds
        self._may_close = np.array([set_up.closing_rule(kind) != CLOCK for kind in STATION_TYPES])
        n, areas, slots = len(register), len(register.area_ids) + 1, len(self.slots)
        self.told: Counts = np.full((n, len(self.columns)), BLANK, np.int64)
        self.place: Counts = np.zeros((n, len(self.columns)), np.int64)
        self.disputed: Flags = np.zeros((n, len(self.columns)), np.bool_)
        self.voters: Counts = register.voters.copy()
        self.cells: Bits = np.zeros((n, slots), np.uint16)
        self.hours: Bits = np.zeros(n, np.uint16)
        self.counted: Counts = np.full((n, slots), BLANK, np.int64)
        self.last: Counts = np.full(n, BLANK, np.int64)
        # One array a shape, so that a save moves them in one step each; the names are views.
        self._by_slot: Counts = np.zeros((areas, 6, slots), np.int64)
        self._by_area: Counts = np.zeros((areas, 4), np.int64)
        self.stations, self.issued, self.listed, self.of_listed, self.told_stations, self.finished = (
            self._by_slot[:, place] for place in range(6)
        )
        self.active, self.early, self.early_ordinary, self.questions = (self._by_area[:, place] for place in range(4))
        self._told: Flags = np.zeros((n, slots), np.bool_)
        self._several: dict[tuple[int, int], list[tuple[int, str, int]]] = {}
        self._confirmed: dict[tuple[int, int], Mapping[str, str]] = {}

    # --- taking in --------------------------------------------------------------------------------------------------------

    def load(self, reports: Sequence[ReportRow], in_conflict: Iterable[str] = (), damaged: Iterable[tuple[str, str]] = ()) -> None:
        """Fill the columns of a freshly opened store. ``in_conflict``: records whose heads do not agree; ``damaged``: station and what of
        reports that cannot be read, "" where that cannot be told either. A report written down again after the damage speaks for its cell."""
        if reports:
            self._write(reports, set(in_conflict))
        for station, what in damaged:
            if station and what and not self.place[self.register.row_of[station], self.column_of[what]]:
                self.disputed[self.register.row_of[station], self.column_of[what]] = True
        everyone = np.arange(len(self.register), dtype=np.int64)
        self._judge(everyone)
        self._move_sums(everyone, 1)

    def _write(self, reports: Sequence[ReportRow], doubtful: set[str]) -> None:
        """Many reports at once, without a look at each: nearly all of them are the only one of their cell."""
        bodies = [report[2] for report in reports]
        n = len(bodies)
        rows = np.fromiter(map(self.register.row_of.get, [body.station for body in bodies], repeat(-1)), np.int64, n)
        columns = np.fromiter(map(self.column_of.get, [body.what for body in bodies], repeat(-1)), np.int64, n)
        known = (rows >= 0) & (columns >= 0)
        at, to = rows[known], columns[known]
        self.told[at, to] = np.fromiter([body.figure for body in bodies], np.int64, n)[known]
        self.place[at, to] = np.fromiter([report[0] for report in reports], np.int64, n)[known]
        for place in [place for place, body in enumerate(bodies) if body.confirmed and known[place]]:
            cell = (int(rows[place]), int(columns[place]))
            self._confirmed[cell] = {**self._confirmed.get(cell, {}), **bodies[place].confirmed}
        cells = np.where(known, rows * len(self.columns) + columns, -1)
        counts = np.bincount(cells[known], minlength=1)
        several = np.flatnonzero(known & (counts[np.maximum(cells, 0)] > 1)).tolist()
        torn = [place for place, report in enumerate(reports) if report[1] in doubtful and known[place]] if doubtful else []
        for place in sorted({*several, *torn}):
            seq, record, body = reports[place]
            self._several.setdefault((int(rows[place]), int(columns[place])), []).append((seq, record, body.figure))
        for cell, members in self._several.items():
            self._agree(*cell, one_sided=any(record in doubtful for _, record, _ in members))

    def _agree(self, row: int, column: int, *, one_sided: bool = False) -> None:
        """What several reports of one cell say together: the same, or nothing."""
        members = self._several[row, column]
        same = len({figure for _, _, figure in members}) == 1 and not (one_sided and len(members) == 1)
        self.disputed[row, column] = not same
        self.told[row, column] = members[0][2] if same else BLANK
        self.place[row, column] = max(seq for seq, _, _ in members)

    def note(self, record: str, seq: int, body: Report | None, before: Report | None, fetch: Fetch) -> int | None:
        """One record of the day changed. Returns the row of its station, None where it moves nothing: ``update`` it afterwards."""
        state = body if body is not None else before
        if state is None or state.station not in self.register.row_of or state.what not in self.column_of:
            return None
        row, column = self.register.row_of[state.station], self.column_of[state.what]
        members = self._several.pop((row, column), None)
        if members is None:
            members = self._alone(row, column, fetch) if self.place[row, column] else []
        members = [member for member in members if member[1] != record]
        if body is not None:
            members.append((seq, record, body.figure))
        self._confirmed.pop((row, column), None)
        if body is not None and body.confirmed:
            self._confirmed[row, column] = body.confirmed
        if len(members) > 1:
            self._several[row, column] = members
            self._agree(row, column)
            return row
        self.disputed[row, column] = False
        self.told[row, column] = members[0][2] if members else BLANK
        self.place[row, column] = members[0][0] if members else 0
        return row

    def _alone(self, row: int, column: int, fetch: Fetch) -> list[tuple[int, str, int]]:
        place = int(self.place[row, column])
        ((_, data),) = fetch([place])
        return [(place, read_revision(data).record, int(self.told[row, column]))]

    def records_at(self, row: int, column: int, fetch: Fetch) -> list[str]:
        """The records that speak for a cell, the newest last; [] where none does."""
        members = self._several.get((row, column))
        if members is None:
            members = self._alone(row, column, fetch) if self.place[row, column] else []
        return list(dict.fromkeys(record for _, record, _ in sorted(members)))

    def places(self) -> list[int]:
        """The places in the store of everything that was told, one a cell."""
        found: list[int] = self.place[self.place > 0].tolist()
        return found

    def figures_at(self, row: int, column: int) -> tuple[int, ...]:
        """What the reports of a cell say, each once, smallest first: several where they are disputed."""
        several = self._several.get((row, column))
        if several is not None:
            return tuple(sorted({figure for _, _, figure in several}))
        return (int(self.told[row, column]),) if self.place[row, column] else ()

    def update(self, rows: Iterable[int]) -> None:
        """Judge some stations again and move the running totals. Costs the same whatever the number of stations."""
        at = np.array(sorted(set(rows)), np.int64)
        if not len(at):
            return
        self._move_sums(at, -1)
        self._judge(at)
        self._move_sums(at, 1)

    # --- judging ----------------------------------------------------------------------------------------------------------

    def panel(self, rows: Counts) -> TurnoutPanel:
        """The checks' view of some rows."""
        slots, column = len(self.slots), self.column_of
        beside = self.told[rows, slots:]
        lists = beside[:, column[VOTERS_OPENING] - slots :]
        return TurnoutPanel(
            issued=self.told[rows, :slots],
            disputed=self.disputed[rows, :slots],
            voters=voters_on_list(self.register.voters[rows], lists),
            opened=beside[:, column[OPENED] - slots],
            closed=beside[:, column[CLOSED] - slots],
            lists=lists,
            may_close=self._may_close[self.register.type[rows]],
            beside_disputed=np.asarray(self.disputed[rows, slots:].any(axis=1), np.bool_),
        )

    def _judge(self, rows: Counts) -> None:
        if len(rows) == 1:
            self._judge_one(int(rows[0]))
            return
        panel = self.panel(rows)
        judged = judge(panel, self.clock, self.limits)
        self.voters[rows] = panel.voters
        self.cells[rows], self.hours[rows] = judged.cells, judged.hours
        self.counted[rows], self.last[rows] = judged.counted, judged.last
        if self._confirmed:
            own = {row for row, _ in self._confirmed} & set(rows.tolist()) if len(rows) > 1 else set(rows.tolist())
            for row in own:
                self._explain(row)

    def _judge_one(self, row: int) -> None:
        """The same for one station: what a save waits for."""
        slots, told, disputed = len(self.slots), self.told[row].tolist(), self.disputed[row].tolist()
        beside = dict(zip(BESIDE_SLOTS, told[slots:], strict=True))
        lists = [beside[VOTERS_OPENING], beside[VOTERS_ADDED], beside[VOTERS_CLOSING]]
        base = lists[0] if lists[0] >= 0 else int(self.register.voters[row])
        voters = lists[2] if lists[2] >= 0 else base + max(lists[1], 0) if base >= 0 else BLANK
        day = StationDay(
            issued=told[:slots],
            disputed=disputed[:slots],
            voters=voters,
            opened=beside[OPENED],
            closed=beside[CLOSED],
            lists=lists,
            may_close=bool(self._may_close[self.register.type[row]]),
            beside_disputed=any(disputed[slots:]),
        )
        judged = judge_one(day, self.clock, self.limits)
        self.voters[row], self.hours[row], self.last[row] = voters, judged.hours, judged.last
        self.cells[row], self.counted[row] = judged.cells, judged.counted
        if self._confirmed:
            self._explain(row)

    def _explain(self, row: int) -> None:
        """Mark what is confirmed: a cell, or the hours and lists of a station, whose soft findings all have a reason."""
        given = self.confirmations(row)
        if not given:
            return
        soft: dict[str, bool] = {}
        for slot, finding in self.findings(row):
            if finding.severity == SOFT:
                soft[slot] = soft.get(slot, True) and finding_key(finding) in given
        for slot, explained in soft.items():
            if explained and slot:
                self.cells[row, self.column_of[slot]] |= EXPLAINED
            elif explained:
                self.hours[row] |= EXPLAINED

    def _judged(self, row: int) -> tuple[TurnoutPanel, Judged]:
        panel = self.panel(np.array([row], np.int64))
        return panel, judge(panel, self.clock, self.limits)

    def findings(self, row: int) -> list[tuple[str, Finding]]:
        """What was found at one station: (slot, "" for hours and lists; finding)."""
        panel, judged = self._judged(row)
        return findings_of(panel, judged, 0, self.clock, self.slots)

    def findings_if(self, row: int, what: str, figure: int) -> list[tuple[str, Finding]]:
        """What would be found if a station told this: for a number that is not saved yet. Nothing changes by it."""
        panel = self.panel(np.array([row], np.int64))
        slot = self.column_of[what]
        panel.issued[0, slot], panel.disputed[0, slot] = figure, False
        judged = judge(panel, self.clock, self.limits)
        return findings_of(panel, judged, 0, self.clock, self.slots)

    def confirmations(self, row: int) -> dict[str, str]:
        """Finding key → reason, as far as somebody has confirmed at a station."""
        found: dict[str, str] = {}
        for column in range(len(self.columns)):
            found |= self._confirmed.get((row, column), {})
        return found

    def in_question(self, rows: Counts) -> Flags:
        """Which of some stations have a finding that nobody has corrected or explained."""
        bits = np.concatenate([self.cells[rows], self.hours[rows][:, None]], axis=1)
        open_ = ((bits & HARD_BITS) > 0) | (((bits & SOFT_BITS) > 0) & ((bits & EXPLAINED) == 0))
        found: Flags = open_.any(axis=1)
        return found

    # --- sums -------------------------------------------------------------------------------------------------------------

    def _move_sums(self, rows: Counts, sign: int) -> None:
        """Take stations out of the running totals (``sign`` -1) before they change, and in again (1)."""
        area, counted = self.register.area[rows], self.counted[rows]
        there, slots = counted >= 0, len(self.slots)
        issued = np.where(there, counted, 0)
        voters = self.voters[rows][:, None]
        known = there & (voters >= 0)
        if sign > 0:
            # Kept, because the places have changed by the time the old state is taken out.
            self._told[rows] = self.place[rows, :slots] > 0
        told, hours = self._told[rows], self.hours[rows]
        finished = (self.cells[rows] & FINISHED) > 0
        by_slot = (there, issued, np.where(known, voters, 0), np.where(known, issued, 0), told, finished)
        early = (hours & (EARLY | BEFORE_ALL | AS_ALLOWED)) > 0
        by_area = (told.any(axis=1), early, (hours & EARLY) > 0, self.in_question(rows))
        np.add.at(self._by_slot, area, sign * np.stack(by_slot, axis=1))
        np.add.at(self._by_area, area, sign * np.stack(by_area, axis=1))
