"""XLSX as offices have it: every cell becomes the text that a plan judges, whatever program wrote the file.

Each case is read twice: in the usual writing, which is read without an XML parser, and in one that only a parser can read.
"""

from pathlib import Path
from typing import Any

import pytest

from electdesk.services.imports import Sheet
from electdesk.workbooks.book_reader import read_book
from tests.workbooks.making import (
    MAIN,
    STRICT,
    STYLES,
    XML,
    number,
    parsed,
    row,
    sheet_xml,
    text,
    written,
    xlsx_members,
    zipped,
)

ROWS: dict[str, tuple[str, list[list[str]]]] = {
    "whole numbers never have a fraction": (
        row(1, number("A1", "120"), number("B1", "12.0"), number("C1", "1E3"), number("D1", "-5"), number("E1", "1.2E+2")),
        [["120", "12", "1000", "-5", "120"]],
    ),
    "fractions have the fifteen digits that Excel shows": (
        row(
            1, number("A1", "1234.5"), number("B1", "0.30000000000000004"), number("C1", "1233.9999999999998"), number("D1", "1E-5")
        ),
        [["1234.5", "0.3", "1234", "0.00001"]],
    ),
    "numbers beyond every count stay numbers": (
        row(1, number("A1", "12345678901234567"), number("B1", "1e+20"), number("C1", "0")),
        [["12345678901234600", "100000000000000000000", "0"]],
    ),
    "a percent is told by its sign": (
        row(1, number("A1", "0.5", "0%"), number("B1", "0.4567", "0.00%"), number("C1", "1", "0%"), number("D1", "0.625", "0.0%")),
        [["50%", "45.67%", "100%", "62.5%"]],
    ),
    "days and moments are told in one way, however they are shown": (
        row(
            1,
            number("A1", "46115", "d.mm.yy"),
            number("B1", "46115.5208333333", "d.mm.yy h:mm"),
            number("C1", "0.5208333333", "h:mm"),
            number("D1", "46115", "dd.mm.yyyy"),
            number("E1", "46115", "russian day"),
            number("F1", "1.25", "[h]:mm"),
        ),
        [["2026-04-03", "2026-04-03 12:30", "12:30", "2026-04-03", "2026-04-03", "30:00"]],
    ),
    "the first days of Excel's calendar lie as Excel shows them": (
        row(1, number("A1", "1", "d.mm.yy"), number("B1", "59", "d.mm.yy"), number("C1", "61", "d.mm.yy")),
        [["1900-01-01", "1900-02-28", "1900-03-01"]],
    ),
    "what is no day stays a number": (
        row(1, number("A1", "-3", "d.mm.yy"), number("B1", "99999999", "d.mm.yy")),
        [["-3", "99999999"]],
    ),
    "a format with words of its own is no date": (row(1, number("A1", "12", "people")), [["12"]]),
    "a number shown with an exponent is a number": (row(1, number("A1", "1200", "scientific")), [["1200"]]),
    "a format 000 keeps the noughts": (
        row(1, number("A1", "12", "000"), number("B1", "1234", "000"), number("C1", "1.5", "000")),
        [["012", "1234", "1.5"]],
    ),
    "an ISO date of a strict workbook": (
        row(1, '<c r="A1" t="d"><v>2026-04-03</v></c>', '<c r="B1" t="d"><v>2026-04-03T12:30:00</v></c>'),
        [["2026-04-03", "2026-04-03 12:30"]],
    ),
    "errors as the program wrote them": (
        row(
            1,
            '<c r="A1" t="e"><v>#REF!</v></c>',
            '<c r="B1" t="e"><f>A2/0</f><v>#DIV/0!</v></c>',
            '<c r="C1" t="e"><v>#N/A</v></c>',
        ),
        [["#REF!", "#DIV/0!", "#N/A"]],
    ),
    "true and false": (
        row(1, '<c r="A1" t="b"><v>1</v></c>', '<c r="B1" t="b"><v>0</v></c>', '<c r="C1" t="b"><f>A1</f><v>1</v></c>'),
        [["TRUE", "FALSE", "TRUE"]],
    ),
    "a formula with a saved value is its value": (
        row(1, '<c r="A1"><f>SUM(B1:C1)</f><v>120</v></c>', '<c r="B1" s="1"><f>A1/200</f><v>0.6</v></c>'),
        [["120", "60%"]],
    ),
    "a formula without a saved value says so": (
        row(
            1,
            '<c r="A1"><f>SUM(B1:C1)</f></c>',
            '<c r="B1"><f>IF(A1&gt;5,&quot;да&quot;,0)</f><v></v></c>',
            '<c r="C1"><f>=A1</f><v/></c>',
            '<c r="D1"><f t="shared" si="0"/></c>',
            '<c r="E1" t="str"><f>A1&amp;B1</f></c>',
        ),
        [["=SUM(B1:C1)", '=IF(A1>5,"да",0)', "=A1", "=", "=A1&B1"]],
    ),
    "a formula whose saved value is an empty text is blank": (
        row(1, number("A1", "1"), '<c r="B1" t="str"><f>IF(A1,"","")</f><v></v></c>', text("C1", "x")),
        [["1", "", "x"]],
    ),
    "a formula that gives a text": (row(1, '<c r="A1" t="str"><f>"УИК "&amp;12</f><v>УИК 12</v></c>'), [["УИК 12"]]),
    "an apostrophe before a text is kept": (
        row(
            1, text("A1", "012", "apostrophe"), text("B1", "'7"), text("C1", "'8", "apostrophe"), text("D1", "9", "apostrophe 000")
        ),
        [["'012", "'7", "'8", "'9"]],
    ),
    "an apostrophe concerns texts alone": (
        row(1, number("A1", "12", "apostrophe"), number("B1", "7", "apostrophe 000")),
        [["12", "007"]],
    ),
    "signs that XML writes in another way": (
        row(
            1, text("A1", "Иванов &amp; К&#186; &lt;1&gt; &quot;&apos;"), text("B1", "строка_x000D_\nвторая"), text("C1", "&#x42f;")
        ),
        [["Иванов & Кº <1> \"'", "строка\r\nвторая", "Я"]],
    ),
    "spaces around a text stay": (
        row(1, '<c r="A1" t="inlineStr"><is><t xml:space="preserve"> 1 234 </t></is></c>', text("B1", "1\xa0234\u2009567")),
        [[" 1 234 ", "1\xa0234\u2009567"]],
    ),
    "letters in two parts become one": (row(1, text("A1", "Андреи\u0306")), [["Андрей"]]),
    "a text kept in a cell with formatted parts": (
        row(1, '<c r="A1" t="inlineStr"><is><r><t>Алтай</t></r><r><rPr><b/></rPr><t>ский край</t></r></is></c>', number("B1", "1")),
        [["Алтайский край", "1"]],
    ),
    "cells between others are blank": (
        row(1, number("B1", "1"), number("E1", "2")) + row(2, '<c r="A2" s="1"/>', number("AA2", "3"), '<c r="AB2" s="1"/>'),
        [["", "1", "", "", "2"], [*[""] * 26, "3"]],
    ),
    "very wide tables": (row(1, number("A1", "1"), number("SF1", "500")), [["1", *[""] * 498, "500"]]),
    "a number that is none stays what was written": (
        row(1, '<c r="A1" t="n"><v>12a</v></c>', '<c r="B1" s="1"><v>x</v></c>'),
        [["12a", "x"]],
    ),
}


def sheet_of(folder: Path, content: bytes, name: str = "list.xlsx") -> Sheet:
    (sheet,) = read_book(written(folder, name, content)).sheets
    return sheet


@pytest.mark.parametrize("by_hand", [False, True], ids=["usual writing", "by hand"])
@pytest.mark.parametrize("case", ROWS)
def test_a_cell_becomes_text(tmp_path: Path, case: str, by_hand: bool) -> None:
    rows, expected = ROWS[case]
    sheet = sheet_xml(rows)
    content = zipped(xlsx_members({"Sheet": parsed(sheet) if by_hand else sheet}))
    found = sheet_of(tmp_path, content)
    assert [[*cells] for cells in found.rows] == [
        [*cells, *[""] * (len(written) - len(cells))] for cells, written in zip(expected, found.rows, strict=True)
    ]


@pytest.mark.parametrize("by_hand", [False, True], ids=["usual writing", "by hand"])
def test_days_counted_from_1904_are_the_same_days(tmp_path: Path, by_hand: bool) -> None:
    sheet = sheet_xml(
        row(1, number("A1", "44653", "d.mm.yy"), number("B1", "44653.5", "d.mm.yy h:mm"), number("C1", "0.25", "h:mm"))
    )
    content = zipped(xlsx_members({"Sheet": parsed(sheet) if by_hand else sheet}, properties='date1904="1"'))
    assert sheet_of(tmp_path, content).rows == [["2026-04-03", "2026-04-03 12:00", "06:00"]]


@pytest.mark.parametrize("by_hand", [False, True], ids=["usual writing", "by hand"])
def test_a_nought_that_nobody_computed_is_a_formula_without_a_value(tmp_path: Path, by_hand: bool) -> None:
    """Some libraries store 0 for every formula and leave computing to whoever opens the file."""
    cells = ('<c r="A1"><f>SUM(B1:C1)</f><v>0</v></c>', '<c r="B1"><f>C1</f><v>7</v></c>', number("C1", "0"))
    sheet = sheet_xml("".join(row(line, *(cell.replace("1", str(line), 1) for cell in cells)) for line in range(1, 30)))
    sheet = parsed(sheet) if by_hand else sheet
    left = sheet_of(tmp_path, zipped(xlsx_members({"S": sheet}, computed='<calcPr calcId="1" fullCalcOnLoad="1"/>')))
    done = sheet_of(tmp_path, zipped(xlsx_members({"S": sheet}, computed='<calcPr calcId="1"/>')))
    assert (list(left.rows), list(done.rows)) == ([["=SUM(B1:C1)", "7", "0"]] * 29, [["0", "7", "0"]] * 29)


@pytest.mark.parametrize("by_hand", [False, True], ids=["usual writing", "by hand"])
def test_hidden_rows_and_columns_and_merged_cells_are_named(tmp_path: Path, by_hand: bool) -> None:
    rows = (
        row(1, text("A1", "УИК"), text("B1", "Итоги"), text("D1", "x"))
        + row(2, number("A2", "1"), attributes=' hidden="1"')
        + row(3, attributes=' hidden="1"')
        + row(4, number("A4", "2"), attributes=' spans="1:4" ht="0" customHeight="1"')
        + row(5, number("A5", "3"), attributes=' hidden="0" ht="15"')
    )
    columns = '<cols><col min="1" max="1" width="9"/><col min="3" max="3" width="0" customWidth="1"/><col min="4" max="16384" hidden="1"/></cols>'
    merged = '<mergeCells count="2"><mergeCell ref="B1:C1"/><mergeCell ref="A1:A2"/></mergeCells>'
    sheet = sheet_xml(rows, before=columns, after=merged)
    found = sheet_of(tmp_path, zipped(xlsx_members({"Sheet": parsed(sheet) if by_hand else sheet})))
    assert (list(found.row_numbers), found.hidden_rows, found.hidden_columns, found.merged) == (
        [1, 2, 4, 5],
        (2, 4),
        (2, 3),
        ((1, 1, 1, 2), (1, 0, 2, 0)),
    )


@pytest.mark.parametrize("by_hand", [False, True], ids=["usual writing", "by hand"])
def test_rows_of_every_shape_keep_their_columns(tmp_path: Path, by_hand: bool) -> None:
    """Rows of one shape are read by one expression: those in between must not be read by it."""
    rows, expected = [], []
    for line in range(1, 120):
        if line % 7 == 0:
            rows.append(row(line, number(f"B{line}", str(line)), '<c r="C7" s="1"/>', text(f"D{line}", "а")))
            expected.append(["", str(line), "", "а"])
        elif line % 5 == 0:
            rows.append(
                row(line, text(f"A{line}", "т"), f'<c r="B{line}"><f>A1</f><v>{line}</v></c>', number(f"C{line}", "0.5", "0%"))
            )
            expected.append(["т", str(line), "50%"])
        else:
            rows.append(
                row(line, number(f"A{line}", str(line)), number(f"B{line}", "0.25", "0%"), '<c r="C1" t="e"><v>#N/A</v></c>')
            )
            expected.append([str(line), "25%", "#N/A"])
    sheet = sheet_xml("".join(rows))
    found = sheet_of(tmp_path, zipped(xlsx_members({"Sheet": parsed(sheet) if by_hand else sheet})))
    assert (list(found.rows), list(found.row_numbers)) == (expected, list(range(1, 120)))


SHARED = '<si><t>УИК</t></si><si><t xml:space="preserve"> Барнаул </t></si><si><t>А &amp; Б</t></si><si><t/></si>'
RICH = '<si><r><t>Алтай</t></r><r><rPr><b/></rPr><t>ский</t></r><rPh sb="0" eb="1"><t>чтение</t></rPh></si>'


@pytest.mark.parametrize(
    ("shared", "expected"),
    [
        (SHARED, ["УИК", " Барнаул ", "А & Б", "", "", "'УИК"]),
        (SHARED.replace("<si><t/></si>", "<si><t></t></si>"), ["УИК", " Барнаул ", "А & Б", "", "", "'УИК"]),
        (SHARED.replace("<si><t/></si>", RICH), ["УИК", " Барнаул ", "А & Б", "Алтайский", "", "'УИК"]),
    ],
    ids=["empty text", "usual writing", "formatted parts and a reading"],
)
def test_texts_that_cells_share_are_found_by_their_place(tmp_path: Path, shared: str, expected: list[str]) -> None:
    cells = [f'<c r="{letter}1" t="s"><v>{place}</v></c>' for letter, place in zip("ABCDE", (0, 1, 2, 3, 99), strict=True)]
    cells.append(f'<c r="F1" s="{STYLES["apostrophe"]}" t="s"><v>0</v></c>')
    content = zipped(xlsx_members({"Sheet": sheet_xml(row(1, *cells))}, shared=shared))
    assert sheet_of(tmp_path, content).rows == [expected]


TWO_ROWS = row(1, text("A1", "УИК"), number("B1", "1")) + row(3, number("A3", "5"), number("C3", "0.5", "0%"))
PLAIN = sheet_xml(TWO_ROWS)
WRITINGS: dict[str, str | bytes] = {
    "as Excel": PLAIN,
    "a strict workbook": sheet_xml(TWO_ROWS, namespace=STRICT),
    "prefixed names": PLAIN.replace("<", "<x:").replace("<x:/", "</x:").replace("<x:?", "<?").replace("xmlns=", "xmlns:x="),
    "UTF-16": PLAIN.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16"),
    "cp1251": PLAIN.replace('encoding="UTF-8"', 'encoding="windows-1251"').encode("cp1251"),
    "a byte order mark": "\ufeff" + PLAIN,
    "no declaration": PLAIN.removeprefix(XML),
    "line ends between rows": PLAIN.replace("<row", "\r\n  <row").replace("</sheetData>", "\n</sheetData>"),
    "line ends between cells": PLAIN.replace("<c ", "\n    <c ").replace("</row>", "\n</row>"),
    "single quotes": PLAIN.replace('"', "'"),
    "other order of attributes": PLAIN.replace('<c r="A3"', '<c s="0" r="A3"').replace('<row r="3"', '<row spans="1:3" r="3"'),
    "spaces inside tags": PLAIN.replace("<v>", "<v >").replace("</c>", "</c >"),
    "no places": PLAIN.replace(' r="A1"', "").replace(' r="B1"', "").replace('<row r="1"', "<row"),
    "rows out of order": sheet_xml(
        row(3, number("A3", "5"), number("C3", "0.5", "0%")) + row(1, text("A1", "УИК"), number("B1", "1"))
    ),
    "cells out of order": sheet_xml(
        row(1, number("B1", "1"), text("A1", "УИК")) + row(3, number("C3", "0.5", "0%"), number("A3", "5"))
    ),
    "a row told in two parts": sheet_xml(
        row(1, text("A1", "УИК")) + row(3, number("A3", "5"), number("C3", "0.5", "0%")) + row(1, number("B1", "1"))
    ),
    "rows without cells": sheet_xml(TWO_ROWS.replace('<row r="3"', '<row r="2" spans="1:3"/><row r="2" ht="9"></row><row r="3"')),
    "rows without cells behind": sheet_xml(TWO_ROWS + '<row r="4"/><row r="5" hidden="1"/>'),
    "a CDATA section": PLAIN.replace("<t>УИК</t>", "<t><![CDATA[УИК]]></t>"),
    "an instruction": PLAIN.replace("<sheetData>", "<?pause 1?><sheetData>"),
    "unknown elements": PLAIN.replace("</row>", '<extLst><ext uri="x"/></extLst></row>', 1),
    "a namespace for extensions": PLAIN.replace("<worksheet ", f'<worksheet xmlns:mc="{MAIN}/mc" mc:Ignorable="x" ', 1),
}


@pytest.mark.parametrize("writing", WRITINGS)
def test_every_writing_of_a_sheet_that_xml_allows_gives_the_same_rows(tmp_path: Path, writing: str) -> None:
    found = sheet_of(tmp_path, zipped(xlsx_members({"Sheet": WRITINGS[writing]})))
    rows = [[*cells, *[""] * (3 - len(cells))] for cells in found.rows]
    assert (rows, list(found.row_numbers)) == ([["УИК", "1", ""], ["5", "", "50%"]], [1, 3])


def test_a_million_formatted_rows_below_the_table_are_no_rows(tmp_path: Path) -> None:
    below = "".join(f'<row r="{line}" spans="1:3" s="1" customFormat="1"/>' for line in range(4, 1_048_577))
    found = sheet_of(tmp_path, zipped(xlsx_members({"Sheet": sheet_xml(TWO_ROWS + below)})))
    assert (len(found.rows), list(found.row_numbers)) == (2, [1, 3])


SHEETS: dict[str, Any] = {
    "states": {"тайный": "veryHidden", "скрытый": "hidden"},
    "kinds": {"диаграмма": "chartsheet"},
}


def test_sheets_come_in_their_order_with_the_hidden_ones_named_and_charts_left_out(tmp_path: Path) -> None:
    names = ("Бийск", "скрытый", "диаграмма", "тайный", "Алейск")
    sheets = {name: sheet_xml(row(1, text("A1", name))) for name in names}
    book = read_book(written(tmp_path, "five.xlsx", zipped(xlsx_members(sheets, **SHEETS))))
    assert [(sheet.name, sheet.hidden, list(sheet.rows)) for sheet in book.sheets] == [
        ("Бийск", False, [["Бийск"]]),
        ("скрытый", True, [["скрытый"]]),
        ("тайный", True, [["тайный"]]),
        ("Алейск", False, [["Алейск"]]),
    ]


def test_an_empty_sheet_beside_one_with_rows_is_a_sheet_without_rows(tmp_path: Path) -> None:
    sheets = {
        "пусто": sheet_xml("").replace("<sheetData></sheetData>", "<sheetData/>"),
        "полно": sheet_xml(row(1, number("A1", "1"))),
    }
    book = read_book(written(tmp_path, "two.xlsx", zipped(xlsx_members(sheets))))
    assert [(sheet.name, list(sheet.rows)) for sheet in book.sheets] == [("пусто", []), ("полно", [["1"]])]
