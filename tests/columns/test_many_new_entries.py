"""An import of protocols is taken in as it was written, and leaves the columns as the next opening would find them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from electdesk.columns import RegionColumns
from electdesk.columns import region as region_columns
from electdesk.domain.records import Entry
from electdesk.services.commands import FinishEntry
from electdesk.services.region import Region
from tests.regions import good_values, small_region
from tests.services.random_day import columns_as_values, differences, recount, running


@pytest.fixture
def region(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Region]:
    monkeypatch.setattr(region_columns, "MANY_CHANGES", 3)
    made = small_region(tmp_path, entered=9)
    yield made
    made.close()


def entries(region: Region, rows: range, votes: int = 100) -> list[Entry]:
    columns = next(iter(region.columns.contests.values()))
    template = good_values(600, 300)
    made = []
    for row in rows:
        lines = tuple(int(template.get(line.number) or 0) + (row if line.number == "1" else 0) for line in columns.form.lines)
        made.append(
            Entry(
                station=region.columns.register.ids[row],
                contest=columns.record,
                form=columns.form.key,
                lines=lines,
                votes={choice.id: votes + row for choice in columns.ballot},
                source="file",
            )
        )
    return made


def imported(region: Region, bodies: list[Entry]) -> frozenset[int]:
    unit = region.unit("ImportTallies")
    unit.put_new(bodies)
    return unit.commit().rows


def same_as_opened_anew(region: Region) -> None:
    assert differences(columns_as_values(region.columns), columns_as_values(RegionColumns(region.store))) == []
    assert running(region.columns) == recount(region.columns)


def test_entries_of_untouched_stations_need_no_reading(region: Region) -> None:
    columns = next(iter(region.columns.contests.values()))
    rows = imported(region, entries(region, range(12, 30)))
    assert (rows >= set(range(12, 30)), next(iter(region.columns.contests.values())) is columns) == (True, True)
    same_as_opened_anew(region)


def test_what_follows_such_an_import_is_told_as_ever(region: Region) -> None:
    imported(region, entries(region, range(12, 25)))
    number = region.columns.register.stations[26].number
    region.execute(FinishEntry(station=number, values=good_values(600, 300)))
    same_as_opened_anew(region)


@pytest.mark.parametrize("rows", [range(5, 20), range(28, 30)])
def test_entries_of_stations_that_had_something_are_read_as_ever(region: Region, rows: range) -> None:
    bodies = entries(region, rows)
    imported(region, bodies if len(bodies) > 3 else [*bodies, *entries(region, rows, 90)])
    same_as_opened_anew(region)
