"""In a small window all columns are seen, numbers whole; the find box shows drawing, words and key beside each other."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from electdesk import settings
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


def places(window: MainWindow) -> dict[str, tuple[int, int, int, int]]:
    """Where each dock that is seen stands on the page."""
    docks = {key: dock for key, dock in window.overview.docks.items() if not dock.visibleRegion().isEmpty()}
    spots = {key: dock.geometry() for key, dock in docks.items()}
    return {key: (at.x(), at.y(), at.width(), at.height()) for key, at in spots.items()}


def columns_in_sight(window: MainWindow) -> list[str]:
    """The columns of the table that are seen whole."""
    stations = window.overview.stations
    head, room = stations.table.sort_header(), stations.table.viewport().width()
    return [key for at, key in enumerate(stations.model.ids) if head.sectionViewportPosition(at) + head.sectionSize(at) <= room]


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


@pytest.mark.parametrize("zoom", [100, 150, 200])
@pytest.mark.parametrize("size", [(1440, 900), (1024, 768)])
def test_a_window_whose_letters_grow_is_arranged_like_one_that_began_so(
    window: MainWindow, qapp: QApplication, qtbot: QtBot, tmp_path: Path, zoom: int, size: tuple[int, int]
) -> None:
    window.resize(1440, 900)
    QApplication.processEvents()
    apply_theme(qapp, "light", zoom)
    window.resize(*size)
    QApplication.processEvents()
    QApplication.processEvents()

    settings.change(dock_places={})
    began = make_window()
    qtbot.addWidget(began)
    began.resize(*size)
    began.show()
    (tmp_path / "again").mkdir()
    small_region(tmp_path / "again").close()
    assert began.open_file(tmp_path / "again" / "small.electdesk")
    QApplication.processEvents()
    # Qt lays docks out when its loop comes round.
    qtbot.waitUntil(lambda: (places(window), columns_in_sight(window)) == (places(began), columns_in_sight(began)))
    began.close()


@pytest.mark.parametrize("zoom", [150, 200])
def test_large_letters_leave_the_table_the_whole_width_and_every_column(
    window: MainWindow, qapp: QApplication, qtbot: QtBot, zoom: int
) -> None:
    window.resize(1440, 900)
    apply_theme(qapp, "light", zoom)
    QApplication.processEvents()
    QApplication.processEvents()
    table = window.overview.stations.table
    assert not table.horizontalScrollBar().isVisible()
    assert columns_in_sight(window)[-2:] == ["state", "findings"]
    qtbot.waitUntil(lambda: table.viewport().height() >= 2 * table.rowHeight(0))
