"""The table all pages build on: rows of 27 px between hairlines, one accent bar on the selected row, copy for workbooks."""

from typing import Any, Final

from PySide6.QtCore import QElapsedTimer, QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication, QHelpEvent, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from electdesk.ui.look import px, theme
from electdesk.ui.parts.clipboard import table_mime
from electdesk.ui.parts.digit_keys import digit_of, standard_of
from electdesk.ui.parts.following import Following, Words, say
from electdesk.ui.parts.painting import Pill, draw_icon, paint_focus, paint_pill, pill_width
from electdesk.ui.parts.sort_header import SortHeader

Index = QModelIndex | QPersistentModelIndex

PILL_ROLE: Final = Qt.ItemDataRole.UserRole + 101
"""A Pill for cells that show a state. A model below the widgets gives its own; the page's delegate overrides ``pill``."""
TONE_ROLE: Final = Qt.ItemDataRole.UserRole + 102
"""The tone of a cell's words: "dim", "ok", "warn", "err", "park", "info"."""
ICON_ROLE: Final = Qt.ItemDataRole.UserRole + 103
"""A drawing's name in front of a cell's words."""


class RowDelegate(QStyledItemDelegate):
    """Paints one cell. A page overrides ``pill``, ``tone``, ``icon`` or ``letters`` to map its model's answers."""

    def pill(self, index: Index) -> Pill | None:
        """The state a cell shows instead of words."""
        found = index.data(PILL_ROLE)
        return found if isinstance(found, Pill) else None

    def tone(self, index: Index) -> str:
        """The tone of a cell's words, "" for plain ink."""
        return str(index.data(TONE_ROLE) or "")

    def icon(self, index: Index) -> str:
        """The drawing in front of the words, "" for none."""
        return str(index.data(ICON_ROLE) or "")

    def letters(self, index: Index) -> QFont:
        """The letters of a cell: the model's weight at the size of text."""
        given = index.data(Qt.ItemDataRole.FontRole)
        return theme().font(13, bold=isinstance(given, QFont) and given.bold())

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        pill = self.pill(index)
        if pill is not None:
            return QSize(pill_width(pill) + px(14), px(27))
        wide = QFontMetricsF(self.letters(index)).horizontalAdvance(str(index.data() or ""))
        return QSize(round(wide) + px(16) + (px(17) if self.icon(index) else 0), px(27))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme()
        view = option.widget  # type: ignore[attr-defined]
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        selected = bool(state & QStyle.StateFlag.State_Selected)
        first = isinstance(view, QTableView) and view.horizontalHeader().visualIndex(index.column()) == 0
        painter.save()
        if selected:
            painter.fillRect(rect, look.colour("accent_bg"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.colour("hair"))
        if selected and first:
            painter.fillRect(QRect(rect.left(), rect.top(), px(3), rect.height()), look.colour("accent"))
        room = self._room(rect, index, first)
        pill = self.pill(index)
        if pill is not None:
            paint_pill(painter, room, pill, on_selected=selected)
        else:
            self._paint_words(painter, room, index)
        if state & QStyle.StateFlag.State_HasFocus and isinstance(view, TableView) and view.shows_cell_focus:
            paint_focus(painter, QRectF(rect), radius=2)
        painter.restore()

    def _room(self, rect: QRect, index: Index, first: bool) -> QRectF:
        return QRectF(rect).adjusted(px(12 if first and not self._is_right(index) else 7), 0, -px(7), 0)

    def _is_right(self, index: Index) -> bool:
        given = index.data(Qt.ItemDataRole.TextAlignmentRole)
        return given is not None and bool(Qt.AlignmentFlag(given) & Qt.AlignmentFlag.AlignRight)

    def _paint_words(self, painter: QPainter, room: QRectF, index: Index) -> None:
        look = theme()
        tone = self.tone(index)
        colour = look.colour({"": "ink", "dim": "ink2", "info": "accent"}.get(tone, tone))
        icon = self.icon(index)
        words = str(index.data() if index.data() is not None else "")
        painter.setFont(self.letters(index))
        painter.setPen(colour)
        right = self._is_right(index)
        metrics = QFontMetricsF(painter.font())
        icon_room = px(17) if icon else 0
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width() - icon_room + 1)
        if icon:
            left = room.right() - metrics.horizontalAdvance(shown) - icon_room if right else room.left()
            draw_icon(painter, QRectF(left, room.top(), 1, room.height()).center(), icon, colour.name(), 13)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        place = room if right else room.adjusted(icon_room, 0, 4, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | side | Qt.TextFlag.TextSingleLine, shown)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """The whole text as a tip where it is cut and the model has no tip of its own."""
        if event.type() == QEvent.Type.ToolTip and index.isValid() and not index.data(Qt.ItemDataRole.ToolTipRole):
            rect = view.visualRect(index)
            pill = self.pill(index)
            words = pill.word if pill is not None else str(index.data() or "")
            cut = self.sizeHint(option, index).width() > rect.width()
            QToolTip.showText(event.globalPos(), words if cut else "", view)
            return True
        return bool(super().helpEvent(event, view, option, index))


class TableView(Following, QTableView):
    """A read-only table of whole rows.

    ``sort_changed`` tells the sort keys after a click on a head (Shift adds a column); ``typed`` tells what was typed while
    the table had the keyboard, letter by letter until a pause: the page jumps. ``opened`` comes with Enter or a double click.
    """

    sort_changed = Signal(object)
    typed = Signal(str)
    opened = Signal(QModelIndex)

    shows_cell_focus = False
    """Whether the cell that has the keyboard is framed, for grids where columns matter."""
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
        self._head = SortHeader(self)
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
        rows = chosen or list(range(model.rowCount()))
        order = [self._head.logicalIndex(place) for place in range(self._head.count())]
        columns = [column for column in order if not self.isColumnHidden(column)]
        heads = [str(model.headerData(column, Qt.Orientation.Horizontal) or "") for column in columns]
        cells = [[self._copied(model.index(row, column)) for column in columns] for row in rows]
        QGuiApplication.clipboard().setMimeData(table_mime(heads, cells))
        return len(rows)

    def _copied(self, index: QModelIndex) -> str:
        """A cell as text: its words, or the word of its state."""
        delegate = self.itemDelegate()
        pill = delegate.pill(index) if isinstance(delegate, RowDelegate) else None
        shown: Any = pill.word if pill is not None else index.data()
        return "" if shown is None else str(shown)

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if standard_of(event) == QKeySequence.StandardKey.Copy:
            self.copy_rows()
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
