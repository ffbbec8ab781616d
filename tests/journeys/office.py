"""A clerk at the whole program: real keys at whatever has the keyboard, and what stands on the screen."""

import html
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from electdesk.columns import ContestColumns
from electdesk.domain.figures import BLANK
from electdesk.domain.states import State
from electdesk.qtmodels.stations.standing import SIGNS, Shown
from electdesk.qtmodels.stations.totals_model import ChoiceTotalsModel, LineTotalsModel
from electdesk.services.region import Region
from electdesk.ui.parts import ActionButton
from electdesk.ui.window import MainWindow

Key = Qt.Key
CONTROL: Final = Qt.KeyboardModifier.ControlModifier
PAD: Final = Qt.KeyboardModifier.KeypadModifier
NOTHING_HELD: Final = Qt.KeyboardModifier.NoModifier


class Office:
    """The window, the person before it, and the folder of the files."""

    def __init__(self, window: MainWindow, qtbot: QtBot, folder: Path) -> None:
        self.window, self.qtbot, self.folder = window, qtbot, folder

    # -- what is open

    @property
    def region(self) -> Region:
        """The open region."""
        assert self.window.desk.region is not None
        return self.window.desk.region

    @property
    def contest(self) -> ContestColumns:
        """The contest that is shown."""
        assert self.window.desk.contest is not None
        return self.window.desk.contest

    @property
    def file(self) -> Path:
        """The open file."""
        assert self.region.store.path is not None
        return self.region.store.path

    def row(self, number: str) -> int:
        """The row of the register of the first station with this number."""
        return next(row for row, station in enumerate(self.contest.register.stations) if station.number == number)

    def state(self, number: str) -> State:
        """The state of a station's tally."""
        return State(int(self.contest.state[self.row(number)]))

    def figures(self, number: str) -> list[int]:
        """The figures of a station's tally."""
        return [int(figure) for figure in self.contest.figures[self.row(number)]]

    # -- keys

    def at(self) -> QWidget:
        """What has the keyboard. A desktop gives it back to the window when another one has gone; here nobody does."""
        if QApplication.focusWidget() is None:
            self.window.activateWindow()
            self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        at = QApplication.focusWidget()
        assert at is not None
        return at

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = NOTHING_HELD) -> None:
        """One key at whatever has the keyboard."""
        QTest.keyClick(self.at(), key, held)
        QApplication.processEvents()

    def write(self, text: str) -> None:
        """Letters, digits and signs at whatever has the keyboard."""
        for sign in text:
            QTest.keyClicks(self.at(), sign)
        QApplication.processEvents()

    def enter(self) -> None:
        """The Enter key."""
        self.key(Key.Key_Return)

    def plus(self) -> None:
        """The plus of the keypad: finish and next."""
        self.key(Key.Key_Plus, PAD)

    def page(self, place: int) -> None:
        """Ctrl and the number of a page of the rail."""
        self.key(Qt.Key(Key.Key_0 + place), CONTROL)

    def station(self, number: str) -> None:
        """On the entry page: the number, Enter, a look at the station, Enter."""
        self.key(Key.Key_F3)
        self.write(number)
        self.enter()
        self.enter()
        assert self.window.entry.work.model is not None
        assert self.window.entry.work.model.sheet.row == self.row(number)

    def lines(self, figures: Sequence[object]) -> None:
        """Lines of a paper one after the other, Enter between them."""
        for place, figure in enumerate(figures):
            if place:
                self.enter()
            self.write(str(figure))

    # -- what stands on the screen

    def typed(self) -> list[int]:
        """The figures of the protocol that is being typed."""
        model = self.window.entry.work.model
        return [figure for figure in model.figures if figure != BLANK] if model is not None else []

    def said(self, key: str = "message") -> str:
        """What the window's banner says, "" where there is none."""
        banner = self.window.banner(key)
        return banner.words() if banner is not None else ""

    def pill(self, number: str) -> str:
        """The word of a station's state in the table."""
        QApplication.processEvents()
        stations = self.window.overview.model.stations
        assert stations is not None
        return SIGNS[Shown(int(stations.shown[self.row(number)]))].say()

    def choose(self, number: str) -> None:
        """On the overview: Ctrl+G, the number, Enter; the station is chosen in the table."""
        self.page(1)
        self.key(Key.Key_G, CONTROL)
        self.write(number)
        self.enter()
        assert self.window.overview.chosen_rows() == [self.row(number)]

    def shown_lines(self) -> dict[str, str]:
        """Number → figure, as the totals panel shows the lines and the choices of the area."""
        QApplication.processEvents()
        panel = self.window.overview.panel
        found = {}
        for model, column in ((panel.lines.model(), 2), (panel.choices.model(), 2)):
            assert isinstance(model, LineTotalsModel | ChoiceTotalsModel)
            for row in range(model.rowCount()):
                found[str(model.data(model.index(row, 0)))] = str(model.data(model.index(row, column)))
        return found


def press(office: Office, banner: str, words: str) -> None:
    """Press a button of a banner with the mouse."""
    shown = office.window.banner(banner)
    assert shown is not None
    buttons: list[ActionButton] = list(shown.findChildren(ActionButton))
    QTest.mouseClick(next(button for button in buttons if button.text() == words), Qt.MouseButton.LeftButton)


def digits(text: str) -> int:
    """A number as a person reads it, whatever stands between its thousands."""
    return int(re.sub(r"\D", "", text))


def seen_on(window: MainWindow) -> set[str]:
    """Every text that a person reads in the window now, its menus among them."""
    found: set[str] = set()
    for part in _visible(window):
        if isinstance(part, QLabel | QAbstractButton):
            found.add(part.text())
        elif isinstance(part, QLineEdit):
            found.add(part.placeholderText())
        elif isinstance(part, QComboBox):
            found |= {part.itemText(place) for place in range(part.count())}
        elif isinstance(part, QAbstractItemView) and part.model() is not None:
            found |= _cells(part)
    actions: list[QAction] = list(window.findChildren(QAction, options=Qt.FindChildOption.FindDirectChildrenOnly))
    found |= {text for action in (*actions, *window.menuBar().actions()) for text in (action.text(), action.toolTip())}
    return {_plain(text) for text in found if text}


def heard_on(window: MainWindow) -> set[str]:
    """Every text that a screen reader tells of the window now, or that stands under the pointer."""
    found = {text for part in _visible(window) for text in (part.accessibleName(), part.accessibleDescription(), part.toolTip())}
    return {_plain(text) for text in found if text}


def _visible(window: MainWindow) -> list[QWidget]:
    every: list[QWidget] = list(window.findChildren(QWidget))
    return [part for part in every if part.isVisible()]


def _cells(view: QAbstractItemView) -> set[str]:
    model = view.model()
    columns = range(1 if isinstance(model, QAbstractListModel) else model.columnCount())
    heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in columns]
    cells = [model.data(model.index(row, at)) for row in range(min(model.rowCount(), 20)) for at in columns]
    return {text for text in (*heads, *cells) if isinstance(text, str)}


def _plain(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", " ", text)).replace("&", "")
