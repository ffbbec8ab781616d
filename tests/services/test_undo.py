"""An undo is done whole or refused whole: nothing comes back that names what is gone, or that another took the place of."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from electdesk.domain.errors import ClerkError
from electdesk.domain.records.names import in_language
from electdesk.services.commands import (
    AddArea,
    AddChoice,
    AddStation,
    ChangeStation,
    Command,
    CorrectEntry,
    FinishEntry,
    RegisterPaper,
    Undo,
    WithdrawChoice,
    WithdrawEntry,
    WithdrawStation,
)
from electdesk.services.region import Region
from tests.regions import good_values, small_region
from tests.services.random_day import columns_as_values

WITH_D = {**good_values(670, 300), "11": 0}


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    made = small_region(tmp_path, entered=3)
    yield made
    made.close()


def commit(region: Region, command: Command) -> int:
    made = region.execute(command).commit
    assert made is not None
    return made.seq


def refusal(region: Region, place: int) -> tuple[str, object]:
    """The code of a refused undo and the records it names; nothing may have changed by it."""
    before = (region.store.counts, columns_as_values(region.columns))
    with pytest.raises(ClerkError) as error:
        region.execute(Undo(commit=place))
    assert (region.store.counts, columns_as_values(region.columns)) == before
    records = [in_language(each, "ru") if isinstance(each, dict) else each for each in error.value.params["records"]]
    return error.value.code, records


def test_an_entry_does_not_come_back_after_its_choice_left_the_ballot(region: Region) -> None:
    region.execute(AddChoice(name={"": "D"}))
    region.execute(FinishEntry(station="25", values=WITH_D))
    taken_back = commit(region, WithdrawEntry(station="25", reason="wrong pile"))
    left = commit(region, WithdrawChoice(choice="11", reason="left the race"))
    assert refusal(region, taken_back) == ("undo_names_missing", ["D"])
    region.execute(Undo(commit=left))
    region.execute(Undo(commit=taken_back))
    assert len(next(iter(region.columns.contests.values())).entry_seqs[region.columns.register.find("25")[0]]) == 1


def test_figures_before_a_correction_do_not_come_back_after_their_choice_left_the_ballot(region: Region) -> None:
    region.execute(AddChoice(name={"": "D"}))
    region.execute(FinishEntry(station="25", values=WITH_D))
    corrected = commit(region, CorrectEntry(station="25", values=good_values(670, 300), reason="not on this ballot"))
    region.execute(WithdrawChoice(choice="11", reason="left the race"))
    assert refusal(region, corrected) == ("undo_names_missing", ["D"])


def test_an_entry_does_not_come_back_beside_one_that_was_typed_since(region: Region) -> None:
    region.execute(FinishEntry(station="25", values=good_values(670, 300)))
    taken_back = commit(region, WithdrawEntry(station="25", reason="wrong pile"))
    region.execute(FinishEntry(station="25", values=good_values(670, 310)))
    assert refusal(region, taken_back) == ("undo_refused", ["25"])


def test_an_entry_does_not_come_back_after_its_station_was_withdrawn(region: Region) -> None:
    region.execute(FinishEntry(station="25", values=good_values(670, 300)))
    taken_back = commit(region, WithdrawEntry(station="25", reason="wrong pile"))
    region.execute(WithdrawStation(station="25", reason="closed"))
    assert refusal(region, taken_back) == ("undo_names_missing", ["25"])


def test_an_entry_does_not_come_back_after_its_paper_was_taken_back(region: Region) -> None:
    paper = commit(region, RegisterPaper(station="25", kind="corrected", reason="court", document="7"))
    region.execute(FinishEntry(station="25", values=good_values(670, 300)))
    taken_back = commit(region, WithdrawEntry(station="25", reason="wrong pile"))
    region.execute(Undo(commit=paper))
    assert refusal(region, taken_back) == ("undo_names_missing", ["25"])


def test_a_station_does_not_come_back_into_an_area_that_was_taken_back(region: Region) -> None:
    area = commit(region, AddArea(name={"": "Kurchatov"}))
    region.execute(AddStation(number="901x", area="Kurchatov"))
    moved = commit(region, ChangeStation(station="901x", area="Риддер", reason="map"))
    region.execute(Undo(commit=area))
    assert refusal(region, moved) == ("undo_names_missing", ["Kurchatov"])


def test_a_phoned_entry_that_comes_back_leaves_the_typed_one_as_it_speaks(region: Region) -> None:
    region.execute(FinishEntry(station="25", values=good_values(670, 300), source="phone"))
    taken_back = commit(region, WithdrawEntry(station="25", reason="another station"))
    region.execute(FinishEntry(station="25", values=good_values(670, 310)))
    row = region.columns.register.find("25")[0]
    contest = next(iter(region.columns.contests.values()))
    before = contest.figures[row].tolist()
    region.execute(Undo(commit=taken_back))
    assert contest.figures[row].tolist() == before


def test_a_phoned_figure_never_replaces_a_typed_one(region: Region) -> None:
    region.execute(FinishEntry(station="25", values=good_values(670, 300)))
    before = (region.store.counts, columns_as_values(region.columns))
    with pytest.raises(ClerkError) as error:
        region.execute(FinishEntry(station="25", values=good_values(670, 310), source="phone"))
    assert error.value.code == "already_entered"
    assert (region.store.counts, columns_as_values(region.columns)) == before
