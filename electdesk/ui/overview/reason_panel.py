"""The small form under the table that asks for a reason, a document, a kind of paper or a note. It stops nothing else."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from electdesk.i18n import tr
from electdesk.ui.look import px, theme
from electdesk.ui.parts import ActionButton, Following, Label, Words, say

Fields = Mapping[str, str]


class Question(Following, QWidget):
    """One question at a time. ``ask`` shows it; the given function is called with the answers and says whether all went well."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work: Callable[[Fields], bool] | None = None
        self._title = Label("", kind="title")
        self._inputs: dict[str, QLineEdit | QPlainTextEdit | QComboBox] = {}
        self._wanted: set[str] = set()
        self.go = ActionButton("", primary=True)
        self.go.clicked.connect(self.submit)
        self.cancel = ActionButton(lambda: tr("Cancel"), key="Esc")
        self.cancel.clicked.connect(self.leave)
        self._grid = QGridLayout()
        self._box = QVBoxLayout(self)
        self._box.addWidget(self._title)
        self._box.addLayout(self._grid)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.cancel)
        row.addWidget(self.go)
        self._box.addLayout(row)
        self.hide()
        self.begin()

    def ask(
        self,
        title: Words,
        verb: Words,
        fields: Sequence[tuple[str, Words]],
        work: Callable[[Fields], bool],
        *,
        choices: Sequence[tuple[str, Words]] = (),
        text: str = "",
        optional: bool = False,
    ) -> None:
        """``fields``: key and label; "note" is a text of several lines (``text`` is what stands there), "kind" offers
        ``choices``."""
        self._clear()
        self._work = work
        self._title.set_words(title)
        self.go.set_words(verb)
        self._wanted = set() if optional else {key for key, _ in fields if key != "kind"}
        for line, (key, label) in enumerate(fields):
            field = self._field(key, choices, text)
            field.setAccessibleName(say(label))
            name = Label(label, kind="dim")
            name.setBuddy(field)
            side = Qt.AlignmentFlag.AlignTop if key == "note" else Qt.AlignmentFlag.AlignVCenter
            self._grid.addWidget(name, line, 0, side)
            self._grid.addWidget(field, line, 1)
            self._inputs[key] = field
        self._grid.setColumnStretch(1, 1)
        self.setAccessibleName(say(title))
        self._judge()
        self.show()
        next(iter(self._inputs.values())).setFocus()

    def _field(self, key: str, choices: Sequence[tuple[str, Words]], text: str) -> QLineEdit | QPlainTextEdit | QComboBox:
        if key == "kind":
            box = QComboBox()
            for value, words in choices:
                box.addItem(say(words), value)
            return box
        if key == "note":
            note = QPlainTextEdit(text)
            note.setTabChangesFocus(True)
            note.setFixedHeight(px(72))
            note.selectAll()
            return note
        field = QLineEdit()
        field.textChanged.connect(self._judge)
        field.returnPressed.connect(self._enter)
        return field

    def field(self, key: str) -> QLineEdit | QPlainTextEdit | QComboBox:
        """One of the fields that are shown. Raises KeyError."""
        return self._inputs[key]

    def answers(self) -> dict[str, str]:
        """What stands in the fields, without spaces around it."""
        found = {}
        for key, field in self._inputs.items():
            if isinstance(field, QComboBox):
                found[key] = str(field.currentData())
            else:
                found[key] = (field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()).strip()
        return found

    def _judge(self) -> None:
        answers = self.answers()
        missing = [key for key in self._wanted if not answers.get(key)]
        self.go.set_refusal((lambda: tr("Fill in every field first.")) if missing else None)

    def _enter(self) -> None:
        """Enter: do it, or go to the first field that is still empty."""
        answers = self.answers()
        empty = next((key for key in self._inputs if key in self._wanted and not answers.get(key)), "")
        if empty:
            self._inputs[empty].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.submit()

    def submit(self) -> None:
        """Do what was asked for; the form stays open where it was refused."""
        if self.go.isEnabled() and self._work is not None and self._work(self.answers()):
            self.leave()

    def leave(self) -> None:
        """Close without doing anything."""
        self.hide()
        self._clear()
        self.closed.emit()

    def _clear(self) -> None:
        self._work = None
        self._inputs = {}
        while self._grid.count():
            widget = self._grid.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submit()
        elif enter and isinstance(self.focusWidget(), QComboBox):
            self._enter()
        else:
            super().keyPressEvent(event)

    def restyle(self) -> None:
        self._box.setContentsMargins(px(12), px(10), px(12), px(10))
        self._box.setSpacing(px(8))
        self._grid.setHorizontalSpacing(px(10))
        self._grid.setVerticalSpacing(px(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour("surface2"))
        painter.fillRect(0, 0, self.width(), 1, look.colour("line"))
