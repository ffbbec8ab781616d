"""What imports through the real window are tried with: the window on a small region, and how a person goes through the steps."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from electdesk.app import make_window
from electdesk.ui.importing import ImportPage
from electdesk.ui.look import apply_theme
from electdesk.ui.window import MainWindow
from tests.regions import small_region


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    """The window with a small region: 30 stations, 20 of them with a protocol."""
    apply_theme(qapp, "light", 100)
    small_region(tmp_path).close()
    made = make_window()
    qtbot.addWidget(made)
    made.resize(1280, 860)
    made.show()
    assert made.open_file(tmp_path / "small.electdesk")
    yield made
    made.close()


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


@pytest.fixture
def hand(window: MainWindow, qtbot: QtBot) -> Hand:
    """A person at the window."""
    return Hand(window, qtbot)


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What the system's own file dialog answers, in turn: it cannot be pressed without a screen."""
    answers: list[Path] = []

    def ask(*_: object) -> tuple[str, str]:
        return (str(answers.pop(0)), "") if answers else ("", "")

    monkeypatch.setattr(QFileDialog, "getOpenFileName", ask)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    return answers
