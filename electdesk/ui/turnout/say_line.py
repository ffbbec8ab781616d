"""The line that is read back: station, number in digits and words, who calls, and what an Enter does next."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from electdesk.domain.figures import BLANK
from electdesk.domain.records.names import in_language
from electdesk.domain.records.report import CALLERS
from electdesk.i18n import count_in_words, language, ptr, tr
from electdesk.i18n.turnout_texts import CALLERS as CALLER_WORDS
from electdesk.i18n.turnout_texts import slot_words
from electdesk.qtmodels.desk import Desk
from electdesk.qtmodels.turnout.work import TurnoutWork
from electdesk.services.queries.contacts import contacts_of
from electdesk.ui.look import px, theme
from electdesk.ui.parts import ActionLink, Following, KeyCap, KeyLegend, Label, NumberField
from electdesk.ui.parts.digit_keys import standard_of


class TurnoutField(NumberField):
    """The number. Up and Down walk through the stations, Page Up and Page Down through the slots; / goes on without a number."""

    stepped = Signal(int)
    slot_stepped = Signal(int)
    skipped = Signal()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._nothing_to_undo(event):
            # Nothing was typed since the last Enter: Ctrl+Z takes that report back.
            event.ignore()
            return False
        return super().event(event)

    def _nothing_to_undo(self, event: QKeyEvent) -> bool:
        return standard_of(event) == QKeySequence.StandardKey.Undo and not self.isUndoAvailable()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        pad = bool(event.modifiers() & Qt.KeyboardModifier.KeypadModifier)
        if plain and not pad and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
        elif plain and not pad and key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.slot_stepped.emit(1 if key == Qt.Key.Key_PageDown else -1)
        elif plain and event.text() == "/" and (not self.text() or self.selectedText() == self.text()):
            self.skipped.emit()
        elif key == Qt.Key.Key_Tab:
            self.focusNextChild()
        elif key == Qt.Key.Key_Backtab:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)
            return
        event.accept()


class SayLine(Following, QWidget):
    """``entered`` tells the number (BLANK for none) with Enter; ``day_wanted`` asks for hours and list."""

    entered = Signal(int)
    day_wanted = Signal()

    def __init__(self, desk: Desk, work: TurnoutWork) -> None:
        super().__init__()
        self._desk, self._work = desk, work
        self._station_word = Label(lambda: ptr("turnout", "Station"), kind="small")
        self.number = Label("", kind="headline")
        self.place = Label("", kind="small", elide=True)
        self.field = TurnoutField(self._field_name)
        self.words = Label("", kind="title", elide=True)
        self.contacts = Label("", kind="small", elide=True)
        self.caller = QComboBox()
        self.at = QLineEdit()
        self.day = ActionLink(lambda: tr("Hours and list"), icon="clock", key="*")
        self._next = ""
        self._shown = BLANK
        self.keys = KeyLegend(
            (
                ("Enter", lambda: self._next),
                ("/", lambda: tr("no answer")),
                ("↑↓", lambda: tr("stations")),
                ("PgUp PgDn", lambda: tr("slots")),
                ("F2", lambda: tr("confirm")),
            )
        )
        self._build()
        self.field.value_changed.connect(lambda _value: self.show_words())
        self.field.next_requested.connect(self._enter)
        self.field.command_key.connect(self._command)
        self.caller.activated.connect(self._caller_chosen)
        self.at.returnPressed.connect(self._enter)
        self.day.clicked.connect(self.day_wanted)
        self.begin()

    def _build(self) -> None:
        left = QVBoxLayout()
        left.addWidget(self._station_word)
        left.addWidget(self.number)
        left.addStretch(1)
        line = QHBoxLayout()
        line.addWidget(self.field)
        line.addWidget(self.words, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.caller)
        foot.addWidget(self.at)
        foot.addWidget(self.contacts, 1)
        foot.addWidget(self.day)
        middle = QVBoxLayout()
        middle.addWidget(self.place)
        middle.addLayout(line)
        middle.addLayout(foot)
        middle.addWidget(self.keys)
        self._box = QGridLayout(self)
        self._box.addLayout(left, 0, 0)
        self._box.addLayout(middle, 0, 1)
        self._box.setColumnStretch(1, 1)
        self._lines = (middle, line, foot)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    # --- what it shows ----------------------------------------------------------------------------------------------------

    def show_place(self) -> None:
        """The station and slot at hand, and what it told before."""
        told = self._work.standing()
        self._shown = told if told >= 0 else BLANK
        self.field.set_value(self._shown)
        self.field.selectAll()
        self.at.clear()
        self.say_place()

    def follow(self) -> None:
        """What the station told is another now: show it, unless somebody is typing."""
        if self.field.value() == self._shown and not self.field.is_spoilt():
            self.show_place()
        else:
            self.say_place()

    def say_place(self) -> None:
        """The words around the number, which stays as it is typed."""
        region, row = self._desk.region, self._work.row
        able = region is not None and row is not None and bool(self._work.slot) and self._work.can_tell
        self.field.setReadOnly(not able)
        for widget in (self.caller, self.at, self.day):
            widget.setEnabled(able)
        if region is None or row is None:
            self.number.set_words("–")
            self.place.set_words(self._nowhere)
            self.contacts.set_words("")
        else:
            station = region.columns.register.stations[row]
            self.number.set_words(station.number)
            self.place.set_words(self._place_words)
            people = contacts_of(region, region.columns.register.ids[row])
            phones = [f"{each.contact.name} {', '.join(each.contact.phones)}".strip() for each in people]
            self.contacts.set_words(" · ".join(phones))
        self.field.retranslate()
        self.show_words()
        number = self._work.next_number()
        self._next = tr("right, next № {n}", n=number) if number else tr("right")
        cap = self.keys.findChild(KeyCap)
        if cap is not None:
            cap.retranslate()
            cap.updateGeometry()
            cap.update()

    def _nowhere(self) -> str:
        turnout = self._work.turnout
        if turnout is not None and not turnout.slots:
            return tr("The set-up names no times of reports yet.")
        return tr("Everybody has reported.")

    def _place_words(self) -> str:
        region, row, work = self._desk.region, self._work.row, self._work
        if region is None or row is None or not work.slot:
            return ""
        name = in_language(region.columns.register.stations[row].name, language())
        parts = [name, ptr("turnout", "as of {time}", time=slot_words(work.slot))]
        if work.correcting:
            parts.append(tr("correction: {reason}", reason=work.correcting))
        parts.append(tr("read aloud"))
        return " · ".join(part for part in parts if part)

    def show_words(self) -> None:
        """The number in words and digit by digit, as it is typed."""
        figure = self.field.value()
        if figure < 0:
            self.words.set_words("")
        else:
            digits = " – ".join(str(figure))
            self.words.set_words(f"{count_in_words(figure)}    {digits}")

    def _field_name(self) -> str:
        region, row = self._desk.region, self._work.row
        if region is None or row is None or not self._work.slot:
            return tr("Ballots issued")
        number = region.columns.register.stations[row].number
        return tr("Station {n}: ballots issued as of {time}", n=number, time=slot_words(self._work.slot))

    # --- what is done -----------------------------------------------------------------------------------------------------

    def _enter(self) -> None:
        if not self.field.is_spoilt():
            self.entered.emit(self.field.value())

    def _command(self, key: str) -> None:
        if key == "finish":
            self._enter()
        elif key == "note":
            self.day_wanted.emit()

    def _caller_chosen(self, _place: int) -> None:
        self._work.caller = str(self.caller.currentData() or "")
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme().colour("accent_bg"))

    # --- looks ------------------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        self.setAccessibleName(tr("The number that is read back"))
        chosen = self._work.caller
        self.caller.clear()
        self.caller.addItem(tr("who calls"), "")
        for caller in CALLERS:
            self.caller.addItem(tr(CALLER_WORDS[caller]), caller)  # i18n: dynamic
        self.caller.setCurrentIndex(max(0, self.caller.findData(chosen)))
        self.caller.setAccessibleName(tr("Who calls"))
        self.at.setPlaceholderText(tr("called at"))
        self.at.setAccessibleName(tr("When they called, hours and minutes; empty: now"))
        self.at.setToolTip(self.at.accessibleName())
        if self._begun:
            self.show_words()

    def restyle(self) -> None:
        self._box.setContentsMargins(px(12), px(8), px(12), px(6))
        self._box.setHorizontalSpacing(px(18))
        for lines in self._lines:
            lines.setSpacing(px(6))
        self.caller.setMaximumWidth(px(210))
        self.at.setFixedWidth(px(84))
