"""Asking for a reason without stopping the work: in the finding, or at the foot of the form. Nothing modal."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from electdesk.i18n import tr
from electdesk.ui.look import px
from electdesk.ui.parts import ActionLink, FlowLayout, Following, KeyLegend, Label, Segmented, Words, say


class _Edit(QLineEdit):
    """Free text; Up and Down go through the stock reasons, Enter gives, Esc leaves."""

    given = Signal()
    left = Signal()
    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.given.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)


def let_go(widget: QWidget) -> None:
    """Hide a widget; Qt would hand its keyboard on to some other field, which is the page's to decide."""
    for held in (widget, *widget.findChildren(QWidget)):
        if held.hasFocus():
            held.clearFocus()
    widget.hide()


class ReasonBox(Following, QWidget):
    """A question, stock reasons to choose, free text. ``given`` tells kind, document and reason; ``left`` that nothing was given.

    ``kinds`` and ``document`` are asked for only where they are wanted (a new paper). An empty reason is not given.
    """

    given = Signal(str, str, str)
    left = Signal()

    def __init__(
        self,
        question: Words,
        stock: Sequence[Words],
        *,
        kinds: Sequence[tuple[str, Words]] = (),
        document: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._stock = list(stock)
        self._question = Label(question, kind="title")
        self._question.setWordWrap(True)
        self.kinds = Segmented(kinds, name=question) if kinds else None
        self.document = _Edit() if document else None
        self.edit = _Edit()
        self._links = QWidget()
        self._flow = FlowLayout(self._links, gap=4)
        for words in self._stock:
            link = ActionLink(words)
            link.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            link.clicked.connect(lambda _=False, words=words: self._take(words))
            self._flow.addWidget(link)
        self._keys = KeyLegend([("Enter", lambda: tr("confirm")), ("↑↓", lambda: tr("reasons")), ("Esc", lambda: tr("back"))])
        self._box = QVBoxLayout(self)
        self._box.addWidget(self._question)
        if self.kinds is not None:
            self._box.addWidget(self.kinds, 0, Qt.AlignmentFlag.AlignLeft)
        line = QHBoxLayout()
        if self.document is not None:
            self.document.given.connect(lambda: self.edit.setFocus(Qt.FocusReason.TabFocusReason))
            self.document.left.connect(self.left)
            line.addWidget(self.document, 1)
        line.addWidget(self.edit, 2)
        self._box.addLayout(line)
        self._box.addWidget(self._links)
        self._box.addWidget(self._keys)
        self.edit.given.connect(self._give)
        self.edit.left.connect(self.left)
        self.edit.stepped.connect(self._step)
        self.begin()

    def start(self) -> None:
        """Take the keyboard."""
        first = self.document or self.edit
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _take(self, words: Words) -> None:
        self.edit.setText(say(words))
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _step(self, by: int) -> None:
        texts = [say(words) for words in self._stock]
        if not texts:
            return
        now = self.edit.text()
        place = texts.index(now) + by if now in texts else (0 if by > 0 else len(texts) - 1)
        self.edit.setText(texts[place % len(texts)])
        self.edit.selectAll()

    def _give(self) -> None:
        reason = self.edit.text().strip()
        document = self.document.text().strip() if self.document is not None else ""
        if self.document is not None and not document:
            self.document.setFocus(Qt.FocusReason.TabFocusReason)
        elif not reason:
            self.edit.setPlaceholderText(tr("A reason is needed"))
            self.edit.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.given.emit(self.kinds.current() if self.kinds is not None else "", document, reason)

    def retranslate(self) -> None:
        self.edit.setPlaceholderText(tr("Reason"))
        self.edit.setAccessibleName(tr("Reason"))
        self.setAccessibleName(self._question.words())
        if self.document is not None:
            self.document.setPlaceholderText(tr("Document number"))
            self.document.setAccessibleName(tr("Document number"))

    def restyle(self) -> None:
        self._box.setContentsMargins(px(12), px(6), px(12), px(8))
        self._box.setSpacing(px(5))
