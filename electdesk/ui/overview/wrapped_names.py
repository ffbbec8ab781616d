"""Names of choices in a narrow place: whole on two lines before anything of them is cut."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from electdesk.ui.look import px
from electdesk.ui.parts import Cell, RowDelegate
from electdesk.ui.parts.table_cells import Kit


def name_lines(name: str, measure: QFontMetricsF, room: float) -> list[str]:
    """A name on one line or on two; only what has no room on the second ends in …. Two hold as much as can be."""
    if measure.horizontalAdvance(name) <= room:
        return [name]
    words = name.split()
    first = words[:1]
    while len(first) < len(words) - 1 and measure.horizontalAdvance(" ".join(words[: len(first) + 1])) <= room:
        first = words[: len(first) + 1]
    lines = [" ".join(first), " ".join(words[len(first) :])]
    return [measure.elidedText(line, Qt.TextElideMode.ElideRight, room) for line in lines if line]


class WrappingDelegate(RowDelegate):
    """Puts the words of a cell on two lines where one is too narrow and the row is high enough."""

    def _paint_words(self, painter: QPainter, room: QRectF, cell: Cell, kit: Kit) -> None:
        measure = kit.measures[cell.bold, cell.small]
        lines = name_lines(cell.words, measure, room.width()) if not cell.right and not cell.icon else []
        if len(lines) < 2 or room.height() < 2 * measure.height():
            super()._paint_words(painter, room, cell, kit)
            return
        painter.setFont(kit.fonts[cell.bold, cell.small])
        painter.setPen(kit.colour("ink"))
        top = room.center().y() - measure.height()
        for line in lines:
            # A little more room than measured: letters may lean out of their advance.
            painter.drawText(QRectF(room.left(), top, room.width() + px(4), measure.height()), Qt.AlignmentFlag.AlignVCenter, line)
            top += measure.height()
