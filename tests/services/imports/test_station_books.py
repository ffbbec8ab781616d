"""Lists of stations that stand in a workbook of several sheets: districts from names of sheets and rows, nothing of any sheet lost."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import pytest

from electdesk.domain.records import Area, Contact, Station
from electdesk.services.imports import Book, ImportPlan, Sheet
from electdesk.services.imports.applying import apply_plan, plan_book_for
from electdesk.services.region import Region
from tests.services.imports.office import contest, counts, region_at, sheet, skipped


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    opened = region_at(tmp_path)
    yield opened
    opened.close()


def plan(region: Region, *sheets: Sheet, kind: str = "stations") -> ImportPlan:
    book = Book("list.xlsx", "00", 1, "2026-11-25T10:00:00+05:00", "xlsx", sheets)
    return plan_book_for(region, kind, book, contest(region))


def page(name: str, *rows: Sequence[str], **parts: object) -> Sheet:
    return msgspec.structs.replace(sheet(*rows, name=name), exact_widths=False, **parts)


def told(made: ImportPlan) -> list[tuple[str, str, int, str]]:
    """Number, district, voters and address of each new or changed station."""
    areas = {record.record: record.body.name[""] for record in made.records if isinstance(record.body, Area)}
    known = {"north": "Север", "south": "Юг"}
    return [
        (body.number, (areas | known).get(body.area, body.area), body.voters, body.address)
        for record in made.records
        if isinstance(body := record.body, Station)
    ]


def test_each_sheet_is_a_district_and_new_ones_are_made(region: Region) -> None:
    made = plan(
        region,
        page("Титул", ("Список участков",)),
        page("Север", ("УИК", "Число избирателей"), ("1", "150"), ("3", "70")),
        page("Запад", ("УИК", "Число избирателей"), ("1", "40"), ("Итого", "40")),
    )
    assert told(made) == [("1", "Север", 150, ""), ("3", "Север", 70, ""), ("1", "Запад", 40, "")]
    assert (counts(made), made.new_areas, [control.differences for control in made.controls]) == (
        (2, 0, 1, 0, 0, 1),
        ("Запад",),
        [()],
    )
    assert [(use.name, use.taken, use.reason) for use in made.sheets] == [
        ("Титул", False, "no_heading"),
        ("Север", True, ""),
        ("Запад", True, ""),
    ]
    apply_plan(region, made)
    again = plan(
        region, page("Запад", ("УИК", "Число избирателей"), ("1", "40")), page("Север", ("УИК", "Число избирателей"), ("1", "150"))
    )
    assert (counts(again), again.records) == ((0, 2, 0, 0, 0, 0), ())


def test_what_only_one_sheet_tells_is_not_lost(region: Region) -> None:
    made = plan(
        region,
        page("Север", ("УИК", "Число избирателей"), ("1", "150", "лишнее")),
        page("Юг", ("Адрес", "УИК", "Число избирателей", "Председатель"), ("ул. Абая, 5", "20", "60", "Айгүл")),
    )
    assert told(made) == [("1", "Север", 150, ""), ("20", "Юг", 60, "ул. Абая, 5")]
    assert [record.body.name for record in made.records if isinstance(record.body, Contact)] == ["Айгүл"]
    assert [(each.column, each.target) for each in made.columns] == [
        ("A", "station"),
        ("B", "voters"),
        ("", "address"),
        ("", "chair"),
        ("", "area"),
    ]


def test_cells_of_any_sheet_are_named_by_their_own_letters(region: Region) -> None:
    made = plan(
        region,
        page("Север", ("УИК", "Число избирателей"), ("1", "x")),
        page("Юг", ("Адрес", "Число избирателей", "УИК"), ("ул. Абая, 5", "шестьдесят", "20")),
    )
    assert [(cell.sheet, cell.cell, cell.column, cell.value) for cell in made.refused] == [
        ("Север", "B2", "Число избирателей", "x"),
        ("Юг", "B2", "Число избирателей", "шестьдесят"),
    ]


def test_a_district_in_a_row_of_its_own_heads_the_stations_below_it(region: Region) -> None:
    rows = (("УИК", "Число избирателей"), ("Северный район",), ("1", "10"), ("2", "20"), ("Город Южный",), ("1", "30"))
    made = plan(region, page("Лист1", *rows))
    assert told(made) == [("1", "Северный район", 10, ""), ("2", "Северный район", 20, ""), ("1", "Город Южный", 30, "")]
    assert skipped(made) == [(2, "note"), (5, "note")]


def test_a_name_that_programs_give_to_sheets_is_no_district(region: Region) -> None:
    made = plan(
        region, page("Лист1", ("УИК", "Число избирателей"), ("1", "10")), page("Sheet2", ("УИК", "Число избирателей"), ("2", "20"))
    )
    assert told(made) == [("1", "Север", 10, ""), ("2", "Север", 20, "")]


def test_names_that_belong_to_other_stations_are_doubted(region: Region) -> None:
    rows = (("УИК", "Район", "Название"), ("1", "Север", "Школа № 5"), ("2", "Север", "Дом культуры"), ("20", "Юг", "Лицей"))
    apply_plan(region, plan(region, page("Лист1", *rows)))
    heading = ("УИК", "Название", "1", "2", "Асанов Ерлан", "Ёлкина Анна")
    figures = ("100", "60", "40", "18")
    sound = plan(region, page("Лист1", heading, ("1", "школа  №5", *figures), ("2", "ДК", "90", "50", "30", "20")), kind="tallies")
    moved = plan(
        region, page("Лист1", heading, ("1", "Дом кyльтypы", *figures), ("2", "Школа № 5", "90", "50", "30", "20")), kind="tallies"
    )
    assert [doubt.code for doubt in sound.doubts] == []
    assert [(doubt.code, doubt.params, [(each.station, each.other) for each in doubt.examples]) for doubt in moved.doubts] == [
        ("names_differ", {"count": 2}, [("1", "2"), ("2", "1")])
    ]
