"""Cells of the incident tables that are more than words: the state of the work as a pill, charts of the figures."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from electdesk.qtmodels.incidents.figures import FigureTable, Mark
from electdesk.qtmodels.incidents.log import IncidentLog
from electdesk.qtmodels.incidents.words import WORK_LOOKS, work_words
from electdesk.ui.look import px, theme
from electdesk.ui.parts import Cell, Pill, RowDelegate
from electdesk.ui.parts.table_cells import Index

DOT: Final = 4
"""Radius of a dot at 100 %, pixels."""


class LogDelegate(RowDelegate):
    """The log: the column of the work shows a pill."""

    def cell(self, index: Index) -> Cell:
        model = index.model()
        if isinstance(model, IncidentLog) and model.ids[index.column()] == "work":
            row = model.rows[index.row()]
            icon, tone = WORK_LOOKS[row.standing.work]
            return Cell(pill=Pill(work_words(row), icon, tone))  # type: ignore[arg-type]
        return super().cell(index)


class ChartDelegate(RowDelegate):
    """Figures: chart cells are painted from their mark, behind the words where there are some."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        mark = model.rows[index.row()].marks.get(index.column()) if isinstance(model, FigureTable) else None
        room = QRectF(option.rect)  # type: ignore[attr-defined]
        if mark is not None and mark.shade:
            _shade(painter, room, mark.shade)
        super().paint(painter, option, index)
        if mark is not None and mark.shade is None:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            _draw(painter, room.adjusted(px(10), 0, -px(12), 0), mark)
            painter.restore()


def _shade(painter: QPainter, room: QRectF, shade: float) -> None:
    colour = QColor(theme().colour("c1"))
    colour.setAlphaF(0.08 + 0.4 * shade)
    painter.fillRect(room.adjusted(0, 0, 0, -1), colour)


def _draw(painter: QPainter, room: QRectF, mark: Mark) -> None:
    look = theme()
    middle = room.center().y()

    def x(value: float) -> float:
        return room.left() + room.width() * min(1.0, max(0.0, value / mark.reach))

    for limits, height in ((mark.outer, 9), (mark.band, 15)):
        if limits is not None:
            place = QRectF(QPointF(x(limits[0]), middle - px(height) / 2), QPointF(x(limits[1]) + 1, middle + px(height) / 2))
            painter.fillRect(place, look.colour("band" if height == 9 else "grid"))
            if look.tokens.framed:
                painter.setPen(QPen(look.colour("ink"), 1))
                painter.drawRect(place)
    if mark.bar is not None:
        place = QRectF(QPointF(x(0), middle - px(7)), QPointF(x(mark.bar), middle + px(7)))
        painter.fillRect(place, look.colour("c1"))
    ink = look.colour("ink")
    if mark.low is not None and mark.high is not None:
        painter.setPen(QPen(ink, px(2)))
        painter.drawLine(QPointF(x(mark.low), middle), QPointF(x(mark.high), middle))
    if mark.at is not None:
        radius = px(DOT)
        painter.setPen(QPen(ink, max(1.0, px(3) / 2)))
        painter.setBrush(look.colour("surface") if mark.hollow else ink)
        painter.drawEllipse(QPointF(x(mark.at), middle), radius, radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)
