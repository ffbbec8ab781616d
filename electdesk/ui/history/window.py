"""A window beside the work: everything that happened to a station, any two states of its figures side by side, the correction sheet."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from electdesk.columns import ContestColumns
from electdesk.i18n import tr
from electdesk.qtmodels.history.timeline import SidesList, TimelineList, state_words
from electdesk.services.queries.history import HistoryStep, compare
from electdesk.services.queries.timeline import CorrectionSheet, TimelineEvent, correction_sheet, side_by_side, timeline
from electdesk.services.region import Region
from electdesk.ui.look import px
from electdesk.ui.parts import ActionLink, Card, Following, Label, TableView


class HistoryWindow(Following, QWidget):
    """Not modal. The two states are chosen in the boxes, or in the list: one row is compared with what was before it, two with each other.

    ``show_sheet`` puts a correction sheet on the screen; without it there is no button for it.
    """

    def __init__(
        self,
        region: Region,
        columns: ContestColumns,
        row: int,
        parent: QWidget | None = None,
        show_sheet: Callable[[CorrectionSheet], None] | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("part", "canvas")
        self._region, self._columns, self._row = region, columns, row
        self._show_sheet = show_sheet
        self._number = columns.register.stations[row].number
        self._events = timeline(region, columns, row)
        self.states: list[tuple[HistoryStep, TimelineEvent]] = [
            (event.step, event) for event in self._events if event.step is not None
        ]
        self.steps, self.sides = TimelineList(columns, self), SidesList(columns, self)
        self.table = TableView(lambda: tr("History"))
        self.table.setModel(self.steps)
        self.compared = TableView(lambda: tr("Two states side by side"))
        self.compared.setModel(self.sides)
        for table in (self.table, self.compared):
            table.sort_header().sorts = False
        self.old, self.new = QComboBox(), QComboBox()
        self.only = QCheckBox()
        self.told = Label("", kind="dim")
        self.told.setWordWrap(True)
        self._upper = Card(lambda: tr("History of station № {n}", n=self._number), lambda: tr("newest first"))
        self._lower = Card(lambda: tr("Two states side by side"))
        for card, table in ((self._upper, self.table), (self._lower, self.compared)):
            copy = ActionLink(lambda: tr("Copy"), icon="copy")
            copy.clicked.connect(table.copy_rows)
            card.add_action(copy)
        self.sheet = ActionLink(lambda: tr("Correction sheet"), icon="print")
        self.sheet.setVisible(show_sheet is not None)
        self.sheet.clicked.connect(self._sheet)
        self._lower.add_action(self.sheet)
        self._upper.set_body(self.table)
        self._choice = QWidget()
        self._choice_row = QHBoxLayout(self._choice)
        self._before, self._after = Label(lambda: tr("Before")), Label(lambda: tr("After"))
        for widget, stretch in ((self._before, 0), (self.old, 1), (self._after, 0), (self.new, 1), (self.only, 0)):
            self._choice_row.addWidget(widget, stretch)
        self._lower.add(self._choice)
        self._lower.add(self.told)
        self._lower.set_body(self.compared)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self._upper)
        split.addWidget(self._lower)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        self._box = QVBoxLayout(self)
        self._box.addWidget(split)
        self.setFocusProxy(self.table)
        self._list_states()
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._rows_chosen())
        for box in (self.old, self.new):
            box.currentIndexChanged.connect(lambda _=0: self._compare())
        self.only.toggled.connect(lambda _=False: self._compare())
        self.steps.show_events(self._events)
        self.begin()
        self._choose_newest()
        self.table.setFocus()

    # --- the two states ---------------------------------------------------------------------------------------------------

    def _list_states(self) -> None:
        for box in (self.old, self.new):
            kept = box.currentIndex()
            box.blockSignals(True)
            box.clear()
            for step, event in self.states:
                box.addItem(state_words(step, event))
            box.setCurrentIndex(kept if kept >= 0 else len(self.states) - 1)
            box.blockSignals(False)

    def _choose_newest(self) -> None:
        """The newest state, beside the newest one before it that says something else."""
        last = len(self.states) - 1
        differing = (
            place for place in range(last - 1, -1, -1) if compare(self.states[place][0].figures, self.states[last][0].figures)
        )
        self.choose(next(differing, max(0, last - 1)), last)

    def choose(self, old: int, new: int) -> None:
        """Put two states (places in ``states``) beside each other."""
        for box, place in ((self.old, old), (self.new, new)):
            box.blockSignals(True)
            box.setCurrentIndex(place)
            box.blockSignals(False)
        self._compare()

    def chosen(self) -> tuple[HistoryStep, HistoryStep] | None:
        """The two states that are compared, None where there are none."""
        old, new = self.old.currentIndex(), self.new.currentIndex()
        if not (0 <= old < len(self.states) and 0 <= new < len(self.states)):
            return None
        return self.states[old][0], self.states[new][0]

    def _rows_chosen(self) -> None:
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()}, reverse=True)
        seqs = [self.steps.rows[row].event.seq for row in rows]
        places = [place for place, (step, _) in enumerate(self.states) if step.seq in seqs]
        if len(places) >= 2:
            self.choose(places[0], places[-1])
        elif places:
            self.choose(self._place_before(places[0]), places[0])

    def _place_before(self, place: int) -> int:
        """The state before this one: of the same entry where it has one, else the newest of all."""
        record = self.states[place][0].record
        same = [at for at in range(place) if self.states[at][0].record == record]
        return same[-1] if same else max(0, place - 1)

    def _compare(self) -> None:
        pair = self.chosen()
        lines = side_by_side(self._columns, self._row, *pair) if pair is not None else ()
        count = sum(line.differs for line in lines)
        self.sides.show_rows([line for line in lines if line.differs or not self.only.isChecked()])
        hidden = any(event.hidden for event in self._events)
        if pair is None:
            words = (
                (lambda: tr("The numbers are not shown before the tally is settled."))
                if hidden
                else (lambda: tr("Nothing was typed yet."))
            )
            self.told.set_words(words)
        else:
            self.told.set_words(lambda: tr("Lines that differ: {count}", count=count))
        self.sheet.set_refusal(None if count else (lambda: tr("The two states say the same.")))
        self._choice.setVisible(pair is not None)

    def _sheet(self) -> None:
        pair = self.chosen()
        if pair is not None and self._show_sheet is not None:
            old, new = sorted(pair, key=lambda step: step.seq)
            self._show_sheet(correction_sheet(self._region, self._columns, self._row, old, new))

    # --- keys and looks ---------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def restyle(self) -> None:
        self._box.setContentsMargins(px(8), px(8), px(8), px(8))
        self._choice_row.setContentsMargins(px(12), px(6), px(12), px(2))
        self._choice_row.setSpacing(px(8))
        self.told.setContentsMargins(px(12), px(2), px(12), px(4))
        for box in (self.old, self.new):
            box.setMinimumWidth(px(120))
        room = self.screen().availableSize()
        self.resize(min(px(1000), room.width() - 40), min(px(760), room.height() - 60))
        self.table.set_column_widths({0: 124, 1: 130, 2: 210, 3: 200}, stretch=4)
        self.compared.set_column_widths({0: 52, 2: 100, 3: 110, 4: 96}, stretch=1)

    def retranslate(self) -> None:
        self.setWindowTitle(tr("History of station № {n}", n=self._number))
        self.old.setAccessibleName(tr("Before"))
        self.new.setAccessibleName(tr("After"))
        self.only.setText(tr("only lines that differ"))
        self._list_states()
