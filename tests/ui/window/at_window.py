"""What the tests of the main window press, read and change."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from electdesk.services.commands import ChangeStation
from electdesk.services.region import Region
from electdesk.ui.parts import ActionButton
from electdesk.ui.window import MainWindow


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
