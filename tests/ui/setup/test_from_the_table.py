"""The set-up screen as the station table opens it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from electdesk.app import make_window
from electdesk.services.person import Person
from electdesk.ui.look import apply_theme
from electdesk.ui.setup.changes import SetUpDialog
from electdesk.ui.setup.station_change_page import StationsChangePage
from electdesk.ui.window import MainWindow
from tests.regions import small_region


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    """The window with a small region."""
    small_region(tmp_path).close()
    apply_theme(qapp, "light", 100)
    made = make_window()
    qtbot.addWidget(made)
    made.show_first()
    made.prepare()
    made.open_file(tmp_path / "small.electdesk")
    yield made
    made.close()


def test_the_menu_of_a_station_opens_the_set_up_screen_at_that_station(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[tuple[str, str]] = []

    def look(dialog: SetUpDialog) -> int:
        page = dialog.pages[dialog.place]
        assert isinstance(page, StationsChangePage)
        shown.append((dialog.steps.item(dialog.place).text(), page.number.text()))
        return 0

    monkeypatch.setattr(SetUpDialog, "exec", look)
    assert window.overview.stations.show_station(4)
    window.overview.actions_of_stations.trigger("setup")
    assert shown == [("Stations", "12а")]


@pytest.mark.parametrize(("role", "may"), [("admin", True), ("supervisor", True), ("clerk", False), ("viewer", False)])
def test_only_who_changes_the_register_is_offered_it(window: MainWindow, role: str, may: bool) -> None:
    region = window.desk.region
    assert region is not None
    region.person = Person("Dana", (role,))
    refusal = window.overview.actions_of_stations.refusal("setup", [4])
    assert refusal == ("" if may else "Your role does not allow this.")
