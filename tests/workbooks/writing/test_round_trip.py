"""Out and in again: our own workbook changes nothing; what somebody changed in it is found, cell by cell; a filled template asks nothing."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from electdesk.columns import ContestColumns
from electdesk.domain.records import Entry, Station
from electdesk.services.commands import CountVoters, FinishEntry, OpenStation
from electdesk.services.imports import Cell, ImportPlan
from electdesk.services.imports.applying import apply_plan
from electdesk.services.imports.planning import plan_book
from electdesk.services.imports.profiles import read_profile_text
from electdesk.services.region import Region
from electdesk.workbooks.book_reader import read_book
from electdesk.workbooks.writing.commented import write_commented
from electdesk.workbooks.writing.csv_package import CsvOptions, write_package
from electdesk.workbooks.writing.templates import write_template
from tests.regions import good_values, small_region, two_contests
from tests.turnout_day import tell, voting_day
from tests.workbooks.writing.books import converted, needs_office, written

NOTHING = (0, 0, ())
"""New, changed, refused."""


def _contest(region: Region, code: str = "president") -> ContestColumns:
    return next(columns for columns in region.columns.contests.values() if columns.contest.code == code)


def _plan(region: Region, kind: str, path: Path, contest: str = "president") -> ImportPlan:
    return plan_book(kind, read_book(path), region.columns, _contest(region, contest), region.store.rows)


def _told(plan: ImportPlan) -> tuple[int, int, tuple[Cell, ...]]:
    return plan.accepted, plan.changed, plan.refused


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_our_own_workbook_read_back_changes_nothing(tmp_path: Path, language: str) -> None:
    region = small_region(tmp_path, entered=18)
    region.execute(FinishEntry(station="station18", values=good_values(680, 600) | {"5": "none"}))
    path = written(region, tmp_path / "t.xlsx", language=language)
    stations, tallies = (_plan(region, kind, path) for kind in ("stations", "tallies"))
    assert (_told(stations), stations.same, stations.records) == (NOTHING, 30, ())
    assert (_told(tallies), tallies.same, tallies.records) == (NOTHING, 18, ())


def test_names_that_begin_like_formulas_come_back_as_they_are(tmp_path: Path) -> None:
    region = small_region(tmp_path, entered=0)
    unit = region.unit("ImportStations")
    for place, name in enumerate(("=1+1", "+7 777", "-5 дом", "@sum", "'кавычка", "Школа = 5")):
        unit.put(Station(number=f"9{place:02}", area="area1", name={"": name}, note=name, address=name), f"hostile{place}")
    unit.commit()
    plan = _plan(region, "stations", written(region, tmp_path / "t.xlsx"))
    assert (_told(plan), plan.same, plan.records) == (NOTHING, 36, ())
    packed = _packed(region, tmp_path / "out")
    plan = _plan(region, "stations", packed / "stations.csv")
    assert (_told(plan), plan.same, plan.records) == (NOTHING, 36, ())


@pytest.mark.parametrize("options", [CsvOptions(), CsvOptions(bom=True, separator=";")])
def test_our_own_text_tables_read_back_change_nothing(tmp_path: Path, options: CsvOptions) -> None:
    region = small_region(tmp_path)
    folder = _packed(region, tmp_path / "out", options)
    stations, tallies = (
        _plan(region, kind, folder / name) for kind, name in (("stations", "stations.csv"), ("tallies", "tallies-president.csv"))
    )
    assert (_told(stations), stations.same, stations.records) == (NOTHING, 30, ())
    assert (_told(tallies), tallies.same, tallies.records) == (NOTHING, 19, ())


def test_a_line_without_a_number_comes_back_from_a_text_table_by_the_profile_beside_it(tmp_path: Path) -> None:
    region = small_region(tmp_path, entered=2)
    region.execute(FinishEntry(station="station02", values=good_values(520, 460) | {"5": "none"}))
    folder = _packed(region, tmp_path / "out")
    profile = read_profile_text((folder / "import.toml").read_text(encoding="utf-8"), "import.toml")
    book = read_book(folder / "tallies-president.csv")
    plan = plan_book("tallies", book, region.columns, _contest(region), region.store.rows, profile.options())
    assert (_told(plan), plan.same, plan.records) == (NOTHING, 3, ())


def test_each_of_two_contests_finds_its_own_sheet(tmp_path: Path) -> None:
    region = two_contests(tmp_path)
    path = written(region, tmp_path / "t.xlsx")
    lists, district = (_plan(region, "tallies", path, code) for code in ("lists", "district"))
    assert (_told(lists), lists.same) == (NOTHING, 1)
    assert (_told(district), district.same) == (NOTHING, 0)


def test_three_cells_changed_are_three_changes_found(tmp_path: Path) -> None:
    region = _imported(tmp_path)
    path = written(region, tmp_path / "t.xlsx")
    book = load_workbook(path)
    _change_three(book["Tallies"])
    book.save(path)
    assert _changes(region, _plan(region, "tallies", path)) == CHANGED


@needs_office
def test_three_cells_changed_and_saved_by_libreoffice_are_three_changes_found(tmp_path: Path) -> None:
    region = _imported(tmp_path)
    path = written(region, tmp_path / "t.xlsx")
    book = load_workbook(path)
    _change_three(book["Tallies"])
    book.save(path)
    saved = converted(path, "xlsx", tmp_path / "office")
    assert _changes(region, _plan(region, "tallies", saved)) == CHANGED
    assert _told(_plan(region, "stations", saved)) == NOTHING


@needs_office
@pytest.mark.parametrize("form", ["ods", "xls"])
def test_libreoffice_may_save_it_in_another_format_and_nothing_changes(tmp_path: Path, form: str) -> None:
    region = small_region(tmp_path)
    saved = converted(written(region, tmp_path / "t.xlsx"), form, tmp_path / "office")
    assert [_told(_plan(region, kind, saved)) for kind in ("stations", "tallies")] == [NOTHING, NOTHING]


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_a_filled_template_of_tallies_maps_without_a_question(tmp_path: Path, language: str) -> None:
    region = small_region(tmp_path, entered=0)
    path = tmp_path / "t.xlsx"
    write_template(path, "tallies", region, _contest(region), language)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    filled: list[Any] = ["2", "", *good_values(500, 440).values()]
    for place, value in enumerate(filled, start=1):
        sheet.cell(7, place, value)
    sheet.cell(7, 7, "/")
    book.save(path)
    plan = _plan(region, "tallies", path)
    assert (plan.accepted, plan.refused, [each.reason for each in plan.skipped]) == (1, (), ["example"])
    (entry,) = [record.body for record in plan.records]
    assert isinstance(entry, Entry)
    assert entry.lines == (500, 500, 440, 0, -2, 60, 0, 440, 8)
    assert list(entry.votes.values()) == [345, 43, 44]


def test_a_filled_template_of_stations_brings_the_stations_and_never_its_example(tmp_path: Path) -> None:
    region = small_region(tmp_path, entered=0)
    path = tmp_path / "t.xlsx"
    write_template(path, "stations", region, None, "ru")
    book = load_workbook(path)
    sheet = book.worksheets[0]
    filled: list[Any] = ["077", "Риддер", "Школа № 77", 900, "обычный"]
    for place, value in enumerate(filled, start=1):
        sheet.cell(7, place, value)
    book.save(path)
    plan = _plan(region, "stations", path)
    (station,) = [record.body for record in plan.records]
    assert isinstance(station, Station)
    assert (station.number, station.area, station.voters, station.name) == ("077", "area2", 900, {"": "Школа № 77"})
    assert [each.reason for each in plan.skipped] == ["example"]


def test_a_commented_copy_that_was_mended_is_imported_without_its_list(tmp_path: Path) -> None:
    region = small_region(tmp_path)
    path = written(region, tmp_path / "t.xlsx")
    book = load_workbook(path)
    for sheet in list(book.worksheets):
        if sheet.title not in ("Tallies",):
            book.remove(sheet)
    where = book["Tallies"].max_row
    book["Tallies"].cell(where - 25, 5, "12,5")
    book.save(path)
    plan = _plan(region, "tallies", path)
    (bad,) = plan.refused
    copy = tmp_path / "copy.xlsx"
    assert write_commented(read_book(path), path, copy, plan.refused, lambda cell: cell.reason, "ru")
    mended = load_workbook(copy)
    assert mended["Tallies"][bad.cell].comment is not None
    mended["Tallies"][bad.cell].value = 540
    mended.save(copy)
    again = _plan(region, "tallies", copy)
    assert again.refused == ()
    assert [use.name for use in again.sheets if use.taken] == ["Tallies"]


CHANGED = {("10", "issued", 449, 450), ("12", "invalid", 9, 10), ("14", "took_part", 494, 493)}


def _imported(tmp_path: Path) -> Region:
    """A region whose figures came from a workbook, that of another region: what somebody typed no file may change."""
    region = small_region(tmp_path, entered=0, name="imported")
    path = written(small_region(tmp_path), tmp_path / "first.xlsx")
    plan = _plan(region, "tallies", path)
    assert _told(plan) == (19, 0, ())
    apply_plan(region, plan)
    return region


def _change_three(sheet: Any) -> None:
    heads = {str(cell.value).partition("\n")[0]: cell.column for row in sheet.iter_rows(max_row=10) for cell in row if cell.value}
    rows = {str(sheet.cell(row, 1).value): row for row in range(1, sheet.max_row + 1)}
    for station, line, value in (("10", "3", 450), ("12", "7", 10), ("14", "6", 493)):
        sheet.cell(rows[station], heads[line]).value = value


def _changes(region: Region, plan: ImportPlan) -> set[tuple[str, str, int, int]]:
    columns = _contest(region)
    found = set()
    for record in plan.records:
        before, after = record.before, record.body
        assert isinstance(before, Entry)
        assert isinstance(after, Entry)
        number = region.columns.register.stations[region.columns.register.row_of[after.station]].number
        ids = columns.columns
        for line, old, new in zip(ids, columns.figures_of(before), columns.figures_of(after), strict=True):
            if old != new:
                found.add((number, line, old, new))
    conflicts = {(conflict.station, conflict.reason) for conflict in plan.conflicts}
    return found | {(station, reason, 0, 0) for station, reason in conflicts}


def _packed(region: Region, target: Path, options: CsvOptions | None = None) -> Path:
    from electdesk.services.exports.gathering import gather

    export = gather(region, "settled", "ru")
    assert export is not None
    assert write_package(export, target, options)
    return target


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_the_day_of_our_own_workbook_read_back_changes_nothing(tmp_path: Path, language: str) -> None:
    region = voting_day(tmp_path)
    tell(region, "station00", at_10=100, at_12=200)
    tell(region, "station12", at_10=155)
    region.execute(OpenStation(station="station00", time="7:20", reason="no light"))
    region.execute(CountVoters(station="station00", added=3))
    path = written(region, tmp_path / "t.xlsx", language=language)
    plan = _plan(region, "turnout", path)
    assert (_told(plan), plan.same, plan.records) == (NOTHING, 5, ())
