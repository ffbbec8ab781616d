"""What is said of a station that was just finished: two entries agree only where two entries agree."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from electdesk.i18n import catalogue
from electdesk.services.commands import CorrectEntry, FinishEntry, SettleDifference
from electdesk.services.queries.differences import entries_agree, settled_differences
from electdesk.services.region import Region
from electdesk.ui.entry.telling import outcome
from tests.services.double_entry import AIGUL, BOLAT, SAULE, as_person, double_region, protocol

PAPER = protocol()
SLIP = {**PAPER, "8": PAPER["9"], "9": PAPER["8"]}


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    made = double_region(tmp_path)
    yield made
    made.close()


def told(region: Region) -> str:
    (contest,) = region.columns.contests
    words = outcome(region, contest, 0)
    return words() if callable(words) else words


def test_two_equal_entries_are_said_to_agree_until_a_supervisor_corrects_them(region: Region) -> None:
    (columns,) = region.columns.contests.values()
    as_person(region, AIGUL, FinishEntry(station="1", values=PAPER))
    as_person(region, BOLAT, FinishEntry(station="1", values=PAPER))
    assert (told(region), entries_agree(region, columns, 0)) == ("Station 1 is settled: two entries say the same.", True)
    as_person(region, SAULE, CorrectEntry(station="1", values=protocol(issued=430), reason="as on the paper"))
    assert told(region) == "Station 1 is settled by your entry; those before it are kept."
    # Nobody had to settle a difference: the two said the same.
    assert settled_differences(region, columns) == []


def test_a_settled_difference_and_its_correction_say_of_no_two_entries_that_they_agree(region: Region) -> None:
    as_person(region, AIGUL, FinishEntry(station="1", values=PAPER))
    as_person(region, BOLAT, FinishEntry(station="1", values=SLIP))
    as_person(region, SAULE, SettleDifference(station="1", values={"8": PAPER["8"], "9": PAPER["9"]}))
    assert told(region) == "Station 1 is settled by your entry; those before it are kept."
    as_person(region, SAULE, CorrectEntry(station="1", values=protocol(issued=430), reason="as on the paper"))
    assert told(region) == "Station 1 is settled by your entry; those before it are kept."


def test_it_is_said_in_three_languages() -> None:
    said = {
        catalogue(language).tr("Station {number} is settled by your entry; those before it are kept.", number=7)
        for language in ("ru", "kk", "en")
    }
    assert len(said) == 3
