"""The foot of the import page: what can be done now, and the sentence that says why not. In one line, or wrapped where it is narrow."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from electdesk.i18n import tr
from electdesk.ui.look import px
from electdesk.ui.parts import ActionButton, FlowLayout, Following, Label, Words

ONE_LINE_FROM: Final = 900
"""Pixels at 100 % from which on the sentence stands between the buttons."""


class Foot(Following, QFrame):
    """The buttons of all steps; the page shows those of the present one."""

    def __init__(self, forward_words: Words) -> None:
        super().__init__()
        self.setProperty("part", "card")
        self.back = ActionButton(lambda: tr("Back"), icon="chevron_left")
        self.again = ActionButton(lambda: tr("Read the file again"), key="F9")
        self.reason = Label("", kind="dim")
        self.reason.setWordWrap(True)
        self.partial = ActionButton(lambda: tr("Only rows without errors …"))
        self.straight = ActionButton(lambda: tr("Straight to the dry run"))
        self.forward = ActionButton(forward_words, primary=True)
        self._line = QHBoxLayout()
        self._wrapped = QWidget()
        self._flow = FlowLayout(self._wrapped)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._wrapped.setSizePolicy(policy)
        self._box = QVBoxLayout(self)
        self._box.addLayout(self._line)
        self._box.addWidget(self._wrapped)
        self._is_wrapped: bool | None = None
        self._arrange()
        self.begin()

    def _arrange(self) -> None:
        wrapped = self.width() < px(ONE_LINE_FROM)
        if wrapped == self._is_wrapped:
            return
        self._is_wrapped = wrapped
        buttons = (self.back, self.again, self.partial, self.straight, self.forward)
        for widget in (*buttons, self.reason):
            for layout in (self._line, self._flow, self._box):
                layout.removeWidget(widget)
        side = Qt.AlignmentFlag.AlignLeft if wrapped else Qt.AlignmentFlag.AlignRight
        self.reason.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        if wrapped:
            self._box.insertWidget(0, self.reason)
            for button in buttons:
                self._flow.addWidget(button)
        else:
            for button in (self.back, self.again):
                self._line.addWidget(button)
            self._line.addWidget(self.reason, 1)
            for button in (self.partial, self.straight, self.forward):
                self._line.addWidget(button)
        self._wrapped.setVisible(wrapped)
        self.say(self.reason.words())

    def say(self, words: str) -> None:
        """Why something cannot be done now, or what it will do; "" says nothing."""
        self.reason.set_words(words)
        # In one line it keeps the buttons apart, also when it says nothing.
        self.reason.setVisible(bool(words) or not self._is_wrapped)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def restyle(self) -> None:
        self._box.setContentsMargins(px(12), px(8), px(12), px(8))
        self._box.setSpacing(px(4))
        self._line.setSpacing(px(8))
        self._flow.gap = px(8)
        self._flow.row_gap = px(6)
        self._arrange()
