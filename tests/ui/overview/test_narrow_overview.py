"""In a small window all columns are seen, numbers whole; the find box shows drawing, words and key beside each other."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from electdesk.app import make_window
from electdesk.i18n import Language, use_language
from electdesk.ui.look import apply_theme
from electdesk.ui.parts import announce_language
from electdesk.ui.window import MainWindow
from tests.regions import small_region


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    """A window with a small region."""
    apply_theme(qapp, "light", 100)
    small_region(tmp_path).close()
    made = make_window()
    qtbot.addWidget(made)
    made.show()
    assert made.open_file(tmp_path / "small.electdesk")
    yield made
    made.close()
    apply_theme(qapp, "light", 100)


@pytest.mark.parametrize("zoom", [100, 110])
@pytest.mark.parametrize("lang", ["en", "ru", "kk"])
def test_all_default_columns_fit_at_1024(window: MainWindow, qapp: QApplication, lang: Language, zoom: int) -> None:
    use_language(lang)
    announce_language(qapp)
    apply_theme(qapp, "light", zoom)
    window.resize(1024, 768)
    QApplication.processEvents()
    stations = window.overview.stations
    head = stations.table.sort_header()
    assert len(stations.model.ids) == 8
    assert head.length() <= stations.table.viewport().width()
    assert not stations.table.horizontalScrollBar().isVisible()
    metrics = QFontMetrics(stations.table.font())
    for at, key in enumerate(stations.model.ids):
        if stations.model.known[key].right:
            widest = max(
                metrics.horizontalAdvance(str(stations.model.index(row, at).data() or ""))
                for row in range(stations.model.rowCount())
            )
            assert head.sectionSize(at) >= widest, key


@pytest.mark.parametrize("lang", ["en", "ru", "kk"])
def test_the_find_box_shows_its_key_until_something_is_typed(window: MainWindow, qapp: QApplication, lang: Language) -> None:
    use_language(lang)
    announce_language(qapp)
    QApplication.processEvents()
    box = window.overview.strip.find_box
    key = box.key.geometry()
    words = box.fontMetrics().horizontalAdvance(box.placeholderText())
    assert box.key.isVisible()
    assert box.rect().contains(key)
    assert abs(key.center().y() - box.rect().center().y()) <= 1
    assert 30 + words <= key.left()
    QTest.keyClick(box, Qt.Key.Key_3)
    assert not box.key.isVisible()
    box.clear()
    assert box.key.isVisible()
