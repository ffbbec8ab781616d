"""From a file to one commit by keys alone: five steps, back and forward with nothing lost, and one step of Undo."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from electdesk.services.commands import ChangeStation
from electdesk.ui.importing.steps import COLUMNS, DRY_RUN, FILE, SHEET, WRITE
from electdesk.ui.window import MainWindow
from electdesk.ui.window.importing import dropped_file
from tests.regions import good_values
from tests.ui.importing.files import protocols
from tests.ui.importing.hand import Hand

ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape
CTRL = Qt.KeyboardModifier.ControlModifier


def test_two_protocols_are_written_in_one_commit_and_taken_back_in_one_step(
    window: MainWindow, hand: Hand, tmp_path: Path, chosen: list[Path]
) -> None:
    chosen.append(protocols(tmp_path / "t.csv", [("33", good_values(750, 600)), ("34", good_values(760, 600))]))
    hand.press(Qt.Key.Key_I, CTRL)
    assert (window.page_key(), hand.page.place) == ("import", FILE)
    hand.press(ENTER)  # on the button that asks for a file
    seen = [hand.page.place]
    for _ in range(3):
        hand.press(ENTER)
        seen.append(hand.page.place)
    assert seen == [FILE, SHEET, COLUMNS, DRY_RUN]
    assert hand.tiles() == {"new": 2}
    assert (hand.page.forward.text(), hand.told()) == ("Write 2 rows", "Nothing is changed yet. A backup copy is made first.")
    hand.page.forward.setFocus()
    hand.press(ENTER)
    assert hand.page.place == WRITE
    banner = window.banner("message")
    assert banner is not None
    assert banner.words() == "Imported 2 rows."
    contest, region = window.desk.contest, window.desk.region
    assert contest is not None
    assert region is not None
    assert {25, 26} <= set(contest.entry_seqs)
    path = region.store.path
    assert path is not None
    assert len(window.files.backups(path)) == 1
    hand.page.write_step.undo.setFocus()
    hand.press(ENTER)
    banner = window.banner("message")
    assert banner is not None
    assert banner.words().startswith("Taken back: tallies imported (t.csv) · 2 stations · ")
    # The file is still there: what was taken back can be mended and written again.
    assert (hand.page.place, hand.tiles()) == (DRY_RUN, {"new": 2})
    contest = window.desk.contest
    assert contest is not None
    assert not {25, 26} & set(contest.entry_seqs)


def test_a_bad_cell_is_named_with_its_rule_and_stops_the_whole_file(hand: Hand, tmp_path: Path) -> None:
    bad = good_values(760, 600) | {"6": "6OO"}
    hand.to_dry_run(protocols(tmp_path / "t.csv", [("33", good_values(750, 600)), ("34", bad)]))
    assert hand.tiles() == {"new": 1, "error": 1}
    assert hand.page.dry_step.tiles.current() == "error"
    assert hand.cells() == [
        ("I3", "6OO", "“6OO” holds other characters than digits.", "Type the number as it stands on the paper.")
    ]
    assert hand.told() == "All or nothing: 1 cell has to be mended in the file first. Nothing was changed yet."
    assert not hand.page.forward.isEnabled()


def test_a_supervisor_writes_the_rows_without_errors_for_a_reason(window: MainWindow, hand: Hand, tmp_path: Path) -> None:
    bad = good_values(760, 600) | {"6": "6OO"}
    hand.to_dry_run(protocols(tmp_path / "t.csv", [("33", good_values(750, 600)), ("34", bad)]))
    hand.page.partial.setFocus()
    hand.press(ENTER)
    assert hand.page.question.isVisible()
    reason = QApplication.focusWidget()
    assert reason is not None
    QTest.keyClicks(reason, "Station 34 sends its protocol again")
    hand.press(ENTER)
    assert hand.page.place == WRITE
    outcome = hand.page.work.outcome
    assert outcome is not None
    assert (outcome.new, outcome.changed, outcome.left_out) == (1, 0, 1)
    banner = window.banner("message")
    assert banner is not None
    assert banner.words() == "Imported 1 row. Rows with errors, left out: 1."
    region = window.desk.region
    assert region is not None
    assert region.store.commits(outcome.commit - 1)[0].commit.reason == "Station 34 sends its protocol again"


def test_a_file_that_was_mended_meanwhile_is_read_again_with_f9(hand: Hand, tmp_path: Path) -> None:
    path = protocols(tmp_path / "t.csv", [("33", good_values(750, 600) | {"6": "x"})])
    hand.to_dry_run(path)
    assert hand.tiles() == {"error": 1}
    protocols(path, [("33", good_values(750, 600))])
    hand.press(Qt.Key.Key_F9)
    assert (hand.page.place, hand.tiles()) == (DRY_RUN, {"new": 1})


def test_the_same_file_again_is_known_and_has_nothing_to_write(hand: Hand, tmp_path: Path) -> None:
    path = protocols(tmp_path / "t.csv", [("33", good_values(750, 600))])
    hand.to_dry_run(path)
    hand.page.write()
    hand.take(path)
    assert [each.command for each in hand.page.work.earlier] == ["ImportTallies"]
    for _ in range(3):
        hand.press(ENTER)
    assert hand.tiles() == {"same": 1}
    assert hand.told() == "The region holds all of this already. There is nothing to import."


def test_a_typed_protocol_stays_and_is_shown_beside_the_file(hand: Hand, tmp_path: Path) -> None:
    hand.to_dry_run(protocols(tmp_path / "t.csv", [("11", good_values(520, 300))]))
    assert hand.tiles() == {"conflict": 1}
    (conflict,) = hand.page.dry_step.conflicts.boxes
    assert conflict.box.plain_text().startswith("Station 11, row 2\nThe figures were typed from the paper.")
    conflict.link.setFocus()
    hand.press(ENTER)
    compared = hand.page.dry_step.conflicts.compared.rows
    assert [(row.target, row.in_file, row.in_region) for row in compared if row.in_file != row.in_region][:2] == [
        ("line:issued", "300", "458"),
        ("line:cancelled", "220", "62"),
    ]


def test_without_a_backup_nothing_is_written(
    window: MainWindow, hand: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand.to_dry_run(protocols(tmp_path / "t.csv", [("33", good_values(750, 600))]))
    region = window.desk.region
    assert region is not None
    before = region.store.counts
    monkeypatch.setattr(hand.page, "_backup", lambda: False)
    hand.page.forward.setFocus()
    hand.press(ENTER)
    assert (region.store.counts, hand.page.place) == (before, DRY_RUN)
    assert hand.warned()[0].startswith("The backup copy could not be made, so nothing was imported.")


def test_what_was_chosen_stays_when_one_goes_back_and_forward(hand: Hand, tmp_path: Path) -> None:
    path = protocols(tmp_path / "t.csv", [("33", good_values(750, 600))], heads={"6": "Пришли"})
    hand.take(path)
    hand.press(ENTER)
    hand.press(ENTER)
    assert hand.page.place == COLUMNS
    assert not hand.page.forward.isEnabled()
    step = hand.page.columns_step
    place = next(at for at, row in enumerate(step.model.rows) if row.heading == "Пришли")
    step.table.setFocus()
    step.table.selectRow(place)
    hand.press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is step.target
    QTest.keyClicks(step.target, "6")
    hand.press(ENTER)
    assert QApplication.focusWidget() is step.table
    assert [(row.heading, row.target, row.by_hand) for row in step.model.rows if row.by_hand] == [
        ("Пришли", "line:took_part", True)
    ]
    hand.press(Qt.Key.Key_PageUp, CTRL)
    hand.press(Qt.Key.Key_PageUp, CTRL)
    assert hand.page.place == FILE
    for _ in range(3):
        hand.press(Qt.Key.Key_PageDown, CTRL)
    assert (hand.page.place, hand.tiles()) == (DRY_RUN, {"new": 1})
    assert hand.page.work.options.mapping == {"Пришли": "line:took_part"}


def test_a_dry_run_is_made_anew_when_the_region_changes(window: MainWindow, hand: Hand, tmp_path: Path) -> None:
    hand.to_dry_run(protocols(tmp_path / "t.csv", [("33", good_values(750, 600))]))
    first = hand.page.work.plan
    window.desk.execute(ChangeStation(station="station02", note="call"))
    hand.wait()
    assert hand.page.work.plan is not None
    assert hand.page.work.plan is not first


def test_copied_rows_are_pasted_into_the_overview(window: MainWindow, hand: Hand) -> None:
    values = good_values(750, 600)
    heads = ["station", *list(values)[:9], "Candidate A", "Candidate B", "Candidate C"]
    QGuiApplication.clipboard().setText("\t".join(heads) + "\n" + "\t".join(["33", *map(str, values.values())]) + "\n")
    window.show_page("overview")
    window.overview.stations.table.setFocus()
    hand.press(Qt.Key.Key_V, CTRL)
    assert (window.page_key(), hand.page.work.is_pasted) == ("import", True)
    for _ in range(3):
        hand.press(ENTER)
    assert hand.tiles() == {"new": 1}


def event_of(kind: type[QDropEvent], mime: QMimeData) -> QDropEvent:
    """A drag of one kind with this in it."""
    action, button, held = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    if kind is QDragEnterEvent:
        return QDragEnterEvent(QPoint(1, 1), action, mime, button, held)
    return QDropEvent(QPointF(1, 1), action, mime, button, held)


@pytest.mark.parametrize(("name", "taken"), [("a.csv", True), ("a.xlsx", True), ("a.electdesk", True), ("a.png", False)])
def test_a_dragged_file_is_taken_where_it_is_a_table_or_a_region(tmp_path: Path, name: str, taken: bool) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / name))])
    assert (dropped_file(event_of(QDragEnterEvent, mime)) is not None) is taken


def test_a_file_dropped_anywhere_on_the_window_begins_an_import(window: MainWindow, hand: Hand, tmp_path: Path) -> None:
    path = protocols(tmp_path / "t.csv", [("33", good_values(750, 600))])
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    window.show_page("entry")
    window.dropEvent(event_of(QDropEvent, mime))
    hand.wait()
    assert (window.page_key(), hand.page.work.path) == ("import", path)


def test_the_tiles_filter_the_rows_and_arrows_go_through_them(hand: Hand, tmp_path: Path) -> None:
    bad = good_values(760, 600) | {"6": "6OO"}
    rows = [("33", good_values(750, 600)), ("34", bad), ("35", good_values(770, 600))]
    hand.to_dry_run(protocols(tmp_path / "t.csv", rows))
    step = hand.page.dry_step
    assert QApplication.focusWidget() is step.tiles.tile("error")
    numbers = [step.rows.row_at(place).number for place in range(step.rows.rowCount())]
    hand.press(Qt.Key.Key_Right)  # round to the first
    assert step.tiles.current() == "new"
    assert (numbers, [step.rows.row_at(place).number for place in range(step.rows.rowCount())]) == ([3], [2, 4])
    step.all_rows.click()
    assert step.rows.rowCount() == 3


def test_a_cell_of_the_list_is_brought_into_sight_above(hand: Hand, tmp_path: Path) -> None:
    hand.to_dry_run(protocols(tmp_path / "t.csv", [("33", good_values(750, 600)), ("34", good_values(760, 600) | {"6": "x"})]))
    step = hand.page.dry_step
    step.tiles.tile("new").click()
    step.cells.setFocus()
    step.cells.selectRow(0)
    hand.press(ENTER)
    index = step.table.currentIndex()
    assert (step.rows.row_at(index.row()).number, index.data()) == (3, "x")
