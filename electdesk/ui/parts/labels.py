"""What is only read: state pills, the mode badge, key caps with their words, figures of the strip, the note on an empty place."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from electdesk.ui.look import icon_pixmap, px, theme
from electdesk.ui.parts.actions import ActionButton
from electdesk.ui.parts.flow import FlowLayout
from electdesk.ui.parts.following import Following, Words, say, set_property
from electdesk.ui.parts.painting import PILL_HEIGHT, Pill, key_width, paint_key, paint_pill, pill_width


class Label(Following, QLabel):
    """Plain text in one of the kinds of the style sheet (dim, small, label, value, title, headline, huge, hall).

    With ``elide`` it is cut with … where there is no room and the tip holds the whole.
    """

    def __init__(
        self, words: Words = "", *, kind: str = "", tone: str = "", elide: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._elide = elide
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", kind)
        self.setProperty("tone", tone)
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.begin()

    def set_words(self, words: Words, tone: str | None = None) -> None:
        """Say something else from now on, in another tone if one is given."""
        self._words = words
        if tone is not None:
            set_property(self, "tone", tone)
        self.retranslate()

    def words(self) -> str:
        """The whole text, also where … is shown."""
        return say(self._words)

    def retranslate(self) -> None:
        self._show()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        if not self._elide:
            return super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance(self.words()) + 1, self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(px(24), self.fontMetrics().height()) if self._elide else super().minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show()

    def _show(self) -> None:
        whole = self.words()
        if not self._elide:
            self.setText(whole)
            return
        room = max(self.width(), 1) if self.isVisible() else 1 << 20
        shown = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, room)
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(whole if shown != whole else "")
        self.setAccessibleName(whole)


class StatePill(Following, QWidget):
    """A state as icon, word and colour."""

    def __init__(self, pill: Pill, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pill = pill
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.begin()

    def set_pill(self, pill: Pill) -> None:
        """Show another state."""
        self._pill = pill
        self.retranslate()
        self.updateGeometry()
        self.update()

    def retranslate(self) -> None:
        self.setAccessibleName(self._pill.word)

    def sizeHint(self) -> QSize:
        return QSize(pill_width(self._pill), px(PILL_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_pill(QPainter(self), QRectF(self.rect()), self._pill)


class ModeBadge(Following, QWidget):
    """The frame that says that these figures are an exercise; hidden in a real region by the page."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.begin()

    def retranslate(self) -> None:
        self.setAccessibleName(say(self._words))

    def sizeHint(self) -> QSize:
        letters = QFontMetricsF(theme().font(11, bold=True)).horizontalAdvance(say(self._words))
        return QSize(round(letters) + px(18), px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("warn_edge"), 2 if look.tokens.framed else 1))
        painter.setBrush(look.colour("warn_bg"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(4), px(4))
        painter.setFont(look.font(11, bold=True))
        painter.setPen(look.colour("warn"))
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, say(self._words))


class KeyCap(Following, QWidget):
    """A key and what it does: one piece of the legend at the foot of a page. ``words`` may be empty."""

    def __init__(self, key: str, words: Words = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self._words = words
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.begin()

    def retranslate(self) -> None:
        self.setAccessibleName(f"{self._key} {say(self._words)}".strip())

    def sizeHint(self) -> QSize:
        letters = QFontMetricsF(theme().font(12)).horizontalAdvance(say(self._words))
        return QSize(key_width(self._key) + round(letters) + (px(5) if letters else 0) + 1, px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        frame = QRectF(self.rect())
        paint_key(painter, QPointF(0, frame.center().y()), self._key)
        painter.setFont(look.font(12))
        painter.setPen(look.colour("ink"))
        left = key_width(self._key) + px(5)
        at_left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(frame.adjusted(left, 0, 4, 0), at_left, say(self._words))


class KeyLegend(Following, QWidget):
    """The keys of a page in a row that wraps when the letters are large."""

    def __init__(self, keys: Sequence[tuple[str, Words]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_keys(keys)
        self.begin()

    def set_keys(self, keys: Sequence[tuple[str, Words]]) -> None:
        """Show other keys."""
        while self._flow.count():
            widget = self._flow.takeAt(0).widget()
            # Hidden first: a show that Qt has queued would make a widget without parent a window of its own, which takes the keyboard.
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        for key, words in keys:
            self._flow.addWidget(KeyCap(key, words, self))

    def restyle(self) -> None:
        self._flow.gap = px(16)
        self._flow.invalidate()


class HeadlineFigure(Following, QWidget):
    """A label over a figure with its small unit; several figures may stand in a row ("3 open · 1 overdue")."""

    def __init__(self, label: Words, *, line_after: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = Label(label, kind="label")
        self._line_after = line_after
        self._box = QVBoxLayout(self)
        self._row = QHBoxLayout()
        self._box.addStretch()
        self._box.addWidget(self._label)
        self._box.addLayout(self._row)
        self._box.addStretch()
        self._box.setSpacing(0)
        self.begin()

    def set_label(self, label: Words) -> None:
        """Another label over the figure."""
        self._label.set_words(label)

    def set_value(self, value: str, unit: Words = "", tone: str = "") -> None:
        """The figure and its small unit, e.g. "94,0 %" and "issued / list"."""
        self.set_parts([(value, unit, tone)])

    def set_parts(self, parts: Sequence[tuple[str, Words, str]]) -> None:
        """Several figures: value, unit, tone ("" or one of err, warn, ok)."""
        while self._row.count():
            widget = self._row.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for value, unit, tone in parts:
            self._row.addWidget(Label(value, kind="value", tone=tone, parent=self), 0, Qt.AlignmentFlag.AlignBaseline)
            if unit:
                self._row.addWidget(Label(unit, kind="small", tone=tone, parent=self), 0, Qt.AlignmentFlag.AlignBaseline)
        self._row.addStretch()
        self.setAccessibleName(" ".join([self._label.words(), *(f"{value} {say(unit)}" for value, unit, _ in parts)]))

    def restyle(self) -> None:
        self._box.setContentsMargins(px(12), 0, px(14), 0)
        self._row.setSpacing(px(5))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._line_after:
            gap = max(px(11), (self.height() - px(42)) // 2)
            QPainter(self).fillRect(self.width() - 1, gap, 1, self.height() - 2 * gap, theme().colour("line"))


class IconLabel(Following, QWidget):
    """A small drawing with a word beside it: "everything saved", the name of the person at work."""

    def __init__(self, icon: str, words: Words, *, role: str = "ink", size: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._role = role
        self._size = size
        self._picture = QLabel()
        self._label = Label(words, elide=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._picture)
        row.addWidget(self._label)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.begin()

    def set_state(self, icon: str, words: Words, role: str = "ink") -> None:
        """Show another drawing and word."""
        self._icon_name, self._role = icon, role
        self._label.set_words(words)
        self.restyle()

    def restyle(self) -> None:
        look = theme()
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(icon_pixmap(self._icon_name, look.colour(self._role).name(), px(self._size), ratio))
        layout = self.layout()
        if layout is not None:
            layout.setSpacing(px(5))


class EmptyNote(Following, QWidget):
    """What stands in an empty place: why it is empty and, where there is something to do, the one button for it."""

    def __init__(
        self,
        title: Words,
        body: Words = "",
        *,
        icon: str = "info",
        action: ActionButton | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._picture = QLabel()
        self._title = Label(title, kind="title")
        self._body = Label(body, kind="dim")
        self._body.setWordWrap(True)
        middle = Qt.AlignmentFlag.AlignHCenter
        for label in (self._picture, self._title, self._body):
            label.setAlignment(middle)
        self._box = QVBoxLayout(self)
        self._box.addStretch(2)
        self._box.addWidget(self._picture)
        self._box.addWidget(self._title)
        self._box.addWidget(self._body)
        if action is not None:
            self._box.addWidget(action, 0, middle)
        self._box.addStretch(3)
        self.begin()

    def restyle(self) -> None:
        self._box.setSpacing(px(6))
        self._box.setContentsMargins(px(24), px(16), px(24), px(16))
        self._picture.setPixmap(icon_pixmap(self._icon, theme().colour("ink2").name(), px(32), self.devicePixelRatioF()))
