"""An import through the real window: a backup before, a sentence after, one step of Undo."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from electdesk.app import make_window
from electdesk.domain.forms import contests_of, load_form_named
from electdesk.domain.records import SetUp
from electdesk.ui.look import apply_theme
from electdesk.ui.window import MainWindow
from electdesk.ui.window.import_dialog import ImportDialog, import_into
from electdesk.ui.window.undoing import UndoQuestion
from tests.regions import good_values, small_region
from tests.ui.window.test_import_dialog import table


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    """The window with a small region."""
    apply_theme(qapp, "light", 100)
    small_region(tmp_path).close()
    made = make_window()
    qtbot.addWidget(made)
    made.show()
    assert made.open_file(tmp_path / "small.electdesk")
    yield made
    made.close()


def test_an_import_leaves_a_backup_and_can_be_taken_back(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def at_once(dialog: ImportDialog) -> int:
        """What a person does: wait for the dry run, press Enter."""
        qtbot.waitUntil(lambda: dialog.plan is not None)
        dialog.accept()
        return dialog.result()

    monkeypatch.setattr(ImportDialog, "exec", at_once)
    import_into(window, table(tmp_path / "t.csv", [("33", good_values(750, 600)), ("34", good_values(760, 600))]))
    banner = window.banner("message")
    assert banner is not None
    assert banner.words() == "Imported 2 rows."
    assert window.desk.region is not None
    path = window.desk.region.store.path
    assert path is not None
    assert len(window.files.backups(path)) == 1
    window.undo()
    question = window.banner("undo")
    assert isinstance(question, UndoQuestion)
    assert question.words().startswith("Undo this: tallies imported (t.csv) · 2 stations · ")
    question.answered.emit(True)
    assert window.desk.contest is not None
    assert 25 not in window.desk.contest.entry_seqs


def test_a_cancelled_import_changes_nothing(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.desk.region is not None
    before = window.desk.region.store.counts

    def cancel(dialog: ImportDialog) -> int:
        qtbot.waitUntil(lambda: dialog.plan is not None)
        dialog.reject()
        return int(QDialog.DialogCode.Rejected)

    monkeypatch.setattr(ImportDialog, "exec", cancel)
    import_into(window, table(tmp_path / "t.csv", [("33", good_values(750, 600))]))
    assert window.desk.region.store.counts == before


ALTAI = Path(__file__).resolve().parents[4] / "shared" / "data" / "ru2018_altai.csv"


@pytest.mark.skipif(not ALTAI.exists(), reason="the real protocols are not part of the product")
def test_real_protocols_come_in_with_their_stations_and_choices(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    apply_theme(qapp, "light", 100)
    window = make_window()
    qtbot.addWidget(window)
    window.show()
    contests = contests_of(load_form_named("ru-president-2018"))
    path = tmp_path / "altai.electdesk"
    window.files.create(path, "TEST", SetUp(region={"": "Алтай"}, day="2018-03-18"), contests).close()
    window.open_file(path)
    kinds: list[tuple[str, int]] = []

    def at_once(dialog: ImportDialog) -> int:
        qtbot.waitUntil(lambda: dialog.plan is not None)
        assert dialog.plan is not None
        kinds.append((dialog.kind.current(), dialog.plan.accepted))
        dialog.accept()
        return dialog.result()

    monkeypatch.setattr(ImportDialog, "exec", at_once)
    import_into(window, ALTAI)
    import_into(window, ALTAI)
    assert kinds == [("stations", 1831), ("tallies", 1831)]
    assert window.desk.contest is not None
    assert len(window.desk.contest.choices) == 8
    window.close()
