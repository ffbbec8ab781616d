"""The whole program in a process of its own: opens a file, types half a protocol, says so, and waits to be killed."""

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from electdesk.app import make_application, make_window


def main(file: Path, station: str, figures: list[str]) -> None:
    """Type the figures with Enter between them and none after the last, then print ``typed``."""
    app = make_application()
    window = make_window()
    window.show_first()
    window.activateWindow()
    window.open_file(file)
    window.show_page("entry")
    app.processEvents()

    def at() -> QWidget:
        held = app.focusWidget()
        assert held is not None
        return held

    def press(key: Qt.Key) -> None:
        QTest.keyClick(at(), key)
        app.processEvents()

    def write(text: str) -> None:
        QTest.keyClicks(at(), text)
        app.processEvents()

    write(station)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    for place, figure in enumerate(figures):
        if place:
            press(Qt.Key.Key_Return)
        write(figure)
    print("typed", flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:])
