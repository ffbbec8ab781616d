"""The incident log by keyboard: reported, found, worked on; and what the page shows of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from electdesk.app import make_window
from electdesk.domain.incident_steps import Work
from electdesk.domain.records import Incident
from electdesk.services.commands import AddIncident
from electdesk.services.person import Person
from electdesk.services.region import Region
from electdesk.ui.incidents import IncidentsPage
from electdesk.ui.incidents.new_incident import NewIncident
from electdesk.ui.incidents.steps import StepDialog
from electdesk.ui.window import MainWindow
from tests.services.incident_day import incident_region, report

Key = Qt.Key


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The window on a small region at noon of the day."""
    made = make_window()
    qtbot.addWidget(made)
    made.show_first()
    made.activateWindow()
    made.prepare()
    qtbot.waitUntil(made.isActiveWindow)
    made.take_new(incident_region(tmp_path), tmp_path / "small.electdesk")
    yield made
    made.close()


@pytest.fixture
def page(window: MainWindow) -> IncidentsPage:
    window.show_page("incidents")
    QApplication.processEvents()
    return window.desk_pages.incidents


def region_of(window: MainWindow) -> Region:
    assert window.desk.region is not None
    return window.desk.region


def type_here(text: str) -> None:
    at = QApplication.focusWidget()
    assert at is not None
    QTest.keyClicks(at, text)


def press(*keys: Qt.Key) -> None:
    for key in keys:
        at = QApplication.focusWidget()
        assert at is not None
        QTest.keyClick(at, key)


def asked(page: IncidentsPage) -> NewIncident | StepDialog:
    dialog = page.dialog
    assert isinstance(dialog, NewIncident | StepDialog)
    dialog.activateWindow()
    QApplication.processEvents()
    return dialog


def only(window: MainWindow) -> Incident:
    (body,) = region_of(window).columns.incidents.bodies.values()
    return body


def numbers(page: IncidentsPage) -> list[int]:
    return [row.incident.number for row in page.log.model.rows]


def test_an_incident_is_reported_with_three_words_and_four_enters(window: MainWindow, page: IncidentsPage, qtbot: QtBot) -> None:
    window.action("view.new_incident").trigger()
    dialog = asked(page)
    assert isinstance(dialog, NewIncident)
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.number.setFocus()
    type_here("10")
    press(Key.Key_Return)
    type_here("shortage")
    press(Key.Key_Return)
    type_here("twelve for forty people")
    press(Key.Key_Return)
    body = only(window)
    assert (body.category, body.station, body.severity, body.text) == ("B1", "station01", 3, "twelve for forty people")
    assert page.log.model.rows[0].incident == body
    assert page.detail.card is not None
    assert page.detail.card.row.incident == body


def test_another_severity_waits_for_its_reason_and_a_refusal_loses_nothing(window: MainWindow, page: IncidentsPage) -> None:
    dialog = page.report("11")
    assert dialog is not None
    dialog.category.set_code("A1")
    dialog._category_chosen("A1")
    assert dialog.primary is not None
    assert dialog.primary.isEnabled()
    dialog.severity.set_current("4")
    dialog._look()
    assert not dialog.primary.isEnabled()
    dialog.severity_why.setText("сорок человек")
    dialog.time.setText("99:99")
    dialog.accept()
    assert "is no time" in dialog.reason.words()
    dialog.time.setText("")
    dialog.accept()
    assert (only(window).severity, only(window).severity_why) == (4, "сорок человек")


def test_the_log_is_filtered_searched_and_sorted(window: MainWindow, page: IncidentsPage) -> None:
    region = region_of(window)
    for code, station in (("B5", "10"), ("A1", "20"), ("F5", "28")):
        report(region, code, station)
    QApplication.processEvents()
    assert numbers(page) == [1, 3, 2]
    page.log.search.setText("экзит")
    assert numbers(page) == [3]
    page.log.search.setText("")
    page.log.severity.setCurrentIndex(page.log.severity.findData("4"))
    page.log.apply()
    assert numbers(page) == [1]
    page.log.show_view(page.log.saved_views()[4])
    page.log.model.sort_by(((0, Qt.SortOrder.DescendingOrder),))
    assert numbers(page) == [3, 2, 1]
    page.show_station("station01")
    assert numbers(page) == [1]
    assert "10" in page.log.subtitle()


def test_a_step_is_taken_from_the_side_and_the_history_tells_it(window: MainWindow, page: IncidentsPage) -> None:
    region = region_of(window)
    record = report(region)
    QApplication.processEvents()
    page.open_incident(record)
    page.take_step("resolve")
    dialog = asked(page)
    assert isinstance(dialog, StepDialog)
    assert dialog.primary is not None
    assert not dialog.primary.isEnabled()
    dialog.fields["measures"].setPlainText("исправлено")  # type: ignore[union-attr]
    dialog.accept()
    QApplication.processEvents()
    assert region.columns.incidents.standing(record).work is Work.RESOLVED
    texts = [page.detail._event_words(event) for event in page.detail.history.rows]
    assert "work: resolved" in texts
    assert "reported" in texts


def test_every_part_of_the_figures_has_its_numbers_beside_its_chart(window: MainWindow, page: IncidentsPage) -> None:
    report(region_of(window), "B1", "10")
    page.figures.read()
    for part in ("groups", "matrix", "districts", "hours", "times", "deadlines"):
        page.figures.show_part(part)
        assert page.figures.model.rows, part
        assert all(any(row.cells[1:]) for row in page.figures.model.rows), part
    assert "30 stations" in page.figures.words()


def test_several_incidents_get_an_owner_at_once(window: MainWindow, page: IncidentsPage) -> None:
    region = region_of(window)
    report(region)
    report(region)
    QApplication.processEvents()
    page.log.table.selectAll()
    page.assign(page.log.chosen())
    dialog = asked(page)
    assert isinstance(dialog, StepDialog)
    dialog.fields["owner"].setText("ТИК")  # type: ignore[union-attr]
    dialog.accept()
    assert {body.owner for body in region.columns.incidents.bodies.values()} == {"ТИК"}


def test_the_table_of_stations_marks_incidents_and_its_menu_opens_them(window: MainWindow, page: IncidentsPage) -> None:
    region = region_of(window)
    region.execute(AddIncident(category="A1", station="10"))
    region.execute(AddIncident(category="A1", station="10"))
    window.show_page("overview")
    QApplication.processEvents()
    data = window.overview.model.stations
    assert data is not None
    assert (data.incidents_at(1), data.incidents_at(2)) == ((2, 2), None)
    window.overview.incidents_wanted.emit(1)
    assert window.page_key() == "incidents"
    assert [row.station for row in page.log.model.rows] == ["10", "10"]


def test_a_page_that_is_opened_late_shows_the_incidents_that_are_there(window: MainWindow) -> None:
    window.desk.execute(AddIncident(category="B1", station="25"))
    window.desk.execute(AddIncident(category="A1", station="26"))
    window.show_page("incidents")
    assert sorted(numbers(window.desk_pages.incidents)) == [1, 2]


def test_whoever_may_not_report_has_no_key_for_it(window: MainWindow) -> None:
    region_of(window).log_in(Person("Dana", ("viewer",)))
    QApplication.processEvents()
    assert not window.action("view.new_incident").isEnabled()
    region_of(window).log_in(Person("Dana", ("clerk",)))
    QApplication.processEvents()
    assert window.action("view.new_incident").isEnabled()
