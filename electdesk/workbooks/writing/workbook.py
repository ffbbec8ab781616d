"""An export as a workbook that people are glad to open: one sheet a table, headings that stay in sight, filters, formats, print layout."""

import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import msgspec
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook import Workbook
from openpyxl.workbook.properties import CalcProperties
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from electdesk.i18n.export_words import YES
from electdesk.services.exports.tables import Column, Export, Table
from electdesk.services.interchange.own import Own, OwnSheet
from electdesk.workbooks.writing import styles as look
from electdesk.workbooks.writing.own_sheet import add_own
from electdesk.workbooks.writing.phrasing import Phrasing, Words
from electdesk.workbooks.writing.placing import Stopped, new_file
from electdesk.workbooks.writing.sheet_names import SheetNames
from electdesk.workbooks.writing.sheet_rows import SheetRows
from electdesk.workbooks.writing.splicing import Spliced, save_spliced
from electdesk.workbooks.writing.styles import Styles

OnStep = Callable[[int, int], bool]
WIDTHS: Final = {"count": 11.0, "yesno": 10.0, "option": 16.0, "share": 11.0, "time": 17.0, "code": 18.0, "text": 24.0}
"""Characters of a column where it does not say itself how wide it is."""
_PAGE: Final = 150.0
"""Characters across a landscape page that is still read without a glass."""
_HEAD_LINE: Final = 13.5
_TALLEST_HEAD: Final = 190.0
_WIDEST_WORD: Final = 18.0
_WRAPS_FROM: Final = 34
"""A text column this wide or wider breaks its lines."""
_CALCULATED: Final = 191029
"""The engine that our values count as calculated by; an older number makes Excel recalculate and ask whether to save."""


class _Laid(msgspec.Struct, frozen=True):
    """A table with its place: sheet name, row of the headings, first row of data."""

    table: Table
    words: Words
    sheet: str
    head: int
    first: int


def write_workbook(
    export: Export, target: Path, *, force: bool = False, on_step: OnStep = lambda made, of: True, purpose: str = "workbook"
) -> bool:
    """Write the export; False where ``on_step`` asked to stop, and then nothing is left. Raises ClerkError as ``placing.new_file``."""
    phrasing = Phrasing(export, export.language)
    rows = sum(len(table.rows) for table in export.tables)
    told = 0

    def on_rows(count: int) -> None:
        nonlocal told
        told += count
        if not on_step(told, rows):
            raise Stopped

    try:
        with new_file(target, force=force) as part:
            on_rows(0)
            book, parts = _lay_out(export, phrasing, purpose)
            save_spliced(book, parts, part, on_rows)
    except Stopped:
        return False
    return True


def _lay_out(export: Export, phrasing: Phrasing, purpose: str) -> tuple[Workbook, dict[str, Spliced]]:
    book = Workbook()
    for first in list(book.worksheets):
        book.remove(first)
    book.calculation = CalcProperties(calcId=_CALCULATED, fullCalcOnLoad=False)
    book.properties.creator = f"ElectDesk {export.version}"
    # Not the computer's own clock: the same export gives the same file.
    book.properties.created = book.properties.modified = export.made_at
    names = SheetNames()
    laid: list[_Laid] = []
    for table in export.tables:
        words = phrasing.words(table)
        head = len(words.notes) + 3 if table.headed else len(words.notes) + 2
        laid.append(_Laid(table, words, names.take(words.sheet), head, head + int(table.headed)))
    sheets = [_make_sheet(book, each, export) for each in laid]
    _make_own(book, export, laid, purpose)
    styles = Styles(book)
    by_id = {each.table.id: each for each in laid}
    yes = phrasing.cat.tr(YES)  # i18n: dynamic
    parts: dict[str, Spliced] = {}
    for each, sheet in zip(laid, sheets, strict=True):
        parts[sheet.title] = _rows_of(each, by_id, phrasing, styles, export.no_number, yes)
    styles.done()
    book.active = 0
    return book, parts


def _rows_of(laid: _Laid, by_id: dict[str, _Laid], phrasing: Phrasing, styles: Styles, no_number: str, yes: str) -> Spliced:
    table = laid.table

    def refer(of: str, column: str, first: int, count: int) -> str:
        source = by_id[of] if of else laid
        letter = get_column_letter(1 + next(place for place, each in enumerate(source.table.columns) if each.id == column))
        top = source.first + first
        cells = f"{letter}{top}:{letter}{top + count - 1}"
        return f"{quote_sheetname(source.sheet)}!{cells}" if of else cells

    texts = [place for place, column in enumerate(table.columns) if column.type == "text"]
    numbers = frozenset(place for place in texts if table.columns[place].word == "station_number" and _all_whole(table, place))
    wrapped = {place: table.columns[place].width for place in texts if table.columns[place].width >= _WRAPS_FROM}
    total_at = len(table.rows) - 1 if table.total else -1
    # The writer asks for its formats now, before the workbook is packed; the rows come while it is.
    writer = SheetRows(table.columns, styles, laid.first, no_number, refer, yes, total_at, numbers=numbers, wrapped=wrapped)
    width, last = get_column_letter(len(table.columns)), laid.first + max(0, len(table.rows) - 1)
    like = [place for place in texts if table.columns[place].word == "station_number" and place not in numbers]
    letters = [get_column_letter(place + 1) for place in like]
    return Spliced(
        rows=writer.parts(phrasing.rows(table)),
        extent=f"A1:{width}{last}",
        texts_like_numbers=" ".join(f"{letter}{laid.first}:{letter}{last}" for letter in letters),
    )


def _all_whole(table: Table, place: int) -> bool:
    """Whether every cell of a column is a whole number that loses nothing as one: 12, but not 012 and not 12а."""
    return all(
        isinstance(text := row[place], str)
        and text.isascii()
        and text.isdecimal()
        and len(text) < 10
        and (text == "0" or text[0] != "0")
        for row in table.rows
    )


def _make_sheet(book: Workbook, laid: _Laid, export: Export) -> Worksheet:
    table, words = laid.table, laid.words
    sheet: Worksheet = book.create_sheet(laid.sheet)
    sheet.cell(1, 1, words.title).font = look.TITLE_FONT
    for row, note in enumerate(words.notes, start=2):
        cell = sheet.cell(row, 1, note)
        cell.font = look.WARNING_FONT if row == 2 and export.is_test else look.NOTE_FONT
    widths = _widths(table.columns, words.headings)
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width + 1.5
    last_column, last_row = get_column_letter(len(widths)), laid.first + max(0, len(table.rows) - 1)
    if table.headed:
        for place, heading in enumerate(words.headings, start=1):
            cell = sheet.cell(laid.head, place, heading)
            cell.data_type = "s"
            cell.font, cell.fill, cell.border, cell.alignment = (
                look.HEAD_FONT,
                look.HEAD_PATTERN,
                look.HEAD_BORDER,
                look.HEAD_ALIGNED,
            )
        sheet.row_dimensions[laid.head].height = _head_height(words.headings, widths)
        sheet.freeze_panes = f"{get_column_letter(table.frozen + 1)}{laid.first}"
        end = last_row - 1 if table.total and last_row > laid.first else last_row
        sheet.auto_filter.ref = f"A{laid.head}:{last_column}{end}"
        sheet.print_title_rows = f"{laid.head}:{laid.head}"
    sheet.print_area = f"A1:{last_column}{last_row}"
    _set_page(sheet, widths, table, words, export)
    return sheet


def _widths(columns: Sequence[Column], headings: Sequence[str]) -> list[float]:
    """Characters of each column: what it says itself, else what its type asks, and no narrower than the longest word of its heading."""
    return [
        column.width or min(_WIDEST_WORD, max(WIDTHS[column.type], *(len(word) * 0.95 + 1 for word in heading.split() or [""])))
        for column, heading in zip(columns, headings, strict=True)
    ]


def _head_height(headings: Sequence[str], widths: Sequence[float]) -> float:
    """Points for the tallest heading, broken at the column's width."""
    lines = max(
        sum(max(1, math.ceil(len(line) * 1.08 / width)) for line in heading.split("\n"))
        for heading, width in zip(headings, widths, strict=True)
    )
    return min(_TALLEST_HEAD, lines * _HEAD_LINE + 4)


def _set_page(sheet: Worksheet, widths: Sequence[float], table: Table, words: Words, export: Export) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth = max(1, round(sum(widths) / _PAGE))
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if sheet.page_setup.fitToWidth > 1 and table.headed:
        sheet.print_title_cols = f"A:{get_column_letter(table.frozen)}"
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom = 0.5, 0.6
    mark = f"{words.notes[0]}  " if export.is_test and words.notes else ""
    footer = sheet.oddFooter
    assert footer is not None
    assert footer.left is not None
    assert footer.right is not None
    footer.left.text, footer.right.text = _footer(f"{mark}{words.title}"), "&P / &N"
    footer.left.size = footer.right.size = 9


def _footer(text: str) -> str:
    """A text in a footer, where & begins a code."""
    return text.replace("&", "&&")[:200]


def _make_own(book: Workbook, export: Export, laid: Sequence[_Laid], purpose: str) -> None:
    own = Own(
        purpose,
        export.region,
        export.no_number,
        tuple(
            OwnSheet(each.sheet, each.table.kind, each.table.contest, each.head, _targets(each.table.columns, each.words.headings))
            for each in laid
            if each.table.kind
        ),
    )
    add_own(book, own)


def _targets(columns: Sequence[Column], headings: Sequence[str]) -> dict[str, str]:
    # As readers tidy headings: lines and runs of spaces become one space.
    return {" ".join(heading.split()): column.target for column, heading in zip(columns, headings, strict=True)}
