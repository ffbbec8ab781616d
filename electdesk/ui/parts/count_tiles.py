"""Counts that are also filters: a drawing, a word and a number on each; the one that is on has a frame."""

from collections.abc import Sequence
from typing import Final

import msgspec
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from electdesk.i18n import format_count
from electdesk.ui.look import Tone, px, theme
from electdesk.ui.parts.flow import FlowLayout
from electdesk.ui.parts.following import Following, Words, say
from electdesk.ui.parts.painting import draw_icon, paint_focus

_HEIGHT: Final = 54


class CountKind(msgspec.Struct, frozen=True):
    """One count: its key, word, drawing and tone."""

    key: str
    words: Words
    icon: str
    tone: Tone


class CountTile(Following, QAbstractButton):
    """One count. ``None`` as its number means that nothing is known yet."""

    def __init__(self, kind: CountKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self.count: int | None = None
        self._wide = 0
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.begin()

    def set_count(self, count: int | None) -> None:
        """Another number."""
        self.count = count
        self.retranslate()
        self.updateGeometry()
        self.update()

    def _number(self) -> str:
        return "–" if self.count is None else format_count(self.count)

    def retranslate(self) -> None:
        self.setText(say(self._kind.words))
        self.setAccessibleName(f"{self.text()}: {self._number()}")

    def set_wide(self, wide: int) -> None:
        """Pixels that the tile takes; 0 = as many as its words need."""
        if wide != self._wide:
            self._wide = wide
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(max(self._wide, self.natural_width()), px(_HEIGHT))

    def natural_width(self) -> int:
        """Pixels that word and number need."""
        look = theme()
        words = QFontMetricsF(look.font(12)).horizontalAdvance(self.text())
        number = QFontMetricsF(look.font(18, bold=True)).horizontalAdvance(self._number())
        return max(px(104), round(max(words, number)) + px(52))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.natural_width(), px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect())
        on, quiet = self.isChecked(), not self.count
        painter.setPen(QPen(look.colour("accent" if on else "line"), 2 if on else 1))
        painter.setBrush(look.colour("accent_bg" if self.underMouse() and not on else "surface"))
        painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), px(5), px(5))
        tone: Tone = "none" if quiet else self._kind.tone
        box = QRectF(px(10), (frame.height() - px(26)) / 2, px(26), px(26))
        painter.setPen(QPen(look.colour("edge"), 1) if look.tokens.framed else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.tokens.ground_of(tone)))
        painter.drawRoundedRect(box, px(4), px(4))
        draw_icon(painter, QPointF(box.left() + px(6), box.center().y()), self._kind.icon, look.tokens.text_of(tone), 14)
        room = frame.adjusted(px(44), px(6), -px(6), -px(6))
        painter.setFont(look.font(12))
        painter.setPen(look.colour("ink2"))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, self.text())
        painter.setFont(look.font(18, bold=True))
        painter.setPen(look.colour("ink2" if quiet else "ink"))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, self._number())
        if self.hasFocus():
            paint_focus(painter, frame)


class CountTiles(Following, QWidget):
    """Counts side by side, of which one is on. Arrows move, ``chosen`` tells the key of a choice made by a person."""

    chosen = Signal(str)

    def __init__(
        self, kinds: Sequence[CountKind], *, name: Words = "", spread: bool = False, parent: QWidget | None = None
    ) -> None:
        """``spread``: the tiles share the whole width, where all of them fit beside each other."""
        super().__init__(parent)
        self._spread = spread
        self._name = name
        self._group = QButtonGroup(self)
        self._flow = FlowLayout(self)
        self._tiles: dict[str, CountTile] = {}
        for kind in kinds:
            tile = CountTile(kind)
            tile.clicked.connect(lambda _=False, key=kind.key: self.chosen.emit(key))
            self._tiles[kind.key] = tile
            self._group.addButton(tile)
            self._flow.addWidget(tile)
        next(iter(self._tiles.values())).setChecked(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.begin()

    def current(self) -> str:
        """The key of the count that is on."""
        return next(key for key, tile in self._tiles.items() if tile.isChecked())

    def set_current(self, key: str) -> None:
        """Put a count on without telling ``chosen``. Raises KeyError for one that is not there."""
        self._tiles[key].setChecked(True)

    def tile(self, key: str) -> CountTile:
        """One tile by its key. Raises KeyError."""
        return self._tiles[key]

    def set_counts(self, counts: dict[str, int] | None) -> None:
        """All numbers by their keys; None where nothing is known yet."""
        for key, tile in self._tiles.items():
            tile.set_count(counts[key] if counts is not None else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        keys = list(self._tiles)
        at = keys[(keys.index(self.current()) + step) % len(keys)]
        self._tiles[at].setFocus(Qt.FocusReason.TabFocusReason)
        self._tiles[at].click()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._spread:
            self._share_width()
        super().resizeEvent(event)

    def _share_width(self) -> None:
        tiles = list(self._tiles.values())
        least = max(tile.natural_width() for tile in tiles)
        wide = (self.width() - (len(tiles) - 1) * self._flow.gap) // len(tiles)
        for tile in tiles:
            tile.set_wide(wide if wide >= least else 0)

    def restyle(self) -> None:
        self._flow.gap = px(8)
        self._flow.row_gap = px(8)

    def retranslate(self) -> None:
        self.setAccessibleName(say(self._name))
