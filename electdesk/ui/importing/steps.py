"""The head of the import page: what is imported, and five steps of which those that can be reached are buttons."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from electdesk.i18n import tr
from electdesk.ui.look import px, theme
from electdesk.ui.parts import Following, Label, Words, say
from electdesk.ui.parts.painting import draw_icon, paint_focus

FILE, SHEET, COLUMNS, DRY_RUN, WRITE = range(5)
WORDS: Final[tuple[Words, ...]] = (
    lambda: tr("File"),
    lambda: tr("Sheet and heading"),
    lambda: tr("Columns"),
    lambda: tr("Dry run"),
    lambda: tr("Writing"),
)


class StepButton(Following, QAbstractButton):
    """One step: its number, or a tick once it is behind, and its name."""

    def __init__(self, place: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = place
        self.state = "open"
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.begin()

    def set_state(self, state: str) -> None:
        """``done``, ``here`` or ``open``."""
        self.state = state
        self.retranslate()
        self.updateGeometry()
        self.update()

    def retranslate(self) -> None:
        self.setText(say(WORDS[self.place]))
        told = {"done": tr("done"), "here": tr("now"), "open": tr("not yet")}[self.state]
        self.setAccessibleName(f"{self.place + 1}. {self.text()}, {told}")

    def sizeHint(self) -> QSize:
        # Measured bold, so that nothing moves when the step becomes the present one.
        words = QFontMetricsF(theme().font(13, bold=True)).horizontalAdvance(self.text())
        return QSize(round(words) + px(22 + 8 + 12), px(30))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect())
        side = px(22)
        circle = QRectF(px(4), (frame.height() - side) / 2, side, side)
        here, done = self.state == "here", self.state == "done"
        ground = "accent" if here else "ok_bg" if done else "surface"
        painter.setBrush(look.colour(ground))
        edge = "accent" if here else "ok" if done and look.tokens.framed else "ok_bg" if done else "edge"
        painter.setPen(QPen(look.colour(edge), 1))
        painter.drawEllipse(circle.adjusted(0.5, 0.5, -0.5, -0.5))
        if done:
            draw_icon(painter, QPointF(circle.left() + (side - px(13)) / 2, circle.center().y()), "check", look.tokens.ok, 13)
        else:
            painter.setFont(look.font(12, bold=here))
            painter.setPen(look.colour("on_accent" if here else "ink2"))
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(self.place + 1))
        painter.setFont(look.font(13, bold=here))
        painter.setPen(look.colour("ink" if here or (done and self.isEnabled()) else "ink2"))
        room = frame.adjusted(circle.right() + px(7), 0, 0, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        if self.hasFocus():
            paint_focus(painter, frame)


class Steps(Following, QWidget):
    """Title and steps, to be put into the strip. ``wanted`` tells the step that a person asks for."""

    wanted = Signal(int)

    def __init__(self, title: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = Label(lambda: tr("Import from a table"), kind="label")
        self._title = Label(title, kind="value")
        self._column = QVBoxLayout()
        self._column.addStretch()
        self._column.addWidget(self._label)
        self._column.addWidget(self._title)
        self._column.addStretch()
        self._column.setSpacing(0)
        self._row = QHBoxLayout(self)
        self._row.addLayout(self._column)
        self.buttons = [StepButton(place) for place in range(len(WORDS))]
        for button in self.buttons:
            button.clicked.connect(lambda _=False, place=button.place: self.wanted.emit(place))
            self._row.addWidget(button)
        self._row.addStretch(1)
        self.begin()

    def show_place(self, here: int, reachable: int) -> None:
        """``here``: the step that is shown; steps up to ``reachable`` can be pressed."""
        for button in self.buttons:
            button.set_state("here" if button.place == here else "done" if button.place < here else "open")
            button.setEnabled(button.place <= reachable)

    def set_title(self, title: Words) -> None:
        """What is imported."""
        self._title.set_words(title)

    def restyle(self) -> None:
        self._row.setContentsMargins(px(12), 0, px(8), 0)
        self._row.setSpacing(px(12))
        self._label.setMinimumWidth(px(120))

    def retranslate(self) -> None:
        self.setAccessibleName(tr("Steps of the import"))
