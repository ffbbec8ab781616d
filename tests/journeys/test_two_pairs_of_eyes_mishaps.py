"""What goes wrong where several people work: wrong and revoked users, copied files, two PCs, a kill in the middle of settling."""

import contextlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from electdesk.services.accounts import TRIES
from electdesk.services.drafts import Draft, save_draft, saved_drafts
from electdesk.services.person import Person
from electdesk.services.region import Region
from electdesk.services.users import authenticate
from electdesk.storage.regions import open_region
from tests.cli.running import Done, command_line
from tests.journeys.conftest import Start
from tests.journeys.office import Key
from tests.journeys.two_pairs import ADMIN, Commission, Paper, finish, places
from tests.journeys.typist import Typist

ROOT = Path(__file__).parents[2]


@pytest.fixture
def commission(tmp_path: Path) -> Commission:
    return Commission(tmp_path, places(25))


def total_as(commission: Commission, login: str, password: str, file: Path | None = None) -> Done:
    given = commission.folder / "given"
    given.write_text(password, encoding="utf-8")
    return command_line("totals", file or commission.file, "--user", login, "--password-file", given)


def change_user(commission: Commission, login: str, *words: str) -> None:
    done = command_line("users", commission.file, "change", login, *words, "--reason", "left", *commission.who(ADMIN))
    assert done.code == 0, done.err


@contextlib.contextmanager
def working(commission: Commission, login: str) -> Iterator[Region]:
    """Somebody works with the file and so holds it, as at a PC beside this one."""
    region = open_region(commission.file, Person("The PC beside"))
    try:
        authenticate(region, login, commission.password(login))
        yield region
    finally:
        region.close()


def test_a_wrong_password_and_an_unknown_name_are_told_the_same_and_change_nothing(commission: Commission) -> None:
    wrong, unknown = (total_as(commission, login, "no such password") for login in ("aigul", "nobody"))
    assert [(done.code, done.out, len(done.sentences)) for done in (wrong, unknown)] == [(2, "", 3)] * 2
    assert wrong.err == unknown.err
    assert total_as(commission, "aigul", commission.password("aigul")).code == 0
    assert b"no such password" not in commission.file.read_bytes()


def test_a_user_who_guessed_too_often_waits_also_with_the_right_password_and_in_the_next_process(commission: Commission) -> None:
    given = commission.folder / "given"
    given.write_text("no such password", encoding="utf-8")
    told = [command_line("do", commission.file, "--user", "aigul", "--password-file", given).sentences[0] for _ in range(TRIES)]
    assert told[0] != told[-1]
    locked = commission.try_to("aigul", [{"command": "SaveCheckpoint", "name": "x"}])
    assert (locked.code, locked.out, len(locked.sentences)) == (2, "", 3)
    assert commission.run("bolat", [{"command": "SaveCheckpoint", "name": "x"}]) != []


def test_a_revoked_user_is_told_so_works_no_longer_and_what_they_typed_stays(commission: Commission) -> None:
    number, other = list(commission.places)[:2]
    commission.run("aigul", [finish(number, commission.places[number].paper)])
    change_user(commission, "aigul", "--revoke")
    refused = commission.try_to("aigul", [finish(other, commission.places[other].paper)])
    assert (refused.code, refused.out, len(refused.sentences)) == (2, "", 3)
    commission.run("bolat", [finish(number, commission.places[number].paper)])
    assert commission.total("saule", "settled") == (commission.sums([number]), 1)
    change_user(commission, "aigul", "--restore")
    assert len(commission.run("aigul", [finish(other, commission.places[other].paper)])) == 1


def test_users_go_along_with_a_copied_file_and_each_copy_goes_its_own_way(commission: Commission, tmp_path: Path) -> None:
    number, other = list(commission.places)[:2]
    commission.run("aigul", [finish(number, commission.places[number].paper)])
    here, there = commission.file, tmp_path / "stick" / "vko.electdesk"
    there.parent.mkdir()
    shutil.copy(here, there)
    assert total_as(commission, "saule", "no such password", there).code == 2
    commission.file = there
    commission.run("bolat", [finish(number, commission.places[number].paper)])
    commission.file = here
    commission.run("dana", [finish(other, commission.places[other].paper)])
    assert commission.total("saule", "settled") == (dict.fromkeys(commission.sums(), 0), 0)
    commission.file = there
    assert commission.total("saule", "settled") == (commission.sums([number]), 1)
    prints = [command_line("verify", file, "--json").json for file in (here, there)]
    assert [each["ok"] for each in prints] == [True, True]
    assert prints[0]["fingerprint"] != prints[1]["fingerprint"]


def test_the_second_to_open_a_file_logs_in_reads_and_is_told_who_holds_it(start: Start, commission: Commission) -> None:
    numbers = list(commission.places)
    commission.run("aigul", [finish(numbers[0], commission.places[numbers[0]].paper)])
    with working(commission, "saule"):
        before = commission.file.read_bytes()
        refused = commission.try_to("bolat", [{"command": "SaveCheckpoint", "name": "x"}])
        assert (refused.code, len(refused.sentences)) == (2, 3)
        office = start()
        assert office.window.open_file(commission.file)
        typist = Typist(office)
        typist.log_in("bolat", commission.password("bolat"))
        assert office.said("read_only").startswith("Open for reading only: the file is open for writing elsewhere (")
        assert not office.window.desk.can_write
        for page in ("overview", "entry", "documents", "progress"):
            office.window.show_page(page)
            assert office.window.page_key() == page
        typist.lock()
        typist.log_in("dana", commission.password("dana"))
        assert commission.file.read_bytes() == before
        office.window.close()
    assert commission.run("bolat", [{"command": "SaveCheckpoint", "name": "x"}]) != []


def test_locking_leaves_no_window_of_the_person_before_open(start: Start, commission: Commission) -> None:
    office = start()
    office.window.open_file(commission.file)
    typist = Typist(office)
    typist.log_in("saule", commission.password("saule"))
    office.window.desk_pages.show_history(0)
    history = office.window.desk_pages.history
    assert history is not None
    history.activateWindow()
    office.qtbot.waitUntil(history.isActiveWindow)
    QTest.keyClick(history, Key.Key_F12)
    assert (office.window.desk.region, office.window.page_key()) == (None, "log_in")
    typist.log_in("marat", commission.password("marat"))
    QTimer.singleShot(0, office.window.people.lock)
    office.window.people.show_users()
    QApplication.processEvents()
    shown = [type(widget).__name__ for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    assert (shown, office.window.page_key()) == (["MainWindow"], "log_in")


def test_a_kill_in_the_middle_of_settling_loses_no_told_step_leaves_no_half_one_and_keeps_drafts(commission: Commission) -> None:
    numbers = list(commission.places)
    off: dict[str, Paper] = {number: {**commission.places[number].paper, "3b": 999, "5": 998} for number in numbers}
    commission.run("aigul", [finish(number, off[number]) for number in numbers])
    commission.run("bolat", [finish(number, commission.places[number].paper) for number in numbers[1:]])
    with working(commission, "dana") as region:
        contest = next(iter(region.columns.contests))
        draft = Draft(figures={"registered": 77}, form=region.columns.contests[contest].form.key)
        save_draft(region, region.columns.register.ids[region.columns.register.find(numbers[0])[0]], contest, draft)
    words = [sys.executable, "-m", "tests.journeys.settling_child", str(commission.file), "saule", commission.password("saule")]
    told: list[str] = []
    steps = "".join(
        json.dumps({"command": "SettleDifference", "station": number, "values": {line: paper[line] for line in ("3b", "5")}}) + "\n"
        for number in numbers[1:]
        for paper in (commission.places[number].paper,)
    )
    with subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdin is not None
        assert child.stdout.readline().strip() == "ready"
        child.stdin.write(steps)
        child.stdin.flush()
        while len(told) < 7:
            told.append(child.stdout.readline().strip())
        child.kill()
        told += child.stdout.read().split()
    assert told == numbers[1 : len(told) + 1]
    assert command_line("verify", commission.file).code == 0
    waiting = [each["station"] for each in commission.ask("saule", "differences")["differences"]]
    settled = [number for number in numbers[1:] if number not in waiting]
    # The step that was under way is there whole, or not at all.
    assert settled in (told, numbers[1 : len(told) + 2])
    assert commission.total("saule", "settled") == (commission.sums(settled), len(settled))
    with working(commission, "dana") as region:
        kept = [(draft.person, draft.draft.figures) for draft in saved_drafts(region)]
    assert kept == [("dana", {"registered": 77})]
    again = [
        {
            "command": "SettleDifference",
            "station": number,
            "values": {line: commission.places[number].paper[line] for line in ("3b", "5")},
        }
        for number in waiting
    ]
    commission.run("saule", again)
    assert commission.total("saule", "settled") == (commission.sums(numbers[1:]), len(numbers) - 1)
