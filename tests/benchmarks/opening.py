"""Opening a region to filled and checked columns, and reading every byte of it again."""

import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

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
    return run.why(
        line,
        opened,
        "reading, hashing and decoding the JSON of every head take the whole goal; indexes and columns come on top; "
        "a stored copy of the columns would lie under no id",
    )


def _write_wide(path: Path, stations: int) -> None:
    db = sqlite3.connect(path)
    names = ", ".join(f"c{number} integer" for number in range(WIDTH))
    db.execute("drop table if exists tallies")
    db.execute(f"create table tallies (station integer primary key, {names})")
    marks = ", ".join("?" * (WIDTH + 1))
    db.executemany(f"insert into tallies values ({marks})", ((n, *row) for n, row in enumerate(protocols(stations).tolist())))
    db.commit()
    db.close()


def _verify(run: Run) -> list[Line]:
    """The goal is held against reading the stored bytes and hashing them; hashing alone, in memory, stands below."""
    region = run.region(run.large)
    path = run.path(run.large)

    def stored() -> Iterator[bytes]:
        db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        for table in ("commits", "revisions"):
            for (data,) in db.execute(f"select data from {table}"):
                yield data
        db.close()

    in_memory = list(stored())

    def floor() -> None:
        for data in stored():
            hashlib.sha256(data).digest()

    def hashing() -> None:
        for data in in_memory:
            hashlib.sha256(data).digest()

    figure, least = side_by_side(region.store.verify, floor, run.times(7))
    line = Line(f"verify {len(in_memory):,} commits and revisions", figure, least, "SHA-256 over the same stored bytes", 3.0)
    known = "rows are fetched with their ids; each record, chain and head is compared, not only hashed"
    return [
        run.why(line, region.store.verify, known),
        Line("   the same against hashing alone", figure, seconds(hashing, run.times(7)), "SHA-256 over those bytes in memory"),
    ]
