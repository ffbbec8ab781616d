"""The copy of an imported file with a comment in each bad cell."""

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from electdesk.domain.errors import ClerkError
from electdesk.services.imports import Cell, Sheet
from electdesk.services.imports.book import Book
from electdesk.workbooks.writing.commented import Commented, write_commented

BAD = (
    Cell("Лист 1", "B3", 3, "1. Число избирателей", "12,5", "fraction"),
    Cell("Лист 1", "C3", 3, "Примечание", "=1+1", "letters"),
    Cell("Лист 2", "A2", 2, "УИК", "999", "unknown_station"),
)


def _text(cell: Cell) -> str:
    return f"{cell.reason}: {cell.value}"


def _book(file: str, form: str, rows: list[list[str]]) -> Book:
    sheets = [
        Sheet("Лист 1", file, "ab" * 32, 10, rows, list(range(1, len(rows) + 1))),
        Sheet("Лист 2", file, "ab" * 32, 10, [["УИК"], ["999"]], [1, 2]),
    ]
    return Book(file, "ab" * 32, 10, "2026-04-03T12:30:00+05:00", form, tuple(sheets))


ROWS = [["УИК", "1. Число избирателей", "Примечание"], ["012", "500", "да"], ["2", "12,5", "=1+1"]]


def test_a_workbook_stays_as_it_is_and_its_bad_cells_speak(tmp_path: Path) -> None:
    source = tmp_path / "source.xlsx"
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "Лист 1"
    for row in ROWS:
        first.append(row)
    first["C3"].data_type = "s"
    first["A1"].font = Font(bold=True, color="FFFF0000")
    first["D2"] = "=B2*2"
    first["B2"].number_format = "#,##0"
    first["B3"].comment = Comment("ours", "office")
    first.column_dimensions["B"].width = 33
    first.merge_cells("A5:C5")
    book.create_sheet("Лист 2").append(["УИК"])
    book["Лист 2"].append([999])
    book.save(source)
    target = tmp_path / "copy.xlsx"
    assert write_commented(_book("source.xlsx", "xlsx", ROWS), source, target, BAD, _text, "ru") == Commented(True, True)
    made = load_workbook(target)
    assert made.sheetnames == ["Ошибочные ячейки", "Лист 1", "Лист 2", "_electdesk"]
    sheet = made["Лист 1"]
    assert (sheet["A1"].font.bold, sheet["D2"].value, sheet.column_dimensions["B"].width) == (True, "=B2*2", 33)
    assert sheet["B3"].comment is not None
    assert sheet["B3"].comment.text == "ours\nfraction: 12,5"
    assert made["Лист 2"]["A2"].comment.text == "unknown_station: 999"
    assert sheet["B3"].fill.fgColor.rgb == "FFFFD8A8"
    assert [str(merged) for merged in sheet.merged_cells.ranges] == ["A5:C5"]


def test_the_list_in_front_names_each_cell_and_leads_to_it(tmp_path: Path) -> None:
    target = tmp_path / "copy.xlsx"
    assert write_commented(_book("a.csv", "csv", ROWS), tmp_path / "a.csv", target, BAD, _text, "en") == Commented(True, False)
    sheet = load_workbook(target).worksheets[0]
    told = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5, max_row=8)]
    assert told == [
        ["Sheet", "Cell", "Column", "Value", "What is wrong and what to do"],
        ["Лист 1", "B3", "1. Число избирателей", "12,5", "fraction: 12,5"],
        ["Лист 1", "C3", "Примечание", "=1+1", "letters: =1+1"],
        ["Лист 2", "A2", "УИК", 999, "unknown_station: 999"],
    ]
    link = sheet["B6"].hyperlink
    assert link is not None
    assert link.location == "'Лист 1'!B3" or link.target == "#'Лист 1'!B3"
    assert (sheet["D7"].data_type, sheet["D7"].quotePrefix) == ("s", True)


def test_a_file_of_another_format_becomes_a_workbook_with_the_same_cells(tmp_path: Path) -> None:
    target = tmp_path / "copy.xlsx"
    write_commented(_book("a.ods", "ods", ROWS), tmp_path / "a.ods", target, BAD, _text, "en")
    sheet = load_workbook(target)["Лист 1"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["УИК", "1. Число избирателей", "Примечание"],
        ["012", 500, "да"],
        [2, "12,5", "=1+1"],
    ]
    assert sheet["C3"].data_type == "s"


def test_of_a_large_file_only_the_rows_to_be_mended_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("electdesk.workbooks.writing.commented.MOST_CELLS", 50)
    rows = [["УИК", "1"], *([str(number), str(number * 10)] for number in range(2, 101))]
    bad = [Cell("Лист 1", "B60", 60, "1", "600", "letters")]
    target = tmp_path / "copy.xlsx"
    assert write_commented(_book("a.csv", "csv", rows), tmp_path / "a.csv", target, bad, _text, "en") == Commented(False, False)
    made = load_workbook(target)
    assert [cell.value for cell in made["Лист 1"][60]] == [60, 600]
    assert made["Лист 1"]["A59"].value is None
    assert made["Лист 1"]["A20"].value == 20
    assert str(made.worksheets[0]["A4"].value).startswith("The file is large")


def test_what_openpyxl_cannot_open_is_copied_from_what_was_read(tmp_path: Path) -> None:
    source = tmp_path / "broken.xlsx"
    source.write_bytes(b"PK\x03\x04 no workbook")
    target = tmp_path / "copy.xlsx"
    assert write_commented(_book("broken.xlsx", "xlsx", ROWS), source, target, BAD, _text, "en") == Commented(True, False)
    assert load_workbook(target)["Лист 1"]["B3"].value == "12,5"


def test_what_is_cancelled_leaves_nothing_and_what_is_there_is_not_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "copy.xlsx"
    book = _book("a.csv", "csv", ROWS)
    assert write_commented(book, tmp_path / "a.csv", target, BAD, _text, "en", on_step=lambda made, of: made < 2) is None
    assert list(tmp_path.iterdir()) == []
    target.write_bytes(b"mine")
    with pytest.raises(ClerkError) as refused:
        write_commented(book, tmp_path / "a.csv", target, BAD, _text, "en")
    assert (refused.value.code, target.read_bytes()) == ("file_exists", b"mine")
