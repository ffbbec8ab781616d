"""The exported workbook: what stands in it, what kind of cell each figure is, and that its sums are ours."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils import range_boundaries

from electdesk.domain.errors import ClerkError
from electdesk.domain.records import Station
from electdesk.services.commands import CorrectEntry, FinishEntry
from electdesk.services.exports.gathering import gather
from electdesk.services.interchange.own import OWN_SHEET, own_of
from electdesk.services.queries.totals import totals
from electdesk.services.region import Region
from electdesk.workbooks.writing.workbook import write_workbook
from tests.regions import BROKEN, CANDIDATES, DISTRICTS, good_values, small_region, two_contests
from tests.workbooks.writing.books import CSV_UTF8, converted, needs_office, opened, rows, text_cells, written

HOSTILE = ("=1+1", "+7 777", "-5 дом", "@sum", "\tтаб", "\rвозврат", " =2+2", "'=3", "Школа = 5", "'кавычка")


def test_the_sheets_stand_in_their_order_in_each_language(tmp_path: Path) -> None:
    region = small_region(tmp_path)
    names = {lang: opened(written(region, tmp_path / f"{lang}.xlsx", language=lang)).sheetnames for lang in ("ru", "kk", "en")}
    assert names == {
        "ru": ["Участки", "Протоколы", "Итоги по районам", "Замечания", "Исправления", "Ход", "Об этом файле", OWN_SHEET],
        "kk": [
            "Учаскелер",
            "Хаттамалар",
            "Аудандар бойынша қорытынды",
            "Ескертпелер",
            "Түзетулер",
            "Барысы",
            "Осы файл туралы",
            OWN_SHEET,
        ],
        "en": ["Stations", "Tallies", "Totals by district", "Findings", "Corrections", "Progress", "About this file", OWN_SHEET],
    }


def test_the_tallies_stand_with_official_numbers_and_texts_and_real_numbers(tmp_path: Path) -> None:
    book = opened(written(small_region(tmp_path), tmp_path / "t.xlsx"))
    head, first, *_ = rows(book, "Tallies")
    assert head[:6] == (
        "Station number",
        "District",
        "Name of the station",
        "State",
        "1\nvoters on the list",
        "2\nballots received by the station",
    )
    assert head[-3:] == tuple(f"{number}\n{name}" for number, name in zip((8, 9, 10), CANDIDATES, strict=True))
    values = good_values(500, 440)
    assert first == ("2", "Glubokoye", "Школа № 1", "final", *values.values())


def test_blank_zero_and_no_number_are_three_different_cells(tmp_path: Path) -> None:
    region = small_region(tmp_path, entered=0)
    values = good_values(500, 440) | {"5": "none", "3b": 0}
    region.execute(FinishEntry(station="station00", values=values))
    sheet = opened(written(region, tmp_path / "t.xlsx", "preliminary"))["Tallies"]
    head = int(str(sheet.print_title_rows).rpartition("$")[2])
    heads = {str(cell.value).partition("\n")[0]: place for place, cell in enumerate(sheet[head], start=1)}

    def cell(row: int, line: str) -> tuple[Any, str]:
        found = sheet.cell(head + 1 + row, heads[line])
        return found.value, found.data_type

    assert cell(0, "5") == ("/", "s")
    assert cell(0, "3b") == (0, "n")
    assert cell(1, "3b") == (None, "n")


def test_only_settled_figures_leave_the_file_unless_a_supervisor_asks(tmp_path: Path) -> None:
    region = small_region(tmp_path)
    settled = rows(opened(written(region, tmp_path / "settled.xlsx")), "Tallies")[1 + BROKEN]
    assert settled == ("12а", "Glubokoye", "Лицей № 5", "first entry", *([None] * 12))
    clerk = small_region(tmp_path, role="clerk", name="clerk")
    with pytest.raises(ClerkError) as refused:
        gather(clerk, "preliminary", "en")
    assert refused.value.code == "export_unsettled"


def test_a_finding_of_an_unsettled_station_is_told_without_its_figures(tmp_path: Path) -> None:
    found = rows(opened(written(small_region(tmp_path), tmp_path / "t.xlsx")), "Findings")
    broken = [row for row in found if row[0] == "12а"]
    assert [row[5:8] for row in broken] == [(None, None, None)] * len(broken)
    assert broken


@pytest.mark.parametrize("basis", ["settled", "preliminary", "final"])
def test_each_sum_is_the_formula_over_its_district_and_holds_our_figure(tmp_path: Path, basis: Any) -> None:
    region = small_region(tmp_path)
    path = written(region, tmp_path / "t.xlsx", basis)
    shown, formulas = rows(opened(path), "Totals by district"), rows(opened(path, values=False), "Totals by district")
    (columns,) = region.columns.contests.values()
    ours = {unit.names["en"]: unit for unit in totals(region, columns, "district", basis).units if unit.reported}
    width = len(columns.columns)
    for values, made in zip(shown[1:-1], formulas[1:-1], strict=True):
        if values[0] not in ours:
            assert made[3 : 3 + width] == (None,) * width
            continue
        unit = ours[values[0]]
        assert list(values[3 : 3 + width]) == [*unit.lines.values(), *(choice.votes for choice in unit.choices)]
        assert all(str(formula).startswith("=SUM('Tallies'!") for formula in made[3 : 3 + width])
        assert values[3 + width] == pytest.approx(unit.issued.count / unit.issued.of)
    assert shown[-1][0] == "Total"
    assert all(str(formula).startswith("=SUM(") for formula in formulas[-1][1 : 3 + width])


def test_the_cells_of_a_sum_are_those_of_its_district(tmp_path: Path) -> None:
    path = written(small_region(tmp_path), tmp_path / "t.xlsx")
    book, values = opened(path, values=False), opened(path)
    for row in rows(book, "Totals by district")[1:-1]:
        formula = str(row[3])
        if formula == "None":
            continue
        low, top, high, bottom = range_boundaries(formula.removeprefix("=SUM('Tallies'!").removesuffix(")"))
        assert low == high == 5
        assert top is not None
        assert bottom is not None
        assert {values["Tallies"].cell(place, 2).value for place in range(top, bottom + 1)} == {row[0]}


@needs_office
def test_libreoffice_calculates_the_same_sums(tmp_path: Path) -> None:
    region = small_region(tmp_path)
    path = written(region, tmp_path / "t.xlsx", "preliminary")
    book = opened(path, values=False)
    # Saved by openpyxl the workbook has no values any more, so that all of them are LibreOffice's own.
    book.save(tmp_path / "bare.xlsx")
    again = opened(converted(tmp_path / "bare.xlsx", "xlsx", tmp_path / "office"))
    ours = rows(opened(path), "Totals by district")
    theirs = rows(again, "Totals by district")
    assert [[round(cell, 9) if isinstance(cell, float) else cell for cell in row] for row in theirs] == [
        [round(cell, 9) if isinstance(cell, float) else cell for cell in row] for row in ours
    ]


def test_a_sheet_is_ready_to_be_read_and_printed(tmp_path: Path) -> None:
    sheet = opened(written(small_region(tmp_path), tmp_path / "t.xlsx"))["Tallies"]
    head = int(str(sheet.print_title_rows).rpartition("$")[2])
    assert sheet.freeze_panes == f"C{head + 1}"
    assert sheet.auto_filter.ref == f"A{head}:P{head + 30}"
    assert sheet.print_title_rows == f"${head}:${head}"
    assert sheet.print_area == f"'Tallies'!$A$1:$P${head + 30}"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.cell(head + 1, 5).number_format == "#,##0"
    assert all(sheet.column_dimensions[letter].width > 5 for letter in "ABCDEFGHIJKLMNOP")
    told = [sheet.cell(row, 1).value for row in range(1, head)]
    assert told[:4] == ["Tallies: Election", "TRAINING REGION", "Region, 03.04.2011", "19 of 30 stations, settled figures"]


def test_a_text_that_begins_like_a_formula_is_text_for_ever(tmp_path: Path) -> None:
    book = opened(written(_hostile(tmp_path), tmp_path / "t.xlsx"), values=False)
    sheet = book["Stations"]
    names = {str(sheet.cell(row, 3).value): sheet.cell(row, 3) for row in range(1, sheet.max_row + 1)}
    for name in HOSTILE:
        assert names[name].data_type == "s", name
    assert {name for name in HOSTILE if names[name].quotePrefix} == set(HOSTILE[:8])


@needs_office
def test_libreoffice_shows_such_a_text_and_runs_nothing(tmp_path: Path) -> None:
    path = written(_hostile(tmp_path), tmp_path / "t.xlsx")
    shown = text_cells(converted(path, CSV_UTF8, tmp_path / "office"))
    assert [name for name in HOSTILE if name not in {row[2] for row in shown}] == []


def test_a_correction_is_told_line_by_line(tmp_path: Path) -> None:
    region = small_region(tmp_path, entered=3)
    region.execute(CorrectEntry(station="station02", values=good_values(520, 470), reason="Typed the wrong sheet"))
    told = rows(opened(written(region, tmp_path / "t.xlsx")), "Corrections")
    assert told[0][3:9] == ("Line", "Text of the line", "Was", "Became", "Who", "What was done")
    first = good_values(520, 458)
    changed = {line: (first[line], value) for line, value in good_values(520, 470).items() if value != first[line]}
    assert [(row[3], (row[5], row[6])) for row in told[1:]] == list(changed.items())
    assert {row[7:10] for row in told[1:]} == {("Aigul", "entry corrected", "Typed the wrong sheet")}
    assert all(isinstance(row[2], dt.datetime) for row in told[1:])


def test_two_contests_have_sheets_of_their_own(tmp_path: Path) -> None:
    book = opened(written(two_contests(tmp_path), tmp_path / "t.xlsx"))
    assert book.sheetnames[:5] == [
        "Stations",
        "Tallies lists",
        "Totals by district lists",
        "Tallies district",
        "Totals by district district",
    ]


def test_the_hidden_sheet_tells_how_the_workbook_is_read_back(tmp_path: Path) -> None:
    region = small_region(tmp_path)
    book = opened(written(region, tmp_path / "t.xlsx", language="kk"))
    assert book[OWN_SHEET].sheet_state == "hidden"
    sheet = [[str(cell or "") for cell in row] for row in book[OWN_SHEET].iter_rows(values_only=True)]

    class Read:
        name = OWN_SHEET
        rows = sheet

    own = own_of([Read()])
    assert own is not None
    assert (own.purpose, own.region, own.no_number) == ("workbook", region.store.region_id, "/")
    (columns,) = region.columns.contests
    assert [(each.name, each.kind, each.contest) for each in own.sheets] == [
        ("Учаскелер", "stations", ""),
        ("Хаттамалар", "tallies", columns),
    ]
    assert own.sheets[0].targets["Учаске нөмірі"] == "station"


def test_what_is_cancelled_leaves_nothing(tmp_path: Path) -> None:
    export = gather(small_region(tmp_path), "settled", "en")
    assert export is not None
    target = tmp_path / "out" / "t.xlsx"
    target.parent.mkdir()
    steps: list[int] = []

    def stop(made: int, of: int) -> bool:
        steps.append(made)
        return len(steps) < 3

    assert not write_workbook(export, target, on_step=stop)
    assert list(target.parent.iterdir()) == []


def test_a_file_that_is_there_is_left_unless_it_may_be_replaced(tmp_path: Path) -> None:
    export = gather(small_region(tmp_path), "settled", "en")
    assert export is not None
    target = tmp_path / "t.xlsx"
    target.write_bytes(b"mine")
    with pytest.raises(ClerkError) as refused:
        write_workbook(export, target)
    assert (refused.value.code, target.read_bytes()) == ("file_exists", b"mine")
    assert write_workbook(export, target, force=True)
    assert opened(target).sheetnames[0] == "Stations"


@pytest.mark.parametrize("lock", [".~lock.t.xlsx#", "~$t.xlsx"])
def test_a_workbook_that_is_open_elsewhere_is_not_replaced(tmp_path: Path, lock: str) -> None:
    export = gather(small_region(tmp_path), "settled", "en")
    assert export is not None
    target = tmp_path / "t.xlsx"
    target.write_bytes(b"open")
    (tmp_path / lock).write_text("Somebody")
    with pytest.raises(ClerkError) as refused:
        write_workbook(export, target, force=True)
    assert (refused.value.code, target.read_bytes()) == ("target_open", b"open")


def test_districts_of_the_sample_are_the_blocks_of_rows(tmp_path: Path) -> None:
    told = rows(opened(written(small_region(tmp_path), tmp_path / "t.xlsx")), "Stations")[1:]
    districts = [row[1] for row in told]
    assert list(dict.fromkeys(districts)) == [names["en"] for names in DISTRICTS]
    assert districts == sorted(districts, key=list(dict.fromkeys(districts)).index)


def _hostile(tmp_path: Path) -> Region:
    region = small_region(tmp_path)
    unit = region.unit("ImportStations")
    for place, name in enumerate(HOSTILE):
        unit.put(Station(number=f"9{place:02}", area="area1", name={"": name}), f"hostile{place}")
    unit.commit()
    return region
