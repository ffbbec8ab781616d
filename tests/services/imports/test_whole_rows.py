"""A row that cannot be taken is told with all its bad cells, and a list of stations moves nobody's votes to other choices."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from electdesk.domain.errors import ClerkError
from electdesk.domain.records import Choice
from electdesk.services.commands import FinishEntry
from electdesk.services.region import Region
from tests.services.imports.office import contest, counts, planned, refused, region_at, sheet, tallies


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    opened = region_at(tmp_path)
    yield opened
    opened.close()


def divided(region: Region) -> None:
    """Station 1 votes for c1 and station 20 for c2 alone."""
    unit = region.unit("SetUpRegion")
    register = region.columns.register
    for record, constituency in (("s1", "I"), ("t20", "II")):
        unit.put(msgspec.structs.replace(register.stations[register.row_of[record]], constituency=constituency), record)
    for order, (name, constituency) in enumerate((("Абаев", "I"), ("Ермекова", "II")), start=1):
        unit.put(Choice(contest=contest(region).record, name={"": name}, order=order, constituency=constituency), f"c{order}")
    unit.commit()


def test_a_row_of_an_unknown_station_is_told_with_its_other_bad_cells(region: Region) -> None:
    plan = tallies(region, ("Север", "99", "сто", "60", "5", "-4", "18"), ("Север", "1", "100", "60", "5", "40", "18"))
    assert refused(plan) == [("B2", "99", "unknown_station", ""), ("C2", "сто", "letters", ""), ("F2", "-4", "negative", "")]
    assert counts(plan) == (1, 0, 0, 0, 3, 0)


def test_a_row_with_a_bad_cell_is_told_with_its_votes_for_choices_of_another_ballot_too(tmp_path: Path) -> None:
    region = region_at(tmp_path, choices=())
    divided(region)
    plan = tallies(region, ("20", "90", "сто", "1", "7", "30"), heading=("УИК", "1", "2", "3а", "Абаев", "Ермекова"))
    region.close()
    assert refused(plan) == [("C2", "сто", "letters", ""), ("E2", "7", "choice_not_here", "")]


def test_a_row_of_a_list_of_stations_is_told_with_all_its_bad_cells(region: Region) -> None:
    plan = planned(region, "stations", sheet(("Район", "УИК", "Число избирателей", "Тип"), ("Север", "первый", "1О0", "корабль")))
    assert refused(plan) == [
        ("B2", "первый", "not_a_station_number", ""),
        ("C2", "1О0", "letters", ""),
        ("D2", "корабль", "unknown_type", ""),
    ]


def test_a_list_may_not_move_a_station_whose_protocol_is_entered_to_another_constituency(tmp_path: Path) -> None:
    region = region_at(tmp_path, choices=())
    divided(region)
    region.execute(FinishEntry(station="1", values={"1": 100, "2": 60, "c1": 60}))
    listed = sheet(("УИК", "Округ"), ("1", "II"), ("20", "III"), ("2", "II"))
    plan = planned(region, "stations", listed)
    region.close()
    assert refused(plan) == [("B2", "II", "constituency_entered", "I")]
    assert [record.record for record in plan.records] == ["t20", "s2"]


def test_a_number_that_is_another_choice_in_each_constituency_is_no_heading_of_a_column(tmp_path: Path) -> None:
    region = region_at(tmp_path, choices=())
    divided(region)
    with pytest.raises(ClerkError) as error:
        tallies(region, ("1", "100", "60", "5", "40"), heading=("УИК", "1", "2", "3а", "4"), new_choices=True)
    region.close()
    assert (error.value.code, error.value.params["column"], error.value.params["heading"], error.value.params["why"]) == (
        "import_choice_unknown",
        "E",
        "4",
        "number_by_constituency",
    )
