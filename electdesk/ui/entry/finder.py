"""The station first: its number or its name, then a look at what the register says of it, then the fields."""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QSizePolicy, QVBoxLayout, QWidget

from electdesk.i18n import tr
from electdesk.ui.look import px, theme
from electdesk.ui.parts import ActionButton, CardHead, FlowLayout, Following, Label
from electdesk.ui.parts.digit_keys import RETURNING, digit_of, is_finish_key, layout_hint
from electdesk.ui.parts.following import set_property


class StationCardWords(msgspec.Struct, frozen=True):
    """What is shown of a station before its fields: number, name, then pairs of label and value."""

    number: str
    name: str
    address: str
    facts: tuple[tuple[str, str], ...]
    note: str = ""


class NumberEdit(QLineEdit):
    """A station's number or name. Digits come by the place of the key, as long as no letter was typed."""

    entered = Signal()
    moved = Signal(int)
    left = Signal()
    layout_noticed = Signal(object)
    command_key = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        digit = digit_of(event)
        commands = {Qt.Key.Key_F3: "F3", Qt.Key.Key_F5: "F5", Qt.Key.Key_F6: "F6"}
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and not event.modifiers() & Qt.KeyboardModifier.KeypadModifier:
            self.moved.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in commands and not shift:
            self.command_key.emit(commands[Qt.Key(key)])
        elif event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable():
            self.command_key.emit("undo")
        elif is_finish_key(event):
            # A second plus after finishing: it is no part of any number, and must not replace the proposed one.
            event.accept()
        elif digit is not None and (self._holds_digits() or event.text() == digit):
            self.layout_noticed.emit(layout_hint(event))
            self.insert(digit)
        else:
            super().keyPressEvent(event)

    def _holds_digits(self) -> bool:
        rest = "" if self.selectedText() == self.text() else self.text()
        return all(sign.isdigit() or sign in " №#" for sign in rest)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # Back from a menu or another window: what was typed goes on, the next digit does not replace it.
        if event.reason() not in RETURNING:
            self.selectAll()


class _Matches(QListWidget):
    """Stations, or drafts, to choose from; Enter takes one."""

    taken = Signal(int)
    left = Signal()
    digit_typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(lambda item: self.taken.emit(self.row(item)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentRow() >= 0:
            self.taken.emit(self.currentRow())
        elif event.key() == Qt.Key.Key_Escape or (event.key() == Qt.Key.Key_Up and self.currentRow() <= 0):
            self.left.emit()
        elif (digit := digit_of(event)) is not None:
            self.digit_typed.emit(digit)
        else:
            super().keyPressEvent(event)


class StationFinder(Following, QWidget):
    """Three steps with Enter: the number, the station as the register knows it, the fields.

    The page answers ``typed`` with ``show_matches`` or ``show_station``; ``taken`` tells the place of a match, ``begun`` that the
    station on the card is the right one, ``draft_taken`` the place of a draft.
    """

    typed = Signal(str)
    taken = Signal(int)
    begun = Signal()
    left = Signal()
    draft_taken = Signal(int)
    layout_noticed = Signal(object)
    command_key = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._caption = Label(lambda: tr("Station: number or name"), kind="title")
        self.edit = NumberEdit()
        self.edit.textChanged.connect(self._text_changed)
        self.edit.entered.connect(self._entered)
        self.edit.moved.connect(self._moved)
        self.edit.left.connect(self.left)
        self.edit.layout_noticed.connect(self.layout_noticed)
        self.edit.command_key.connect(self.command_key)
        self._hint = Label("", kind="dim")
        self._hint.setWordWrap(True)
        self.matches = _Matches()
        self.matches.taken.connect(self.taken)
        self.matches.left.connect(self.edit.setFocus)
        self.matches.digit_typed.connect(self._typed_in_list)
        self._card = QWidget()
        self.number = Label("", kind="hall")
        self.name = Label("", kind="headline")
        self.address = Label("", kind="dim")
        self.note = Label("", tone="info")
        for label in (self.name, self.address, self.note):
            label.setWordWrap(True)
        self._facts_widget = QWidget()
        self._facts = FlowLayout(self._facts_widget)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._facts_widget.setSizePolicy(policy)
        self.begin_button = ActionButton(lambda: tr("Start the fields"), key="Enter", primary=True)
        self.begin_button.clicked.connect(self.begun)
        self._card_box = QVBoxLayout(self._card)
        for widget in (self.number, self.name, self.address):
            self._card_box.addWidget(widget)
        self._card_box.addWidget(self._facts_widget)
        self._card_box.addWidget(self.note)
        self._card_box.addWidget(self.begin_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._drafts_head = CardHead(lambda: tr("My drafts and parked stations"), line_above=True)
        self.drafts = _Matches()
        self.drafts.taken.connect(self.draft_taken)
        self.drafts.left.connect(self.edit.setFocus)
        self.drafts.digit_typed.connect(self._typed_in_list)
        self._top = QVBoxLayout()
        for part in (self._caption, self.edit, self._hint):
            self._top.addWidget(part)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addLayout(self._top)
        self._middle = QVBoxLayout()
        self._middle.addWidget(self.matches)
        self._box.addLayout(self._middle, 3)
        self._box.addWidget(self._card)
        self._box.addStretch(1)
        self._box.addWidget(self._drafts_head)
        self._bottom = QVBoxLayout()
        self._bottom.addWidget(self.drafts)
        self._box.addLayout(self._bottom, 1)
        self.card: StationCardWords | None = None
        self._silent = False
        self.setFocusProxy(self.edit)
        self.matches.hide()
        self._card.hide()
        self.set_drafts(())
        self.begin()

    # -- what the page shows

    def start(self, text: str = "") -> None:
        """Ask for a station."""
        self._silent = True
        self.edit.setText(text)
        self._silent = False
        if not text:
            self.show_matches((), "")
        if self.isVisible():
            self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()

    def show_matches(self, texts: Sequence[str], hint: str, *, wrong: bool = False) -> None:
        """Stations that fit what was typed, in order, and a word about them; ``wrong``: the word is an error."""
        self.card = None
        self._card.hide()
        self.matches.clear()
        for text in texts:
            self.matches.addItem(QListWidgetItem(text))
        self.matches.setVisible(bool(texts))
        if texts:
            self.matches.setCurrentRow(0)
        self._say(hint, wrong=wrong)

    def show_station(self, card: StationCardWords, hint: str) -> None:
        """The station as the register knows it, in large type: the clerk compares it with the paper."""
        self.card = card
        self.matches.hide()
        self.number.set_words(card.number)
        self.name.set_words(card.name)
        self.address.set_words(card.address)
        self.address.setVisible(bool(card.address))
        self.note.set_words(card.note)
        self.note.setVisible(bool(card.note))
        self._show_facts(card)
        self._card.show()
        self._say(hint)

    def _show_facts(self, card: StationCardWords) -> None:
        while self._facts.count():
            item = self._facts.takeAt(0)
            item.widget().hide()
            item.widget().deleteLater()
        for label, value in card.facts:
            pair = QWidget()
            column = QVBoxLayout(pair)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            column.addWidget(Label(label, kind="label"))
            column.addWidget(Label(value, kind="headline"))
            self._facts.addWidget(pair)
        self._card.setAccessibleName(", ".join([card.number, card.name, card.address, *(f"{a} {b}" for a, b in card.facts)]))

    def set_drafts(self, texts: Sequence[str]) -> None:
        """The person's drafts and parked stations, newest first."""
        self.drafts.clear()
        for text in texts:
            self.drafts.addItem(QListWidgetItem(text))
        self.drafts.setVisible(bool(texts))
        self._drafts_head.setVisible(bool(texts))

    def hint(self) -> str:
        """The word under the number."""
        return self._hint.words()

    def _say(self, hint: str, *, wrong: bool = False) -> None:
        self._hint.set_words(hint)
        set_property(self._hint, "tone", "err" if wrong else "")
        set_property(self._hint, "kind", "" if wrong else "dim")
        self._hint.setVisible(bool(hint))

    # -- keys

    def _text_changed(self, text: str) -> None:
        if not self._silent:
            self.typed.emit(text)

    def _entered(self) -> None:
        if self.card is not None:
            self.begun.emit()
        elif self.matches.isVisibleTo(self) and self.matches.currentRow() >= 0:
            self.taken.emit(self.matches.currentRow())
        elif not self.edit.text() and self.drafts.isVisibleTo(self):
            self.drafts.setFocus(Qt.FocusReason.TabFocusReason)
            self.drafts.setCurrentRow(max(self.drafts.currentRow(), 0))
        else:
            # Nothing fits: the next number replaces this one.
            self.edit.selectAll()

    def _typed_in_list(self, digit: str) -> None:
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        # It goes on with the number that stands there.
        self.edit.end(False)
        self.edit.insert(digit)

    def _moved(self, by: int) -> None:
        if self.matches.isVisibleTo(self) and self.matches.count():
            row = self.matches.currentRow() + by
            self.matches.setCurrentRow(min(max(row, 0), self.matches.count() - 1))
        elif by > 0 and self.drafts.isVisibleTo(self):
            self.drafts.setFocus(Qt.FocusReason.TabFocusReason)
            self.drafts.setCurrentRow(0)

    # -- looks

    def restyle(self) -> None:
        self.edit.setFont(theme().font(22))
        self.edit.setStyleSheet(f"font-size: {px(22)}px; min-height: {px(38)}px;")
        self.edit.setMaximumWidth(px(420))
        self._top.setContentsMargins(px(24), px(20), px(24), px(8))
        self._top.setSpacing(px(8))
        self._card_box.setContentsMargins(px(24), px(4), px(24), px(12))
        self._card_box.setSpacing(px(8))
        self._facts.gap = px(20)
        self._facts.row_gap = px(6)
        self._middle.setContentsMargins(px(16), 0, px(16), 0)
        self._bottom.setContentsMargins(px(8), px(2), px(8), 0)
        self.drafts.setMaximumHeight(px(150))
        self.drafts.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def retranslate(self) -> None:
        self.edit.setAccessibleName(tr("Station: number or name"))
        self.matches.setAccessibleName(tr("Stations that fit"))
        self.drafts.setAccessibleName(tr("My drafts and parked stations"))
