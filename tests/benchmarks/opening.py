"""Opening a region to filled and checked columns, and reading every byte of it again."""

import hashlib
import sqlite3

import numpy as np

from electdesk.services.region import Region
from electdesk.storage.regions import open_region
from tests.benchmarks.measure import SMALL, Line, Run, seconds, side_by_side
from tests.benchmarks.regions import CLERK, WIDTH, protocols


def lines(run: Run) -> list[Line]:
    """Open at both sizes against a plain wide table; verify against hashing."""
    return [_open(run, SMALL), _open(run, run.large), *_verify(run)]


def _open(run: Run, stations: int) -> Line:
    path = run.let_go(stations)
    wide = run.folder / f"wide-{stations}.db"
    _write_wide(wide, stations)

    def ours() -> Region:
        region = open_region(path, CLERK)
        (columns,) = region.columns.contests.values()
        columns.refresh()
        return region

    def opened() -> None:
        ours().close()

    def floor() -> None:
        db = sqlite3.connect(wide)
        np.array(db.execute("select * from tallies").fetchall(), np.int64)
        db.close()

    figure, least = side_by_side(opened, floor, run.times(5))
    run.put_back(stations, ours())
    line = Line(f"open to filled, checked columns at {stations:,}", figure, least, "a wide SQLite table read into numpy", 2.0)
    if stations == SMALL:
        # The goal is set for 100,000; at 1,000 it is verified byte by byte before a number is shown.
        return Line(line.what, figure, least, line.of)
    return run.why(line, opened, "every tally is JSON under a hash: both are undone for each, and districts' checks follow")


def _write_wide(path, stations: int) -> None:  # type: ignore[no-untyped-def]
    db = sqlite3.connect(path)
    names = ", ".join(f"c{number} integer" for number in range(WIDTH))
    db.execute("drop table if exists tallies")
    db.execute(f"create table tallies (station integer primary key, {names})")
    marks = ", ".join("?" * (WIDTH + 1))
    db.executemany(f"insert into tallies values ({marks})", ((n, *row) for n, row in enumerate(protocols(stations).tolist())))
    db.commit()
    db.close()


def _verify(run: Run) -> list[Line]:
    region = run.region(run.large)
    db = sqlite3.connect(f"file:{run.path(run.large)}?mode=ro", uri=True)
    stored = [data for table in ("commits", "revisions") for (data,) in db.execute(f"select data from {table}")]
    db.close()

    def hashing() -> None:
        for data in stored:
            hashlib.sha256(data).digest()

    figure, least = side_by_side(region.store.verify, hashing, run.times(5))
    line = Line(f"verify {len(stored):,} commits and revisions", figure, least, "SHA-256 over the same bytes, in memory", 3.0)
    found = [run.why(line, region.store.verify, "beside hashing: rows are fetched, each record's chain and each head compared")]

    def reading() -> None:
        again = sqlite3.connect(f"file:{run.path(run.large)}?mode=ro", uri=True)
        for table in ("commits", "revisions"):
            for (data,) in again.execute(f"select data from {table}"):
                hashlib.sha256(data).digest()
        again.close()

    with_reading = seconds(reading, run.times(5))
    found.append(
        Line("   the same against reading and hashing them", figure, with_reading, "SHA-256 over the bytes read from SQLite")
    )
    return found
