"""Any stored byte that changes is reported; its record is shown as damaged and left out of totals; everything else stays as it was."""

import contextlib
import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from electdesk.columns.contest import BASES, ContestColumns
from electdesk.domain.errors import ClerkError
from electdesk.domain.states import State
from electdesk.ledger.revision import read_revision
from electdesk.services.commands import ChangeStation, CorrectEntry, FinishEntry
from electdesk.services.drafts import Draft, save_draft
from electdesk.services.person import Person
from electdesk.services.region import Region
from electdesk.storage.region_file import RegionFile
from electdesk.storage.regions import open_region
from tests.regions import good_values, small_region
from tests.services.random_day import recount, running
from tests.storage.damage import cells, change_byte, restore_guards, whole_copy

PERSON = Person("Aigul")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A region of 30 stations with 9 protocols, one of them corrected, two final, and two drafts."""
    folder = tmp_path_factory.mktemp("sound")
    region = small_region(folder, entered=9)
    region.execute(CorrectEntry(station="station03", values=good_values(530, 400), reason="misread"))
    save_draft(region, "station20", contest_of(region).record, Draft(figures={"registered": 5}, form="x"))
    save_draft(region, "station21", contest_of(region).record, Draft(figures={"issued": 7}, form="x"))
    assert region.store.verify().problems == ()
    region.close()
    return folder / "small.electdesk"


@contextlib.contextmanager
def refusals_are_clear() -> Iterator[None]:
    """A refusal to open names one of three reasons; anything else rises."""
    try:
        yield
    except ClerkError as error:
        if error.code not in ("file_damaged", "file_not_region", "file_newer"):
            raise


def contest_of(region: Region) -> ContestColumns:
    return next(iter(region.columns.contests.values()))


def rows_of(region: Region) -> list[tuple[Any, ...]]:
    """What each station shows: its number, figures, state, and whether each basis counts it."""
    contest = contest_of(region)
    return [
        (
            region.columns.register.ids[row],
            contest.figures[row].tolist(),
            State(int(contest.state[row])).name,
            tuple(bool(contest.counted[basis][row]) for basis in BASES),
        )
        for row in range(len(region.columns.register))
    ]


def look(path: Path) -> tuple[list[tuple[Any, ...]], list[str], frozenset[str]]:
    """Rows, problems and damaged records, as a person who opens the file for reading meets them."""
    region = open_region(path, PERSON, read_only=True)
    try:
        assert running(region.columns) == recount(region.columns)
        return rows_of(region), [f"{each.where}: {each.what}" for each in region.store.problems], region.store.damaged
    finally:
        region.close()


@pytest.mark.parametrize("seed", range(24))
def test_a_changed_byte_is_reported_and_moves_nothing_else(sound: Path, tmp_path: Path, seed: int) -> None:
    before, problems, _ = look(sound)
    assert problems == []
    draw = random.Random(seed)
    everything = cells(sound)
    columns = sorted({cell[:2] for cell in everything})
    for _ in range(12):
        chosen = draw.choice(columns)
        cell = draw.choice([each for each in everything if each[:2] == chosen])
        path = tmp_path / "damaged.electdesk"
        db = whole_copy(sound, path)
        place, mask = draw.randrange(100_000), 1 << draw.randrange(8)
        try:
            record = change_byte(db, cell, place, mask)
        except sqlite3.IntegrityError:
            db.close()
            continue
        restore_guards(db)
        case = (cell, place, mask, record)
        after, problems, damaged = look(path)
        assert problems, case
        if cell[0] in ("heads", "meta", "drafts", "commits") or cell[1] == "made_by":
            assert after == before, case
            continue
        assert damaged, case
        shown = {row[0]: row for row in after}
        moved = [(was, shown.get(was[0], was)) for was in before if shown.get(was[0], was) != was and was[0] != record]
        # No figure moves but those of the damaged record, which go out.
        for was, now in moved:
            assert (now[2], now[3]) == ("DAMAGED", (False,) * len(BASES)), (case, was, now)
        assert len(moved) <= 1, case


@pytest.mark.parametrize("part", ["data", "id"])
def test_each_damaged_entry_is_shown_at_its_station_and_its_earlier_state_does_not_come_back(
    sound: Path, tmp_path: Path, part: str
) -> None:
    before, _, _ = look(sound)
    db = sqlite3.connect(sound)
    stored = db.execute("select seq, data from revisions r where seq in (select seq from heads)").fetchall()
    db.close()
    tried = 0
    for seq, data in stored:
        revision = read_revision(data)
        if revision.kind != "entry":
            continue
        station = next(row[0] for row in before if f'"station":"{row[0]}"'.encode() in data)
        path = tmp_path / f"{part}{seq}.electdesk"
        change_byte((copy := whole_copy(sound, path)), ("revisions", part, seq - 1), 170, 1)
        restore_guards(copy)
        after, problems, damaged = look(path)
        assert f"revision {seq}: bytes_changed" in problems
        assert damaged == {revision.record}
        assert [row[0] for row in after if row[2] == "DAMAGED"] == [station]
        assert [row for row in after if row[0] != station] == [row for row in before if row[0] != station]
        tried += 1
    assert tried == 9


def test_a_damaged_correction_hides_its_station_even_without_the_list_of_heads(sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "lost.electdesk"
    db = whole_copy(sound, path)
    (last,) = db.execute("select max(seq) from revisions").fetchone()
    change_byte(db, ("revisions", "data", last - 1), 3, 4)
    db.execute("update meta set value = '0' where name = 'derived'")
    restore_guards(db)
    region = open_region(path, PERSON)
    row = region.columns.register.row_of["station03"]
    assert State(int(contest_of(region).state[row])) is State.DAMAGED
    region.execute(ChangeStation(station="station20", number="777"))
    row = region.columns.register.row_of["station03"]
    assert State(int(contest_of(region).state[row])) is State.DAMAGED
    region.close()
    again, _, _ = look(path)
    assert [row[2] for row in again if row[0] == "station03"] == ["DAMAGED"]


def test_a_damaged_record_cannot_be_changed_and_every_other_can(sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "damaged.electdesk"
    db = whole_copy(sound, path)
    (seq,) = db.execute("select seq from revisions where instr(data, 'station02') and instr(data, '\"entry\"')").fetchone()
    (place,) = db.execute('select seq from revisions where instr(data, \'["station","station25"\')').fetchone()
    change_byte(db, ("revisions", "data", seq - 1), 170, 2)
    change_byte(db, ("revisions", "data", place - 1), 60, 2)
    restore_guards(db)
    region = open_region(path, PERSON)
    with pytest.raises(ClerkError, match="record_damaged"):
        region.execute(ChangeStation(station="station25", voters=700))
    region.execute(ChangeStation(station="station24", voters=740))
    assert State(int(contest_of(region).state[2])) is State.DAMAGED
    # From the paper again: the new entry speaks for the station, here and after the next opening.
    region.execute(FinishEntry(station="station02", values=good_values(520, 300)))
    assert State(int(contest_of(region).state[2])) is State.SETTLED
    wanted = rows_of(region)
    region.close()
    assert look(path)[0] == wanted


def test_a_damaged_list_of_heads_is_built_anew_where_the_ledger_is_whole(sound: Path, tmp_path: Path) -> None:
    before, _, _ = look(sound)
    path = tmp_path / "heads.electdesk"
    db = whole_copy(sound, path)
    db.execute("delete from heads where seq > 40")
    db.execute("insert into heads values (999)")
    restore_guards(db)
    after, problems, damaged = look(path)
    assert (after, damaged) == (before, frozenset())
    assert "heads 999: head_differs" in problems
    open_region(path, PERSON).close()
    assert look(path) == (before, [], frozenset())


def test_a_lost_last_commit_a_foreign_row_and_a_gap_are_reported(sound: Path, tmp_path: Path) -> None:
    cases = {
        "delete from commits where seq = (select max(seq) from commits)": "commit_missing",
        "delete from revisions where seq = (select max(seq) from revisions)": "revisions_differ",
        "delete from revisions where seq = 5": "gap_before",
        "delete from commits where seq = 3": "gap_before",
        "insert into revisions select 500, made_by, id, data from revisions where seq = 7": "gap_before",
        "update revisions set made_by = 2 where seq = 50": "revisions_differ",
        "update commits set data = (select data from commits where seq = 4), id = (select id from commits where seq = 4) where seq = 5": (
            "session_order"
        ),
    }
    for number, (damage, what) in enumerate(cases.items()):
        path = tmp_path / f"{number}.electdesk"
        db = whole_copy(sound, path)
        db.execute(damage)
        restore_guards(db)
        _, problems, _ = look(path)
        assert what in {problem.split(": ")[1] for problem in problems}, (damage, problems)


def test_a_damaged_first_commit_leaves_the_region_what_it_is(sound: Path, tmp_path: Path) -> None:
    whole = RegionFile.open(sound, read_only=True)
    path = tmp_path / "first.electdesk"
    db = whole_copy(sound, path)
    change_byte(db, ("commits", "data", 0), 20, 1)
    restore_guards(db)
    store = RegionFile.open(path, read_only=True)
    assert (store.region_id, store.genesis.mode, store.genesis.name) == (whole.region_id, "TEST", "small")
    assert [row.commit.command for row in store.commits()][:2] == ["Damaged", "SetUpRegion"]
    whole.close()
    store.close()


def test_after_a_damaged_last_commit_work_goes_on(sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "last.electdesk"
    db = whole_copy(sound, path)
    (count,) = db.execute("select count(*) from commits").fetchone()
    change_byte(db, ("commits", "data", count - 1), 20, 1)
    restore_guards(db)
    region = open_region(path, PERSON)
    region.execute(FinishEntry(station="station15", values=good_values(650, 300)))
    region.close()
    _, problems, _ = look(path)
    assert problems == [f"commit {count}: bytes_changed"]


def test_the_history_of_a_damaged_record_shows_what_can_be_read(sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "history.electdesk"
    db = whole_copy(sound, path)
    (last,) = db.execute("select max(seq) from revisions").fetchone()
    record = change_byte(db, ("revisions", "data", last - 1), 200, 1)
    restore_guards(db)
    store = RegionFile.open(path, read_only=True)
    assert [(commit.commit.command, row.revision.record) for commit, row in store.history(record)] == [("FinishEntry", record)]
    store.close()


def test_what_sqlite_itself_cannot_read_is_one_clear_refusal_or_a_report(sound: Path, tmp_path: Path) -> None:
    whole = sound.read_bytes()
    before, _, _ = look(sound)
    draw = random.Random(4)
    for number in range(30):
        raw = bytearray(whole[: draw.choice((len(whole), 4096, 5000, len(whole) // 2))])
        start = draw.randrange(100, max(len(raw) - 600, 101))
        raw[start : start + 500] = draw.randbytes(500)
        path = tmp_path / f"{number}.electdesk"
        path.write_bytes(raw)
        seen, problems = before, list[str]()
        with refusals_are_clear():
            seen, problems, _ = look(path)
        # Half a kilobyte may fall on room that holds nothing; then nothing may look different either.
        assert problems or seen == before, number
        assert path.read_bytes() == raw
