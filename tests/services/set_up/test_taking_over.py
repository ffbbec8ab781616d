"""A region made from an older file: what is described comes along under the same ids, results stay, and the older file is not touched."""

import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from electdesk.domain.errors import ClerkError
from electdesk.domain.records import KINDS, EarlierTurnout
from electdesk.domain.records.setup import Earlier
from electdesk.ledger.merge import Rule
from electdesk.services.accounts import account_of
from electdesk.services.commands import AddContact
from electdesk.services.commands.people import NewUser, find_user, users_of
from electdesk.services.person import Person
from electdesk.services.region import Region
from electdesk.services.set_up.taking_over import TAKEN, Taken, hours_of, set_up_from, take_over
from electdesk.services.unit_of_work import ChangeSet, UnitOfWork
from electdesk.services.users import add_users, authenticate, begin_users
from electdesk.storage.regions import create_sample, create_with, open_region
from tests.regions import small_region
from tests.turnout_day import tell, voting_day


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Region]:
    """A practice region with 20 protocols and a contact, open for reading."""
    made = small_region(tmp_path, entered=20)
    made.execute(AddContact(station="12а", name="Айгүл", phones=("8 700",)))
    made.close()
    region = open_region(tmp_path / "small.electdesk", Person("Bolat"), read_only=True)
    yield region
    region.close()


def made_from(old: Region, tmp_path: Path, mode: str = "REAL", day: str = "") -> tuple[Region, Taken]:
    """The new region, and what it took."""
    set_up = set_up_from(old, mode == "REAL", day)
    told: list[Taken] = []
    path = tmp_path / "next.electdesk"
    region = create_with(path, Person("Bolat"), mode, set_up, lambda new: told.append(take_over(old, new, set_up)))
    return region, told[0]


def test_descriptions_come_along_under_their_ids_and_results_do_not(old: Region, tmp_path: Path) -> None:
    assert old.store.path is not None
    before = hashlib.sha256(old.store.path.read_bytes()).hexdigest()
    region, taken = made_from(old, tmp_path, day="2011-05-15")
    bodies, theirs = region.columns.records.bodies, old.columns.records.bodies
    stations = {record: msgspec.structs.replace(station, note="") for record, station in theirs["station"].items()}
    assert {kind: bodies[kind] for kind in TAKEN} == {kind: theirs[kind] for kind in TAKEN} | {"station": stations}
    assert not any(columns.entry_seqs or columns.papers or columns.tallies for columns in region.columns.contests.values())
    assert region.columns.set_up == msgspec.structs.replace(
        old.columns.set_up,
        day="2011-05-15",
        earlier=Earlier(
            region=old.store.region_id, mode="TEST", fingerprint=old.store.fingerprint, name="Область", day="2011-04-03"
        ),
    )
    assert (taken.taken, taken.left, taken.unmerged) == (
        {"area": 3, "contest": 1, "choice": 3, "station": 30, "contact": 1, "user": 0},
        {"entry": 20, "paper": 0, "tally": 2, "note": 1},
        (),
    )
    assert region.store.genesis.mode == "REAL"
    assert region.store.region_id != old.store.region_id
    assert region.store.verify().ok
    region.close()
    assert hashlib.sha256(old.store.path.read_bytes()).hexdigest() == before


def test_users_come_along_with_their_passwords_and_without_their_lock_out(tmp_path: Path) -> None:
    old = small_region(tmp_path, entered=0)
    begin_users(old, "Aigul", "a long password")
    given = add_users(old, [NewUser("Dana", roles=("clerk",))])
    with pytest.raises(ClerkError, match="log_in_failed"):
        authenticate(old, "aigul", "wrong password")
    authenticate(old, "aigul", "a long password")
    region, taken = made_from(old, tmp_path)
    assert taken.taken["user"] == 2
    path = region.store.path
    region.close()
    assert path is not None
    region = open_region(path, Person("Somebody"))
    assert authenticate(region, "aigul", "a long password").person.roles == ("admin",)
    assert authenticate(region, "Dana", given["Dana"]).must_change
    assert account_of(region, find_user(region, "aigul")[0]).failed == 0  # type: ignore[index,union-attr]
    region.close()
    for roles in (("clerk",), ("supervisor",), ()):
        old.person = Person("Dana", roles)
        with pytest.raises(ClerkError, match="role_refused"):
            set_up_from(old, real=True)
    old.close()


def test_a_password_row_that_is_damaged_stops_no_taking_over_and_is_left(tmp_path: Path) -> None:
    old = small_region(tmp_path, entered=0)
    begin_users(old, "Aigul", "a long password")
    add_users(old, [NewUser("Dana", roles=("clerk",))])
    dana = find_user(old, "dana")
    assert dana is not None
    old.store.save_account(dana[0], b"no account at all")
    region, taken = made_from(old, tmp_path)
    assert (taken.taken["user"], account_of(region, dana[0])) == (2, None)
    region.close()
    old.close()


def test_a_file_whose_only_administrator_has_no_readable_password_makes_no_file_that_nobody_can_open(tmp_path: Path) -> None:
    """Dana's password could be read, but she may change no user; once a second administrator is there, the file is made."""
    old = small_region(tmp_path, entered=0)
    begin_users(old, "Aigul", "a long password")
    add_users(old, [NewUser("Dana", roles=("clerk",))])
    aigul = find_user(old, "aigul")
    assert aigul is not None
    for body in (b"no account at all", b"{}"):
        old.store.save_account(aigul[0], body)
        with pytest.raises(ClerkError, match="old_without_administrator"):
            made_from(old, tmp_path)
        assert not (tmp_path / "next.electdesk").exists()
    add_users(old, [NewUser("Timur", roles=("admin",))])
    region, _ = made_from(old, tmp_path)
    region.close()
    old.close()


def test_a_taking_over_that_is_cut_short_leaves_no_users_whom_nobody_can_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = small_region(tmp_path, entered=0)
    begin_users(old, "Aigul", "a long password")
    made: list[list[str]] = []

    def watched(unit: UnitOfWork) -> ChangeSet:
        made.append(sorted(unit._region.store.accounts()))
        return commit(unit)

    commit = UnitOfWork.commit
    monkeypatch.setattr(UnitOfWork, "commit", watched)
    region, _ = made_from(old, tmp_path)
    assert made[-1] == sorted(users_of(region))
    region.close()
    old.close()


def test_a_contact_that_was_taken_lies_sealed_in_the_new_file(old: Region, tmp_path: Path) -> None:
    region, _ = made_from(old, tmp_path)
    region.close()
    db = sqlite3.connect(tmp_path / "next.electdesk")
    stored = b"".join(data for (data,) in db.execute("select data from revisions"))
    db.close()
    assert "Айгүл".encode() not in stored


def test_a_damaged_file_is_no_beginning(old: Region, tmp_path: Path) -> None:
    path = tmp_path / "damaged.electdesk"
    old.store.copy_to(path)
    db = sqlite3.connect(path)
    for (name,) in db.execute("select name from sqlite_master where type = 'trigger'").fetchall():
        db.execute(f"drop trigger {name}")
    db.execute(
        "update revisions set data = replace(data, 'Лицей', 'Лицеи') where seq = (select max(seq) from revisions where instr(data, 'Лицей'))"
    )
    db.commit()
    db.close()
    damaged = open_region(path, Person("Bolat"), read_only=True)
    with pytest.raises(ClerkError, match="old_damaged"):
        set_up_from(damaged, real=False)
    damaged.close()


def test_made_up_stations_never_become_real_ones(tmp_path: Path) -> None:
    sample = create_sample(tmp_path / "sample.electdesk", Person("Bolat"), "vko-2011")
    with pytest.raises(ClerkError, match="sample_stays_test"):
        set_up_from(sample, real=True)
    assert set_up_from(sample, real=False).generated == 2011
    sample.close()


def test_a_day_that_is_none_is_refused_before_anything_is_made(old: Region) -> None:
    with pytest.raises(ClerkError, match="day_unreadable"):
        set_up_from(old, real=True, day="3 April")


def test_only_descriptions_are_taken() -> None:
    assert {KINDS[kind].rule for kind in TAKEN} == {Rule.DESCRIPTION}


def test_turnout_by_the_hour_comes_along_as_that_of_the_earlier_election(tmp_path: Path) -> None:
    old = voting_day(tmp_path)
    tell(old, "station00", at_10=100, at_12=200)
    tell(old, "station12", at_10=155)
    assert hours_of(old) == [
        EarlierTurnout(election="2011-04-03", shares={"10:00": 2277, "12:00": 4000}),
        EarlierTurnout(area="area1", election="2011-04-03", shares={"10:00": 2000, "12:00": 4000}),
        EarlierTurnout(area="area2", election="2011-04-03", shares={"10:00": 2500}),
    ]
    old.close()
