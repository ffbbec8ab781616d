"""Tables that show rows of a file: marked cells have a ground and a frame, and over a column stand letters, heading and meaning."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from electdesk.i18n import tr
from electdesk.qtmodels.importing.tables import HEADS_ROLE, MARK_ROLE, STATE_ROLE
from electdesk.ui.look import Tone, px, theme
from electdesk.ui.parts import Cell, Pill, RowDelegate, SortHeader, TableView, Words

Index = QModelIndex | QPersistentModelIndex
GROUNDS: Final[dict[str, tuple[str, str]]] = {
    "error": ("err_bg", "err"),
    "changed": ("warn_bg", "warn_edge"),
    "conflict": ("park_bg", "park"),
    "repaired": ("accent_bg", ""),
    "heading": ("accent_bg", ""),
    "hidden": ("none_bg", ""),
}
"""Mark of a cell → ground and frame."""
_INKS: Final = {"error": "err", "heading": "accent", "hidden": "dim", "number": "dim"}


def state_pill(state: str) -> Pill:
    """The state of a row of the file: drawing, word and tone."""
    made: dict[str, tuple[str, str, Tone]] = {
        "new": (tr("new row"), "plus", "info"),
        "same": (tr("same"), "check", "none"),
        "changed": (tr("changes"), "swap", "warn"),
        "conflict": (tr("conflict"), "lock", "park"),
        "error": (tr("error"), "close", "err"),
        "skipped": (tr("left out"), "minus", "none"),
    }
    word, icon, tone = made[state]
    return Pill(word, icon, tone)


class FileDelegate(RowDelegate):
    """Paints a cell of a file: its mark lies under the words, and the frame tells it where colours are not seen."""

    def cell(self, index: Index) -> Cell:
        state = index.data(STATE_ROLE)
        if state:
            return Cell(pill=state_pill(str(state)))
        plain = super().cell(index)
        mark = str(index.data(MARK_ROLE) or "")
        return Cell(
            words=plain.words,
            tone=_INKS.get(mark, ""),
            right=plain.right,
            bold=mark in ("error", "heading"),
            small=True,
        )

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        ground, edge = GROUNDS.get(str(index.data(MARK_ROLE) or ""), ("", ""))
        look = theme()
        rect: QRect = option.rect  # type: ignore[attr-defined]
        if ground:
            painter.fillRect(rect, look.colour(ground))
        super().paint(painter, option, index)
        if edge:
            painter.save()
            painter.setPen(QPen(look.colour(edge), 2 if look.tokens.framed else 1))
            painter.drawRect(QRectF(rect).adjusted(0.5, 0.5, -1.5, -1.5))
            painter.restore()


class FileHeader(SortHeader):
    """Three lines over each column: letters, heading in the file, and, on a ground of its own, what it was taken for."""

    sorts = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSectionsMovable(False)

    def restyle(self) -> None:
        self.setFixedHeight(px(24) * 3)
        self.setMinimumSectionSize(px(28))

    def sizeHint(self) -> QSize:
        return QSize(px(200), px(24) * 3)

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        look = theme()
        heads = self.model().headerData(logical_index, Qt.Orientation.Horizontal, HEADS_ROLE) or ("", "", "")
        high = rect.height() // 3
        painter.save()
        painter.fillRect(rect, look.colour("surface2"))
        painter.fillRect(rect.left(), rect.top() + 2 * high, rect.width(), rect.height() - 2 * high, look.colour("accent_bg"))
        for line in range(3):
            room = QRectF(rect.left() + px(6), rect.top() + line * high, rect.width() - px(12), high)
            painter.setFont(look.font(12, bold=line > 0))
            painter.setPen(look.colour("accent" if line == 2 else "ink" if line else "ink2"))
            text = painter.fontMetrics().elidedText(str(heads[line]), Qt.TextElideMode.ElideRight, int(room.width()) + 1)
            side = Qt.AlignmentFlag.AlignLeft if line and logical_index == 1 else Qt.AlignmentFlag.AlignHCenter
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | side, text)
            painter.fillRect(QRect(rect.left(), rect.top() + (line + 1) * high - 1, rect.width(), 1), look.colour("hair"))
        painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), look.colour("hair"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.colour("line"))
        painter.restore()


class SheetTable(TableView):
    """Rows of a file; one cell has the keyboard, so that columns can be walked through."""

    shows_cell_focus = True
    row_height = 24

    def __init__(self, name: Words = "", parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.sort_header().sorts = False
        self.sort_header().setSectionsMovable(False)
        self.setItemDelegate(FileDelegate(self))


class DryTable(SheetTable):
    """Rows of the dry run, under a head of three lines."""

    header_class = FileHeader
