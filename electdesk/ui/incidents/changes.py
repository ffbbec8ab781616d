"""What an incident says, changed with a reason; and what is added to it: a note, a document, files, a link."""

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QLineEdit, QPlainTextEdit, QWidget

from electdesk.domain.errors import ClerkError
from electdesk.domain.figures import BLANK
from electdesk.domain.incident_kinds import category
from electdesk.domain.records.incident import SOURCES as SOURCE_KEYS
from electdesk.i18n import tr
from electdesk.i18n.incident_texts import SEVERITIES, SOURCES
from electdesk.i18n.sentences import error_sentences
from electdesk.qtmodels.desk import Desk
from electdesk.services.commands import ChangeIncident, Command, NoteIncident
from electdesk.services.queries.incidents import IncidentRow
from electdesk.ui.dialog import Dialog, Questions
from electdesk.ui.incidents.category_field import CategoryField
from electdesk.ui.look import px
from electdesk.ui.parts import ActionLink, Label, Segmented


class _Saving(Dialog):
    """A dialog whose button runs one command; a refusal stands in its foot."""

    desk: Desk

    def command(self) -> Command:
        """What is typed, as a command."""
        raise NotImplementedError

    def accept(self) -> None:
        region = self.desk.region
        if region is None:
            return
        try:
            region.execute(self.command())
        except ClerkError as error:
            self.reason.set_words(str(error_sentences(error.code, error.params)))
            return
        super().accept()


class ChangeDialog(_Saving):
    """Description, category, severity, station, source, voters and measures. Another category, severity or station needs a reason."""

    def __init__(self, desk: Desk, row: IncidentRow, parent: QWidget | None = None) -> None:
        number = row.incident.number
        super().__init__(lambda: tr("Change incident {n}", n=str(number)), parent, size=(640, 600))
        self.desk, self._row = desk, row
        incident = row.incident
        self.category = CategoryField()
        self.category.set_code(incident.category)
        self.severity = Segmented(
            [(str(key), lambda key=key: tr(SEVERITIES[key])) for key in SEVERITIES],  # type: ignore[misc]  # i18n: dynamic
            name=lambda: tr("Severity"),
        )
        self.severity.set_current(str(incident.severity))
        self.station, self.text = QLineEdit(row.station), QLineEdit(incident.text)
        self.measures = QPlainTextEdit(incident.measures)
        self.measures.setTabChangesFocus(True)
        self.source, self.organisation = QComboBox(), QLineEdit(incident.organisation)
        self.affected = QLineEdit("" if incident.affected == BLANK else str(incident.affected))
        self.why = QLineEdit()
        questions = Questions(label_width=150)
        questions.ask(lambda: tr("Station"), self.station)
        questions.ask(lambda: tr("Category"), self.category)
        questions.ask(lambda: tr("What happened"), self.text)
        questions.ask(lambda: tr("Severity"), self.severity, narrow=True)
        questions.ask(lambda: tr("Measures taken"), self.measures)
        questions.ask(lambda: tr("Source"), self.source, self.organisation)
        questions.ask(lambda: tr("Affected voters"), self.affected)
        questions.ask(lambda: tr("Reason"), self.why)
        self.box.addWidget(questions)
        self.box.addStretch(1)
        self.add_usual_buttons(lambda: tr("Save the change"))
        self.category.chosen.connect(self._category_chosen)
        self.severity.chosen.connect(lambda _: self._look())
        for field in (self.station, self.why, self.affected):
            field.textChanged.connect(lambda _: self._look())
        self.first = self.text
        self.begin()
        self._look()

    def _category_chosen(self, code: str) -> None:
        if not self._row.incident.severity_why:
            self.severity.set_current(str(category(code).severity))
        self._look()
        self.text.setFocus()

    def _look(self) -> None:
        incident = self._row.incident
        weighty = (
            self.category.code() != incident.category
            or self.severity.current() != str(incident.severity)
            or self.station.text().strip() != self._row.station
        )
        affected = self.affected.text().strip()
        if not self.category.code():
            self.set_refusal(tr("Choose a category: type any word of it."))
        elif affected and not affected.isdecimal():
            self.set_refusal(tr("Affected voters: a whole number, or nothing."))
        elif weighty and not self.why.text().strip():
            self.set_refusal(tr("Another category, severity or station needs a reason."))
        else:
            self.set_refusal("")

    def command(self) -> ChangeIncident:
        incident, affected = self._row.incident, self.affected.text().strip()
        station = self.station.text().strip()
        severity = int(self.severity.current())
        return ChangeIncident(
            incident=self._row.record,
            reason=self.why.text(),
            category=self.category.code(),
            station=station if station != self._row.station else None,
            text=self.text.text(),
            source=str(self.source.currentData()),
            organisation=self.organisation.text(),
            severity=severity if severity != incident.severity or self.category.code() != incident.category else None,
            affected=int(affected) if affected else BLANK,
            measures=self.measures.toPlainText(),
        )

    def restyle(self) -> None:
        super().restyle()
        self.measures.setFixedHeight(px(64))

    def retranslate(self) -> None:
        super().retranslate()
        for field, words in (
            (self.station, tr("Station")),
            (self.text, tr("What happened")),
            (self.measures, tr("Measures taken")),
            (self.source, tr("Source")),
            (self.organisation, tr("organisation")),
            (self.affected, tr("Affected voters")),
            (self.why, tr("Reason")),
        ):
            field.setAccessibleName(words)
        self.affected.setPlaceholderText(tr("unknown"))
        self.organisation.setPlaceholderText(tr("organisation"))
        self.source.clear()
        for key in SOURCE_KEYS:
            self.source.addItem(tr(SOURCES[key]), key)  # i18n: dynamic
        self.source.setCurrentIndex(self.source.findData(self._row.incident.source))


class NoteDialog(_Saving):
    """A note, the number of a document, files copied beside the region file, a link to an earlier incident or the station's protocol."""

    def __init__(self, desk: Desk, row: IncidentRow, parent: QWidget | None = None) -> None:
        number = row.incident.number
        super().__init__(lambda: tr("Add to incident {n}", n=str(number)), parent, size=(600, 400))
        self.desk, self._row = desk, row
        self.files: list[str] = []
        self.text, self.document, self.follows = QLineEdit(), QLineEdit(), QLineEdit()
        self.tally = QCheckBox()
        self.tally.setEnabled(bool(row.station))
        self.choose = ActionLink(lambda: tr("Choose files…"), icon="folder")
        self.listed = Label("", kind="small")
        self.listed.setWordWrap(True)
        questions = Questions(label_width=150)
        questions.ask(lambda: tr("Note"), self.text)
        questions.ask(lambda: tr("Number of the act"), self.document)
        questions.ask(lambda: tr("Files"), self.choose, narrow=True)
        questions.ask(lambda: "", self.listed)
        questions.ask(lambda: tr("Follows incident №"), self.follows)
        questions.ask(lambda: "", self.tally)
        self.box.addWidget(questions)
        self.box.addStretch(1)
        self.add_usual_buttons(lambda: tr("Add"))
        for field in (self.text, self.document, self.follows):
            field.textChanged.connect(lambda _: self._look())
        self.tally.toggled.connect(lambda _: self._look())
        self.choose.clicked.connect(self.choose_files)
        self.first = self.text
        self.begin()
        self._look()

    def choose_files(self) -> None:
        """Let the person choose files of evidence."""
        names, _ = QFileDialog.getOpenFileNames(self, tr("Files of evidence"))
        if names:
            self.take_files(names)

    def take_files(self, names: list[str]) -> None:
        """These files are to be added."""
        self.files = list(dict.fromkeys((*self.files, *names)))
        self.listed.set_words(", ".join(Path(name).name for name in self.files))
        self._look()

    def _look(self) -> None:
        something = (
            self.files or self.tally.isChecked() or any(each.text().strip() for each in (self.text, self.document, self.follows))
        )
        self.set_refusal("" if something else tr("Write a note, name a document or choose a file."))

    def command(self) -> NoteIncident:
        return NoteIncident(
            incident=self._row.record,
            text=self.text.text(),
            document=self.document.text(),
            files=tuple(self.files),
            follows=self.follows.text(),
            tally=self.tally.isChecked(),
            contest=self.desk.contest_record,
        )

    def retranslate(self) -> None:
        super().retranslate()
        self.tally.setText(tr("link the protocol of the station"))
        for field, words in (
            (self.text, tr("Note")),
            (self.document, tr("Number of the act")),
            (self.follows, tr("Follows incident №")),
            (self.tally, tr("link the protocol of the station")),
        ):
            field.setAccessibleName(words)
