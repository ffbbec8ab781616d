"""The head of a table: a click sorts by one column, Shift and a click adds a further one; the order is shown as numbers."""

from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from electdesk.ui.look import px, theme
from electdesk.ui.parts.following import Following
from electdesk.ui.parts.painting import draw_icon

SortKeys = tuple[tuple[int, Qt.SortOrder], ...]
"""Logical columns in the order they sort by, each with its direction."""

_UP: Final = Qt.SortOrder.AscendingOrder
_DOWN: Final = Qt.SortOrder.DescendingOrder


def sorted_by_click(keys: SortKeys, column: int, *, add: bool) -> SortKeys:
    """The sort order after a click: the same column turns round, another replaces all or, with ``add``, joins at the end."""
    turned = {_UP: _DOWN, _DOWN: _UP}
    known = dict(keys)
    if add:
        if column in known:
            return tuple((at, turned[order] if at == column else order) for at, order in keys)
        return (*keys, (column, _UP))
    return ((column, turned[known[column]] if len(keys) == 1 and column in known else _UP),)


class SortHeader(Following, QHeaderView):
    """``sort_changed`` tells the new keys after a click; the model does the sorting."""

    sort_changed = Signal(object)
    sorts = True
    """Whether a click sorts; False for lists that have an order of their own, where an arrow would promise what nothing does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._keys: SortKeys = ()
        self._pressed_at: QPointF | None = None
        # Clickable heads would choose their whole column, and with it every row; a click here only sorts.
        self.setSectionsClickable(False)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.begin()

    def sort_keys(self) -> SortKeys:
        """What is sorted by now, first the strongest."""
        return self._keys

    def set_sort_keys(self, keys: SortKeys) -> None:
        """Show this order without telling ``sort_changed``."""
        self._keys = keys
        self.viewport().update()

    def sort_by(self, column: int, *, add: bool = False) -> None:
        """What a click on the column's head does."""
        self.set_sort_keys(sorted_by_click(self._keys, column, add=add))
        self.sort_changed.emit(self._keys)

    def restyle(self) -> None:
        self.setFixedHeight(px(28))
        self.setMinimumSectionSize(px(28))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), px(28))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed_at = self._pressed_at, None
        resizing = self.cursor().shape() == Qt.CursorShape.SplitHCursor
        super().mouseReleaseEvent(event)
        if not self.sorts or event.button() != Qt.MouseButton.LeftButton or pressed is None or resizing:
            return
        if abs(event.position().x() - pressed.x()) > px(4):
            return
        column = self.logicalIndexAt(event.position().toPoint())
        if column >= 0:
            self.sort_by(column, add=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        look = theme()
        painter.save()
        painter.fillRect(rect, look.colour("surface2"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.colour("line"))
        model = self.model()
        words = model.headerData(logical_index, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole)
        aligned = model.headerData(logical_index, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        right = aligned is not None and bool(Qt.AlignmentFlag(aligned) & Qt.AlignmentFlag.AlignRight)
        first = self.visualIndex(logical_index) == 0
        room = QRectF(rect).adjusted(px(12 if first and not right else 7), 0, -px(7), 0)
        painter.setFont(look.font(12, bold=True))
        painter.setPen(look.colour("ink2"))
        place = [key[0] for key in self._keys].index(logical_index) if logical_index in dict(self._keys) else None
        if place is not None:
            room = self._paint_order(painter, room, place)
        shown = painter.fontMetrics().elidedText(str(words or ""), Qt.TextElideMode.ElideRight, int(room.width()) + 1)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | side, shown)
        painter.restore()

    def _paint_order(self, painter: QPainter, room: QRectF, place: int) -> QRectF:
        """Draw the arrow, and the number where several columns sort, at the right end; returns the room left for the words."""
        look = theme()
        arrow = "chevron_up" if self._keys[place][1] == _UP else "chevron_down"
        number = str(place + 1) if len(self._keys) > 1 else ""
        painter.save()
        painter.setFont(look.font(11))
        painter.setPen(look.colour("accent"))
        wide = painter.fontMetrics().horizontalAdvance(number)
        left = room.right() - px(11) - wide
        draw_icon(painter, QPointF(left, room.center().y()), arrow, look.colour("accent").name(), 11)
        painter.drawText(QRectF(left + px(11), room.top(), wide + 2, room.height()), Qt.AlignmentFlag.AlignVCenter, number)
        painter.restore()
        return room.adjusted(0, 0, -px(12) - wide, 0)
