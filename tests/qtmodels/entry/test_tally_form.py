"""The model of one protocol: what counts, what waits, what can be undone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from electdesk.domain.figures import BLANK, NO_NUMBER
from electdesk.domain.findings import Finding
from electdesk.qtmodels.entry import StationSearch, TallyFormModel, next_awaited, sheet_of
from electdesk.services.commands import FinishEntry
from electdesk.services.draft_checks import draft_findings
from electdesk.services.region import Region
from tests.ui.entry.region import GOOD, evening_region, row_of

SLIP = [871, 880, 0, 762, 58, 60, 68, 762, 4, 816, 0, 0, 781, 20, 10, 5]


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    """The region of the evening."""
    made = evening_region(tmp_path)
    yield made
    made.close()


@pytest.fixture
def model(region: Region, qapp: QApplication) -> TallyFormModel:
    """An empty protocol of station 114."""
    del qapp
    columns = next(iter(region.columns.contests.values()))
    made = TallyFormModel(sheet_of(region, columns, row_of(region, "s114")))
    made.load(made.sheet.blank_row(), {})
    return made


def fill(model: TallyFormModel, figures: list[int]) -> None:
    """Type figures from the first line on, each left before the next."""
    for slot, figure in enumerate(figures):
        model.enter(slot)
        model.type_figure(slot, figure)
        model.leave(slot)


def test_the_sheet_is_the_paper_in_its_order(model: TallyFormModel) -> None:
    lines = model.sheet.lines
    assert [line.number for line in lines] == [str(number) for number in range(1, 17)]
    assert [line.slot for line in lines if line.heavy] == [5, 10, 12]
    assert model.sheet.groups() == [0, 1, 6, 10, 12]
    assert (lines[12].text("ru"), lines[12].is_choice) == ("Кандидат A", True)


def test_a_whole_protocol_has_the_findings_that_finishing_will_find(region: Region, model: TallyFormModel) -> None:
    fill(model, SLIP)
    columns = next(iter(region.columns.contests.values()))
    assert list(model.findings) == draft_findings(columns, model.sheet.row, model.sheet.as_columns(columns, SLIP))


def test_the_current_field_counts_once_it_is_left(model: TallyFormModel) -> None:
    fill(model, SLIP[:9])
    model.enter(9)
    model.type_figure(9, 816)
    assert [rule.state for rule in model.rules if rule.code == "R3"] == ["waiting"]
    model.leave(9)
    assert Finding("R3", "hard", ("found_mobile", "found_stationary", "invalid", "valid"), 830, 820) in model.findings


def test_lines_not_reached_yet_are_no_finding_until_everything_is_checked(model: TallyFormModel) -> None:
    fill(model, SLIP[:2])
    assert list(model.findings) == []
    model.check_all()
    codes = [found.code for found in model.findings]
    assert codes == ["BLANK"]


def test_the_lines_in_several_broken_rules_are_named_first(model: TallyFormModel) -> None:
    fill(model, SLIP)
    found = next(finding for finding in model.findings if finding.code == "R3")
    assert model.first_to_compare(found) == ["7", "8"] or model.first_to_compare(found) == ["7"]


def test_a_confirmation_falls_when_the_figures_change_and_stands_again_when_they_return(model: TallyFormModel) -> None:
    fill(model, SLIP)
    soft = model.open_soft()[0]
    model.confirm(soft, "so on paper")
    assert model.reason_of(soft) == "so on paper"
    fill(model, [*SLIP[:6], 69])
    other = next(finding for finding in model.findings if finding.code == soft.code)
    assert (model.reason_of(other), model.lost_confirmation(other)) == (None, True)
    fill(model, SLIP[:7])
    assert model.reason_of(soft) == "so on paper"


def test_one_visit_to_a_field_is_one_step_of_undo(model: TallyFormModel) -> None:
    model.enter(0)
    for figure in (8, 87, 871):
        model.type_figure(0, figure)
    model.leave(0)
    model.stack.undo()
    assert model.figures[0] == BLANK
    model.stack.redo()
    assert model.figures[0] == 871


def test_marks_become_what_commands_take(model: TallyFormModel) -> None:
    fill(model, [871, NO_NUMBER])
    assert [model.values()[line.id] for line in model.sheet.lines[:3]] == [871, "none", None]


def test_stations_are_found_by_number_then_by_name_in_plain_letters(region: Region) -> None:
    search = StationSearch(region.columns.register)
    number = [region.columns.register.stations[match.row].number for match in search.find("11")]
    name = [region.columns.register.stations[match.row].number for match in search.find("карагай")]
    assert (number, name, search.find("нет такого")) == (["113", "114", "114", "115", "116"], ["115"], [])


def test_the_next_station_is_the_next_awaited_of_the_district_and_begins_again_at_its_end(region: Region) -> None:
    columns = next(iter(region.columns.contests.values()))
    register = region.columns.register
    values: dict[str, int | str | bool | None] = {str(number): int(figure) for number, figure in enumerate(GOOD, start=1)}
    region.execute(FinishEntry(station="s116", values=values))
    assert next_awaited(register, columns, row_of(region, "s115")) == row_of(region, "s113")
    assert next_awaited(register, columns, row_of(region, "s113")) == row_of(region, "s114")
