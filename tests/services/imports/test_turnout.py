"""A workbook of slots: recognised by its hours, planned cell by cell, written in one commit, the same file twice changes nothing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from electdesk.domain.records import EarlierTurnout
from electdesk.services.commands import ReportTurnout, Undo
from electdesk.services.imports import ImportPlan, Sheet
from electdesk.services.imports.applying import apply_plan, plan_for
from electdesk.services.queries.turnout import area_turnout, earlier_turnout, findings_of_area
from electdesk.services.region import Region
from tests.turnout_day import voting_day


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    made = voting_day(tmp_path)
    yield made
    made.close()


def plan(region: Region, *rows: tuple[str, ...]) -> ImportPlan:
    sheet = Sheet("day", "day.csv", "00", 1, [list(row) for row in rows], range(1, len(rows) + 1))
    return plan_for(region, "turnout", sheet, None)


def told(region: Region, row: int) -> list[int]:
    return [int(figure) for figure in region.columns.turnout.told[row, :3]]


@pytest.mark.parametrize(
    "heading",
    [
        ("УИК", "10:00", "12:00", "14:00"),
        ("№ участка", "на 10:00", "на 12:00", "на 14:00"),
        ("Участок", "10", "12", "14"),
        ("Учаске нөмірі", "сағат 10:00", "сағат 12:00", "сағат 14:00"),
        ("Station number", "at 10:00", "at 12:00", "at 14:00"),
    ],
    ids=lambda heading: heading[1],
)
def test_the_slots_are_known_by_their_hours(region: Region, heading: tuple[str, ...]) -> None:
    made = plan(region, heading, ("2", "71", "", "150"), ("10", "50", "100", ""))
    assert (made.accepted, made.same, made.changed, made.refused) == (4, 0, 0, ())
    apply_plan(region, made)
    assert (told(region, 0), told(region, 1)) == ([71, -1, 150], [50, 100, -1])
    assert [(slot.reported, slot.issued) for slot in area_turnout(region).slots] == [(2, 121), (1, 100), (1, 150)]


def test_the_same_file_twice_changes_nothing_and_one_undo_takes_it_back(region: Region) -> None:
    rows = [("УИК", "10:00", "Открыт"), ("2", "71", "07:00"), ("10", "50", "07:20")]
    apply_plan(region, plan(region, *rows))
    again = plan(region, *rows)
    assert (again.accepted, again.same, again.changed) == (0, 4, 0)
    commits = region.store.counts[0]
    apply_plan(region, again)
    assert region.store.counts[0] == commits
    region.execute(Undo())
    assert (told(region, 0), area_turnout(region).slots[0].told) == ([-1, -1, -1], 0)


def test_a_later_file_changes_what_was_told_and_adds_what_was_not(region: Region) -> None:
    region.execute(ReportTurnout(station="2", slot="10:00", issued=70, caller="chair"))
    made = plan(region, ("УИК", "10:00", "12:00"), ("2", "71", "90"))
    assert (made.accepted, made.changed) == (1, 1)
    apply_plan(region, made)
    assert told(region, 0) == [71, 90, -1]
    assert not region.columns.turnout.disputed.any()


def test_counts_that_fall_are_taken_in_and_asked_about(region: Region) -> None:
    apply_plan(region, plan(region, ("УИК", "10:00", "12:00"), ("2", "90", "71")))
    assert [(each.number, each.slot, each.finding.code) for each in findings_of_area(region)] == [("2", "12:00", "T1")]


BAD: list[tuple[tuple[Any, ...], tuple[str, str]]] = [
    (("999", "71", "", ""), ("УИК", "unknown_station")),
    (("2", "1,5", "", ""), ("10:00", "fraction")),
    (("2", "-3", "", ""), ("10:00", "negative")),
    (("2", "71", "25:99", ""), ("Открыт", "not_a_time")),
    (("2", "71", "08:00", "07:30"), ("Закрыт", "closing_first")),
]


@pytest.mark.parametrize(("row", "reason"), BAD, ids=lambda each: each[1])
def test_a_bad_cell_is_named_and_nothing_is_written(region: Region, row: tuple[str, ...], reason: tuple[str, str]) -> None:
    made = plan(region, ("УИК", "10:00", "Открыт", "Закрыт"), row)
    assert [(cell.column, cell.reason) for cell in made.refused] == [reason]
    assert not made.records


def test_the_hours_of_an_earlier_election_come_by_district(region: Region) -> None:
    rows = (
        ("Район", "10:00", "12:00", "Выборы"),
        ("", "23,17", "41.86 %", "Президент 2022"),
        ("Ridder", "20,5", "", ""),
    )
    sheet = Sheet("earlier", "earlier.csv", "00", 1, [list(row) for row in rows], range(1, len(rows) + 1))
    made = plan_for(region, "earlier-turnout", sheet, None)
    assert (made.accepted, made.refused) == (2, ())
    apply_plan(region, made)
    assert earlier_turnout(region) == EarlierTurnout(election="Президент 2022", shares={"10:00": 2317, "12:00": 4186})
    assert earlier_turnout(region, "area2") == EarlierTurnout(area="area2", shares={"10:00": 2050})
    assert plan_for(region, "earlier-turnout", sheet, None).same == 2
