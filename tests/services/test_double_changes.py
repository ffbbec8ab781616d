"""Ballot, form, register or mode change after two people typed: nothing slides to a neighbour, and what is open again is listed."""

from pathlib import Path

import pytest

from electdesk.columns import ContestColumns, RegionColumns
from electdesk.domain.errors import ClerkError
from electdesk.domain.figures import BLANK
from electdesk.domain.records.setup import DOUBLE, LATER, SINGLE
from electdesk.domain.states import Mark, State
from electdesk.services.commands import (
    AddChoice,
    ChangeContest,
    ChangeSetUp,
    ChangeStation,
    CorrectEntry,
    FinishEntry,
    MakeFinal,
    SettleDifference,
    WithdrawChoice,
    WithdrawEntry,
)
from electdesk.services.person import Person
from electdesk.services.queries.differences import differing_lines, waiting_differences
from electdesk.services.queries.opened_again import OpenedAgain, opened_again
from electdesk.services.queries.totals import area_unit, station_unit
from electdesk.services.region import Region
from tests.services.double_entry import AIGUL, BOLAT, SAULE, TIMUR, as_person, double_region, protocol
from tests.services.random_day import columns_as_values, differences

OFFICE = Person("office", ("admin", "supervisor"))
EMPTY = """
[[line]]
id = "unused_notes"
number = "7a"
label = { ru = "Замечания", kk = "Ескертпелер", en = "remarks" }
group = "count"
"""
"""A line of a later edition."""


def contest_of(region: Region) -> ContestColumns:
    return next(iter(region.columns.contests.values()))


def state(region: Region, row: int) -> State:
    return State(int(contest_of(region).state[row]))


def with_line(region: Region) -> str:
    """The form with one line more, which stands in the middle of it."""
    text = contest_of(region).contest.edition.text
    place = text.index("[[line]]", text.index('id = "issued"'))
    return text[:place] + EMPTY.lstrip() + "\n" + text[place:]


def typed_twice(region: Region, *rows: int) -> None:
    for row in rows:
        for person in (AIGUL, BOLAT):
            as_person(region, person, FinishEntry(station=f"station{row}", values=protocol(400 + row)))


@pytest.fixture
def region(tmp_path: Path) -> Region:
    """Station 1 has one entry, 2 and 3 are settled, 4 is final, 5 differs in two lines, 6 is awaited."""
    region = double_region(tmp_path, stations=6)
    as_person(region, AIGUL, FinishEntry(station="station0", values=protocol(400)))
    typed_twice(region, 1, 2, 3)
    as_person(region, SAULE, MakeFinal(stations=("station3",)))
    as_person(region, AIGUL, FinishEntry(station="station4", values=protocol(404)))
    other = protocol(404)
    other |= {"8": int(str(other["8"])) + 1, "9": int(str(other["9"])) - 1}
    as_person(region, BOLAT, FinishEntry(station="station4", values=other))
    assert [state(region, row) for row in range(6)] == [
        State.FIRST_ENTRY,
        State.SETTLED,
        State.SETTLED,
        State.FINAL,
        State.DIFFERENCE,
        State.AWAITED,
    ]
    return region


def same_after_reopening(region: Region) -> None:
    assert differences(columns_as_values(region.columns), columns_as_values(RegionColumns(region.store))) == []
    region.close()


def test_a_choice_that_comes_onto_the_ballot_opens_the_settled_tallies_and_moves_no_figure(region: Region) -> None:
    before = {column: contest_of(region).figures[1, place] for place, column in enumerate(contest_of(region).columns)}
    as_person(region, OFFICE, AddChoice(name={"": "Candidate D"}))
    columns = contest_of(region)
    (new,) = set(columns.columns) - before.keys()
    assert {column: columns.figures[1, place] for place, column in enumerate(columns.columns)} == before | {new: BLANK}
    assert [state(region, row) for row in range(6)] == [
        State.FIRST_ENTRY,
        State.SECOND_ENTRY,
        State.SECOND_ENTRY,
        State.FINAL,
        State.DIFFERENCE,
        State.AWAITED,
    ]
    assert columns.marks[3] & Mark.CONTESTED
    assert opened_again(region, columns) == [OpenedAgain(row, (new,)) for row in (0, 1, 2, 3)]
    as_person(region, TIMUR, CorrectEntry(station="station1", values=protocol(401) | {new: 0}, reason="the new choice"))
    assert (state(region, 1), [each.row for each in opened_again(region, columns)]) == (State.SETTLED, [0, 2, 3])
    same_after_reopening(region)


def test_a_choice_that_nobody_voted_for_goes_and_every_other_keeps_its_votes(region: Region) -> None:
    as_person(region, OFFICE, AddChoice(name={"": "Candidate D"}))
    (new,) = [choice for choice in contest_of(region).choice_ids if not choice.startswith(contest_of(region).record)]
    before = contest_of(region).figures.tolist()
    as_person(region, OFFICE, WithdrawChoice(choice=new, reason="court"))
    columns = contest_of(region)
    assert columns.figures.tolist() == [row[:-1] for row in before]
    assert [state(region, row) for row in (1, 2, 3)] == [State.SETTLED, State.SETTLED, State.FINAL]
    assert opened_again(region, columns) == []
    same_after_reopening(region)


def test_a_line_of_a_later_edition_opens_the_settled_tallies_and_moves_no_figure(region: Region) -> None:
    before = {column: contest_of(region).figures[2, place] for place, column in enumerate(contest_of(region).columns)}
    later = with_line(region)
    tried = as_person(region, OFFICE, ChangeContest(form=later, reason="new edition", dry_run=True))
    assert tried.counts == {"entries": 5, "moved": 2, "blocked": 2, "contested": 1, "lines_new": 1, "lines_gone": 0}
    as_person(region, OFFICE, ChangeContest(form=later, reason="new edition"))
    columns = contest_of(region)
    figures = {column: columns.figures[2, place] for place, column in enumerate(columns.columns)}
    assert figures == before | {"unused_notes": BLANK}
    assert [state(region, row) for row in range(5)] == [
        State.FIRST_ENTRY,
        State.SECOND_ENTRY,
        State.SECOND_ENTRY,
        State.FINAL,
        State.DIFFERENCE,
    ]
    assert opened_again(region, columns) == [OpenedAgain(row, ("unused_notes",)) for row in (0, 1, 2, 3)]
    same_after_reopening(region)


def test_an_edition_between_two_entries_makes_no_difference_of_its_own(region: Region) -> None:
    text = contest_of(region).contest.edition.text
    reworded = text.replace('en = "voters on the list"', 'en = "voters on the voter list"')
    as_person(region, OFFICE, ChangeContest(form=reworded, reason="wording"))
    as_person(region, BOLAT, FinishEntry(station="station0", values=protocol(400)))
    assert state(region, 0) is State.SETTLED
    same_after_reopening(region)


def test_a_difference_is_settled_under_a_later_edition_with_the_line_that_only_one_entry_knows(region: Region) -> None:
    as_person(region, OFFICE, ChangeContest(form=with_line(region), reason="new edition"))
    as_person(region, BOLAT, FinishEntry(station="station0", values=protocol(400) | {"7a": 3}))
    columns = contest_of(region)
    assert (state(region, 0), differing_lines(region, columns, 0)) == (State.DIFFERENCE, ("unused_notes",))
    as_person(region, SAULE, SettleDifference(station="station0", values={"7a": 3}))
    assert state(region, 0) is State.SETTLED
    assert columns.figures[0, columns.columns.index("unused_notes")] == 3
    same_after_reopening(region)


def test_a_station_that_is_renumbered_keeps_its_entries_its_difference_and_its_waiting_second(region: Region) -> None:
    before = {row: contest_of(region).figures[row].tolist() for row in range(5)}
    for row, number in ((0, "901"), (1, "902"), (4, "900")):
        as_person(region, SAULE, ChangeStation(station=f"station{row}", number=number))
    register = region.columns.register
    columns = contest_of(region)
    assert {row: columns.figures[register.row_of[f"station{row}"]].tolist() for row in range(5)} == before
    region.person = SAULE
    (waiting,) = waiting_differences(region, columns)
    assert (register.stations[waiting.row].number, waiting.lines) == ("900", 2)
    as_person(region, BOLAT, FinishEntry(station="901", values=protocol(400)))
    assert [State(int(columns.state[register.row_of[f"station{row}"]])) for row in (0, 1, 4)] == [
        State.SETTLED,
        State.SETTLED,
        State.DIFFERENCE,
    ]
    same_after_reopening(region)


def test_a_change_of_the_mode_asks_each_tally_again_and_leaves_final_ones_final(region: Region) -> None:
    seen = {}
    for mode in (SINGLE, LATER, DOUBLE):
        as_person(region, OFFICE, ChangeSetUp(verification=mode, reason="too few people"))
        seen[mode] = [state(region, row).name for row in range(5)]
    open_one = {SINGLE: "SETTLED", LATER: "FIRST_ENTRY", DOUBLE: "FIRST_ENTRY"}
    assert seen == {mode: [open_one[mode], "SETTLED", "SETTLED", "FINAL", "DIFFERENCE"] for mode in (SINGLE, LATER, DOUBLE)}
    same_after_reopening(region)


def test_a_phoned_result_counts_while_what_was_typed_does_not_add_up(tmp_path: Path) -> None:
    region = double_region(tmp_path)
    columns = contest_of(region)
    as_person(region, BOLAT, FinishEntry(station="station0", values=protocol(300), source="phone"))
    broken = protocol(310)
    broken["8"] = int(str(broken["8"])) + 10
    as_person(region, AIGUL, FinishEntry(station="station0", values=broken))
    region.person = SAULE
    assert state(region, 0) is State.FIRST_ENTRY
    assert area_unit(region, columns, "preliminary").lines["issued"] == 300
    assert station_unit(region, columns, 0, "preliminary").lines["issued"] == 300
    assert area_unit(region, columns, "settled").reported == 0
    as_person(region, AIGUL, CorrectEntry(station="station0", values=protocol(310), reason="misread"))
    region.person = SAULE
    assert area_unit(region, columns, "preliminary").lines["issued"] == 310
    as_person(region, BOLAT, FinishEntry(station="station0", values=protocol(320)))
    region.person = SAULE
    assert (state(region, 0), area_unit(region, columns, "preliminary").reported) == (State.DIFFERENCE, 0)
    same_after_reopening(region)


def test_one_person_types_the_second_entry_after_ten_other_stations_also_when_the_file_was_opened_in_between(
    tmp_path: Path,
) -> None:
    region = double_region(tmp_path, stations=14, verification=LATER)
    as_person(region, AIGUL, FinishEntry(station="station13", values=protocol(300)))
    for row in range(9):
        as_person(region, AIGUL, FinishEntry(station=f"station{row}", values=protocol(301 + row)))
    as_person(region, BOLAT, FinishEntry(station="station11", values=protocol(330)))
    as_person(region, AIGUL, FinishEntry(station="station9", values=protocol(310)))
    as_person(region, AIGUL, WithdrawEntry(station="station9", reason="wrong pile"))
    too_early(region)
    as_person(region, AIGUL, FinishEntry(station="station10", values=protocol(311)))
    region.columns = RegionColumns(region.store)
    as_person(region, AIGUL, FinishEntry(station="station13", values=protocol(300)))
    assert state(region, region.columns.register.row_of["station13"]) is State.SETTLED
    same_after_reopening(region)


def test_a_correction_of_what_was_typed_before_is_no_further_protocol(tmp_path: Path) -> None:
    """Ten old entries corrected one by one keep the numbers of the eleventh in mind; ten typed anew do not."""
    region = double_region(tmp_path, stations=21, verification=LATER)
    for row in range(10):
        as_person(region, AIGUL, FinishEntry(station=f"station{row}", values=protocol(301 + row)))
    as_person(region, AIGUL, FinishEntry(station="station20", values=protocol(300)))
    for row in range(10):
        as_person(region, AIGUL, CorrectEntry(station=f"station{row}", values=protocol(331 + row), reason="misread"))
    for columns in (region.columns, RegionColumns(region.store)):
        region.columns = columns
        with pytest.raises(ClerkError, match="second_too_early") as refused:
            as_person(region, AIGUL, FinishEntry(station="station20", values=protocol(300)))
        assert refused.value.params == {"station": "21", "others": 0, "wanted": 10}
    for row in range(10, 20):
        as_person(region, AIGUL, FinishEntry(station=f"station{row}", values=protocol(301 + row)))
        as_person(region, AIGUL, CorrectEntry(station=f"station{row}", values=protocol(361 + row), reason="misread"))
    as_person(region, AIGUL, FinishEntry(station="station20", values=protocol(300)))
    assert state(region, region.columns.register.row_of["station20"]) is State.SETTLED


def too_early(region: Region) -> None:
    """Nine stations lie between, as the running columns and as the file that is read anew say."""
    for columns in (region.columns, RegionColumns(region.store)):
        region.columns = columns
        with pytest.raises(ClerkError, match="second_too_early") as refused:
            as_person(region, AIGUL, FinishEntry(station="station13", values=protocol(300)))
        assert refused.value.params == {"station": "14", "others": 9, "wanted": 10}
