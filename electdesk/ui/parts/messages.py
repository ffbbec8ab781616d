"""What tells a clerk something: the finding box beside the lines and the banner under the strip. Neither stops the work."""

import html
import re
from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from electdesk.i18n import tr
from electdesk.i18n.numbers import THOUSANDS
from electdesk.ui.look import icon, icon_pixmap, px, theme
from electdesk.ui.parts.actions import ActionButton
from electdesk.ui.parts.following import Following, Words, say
from electdesk.ui.parts.labels import KeyCap
from electdesk.ui.parts.painting import paint_focus

Weight = Literal["err", "warn", "plain", "info"]

_STARS = re.compile(r"\*\*(.+?)\*\*")


def rich(text: str) -> str:
    """Plain text as the little HTML a label needs: ``**830**`` becomes bold, everything else is shown as it stands."""
    bold = _STARS.sub(r"<b>\1</b>", html.escape(text, quote=False))
    # Qt makes a plain space of a narrow no-break space in HTML, so that 1 977 would break at a line's end and read as two numbers.
    return bold.replace(THOUSANDS, f'<span style="white-space:pre">{THOUSANDS}</span>').replace("\n", "<br>")


class _Text(QLabel):
    """Wrapped text that can be marked and copied."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        # The box is one stop of the keyboard; its text is reached by mouse or read by the accessible description.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)


class FindingBox(Following, QFrame):
    """One finding: which rule and what is wrong, both sides with their numbers, what is safe and what to do next.

    ``**words**`` in a body line are shown bold. ``activated`` comes with Enter, Space or a double click: go to the lines.
    """

    activated = Signal()

    def __init__(
        self,
        title: Words,
        body: Sequence[Words] = (),
        next_step: Words = "",
        *,
        weight: Weight = "err",
        key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title_words, self._body_words, self._next_words, self._weight = title, tuple(body), next_step, weight
        self._text = _Text(self)
        self._box = QHBoxLayout(self)
        self._box.addWidget(self._text, 1)
        self._key = KeyCap(key, parent=self) if key else None
        if self._key is not None:
            self._box.addWidget(self._key, 0, Qt.AlignmentFlag.AlignBottom)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.begin()

    def set_finding(self, title: Words, body: Sequence[Words], next_step: Words, weight: Weight) -> None:
        """Show another finding in the same box."""
        self._title_words, self._body_words, self._next_words, self._weight = title, tuple(body), next_step, weight
        self.restyle()

    def plain_text(self) -> str:
        """The finding as lines of text, as a screen reader tells it and as it is copied."""
        lines = [say(self._title_words), *map(say, self._body_words), say(self._next_words)]
        return "\n".join(line.replace("**", "") for line in lines if line)

    def retranslate(self) -> None:
        dim = theme().tokens.ink2
        lines = [f"<b>{rich(say(self._title_words))}</b>", *(rich(say(line)) for line in self._body_words)]
        if self._next_words:
            lines.append(f'<span style="color:{dim}">{rich(say(self._next_words))}</span>')
        self._text.setText("<br>".join(lines))
        self.setAccessibleName(say(self._title_words))
        self.setAccessibleDescription(self.plain_text())

    def restyle(self) -> None:
        self._box.setContentsMargins(px(16), px(8), px(12), px(8))
        self._box.setSpacing(px(4))
        self.retranslate()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        look = theme()
        bar, ground = {
            "err": ("err", "err_bg"),
            "warn": ("warn_edge", "warn_bg"),
            "info": ("accent", "accent_bg"),
            "plain": ("line", "canvas"),
        }[self._weight]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("ink"), 1) if tokens.framed else Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(ground))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), px(2), px(2))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.fillRect(QRect(0, 0, px(6 if tokens.framed else 4), self.height()), look.colour(bar))
        if self.hasFocus():
            paint_focus(painter, self.rect().toRectF(), radius=2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.activated.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.activated.emit()


class Banner(Following, QFrame):
    """One sentence under the strip with up to two buttons: read-only, a message, "Undo". Never takes the keyboard away.

    ``closed`` comes when a person closes it; the owner removes it.
    """

    closed = Signal()

    def __init__(
        self,
        words: Words,
        *,
        weight: Weight = "info",
        icon: str = "info",
        actions: Sequence[tuple[Words, Callable[[], None]]] = (),
        closable: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        if len(actions) > 2:
            raise ValueError("a banner has room for two buttons")
        self._words, self._weight, self._icon_name = words, weight, icon
        self._picture = QLabel()
        self._text = _Text(self)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._picture)
        self._row.addWidget(self._text, 1)
        for label, act in actions:
            button = ActionButton(label)
            button.clicked.connect(lambda _=False, act=act: act())
            self._row.addWidget(button)
        self._close: QToolButton | None = None
        if closable:
            self._close = QToolButton()
            self._close.clicked.connect(self.closed)
            self._row.addWidget(self._close)
        self.begin()

    def set_words(self, words: Words) -> None:
        """Say something else in the same banner."""
        self._words = words
        self.retranslate()

    def words(self) -> str:
        """The sentence as it is shown."""
        return say(self._words).replace("**", "")

    def retranslate(self) -> None:
        self._text.setText(rich(say(self._words)))
        self.setAccessibleName(self.words())
        if self._close is not None:
            self._close.setAccessibleName(tr("Close"))
            self._close.setToolTip(tr("Close"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pressed = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(pressed, QAbstractButton) and pressed.hasFocus():
            # Outside a dialog Qt presses a button by Space alone.
            pressed.click()
        else:
            super().keyPressEvent(event)

    def _roles(self) -> tuple[str, str]:
        return {
            "err": ("err", "err_bg"),
            "warn": ("warn", "warn_bg"),
            "info": ("accent", "accent_bg"),
            "plain": ("ink2", "surface"),
        }[self._weight]

    def restyle(self) -> None:
        look = theme()
        self._row.setContentsMargins(px(16), px(4), px(12), px(4))
        self._row.setSpacing(px(8))
        colour = look.colour(self._roles()[0]).name()
        self._picture.setPixmap(icon_pixmap(self._icon_name, colour, px(16), self.devicePixelRatioF()))
        self.setMinimumHeight(px(38))
        if self._close is not None:
            self._close.setIcon(icon("close", "ink2", 14))
            self._close.setIconSize(QSize(px(14), px(14)))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        bar, ground = self._roles()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour(ground))
        painter.fillRect(QRect(0, 0, px(4), self.height()), look.colour(bar))
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), look.colour("line"))
