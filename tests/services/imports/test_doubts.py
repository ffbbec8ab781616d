"""The file as a whole is doubted before anything is written: each doubt with examples, and none about sound figures."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from electdesk.domain.errors import ClerkError
from electdesk.domain.records import Area, Station
from electdesk.i18n import catalogue
from electdesk.i18n.doubt_texts import DOUBTS, EXAMPLES, doubt_example_text, doubt_text
from electdesk.services.imports import Doubt, ImportPlan, Sheet, plan_import, plan_json
from electdesk.services.imports.applying import apply_plan
from electdesk.services.imports.doubts import row_limit_doubts
from electdesk.services.imports.plan import Example
from electdesk.services.region import Region
from tests.services.imports.office import contest, planned, region_at, sheet

HEADING = ("УИК", "1", "2", "3а", "Асанов Ерлан", "Ёлкина Анна")
FIRST, COUNT = 101, 200
EAST = 120
"""Stations 101 … 300, the first 120 of them in one district and the others in another, with 600 to 1,400 voters."""


def protocols(seed: int = 1) -> list[list[str]]:
    """A sound protocol for each station, in the order of their numbers."""
    draw = random.Random(seed)
    rows = []
    for number in range(FIRST, FIRST + COUNT):
        voters = voters_of(number)
        issued = draw.randint(voters // 3, voters - 50)
        mobile = draw.randint(0, 30)
        first = draw.randint(issued // 4, issued // 2)
        rows.append([str(cell) for cell in (number, voters + draw.randint(-5, 12), issued, mobile, first, issued - first - 7)])
    return rows


def voters_of(number: int) -> int:
    return 600 + number * 317 % 797


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Region]:
    opened = region_at(tmp_path_factory.mktemp("doubts"))
    root = next(record for record, area in opened.columns.register.areas.items() if not area.parent)
    unit = opened.unit("SetUpRegion")
    for place, name in enumerate(("east", "west")):
        unit.put(Area(name={"": name}, parent=root, order=5 + place), name)
    for number in range(FIRST, FIRST + COUNT):
        area = "east" if number < FIRST + EAST else "west"
        unit.put(Station(number=str(number), area=area, voters=voters_of(number)), f"r{number}")
    unit.commit()
    yield opened
    opened.close()


def doubts(region: Region, rows: Sequence[Sequence[str]], heading: Sequence[str] = HEADING) -> tuple[Doubt, ...]:
    return plan(region, rows, heading).doubts


def plan(region: Region, rows: Sequence[Sequence[str]], heading: Sequence[str] = HEADING) -> ImportPlan:
    return planned(region, "tallies", sheet(heading, *rows))


def column(rows: Sequence[Sequence[str]], place: int, cells: Sequence[Any]) -> list[list[str]]:
    return [[*row[:place], str(cell), *row[place + 1 :]] for row, cell in zip(rows, cells, strict=True)]


@pytest.mark.parametrize("seed", range(5))
def test_sound_figures_raise_no_doubt_in_any_order(region: Region, seed: int) -> None:
    rows = protocols(seed)
    shuffled = random.Random(seed).sample(rows, len(rows))
    assert (doubts(region, rows), doubts(region, shuffled), doubts(region, rows[:57])) == ((), (), ())


def test_a_column_sorted_without_the_others_is_far_from_the_register(region: Region) -> None:
    rows = protocols()
    (doubt,) = doubts(region, column(rows, 1, sorted(int(row[1]) for row in rows)))
    assert (doubt.code, doubt.params["of"], len(doubt.examples)) == ("list_differs", COUNT, 3)
    assert int(doubt.params["count"]) > COUNT // 2
    first = doubt.examples[0]
    assert first.other == str(voters_of(int(first.station)))


def test_a_column_shifted_by_one_row_is_far_from_the_register(region: Region) -> None:
    rows = protocols()
    voters = [row[1] for row in rows]
    assert [doubt.code for doubt in doubts(region, column(rows, 1, [*voters[1:], voters[0]]))] == ["list_differs"]


def test_lists_that_grew_on_the_day_are_no_reason_to_doubt(region: Region) -> None:
    rows = protocols()
    assert doubts(region, column(rows, 1, [int(row[1]) + 55 for row in rows])) == ()


def test_rows_copied_over_others_are_told_with_the_row_that_they_repeat(region: Region) -> None:
    rows = protocols()
    for place in range(10, 14):
        rows[place] = [rows[place][0], *rows[place - 10][1:]]
    copied = [doubt for doubt in doubts(region, rows) if doubt.code == "equal_rows"]
    assert copied == [
        Doubt("equal_rows", {"count": 4}, tuple(Example("Лист1", 12 + n, str(FIRST + 10 + n), "", str(2 + n)) for n in range(3)))
    ]


def test_noughts_filled_in_ahead_are_told_as_equal_rows(region: Region) -> None:
    rows = protocols()
    for place in range(150, 180):
        rows[place] = [rows[place][0], *["0"] * 5]
    assert ("equal_rows", 29) in [(doubt.code, doubt.params.get("count")) for doubt in doubts(region, rows)]


def test_two_small_stations_alike_are_a_finding_and_no_doubt(region: Region) -> None:
    rows = protocols()
    rows[1] = [rows[1][0], *rows[0][1:]]
    assert [doubt.code for doubt in doubts(region, rows)] == []


@pytest.mark.parametrize(("place", "of"), [(40, (30, 40)), (40, (41, 60)), (0, (1, 100)), (199, (100, 199))])
def test_a_row_that_adds_up_others_is_no_station(region: Region, place: int, of: tuple[int, int]) -> None:
    rows = protocols()
    parts = [[int(cell) for cell in row[1:]] for row in rows[of[0] : of[1]]]
    rows[place] = [rows[place][0], *(str(sum(cells)) for cells in zip(*parts, strict=True))]
    found = [doubt for doubt in doubts(region, rows) if doubt.code == "sums_of_rows"]
    assert [(doubt.params, [example.row for example in doubt.examples]) for doubt in found] == [({"count": 1}, [place + 2])]
    assert found[0].examples[0].other == str(of[1] - of[0])


def test_a_choice_without_votes_nearly_everywhere_is_asked_about_by_name(region: Region) -> None:
    rows = column(protocols(), 5, ["0"] * 195 + ["4"] * 5)
    (doubt,) = doubts(region, rows)
    assert (doubt.code, doubt.params) == ("choice_zero", {"name": "Ёлкина Анна", "count": 195, "of": COUNT})
    assert all(example.stated == "0" for example in doubt.examples)


def test_a_small_choice_is_no_reason_to_doubt(region: Region) -> None:
    assert doubts(region, column(protocols(), 5, [place % 3 // 2 for place in range(COUNT)])) == ()


def test_a_table_cut_after_a_hundred_rows_is_asked_about_where_its_last_district_goes_on(region: Region) -> None:
    (doubt,) = doubts(region, protocols()[:100])
    assert (doubt.code, doubt.params, doubt.examples[0].other) == ("round_cut", {"count": 100, "missing": 105}, "201, 202, 203")
    assert (doubts(region, protocols()[:97]), doubts(region, protocols()[:EAST])) == ((), ())


def test_a_sheet_that_ends_where_programs_stop_is_asked_about(region: Region) -> None:
    assert [doubt.params for doubt in row_limit_doubts([("a", 65_536), ("b", 65_530)])] == [{"count": 65_536}]


def test_nothing_is_written_until_somebody_has_looked_at_the_doubts(region: Region) -> None:
    made = plan(region, column(protocols(), 5, ["0"] * COUNT))
    before = region.store.counts
    with pytest.raises(ClerkError) as refused:
        apply_plan(region, made)
    assert (refused.value.code, refused.value.params["codes"], region.store.counts) == ("import_doubted", ["choice_zero"], before)
    assert [doubt["code"] for doubt in plan_json(made)["doubts"]] == ["choice_zero"]


def test_a_doubt_about_what_is_there_already_stops_nothing(tmp_path: Path) -> None:
    region = region_at(tmp_path)
    unit = region.unit("SetUpRegion")
    for number in range(FIRST, FIRST + 30):
        unit.put(Station(number=str(number), area="south", voters=voters_of(number)), f"r{number}")
    unit.commit()
    source: Sheet = sheet(HEADING, *column(protocols()[:30], 5, ["0"] * 30))
    apply_plan(region, planned(region, "tallies", source), accept_doubts=True)
    again = planned(region, "tallies", source)
    assert (again.same, again.records, [doubt.code for doubt in again.doubts]) == (30, (), ["choice_zero"])
    assert apply_plan(region, again).commit is None
    region.close()


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
@pytest.mark.parametrize("code", sorted(DOUBTS))
def test_every_doubt_is_told_with_a_question_and_an_example(code: str, language: Any) -> None:
    cat = catalogue(language)
    told = doubt_text(code, {"count": 3, "of": 9, "name": "А", "missing": 4}, cat)
    example = doubt_example_text(code, sheet="Лист1", row=7, station="12", stated="5", other="6", cat=cat)
    assert (told[-1], "{" in told + example, set(EXAMPLES) == set(DOUBTS)) == ("?", False, True)


def test_a_long_list_several_times_over_is_made_for_a_trial_and_not_doubted(tmp_path: Path) -> None:
    opened = region_at(tmp_path)
    root = next(record for record, area in opened.columns.register.areas.items() if not area.parent)
    once = [[str(cell) for cell in (1000 + n, 900 + n, 500 + n, 3, 300 + n, 193)] for n in range(600)]
    rows = [[str(int(row[0]) + 10_000 * k), *row[1:]] for k in range(3) for row in once]
    unit = opened.unit("SetUpRegion")
    for row in rows:
        unit.put(Station(number=row[0], area=root, name={"": ""}, voters=int(row[1])))
    unit.commit()

    def codes(source: Sequence[Sequence[str]]) -> list[str]:
        columns = opened.columns
        plan = plan_import("tallies", sheet(HEADING, *source), columns, contest(opened), opened.store.rows)
        return [doubt.code for doubt in plan.doubts]

    assert codes(rows) == []
    # Where most rows stay as they were, those that repeat one were copied.
    assert "equal_rows" in codes([*once[:500], *([row[0], *once[0][1:]] for row in once[500:])])
    opened.close()
