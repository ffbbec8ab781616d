"""The totals panel: boxes are counted over an area and named at a station, and each constituency keeps its own numbers."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from electdesk.qtmodels.desk import Desk
from electdesk.qtmodels.stations.totals_model import ChoiceTotalsModel, LineTotalsModel, ShownTotals
from tests.boxes_and_ballots import with_boxes, with_constituencies


def cells(model: ChoiceTotalsModel | LineTotalsModel) -> list[tuple[str, ...]]:
    """The table as it reads, row by row."""
    return [
        tuple(str(model.data(model.index(row, column))) for column in range(model.columnCount())) for row in range(model.rowCount())
    ]


def test_ticks_are_counted_over_the_region_and_a_station_shows_its_box(tmp_path: Path, qtbot: QtBot) -> None:
    desk = Desk()
    desk.take(with_boxes(tmp_path))
    shown = ShownTotals(desk)
    lines = LineTotalsModel(shown)
    assert cells(lines) == [("1", "Came", "30"), ("2", "Counted again", "2"), ("3", "Reason", "–")]
    with qtbot.waitSignal(shown.changed):
        shown.show_station(2)
    assert cells(lines) == [("1", "Came", "10"), ("2", "Counted again", "No"), ("3", "Reason", "storm")]
    desk.let_go()


def test_a_station_shows_the_choices_of_its_own_ballot(tmp_path: Path, qtbot: QtBot) -> None:
    desk = Desk()
    desk.take(with_constituencies(tmp_path))
    shown = ShownTotals(desk)
    choices = ChoiceTotalsModel(shown)
    assert [row[:2] for row in cells(choices)] == [("8", "N1"), ("9", "N2"), ("10", "S1"), ("11", "S2")]
    with qtbot.waitSignal(shown.changed):
        shown.show_station(1)
    assert [row[:2] for row in cells(choices)] == [("8", "S1"), ("9", "S2")]
    desk.let_go()
