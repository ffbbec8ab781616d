"""How a district and a tile of the board are drawn: the same on the page and, larger and in two languages, in the hall."""

from collections.abc import Sequence
from typing import Final

import msgspec
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from electdesk.domain.records.names import in_language
from electdesk.i18n import Language, catalogue, format_count, format_percent
from electdesk.qtmodels.progress.steps import SIGNS
from electdesk.services.queries.progress import DistrictProgress
from electdesk.ui.look import icon_pixmap, theme
from electdesk.ui.look.fonts import make_font
from electdesk.ui.parts.painting import piece_brush

ROW_HEIGHT: Final = 58
"""Pixels of a district at a factor of 1."""
TILE_HEIGHT: Final = 78
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Scale(msgspec.Struct, frozen=True):
    """Lengths and letters at a factor: the page takes the zoom of the window, the hall what fits its screen."""

    factor: float

    def px(self, size: float) -> float:
        """A length."""
        return size * self.factor

    def font(self, size: int, *, bold: bool = False) -> QFont:
        """The face at a size of the scale."""
        return make_font(size, max(40, round(self.factor * 100)), bold=bold)


def draw_text(painter: QPainter, place: QRectF, text: str, font: QFont, role: str, align: Qt.AlignmentFlag = _LEFT) -> float:
    """One line, cut with … where there is no room. Returns its width."""
    painter.setFont(font)
    painter.setPen(theme().colour(role))
    metrics = QFontMetricsF(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width() + 1)
    # Letters may reach a little over the height of the line: the place is made wider, never the line moved.
    painter.drawText(place.adjusted(0, -2, 1, 2), align | Qt.TextFlag.TextSingleLine, shown)
    return metrics.horizontalAdvance(shown)


def draw_mark(painter: QPainter, left_middle: QPointF, name: str, role: str, side: float) -> None:
    """A drawing whose left edge has its middle at a point."""
    whole = max(6, round(side))
    ratio = painter.device().devicePixelRatioF()
    pixmap = icon_pixmap(name, theme().colour(role).name(), whole, ratio, 2.0)
    painter.drawPixmap(QPointF(round(left_middle.x()), round(left_middle.y() - whole / 2)), pixmap)


def names_of(district: DistrictProgress, languages: Sequence[Language]) -> list[str]:
    """A district's name in each language; the rows beside the districts have names of their own."""
    words = [catalogue(language) for language in languages]
    if district.record == "":
        return [each.tr("Whole region") for each in words]
    if district.record == "-":
        return [each.tr("Without a district") for each in words]
    return [in_language(district.names, language) for language in languages]


def share_words(district: DistrictProgress, languages: Sequence[Language]) -> str:
    """How much of a district is in: a share, or that all is."""
    if district.stations and district.reported == district.stations:
        return catalogue(languages[0]).ptr("progress", "all")
    return format_percent(district.reported, district.stations, 0, languages[0])


def spoken(district: DistrictProgress, language: Language) -> str:
    """A district for a screen reader: all its numbers in words."""
    words = catalogue(language)
    parts = [f"{sign.say(words)} {district.count(step)}" for step, sign in SIGNS.items() if district.count(step)]
    head = words.tr(
        "{name}: {n} of {N} protocols", name=names_of(district, [language])[0], n=district.reported, N=district.stations
    )
    return f"{head}; {', '.join(parts)}"


def draw_bar(painter: QPainter, place: QRectF, district: DistrictProgress) -> None:
    """The pieces of a district side by side, each at least 2 px wide, with a gap between: colour is never their only border."""
    shown = [(sign.bar, district.count(step)) for step, sign in SIGNS.items() if district.count(step)]
    whole = sum(amount for _, amount in shown)
    look = theme()
    gap, least = 1.0, 2.0
    free = max(0.0, place.width() - (gap + least) * len(shown) + gap)
    left = place.left()
    for role, amount in shown:
        width = least + free * amount / whole
        painter.fillRect(QRectF(left, place.top(), width, place.height()), piece_brush(role))
        if look.tokens.framed and left > place.left():
            painter.fillRect(QRectF(left - gap, place.top(), gap, place.height()), look.colour("line"))
        left += width + gap
    if look.tokens.framed or not shown:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.colour("line"), 1))
        painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))


def draw_district(
    painter: QPainter, place: QRectF, district: DistrictProgress, languages: Sequence[Language], scale: Scale
) -> list[tuple[str, QRectF]]:
    """Name, bar with marks and numbers, how many of how many. Returns each step with the place of its mark, to be pressed."""
    whole = district.record == ""
    pad = scale.px(10)
    numbers = scale.px(104)
    name_width = min(place.width() * 0.3, scale.px(190))
    top = place.top() + scale.px(6)
    line = scale.px(22)
    names = names_of(district, languages)
    left = place.left() + pad
    draw_text(painter, QRectF(left, top, name_width, line), names[0], scale.font(15, bold=whole), "ink")
    if len(names) > 1 and names[1] != names[0]:
        draw_text(painter, QRectF(left, top + line, name_width, scale.px(18)), names[1], scale.font(12), "ink2")
    right = place.right() - pad
    _draw_numbers(painter, QRectF(right - numbers, top, numbers, line), district, scale)
    share = share_words(district, languages)
    draw_text(painter, QRectF(right - numbers, top + line, numbers, scale.px(18)), share, scale.font(12), "ink2", _RIGHT)
    start = left + name_width + scale.px(8)
    bar = QRectF(start, top + scale.px(3), right - numbers - scale.px(12) - start, scale.px(14))
    draw_bar(painter, bar, district)
    return _draw_marks(painter, QRectF(start, bar.bottom() + scale.px(4), bar.width(), scale.px(18)), district, scale)


def _draw_numbers(painter: QPainter, place: QRectF, district: DistrictProgress, scale: Scale) -> None:
    of = f" / {format_count(district.stations)}"
    wide = scale.font(17)
    width = QFontMetricsF(wide).horizontalAdvance(of) + 1
    draw_text(painter, place, of, wide, "ink2", _RIGHT)
    draw_text(painter, place.adjusted(0, 0, -width, 0), format_count(district.reported), scale.font(17, bold=True), "ink", _RIGHT)


def _draw_marks(painter: QPainter, place: QRectF, district: DistrictProgress, scale: Scale) -> list[tuple[str, QRectF]]:
    font, left, placed = scale.font(13), place.left(), []
    side = scale.px(13)
    for step, sign in SIGNS.items():
        amount = district.count(step)
        if not amount:
            continue
        number = format_count(amount)
        width = side + scale.px(4) + QFontMetricsF(font).horizontalAdvance(number)
        if left + width > place.right() + scale.px(100):
            break
        draw_mark(painter, QPointF(left, place.center().y()), sign.icon, sign.ink, side)
        draw_text(painter, QRectF(left + side + scale.px(4), place.top(), width, place.height()), number, font, sign.ink)
        placed.append((step, QRectF(left, place.top(), width, place.height())))
        left += width + scale.px(12)
    return placed


def tile_width(languages: Sequence[Language], step: str, scale: Scale) -> float:
    """So wide a tile has to be that its words are whole."""
    sign = SIGNS[step]
    words = [sign.say(catalogue(language)) for language in languages]
    widths = [QFontMetricsF(scale.font(13 if place == 0 else 12)).horizontalAdvance(text) for place, text in enumerate(words)]
    return max(widths) + scale.px(42)


def draw_tile(painter: QPainter, place: QRectF, step: str, amount: int, languages: Sequence[Language], scale: Scale) -> None:
    """A number with mark and word, and the colour of its piece at the foot."""
    sign = SIGNS[step]
    pad = scale.px(12)
    inner = place.adjusted(pad, scale.px(4), -scale.px(4), 0)
    draw_text(
        painter,
        QRectF(inner.left(), inner.top(), inner.width(), scale.px(30)),
        format_count(amount),
        scale.font(22, bold=True),
        "ink",
    )
    row = QRectF(inner.left(), inner.top() + scale.px(31), inner.width(), scale.px(18))
    draw_mark(painter, QPointF(row.left(), row.center().y()), sign.icon, sign.ink, scale.px(13))
    words = [sign.say(catalogue(language)) for language in languages]
    draw_text(painter, row.adjusted(scale.px(18), 0, 0, 0), words[0], scale.font(13), "ink")
    if len(words) > 1:
        draw_text(painter, row.translated(0, scale.px(17)), words[1], scale.font(12), "ink2")
    painter.fillRect(QRectF(place.left(), place.bottom() - scale.px(5), place.width() - 1, scale.px(5)), piece_brush(sign.bar))


def draw_total(painter: QPainter, place: QRectF, whole: DistrictProgress, languages: Sequence[Language], scale: Scale) -> None:
    """The first tile: how many protocols are in, of how many stations."""
    pad = scale.px(14)
    inner = place.adjusted(pad, scale.px(4), -scale.px(4), 0)
    row = QRectF(inner.left(), inner.top(), inner.width(), scale.px(34))
    large = scale.font(32, bold=True)
    width = draw_text(painter, row, format_count(whole.reported), large, "ink")
    of = catalogue(languages[0]).tr("of {N}", N=whole.stations)
    draw_text(painter, row.adjusted(width + scale.px(10), scale.px(5), 0, 0), of, scale.font(17), "ink2")
    for line, language in enumerate(languages):
        text = catalogue(language).tr(
            "protocols, {share} of the stations", share=format_percent(whole.reported, whole.stations, 1, language)
        )
        top = inner.top() + scale.px(36 + 17 * line)
        font, role = scale.font(13 if line == 0 else 12), "ink" if line == 0 else "ink2"
        draw_text(painter, QRectF(inner.left(), top, inner.width(), scale.px(18)), text, font, role)
