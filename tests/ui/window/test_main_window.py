"""The main window: what its keys, menus, banners and lines do around one region file."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QRadioButton
from pytestqt.qtbot import QtBot

from electdesk import settings
from electdesk.app import make_window
from electdesk.domain.states import State
from electdesk.services.commands import ChangeStation, MakeFinal
from electdesk.services.region import Region
from electdesk.ui.look import apply_theme, theme, theme_choice
from electdesk.ui.parts import ActionButton, Banner, Label, NumberField
from electdesk.ui.parts.menu_keys import plain_title
from electdesk.ui.setup.from_old import FromOldDialog
from electdesk.ui.setup.wizard import SetUpWizard
from electdesk.ui.window import MainWindow
from electdesk.ui.window.about import AboutDialog
from electdesk.ui.window.help import HelpDialog
from electdesk.ui.window.settings_dialog import SettingsDialog
from tests.regions import small_region
from tests.storage.damage import change_byte, restore_guards, whole_copy

CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A small region on the disk, closed."""
    small_region(tmp_path).close()
    return tmp_path / "small.electdesk"


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    """The window as it starts, without a region."""
    settings.change(language="en", theme="light", user_name="Aigul")
    apply_theme(qapp, "light", 100)
    made = make_window()
    qtbot.addWidget(made)
    made.show_first()
    made.activateWindow()
    made.prepare()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()
    apply_theme(qapp, "light", 100)


def press(window: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """One key at whatever has the keyboard, else at the window."""
    QTest.keyClick(QApplication.focusWidget() or window, key, held)
    QApplication.processEvents()


def said(window: MainWindow, key: str = "message") -> str:
    """What a banner says, "" where there is none."""
    banner = window.banner(key)
    return banner.words() if banner is not None else ""


def click(window: MainWindow, key: str, words: str) -> None:
    """Press a button of a banner with the mouse."""
    banner = window.banner(key)
    assert banner is not None
    buttons: list[ActionButton] = list(banner.findChildren(ActionButton))
    QTest.mouseClick(next(button for button in buttons if button.text() == words), Qt.MouseButton.LeftButton)


def region_of(window: MainWindow) -> Region:
    """The open region."""
    assert window.desk.region is not None
    return window.desk.region


def note(window: MainWindow, text: str, station: str = "station25") -> None:
    """Change something in the region."""
    assert window.desk.execute(ChangeStation(station=station, note=text)) is not None


def notes(window: MainWindow) -> tuple[str, str]:
    """The notes of stations 25 and 26."""
    stations = region_of(window).columns.register.stations
    return stations[25].note, stations[26].note


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


def undo_item(window: MainWindow) -> tuple[str, str]:
    """What the edit menu offers to undo and to redo when it is opened."""
    window.menu("edit").aboutToShow.emit()
    return plain_title(window.action("edit.undo").text()), plain_title(window.action("edit.redo").text())


def test_taking_back_and_making_again_say_what_they_are_about(window: MainWindow, file: Path) -> None:
    window.open_file(file)
    number = region_of(window).columns.register.stations[25].number
    note(window, "first")
    assert undo_item(window) == (f"Undo: station changed · № {number}", "Redo")
    press(window, Key.Key_Z, CONTROL)
    assert said(window).startswith(f"Taken back: station changed · № {number} · Aigul · ")
    assert (notes(window), window.action("edit.redo").isEnabled()) == (("", ""), True)
    assert undo_item(window)[1] == f"Redo: station changed · № {number}"
    press(window, Key.Key_Y, CONTROL)
    assert (notes(window), said(window)) == (("first", ""), f"Done again: station changed · № {number}.")
    press(window, Key.Key_Z, CONTROL)
    click(window, "message", "Redo")
    assert (notes(window), window.action("edit.redo").isEnabled()) == (("first", ""), False)


def test_after_another_change_nothing_is_offered_to_be_made_again(window: MainWindow, file: Path) -> None:
    window.open_file(file)
    note(window, "first")
    press(window, Key.Key_Z, CONTROL)
    note(window, "another", "station26")
    assert (said(window), window.action("edit.redo").isEnabled(), notes(window)) == ("", False, ("", "another"))


def test_a_change_of_several_stations_is_taken_back_only_after_a_yes(window: MainWindow, file: Path) -> None:
    window.open_file(file)
    columns = next(iter(region_of(window).columns.contests.values()))
    ready = [columns.register.ids[row] for row in range(len(columns.register)) if columns.state[row] == State.SETTLED][:2]
    tip = region_of(window).store.counts[0]
    made = window.desk.execute(MakeFinal(stations=tuple(ready), contest=columns.record))
    assert made is not None
    window.overview.stations.table.setFocus()
    press(window, Key.Key_Z, CONTROL)
    assert re.fullmatch(
        r"Undo this: made final · 2 stations · Aigul · \d\d:\d\d\? Everything stays in the history; it can be done again\.",
        said(window, "undo"),
    )
    press(window, Key.Key_Escape)
    assert (region_of(window).store.counts[0], said(window, "undo")) == (tip + 1, "")
    assert window.overview.stations.table.hasFocus()
    press(window, Key.Key_Z, CONTROL)
    press(window, Key.Key_Z, CONTROL)
    assert region_of(window).store.counts[0] == tip + 1
    press(window, Key.Key_Return)
    assert said(window).startswith("Taken back: made final · 2 stations · Aigul · ")
    assert (region_of(window).store.counts[0], said(window, "undo")) == (tip + 2, "")
    assert window.overview.stations.table.hasFocus()


def test_a_change_of_somebody_else_is_taken_back_only_after_a_yes(window: MainWindow, file: Path) -> None:
    window.open_file(file)
    note(window, "first")
    window.leave()
    settings.change(user_name="Botagoz")
    window.open_file(file)
    press(window, Key.Key_Z, CONTROL)
    assert (" · Aigul · " in said(window, "undo"), notes(window)) == (True, ("first", ""))
    click(window, "undo", "Leave it")
    assert (said(window, "undo"), notes(window)) == ("", ("first", ""))


def test_a_question_about_undo_stops_nothing_and_is_gone_once_something_else_is_done(window: MainWindow, file: Path) -> None:
    window.open_file(file)
    note(window, "first")
    window.leave()
    settings.change(user_name="Botagoz")
    window.open_file(file)
    press(window, Key.Key_Z, CONTROL)
    assert said(window, "undo") != ""
    note(window, "another", "station26")
    assert (said(window, "undo"), notes(window)) == ("", ("first", "another"))
    window.leave()
    settings.change(user_name="Aigul")
    window.open_file(file)
    press(window, Key.Key_Z, CONTROL)
    assert said(window, "undo") != ""
    window.show_page("documents")
    assert (said(window, "undo"), notes(window)) == ("", ("first", "another"))


@pytest.mark.parametrize("lang", ["ru", "kk", "en"])
def test_every_menu_item_has_a_letter_of_its_own(window: MainWindow, file: Path, lang: str) -> None:
    window.open_file(file)
    window.set_language(lang)
    for name in ("file", "edit", "view", "help"):
        menu = window.menu(name)
        menu.aboutToShow.emit()
        letters = [item.text().partition("&")[2][:1].casefold() for item in menu.actions() if item.isVisible() and item.text()]
        assert (name, [letter for letter in letters if not letter or letters.count(letter) > 1]) == (name, [])


def test_a_dock_of_the_overview_is_ticked_as_long_as_it_is_there(window: MainWindow, file: Path) -> None:
    window.open_file(file)
    toggles = {action.text(): action for action in window.overview.toggle_actions()}
    dock = window.overview.docks["areas"]
    seen = [toggles["Districts"].isChecked()]
    toggles["Districts"].trigger()
    seen += [dock.isVisible(), toggles["Districts"].isChecked()]
    dock.show()
    assert [*seen, toggles["Districts"].isChecked()] == [True, False, False, True]


def test_the_usual_work_on_text_goes_to_whatever_has_the_keyboard(window: MainWindow, file: Path) -> None:
    window.open_file(file)
    box = window.overview.strip.find_box
    box.setFocus()
    box.setText("Ридер")
    for name in ("edit.all", "edit.cut"):
        window.action(name).trigger()
    assert (box.text(), QApplication.clipboard().text()) == ("", "Ридер")
    window.action("edit.paste").trigger()
    assert box.text() == "Ридер"
    window.overview.stations.table.setFocus()
    window.action("edit.all").trigger()
    assert len(window.overview.chosen_rows()) == 30
    window.action("edit.copy").trigger()
    assert len(QApplication.clipboard().text().splitlines()) == 31


def test_the_look_has_keys_that_are_no_other_keys(window: MainWindow, file: Path) -> None:
    window.open_file(file)
    press(window, Key.Key_D, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    press(window, Key.Key_K, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert (theme_choice(), settings.load().language) == ("dark", "kk")
    actions: list[QAction] = list(window.findChildren(QAction))
    keys = [key.toString() for action in actions if action.objectName() for key in action.shortcuts()]
    assert sorted(keys) == sorted(set(keys))


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


def test_the_look_and_the_language_are_switched_from_the_menu_and_checked_there(window: MainWindow, file: Path) -> None:
    window.open_file(file)
    window.action("view.theme.dark").trigger()
    window.action("view.language.kk").trigger()
    press(window, Key.Key_Equal, CONTROL)
    names = [f"view.theme.{name}" for name in ("system", "light", "dark", "contrast")]
    names += [f"view.language.{lang}" for lang in ("ru", "kk", "en")]
    assert [name for name in names if window.action(name).isChecked()] == ["view.theme.dark", "view.language.kk"]
    assert (theme_choice(), theme().zoom_percent > 100) == ("dark", True)
    assert window.status.slot_text("who") == "Aigul · KK"
    press(window, Key.Key_0, CONTROL)
    assert (theme().zoom_percent, settings.load().zoom_percent) == (100, 100)


def test_help_settings_and_about_open_and_close(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []

    def leave(dialog: QDialog) -> int:
        shown.append(type(dialog).__name__)
        return 0

    for dialog in (HelpDialog, AboutDialog, SettingsDialog):
        monkeypatch.setattr(dialog, "exec", leave)
    press(window, Key.Key_F1)
    window.action("help.about").trigger()
    window.foot_triggered.emit("settings")
    assert shown == ["HelpDialog", "AboutDialog", "SettingsDialog"]


@pytest.mark.parametrize("sound", [True, False])
def test_whether_a_refused_key_is_heard_is_known_from_the_start(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, sound: bool
) -> None:
    monkeypatch.setattr(NumberField, "sound", not sound)
    settings.change(sound=sound)
    qtbot.addWidget(make_window())
    assert NumberField.sound is sound


def test_the_window_comes_back_in_its_size(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(700, 600)
    window.close()
    again = make_window()
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (700, 600)


def test_a_new_name_without_the_ending_gets_it(
    window: MainWindow, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: (str(tmp_path / "День 1.v2"), "")))
    window.action("file.sample").trigger()
    assert region_of(window).store.path == tmp_path / "День 1.v2.electdesk"


def test_who_changes_their_mind_changes_nothing(window: MainWindow, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: ("", "")))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", staticmethod(lambda *_: ("", "")))
    window.open_file(file)
    before = region_of(window).store.counts
    for name in ("file.open", "file.sample", "file.copy", "file.restore", "file.import"):
        window.action(name).trigger()
    assert (region_of(window).store.counts, said(window), said(window, "error")) == (before, "", "")


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


def test_a_new_region_is_asked_for_made_and_opened(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    proposals: list[str] = []
    told: list[str] = []

    def answer(wizard: SetUpWizard) -> int:
        wizard.show()
        wizard.work.change_set_up(region={"ru": "Алтай"})
        wizard.work.add_contest("ru-duma-2021")
        wizard.show_page(6)
        QTest.keyClick(wizard, Key.Key_Return)
        banners: list[Banner] = list(wizard.findChildren(Banner))
        told.extend(banner.words() for banner in banners)
        wizard.close()
        return wizard.result()

    def target(_window: MainWindow, _title: str, proposal: str, _filter: str) -> tuple[str, str]:
        proposals.append(Path(proposal).name)
        return str(tmp_path / Path(proposal).name), ""

    monkeypatch.setattr(SetUpWizard, "exec", answer)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(target))
    press(window, Key.Key_N, CONTROL)
    assert (proposals, told) == (["Алтай.electdesk"], [])
    region = region_of(window)
    assert (region.store.path, region.is_test, len(region.columns.contests)) == (tmp_path / "Алтай.electdesk", True, 2)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    press(window, Key.Key_N, CONTROL)
    assert told[-1].startswith(f"There is already a file {tmp_path / 'Алтай.electdesk'}.")
    assert region_of(window) is region


def test_the_real_region_is_made_from_the_practice_region_that_is_open(
    window: MainWindow, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open_file(file)
    old = region_of(window).store
    fingerprint = old.fingerprint
    told: list[str] = []

    def answer(dialog: FromOldDialog) -> int:
        dialog.show()
        labels: list[Label] = list(dialog.findChildren(Label))
        told.extend(label.words() for label in labels if label.words().startswith(("Taken", "Not taken")))
        dialog.real.setFocus()
        QTest.keyClick(dialog.real, Key.Key_Space)
        QTest.keyClick(dialog, Key.Key_Return)
        return dialog.result()

    target = tmp_path / "real.electdesk"
    monkeypatch.setattr(FromOldDialog, "exec", answer)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: (str(target), "")))
    window.action("file.from").trigger()
    region = region_of(window)
    earlier = region.columns.set_up.earlier
    assert earlier is not None
    assert (region.store.path, region.is_test, len(region.columns.register), earlier.fingerprint) == (
        target,
        False,
        30,
        fingerprint,
    )
    assert not any(columns.entry_seqs for columns in region.columns.contests.values())
    assert told == [
        "Taken: districts 3, contests 1, choices 3, stations 30, contacts 0, users 0.",
        "Not taken: entries 20, papers 0, decisions 2, notes 1. They stay in the older file, which was not changed.",
    ]


def test_a_recent_file_is_one_step_away_and_says_where_it_is_gone(window: MainWindow, file: Path, tmp_path: Path) -> None:
    small_region(tmp_path, name="other").close()
    window.open_file(file)
    window.open_file(tmp_path / "other.electdesk")
    menus: list[QMenu] = list(window.menu("file").findChildren(QMenu))
    assert [menu.title() for menu in menus] == ["Recent files"]
    menus[0].aboutToShow.emit()
    texts = [action.text() for action in menus[0].actions()]
    assert [Path(text).stem for text in texts[:2]] == ["other", "small"]
    menus[0].actions()[1].trigger()
    assert region_of(window).store.path == file
    (tmp_path / "other.electdesk").unlink()
    menus[0].aboutToShow.emit()
    next(action for action in menus[0].actions() if "other" in action.text()).trigger()
    assert said(window, "error").count(". ") == 2
    assert region_of(window).store.path == file


def test_full_screen_is_left_by_the_same_key(window: MainWindow) -> None:
    press(window, Key.Key_F11)
    assert window.isFullScreen()
    press(window, Key.Key_F11)
    assert not window.isFullScreen()


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
