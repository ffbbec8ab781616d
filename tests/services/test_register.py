"""Stations, areas and contests: what may be named how, and that one number names one station."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from electdesk.columns import RegionColumns
from electdesk.columns.register import natural_key
from electdesk.domain.errors import ClerkError
from electdesk.domain.forms import load_form_named
from electdesk.domain.records import Station
from electdesk.i18n import catalogue
from electdesk.i18n.sentences import error_sentences
from electdesk.services.beginning import contests_of_day, free_code
from electdesk.services.commands import (
    AddArea,
    AddContest,
    AddStation,
    ChangeArea,
    ChangeSetUp,
    ChangeStation,
    Command,
    FinishEntry,
    Undo,
    WithdrawStation,
)
from electdesk.services.region import Region
from electdesk.services.unit_of_work import ChangeSet
from tests.regions import good_values, small_region
from tests.services.random_day import columns_as_values, differences


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    made = small_region(tmp_path, entered=9)
    yield made
    made.close()


def refused(region: Region, command: Command) -> str:
    with pytest.raises(ClerkError) as error:
        region.execute(command)
    return error.value.code


def as_read_anew(region: Region) -> list[str]:
    return differences(columns_as_values(region.columns), columns_as_values(RegionColumns(region.store)))


def test_a_number_of_any_length_has_its_place_and_never_closes_the_file(region: Region) -> None:
    numbers = ["2", "10", "012", "12а", "100", "1-2", "1-10", "9" * 5000, "x" + "1" * 5000]
    assert sorted(set(numbers), key=natural_key) == [
        "1-2",
        "1-10",
        "2",
        "10",
        "012",
        "12а",
        "100",
        "9" * 5000,
        "x" + "1" * 5000,
    ]
    unit = region.unit("ImportStations")
    unit.put(Station(number="9" * 5000, area="area1"), "long")
    unit.commit()
    assert as_read_anew(region) == []


@pytest.mark.parametrize("number", ["9" * 33, "9" * 5000])
def test_a_number_that_is_none_is_refused(region: Region, number: str) -> None:
    assert refused(region, AddStation(number=number, area="Риддер")) == "station_number_too_long"
    assert refused(region, ChangeStation(station="30", number=number)) == "station_number_too_long"
    region.execute(AddStation(number="9" * 32, area="Риддер"))


@pytest.mark.parametrize("letter", ["\0", "\x1b", "\x7f", "\x85", "\ud800", "\n"])
def test_letters_that_no_file_can_hold_are_refused_wherever_they_stand(region: Region, letter: str) -> None:
    before = region.store.counts
    for command in (
        AddStation(number=f"90{letter}0", area="Риддер"),
        AddStation(number="900", area="Риддер", name={"ru": f"a{letter}b"}),
        ChangeSetUp(commission={f"r{letter}": "a"}),
        AddArea(name={"ru": f"a{letter}b"}),
    ):
        assert refused(region, command) == "text_refused", command
    assert region.store.counts == before
    if letter != "\n":
        assert refused(region, ChangeStation(station="30", note=f"a{letter}b")) == "text_refused"


def test_a_note_may_have_several_lines(region: Region) -> None:
    region.execute(ChangeStation(station="30", note="first\nsecond"))
    assert region.columns.register.stations[region.columns.register.find("30")[0]].note == "first\nsecond"


def test_letters_written_in_two_ways_are_one_number_and_one_district(region: Region) -> None:
    whole, apart = unicodedata.normalize("NFC", "12й"), unicodedata.normalize("NFD", "12й")
    region.execute(AddArea(name={"ru": unicodedata.normalize("NFD", "Район")}))
    region.execute(AddStation(number=apart, area=unicodedata.normalize("NFC", "Район")))
    row = region.columns.register.find(whole)
    assert row == region.columns.register.find(apart) != []
    assert region.columns.register.stations[row[0]].number == whole
    assert refused(region, AddStation(number=whole, area=unicodedata.normalize("NFD", "район"))) == "station_exists"
    region.execute(FinishEntry(station=apart, values={}))


def test_a_station_does_not_move_to_where_its_number_is_taken(region: Region) -> None:
    region.execute(AddStation(number="012", area="Риддер", same_number_elsewhere=True))
    assert refused(region, ChangeStation(station="Риддер / 012", area="area1")) == "station_exists"
    region.execute(ChangeStation(station="Риддер / 012", area="Жарминский"))


def test_a_number_of_another_district_is_taken_only_where_it_is_meant(region: Region) -> None:
    """The refusal names the districts; said on purpose, the same number is added, and renumbering asks just so."""
    with pytest.raises(ClerkError) as error:
        region.execute(AddStation(number="№ 012", area="Риддер", voters=450))
    districts = [region.columns.register.areas["area1"].name]
    assert (error.value.code, error.value.params) == ("number_elsewhere", {"station": "№ 012", "districts": districts})
    assert region.columns.register.areas["area1"].name["kk"] in str(
        error_sentences("number_elsewhere", error.value.params, catalogue("kk"))
    )
    added = region.execute(AddStation(number="012", area="Риддер", voters=450, same_number_elsewhere=True)).records[0]
    assert len(region.columns.register.bearing("12")) == 2
    region.execute(ChangeStation(station=added, number="902"))
    assert refused(region, ChangeStation(station=added, number="11")) == "number_elsewhere"
    # The number of a station that has another one now is free.
    region.execute(AddStation(number="012", area="Жарминский", voters=450, same_number_elsewhere=True))
    region.execute(ChangeStation(station=added, number="11", same_number_elsewhere=True, voters=449))
    assert region.columns.register.stations[region.columns.register.row_of[added]].aliases == ("012", "902")
    assert as_read_anew(region) == []


def test_whether_a_station_has_a_name_follows_each_change(region: Region) -> None:
    register = region.columns.register
    assert register.any_named
    for station in list(register.ids):
        region.execute(ChangeStation(station=station, name={}))
    assert not register.any_named
    region.execute(ChangeStation(station="31", name={"kk": "Мектеп"}))
    assert (region.columns.register is register, register.any_named) == (True, True)


def test_a_list_of_no_voters_is_taken_only_where_it_is_meant(region: Region) -> None:
    assert refused(region, AddStation(number="900", area="Риддер", voters=0)) == "station_without_voters"
    region.execute(AddStation(number="900", area="Риддер", voters=0, no_voters=True, type="temporary"))
    region.execute(AddStation(number="901", area="Риддер"))
    assert [region.columns.register.stations[region.columns.register.find(each)[0]].voters for each in ("900", "901")] == [0, -1]


def test_a_withdrawn_station_does_not_come_back_to_a_number_that_another_bears_now(region: Region) -> None:
    withdrawn = (
        region.execute(WithdrawStation(station="31", reason="closed")).commit if region.columns.register.find("31") else None
    )
    assert withdrawn is not None
    area = region.columns.register.area_ids[-1]
    region.execute(AddStation(number="31", area=area, same_number_elsewhere=True))
    assert refused(region, Undo(commit=withdrawn.seq)) == "station_exists"
    assert as_read_anew(region) == []


def test_two_new_stations_of_one_commit_do_not_share_a_number(region: Region) -> None:
    unit = region.unit("ImportStations")
    unit.put_new([Station(number="900", area="area1"), Station(number="№ 0900", area="area1")])
    with pytest.raises(ClerkError, match="station_exists"):
        unit.commit()


def test_two_stations_exchange_their_numbers_in_one_commit(region: Region) -> None:
    unit = region.unit("ImportStations")
    for station, number in (("station20", "29"), ("station21", "28")):
        before = region.columns.register.stations[region.columns.register.row_of[station]]
        unit.put(Station(number=number, area=before.area, voters=before.voters), station)
    unit.commit()
    assert as_read_anew(region) == []


def test_a_station_with_an_entry_keeps_its_constituency(region: Region) -> None:
    assert refused(region, ChangeStation(station="12", constituency="2")) == "station_in_use"
    region.execute(ChangeStation(station="30", constituency="2"))
    region.execute(ChangeStation(station="12", constituency="", note="x"))


def test_a_district_is_added_renamed_and_moved_and_never_into_itself(region: Region) -> None:
    made = region.execute(AddArea(name={"ru": "Город", "en": "Town"}, kind="city", code="6310"))
    inner = region.execute(AddArea(name={"ru": "Центр"}, parent="Town"))
    areas = region.columns.register.areas
    (town,), (centre,) = made.records, inner.records
    assert (areas[centre].parent, areas[areas[town].parent].kind, areas[town].kind) == (town, "region", "city")
    region.execute(ChangeArea(area="6310", name={"ru": "Город 1"}, order=1))
    assert (region.columns.register.areas[town].name, region.columns.register.areas[town].code) == ({"ru": "Город 1"}, "6310")
    assert refused(region, ChangeArea(area="Город 1", parent="Центр")) == "area_inside_itself"
    assert refused(region, ChangeArea(area="Город 1", parent="Город 1")) == "area_inside_itself"
    assert refused(region, AddArea(name={"kk": "риддер"})) == "area_exists"
    assert refused(region, AddArea(name={"kk": ""})) == "area_name_wanted"
    region.execute(AddArea(name={"ru": "Риддер"}, parent="Центр"))
    assert as_read_anew(region) == []


def test_a_contest_comes_with_its_form_and_a_code_of_its_own(region: Region) -> None:
    form = load_form_named("kz-president-2011")
    for _ in range(2):
        region.execute(AddContest(form=form.text))
    region.execute(AddContest(form=form.text, code="council", title={"ru": "Маслихат"}))
    assert refused(region, AddContest(form=form.text, code="Council")) == "contest_exists"
    assert [(each.contest.code, each.contest.title) for each in region.columns.contests.values()][1:] == [
        (form.id, dict(form.title)),
        (f"{form.id}-2", dict(form.title)),
        ("council", {"ru": "Маслихат"}),
    ]
    region.execute(FinishEntry(station="12", contest="council", values={}))
    assert region.store.verify().ok
    assert as_read_anew(region) == []


def test_codes_of_a_day_are_told_apart() -> None:
    form = load_form_named("kz-president-2011")
    assert [code for code, _, _ in contests_of_day([form, form, form])] == [form.id, f"{form.id}-2", f"{form.id}-3"]
    assert free_code("A", ["a", "A-2"]) == "A-3"


def test_a_fault_after_the_save_is_reported_and_the_step_counts_as_done(region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    faults: list[str] = []
    monkeypatch.setattr("sys.excepthook", lambda kind, error, trace: faults.append(f"{kind.__name__} {error}"))
    told: list[ChangeSet] = []

    def fail(*_: object) -> None:
        raise RuntimeError("ours")

    region.listen(fail)
    region.listen(told.append)
    before = region.store.counts
    with monkeypatch.context() as patch:
        patch.setattr("electdesk.columns.contest.ContestColumns.update", fail)
        change = region.execute(FinishEntry(station="25", values=good_values(650, 300)))
    assert (faults, told) == (["RuntimeError ours", "RuntimeError ours"], [change])
    assert change.rows == frozenset(range(30))
    assert (region.store.counts[0], as_read_anew(region)) == (before[0] + 1, [])
    with monkeypatch.context() as patch:
        patch.setattr(RegionColumns, "_load", fail)
        patch.setattr(RegionColumns, "apply", fail)
        assert refused(region, FinishEntry(station="26", values=good_values(650, 300))) == "saved_not_shown"
    assert region.store.counts[0] == before[0] + 2


def test_a_station_is_found_by_the_name_or_the_code_of_its_district_whatever_the_case(region: Region) -> None:
    region.execute(AddArea(name={"ru": "Курчатов"}, code="KZ-x5"))
    for area in ("Курчатов", "Риддер"):
        region.execute(AddStation(number="901z", area=area, same_number_elsewhere=True))
    for name in ("КУРЧАТОВ / 901z", "kz-X5 / 901z"):
        region.execute(ChangeStation(station=name, note=f"found by {name}"))
        found = [station.note for station in region.columns.register.stations if station.number == "901z"]
        assert sorted(found) == ["", f"found by {name}"]
