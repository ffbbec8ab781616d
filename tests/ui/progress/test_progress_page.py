"""The progress page and the view for the hall in a real window, with the keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from electdesk import settings
from electdesk.app import make_window
from electdesk.qtmodels.stations.filters import StationFilter
from electdesk.qtmodels.stations.standing import Shown
from electdesk.services.commands import AcceptPaper, Annul, ChangeStation, FinishEntry, MakeFinal
from electdesk.services.drafts import Draft, save_draft
from electdesk.services.queries.progress import StaleDraft
from electdesk.ui.look import apply_theme
from electdesk.ui.parts import ActionLink
from electdesk.ui.progress import ProgressPage
from electdesk.ui.progress.lists import LeaveDialog
from electdesk.ui.window import MainWindow
from tests.regions import good_values, small_region

Key = Qt.Key


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    settings.change(language="en", theme="light", user_name="Aigul")
    apply_theme(qapp, "light", 100)
    small_region(tmp_path, entered=12).close()
    made = make_window()
    qtbot.addWidget(made)
    made.show_first()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    assert made.open_file(tmp_path / "small.electdesk")
    yield made
    made.close()


@pytest.fixture
def page(window: MainWindow) -> ProgressPage:
    window.show_page("progress")
    QApplication.processEvents()
    return window.desk_pages.progress


def press(widget: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or widget, key, held)
    QApplication.processEvents()


def spoken(page: ProgressPage) -> list[str]:
    return [cell.accessibleName() for cell in page.districts.grid.cells]


def test_each_district_says_its_numbers_in_words_and_the_region_stands_last(page: ProgressPage) -> None:
    assert spoken(page) == [
        "Glubokoye: 10 of 10 protocols; final 2, settled 7, first entry 1",
        "Ridder: 2 of 10 protocols; settled 2, no protocol 8",
        "Zharma: 0 of 10 protocols; no protocol 10",
        "Whole region: 12 of 30 protocols; final 2, settled 9, first entry 1, no protocol 18",
    ]


def test_a_saved_entry_repaints_its_district_and_the_region_alone(page: ProgressPage, window: MainWindow) -> None:
    moved: list[frozenset[str]] = []
    page.board.moved.connect(moved.append)
    cells = list(page.districts.grid.cells)
    window.desk.execute(FinishEntry(station="station20", values=good_values(700, 600)))
    assert moved == [frozenset({"area3", ""})]
    assert page.districts.grid.cells == cells
    assert spoken(page)[2] == "Zharma: 1 of 10 protocols; settled 1, no protocol 9"
    window.desk.execute(ChangeStation(station="station21", note="called"))
    assert len(moved) == 1


def test_a_parked_draft_is_seen_at_once(page: ProgressPage, window: MainWindow) -> None:
    assert window.desk.region is not None
    save_draft(window.desk.region, "station21", window.desk.contest_record, Draft(figures={}, form="", parked="page missing"))
    window.desk.drafts_changed.emit()
    assert spoken(page)[2] == "Zharma: 1 of 10 protocols; parked 1, no protocol 9"


def test_arrows_walk_and_enter_shows_the_stations_of_a_district(page: ProgressPage, window: MainWindow) -> None:
    press(page, Key.Key_Down)
    assert QApplication.focusWidget() is page.districts.grid.cells[1]
    press(page, Key.Key_Return)
    assert window.page_key() == "overview"
    assert window.overview.model.wanted == StationFilter(area="area2")


def test_a_tile_shows_the_stations_of_its_step(page: ProgressPage, window: MainWindow) -> None:
    page.districts.tiles.tiles["settled"].setFocus()
    press(page, Key.Key_Return)
    assert window.overview.model.wanted == StationFilter(states=frozenset({Shown.SETTLED, Shown.TO_CONFIRM}))
    assert window.overview.model.rowCount() == 9


def test_the_tiles_tell_annulled_tallies_only_where_there_are_some(page: ProgressPage, window: MainWindow) -> None:
    assert "annulled" not in page.districts.tiles.tiles
    window.desk.execute(Annul(station="station05", reason="court", document="1"))
    assert page.districts.tiles.tiles["annulled"].accessibleName() == "annulled 1"


def test_the_missing_list_follows_row_by_row_and_enter_goes_to_the_station(page: ProgressPage, window: MainWindow) -> None:
    page.show_part("missing")
    model = page.missing.model
    assert [station.row for station in model.rows] == list(range(29, 11, -1))
    resets: list[None] = []
    model.modelReset.connect(lambda: resets.append(None))
    window.desk.execute(AcceptPaper(station="station20"))
    assert [station.row for station in model.rows] == [*range(29, 20, -1), *range(19, 11, -1)]
    window.take_back()
    assert [station.row for station in model.rows] == list(range(29, 11, -1))
    assert resets == []
    page.missing.table.setFocus()
    page.missing.table.selectRow(2)
    press(page, Key.Key_Return)
    assert window.page_key() == "overview"
    assert window.overview.chosen_rows() == [27]


def test_the_missing_list_is_shown_as_the_sheet_that_will_be_printed(page: ProgressPage, window: MainWindow, qtbot: QtBot) -> None:
    page.show_part("missing")
    page.missing.print_link.click()
    sheet = window.desk_pages.sheet
    assert sheet is not None
    qtbot.waitUntil(lambda: sheet.pdf != b"", timeout=20_000)
    assert sheet.preview.reader() is not None
    assert sheet.windowTitle() == "Protocols that have not arrived"
    press(sheet, Key.Key_Escape)
    assert not sheet.isVisible()


def test_a_draft_is_discarded_by_a_supervisor_with_a_reason(
    page: ProgressPage, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    region = window.desk.region
    assert region is not None
    save_draft(region, "station21", window.desk.contest_record, Draft(figures={"1": 777}, form="", parked="shift ended"))
    window.desk.drafts_changed.emit()
    page.show_part("drafts")
    assert [(draft.number, draft.person, draft.parked) for draft in page.drafts.model.rows] == [("29", "Aigul", "shift ended")]
    assert not page.drafts.discard.isEnabled()
    page.drafts.table.selectRow(0)

    def answer(dialog: LeaveDialog) -> int:
        assert dialog.primary is not None
        assert not dialog.primary.isEnabled()
        dialog.why.setText("typed again")
        assert dialog.primary.isEnabled()
        return 1

    monkeypatch.setattr(LeaveDialog, "exec", answer)
    page.drafts.discard.click()
    QApplication.processEvents()
    assert region.store.drafts() == []
    assert region.store.commits()[-1].commit.command == "DiscardDraft"


def test_after_a_refused_hand_over_the_dialog_comes_back_with_what_was_written(
    page: ProgressPage, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    region = window.desk.region
    assert region is not None
    save_draft(region, "station21", window.desk.contest_record, Draft(figures={"1": 777}, form="", parked="shift ended"))
    window.desk.drafts_changed.emit()
    page.show_part("drafts")
    page.drafts.table.selectRow(0)
    seen: list[tuple[str, str]] = []

    def answer(dialog: LeaveDialog) -> int:
        seen.append((dialog.to.currentText(), dialog.why.text()))
        dialog.to.setCurrentText("Aigul" if len(seen) == 1 else "Marat")
        dialog.why.setText("the shift ended")
        return 1

    monkeypatch.setattr(LeaveDialog, "exec", answer)
    page.drafts.hand_over.click()
    QApplication.processEvents()
    assert seen == [("", ""), ("Aigul", "the shift ended")], "nobody hands a draft to its own author"
    assert [draft.person for draft in region.store.drafts()] == ["Marat"]


def test_a_file_with_users_offers_a_choice_and_no_free_name(page: ProgressPage) -> None:
    dialog = LeaveDialog(StaleDraft("Aigul", 0, "1", 40, ""), ["Aigul", "marat"], hand_over=True, parent=page)
    offered = [dialog.to.itemText(place) for place in range(dialog.to.count())]
    assert (dialog.to.isEditable(), dialog.to.currentText(), offered) == (False, "", ["marat"])


def test_the_consolidated_table_names_its_basis_and_is_copied_with_heads_and_sums(page: ProgressPage) -> None:
    page.show_part("consolidated")
    panel = page.table
    assert panel.note.words() == "preliminary: every tally that counts so far · 11 of 30 stations · as the paper states: 0"
    assert panel.badge.words() == "PRELIMINARY"
    panel.table.copy_rows()
    lines = QGuiApplication.clipboard().text().splitlines()
    rows = [line.split("\t") for line in lines]
    assert [row[0] for row in rows] == ["District", "Glubokoye", "Ridder", "Zharma", "Whole region"]
    assert [int(rows[4][column]) for column in range(3, len(rows[0]))] == [
        sum(int(row[column]) for row in rows[1:3]) for column in range(3, len(rows[0]))
    ]
    assert set(rows[3][3:]) == {"–"}, "no protocol of the third district is in"
    assert "<table>" in QGuiApplication.clipboard().mimeData().html()


def test_the_final_basis_holds_final_tallies_alone(page: ProgressPage, window: MainWindow, qtbot: QtBot) -> None:
    def held() -> tuple[str, int]:
        table = page.table.model.table
        assert table is not None
        return table.basis, table.total.reported

    page.show_part("consolidated")
    page.table.basis.set_current("final")
    page.table.basis.chosen.emit("final")
    qtbot.waitUntil(lambda: held() == ("final", 2))
    window.desk.execute(MakeFinal(stations=("station02",)))
    qtbot.waitUntil(lambda: held() == ("final", 3))


def test_the_districts_stay_in_sight_when_the_table_is_scrolled(page: ProgressPage, window: MainWindow) -> None:
    window.resize(1024, 768)
    page.show_part("consolidated")
    QApplication.processEvents()
    table = page.table.table
    assert table.frozen_column() == -1
    table.horizontalScrollBar().setValue(table.horizontalScrollBar().maximum())
    assert table.frozen_column() == 0


def test_the_hall_view_has_nothing_to_press_follows_changes_and_escape_leaves(page: ProgressPage, window: MainWindow) -> None:
    press(page, Key.Key_F11, Qt.KeyboardModifier.ShiftModifier)
    hall = page.hall
    assert hall is not None
    assert hall.isFullScreen()
    assert hall.findChildren(QWidget) == []
    assert hall.accessibleName() == "Progress of the protocols. 12 of 30 protocols"
    window.desk.execute(FinishEntry(station="station20", values=good_values(700, 600)))
    assert hall.accessibleName() == "Progress of the protocols. 13 of 30 protocols"
    assert not hall.is_final()
    QTest.keyClick(hall, Key.Key_Escape)
    QApplication.processEvents()
    assert not any(widget is hall and widget.isVisible() for widget in QApplication.topLevelWidgets())


def test_the_page_speaks_each_language_at_once(page: ProgressPage, window: MainWindow) -> None:
    window.set_language("ru")
    assert spoken(page)[0] == "Глубоковский: протоколов 10 из 10; итоговый 2, сверен 7, первый ввод 1"
    window.set_language("kk")
    assert spoken(page)[3].startswith("Бүкіл өңір: хаттамалар 12 / 30")
    links: list[ActionLink] = list(page.findChildren(ActionLink))
    assert "Тізімді басып шығару" in [link.text() for link in links]


def test_a_station_that_becomes_larger_moves_up_in_the_missing_list_and_the_choice_stays(
    page: ProgressPage, window: MainWindow
) -> None:
    page.show_part("missing")
    page.missing.table.selectRow(3)
    window.desk.execute(ChangeStation(station="station12", voters=5000, reason="list"))
    assert [station.row for station in page.missing.model.rows[:3]] == [12, 29, 28]
    chosen = page.missing.table.selectionModel().selectedRows()
    assert [page.missing.model.rows[index.row()].row for index in chosen] == [26]


def test_a_save_looks_at_no_station_that_it_did_not_change(
    page: ProgressPage, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.show_part("missing")
    looked: list[int] = []
    window.desk.execute(AcceptPaper(station="station21"))
    columns = window.desk.contest
    assert columns is not None
    path = columns.register.area_path

    def look(row: int) -> list[str]:
        looked.append(row)
        return path(row)

    monkeypatch.setattr(columns.register, "area_path", look)
    monkeypatch.setattr("electdesk.qtmodels.progress.lists.missing", lambda *_: pytest.fail("the whole list was read"))
    window.desk.execute(FinishEntry(station="station20", values=good_values(700, 600)))
    window.desk.execute(Annul(station="station21", reason="court", document="1"))
    assert set(looked) <= {20, 21}
    assert page.board.progress is not None
    assert page.board.progress.region.reported == 14


def test_control_p_prints_what_is_in_sight(page: ProgressPage, window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    sheet = window.desk_pages.sheet
    assert sheet is not None
    assert sheet.windowTitle() == "Consolidated table"
    qtbot.waitUntil(lambda: sheet.pdf != b"", timeout=20_000)
    reader = sheet.preview.reader()
    assert reader is not None
    assert reader.is_level
    sheet.reject()
