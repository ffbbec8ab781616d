"""Lists come in and go back out, copies are made and restored, files on other media are worked on here."""

import datetime
import os
import types
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from electdesk import app, settings
from electdesk.app import RegionFiles
from electdesk.domain.states import State
from electdesk.services.commands import ChangeStation
from electdesk.storage import keeper, region_file
from electdesk.ui.importing.steps import WRITE
from tests.cli.running import command_line
from tests.journeys.conftest import Start
from tests.journeys.office import CONTROL, Key, Office, press
from tests.regions import good_values, small_region
from tests.ui.importing.files import protocols
from tests.ui.importing.hand import Hand


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A small region on the disk, closed."""
    small_region(tmp_path).close()
    return tmp_path / "small.electdesk"


def _moment(minute: int) -> type[datetime.datetime]:
    """A clock that stands still at a minute past eight."""

    class Still(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> "Still":
            return cls(2011, 4, 3, 20, minute, 0, tzinfo=datetime.UTC)

    return Still


def records(file: Path) -> object:
    """Everything that the records of a file say, through the command line: totals of each station and what was found."""
    totals = command_line("totals", file, "--by", "station", "--json").json["units"]
    return totals, command_line("check", file, "--json").json["findings"]


def test_a_list_with_bad_cells_is_mended_imported_and_taken_back(
    office: Office, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = records(file)
    source = protocols(tmp_path / "list.csv", [("33", good_values(750, 600)), ("34", good_values(760, 600) | {"6": "6OO"})])
    office.window.open_file(file)
    counts = office.region.store.counts

    hand = Hand(office.window, office.qtbot)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", staticmethod(lambda *_: (str(source), "")))
    office.window.action("file.import").trigger()
    hand.press(Qt.Key.Key_Return)  # the button that asks for a file
    for _ in range(3):
        hand.press(Qt.Key.Key_Return)
    assert (hand.told(), [line[:2] for line in hand.cells()]) == (
        "All or nothing: 1 cell has to be mended in the file first. Nothing was changed yet.",
        [("I3", "6OO")],
    )
    hand.page.write()
    assert office.region.store.counts == counts
    protocols(source, [("33", good_values(750, 600)), ("34", good_values(760, 600))])
    hand.press(Qt.Key.Key_F9)
    hand.page.forward.setFocus()
    hand.press(Qt.Key.Key_Return)
    assert office.said() == "Imported 2 rows."
    assert [office.state(number) for number in ("33", "34")] == [State.SETTLED, State.SETTLED]
    assert len(office.window.files.backups(file)) == 1
    press(office, "message", "Undo the import")
    assert office.said().startswith("Taken back: tallies imported (list.csv) · 2 stations · Aigul · ")
    assert [office.state(number) for number in ("33", "34")] == [State.AWAITED, State.AWAITED]
    office.window.leave()
    assert records(file) == before


def imported(office: Office, file: Path, folder: Path) -> None:
    """The file is open and station 33 was imported a moment ago."""
    office.window.open_file(file)
    Hand(office.window, office.qtbot).write(protocols(folder / "list.csv", [("33", good_values(750, 600))]))
    assert office.state("33") == State.SETTLED


def test_undo_beside_an_import_takes_that_import_back_whatever_came_after(office: Office, file: Path, tmp_path: Path) -> None:
    imported(office, file, tmp_path)
    office.window.desk.execute(ChangeStation(station="station28", note="after the import"))
    press(office, "message", "Undo the import")
    assert (office.state("33"), office.contest.register.stations[28].note) == (State.AWAITED, "after the import")


def test_an_import_can_still_be_undone_after_a_look_at_another_page(office: Office, file: Path, tmp_path: Path) -> None:
    imported(office, file, tmp_path)
    office.page(2)
    office.key(Key.Key_I, CONTROL)
    hand = Hand(office.window, office.qtbot)
    assert hand.page.place == WRITE
    hand.page.write_step.undo.setFocus()
    hand.press(Qt.Key.Key_Return)
    assert office.state("33") == State.AWAITED


def test_the_last_change_taken_back_can_be_made_again(office: Office, file: Path) -> None:
    office.window.open_file(file)
    office.window.desk.execute(ChangeStation(station="station25", note="call again"))
    office.key(Key.Key_Z, CONTROL)
    assert office.contest.register.stations[25].note == ""
    press(office, "message", "Redo")
    assert office.contest.register.stations[25].note == "call again"


def test_a_saved_copy_is_the_same_region(office: Office, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office.window.open_file(file)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: (str(tmp_path / "second"), "")))
    copied = office.region.store.fingerprint
    office.window.action("file.copy").trigger()
    report = command_line("verify", tmp_path / "second.electdesk", "--json").json
    assert (report["ok"], report["fingerprint"]) == (True, copied)
    assert office.file == file
    office.window.action("file.copy").trigger()
    assert office.said("error").startswith(f"There is already a file {tmp_path / 'second.electdesk'}.")


def test_a_backup_is_made_on_closing(start: Start, file: Path) -> None:
    office = start()
    office.window.open_file(file)
    office.window.desk.execute(ChangeStation(station="station25", note="the last of the day"))
    last = office.region.store.fingerprint
    office.window.close()
    ((_, backup),) = office.window.files.backups(file)
    assert command_line("verify", backup, "--json").json["fingerprint"] == last


def test_who_only_looks_makes_no_further_backup(start: Start, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for minute in (1, 2):
        monkeypatch.setattr(keeper, "datetime", types.SimpleNamespace(datetime=_moment(minute)))
        office = start()
        office.window.open_file(file)
        office.window.close()
    assert len(RegionFiles().backups(file)) == 1


def test_a_backup_is_made_every_so_many_saves(office: Office, file: Path) -> None:
    settings.change(backup_every_saves=3)
    office.window.open_file(file)
    for note in ("a", "b"):
        office.window.desk.execute(ChangeStation(station="station25", note=note))
    assert office.window.files.backups(file) == []
    office.window.desk.execute(ChangeStation(station="station25", note="c"))
    office.qtbot.waitUntil(lambda: len(office.window.files.backups(file)) == 1)
    assert office.window.status.slot_text("backup").startswith("backup ")


def test_a_backup_is_restored_into_a_new_file_and_the_open_one_stays(
    office: Office, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.window.open_file(file)
    office.key(Key.Key_S, CONTROL)
    assert office.said() == "Everything is saved. A backup copy was made."
    kept = [row.id for row in office.region.store.commits()]
    office.window.desk.execute(ChangeStation(station="station25", note="after the backup"))
    ((_, backup),) = office.window.files.backups(file)
    whole = file.read_bytes()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", staticmethod(lambda *_: (str(backup), "")))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: (str(tmp_path / "restored"), "")))
    office.window.action("file.restore").trigger()
    assert office.file == tmp_path / "restored.electdesk"
    assert [row.id for row in office.region.store.commits()][: len(kept)] == kept
    assert [row.commit.command for row in office.region.store.commits()[len(kept) :]] == ["Restore"]
    assert (office.window.desk.can_write, office.contest.register.stations[25].note) == (True, "")
    assert file.read_bytes() == whole


def test_a_file_on_a_share_is_read_there_and_worked_on_here(
    office: Office, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share, documents = tmp_path / "share", tmp_path / "documents"
    share.mkdir()
    distant = share / "small.electdesk"
    file.replace(distant)
    before = distant.read_bytes()
    monkeypatch.setattr(region_file, "medium_of", lambda path: "share" if share in path.parents else "local")
    monkeypatch.setattr(app, "user_documents_dir", lambda: documents)
    office.window.open_file(distant)
    assert office.said("read_only") == "Open for reading only: the file lies on a share or a stick."
    press(office, "read_only", "Work on this computer")
    assert (office.file.parent, office.window.desk.can_write) == (documents / "ElectDesk", True)
    assert office.said() == f"You work on the copy {office.file}. The file on the share or stick stays as it is."
    assert office.said("read_only") == ""
    assert office.window.desk.execute(ChangeStation(station="station25", note="here")) is not None
    assert distant.read_bytes() == before
    assert [path.name for path in share.iterdir()] == ["small.electdesk"]


def test_a_place_that_cannot_be_written_is_opened_for_reading(office: Office, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Who runs the tests may be the administrator, whom no permission stops.
    asked = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: asked(path, mode) and not (mode == os.W_OK and Path(path) == file))
    before = sorted(path.name for path in file.parent.iterdir())
    office.window.open_file(file)
    assert office.said("read_only") == "Open for reading only: this place cannot be written."
    assert office.window.action("file.save").isEnabled() is False
    office.window.leave()
    assert sorted(path.name for path in file.parent.iterdir()) == before
    assert office.window.files.backups(file) == []


def test_a_change_right_after_a_backup_is_in_the_next_one(office: Office, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeper, "datetime", types.SimpleNamespace(datetime=_moment(0)))
    office.window.open_file(file)
    office.key(Key.Key_S, CONTROL)
    office.window.desk.execute(ChangeStation(station="station25", note="in the same second"))
    last = office.region.store.fingerprint
    office.window.close()
    newest = office.window.files.backups(file)[0][1]
    assert command_line("verify", newest, "--json").json["fingerprint"] == last
