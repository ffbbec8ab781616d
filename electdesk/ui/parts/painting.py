"""Small things drawn the same in widgets and in table cells: key caps, state pills, focus frames."""

from typing import Final

import msgspec
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen

from electdesk.ui.look import Tone, icon_pixmap, px, theme

PILL_HEIGHT: Final = 20
KEY_HEIGHT: Final = 17


class Pill(msgspec.Struct, frozen=True):
    """A state as it is shown: icon, word and tone. ``icon`` is a drawing's name, empty for none."""

    word: str
    icon: str = ""
    tone: Tone = "none"


_PATTERNS: Final = {
    "bar_final": Qt.BrushStyle.SolidPattern,
    "ink2": Qt.BrushStyle.Dense3Pattern,
    "c3": Qt.BrushStyle.HorPattern,
    "warn_edge": Qt.BrushStyle.DiagCrossPattern,
    "bar_second": Qt.BrushStyle.Dense5Pattern,
    "bar_first": Qt.BrushStyle.Dense7Pattern,
    "bar_diff": Qt.BrushStyle.BDiagPattern,
    "err": Qt.BrushStyle.CrossPattern,
    "bar_park": Qt.BrushStyle.VerPattern,
    "edge": Qt.BrushStyle.FDiagPattern,
}


def piece_brush(role: str) -> QBrush:
    """What fills a piece of a bar: its colour, in high contrast a pattern of its own, since there the colours look alike."""
    look = theme()
    if not look.tokens.framed or role not in _PATTERNS:
        return QBrush(look.colour(role))
    return QBrush(look.colour(role), _PATTERNS[role])


def pill_width(pill: Pill) -> int:
    """Pixels a pill takes, its word in full."""
    letters = QFontMetricsF(theme().font(12)).horizontalAdvance(pill.word)
    return round(letters) + px(16) + (px(17) if pill.icon else 0) + 1


def paint_pill(painter: QPainter, place: QRectF, pill: Pill, *, on_selected: bool = False) -> None:
    """Draw the pill at the left of ``place``, middle of its height; the word is cut with … where there is no room."""
    look = theme()
    width = min(place.width(), pill_width(pill))
    height = px(PILL_HEIGHT)
    frame = QRectF(place.left(), place.center().y() - height / 2, width, height)
    # On the selected row the quiet pills would vanish: they get the card's ground.
    ground = look.tokens.surface if on_selected and pill.tone in ("info", "none") else look.tokens.ground_of(pill.tone)
    ink = QColor(look.tokens.text_of(pill.tone))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(ground))
    painter.setPen(QPen(ink, 1) if look.tokens.framed else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), height / 2, height / 2)
    left = frame.left() + px(7)
    if pill.icon:
        draw_icon(painter, QPointF(left, frame.center().y()), pill.icon, ink.name(), 13)
        left += px(17)
    painter.setFont(look.font(12))
    painter.setPen(ink)
    room = QRectF(left, frame.top(), frame.right() - left - px(6), height)
    metrics = QFontMetricsF(painter.font())
    shown = metrics.elidedText(pill.word, Qt.TextElideMode.ElideRight, room.width() + 1)
    painter.drawText(room.adjusted(0, 0, 4, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    painter.restore()


def draw_icon(painter: QPainter, left_middle: QPointF, name: str, colour: str, size: int, *, stroke: float = 2.0) -> None:
    """Draw an icon of ``size`` (pixels at 100 %) whose left edge has its middle at a point; on whole pixels, to be sharp."""
    side = px(size)
    ratio = painter.device().devicePixelRatioF()
    top_left = QPointF(round(left_middle.x()), round(left_middle.y() - side / 2))
    painter.drawPixmap(top_left, icon_pixmap(name, colour, side, ratio, stroke))


def key_width(key: str) -> int:
    """Pixels a key cap takes."""
    return round(QFontMetricsF(theme().font(11)).horizontalAdvance(key)) + px(11)


def paint_key(painter: QPainter, left_middle: QPointF, key: str, *, dim: bool = False) -> None:
    """Draw a key cap whose left edge has its middle at a point."""
    look = theme()
    height = px(KEY_HEIGHT)
    frame = QRectF(left_middle.x(), round(left_middle.y() - height / 2), key_width(key), height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.colour("line" if dim else "edge"), 1))
    painter.setBrush(look.colour("surface"))
    painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), px(3), px(3))
    painter.setPen(look.colour("ink2" if dim else "ink"))
    painter.setFont(look.font(11))
    painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, key)
    painter.restore()


def paint_focus(painter: QPainter, frame: QRectF, *, role: str = "accent", radius: float = 4) -> None:
    """Draw the frame that shows where the keyboard is."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme().colour(role), 2))
    painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), px(radius), px(radius))
    painter.restore()
