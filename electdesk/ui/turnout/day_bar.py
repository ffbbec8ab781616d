"""Hours and list of the station at hand: opened, ended voting, voters at opening, added, at closing, and why."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from electdesk.domain.figures import BLANK
from electdesk.domain.records.report import CLOSED, LISTS, OPENED
from electdesk.i18n import tr
from electdesk.i18n.turnout_texts import BESIDE
from electdesk.qtmodels.turnout.work import TurnoutWork, clock
from electdesk.ui.look import px
from electdesk.ui.parts import ActionButton, FlowLayout, Following, Label, NumberField


class _Text(QLineEdit):
    """A time or a reason; Enter saves, Esc leaves."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


class DayBar(Following, QWidget):
    """``left`` comes when it is closed, after saving or without."""

    left = Signal()

    def __init__(self, work: TurnoutWork) -> None:
        super().__init__()
        self._work = work
        self.times = {what: _Text() for what in (OPENED, CLOSED)}
        self.lists = {what: NumberField(partial(_word, what)) for what in LISTS}
        self.reason = _Text()
        self.save = ActionButton(lambda: tr("Save"), key="Enter")
        self._labels: list[QWidget] = []
        self._pairs = QWidget()
        self._flow = FlowLayout(self._pairs, gap=12)
        for what, field in (*self.times.items(), *self.lists.items()):
            self._flow.addWidget(self._pair(what, field))
        self._flow.addWidget(self._pair("", self.reason))
        self._flow.addWidget(self.save)
        self._box = QVBoxLayout(self)
        self._box.addWidget(self._pairs)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        for edit in (*self.times.values(), self.reason):
            edit.returnPressed.connect(self._save)
            edit.left.connect(self._leave)
        for number in self.lists.values():
            number.next_requested.connect(self._save)
            number.command_key.connect(lambda key: self._leave() if key == "back" else None)
        self.save.clicked.connect(self._save)
        self.hide()
        self.begin()

    def _pair(self, what: str, field: QWidget) -> QWidget:
        pair = QWidget()
        box = QVBoxLayout(pair)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(2))
        box.addWidget(Label(partial(_word, what) if what else (lambda: tr("Reason")), kind="small"))
        box.addWidget(field)
        return pair

    def open(self) -> None:
        """Show what stands and take the keyboard."""
        self.show_station()
        self.show()
        self.times[OPENED].setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.times[OPENED].selectAll()

    def show_station(self) -> None:
        """What the station at hand has told."""
        turnout, row = self._work.turnout, self._work.row
        for what, edit in self.times.items():
            edit.setText("" if turnout is None or row is None else clock(int(turnout.told[row, turnout.column_of[what]])))
        for what, number in self.lists.items():
            told = BLANK if turnout is None or row is None else int(turnout.told[row, turnout.column_of[what]])
            number.set_value(max(told, BLANK))
        self.reason.clear()

    def _save(self) -> None:
        turnout, row = self._work.turnout, self._work.row
        if turnout is None or row is None:
            return
        reason = self.reason.text().strip()
        if not self._work.tell_hours(opened=self.times[OPENED].text(), closed=self.times[CLOSED].text(), reason=reason):
            return
        told = [
            number.value() if number.value() != int(turnout.told[row, turnout.column_of[what]]) else BLANK
            for what, number in self.lists.items()
        ]
        if self._work.tell_voters(told[0], told[1], told[2], reason):
            self._leave()

    def _leave(self) -> None:
        for widget in (*self.times.values(), *self.lists.values(), self.reason, self.save):
            if widget.hasFocus():
                widget.clearFocus()
        self.hide()
        self.left.emit()

    def retranslate(self) -> None:
        self.setAccessibleName(tr("Hours and list"))
        for what, edit in self.times.items():
            edit.setAccessibleName(_word(what))
        self.reason.setAccessibleName(tr("Reason"))

    def restyle(self) -> None:
        self._box.setContentsMargins(px(12), px(6), px(12), px(8))
        for edit in self.times.values():
            edit.setFixedWidth(px(84))
        self.reason.setFixedWidth(px(240))


def _word(what: str) -> str:
    return tr(BESIDE[what])  # i18n: dynamic
