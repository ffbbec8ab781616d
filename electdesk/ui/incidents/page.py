"""The incidents page: the log at the left with the figures below it, one incident at the right."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from electdesk.i18n import catalogue, format_count, format_time, language, ptr, tr
from electdesk.i18n.incident_texts import decimal, interval_text, span_text
from electdesk.qtmodels.desk import Desk
from electdesk.services.queries.incident_figures import IncidentFigures, incident_sheet
from electdesk.services.queries.incidents import IncidentRow
from electdesk.services.roles import may_run
from electdesk.ui.incidents.changes import ChangeDialog, NoteDialog
from electdesk.ui.incidents.detail import Detail
from electdesk.ui.incidents.figures_panel import FiguresPanel
from electdesk.ui.incidents.log_panel import LogPanel
from electdesk.ui.incidents.new_incident import NewIncident
from electdesk.ui.incidents.steps import StepDialog
from electdesk.ui.look import px
from electdesk.ui.parts import Following, HeadlineFigure
from electdesk.ui.region_badge import RegionBadge
from electdesk.ui.shell import Strip

if TYPE_CHECKING:
    from electdesk.ui.dialog import Dialog

BOTH_FROM: Final = 1000
"""Pixels at 100 % from which on log and incident have room beside each other; below, one is shown at a time."""


class IncidentsPage(Following, QWidget):
    """``strip`` belongs over the page. ``station_wanted``: a row of the register; ``sheet_wanted``: name and data of a sheet to be shown;
    ``told``: a sentence for the window."""

    station_wanted = Signal(int)
    sheet_wanted = Signal(str, object)
    told = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "canvas")
        self._desk = desk
        self.dialog: Dialog | None = None
        self.strip = Strip()
        self.count = HeadlineFigure(lambda: tr("Incidents"))
        self.rate = HeadlineFigure(lambda: tr("Per 100 stations"))
        self.affected = HeadlineFigure(lambda: tr("Affected stations"))
        self.median = HeadlineFigure(lambda: tr("To resolution, median"))
        for figure in (self.count, self.rate, self.affected, self.median):
            self.strip.add(figure)
        self.strip.add_stretch()
        self.strip.add_right(RegionBadge(desk))
        self.log = LogPanel(desk)
        self.figures = FiguresPanel(desk)
        self.detail = Detail(desk)
        self._left = QSplitter(Qt.Orientation.Vertical)
        self._left.addWidget(self.log)
        self._left.addWidget(self.figures)
        self._left.setChildrenCollapsible(False)
        self._left.setStretchFactor(0, 5)
        self._left.setStretchFactor(1, 3)
        self._split = QSplitter()
        self._split.addWidget(self._left)
        self._split.addWidget(self.detail)
        self._split.setChildrenCollapsible(False)
        self._split.setStretchFactor(0, 5)
        self._split.setStretchFactor(1, 4)
        self._split.setSizes([760, 480])
        self._left.setSizes([520, 300])
        self._both = True
        self._box = QVBoxLayout(self)
        self._box.addWidget(self._split)
        self.setFocusProxy(self.log.table)
        self._connect()
        self.begin()
        self._show_strip(None)

    def _connect(self) -> None:
        self.log.new_wanted.connect(lambda: self.report())
        self.log.current_changed.connect(self._current)
        self.log.opened.connect(self.open_incident)
        self.log.assign_wanted.connect(self.assign)
        self.log.print_wanted.connect(self.print_current)
        self.log.model.read_again.connect(self._read_again)
        self.figures.read_again.connect(self._show_strip)
        self.detail.step_wanted.connect(self.take_step)
        self.detail.change_wanted.connect(self.change)
        self.detail.note_wanted.connect(self.add_note)
        self.detail.back_wanted.connect(self._back)
        self.detail.station_wanted.connect(self.station_wanted)
        for signal in (self._desk.opened, self._desk.closed):
            signal.connect(lambda: self.detail.show_incident(""))

    # --- going somewhere --------------------------------------------------------------------------------------------------

    def open_incident(self, record: str) -> None:
        """Show one incident."""
        self.log.show_record(record)
        self.detail.show_incident(record)
        if not self._both:
            self._left.hide()
            self.detail.show()

    def show_station(self, station: str) -> None:
        """The incidents of one station (record id)."""
        self._back()
        self.log.show_station(station)
        if self.log.model.rows:
            self.log.table.selectRow(0)

    def _current(self, record: str) -> None:
        self.detail.show_incident(record)

    def _back(self) -> None:
        self._left.show()
        self.detail.setVisible(self._both)
        self.log.table.setFocus()

    def _read_again(self) -> None:
        # The row under the keyboard is another incident now, or the same a quarter of a minute later.
        index = self.log.table.currentIndex()
        at = index.row() if index.isValid() else -1
        record = self.log.model.rows[at].record if 0 <= at < len(self.log.model.rows) else ""
        shown = self.detail.card.row.record if self.detail.card is not None else ""
        if record and record != shown:
            self.detail.show_incident(record)
        elif shown:
            self.detail.read_again()

    # --- doing ------------------------------------------------------------------------------------------------------------

    def report(self, station: str = "") -> NewIncident | None:
        """F7: ask for a new incident. ``station``: the number of the station at hand."""
        region = self._desk.region
        if region is None or not self._desk.can_write or not may_run(region.person, "AddIncident"):
            return None
        dialog = NewIncident(self._desk, self.window(), station=station)
        dialog.reported.connect(self._reported)
        self._ask(dialog)
        return dialog

    def _reported(self, record: str) -> None:
        region = self._desk.region
        if region is None:
            return
        incident = region.columns.incidents.bodies[record]
        due = format_time(region.local(incident.deadline)) if incident.deadline else "–"
        number = str(incident.number)
        self.told.emit(lambda: tr("Incident № {n} is saved; its deadline is {time}.", n=number, time=due))
        self.log.model.read()
        self.log.show_record(record)

    def take_step(self, step: str, rows: list[IncidentRow] | None = None) -> None:
        """Ask for what a step needs, and take it."""
        card = self.detail.card
        chosen = rows if rows is not None else [card.row] if card is not None else []
        if chosen:
            self._ask(StepDialog(self._desk, step, chosen, self.window()))

    def assign(self, rows: list[IncidentRow]) -> None:
        """Give the chosen incidents an owner."""
        self.take_step("assign", rows)

    def change(self) -> None:
        """Change what the incident says."""
        if self.detail.card is not None:
            self._ask(ChangeDialog(self._desk, self.detail.card.row, self.window()))

    def add_note(self) -> None:
        """Add a note, a document or files."""
        if self.detail.card is not None:
            self._ask(NoteDialog(self._desk, self.detail.card.row, self.window()))

    def _ask(self, dialog: "Dialog") -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.destroyed.connect(self._answered)
        self.dialog = dialog
        dialog.open()

    def _answered(self) -> None:
        self.dialog = None

    def print_current(self) -> None:
        """Ctrl+P: the incident report with the list that is shown."""
        region = self._desk.region
        if region is not None and region.columns.contests:
            self.sheet_wanted.emit("incidents", incident_sheet(region, self.log.model.wanted))

    # --- strip ------------------------------------------------------------------------------------------------------------

    def _show_strip(self, found: IncidentFigures | None) -> None:
        words = catalogue(language())
        if found is None:
            for figure in (self.count, self.rate, self.affected, self.median):
                figure.set_value("–")
            return
        self.count.set_label(lambda: tr("Incidents as of {time}", time=format_time(found.at)))
        parts: list[tuple[str, str, str]] = [
            (format_count(found.count), tr("counted"), ""),
            (format_count(found.open), ptr("incidents", "open"), ""),
        ]
        self.count.set_parts([*parts, (format_count(found.overdue), tr("overdue"), "err" if found.overdue else "")])
        of = tr("n = {n} of {of}", n=found.stations, of=found.of)
        self.rate.set_label(lambda: tr("Per 100 stations · {of}", of=of))
        if found.rate is None or found.share is None:
            self.rate.set_value("–")
            self.affected.set_value("–")
        else:
            rate, share = found.rate, found.share
            every = tr("all reported")
            self.rate.set_value(
                decimal(rate.per_100, 1, words),
                interval_text(rate.interval.low, rate.interval.high, 1, words) if rate.interval is not None else every,
            )
            percent = decimal(100 * share.share, 1, words) + ("%" if language() == "en" else " %")
            spread = interval_text(100 * share.interval.low, 100 * share.interval.high, 1, words) if share.interval else every
            self.affected.set_label(lambda: tr("Affected stations · of {n}", n=found.stations))
            self.affected.set_value(format_count(share.affected), f"{percent} {spread}")
        median = found.resolution.median
        self.median.set_value(
            span_text(median, words) if median is not None else "–",
            tr("open ones counted") if median is not None else tr("not reached yet"),
        )

    # --- room -------------------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        both = self.width() >= px(BOTH_FROM)
        if both != self._both:
            self._both = both
            self.detail.back.setVisible(not both)
            self._left.show()
            self.detail.setVisible(both)

    def minimumSizeHint(self) -> QSize:
        return QSize(px(420), max(px(360), self._left.minimumSizeHint().height() + px(16)))

    def restyle(self) -> None:
        self._box.setContentsMargins(px(8), px(8), px(8), px(8))
        self._split.setHandleWidth(px(8))
        self._left.setHandleWidth(px(8))

    def retranslate(self) -> None:
        self.setAccessibleName(tr("Incidents"))
        self._show_strip(self.figures.found)
