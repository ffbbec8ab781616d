"""The whole program in a process of its own at the phone desk: types number after number, tells each one that was entered, until it is killed."""

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from electdesk.app import make_application, make_window


def main(file: Path) -> None:
    """One number, Enter; the number is told after the Enter. The last one is typed and never entered."""
    app = make_application()
    window = make_window()
    window.show_first()
    window.activateWindow()
    window.open_file(file)
    window.show_page("turnout")
    app.processEvents()
    for number in range(40, 1000):
        row = window.desk_pages.turnout.work.row
        held = app.focusWidget()
        assert held is not None
        QTest.keyClicks(held, str(number))
        QTest.keyClick(held, Qt.Key.Key_Return)
        app.processEvents()
        print(row, number, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
