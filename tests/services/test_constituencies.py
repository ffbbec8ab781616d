"""Where choices differ by constituency, a number means what stands under it on the station's own paper."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from electdesk.columns.contest import ContestColumns
from electdesk.domain.errors import ClerkError
from electdesk.services.commands import CorrectEntry, FinishEntry
from electdesk.services.queries.totals import station_unit
from electdesk.services.region import Region
from tests.boxes_and_ballots import with_constituencies
from tests.regions import good_values


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    made = with_constituencies(tmp_path)
    yield made
    made.close()


def contest_of(region: Region) -> ContestColumns:
    return next(iter(region.columns.contests.values()))


def values_of(first: int, second: int) -> dict[str, int | str | bool | None]:
    lines = {name: figure for name, figure in good_values(500, 440).items() if name not in ("8", "9", "10")}
    return {**lines, "8": first, "9": second}


def votes(region: Region, row: int) -> dict[str, int]:
    return {choice.id: choice.votes for choice in station_unit(region, contest_of(region), row, "preliminary").choices}


def test_the_same_numbers_are_other_choices_in_another_constituency(region: Region) -> None:
    for station, (first, second) in (("1", (400, 32)), ("2", (300, 132))):
        region.execute(FinishEntry(station=station, values=values_of(first, second)))
    assert [votes(region, row) for row in (0, 1)] == [{"n1": 400, "n2": 32}, {"s1": 300, "s2": 132}]
    region.execute(CorrectEntry(station="2", values=values_of(301, 131), reason="misread"))
    assert votes(region, 1) == {"s1": 301, "s2": 131}


def test_a_number_that_the_paper_does_not_have_is_refused_with_those_that_it_has(region: Region) -> None:
    with pytest.raises(ClerkError) as error:
        region.execute(FinishEntry(station="2", values={**values_of(300, 132), "10": 1}))
    assert (error.value.code, error.value.params["known"][-3:]) == ("line_unknown", ["7", "8", "9"])
