"""What window and dialogs are tried with: the window as it starts, a desk on a small region, real files beside it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from electdesk import settings
from electdesk.app import make_window
from electdesk.qtmodels.desk import Desk
from electdesk.ui.look import apply_theme
from electdesk.ui.window import MainWindow
from tests.regions import small_region


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    """A desk with a small region."""
    made = Desk()
    made.take(small_region(tmp_path))
    yield made
    made.let_go()


@pytest.fixture
def look(qapp: QApplication) -> Iterator[QApplication]:
    """The application in the light theme at 100 %, put back afterwards."""
    apply_theme(qapp, "light", 100)
    yield qapp
    apply_theme(qapp, "light", 100)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A small region on the disk, closed."""
    small_region(tmp_path).close()
    return tmp_path / "small.electdesk"


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    """The window as it starts, without a region."""
    settings.change(language="en", theme="light", user_name="Aigul")
    apply_theme(qapp, "light", 100)
    made = make_window()
    qtbot.addWidget(made)
    made.show_first()
    made.activateWindow()
    made.prepare()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()
    apply_theme(qapp, "light", 100)
