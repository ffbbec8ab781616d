"""What a paper's own ballot, its boxes and its times are in the columns."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from electdesk.columns import RegionColumns
from electdesk.columns.contest import ContestColumns
from electdesk.domain.states import State
from electdesk.services.commands import AcceptAsPaper, RegisterPaper, WithdrawEntry
from electdesk.services.region import Region
from tests.boxes_and_ballots import with_boxes, with_constituencies
from tests.columns.test_two_heads import both, entry_of
from tests.regions import BROKEN, small_region


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    made = small_region(tmp_path, entered=6)
    yield made
    made.close()


def contest_of(columns: RegionColumns) -> ContestColumns:
    return next(iter(columns.contests.values()))


def test_choices_of_each_constituency_are_numbered_as_on_its_own_paper(tmp_path: Path) -> None:
    region = with_constituencies(tmp_path)
    columns = contest_of(region.columns)
    lines = columns.checks.numbers[: len(columns.form.lines)]
    assert [columns.numbers_at(row) for row in (0, 1)] == [(*lines, "8", "9", "", ""), (*lines, "", "", "8", "9")]
    assert [[choice.id for choice in columns.ballot_at(row)] for row in (0, 1)] == [["n1", "n2"], ["s1", "s2"]]
    region.close()


def test_one_ballot_for_all_has_one_numbering(region: Region) -> None:
    columns = contest_of(region.columns)
    assert columns.numbers_at(0) == columns.checks.numbers
    assert columns.ballot_at(29) == columns.ballot


def test_ticks_are_counted_and_places_of_boxes_are_not_added_up(tmp_path: Path) -> None:
    region = with_boxes(tmp_path)
    columns = contest_of(region.columns)
    places = columns.form.places
    sums = columns.sums["preliminary"].sum(axis=0)
    assert {name: int(sums[places[name]]) for name in ("came", "again", "why")} == {"came": 30, "again": 2, "why": 0}
    region.close()


def test_a_tally_changed_when_it_was_last_written_now_and_after_opening(region: Region) -> None:
    region.execute(RegisterPaper(station="station03", kind="corrected", reason="court", document="7"))
    region.execute(AcceptAsPaper(station=f"station{BROKEN:02}", reason="as signed", document="15"))
    region.execute(RegisterPaper(station="station20"))
    region.execute(WithdrawEntry(station="station02", reason="wrong pile"))
    assert contest_of(region.columns).changed.tolist() == contest_of(RegionColumns(region.store)).changed.tolist()
    columns = contest_of(region.columns)
    commands = [region.store.commit_of(int(columns.changed[row])).commit.command for row in (0, 3, BROKEN, 20)]
    assert (commands, int(columns.changed[2])) == (["MakeFinal", "RegisterPaper", "AcceptAsPaper", "RegisterPaper"], 0)


def test_an_entry_in_conflict_speaks_for_nobody(region: Region) -> None:
    record, entry = entry_of(region, 2)
    both(region, record, entry, msgspec.structs.replace(entry, by="Bolat", lines=(*entry.lines[:-1], 1)))
    columns = contest_of(region.columns)
    assert (State(int(columns.state[2])), columns.authors(2)) == (State.CONFLICT, ())
