"""An empty workbook for one kind of import: the right headings, cells that say no to what cannot be right, one row as an example."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import msgspec
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

import electdesk
from electdesk.columns import ContestColumns
from electdesk.domain.errors import ClerkError
from electdesk.domain.figures import LARGEST_COUNT
from electdesk.domain.records.names import in_language
from electdesk.i18n import Catalogue, catalogue, language_of
from electdesk.i18n.export_words import NO, YES, template_text, template_title
from electdesk.services.imports.kinds import IMPORTS, ImportColumn, ImportKind
from electdesk.services.interchange.own import EXAMPLES, Own, OwnSheet
from electdesk.services.region import Region
from electdesk.workbooks.writing import styles as look
from electdesk.workbooks.writing.own_sheet import add_own
from electdesk.workbooks.writing.placing import new_file
from electdesk.workbooks.writing.sheet_names import SheetNames

LISTS_SHEET: Final = "_lists"
ROWS: Final = 5000
"""Rows that have the checks of their column; more can be filled."""
NO_NUMBER: Final = "/"
_HEAD: Final = 5
_OBLIGATORY_FILL: Final = "FFC9DAEE"
_WIDTHS: Final = {
    "text": 26,
    "count": 14,
    "decimal": 12,
    "date": 13,
    "time": 10,
    "moment": 17,
    "yesno": 10,
    "option": 20,
    "station": 12,
    "area": 24,
}
_FORMATS: Final = {"count": "#,##0", "decimal": "0.##", "date": "dd.mm.yyyy", "time": "hh:mm", "moment": "dd.mm.yyyy hh:mm"}
"""Cells of all other columns are text: 012 stays 012, and nothing that is typed runs as a formula."""
_LONGEST_LIST: Final = 250
"""Characters of a list that stands in the check itself."""


class _Template(msgspec.Struct, frozen=True):
    """One kind in one language, with the districts to choose from."""

    kind: ImportKind
    columns: tuple[ImportColumn, ...]
    language: str
    cat: Catalogue
    districts: tuple[str, ...]
    day: str


def kind_of_template(name: str) -> ImportKind:
    """The kind by its name. Raises ClerkError("template_kind_unknown")."""
    if name not in IMPORTS:
        raise ClerkError("template_kind_unknown", kind=name, known=list(IMPORTS))
    return IMPORTS[name]


def write_template(
    target: Path, kind: str, region: Region, contest: ContestColumns | None, language: str, *, force: bool = False
) -> None:
    """Write the template of a kind. Raises ClerkError: template_kind_unknown, no_contest, and as ``placing.new_file`` does."""
    declared = kind_of_template(kind)
    if declared.needs_contest and contest is None:
        raise ClerkError("no_contest")
    register = region.columns.register
    districts = [
        in_language(register.areas[area].name, language) for area in register.area_ids if register.areas[area].kind != "region"
    ]
    template = _Template(
        declared,
        declared.columns_of(region.columns, contest),
        language,
        catalogue(language_of(language)),
        tuple(name for name in districts if name),
        region.columns.set_up.day,
    )
    with new_file(target, force=force) as part:
        _made(template, region.store.region_id, contest).save(part)


def _made(template: _Template, region: str, contest: ContestColumns | None) -> Workbook:
    book = Workbook()
    for first in list(book.worksheets):
        book.remove(first)
    book.properties.creator = f"ElectDesk {electdesk.__version__}"
    title = template_title(template.kind.name, template.cat)
    sheet: Worksheet = book.create_sheet(SheetNames().take(title))
    headings = [in_language(column.heading, template.language) for column in template.columns]
    of = in_language(contest.contest.title, template.language) if contest is not None and template.kind.needs_contest else ""
    _write_head(sheet, template, f"{title}: {of}" if of else title, headings)
    lists = _Lists(book)
    for place, column in enumerate(template.columns, start=1):
        _prepare_column(sheet, place, column, template, lists)
    _protect(sheet, len(headings))
    targets = {" ".join(heading.split()): column.target for heading, column in zip(headings, template.columns, strict=True)}
    record = contest.record if contest is not None and template.kind.needs_contest else ""
    add_own(book, Own("template", region, NO_NUMBER, (OwnSheet(sheet.title, template.kind.name, record, _HEAD, targets),)))
    lists.hide()
    return book


def _write_head(sheet: Worksheet, template: _Template, title: str, headings: Sequence[str]) -> None:
    sheet.cell(1, 1, title).font = look.TITLE_FONT
    has_figures = any(column.target.startswith("line:") for column in template.columns)
    for row, code in ((2, "template_fill"), (3, "template_marks" if has_figures else "template_example")):
        sheet.cell(row, 1, template_text(code, template.cat)).font = look.NOTE_FONT
    widths = [
        max(_WIDTHS[column.type], *(len(word) + 2 for word in heading.split() or [""]))
        for column, heading in zip(template.columns, headings, strict=True)
    ]
    for place, (column, heading) in enumerate(zip(template.columns, headings, strict=True), start=1):
        cell = sheet.cell(_HEAD, place, heading)
        cell.data_type = "s"
        cell.font, cell.border, cell.alignment = look.HEAD_FONT, look.HEAD_BORDER, look.HEAD_ALIGNED
        cell.fill = PatternFill("solid", fgColor=_OBLIGATORY_FILL if column.obligatory or column.filled else look.HEAD_FILL)
        example = sheet.cell(_HEAD + 1, place, _example(column, template, first=place == 1))
        example.font = Font(name="Calibri", size=11, italic=True, color=look.GREY)
        example.alignment = Alignment(horizontal="left")
        sheet.column_dimensions[get_column_letter(place)].width = min(widths[place - 1], 40)
    lines = max(-(-len(heading) // min(width, 40)) + heading.count("\n") for heading, width in zip(headings, widths, strict=True))
    sheet.row_dimensions[_HEAD].height = min(200, 15 * (lines + 1))
    sheet.freeze_panes = f"B{_HEAD + 1}"
    sheet.print_title_rows = f"{_HEAD}:{_HEAD}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = max(1, round(sum(widths) / 160)), 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _example(column: ImportColumn, template: _Template, *, first: bool) -> str:
    """What the example row says: never imported, because its first cell says that it is one."""
    if first:
        return EXAMPLES[("ru", "kk", "en").index(template.language)]
    if column.type == "area":
        return template.districts[0] if template.districts else column.example
    if column.example:
        return column.example
    if column.type == "option" and column.options:
        return in_language(column.options[0].label, template.language)
    return {
        "count": "100",
        "decimal": "12.5",
        "date": template.day or "2026-04-03",
        "time": "08:00",
        "moment": f"{template.day or '2026-04-03'} 08:00",
        "yesno": template.cat.tr(YES),  # i18n: dynamic
        "station": "12",
    }.get(column.type, "")


class _Lists:
    """Lists that are too long for a check itself, in a hidden sheet of their own."""

    def __init__(self, book: Workbook) -> None:
        self._sheet: Worksheet = book.create_sheet(LISTS_SHEET)
        self._count = 0

    def formula(self, words: Sequence[str]) -> str:
        """The source of a list check."""
        listed = ",".join(words)
        if len(listed) < _LONGEST_LIST and not any("," in word or '"' in word for word in words):
            return f'"{listed}"'
        self._count += 1
        for row, word in enumerate(words, start=1):
            cell = self._sheet.cell(row, self._count, word)
            cell.data_type = "s"
        letter = get_column_letter(self._count)
        return f"{quote_sheetname(LISTS_SHEET)}!${letter}$1:${letter}${len(words)}"

    def hide(self) -> None:
        """Hide the sheet; without a list there is none."""
        if self._count:
            self._sheet.sheet_state = "hidden"
        else:
            book = self._sheet.parent
            assert book is not None
            book.remove(self._sheet)


def _prepare_column(sheet: Worksheet, place: int, column: ImportColumn, template: _Template, lists: _Lists) -> None:
    letter = get_column_letter(place)
    sheet.column_dimensions[letter].protection = Protection(locked=False)
    sheet.column_dimensions[letter].number_format = _FORMATS.get(column.type, "@")
    first = _HEAD + 2
    check = _check(column, template, lists, f"{letter}{first}")
    if check is None:
        return
    rule, code = check
    made: Any = DataValidation(allow_blank=True, showErrorMessage=True, errorStyle="stop", **rule)
    made.error = template_text(code, template.cat)
    made.errorTitle = "ElectDesk"
    made.add(f"{letter}{first}:{letter}{first + ROWS - 1}")
    sheet.add_data_validation(made)


def _check(column: ImportColumn, template: _Template, lists: _Lists, cell: str) -> tuple[dict[str, Any], str] | None:
    """The rule of a column as openpyxl takes it, and the code of what is said to whoever breaks it."""
    if column.type == "count" and column.target.startswith(("line:", "choice:")):
        rule = f'OR(AND(ISNUMBER({cell}),{cell}>=0,{cell}=INT({cell}),{cell}<={LARGEST_COUNT}),{cell}="{NO_NUMBER}")'
        return {"type": "custom", "formula1": rule}, "wrong_figure"
    if column.type == "count":
        return {"type": "whole", "operator": "between", "formula1": "0", "formula2": str(LARGEST_COUNT)}, "wrong_count"
    if column.type == "decimal":
        return {"type": "decimal", "operator": "greaterThanOrEqual", "formula1": "0"}, "wrong_decimal"
    if column.type in ("date", "moment"):
        return {"type": "date", "operator": "greaterThan", "formula1": "36526"}, "wrong_date"
    if column.type == "time":
        return {"type": "time", "operator": "between", "formula1": "0", "formula2": "0.999988425925926"}, "wrong_time"
    if column.type == "yesno":
        words = [template.cat.tr(YES), template.cat.tr(NO)]  # i18n: dynamic
        return {"type": "list", "formula1": lists.formula(words)}, "wrong_choice"
    if column.type == "option" and column.options:
        words = [in_language(option.label, template.language) for option in column.options]
        return {"type": "list", "formula1": lists.formula(words)}, "wrong_choice"
    if column.type == "area" and template.districts and template.kind.name != "stations":
        return {"type": "list", "formula1": lists.formula(template.districts)}, "wrong_choice"
    return None


def _protect(sheet: Worksheet, width: int) -> None:
    """The head cannot be changed by mistake; everything below it can. Without a password: whoever means it takes the protection away."""
    for row in range(1, _HEAD + 2):
        for place in range(1, width + 1):
            sheet.cell(row, place).protection = Protection(locked=True)
    sheet.protection.sheet = True
    for allowed in ("formatCells", "formatColumns", "formatRows", "insertRows", "deleteRows", "sort", "autoFilter"):
        # The attribute says what is forbidden.
        setattr(sheet.protection, allowed, False)
