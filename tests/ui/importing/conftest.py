"""What imports through the real window are tried with: the window on a small region, and how a person goes through the steps."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from electdesk.app import make_window
from electdesk.ui.look import apply_theme
from electdesk.ui.window import MainWindow
from tests.regions import small_region
from tests.ui.importing.hand import Hand


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
