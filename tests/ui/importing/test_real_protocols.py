"""Official protocols of a real region: the same file gives the stations first and the protocols with one key more."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from electdesk.app import make_window
from electdesk.domain.forms import contests_of, load_form_named
from electdesk.domain.records import SetUp
from electdesk.ui.look import apply_theme
from tests.ui.importing.hand import Hand

ALTAI = Path(__file__).resolve().parents[4] / "shared" / "data" / "ru2018_altai.csv"


@pytest.mark.skipif(not ALTAI.exists(), reason="the real protocols are not part of the product")
def test_real_protocols_come_in_with_their_stations_and_choices(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> None:
    apply_theme(qapp, "light", 100)
    window = make_window()
    qtbot.addWidget(window)
    window.show()
    contests = contests_of(load_form_named("ru-president-2018"))
    path = tmp_path / "altai.electdesk"
    window.files.create(path, "TEST", SetUp(region={"": "Алтай"}, day="2018-03-18"), contests).close()
    window.open_file(path)
    hand = Hand(window, qtbot)
    hand.to_dry_run(ALTAI)
    assert (hand.page.work.kind, hand.tiles()) == ("stations", {"new": 1831})
    hand.page.write()
    # The keyboard is on the button that goes on with the protocols of this file.
    hand.press(Qt.Key.Key_Return)
    hand.press(Qt.Key.Key_Return)
    assert (hand.page.work.kind, hand.tiles()) == ("tallies", {"new": 1831})
    hand.page.write()
    assert window.desk.contest is not None
    assert len(window.desk.contest.choices) == 8
    window.close()
