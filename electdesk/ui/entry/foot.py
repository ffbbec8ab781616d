"""The foot of the form: park, how far it is, finish; or what can be done with a finished entry; or a question."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from electdesk.i18n import tr
from electdesk.ui.entry.finder import NumberEdit
from electdesk.ui.entry.reason_box import ReasonBox, let_go
from electdesk.ui.look import px
from electdesk.ui.parts import ActionButton, Following, Hairline, Label, Words
from electdesk.ui.parts.digit_keys import is_finish_key


class FinishButton(ActionButton):
    """Takes Enter or plus; Up and Shift+Tab go back to the last line."""

    back = Signal()

    def set_ready(self, ready: bool) -> None:
        """Filled once every line is entered; before that it is framed, and can be pressed all the same."""
        self.kind = "primary" if ready else "plain"
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or is_finish_key(event):
            self.clicked.emit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Backtab):
            self.back.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Tab):
            event.accept()
        else:
            super().keyPressEvent(event)


class EntryFoot(Following, QWidget):
    """One line, or a question above it. The page sets what it offers."""

    park_asked = Signal()
    finish_asked = Signal()
    back_to_lines = Signal()
    line_wanted = Signal(str)
    correct_asked = Signal()
    paper_asked = Signal()
    discard_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.park = ActionButton(lambda: tr("Park"), icon="pause", key="F5")
        self.park.clicked.connect(self.park_asked)
        self.discard = ActionButton(lambda: tr("Keep the earlier figures"))
        self.discard.clicked.connect(self.discard_asked)
        self.correct = ActionButton(lambda: tr("Correct (reason)…"), key="F4")
        self.correct.clicked.connect(self.correct_asked)
        self.paper = ActionButton(lambda: tr("New paper…"), key="F7")
        self.paper.clicked.connect(self.paper_asked)
        self.state = Label("", kind="dim")
        self.state.setWordWrap(True)
        self.progress = Label("", kind="small", elide=True)
        self.finish = FinishButton(lambda: tr("Finish and next"), key="+")
        self.finish.clicked.connect(self.finish_asked)
        self.finish.back.connect(self.back_to_lines)
        for button in (self.park, self.discard, self.correct, self.paper):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._go_label = Label(lambda: tr("Go to line"))
        self.go_to = NumberEdit()
        self.go_to.entered.connect(lambda: self.line_wanted.emit(self.go_to.text()))
        self.go_to.left.connect(self.back_to_lines)
        self.question: ReasonBox | None = None
        self._questions = QVBoxLayout()
        self._row = QHBoxLayout()
        for widget in (self.park, self.discard, self.correct, self.paper, self._go_label, self.go_to):
            self._row.addWidget(widget)
        self._row.addWidget(self.state, 1)
        self._row.addStretch(0)
        self._row.addWidget(self.progress)
        self._row.addWidget(self.finish)
        self._box = QVBoxLayout(self)
        self._box.setSpacing(0)
        self._box.addWidget(Hairline())
        self._box.addLayout(self._questions)
        self._box.addLayout(self._row)
        self.show_going(False)
        self.offer(typing=False, correcting=False, viewing=False, state="")
        self.begin()

    def offer(self, *, typing: bool, correcting: bool, viewing: bool, state: Words, correctable: bool = True) -> None:
        """What can be done now."""
        self.park.setVisible(typing)
        self.discard.setVisible(correcting)
        self.finish.setVisible(typing)
        self.progress.setVisible(typing)
        self.correct.setVisible(viewing and correctable)
        self.paper.setVisible(viewing)
        self.state.set_words(state)

    def show_going(self, going: bool) -> None:
        """Show or hide the small field for a line number."""
        if not going:
            let_go(self.go_to)
        self._go_label.setVisible(going)
        self.go_to.setVisible(going)
        if going:
            self.go_to.clear()
            self.go_to.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def ask(
        self,
        question: Words,
        stock: Sequence[Words],
        answer: Callable[[str, str, str], object],
        *,
        kinds: Sequence[tuple[str, Words]] = (),
        document: bool = False,
    ) -> None:
        """Ask for a reason above the line; ``answer`` gets kind, document and reason."""
        self.stop_asking()
        box = ReasonBox(question, stock, kinds=kinds, document=document)
        self.question = box
        box.given.connect(lambda kind, number, reason: self._answered(answer, kind, number, reason))
        box.left.connect(self._left)
        self._questions.addWidget(box)
        box.start()

    def _answered(self, answer: Callable[[str, str, str], object], kind: str, document: str, reason: str) -> None:
        self.stop_asking()
        answer(kind, document, reason)

    def _left(self) -> None:
        self.stop_asking()
        self.back_to_lines.emit()

    def stop_asking(self) -> None:
        """Take the question away."""
        if self.question is not None:
            box, self.question = self.question, None
            self._questions.removeWidget(box)
            let_go(box)
            box.deleteLater()

    def restyle(self) -> None:
        self._row.setContentsMargins(px(12), px(3), px(12), px(2))
        self._row.setSpacing(px(8))
        self.go_to.setFixedWidth(px(90))
        self._box.setContentsMargins(0, 0, 0, 0)

    def retranslate(self) -> None:
        self.go_to.setAccessibleName(tr("Go to line"))
