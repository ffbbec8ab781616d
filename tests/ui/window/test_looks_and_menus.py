"""Menus, keys, colours, sizes and languages of the main window; what of them is there again at the next start."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from electdesk import settings
from electdesk.app import make_window
from electdesk.ui.look import notifier, theme, theme_choice
from electdesk.ui.parts import NumberField
from electdesk.ui.window import MainWindow
from electdesk.ui.window.about import AboutDialog
from electdesk.ui.window.help import HelpDialog
from electdesk.ui.window.settings_dialog import SettingsDialog
from tests.ui.window.at_window import press

CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


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


def test_the_look_and_the_language_are_switched_from_the_menu_and_checked_there(
    window: MainWindow, file: Path, qtbot: QtBot
) -> None:
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
    qtbot.waitUntil(lambda: (theme().zoom_percent, settings.load().zoom_percent) == (100, 100))


def test_a_key_held_down_paints_the_window_twice_and_not_once_a_step(window: MainWindow, file: Path, qtbot: QtBot) -> None:
    window.open_file(file)
    painted: list[int] = []

    def note() -> None:
        painted.append(theme().zoom_percent)

    notifier().changed.connect(note)
    for _ in range(10):
        QTest.keyClick(window, Key.Key_Equal, CONTROL)
    qtbot.waitUntil(lambda: len(painted) == 2)
    notifier().changed.disconnect(note)
    assert (painted, settings.load().zoom_percent) == ([110, 200], 200)


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


def test_full_screen_is_left_by_the_same_key(window: MainWindow) -> None:
    press(window, Key.Key_F11)
    assert window.isFullScreen()
    press(window, Key.Key_F11)
    assert not window.isFullScreen()


def test_the_first_window_takes_the_room_of_an_office_screen(window: MainWindow) -> None:
    settings.change(window_geometry="")
    again = make_window()
    room = again.screen().availableSize()
    assert (again.width(), again.height()) == (min(1440, room.width() - 20), min(900, room.height() - 60))
    again.close()
