"""The steps of the import page, and what brings each up: an office's file with bad cells of several sorts."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from electdesk.ui.importing.steps import COLUMNS, DRY_RUN, FILE, SHEET
from electdesk.ui.window import MainWindow
from tests.ui.importing.files import broken_table


def import_screens(window: MainWindow, folder: Path) -> dict[str, Callable[[], None]]:
    """Name → what brings it up."""
    steps = {"file": FILE, "sheet": SHEET, "columns": COLUMNS, "dry-run": DRY_RUN}
    return {
        "import-begin": lambda: _begin(window),
        **{f"import-{name}": partial(_step, window, folder / "protokoly_0304.csv", place) for name, place in steps.items()},
    }


def _begin(window: MainWindow) -> None:
    window.importing.open()
    window.importing.page.work.forget()
    window.importing.page.show_step(FILE)


def _step(window: MainWindow, path: Path, place: int) -> None:
    region, contest = window.desk.region, window.desk.contest
    assert region is not None
    assert contest is not None
    page = window.importing.page
    if page.work.path != path:
        page.work.kind = "tallies"
        window.importing.take(broken_table(path, region, contest))
    window.importing.open()
    _wait(window)
    page.show_step(place)
    _wait(window)


def _wait(window: MainWindow) -> None:
    while window.importing.page.work.busy or window.desk.runner.is_busy:
        QApplication.processEvents()
