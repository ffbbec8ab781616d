"""What every dialog of the program shares: title, body, and a foot with the reason beside the buttons, in our own words."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from electdesk.i18n import tr
from electdesk.ui.look import px
from electdesk.ui.parts import ActionButton, Following, Hairline, Label, Words, say


class Dialog(Following, QDialog):
    """A window of its own over the main one. Enter presses the filled button, Esc closes; what does not fit scrolls.

    ``reason`` stands beside the buttons: why the filled one cannot be pressed, or what it will do.
    """

    def __init__(self, title: Words, parent: QWidget | None = None, *, size: tuple[int, int] = (720, 520)) -> None:
        super().__init__(parent)
        self._title, self._size = title, size
        self.body = QWidget()
        self.body.setProperty("part", "canvas")
        self.box = QVBoxLayout(self.body)
        self.reason = Label("", kind="dim")
        self.reason.setWordWrap(True)
        self.reason.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.body)
        foot = QWidget()
        foot.setProperty("part", "surface")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._foot = QHBoxLayout(foot)
        self._foot.addWidget(self.reason, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(Hairline())
        whole.addWidget(foot)
        self.primary: ActionButton | None = None
        self.first: QWidget | None = None
        """What has the keyboard when the dialog opens; None leaves it to the order of the fields."""
        self._shown = False

    def add_button(self, words: Words, *, primary: bool = False, icon: str = "") -> ActionButton:
        """One more button at the right end of the foot; the filled one is what Enter means."""
        button = ActionButton(words, primary=primary, icon=icon)
        self._foot.addWidget(button)
        if primary:
            self.primary = button
        return button

    def add_usual_buttons(self, words: Words) -> None:
        """Cancel, and the filled button that does what the dialog is for."""
        self.add_button(lambda: tr("Cancel")).clicked.connect(self.reject)
        self.add_button(words, primary=True).clicked.connect(self.accept)

    def add_close_button(self) -> None:
        """The one button of a dialog that is only read."""
        self.first = self.add_button(lambda: tr("Close"), primary=True)
        self.first.clicked.connect(self.accept)

    def show_part(self, part: QWidget) -> None:
        """Scroll to a part of the body."""
        self._scroll.ensureWidgetVisible(part)

    def set_refusal(self, words: str) -> None:
        """Why the filled button cannot be pressed, "" where it can."""
        self.reason.set_words(words)
        if self.primary is not None:
            self.primary.set_refusal(words or None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focus = self.focusWidget()
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or isinstance(focus, QTextEdit):
            super().keyPressEvent(event)
        elif isinstance(focus, QAbstractButton) and focus is not self.primary and not focus.isCheckable():
            focus.click()
        elif isinstance(focus, QComboBox) and focus.view().isVisible():
            super().keyPressEvent(event)
        elif self.primary is not None and self.primary.isEnabled():
            self.primary.click()

    def restyle(self) -> None:
        self.box.setContentsMargins(px(20), px(16), px(20), px(16))
        self.box.setSpacing(px(12))
        self._foot.setContentsMargins(px(20), px(10), px(20), px(10))
        self._foot.setSpacing(px(8))
        if not self._shown:
            self._fit_screen()

    def _fit_screen(self) -> None:
        room = self.screen().availableSize()
        wanted = QSize(px(self._size[0]), px(self._size[1]))
        self.resize(wanted.boundedTo(QSize(room.width() - 40, room.height() - 60)))

    def retranslate(self) -> None:
        self.setWindowTitle(say(self._title))
        self.setAccessibleName(say(self._title))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self._shown = True
            if self.first is not None:
                self.first.setFocus(Qt.FocusReason.OtherFocusReason)
        return super().event(event)


class Questions(Following, QWidget):
    """Rows of a form: the question at the left, its field at the right, a quiet word below where one is needed."""

    def __init__(self, parent: QWidget | None = None, *, label_width: int = 170) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self._label_width = label_width
        self._rows = 0
        self.begin()

    def ask(self, words: Words, *fields: QWidget, hint: Words = "", narrow: bool = False) -> Label | None:
        """One question with its field or fields side by side; ``narrow`` ones keep their own width.

        Returns the quiet word below, to say something else later.
        """
        label = Label(words)
        label.setWordWrap(True)
        self._grid.addWidget(label, self._rows, 0, Qt.AlignmentFlag.AlignVCenter)
        label.setBuddy(fields[0])
        if len(fields) == 1 and not narrow:
            self._grid.addWidget(fields[0], self._rows, 1)
        else:
            self._grid.addLayout(side_by_side(fields, narrow=narrow), self._rows, 1)
        self._rows += 1
        note = None
        if hint:
            note = Label(hint, kind="small")
            note.setWordWrap(True)
            self._grid.addWidget(note, self._rows, 1)
            self._rows += 1
        return note

    def restyle(self) -> None:
        self._grid.setColumnMinimumWidth(0, px(self._label_width))
        self._grid.setHorizontalSpacing(px(14))
        self._grid.setVerticalSpacing(px(8))


def side_by_side(widgets: Sequence[QWidget], *, narrow: bool = True) -> QHBoxLayout:
    """Widgets in a row; ``narrow`` ones keep their width, and the room that is left stays free behind them."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(px(8))
    for widget in widgets:
        row.addWidget(widget)
    if narrow:
        row.addStretch(1)
    return row
