"""F7: a new incident by keyboard. Station, Enter, category by any word, Enter, what happened, Enter: saved. The rest is there and preset."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from electdesk.domain.errors import ClerkError
from electdesk.domain.incident_kinds import category
from electdesk.domain.records.incident import SOURCES as SOURCE_KEYS
from electdesk.domain.records.names import in_language
from electdesk.i18n import language, ptr, tr
from electdesk.i18n.incident_texts import SEVERITIES, SOURCES
from electdesk.i18n.sentences import error_sentences
from electdesk.qtmodels.desk import Desk
from electdesk.qtmodels.incidents.words import time_words
from electdesk.services.commands import AddComplainant, AddIncident
from electdesk.services.commands.incidents import preset_deadline
from electdesk.services.commands.reception import moment_on_clock
from electdesk.services.roles import may_run
from electdesk.ui.dialog import Dialog, Questions
from electdesk.ui.entry.finder import NumberEdit
from electdesk.ui.incidents.category_field import CategoryField
from electdesk.ui.look import px
from electdesk.ui.parts import Label, Segmented

if TYPE_CHECKING:
    from electdesk.services.region import Region

UNKNOWN: Final = -1


class NewIncident(Dialog):
    """``reported`` tells the record id of what was saved. A refusal stands in the foot; nothing that was typed is lost by it."""

    reported = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, station: str = "") -> None:
        """``station``: the number of the station at hand, "" for none."""
        super().__init__(lambda: tr("New incident"), parent, size=(640, 640))
        self._desk = desk
        self.number = NumberEdit()
        self.several = QComboBox()
        self.district = QComboBox()
        self.found = Label("", kind="small", tone="dim")
        self.found.setWordWrap(True)
        self.category = CategoryField()
        self.text = QLineEdit()
        self.source = QComboBox()
        self.organisation = QLineEdit()
        self.severity = Segmented(
            [(str(key), lambda key=key: tr(SEVERITIES[key])) for key in SEVERITIES],  # type: ignore[misc]  # i18n: dynamic
            name=lambda: tr("Severity"),
        )
        self.severity_why = QLineEdit()
        self.time, self.affected, self.owner = QLineEdit(), QLineEdit(), QLineEdit()
        self.name, self.phone = QLineEdit(), QLineEdit()
        self.deadline = Label("", kind="small", tone="dim")
        self._build()
        self.add_usual_buttons(lambda: tr("Save the incident"))
        self._connect()
        self.first = self.number
        self.number.setText(station)
        self.begin()
        self._fill()
        self._look()

    def _build(self) -> None:
        questions = Questions(label_width=150)
        questions.ask(lambda: tr("Station"), self.number)
        questions.ask(lambda: "", self.found)
        questions.ask(lambda: "", self.several)
        questions.ask(lambda: tr("District, if it is not one station"), self.district)
        questions.ask(lambda: tr("Category"), self.category)
        questions.ask(lambda: tr("What happened"), self.text)
        questions.ask(lambda: tr("Source"), self.source, self.organisation)
        questions.ask(lambda: tr("Severity"), self.severity, narrow=True)
        questions.ask(lambda: "", self.severity_why)
        questions.ask(lambda: tr("Time"), self.time, self.deadline)
        questions.ask(lambda: tr("Affected voters"), self.affected)
        questions.ask(lambda: tr("Owner"), self.owner)
        self.person_hint = questions.ask(
            lambda: tr("Who reported it"),
            self.name,
            self.phone,
            hint=lambda: tr("Kept apart from the incident and erasable; leave it empty where it is not needed."),
        )
        self.box.addWidget(questions)
        self.box.addStretch(1)

    def _connect(self) -> None:
        self.number.textChanged.connect(lambda _: self._look())
        self.number.entered.connect(self._after_number)
        self.number.left.connect(self.reject)
        self.several.activated.connect(lambda _: self._look())
        self.district.activated.connect(lambda _: self._look())
        self.category.chosen.connect(self._category_chosen)
        self.category.passed.connect(self.text.setFocus)
        self.severity.chosen.connect(lambda _: self._look())
        self.severity_why.textChanged.connect(lambda _: self._look())
        self.text.textChanged.connect(lambda _: self._look())
        self.time.textChanged.connect(lambda _: self._look())
        for field in (self.affected, self.owner):
            field.textChanged.connect(lambda _: self._look())

    # --- going on with Enter ----------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus = self.focusWidget()
            if not self.category.code() and focus is not self.category.edit:
                # What is wanted comes first: Enter goes there instead of saving half an incident.
                self.category.setFocus()
                return
            if focus is self.severity_why and not self.severity_why.text().strip():
                return
        super().keyPressEvent(event)

    def _after_number(self) -> None:
        if self.several.isVisible() and self.several.currentIndex() < 0:
            self.several.setFocus()
            self.several.showPopup()
        elif self.number.text().strip() and not self._rows():
            self.number.selectAll()
        else:
            self.category.setFocus()

    def _category_chosen(self, code: str) -> None:
        self.severity.set_current(str(category(code).severity))
        self.severity_why.clear()
        self._look()
        self.text.setFocus()

    # --- what is typed ----------------------------------------------------------------------------------------------------

    @property
    def _region(self) -> "Region | None":
        return self._desk.region

    def _rows(self) -> list[int]:
        region = self._region
        return region.columns.register.find(self.number.text()) if region is not None and self.number.text().strip() else []

    def row(self) -> int | None:
        """The station that is meant (row of the register), None where none is, or several are."""
        rows = self._rows()
        if len(rows) > 1:
            return int(self.several.currentData()) if self.several.currentIndex() >= 0 else None
        return rows[0] if rows else None

    def _fill(self) -> None:
        region = self._region
        self.district.clear()
        self.district.addItem("–", "")
        if region is not None:
            register = region.columns.register
            for record in register.area_ids:
                self.district.addItem(in_language(register.areas[record].name, language()), record)
            # Who reported it is asked only of those who may write it down.
            named = may_run(region.person, "AddComplainant")
            for field in (self.name, self.phone):
                field.setEnabled(named)

    def _look(self) -> None:
        """Say what is known of the station, and why it cannot be saved yet."""
        if not self._begun:
            return
        rows, typed = self._rows(), self.number.text().strip()
        held = [self.several.itemData(at) for at in range(self.several.count())]
        if held != rows or not rows:
            self.several.clear()
            for row in rows if len(rows) > 1 else ():
                self.several.addItem(self._named(row), row)
            self.several.setCurrentIndex(-1)
        self.several.setVisible(len(rows) > 1)
        self.district.setEnabled(not typed)
        if typed and not rows:
            self.found.set_words(lambda: tr("There is no such station."), "err")
        else:
            only = self.row()
            self.found.set_words(self._named(only) if only is not None and len(rows) == 1 else "", "dim")
        self.found.setVisible(bool(self.found.words()))
        self._preset()
        self.set_refusal(self._refusal(typed))

    def _preset(self) -> None:
        code = self.category.code()
        changed = bool(code) and self.severity.current() != str(category(code).severity)
        self.severity_why.setVisible(changed)
        self.severity.setEnabled(bool(code))
        region = self._region
        if region is None or not code:
            self.deadline.set_words("")
            return
        due = time_words(region, preset_deadline(region.now_text(), int(self.severity.current())))
        self.deadline.set_words(lambda: tr("deadline {time}", time=due))

    def _refusal(self, typed: str) -> str:
        if typed and self.row() is None:
            return tr("Choose which of these stations is meant.") if self._rows() else tr("Type the number of a station.")
        if not self.category.code():
            return tr("Choose a category: type any word of it.")
        if category(self.category.code()).text and not self.text.text().strip():
            return tr("This category needs a description.")
        if not self.severity_why.isHidden() and not self.severity_why.text().strip():
            return tr("Say why the severity is another one.")
        affected = self.affected.text().strip()
        if affected and not affected.isdecimal():
            return tr("Affected voters: a whole number, or nothing.")
        return ""

    def _named(self, row: int) -> str:
        region = self._region
        if region is None:
            return ""
        register = region.columns.register
        station = register.stations[row]
        area = register.areas.get(station.area)
        names = (f"№ {station.number}", in_language(station.name, language()), in_language(area.name, language()) if area else "")
        return ", ".join(name for name in names if name)

    def command(self) -> AddIncident:
        """What is typed, as a command. Raises ClerkError("time_unreadable")."""
        region = self._region
        assert region is not None
        row, code = self.row(), self.category.code()
        severity = int(self.severity.current())
        preset = severity == category(code).severity
        affected = self.affected.text().strip()
        return AddIncident(
            category=code,
            station=region.columns.register.ids[row] if row is not None else "",
            area="" if row is not None else str(self.district.currentData() or ""),
            text=self.text.text(),
            at=moment_on_clock(region, self.time.text()),
            source=str(self.source.currentData()),
            organisation=self.organisation.text(),
            severity=None if preset else severity,
            severity_why="" if preset else self.severity_why.text(),
            affected=int(affected) if affected else None,
            owner=self.owner.text(),
        )

    def accept(self) -> None:
        region = self._region
        if region is None:
            return
        try:
            made = region.execute(self.command())
            if self.name.text().strip() or self.phone.text().strip():
                phones = (self.phone.text(),) if self.phone.text().strip() else ()
                region.execute(AddComplainant(incident=made.records[0], name=self.name.text(), phones=phones))
        except ClerkError as error:
            self.reason.set_words(str(error_sentences(error.code, error.params)))
            return
        super().accept()
        self.reported.emit(made.records[0])

    def restyle(self) -> None:
        super().restyle()
        self.time.setFixedWidth(px(90))
        self.affected.setFixedWidth(px(90))
        self.source.setMinimumWidth(px(150))

    def retranslate(self) -> None:
        super().retranslate()
        for field, words in (
            (self.number, tr("number; leave it empty for a district")),
            (self.text, tr("in a few words, without names of private persons")),
            (self.organisation, tr("organisation")),
            (self.severity_why, tr("why another severity")),
            (self.time, tr("now")),
            (self.affected, tr("unknown")),
            (self.owner, tr("who sees to it")),
            (self.name, ptr("person", "name")),
            (self.phone, tr("phone")),
        ):
            field.setPlaceholderText(words)
            field.setAccessibleName(words)
        self.number.setAccessibleName(tr("Station"))
        self.text.setAccessibleName(tr("What happened"))
        self.time.setAccessibleName(tr("Time"))
        self.affected.setAccessibleName(tr("Affected voters"))
        self.owner.setAccessibleName(tr("Owner"))
        self.several.setAccessibleName(tr("Stations with this number"))
        self.district.setAccessibleName(tr("District"))
        self.source.setAccessibleName(tr("Source"))
        at = max(0, self.source.currentIndex())
        self.source.clear()
        for key in ("phone", *(key for key in SOURCE_KEYS if key != "phone")):
            self.source.addItem(tr(SOURCES[key]), key)  # i18n: dynamic
        self.source.setCurrentIndex(at)
