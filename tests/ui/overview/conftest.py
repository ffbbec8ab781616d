"""What the overview is tried with: the page on a small region, as a window shows it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from electdesk.qtmodels.desk import Desk
from electdesk.ui.look import apply_theme
from electdesk.ui.overview import OverviewPage
from tests.regions import small_region


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with the small region on it."""
    made = Desk()
    made.take(small_region(tmp_path))
    yield made
    made.let_go()


@pytest.fixture
def page(desk: Desk, qtbot: QtBot, qapp: QApplication) -> Iterator[OverviewPage]:
    """The page and its strip on the screen, the keyboard in the table."""
    apply_theme(qapp, "light", 100)
    made = OverviewPage(desk)
    made.resize(1340, 780)
    made.strip.show()
    made.show()
    qtbot.waitActive(made)
    made.stations.table.setFocus()
    yield made
    for widget in (made, made.strip):
        widget.close()
        widget.deleteLater()
    # Deleted now and not in some later test: a new theme is told to every widget that is still there.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
