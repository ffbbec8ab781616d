"""A file too large to be verified before the window shows: heads are checked when decoded, the rest in steps in the background."""

import random
from pathlib import Path

import pytest

from electdesk.columns import RegionColumns
from electdesk.domain.states import State
from electdesk.services.commands import AddChoice, CorrectEntry, FinishEntry
from electdesk.services.person import Person
from electdesk.services.region import Region
from electdesk.storage import region_file, verification
from electdesk.storage.region_file import RegionFile
from electdesk.storage.regions import open_region
from tests.regions import good_values, small_region
from tests.services.random_day import columns_as_values, differences
from tests.storage.damage import cells, change_byte, restore_guards, whole_copy


@pytest.fixture
def sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A region of 9 protocols, one of them corrected, that counts as large from now on."""
    region = small_region(tmp_path, entered=9)
    region.execute(CorrectEntry(station="station03", values=good_values(530, 400), reason="misread"))
    region.close()
    monkeypatch.setattr(region_file, "VERIFY_AT_OPENING", 5)
    return tmp_path / "small.electdesk"


def state(region: Region, station: str) -> str:
    columns = next(iter(region.columns.contests.values()))
    return State(int(columns.state[region.columns.register.row_of[station]])).name


def test_a_large_file_shows_the_same_as_a_small_one(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    region = open_region(sound, Person("Aigul"))
    region.execute(FinishEntry(station="station20", values=good_values(700, 300)))
    region.execute(AddChoice(name={"": "D"}))
    large = columns_as_values(region.columns)
    assert (region.store.problems, list(region.store.verify_in_steps())[-1]) == ((), (53, 53))
    assert (region.store.problems, region.store.damaged) == ((), frozenset())
    assert differences(large, columns_as_values(RegionColumns(region.store))) == []
    region.close()
    monkeypatch.setattr(region_file, "VERIFY_AT_OPENING", 50_000)
    region = open_region(sound, Person("Aigul"))
    assert differences(large, columns_as_values(region.columns)) == []
    region.close()


def test_a_damaged_head_of_a_large_file_is_seen_when_it_is_decoded(sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "large.electdesk"
    db = whole_copy(sound, path)
    (last,) = db.execute("select max(seq) from revisions").fetchone()
    record = change_byte(db, ("revisions", "data", last - 1), 200, 1)
    restore_guards(db)
    region = open_region(path, Person("Aigul"))
    assert (region.store.damaged, state(region, "station03"), state(region, "station02")) == (
        frozenset({record}),
        "DAMAGED",
        "SETTLED",
    )
    region.execute(AddChoice(name={"": "D"}))
    assert state(region, "station03") == "DAMAGED"
    region.close()


def test_damage_in_the_past_of_a_large_file_is_found_in_the_background(sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "large.electdesk"
    db = whole_copy(sound, path)
    (first,) = db.execute("select min(seq) from revisions where instr(data, 'station03') and instr(data, '\"entry\"')").fetchone()
    record = change_byte(db, ("revisions", "data", first - 1), 170, 1)
    restore_guards(db)
    region = open_region(path, Person("Aigul"))
    assert (region.store.problems, region.store.damaged) == ((), frozenset())
    for _ in region.store.verify_in_steps():
        pass
    assert region.store.damaged == {record}
    assert f"revision {first}" in {problem.where for problem in region.store.problems}
    region.columns.load()
    assert state(region, "station03") == "DAMAGED"
    region.close()


def test_a_place_that_was_damaged_does_not_make_a_small_file_large(
    sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(region_file, "VERIFY_AT_OPENING", 50_000)
    path = tmp_path / "moved.electdesk"
    db = whole_copy(sound, path)
    db.execute("update revisions set seq = 16777255 where seq = 39")
    restore_guards(db)
    region = open_region(path, Person("Aigul"), read_only=True)
    assert "gap_before" in {problem.what for problem in region.store.problems}
    region.close()


def test_small_steps_meet_the_same_problems_as_one_pass(sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(region_file, "VERIFY_AT_OPENING", 50_000)
    draw = random.Random(5)
    path = tmp_path / "damaged.electdesk"
    for cell in draw.sample([cell for cell in cells(sound) if cell[0] in ("commits", "revisions")], 40):
        db = whole_copy(sound, path)
        change_byte(db, cell, draw.randrange(400), 1)
        restore_guards(db)
        store = RegionFile.open(path, read_only=True)
        before = (store.verify(), store.damaged)
        with monkeypatch.context() as patch:
            patch.setattr(verification, "SLICE", 7)
            patch.setattr(verification, "COMMITS", 3)
            steps = list(store.verify_in_steps())
            assert (store.verify(), store.damaged, len(steps) > 10) == (*before, True), cell
        assert before[0].problems, cell
        store.close()


def test_commits_written_between_small_steps_are_part_of_the_pass(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verification, "SLICE", 7)
    monkeypatch.setattr(verification, "COMMITS", 3)
    region = open_region(sound, Person("Aigul"))
    waiting = [f"station{row}" for row in range(10, 20)]
    for done, of in region.store.verify_in_steps():
        # The last one comes when every revision that was there is read, and the commits are being read.
        if len(waiting) > 1 or (waiting and done == of):
            region.execute(FinishEntry(station=waiting.pop(0), values=good_values(700, 300)))
    assert waiting == []
    assert (region.store.problems, region.store.damaged, state(region, "station19")) == ((), frozenset(), "SETTLED")
    assert region.store.verify().ok
    region.close()
