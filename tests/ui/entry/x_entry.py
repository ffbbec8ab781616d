"""A real window with the entry page, for keys that come from a real X server. Tells the figures of the file once a protocol is finished."""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from electdesk.qtmodels.desk import Desk
from electdesk.ui.entry import EntryPage
from electdesk.ui.look import apply_theme
from electdesk.ui.parts import NumberField
from tests.ui.entry.region import evening_region, row_of


def main(folder: Path) -> None:
    """Print ``ready`` when the station field has the keyboard, then a line of figures at each finished protocol."""
    app = QApplication([])
    apply_theme(app, "light", 100)
    NumberField.sound = False
    desk = Desk()
    page = EntryPage(desk)
    desk.take(evening_region(folder))

    def told(row: int) -> None:
        columns = desk.contest
        assert columns is not None
        assert desk.region is not None
        print(*columns.figures[row].tolist(), row == row_of(desk.region, "s113"), flush=True)

    def ready() -> None:
        if page.finder.edit.hasFocus():
            print("ready", flush=True)
        else:
            QTimer.singleShot(20, ready)

    page.finished.connect(told)
    page.resize(1024, 768)
    page.show()
    page.activateWindow()
    page.finder.start()
    ready()
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
