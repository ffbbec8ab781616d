"""Messy files: totals and footers, cells of every wrong sort, hidden things, stations written in many ways, text tables."""

import datetime
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from tests.services.imports.messy import (
    ALL,
    HEADING,
    N1,
    N2,
    N12,
    NORTH,
    S12,
    S20,
    SOUTH,
    TOTALS,
    Wants,
    as_text,
    changed,
    less,
    one_sheet,
    sums,
    text_table,
    without,
)

TOTAL = Wants(skipped=("total",), controls=(True,))

one_sheet("a total in Russian", (HEADING, *ALL, sums(ALL, "ИТОГО")), TOTAL)
one_sheet("a total in Kazakh", (HEADING, *ALL, sums(ALL, "Барлығы:")), TOTAL)
one_sheet("a total in English", (HEADING, *ALL, sums(ALL, "Total")), TOTAL)
one_sheet("a total in the station's column", (HEADING, *ALL, (None, "всего", *sums(ALL)[2:])), TOTAL)
one_sheet("a total above the rows", (HEADING, sums(ALL, "Всего по области"), *ALL), TOTAL)
one_sheet(
    "a total for each district and one of all",
    (HEADING, *NORTH, sums(NORTH, "Итого по району"), *SOUTH, sums(SOUTH, "Итого по району"), sums(ALL, "Всего")),
    Wants(skipped=("total",) * 3, controls=(True, True, True)),
)
one_sheet(
    "sums without a word",
    (HEADING, *NORTH, (None, None, *sums(NORTH)[2:]), *SOUTH),
    Wants(skipped=("sum_of_rows",), controls=(True,)),
)
one_sheet(
    "a total that is wrong in one cell", (HEADING, *ALL, changed(sums(ALL), 3, 999)), Wants(skipped=("total",), controls=(False,))
)
one_sheet("a total with a share in it", (HEADING, *ALL, changed(sums(ALL), 4, "2 %")), TOTAL)
one_sheet(
    "signatures below",
    (HEADING, *ALL, (" ",), ("Председатель комиссии", None, "________"), ("М.П.",)),
    Wants(skipped=("note",) * 3),
)
one_sheet(
    "notes below", (HEADING, *ALL, ("* по данным на 21:00",), ("Исполнитель: Иванова, тел. 12-34",)), Wants(skipped=("note",) * 2)
)
one_sheet(
    "a station without figures",
    (HEADING, *ALL[:4], ("Юг", 20, *[None] * 5)),
    Wants(taken=4, totals=less(S20), skipped=("no_figures",)),
)


def bad(name: str, value: object, reason: str, **options: Any) -> None:
    """One cell (D3, line 2 of station 2) that cannot be taken; its row is left out, the others are not."""
    rows = (HEADING, N1, changed(N2, 3, value), N12, *SOUTH)
    one_sheet(name, rows, Wants(taken=4, totals=less(N2), refused=(("D3", reason),)), **options)


def good(name: str, value: object, repaired: int = 0, **options: Any) -> None:
    """The same cell written oddly, and still 50."""
    one_sheet(name, (HEADING, N1, changed(N2, 3, value), N12, *SOUTH), Wants(repaired=repaired), **options)


bad("a fraction", 50.5, "fraction")
bad("a decimal comma", "50,5", "fraction")
bad("a negative count", -50, "negative")
bad("an exponent", "5e1", "exponent")
bad("a day", datetime.date(2026, 10, 12), "date")
bad("an hour", datetime.time(10, 12), "time")
bad("a formula that was never computed", "=C3-40", "formula")
bad("an error value", "#REF!", "error_value")
bad("a word for nothing", "нет", "letters")
bad("no data", "н/д", "letters")
bad("a dash nobody explained", "—", "letters")
bad("a question mark", "50?", "letters")
bad("the letter О for a nought", "5О", "letters")
bad("a number in words", "пятьдесят", "letters")
bad("two numbers in one cell", "50 49", "two_numbers")
bad("a mark for thousands nobody explained", "1.050", "thousands_mark")
bad("a share as text", "50%", "percent")
bad("more digits than any count", 1234567890, "too_large")
bad("true and false", True, "letters")
good("a number as text", "50")
good("a number as text with a no-break space", "50\u00a0", 1)
good("an apostrophe", "'50", 1)
good("a whole float", 50.0)
good("a whole float as text", "50,0", 1)
good("leading noughts", "0050")

one_sheet(
    "a share cell",
    (HEADING, N1, changed(N2, 3, 0.5), N12, *SOUTH),
    Wants(taken=4, totals=less(N2), refused=(("D3", "percent"),)),
    touch=lambda sheet: setattr(sheet["D3"], "number_format", "0%"),
)
one_sheet("thousands with a space", (HEADING, *ALL[:4], changed(S20, 2, "1 060")), Wants(totals=TOTALS | {"1": 1400}, repaired=1))
one_sheet(
    "thousands with a mark the person named",
    (HEADING, *ALL[:4], changed(S20, 2, "1.060")),
    Wants(totals=TOTALS | {"1": 1400}, repaired=1),
    thousands=".",
)
one_sheet("a dash the person explained", (HEADING, *ALL[:1], changed(N2, 4, "-"), *ALL[2:]), Wants(), no_number=frozenset("-"))
one_sheet("a blank cell stays blank", (HEADING, N1, changed(N2, 4, None), *ALL[2:]), Wants())
one_sheet(
    "several bad cells in one row are all named",
    (HEADING, N1, ("Север", 2, "x", -1, 0, "1,5", 20), *ALL[2:]),
    Wants(taken=4, totals=less(N2), refused=(("C3", "letters"), ("D3", "negative"), ("F3", "fraction"))),
)
one_sheet(
    "one figure merged over two stations",
    (HEADING, N1, changed(N2, 3, None), *ALL[2:]),
    Wants(
        taken=3,
        totals={"1": 210, "2": 114, "3а": 3, "Асанов Ерлан": 79, "Ёлкина Анна": 34},
        refused=(("D2", "merged_cell"), ("D3", "merged_cell")),
    ),
    merged=("D2:D3",),
)
one_sheet(
    "a row moved one cell to the right",
    (HEADING, N1, (None, *N2), *ALL[2:]),
    Wants(taken=4, totals=less(N2), refused=(("B3", "not_a_station_number"),)),
)

one_sheet(
    "stations written in many ways",
    (
        HEADING,
        changed(N1, 1, "№ 001"),
        changed(N2, 1, "УИК №2"),
        changed(N12, 1, "УИК № 012"),
        changed(S12, 1, "012"),
        changed(S20, 1, "20.0"),
    ),
)


def with_noughts(sheet: Worksheet) -> None:
    for row in range(2, 7):
        sheet[f"B{row}"].number_format = "000"


one_sheet("stations with leading noughts by their format", (HEADING, *ALL), touch=with_noughts)
one_sheet("a station nobody knows", (HEADING, *ALL, ("Юг", 77, 1, 1, 0, 1, 0)), Wants(refused=(("B7", "unknown_station"),)))
one_sheet(
    "a station in another district",
    (HEADING, changed(N1, 0, "Юг"), *ALL[1:]),
    Wants(taken=4, totals=less(N1), refused=(("A2", "other_area"),)),
)
one_sheet("districts with a Latin letter", (HEADING, *NORTH, changed(S12, 0, "Юг"), S20), Wants())
one_sheet(
    "districts in Kazakh and with their kind",
    (
        HEADING,
        changed(N1, 0, "Солтүстік ауданы"),
        changed(N2, 0, "Север район"),
        changed(N12, 0, "район Ceвep"),
        changed(S12, 0, "Оңтүстік"),
        S20,
    ),
)
one_sheet("one station twice with the same figures", (HEADING, *ALL, N1), Wants(skipped=("equal_row",)))
one_sheet(
    "one station twice with other figures",
    (HEADING, *ALL, changed(N1, 3, 61)),
    Wants(taken=4, totals=less(N1), refused=(("B2", "duplicate_row"), ("B7", "duplicate_row"))),
)


def hide_row(sheet: Worksheet) -> None:
    sheet.row_dimensions[3].hidden = True


def hide_column(sheet: Worksheet) -> None:
    sheet.column_dimensions["H"].hidden = True


one_sheet("a hidden row", (HEADING, *ALL), Wants(taken=4, totals=less(N2), skipped=("hidden_row",)), touch=hide_row)
one_sheet("a hidden row that is asked for", (HEADING, *ALL), touch=hide_row, include_hidden=frozenset({"rows"}))
one_sheet(
    "a hidden column for the same line", [(*HEADING, "Число избирателей в списке"), *((*row, 9) for row in ALL)], touch=hide_column
)
LAST_HIDDEN = [(row[0], row[1], row[2], row[5], row[4], row[6], None, row[3]) for row in (HEADING, *ALL)]
"""Line 2 stands in column H."""
one_sheet(
    "a hidden column that is needed",
    LAST_HIDDEN,
    Wants(refusal="import_columns_missing", params={"columns": ["line:2"], "hidden": ["H"]}),
    touch=hide_column,
)
one_sheet("a hidden column that is needed and asked for", LAST_HIDDEN, touch=hide_column, include_hidden=frozenset({"columns"}))

text_table("a text table of a Russian office", as_text((HEADING, *ALL)), encoding="cp1251")
text_table("a text table with its separator told", "sep=;\r\n" + as_text((HEADING, *ALL)))
text_table("a text table in two bytes with tabs", as_text((HEADING, *ALL), "\t"), encoding="utf-16")
text_table("a text table with a mark and commas", as_text((HEADING, *ALL), ","), encoding="utf-8-sig")
text_table("a text table with empty lines of separators", as_text((HEADING, *ALL)) + ";;;;;;\r\n;;;;;;\r\n")
text_table(
    "a text table with a separator inside a name",
    as_text((HEADING, *ALL[:4])) + "Юг; город;20;60;33;0;20;13\r\n",
    Wants(taken=4, totals=less(S20), refused=(("H6", "too_many_cells"),)),
)
text_table(
    "a text table cut in its last row",
    as_text((HEADING, *ALL[:4])) + "Юг;20;60;33",
    Wants(taken=4, totals=less(S20), refused=(("D6", "row_cut"),)),
)
text_table(
    "a text table with a title and a total",
    "Итоги;;;;;;\r\n" + as_text((HEADING, *ALL, ["Итого", "", 400, 224, 8, 149, 72])),
    TOTAL,
)
text_table(
    "a text table without districts and with one station number twice",
    as_text(without((HEADING, N1, N2, S20, N12), 0)),
    Wants(
        taken=3, totals={"1": 250, "2": 143, "3а": 5, "Асанов Ерлан": 90, "Ёлкина Анна": 51}, refused=(("A5", "ambiguous_station"),)
    ),
)

TURNED = [(row[0], row[1], row[2], row[3], row[4], row[6], row[5]) for row in (HEADING, *SOUTH)]
one_sheet(
    "a second table below with two columns exchanged",
    (HEADING, *NORTH, (" ",), *TURNED),
    Wants(
        taken=3,
        totals={"1": 260, "2": 151, "3а": 6, "Асанов Ерлан": 90, "Ёлкина Анна": 58},
        refused=(("B6", "other_headings"),),
        skipped=("note", "other_headings", "other_headings"),
    ),
)
one_sheet(
    "a day and a phone in the columns of figures below the table",
    (HEADING, *ALL, ("Председатель", None, None, "03.04.2026", None, "8 701 555 01 23", "87015550123"), (None, None, "2026 г.")),
    Wants(skipped=("note", "note")),
)
