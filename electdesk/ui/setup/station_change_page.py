"""The stations of the set-up screen: added, renumbered, moved, withdrawn on the day; and whom to call about each."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from electdesk.domain.errors import ClerkError
from electdesk.domain.figures import LARGEST_COUNT
from electdesk.domain.records.contact import CONTACT_ROLES
from electdesk.domain.records.names import in_language
from electdesk.domain.records.station import STATION_TYPES
from electdesk.i18n import language, tr
from electdesk.i18n import set_up_words as words
from electdesk.i18n.sentences import STATION_TYPES as TYPE_WORDS
from electdesk.i18n.sentences import error_sentences
from electdesk.qtmodels.desk import Desk
from electdesk.qtmodels.setup.work import SetUpWork
from electdesk.services.commands import (
    AddContact,
    AddStation,
    ChangeContact,
    ChangeStation,
    WithdrawContact,
    WithdrawStation,
)
from electdesk.services.commands.base import find_station
from electdesk.services.queries.contacts import contacts_of
from electdesk.ui.dialog import Questions
from electdesk.ui.look import px
from electdesk.ui.parts import ActionButton, Label
from electdesk.ui.setup.change_pages import ChangePage, Run, show_rows
from electdesk.ui.setup.fields import NamesField

if TYPE_CHECKING:
    from electdesk.services.unit_of_work import ChangeSet


class StationsChangePage(ChangePage):
    """One station at a time, found by its number; an unknown number begins a new one. ``import_wanted``: many at once, from a table."""

    import_wanted = Signal()

    def __init__(self, work: SetUpWork, desk: Desk, run: Run) -> None:
        super().__init__(lambda: tr("Stations"), work, desk, run)
        self.record = ""
        self.searched = QLineEdit()
        self.found = Label("", kind="small")
        self.found.setWordWrap(True)
        self.found.hide()
        self.number, self.address, self.constituency = QLineEdit(), QLineEdit(), QLineEdit()
        self.name = NamesField(lambda: tr("Name of the station"))
        self.area, self.type, self.voters = QComboBox(), QComboBox(), QSpinBox()
        self.voters.setRange(-1, LARGEST_COUNT)
        for kind in STATION_TYPES:
            self.type.addItem("", kind)
        self.add = ActionButton(lambda: tr("Add as a new station"), icon="plus")
        self._unusual: tuple[AddStation | ChangeStation, str] | None = None
        self.meant = ActionButton(self._meant_words, icon="check")
        """Says that something unusual is meant, after a refusal; it runs what was refused."""
        self.meant.hide()
        self.change = ActionButton(lambda: tr("Save the changes"))
        self.withdraw = ActionButton(lambda: tr("Withdraw the station"), icon="minus")
        self.from_table = ActionButton(lambda: tr("Import from a table …"), icon="open")
        self.from_table.clicked.connect(self.import_wanted)
        self.view, self.model = self.table(lambda: tr("Whom to call"), {0: 150, 2: 200}, 1)
        self.role, self.person, self.phones = QComboBox(), QLineEdit(), QLineEdit()
        for role in CONTACT_ROLES:
            self.role.addItem("", role)
        self.add_contact = ActionButton(lambda: tr("Add as a new contact"), icon="plus")
        self.change_contact = ActionButton(lambda: tr("Change the chosen one"))
        self.withdraw_contact = ActionButton(lambda: tr("Withdraw the chosen one"), icon="minus")
        self._build()
        self._listen()
        self.begin()

    def _build(self) -> None:
        layout = self.card(lambda: tr("Station"))
        questions = Questions()
        finder = QWidget()
        inside = QVBoxLayout(finder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.searched)
        inside.addWidget(self.found)
        finder.setFocusProxy(self.searched)
        questions.ask(lambda: tr("Find by number"), finder)
        questions.ask(
            lambda: tr("Number of the station"),
            self.number,
            narrow=True,
            hint=lambda: tr("A new number keeps the old one: the station is found by both."),
        )
        questions.ask(lambda: tr("Name"), self.name)
        questions.ask(lambda: tr("District"), self.area)
        questions.ask(lambda: tr("Type"), self.type, narrow=True)
        questions.ask(lambda: tr("Voters by the register"), self.voters, narrow=True)
        questions.ask(lambda: tr("Address"), self.address)
        questions.ask(lambda: tr("Constituency"), self.constituency, narrow=True)
        questions.ask(lambda: tr("Reason"), self.why, hint=lambda: tr("A withdrawal needs one."))
        layout.addWidget(questions)
        layout.addWidget(self.buttons(self.change, self.add, self.meant, self.withdraw, self.from_table))
        layout = self.card(lambda: tr("Whom to call"), lambda: tr("personal data: kept apart, in no print and no export"))
        layout.addWidget(self.view)
        questions = Questions()
        questions.ask(lambda: tr("Role"), self.role, narrow=True)
        questions.ask(lambda: tr("Full name"), self.person)
        questions.ask(lambda: tr("Phones"), self.phones, hint=lambda: tr("Several with semicolons between them."))
        layout.addWidget(questions)
        layout.addWidget(self.buttons(self.new, self.add_contact, self.change_contact, self.withdraw_contact))
        self.box.addStretch(1)

    def _listen(self) -> None:
        self.searched.textEdited.connect(lambda _text: self._find())
        self.add.clicked.connect(self._add)
        self.meant.clicked.connect(self._run_what_is_meant)
        for field in (self.searched, self.number):
            field.textEdited.connect(lambda _text: self._offer(None))
        self.area.activated.connect(lambda _: self._offer(None))
        self.voters.valueChanged.connect(lambda _: self._offer(None))
        self.change.clicked.connect(self._change)
        self.withdraw.clicked.connect(self._withdraw)
        self.add_contact.clicked.connect(self._add_contact)
        self.change_contact.clicked.connect(self._change_contact)
        self.withdraw_contact.clicked.connect(self._withdraw_contact)

    # -- the station

    def show_station(self, record: str) -> None:
        """Show a station by its record id."""
        register = self.region.columns.register
        if record in register.row_of:
            self.searched.setText(register.stations[register.row_of[record]].number)
            self._find()

    def _find(self) -> None:
        self.record = ""
        said = ""
        if self.searched.text().strip():
            try:
                self.record = self.region.columns.register.ids[find_station(self.region, self.searched.text())]
            except ClerkError as error:
                sentences = error_sentences(error.code, error.params)
                said = f"{sentences.what} {tr('Fill the fields to add it.')}" if error.code == "station_unknown" else str(sentences)
        self.found.set_words(said)
        self.found.setVisible(bool(said))
        self._show_station()

    def _show_station(self) -> None:
        register = self.region.columns.register
        if self.record:
            station = register.stations[register.row_of[self.record]]
            self.number.setText(station.number)
            self.name.show_names(station.name)
            self.area.setCurrentIndex(self.area.findData(station.area))
            self.type.setCurrentIndex(max(0, self.type.findData(station.type)))
            self.voters.setValue(station.voters)
            self.address.setText(station.address)
            self.constituency.setText(station.constituency)
        else:
            self.number.setText(self.searched.text().strip())
            self.area.setCurrentIndex(-1)
        refusal = None if self.record else (lambda: tr("Find a station first."))
        for button in (self.change, self.withdraw):
            button.set_refusal(refusal)
        self._show_contacts()

    def fill(self) -> None:
        register = self.region.columns.register
        before = self.area.currentData()
        self.area.clear()
        for record in register.area_ids:
            self.area.addItem(in_language(register.areas[record].name, language()), record)
        # Nobody's district is proposed: the one that stands first would be taken for the right one.
        self.area.setCurrentIndex(self.area.findData(before) if before is not None else -1)
        if self.record not in register.row_of:
            self.record = ""
        self._show_station()

    def _add(self) -> None:
        if self.area.currentData() is None:
            self.found.set_words(tr("Choose the district of the new station."))
            self.found.show()
            self.area.setFocus()
            return
        command = AddStation(
            number=self.number.text(),
            area=str(self.area.currentData()),
            name=self.name.names(),
            type=str(self.type.currentData()),
            voters=self.voters.value(),
            constituency=self.constituency.text().strip(),
        )
        self._run(command)

    def _change(self) -> None:
        register = self.region.columns.register
        before = register.stations[register.row_of[self.record]]
        command = ChangeStation(
            station=self.record,
            reason=self.why.text(),
            number=self.number.text(),
            area=str(self.area.currentData()),
            name=self.name.names_over(before.name),
            type=str(self.type.currentData()),
            voters=self.voters.value(),
            address=self.address.text().strip(),
            constituency=self.constituency.text().strip(),
        )
        self._run(command)

    def _run(self, command: AddStation | ChangeStation) -> None:
        number = self.number.text().strip()
        adds = isinstance(command, AddStation)
        change = self.run(
            command,
            lambda: tr("Station {number} was added.", number=number) if adds else tr("Station {number} is changed.", number=number),
        )
        self._offer(None if change is not None else command)
        if change is not None and adds:
            self.record = change.records[0]
        self._done(change)

    def _offer(self, refused: AddStation | ChangeStation | None) -> None:
        """Offer to run a refused command all the same, where it was refused because it is unusual; None takes the offer away."""
        self._unusual = None
        if refused is not None:
            register = self.region.columns.register
            own = register.row_of.get(self.record, -1) if isinstance(refused, ChangeStation) else -1
            elsewhere = [row for row in register.bearing((refused.number or "").strip()) if row != own]
            inside = any(register.stations[row].area == refused.area for row in elsewhere)
            if elsewhere and not inside and not refused.same_number_elsewhere:
                self._unusual = refused, "same_number_elsewhere"
            elif (isinstance(refused, AddStation) and refused.voters == 0 and not refused.no_voters and not elsewhere) or (
                isinstance(refused, AddStation) and refused.voters == 0 and refused.same_number_elsewhere and not refused.no_voters
            ):
                self._unusual = refused, "no_voters"
        self.meant.retranslate()
        self.meant.setVisible(self._unusual is not None)

    def _meant_words(self) -> str:
        if self._unusual is not None and self._unusual[1] == "no_voters":
            return tr("Nobody is on its list: add it")
        return tr("It is another station of this number: save it")

    def _run_what_is_meant(self) -> None:
        if self._unusual is not None:
            command, field = self._unusual
            self._run(msgspec.structs.replace(command, **{field: True}))

    def _withdraw(self) -> None:
        command = WithdrawStation(station=self.record, reason=self.why.text())
        number = self.number.text().strip()
        change = self.run(command, lambda: tr("Station {number} was withdrawn.", number=number))
        if change is not None:
            self.searched.clear()
            self.record = ""
            self._done(change)

    def _done(self, change: "ChangeSet | None") -> None:
        if change is not None:
            self.why.clear()
            self.fill()

    # -- whom to call

    def _show_contacts(self) -> None:
        contacts = contacts_of(self.region, self.record) if self.record else []
        rows: list[tuple[str, Sequence[str]]] = [
            (
                each.record,
                (tr(words.CONTACT_ROLES[each.contact.role]), each.contact.name, "; ".join(each.contact.phones)),  # i18n: dynamic
            )
            for each in contacts
        ]
        show_rows(self.model, (tr("Role"), tr("Full name"), tr("Phones")), rows)
        self.begin_new()

    def show_chosen(self) -> None:
        contact = self.region.columns.records.bodies["contact"].get(self.chosen)
        self.role.setCurrentIndex(max(0, self.role.findData(contact.role)) if contact is not None else 0)
        self.person.setText(contact.name if contact is not None else "")
        self.phones.setText("; ".join(contact.phones) if contact is not None else "")
        self.allow(self.add_contact, self.change_contact, self.withdraw_contact)
        if not self.record:
            self.add_contact.set_refusal(lambda: tr("Find a station first."))

    def _phones(self) -> tuple[str, ...]:
        return tuple(part for part in self.phones.text().replace(",", ";").split(";") if part.strip())

    def _add_contact(self) -> None:
        command = AddContact(station=self.record, role=str(self.role.currentData()), name=self.person.text(), phones=self._phones())
        self._contact_done(self.run(command, lambda: tr("The contact was added.")))

    def _change_contact(self) -> None:
        command = ChangeContact(
            contact=self.chosen,
            role=str(self.role.currentData()),
            name=self.person.text(),
            phones=self._phones(),
        )
        self._contact_done(self.run(command, lambda: tr("The contact is changed.")))

    def _withdraw_contact(self) -> None:
        command = WithdrawContact(contact=self.chosen, reason=self.why.text() or tr("no longer in office"))
        self._contact_done(self.run(command, lambda: tr("The contact was withdrawn.")))

    def _contact_done(self, change: "ChangeSet | None") -> None:
        if change is not None:
            self._show_contacts()

    # -- looks and language

    def restyle(self) -> None:
        super().restyle()
        self.number.setMaximumWidth(px(140))
        self.constituency.setMaximumWidth(px(140))
        self.voters.setFixedWidth(px(120))
        self.view.setMinimumHeight(px(130))

    def retranslate(self) -> None:
        for index in range(self.type.count()):
            self.type.setItemText(index, tr(TYPE_WORDS[self.type.itemData(index)]))  # i18n: dynamic
        for index in range(self.role.count()):
            self.role.setItemText(index, tr(words.CONTACT_ROLES[self.role.itemData(index)]))  # i18n: dynamic
        self.voters.setSpecialValueText(tr("not known"))
        for field, name in (
            (self.searched, tr("Find by number")),
            (self.number, tr("Number of the station")),
            (self.area, tr("District")),
            (self.type, tr("Type")),
            (self.voters, tr("Voters by the register")),
            (self.address, tr("Address")),
            (self.constituency, tr("Constituency")),
            (self.role, tr("Role")),
            (self.person, tr("Full name")),
            (self.phones, tr("Phones")),
        ):
            field.setAccessibleName(name)
        super().retranslate()
