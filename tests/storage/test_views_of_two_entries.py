"""What other programs read of a file in which protocols are typed twice: one row a station, however many entries it has."""

import sqlite3
from pathlib import Path

from electdesk.services.commands import FinishEntry, SettleDifference
from tests.services.double_entry import AIGUL, BOLAT, SAULE, as_person, double_region, protocol


def test_a_station_typed_twice_or_settled_is_one_row(tmp_path: Path) -> None:
    region = double_region(tmp_path)
    paper = protocol()
    swapped = {**paper, "8": paper["9"], "9": paper["8"]}
    as_person(region, AIGUL, FinishEntry(station="1", values=paper))
    as_person(region, BOLAT, FinishEntry(station="1", values=swapped))
    as_person(region, SAULE, SettleDifference(station="1", values={"8": paper["8"], "9": paper["9"]}))
    as_person(region, AIGUL, FinishEntry(station="2", values=protocol(430)))
    as_person(region, AIGUL, FinishEntry(station="3", values=protocol(420), source="phone"))
    path = region.store.path
    region.close()
    assert path is not None
    with sqlite3.connect(path) as db:
        rows = db.execute(
            'select station, source, entries, "1", "3", "Candidate A" from tally_president order by station'
        ).fetchall()
    db.close()
    assert rows == [
        ("station0", "paper", 3, 500, 440, paper["8"]),
        ("station1", "paper", 1, 500, 430, protocol(430)["8"]),
        ("station2", "phone", 1, 500, 420, protocol(420)["8"]),
    ]
