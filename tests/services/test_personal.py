"""What a file knows of persons: sealed in the ledger, read like any other body, erased by two people without a trace of its bytes."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from electdesk.domain.errors import ClerkError
from electdesk.ledger.personal import erased_by
from electdesk.services import person
from electdesk.services.commands import Undo, read_command
from electdesk.services.commands.personal import ErasePersonal, copies_still_holding
from electdesk.services.region import Region
from electdesk.storage import region_file
from electdesk.storage.keeper import BackupKeeper
from electdesk.storage.region_file import RegionFile
from electdesk.storage.regions import open_region
from tests.regions import small_region
from tests.services.persons import KIND, Person, persons_of, put_person, use_personal_kind

ERASE = ErasePersonal(records=("p1",), witness="Bolat", reason="asked for it in writing")


@pytest.fixture(autouse=True)
def personal_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    use_personal_kind(monkeypatch)


@pytest.fixture
def region(tmp_path: Path) -> Region:
    """A region that knows two persons; the first of them has two states."""
    made = small_region(tmp_path, entered=2)
    put_person(made, "p1", "Сауле Ахметова", "8-701-111")
    put_person(made, "p2", "Ержан", "8-702-222")
    put_person(made, "p1", "Сауле Ахметова", "8-703-333")
    return made


@pytest.fixture(params=[50_000, 10])
def path(request: pytest.FixtureRequest, region: Region, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same region closed, as a file that is verified at opening and as one that is too large for it."""
    region.close()
    monkeypatch.setattr(region_file, "VERIFY_AT_OPENING", request.param)
    assert region.store.path is not None
    return region.store.path


def again(path: Path) -> Region:
    return open_region(path, person.Person("Aigul"))


def bodies(region: Region, record: str) -> list[str]:
    return [bytes(row.revision.body).decode() for _, row in region.store.history(record)]


def code_of(region: Region, command: Any) -> str:
    with pytest.raises(ClerkError) as refused:
        region.execute(command)
    return refused.value.code


def test_a_personal_body_lies_beside_the_ledger_and_is_read_like_any_other(path: Path) -> None:
    db = sqlite3.connect(path)
    stored = [data for (data,) in db.execute("select data from revisions where instr(data, ?)", (KIND.encode(),))]
    beside = [value for (value,) in db.execute("select value from meta where name like 'personal:%'")]
    db.close()
    assert [b'{"sealed":"' in data and "Ахметова".encode() not in data for data in stored] == [True] * 3
    assert sorted("Ахметова" in value for value in beside) == [False, True, True]
    region = again(path)
    assert persons_of(region) == {"p1": Person("Сауле Ахметова", "8-703-333"), "p2": Person("Ержан", "8-702-222")}
    assert bodies(region, "p1") == [
        '{"name":"Сауле Ахметова","phone":"8-701-111"}',
        '{"name":"Сауле Ахметова","phone":"8-703-333"}',
    ]
    report = region.store.verify()
    assert (report.problems, report.erased) == ((), ())
    region.close()


def test_an_equal_state_adds_nothing_and_an_undo_brings_the_state_before_back(path: Path) -> None:
    region = again(path)
    before = region.store.counts
    put_person(region, "p1", "Сауле Ахметова", "8-703-333")
    assert region.store.counts == before
    region.execute(Undo())
    assert persons_of(region)["p1"] == Person("Сауле Ахметова", "8-701-111")
    assert region.store.verify().ok
    region.close()
    region = again(path)
    assert persons_of(region)["p1"] == Person("Сауле Ахметова", "8-701-111")
    region.close()


def test_two_people_erase_every_state_and_the_ledger_says_so(path: Path) -> None:
    region = again(path)
    fingerprint_before, tips = region.store.fingerprint, region.store.tips
    region.execute(ERASE)
    place = region.store.counts[0]
    commit = region.store.commits()[-1].commit
    assert (commit.command, commit.author, commit.witness, commit.erases, commit.reason, commit.previous) == (
        "ErasePersonal",
        "Aigul",
        "Bolat",
        ("p1",),
        "asked for it in writing",
        tips,
    )
    assert fingerprint_before != region.store.fingerprint
    for _ in range(2):
        assert persons_of(region) == {"p2": Person("Ержан", "8-702-222")}
        assert [erased_by(row.revision) for _, row in region.store.history("p1")] == [place, place, 0]
        assert bodies(region, "p1")[-1] == '{"withdrawn":"asked for it in writing"}'
        report = region.store.verify()
        assert (report.problems, report.erased, dict(region.store.erased)) == ((), (("p1", place),), {"p1": place})
        region.columns.load()
        region.close()
        region = again(path)
    region.close()


def test_no_byte_of_what_was_erased_stays_in_the_file(path: Path) -> None:
    region = again(path)
    unit = region.unit("TestPerson")
    names = [f"Person{number:04}" for number in range(900)]
    # Long and short rows, by ids that fall anywhere: the pages of the table are split and filled up again and again.
    for number, name in enumerate(names):
        unit.put(Person(name, "x" * (number * 37 % 600)), f"q{number}")  # type: ignore[arg-type]
        if number % 10 == 9:
            unit.commit()
            unit = region.unit("TestPerson")
    gone = set(range(0, 900, 3))
    db = sqlite3.connect(path)
    salts = {value.partition(" ")[0] for (value,) in db.execute("select value from meta where name like 'personal:%'")}
    region.execute(ErasePersonal(records=tuple(f"q{number}" for number in sorted(gone)), witness="Bolat", reason="over"))
    left = {value.partition(" ")[0] for (value,) in db.execute("select value from meta where name like 'personal:%'")}
    db.close()
    assert len(salts - left) == 300
    region.close()
    raw = path.read_bytes()
    assert [name for number, name in enumerate(names) if (name.encode() in raw) == (number in gone)] == []
    assert [salt for salt in salts if (salt.encode() in raw) != (salt in left)] == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"witness": ""}, "witness_wanted"),
        ({"witness": " aigul "}, "witness_wanted"),
        ({"reason": " "}, "reason_wanted"),
        ({"records": ()}, "not_personal"),
        ({"records": ("nobody",)}, "not_personal"),
        ({"records": ("p1", "station01")}, "not_personal"),
    ],
)
def test_without_a_second_person_a_reason_and_a_person_to_erase_nothing_is_erased(
    region: Region, change: dict[str, Any], code: str
) -> None:
    before = (region.store.counts, bodies(region, "p1"))
    assert code_of(region, ErasePersonal(**{"records": ("p1",), "witness": "Bolat", "reason": "asked", **change})) == code
    assert (region.store.counts, bodies(region, "p1")) == before
    region.close()


def test_an_erasure_is_not_undone_not_repeated_and_nothing_follows_it(path: Path) -> None:
    region = again(path)
    change = region.execute(ERASE)
    assert change.commit is not None
    place = change.commit.seq
    assert code_of(region, Undo()) == "personal_erased"
    assert code_of(region, Undo(commit=place)) == "personal_erased"
    # What wrote the person cannot be taken back either, after it was erased.
    assert code_of(region, Undo(commit=place - 1)) == "undo_refused"
    assert code_of(region, ERASE) == "personal_erased"
    with pytest.raises(ClerkError, match="personal_erased"):
        put_person(region, "p1", "Сауле")
    assert (region.store.counts[0], region.store.verify().ok) == (place, True)
    region.close()


def test_a_withdrawn_person_can_still_be_erased(path: Path) -> None:
    region = again(path)
    unit = region.unit("TestPerson")
    unit.withdraw("p1", "left")
    unit.commit()
    region.execute(ERASE)
    assert region.store.verify().erased == (("p1", region.store.counts[0]),)
    assert code_of(region, Undo()) == "personal_erased"
    region.close()
    assert b"8-701-111" not in path.read_bytes()


def test_a_failing_save_erases_nothing(region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (region.store.counts, bodies(region, "p1"), persons_of(region))

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("electdesk.storage.tables.set_meta", fail)
        assert code_of(region, ERASE) == "disk_full"
    assert (region.store.counts, bodies(region, "p1"), persons_of(region), dict(region.store.erased)) == (*before, {})
    assert region.store.verify().ok
    region.close()


def test_the_backups_that_still_hold_what_was_erased_are_named(region: Region, tmp_path: Path) -> None:
    assert region.store.path is not None
    keeper = BackupKeeper(region.store.path, (tmp_path / "backups",))
    old = [tmp_path / "backups" / f"small 2011-04-03 1{hour}-00-00.electdesk" for hour in (0, 1)]
    old[0].parent.mkdir()
    region.store.copy_to(old[0])
    region.execute(ERASE)
    region.store.copy_to(old[1])
    assert copies_still_holding(region, keeper, ["p1"]) == [old[0]]
    assert copies_still_holding(region, keeper, ["p2"]) == [old[1], old[0]]
    for copy, erased in zip(old, ((), (("p1", region.store.counts[0]),)), strict=True):
        store = RegionFile.open(copy, read_only=True)
        report = store.verify()
        assert (report.problems, report.erased) == ((), erased)
        store.close()
    region.close()


def test_the_command_is_read_from_a_script() -> None:
    line = '{"command": "ErasePersonal", "records": ["p1"], "witness": "Bolat", "reason": "asked for it in writing"}'
    assert read_command(line) == ERASE
