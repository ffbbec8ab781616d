"""Saving one tally: the whole command against one bare durable transaction, and the work that follows it."""

import sqlite3
import statistics
import time
from collections.abc import Sequence

import msgspec

from electdesk.columns.region import Change
from electdesk.services.commands import FinishEntry, WithdrawEntry
from electdesk.services.queries.totals import area_unit
from electdesk.services.region import Region
from tests.benchmarks.measure import SMALL, Line, Run
from tests.benchmarks.regions import make_register

_BODY = b"x" * 330
"""About as long as a stored revision."""


def lines(run: Run) -> list[Line]:
    """Save at both sizes, the work after it, and the size of the file."""
    sizes = (SMALL, run.large)
    measured = _save(run, sizes, run.times(60))
    found = []
    for stations in sizes:
        save, floor, _ = measured[stations]
        line = Line(f"save one tally at {stations:,} stations", save, floor, "a bare fsynced SQLite transaction", 2.0)
        known = "beside the disk's own time a save hashes, checks the station against form, register and district, and moves the running sums"
        found.append(run.why(line, lambda stations=stations: _saves(run, stations, 20), known))  # type: ignore[misc]
    (small, _, small_work), (large, _, large_work) = (measured[stations] for stations in sizes)
    found.append(Line("save: large against small", large, small, "the same at 1,000 stations", 1.3))
    district = (
        "after a save the whole district is compared with its own sums again: 1,000 stations in the large region, 100 in the small"
    )
    for stations in sizes:
        line = Line(f"totals and findings after a save at {stations:,}", measured[stations][2], goal=0.005)
        found.append(run.why(line, lambda stations=stations: _saves(run, stations, 5, read=True), district))  # type: ignore[misc]
    ratio = Line("totals and findings: large against small", large_work, small_work, "the same at 1,000 stations", 1.3)
    found.append(run.why(ratio, lambda: _saves(run, run.large, 5, read=True), district))
    found.append(_size(run))
    return found


def _save(run: Run, sizes: tuple[int, ...], times: int) -> dict[int, tuple[float, float, float]]:
    """For each size the medians of: a whole command, a bare transaction, the columns' work after the store has written.

    All of them in turn, because the time of a disk changes from minute to minute.
    """
    bare = sqlite3.connect(run.folder / "bare.db", isolation_level=None)
    bare.execute("pragma journal_mode = truncate")
    bare.execute("pragma synchronous = full")
    bare.execute("create table saved (id integer primary key, data blob)")
    taken: dict[int, tuple[list[float], list[float], list[float]]] = {stations: ([], [], []) for stations in sizes}
    for stations in sizes:
        _saves(run, stations, 3, read=True)
    for turn in range(times):
        for stations, (whole, floor, after) in taken.items():
            command = _command(run.region(stations), turn)
            command_time, columns_time = _timed(run.region(stations), command)
            whole.append(command_time)
            began = time.perf_counter()
            _read_again(run.region(stations))
            after.append(columns_time + time.perf_counter() - began)
            began = time.perf_counter()
            bare.execute("begin immediate")
            bare.execute("insert into saved (data) values (?)", (_BODY,))
            bare.execute("commit")
            floor.append(time.perf_counter() - began)
    bare.close()
    medians = statistics.median
    return {stations: (medians(whole), medians(floor), medians(after)) for stations, (whole, floor, after) in taken.items()}


def _timed(region: Region, command: FinishEntry) -> tuple[float, float]:
    """Seconds of a whole command, and of the part of it that brings the columns up to date."""
    apply = region.columns.apply
    spent = 0.0

    def timed(changes: Sequence[Change]) -> set[int]:
        nonlocal spent
        began = time.perf_counter()
        rows = apply(changes)
        spent = time.perf_counter() - began
        return rows

    region.columns.apply = timed  # type: ignore[method-assign]
    began = time.perf_counter()
    region.execute(command)
    whole = time.perf_counter() - began
    region.columns.apply = apply  # type: ignore[method-assign]
    return whole, spent


def _saves(run: Run, stations: int, times: int, *, read: bool = False) -> None:
    region = run.region(stations)
    for turn in range(times):
        region.execute(_command(region, turn))
        if read:
            _read_again(region)


def _command(region: Region, turn: int) -> FinishEntry:
    """One station after another typed again as it was, after its entry was taken back."""
    (columns,) = region.columns.contests.values()
    row = (turn * 37) % len(columns.register)
    station = columns.register.ids[row]
    values = dict(zip(columns.columns, columns.figures[row].tolist(), strict=True))
    region.execute(WithdrawEntry(station=station, reason="bench"))
    return FinishEntry(station=station, values=dict(values))


def _read_again(region: Region) -> None:
    """What the window reads after each save: the district-dependent checks, the totals of the region and of one district."""
    (columns,) = region.columns.contests.values()
    columns.refresh()
    area_unit(region, columns, "preliminary")
    area_unit(region, columns, "preliminary", columns.register.area_ids[1])


def _size(run: Run) -> Line:
    path = run.folder / "register-only.electdesk"
    make_register(path, run.large).close()
    bytes_each = (run.path(run.large).stat().st_size - path.stat().st_size) / run.large
    path.unlink()
    line = Line(f"file size: bytes a tally of 20 lines, {run.large:,} stations", bytes_each, goal=400, unit="B")
    if line.holds is False:
        line = msgspec.structs.replace(line, why="each tally names its station, contest and choices by ids of 16 letters")
    return line
