"""The form of the desk: what is noted of a protocol that was brought, filled in with the keyboard alone."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from electdesk.domain.figures import BLANK
from electdesk.domain.records.arrival import MOST_COPIES
from electdesk.i18n import format_count, ptr, tr
from electdesk.qtmodels.reception.words import BROUGHT_BY, PAPERS, SEALS, Said
from electdesk.qtmodels.reception.work import DeskForm
from electdesk.services.queries.reception import DeskCard
from electdesk.ui.look import px
from electdesk.ui.parts import Following, Label, NumberField


class WordBox(QComboBox):
    """A choice among words; the first letters choose, Enter goes on. ``+`` belongs to the page."""

    def __init__(self, words: Mapping[str, Said]) -> None:
        super().__init__()
        self._words = dict(words)
        # A narrow desk cuts long words; the list that opens shows them whole.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        for key, said in self._words.items():
            self.addItem(said(), (key, ""))

    def key(self) -> str:
        """The word that is chosen."""
        return str(self.currentData()[0])

    def extra(self) -> str:
        """What belongs to the choice beside its word: the record of a contact."""
        return str(self.currentData()[1])

    def choose(self, key: str) -> None:
        """Choose a word."""
        self.setCurrentIndex(next(at for at in range(self.count()) if self.itemData(at)[0] == key))

    def say_again(self) -> None:
        """The words in the language that is on now."""
        for at in range(self.count()):
            key, extra = self.itemData(at)
            if not extra:
                self.setItemText(at, self._words[key]())


class DeskFields(Following, QWidget):
    """The fields below the station. ``accept_wanted`` comes with ``+`` and with Enter in the last field, ``left`` with Escape, ``changed``
    with each change."""

    accept_wanted = Signal()
    left = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._register = BLANK
        self.list_size = NumberField(lambda: tr("Voters on the list by the protocol"))
        self.compared = Label("", kind="small")
        self.compared.setWordWrap(True)
        self.kind, self.brought_by, self.seal = WordBox(PAPERS), WordBox(BROUGHT_BY), WordBox(SEALS)
        self.document, self.reason, self.time, self.note = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.copies = QLineEdit("1")
        self._labels: dict[QWidget, Label] = {}
        self._form = QFormLayout(self)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, field in (
            (lambda: tr("Voters on the list by the protocol"), self.list_size),
            ("", self.compared),
            (lambda: ptr("reception", "Paper"), self.kind),
            (lambda: tr("Number of the document"), self.document),
            (lambda: tr("Reason"), self.reason),
            (lambda: tr("Brought by"), self.brought_by),
            (lambda: tr("Seal of the package"), self.seal),
            (lambda: tr("Copies"), self.copies),
            (lambda: tr("Brought at"), self.time),
            (lambda: tr("Note"), self.note),
        ):
            label = Label(words)
            label.setWordWrap(True)
            self._labels[field] = label
            self._form.addRow(label, field)
        self.order: tuple[QWidget, ...] = (
            self.list_size,
            self.kind,
            self.document,
            self.reason,
            self.brought_by,
            self.seal,
            self.copies,
            self.time,
            self.note,
        )
        for field in self.order:
            field.installEventFilter(self)
        self.list_size.value_changed.connect(lambda _=0: self._compare())
        self.list_size.next_requested.connect(lambda: self._go(self.list_size, 1))
        self.list_size.previous_requested.connect(lambda: self._go(self.list_size, -1))
        self.list_size.command_key.connect(self._command)
        self.kind.currentIndexChanged.connect(lambda _=0: self._kind_changed())
        self.begin()
        self._kind_changed()

    def begin_with(self, card: DeskCard, now: str) -> None:
        """A station came to the desk: everything as it usually is. ``now`` is what the time field shows grey."""
        self._register = card.list_size
        self.list_size.set_value(BLANK)
        self.kind.choose("corrected" if card.paper_there else "original")
        while self.brought_by.count() > len(BROUGHT_BY):
            self.brought_by.removeItem(self.brought_by.count() - 1)
        for known in card.contacts:
            if known.contact.name:
                role = known.contact.role if known.contact.role in BROUGHT_BY else "other"
                self.brought_by.addItem(f"{BROUGHT_BY[role]()}: {known.contact.name}", (role, known.record))
        self.brought_by.setCurrentIndex(0)
        self.seal.setCurrentIndex(0)
        self.copies.setText("1")
        for field in (self.document, self.reason, self.time, self.note):
            field.clear()
        self.time.setPlaceholderText(now)
        self._compare()

    def form(self) -> DeskForm:
        """What is filled in."""
        size = self.list_size.value()
        copies = self.copies.text().strip()
        return DeskForm(
            kind=self.kind.key(),
            document=self.document.text(),
            reason=self.reason.text(),
            time=self.time.text(),
            brought_by=self.brought_by.key(),
            contact=self.brought_by.extra(),
            # What is no number is refused by the command, with its sentences.
            copies=int(copies) if copies.isdecimal() and len(copies) <= len(str(MOST_COPIES)) + 2 else 0,
            seal=self.seal.key(),
            list_size=size if size >= 0 else None,
            note=self.note.text(),
        )

    def _command(self, key: str) -> None:
        if key == "finish":
            self.accept_wanted.emit()
        elif key == "back":
            self.left.emit()

    def _compare(self) -> None:
        """Say whether protocol and register agree about the list; which of them is right is for people to find out."""
        size, register = self.list_size.value(), self._register
        if size < 0 or register == BLANK:
            self.compared.set_words("", "")
        elif size == register:
            self.compared.set_words(lambda: tr("✓ agrees with the register"), "ok")
        else:
            words = lambda: tr(  # noqa: E731
                "differs from the register: {protocol} and {register}. Compare both with the list.",
                protocol=format_count(size),
                register=format_count(register),
            )
            self.compared.set_words(words, "warn")
        self.changed.emit()

    def _kind_changed(self) -> None:
        replaces = self.kind.key() != "original"
        for field in (self.document, self.reason):
            field.setVisible(replaces)
            self._labels[field].setVisible(replaces)

    # --- keys -------------------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or watched is self.list_size:
            return super().eventFilter(watched, event)
        field = next((field for field in self.order if field is watched), None)
        if field is None or (isinstance(field, QComboBox) and field.view().isVisible()):
            return super().eventFilter(watched, event)
        writes = field in (self.document, self.reason, self.note)
        if event.key() == Qt.Key.Key_Plus and not writes:
            self.accept_wanted.emit()
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.accept_wanted.emit()
            else:
                self._go(field, 1)
            return True
        return super().eventFilter(watched, event)

    def _go(self, field: QWidget, step: int) -> None:
        shown = [each for each in self.order if not each.isHidden()]
        place = shown.index(field) + step
        if place >= len(shown):
            self.accept_wanted.emit()
        elif place >= 0:
            shown[place].setFocus(Qt.FocusReason.TabFocusReason)

    # --- looks ------------------------------------------------------------------------------------------------------------

    def restyle(self) -> None:
        self._form.setContentsMargins(0, px(4), px(4), px(8))
        self._form.setHorizontalSpacing(px(12))
        self._form.setVerticalSpacing(px(5))
        for field in (self.list_size, self.copies, self.time):
            field.setMaximumWidth(px(150))
        for label in self._labels.values():
            label.setFixedWidth(px(150))

    def retranslate(self) -> None:
        for box in (self.kind, self.brought_by, self.seal):
            box.say_again()
        names = {
            self.kind: ptr("reception", "Paper"),
            self.document: tr("Number of the document"),
            self.reason: tr("Reason"),
            self.brought_by: tr("Brought by"),
            self.seal: tr("Seal of the package"),
            self.copies: tr("Copies"),
            self.time: tr("Brought at"),
            self.note: tr("Note"),
        }
        for field, name in names.items():
            field.setAccessibleName(name)
        self._compare()
