"""The phone desk: saving one report at both sizes, finding the next station, and opening a day of seven reports a station."""

import sqlite3
import statistics
import time
from pathlib import Path

import numpy as np

from electdesk.domain.records import Report
from electdesk.services.commands import ChangeSetUp, ReportTurnout
from electdesk.services.queries.turnout import area_turnout, next_missing
from electdesk.services.region import Region
from electdesk.storage.regions import open_region
from tests.benchmarks.measure import SMALL, Line, Run, side_by_side
from tests.benchmarks.regions import CLERK, make_register

SLOTS = ("10:00", "12:00", "14:00", "16:00", "18:00", "20:00", "22:00")
_BODY = b"x" * 160
"""About as long as a stored report."""


def lines(run: Run) -> list[Line]:
    """Save, look for the next one, open."""
    found: list[Line] = []
    measured = _save(run, (SMALL, run.large), run.times(60))
    for stations, (save, floor, _) in measured.items():
        line = Line(f"save one report at {stations:,} stations x 7", save, floor, "a bare fsynced SQLite transaction", 2.0)
        known = "beside the disk's own time a save hashes, judges the station's row and moves the running sums"
        found.append(run.why(line, None, known))
    small, large = measured[SMALL], measured[run.large]
    found.append(Line("save one report: large against small", large[0], small[0], "the same at 1,000 stations", 1.3))
    found.append(Line("next station without a report, and the strip: large", large[2], small[2], "the same at 1,000 stations", 3.0))
    found.append(_open(run, run.large))
    return found


def _day(run: Run, stations: int) -> Path:
    """A register whose stations have all told all slots but the last."""
    path = run.folder / f"day-{stations}.electdesk"
    if not path.exists():
        region = make_register(path, stations)
        region.execute(ChangeSetUp(turnout_slots=SLOTS, opens="07:00", closes="20:00"))
        voters = np.maximum(region.columns.register.voters, 40)
        for part in range(0, stations, 10_000):
            unit = region.unit("ImportTurnout")
            rows = range(part, min(part + 10_000, stations))
            ids = region.columns.register.ids
            unit.put_new(
                [
                    Report(station=ids[row], what=slot, figure=int(voters[row]) * (place + 1) // 10)
                    for row in rows
                    for place, slot in enumerate(SLOTS[:-1])
                ]
            )
            unit.commit()
        region.close()
    return path


def _save(run: Run, sizes: tuple[int, ...], times: int) -> dict[int, tuple[float, float, float]]:
    """For each size the medians of: a whole command, a bare transaction, the look for the next station with the figures of the strip.

    All of them in turn, because the time of a disk changes from minute to minute.
    """
    bare = sqlite3.connect(run.folder / "bare-day.db", isolation_level=None)
    bare.execute("pragma journal_mode = truncate")
    bare.execute("pragma synchronous = full")
    bare.execute("create table saved (id integer primary key, data blob)")
    regions = {stations: open_region(_day(run, stations), CLERK) for stations in sizes}
    taken: dict[int, tuple[list[float], list[float], list[float]]] = {stations: ([], [], []) for stations in sizes}
    for turn in range(times + 3):
        for stations, kept in taken.items():
            region = regions[stations]
            command = _command(region, turn)
            marks = [time.perf_counter()]
            region.execute(command)
            marks.append(time.perf_counter())
            next_missing(region, "22:00", turn * 37 % stations)
            area_turnout(region)
            marks.append(time.perf_counter())
            bare.execute("begin immediate")
            bare.execute("insert into saved (data) values (?)", (_BODY,))
            bare.execute("commit")
            marks.append(time.perf_counter())
            if turn >= 3:
                kept[0].append(marks[1] - marks[0])
                kept[1].append(marks[3] - marks[2])
                kept[2].append(marks[2] - marks[1])
    for region in regions.values():
        region.close()
    bare.close()
    medians = statistics.median
    return {stations: (medians(saves), medians(floors), medians(looks)) for stations, (saves, floors, looks) in taken.items()}


def _command(region: Region, turn: int) -> ReportTurnout:
    """The next station of the walk tells the last slot."""
    row = turn * 37 % len(region.columns.register)
    return ReportTurnout(
        station=region.columns.register.ids[row], slot="22:00", issued=max(40, int(region.columns.turnout.voters[row])) * 9 // 10
    )


def _open(run: Run, stations: int) -> Line:
    path, wide = _day(run, stations), run.folder / f"day-wide-{stations}.db"
    db = sqlite3.connect(wide)
    db.execute("create table if not exists told (station text, slot text, issued integer)")
    if not db.execute("select count(*) from told").fetchone()[0]:
        db.executemany(
            "insert into told values (?, ?, ?)",
            ((f"station-{row:07}", slot, row % 900) for row in range(stations) for slot in SLOTS[:-1]),
        )
        db.commit()
    db.close()

    def opened() -> None:
        open_region(path, CLERK).close()

    def floor() -> None:
        plain = sqlite3.connect(wide)
        rows = plain.execute("select station, slot, issued from told").fetchall()
        places = {station: place for place, station in enumerate(dict.fromkeys(row[0] for row in rows))}
        table = np.full((len(places), len(SLOTS)), -1, np.int64)
        columns = {slot: place for place, slot in enumerate(SLOTS)}
        at = np.array([(places[station], columns[slot], issued) for station, slot, issued in rows], np.int64)
        table[at[:, 0], at[:, 1]] = at[:, 2]
        plain.close()

    figure, least = side_by_side(opened, floor, run.times(5))
    line = Line(f"open {stations:,} stations x 7 reports", figure, least, "a plain table of reports read into numpy", 2.0)
    return run.why(line, opened, "each report has its hash read and its JSON decoded: 700,000 revisions, where a tally is one")
