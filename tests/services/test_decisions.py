"""What was signed stays signed until somebody opens it, and an acceptance holds for what was accepted."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from electdesk.columns import RegionColumns
from electdesk.domain.errors import ClerkError
from electdesk.domain.states import Mark, State
from electdesk.services.commands import (
    AcceptAsPaper,
    Annul,
    ChangeContest,
    ChangeStation,
    Command,
    ConfirmFindings,
    CorrectEntry,
    FinishEntry,
    MakeFinal,
    RegisterPaper,
    Reopen,
    Undo,
    WithdrawEntry,
)
from electdesk.services.region import Region
from electdesk.services.unit_of_work import ChangeSet
from tests.regions import BROKEN, good_values, small_region
from tests.services.random_day import columns_as_values, differences, two_contests

STRICTER = """
[[relation]]
code = "Z1"
severity = "hard"
rule = '[3] = [4]'
name = { ru = "Поровну", kk = "Тең", en = "as many" }
"""
"""A rule that none of the protocols holds."""


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    made = small_region(tmp_path, entered=9)
    yield made
    made.close()


def stands(region: Region, row: int, contest: int = 0) -> tuple[str, Mark, bool, bool]:
    columns = list(region.columns.contests.values())[contest]
    counted = columns.counted
    return (
        State(int(columns.state[row])).name,
        Mark(int(columns.marks[row])),
        bool(counted["preliminary"][row]),
        bool(counted["final"][row]),
    )


def refused(region: Region, command: Command) -> str:
    with pytest.raises(ClerkError) as error:
        region.execute(command)
    return error.value.code


def form_of(region: Region) -> str:
    return next(iter(region.columns.contests.values())).contest.edition.text


def revision_of(region: Region, row: int) -> str:
    columns = next(iter(region.columns.contests.values()))
    return region.store.rows(columns.entry_seqs[row])[-1].id


def place(change: ChangeSet) -> int:
    assert change.commit is not None
    return change.commit.seq


def test_a_finding_that_comes_after_signing_contests_the_tally_and_opens_nothing(region: Region) -> None:
    before = next(iter(region.columns.contests.values())).sums["final"].tolist()
    region.execute(ChangeContest(form=form_of(region) + STRICTER, reason="new edition"))
    assert stands(region, 0) == ("FINAL", Mark.CONTESTED, True, True)
    assert stands(region, 2) == ("FIRST_ENTRY", Mark.NONE, False, False)
    assert next(iter(region.columns.contests.values())).sums["final"].tolist() == before
    for command in (
        CorrectEntry(station="2", values={}, reason="x"),
        WithdrawEntry(station="2", reason="x"),
        FinishEntry(station="2", values={}),
        FinishEntry(station="2", values={}, source="phone"),
        RegisterPaper(station="2", kind="repeat", reason="x", document="1"),
        AcceptAsPaper(station="2", reason="x", document="1"),
    ):
        assert refused(region, command) == "tally_closed", command
    assert refused(region, MakeFinal(stations=("2",))) == "already_final"
    region.execute(Reopen(station="2", reason="new edition"))
    assert stands(region, 0) == ("FIRST_ENTRY", Mark.REOPENED, False, False)


def test_another_contest_does_not_open_what_was_signed(tmp_path: Path) -> None:
    region = two_contests(tmp_path)
    for contest in ("president", "repeat"):
        region.execute(FinishEntry(station="1", contest=contest, values=good_values(400, 300)))
    signed = region.execute(MakeFinal(stations=("1",), contest="president"))
    region.execute(CorrectEntry(station="1", contest="repeat", values=good_values(400, 310), reason="misread"))
    assert stands(region, 0) == ("FINAL", Mark.CONTESTED, True, True)
    entered = place(signed) - 2
    assert refused(region, Undo(commit=entered)) == "undo_refused"
    assert differences(columns_as_values(region.columns), columns_as_values(RegionColumns(region.store))) == []
    region.close()


def test_an_acceptance_covers_what_was_accepted_and_nothing_later(region: Region) -> None:
    station = f"station{BROKEN:02}"
    region.execute(AcceptAsPaper(station=station, reason="as signed", document="15"))
    assert stands(region, BROKEN) == ("SETTLED", Mark.AS_PAPER, True, False)
    edition = region.execute(ChangeContest(form=form_of(region) + STRICTER, reason="new edition"))
    assert stands(region, BROKEN) == ("FIRST_ENTRY", Mark.AS_PAPER, False, False)
    region.execute(Undo(commit=place(edition)))
    region.execute(MakeFinal(stations=(station,)))
    region.execute(ChangeContest(form=form_of(region) + STRICTER, reason="new edition"))
    assert stands(region, BROKEN) == ("FINAL", Mark.AS_PAPER | Mark.CONTESTED, True, True)
    region.execute(Reopen(station=station, reason="new edition"))
    region.execute(AcceptAsPaper(station=station, reason="as signed", document="16"))
    assert stands(region, BROKEN) == ("SETTLED", Mark.AS_PAPER, True, False)


def test_an_edition_is_tried_before_it_is_taken_and_an_earlier_one_comes_back(region: Region) -> None:
    first = form_of(region)
    before = (columns_as_values(region.columns), region.store.counts)
    tried = region.execute(ChangeContest(form=first + STRICTER, reason="new edition", dry_run=True))
    assert tried == ChangeSet(
        None, counts={"entries": 9, "moved": 6, "blocked": 6, "contested": 2, "lines_new": 0, "lines_gone": 0}
    )
    assert (columns_as_values(region.columns), region.store.counts) == before
    region.execute(ChangeContest(form=first + STRICTER, reason="new edition"))
    assert region.execute(ChangeContest(form=first + STRICTER, reason="the same again")) == ChangeSet(None)
    region.execute(ChangeContest(form=first, reason="wrong file"))
    assert form_of(region) == first
    after = columns_as_values(region.columns)
    assert differences(before[0], after) == []
    assert differences(after, columns_as_values(RegionColumns(region.store))) == []
    region.execute(FinishEntry(station="25", values=good_values(600, 300)))


@pytest.mark.parametrize(
    "command",
    [
        MakeFinal(stations=("12",), seen="another"),
        Annul(station="12", reason="court", document="5", seen="another"),
        Reopen(station="2", reason="call", seen="another"),
        AcceptAsPaper(station="12а", reason="as signed", document="5", seen="another"),
        ConfirmFindings(station="14", confirm={"V1": "compared"}, seen="another"),
        WithdrawEntry(station="12", reason="wrong pile", seen="another"),
        ChangeStation(station="12", voters=5, seen="another"),
    ],
    ids=lambda command: type(command).__name__,
)
def test_a_decision_about_a_state_that_has_changed_is_refused(region: Region, command: Command) -> None:
    before = region.store.counts
    assert refused(region, command) == "record_changed"
    assert region.store.counts == before


def test_a_decision_about_the_state_that_is_there_is_taken(region: Region) -> None:
    station = region.store.rows(region.columns.records.heads["station03"])[-1].id
    region.execute(ChangeStation(station="12", voters=530, note="x", seen=station))
    region.execute(MakeFinal(stations=("12",), seen=revision_of(region, 3)))
    region.execute(Reopen(station="12", reason="call", seen=revision_of(region, 3)))
    region.execute(WithdrawEntry(station="12", reason="wrong pile", seen=revision_of(region, 3)))
    assert stands(region, 3)[0] == "AWAITED"
