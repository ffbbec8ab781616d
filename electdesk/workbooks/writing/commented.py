"""A copy of an imported file for whoever mends it: each bad cell coloured, with what is wrong beside it, and a list of all in front."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec
from openpyxl import load_workbook
from openpyxl.cell import Cell as BookCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.utils.cell import coordinate_from_string
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from electdesk.i18n import catalogue, language_of
from electdesk.i18n.export_words import commented_text
from electdesk.services.imports.book import Book
from electdesk.services.imports.plan import Cell
from electdesk.services.interchange.guard import runs
from electdesk.services.interchange.own import Own, OwnSheet
from electdesk.workbooks.writing import styles as look
from electdesk.workbooks.writing.own_sheet import add_own
from electdesk.workbooks.writing.placing import Stopped, new_file
from electdesk.workbooks.writing.sheet_names import SheetNames

OnStep = Callable[[int, int], bool]
BAD_FILL: Final = "FFFFD8A8"
MOST_CELLS: Final = 400_000
"""A file with more filled cells is not copied as a whole: only its headings and the rows with bad cells, which is what is mended."""
MOST_COMMENTS: Final = 10_000
_KEPT_FORMATS: Final = frozenset({"xlsx", "xlsm"})
_HEADING_ROWS: Final = 20
"""Rows from the top that stay where only the bad rows are copied: titles and headings stand there."""
_WIDTHS: Final = (24, 9, 34, 22, 80)
_AUTHOR: Final = "ElectDesk"


class Commented(msgspec.Struct, frozen=True):
    """What came of it. ``whole``: all rows of the file stand in the copy; ``kept``: formats, formulas and widths are those of the file."""

    whole: bool
    kept: bool


def write_commented(
    book: Book,
    source: Path,
    target: Path,
    cells: Sequence[Cell],
    texts: Callable[[Cell], str],
    language: str,
    *,
    force: bool = False,
    on_step: OnStep = lambda made, of: True,
) -> Commented | None:
    """Write the copy of ``source``, which was read as ``book``; None where ``on_step`` asked to stop, and then nothing is left.

    ``texts`` says what is wrong with a cell and what to do. XLSX and XLSM stay as they are (macros go); what cannot be opened so, and every
    other format, becomes a plain XLSX with the same texts in the same cells. Raises ClerkError as ``placing.new_file`` does.
    """

    def told(made: int) -> None:
        if not on_step(made, 4):
            raise Stopped

    try:
        with new_file(target, force=force) as part:
            told(0)
            whole = sum(len(row) for sheet in book.sheets for row in sheet.rows) <= MOST_CELLS
            opened = _opened(source) if whole and book.format in _KEPT_FORMATS else None
            told(1)
            made = opened if opened is not None else _plain(book, cells, whole=whole)
            told(2)
            named = [(cell, texts(cell)) for cell in cells]
            _mark(made, named)
            _write_list(made, book, named, language, whole=whole)
            told(3)
            made.save(part)
            told(4)
    except Stopped:
        return None
    return Commented(whole, opened is not None)


def _opened(source: Path) -> Workbook | None:
    """The file as openpyxl has it, None where it cannot open what our own reader could read."""
    try:
        return load_workbook(source, keep_links=False)
    except Exception:  # noqa: BLE001 - whatever a strange file does to the library: the copy is then made from what was read
        return None


def _plain(book: Book, cells: Sequence[Cell], *, whole: bool) -> Workbook:
    made = Workbook()
    for first in list(made.worksheets):
        made.remove(first)
    names = SheetNames()
    bad = {(cell.sheet, cell.row) for cell in cells}
    for sheet in book.sheets:
        copy: Worksheet = made.create_sheet(names.take(sheet.name))
        for row, number in zip(sheet.rows, sheet.row_numbers, strict=True):
            if whole or number <= _HEADING_ROWS or (sheet.name, number) in bad:
                for place, text in enumerate(row, start=1):
                    if text:
                        _put(copy.cell(number, place), text)
        if sheet.hidden:
            copy.sheet_state = "hidden"
    return made


def _put(cell: object, text: str) -> None:
    """A text as the number that it is, or as text that never runs."""
    assert isinstance(cell, BookCell)
    if text.isascii() and text.isdecimal() and len(text) < 16 and (text == "0" or text[0] != "0"):
        cell.value = int(text)
        return
    bare = text.removeprefix("'")
    cell.value = bare
    cell.data_type = "s"
    cell.quotePrefix = text.startswith("'") or runs(bare)


def _mark(made: Workbook, cells: Sequence[tuple[Cell, str]]) -> None:
    fill = PatternFill("solid", fgColor=BAD_FILL)
    said: dict[tuple[str, str], list[str]] = {}
    for cell, text in cells:
        said.setdefault((cell.sheet, cell.cell), []).append(text)
    for place, ((name, where), texts) in enumerate(said.items()):
        sheet = _sheet(made, name)
        if sheet is None:
            continue
        found = _top_left(sheet, where)
        found.fill = fill
        if place >= MOST_COMMENTS:
            continue
        before = f"{found.comment.text}\n" if found.comment is not None else ""
        comment = Comment(before + "\n".join(texts), _AUTHOR)
        comment.width, comment.height = 320, 90 + 18 * len(texts)
        found.comment = comment


def _sheet(made: Workbook, name: str) -> Worksheet | None:
    """The sheet of that name; a name that no workbook may have stands there as ``SheetNames`` made it."""
    wanted = name if name in made.sheetnames else SheetNames().take(name)
    found = made[wanted] if wanted in made.sheetnames else None
    return found if isinstance(found, Worksheet) else None


def _top_left(sheet: Worksheet, where: str) -> BookCell:
    """The cell, or the one that holds the value of the merged cells that it lies in."""
    letters, row = coordinate_from_string(where)
    for merged in sheet.merged_cells.ranges:
        if where in merged:
            letters, row = get_column_letter(merged.min_col), merged.min_row
    found = sheet[f"{letters}{row}"]
    assert isinstance(found, BookCell)
    return found


def _write_list(made: Workbook, book: Book, cells: Sequence[tuple[Cell, str]], language: str, *, whole: bool) -> None:
    cat = catalogue(language_of(language))
    names = SheetNames()
    for known in made.sheetnames:
        names.take(known)
    sheet: Worksheet = made.create_sheet(names.take(commented_text("commented_title", cat)), 0)
    lines = [
        (commented_text("commented_title", cat), look.TITLE_FONT),
        (f"{book.file}, {book.modified.replace('T', ' ')[:16]}, SHA-256 {book.sha256[:16]}…", look.NOTE_FONT),
        (commented_text("commented_what", cat), look.NOTE_FONT),
    ]
    if not whole:
        lines.append((commented_text("commented_part", cat), look.WARNING_FONT))
    for row, (text, font) in enumerate(lines, start=1):
        _put(sheet.cell(row, 1), text)
        sheet.cell(row, 1).font = font
    head = len(lines) + 2
    for place, code in enumerate(("sheet", "cell", "column", "value", "rule"), start=1):
        cell = sheet.cell(head, place, commented_text(f"commented_{code}", cat))
        cell.font, cell.fill, cell.border, cell.alignment = look.HEAD_FONT, look.HEAD_PATTERN, look.HEAD_BORDER, look.HEAD_ALIGNED
    for row, values in enumerate(_listed(cells), start=head + 1):
        for place, text in enumerate(values, start=1):
            _put(sheet.cell(row, place), text)
            sheet.cell(row, place).alignment = Alignment(vertical="top", wrap_text=place in (3, 4, 5))
        target = _sheet(made, values[0])
        if target is not None:
            sheet.cell(row, 2).hyperlink = f"#{quote_sheetname(target.title)}!{values[1]}"
            sheet.cell(row, 2).style = "Hyperlink"
    for place, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = f"A{head + 1}"
    sheet.auto_filter.ref = f"A{head}:{get_column_letter(len(_WIDTHS))}{head + max(1, len(cells))}"
    sheet.print_title_rows = f"{head}:{head}"
    sheet.page_setup.orientation = "landscape"
    made.active = 0
    for other in made.worksheets[1:]:
        other.sheet_view.tabSelected = False
    add_own(made, Own("commented", sheets=(OwnSheet(sheet.title),)))


def _listed(cells: Sequence[tuple[Cell, str]]) -> Iterator[tuple[str, str, str, str, str]]:
    for cell, text in cells:
        yield cell.sheet, cell.cell, " ".join(cell.column.split()), cell.value, text
