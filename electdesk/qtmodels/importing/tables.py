"""The tables of the import page: first rows of a sheet, its columns, rows of the dry run, and the list of cells."""

from collections.abc import Callable, Sequence
from typing import Any, Final

import msgspec
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from electdesk.i18n import tr
from electdesk.qtmodels.importing.dry_run import DryRow, DryRun
from electdesk.qtmodels.rows import Column, RowsModel
from electdesk.services.imports import Sheet
from electdesk.services.imports.sheet import column_letters

Index = QModelIndex | QPersistentModelIndex
STATE_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 201
"""The state of a row of the file."""
MARK_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 202
"""Why a cell is marked: heading, hidden, error, changed, conflict, repaired; "" where it is not."""
HEADS_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 203
"""The three lines over a column: its letters, its heading in the file, what it was taken for."""
PREVIEW_ROWS: Final = 50
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def looks_numeric(text: str) -> bool:
    """Whether a text is set at the right, as numbers are."""
    return bool(text) and text[0].isdigit() and len(text) < 16


class SheetPreview(QAbstractTableModel):
    """The first rows of a sheet as they stand in the file, with their own numbers; heading rows and hidden parts are marked."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet: Sheet | None = None
        self._headings: frozenset[int] = frozenset()
        self._width = 0

    def show_sheet(self, sheet: Sheet | None, first: int, count: int) -> None:
        """Show a sheet whose heading has ``count`` rows from row ``first`` on (numbers of the file)."""
        self.beginResetModel()
        self._sheet = sheet
        self._headings = frozenset(range(first, first + count))
        self._width = max((len(row) for row in sheet.rows[:PREVIEW_ROWS]), default=0) if sheet is not None else 0
        self.endResetModel()

    def number(self, row: int) -> int:
        """A row's own number in the file."""
        return self._sheet.row_numbers[row] if self._sheet is not None else 0

    def rowCount(self, parent: Index | None = None) -> int:
        shown = min(PREVIEW_ROWS, len(self._sheet.rows)) if self._sheet is not None else 0
        return 0 if parent is not None and parent.isValid() else shown

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self._width + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        sheet = self._sheet
        if sheet is None or not index.isValid():
            return None
        number, column = sheet.row_numbers[index.row()], index.column() - 1
        cells = sheet.rows[index.row()]
        text = str(number) if column < 0 else cells[column] if column < len(cells) else ""
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column < 0 or looks_numeric(text) else _LEFT
        if role == MARK_ROLE:
            if number in self._headings:
                return "heading"
            return "hidden" if number in sheet.hidden_rows or column in sheet.hidden_columns else ""
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return tr("Row") if section == 0 else column_letters(section - 1)


class DryRows(QAbstractTableModel):
    """Rows of the dry run: number and state in front, then the file's own columns. Texts are made when they are painted."""

    def __init__(self, target_name: Callable[[str], str], parent: QObject | None = None) -> None:
        """``target_name`` says in short what a column was taken for: the line's number, the choice's name."""
        super().__init__(parent)
        self._target_name = target_name
        self.dry: DryRun | None = None
        self.places: Sequence[int] = ()

    def show_rows(self, dry: DryRun | None, places: Sequence[int]) -> None:
        """Show these rows of a dry run (places in its ``rows``)."""
        self.beginResetModel()
        self.dry, self.places = dry, places
        self.endResetModel()

    def row_at(self, place: int) -> DryRow:
        """The row of the file that stands at a place of the table."""
        assert self.dry is not None
        return self.dry.rows[self.places[place]]

    def _number(self, row: DryRow) -> str:
        """The row's own number, with its sheet where there are several."""
        sheets = self.dry.sheets if self.dry is not None else []
        return f"{sheets[row.sheet].name} {row.number}" if len(sheets) > 1 else str(row.number)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.places)

    def columnCount(self, parent: Index | None = None) -> int:
        if parent is not None and parent.isValid():
            return 0
        return self.dry.width + 2 if self.dry is not None else 0

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.dry is None or not index.isValid():
            return None
        row, column = self.row_at(index.row()), index.column() - 2
        if role == STATE_ROLE:
            return row.state if column == -1 else ""
        if role == MARK_ROLE:
            return "number" if column == -2 else self.dry.tone(row, column) if column >= 0 else ""
        if column == -1:
            return None
        text = self._number(row) if column == -2 else self.dry.text(row, column)
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column == -2 or looks_numeric(text) else _LEFT
        if role == Qt.ItemDataRole.ToolTipRole and column >= 0:
            if reason := self.dry.reason(row, column):
                return reason
            held = self.dry.held(row, column) if row.state == "changed" else None
            return None if held is None else tr("The region holds {value}.", value=held or tr("nothing"))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or self.dry is None:
            return None
        if section < 2:
            first = (tr("Row"), tr("State"))[section]
            if role == HEADS_ROLE:
                return ("", first, "") if section == 0 else ("", tr("In the file"), tr("Line of the form"))
            return first if role == Qt.ItemDataRole.DisplayRole else None
        mapped = self.dry.columns[section - 2]
        heading, target = (mapped.heading, mapped.target) if mapped is not None else ("", "")
        if role == HEADS_ROLE:
            return column_letters(section - 2), heading, self._target_name(target) if target else "–"
        if role == Qt.ItemDataRole.DisplayRole:
            return heading or column_letters(section - 2)
        return None


class MappedRow(msgspec.Struct, frozen=True):
    """One column of a sheet as the mapping shows it."""

    letters: str
    heading: str
    values: tuple[str, ...]
    target: str
    words: str
    likeness: int
    by_hand: bool = False
    suggestion: str = ""
    """What a column that is left out comes nearest to, in words."""
    suggestion_likeness: int = 0
    hidden: bool = False


def read_as(row: MappedRow) -> str:
    """What a column is read as; of one that is left out also what it comes nearest to, which is never taken without a person."""
    if row.hidden:
        return tr("{words} · hidden in the file", words=row.words)
    if not row.target and row.suggestion and not row.by_hand:
        return tr("{words} · is it “{name}”, {n} %?", words=row.words, name=row.suggestion, n=row.suggestion_likeness)
    return row.words


def mapping_model(parent: QObject | None = None) -> RowsModel[MappedRow]:
    """The table of columns: letters, heading, first values, what it was taken for, how like that is."""
    return RowsModel(
        (
            Column(lambda: tr("Column"), lambda row: row.letters),
            Column(lambda: tr("Heading in the file"), lambda row: row.heading),
            Column(lambda: tr("First values"), lambda row: " · ".join(row.values), tone=lambda _row: "dim"),
            Column(lambda: tr("Read as"), read_as, tone=lambda row: "" if row.target else "warn" if row.suggestion else "dim"),
            Column(lambda: tr("Likeness"), likeness_words, tone=lambda row: "warn" if 0 < row.likeness < 100 else "dim"),
        ),
        parent,
    )


def likeness_words(row: MappedRow) -> str:
    """How sure the guess is: known word for word, chosen by hand, or like it by so many percent."""
    if row.by_hand:
        return tr("by hand")
    if not row.target:
        return "–"
    return tr("{n} %", n=row.likeness)


class CellLine(msgspec.Struct, frozen=True):
    """One line of the list of cells: where, what stands there, which rule, what to do."""

    sheet: str
    row: int
    cell: str
    value: str
    rule: str
    remedy: str
    tone: str = ""


def cell_model(parent: QObject | None = None) -> RowsModel[CellLine]:
    """The list of cells. The first column is hidden where a file has one sheet."""
    return RowsModel(
        (
            Column(lambda: tr("Sheet"), lambda line: line.sheet, tone=lambda _line: "dim"),
            Column(lambda: tr("Cell"), lambda line: line.cell),
            Column(lambda: tr("Value"), lambda line: line.value or "–", right=True, tone=lambda line: line.tone),
            Column(lambda: tr("Rule"), lambda line: line.rule),
            Column(lambda: tr("What to do"), lambda line: line.remedy, tone=lambda _line: "dim"),
        ),
        parent,
    )
