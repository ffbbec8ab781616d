"""ODS, XLS and XLSB tell a plan the same as XLSX does; another reader of workbooks agrees about the values."""

import datetime
import struct
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from electdesk.services.imports import Sheet
from electdesk.workbooks.book_reader import read_book
from tests.workbooks.making import (
    number,
    ods,
    ods_content,
    ods_row,
    ods_table,
    ods_text,
    ods_value,
    record,
    row,
    sheet_xml,
    text,
    wide,
    written,
    xlsb,
    xlsb_cell,
    xlsb_row,
    xlsx_members,
    zipped,
)

FILES = Path(__file__).parent / "files"
CELLS = [
    ["Сводная таблица"],
    ["УИК", "Избирателей", "Явка", "Дата", "Время", "Когда"],
    ["012", "1200", "50%", "2026-04-03", "12:30", "2026-04-03 20:15"],
    ["013", "12.5", "45.67%", "3 апреля", "нет", "#DIV/0!"],
    ["14", "1212.5", "TRUE", "да", "#N/A"],
    ["15", "-3", "1\xa0234", "первая\nвторая", "  два  пробела", "'016"],
    ["16", "1", "скрытая строка"],
    ["Итого", "100000000000000000000"],
]
"""The first sheet of files/cells.*, as ``make_files`` builds it."""


def bare(rows: Any) -> list[list[str]]:
    """Rows without the blank cells at their end."""
    found = []
    for cells in rows:
        kept = list(cells)
        while kept and not kept[-1]:
            kept.pop()
        found.append(kept)
    return found


def of_rows(folder: Path, rows: str, **more: Any) -> Sheet:
    (sheet,) = read_book(written(folder, "list.ods", ods(ods_content(ods_table(rows), **more)))).sheets
    return sheet


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_what_libreoffice_saves_is_told_alike_in_every_format(kind: str) -> None:
    book = read_book(FILES / f"cells.{kind}")
    first, second, third = book.sheets
    assert (book.format, book.notes, bare(first.rows), list(first.row_numbers)) == (kind, (), CELLS, [1, 2, 3, 4, 5, 6, 7, 12])
    assert (first.name, first.hidden, first.hidden_rows, first.hidden_columns, first.merged) == (
        "Барнаул",
        False,
        (7,),
        (4,),
        ((1, 0, 1, 5),),
    )
    assert (second.name, second.hidden, bare(second.rows)) == ("Бийск", False, [["УИК", "Избирателей"], ["21", "10"]])
    assert (third.name, third.hidden, bare(third.rows)) == ("скрытый", True, [["черновик", "1"]])


PERCENT = ods_value("percentage", "value", "0.5", "50 %")
ODS_ROWS: dict[str, tuple[str, list[list[str]]]] = {
    "numbers": (
        ods_row(ods_value("float", "value", "120"), ods_value("float", "value", "12.50"), PERCENT),
        [["120", "12.5", "50%"]],
    ),
    "a sum of money": (ods_row(ods_value("currency", "value", "12", "12 ₸")), [["12"]]),
    "days and times": (
        ods_row(
            ods_value("date", "date-value", "2026-04-03", "03.04.26"),
            ods_value("date", "date-value", "2026-04-03T12:30:00", "03.04.26 12:30"),
            ods_value("time", "time-value", "PT12H30M00S", "12:30"),
            ods_value("time", "time-value", "PT30H05M07S", "30:05:07"),
        ),
        [["2026-04-03", "2026-04-03 12:30", "12:30", "30:05:07"]],
    ),
    "true and false": (
        ods_row(ods_value("boolean", "boolean-value", "true", "ИСТИНА"), ods_value("boolean", "boolean-value", "false", "ЛОЖЬ")),
        [["TRUE", "FALSE"]],
    ),
    "noughts in front": (ods_row(ods_value("float", "value", "12", "012"), ods_value("float", "value", "0", "0")), [["012", "0"]]),
    "errors as they are shown": (
        ods_row(
            '<table:table-cell table:formula="of:=X" office:value-type="string" office:string-value="" calcext:value-type="error">'
            "<text:p>#ССЫЛКА!</text:p></table:table-cell>",
            '<table:table-cell table:formula="of:=X" office:value-type="float" office:value="0"><text:p>Err:502</text:p></table:table-cell>',
        ),
        [["#ССЫЛКА!", "Err:502"]],
    ),
    "a formula without a value": (
        ods_row('<table:table-cell table:formula="of:=SUM([.B1:.C1])"/>', ods_text("x")),
        [["=SUM([.B1:.C1])", "x"]],
    ),
    "repeated cells and rows": (
        ods_row(ods_text("а", ' table:number-columns-repeated="3"'), ods_text("б"), more=' table:number-rows-repeated="2"'),
        [["а", "а", "а", "б"]] * 2,
    ),
    "blank cells between": (ods_row('<table:table-cell table:number-columns-repeated="2"/>', ods_text("в")), [["", "", "в"]]),
    "covered cells are blank": (
        ods_row(ods_text("г", ' table:number-columns-spanned="2"'), "<table:covered-table-cell/>", ods_text("д")),
        [["г", "", "д"]],
    ),
    "covered cells that kept a text are blank": (
        ods_row(
            ods_text("г", ' table:number-columns-spanned="2"'),
            '<table:covered-table-cell office:value-type="string"><text:p>старое</text:p></table:covered-table-cell>',
            ods_text("д"),
        ),
        [["г", "", "д"]],
    ),
    "two paragraphs": (ods_row(ods_text("первая</text:p><text:p>вторая")), [["первая\nвторая"]]),
    "spaces and tabs that ODF writes as elements": (
        ods_row(ods_text('1<text:s/>234<text:s text:c="2"/>5<text:tab/>6')),
        [["1 234  5\t6"]],
    ),
    "formatted parts": (ods_row(ods_text("Алтай<text:span>ский</text:span>")), [["Алтайский"]]),
    "a remark is no text of the cell": (
        ods_row(ods_text("7<office:annotation><text:p>проверить</text:p></office:annotation>")),
        [["7"]],
    ),
    "signs that XML writes in another way": (ods_row(ods_text("А &amp; Б &lt;1&gt;")), [["А & Б <1>"]]),
    "a header that repeats on each page": (
        f"<table:table-header-rows>{ods_row(ods_text('УИК'))}</table:table-header-rows>",
        [["УИК"]],
    ),
}


@pytest.mark.parametrize("by_hand", [False, True], ids=["usual writing", "by hand"])
@pytest.mark.parametrize("case", ODS_ROWS)
def test_a_cell_of_an_ods_becomes_text(tmp_path: Path, case: str, by_hand: bool) -> None:
    rows, expected = ODS_ROWS[case]
    assert bare(of_rows(tmp_path, ("<!-- by hand -->" if by_hand else "") + rows).rows) == expected


def test_an_ods_under_other_prefixes_is_the_same_table(tmp_path: Path) -> None:
    content = ods_content(ods_table(ods_row(ods_text("УИК"), PERCENT)))
    for prefix in ("table", "office", "text"):
        content = content.replace(f"xmlns:{prefix}=", f"xmlns:{prefix[0]}{prefix[0]}=").replace(
            f"<{prefix}:", f"<{prefix[0]}{prefix[0]}:"
        )
        content = content.replace(f"</{prefix}:", f"</{prefix[0]}{prefix[0]}:").replace(f" {prefix}:", f" {prefix[0]}{prefix[0]}:")
    content = content.replace(" tt:c=", " tt:c=")
    with_own_names = (
        content.replace("<tt:p>", "<te:p>")
        .replace("</tt:p>", "</te:p>")
        .replace(
            'xmlns:tt="urn:oasis:names:tc:opendocument:xmlns:text:1.0"', 'xmlns:te="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
        )
    )
    (sheet,) = read_book(written(tmp_path, "list.ods", ods(with_own_names))).sheets
    assert bare(sheet.rows) == [["УИК", "50%"]]


def test_hidden_tables_rows_columns_and_groups_of_an_ods_are_named(tmp_path: Path) -> None:
    style = '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>'
    columns = '<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/><table:table-column/>'
    cells = [ods_text(letter) for letter in "абвг"]
    rows = (
        ods_row(*cells)
        + ods_row(*cells, more=' table:visibility="collapse"')
        + ods_row(*cells, more=' table:visibility="filter"')
        + f'<table:table-row-group table:display="false">{ods_row(*cells)}</table:table-row-group>'
        + ods_row(*cells)
    )
    shown = f'<table:table table:name="А">{columns}{rows}</table:table>'
    hidden = ods_table(ods_row(*cells), "Б", ' table:style-name="ta2"')
    one, two = read_book(written(tmp_path, "list.ods", ods(ods_content(shown + hidden, style)))).sheets
    assert (one.hidden, one.hidden_rows, one.hidden_columns, two.hidden) == (False, (2, 3, 4), (1, 2), True)


def test_what_libreoffice_computed_to_an_empty_text_is_blank_and_what_nobody_computed_is_a_formula(tmp_path: Path) -> None:
    content = ods_content(ods_table(ods_row(ods_text("x"), '<table:table-cell table:formula="of:=IF(1;2;3)"/>', ods_text("y"))))
    meta = "<office:document-meta><meta:generator>{}/7.4</meta:generator></office:document-meta>"
    rows = []
    for program in ("LibreOffice", "ODFPY"):
        book = read_book(written(tmp_path, "list.ods", ods(content, **{"meta.xml": meta.format(program)})))
        rows += bare(book.sheets[0].rows)
    assert rows == [["x", "", "y"], ["x", "=IF(1;2;3)", "y"]]


def test_a_table_inside_a_cell_and_tables_of_other_files_are_no_rows(tmp_path: Path) -> None:
    inner = ods_table(ods_row(ods_text("внутри")), "внутри")
    rows = ods_row(f"<table:table-cell>{inner}</table:table-cell>", ods_text("a")) + ods_row(ods_text("b"))
    link = ods_table(ods_row(ods_text("чужое")), "&apos;file:///old.ods&apos;#$Лист1")
    book = read_book(written(tmp_path, "list.ods", ods(ods_content(ods_table(rows) + link))))
    assert ([(sheet.name, bare(sheet.rows)) for sheet in book.sheets], book.notes) == (
        [("Лист1", [["", "a"], ["b"]])],
        ("external_links",),
    )


def small(value: int, *, hundredth: bool = False) -> bytes:
    """A whole number in the four bytes of an XLSB cell."""
    return struct.pack("<i", value << 2 | 2 | int(hundredth))


def test_a_cell_of_an_xlsb_becomes_text(tmp_path: Path) -> None:
    double = struct.Struct("<d").pack
    rows = (
        record(148, struct.pack("<4I", 0, 2, 0, 7))
        + record(60, struct.pack("<4IH", 2, 2, 2304, 0, 1))
        + record(145)
        + xlsb_row(0)
        + xlsb_cell(7, 0, struct.pack("<I", 0))
        + xlsb_cell(2, 1, small(120))
        + xlsb_cell(2, 2, small(-1250, hundredth=True))
        + xlsb_cell(5, 3, double(0.4567), 1)
        + xlsb_cell(5, 4, double(46115.0), 2)
        + xlsb_cell(2, 5, small(12), 3)
        + xlsb_row(2, hidden=True)
        + xlsb_cell(6, 0, wide("012"), 4)
        + xlsb_cell(3, 1, b"\x17")
        + xlsb_cell(4, 2, b"\1")
        + xlsb_cell(9, 3, double(7.0) + b"\0\0")
        + xlsb_cell(11, 4, b"\x2a\0\0")
        + xlsb_cell(8, 5, wide("да") + b"\0\0")
        + xlsb_cell(10, 6, b"\0\0\0")
        + xlsb_cell(1, 7, b"")
        + record(146)
        + record(176, struct.pack("<4I", 0, 1, 3, 4))
    )
    path = written(tmp_path, "list.xlsb", xlsb([("Лист", rows, 0), ("тайный", record(145) + record(146), 2)], ["УИК"]))
    book = read_book(path)
    first, second = book.sheets
    assert (book.format, list(first.rows), list(first.row_numbers)) == (
        "xlsb",
        [["УИК", "120", "-12.5", "45.67%", "2026-04-03", "012"], ["'012", "#REF!", "TRUE", "7", "#N/A", "да", "FALSE"]],
        [1, 3],
    )
    assert (first.hidden_rows, first.hidden_columns, first.merged, second.hidden, list(second.rows)) == (
        (3,),
        (2,),
        ((1, 3, 2, 4),),
        True,
        [],
    )
    theirs = [["УИК", 120, -12.5, 0.4567, datetime.date(2026, 4, 3), 12], ["012", "", True, 7, "", "да", False]]
    assert without_blanks(CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()) == theirs


def without_blanks(rows: list[list[Any]]) -> list[list[Any]]:
    """calamine's rows without blank rows and without blank cells at the end."""
    found = []
    for cells in rows:
        kept = list(cells)
        while kept and kept[-1] == "":
            kept.pop()
        if kept:
            found.append(kept)
    return found


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_another_reader_agrees_about_numbers_and_texts(kind: str) -> None:
    """calamine knows no percent, no format and no error, so only cells without any are compared."""
    theirs = CalamineWorkbook.from_path(str(FILES / f"cells.{kind}"))
    for place, sheet in enumerate(read_book(FILES / f"cells.{kind}").sheets):
        rows = without_blanks(theirs.get_sheet_by_index(place).to_python())
        for ours, other in zip(bare(sheet.rows), rows, strict=True):
            for mine, value in zip(ours, other, strict=False):
                if isinstance(value, str) and value:
                    assert mine == value
                elif isinstance(value, float | int) and not isinstance(value, bool) and not mine.endswith("%") and mine != "TRUE":
                    assert float(mine) == value


def test_a_thousand_rows_are_the_same_through_calamine_and_through_both_ways_of_ours(tmp_path: Path) -> None:
    lines, expected = [], []
    for line in range(1, 1_001):
        figures = [line * 7 % 2_000, line * 13 % 900, line % 3]
        cells = [
            text(f"A{line}", f"УИК №{line}"),
            *(number(f"{letter}{line}", str(each)) for letter, each in zip("BCD", figures, strict=True)),
        ]
        lines.append(row(line, *cells))
        expected.append([f"УИК №{line}", *map(str, figures)])
    sheet = sheet_xml("".join(lines))
    usual = written(tmp_path, "usual.xlsx", zipped(xlsx_members({"S": sheet})))
    by_hand = written(tmp_path, "hand.xlsx", zipped(xlsx_members({"S": sheet.replace("<sheetData>", "<!-- --><sheetData>")})))
    theirs = CalamineWorkbook.from_path(str(usual)).get_sheet_by_index(0).to_python()
    assert [list(read_book(path).sheets[0].rows) for path in (usual, by_hand)] == [expected, expected]
    assert [[cells[0], *(f"{value:.0f}" for value in cells[1:])] for cells in theirs] == expected
