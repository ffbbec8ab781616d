"""The main window: what its keys, menus, banners and lines do around one region file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QRadioButton
from pytestqt.qtbot import QtBot

from electdesk import settings
from electdesk.domain.errors import ClerkError
from electdesk.ui.window import MainWindow
from tests.regions import small_region
from tests.storage.damage import change_byte, restore_guards, whole_copy
from tests.ui.window.at_window import click, note, notes, press, region_of, said

CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


def test_without_a_region_the_start_page_stands_and_nothing_can_be_changed(window: MainWindow) -> None:
    assert (window.page_key(), window.rail.isVisible(), window.windowTitle()) == ("start", False, "ElectDesk")
    names = ("file.save", "file.import", "file.copy", "file.close", "file.print", "edit.undo", "edit.find", "help.verify")
    assert [name for name in names if window.action(name).isEnabled()] == []
    assert [name for name in ("file.new", "file.open", "file.sample") if not window.action(name).isEnabled()] == []


def test_an_open_region_says_its_name_state_and_fingerprint(window: MainWindow, file: Path) -> None:
    assert window.open_file(file)
    region = region_of(window)
    assert (window.page_key(), window.rail.isVisible()) == ("overview", True)
    assert window.windowTitle() == "[TEST] small.electdesk – Election – ElectDesk"
    assert {slot: window.status.slot_text(slot) for slot in ("file", "saved", "backup", "journal", "who")} == {
        "file": "small.electdesk",
        "saved": "everything is saved",
        "backup": "",
        "journal": f"journal no. {region.store.counts[0]} · fingerprint {region.store.fingerprint}",
        "who": "Aigul · EN",
    }
    assert window.badge.isVisible()
    assert settings.load().recent_files == (str(file),)
    window.leave()
    assert (window.page_key(), window.windowTitle(), window.status.slot_text("journal")) == ("start", "ElectDesk", "")


def test_the_title_says_that_a_file_is_for_reading_only(window: MainWindow, file: Path) -> None:
    window.open_file(file, read_only=True)
    titles = []
    for lang in ("en", "ru", "kk"):
        window.set_language(lang)
        titles.append(window.windowTitle())
    assert titles == [
        "[TEST] small.electdesk – Election – ElectDesk (read-only)",
        "[УЧЕБНЫЙ] small.electdesk – Выборы – ElectDesk (только чтение)",
        "[ЖАТТЫҒУ] small.electdesk – Сайлау – ElectDesk (тек оқу үшін)",
    ]


def test_no_part_of_a_page_becomes_a_window_of_its_own(window: MainWindow, file: Path, qtbot: QtBot) -> None:
    window.open_file(file)
    for page in ("overview", "entry", "documents", "turnout", "incidents", "reception", "progress"):
        window.show_page(page)
        QApplication.processEvents()
    shown = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    assert shown == [window]


def test_pages_are_reached_by_keys(window: MainWindow, file: Path) -> None:
    window.open_file(file)
    reached = []
    for key in (Key.Key_2, Key.Key_3, Key.Key_1):
        press(window, key, CONTROL)
        reached.append(window.page_key())
    assert reached == ["entry", "documents", "overview"]


def test_all_stations_chosen_in_the_table_are_what_the_documents_are_about(window: MainWindow, file: Path) -> None:
    window.open_file(file)
    press(window, Key.Key_A, CONTROL)
    press(window, Key.Key_3, CONTROL)
    assert (window.printing.choice.scope(), len(window.printing.choice.rows())) == ("chosen", 30)
    radios: list[QRadioButton] = list(window.printing.choice.findChildren(QRadioButton))
    assert ["30" in radio.text() for radio in radios if radio.isChecked()] == [True]


def test_the_keyboard_comes_back_to_the_page_after_a_dialog_of_the_rail(
    window: MainWindow, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window, "show_settings", lambda: None)
    window.open_file(file)
    press(window, Key.Key_2, CONTROL)
    window.rail._buttons["settings"].setFocus()
    window.rail._buttons["settings"].click()
    assert window.entry.finder.edit.hasFocus()


def test_a_station_is_looked_for_from_each_page(window: MainWindow, file: Path) -> None:
    window.open_file(file)
    press(window, Key.Key_3, CONTROL)
    press(window, Key.Key_G, CONTROL)
    assert (window.page_key(), window.overview.strip.find_box.hasFocus()) == ("overview", True)
    press(window, Key.Key_2, CONTROL)
    press(window, Key.Key_G, CONTROL)
    assert (window.page_key(), window.entry.finder.edit.hasFocus()) == ("entry", True)


def test_the_key_for_another_station_leads_to_the_find_box_and_the_totals_follow_what_is_found(
    window: MainWindow, file: Path, qtbot: QtBot
) -> None:
    window.open_file(file)
    overview = window.overview
    overview.stations.show_station(2)
    qtbot.waitUntil(lambda: overview.panel.title().startswith("№ 11 "))
    overview.stations.table.setFocus()
    press(window, Key.Key_F3)
    assert overview.strip.find_box.hasFocus()
    QTest.keyClicks(overview.strip.find_box, "14")
    press(window, Key.Key_Return)
    qtbot.waitUntil(lambda: overview.panel.title().startswith("№ 14 "))
    assert overview.stations.table.hasFocus()


def test_a_file_that_cannot_be_opened_leaves_the_one_before(window: MainWindow, file: Path, tmp_path: Path) -> None:
    window.open_file(file)
    wrong = tmp_path / "wrong.electdesk"
    wrong.write_text("a list of things to buy, and no region file at all", encoding="utf-8")
    for bad in (wrong, tmp_path / "missing.electdesk", tmp_path):
        assert not window.open_file(bad)
        assert said(window, "error").count(". ") == 2
    assert (region_of(window).store.path, window.desk.can_write) == (file, True)
    assert wrong.read_text(encoding="utf-8").startswith("a list of things to buy")


def test_the_open_file_is_brought_forward_and_not_opened_again(window: MainWindow, file: Path) -> None:
    window.open_file(file)
    note(window, "before")
    region = region_of(window)
    assert window.open_file(file)
    assert (said(window), region_of(window) is region) == ("This file is open here already.", True)
    assert (window.desk.can_write, said(window, "read_only"), notes(window)[0]) == (True, "", "before")


def test_another_file_takes_the_place_of_the_first_and_lets_it_go(window: MainWindow, file: Path, tmp_path: Path) -> None:
    small_region(tmp_path, name="other").close()
    window.open_file(file)
    assert window.open_file(tmp_path / "other.electdesk")
    assert window.windowTitle().startswith("[TEST] other.electdesk")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".small")] == []
    assert [Path(name).name for name in settings.load().recent_files] == ["other.electdesk", "small.electdesk"]


def test_save_makes_a_checkpoint_and_a_backup(window: MainWindow, file: Path) -> None:
    window.open_file(file)
    before = region_of(window).store.counts[0]
    press(window, Key.Key_S, CONTROL)
    assert said(window) == "Everything is saved. A backup copy was made."
    assert region_of(window).store.counts[0] == before + 1
    assert len(window.files.backups(file)) == 1
    assert window.status.slot_text("backup").startswith("backup ")


def test_a_backup_that_cannot_be_made_is_told_and_stops_nothing(window: MainWindow, file: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "stick"
    blocked.write_text("", encoding="utf-8")
    settings.change(backup_folders=(str(blocked),))
    window.open_file(file)
    press(window, Key.Key_S, CONTROL)
    assert (said(window), said(window, "error").count(". ")) == ("", 2)
    note(window, "goes on")
    window.leave()
    assert window.page_key() == "start"


def test_verification_says_what_it_read(window: MainWindow, file: Path) -> None:
    window.open_file(file)
    window.action("help.verify").trigger()
    store = region_of(window).store
    assert said(window) == (
        f"{store.counts[0]} commits and {store.counts[1]} revisions verified: everything is as it was written. "
        f"Fingerprint {store.fingerprint}."
    )


def test_a_damaged_record_is_told_with_a_way_to_a_backup(
    window: MainWindow, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = whole_copy(file, tmp_path / "damaged.electdesk")
    record = change_byte(db, ("revisions", "data", 60), 90, 1)
    restore_guards(db)
    window.open_file(tmp_path / "damaged.electdesk")
    assert region_of(window).store.damaged == {record}
    assert said(window, "damaged") == (
        "1 record of this file is damaged. It is shown as damaged and left out of every total. Restore a backup copy."
    )
    asked: list[str] = []

    def never_mind(_window: MainWindow, title: str, *_: str) -> tuple[str, str]:
        asked.append(title)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", staticmethod(never_mind))
    click(window, "damaged", "Restore")
    assert asked == ["Choose a backup copy"]


def test_closing_in_the_middle_of_a_line_keeps_what_was_typed(window: MainWindow, file: Path) -> None:
    window.open_file(file)
    window.desk.entry_wanted.emit(25)
    assert window.page_key() == "entry"
    for key in (Key.Key_7, Key.Key_5, Key.Key_0):
        press(window, key)
    window.close()
    assert window.open_file(file)
    assert [draft.station for draft in region_of(window).store.drafts()] == ["station25"]
    window.desk.entry_wanted.emit(25)
    assert window.entry.work.model is not None
    assert window.entry.work.model.figures[0] == 750


def test_everything_is_saved_means_what_is_being_typed_too(window: MainWindow, file: Path) -> None:
    window.open_file(file)
    window.desk.entry_wanted.emit(25)
    for key in (Key.Key_7, Key.Key_5, Key.Key_0):
        press(window, key)
    press(window, Key.Key_S, CONTROL)
    assert said(window) == "Everything is saved. A backup copy was made."
    assert [draft.station for draft in region_of(window).store.drafts()] == ["station25"]


def test_a_draft_after_the_last_backup_is_in_the_one_made_on_closing(window: MainWindow, file: Path) -> None:
    window.open_file(file)
    press(window, Key.Key_S, CONTROL)
    window.desk.entry_wanted.emit(25)
    press(window, Key.Key_7)
    window.leave()
    held = [len(region_of(window).store.drafts()) for _, path in window.files.backups(file) if window.open_file(path)]
    assert held[0] == 1


def test_a_refusal_stands_until_something_is_done_or_another_page_is_shown(window: MainWindow, file: Path) -> None:
    window.open_file(file)
    ways: tuple[Callable[[], object], ...] = (lambda: note(window, "later"), lambda: window.show_page("documents"))
    for done in ways:
        window.show_error(ClerkError("station_unknown", number="77"))
        assert window.banner("error") is not None
        done()
        assert window.banner("error") is None
