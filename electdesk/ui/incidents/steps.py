"""The next step of an incident: one small dialog, whose questions are those of the step."""

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from electdesk.domain.errors import ClerkError
from electdesk.domain.incident_steps import Judged
from electdesk.i18n import ptr, tr
from electdesk.i18n.incident_texts import JUDGED, STEPS
from electdesk.i18n.sentences import error_sentences
from electdesk.qtmodels.desk import Desk
from electdesk.services.commands import AssignIncidents, Command, JudgeIncident, MoveIncident
from electdesk.services.commands.reception import moment_on_clock
from electdesk.services.queries.incidents import IncidentRow
from electdesk.ui.dialog import Dialog, Questions
from electdesk.ui.look import px
from electdesk.ui.parts import Label

NEEDS: Final[dict[str, str]] = {
    "assign": "owner deadline why",
    "start": "why",
    "refer": "to why",
    "resolve": "measures time why",
    "close": "why",
    "reopen": "why",
    "duplicate": "of why",
    "withdraw": "why",
    "judge": "finding why",
}
"""Step → its questions, in their order."""
WANTED: Final[dict[str, tuple[str, ...]]] = {
    "assign": ("owner",),
    "refer": ("to",),
    "reopen": ("why",),
    "duplicate": ("of",),
    "withdraw": ("why",),
    "judge": ("why",),
}
"""Step → the questions that must be answered."""


class StepDialog(Dialog):
    """A step of one incident, or of several that are assigned together. A refusal stands in the foot, and what was typed stays."""

    def __init__(self, desk: Desk, step: str, rows: list[IncidentRow], parent: QWidget | None = None) -> None:
        super().__init__(lambda: tr(STEPS[step]), parent, size=(560, 330))  # i18n: dynamic
        self._desk, self._step, self._rows = desk, step, rows
        self.fields: dict[str, QLineEdit | QPlainTextEdit | QComboBox] = {}
        numbers = ", ".join(f"№ {row.incident.number}" for row in rows)
        told = Label(
            lambda: tr("Incidents {numbers}", numbers=numbers) if len(rows) > 1 else tr("Incident {numbers}", numbers=numbers)
        )
        told.setWordWrap(True)
        self.box.addWidget(told)
        questions = Questions(label_width=150)
        for name in NEEDS[step].split():
            self._ask(questions, name)
        self.box.addWidget(questions)
        self.box.addStretch(1)
        self.add_usual_buttons(lambda: tr(STEPS[step]))  # i18n: dynamic
        self.first = next(iter(self.fields.values()))
        self.begin()
        self._look()

    def _ask(self, questions: Questions, name: str) -> None:
        words: dict[str, Callable[[], str]] = {
            "owner": lambda: tr("Owner"),
            "deadline": lambda: tr("New deadline"),
            "to": lambda: tr("To which body"),
            "of": lambda: tr("Duplicate of №"),
            "measures": lambda: tr("What was done"),
            "time": lambda: tr("When"),
            "finding": lambda: ptr("incidents", "Finding"),
            "why": lambda: tr("Reason, or document"),
        }
        field: QLineEdit | QPlainTextEdit | QComboBox
        if name == "finding":
            field = QComboBox()
            for key in Judged:
                field.addItem("", str(key))
            field.setCurrentIndex(field.findData(str(self._rows[0].standing.judged)))
            field.activated.connect(lambda _: self._look())
        elif name == "measures":
            field = QPlainTextEdit()
            field.setTabChangesFocus(True)
            field.textChanged.connect(self._look)
        else:
            field = QLineEdit(self._rows[0].incident.owner if name == "owner" else "")
            field.textChanged.connect(lambda _: self._look())
        self.fields[name] = field
        questions.ask(words[name], field, narrow=name in ("time", "deadline", "of"))
        field.setAccessibleName(words[name]())

    def _text(self, name: str) -> str:
        field = self.fields.get(name)
        if isinstance(field, QLineEdit):
            return field.text()
        if isinstance(field, QPlainTextEdit):
            return field.toPlainText()
        return str(field.currentData()) if isinstance(field, QComboBox) else ""

    def _look(self) -> None:
        missing = any(not self._text(name).strip() for name in WANTED.get(self._step, ()))
        if self._step == "resolve":
            missing = not (self._text("measures").strip() or self._text("why").strip())
        refusal = tr("Say what was done, or why.") if missing and self._step == "resolve" else ""
        refusal = refusal or (tr("Answer what is asked above.") if missing else "")
        self.set_refusal(refusal)

    def command(self) -> Command:
        """What is typed, as a command. Raises ClerkError("time_unreadable")."""
        region = self._desk.region
        assert region is not None
        records = tuple(row.record for row in self._rows)
        if self._step == "assign":
            deadline = self._text("deadline")
            return AssignIncidents(
                incidents=records,
                owner=self._text("owner"),
                deadline=_ahead(self._desk, deadline) if deadline.strip() else "",
                reason=self._text("why"),
            )
        if self._step == "judge":
            return JudgeIncident(incident=records[0], finding=self._text("finding"), why=self._text("why"))
        return MoveIncident(
            incident=records[0],
            step=self._step,
            why=self._text("why"),
            at=moment_on_clock(region, self._text("time")) if self._step == "resolve" else "",
            to=self._text("to"),
            of=self._text("of"),
            measures=self._text("measures"),
        )

    def accept(self) -> None:
        region = self._desk.region
        if region is None:
            return
        try:
            region.execute(self.command())
        except ClerkError as error:
            self.reason.set_words(str(error_sentences(error.code, error.params)))
            return
        super().accept()

    def restyle(self) -> None:
        super().restyle()
        for name in ("time", "deadline", "of"):
            if name in self.fields:
                self.fields[name].setFixedWidth(px(110))
        if "measures" in self.fields:
            self.fields["measures"].setFixedHeight(px(74))

    def retranslate(self) -> None:
        super().retranslate()
        finding = self.fields.get("finding")
        if isinstance(finding, QComboBox):
            for at in range(finding.count()):
                finding.setItemText(at, tr(JUDGED[str(finding.itemData(at))]))  # i18n: dynamic
        for name, words in (("time", tr("now")), ("deadline", tr("as it is"))):
            field = self.fields.get(name)
            if isinstance(field, QLineEdit):
                field.setPlaceholderText(words)


def _ahead(desk: Desk, typed: str) -> str:
    """Hours and minutes of a deadline on the region's clock as UTC text: today's, or tomorrow's where they have passed."""
    import datetime as dt

    region = desk.region
    assert region is not None
    past = moment_on_clock(region, typed)
    moment = dt.datetime.strptime(past, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=dt.UTC)
    if moment < region.clock.now() - dt.timedelta(minutes=1):
        moment += dt.timedelta(days=1)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
