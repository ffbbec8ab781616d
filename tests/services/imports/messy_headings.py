"""Messy files: titles, headings of two and three rows, merged cells, other languages, columns moved and added."""

import datetime

from openpyxl import Workbook

from tests.services.imports.messy import (
    ALL,
    HEADING,
    N1,
    NORTH,
    S12,
    Wants,
    changed,
    filled,
    one_sheet,
    sums,
    without,
    workbook,
)

FULL = (
    "Район",
    "УИК",
    "Число избирателей в списке",
    "Число выданных бюллетеней",
    "В переносных ящиках",
    "Асанов Ерлан",
    "Ёлкина Анна",
)

one_sheet("plain", (HEADING, *ALL))
one_sheet("two titles and an empty row above", (("Сводная таблица",), ("по состоянию на 21:00 03.04.2026",), (" ",), HEADING, *ALL))
one_sheet("a title merged over the whole width", (("Итоги голосования",), HEADING, *ALL), merged=("A1:G1",))
one_sheet("a preamble of eleven rows", (*((f"Пункт {n} постановления",) for n in range(11)), HEADING, *ALL))
one_sheet(
    "two rows of headings, the candidates under one merged cell",
    (("Район", "УИК", *FULL[2:5], "Число голосов за кандидата", None), (*[None] * 5, "Асанов Ерлан", "Ёлкина Анна"), *ALL),
    merged=("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:E2", "F1:G1"),
)
one_sheet(
    "two rows of headings without merged cells",
    (
        ("Район", "УИК", "Число избирателей", "Бюллетени", None, "Голоса", None),
        (None, None, "в списке", "выдано", "в переносных ящиках", "Асанов Ерлан", "Ёлкина Анна"),
        *ALL,
    ),
)
one_sheet(
    "three rows of headings: group, text, number of the line",
    (
        ("Район", "УИК", "Избиратели", "Бюллетени", None, "Голоса", None),
        (None, None, *FULL[2:]),
        (None, None, "1", "2", "3а", "4", "5"),
        *ALL,
    ),
    Wants(skipped=("numbering",)),
    merged=("A1:A3", "B1:B3", "D1:E1", "F1:G1"),
)
one_sheet("a row that numbers the columns below the headings", (HEADING, tuple(range(1, 8)), *ALL), Wants(skipped=("numbering",)))
one_sheet("headings repeated at each page", (HEADING, *NORTH, HEADING, *ALL[3:]), Wants(skipped=("heading",)))
one_sheet(
    "headings with line breaks",
    (("Район", "№\nУИК", "Число избирателей\nв списке", "Выдано\nбюллетеней, всего", "3а", *HEADING[5:]), *ALL),
)
one_sheet(
    "headings in Kazakh",
    (
        (
            "Аудан",
            "Учаске нөмірі",
            "Тізімдегі сайлаушылар саны",
            "Берілген бюллетеньдер саны",
            "Тасымалданатын жәшіктерде",
            *HEADING[5:],
        ),
        *ALL,
    ),
)
one_sheet(
    "headings in English",
    (("District", "Polling station", "voters on the list", "ballots issued", "in mobile boxes", *HEADING[5:]), *ALL),
)
one_sheet(
    "headings with number and text",
    (
        (
            "Район",
            "УИК",
            "1. Число избирателей в списке",
            "2. Число выданных бюллетеней",
            "3а. В переносных ящиках",
            "4. Асанов Ерлан",
            "5. Ёлкина Анна",
        ),
        *ALL,
    ),
)
one_sheet("headings with the word for a line", (("Район", "УИК", "Строка 1", "стр. 2", "строка 3а", "Строка 4", "Строка 5"), *ALL))
one_sheet("headings in capitals with spaces at both ends", (tuple(f"  {text.upper()} " for text in FULL), *ALL))
one_sheet(
    "the table begins in the third column and the fifth row", (*[("", " ")] * 4, *[(None, None, *row) for row in (HEADING, *ALL)])
)
one_sheet("columns in another order", [(row[6], row[1], row[4], row[2], row[0], row[5], row[3]) for row in (HEADING, *ALL)])
one_sheet("empty columns between", [(row[0], None, row[1], None, *row[2:]) for row in (HEADING, *ALL)])
one_sheet("a running number in front", [("№ п/п", *HEADING), *((place, *row) for place, row in enumerate(ALL, start=1))])
one_sheet("shares beside the counts", [(*HEADING, "Явка, %", "Доля, %"), *((*row, 0.6, "61,5 %") for row in ALL)])
one_sheet(
    "remarks and days beside the counts",
    [(*HEADING, "Примечание", "Дата"), *((*row, "принято", datetime.date(2026, 4, 3)) for row in ALL)],
)
one_sheet(
    "voters through the day beside the counts", [(*HEADING, "10:00", "12:00", "на 14:00"), *((*row, 20, 30, 40) for row in ALL)]
)
one_sheet("a column of checks by the office itself", [(*HEADING, "Контроль", "Разница"), *((*row, 0, 0) for row in ALL)])
one_sheet(
    "phones of the chair in the same table", [(*HEADING, "Телефон председателя"), *((*row, "8 701 555 01 23") for row in ALL)]
)
one_sheet(
    "the optional line is not there",
    without((HEADING, *ALL), 4),
    Wants(totals={"1": 400, "2": 224, "3а": 0, "Асанов Ерлан": 149, "Ёлкина Анна": 72}),
)
one_sheet(
    "official texts shortened",
    (("Район", "УИК", "Избирателей в списке", "Выдано бюллетеней", "В перен. ящиках", *HEADING[5:]), *ALL),
)

one_sheet(
    "no district, the number is not enough",
    without((HEADING, *ALL), 0),
    Wants(
        taken=3,
        totals={"1": 250, "2": 143, "3а": 5, "Асанов Ерлан": 90, "Ёлкина Анна": 51},
        refused=(("A4", "ambiguous_station"), ("A5", "ambiguous_station")),
    ),
)
one_sheet(
    "two columns for one line",
    [(*HEADING, "Число избирателей в списке"), *((*row, row[2]) for row in ALL)],
    Wants(refusal="import_columns_twice", params={"column": "C", "other": "H", "target": "line:1"}),
)
one_sheet(
    "an obligatory line is not there",
    without((HEADING, *ALL), 3),
    Wants(refusal="import_columns_missing", params={"columns": ["line:2"]}),
)
one_sheet(
    "a candidate is not there",
    without((HEADING, *ALL), 6),
    Wants(refusal="import_columns_missing", params={"columns": ["choice:Ёлкина Анна"]}),
)
one_sheet(
    "a candidate nobody knows",
    [(*HEADING, "Смирнов Пётр"), *((*row, 2) for row in ALL)],
    Wants(refusal="import_choice_unknown", params={"heading": "Смирнов Пётр", "why": "unknown"}),
)
one_sheet(
    "a candidate misspelt",
    [(*HEADING[:6], "Ёлкина Ана"), *ALL],
    Wants(refusal="import_choice_unknown", params={"heading": "Ёлкина Ана", "nearest": "Ёлкина Анна"}),
)
one_sheet(
    "a candidate with a Latin letter",
    [(*HEADING[:5], "Acaнов Ерлан", "Ёлкина Анна"), *ALL],
    Wants(refusal="import_choice_unknown", params={"nearest": "Асанов Ерлан", "why": "look_alike"}),
)
one_sheet("no headings at all", ALL, Wants(refusal="import_heading_missing"))
one_sheet("headings and nothing below", (HEADING,), Wants(refusal="import_no_rows"))
one_sheet(
    "a list of something else",
    (("Товар", "Цена", "Количество"), ("Мел", 10, 20), ("Доска", 500, 1)),
    Wants(refusal="import_heading_missing"),
)
one_sheet(
    "a mapping by hand for headings of one's own",
    (("Район", "УИК", "альфа", "бета", "гамма", *HEADING[5:]), *ALL),
    mapping={"альфа": "1", "бета": "line:issued", "[E]": "3а"},
)
one_sheet("rows of headings said by the person", (("Район", "УИК", "1", "2", "3а", "x", "y"), HEADING, *ALL), heading_rows=(2, 1))
one_sheet("a column left out by hand", [(*HEADING, "Смирнов Пётр"), *((*row, 2) for row in ALL)], mapping={"Смирнов Пётр": ""})
one_sheet(
    "a district merged over its stations",
    (HEADING, N1, changed(ALL[1], 0, None), changed(ALL[2], 0, None), S12, changed(ALL[4], 0, None)),
    merged=("A2:A4", "A5:A6"),
)
one_sheet(
    "a district in a row of its own",
    [HEADING[1:], ("Север район",), *without(NORTH, 0), ("Юг район",), *without(ALL[3:], 0)],
    Wants(skipped=("note", "note")),
)
one_sheet(
    "totals in the row of the headings' units",
    (HEADING, (None, None, "чел.", "шт.", "шт.", "голосов", "голосов"), *ALL),
    Wants(skipped=("note",)),
)


@workbook("one sheet a district", Wants())
def _(book: Workbook) -> None:
    filled(book, "Север", without((HEADING, *NORTH), 0))
    filled(book, "Юг", without((HEADING, *ALL[3:]), 0))


@workbook(
    "one sheet a district, a title sheet, notes and a summary",
    Wants(left_out={"Титул": "no_heading", "Свод": "other_shape", "Примечания": "no_heading", "Пусто": "empty_sheet"}),
)
def _(book: Workbook) -> None:
    filled(book, "Титул", (("Итоги голосования",), ("Область",)))
    filled(
        book,
        "Свод",
        (("Район", "1", "2", "3а", "Асанов Ерлан", "Ёлкина Анна"), ("Север", 260, 151, 6, 90, 58), ("Юг", 140, 73, 2, 59, 14)),
    )
    filled(book, "Север", without((HEADING, *NORTH), 0))
    filled(book, "Юг", without((HEADING, *ALL[3:]), 0))
    filled(book, "Примечания", (("Принято по телефону",),))
    book.create_sheet("Пусто")


@workbook("district sheets with totals of their own", Wants(skipped=("total", "total"), controls=(True, True)))
def _(book: Workbook) -> None:
    for name, rows in (("Север р-н", NORTH), ("Юг р-н", ALL[3:])):
        own = without(rows, 0)
        filled(book, name, (("Район: " + name,), HEADING[1:], *own, sums(own, start=1)))


@workbook("district sheets with their columns in another order", Wants())
def _(book: Workbook) -> None:
    filled(book, "Север", without((HEADING, *NORTH), 0))
    filled(book, "Юг", [(row[6], row[1], *row[2:6]) for row in (HEADING, *ALL[3:])])


@workbook("sheets that name no district beside a column that does", Wants())
def _(book: Workbook) -> None:
    filled(book, "Лист1", (HEADING, *NORTH))
    filled(book, "Лист2", (HEADING, *ALL[3:]))


@workbook("an older table on a hidden sheet", Wants(left_out={"Старое": "hidden_sheet"}))
def _(book: Workbook) -> None:
    filled(book, "Данные", (HEADING, *ALL))
    filled(book, "Старое", (HEADING, *(changed(row, 2, 999) for row in ALL))).sheet_state = "hidden"


@workbook("a sheet chosen by name", Wants(left_out={"Старое": "not_chosen"}), sheets=("Данные",))
def _(book: Workbook) -> None:
    filled(book, "Данные", (HEADING, *ALL))
    filled(book, "Старое", (HEADING, *(changed(row, 2, 999) for row in ALL)))


@workbook(
    "one district's sheet lacks a line",
    Wants(refusal="import_columns_missing", params={"file": "list.xlsx [Юг]", "columns": ["line:2"]}),
)
def _(book: Workbook) -> None:
    filled(book, "Север", without((HEADING, *NORTH), 0))
    filled(book, "Юг", without((HEADING, *ALL[3:]), 0, 3))


@workbook(
    "a sheet that is not there",
    Wants(refusal="import_sheet_unknown", params={"sheet": "Запад", "known": ["Данные"]}),
    sheets=("Запад",),
)
def _(book: Workbook) -> None:
    filled(book, "Данные", (HEADING, *ALL))


@workbook("every table is hidden", Wants(refusal="import_sheets_hidden", params={"hidden": ["Данные"]}))
def _(book: Workbook) -> None:
    filled(book, "Титул", (("Итоги голосования",),))
    filled(book, "Данные", (HEADING, *ALL)).sheet_state = "hidden"


@workbook("every table is hidden and asked for", Wants(left_out={"Титул": "no_heading"}), include_hidden=frozenset({"sheets"}))
def _(book: Workbook) -> None:
    filled(book, "Титул", (("Итоги голосования",),))
    filled(book, "Данные", (HEADING, *ALL)).sheet_state = "hidden"
