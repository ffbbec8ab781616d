"""Which entry a command takes, and what it leaves behind."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from electdesk.columns import ContestColumns
from electdesk.domain.errors import ClerkError
from electdesk.domain.states import Mark, State
from electdesk.services.commands import (
    AddChoice,
    Command,
    CorrectEntry,
    FinishEntry,
    RegisterPaper,
    Undo,
    WithdrawChoice,
    WithdrawEntry,
)
from electdesk.services.commands.history import undoable
from electdesk.services.region import Region
from tests.regions import good_values, small_region


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    made = small_region(tmp_path, entered=9)
    yield made
    made.close()


def contest(region: Region) -> ContestColumns:
    return next(iter(region.columns.contests.values()))


def refused(region: Region, command: Command) -> str:
    with pytest.raises(ClerkError) as error:
        region.execute(command)
    return error.value.code


def commit(region: Region, command: Command) -> int:
    made = region.execute(command).commit
    assert made is not None
    return made.seq


def issued(region: Region, row: int) -> int:
    columns = contest(region)
    return int(columns.figures[row, columns.checks.numbers.index("3")])


def test_a_person_types_from_paper_or_by_phone_and_never_as_a_file(region: Region) -> None:
    assert refused(region, FinishEntry(station="25", values=good_values(670, 300), source="file")) == "source_kind_unknown"
    region.execute(FinishEntry(station="25", values=good_values(670, 300), source="phone"))


def test_one_call_after_another_leaves_the_last_and_it_can_be_corrected(region: Region) -> None:
    for count in (300, 310):
        region.execute(FinishEntry(station="25", values=good_values(670, count), source="phone"))
    row = region.columns.register.find("25")[0]
    assert (len(contest(region).entry_seqs[row]), issued(region, row)) == (1, 310)
    region.execute(CorrectEntry(station="25", values=good_values(670, 320), reason="misheard"))
    assert (len(contest(region).entry_seqs[row]), issued(region, row)) == (1, 320)
    assert Mark(int(contest(region).marks[row])) is Mark.PHONED
    region.execute(FinishEntry(station="25", values=good_values(670, 330)))
    region.execute(WithdrawEntry(station="25", reason="wrong pile"))
    assert (issued(region, row), Mark(int(contest(region).marks[row]))) == (320, Mark.PHONED), "the typed one goes first"


def test_an_entry_is_taken_back_of_the_paper_that_holds_now(region: Region) -> None:
    region.execute(RegisterPaper(station="12", kind="corrected", reason="court", document="7"))
    assert refused(region, WithdrawEntry(station="12", reason="wrong pile")) == "nothing_entered"
    region.execute(FinishEntry(station="12", values=good_values(530, 500)))
    region.execute(WithdrawEntry(station="12", reason="wrong pile"))
    assert len(contest(region).entry_seqs[3]) == 1


def test_a_correction_that_corrects_nothing_is_refused_and_its_reason_is_not_lost(region: Region) -> None:
    before = region.store.counts
    assert refused(region, CorrectEntry(station="12", values=good_values(530, 467), reason="looked again")) == "nothing_changed"
    assert region.store.counts == before


def test_taking_back_bringing_back_and_taking_back_again_speaks_of_the_same_step(region: Region) -> None:
    region.execute(FinishEntry(station="25", values=good_values(670, 300)))
    second = commit(region, FinishEntry(station="26", values=good_values(670, 300)))
    row = region.columns.register.find("26")[0]

    def state() -> str:
        return State(int(contest(region).state[row])).name

    undone = commit(region, Undo())
    redone = commit(region, Undo(commit=undone))
    assert state() == "SETTLED"
    last = undoable(region)
    assert last is not None
    assert (last.seq, last.commit.undoes != "") == (redone, True)
    again = commit(region, Undo())
    assert state() == "AWAITED"
    commit(region, Undo(commit=again))
    assert state() == "SETTLED"
    commit(region, Undo())
    assert state() == "AWAITED"
    region.execute(Undo())
    assert State(int(contest(region).state[region.columns.register.find("25")[0]])).name == "AWAITED"
    assert second < undone


@pytest.mark.parametrize("votes", [7, 0, "none"])
def test_a_choice_stays_while_any_entry_says_something_of_it_shown_or_not(region: Region, votes: int | str) -> None:
    added = commit(region, AddChoice(name={"": "D"}))
    region.execute(FinishEntry(station="25", values={**good_values(670, 300), "11": votes}))
    region.execute(RegisterPaper(station="25", kind="corrected", reason="court", document="7"))
    assert refused(region, WithdrawChoice(choice="11", reason="left")) == "choice_in_use"
    assert refused(region, Undo(commit=added)) == "undo_refused"


def test_a_choice_of_which_nobody_said_anything_goes(region: Region) -> None:
    region.execute(AddChoice(name={"": "D"}))
    region.execute(FinishEntry(station="25", values=good_values(670, 300)))
    region.execute(WithdrawChoice(choice="11", reason="left"))
    assert len(contest(region).ballot) == 3
