"""A look at a file before it is planned: what is known of each column, what is only suggested, and what stands in the way."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from electdesk.services.imports import Book, ImportOptions, Sheet, plan_book
from electdesk.services.imports.looking import ColumnLook, Look, look_at, preview
from electdesk.services.region import Region
from tests.services.imports.office import HEADING, contest, region_at, sheet

N1 = ("Север", "1", "100", "60", "5", "40", "18")
N2 = ("Север", "2", "90", "50", "0", "30", "20")


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    opened = region_at(tmp_path)
    yield opened
    opened.close()


def book(*sheets: Sheet) -> Book:
    return Book("list.xlsx", "00", 1, "2026-11-25T10:00:00+05:00", "xlsx", sheets)


def look(region: Region, *sheets: Sheet, kind: str = "tallies", **options: Any) -> Look:
    return look_at(kind, book(*sheets), region.columns, contest(region), ImportOptions(**options))


def test_every_column_is_told_with_its_likeness_its_suggestion_and_what_it_holds(region: Region) -> None:
    heading = ("Район", "УИК", "Избирателей по списку", "Отпущено", "Асанов Ерлан", "Ёлкина Анна", "Явка, %")
    row = ("Север", "1", "100", "60", "40", "18", "60,0")
    told = look(region, msgspec.structs.replace(sheet(("Итоги",), heading, row), hidden_columns=(6,)))
    (found,) = told.sheets
    assert (found.heading_rows, found.rows, told.missing) == ((2, 1), 3, ("line:issued",))
    assert told.error is not None
    assert (told.error.code, found.error is not None, told.taken) == ("import_columns_missing", True, ())
    assert [(each.column, each.target, each.likeness) for each in found.columns] == [
        ("A", "area", 100),
        ("B", "station", 100),
        ("C", "line:registered", 99),
        ("D", "", 0),
        ("E", "choice:c1", 100),
        ("F", "choice:c2", 100),
        ("G", "", 0),
    ]
    assert found.columns[6] == ColumnLook("G", "Явка, %", hidden=True, samples=("60,0",))
    assert "line:mobile" in [column.target for column in told.targets]


def test_a_mapping_by_hand_clears_the_way(region: Region) -> None:
    source = sheet(("Район", "УИК", "1", "Отпущено", "Асанов Ерлан", "Ёлкина Анна"), ("Север", "1", "100", "60", "40", "18"))
    told = look(region, source, mapping={"Отпущено": "2"})
    assert (told.error, told.missing, told.taken) == (None, (), ("Лист1",))


def test_of_two_columns_for_one_line_the_second_is_suggested(region: Region) -> None:
    told = look(region, sheet((*HEADING, "Строка 2"), (*N1, "60")))
    assert told.error is not None
    column = told.sheets[0].columns[7]
    assert (told.error.code, column.target, column.suggestion, column.suggestion_likeness) == (
        "import_columns_twice",
        "",
        "line:issued",
        100,
    )


def test_a_sheet_that_says_nothing_is_looked_at_all_the_same(region: Region) -> None:
    told = look(region, sheet(("Товар", "Цена"), ("Мел", "десять")), sheet(name="Пусто"))
    assert [(each.name, each.heading_rows, [column.heading for column in each.columns]) for each in told.sheets] == [
        ("Лист1", (0, 0), ["Товар", "Цена"]),
        ("Пусто", (0, 0), []),
    ]
    assert told.error is not None


def test_the_rows_of_the_headings_are_those_that_the_person_says(region: Region) -> None:
    told = look(region, sheet(("x", "y"), HEADING, N1), heading_rows=(1, 2))
    assert told.sheets[0].heading_rows == (1, 2)


def test_a_preview_shows_what_becomes_of_each_row(region: Region) -> None:
    rows = (
        ("Итоги",),
        HEADING,
        N1,
        ("Север", "2", "x", "50", "0", "30", "20"),
        ("Юг", "20", "60", "33", "0", "20", "13"),
        ("Итого",),
    )
    source = book(msgspec.structs.replace(sheet(*rows), hidden_rows=(5,)))
    plan = plan_book("tallies", source, region.columns, contest(region), region.store.rows)
    shown = preview(source, "Лист1", plan)
    assert [(row.number, row.state, row.hidden, row.bad) for row in shown] == [
        (1, "above", False, {}),
        (2, "heading", False, {}),
        (3, "new", False, {}),
        (4, "refused", False, {2: "letters"}),
        (5, "skipped", True, {}),
        (6, "skipped", False, {}),
    ]
    assert [row.state for row in preview(source, "Лист1")] == [""] * 6
    assert preview(source, "нет") == ()
    assert [row.number for row in preview(source, "Лист1", rows=2, start=2)] == [3, 4]


def test_a_list_of_stations_is_looked_at_without_a_contest(region: Region) -> None:
    told = look_at("stations", book(sheet(("УИК", "Район", "Кол-во избирателей"), ("1", "Север", "10"))), region.columns, None)
    assert [(column.target, told.error) for column in told.sheets[0].columns] == [
        ("station", None),
        ("area", None),
        ("voters", None),
    ]


def test_tallies_without_a_contest_say_so_and_still_show_the_sheet(region: Region) -> None:
    told = look_at("tallies", book(sheet(HEADING, N1)), region.columns, None)
    assert told.error is not None
    assert (told.error.code, len(told.sheets[0].columns)) == ("no_contest", 7)
