"""What the Edit menu asks for is answered from the newest commits, and is what a reading of all of them would say."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from electdesk.services.commands import ChangeStation, Undo
from electdesk.services.commands.history import NOT_UNDOABLE, commit_at, origin_of, undoable
from electdesk.services.ports import CommitRow
from electdesk.services.region import Region
from tests.regions import small_region
from tests.services.random_day import RandomDay, two_contests


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    made = small_region(tmp_path, entered=3)
    yield made
    made.close()


def of_all(region: Region) -> CommitRow | None:
    """The last commit that is in force and changed something, by counting for each commit how often it was taken back and brought back."""
    rows = region.store.commits()
    in_force = {row.id: True for row in rows}
    for row in reversed(rows):
        if in_force[row.id] and row.commit.undoes:
            in_force[row.commit.undoes] = False
    shown = [row for row in rows if in_force[row.id] and row.commit.count and row.commit.command not in NOT_UNDOABLE]
    return next((row for row in reversed(shown) if not row.commit.undoes or _depth(rows, row) % 2 == 0), None)


def _depth(rows: list[CommitRow], row: CommitRow) -> int:
    """How many undos stand on each other: 1 takes back, 2 brings back, 3 takes back again."""
    by_id = {each.id: each for each in rows}
    depth = 0
    while row.commit.undoes:
        depth, row = depth + 1, by_id[row.commit.undoes]
    return depth


@pytest.mark.parametrize("seed", [400, 401, 402])
def test_the_answer_is_that_of_a_whole_reading_after_any_sequence_of_commands(tmp_path: Path, seed: int) -> None:
    region = two_contests(tmp_path)
    day = RandomDay(region, seed)
    for _ in range(40):
        day.step()
        expected = of_all(region)
        assert undoable(region) == expected, day.done
    region.close()


def test_a_long_ledger_is_not_read_for_it(region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    for count in range(300):
        region.execute(ChangeStation(station="25", voters=500 + count, reason="list"))
    region.execute(Undo())
    for _ in range(3):
        region.note("Print")
    read: list[int] = []
    back = region.store.commits_back

    def counted(newest: int = 0) -> Iterator[CommitRow]:
        for row in back(newest):
            read.append(row.seq)
            yield row

    monkeypatch.setattr(region.store, "commits_back", counted)
    monkeypatch.setattr(region.store, "commits", lambda *_: pytest.fail("all commits were read"))
    last = undoable(region)
    assert last is not None
    assert (last.commit.command, len(read)) == ("ChangeStation", 6)
    read.clear()
    undo = commit_at(region, region.store.counts[0] - 3)
    assert undo is not None
    found = origin_of(region, undo)
    assert (undo.commit.command, found, len(read)) == ("Undo", commit_at(region, undo.seq - 1), 3)
