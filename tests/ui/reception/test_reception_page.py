"""The reception page in a real window, by keys alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from electdesk import settings
from electdesk.app import make_window
from electdesk.domain.records import Arrival
from electdesk.domain.states import State
from electdesk.reports.pages import text_of
from electdesk.services.commands import AcceptPaper, AddContact, FinishEntry, MakeFinal
from electdesk.services.queries.reception import arrivals
from electdesk.services.region import Region
from electdesk.ui.look import apply_theme
from electdesk.ui.reception import ReceptionPage
from electdesk.ui.reception.defects import DefectsDialog
from electdesk.ui.window import MainWindow
from tests.regions import good_values, small_region

Key = Qt.Key


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    settings.change(language="en", theme="light", user_name="Aigul")
    apply_theme(qapp, "light", 100)
    small_region(tmp_path, entered=4).close()
    made = make_window()
    qtbot.addWidget(made)
    made.show_first()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    assert made.open_file(tmp_path / "small.electdesk")
    QTest.keyClick(made, Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    assert made.page_key() == "reception"
    yield made
    close_sheet(made)
    made.close()


@pytest.fixture
def page(window: MainWindow) -> ReceptionPage:
    return window.desk_pages.reception


def press(*keys: Qt.Key | str) -> None:
    """Keys at whatever has the keyboard; a text is typed letter by letter."""
    for key in keys:
        widget = QApplication.focusWidget()
        assert widget is not None
        if isinstance(key, str):
            QTest.keyClicks(widget, key)
        else:
            QTest.keyClick(widget, key)
        QApplication.processEvents()


def region_of(window: MainWindow) -> Region:
    assert window.desk.region is not None
    return window.desk.region


def came(window: MainWindow) -> list[Arrival]:
    assert window.desk.contest is not None
    return [each.arrival for each in arrivals(region_of(window), window.desk.contest)]


def close_sheet(window: MainWindow) -> None:
    sheet = window.desk_pages.sheet
    if sheet is not None and sheet.isVisible():
        sheet.reject()
        QApplication.processEvents()


def error(window: MainWindow) -> str:
    banner = window.banner("error")
    return banner.words() if banner is not None else ""


def test_number_enter_and_plus_take_a_protocol_in_and_show_its_receipt(
    page: ReceptionPage, window: MainWindow, qtbot: QtBot
) -> None:
    assert QApplication.focusWidget() is page.counter.number
    press("28", Key.Key_Return)
    assert page.counter.name.words() == "№ 28 · Школа № 21"
    assert page.counter.listed.words() == "700"
    press("700")
    assert page.counter.fields.compared.words() == "✓ agrees with the register"
    press("+")
    (arrival,) = came(window)
    assert (arrival.outcome, arrival.number, arrival.list_size, arrival.by) == ("accepted", 1, 700, "Aigul")
    assert window.desk.contest is not None
    assert window.desk.contest.state[20] == State.RECEIVED
    sheet = window.desk_pages.sheet
    assert sheet is not None
    qtbot.waitUntil(lambda: sheet.pdf != b"", timeout=20_000)
    (text,) = text_of(sheet.pdf)
    assert "Receipt № 1: protocol accepted" in text
    QTest.keyClick(sheet, Key.Key_Escape)
    QApplication.processEvents()
    assert page.work.row is None
    assert page.counter.number.text() == ""


def test_enter_walks_through_all_fields_and_the_last_one_accepts(page: ReceptionPage, window: MainWindow) -> None:
    press("29", Key.Key_Return, "650", Key.Key_Return)
    fields = page.counter.fields
    assert QApplication.focusWidget() is fields.kind
    press(Key.Key_Return)
    press(Key.Key_Down, Key.Key_Down, Key.Key_Return)
    press(Key.Key_Down, Key.Key_Return)
    press("2", Key.Key_Return)
    assert QApplication.focusWidget() is fields.time
    press("0005", Key.Key_Return, "torn at a corner", Key.Key_Return)
    (arrival,) = came(window)
    assert (arrival.brought_by, arrival.seal, arrival.note, arrival.list_size) == ("secretary", "broken", "torn at a corner", 650)
    assert region_of(window).local(arrival.at).strftime("%H:%M") == "00:05"


def test_a_list_that_differs_names_both_numbers_and_proposes_none(page: ReceptionPage) -> None:
    press("28", Key.Key_Return, "69")
    assert page.counter.fields.compared.words() == "differs from the register: 69 and 700. Compare both with the list."


def test_two_stations_that_fit_are_offered_and_enter_takes_one(page: ReceptionPage) -> None:
    page.counter.number.setText("Лицей")
    press(Key.Key_Return)
    assert page.counter.matches.count() == 6
    press(Key.Key_Down, Key.Key_Return)
    assert page.work.row == 9
    press(Key.Key_Escape)
    assert page.work.row is None
    assert QApplication.focusWidget() is page.counter.number


def test_a_number_that_nobody_has_is_told_where_it_was_typed(page: ReceptionPage) -> None:
    press("777", Key.Key_Return)
    assert page.counter._ask.words() == "No station is found by “777”."
    assert page.work.row is None


def test_what_came_twice_and_what_is_closed_is_told_in_three_sentences(page: ReceptionPage, window: MainWindow) -> None:
    window.desk.execute(AcceptPaper(station="station20"))
    press("28", Key.Key_Return)
    assert page.counter.told.words().startswith("A protocol was accepted at ")
    page.counter.fields.kind.choose("original")
    press("+")
    assert error(window) == (
        "The original of the protocol of station 28 is already registered. Nothing was changed. "
        "Register a corrected, repeat or recount protocol instead."
    )
    assert page.work.row == 20
    press(Key.Key_Escape, "2", Key.Key_Return, "+")
    assert "The tally of station 2 is closed (final)." in error(window)
    assert [arrival.number for arrival in came(window)] == [1]


def test_a_time_that_is_none_is_refused_and_what_was_typed_stays(page: ReceptionPage, window: MainWindow) -> None:
    press("28", Key.Key_Return, "690")
    page.counter.fields.time.setFocus()
    press("2x", "+")
    assert error(window).startswith("“2x” is no time. Nothing was changed.")
    assert came(window) == []
    assert page.counter.fields.list_size.value() == 690


def test_a_corrected_protocol_asks_for_document_and_reason(page: ReceptionPage, window: MainWindow) -> None:
    window.desk.execute(AcceptPaper(station="station20"))
    press("28", Key.Key_Return)
    fields = page.counter.fields
    assert (fields.kind.key(), fields.document.isVisible()) == ("corrected", True)
    press(Key.Key_Return, Key.Key_Return, "14", Key.Key_Return, "line 3", Key.Key_Return, "+")
    assert [(arrival.number, arrival.outcome) for arrival in came(window)] == [(2, "accepted"), (1, "accepted")]


def test_f7_returns_a_protocol_with_its_defects_and_prints_what_a_quick_check_found(
    page: ReceptionPage, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = {**good_values(700, 600), "8": 1}

    def answer(dialog: DefectsDialog) -> int:
        assert dialog.primary is not None
        assert not dialog.primary.isEnabled()
        dialog.boxes["sums"].setChecked(True)
        assert dialog.primary.isEnabled()
        numbers = dialog._columns.numbers_at(20)
        for place, field in dialog.fields.items():
            field.set_value(int(str(typed[numbers[place]])))
        return 1

    monkeypatch.setattr(DefectsDialog, "exec", answer)
    press("28", Key.Key_Return, Key.Key_F7)
    (arrival,) = came(window)
    assert (arrival.outcome, arrival.defects, arrival.paper) == ("returned", ("sums",), "")
    sheet = window.desk_pages.sheet
    assert sheet is not None
    qtbot.waitUntil(lambda: sheet.pdf != b"", timeout=20_000)
    text = " ".join(" ".join(text_of(sheet.pdf)).split())
    assert "The numbers do not add up." in text
    assert "What the quick check found" in text
    assert window.desk.contest is not None
    assert window.desk.contest.state[20] == State.AWAITED


def test_the_queue_empties_as_protocols_are_entered_and_enter_opens_one(page: ReceptionPage, window: MainWindow) -> None:
    for row in (20, 21):
        window.desk.execute(AcceptPaper(station=f"station{row}"))
    QApplication.processEvents()
    assert [waiting.row for waiting in page.queue.rows] == [20, 21]
    window.desk.execute(FinishEntry(station="station20", values=good_values(700, 600)))
    QApplication.processEvents()
    assert [waiting.row for waiting in page.queue.rows] == [21]
    page.queue_table.setFocus()
    page.queue_table.selectRow(0)
    press(Key.Key_Return)
    assert window.page_key() == "entry"
    assert window.entry.work.row == 21


def test_a_copy_is_written_into_the_register_by_keys(page: ReceptionPage, window: MainWindow) -> None:
    page.show_part("copies")
    page.copies_panel.number.setFocus()
    press("28", Key.Key_Return)
    page.copies_panel.to.setFocus()
    press("Observers", Key.Key_Return)
    assert [(row.row, row.handout.kind, row.handout.to) for row in page.copies.rows] == [(20, "handed", "Observers")]
    page.copies_panel.number.setFocus()
    press("28")
    page.copies_panel.what.setCurrentIndex(1)
    page.copies_panel.to.setFocus()
    press("Entrance", Key.Key_Return)
    assert [row.handout.kind for row in page.copies.rows] == ["handed", "posted"]


def test_a_contact_that_is_known_may_be_named_as_who_brought_it(page: ReceptionPage, window: MainWindow) -> None:
    window.desk.execute(AddContact(station="station20", role="deputy", name="Ким В."))
    press("28", Key.Key_Return)
    box = page.counter.fields.brought_by
    assert box.itemText(box.count() - 1) == "deputy chair: Ким В."
    box.setCurrentIndex(box.count() - 1)
    press("+")
    (arrival,) = came(window)
    (record,) = region_of(window).columns.records.bodies["contact"]
    assert (arrival.brought_by, arrival.contact) == ("deputy", record)


def test_a_file_that_is_only_read_takes_nothing_in(page: ReceptionPage, window: MainWindow) -> None:
    window.desk.execute(MakeFinal(stations=("station03",)))
    store = region_of(window).store
    before = store.counts
    press("28", Key.Key_Return)
    assert page.counter.accept.isEnabled()
    assert store.counts == before


def test_every_field_has_a_name_for_a_screen_reader(page: ReceptionPage, window: MainWindow) -> None:
    press("28", Key.Key_Return)
    window.set_language("kk")
    fields: list[QWidget] = [*page.counter.fields.order, page.counter.number, page.copies_panel.to]
    assert [field.accessibleName() for field in fields if not field.accessibleName()] == []
    assert page.counter.fields.seal.itemText(1) == "бұзылған"
