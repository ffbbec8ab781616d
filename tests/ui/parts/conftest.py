"""Keys as a keyboard sends them: the physical key with its code, and the letter that the layout makes of it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from electdesk.ui.look import apply_theme
from electdesk.ui.parts import NumberField

US_ROW = "1234567890"
RU_ROW = "1234567890"
KK_ROW = '"әіңғ,.үұқ'
ROWS = {"us": US_ROW, "ru": RU_ROW, "kk": KK_ROW}

NO_MODIFIER = Qt.KeyboardModifier.NoModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def press(widget: QWidget, key: int, text: str = "", *, code: int = 0, held: Qt.KeyboardModifier = NO_MODIFIER) -> QKeyEvent:
    """Send one key press with its physical code, as the window system would."""
    event = QKeyEvent(QEvent.Type.KeyPress, key, held, code, 0, 0, text)
    QApplication.sendEvent(widget, event)
    return event


def press_row(widget: QWidget, digit: str, layout: str) -> None:
    """Press the key of the number row that carries this digit, in a layout."""
    place = US_ROW.index(digit)
    letter = ROWS[layout][place]
    press(widget, ord(letter.upper()), letter, code=10 + place)


def type_text(widget: QWidget, text: str) -> None:
    """Send characters without codes, as a remote desktop does."""
    for letter in text:
        press(widget, ord(letter.upper()), letter)


@pytest.fixture
def beeps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was heard."""
    heard: list[str] = []
    monkeypatch.setattr(NumberField, "beep", staticmethod(lambda: heard.append("beep")))
    return heard


@pytest.fixture
def light_look(qapp: QApplication) -> Iterator[QApplication]:
    """The application in the light theme at 100 %, put back afterwards."""
    apply_theme(qapp, "light", 100)
    yield qapp
    apply_theme(qapp, "light", 100)


@pytest.fixture
def field(qtbot: QtBot, light_look: QApplication, beeps: list[str]) -> NumberField:
    """An empty field that has the keyboard."""
    made = NumberField("14 Candidate B")
    qtbot.addWidget(made)
    made.show()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made
