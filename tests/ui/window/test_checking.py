"""A large file is verified while the window rests: told in percent, stopped with its region, and its damage shown when it is found."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from electdesk.domain.states import State
from electdesk.i18n import use_language
from electdesk.qtmodels.desk import Desk
from electdesk.services.commands import ChangeStation, FinishEntry
from electdesk.services.person import Person
from electdesk.services.unit_of_work import ChangeSet
from electdesk.storage import region_file, verification
from electdesk.storage.regions import open_region
from electdesk.ui.parts.following import say
from electdesk.ui.window import checking
from electdesk.ui.window.checking import BackgroundCheck, progress_words
from tests.regions import good_values, small_region
from tests.storage.damage import change_byte, restore_guards, whole_copy


class Heard:
    """A desk with a background check, and what it said in order."""

    def __init__(self) -> None:
        self.desk = Desk()
        self.check = BackgroundCheck(self.desk)
        self.percents: list[int] = []
        self.problems: list[Any] = []
        self.changes: list[ChangeSet] = []
        self.refused: list[str] = []
        self.check.progressed.connect(self.percents.append)
        self.check.found.connect(self.problems.extend)
        self.desk.changed.connect(self.changes.append)
        self.desk.refused.connect(lambda error: self.refused.append(error.code))

    def open(self, path: Path) -> None:
        self.desk.take(open_region(path, Person("Aigul")))

    def between_steps(self, work: Callable[[], None]) -> None:
        """Do something once, as soon as about half of the file was read."""
        done: list[int] = []

        def told(percent: int) -> None:
            if percent >= 40 and not done:
                done.append(percent)
                work()

        self.check.progressed.connect(told)

    def state(self, station: str) -> str:
        region = self.desk.region
        assert region is not None
        assert self.desk.contest is not None
        return State(int(self.desk.contest.state[region.columns.register.row_of[station]])).name


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A region of 9 protocols and about 50 revisions that counts as large, read 10 revisions at a time without rests."""
    region = small_region(tmp_path, entered=9)
    region.execute(ChangeStation(station="station03", reason="moved", address="Hall 2"))
    region.close()
    monkeypatch.setattr(region_file, "VERIFY_AT_OPENING", 10)
    monkeypatch.setattr(verification, "SLICE", 10)
    monkeypatch.setattr(checking, "PAUSE", 0)
    monkeypatch.setattr(checking, "REST", 0)
    assert region.store.path is not None
    return region.store.path


@pytest.fixture
def heard(qtbot: QtBot) -> Iterator[Heard]:
    made = Heard()
    yield made
    made.desk.let_go()


def damaged(path: Path, tmp_path: Path) -> tuple[Path, str]:
    """A copy in which an older state of station03 was changed; and its record."""
    target = tmp_path / "damaged.electdesk"
    db = whole_copy(path, target)
    (first,) = db.execute('select min(seq) from revisions where instr(data, \'"station","station03"\')').fetchone()
    record = change_byte(db, ("revisions", "data", first - 1), 60, 1)
    restore_guards(db)
    return target, record


def finish(heard: Heard) -> None:
    """A clerk saves a protocol while the file is being verified."""
    assert heard.check.is_running
    assert heard.desk.execute(FinishEntry(station="station20", values=good_values(700, 300))) is not None


def test_a_sound_large_file_is_verified_to_its_end_and_nothing_is_announced(heard: Heard, path: Path, qtbot: QtBot) -> None:
    heard.open(path)
    assert (heard.check.is_running, heard.percents) == (True, [0])
    qtbot.waitUntil(lambda: not heard.check.is_running)
    assert heard.desk.region is not None
    assert (heard.percents[0], heard.percents[-1], sorted(heard.percents[:-1])) == (0, -1, heard.percents[:-1])
    assert len(heard.percents) > 4
    assert (heard.problems, heard.changes, heard.desk.region.store.is_verified) == ([], [], True)


def test_damage_in_the_past_is_told_and_the_record_leaves_the_totals(
    heard: Heard, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    target, record = damaged(path, tmp_path)
    heard.open(target)
    assert heard.desk.region is not None
    assert (heard.desk.region.store.problems, heard.state("station03")) == ((), "SETTLED")
    with qtbot.waitSignal(heard.check.found):
        pass
    assert record in {problem.record for problem in heard.problems}
    assert (heard.changes, heard.percents[-1]) == ([ChangeSet(None, structural=True)], -1)
    assert heard.state("station03") == "DAMAGED"


def test_commands_run_in_between_and_are_verified_with_the_rest(heard: Heard, path: Path, qtbot: QtBot) -> None:
    heard.between_steps(lambda: finish(heard))
    heard.open(path)
    qtbot.waitUntil(lambda: not heard.check.is_running)
    assert (heard.problems, [change.structural for change in heard.changes]) == ([], [False])
    assert heard.state("station20") == "SETTLED"
    assert heard.desk.region is not None
    assert heard.desk.region.store.verify().ok


def test_a_file_that_was_touched_meanwhile_is_verified_from_the_beginning(heard: Heard, path: Path, qtbot: QtBot) -> None:
    def touch_and_save() -> None:
        os.utime(path, (1, 1))
        finish(heard)

    heard.between_steps(touch_and_save)
    heard.open(path)
    qtbot.waitUntil(lambda: not heard.check.is_running)
    rising = sorted(heard.percents[:-1])
    assert (heard.percents[0], heard.percents[-1], heard.percents[:-1] == rising) == (0, -1, False)
    assert (heard.problems, heard.refused, heard.state("station20")) == ([], [], "SETTLED")


def test_it_stops_with_its_region_and_begins_with_the_next(heard: Heard, path: Path, tmp_path: Path, qtbot: QtBot) -> None:
    heard.open(path)
    qtbot.waitUntil(lambda: len(heard.percents) > 2)
    heard.desk.let_go()
    assert (heard.check.is_running, heard.percents[-1]) == (False, -1)
    target, _ = damaged(path, tmp_path)
    heard.open(target)
    with qtbot.waitSignal(heard.check.found):
        pass
    assert not heard.check.is_running


def test_it_waits_while_the_worker_has_something_to_do(heard: Heard, path: Path, qtbot: QtBot) -> None:
    heard.open(path)
    heard.desk.runner.start(lambda job: None)
    heard.check._step()
    assert heard.percents == [0]
    qtbot.waitUntil(lambda: not heard.check.is_running)
    assert not heard.desk.runner.is_busy


def test_a_file_that_can_no_longer_be_read_is_refused_once_and_the_check_ends(
    heard: Heard, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sqlite3

    def fail(*_: object) -> None:
        raise sqlite3.DatabaseError("database disk image is malformed")

    heard.open(path)
    monkeypatch.setattr(verification.FullCheck, "_check_revisions", fail)
    qtbot.waitUntil(lambda: not heard.check.is_running)
    assert (heard.refused, heard.percents) == (["file_damaged"], [0, -1])


def test_asking_for_it_by_hand_ends_the_background_check(heard: Heard, path: Path, qtbot: QtBot) -> None:
    heard.open(path)
    assert heard.desk.region is not None
    assert heard.desk.region.store.verify().ok
    qtbot.waitUntil(lambda: not heard.check.is_running)
    assert (heard.percents, heard.problems) == ([0, -1], [])


def test_a_file_that_was_verified_at_opening_is_not_verified_again(
    heard: Heard, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(region_file, "VERIFY_AT_OPENING", 50_000)
    heard.open(path)
    assert (heard.check.is_running, heard.percents) == (False, [])


def test_the_status_line_says_it_in_three_languages() -> None:
    words = progress_words(40)
    found = []
    for language in ("en", "ru", "kk"):
        use_language(language)
        found.append(say(words))
    assert found == ["checked 40 %", "проверено 40 %", "40 % тексерілді"]
    assert progress_words(-1) == ""
