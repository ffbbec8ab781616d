"""The whole window with a file to import, for keys that come from a real X server. Tells a line for each thing that a key did."""

import os
import sys
from pathlib import Path

HOME = Path(sys.argv[1])
os.environ["ELECTDESK_CONFIG_DIR"], os.environ["ELECTDESK_DATA_DIR"] = str(HOME / "config"), str(HOME / "data")

from PySide6.QtCore import QTimer  # noqa: E402
from PySide6.QtGui import QGuiApplication  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from electdesk.app import make_application, make_window  # noqa: E402
from tests.regions import good_values, small_region  # noqa: E402
from tests.ui.importing.files import protocols  # noqa: E402


def tell(*words: object) -> None:
    """One line to whoever presses the keys."""
    print(*words, flush=True)


def main() -> None:
    """Print ``ready`` when the window has the keyboard and the file is read; then what each key does."""
    small_region(HOME).close()
    path = protocols(HOME / "t.csv", [("33", good_values(750, 600)), ("34", good_values(760, 600))])
    app = make_application()
    window = make_window()
    window.open_file(HOME / "small.electdesk")
    QGuiApplication.clipboard().setText(path.read_text(encoding="utf-8").replace(",", "\t"))
    page = window.importing.page
    work = page.work
    window.page_changed.connect(lambda key: tell("page", key))
    work.read_done.connect(lambda: tell("read", "pasted" if work.is_pasted else "file") if work.book is not None else None)
    work.planned.connect(lambda: tell("planned", work.plan.accepted) if work.plan is not None else None)
    work.written.connect(lambda: tell("written", work.outcome.new if work.outcome is not None else 0))
    page.dry_step.tiles.chosen.connect(lambda key: tell("tile", key))
    show = page.show_step

    def told(place: int) -> None:
        before = page.place
        show(place)
        if page.place != before:
            tell("step", page.place)

    page.show_step = told  # type: ignore[method-assign]
    page.steps.wanted.disconnect()
    window.desk.changed.connect(lambda change: tell("commit", change.commit.commit.command) if change.commit else None)

    def ready() -> None:
        if window.isActiveWindow() and QApplication.focusWidget() is not None and work.book is not None and not work.busy:
            tell("ready")
        else:
            QTimer.singleShot(20, ready)

    window.resize(1090, 780)
    window.show()
    window.importing.take(path)
    window.activateWindow()
    ready()
    app.exec()


if __name__ == "__main__":
    main()
