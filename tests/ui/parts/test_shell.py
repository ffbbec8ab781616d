"""The window's frame: pages by rail and by Ctrl and a digit, banners that stop nothing, a place it remembers."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from electdesk.i18n import Language, tr, use_language
from electdesk.ui.look import apply_theme, px
from electdesk.ui.parts import Banner, KeyLegend, RailItem, announce_language
from electdesk.ui.shell import Shell, StatusLine, Strip
from tests.ui.parts.conftest import press

CONTROL = Qt.KeyboardModifier.ControlModifier
PAGES = [
    RailItem("overview", "overview", "Overview"),
    RailItem("entry", "entry", "Entry"),
    RailItem("turnout", "turnout", "Turnout"),
]


@pytest.fixture
def shell(qtbot: QtBot, light_look: QApplication) -> Shell:
    """A window with two of its three pages built in; the second has its own status line."""
    made = Shell(PAGES, [RailItem("help", "help", "Help", "F1")])
    qtbot.addWidget(made)
    made.set_page("overview", QWidget())
    entry = QWidget()
    field = QLineEdit()
    QVBoxLayout(entry).addWidget(field)
    entry.setFocusProxy(field)
    status = StatusLine()
    status.add(KeyLegend([("Enter", "next"), ("+", "finish and next")]), stretch=1)
    made.set_page("entry", entry, Strip(68), status)
    made.resize(1200, 800)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_the_first_page_is_shown_and_control_and_a_digit_reach_the_others(shell: Shell) -> None:
    told: list[str] = []
    shell.page_changed.connect(told.append)
    first = shell.page_key()
    QTest.keyClick(shell, Qt.Key.Key_2, CONTROL)
    assert (first, shell.page_key(), told) == ("overview", "entry", ["entry"])
    assert isinstance(QApplication.focusWidget(), QLineEdit)


def test_a_page_that_is_not_built_in_leaves_the_window_as_it_is(shell: Shell) -> None:
    QTest.keyClick(shell, Qt.Key.Key_3, CONTROL)
    assert shell.page_key() == "overview"


def test_a_page_brings_its_own_strip_and_status_line(shell: Shell) -> None:
    before = shell.status.isVisible()
    shell.show_page("entry")
    strips: list[Strip] = list(shell.findChildren(Strip))
    visible = [strip.height() for strip in strips if strip.isVisible()]
    assert (before, shell.status.isVisible(), visible) == (True, False, [68])


def test_slots_of_the_status_line_are_filled_and_emptied(shell: Shell) -> None:
    shell.status.set_slot("file", "vko-2011.electdesk")
    shell.status.set_slot("saved", "everything is saved")
    shell.status.set_slot("person", "Supervisor", right=True)
    shell.status.set_slot("saved", "")
    assert [shell.status.slot_text(key) for key in ("file", "saved", "person", "other")] == [
        "vko-2011.electdesk",
        "",
        "Supervisor",
        "",
    ]


def test_a_banner_takes_no_keyboard_and_goes_when_it_is_closed(shell: Shell) -> None:
    shell.show_page("entry")
    keyboard = QApplication.focusWidget()
    shell.show_banner("undo", Banner("Imported."))
    second = Banner("Imported again.")
    shell.show_banner("undo", second)
    assert (QApplication.focusWidget(), shell.banner("undo")) == (keyboard, second)
    second.closed.emit()
    assert shell.banner("undo") is None


def test_actions_of_the_menus_change_with_the_language(shell: Shell, qapp: QApplication) -> None:
    done: list[str] = []
    action = shell.add_action("file", "file.close", lambda: tr("Close"), "Ctrl+W", lambda: done.append("closed"), icon_name="close")
    action.trigger()
    assert (done, shell.action("file.close").text(), shell.menu("file").title()) == (["closed"], "Close", "&File")
    use_language("kk")
    announce_language(qapp)
    assert (action.text(), shell.menu("edit").title()) == ("Жабу", "&Түзету")


def test_the_rail_gives_up_eight_pixels_in_a_window_of_1024(shell: Shell) -> None:
    wide = shell.rail.width()
    shell.resize(1024, 768)
    assert (wide, shell.rail.width()) == (84, 76)


def test_at_200_percent_a_page_scrolls_instead_of_being_cut(shell: Shell, qapp: QApplication) -> None:
    page = QWidget()
    page.setMinimumSize(2000, 1500)
    shell.set_page("turnout", page)
    apply_theme(qapp, "light", 200)
    shell.show_page("turnout")
    qapp.processEvents()
    areas: list[QScrollArea] = list(shell.findChildren(QScrollArea))
    holder = next(area for area in areas if area.isAncestorOf(page))
    assert (shell.width() <= 1200, page.size().toTuple(), holder.horizontalScrollBar().maximum() > 0) == (True, (2000, 1500), True)
    assert shell.rail.width() == px(76)


def test_the_window_stands_where_it_stood(qtbot: QtBot, shell: Shell) -> None:
    shell.resize(700, 640)
    other = Shell(PAGES)
    qtbot.addWidget(other)
    assert other.restore_geometry(shell.geometry_bytes())
    assert other.size() == shell.size()
    assert not other.restore_geometry(b"")


def test_a_listener_may_keep_the_window_open(shell: Shell) -> None:
    shell.closing.connect(lambda event: event.ignore())
    assert (shell.close(), shell.isVisible()) == (False, True)


def test_shortcuts_work_where_only_a_kazakh_layout_is_installed(shell: Shell) -> None:
    done: list[str] = []
    shell.add_action("file", "file.open", "Open", "Ctrl+O", lambda: done.append("open"))
    shell.add_zoom_actions(lambda step: done.append(f"zoom {step}"))
    press(shell, ord("Ә"), "ә", code=11, held=CONTROL)
    press(shell, ord("Щ"), "щ", code=32, held=CONTROL)
    press(shell, ord("Қ"), "қ", code=19, held=CONTROL)
    assert (shell.page_key(), done) == ("entry", ["open", "zoom 0"])


def test_the_zoom_has_its_three_shortcuts(shell: Shell) -> None:
    done: list[int] = []
    shell.add_zoom_actions(done.append)
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus, Qt.Key.Key_0):
        QTest.keyClick(shell, key, CONTROL)
    assert done == [1, 1, -1, 0]


def test_f10_opens_the_first_menu_from_everywhere(shell: Shell, qtbot: QtBot) -> None:
    shell.show()
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    shell.menu("file").addAction("One")
    QTest.keyClick(shell, Qt.Key.Key_F10)
    assert shell.menu("file").isVisible()
    shell.menu("file").close()


@pytest.mark.parametrize("lang", ["en", "ru", "kk"])
def test_every_menu_has_a_letter_of_its_own_for_alt(shell: Shell, qapp: QApplication, lang: Language) -> None:
    use_language(lang)
    announce_language(qapp)
    letters = [
        title[title.index("&") + 1].casefold() for title in (shell.menu(key).title() for key in ("file", "edit", "view", "help"))
    ]
    assert len(set(letters)) == 4
