"""What the window does so that a region stays whole: leaving, verifying, copying, restoring, taking back, minding the clock."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from electdesk import settings
from electdesk.app import make_window
from electdesk.domain.errors import ClerkError
from electdesk.domain.states import State
from electdesk.services.commands import ChangeStation
from electdesk.services.person import Person
from electdesk.services.region import Region
from electdesk.storage import regions
from electdesk.storage.region_file import RegionFile
from electdesk.storage.regions import restore_region
from electdesk.ui.look import apply_theme
from electdesk.ui.parts import ActionButton
from electdesk.ui.window import MainWindow, region_banners
from tests.regions import good_values, small_region
from tests.storage.damage import change_byte, restore_guards, whole_copy
from tests.ui.importing.files import protocols
from tests.ui.importing.hand import Hand


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A small region on the disk, closed."""
    small_region(tmp_path).close()
    return tmp_path / "small.electdesk"


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, file: Path) -> Iterator[MainWindow]:
    """The window with the region open."""
    settings.change(language="en", theme="light", user_name="Aigul")
    apply_theme(qapp, "light", 100)
    made = make_window()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    assert made.open_file(file)
    yield made
    made.close()


def region_of(window: MainWindow) -> Region:
    """The open region."""
    assert window.desk.region is not None
    return window.desk.region


def said(window: MainWindow, key: str = "message") -> str:
    """What a banner says, "" where there is none."""
    banner = window.banner(key)
    return banner.words() if banner is not None else ""


def click(window: MainWindow, key: str, words: str) -> None:
    """Press a button of a banner with the mouse."""
    banner = window.banner(key)
    assert banner is not None
    buttons: list[ActionButton] = list(banner.findChildren(ActionButton))
    QTest.mouseClick(next(button for button in buttons if button.text() == words), Qt.MouseButton.LeftButton)


def last_commits(window: MainWindow, count: int = 1) -> list[tuple[str, str]]:
    """The newest commits: what was done, why."""
    return [(row.commit.command, row.commit.reason) for row in region_of(window).store.commits()[-count:]]


def note(window: MainWindow, text: str, station: str) -> None:
    """Change something in the region."""
    assert window.desk.execute(ChangeStation(station=station, note=text)) is not None


def refuse_drafts(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk takes no draft any more."""

    def full(*_: object) -> None:
        raise ClerkError("disk_full", file="small.electdesk")

    monkeypatch.setattr(region_of(window).store, "save_draft", full)


def type_a_figure(window: MainWindow) -> None:
    """Open station 25 and type into its first line."""
    window.show_page("entry")
    window.entry.open_station(25)
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "123")


# -- leaving


@pytest.mark.parametrize("way", ["close", "leave", "open another"])
def test_figures_that_cannot_be_written_keep_the_region_open(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    small_region(tmp_path, name="other").close()
    ways: dict[str, Callable[[], object]] = {
        "close": window.close,
        "leave": window.leave,
        "open another": lambda: window.open_file(tmp_path / "other.electdesk"),
    }
    type_a_figure(window)
    refuse_drafts(window, monkeypatch)
    ways[way]()
    model = window.entry.work.model
    assert model is not None
    assert (window.isVisible(), window.page_key(), model.figures[0]) == (True, "entry", 123)
    assert said(window, "unsaved").startswith("The figures typed last could not be written, so nothing was closed.")
    assert region_of(window).store.path == tmp_path / "small.electdesk"
    RegionFile.open(tmp_path / "other.electdesk").close()
    click(window, "unsaved", "Close without them")
    assert (window.desk.region, said(window, "unsaved")) == (None, "")


# -- taking back


def test_an_import_is_taken_back_by_its_own_button_though_other_work_came_after(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    Hand(window, qtbot).write(protocols(tmp_path / "t.csv", [("33", good_values(750, 600))]))
    note(window, "call again", "station28")
    click(window, "message", "Undo the import")
    region, contest = region_of(window), window.desk.contest
    assert contest is not None
    assert (25 in contest.entry_seqs, region.columns.register.stations[28].note) == (False, "call again")
    click(window, "message", "Redo")
    contest = window.desk.contest
    assert contest is not None
    assert (25 in contest.entry_seqs, region.columns.register.stations[28].note) == (True, "call again")


def test_while_an_import_is_written_the_window_says_so(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    hand, shown = Hand(window, qtbot), []
    hand.to_dry_run(protocols(tmp_path / "t.csv", [("33", good_values(750, 600))]))
    progress = hand.page

    def told(_change: object) -> None:
        shown.append(progress._progress._label.words() if progress._progress is not None else "")

    region_of(window).listen(told)
    hand.page.write()
    assert shown == ["t.csv is being written into the region"]
    assert QApplication.overrideCursor() is None


# -- verifying


def test_verification_is_written_into_the_chain_and_tells_the_fingerprint_of_the_status_line(window: MainWindow) -> None:
    window.verify()
    assert last_commits(window) == [("Verify", "")]
    assert said(window).endswith(f"Fingerprint {region_of(window).store.fingerprint}.")


def test_damage_that_verification_finds_leaves_the_totals_at_once(window: MainWindow, file: Path, tmp_path: Path) -> None:
    window.leave()
    target = tmp_path / "later.electdesk"
    whole_copy(file, target).close()
    db = sqlite3.connect(target)
    restore_guards(db)
    assert window.open_file(target)
    changes: list[bool] = []
    window.desk.changed.connect(lambda change: changes.append(change.structural))
    bad = sqlite3.connect(target, isolation_level=None)
    guards = [name for (name,) in bad.execute("select name from sqlite_master where type = 'trigger'")]
    for guard in guards:
        bad.execute(f"drop trigger {guard}")
    (place,) = bad.execute("""select max(seq) from revisions where instr(data, '"station":"station03"')""").fetchone()
    record = change_byte(bad, ("revisions", "data", place - 1), 90, 1)
    restore_guards(bad)
    window.verify()
    contest = window.desk.contest
    assert contest is not None
    assert region_of(window).store.damaged == {record}
    assert State(int(contest.state[3])) is State.DAMAGED
    assert changes[-1]
    assert said(window, "damaged").startswith("1 record of this file is damaged.")


# -- copies and backups


def test_a_saved_copy_is_written_into_the_chain(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "for the akimat.electdesk"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: (str(target), "")))
    copied = region_of(window).store.fingerprint
    window.file_menu.save_copy()
    assert last_commits(window) == [("Export", "for the akimat.electdesk")]
    copy = RegionFile.open(target, read_only=True)
    assert copy.fingerprint == copied
    copy.close()


def test_a_backup_is_restored_whole_and_the_new_file_says_so(
    window: MainWindow, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.save()
    ((_, backup),) = window.files.backups(file)
    target = tmp_path / "restored.electdesk"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", staticmethod(lambda *_: (str(backup), "")))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: (str(target), "")))
    window.file_menu.restore()
    assert (region_of(window).store.path, last_commits(window)) == (target, [("Restore", backup.name)])


def test_a_damaged_backup_is_refused_and_makes_nothing(
    window: MainWindow, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup, target = tmp_path / "bad.electdesk", tmp_path / "restored.electdesk"
    db = whole_copy(file, backup)
    change_byte(db, ("revisions", "data", 60), 90, 1)
    restore_guards(db)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", staticmethod(lambda *_: (str(backup), "")))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: (str(target), "")))
    window.file_menu.restore()
    assert (target.exists(), region_of(window).store.path, said(window, "error").count(". ")) == (False, file, 2)


def test_a_copy_restored_onto_a_stick_is_whole_and_has_no_note(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from electdesk.storage import region_file

    monkeypatch.setattr(region_file, "medium_of", lambda path: "removable" if path.name == "stick.electdesk" else "local")
    target = tmp_path / "stick.electdesk"
    restore_region(file, target, Person("Aigul"))
    region = regions.open_region(target, Person("Aigul"), read_only=True)
    assert region.store.commits()[-1].commit.command != "Restore"
    assert region.store.verify().ok
    region.close()


# -- the clock


class Clock:
    """A clock that is put to a time before."""

    def __init__(self, region: Region, minutes: int) -> None:
        import datetime

        self._at = region.clock.now() + datetime.timedelta(minutes=minutes)

    def now(self) -> object:
        return self._at


@pytest.mark.parametrize(("minutes", "warned"), [(-600, True), (-3, True), (-1, False), (0, False), (600, False)])
def test_a_clock_behind_the_file_is_told(window: MainWindow, minutes: int, warned: bool) -> None:
    region = region_of(window)
    region.note("SaveCheckpoint")
    region.clock = Clock(region, minutes)  # type: ignore[assignment]
    region_banners.show_region_banners(window)
    assert (said(window, "clock") != "") is warned
    assert said(window, "clock").startswith("This computer's clock says ") is warned
    window.leave()
    assert said(window, "clock") == ""
