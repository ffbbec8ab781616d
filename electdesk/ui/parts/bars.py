"""Bars: how many protocols are in which state, and how far a long piece of work is."""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from electdesk.i18n import tr
from electdesk.ui.look import px, theme
from electdesk.ui.parts.actions import ActionButton
from electdesk.ui.parts.following import Following, Words, say
from electdesk.ui.parts.labels import Label
from electdesk.ui.parts.painting import piece_brush


class Share(msgspec.Struct, frozen=True):
    """One piece of a stacked bar: how many, the colour role (``bar_final`` …) and what it is called, count included."""

    amount: int
    role: str
    label: str


class StackedBar(Following, QWidget):
    """Shares of a whole side by side. The words beside it say the same: a bar alone tells a colour-blind person nothing."""

    def __init__(self, shares: Sequence[Share] = (), *, height: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shares = tuple(shares)
        self._thick = height
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.begin()

    def set_shares(self, shares: Sequence[Share]) -> None:
        """Show other shares; pieces of nothing are left out."""
        self._shares = tuple(shares)
        self.retranslate()
        self.update()

    def pieces(self) -> list[tuple[Share, QRect]]:
        """Each share that is not empty and its place, left to right; a piece is never thinner than 2 px."""
        shown = [share for share in self._shares if share.amount > 0]
        whole = sum(share.amount for share in shown)
        gap = 1
        room = self.width() - gap * max(0, len(shown) - 1)
        least = px(2)
        free = max(0, room - least * len(shown))
        left, before = 0, 0
        placed = []
        for share in shown:
            start = left + before * free // whole
            before += share.amount
            width = least + before * free // whole - (before - share.amount) * free // whole
            placed.append((share, QRect(start, 0, width, self.height())))
            left += least + gap
        return placed

    def retranslate(self) -> None:
        self.setAccessibleName(", ".join(share.label for share in self._shares if share.amount > 0))

    def sizeHint(self) -> QSize:
        return QSize(px(200), px(self._thick))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect())
        path = QPainterPath()
        path.addRoundedRect(frame, frame.height() / 2, frame.height() / 2)
        painter.setClipPath(path)
        look = theme()
        for share, place in self.pieces():
            painter.fillRect(place, piece_brush(share.role))
        if look.tokens.framed:
            painter.setPen(QPen(look.colour("ink"), 1))
            for _share, place in self.pieces()[1:]:
                painter.drawLine(place.left() - 1, 0, place.left() - 1, self.height())
            painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), frame.height() / 2, frame.height() / 2)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            label = self._label_at(event.pos())
            QToolTip.showText(event.globalPos(), label, self)
            return True
        return super().event(event)

    def _label_at(self, point: QPoint) -> str:
        return next((share.label for share, place in self.pieces() if place.contains(point)), "")


class StripBar(Following, QWidget):
    """The bar of the strip: one dim line of words over it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = Label("", kind="label", elide=True)
        self.bar = StackedBar()
        self._box = QVBoxLayout(self)
        self._box.addStretch()
        self._box.addWidget(self._words)
        self._box.addWidget(self.bar)
        self._box.addStretch()
        self.begin()

    def set_shares(self, words: Words, shares: Sequence[Share]) -> None:
        """The line of words and the pieces."""
        self._words.set_words(words)
        self.bar.set_shares(shares)

    def restyle(self) -> None:
        self._box.setContentsMargins(px(12), px(2), px(14), 0)
        self._box.setSpacing(px(5))
        self.setMinimumWidth(px(60))

    def paintEvent(self, event: QPaintEvent) -> None:
        gap = max(px(11), (self.height() - px(42)) // 2)
        QPainter(self).fillRect(self.width() - 1, gap, 1, self.height() - 2 * gap, theme().colour("line"))


class TaskProgress(Following, QWidget):
    """A long piece of work: what is done, how far it is, and a way to stop it. Nothing else of the window is blocked."""

    cancelled = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._label = Label(words, elide=True)
        self._count = Label("", kind="small")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._stop = ActionButton(lambda: tr("Cancel"), icon="close")
        self._stop.clicked.connect(self._cancel)
        self._row = QHBoxLayout(self)
        column = QVBoxLayout()
        line = QHBoxLayout()
        line.addWidget(self._label, 1)
        line.addWidget(self._count)
        column.addLayout(line)
        column.addWidget(self._bar)
        self._row.addLayout(column, 1)
        self._row.addWidget(self._stop, 0, Qt.AlignmentFlag.AlignVCenter)
        self.begin()

    def set_words(self, words: Words) -> None:
        """What is being done now."""
        self._words = words
        self._label.set_words(words)
        self.retranslate()

    def set_progress(self, done: int, total: int) -> None:
        """``done`` of ``total`` pieces; a total of 0 means that nobody knows yet how long it will take."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._count.set_words(tr("{done} of {total}", done=done, total=total) if total else "")

    def _cancel(self) -> None:
        self._stop.setEnabled(False)
        self.cancelled.emit()

    def restyle(self) -> None:
        self._row.setContentsMargins(px(12), px(6), px(12), px(6))
        self._row.setSpacing(px(12))

    def retranslate(self) -> None:
        self._bar.setAccessibleName(say(self._words))
