"""A day at the phone desk of an oblast of 1,038 stations and seven slots: typed, killed, imported, told."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from electdesk import settings
from electdesk.app import make_window
from electdesk.columns import RegionColumns
from electdesk.services.commands import ChangeSetUp
from electdesk.services.imports import Sheet
from electdesk.services.imports.applying import apply_plan, plan_for
from electdesk.services.person import EVERY_ROLE, Person
from electdesk.services.queries.turnout import area_turnout, district_turnout, stations_reporting
from electdesk.services.region import Region
from electdesk.storage.regions import open_region
from electdesk.ui.look import apply_theme
from electdesk.ui.window import MainWindow
from tests.benchmarks.regions import make_register
from tests.turnout_day import voting_day

SLOTS = ("10:00", "12:00", "14:00", "16:00", "18:00", "20:00", "22:00")
STATIONS = 1038
BY_KEYS = 60


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    settings.change(language="en", theme="light", user_name="Aigul")
    apply_theme(qapp, "light", 100)
    region = make_register(tmp_path / "day.electdesk", STATIONS)
    region.execute(ChangeSetUp(turnout_slots=SLOTS, opens="07:00", closes="20:00"))
    region.close()
    made = make_window()
    qtbot.addWidget(made)
    made.show_first()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    assert made.open_file(tmp_path / "day.electdesk")
    yield made
    made.close()


def count_at(row: int, slot: int, voters: int) -> int:
    """Turnout that rises through the day, a little different at each station."""
    return max(slot + 1, voters * (slot + 1) * (90 + row % 10) // 800)


def day_of(region: Region, slots: range, rows: range) -> Sheet:
    """A workbook of some slots."""
    register = region.columns.register
    head = ["Station number", *(SLOTS[slot] for slot in slots)]
    cells = [
        [register.stations[row].number, *(str(count_at(row, slot, int(register.voters[row]))) for slot in slots)] for row in rows
    ]
    return Sheet("day", "day.csv", "00", 1, [head, *cells], range(1, len(cells) + 2))


def test_a_day_of_1038_stations_and_seven_slots_is_typed_and_imported_and_adds_up(window: MainWindow) -> None:
    region = window.desk.region
    assert region is not None
    voters = region.columns.register.voters
    window.show_page("turnout")
    page = window.desk_pages.turnout
    page.work.show_slot("10:00")
    pressed = 0
    for _ in range(BY_KEYS):
        row = page.work.row
        assert row is not None
        text = str(count_at(row, 0, int(voters[row])))
        held = QApplication.focusWidget()
        assert held is not None
        QTest.keyClicks(held, text)
        QTest.keyClick(held, Qt.Key.Key_Return)
        pressed += len(text) + 1
        QApplication.processEvents()
    typed = region.columns.turnout.told[:BY_KEYS, 0].tolist()
    assert typed == [count_at(row, 0, int(voters[row])) for row in range(BY_KEYS)]
    assert pressed == sum(len(str(figure)) + 1 for figure in typed)
    apply_plan(region, plan_for(region, "turnout", day_of(region, range(7), range(STATIONS)), None))
    for area in (area_turnout(region), *district_turnout(region)):
        assert all(total.told == total.stations for total in area.slots)
    whole = area_turnout(region).slots
    expected = np.array([[count_at(row, slot, int(voters[row])) for slot in range(7)] for row in range(STATIONS)])
    counted = region.columns.turnout.counted >= 0
    assert [total.issued for total in whole] == np.where(counted, expected, 0).sum(axis=0).tolist()
    assert [total.reported for total in whole] == counted.sum(axis=0).tolist()
    for slot, total in enumerate(whole):
        assert total.issued == sum(unit.slots[slot].issued for unit in district_turnout(region))
    assert stations_reporting(region) == (STATIONS, STATIONS)
    anew = RegionColumns(region.store).turnout
    assert all(
        np.array_equal(value, getattr(anew, name))
        for name, value in vars(region.columns.turnout).items()
        if isinstance(value, np.ndarray)
    )


def test_kill_at_the_phone_desk_loses_nothing_that_was_entered(tmp_path: Path) -> None:
    voting_day(tmp_path).close()
    file = tmp_path / "day.electdesk"
    process = subprocess.Popen([sys.executable, "-m", "tests.journeys.phoning_child", str(file)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    told = [tuple(map(int, process.stdout.readline().split())) for _ in range(17)]
    process.kill()
    rest, _ = process.communicate()
    told += [tuple(map(int, line.split())) for line in rest.splitlines() if len(line.split()) == 2]
    region = open_region(file, Person("Aigul", EVERY_ROLE))
    kept = region.columns.turnout.told[:, 0].tolist()
    assert [(row, kept[row]) for row, _ in told] == told
    # What was entered while the word of it was still on its way may be there as well: at most one more.
    assert sum(figure >= 0 for figure in kept) - len(told) in (0, 1)
    assert region.store.verify().ok
    region.close()
