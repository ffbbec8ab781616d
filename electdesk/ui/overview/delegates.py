"""How rows of the overview are painted: stations with their state pills, areas and views with their counts."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from electdesk.i18n import format_count
from electdesk.qtmodels.stations.area_tree import AREA_ROLE, COUNT_ROLE
from electdesk.qtmodels.stations.standing import CONTESTED, SIGNS, Shown
from electdesk.qtmodels.stations.table_model import SHADE_ROLE, STATE_ROLE
from electdesk.qtmodels.stations.view_list import VIEW_COUNT_ROLE, VIEW_ICON_ROLE
from electdesk.ui.look import Tone, px, theme
from electdesk.ui.parts import Pill, RowDelegate
from electdesk.ui.parts.painting import draw_icon, paint_focus
from electdesk.ui.parts.table_cells import Cell

Index = QModelIndex | QPersistentModelIndex
_TONES: dict[str, Tone] = {"ok": "ok", "warn": "warn", "err": "err", "park": "park", "none": "none", "info": "info"}


def state_pill(shown: Shown, words: str = "") -> Pill:
    """A state as icon, word and colour, in the language in use. ``words``: what the table says, where a mark may stand beside the state."""
    sign = CONTESTED if shown is Shown.FINAL and words == CONTESTED.say() else SIGNS[shown]
    return Pill(sign.say(), sign.icon, _TONES[sign.tone])


class StationDelegate(RowDelegate):
    """A cell of the station table. Asks the model for no more than it paints: a page has 300 cells."""

    def cell(self, index: Index) -> Cell:
        shown = index.data(STATE_ROLE)
        if shown is not None:
            return Cell(pill=state_pill(Shown(shown), index.data() or ""))
        words = index.data()
        if not words:
            return Cell()
        shade, right, small = index.data(SHADE_ROLE)
        if shade == "ok":
            # Explained: told by a tick and a word, never by the sign of what still waits.
            return Cell(words=words, tone="ok", icon="check", small=True)
        return Cell(words=words, tone=shade, right=right, small=small)


class CountDelegate(QStyledItemDelegate):
    """A name at the left and a count at the right end, for the narrow lists at the side."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(120), px(27))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme()
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        selected = bool(state & QStyle.StateFlag.State_Selected)
        whole = QRect(0, rect.top(), rect.right() + 1, rect.height())
        painter.save()
        if selected:
            painter.fillRect(whole, look.colour("accent_bg"))
            painter.fillRect(QRect(0, rect.top(), px(3), rect.height()), look.colour("accent"))
        painter.fillRect(QRect(0, rect.bottom(), whole.width(), 1), look.colour("hair"))
        room = QRectF(rect).adjusted(px(12), 0, -px(10), 0)
        room = self._paint_count(painter, room, index)
        room = self._paint_icon(painter, room, index)
        painter.setFont(look.font(13, bold=self.is_bold(index)))
        painter.setPen(look.colour("ink"))
        metrics = QFontMetricsF(painter.font())
        shown = metrics.elidedText(str(index.data() or ""), Qt.TextElideMode.ElideRight, room.width() + 1)
        painter.drawText(room.adjusted(0, 0, 4, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        if state & QStyle.StateFlag.State_HasFocus and look.tokens.framed:
            paint_focus(painter, QRectF(whole), radius=2)
        painter.restore()

    def is_bold(self, index: Index) -> bool:
        """Whether the name stands in bold letters."""
        return False

    def _paint_icon(self, painter: QPainter, room: QRectF, index: Index) -> QRectF:
        return room

    def _paint_count(self, painter: QPainter, room: QRectF, index: Index) -> QRectF:
        return room

    def paint_at_right(self, painter: QPainter, room: QRectF, text: str, colour: QColor, *, bold: bool = False) -> QRectF:
        """Write at the right end; returns the room left of it."""
        painter.setFont(theme().font(13, bold=bold))
        painter.setPen(colour)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
        return room.adjusted(0, 0, -QFontMetricsF(painter.font()).horizontalAdvance(text), 0)


class AreaDelegate(CountDelegate):
    """An area: «✓ 30 / 30», the first number strong where the whole region stands, green once all are in."""

    def is_bold(self, index: Index) -> bool:
        return str(index.data(AREA_ROLE)) == ""

    def _paint_count(self, painter: QPainter, room: QRectF, index: Index) -> QRectF:
        look = theme()
        reported, stations = index.data(COUNT_ROLE)
        complete = 0 < stations == reported
        ink = look.colour("ok" if complete else "ink")
        room = self.paint_at_right(painter, room, f" / {format_count(stations)}", look.colour("ok" if complete else "ink2"))
        room = self.paint_at_right(painter, room, format_count(reported), ink, bold=self.is_bold(index))
        if complete:
            room.setRight(room.right() - px(18))
            draw_icon(painter, QRectF(room.right(), room.top(), 1, room.height()).center(), "check", ink.name(), 13)
        return room.adjusted(0, 0, -px(6), 0)


class ViewDelegate(CountDelegate):
    """A saved view: drawing, name, how many stations it shows."""

    def _paint_icon(self, painter: QPainter, room: QRectF, index: Index) -> QRectF:
        ink = theme().colour("ink2").name()
        draw_icon(painter, QRectF(room.left(), room.top(), 1, room.height()).center(), str(index.data(VIEW_ICON_ROLE)), ink, 13)
        return room.adjusted(px(20), 0, 0, 0)

    def _paint_count(self, painter: QPainter, room: QRectF, index: Index) -> QRectF:
        text = format_count(int(index.data(VIEW_COUNT_ROLE)))
        return self.paint_at_right(painter, room, text, theme().colour("ink")).adjusted(0, 0, -px(6), 0)
