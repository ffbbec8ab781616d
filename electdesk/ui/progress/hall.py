"""The view for the hall: the whole screen, large, in two languages, nothing to press; it follows every change, Escape leaves."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from electdesk.domain.records.names import in_language
from electdesk.i18n import Language, catalogue, format_date, format_fingerprint, format_time, language
from electdesk.qtmodels.desk import Desk
from electdesk.qtmodels.progress.board import Board
from electdesk.qtmodels.progress.steps import ALWAYS, SIGNS
from electdesk.ui.look import theme
from electdesk.ui.parts import Following, paint_key
from electdesk.ui.progress.drawing import (
    ROW_HEIGHT,
    Scale,
    draw_district,
    draw_mark,
    draw_text,
    draw_tile,
    draw_total,
    tile_width,
)

if TYPE_CHECKING:
    from electdesk.services.queries.progress import Progress

_SECOND: Final[dict[Language, Language]] = {"ru": "kk", "kk": "ru", "en": "ru"}
_DRAWN: Final = (1440, 900)
"""The size at which everything is drawn at a factor of 1."""
_CENTRE: Final = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class HallView(Following, QWidget):
    """Painted as a whole: there is nothing in it that a hand or a keyboard could reach."""

    def __init__(self, desk: Desk, board: Board, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._desk, self._board = desk, board
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self.update)
        self._clock.start()
        board.rebuilt.connect(self.follow)
        board.moved.connect(lambda _records: self.follow())
        desk.closed.connect(self.close)
        self.begin()

    def languages(self) -> tuple[Language, Language]:
        """The window's language, and Kazakh beside Russian or Russian beside the others."""
        return language(), _SECOND[language()]

    def follow(self) -> None:
        """Show what is now."""
        self.retranslate()
        self.update()

    def retranslate(self) -> None:
        progress = self._board.progress
        words = catalogue(language())
        self.setWindowTitle(words.tr("Hall view"))
        if progress is not None:
            whole = progress.region
            spoken = words.tr("{n} of {N} protocols", n=whole.reported, N=whole.stations)
            self.setAccessibleName(f"{words.tr('Progress of the protocols')}. {spoken}")

    def is_final(self) -> bool:
        """Whether every tally is final or annulled: only then nothing is preliminary."""
        progress = self._board.progress
        if progress is None:
            return False
        whole = progress.region
        return whole.stations > 0 and whole.count("final") + whole.count("annulled") == whole.stations

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F11):
            self.close()

    # --- drawing ----------------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme().colour("canvas"))
        progress = self._board.progress
        if progress is None:
            return
        scale = Scale(min(self.width() / _DRAWN[0], self.height() / _DRAWN[1]))
        edge = scale.px(28)
        inside = QRectF(self.rect()).adjusted(edge, scale.px(20), -edge, -scale.px(10))
        self._draw_head(painter, inside, scale)
        tiles = QRectF(inside.left(), inside.top() + scale.px(84), inside.width(), scale.px(112))
        self._draw_tiles(painter, tiles, progress, scale)
        foot = QRectF(inside.left(), inside.bottom() - scale.px(24), inside.width(), scale.px(24))
        grid = QRectF(inside.left(), tiles.bottom() + scale.px(12), inside.width(), foot.top() - tiles.bottom() - scale.px(20))
        self._draw_districts(painter, grid, progress, scale)
        self._draw_foot(painter, foot, scale)

    def _draw_head(self, painter: QPainter, place: QRectF, scale: Scale) -> None:
        region = self._desk.region
        if region is None:
            return
        now = region.local(region.now_text())
        clock = format_time(now)
        font = scale.font(44, bold=True)
        width = QFontMetricsF(font).horizontalAdvance(clock)
        draw_text(painter, QRectF(place.right() - width - 2, place.top(), width + 2, scale.px(60)), clock, font, "ink", _RIGHT)
        right = place.right() - width - scale.px(26)
        if not self.is_final():
            right = self._draw_preliminary(painter, place, right, scale)
        room = QRectF(place.left(), place.top(), right - place.left() - scale.px(20), scale.px(38))
        title = " · ".join(catalogue(each).tr("Progress of the protocols") for each in self.languages())
        draw_text(painter, room, title, scale.font(22, bold=True), "ink")
        set_up = region.columns.set_up
        contest = self._desk.contest
        names = [in_language(set_up.region, each) for each in self.languages()]
        parts = list(dict.fromkeys(name for name in names if name))
        if contest is not None:
            parts.append(in_language(contest.contest.title, language()))
        if set_up.day:
            parts.append(".".join(reversed(set_up.day.split("-"))))
        if region.is_test:
            parts.append(" / ".join(catalogue(each).tr("TRAINING REGION") for each in self.languages()))
        draw_text(painter, room.translated(0, scale.px(34)), " · ".join(parts), scale.font(14), "ink2")

    def _draw_preliminary(self, painter: QPainter, place: QRectF, right: float, scale: Scale) -> float:
        words = [catalogue(each).tr("PRELIMINARY") for each in self.languages()]
        font = scale.font(18, bold=True)
        width = max(QFontMetricsF(font).horizontalAdvance(word) for word in words) + scale.px(36)
        frame = QRectF(right - width, place.top(), width, scale.px(60))
        look = theme()
        painter.setPen(QPen(look.colour("warn_edge"), max(1.0, scale.px(2))))
        painter.setBrush(look.colour("warn_bg"))
        painter.drawRoundedRect(frame, scale.px(4), scale.px(4))
        for line, word in enumerate(words):
            draw_text(
                painter,
                QRectF(frame.left(), frame.top() + scale.px(5 + 25 * line), width, scale.px(26)),
                word,
                font,
                "warn",
                _CENTRE,
            )
        return frame.left()

    def _draw_tiles(self, painter: QPainter, place: QRectF, progress: "Progress", scale: Scale) -> None:
        look, whole = theme(), progress.region
        painter.setPen(QPen(look.colour("line"), 1))
        painter.setBrush(look.colour("surface"))
        painter.drawRoundedRect(place, scale.px(6), scale.px(6))
        steps = [step for step in SIGNS if whole.count(step) or step in ALWAYS]
        wanted = [tile_width(self.languages(), step, scale) for step in steps]
        first = scale.px(270)
        # Each tile is as wide as its words; where all together are too wide, the letters become smaller and stay whole.
        shrink = min(1.0, (place.width() - first) / sum(wanted))
        small = Scale(scale.factor * shrink)
        spare = max(0.0, place.width() - first - shrink * sum(wanted)) / len(steps)
        inner = place.adjusted(0, scale.px(10), 0, -1)
        draw_total(painter, QRectF(inner.left(), inner.top(), first, inner.height()), whole, self.languages(), scale)
        left = place.left() + first
        for step, wide in zip(steps, wanted, strict=True):
            width = wide * shrink + spare
            painter.fillRect(QRectF(left, place.top() + 1, 1, place.height() - 2), look.colour("line"))
            draw_tile(painter, QRectF(left, inner.top(), width, inner.height()), step, whole.count(step), self.languages(), small)
            left += width

    def _draw_districts(self, painter: QPainter, place: QRectF, progress: "Progress", scale: Scale) -> None:
        look = theme()
        painter.setPen(QPen(look.colour("line"), 1))
        painter.setBrush(look.colour("surface"))
        painter.drawRoundedRect(place, scale.px(6), scale.px(6))
        districts = (*progress.districts, progress.region)
        # As many columns as keep the letters readable from the last row of the hall.
        columns = next((count for count in (2, 3, 4) if place.height() / -(-len(districts) // count) >= scale.px(34)), 4)
        rows = -(-len(districts) // columns)
        height = place.height() / rows
        factor = min(scale.factor * 1.15, height / ROW_HEIGHT, scale.factor * 2.1 / columns)
        for number, district in enumerate(districts):
            column, row = divmod(number, rows)
            width = place.width() / columns
            cell = QRectF(place.left() + column * width + scale.px(4), place.top() + row * height, width - scale.px(8), height)
            draw_district(painter, cell, district, self.languages(), Scale(factor))
            if row + 1 < rows:
                painter.fillRect(
                    QRectF(cell.left() + scale.px(8), cell.bottom() - 1, cell.width() - scale.px(16), 1), look.colour("hair")
                )

    def _draw_foot(self, painter: QPainter, place: QRectF, scale: Scale) -> None:
        region = self._desk.region
        if region is None:
            return
        words = catalogue(language())
        last = region.store.commits(max(0, region.store.counts[0] - 1))
        at = region.local(last[-1].commit.at) if last else None
        parts = [" · ".join(catalogue(each).tr("View only") for each in self.languages())]
        if at is not None:
            moment = f"{format_date(at)} {at:%H:%M:%S}"
            parts.append(words.tr("changed last {moment}", moment=moment))
        digits = format_fingerprint(region.store.fingerprint.replace(" ", ""))
        parts.append(words.tr("journal no. {n} · fingerprint {digits}", n=region.store.counts[0], digits=digits))
        font = scale.font(12)
        draw_mark(painter, place.topLeft() + QRectF(0, 0, 1, place.height()).center(), "lock", "ink2", scale.px(13))
        draw_text(painter, place.adjusted(scale.px(20), 0, 0, 0), "    ".join(parts), font, "ink2")
        leave = words.tr("leave the full screen")
        width = QFontMetricsF(font).horizontalAdvance(leave)
        draw_text(painter, place, leave, font, "ink2", _RIGHT)
        start = place.right() - width - scale.px(10)
        painter.save()
        paint_key(painter, QRectF(start - 34, place.top(), 1, place.height()).center(), "Esc")
        painter.restore()
