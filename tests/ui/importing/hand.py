"""A person at the keyboard of the import page, for tests of the page and for journeys that import something on their way."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from electdesk.ui.importing import ImportPage
from electdesk.ui.window import MainWindow


class Hand:
    """A person at the keyboard of the import page."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self._qtbot = window, qtbot

    @property
    def page(self) -> ImportPage:
        """The import page."""
        return self.window.importing.page

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key to whatever has the keyboard, and what follows from it."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, held)
        self.wait()

    def wait(self) -> None:
        """Until nothing is read or compared any more."""
        QApplication.processEvents()
        page = self.window.importing.__dict__.get("page")
        if page is not None:
            self._qtbot.waitUntil(lambda: not page.work.busy and not self.window.desk.runner.is_busy)
        QApplication.processEvents()

    def take(self, path: Path) -> None:
        """A file dragged on the window."""
        self.window.importing.take(path)
        self.wait()

    def to_dry_run(self, path: Path) -> None:
        """A file, and Enter until the dry run is there."""
        self.take(path)
        for _ in range(3):
            self.press(Qt.Key.Key_Return)

    def tiles(self) -> dict[str, int]:
        """What the tiles say, without those that say nothing."""
        page = self.page.dry_step
        found = {key: page.tiles.tile(key).count for key in ("new", "same", "changed", "conflict", "error")}
        return {key: count for key, count in found.items() if count}

    def cells(self) -> list[tuple[str, str, str, str]]:
        """The list of cells: cell, value, rule, what to do."""
        return [(line.cell, line.value, line.rule, line.remedy) for line in self.page.dry_step.model.rows]

    def told(self) -> str:
        """The sentence at the foot of the page."""
        return self.page.reason.words()

    def warned(self) -> list[str]:
        """What stands above the step."""
        box = self.page._messages
        return [box.itemAt(at).widget().words() for at in range(box.count())]  # type: ignore[attr-defined]

    def write(self, path: Path) -> None:
        """A file through all steps and into the region."""
        self.to_dry_run(path)
        self.page.forward.setFocus()
        self.press(Qt.Key.Key_Return)
