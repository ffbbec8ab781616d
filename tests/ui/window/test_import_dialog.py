"""Bringing stations and tallies in: the dry run says everything, one button writes all of it or nothing."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from electdesk.app import RegionFiles
from electdesk.qtmodels.desk import Desk
from electdesk.services.commands import Undo
from electdesk.ui.plan_table import FILTERS, count_of
from electdesk.ui.window.import_dialog import ImportDialog, accept_drop, dropped_file
from tests.regions import good_values

LINES = ("1", "2", "3", "3a", "3b", "4", "5", "6", "7", "8", "9", "10")


def table(path: Path, rows: list[tuple[str, dict[str, int | str | bool | None]]]) -> Path:
    """A CSV file of tallies by line numbers."""
    heads = ["station", *(line for line in LINES[:9]), "Candidate A", "Candidate B", "Candidate C"]
    body = [",".join([number, *(str(values[line]) for line in LINES)]) for number, values in rows]
    path.write_text("\n".join([",".join(heads), *body]) + "\n", encoding="utf-8")
    return path


def opened(desk: Desk, path: Path, qtbot: QtBot, *, backup: bool = True) -> ImportDialog:
    """The dialog after its first dry run."""
    dialog = ImportDialog(desk, RegionFiles(), lambda: backup, path)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog._job is None)
    return dialog


def counts(dialog: ImportDialog) -> dict[str, int]:
    """What the tiles say."""
    assert dialog.plan is not None
    assert [dialog.filter.tile(which).count for which in FILTERS] == [count_of(dialog.plan, which) for which in FILTERS]
    return {which: count_of(dialog.plan, which) for which in FILTERS if count_of(dialog.plan, which)}


def test_good_rows_are_counted_and_written_in_one_step_that_can_be_taken_back(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    path = table(tmp_path / "t.csv", [("33", good_values(750, 600)), ("34", good_values(760, 600))])
    dialog = opened(desk, path, qtbot)
    assert counts(dialog) == {"new": 2}
    assert dialog.filter.current() == "new"
    assert dialog.primary is not None
    assert (dialog.primary.isEnabled(), dialog.primary.text()) == (True, "Import 2 rows")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert (dialog.result(), dialog.written) == (1, 2)
    assert desk.contest is not None
    assert sorted(desk.contest.entry_seqs)[-2:] == [25, 26]
    assert desk.execute(Undo()) is not None
    assert desk.contest is not None
    assert 25 not in desk.contest.entry_seqs


def test_a_bad_cell_stops_the_whole_file_and_says_where_and_what_to_do(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    bad = good_values(760, 600) | {"6": "6OO"}
    dialog = opened(desk, table(tmp_path / "t.csv", [("33", good_values(750, 600)), ("34", bad)]), qtbot)
    assert counts(dialog) == {"new": 1, "refused": 1}
    assert dialog.filter.current() == "refused"
    line = dialog.model.line(0)
    assert (line.place, line.value, line.reason) == (
        "I3",
        "6OO",
        "“6OO” holds other characters than digits. Type the number as it stands on the paper.",
    )
    assert dialog.primary is not None
    assert not dialog.primary.isEnabled()
    assert dialog.reason.words() == "All or nothing: 1 cell has to be mended in the file first. Nothing was changed yet."
    dialog.partial.click()
    assert dialog.primary.isEnabled()
    dialog.accept()
    assert dialog.written == 1


def test_a_file_mended_meanwhile_is_read_again_with_f9(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    path = table(tmp_path / "t.csv", [("33", good_values(750, 600) | {"6": "x"})])
    dialog = opened(desk, path, qtbot)
    table(path, [("33", good_values(750, 600))])
    with qtbot.waitSignal(dialog.planned):
        QTest.keyClick(dialog, Qt.Key.Key_F9)
    assert counts(dialog) == {"new": 1}


def test_the_same_file_twice_has_nothing_to_import(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    path = table(tmp_path / "t.csv", [("33", good_values(750, 600))])
    opened(desk, path, qtbot).accept()
    again = opened(desk, path, qtbot)
    assert counts(again) == {"same": 1}
    assert again.refusal() == "The region holds all of this already. There is nothing to import."


def test_a_typed_protocol_is_never_overwritten(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = opened(desk, table(tmp_path / "t.csv", [("11", good_values(520, 300))]), qtbot)
    assert counts(dialog) == {"conflicts": 1}
    assert dialog.model.line(0).column == "station 11"


def test_without_a_backup_nothing_is_written(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = opened(desk, table(tmp_path / "t.csv", [("33", good_values(750, 600))]), qtbot, backup=False)
    dialog.accept()
    assert (dialog.isVisible(), dialog.written) == (True, 0)
    assert dialog.reason.words().startswith("The backup copy could not be made, so nothing was imported.")


def test_a_file_that_is_no_table_is_refused_in_sentences(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"")
    dialog = opened(desk, path, qtbot)
    assert dialog.plan is None
    assert dialog._error is not None
    assert dialog._error.code == "source_empty"
    assert dialog.primary is not None
    assert not dialog.primary.isEnabled()


def test_the_arrows_go_through_the_counts(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = opened(desk, table(tmp_path / "t.csv", [("33", good_values(750, 600))]), qtbot)
    tile = dialog.filter.tile("new")
    tile.setFocus()
    QTest.keyClick(tile, Qt.Key.Key_Right)
    assert dialog.filter.current() == "same"


def event_of(kind: type[QDropEvent], mime: QMimeData) -> QDropEvent:
    """A drag of one kind with this in it."""
    action, button, held = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    if kind is QDragEnterEvent:
        return QDragEnterEvent(QPoint(1, 1), action, mime, button, held)
    return QDropEvent(QPointF(1, 1), action, mime, button, held)


@pytest.mark.parametrize(("name", "taken"), [("a.csv", True), ("a.electdesk", True), ("a.png", False)])
def test_a_dragged_file_is_taken_where_it_is_a_table_or_a_region(desk: Desk, tmp_path: Path, name: str, taken: bool) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / name))])
    event = event_of(QDragEnterEvent, mime)
    assert (dropped_file(event) is not None) is taken

    class Window:
        def __init__(self) -> None:
            self.desk = desk

    assert accept_drop(Window(), event) is taken  # type: ignore[arg-type]
