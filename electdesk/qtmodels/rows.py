"""A table of things of one kind: heads in words that follow the language, a text for each column, numbers at the right."""

from collections.abc import Callable, Sequence
from typing import Any, Final, Generic, TypeVar

import msgspec
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

Index = QModelIndex | QPersistentModelIndex
T = TypeVar("T")
TONE_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 102
"""The tone of a cell's words, as the tables of the window paint it (``ui.parts.table_cells``)."""
ICON_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 103
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Column(msgspec.Struct, frozen=True):
    """``head`` says the word over the column, ``text`` a row's text in it; ``tone`` and ``icon`` how that is painted."""

    head: Callable[[], str]
    text: Callable[[Any], str]
    right: bool = False
    tone: Callable[[Any], str] | None = None
    icon: Callable[[Any], str] | None = None


class RowsModel(QAbstractTableModel, Generic[T]):
    """Rows of one kind under columns that are told at the beginning."""

    def __init__(
        self, columns: Sequence[Column], parent: QObject | None = None, *, bold: Callable[[Any], bool] | None = None
    ) -> None:
        """``bold``: which rows are set in bold letters."""
        super().__init__(parent)
        self._bold = bold
        self._letters = QFont()
        self._letters.setBold(True)
        self._columns = tuple(columns)
        self.rows: list[T] = []

    def show_rows(self, rows: Sequence[T], columns: Sequence[Column] | None = None) -> None:
        """Other rows from now on, and other columns where some are given."""
        self.beginResetModel()
        if columns is not None:
            self._columns = tuple(columns)
        self.rows = list(rows)
        self.endResetModel()

    def follow_rows(self, rows: Sequence[T], key: Callable[[T], object]) -> None:
        """The rows as they are now. Where they are the same things (by ``key``), what is chosen and where one has scrolled to stays."""
        if [key(row) for row in rows] != [key(row) for row in self.rows]:
            self.show_rows(rows)
            return
        self.rows = list(rows)
        self.tell_all()

    def tell_all(self) -> None:
        """Every cell may say something else now, the rows are the same."""
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, self.columnCount() - 1))

    def take_out(self, place: int) -> None:
        """One row goes."""
        self.beginRemoveRows(QModelIndex(), place, place)
        del self.rows[place]
        self.endRemoveRows()

    def put_in(self, place: int, row: T) -> None:
        """One row comes, in front of the one that stands there."""
        self.beginInsertRows(QModelIndex(), place, place)
        self.rows.insert(place, row)
        self.endInsertRows()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column, row = self._columns[index.column()], self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.right else _LEFT
        if role == Qt.ItemDataRole.FontRole:
            return self._letters if self._bold is not None and self._bold(row) else None
        if role == TONE_ROLE and column.tone is not None:
            return column.tone(row)
        if role == ICON_ROLE and column.icon is not None:
            return column.icon(row)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._columns[section].head()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self._columns[section].right else _LEFT
        return None
