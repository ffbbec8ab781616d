"""The page switch at the left edge of the window: a drawing over a word for each page."""

from collections.abc import Sequence
from typing import Final

import msgspec
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from electdesk.ui.look import px, theme
from electdesk.ui.parts.following import Following, Words, say
from electdesk.ui.parts.painting import draw_icon, paint_focus

WIDE: Final = 84
NARROW: Final = 76


class RailItem(msgspec.Struct, frozen=True):
    """A page (or, at the foot, an action): its key, drawing, words and the shortcut that its tip names."""

    key: str
    icon: str
    words: Words
    shortcut: str = ""


class _RailButton(Following, QAbstractButton):
    """One entry of the rail."""

    def __init__(self, item: RailItem, parent: QWidget) -> None:
        super().__init__(parent)
        self.item = item
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.begin()

    def retranslate(self) -> None:
        words = say(self.item.words)
        self.setText(words)
        self.setAccessibleName(words)
        self.setToolTip(f"{words} · {self.item.shortcut}" if self.item.shortcut else words)

    def sizeHint(self) -> QSize:
        return QSize(px(NARROW), px(57))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt's button walks on arrows and comes round at the end; the rail walks itself and stops there.
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        frame = QRectF(self.rect())
        on = self.isChecked()
        if on:
            painter.fillRect(frame, look.colour("rail_on"))
            painter.fillRect(QRectF(0, 0, px(3), frame.height()), look.colour("rail_edge"))
        elif self.underMouse():
            shade = look.colour("rail_edge")
            shade.setAlpha(45)
            painter.fillRect(frame, shade)
        ink = look.colour("rail_on_ink" if on else "rail_ink")
        draw_icon(painter, QPointF((frame.width() - px(22)) / 2, px(9 + 11)), self.item.icon, ink.name(), 22, stroke=1.5)
        painter.setPen(ink)
        painter.setFont(look.font(11))
        # A word that is a little too long is set narrower before it is cut: the rail keeps its words.
        room = frame.width() - px(4)
        wide = QFontMetricsF(painter.font()).horizontalAdvance(self.text())
        if wide > room:
            font = look.font(11)
            font.setPixelSize(max(9, int(font.pixelSize() * room / wide)))
            painter.setFont(font)
        word = QFontMetricsF(painter.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, room + 1)
        painter.drawText(QRectF(0, px(33), frame.width(), px(20)), Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, word)
        if self.hasFocus():
            paint_focus(painter, frame, role="rail_edge", radius=2)


class Rail(Following, QScrollArea):
    """Pages above, actions at the foot. Up and Down move, Enter or Space choose; scrolls where the window is too low.

    ``chosen`` tells the key of a page, ``triggered`` that of an action at the foot.
    """

    chosen = Signal(str)
    triggered = Signal(str)

    def __init__(self, pages: Sequence[RailItem], foot: Sequence[RailItem] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The wheel and the keyboard scroll; a bar would eat a fifth of the width.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._narrow = False
        self._buttons: dict[str, _RailButton] = {}
        self._inner = QWidget()
        self._column = QVBoxLayout(self._inner)
        self._column.setSpacing(0)
        for item in pages:
            self._add(item, page=True)
        self._column.addStretch()
        for item in foot:
            self._add(item, page=False)
        self.setWidget(self._inner)
        self.begin()

    def _add(self, item: RailItem, *, page: bool) -> None:
        button = _RailButton(item, self._inner)
        button.setCheckable(page)
        if page:
            button.clicked.connect(lambda _=False, key=item.key: self._choose(key))
        else:
            button.clicked.connect(lambda _=False, key=item.key: self.triggered.emit(key))
        self._buttons[item.key] = button
        self._column.addWidget(button)

    def _choose(self, key: str) -> None:
        self.set_current(key)
        self.chosen.emit(key)

    def current(self) -> str:
        """The key of the page that is shown, "" before the first choice."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def has(self, key: str) -> bool:
        """Whether a page of this key stands in the rail."""
        return key in self._buttons

    def set_current(self, key: str) -> None:
        """Mark a page without telling ``chosen``. Raises KeyError for a page that is not there."""
        chosen = self._buttons[key]
        for button in self._buttons.values():
            button.setChecked(button is chosen)
        self.ensureWidgetVisible(chosen, 0, 0)

    def set_offered(self, key: str, offered: bool) -> None:
        """Show or hide a page or an action."""
        self._buttons[key].setVisible(offered)

    def set_narrow(self, narrow: bool) -> None:
        """76 px instead of 84, for windows of 1024."""
        self._narrow = narrow
        self.restyle()

    def restyle(self) -> None:
        self.setFixedWidth(px(NARROW if self._narrow else WIDE))
        self._column.setContentsMargins(0, px(8), 0, px(4))
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Window, theme().colour("rail"))
        self._inner.setPalette(palette)
        self._inner.setAutoFillBackground(True)
        self.viewport().setPalette(palette)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shown = [button for button in self._buttons.values() if button.isVisible()]
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        at = next((place for place, button in enumerate(shown) if button.hasFocus()), None)
        if at is None or event.key() not in steps:
            if at is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                shown[at].click()
                return
            super().keyPressEvent(event)
            return
        button = shown[min(len(shown) - 1, max(0, at + steps[Qt.Key(event.key())]))]
        button.setFocus(Qt.FocusReason.TabFocusReason)
        self.ensureWidgetVisible(button, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self.viewport()).fillRect(QRect(0, 0, self.width(), self.height()), theme().colour("rail"))
