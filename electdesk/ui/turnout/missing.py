"""Who has not reported at the slot at hand: district by district, with the last report and whom to call."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from electdesk.domain.records.names import in_language
from electdesk.i18n import NO_SHARE, format_count, language, tr
from electdesk.i18n.turnout_texts import slot_words
from electdesk.qtmodels.desk import Desk
from electdesk.qtmodels.rows import Column, RowsModel
from electdesk.qtmodels.turnout.work import TurnoutWork
from electdesk.services.queries.turnout import MissingReport, missing_reports
from electdesk.ui.parts import ActionLink, Card, Following, TableView


class MissingReports(Following, QWidget):
    """``opened`` tells the row of a station that somebody wants to call; ``print_wanted`` asks for the paper."""

    opened = Signal(int)
    print_wanted = Signal()

    def __init__(self, desk: Desk, work: TurnoutWork) -> None:
        super().__init__()
        self._desk, self._work = desk, work
        self.model: RowsModel[MissingReport] = RowsModel(
            (
                Column(lambda: tr("№"), lambda each: each.number, right=True),
                Column(lambda: tr("Station"), lambda each: in_language(each.name, language())),
                Column(lambda: tr("District"), lambda each: in_language(each.district, language())),
                Column(lambda: tr("List"), lambda each: format_count(each.voters) if each.voters >= 0 else NO_SHARE, right=True),
                Column(lambda: tr("Last report"), _last),
                Column(lambda: tr("Whom to call"), _people),
            ),
            self,
        )
        self.table = TableView(lambda: tr("Stations without a report"))
        self.table.setModel(self.model)
        self.table.sort_header().sorts = False
        self.table.set_column_widths({0: 60, 1: 230, 2: 170, 3: 74, 4: 120, 5: 260}, stretch=5)
        self._card = Card(lambda: tr("Stations without a report"), self._subtitle)
        copy = ActionLink(lambda: tr("Copy"), icon="copy")
        self.print_link = ActionLink(lambda: tr("Print the list"), icon="print")
        self._card.add_action(self.print_link)
        self._card.add_action(copy)
        self._card.set_body(self.table)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._card)
        copy.clicked.connect(self.table.copy_rows)
        self.print_link.clicked.connect(self.print_wanted)
        self.table.opened.connect(lambda index: self.opened.emit(self.model.rows[index.row()].row))
        for signal in (work.scope_changed, work.place_changed):
            signal.connect(self.read)
        desk.changed.connect(lambda _change: self.read())
        self.begin()

    def _subtitle(self) -> str:
        if not self._work.slot:
            return ""
        return tr("as of {time}: {n}", time=slot_words(self._work.slot), n=self.model.rowCount())

    def read(self) -> None:
        """The list as it is now, where somebody looks: it grows with the stations, so no key press waits for it."""
        if not self.isVisible():
            return
        region = self._desk.region
        rows = missing_reports(region, self._work.slot, self._work.area) if region is not None and self._work.slot else []
        self.model.follow_rows(rows, lambda each: each.row)
        self._card.set_subtitle(self._subtitle)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.read()


def _last(each: MissingReport) -> str:
    return f"{slot_words(each.last_slot)}: {format_count(each.last)}" if each.last_slot else NO_SHARE


def _people(each: MissingReport) -> str:
    people = (f"{told.contact.name} {', '.join(told.contact.phones)}".strip() for told in each.contacts)
    return "; ".join(person for person in people if person)
