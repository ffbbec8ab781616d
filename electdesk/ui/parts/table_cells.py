"""How one cell of a table or tree is painted: words with tone and icon, or a state, between hairlines."""

from typing import Final

import msgspec
from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QTreeView,
)

from electdesk.ui.look import Theme, px, theme
from electdesk.ui.parts.painting import Pill, draw_icon, paint_focus, paint_pill, pill_width

Index = QModelIndex | QPersistentModelIndex

# Whole numbers, since a role passed as an enum costs a conversion for each of the thousand questions of a page.
PILL_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 101
"""A Pill for cells that show a state. A model below the widgets gives its own; the page's delegate overrides ``cell``."""
TONE_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 102
"""The tone of a cell's words: "dim", "ok", "warn", "err", "park", "info"."""
ICON_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 103
"""A drawing's name in front of a cell's words."""

_WORDS: Final = int(Qt.ItemDataRole.DisplayRole)
_ALIGNED: Final = int(Qt.ItemDataRole.TextAlignmentRole)
_FONT: Final = int(Qt.ItemDataRole.FontRole)
_RIGHT: Final = Qt.AlignmentFlag.AlignRight.value
_AT_LEFT: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft) | Qt.TextFlag.TextSingleLine.value
_AT_RIGHT: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight) | Qt.TextFlag.TextSingleLine.value
_SELECTED: Final = QStyle.StateFlag.State_Selected.value
_FOCUSED: Final = QStyle.StateFlag.State_HasFocus.value
_ROLE_OF_TONE: Final = {"": "ink", "dim": "ink2", "info": "accent"}


class Cell(msgspec.Struct, frozen=True):
    """Everything that is painted of a cell. A ``pill`` takes the place of the words."""

    words: str = ""
    pill: Pill | None = None
    tone: str = ""
    icon: str = ""
    right: bool = False
    bold: bool = False
    small: bool = False


class Kit:
    """Fonts, measures and colours of one theme, made once: a page of a table asks for them a thousand times."""

    def __init__(self, look: Theme) -> None:
        self.look = look
        weights = (False, True)
        self.fonts = {(bold, small): look.font(12 if small else 13, bold=bold) for bold in weights for small in weights}
        self.measures = {key: QFontMetricsF(font) for key, font in self.fonts.items()}
        self._colours: dict[str, QColor] = {}

    def colour(self, role: str) -> QColor:
        """A colour of the theme by its role."""
        found = self._colours.get(role)
        if found is None:
            found = self._colours[role] = self.look.colour(role)
        return found


class RowDelegate(QStyledItemDelegate):
    """Paints cells. A page overrides ``cell`` to map its own model's answers; by default the roles above are asked."""

    _kit: Kit | None = None

    def cell(self, index: Index) -> Cell:
        """What to paint, from the model."""
        words, pill, aligned, font = index.data(_WORDS), index.data(PILL_ROLE), index.data(_ALIGNED), index.data(_FONT)
        number = aligned.value if isinstance(aligned, Qt.AlignmentFlag) else int(aligned or 0)
        return Cell(
            words="" if words is None else str(words),
            pill=pill if isinstance(pill, Pill) else None,
            tone=str(index.data(TONE_ROLE) or ""),
            icon=str(index.data(ICON_ROLE) or ""),
            right=bool(number & _RIGHT),
            bold=isinstance(font, QFont) and font.bold(),
        )

    def text(self, index: Index) -> str:
        """A cell as it is copied and read: its words, or the word of its state."""
        cell = self.cell(index)
        return cell.words if cell.pill is None else cell.pill.word

    def kit(self) -> Kit:
        """The fonts and colours of the present theme."""
        look = theme()
        if self._kit is None or self._kit.look is not look:
            self._kit = Kit(look)
        return self._kit

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        cell = self.cell(index)
        if cell.pill is not None:
            return QSize(pill_width(cell.pill) + px(14), px(27))
        wide = self.kit().measures[cell.bold, cell.small].horizontalAdvance(cell.words)
        return QSize(round(wide) + px(16) + (px(17) if cell.icon else 0), px(27))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        kit = self.kit()
        view = option.widget  # type: ignore[attr-defined]
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: int = option.state.value  # type: ignore[attr-defined]
        left, top, width, height = rect.left(), rect.top(), rect.width(), rect.height()
        selected = bool(state & _SELECTED)
        first = _stands_first(view, index.column())
        cell = self.cell(index)
        if selected:
            painter.fillRect(left, top, width, height, kit.colour("accent_bg"))
        painter.fillRect(left, top + height - 1, width, 1, kit.colour("hair"))
        if selected and first:
            painter.fillRect(left, top, px(3), height, kit.colour("accent"))
        start = px(12 if first and not cell.right else 7)
        room = QRectF(left + start, top, width - start - px(7), height)
        if cell.pill is not None:
            paint_pill(painter, room, cell.pill, on_selected=selected)
        else:
            self._paint_words(painter, room, cell, kit)
        if state & _FOCUSED and getattr(view, "shows_cell_focus", False):
            paint_focus(painter, QRectF(rect), radius=2)

    def _paint_words(self, painter: QPainter, room: QRectF, cell: Cell, kit: Kit) -> None:
        if not cell.words and not cell.icon:
            return
        colour = kit.colour(_ROLE_OF_TONE.get(cell.tone, cell.tone))
        painter.setFont(kit.fonts[cell.bold, cell.small])
        painter.setPen(colour)
        measure = kit.measures[cell.bold, cell.small]
        icon_room = px(17) if cell.icon else 0
        wide = measure.horizontalAdvance(cell.words)
        shown = cell.words
        if wide > room.width() - icon_room + 1:
            shown = measure.elidedText(shown, Qt.TextElideMode.ElideRight, room.width() - icon_room + 1)
            wide = measure.horizontalAdvance(shown)
        if cell.icon:
            start = room.right() - wide - icon_room if cell.right else room.left()
            draw_icon(painter, QPointF(start, room.center().y()), cell.icon, colour.name(), 13)
        if cell.right:
            painter.drawText(room, _AT_RIGHT, shown)
        else:
            # A little more room than measured: letters may lean out of their advance.
            painter.drawText(QRectF(room.left() + icon_room, room.top(), room.width() + 4, room.height()), _AT_LEFT, shown)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """The whole text as a tip where it is cut and the model has no tip of its own."""
        if event.type() == QEvent.Type.ToolTip and index.isValid() and not index.data(Qt.ItemDataRole.ToolTipRole):
            cut = self.sizeHint(option, index).width() > view.visualRect(index).width()
            QToolTip.showText(event.globalPos(), self.text(index) if cut else "", view)
            return True
        return bool(super().helpEvent(event, view, option, index))


def _stands_first(view: object, column: int) -> bool:
    """Whether a column is the one at the left edge of its table or tree."""
    if isinstance(view, QTableView):
        return view.horizontalHeader().visualIndex(column) == 0
    return isinstance(view, QTreeView) and view.header().visualIndex(column) == 0
