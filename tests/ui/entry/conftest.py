"""A real page over a real file, and a clerk's keyboard."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from electdesk.qtmodels.desk import Desk
from electdesk.services.region import Region
from electdesk.ui.entry import EntryPage
from electdesk.ui.look import apply_theme
from electdesk.ui.parts import NumberField
from tests.ui.entry.region import GOOD, evening_region, row_of

Key = Qt.Key
NO_MODIFIER = Qt.KeyboardModifier.NoModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
ROWS = {"us": "1234567890", "ru": "1234567890", "kk": '"әіңғ,.үұқ'}
PAD_CODES = {"0": 90, "1": 87, "2": 88, "3": 89, "4": 83, "5": 84, "6": 85, "7": 79, "8": 80, "9": 81}


class Clerk:
    """Presses keys at whatever has the keyboard, and reads what stands on the page."""

    def __init__(self, page: EntryPage, desk: Desk, window: QWidget) -> None:
        self.page, self.desk, self.window = page, desk, window

    @property
    def region(self) -> Region:
        """The open region."""
        assert self.desk.region is not None
        return self.desk.region

    def key(self, key: int, text: str = "", *, code: int = 0, held: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        """One key press with its physical code."""
        at = QApplication.focusWidget()
        assert at is not None, "nothing has the keyboard"
        QApplication.sendEvent(at, QKeyEvent(QEvent.Type.KeyPress, key, held, code, 0, 0, text))
        QApplication.processEvents()

    def digits(self, number: str, layout: str = "us") -> None:
        """Digits of the number row in a layout, or of the keypad without Num Lock ("pad"); ``/`` as it is."""
        for digit in number:
            if digit == "/":
                self.key(Key.Key_Slash, "/", held=KEYPAD)
            elif layout == "pad":
                self.key(Key.Key_End, "", code=PAD_CODES[digit], held=KEYPAD)
            else:
                letter = ROWS[layout]["1234567890".index(digit)]
                self.key(ord(letter.upper()), letter, code=10 + "1234567890".index(digit))

    def enter(self) -> None:
        """The Enter key."""
        self.key(Key.Key_Return, "\r")

    def pad_enter(self) -> None:
        """Enter of the keypad."""
        self.key(Key.Key_Enter, "\r", held=KEYPAD)

    def plus(self) -> None:
        """Plus of the keypad."""
        self.key(Key.Key_Plus, "+", held=KEYPAD)

    def write(self, text: str) -> None:
        """Letters into a text field."""
        for letter in text:
            self.key(ord(letter.upper()), letter)

    def protocol(self, figures: tuple[str, ...] = GOOD, layout: str = "us") -> None:
        """A whole protocol, Enter after each line but the last."""
        for place, figure in enumerate(figures):
            self.digits(figure, layout)
            if place < len(figures) - 1:
                self.enter()

    def open(self, station: str = "s114") -> None:
        """Open a station's fields."""
        self.page.open_station(row_of(self.region, station))
        QApplication.processEvents()

    def line(self) -> str:
        """The official number of the line that has the keyboard, "" where none has."""
        at = QApplication.focusWidget()
        return next((row.line.number for row in self.page.form.rows if row.field is at), "")

    def figures(self, station: str = "s114") -> list[int]:
        """The figures of a station in the region."""
        columns = self.desk.contest
        assert columns is not None
        return [int(figure) for figure in columns.figures[row_of(self.region, station)]]

    def state(self, station: str = "s114") -> int:
        """The state of a tally in the region."""
        columns = self.desk.contest
        assert columns is not None
        return int(columns.state[row_of(self.region, station)])

    def beside(self) -> dict[str, str]:
        """What stands beside the lines, by official number."""
        return {row.line.number: row.note.text for row in self.page.form.rows if row.note is not None}

    def marked(self) -> dict[str, str]:
        """The lines that are framed, by official number."""
        framed = {row.line.number: str(row.field.property("mark")) for row in self.page.form.rows}
        return {number: mark for number, mark in framed.items() if mark in ("err", "warn")}


@pytest.fixture
def make_clerk(qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Region], Clerk]]:
    """A page in a window with the keyboard, for a region; everything is closed afterwards."""
    monkeypatch.setattr(NumberField, "beep", staticmethod(lambda: None))
    apply_theme(qapp, "light", 100)
    desks: list[Desk] = []

    def make(region: Region) -> Clerk:
        desk = Desk()
        desks.append(desk)
        page = EntryPage(desk)
        window = QWidget()
        row = QHBoxLayout(window)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(page)
        qtbot.addWidget(window)
        qtbot.addWidget(page.strip)
        qtbot.addWidget(page.status)
        desk.take(region)
        window.resize(1280, 860)
        window.show()
        window.activateWindow()
        page.finder.start()
        qtbot.waitUntil(page.finder.edit.hasFocus)
        return Clerk(page, desk, window)

    yield make
    for desk in desks:
        desk.let_go()


@pytest.fixture
def clerk(make_clerk: Callable[[Region], Clerk], tmp_path: Path) -> Clerk:
    """A clerk at the region of the evening: nothing entered yet."""
    return make_clerk(evening_region(tmp_path))
