"""A list of stations: known ones are met by district and number, new ones bring their districts along."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from electdesk.domain.figures import BLANK
from electdesk.domain.records import Area, Station
from electdesk.services.region import Region
from tests.services.imports.office import counts, planned, refused, region_at, sheet, skipped, write


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    opened = region_at(tmp_path)
    yield opened
    opened.close()


def test_a_new_district_keeps_its_text_and_is_ordered_by_its_number(region: Region) -> None:
    plan = planned(
        region, "stations", sheet(("ТИК", "УИК", "Число избирателей"), ("5 Барнаул, Железнодорожная", "УИК №007", "1 200"))
    )
    root = region.columns.register.area_ids[0]
    assert [(record.kind, record.record, record.body) for record in plan.records] == [
        ("area", "n1", Area(name={"": "5 Барнаул, Железнодорожная"}, parent=root, code="5", order=5)),
        ("station", None, Station(number="007", area="n1", voters=1200)),
    ]
    assert (plan.new_areas, [cell.value for cell in plan.repaired]) == (("5 Барнаул, Железнодорожная",), ["1 200"])


def test_the_same_number_in_two_districts_is_two_stations(region: Region) -> None:
    plan = planned(region, "stations", sheet(("Район", "Участок"), ("Север", "20"), ("Юг", "20"), ("Юг", "012")))
    assert [record.body for record in plan.records] == [Station(number="20", area="north")]
    assert counts(plan) == (1, 2, 0, 0, 0, 0)


def test_only_what_the_file_says_is_changed_and_an_empty_cell_says_nothing(region: Region) -> None:
    heading = ("Аудан", "Учаске нөмірі", "Сайлаушылар саны", "Мекенжайы", "Түрі", "Атауы")
    plan = planned(
        region,
        "stations",
        sheet(heading, ("Солтүстік", "1", "", "Абай көшесі, 5", "аурухана", ""), ("Солтүстік ауданы", "2", "100", "", "", "")),
    )
    (record,) = plan.records
    assert (record.record, record.before) == ("s1", Station(number="1", area="north", voters=100))
    assert record.body == Station(number="1", area="north", voters=100, address="Абай көшесі, 5", type="hospital")
    assert counts(plan) == (0, 1, 1, 0, 0, 0)


def test_a_table_of_protocols_is_a_list_of_stations_too(region: Region) -> None:
    plan = planned(region, "stations", sheet(("Район", "УИК", "1", "2", "Асанов Ерлан"), ("Север", "3", "250", "60", "40")))
    assert [record.body for record in plan.records] == [Station(number="3", area="north", voters=250)]


def test_a_list_without_districts_lies_in_the_region_itself(region: Region) -> None:
    plan = planned(region, "stations", sheet(("УИК",), ("3",), ("1",), ("12",)))
    assert [record.body for record in plan.records] == [Station(number="3", area=region.columns.register.area_ids[0], voters=BLANK)]
    assert refused(plan) == [("A4", "12", "ambiguous_station", "")]


def test_bad_cells_equal_rows_and_totals_are_named(region: Region) -> None:
    plan = planned(
        region,
        "stations",
        sheet(
            ("Район", "УИК", "Число избирателей", "Тип участка"),
            ("Север", "31", "сто", ""),
            ("Север", "32", "10", "плавучий"),
            ("Север", "33", "10", ""),
            ("Север", "033", "10", ""),
            ("Север", "34", "10", ""),
            ("Север", "34", "11", ""),
            ("Север", "школа", "10", ""),
            ("Итого", "", "62", ""),
        ),
    )
    assert refused(plan) == [
        ("C2", "сто", "letters", ""),
        ("D3", "плавучий", "unknown_type", ""),
        ("B6", "34", "duplicate_row", "7"),
        ("B7", "34", "duplicate_row", "6"),
        ("B8", "школа", "not_a_station_number", ""),
    ]
    assert (skipped(plan), [record.row for record in plan.records]) == ([(5, "equal_row"), (9, "total")], [4])


def test_the_same_list_again_changes_nothing(region: Region) -> None:
    source = sheet(("Район", "УИК", "Число избирателей"), ("Запад", "31", "10"), ("7 Восток", "32", "20"))
    write(region, planned(region, "stations", source))
    again = planned(region, "stations", source)
    assert (counts(again), again.records) == ((0, 2, 0, 0, 0, 0), ())
