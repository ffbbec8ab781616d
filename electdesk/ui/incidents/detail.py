"""One incident: what it says, what may be done next, and everything that happened to it, oldest last."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from electdesk.domain.errors import ClerkError
from electdesk.domain.figures import BLANK
from electdesk.domain.records.names import in_language
from electdesk.i18n import catalogue, format_count, language, ptr, tr
from electdesk.i18n.incident_texts import EVIDENCE, STEPS, clock_text, span_text
from electdesk.qtmodels.desk import Desk
from electdesk.qtmodels.incidents.words import (
    SEVERITY_TONES,
    WORK_LOOKS,
    category_words,
    event_words,
    judged_words,
    severity_words,
    source_words,
    time_words,
    work_words,
)
from electdesk.qtmodels.rows import Column, RowsModel
from electdesk.services.queries.incidents import IncidentCard, IncidentEvent, KeptEvidence, incident_card
from electdesk.ui.look import px
from electdesk.ui.parts import (
    ActionButton,
    ActionLink,
    Card,
    CardHead,
    EmptyNote,
    FlowLayout,
    Following,
    Label,
    Pill,
    StatePill,
    TableView,
)

if TYPE_CHECKING:
    from electdesk.services.unit_of_work import ChangeSet

FIELDS: Final = (
    *("category", "severity", "work", "finding", "deadline", "text", "measures", "place", "times", "source", "affected", "links"),
    "person",
)


class Detail(Following, QWidget):
    """``step_wanted`` tells a step, ``change_wanted`` and ``note_wanted`` that this incident is to be changed or added to."""

    step_wanted = Signal(str)
    change_wanted = Signal()
    note_wanted = Signal()
    back_wanted = Signal()
    station_wanted = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.card: IncidentCard | None = None
        self._frame = Card(self._title, self._subtitle)
        self.back = ActionLink(lambda: tr("Back to the log"), icon="chevron_left")
        self.pill = StatePill(Pill("", "clock", "err"))
        self._frame.add_action(self.back)
        self._frame.add_action(self.pill)
        self.nothing = EmptyNote(
            lambda: tr("No incident is chosen."), lambda: tr("F7 reports a new one, from every page."), icon="incidents"
        )
        self._frame.add(self.nothing, 1)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        body = QWidget()
        body.setProperty("part", "surface")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._down = QVBoxLayout(body)
        self._facts = QWidget()
        self._grid = QGridLayout(self._facts)
        self._grid.setColumnStretch(1, 1)
        self.heads, self.values = {}, {}
        for at, name in enumerate(FIELDS):
            self.heads[name] = Label("", kind="dim")
            self.values[name] = Label("")
            self.values[name].setWordWrap(True)
            self._grid.addWidget(self.heads[name], at, 0)
            self._grid.addWidget(self.values[name], at, 1)
        self._evidence = QWidget()
        self._evidence_box = QVBoxLayout(self._evidence)
        self._evidence_box.setContentsMargins(0, 0, 0, 0)
        self._grid.addWidget(Label(lambda: tr("Evidence"), kind="dim"), len(FIELDS), 0)
        self._grid.addWidget(self._evidence, len(FIELDS), 1)
        self.change = ActionLink(lambda: tr("Change…"), icon="entry")
        self.go = ActionLink(lambda: tr("Show the station"), icon="overview")
        links = QWidget()
        flow = FlowLayout(links, gap=6)
        flow.addWidget(self.change)
        flow.addWidget(self.go)
        self._down.addWidget(self._facts)
        self._down.addWidget(links)
        self._history_head = CardHead(lambda: tr("History"), lambda: tr("only added to, never changed"), line_above=True)
        self.history: RowsModel[IncidentEvent] = RowsModel(
            (
                Column(lambda: tr("Time"), self._event_time, right=True, tone=lambda _: "dim"),
                Column(lambda: tr("Who"), lambda event: event.author, tone=lambda _: "dim"),
                Column(lambda: tr("What"), self._event_words, tone=lambda event: "dim" if event.taken_back else ""),
            ),
            self,
        )
        self.table = TableView(lambda: tr("History of the incident"))
        self.table.setModel(self.history)
        self.table.sort_header().sorts = False
        self.table.set_column_widths({0: 88, 1: 104, 2: 240}, stretch=2)
        self._down.addWidget(self._history_head)
        self._down.addWidget(self.table, 1)
        self._scroll.setWidget(body)
        self._frame.add(self._scroll, 1)
        self.buttons = QWidget()
        self._buttons = FlowLayout(self.buttons, gap=8, row_gap=6)
        self._frame.add(self.buttons)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._frame)
        self.change.clicked.connect(self.change_wanted)
        self.go.clicked.connect(self._go)
        self.back.clicked.connect(self.back_wanted)
        self.back.hide()
        desk.changed.connect(self._changed)
        self.begin()
        self._show()

    # --- what is shown ----------------------------------------------------------------------------------------------------

    def show_incident(self, record: str) -> None:
        """Show an incident (record id), "" for none."""
        region = self._desk.region
        self.card = None
        if region is not None and record in region.columns.incidents.bodies:
            try:
                self.card = incident_card(region, record, look_at_files=True)
            except ClerkError as error:
                self._desk.refused.emit(error)
        self._show()

    def read_again(self) -> None:
        """The clock has moved."""
        if self.card is not None:
            self.show_incident(self.card.row.record)

    def _changed(self, change: "ChangeSet") -> None:
        if self.card is not None and (change.structural or change.kinds & {"incident", "incident-step", "complainant"}):
            self.show_incident(self.card.row.record)

    def _title(self) -> str:
        return tr("Incident {numbers}", numbers=f"№ {self.card.row.incident.number}") if self.card is not None else tr("Incident")

    def _subtitle(self) -> str:
        if self.card is None:
            return ""
        row = self.card.row
        names = (tr("station № {n}", n=row.station) if row.station else "", in_language(row.station_name, language()))
        district = in_language(row.district_name, language()) or tr("Whole region")
        return ", ".join(name for name in (*names, district) if name)

    def _show(self) -> None:
        card = self.card
        self._frame.set_title(self._title)
        self._frame.set_subtitle(self._subtitle)
        self.nothing.setVisible(card is None)
        self._scroll.setVisible(card is not None)
        self.buttons.setVisible(card is not None)
        self.pill.setVisible(card is not None and card.row.is_overdue)
        if card is None:
            self.history.show_rows(())
            return
        if card.row.is_overdue:
            self.pill.set_pill(Pill(clock_text(card.row.left, catalogue(language())), "clock", "err"))
        for name, (head, value, tone) in self._facts_of(card).items():
            self.heads[name].set_words(head)
            self.values[name].set_words(value, tone)
            self.heads[name].setVisible(bool(value))
            self.values[name].setVisible(bool(value))
        self._show_evidence(card.evidence)
        self.change.setVisible(card.may_change)
        self.go.setVisible(card.row.row is not None)
        self.history.show_rows(list(reversed(card.events)))
        self._show_buttons(card)

    def _facts_of(self, card: IncidentCard) -> dict[str, tuple[str, str, str]]:
        row, region = card.row, self._desk.region
        assert region is not None
        incident, words = row.incident, catalogue(language())
        severity = severity_words(incident.severity)
        severity += f" · {incident.severity_why}" if incident.severity_why else ""
        work = work_words(row) + (f" · {row.standing.referred_to}" if row.standing.referred_to else "")
        judged = judged_words(row.standing.judged)
        if "work" in row.standing.contested:
            work += " · " + tr("two files went on in different ways: look again")
        if "finding" in row.standing.contested:
            judged += " · " + tr("two files say different things: look again")
        owner = incident.owner or tr("nobody yet")
        due = tr("until {time}", time=time_words(region, incident.deadline)) if incident.deadline else tr("no deadline")
        left = clock_text(row.left, words) if row.left is not None else ""
        times = tr(
            "happened {occurred}, reported {reported}",
            occurred=time_words(region, incident.occurred_at),
            reported=time_words(region, incident.reported_at),
        )
        length = span_text(row.minutes, words)
        length = tr("resolved in {time}", time=length) if row.standing.resolved_at else tr("open for {time}", time=length)
        people = [
            " ".join(part for part in (body.name, ", ".join(body.phones), body.note) if part) for _, body in card.complainants
        ]
        return {
            "category": (tr("Category"), category_words(incident.category), ""),
            "severity": (tr("Severity"), severity, SEVERITY_TONES.get(incident.severity, "").replace("dim", "")),
            "work": (tr("Work"), work, WORK_LOOKS[row.standing.work][1].replace("none", "")),
            "finding": (ptr("incidents", "Finding"), judged, ""),
            "deadline": (
                tr("Owner, deadline"),
                " · ".join(part for part in (owner, due, left) if part),
                "err" if row.is_overdue else "",
            ),
            "text": (tr("Description"), incident.text, ""),
            "measures": (tr("Measures taken"), incident.measures, ""),
            "place": (tr("Station №"), self._subtitle(), ""),
            "times": (tr("Time"), f"{times}; {length}", ""),
            "source": (tr("Source"), source_words(row), ""),
            "affected": (
                tr("Affected voters"),
                format_count(incident.affected) if incident.affected != BLANK else tr("unknown"),
                "",
            ),
            "links": (tr("Duplicates"), ", ".join(f"№ {number}" for number in card.duplicates), ""),
            "person": (tr("Who reported it"), "; ".join(people), ""),
        }

    def _show_evidence(self, evidence: tuple[KeptEvidence, ...]) -> None:
        while self._evidence_box.count():
            widget = self._evidence_box.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if not evidence:
            self._evidence_box.addWidget(Label("–", kind="dim"))
        for each in evidence:
            self._evidence_box.addWidget(self._evidence_line(each))

    def _evidence_line(self, each: KeptEvidence) -> QWidget:
        size = tr("{n} KB", n=max(1, each.size // 1024)) if each.size else ""
        state = tr(EVIDENCE[each.state]) if each.state in ("missing", "changed") else ""  # i18n: dynamic
        words = " · ".join(part for part in (each.document, each.name, size, each.sha256[:8], state) if part)
        if each.state != "there":
            return Label(words, tone="err" if state else "")
        link = ActionLink(words, icon="file")
        link.clicked.connect(lambda: self._open(each))
        return link

    def _open(self, each: KeptEvidence) -> None:
        region = self._desk.region
        path = region.store.evidence.path_of(each.sha256) if region is not None else None
        if path is None:
            self._desk.refused.emit(ClerkError("evidence_gone", file=each.name))
        else:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _show_buttons(self, card: IncidentCard) -> None:
        while self._buttons.count():
            item = self._buttons.takeAt(0)
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        primary = next((step for step in ("resolve", "close", "reopen") if step in card.steps), "")
        steps = [step for step in card.steps if step != primary]
        for step in (*steps, *(("judge", "note") if card.may_change else ()), *((primary,) if primary else ())):
            button = ActionButton(lambda step=step: tr(STEPS[step]), primary=step == primary)  # type: ignore[misc]  # i18n: dynamic
            button.setObjectName(step)
            button.clicked.connect(lambda _=False, step=step: self._pressed(step))
            self._buttons.addWidget(button)
            button.show()

    def _pressed(self, step: str) -> None:
        if step == "note":
            self.note_wanted.emit()
        else:
            self.step_wanted.emit(step)

    def _go(self) -> None:
        if self.card is not None and self.card.row.row is not None:
            self.station_wanted.emit(self.card.row.row)

    def _event_time(self, event: IncidentEvent) -> str:
        return f"{event.at:%d.%m %H:%M}"

    def _event_words(self, event: IncidentEvent) -> str:
        return event_words(self._desk.region, event) if self._desk.region is not None else ""

    def restyle(self) -> None:
        self.setMinimumWidth(px(330))
        self._down.setContentsMargins(px(8), px(4), px(8), 0)
        self._down.setSpacing(px(4))
        self._facts.setContentsMargins(px(4), px(4), px(4), 0)
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(7))
        self.buttons.setContentsMargins(px(10), px(8), px(10), px(8))
        self.table.setMinimumHeight(px(150))
        self._grid.setColumnMinimumWidth(0, px(96))

    def retranslate(self) -> None:
        self.setAccessibleName(tr("Incident"))
        if self.card is not None:
            self._show()
