"""The figures of incidents under the log: one part at a time, each a table whose charts stand beside their numbers."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from electdesk.domain.errors import ClerkError
from electdesk.i18n import catalogue, language, tr
from electdesk.i18n.incident_texts import basis_text, left_out_text, resolution_text
from electdesk.qtmodels.desk import Desk
from electdesk.qtmodels.incidents.figures import PARTS, FigureTable
from electdesk.services.queries.incident_figures import IncidentFigures, incident_figures
from electdesk.ui.incidents.painting import ChartDelegate
from electdesk.ui.look import px
from electdesk.ui.parts import ActionLink, Card, Following, Label, Segmented, TableView

WIDTHS: dict[str, dict[int, int]] = {
    "groups": {0: 240, 1: 80, 2: 100, 3: 100, 4: 160},
    "matrix": {0: 150, **dict.fromkeys(range(1, 10), 42), 10: 84, 11: 130},
    "districts": {0: 150, 1: 80, 2: 110, 3: 92, 4: 96, 5: 150, 6: 160},
    "hours": {0: 110, 1: 90, 2: 120, 3: 200},
    "times": {0: 130, 1: 120, 2: 100, 3: 160, 4: 110, 5: 160},
    "deadlines": {0: 130, 1: 110, 2: 120, 3: 80, 4: 200},
}
CHART: dict[str, int] = {"groups": 4, "matrix": 0, "districts": 6, "hours": 3, "times": 5, "deadlines": 4}
"""The column that takes the room that is left."""


class FiguresPanel(Following, QWidget):
    """``read_again`` tells the figures of now, for the strip."""

    read_again = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.found: IncidentFigures | None = None
        self.model = FigureTable(self)
        self.table = TableView(lambda: tr("Figures of the incidents"))
        self.table.setItemDelegate(ChartDelegate(self.table))
        self.table.setModel(self.model)
        self.table.sort_header().sorts = False
        self.table.sort_header().setSectionsMovable(False)
        self.parts = Segmented(
            [
                ("groups", lambda: tr("By group")),
                ("matrix", lambda: tr("District × group")),
                ("districts", lambda: tr("Districts")),
                ("hours", lambda: tr("By hour")),
                ("times", lambda: tr("Time to resolution")),
                ("deadlines", lambda: tr("Deadlines")),
            ],
            name=lambda: tr("Part of the figures"),
        )
        self._card = Card(lambda: tr("Figures"))
        copy = ActionLink(lambda: tr("Copy"), icon="copy")
        self._card.add_action(copy)
        above = QWidget()
        self._above = QHBoxLayout(above)
        self._above.addWidget(self.parts)
        self._above.addStretch(1)
        self._card.add(above)
        # The base is read whole at every size: a rate without it is a rumour.
        self.note = Label(self.words, kind="small")
        self.note.setWordWrap(True)
        self._card.add(self.note)
        self._card.add(self.table, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._card)
        copy.clicked.connect(self.table.copy_rows)
        self.parts.chosen.connect(self.show_part)
        self._later = QTimer(self, singleShot=True, interval=150)
        self._later.timeout.connect(self.read)
        for signal in (desk.opened, desk.closed):
            signal.connect(self._later.start)
        desk.changed.connect(lambda _: self._later.start())
        self.begin()

    def show_part(self, part: str) -> None:
        """Show one part of ``PARTS``."""
        assert part in PARTS
        self.parts.set_current(part)
        self.model.show_part(part, self.found)
        self.table.set_column_widths(WIDTHS[part], stretch=CHART[part])
        self.note.set_words(self.words)

    def read(self) -> None:
        """Read the figures anew, if somebody looks."""
        if not self.isVisible():
            return
        region = self._desk.region
        try:
            self.found = incident_figures(region) if region is not None else None
        except ClerkError as error:
            self.found = None
            self._desk.refused.emit(error)
        self.show_part(self.parts.current())
        self.read_again.emit(self.found)

    def words(self) -> str:
        """Which stations the figures speak of, what is left out, and the quantiles where times are shown."""
        found = self.found
        if found is None:
            return ""
        words, times = catalogue(language()), found.resolution
        said = [basis_text(found.stations, found.of, found.basis, words)]
        if self.parts.current() == "times":
            said.append(resolution_text(times.cases, times.ended, times.median, times.ninetieth, words))
        if self.parts.current() == "districts":
            said.append(tr("Limits: what chance alone explains at so many stations. No order of merit."))
        said.append(left_out_text(found.left_out, words))
        return " · ".join(sentence for sentence in said if sentence)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.read()

    def restyle(self) -> None:
        self.note.setContentsMargins(px(12), px(4), px(12), px(4))
        self._above.setContentsMargins(px(10), px(6), px(10), 0)
        self.table.setMinimumHeight(px(80))

    def retranslate(self) -> None:
        self.setAccessibleName(tr("Figures"))
        if self.found is not None:
            self.show_part(self.parts.current())
