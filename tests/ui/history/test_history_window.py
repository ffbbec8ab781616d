"""The history of a station in a real window: what happened, any two states side by side, the correction sheet."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from electdesk import settings
from electdesk.app import make_window
from electdesk.reports.pages import text_of
from electdesk.services.commands import AcceptPaper, CorrectEntry, FinishEntry, HandOutCopy, MakeFinal
from electdesk.services.person import Person
from electdesk.ui.history import HistoryWindow
from electdesk.ui.look import apply_theme
from electdesk.ui.window import MainWindow
from tests.regions import BROKEN, good_values, small_region

Key = Qt.Key
STATION = f"station{BROKEN:02}"


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    settings.change(language="en", theme="light", user_name="Aigul")
    apply_theme(qapp, "light", 100)
    small_region(tmp_path, entered=6).close()
    made = make_window()
    qtbot.addWidget(made)
    made.show_first()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    assert made.open_file(tmp_path / "small.electdesk")
    yield made
    for part in (made.desk_pages.sheet, made.desk_pages.history):
        if part is not None:
            part.close()
    QApplication.processEvents()
    made.close()


def told(history: HistoryWindow) -> list[list[str]]:
    model = history.steps
    return [[str(model.index(row, column).data()) for column in range(1, 5)] for row in range(model.rowCount())]


def differing(history: HistoryWindow) -> list[list[str]]:
    model = history.sides
    rows = [place for place, line in enumerate(model.rows) if line.differs]
    return [[str(model.index(row, column).data()) for column in range(5)] for row in rows]


def opened(window: MainWindow, row: int = BROKEN) -> HistoryWindow:
    window.desk_pages.show_history(row)
    history = window.desk_pages.history
    assert history is not None
    QApplication.processEvents()
    return history


def test_it_tells_who_did_what_and_which_lines_changed(window: MainWindow) -> None:
    window.desk.execute(CorrectEntry(station=STATION, values=good_values(540, 476), reason="line 8 read again"))
    window.desk.execute(MakeFinal(stations=(STATION,)))
    history = opened(window)
    assert told(history) == [
        ["Aigul", "made final", "", ""],
        ["Aigul", "entry corrected", "line 8 read again", "8: 383 → 373"],
        ["Aigul", "entry finished", "", ""],
        ["Aigul", "set-up", "", ""],
    ]
    assert differing(history) == [["8", "Candidate A", "383", "373", "−10"]]
    assert history.sides.rowCount() == 12


def test_a_protocol_over_the_desk_is_one_line_with_its_receipt(window: MainWindow) -> None:
    window.desk.execute(AcceptPaper(station=STATION))
    window.desk.execute(AcceptPaper(station=STATION, kind="corrected", document="14", reason="two were added"))
    window.desk.execute(HandOutCopy(station=STATION, to="Observers"))
    assert told(opened(window))[:3] == [
        ["Aigul", "copy handed out: Observers", "", ""],
        ["Aigul", "protocol accepted at the desk, receipt № 2", "two were added; document 14", ""],
        ["Aigul", "protocol accepted at the desk, receipt № 1", "", ""],
    ]


def test_any_two_states_are_put_side_by_side_with_the_boxes(window: MainWindow) -> None:
    for issued, reason in ((476, "once"), (470, "twice"), (472, "three times")):
        window.desk.execute(CorrectEntry(station=STATION, values=good_values(540, issued), reason=reason))
    history = opened(window)
    assert history.old.count() == 4
    history.old.setCurrentIndex(1)
    history.new.setCurrentIndex(2)
    # 9 of 476 and 9 of 470 are invalid; of the other 467 and 461 the first has 373 and 368, the second 46 both times, the third the rest.
    assert [row[0] for row in differing(history)] == ["3", "4", "6", "8", "10"]
    assert differing(history)[0][2:] == ["476", "470", "−6"]
    history.new.setCurrentIndex(1)
    assert differing(history) == []
    assert not history.sheet.isEnabled()
    history.new.setCurrentIndex(3)
    assert differing(history)[0][2:] == ["476", "472", "−4"]
    history.only.setChecked(True)
    assert history.sides.rowCount() == len(differing(history))


def test_a_chosen_row_is_compared_with_the_one_before_it(window: MainWindow) -> None:
    for issued, reason in ((476, "once"), (470, "twice")):
        window.desk.execute(CorrectEntry(station=STATION, values=good_values(540, issued), reason=reason))
    history = opened(window)
    history.table.selectRow(1)
    assert (history.old.currentIndex(), history.new.currentIndex()) == (0, 1)


def test_the_correction_sheet_is_shown_from_here(window: MainWindow, qtbot: QtBot) -> None:
    window.desk.execute(CorrectEntry(station=STATION, values=good_values(540, 476), reason="line 8 read again"))
    opened(window).sheet.click()
    sheet = window.desk_pages.sheet
    assert sheet is not None
    qtbot.waitUntil(lambda: sheet.pdf != b"", timeout=20_000)
    text = " ".join(" ".join(text_of(sheet.pdf)).split())
    assert "Correction sheet, station № 12а" in text
    assert "line 8 read again" in text
    assert "383 373 −10" in text


def test_numbers_that_a_colleague_may_not_see_are_nowhere_in_it(window: MainWindow) -> None:
    region = window.desk.region
    assert region is not None
    window.desk.execute(FinishEntry(station="station10", values={**good_values(600, 517), "8": 1}))
    region.person = Person("Dana", ("clerk",))
    history = opened(window, 10)
    assert told(history)[0] == ["Aigul", "entry finished", "", "the numbers are not shown before the tally is settled"]
    assert history.states == []
    assert history.sides.rowCount() == 0
    assert history.told.words() == "The numbers are not shown before the tally is settled."


def test_a_window_that_is_locked_or_closed_leaves_no_history_and_no_table_behind(window: MainWindow, qtbot: QtBot) -> None:
    window.show_page("progress")
    page = window.desk_pages.progress
    page.show_part("consolidated")
    hall = page.show_hall()
    opened(window)
    assert page.table.model.rowCount() == 4
    window.desk.let_go()
    qtbot.waitUntil(lambda: window.desk_pages.history is None and page.hall is None)
    assert not shiboken6.isValid(hall)
    assert (page.table.model.rowCount(), page.missing.model.rowCount(), page.board.progress) == (0, 0, None)


def test_control_h_shows_the_station_at_hand_and_escape_leaves(window: MainWindow, qtbot: QtBot) -> None:
    window.overview.go_to(BROKEN)
    QTest.keyClick(window.overview.stations.table, Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    history = window.desk_pages.history
    assert history is not None
    assert history.windowTitle() == "History of station № 12а"
    window.set_language("ru")
    QApplication.processEvents()
    assert history.windowTitle() == "История участка № 12а"
    QTest.keyClick(history, Key.Key_Escape)
    qtbot.waitUntil(lambda: window.desk_pages.history is None)
    window.show_page("entry")
    window.entry.open_station(BROKEN)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(QApplication.focusWidget() or window, Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    assert window.desk_pages.history is not None
