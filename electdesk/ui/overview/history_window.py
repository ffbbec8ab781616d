"""A window beside the table: the history of a station's tally, and any two of its revisions compared."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from electdesk.columns import ContestColumns
from electdesk.i18n import tr
from electdesk.qtmodels.stations.history_model import CompareModel, HistoryModel
from electdesk.services.queries.history import HistoryStep, station_history
from electdesk.services.region import Region
from electdesk.ui.look import px
from electdesk.ui.parts import ActionLink, Card, Following, TableView


class HistoryWindow(Following, QWidget):
    """Not modal. One chosen revision is compared with the one before it, two with each other (Ctrl and a click)."""

    def __init__(self, region: Region, columns: ContestColumns, row: int, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("part", "canvas")
        self._number = columns.register.stations[row].number
        self.steps = HistoryModel(region, columns, station_history(region, columns, row), self)
        self.difference = CompareModel(columns, self)
        self.table = TableView(lambda: tr("History"))
        self.table.setModel(self.steps)
        self.compared = TableView(lambda: tr("Comparison of two revisions"))
        self.compared.setModel(self.difference)
        self._upper = Card(lambda: tr("History of station № {n}", n=self._number), lambda: tr("newest first"))
        self._lower = Card(lambda: tr("What changed"), lambda: tr("choose two revisions with Ctrl and a click to compare them"))
        for card, table in ((self._upper, self.table), (self._lower, self.compared)):
            copy = ActionLink(lambda: tr("Copy"), icon="copy")
            copy.clicked.connect(table.copy_rows)
            card.add_action(copy)
            card.set_body(table)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self._upper)
        split.addWidget(self._lower)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        self._box = QVBoxLayout(self)
        self._box.addWidget(split)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._compare())
        self.begin()
        if self.steps.steps:
            self.table.selectRow(0)

    def _compare(self) -> None:
        places = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        chosen = [self.steps.steps[place] for place in places]
        if len(chosen) >= 2:
            self.difference.show_steps(chosen[-1], chosen[0])
        else:
            new = chosen[0] if chosen else None
            self.difference.show_steps(self._before(new) if new is not None else None, new)

    def _before(self, step: HistoryStep) -> HistoryStep | None:
        """The revision of the same record before this one, None for its first."""
        older = [other for other in self.steps.steps if other.record == step.record and other.seq < step.seq]
        return next((other for other in older if other.figures is not None), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def restyle(self) -> None:
        self._box.setContentsMargins(px(8), px(8), px(8), px(8))
        self.resize(px(820), px(520))
        self.table.set_column_widths({0: 130, 1: 130, 2: 140, 3: 180}, stretch=4)
        self.compared.set_column_widths({1: 110, 2: 110}, stretch=0)

    def retranslate(self) -> None:
        self.setWindowTitle(tr("History of station № {n}", n=self._number))
