"""Whom to call about a station: added, changed, taken out of use, erased; and told to nobody who does not call."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from electdesk.domain.errors import ClerkError
from electdesk.domain.records import Contact
from electdesk.services.commands import AddContact, ChangeContact, Command, ErasePersonal, Undo, WithdrawContact
from electdesk.services.imports import plan_import, plan_json
from electdesk.services.imports.applying import apply_plan
from electdesk.services.person import ROLES, Person
from electdesk.services.queries.contacts import contacts_by_station, contacts_of
from electdesk.services.region import Region
from electdesk.storage.regions import open_region
from tests.cli.running import command_line
from tests.regions import small_region
from tests.services.imports.office import sheet

PHONE = "+7 701 555 01 23"


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    made = small_region(tmp_path, entered=2)
    yield made
    made.close()


def known(region: Region, station: str = "10") -> list[tuple[str, str, tuple[str, ...]]]:
    return [(each.contact.role, each.contact.name, each.contact.phones) for each in contacts_of(region, station)]


def refusal(region: Region, command: Command) -> str:
    with pytest.raises(ClerkError) as refused:
        region.execute(command)
    assert PHONE not in str(refused.value)
    return refused.value.code


def test_contacts_are_told_by_role_the_chair_first(region: Region) -> None:
    region.execute(AddContact(station="10", role="secretary", name="Хатшы", phones=("8 700 1", "8  700 1", "")))
    region.execute(AddContact(station="10", name="  Айгүл   С. ", phones=(PHONE,)))
    assert known(region) == [("chair", "Айгүл С.", (PHONE,)), ("secretary", "Хатшы", ("8 700 1",))]
    assert [each.contact.name for each in contacts_of(region, "10", role="secretary")] == ["Хатшы"]
    assert list(contacts_by_station(region, "chair")) == ["station01"]
    assert known(region, "11") == []


def test_a_contact_changes_goes_and_comes_back(region: Region) -> None:
    made = region.execute(AddContact(station="10", name="Айгүл", phones=(PHONE,)))
    (record,) = made.records
    region.execute(ChangeContact(contact=record, role="deputy", phones=("8 702 22",)))
    assert known(region) == [("deputy", "Айгүл", ("8 702 22",))]
    region.execute(WithdrawContact(contact=record, reason="replaced"))
    assert known(region) == []
    region.execute(Undo())
    assert known(region) == [("deputy", "Айгүл", ("8 702 22",))]
    assert refusal(region, ChangeContact(contact=record, name="", phones=())) == "contact_empty"


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (AddContact(station="10"), "contact_empty"),
        (AddContact(station="10", role="boss", name="А"), "contact_role_unknown"),
        (AddContact(station="10", phones=("call later",)), "phone_wrong"),
        (AddContact(station="10", phones=(PHONE * 5,)), "phone_wrong"),
        (AddContact(station="10", phones=tuple(f"8 700 {n}" for n in range(9))), "phone_wrong"),
        (AddContact(station="none", phones=(PHONE,)), "station_unknown"),
        (ChangeContact(contact="none", phones=(PHONE,)), "contact_unknown"),
        (WithdrawContact(contact="none", reason="left"), "contact_unknown"),
    ],
)
def test_what_cannot_be_a_contact_is_refused_without_repeating_it(region: Region, command: Command, code: str) -> None:
    before = region.store.counts
    assert refusal(region, command) == code
    assert region.store.counts == before


@pytest.mark.parametrize("role", ROLES)
def test_only_those_who_call_see_contacts(region: Region, role: str) -> None:
    region.execute(AddContact(station="10", name="Айгүл", phones=(PHONE,)))
    region.person = Person("Dana", (role,))
    assert bool(contacts_of(region, "10")) is (role in {"clerk", "reception", "supervisor", "observation", "admin"})


def test_a_phone_stands_in_no_journal_no_history_no_view_and_no_revision(region: Region) -> None:
    made = region.execute(AddContact(station="10", name="Айгүл", phones=(PHONE,)))
    file = region.store.path
    assert file is not None
    region.close()
    outputs = [
        command_line("log", file).out,
        command_line("log", file, "--json").out,
        command_line("history", file, "10", "--json").out,
        command_line("history", file, made.records[0]).out,
        command_line("history", file, made.records[0], "--json").out,
        command_line("check", file, "--json").out,
        command_line("totals", file, "--by", "station", "--json").out,
    ]
    (step,) = json.loads(outputs[4])
    assert step["body"] == {"station": "station01", "role": "chair"}
    db = sqlite3.connect(file)
    views = [name for (name,) in db.execute("select name from sqlite_master where type = 'view'")]
    outputs += [str(db.execute(f'select * from "{name}"').fetchall()) for name in views]
    outputs += [data.decode() for (data,) in db.execute("select data from revisions")]
    db.close()
    assert [output for output in outputs if PHONE in output or "Айгүл" in output] == []


def test_two_people_erase_a_contact_and_its_bytes(region: Region) -> None:
    made = region.execute(AddContact(station="10", name="Айгүл", phones=(PHONE,)))
    region.execute(ErasePersonal(records=made.records, witness="Bolat", reason="asked for it"))
    assert known(region) == []
    file = region.store.path
    region.close()
    assert file is not None
    assert PHONE.encode() not in file.read_bytes()
    again = open_region(file, Person("Aigul"))
    assert (known(again), again.store.verify().ok) == ([], True)
    again.close()


@pytest.mark.parametrize(
    "heading",
    [
        ("Район", "УИК", "Председатель", "Телефон председателя", "Секретарь", "Телефон секретаря", "Телефон УИК"),
        ("Аудан", "Учаске нөмірі", "Төраға", "Төраға телефоны", "Хатшы", "Хатшы телефоны", "Телефон нөмірі"),
        ("District", "Station number", "Chair", "Chair phone", "Secretary", "Secretary phone", "Station phone"),
    ],
)
def test_a_list_of_stations_brings_contacts_in_three_languages(region: Region, heading: tuple[str, ...]) -> None:
    def plan(*rows: tuple[str, ...]) -> dict[str, int]:
        found = plan_import("stations", sheet(heading, *rows), region.columns, None, region.store.rows)
        told = plan_json(found)
        assert PHONE not in json.dumps(told)
        apply_plan(region, found)
        return {name: told[name] for name in ("accepted", "same", "changed")}

    new = ("Риддер", "700", "Ерлан Б.", f"{PHONE}; 8 702 333", "", "", "")
    changed = ("Глубоковский", "10", "Айгүл С.", PHONE, "Хатшы", "", "8 723 11")
    assert plan(new, changed) == {"accepted": 1, "same": 0, "changed": 1}
    assert known(region, "700") == [("chair", "Ерлан Б.", (PHONE, "8 702 333"))]
    assert known(region) == [("chair", "Айгүл С.", (PHONE,)), ("secretary", "Хатшы", ()), ("other", "", ("8 723 11",))]
    assert plan(new, changed) == {"accepted": 0, "same": 2, "changed": 0}
    # Another chair takes the place of the first, and not the phone; an empty cell says nothing.
    assert plan(("Глубоковский", "10", "Дана К.", "", "", "8 700 77", "")) == {"accepted": 0, "same": 0, "changed": 1}
    assert known(region) == [("chair", "Дана К.", ()), ("secretary", "Хатшы", ("8 700 77",)), ("other", "", ("8 723 11",))]
    region.execute(Undo())
    assert known(region)[0] == ("chair", "Айгүл С.", (PHONE,))


def test_a_column_of_phones_beside_the_chair_is_the_chairs(region: Region) -> None:
    found = plan_import(
        "stations", sheet(("УИК", "Председатель", "Телефон"), ("10", "Айгүл", PHONE)), region.columns, None, region.store.rows
    )
    assert [record.body for record in found.records] == [Contact(station="station01", role="chair", name="Айгүл", phones=(PHONE,))]
