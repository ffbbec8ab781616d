"""The reception page: the counter at the left, what waits, what came and the register of copies at the right."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSplitter, QVBoxLayout, QWidget

from electdesk.domain.records.names import in_language
from electdesk.i18n import language, tr
from electdesk.qtmodels.desk import Desk
from electdesk.qtmodels.reception.lists import ArrivalList, CopyList, QueueList
from electdesk.qtmodels.reception.work import DeskWork
from electdesk.services.queries.reception import ArrivalRow, handout_sheet, receipt_sheet, return_sheet
from electdesk.ui.look import px
from electdesk.ui.parts import ActionButton, ActionLink, Card, Following, HeadlineFigure, KeyLegend, Label, Segmented, TableView
from electdesk.ui.reception.counter import Counter
from electdesk.ui.reception.defects import DefectsDialog
from electdesk.ui.region_badge import RegionBadge
from electdesk.ui.shell import Pieces, Strip

if TYPE_CHECKING:
    from electdesk.services.unit_of_work import ChangeSet

PARTS: Final = ("queue", "arrivals", "copies")
BOTH_FROM: Final = 860
"""Pixels at 100 % from which on the desk and a list have room beside each other; below, one is shown at a time."""
MINUTE: Final = 60_000


class CopiesPanel(Following, QWidget):
    """The register of copies with the line in which the next one is written."""

    def __init__(self, work: DeskWork, model: CopyList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self.table = TableView(lambda: tr("Register of copies"))
        self.table.setModel(model)
        self.table.sort_header().sorts = False
        self.table.set_column_widths({0: 120, 1: 90, 2: 110, 3: 240, 4: 76}, stretch=3)
        self.number, self.to, self.copies = QLineEdit(), QLineEdit(), QLineEdit("1")
        self.what = QComboBox()
        for key in ("handed", "posted"):
            self.what.addItem("", key)
        self.write = ActionButton(lambda: tr("Write into the register"))
        self._told = Label("", kind="small", tone="warn")
        self._told.setWordWrap(True)
        self._box = QVBoxLayout(self)
        self._row = QHBoxLayout()
        for widget, stretch in ((self.number, 0), (self.what, 0), (self.to, 1), (self.copies, 0), (self.write, 0)):
            self._row.addWidget(widget, stretch)
        self._box.addWidget(self.table, 1)
        self._box.addLayout(self._row)
        self._box.addWidget(self._told)
        self.number.returnPressed.connect(self.what.setFocus)
        self.to.returnPressed.connect(self.done)
        self.copies.returnPressed.connect(self.done)
        self.write.clicked.connect(self.done)
        self.begin()

    def done(self) -> None:
        """Write the line; a station that is not found, or nobody named, is told beside it."""
        rows = self._work.find(self.number.text())
        if len(rows) != 1:
            self._told.set_words(lambda: tr("Type the number of one station."))
            self.number.setFocus()
            return
        self._told.set_words("")
        copies = self.copies.text().strip()
        count = int(copies) if copies.isdecimal() and len(copies) < 5 else 0
        if self._work.hand_out(rows[0], self.to.text(), count, posted=self.what.currentData() == "posted"):
            for field in (self.number, self.to):
                field.clear()
            self.copies.setText("1")
            self.number.setFocus()

    def restyle(self) -> None:
        self._box.setContentsMargins(0, 0, 0, px(8))
        self._row.setContentsMargins(px(10), px(6), px(10), 0)
        self._row.setSpacing(px(6))
        self.number.setFixedWidth(px(92))
        self.copies.setFixedWidth(px(52))

    def retranslate(self) -> None:
        self.number.setPlaceholderText(tr("Station №"))
        self.number.setAccessibleName(tr("Station №"))
        self.to.setPlaceholderText(tr("organisation, or place"))
        self.to.setAccessibleName(tr("To whom or where"))
        self.copies.setAccessibleName(tr("Copies"))
        self.what.setAccessibleName(tr("What"))
        self.what.setItemText(0, tr("handed out to"))
        self.what.setItemText(1, tr("put up at"))


class ReceptionPage(Following, QWidget):
    """``strip`` belongs over the page. ``receipt_wanted``: name and data of a sheet, and whether it was made just now (to be printed by
    setting); ``entry_wanted``: a row of the register whose protocol is to be entered."""

    sheet_wanted = Signal(str, object, bool)
    entry_wanted = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "canvas")
        self._desk = desk
        self._stale = set(PARTS)
        self._shown, self._both = "queue", True
        self.work = DeskWork(desk, self)
        self.queue, self.arrivals, self.copies = QueueList(desk, self), ArrivalList(desk, self), CopyList(desk, self)
        self.strip = Strip()
        self.waiting, self.came = HeadlineFigure(lambda: tr("Waiting for entry")), HeadlineFigure(lambda: tr("Came so far"))
        self.contests = QComboBox()
        self.strip.add(self.waiting)
        self.strip.add(self.came)
        self.strip.add_stretch()
        self.strip.add_right(RegionBadge(desk))
        self.strip.add_right(self.contests)
        self.counter = Counter(desk, self.work)
        # In the strip, which scrolls by itself: at 200 % the lists would else be wider than the window.
        self.parts = Segmented(
            [
                ("desk", lambda: tr("Desk")),
                ("queue", lambda: tr("Waiting for entry")),
                ("arrivals", lambda: tr("What came")),
                ("copies", lambda: tr("Register of copies")),
            ],
            name=lambda: tr("Part of the page"),
        )
        self.parts.set_current("queue")
        self.strip.add_right(self.parts)
        self.queue_table, self.arrival_table = TableView(lambda: tr("Waiting for entry")), TableView(lambda: tr("What came"))
        self.queue_table.setModel(self.queue)
        self.queue_table.set_column_widths({0: 90, 1: 220, 2: 110, 3: 110}, stretch=1)
        self.arrival_table.setModel(self.arrivals)
        self.arrival_table.set_column_widths({0: 100, 1: 120, 2: 90, 3: 120, 4: 150, 5: 110, 6: 120}, stretch=6)
        for table in (self.queue_table, self.arrival_table):
            table.sort_header().sorts = False
        self.copies_panel = CopiesPanel(self.work, self.copies)
        self._stack = Pieces()
        for widget in (self.queue_table, self.arrival_table, self.copies_panel):
            self._stack.addWidget(widget)
        self.print_link = ActionLink(lambda: tr("Print the register"), icon="print")
        self._right = Card(self._part_words)
        self._right.add_action(self.print_link)
        self._right.set_body(self._stack)
        split = QSplitter()
        split.addWidget(self.counter)
        split.addWidget(self._right)
        split.setChildrenCollapsible(False)
        split.setStretchFactor(0, 4)
        split.setStretchFactor(1, 5)
        split.setSizes([540, 700])
        self.legend = KeyLegend(
            (
                ("Enter", lambda: tr("next field")),
                ("+", lambda: tr("accept")),
                ("F7", lambda: tr("return with defects")),
                ("Esc", lambda: tr("empty the desk")),
            )
        )
        self._box = QVBoxLayout(self)
        self._box.addWidget(split, 1)
        self._box.addWidget(self.legend)
        self.setFocusProxy(self.counter.number)
        self._minute = QTimer(self, interval=MINUTE)
        self._minute.timeout.connect(self._time_passed)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._read)
        self._connect()
        self.begin()
        self._opened()

    def _connect(self) -> None:
        desk = self._desk
        for signal in (desk.opened, desk.closed, desk.contest_changed):
            signal.connect(self._opened)
        desk.changed.connect(self._changed)
        self.contests.activated.connect(lambda at: desk.show_contest(str(self.contests.itemData(at))))
        self.counter.defects_wanted.connect(self.ask_defects)
        QShortcut(QKeySequence("F7"), self).activated.connect(self.ask_defects)
        self.parts.chosen.connect(self.show_part)
        self.print_link.clicked.connect(self.print_register)
        self.queue_table.opened.connect(lambda index: self.entry_wanted.emit(self.queue.rows[index.row()].row))
        self.arrival_table.opened.connect(lambda index: self.show_receipt(self.arrivals.rows[index.row()]))
        self.work.accepted.connect(lambda arrival: self.show_receipt(arrival, new=True))
        self.work.sent_back.connect(self._sent_back)

    # --- the desk ---------------------------------------------------------------------------------------------------------

    def ask_defects(self) -> None:
        """F7: why the protocol at the desk goes back."""
        columns, row = self._desk.contest, self.work.row
        if columns is None or row is None or not self._desk.can_write:
            return
        dialog = DefectsDialog(columns, row, self)
        dialog.note.setText(self.counter.fields.note.text())
        if dialog.exec():
            form = self.counter.fields.form()
            self.work.send_back(form.noting(dialog.note.text()), dialog.defects(), dialog.figures())

    def show_receipt(self, arrival: ArrivalRow, *, new: bool = False) -> None:
        """The receipt of an arrival, or the sheet with which it went back."""
        region, columns = self._desk.region, self._desk.contest
        if region is None or columns is None:
            return
        if arrival.arrival.outcome == "accepted":
            self.sheet_wanted.emit("receipt", receipt_sheet(region, columns, arrival), new)
        else:
            self.sheet_wanted.emit("return", return_sheet(region, columns, arrival), new)

    def _sent_back(self, arrival: ArrivalRow, figures: tuple[int, ...]) -> None:
        region, columns = self._desk.region, self._desk.contest
        if region is not None and columns is not None:
            self.sheet_wanted.emit("return", return_sheet(region, columns, arrival, figures), True)

    def print_register(self) -> None:
        """The register of copies; of the station at the desk alone, where there is one."""
        region, columns = self._desk.region, self._desk.contest
        if region is not None and columns is not None:
            self.sheet_wanted.emit("copies", handout_sheet(region, columns, self.work.row), False)

    # --- lists ------------------------------------------------------------------------------------------------------------

    def show_part(self, key: str) -> None:
        """Show what waits, what came, or the register of copies."""
        self.parts.set_current(key)
        if key in PARTS:
            self._shown = key
            self._stack.setCurrentIndex(PARTS.index(key))
            self._right.set_title(self._part_words)
        self._fit()
        self._read()

    def _part_words(self) -> str:
        words = {"queue": tr("Waiting for entry"), "arrivals": tr("What came"), "copies": tr("Register of copies")}
        return words[self._shown]

    def _fit(self) -> None:
        """Desk and list beside each other, or one at a time where the window is small or the letters are large."""
        both = self.width() >= px(BOTH_FROM)
        self.parts.set_offered("desk", not both)
        if both:
            self.parts.set_current(self._shown)
        elif self._both:
            # The desk is what the page is for: it stays when there is no room for more.
            self.parts.set_current("desk")
        self._both = both
        at_desk = self.parts.current() == "desk"
        self.counter.setVisible(both or at_desk)
        self._right.setVisible(both or not at_desk)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _opened(self) -> None:
        region = self._desk.region
        contests = region.columns.contests if region is not None else {}
        self.contests.clear()
        for record, columns in contests.items():
            self.contests.addItem(in_language(columns.contest.title, language()) or columns.contest.code, record)
        self.contests.setCurrentIndex(self.contests.findData(self._desk.contest_record))
        self.contests.setVisible(len(contests) > 1)
        self._stale = set(PARTS)
        if region is None:
            # Nothing of a file that was locked or closed stays, not even where nobody looks.
            for model in (self.queue, self.arrivals, self.copies):
                model.show_rows(())
        self._later.start()

    def _changed(self, change: "ChangeSet") -> None:
        if change.structural:
            self._opened()
            return
        if change.kinds & {"arrival", "paper", "handout", "entry", "tally"}:
            self._stale |= set(PARTS) if change.kinds & {"arrival", "handout", "paper"} else {"queue"}
            self._later.start()

    def _time_passed(self) -> None:
        self._stale.add("queue")
        self._read()

    def _read(self) -> None:
        """Read what is in sight: the queue always, since its number stands in the strip."""
        if not self.isVisible():
            return
        wanted = {"queue", "arrivals", self._shown} & self._stale
        for key, model in (("queue", self.queue), ("arrivals", self.arrivals), ("copies", self.copies)):
            if key in wanted:
                self._stale.discard(key)
                model.read()
        longest = self.queue.rows[0].minutes if self.queue.rows else 0
        words = (lambda: tr("longest {minutes} min", minutes=longest)) if self.queue.rows else ""
        self.waiting.set_value(str(len(self.queue.rows)), words)
        returned = sum(row.arrival.outcome == "returned" for row in self.arrivals.rows)
        self.came.set_value(str(len(self.arrivals.rows)), (lambda: tr("returned: {count}", count=returned)) if returned else "")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._minute.start()
        self._read()

    def hideEvent(self, event: QHideEvent) -> None:
        self._minute.stop()
        super().hideEvent(event)

    def restyle(self) -> None:
        self._box.setContentsMargins(px(8), px(8), px(8), px(4))
        self._box.setSpacing(px(6))
        self._fit()

    def retranslate(self) -> None:
        self.setAccessibleName(tr("Reception"))
        self.contests.setAccessibleName(tr("Contest"))
        self._opened()
