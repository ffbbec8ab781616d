"""What can be pressed: a flat action with icon, word and key; a framed or filled button of the same make; a row of choices."""

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from electdesk.ui.look import px, theme
from electdesk.ui.parts.following import Following, Words, say
from electdesk.ui.parts.painting import draw_icon, key_width, paint_focus, paint_key

Kind = Literal["link", "plain", "primary"]


class ActionLink(Following, QAbstractButton):
    """Icon, word and key of one action, flat: the way a card's head and the legend offer what can be done.

    ``key`` is what a cap shows; the shortcut itself belongs to the page's action.
    """

    kind: Kind = "link"

    def __init__(self, words: Words, *, icon: str = "", key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._icon = icon
        self._key = key
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.begin()

    def set_words(self, words: Words) -> None:
        """Say something else from now on."""
        self._words = words
        self.retranslate()

    def set_refusal(self, reason: Words | None) -> None:
        """Switch the action off and say why in its tip and to a screen reader; None switches it on."""
        self.setEnabled(reason is None)
        self.setToolTip("" if reason is None else say(reason))
        self.setAccessibleDescription("" if reason is None else say(reason))

    def retranslate(self) -> None:
        self.setText(say(self._words))
        self.setAccessibleName(say(self._words))
        self.updateGeometry()

    def _sizes(self) -> tuple[int, int, int, int]:
        """Letter size, icon size, space at the sides and height, in pixels at 100 %."""
        return (12, 13, 4, 24) if self.kind == "link" else (13, 14, 12, 30)

    def sizeHint(self) -> QSize:
        letters, side, pad, height = self._sizes()
        metrics = QFontMetricsF(theme().font(letters, bold=self.kind == "primary"))
        width = round(metrics.horizontalAdvance(self.text())) + 2 * px(pad) + 2
        width += px(side + 4) if self._icon else 0
        width += key_width(self._key) + px(6) if self._key else 0
        return QSize(width, px(height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses what has the keyboard: outside a dialog Qt knows Space alone."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        letters, side, pad, _ = self._sizes()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect())
        ink = self._paint_ground(painter, frame)
        left = float(px(pad) + 1)
        if self._icon:
            draw_icon(painter, QPointF(left, frame.center().y()), self._icon, look.colour(ink).name(), side)
            left += px(side + 4)
        painter.setFont(look.font(letters, bold=self.kind == "primary" and self.isEnabled()))
        painter.setPen(look.colour(ink))
        painter.drawText(frame.adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        if self._key:
            start = frame.right() - px(pad) - key_width(self._key)
            paint_key(painter, QPointF(start, frame.center().y()), self._key, dim=not self.isEnabled())
        if self.hasFocus():
            paint_focus(painter, frame, role="ink" if self.kind == "primary" else "accent")

    def _paint_ground(self, painter: QPainter, frame: QRectF) -> str:
        """Paint what lies under the words and return the role of the words' colour."""
        look = theme()
        over = self.isEnabled() and (self.underMouse() or self.isDown())
        if self.kind == "link":
            if over:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.colour("accent_bg"))
                painter.drawRoundedRect(frame, px(4), px(4))
            return "accent" if self.isEnabled() else "ink2"
        if not self.isEnabled():
            ground, edge, ink = "canvas", "line", "ink2"
        elif self.kind == "primary":
            ground, edge, ink = "accent", "accent", "on_accent"
        else:
            ground, edge, ink = ("accent_bg" if over else "surface"), "edge", "ink"
        # Where every line is black, a broken frame tells what cannot be pressed.
        broken = look.tokens.framed and not self.isEnabled()
        painter.setPen(QPen(look.colour(edge), 1, Qt.PenStyle.DashLine if broken else Qt.PenStyle.SolidLine))
        painter.setBrush(look.colour(ground))
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), px(4), px(4))
        return ink


class ActionButton(ActionLink):
    """The same with a frame, or filled: one filled button on a page."""

    def __init__(
        self, words: Words, *, icon: str = "", key: str = "", primary: bool = False, parent: QWidget | None = None
    ) -> None:
        self.kind = "primary" if primary else "plain"
        super().__init__(words, icon=icon, key=key, parent=parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


class _Segment(Following, QAbstractButton):
    """One choice of a Segmented."""

    def __init__(self, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self.first = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.begin()

    def retranslate(self) -> None:
        self.setText(say(self._words))
        self.setAccessibleName(self.text())

    def sizeHint(self) -> QSize:
        # Measured bold, so that nothing moves when another choice is made.
        wide = QFontMetricsF(theme().font(12, bold=True)).horizontalAdvance(self.text())
        return QSize(round(wide) + px(20), px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        frame = QRectF(self.rect())
        on = self.isChecked()
        # The corners of the row are round: the ends must not stick out.
        around = QPainterPath()
        row = self.parentWidget()
        whole = QRectF(row.rect() if row is not None else self.rect()).translated(-self.pos().toPointF())
        around.addRoundedRect(whole, px(5), px(5))
        painter.setClipPath(around)
        if on or self.underMouse():
            painter.fillRect(frame.adjusted(1, 1, -1, -1), look.colour("accent_bg" if on else "canvas"))
        if not self.first:
            painter.fillRect(QRectF(0, 0, 1, frame.height()), look.colour("line"))
        painter.setFont(look.font(12, bold=on))
        painter.setPen(look.colour("accent" if on else "ink2"))
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, self.text())
        if look.tokens.framed and on:
            painter.fillRect(QRectF(frame.left(), frame.bottom() - 3, frame.width(), 3), look.colour("accent"))
        if self.hasFocus():
            paint_focus(painter, frame)


class Segmented(Following, QWidget):
    """A row of choices of which one is on. Arrows move, Space chooses. ``chosen`` tells the key of a choice made by a person."""

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, Words]], *, name: Words = "", parent: QWidget | None = None) -> None:
        """``choices`` are key and words; the first is on. ``name`` says to a screen reader what is chosen."""
        super().__init__(parent)
        self._name = name
        self._segments: dict[str, _Segment] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for key, words in choices:
            segment = _Segment(words, self)
            segment.first = not self._segments
            segment.setChecked(segment.first)
            segment.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            self._segments[key] = segment
            self._group.addButton(segment)
            row.addWidget(segment)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.begin()

    def current(self) -> str:
        """The key of the choice that is on."""
        return next(key for key, segment in self._segments.items() if segment.isChecked())

    def set_current(self, key: str) -> None:
        """Put a choice on without telling ``chosen``. Raises KeyError for a key that is not offered."""
        self._segments[key].setChecked(True)

    def set_offered(self, key: str, offered: bool) -> None:
        """Leave a choice out, or offer it again. Raises KeyError for a key that was never offered."""
        self._segments[key].setVisible(offered)

    def say_again(self) -> None:
        """Words that depend on who works are others now."""
        for segment in self._segments.values():
            segment.retranslate()
            segment.updateGeometry()

    def retranslate(self) -> None:
        self.setAccessibleName(say(self._name))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().colour("line"), 1))
        painter.setBrush(theme().colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(5), px(5))
