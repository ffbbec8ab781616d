"""The page of the phone desk: the grid with its read-back line, curves, the bulletin, who has not reported."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from electdesk.domain.errors import ClerkError
from electdesk.domain.figures import BLANK
from electdesk.domain.records.names import in_language
from electdesk.i18n import count_in_words, format_count, language, ntr, tr
from electdesk.i18n.turnout_texts import slot_words
from electdesk.qtmodels.desk import Desk
from electdesk.qtmodels.turnout.grid import TurnoutGrid
from electdesk.qtmodels.turnout.lists import AreaList, SlotList
from electdesk.qtmodels.turnout.work import ALL, MISSING, QUESTIONS, TurnoutWork
from electdesk.services.commands.base import find_station
from electdesk.services.commands.reception import moment_on_clock
from electdesk.services.queries.bulletin import bulletin_sheet, missing_reports_sheet
from electdesk.services.queries.turnout import StationFinding, area_turnout, questions
from electdesk.ui.look import px
from electdesk.ui.parts import ActionLink, Card, Following, Segmented, TableView
from electdesk.ui.shell import Pieces
from electdesk.ui.turnout.day_bar import DayBar
from electdesk.ui.turnout.foot import TurnoutFoot
from electdesk.ui.turnout.grid import TurnoutTable
from electdesk.ui.turnout.missing import MissingReports
from electdesk.ui.turnout.say_line import SayLine
from electdesk.ui.turnout.side import BulletinCard, CurveCard
from electdesk.ui.turnout.strip import TurnoutStrip

if TYPE_CHECKING:
    from electdesk.services.unit_of_work import ChangeSet

PARTS: Final = ("reports", "curves", "bulletin", "missing")
SIDE_FROM: Final = 1180
"""Pixels at 100 % from which curve and bulletin stand beside the grid."""
LEFT_FROM: Final = 760
"""And from which the lists of districts and slots do."""


class TurnoutPage(Following, QWidget):
    """``strip`` belongs over the page. ``sheet_wanted``: name and data of a sheet to be shown; ``told``: a sentence for the window."""

    sheet_wanted = Signal(str, object)
    told = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "canvas")
        self._desk = desk
        self._telling = False
        self.work = TurnoutWork(desk, self)
        self.strip = TurnoutStrip(desk, self.work)
        self.grid_model = TurnoutGrid(desk, self.work, self)
        self.table = TurnoutTable(self.grid_model, self.work)
        self.say = SayLine(desk, self.work)
        self.day, self.foot = DayBar(self.work), TurnoutFoot(self.work)
        self.area_model, self.slot_model = AreaList(desk, self.work, self), SlotList(desk, self.work, self)
        self.areas, self.slots = TableView(lambda: tr("Districts")), TableView(lambda: tr("Slots of the day"))
        self.curve, self.text = CurveCard(desk, self.work), BulletinCard(desk, self.work)
        self.curves, self.bulletin = CurveCard(desk, self.work, wide=True), BulletinCard(desk, self.work, wide=True)
        self.missing = MissingReports(desk, self.work)
        self.parts = Segmented(
            [
                ("reports", lambda: tr("Reports")),
                ("curves", lambda: tr("Curves")),
                ("bulletin", lambda: tr("Bulletin")),
                ("missing", lambda: tr("Not reported")),
            ],
            name=lambda: tr("Part of the page"),
        )
        self.shown = Segmented(
            [
                (ALL, lambda: tr("All")),
                (MISSING, lambda: tr("No report {n}", n=self._missing())),
                (QUESTIONS, lambda: tr("Questions {n}", n=self._questions())),
            ],
            name=lambda: tr("Which stations are shown"),
        )
        self._build()
        self._connect()
        self.setFocusProxy(self.say.field)
        self.begin()
        self._opened()

    # --- building ---------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        for table, model in ((self.areas, self.area_model), (self.slots, self.slot_model)):
            table.setModel(model)
            table.sort_header().sorts = False
        self.areas.row_height = 25
        self.areas.set_column_widths({1: 96}, stretch=0)
        self.slots.set_column_widths({1: 76, 2: 62}, stretch=0)
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        self._area_card = Card(lambda: tr("Districts"), self._as_of)
        self._area_card.set_body(self.areas)
        self._slot_card = Card(lambda: tr("Slots of the day"), "")
        self._slot_card.set_body(self.slots)
        left.addWidget(self._area_card, 3)
        left.addWidget(self._slot_card, 2)
        self._left_box = left
        self._card = Card(self._area_name, self._subtitle)
        self.copy = ActionLink(lambda: tr("Copy"), icon="copy")
        self._card.add_action(self.shown)
        self._card.add_action(self.copy)
        self._card.add(self.say)
        self._card.add(self.day)
        self._card.add(self.table, 1)
        self._card.add(self.foot)
        # Its own holder: a splitter forgets a width that it is given.
        self._side, cards = QWidget(), QSplitter(Qt.Orientation.Vertical)
        cards.addWidget(self.curve)
        cards.addWidget(self.text)
        cards.setChildrenCollapsible(False)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(cards)
        reports = QWidget()
        self._across = QHBoxLayout(reports)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.addWidget(self._left)
        self._across.addWidget(self._card, 1)
        self._across.addWidget(self._side)
        self._stack = Pieces()
        for piece in (reports, self.curves, self.bulletin, self.missing):
            self._stack.addWidget(piece)
        self._box = QVBoxLayout(self)
        head = QHBoxLayout()
        head.addWidget(self.parts)
        head.addStretch(1)
        self._box.addLayout(head)
        self._box.addWidget(self._stack, 1)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._say_counts)

    def _connect(self) -> None:
        desk, work = self._desk, self.work
        for signal in (desk.opened, desk.closed):
            signal.connect(self._opened)
        desk.changed.connect(self._changed)
        work.place_changed.connect(self._placed)
        work.scope_changed.connect(self._scoped)
        self.parts.chosen.connect(self.show_part)
        self.shown.chosen.connect(work.show)
        self.say.entered.connect(self.enter)
        self.say.day_wanted.connect(self._open_day)
        self.say.field.value_changed.connect(self._typing)
        self.say.field.stepped.connect(self.step)
        self.say.field.slot_stepped.connect(work.step_slot)
        self.say.field.skipped.connect(self.skip)
        self.say.field.command_key.connect(self._command)
        self.day.left.connect(self.focus_field)
        self.foot.left.connect(self.focus_field)
        self.foot.misheard.connect(self._misheard)
        self.foot.corrected.connect(self._corrected)
        self.foot.explained.connect(self._explained)
        self.table.slot_chosen.connect(self._slot_clicked)
        self.table.opened.connect(lambda _index: self.focus_field())
        self.table.typed.connect(self._number_typed)
        self.table.selectionModel().currentRowChanged.connect(self._row_chosen)
        self.copy.clicked.connect(self.table.copy_rows)
        self.areas.clicked.connect(self._area_clicked)
        self.areas.opened.connect(self._area_clicked)
        self.slots.clicked.connect(self._slot_row)
        self.slots.opened.connect(self._slot_row)
        self.strip.find_box.wanted.connect(self.find_station)
        self.strip.find_box.left.connect(self.focus_field)
        for card in (self.curve, self.curves):
            card.area_chosen.connect(work.show_area)
            card.told.connect(self.told)
        for text in (self.text, self.bulletin):
            text.print_wanted.connect(self._print_bulletin)
            text.told.connect(self.told)
        self.missing.opened.connect(self._call)
        self.missing.print_wanted.connect(self._print_missing)
        QShortcut(QKeySequence("F2"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut).activated.connect(
            self.foot.ask_explanation
        )

    # --- words ------------------------------------------------------------------------------------------------------------

    def _as_of(self) -> str:
        return tr("reported as of {time}", time=slot_words(self.work.slot)) if self.work.slot else ""

    def _area_name(self) -> str:
        region, area = self._desk.region, self.work.area
        if region is None or not area:
            return tr("Whole region")
        areas = region.columns.register.areas
        return in_language(areas[area].name, language()) if area in areas else tr("Without a district")

    def _subtitle(self) -> str:
        region = self._desk.region
        if region is None:
            return ""
        stations = area_turnout(region, self.work.area).stations
        return ntr("{n} station", "{n} stations", stations)

    def _missing(self) -> str:
        region = self._desk.region
        total = area_turnout(region, self.work.area).at(self.work.slot) if region is not None and self.work.slot else None
        return format_count(total.missing) if total is not None else ""

    def _questions(self) -> str:
        region = self._desk.region
        return format_count(questions(region, self.work.area)) if region is not None else ""

    def _say_counts(self) -> None:
        self.shown.say_again()
        self._card.set_subtitle(self._subtitle)

    # --- following --------------------------------------------------------------------------------------------------------

    def _opened(self) -> None:
        self.work.row = None
        self.work.begin()
        # Asking how a number is spoken loads a library: before the first call, not during it.
        QTimer.singleShot(0, self, lambda: count_in_words(0))

    def _changed(self, change: "ChangeSet") -> None:
        if change.structural:
            self.work.begin()
            return
        if self.work.row is not None and self.work.row in change.rows and not self._telling:
            self.say.follow()
            self.foot.show_findings()
        self._later.start()

    def _placed(self) -> None:
        self.grid_model.typed = ""
        self.say.show_place()
        if self.work.correcting:
            self.say.field.clear_figure()
        self.foot.show_findings()
        self.table.show_row(self.work.row)
        self._area_card.set_subtitle(self._as_of)
        self._later.start()
        self._choose_lists()

    def _scoped(self) -> None:
        self._card.set_title(self._area_name)
        self.shown.set_current(self.work.shown)
        self.table.show_row(self.work.row)
        self._say_counts()
        self._choose_lists()

    def _choose_lists(self) -> None:
        """The district and the slot at hand are the chosen rows of their lists."""
        for table, place in (
            (self.areas, next((at for at, row in enumerate(self.area_model.rows) if row.unit.record == self.work.area), -1)),
            (self.slots, next((at for at, row in enumerate(self.slot_model.rows) if row.slot == self.work.slot), -1)),
        ):
            if place >= 0 and table.currentIndex().row() != place:
                table.selectRow(place)

    # --- moving -----------------------------------------------------------------------------------------------------------

    def show_part(self, key: str) -> None:
        """The grid, the curves, the bulletin, or who has not reported."""
        self.parts.set_current(key)
        self._stack.setCurrentIndex(PARTS.index(key))
        first = {"reports": self.say.field, "curves": self.curves.table, "bulletin": self.bulletin.text}.get(
            key, self.missing.table
        )
        self.setFocusProxy(first)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_field(self) -> None:
        """The keyboard goes back to the number."""
        if self.parts.current() == "reports":
            self.say.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, by: int) -> None:
        """Up and Down: the station above or below in the grid."""
        place = self.grid_model.place_of(self.work.row) + by
        if 0 <= place < len(self.grid_model.rows):
            self.work.choose(self.grid_model.rows[place])

    def skip(self) -> None:
        """/: nobody answers; on to the next one without a report."""
        self.work.go_next()

    def find_station(self, text: str) -> None:
        """Go to the station with this number: it calls by itself."""
        region = self._desk.region
        if region is None or not text.strip():
            return
        try:
            row = find_station(region, text.strip())
        except ClerkError as error:
            self._desk.refused.emit(error)
            return
        if self.work.area and self.work.area not in region.columns.register.area_path(row):
            self.work.show_area("")
        self.strip.find_box.clear()
        self._call(row)

    def focus_find(self) -> None:
        """Ctrl+G."""
        self.strip.find_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.strip.find_box.selectAll()

    def _call(self, row: int) -> None:
        self.show_part("reports")
        if self.grid_model.place_of(row) < 0:
            self.work.show(ALL)
        self.work.choose(row)
        self.focus_field()

    def _row_chosen(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid() and 0 <= current.row() < len(self.grid_model.rows):
            self.work.choose(self.grid_model.rows[current.row()])

    def _number_typed(self, typed: str) -> None:
        region = self._desk.region
        if region is None:
            return
        stations = region.columns.register.stations
        row = next((row for row in self.grid_model.rows if stations[row].number.startswith(typed)), None)
        if row is not None:
            self.work.choose(row)

    def _slot_clicked(self, slot: str) -> None:
        self.work.show_slot(slot)
        self.focus_field()

    def _area_clicked(self, index: QModelIndex) -> None:
        self.work.show_area(self.area_model.rows[index.row()].unit.record)
        self.focus_field()

    def _slot_row(self, index: QModelIndex) -> None:
        self.work.show_slot(self.slot_model.rows[index.row()].slot)
        self.focus_field()

    # --- telling ----------------------------------------------------------------------------------------------------------

    def _typing(self, figure: int) -> None:
        self.grid_model.typed = format_count(figure) if figure >= 0 else ""
        self.table.repaint_here()

    def enter(self, figure: int) -> None:
        """Enter: save the number and go on; without a number only go on."""
        if figure == BLANK or (figure == self.work.standing() and not self.work.correcting):
            self.work.go_next()
            return
        outcome = self._tell(figure)
        if outcome == "reason":
            self.foot.ask_correction(figure)
        elif outcome == "next":
            self._go_on()
        elif outcome == "stay":
            self._stay()

    def _tell(self, figure: int, reason: str = "") -> str:
        """Save; what is shown follows by itself afterwards, not while the command runs."""
        self._telling = True
        try:
            return self.work.tell(figure, self._moment(), reason)
        finally:
            self._telling = False

    def _moment(self) -> str:
        region = self._desk.region
        if region is None or not self.say.at.text().strip():
            return ""
        try:
            return moment_on_clock(region, self.say.at.text())
        except ClerkError as error:
            self._desk.refused.emit(error)
            return ""

    def _go_on(self) -> None:
        if not self.work.go_next():
            self._stay()
        self.focus_field()

    def _stay(self) -> None:
        self.grid_model.typed = ""
        self.say.show_place()
        self.foot.show_findings()
        self.focus_field()

    def _misheard(self, slot: str, reason: str) -> None:
        self.work.misheard(slot, reason)
        self.focus_field()

    def _corrected(self, figure: int, reason: str) -> None:
        outcome = self._tell(figure, reason)
        if outcome == "next":
            self._go_on()
        else:
            self._stay()

    def _explained(self, found: object, reason: str) -> None:
        if isinstance(found, StationFinding) and self.work.confirm(found, reason):
            self._stay()

    def _command(self, key: str) -> None:
        if key == "F2":
            self.foot.ask_explanation()
        elif key == "back":
            self.say.show_place()
        elif key in ("shift_up", "shift_down"):
            self.work.step_slot(1 if key == "shift_down" else -1)

    def _open_day(self) -> None:
        if self.work.row is not None and self.work.can_tell:
            self.day.open()

    # --- paper ------------------------------------------------------------------------------------------------------------

    def print_current(self) -> None:
        """Ctrl+P: the missing list where it is in sight, else the bulletin."""
        if self.parts.current() == "missing":
            self._print_missing()
        else:
            self._print_bulletin()

    def _print_bulletin(self) -> None:
        region = self._desk.region
        if region is not None and self.work.slot:
            self.sheet_wanted.emit("turnout", bulletin_sheet(region, self.work.slot))

    def _print_missing(self) -> None:
        region = self._desk.region
        if region is not None and self.work.slot:
            self.sheet_wanted.emit("not-reported", missing_reports_sheet(region, self.work.slot, self.work.area))

    # --- looks ------------------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.area_model.read()
        self.slot_model.read()
        self._choose_lists()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Beside the grid stands what has room there; the rest is one choice away."""
        self._side.setVisible(self.width() >= px(SIDE_FROM))
        self._left.setVisible(self.width() >= px(LEFT_FROM))
        self._left.setFixedWidth(px(240 if self.width() >= px(SIDE_FROM) else 206))

    def restyle(self) -> None:
        self._box.setContentsMargins(px(8), px(6), px(8), px(8))
        self._box.setSpacing(px(6))
        self._across.setSpacing(px(8))
        self._left_box.setSpacing(px(8))
        self._left.setFixedWidth(px(240 if self.width() >= px(SIDE_FROM) else 206))
        self._side.setFixedWidth(px(344))
        self._fit()

    def retranslate(self) -> None:
        self.setAccessibleName(tr("Turnout through the day"))
        self.grid_model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, max(0, self.grid_model.columnCount() - 1))
        for model in (self.area_model, self.slot_model):
            model.tell_all()
        if self._begun:
            self.say.say_place()
            self.foot.show_findings()
            self._scoped()
