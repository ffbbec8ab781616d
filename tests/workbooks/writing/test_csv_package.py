"""The package of text tables: its description holds for every cell, and the tables say what the region holds."""

from pathlib import Path

import pytest

from electdesk.domain.errors import ClerkError
from electdesk.domain.records import Station
from electdesk.services.commands import FinishEntry
from electdesk.services.exports.gathering import gather
from electdesk.services.interchange.guard import guarded, runs, unguarded
from electdesk.services.region import Region
from electdesk.workbooks.writing.csv_package import CsvOptions, write_package
from tests.regions import CANDIDATES, good_values, small_region, two_contests
from tests.workbooks.writing.frictionless import package, table


def _written(region: Region, target: Path, options: CsvOptions | None = None, basis: str = "settled") -> Path:
    export = gather(region, basis, "en")
    assert export is not None
    assert write_package(export, target, options)
    return target


@pytest.mark.parametrize(
    "options", [CsvOptions(), CsvOptions(bom=True), CsvOptions(separator=";"), CsvOptions(bom=True, separator=";")]
)
def test_the_description_holds_for_every_cell(tmp_path: Path, options: CsvOptions) -> None:
    folder = _written(small_region(tmp_path), tmp_path / "out", options)
    described = package(folder)
    assert [resource["name"] for resource in described["resources"]] == [
        *("stations", "tallies-president", "totals-president", "findings", "corrections", "progress", "tallies-long", "lines"),
    ]
    begins = {path.read_bytes()[:3] == b"\xef\xbb\xbf" for path in folder.glob("*.csv")}
    assert begins == {options.bom}


def test_two_contests_keep_the_rules_too(tmp_path: Path) -> None:
    described = package(_written(two_contests(tmp_path), tmp_path / "out"))
    assert {"tallies-lists", "tallies-district"} <= {resource["name"] for resource in described["resources"]}


def test_the_description_names_basis_fingerprint_and_mode(tmp_path: Path) -> None:
    region = small_region(tmp_path)
    described = package(_written(region, tmp_path / "out"))["electdesk"]
    assert described == {
        "version": "0.1.0",
        "mode": "TEST",
        "region": region.store.region_id,
        "basis": "settled",
        "fingerprint": region.store.fingerprint,
        "no_number": "/",
        "formula_guard": "'",
    }


def test_the_wide_table_has_a_column_a_line_and_choice(tmp_path: Path) -> None:
    folder = _written(small_region(tmp_path), tmp_path / "out")
    (resource,) = [each for each in package(folder)["resources"] if each["name"] == "tallies-president"]
    head, first, *rest = table(folder, resource)
    assert head[:5] == ["station_number", "district", "name", "state", "registered"]
    assert head[-3:] == list(CANDIDATES)
    assert first == ["2", "Glubokoye", "Школа № 1", "final", *map(str, good_values(500, 440).values())]
    assert rest[-1] == ["37", "Zharma", "Лицей № 30", "awaited", *[""] * 12]
    assert resource["schema"]["fields"][4]["title"] == "1 voters on the list"


def test_the_long_table_tells_blank_from_no_number_and_leaves_out_what_is_not_settled(tmp_path: Path) -> None:
    region = small_region(tmp_path, entered=0)
    values = good_values(500, 440) | {"5": "none"}
    region.execute(FinishEntry(station="station00", values=values))
    region.execute(FinishEntry(station="station02", values=good_values(520, 440) | {"7": None}))
    folder = _written(region, tmp_path / "out", basis="preliminary")
    (resource,) = [each for each in package(folder)["resources"] if each["name"] == "tallies-long"]
    head, *rows = table(folder, resource)
    assert head == ["contest", "district", "station_number", "line", "value", "kind"]
    assert {row[2] for row in rows} == {"2"}
    told = {row[3]: (row[4], row[5]) for row in rows}
    assert told["certificates_issued"] == ("", "no_number")
    assert told["registered"] == ("500", "count")
    assert len(told) == 12


def test_a_text_that_would_run_has_an_apostrophe_before_it(tmp_path: Path) -> None:
    region = small_region(tmp_path)
    unit = region.unit("ImportStations")
    for place, name in enumerate(("=1+1", "+7", "-5", "@a", "\tx", "\rx", " =2")):
        unit.put(Station(number=f"9{place}", area="area1", name={"": name}, note="=HYPERLINK()"), f"hostile{place}")
    unit.commit()
    folder = _written(region, tmp_path / "out")
    described = package(folder)
    for resource in described["resources"]:
        for row in table(folder, resource):
            assert all(cell.startswith("'") for cell in row if runs(cell)), row
    (resource,) = [each for each in described["resources"] if each["name"] == "stations"]
    names = [row[2] for row in table(folder, resource)]
    assert [name for name in names if name.startswith("'")] == ["'=1+1", "'+7", "'-5", "'@a", "'\tx", "'\rx", "' =2"]


@pytest.mark.parametrize(
    "text",
    ["=1", "'=1", "''=1", "+", "-1", "@", "\t", "\r", "\n", "\0x", " =1", "' =1", "'а", "а", "", "'", "''", "= 5 =", "５=1"],
)
def test_the_apostrophe_is_taken_off_exactly_where_it_was_put(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not runs(guarded(text)) or guarded(text).startswith("'")


def test_what_is_cancelled_leaves_nothing(tmp_path: Path) -> None:
    export = gather(small_region(tmp_path), "settled", "en")
    assert export is not None
    place = tmp_path / "place"
    place.mkdir()
    steps: list[int] = []

    def stop(made: int, of: int) -> bool:
        steps.append(made)
        return len(steps) < 4

    assert not write_package(export, place / "out", on_step=stop)
    assert list(place.iterdir()) == []


def test_a_folder_with_files_is_left_unless_they_may_be_replaced(tmp_path: Path) -> None:
    export = gather(small_region(tmp_path), "settled", "en")
    assert export is not None
    target = tmp_path / "out"
    target.mkdir()
    (target / "mine.txt").write_text("mine")
    with pytest.raises(ClerkError) as refused:
        write_package(export, target)
    assert refused.value.code == "folder_not_empty"
    assert write_package(export, target, force=True)
    assert (target / "mine.txt").read_text() == "mine"
    package(target)
