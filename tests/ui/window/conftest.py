"""What dialogs of the window are tried with: a desk on a small region and real files beside it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from electdesk.qtmodels.desk import Desk
from electdesk.ui.look import apply_theme
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
