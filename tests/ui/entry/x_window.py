"""The whole window for keys that come from a real X server. Tells a line for each thing that a key did."""

import os
import sys
from pathlib import Path

HOME = Path(sys.argv[1])
os.environ["ELECTDESK_CONFIG_DIR"], os.environ["ELECTDESK_DATA_DIR"] = str(HOME / "config"), str(HOME / "data")

from PySide6.QtCore import QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from electdesk.app import make_application, make_window  # noqa: E402
from electdesk.ui.parts import NumberField  # noqa: E402
from tests.ui.entry.region import evening_region  # noqa: E402


def tell(*words: object) -> None:
    """One line to whoever presses the keys."""
    print(*words, flush=True)


def main() -> None:
    """Print ``ready`` when the window has the keyboard; then what each key does."""
    region = evening_region(HOME)
    path = region.store.path
    region.close()
    assert path is not None
    app = make_application()
    NumberField.sound = False
    window = make_window()
    window.open_file(path)
    window.take_back = lambda commit=0: tell("take back")  # type: ignore[method-assign]
    for key, held in window._actions.items():
        held.action.triggered.connect(lambda _=False, key=key: tell("act", key))
    find = window.overview.strip.find_box
    find.textChanged.connect(lambda text: tell("find", text))
    window.page_changed.connect(lambda key: tell("page", key))
    entry = window.entry
    entry.form.command.connect(lambda key: tell("entry", key))

    def opened() -> None:
        if entry.work.model is not None:
            model = entry.work.model
            model.figure_written.connect(lambda slot: tell("figure", slot, model.figures[slot]))

    entry.work.opened.connect(opened)

    def ready() -> None:
        if window.isActiveWindow() and QApplication.focusWidget() is not None:
            tell("ready")
        else:
            QTimer.singleShot(20, ready)

    window.resize(1090, 780)
    window.show()
    window.show_page("overview")
    window.activateWindow()
    ready()
    app.exec()


if __name__ == "__main__":
    main()
