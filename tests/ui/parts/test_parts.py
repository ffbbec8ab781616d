"""The other parts: named for screen readers, worked by keyboard, following language and size."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from electdesk.i18n import tr, use_language
from electdesk.ui.look import ThemeChoice, apply_theme, px
from electdesk.ui.parts import (
    ActionButton,
    ActionLink,
    Banner,
    FindingBox,
    FlowLayout,
    HeadlineFigure,
    KeyLegend,
    Label,
    Pill,
    Rail,
    RailItem,
    Segmented,
    Share,
    StackedBar,
    StatePill,
    TaskProgress,
    announce_language,
)
from electdesk.ui.parts.messages import rich
from tests.ui.parts.conftest import press
from tests.ui.parts.gallery import PILLS, make_gallery

Key = Qt.Key


def buttons_of(widget: QWidget) -> list[QAbstractButton]:
    """Everything in it that can be pressed, in the order it was made."""
    found: list[QAbstractButton] = list(widget.findChildren(QAbstractButton))
    return found


def key_click(key: Qt.Key) -> None:
    """Press a key where the keyboard is."""
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key)


def shown(qtbot: QtBot, widget: QWidget) -> QWidget:
    """Show a widget until its window is the active one."""
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    return widget


@pytest.fixture(autouse=True)
def _look(light_look: QApplication) -> None:
    """Every part is tried in the light theme."""


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("zoom", [75, 100, 200])
def test_every_part_paints_in_every_theme_and_size(qtbot: QtBot, qapp: QApplication, theme: ThemeChoice, zoom: int) -> None:
    window = make_gallery()
    shown(qtbot, window)
    apply_theme(qapp, theme, zoom)
    window.resize(1024, 768)
    qapp.processEvents()
    assert not window.grab().isNull()


def test_everything_that_takes_the_keyboard_has_a_name(qtbot: QtBot) -> None:
    window = make_gallery()
    shown(qtbot, window)
    nameless = [
        type(widget).__name__
        for widget in buttons_of(window)
        if widget.isVisible() and not (widget.accessibleName() or widget.text())
    ]
    assert nameless == []


def test_an_action_is_pressed_by_the_keyboard(qtbot: QtBot) -> None:
    link = ActionLink("Filter", icon="filter", key="Ctrl+F")
    shown(qtbot, link)
    pressed: list[bool] = []
    link.clicked.connect(lambda: pressed.append(True))
    link.setFocus()
    QTest.keyClick(link, Key.Key_Space)
    assert (pressed, link.accessibleName()) == ([True], "Filter")


def test_an_action_that_cannot_act_says_why(qtbot: QtBot) -> None:
    button = ActionButton("Finish", key="+")
    qtbot.addWidget(button)
    button.set_refusal("lines 14-16 are blank")
    assert (button.isEnabled(), button.toolTip(), button.accessibleDescription()) == (False, *["lines 14-16 are blank"] * 2)
    button.set_refusal(None)
    assert (button.isEnabled(), button.toolTip()) == (True, "")


def test_words_change_with_the_language_while_the_part_is_shown(qtbot: QtBot, qapp: QApplication) -> None:
    button = ActionLink(lambda: tr("Cancel"))
    shown(qtbot, button)
    said = []
    for language in ("en", "ru", "kk"):
        use_language(language)
        announce_language(qapp)
        said.append(button.text())
    assert said == ["Cancel", "Отмена", "Бас тарту"]


def test_arrows_move_through_the_choices_and_a_choice_is_told(qtbot: QtBot) -> None:
    choices = Segmented([("open", "Open first"), ("late", "Overdue"), ("all", "All")], name="Show")
    shown(qtbot, choices)
    told: list[str] = []
    choices.chosen.connect(told.append)
    first, second, _ = buttons_of(choices)
    first.setFocus()
    QTest.keyClick(first, Key.Key_Right)
    assert (choices.current(), second.hasFocus()) == ("late", True)
    choices.set_current("all")
    assert (choices.current(), told) == ("all", ["late"])


@pytest.mark.parametrize("pill", PILLS, ids=lambda pill: pill.icon)
def test_a_state_is_read_as_its_word(qtbot: QtBot, pill: Pill) -> None:
    widget = StatePill(pill)
    qtbot.addWidget(widget)
    assert widget.accessibleName() == pill.word


def test_a_finding_is_read_whole_and_leads_to_its_lines(qtbot: QtBot) -> None:
    box = FindingBox("R3 does not add up", ["7 + 8 = **830**, 9 + 10 = **820**"], "Compare with the paper.", key="F2")
    shown(qtbot, box)
    asked: list[bool] = []
    box.activated.connect(lambda: asked.append(True))
    press(box, Key.Key_Return, "\r")
    assert asked == [True]
    assert box.plain_text() == "R3 does not add up\n7 + 8 = 830, 9 + 10 = 820\nCompare with the paper."
    assert (box.accessibleName(), box.accessibleDescription()) == ("R3 does not add up", box.plain_text())


def test_text_of_a_finding_cannot_be_markup() -> None:
    assert rich("1 < 2 & **<b>**\nnext") == "1 &lt; 2 &amp; <b>&lt;b&gt;</b><br>next"


def test_a_banner_offers_two_buttons_at_most_and_tells_when_it_is_closed(qtbot: QtBot) -> None:
    done: list[str] = []
    banner = Banner("118 stations imported.", actions=[("Undo", lambda: done.append("undo"))])
    shown(qtbot, banner)
    banner.closed.connect(lambda: done.append("closed"))
    for button in buttons_of(banner):
        button.click()
    assert (done, banner.accessibleName()) == (["undo", "closed"], "118 stations imported.")
    with pytest.raises(ValueError, match="two buttons"):
        Banner("x", actions=[("a", lambda: None)] * 3)


def test_pieces_of_a_bar_fill_its_width_and_none_is_too_thin_to_see(qtbot: QtBot) -> None:
    bar = StackedBar([Share(1000, "bar_final", "final 1000"), Share(0, "bar_diff", "difference 0"), Share(1, "bar_none", "none 1")])
    qtbot.addWidget(bar)
    bar.resize(400, 8)
    assert [(share.label, place) for share, place in bar.pieces()] == [
        ("final 1000", QRect(0, 0, 396, 8)),
        ("none 1", QRect(397, 0, 3, 8)),
    ]
    assert bar.accessibleName() == "final 1000, none 1"


def test_an_empty_bar_has_no_piece(qtbot: QtBot) -> None:
    bar = StackedBar([Share(0, "bar_final", "final 0")])
    qtbot.addWidget(bar)
    assert bar.pieces() == []


def test_long_work_can_be_stopped_once(qtbot: QtBot) -> None:
    task = TaskProgress("Summaries of the district")
    shown(qtbot, task)
    stopped: list[bool] = []
    task.cancelled.connect(lambda: stopped.append(True))
    task.set_progress(14, 46)
    button = task.findChild(ActionButton)
    assert button is not None
    button.click()
    button.click()
    assert (stopped, [label.text() for label in task.findChildren(Label)]) == (
        [True],
        ["Summaries of the district", "14 of 46"],
    )


def test_the_rail_is_walked_with_arrows_and_chosen_with_enter(qtbot: QtBot) -> None:
    rail = Rail(
        [RailItem(key, key, key.title()) for key in ("overview", "entry", "turnout")], [RailItem("help", "help", "Help", "F1")]
    )
    shown(qtbot, rail)
    told: list[str] = []
    rail.chosen.connect(told.append)
    rail.triggered.connect(told.append)
    rail.set_current("overview")
    buttons = buttons_of(rail)
    buttons[0].setFocus()
    for key in (Key.Key_Down, Key.Key_Return):
        key_click(key)
    assert (rail.current(), told) == ("entry", ["entry"])
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Down, Key.Key_Return):
        key_click(key)
    assert (rail.current(), told) == ("entry", ["entry", "help"])
    assert [button.toolTip() for button in buttons][-1] == "Help · F1"


def test_the_rail_keeps_every_word_whole_at_76_px(qtbot: QtBot, qapp: QApplication) -> None:
    rail = Rail([RailItem("observation", "observation", "Наблюдение"), RailItem("polls", "polls", "Сауалнамалар")])
    shown(qtbot, rail)
    rail.set_narrow(True)
    assert rail.width() == px(76)


def test_keys_of_the_legend_wrap_where_the_room_ends(qtbot: QtBot) -> None:
    legend = KeyLegend([("Enter", "next"), ("+", "finish and next"), ("/", "no number on paper")])
    shown(qtbot, legend)
    layout = legend.layout()
    assert isinstance(layout, FlowLayout)
    one_row = layout.sizeHint()
    assert layout.heightForWidth(one_row.width()) == one_row.height()
    assert layout.heightForWidth(one_row.width() - 1) == 2 * one_row.height() + layout.row_gap


def test_a_long_label_is_cut_and_its_tip_tells_the_whole(qtbot: QtBot) -> None:
    label = Label("Учаскелік сайлау комиссиясы алған бюллетеньдер саны", elide=True)
    shown(qtbot, label)
    label.resize(80, 20)
    assert (label.text().endswith("…"), label.toolTip(), label.accessibleName()) == (True, label.words(), label.words())
    label.resize(800, 20)
    assert (label.text(), label.toolTip()) == (label.words(), "")


def test_a_headline_figure_is_read_as_one(qtbot: QtBot) -> None:
    figure = HeadlineFigure("Incidents")
    qtbot.addWidget(figure)
    figure.set_parts([("3", "open", ""), ("1", "overdue", "err")])
    figure.set_parts([("4", "open", ""), ("2", "overdue", "err")])
    assert figure.accessibleName() == "Incidents 4 open 2 overdue"


def test_a_number_of_thousands_stays_on_one_line_wherever_a_finding_is_wrapped(qtbot: QtBot) -> None:
    """Qt makes a plain space of the narrow no-break space in HTML, where 1 977 would read as two numbers at the end of a line."""
    numbers = ("1\u202f977", "3\u202f007", "12\u202f345\u202f678")
    document = QTextDocument()
    document.setHtml(rich(f"The list has {numbers[0]}; with the reserve **{numbers[1]}**, in all {numbers[2]}."))
    broken = set()
    for width in range(100, 400, 3):
        document.setTextWidth(width)
        assert document.size().width() >= width
        block = document.begin()
        layout, text = block.layout(), block.text()
        lines = [layout.lineAt(place) for place in range(layout.lineCount())]
        told = [text[line.textStart() : line.textStart() + line.textLength()] for line in lines]
        broken |= {number for number in numbers if not any(number in line for line in told)}
    assert broken == set()
