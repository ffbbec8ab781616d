"""The totals panel: boxes are counted over an area and named at a station, and each constituency keeps its own numbers."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from electdesk.domain.records import Area, Station
from electdesk.qtmodels.desk import Desk
from electdesk.qtmodels.stations.column_list import station_columns
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
    assert [row[:2] for row in cells(choices)] == [
        ("8", "N1 (constituency north)"),
        ("9", "N2 (constituency north)"),
        ("8", "S1 (constituency south)"),
        ("9", "S2 (constituency south)"),
    ]
    with qtbot.waitSignal(shown.changed):
        shown.show_station(1)
    assert [row[:2] for row in cells(choices)] == [("8", "S1"), ("9", "S2")]
    desk.let_go()


def test_an_area_of_one_constituency_shows_its_choices_alone_numbered_as_on_its_papers(tmp_path: Path, qtbot: QtBot) -> None:
    desk = Desk()
    desk.take(with_constituencies(tmp_path))
    assert desk.region is not None
    unit = desk.region.unit("SetUpRegion")
    top = desk.region.columns.register.area_ids[0]
    unit.put(Area(name={"": "Beta"}, parent=top, order=2), "area2")
    unit.put(Station(number="3", area="area2", voters=500, constituency="south"), "station3")
    unit.commit()
    shown = ShownTotals(desk)
    choices = ChoiceTotalsModel(shown)
    shown.show_area("area2")
    assert [row[:2] for row in cells(choices)] == [("8", "S1"), ("9", "S2")]
    shown.show_area("area1")
    assert [row[0] for row in cells(choices)] == ["8", "9", "8", "9"]
    assert [row[3:] for row in cells(choices)] == [("–", "–")] * 4
    desk.let_go()


def test_columns_of_choices_name_their_constituency(tmp_path: Path) -> None:
    region = with_constituencies(tmp_path)
    known = station_columns(next(iter(region.columns.contests.values())))
    assert {key: column.head for key, column in known.items() if key.startswith("choice:")} == {
        "choice:8": "8. N1 (constituency north)",
        "choice:9": "9. N2 (constituency north)",
        "choice:10": "8. S1 (constituency south)",
        "choice:11": "9. S2 (constituency south)",
    }
    region.close()
