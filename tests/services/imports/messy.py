"""Lists as offices really keep them, each made by a few lines: what stands in the file, and what has to come of it."""

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Row = tuple[Any, ...]

HEADING: Row = ("Район", "УИК", "1", "2", "3а", "Асанов Ерлан", "Ёлкина Анна")
N1: Row = ("Север", 1, 100, 60, 5, 40, 18)
N2: Row = ("Север", 2, 90, 50, 0, 30, 20)
N12: Row = ("Север", 12, 70, 41, 1, 20, 20)
S12: Row = ("Юг", 12, 80, 40, 2, 39, 1)
S20: Row = ("Юг", 20, 60, 33, 0, 20, 13)
NORTH, SOUTH = (N1, N2, N12), (S12, S20)
ALL = (*NORTH, *SOUTH)
TOTALS = {"1": 400, "2": 224, "3а": 8, "Асанов Ерлан": 149, "Ёлкина Анна": 72}
"""What the five rows add up to, column by column, re-added by hand."""


class Wants(msgspec.Struct, kw_only=True):
    """What has to come of a file: the sums of what is taken and how many stations; the cells that are named; or the refusal's code."""

    totals: dict[str, int] | None = None
    """None: of all five rows."""
    taken: int = 5
    refused: tuple[tuple[str, str], ...] = ()
    """(cell, reason)."""
    skipped: tuple[str, ...] = ()
    left_out: dict[str, str] = {}
    """Sheet → reason."""
    repaired: int = 0
    controls: tuple[bool, ...] = ()
    """Of each row of totals whether it is the sum of its rows."""
    refusal: str = ""
    params: dict[str, Any] = {}


class Case(msgspec.Struct, kw_only=True):
    """One file: its name says what is messy about it."""

    name: str
    make: Callable[[Path], Path]
    wants: Wants
    options: dict[str, Any] = {}


CASES: list[Case] = []


def workbook(name: str, wants: Wants | None = None, **options: Any) -> Callable[[Callable[[Workbook], None]], None]:
    """A case whose file is a workbook; the function fills it."""

    def take(fill: Callable[[Workbook], None]) -> None:
        def make(folder: Path) -> Path:
            book = Workbook()
            fill(book)
            path = folder / "list.xlsx"
            book.save(path)
            return path

        CASES.append(Case(name=name, make=make, wants=wants or Wants(), options=options))

    return take


def one_sheet(
    name: str,
    rows: Sequence[Sequence[Any]],
    wants: Wants | None = None,
    *,
    merged: Sequence[str] = (),
    touch: Callable[[Worksheet], None] | None = None,
    **options: Any,
) -> None:
    """A case of one sheet with these rows; ``None`` leaves a cell empty."""

    @workbook(name, wants, **options)
    def _(book: Workbook) -> None:
        sheet = filled(book, "Лист1", rows)
        for cells in merged:
            sheet.merge_cells(cells)
        if touch is not None:
            touch(sheet)


def filled(book: Workbook, name: str, rows: Sequence[Sequence[Any]]) -> Worksheet:
    """A sheet with these rows; the workbook's first, empty one is used up before others are added."""
    first = book.active
    unused = first is not None and first.title == "Sheet"
    sheet = first if unused and isinstance(first, Worksheet) else book.create_sheet(name)
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    return sheet


def text_table(name: str, content: str, wants: Wants | None = None, encoding: str = "utf-8", **options: Any) -> None:
    """A case whose file is a text table."""

    def make(folder: Path) -> Path:
        path = folder / "list.csv"
        path.write_bytes(content.encode(encoding))
        return path

    CASES.append(Case(name=name, make=make, wants=wants or Wants(), options=options))


def as_text(rows: Sequence[Sequence[Any]], separator: str = ";") -> str:
    """Rows as a text table."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def without(rows: Sequence[Row], *columns: int) -> list[Row]:
    """The rows without these columns."""
    return [tuple(cell for place, cell in enumerate(row) if place not in columns) for row in rows]


def changed(row: Row, place: int, value: Any) -> Row:
    """The row with another value in one column (from 0)."""
    return (*row[:place], value, *row[place + 1 :])


def sums(rows: Sequence[Row], word: str = "Итого", start: int = 2) -> Row:
    """A row of totals of these rows."""
    width = len(rows[0])
    return (word, *([None] * (start - 1)), *(sum(int(row[column] or 0) for row in rows) for column in range(start, width)))


def less(row: Row) -> dict[str, int]:
    """The totals without one of the five rows."""
    return {name: total - int(row[place]) for place, (name, total) in enumerate(TOTALS.items(), start=2)}
