"""Salts and bodies of persons under damage and a kill: what is missing without a decision is damage, and an erasure is whole or not at all."""

import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from electdesk.services.person import Person as Worker
from electdesk.services.region import Region
from electdesk.storage import region_file
from electdesk.storage.region_file import RegionFile
from electdesk.storage.regions import open_region
from tests.regions import small_region
from tests.services.persons import Person, persons_of, put_person, use_personal_kind

ROOT = Path(__file__).parents[2]
ERASER = """
import sys
from pathlib import Path
import pytest
from tests.services.persons import use_personal_kind
use_personal_kind(pytest.MonkeyPatch())
from electdesk.services.person import Person
from electdesk.services.commands.personal import ErasePersonal
from electdesk.storage.regions import open_region

region = open_region(Path(sys.argv[1]), Person("Aigul"))
print("ready", flush=True)
region.execute(ErasePersonal(records=tuple(f"p{n}" for n in range(200)), witness="Bolat", reason="over"))
print("done", flush=True)
"""


@pytest.fixture(autouse=True)
def personal_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    use_personal_kind(monkeypatch)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed region with two persons, the first of them in two states."""
    region = small_region(tmp_path, entered=1)
    put_person(region, "p1", "Saule", "111")
    put_person(region, "p2", "Yerzhan", "222")
    put_person(region, "p1", "Saule", "333")
    region.close()
    assert region.store.path is not None
    return region.store.path


def change(path: Path, statement: str) -> None:
    db = sqlite3.connect(path)
    assert db.execute(statement).rowcount == 1
    db.commit()
    db.close()


def opened(path: Path) -> Region:
    return open_region(path, Worker("Aigul"))


OF_P1 = "(select 'personal:' || lower(hex(id)) from revisions where instr(data, '\"p1\"') order by seq{} limit 1)"
DAMAGE = {
    "the newest row is missing": (f"delete from meta where name = {OF_P1.format(' desc')}", "personal_missing"),
    "an older row is missing": (f"delete from meta where name = {OF_P1.format('')}", "personal_missing"),
    "a body was changed": (
        f"update meta set value = replace(value, 'Saule', 'Paule') where name = {OF_P1.format(' desc')}",
        "personal_changed",
    ),
    "a salt was changed": (f"update meta set value = '00' || substr(value, 3) where name = {OF_P1.format('')}", "personal_changed"),
    "a line is none": (f"update meta set value = 'x' where name = {OF_P1.format(' desc')}", "personal_changed"),
    "a name was changed": (f"update meta set name = 'persönal:1' where name = {OF_P1.format('')}", "personal_missing"),
}


@pytest.mark.parametrize(("statement", "what"), DAMAGE.values(), ids=DAMAGE)
def test_missing_or_changed_bytes_without_an_erasing_commit_are_damage_that_names_the_record(
    path: Path, statement: str, what: str
) -> None:
    change(path, statement)
    before = sqlite3.connect(path).execute("select count(*) from meta").fetchone()
    for _ in range(2):
        region = opened(path)
        assert {(problem.what, problem.record) for problem in region.store.problems if problem.record} == {(what, "p1")}
        assert (region.store.damaged, persons_of(region)) == (frozenset({"p1"}), {"p2": Person("Yerzhan", "222")})
        assert region.store.verify().erased == ()
        region.close()
    # Nothing was tidied away: what is left of a damaged row may still tell somebody something.
    assert sqlite3.connect(path).execute("select count(*) from meta").fetchone() == before


@pytest.mark.parametrize("name", [name for name in DAMAGE if "older" not in name and "salt" not in name and "name" not in name])
def test_in_a_large_file_the_damage_is_met_when_the_head_is_decoded(path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    change(path, DAMAGE[name][0])
    monkeypatch.setattr(region_file, "VERIFY_AT_OPENING", 10)
    region = opened(path)
    assert (region.store.problems, region.store.damaged, persons_of(region)) == (
        (),
        frozenset({"p1"}),
        {"p2": Person("Yerzhan", "222")},
    )
    region.close()


def test_a_row_that_belongs_to_no_revision_is_told_and_swept_away(path: Path) -> None:
    change(path, "insert into meta values ('personal:" + "ab" * 32 + "', '00 {}')")
    region = opened(path)
    assert [problem.what for problem in region.store.problems] == ["bytes_changed"]
    assert (region.store.damaged, len(persons_of(region))) == (frozenset(), 2)
    region.close()
    region = opened(path)
    assert (region.store.problems, len(persons_of(region)), region.store.verify().ok) == ((), 2, True)
    region.close()


def test_a_kill_in_the_middle_of_an_erasure_leaves_all_or_nothing(tmp_path: Path) -> None:
    region = small_region(tmp_path, entered=1)
    unit = region.unit("TestPerson")
    for number in range(400):
        unit.put(Person(f"Person {number}", "x" * 500), f"p{number}")  # type: ignore[arg-type]
    unit.commit()
    region.close()
    draw = random.Random(11)
    for turn in range(14):
        path = tmp_path / f"turn{turn}.electdesk"
        shutil.copyfile(tmp_path / "small.electdesk", path)
        process = subprocess.Popen([sys.executable, "-c", ERASER, str(path)], stdout=subprocess.PIPE, text=True, cwd=ROOT)
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        # A moment that differs from turn to turn, of up to the length of the erasure.
        sum(range(draw.randrange(3_000_000)))
        process.send_signal(signal.SIGKILL)
        acknowledged = "done" in process.communicate()[0]
        store = RegionFile.open(path)
        report = store.verify()
        beside = sqlite3.connect(f"file:{path}?mode=ro", uri=True).execute("select count(*) from meta where name like 'personal:%'")
        state = (report.problems, len(report.erased), beside.fetchone()[0])
        assert state in [((), 0, 400), ((), 200, 200)]
        assert not acknowledged or len(report.erased) == 200
        store.close()
