"""What a file would change, what it is asked about as a whole, and a region that goes on while it is compared."""

from pathlib import Path

from PySide6.QtCore import Qt

from electdesk.services.commands import ChangeStation
from electdesk.ui.importing.steps import DRY_RUN, WRITE
from electdesk.ui.window import MainWindow
from tests.regions import good_values
from tests.ui.importing.files import protocols
from tests.ui.importing.hand import Hand

ENTER = Qt.Key.Key_Return


def test_figures_of_an_earlier_import_are_changed_cell_by_cell(window: MainWindow, hand: Hand, tmp_path: Path) -> None:
    hand.write(protocols(tmp_path / "a.csv", [("33", good_values(750, 600)), ("34", good_values(760, 600))]))
    moved = good_values(750, 600)
    moved["8"], moved["9"] = int(str(moved["8"])) - 3, int(str(moved["9"])) + 3
    hand.to_dry_run(protocols(tmp_path / "b.csv", [("33", moved), ("34", good_values(760, 600))]))
    assert hand.tiles() == {"same": 1, "changed": 1}
    step = hand.page.dry_step
    assert step.tiles.current() == "changed"
    assert hand.cells() == [
        ("K2", "467", "The region holds 470.", "The file's figure takes its place."),
        ("L2", "61", "The region holds 58.", "The file's figure takes its place."),
    ]
    assert step.dry is not None
    assert [step.dry.tone(step.rows.row_at(0), column) for column in (9, 10, 11, 12)] == ["", "changed", "changed", ""]
    hand.page.write()
    assert window.desk.contest is not None
    assert [int(figure) for figure in window.desk.contest.figures[25][-3:]] == [467, 61, 60]


def test_questions_about_the_file_as_a_whole_are_answered_before_it_is_written(hand: Hand, tmp_path: Path) -> None:
    copied = [(str(number), good_values(750, 600)) for number in range(28, 37)]
    hand.to_dry_run(protocols(tmp_path / "t.csv", copied))
    doubts = hand.page.dry_step.doubts
    assert doubts.answers
    assert doubts.isVisible()
    assert hand.told() == "The questions about the file have to be answered first. Nothing was changed yet."
    assert not hand.page.forward.isEnabled()
    for answer in list(doubts.answers):
        answer.setFocus()
        hand.press(Qt.Key.Key_Space)
    assert hand.page.work.open_doubts == 0
    hand.press(ENTER, Qt.KeyboardModifier.ControlModifier)
    assert hand.page.place == WRITE


def test_a_plan_that_the_region_has_overtaken_is_made_again(window: MainWindow, hand: Hand, tmp_path: Path) -> None:
    hand.take(protocols(tmp_path / "t.csv", [("33", good_values(750, 600))]))
    hand.page.show_step(DRY_RUN)
    # While the worker compares, somebody writes: what it brings is of yesterday.
    window.desk.execute(ChangeStation(station="station02", note="call"))
    hand.wait()
    region = window.desk.region
    plan = hand.page.work.plan
    assert region is not None
    assert plan is not None
    assert (plan.revisions, hand.tiles()) == (region.store.counts[1], {"new": 1})


def test_a_conflict_is_compared_by_enter_and_left_again(window: MainWindow, hand: Hand, tmp_path: Path) -> None:
    hand.to_dry_run(protocols(tmp_path / "t.csv", [("2", good_values(510, 300))]))
    box = hand.page.dry_step.conflicts.boxes[0]
    assert box.box.plain_text().startswith("Station 2, row 2\nThe tally is final.")
    box.box.setFocus()
    hand.press(ENTER)
    assert hand.page.dry_step.conflicts.back.isVisible()
    hand.page.dry_step.conflicts.back.setFocus()
    hand.press(ENTER)
    assert not hand.page.dry_step.conflicts.back.isVisible()
