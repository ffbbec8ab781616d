"""The small line under a field in which the clerk writes a note to it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from electdesk.i18n import tr
from electdesk.ui.look import px
from electdesk.ui.parts import Following, KeyLegend, Label

LONGEST = 300
"""Letters of a note: what fits in two lines of the printed summary."""


class _Edit(QLineEdit):
    given = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.given.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.isVisible() and event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.given.emit()


class NoteLine(Following, QWidget):
    """One note at a time. ``written`` tells slot and text and whether the keyboard goes back to the field; leaving for another
    place keeps what was written, Esc does not."""

    written = Signal(int, str, bool)
    left = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.slot = -1
        self.number = ""
        self.setAutoFillBackground(True)
        self.edit = _Edit()
        self.edit.setMaxLength(LONGEST)
        self._label = Label(lambda: tr("Note to line {number}", number=self.number), kind="dim")
        self._keys = KeyLegend([("Enter", lambda: tr("keep")), ("Esc", lambda: tr("back"))])
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._label)
        self._row.addWidget(self.edit, 1)
        self._row.addWidget(self._keys)
        self.edit.given.connect(self._give)
        self.edit.left.connect(self._leave)
        self.hide()
        self.begin()

    def start(self, slot: int, number: str, text: str) -> None:
        """Take the keyboard for a line's note."""
        self.slot, self.number = slot, number
        self._label.retranslate()
        self.retranslate()
        self.edit.setText(text)
        self.show()
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_line(self) -> None:
        """Take it away without a word."""
        self.slot = -1
        self.hide()

    def _give(self) -> None:
        slot, text, back = self.slot, self.edit.text(), self.edit.hasFocus()
        if slot >= 0:
            self.slot = -1
            self.written.emit(slot, text, back)
            self.hide()

    def _leave(self) -> None:
        slot, self.slot = self.slot, -1
        self.left.emit(slot)
        self.hide()

    def retranslate(self) -> None:
        self.edit.setAccessibleName(tr("Note to line {number}", number=self.number))

    def restyle(self) -> None:
        self._row.setContentsMargins(px(57), px(2), px(12), px(2))
        self._row.setSpacing(px(8))
