"""Protocols from a table: every figure in its line, every doubt named by cell, nothing that people settled overwritten."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from electdesk.domain.figures import BLANK, NO_NUMBER
from electdesk.domain.records import Choice, Entry
from electdesk.services.commands import FinishEntry, MakeFinal
from electdesk.services.imports import Conflict, plan_json
from electdesk.services.imports.kinds import IMPORTS
from electdesk.services.region import Region
from tests.services.imports.office import (
    HEADING,
    contest,
    counts,
    planned,
    refusal,
    refused,
    region_at,
    sheet,
    skipped,
    tallies,
    write,
)

NORTH_1 = ("Север", "1", "100", "60", "5", "40", "18")
NORTH_2 = ("Север", "2", "90", "50", "0", "30", "20")
SOUTH_12 = ("Юг", "12", "80", "40", "", "39", "1")


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    opened = region_at(tmp_path)
    yield opened
    opened.close()


def entry(region: Region, station: str, lines: tuple[int, ...], votes: dict[str, int]) -> Entry:
    own = contest(region)
    return Entry(station=station, contest=own.record, form=own.form.key, lines=lines, votes=votes, source="file")


def test_a_row_becomes_an_entry_with_blank_where_the_cell_is_empty(region: Region) -> None:
    plan = tallies(region, NORTH_1, SOUTH_12)
    assert [record.body for record in plan.records] == [
        entry(region, "s1", (100, 60, 5, BLANK), {"c1": 40, "c2": 18}),
        entry(region, "t12", (80, 40, BLANK, BLANK), {"c1": 39, "c2": 1}),
    ]
    assert counts(plan) == (2, 0, 0, 0, 0, 0)


def test_the_same_content_again_changes_nothing_whatever_the_order(region: Region) -> None:
    write(region, tallies(region, NORTH_1, NORTH_2, SOUTH_12))
    again = tallies(region, NORTH_1, NORTH_2, SOUTH_12)
    turned = ("Ёлкина Анна", "УИК", "2", "3а", "1", "Район", "Асанов Ерлан")
    places = [HEADING.index(heading) for heading in turned]
    moved = tallies(region, *[[row[place] for place in places] for row in (SOUTH_12, NORTH_1, NORTH_2)], heading=turned)
    assert (counts(again), again.records) == ((0, 3, 0, 0, 0, 0), ())
    assert (counts(moved), moved.records) == ((0, 3, 0, 0, 0, 0), ())


def test_a_changed_figure_is_the_next_state_of_the_same_entry(region: Region) -> None:
    write(region, tallies(region, NORTH_1, NORTH_2))
    plan = tallies(region, NORTH_1, ("Север", "2", "90", "50", "0", "31", "19"))
    (record,) = plan.records
    assert counts(plan) == (0, 1, 1, 0, 0, 0)
    assert record.record is not None
    assert record.before == entry(region, "s2", (90, 50, 0, BLANK), {"c1": 30, "c2": 20})
    assert record.body == entry(region, "s2", (90, 50, 0, BLANK), {"c1": 31, "c2": 19})
    write(region, plan)
    assert counts(tallies(region, NORTH_1, ("Север", "2", "90", "50", "0", "31", "19"))) == (0, 2, 0, 0, 0, 0)


def test_a_column_that_the_file_lacks_leaves_what_the_region_holds(region: Region) -> None:
    write(region, tallies(region, NORTH_1))
    without = [cell for place, cell in enumerate(NORTH_1) if place != 4]
    heading = [cell for place, cell in enumerate(HEADING) if place != 4]
    assert counts(tallies(region, without, heading=heading)) == (0, 1, 0, 0, 0, 0)


def test_what_was_typed_from_paper_or_signed_off_is_a_conflict(region: Region) -> None:
    write(region, tallies(region, NORTH_1))
    region.execute(MakeFinal(stations=("1",)))
    region.execute(FinishEntry(station="2", values={"1": 90, "2": 50, "3а": 0, "4": 30, "5": 20}))
    other = [(*NORTH_1[:5], "39", "19"), (*NORTH_2[:5], "29", "21")]
    plan = tallies(region, *other)
    assert plan.conflicts == (Conflict("Лист1", 2, "1", "final"), Conflict("Лист1", 3, "2", "typed"))
    assert plan.records == ()
    assert counts(tallies(region, NORTH_1, NORTH_2)) == (0, 2, 0, 0, 0, 0)


def test_a_phoned_count_waits_for_the_file(region: Region) -> None:
    region.execute(FinishEntry(station="1", values={"1": 100, "2": 60, "3а": 5, "4": 40, "5": 18}, source="phone"))
    plan = tallies(region, NORTH_1)
    assert (counts(plan), [record.record for record in plan.records]) == ((1, 0, 0, 0, 0, 0), [None])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("12x", "letters"),
        ("нет", "letters"),
        ("-5", "negative"),
        ("1,3", "fraction"),
        ("12.5", "fraction"),
        ("1,234", "thousands_mark"),
        ("1.234", "thousands_mark"),
        ("1e3", "exponent"),
        ("123456789", "too_large"),
        ("65%", "percent"),
        ("12.10.2024", "date"),
        ("12:30", "time"),
        ("=A1+B1", "formula"),
        ("#REF!", "error_value"),
        ("/", "letters"),
    ],
)
def test_a_cell_that_is_no_count_is_named_with_its_place_and_reason(region: Region, text: str, reason: str) -> None:
    plan = tallies(region, NORTH_1, ("Север", "2", "90", text, "0", "30", "20"))
    assert plan_json(plan)["refused"] == [
        {"sheet": "Лист1", "cell": "D3", "row": 3, "column": "2", "value": text, "reason": reason}
    ]
    assert [record.row for record in plan.records] == [2]


@pytest.mark.parametrize(
    ("text", "became"),
    [("1 234", 1234), ("1\u00a0234", 1234), ("1\u202f234", 1234), ("'77", 77), ("60.0", 60), ("1\u2009234", 1234)],
)
def test_a_number_kept_as_text_is_repaired_and_listed(region: Region, text: str, became: int) -> None:
    plan = tallies(region, ("Север", "1", "2000", text, "5", "40", "18"))
    assert plan_json(plan)["repaired"] == [
        {"sheet": "Лист1", "cell": "D2", "row": 2, "column": "2", "value": text, "reason": "number_as_text", "other": str(became)}
    ]
    assert [record.body for record in plan.records] == [entry(region, "s1", (2000, became, 5, BLANK), {"c1": 40, "c2": 18})]


def test_a_dash_means_no_number_only_where_the_person_says_so(region: Region) -> None:
    row = ("Север", "1", "100", "60", "—", "40", "18")
    plan = tallies(region, row, no_number=frozenset("—"))
    assert refused(tallies(region, row)) == [("E2", "—", "letters", "")]
    assert [record.body for record in plan.records] == [entry(region, "s1", (100, 60, NO_NUMBER, BLANK), {"c1": 40, "c2": 18})]


def test_thousands_are_grouped_by_the_mark_that_the_person_named(region: Region) -> None:
    plan = tallies(region, ("Север", "1", "1.234", "60", "5", "40", "18"), thousands=".")
    assert [record.body for record in plan.records] == [entry(region, "s1", (1234, 60, 5, BLANK), {"c1": 40, "c2": 18})]


@pytest.mark.parametrize(
    ("text", "figure"), [("да", 1), ("Иә", 1), ("YES", 1), ("1", 1), ("нет", 0), ("жоқ", 0), ("0", 0), ("", BLANK)]
)
def test_a_box_takes_yes_and_no_in_three_languages(region: Region, text: str, figure: int) -> None:
    plan = tallies(region, (*NORTH_1, text), heading=(*HEADING, "Пломбы целы"))
    assert [record.body for record in plan.records] == [entry(region, "s1", (100, 60, 5, figure), {"c1": 40, "c2": 18})]


def test_a_box_takes_nothing_else(region: Region) -> None:
    assert refused(tallies(region, (*NORTH_1, "может"), heading=(*HEADING, "D1"))) == [("H2", "может", "not_yes_no", "")]


def test_a_station_is_found_by_number_and_where_that_is_not_enough_by_district(region: Region) -> None:
    figures = ("100", "60", "5", "40", "18")
    plan = tallies(
        region,
        ("Север", "№ 001", *figures),
        ("Солтүстік", "УИК №12", *figures),
        ("ЮГ", "012", *figures),
        ("Юг", "2", *figures),
        ("", "12", *figures),
        ("Запад", "12", *figures),
        ("Север", "77", *figures),
        ("", "20.0", *figures),
    )
    assert [record.body.station for record in plan.records if isinstance(record.body, Entry)] == ["s1", "s12", "t12", "t20"]
    assert refused(plan) == [
        ("A5", "Юг", "other_area", "Север"),
        ("B6", "12", "ambiguous_station", "Север; Юг"),
        ("A7", "Запад", "unknown_area", "Север; Юг"),
        ("B8", "77", "unknown_station", ""),
    ]


def test_one_station_twice_is_left_out_if_equal_and_refused_in_both_rows_if_not(region: Region) -> None:
    assert skipped(tallies(region, NORTH_1, NORTH_2, NORTH_1)) == [(4, "equal_row")]
    plan = tallies(region, NORTH_1, NORTH_2, (*NORTH_1[:5], "41", "17"))
    assert refused(plan) == [("B2", "1", "duplicate_row", "4"), ("B4", "1", "duplicate_row", "2")]
    assert [record.row for record in plan.records] == [3]


@pytest.mark.parametrize("word", ["Итого", "ВСЕГО по району", "Барлығы", "Жиыны:", "Total", "Subtotal north"])
def test_a_row_that_says_it_is_a_total_is_left_out(region: Region, word: str) -> None:
    figures = ("190", "110", "5", "70", "38")
    assert skipped(tallies(region, NORTH_1, NORTH_2, (word, "", *figures))) == [(4, "total")]
    assert skipped(tallies(region, NORTH_1, NORTH_2, ("Север", word, *figures))) == [(4, "total")]


def test_sums_without_a_word_numbering_repeated_headings_and_footers_are_left_out(region: Region) -> None:
    plan = tallies(
        region,
        ("1", "2", "3", "4", "5", "6", "7"),
        NORTH_1,
        NORTH_2,
        ("Север", "", "190", "110", "5", "70", "38"),
        HEADING,
        SOUTH_12,
        ("Юг", "", "80", "40", "0", "39", "1"),
        ("", "", "270", "150", "5", "109", "39"),
        ("Председатель комиссии: ______", "", "", "", "", "", ""),
    )
    assert skipped(plan) == [
        (2, "numbering"),
        (5, "sum_of_rows"),
        (6, "heading"),
        (8, "sum_of_rows"),
        (9, "sum_of_rows"),
        (10, "note"),
    ]
    assert counts(plan) == (3, 0, 0, 0, 0, 6)


def test_figures_without_a_station_that_are_no_sum_are_a_bad_cell(region: Region) -> None:
    assert refused(tallies(region, NORTH_1, ("Север", "", "190", "110", "5", "70", "38"))) == [("B3", "", "no_station", "")]


def test_a_station_listed_without_figures_has_not_reported(region: Region) -> None:
    write(region, tallies(region, NORTH_1))
    plan = tallies(region, ("Север", "1", "", "", "", "", ""), ("Север", "2", "", "", "", "", ""))
    assert (skipped(plan), plan.records) == ([(2, "no_figures"), (3, "no_figures")], ())


def test_a_row_that_a_separator_moved_or_that_was_cut_off_is_refused(region: Region) -> None:
    plan = tallies(region, ("Север", "и Юг", "1", "100", "60", "5", "40", "18"), NORTH_2, ("Север", "1", "100", "60", "5", "4"))
    assert refused(plan) == [("H2", "18", "too_many_cells", ""), ("F4", "4", "row_cut", "")]


def test_new_choices_come_from_the_columns_after_the_lines_in_their_order(tmp_path: Path) -> None:
    region = region_at(tmp_path, choices=())
    heading = ("УИК", "1", "2", "3а", "Асанов  Ерлан", "5. Ёлкина Анна", "Явка, %", "Примечание")
    plan = tallies(region, ("1", "100", "60", "5", "40", "18", "60,0", ""), heading=heading, new_choices=True)
    own = contest(region).record
    assert [(record.kind, record.record, record.body) for record in plan.records] == [
        ("choice", "n1", Choice(contest=own, name={"": "Асанов Ерлан"}, order=1)),
        ("choice", "n2", Choice(contest=own, name={"": "Ёлкина Анна"}, order=2)),
        ("entry", None, entry(region, "s1", (100, 60, 5, BLANK), {"n1": 40, "n2": 18})),
    ]
    assert [column.heading for column in plan.unknown_columns] == ["Явка, %"]
    region.close()


@pytest.mark.parametrize(
    ("heading", "new", "nearest", "why"),
    [
        ("Елкина Ана", False, "Ёлкина Анна", "unknown"),
        ("Совсем Другой", False, "", "unknown"),
        ("Aсанов Ерлан", True, "Асанов Ерлан", "look_alike"),
        ("Сeмёнов Олег", True, "", "two_alphabets"),
    ],
)
def test_an_unknown_choice_is_refused_and_the_nearest_known_one_named(
    region: Region, heading: str, new: bool, nearest: str, why: str
) -> None:
    source = sheet((*HEADING, heading), (*NORTH_1, "2"))
    assert refusal(region, "tallies", source, new_choices=new) == (
        "import_choice_unknown",
        {"file": "Лист1.csv", "column": "H", "heading": heading, "nearest": nearest, "why": why},
    )


def test_a_choice_without_its_column_is_missing(region: Region) -> None:
    assert refusal(region, "tallies", sheet(HEADING[:-1], NORTH_1[:-1])) == (
        "import_columns_missing",
        {"file": "Лист1.csv", "row": 1, "columns": ["choice:Ёлкина Анна"], "unknown": []},
    )


def test_choices_are_bound_by_number_and_id_as_well(region: Region) -> None:
    for heading in (("4", "5"), ("c1", "c2"), ("Строка 4", "line 5")):
        plan = tallies(region, NORTH_1, heading=(*HEADING[:5], *heading))
        assert [record.body for record in plan.records] == [entry(region, "s1", (100, 60, 5, BLANK), {"c1": 40, "c2": 18})]


def test_a_file_that_says_nothing_known_is_refused(region: Region) -> None:
    assert refusal(region, "tallies", sheet(("a", "b", "c"), ("x", "y", "z"))) == (
        "import_heading_missing",
        {"file": "Лист1.csv", "rows": 2},
    )
    code, params = refusal(region, "tallies", sheet(("a", "b", "c"), ("1", "2", "3")))
    assert (code, params["columns"]) == ("import_columns_missing", ["station"])


def test_a_heading_without_rows_is_refused(region: Region) -> None:
    assert refusal(region, "tallies", sheet(HEADING)) == ("import_no_rows", {"file": "Лист1.csv"})


def test_a_kind_that_does_not_exist_is_refused(region: Region) -> None:
    assert refusal(region, "nonsense", sheet(HEADING)) == (
        "import_kind_unknown",
        {"kind": "nonsense", "known": list(IMPORTS)},
    )


def test_the_json_of_a_refused_file_counts_nothing_as_written(region: Region) -> None:
    found = plan_json(
        planned(region, "tallies", sheet(HEADING, NORTH_1, ("Север", "2", "x", "50", "0", "30", "20"))), written=False
    )
    assert (found["accepted"], found["same"], found["changed"], found["conflicts"], len(found["refused"])) == (0, 0, 0, 0, 1)
