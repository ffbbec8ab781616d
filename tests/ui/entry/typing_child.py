"""A page in a process of its own: types half a protocol, says so, and waits to be killed."""

import sys
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from electdesk.qtmodels.desk import Desk
from electdesk.ui.entry import EntryPage
from electdesk.ui.look import apply_theme
from tests.ui.entry.region import GOOD, evening_region, row_of


def main(folder: Path) -> None:
    """Type nine lines and half of the tenth, print ``typed``, never save by hand."""
    app = QApplication([])
    apply_theme(app, "light", 100)
    desk = Desk()
    page = EntryPage(desk)
    desk.take(evening_region(folder))
    assert desk.region is not None
    page.show()
    page.activateWindow()
    page.open_station(row_of(desk.region, "s114"))
    app.processEvents()
    for figure in (*GOOD[:9], "81"):
        for digit in figure:
            _press(app, ord(digit), digit)
        if figure != "81":
            _press(app, Qt.Key.Key_Return, "\r")
    print("typed", flush=True)
    sys.stdin.read()


def _press(app: QApplication, key: int, text: str) -> None:
    at = app.focusWidget()
    assert at is not None
    app.sendEvent(at, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text))
    app.processEvents()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
