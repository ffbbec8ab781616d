"""The phone desk in a real window with real keys: number, Enter, next; questions where a number cannot be right."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from electdesk import settings
from electdesk.app import make_window
from electdesk.services.commands import AddContact, FinishEntry, KeepEarlierTurnout, ReportTurnout, Undo
from electdesk.services.queries.turnout import told_at
from electdesk.services.region import Region
from electdesk.ui.look import apply_theme
from electdesk.ui.turnout import TurnoutPage
from electdesk.ui.window import MainWindow
from tests.regions import good_values
from tests.turnout_day import voting_day

Key = Qt.Key


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    settings.change(language="en", theme="light", user_name="Aigul")
    apply_theme(qapp, "light", 100)
    voting_day(tmp_path).close()
    made = make_window()
    qtbot.addWidget(made)
    made.show_first()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    assert made.open_file(tmp_path / "day.electdesk")
    yield made
    made.close()


@pytest.fixture
def page(window: MainWindow) -> TurnoutPage:
    window.show_page("turnout")
    QApplication.processEvents()
    return window.desk_pages.turnout


@pytest.fixture
def region(window: MainWindow) -> Region:
    assert window.desk.region is not None
    return window.desk.region


def keys(text: str, *then: Qt.Key) -> None:
    """Type into whatever has the keyboard."""
    for letter in text:
        QTest.keyClicks(held(), letter)
    for key in then:
        QTest.keyClick(held(), key)
    QApplication.processEvents()


def held() -> QWidget:
    """What has the keyboard."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def told(region: Region, slot: int = 0) -> list[int]:
    return [int(figure) for figure in region.columns.turnout.told[:12, slot]]


def test_number_enter_number_enter_goes_from_station_to_station(page: TurnoutPage, region: Region) -> None:
    assert (page.work.slot, page.work.row, QApplication.focusWidget()) == ("10:00", 0, page.say.field)
    keys("71", Key.Key_Return)
    keys("52", Key.Key_Enter)
    keys("", Key.Key_Slash)
    keys("60", Key.Key_Return)
    assert told(region)[:5] == [71, 52, -1, 60, -1]
    assert page.work.row == 4
    assert QApplication.focusWidget() is page.say.field


def test_the_number_is_read_back_in_words_and_digits_while_it_is_typed(page: TurnoutPage, window: MainWindow) -> None:
    keys("488")
    assert page.say.words.words().split("    ") == ["four hundred and eighty-eight", "4 – 8 – 8"]
    assert page.grid_model.typed == "488"
    window.set_language("ru")
    assert page.say.words.words().startswith("четыреста восемьдесят восемь")
    window.set_language("kk")
    assert page.say.words.words().startswith("төрт жүз сексен сегіз")


def test_a_number_below_the_one_before_is_asked_about_and_the_misheard_one_is_typed_again(
    page: TurnoutPage, region: Region
) -> None:
    keys("230", Key.Key_Return)
    page.find_station("2")
    keys("", Key.Key_PageDown)
    assert (page.work.slot, page.work.row) == ("12:00", 0)
    keys("220", Key.Key_Return)
    assert page.work.row == 0
    assert [box.plain_text().splitlines()[0] for box in page.foot.boxes] == ["T1 · fewer than before"]
    assert [button.text() for button in page.foot.buttons] == ["10:00: 230 was misheard", "12:00: 220 was misheard"]
    page.foot.buttons[0].click()
    assert (page.work.slot, page.say.field.value()) == ("10:00", -1)
    keys("130", Key.Key_Return)
    assert (int(region.columns.turnout.told[0, 0]), int(region.columns.turnout.told[0, 1])) == (130, 220)
    assert region.store.commits()[-1].commit.reason == "misheard"
    assert page.foot.boxes == []


def test_another_number_for_a_slot_wants_a_reason(page: TurnoutPage, region: Region) -> None:
    keys("71", Key.Key_Return)
    page.find_station("2")
    page.work.show_slot("10:00")
    keys("77", Key.Key_Return)
    assert told(region)[0] == 71
    keys("typed wrongly", Key.Key_Return)
    assert told(region)[0] == 77
    assert region.store.commits()[-1].commit.reason == "typed wrongly"
    assert QApplication.focusWidget() is page.say.field


def test_f2_confirms_a_doubt_with_a_reason(page: TurnoutPage, region: Region) -> None:
    keys("300", Key.Key_Return)
    assert (page.work.row, len(page.foot.boxes)) == (0, 1)
    keys("", Key.Key_F2)
    keys("school bus", Key.Key_Return)
    assert page.foot.boxes == []
    assert region.columns.turnout.confirmations(0) == {"T4|300|0||10:00": "school bus"}
    keys("", Key.Key_Return)
    assert page.work.row == 1


def test_hours_and_list_are_typed_without_the_mouse(page: TurnoutPage, region: Region) -> None:
    keys("*")
    assert page.day.isVisible()
    keys("720", Key.Key_Tab)
    keys("", Key.Key_Escape)
    assert not page.day.isVisible()
    keys("*")
    keys("720", Key.Key_Return)
    opened = told_at(region, 0, "opened")
    assert opened is not None
    assert opened.figure == 7 * 60 + 20
    assert QApplication.focusWidget() is page.say.field
    page.day.open()
    page.day.lists["voters_added"].setFocus()
    keys("5", Key.Key_Return)
    assert region.columns.turnout.voters[0] == 505


def test_who_calls_and_when_is_kept(page: TurnoutPage, region: Region) -> None:
    page.say.caller.setCurrentIndex(page.say.caller.findData("deputy"))
    page.say.caller.activated.emit(page.say.caller.currentIndex())
    page.say.at.setText("0:05")
    keys("71", Key.Key_Return)
    found = told_at(region, 0, "10:00")
    assert found is not None
    assert (found.caller, found.at is not None and found.at.minute) == ("deputy", 5)
    assert page.say.at.text() == ""


def test_the_district_is_chosen_in_its_list_and_stays_until_all_have_reported(page: TurnoutPage, region: Region) -> None:
    second = region.columns.register.area_ids[2]
    page.work.show_area(second)
    assert (page.work.row, len(page.grid_model.rows)) == (10, 10)
    for number in range(10):
        keys(str(50 + number), Key.Key_Return)
    assert [int(figure) for figure in region.columns.turnout.told[10:20, 0]] == list(range(50, 60))
    assert (page.work.area, page.work.row) == (second, 19)
    assert [row.name for row in page.area_model.rows] == ["Whole region", "Glubokoye", "Ridder", "Zharma"]
    page.area_model.read()
    assert page.area_model.rows[2].total is not None
    assert page.area_model.rows[2].total.is_complete


def test_the_filters_show_who_is_missing_and_what_is_asked(page: TurnoutPage, window: MainWindow) -> None:
    keys("300", Key.Key_Return)
    page.shown.chosen.emit("missing")
    assert len(page.grid_model.rows) == 29
    page.shown.chosen.emit("questions")
    assert page.grid_model.rows == [0]
    assert page.grid_model.cell(0, 3).sign == "soft"
    window.desk.execute(Undo())
    page.shown.chosen.emit("all")
    assert page.grid_model.cell(0, 3).sign == "missing"


def test_what_a_colleague_saved_is_seen_at_once_without_reading_the_table_anew(page: TurnoutPage, window: MainWindow) -> None:
    resets: list[None] = []
    page.grid_model.modelReset.connect(lambda: resets.append(None))
    changed: list[int] = []
    page.grid_model.dataChanged.connect(lambda first, last: changed.append(last.row() - first.row() + 1))
    window.desk.execute(ReportTurnout(station="station05", slot="10:00", issued=44))
    assert (page.grid_model.cell(5, 3).words, resets, changed) == ("44", [], [1])


def test_a_number_that_is_none_is_not_saved(page: TurnoutPage, region: Region) -> None:
    before = region.store.counts
    keys("4x5", Key.Key_Return)
    assert (region.store.counts, page.work.row) == (before, 0)
    keys("", Key.Key_F8)
    keys("45", Key.Key_Return)
    assert told(region)[0] == 45


def test_an_unknown_station_is_told_in_the_window_and_moves_nothing(page: TurnoutPage, window: MainWindow) -> None:
    page.focus_find()
    keys("999", Key.Key_Return)
    banner = window.banner("error")
    assert banner is not None
    assert banner.accessibleName().startswith("There is no station 999.")
    assert page.work.row == 0


def test_phones_stand_beside_the_number(page: TurnoutPage, window: MainWindow) -> None:
    window.desk.execute(AddContact(station="station01", name="А. Ә.", phones=("8 700 11",)))
    page.step(1)
    assert page.say.contacts.words() == "А. Ә. 8 700 11"


def test_the_curve_has_a_gap_where_nothing_is_known_and_its_table_beside_it(
    page: TurnoutPage, window: MainWindow, qtbot: QtBot
) -> None:
    window.desk.execute(KeepEarlierTurnout(shares={"10:00": 2317, "12:00": 4186}, area="area1", election="2022"))
    for row in range(10):
        window.desk.execute(ReportTurnout(station=f"station{row:02}", slot="10:00", issued=50))
        window.desk.execute(ReportTurnout(station=f"station{row:02}", slot="14:00", issued=300))
    page.work.show_area("area1")
    page.show_part("curves")
    card = page.curves
    qtbot.waitUntil(card.plot.is_drawn)
    assert card.plot.curves is not None
    xs, ys = card.plot.curves.chosen.values()
    assert xs.tolist() == [600, 720, 840]
    assert [round(value, 2) if value == value else None for value in ys.tolist()] == [9.17, None, 55.05]
    assert [[card.model.data(card.model.index(row, column)) for column in range(6)] for row in range(3)] == [
        ["10:00", "9.2%", "500", "5\u202f450", "23.2%", "10 of 10 stations"],
        ["12:00", "–", "–", "–", "41.9%", "0 of 10 stations"],
        ["14:00", "55.0%", "3\u202f000", "5\u202f450", "–", "10 of 10 stations"],
    ]
    view = card.plot._plot.getViewBox()
    point = card.plot.nearest(view.mapViewToScene(QPointF(600, 100 * 500 / 5450)))
    assert point is not None
    assert point[1].words == "Glubokoye · 10:00 · 9.2% · 10 of 10 stations"
    earlier = card.plot.nearest(view.mapViewToScene(QPointF(720, 41.86)))
    assert earlier is not None
    assert (earlier[0].kind, earlier[1].words) == ("earlier", "2022 · 12:00 · 41.9%")


def test_a_click_on_a_districts_line_shows_its_stations(page: TurnoutPage, window: MainWindow, qtbot: QtBot) -> None:
    for row in (0, 10):
        window.desk.execute(ReportTurnout(station=f"station{row:02}", slot="10:00", issued=50 + row * 10))
    page.show_part("curves")
    qtbot.waitUntil(page.curves.plot.is_drawn)
    page.curves.plot.area_chosen.emit("area2")
    assert (page.work.area, page.grid_model.rows) == ("area2", list(range(10, 20)))


@pytest.mark.parametrize("name", ["curve.svg", "curve.png"])
def test_the_curve_is_saved_as_a_picture(page: TurnoutPage, qtbot: QtBot, tmp_path: Path, name: str) -> None:
    page.show_part("curves")
    qtbot.waitUntil(page.curves.plot.is_drawn)
    page.curves.save_to(tmp_path / name)
    start = (tmp_path / name).read_bytes()[:200]
    assert start.startswith(b"\x89PNG") or b"<svg" in start


def test_the_bulletin_is_copied_in_the_language_of_its_own(page: TurnoutPage) -> None:
    keys("50", Key.Key_Return)
    page.show_part("bulletin")
    page.bulletin.languages.set_current("kk")
    page.bulletin.languages.chosen.emit("kk")
    page.bulletin.copy.click()
    text = QGuiApplication.clipboard().text()
    assert text.splitlines()[0] == (
        "Облыс, 10:00 жағдайы бойынша: берілген бюллетеньдер 50, тізімге енгізілген 500 сайлаушының 10,0\u00a0% (1 учаске, барлығы 30)."
    )


def test_the_missing_list_names_the_last_report_and_enter_calls_the_station(page: TurnoutPage, window: MainWindow) -> None:
    window.desk.execute(ReportTurnout(station="station02", slot="10:00", issued=50))
    page.work.show_slot("12:00")
    page.show_part("missing")
    model = page.missing.model
    assert (len(model.rows), model.data(model.index(2, 4)), model.data(model.index(0, 4))) == (30, "10:00: 50", "–")
    page.missing.table.selectRow(2)
    page.missing.table.setFocus()
    keys("", Key.Key_Return)
    assert (page.parts.current(), page.work.row, QApplication.focusWidget()) == ("reports", 2, page.say.field)


def test_a_viewer_sees_the_day_and_types_nothing(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    from electdesk.services.person import Person

    region = voting_day(tmp_path, name="seen")
    region.person = Person("Viewer", ("viewer",))
    made = make_window()
    qtbot.addWidget(made)
    made.show_first()
    made.opening.take_new(region, tmp_path / "seen.electdesk")
    made.show_page("turnout")
    page = made.desk_pages.turnout
    assert (page.work.can_tell, page.say.field.isReadOnly(), page.say.caller.isEnabled()) == (False, True, False)
    made.close()


def test_the_overview_shows_the_day_until_more_protocols_are_in(window: MainWindow, page: TurnoutPage, region: Region) -> None:
    keys("71", Key.Key_Return)
    keys("52", Key.Key_Return)
    window.show_page("overview")
    overview = window.overview
    overview.strip.read()
    assert overview.strip.turnout.accessibleName() == "Turnout as of 10:00 · 2 of 30 12.2% issued / list"
    tree = overview.areas
    told = tree.data(tree.index_of("area1"), Qt.ItemDataRole.AccessibleTextRole)
    assert told.splitlines()[1] == "Turnout as of 10:00: 12.2% · 2 of 10 stations"
    data = overview.model.stations
    assert data is not None
    assert [data.reported_at(row) for row in (0, 1, 2)] == [(71, 500, "10:00"), (52, 510, "10:00"), None]
    region.execute(FinishEntry(station="station05", values=good_values(550, 400)))
    overview.strip.read()
    assert overview.strip.turnout.accessibleName().startswith("Turnout as of 10:00")
    for row in (6, 7):
        region.execute(FinishEntry(station=f"station{row:02}", values=good_values(500 + 10 * row, 400)))
    overview.strip.read()
    assert overview.strip.turnout.accessibleName().startswith("Turnout, preliminary · 3 of 30")


def test_undo_takes_the_last_report_back_while_nothing_is_typed(page: TurnoutPage, region: Region) -> None:
    keys("71", Key.Key_Return)
    keys("5")
    QTest.keyClick(held(), Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (told(region)[0], page.say.field.value()) == (71, -1)
    QTest.keyClick(held(), Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    assert told(region)[0] == -1


def test_what_is_being_typed_stays_when_a_colleague_saves_the_same_station(page: TurnoutPage, window: MainWindow) -> None:
    keys("7")
    window.desk.execute(ReportTurnout(station="station00", slot="12:00", issued=44))
    assert page.say.field.value() == 7
    keys("", Key.Key_Escape)
    window.desk.execute(ReportTurnout(station="station00", slot="10:00", issued=40))
    assert page.say.field.value() == 40


def test_the_grid_is_copied_with_its_heads(page: TurnoutPage) -> None:
    keys("71", Key.Key_Return)
    page.table.clearSelection()
    page.copy.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert (lines[0].split("\t")[:6], lines[1].split("\t")[:4]) == (
        ["№", "Station", "List", "10", "12", "14"],
        ["2", "Школа № 1", "500", "71"],
    )
