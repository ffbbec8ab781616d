"""The table all pages build on: rows of 27 px between hairlines, one accent bar on the selected row, copy for workbooks."""

from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QMenu,
    QTableView,
    QWidget,
)

from electdesk.i18n import tr
from electdesk.ui.look import px
from electdesk.ui.parts.clipboard import table_mime
from electdesk.ui.parts.digit_keys import digit_of, standard_of
from electdesk.ui.parts.following import Following, Words, say
from electdesk.ui.parts.list_saving import SAVE_KEY, ListContent, can_save_lists, save_list
from electdesk.ui.parts.sort_header import SortHeader
from electdesk.ui.parts.table_cells import RowDelegate


class TableView(Following, QTableView):
    """A read-only table of whole rows.

    ``sort_changed`` tells the sort keys after a click on a head (Shift adds a column); ``typed`` tells what was typed while
    the table had the keyboard, letter by letter until a pause: the page jumps. ``opened`` comes with Enter or a double click.
    """

    sort_changed = Signal(object)
    typed = Signal(str)
    opened = Signal(QModelIndex)

    may_leave = True
    """Whether the list may be saved as a file: not so where it holds passwords."""
    shows_cell_focus = False
    """Whether the cell that has the keyboard is framed, for grids where columns matter."""
    header_class: type[SortHeader] = SortHeader
    """The head of the table. Chosen by a class and not exchanged later: Qt deletes a head that is replaced."""
    row_height = 27
    """Pixels of a row at 100 %; 25 in the turnout grid."""

    def __init__(self, name: Words = "", parent: QWidget | None = None) -> None:
        """``name`` says to a screen reader what the table lists."""
        super().__init__(parent)
        self._name = name
        self._widths: dict[int, int] = {}
        self._stretch: int | None = None
        self._typed = ""
        self._since_typed = QElapsedTimer()
        self._head = self.header_class(self)
        self.setHorizontalHeader(self._head)
        self._head.sort_changed.connect(self.sort_changed)
        self.setItemDelegate(RowDelegate(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        # Tab leaves the table: inside it the arrows move.
        self.setTabKeyNavigation(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.doubleClicked.connect(self.opened)
        self.begin()

    def sort_header(self) -> SortHeader:
        """The head, to show a sort order that was set elsewhere."""
        return self._head

    def set_column_widths(self, widths: dict[int, int], stretch: int | None = None) -> None:
        """Widths in pixels at 100 % by logical column; ``stretch`` takes the room that is left. Kept at every size."""
        self._widths = dict(widths)
        self._stretch = stretch
        self._size_columns()

    def _size_columns(self) -> None:
        for column, width in self._widths.items():
            self.setColumnWidth(column, px(width))
        if self._stretch is not None and self.model() is not None and self._stretch < self.model().columnCount():
            self._head.setSectionResizeMode(self._stretch, QHeaderView.ResizeMode.Stretch)

    def restyle(self) -> None:
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(px(self.row_height))
        rows.setDefaultSectionSize(px(self.row_height))
        if self._widths:
            self._size_columns()

    def retranslate(self) -> None:
        self.setAccessibleName(say(self._name))
        if self.model() is not None:
            self._head.headerDataChanged(Qt.Orientation.Horizontal, 0, max(0, self.model().columnCount() - 1))
        self.viewport().update()

    # -- copy

    def copy_rows(self) -> int:
        """Put the selected rows (all, if none is) on the clipboard as text and HTML, with heads. Returns how many rows."""
        model = self.model()
        if model is None:
            return 0
        # selectedRows() passes over rows of which a column is hidden.
        ranges = self.selectionModel().selection().toList()
        chosen = sorted({row for piece in ranges for row in range(piece.top(), piece.bottom() + 1)})
        heads, cells = self.words_of(chosen or range(model.rowCount()))
        QGuiApplication.clipboard().setMimeData(table_mime(heads, cells))
        return len(cells)

    def words_of(self, rows: Sequence[int]) -> tuple[list[str], list[list[str]]]:
        """The heads and the cells of rows, in the order of the columns on the screen; without hidden columns."""
        model = self.model()
        order = [self._head.logicalIndex(place) for place in range(self._head.count())]
        columns = [column for column in order if not self.isColumnHidden(column)]
        heads = [str(model.headerData(column, Qt.Orientation.Horizontal) or "") for column in columns]
        return heads, [[self._copied(model.index(row, column)) for column in columns] for row in rows]

    # -- save

    def can_be_saved(self) -> bool:
        """Whether the list may leave the program as a file, and has rows."""
        return self.may_leave and can_save_lists() and self.model() is not None and self.model().rowCount() > 0

    def save_rows(self) -> None:
        """Save all rows that are shown as a workbook or a text table."""
        if self.can_be_saved():
            QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
            try:
                heads, cells = self.words_of(range(self.model().rowCount()))
            finally:
                QApplication.restoreOverrideCursor()
            save_list(self, ListContent(say(self._name), heads, cells))

    def add_save_action(self, menu: QMenu) -> None:
        """Put into the list's menu that it can be saved as a file."""
        action = menu.addAction(tr("Save as workbook or CSV …"), self.save_rows)
        action.setEnabled(self.can_be_saved())
        _show_key(action, QKeySequence(SAVE_KEY))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        _show_key(menu.addAction(tr("Copy"), self.copy_rows), QKeySequence(QKeySequence.StandardKey.Copy))
        self.add_save_action(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    def _copied(self, index: QModelIndex) -> str:
        """A cell as text, as its own delegate tells it."""
        delegate = self.itemDelegateForIndex(index)
        return delegate.text(index) if isinstance(delegate, RowDelegate) else str(index.data() or "")

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if standard_of(event) == QKeySequence.StandardKey.Copy:
            self.copy_rows()
            return
        if event.key() == Qt.Key.Key_E and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.save_rows()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
            return
        digit = digit_of(event)
        if digit is not None:
            self.keyboardSearch(digit)
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Collect what is typed and tell it; Qt's own search would look into the first column only."""
        pause = QApplication.keyboardInputInterval() * 2
        if not self._since_typed.isValid() or self._since_typed.elapsed() > pause:
            self._typed = ""
        self._since_typed.restart()
        self._typed += search
        self.typed.emit(self._typed)

    def tip_at(self, point: QPoint) -> str:
        """The text of the cell at a point of the viewport, whole."""
        index = self.indexAt(point)
        return self._copied(index) if index.isValid() else ""


def _show_key(action: QAction, key: QKeySequence) -> None:
    """Show a key beside an action of a menu: the table itself listens to it."""
    action.setShortcut(key)
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
