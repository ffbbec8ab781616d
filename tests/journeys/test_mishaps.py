"""What goes wrong on a long evening: a crash, a second opener, an exchanged file, a fault of our own."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog

from electdesk import app
from electdesk.cli.opened import writing
from electdesk.domain.states import State
from electdesk.paths import error_reports_dir
from electdesk.services.commands import ChangeStation
from tests.cli.running import command_line
from tests.journeys.conftest import Start
from tests.journeys.office import Office, press
from tests.regions import good_values, small_region

ROOT = Path(__file__).parents[2]
PAPER = [int(str(figure)) for figure in good_values(750, 600).values()]
"""The protocol of station 33 of the small region, which is awaited there."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A small region on the disk, closed."""
    small_region(tmp_path).close()
    return tmp_path / "small.electdesk"


def test_a_killed_program_leaves_its_draft_and_no_lock(start: Start, file: Path) -> None:
    words = [sys.executable, "-m", "tests.journeys.typing_child", str(file), "33", *(str(figure) for figure in PAPER[:6])]
    with subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == "typed"
        held = command_line("do", file, stdin='{"command": "SaveCheckpoint", "name": "x"}')
        assert (held.code, "Aigul" in held.err) == (2, True)
        child.kill()
        child.wait()
    office = start()
    assert office.window.open_file(file)
    assert office.window.desk.can_write
    office.page(2)
    office.enter()
    office.enter()
    assert office.window.entry.work.row == office.row("33")
    assert office.typed() == PAPER[:5]
    office.lines(PAPER[5:])
    office.plus()
    assert (office.state("33"), office.figures("33")) == (State.SETTLED, PAPER)


def test_while_the_window_holds_the_file_the_command_line_is_refused_with_the_holders_name(office: Office, file: Path) -> None:
    office.window.open_file(file)
    before = file.read_bytes()
    refused = command_line("do", file, stdin='{"command": "SaveCheckpoint", "name": "x"}')
    assert (refused.code, refused.out, len(refused.sentences)) == (2, "", 3)
    assert "Aigul" in refused.sentences[0]
    assert command_line("totals", file).code == 0
    assert file.read_bytes() == before


def test_while_the_command_line_holds_the_file_the_window_only_reads(office: Office, file: Path) -> None:
    with writing(file):
        before = file.read_bytes()
        assert office.window.open_file(file)
        assert office.said("read_only").startswith("Open for reading only: the file is open for writing elsewhere (Aigul, ")
        assert "read-only" in office.window.windowTitle()
        actions = {name: office.window.action(name).isEnabled() for name in ("file.save", "file.import", "edit.undo", "file.copy")}
        assert actions == {"file.save": False, "file.import": False, "edit.undo": False, "file.copy": True}
        office.choose("33")
        stations = office.window.overview.actions_of_stations
        changing = ("note", "final", "reopen", "accept", "annul", "paper", "withdraw")
        assert {key: stations.refusal(key) for key in changing} == dict.fromkeys(changing, "The file is open for reading only.")
        for number in ("33", "19"):
            office.page(2)
            office.station(number)
            form = office.window.entry.form
            assert [row.line.number for row in form.rows if not row.field.isReadOnly()] == []
            held = office.window.entry.work.model
            assert held is not None
            shown = list(held.figures)
            office.write("123")
            office.plus()
            assert office.figures(number) == shown
        assert file.read_bytes() == before
    assert office.window.open_file(file)
    assert (office.window.desk.can_write, office.said("read_only")) == (True, "")


@pytest.mark.parametrize("way", ["another file under the name", "other content in the file"])
def test_a_file_that_was_exchanged_is_never_written_over(office: Office, file: Path, tmp_path: Path, way: str) -> None:
    older = tmp_path / "older.electdesk"
    shutil.copy(file, older)
    office.window.open_file(file)
    assert office.window.desk.execute(ChangeStation(station="station10", note="later than the copy")) is not None
    office.page(2)
    office.station("33")
    office.lines(PAPER)
    office.window.entry.work.save()
    if way == "another file under the name":
        shutil.copy(older, tmp_path / "new")
        (tmp_path / "new").replace(file)
    else:
        file.write_bytes(older.read_bytes())
    office.plus()
    said = office.window.entry.banner_text("error")
    assert said == (
        f"{file} was exchanged or changed by another program while it was open. "
        "Nothing was written: the file on the disk and what you see are two different states. "
        "Save a copy of what you see, then open the file again and compare."
    )
    assert file.read_bytes() == older.read_bytes()
    assert office.typed() == PAPER
    assert office.state("33") == State.AWAITED
    office.window.close()
    assert office.said("unsaved").startswith("The figures typed last could not be written, so nothing was closed.")
    press(office, "unsaved", "Close without them")
    assert office.window.page_key() == "start"
    assert file.read_bytes() == older.read_bytes()
    assert office.window.open_file(file)
    assert (office.window.desk.can_write, office.contest.register.stations[10].note) == (True, "")


def test_a_file_that_was_exchanged_is_read_anew_when_it_is_opened_again(office: Office, file: Path, tmp_path: Path) -> None:
    older = tmp_path / "older.electdesk"
    shutil.copy(file, older)
    office.window.open_file(file)
    assert office.window.desk.execute(ChangeStation(station="station10", note="later than the copy")) is not None
    older.replace(file)
    assert office.window.open_file(file)
    assert (office.window.desk.can_write, office.contest.register.stations[10].note) == (True, "")


def test_what_was_seen_can_be_saved_as_a_copy_after_the_file_was_exchanged(
    office: Office, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older, rescued = tmp_path / "older.electdesk", tmp_path / "rescued.electdesk"
    shutil.copy(file, older)
    office.window.open_file(file)
    office.window.desk.execute(ChangeStation(station="station10", note="later than the copy"))
    older.replace(file)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: (str(rescued), "")))
    office.window.action("file.copy").trigger()
    assert office.said() == "A whole copy was saved as rescued.electdesk."
    assert command_line("verify", rescued, "--json").json["fingerprint"] == office.region.store.fingerprint


def test_a_fault_of_our_own_is_written_down_without_figures_and_the_clerk_goes_on(
    office: Office, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    app._install_handler(office.window)
    office.window.open_file(file)
    office.page(2)
    office.station("33")
    office.lines(PAPER[:4])

    def fault() -> None:
        secret = "8712345 votes for Candidate A, key-4711471, Aigul"
        raise RuntimeError(secret)

    QTimer.singleShot(0, fault)
    office.qtbot.waitUntil(lambda: office.said("error") != "")
    (report,) = error_reports_dir().glob("error *.txt")
    text = report.read_text(encoding="utf-8")
    assert "builtins.RuntimeError" in text
    assert [word for word in ("8712345", "Candidate", "4711471", "Aigul", file.name) if word in text] == []
    assert office.said("error") == (
        "Something went wrong in the program. Everything finished is saved, and your draft is kept. "
        f"Go on; if it happens again, give the report {report.name} to the developers. It holds no votes, names or keys."
    )
    kept = office.region.store.drafts()
    assert [(draft.person, draft.station) for draft in kept] == [("Aigul", "station25")]
    office.enter()
    office.lines(PAPER[4:])
    office.plus()
    assert (office.state("33"), office.figures("33")) == (State.SETTLED, PAPER)
