"""The progress page: where the night stands, what is missing, whose drafts lie about, the consolidated table."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from electdesk.domain.errors import ClerkError
from electdesk.domain.records.names import in_language
from electdesk.i18n import language, tr
from electdesk.qtmodels.desk import Desk
from electdesk.qtmodels.progress.board import Board
from electdesk.qtmodels.progress.steps import SIGNS
from electdesk.qtmodels.stations.filters import StationFilter
from electdesk.services.queries.consolidated import consolidated, consolidated_sheet
from electdesk.services.queries.progress import SpeedCounter, missing_sheet, stale_drafts
from electdesk.services.roles import may_read
from electdesk.ui.look import px
from electdesk.ui.parts import ActionButton, Following, Label, Segmented
from electdesk.ui.progress.board import BoardPanel
from electdesk.ui.progress.hall import HallView
from electdesk.ui.progress.lists import ConsolidatedPanel, DraftsPanel, MissingPanel
from electdesk.ui.region_badge import RegionBadge
from electdesk.ui.shell import Pieces, Strip

if TYPE_CHECKING:
    from electdesk.columns import Basis
    from electdesk.services.unit_of_work import ChangeSet

MINUTE: Final = 60_000
PARTS: Final = ("board", "missing", "drafts", "consolidated")


class ProgressPage(Following, QWidget):
    """``strip`` belongs over the page. ``stations_wanted``: a filter for the overview; ``station_wanted``: one station (row of the register);
    ``sheet_wanted``: name and data of a sheet to be shown."""

    stations_wanted = Signal(object)
    station_wanted = Signal(int)
    sheet_wanted = Signal(str, object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "canvas")
        self._desk = desk
        self._stale: set[str] = set(PARTS)
        self._speed: SpeedCounter | None = None
        self.hall: HallView | None = None
        self.board = Board(desk, self)
        self.strip = Strip()
        self.parts = Segmented(
            [
                ("board", lambda: tr("Districts")),
                ("missing", lambda: tr("Missing protocols")),
                ("drafts", lambda: tr("Drafts")),
                ("consolidated", lambda: tr("Consolidated table")),
            ],
            name=lambda: tr("Part of the page"),
        )
        self.pace = Label("", kind="small", elide=True)
        self.hall_button = ActionButton(lambda: tr("Hall view"), icon="overview", key="Shift+F11")
        self._left = QWidget()
        self._left_row = QHBoxLayout(self._left)
        self._left_row.addWidget(self.parts)
        self._left_row.addWidget(self.pace, 1)
        self.strip.add(self._left, 1)
        self.contests = QComboBox()
        self.contests.activated.connect(lambda at: desk.show_contest(str(self.contests.itemData(at))))
        self.strip.add_right(RegionBadge(desk))
        self.strip.add_right(self.contests)
        self.strip.add_right(self.hall_button)
        self.districts = BoardPanel(self.board)
        self.missing, self.drafts, self.table = MissingPanel(), DraftsPanel(desk), ConsolidatedPanel()
        self._stack = Pieces()
        for panel in (self.districts, self.missing, self.drafts, self.table):
            self._stack.addWidget(panel)
        self._box = QVBoxLayout(self)
        self._box.addWidget(self._stack)
        self._minute = QTimer(self, interval=MINUTE)
        self._minute.timeout.connect(self._minute_passed)
        # Many commands in a row (an import, a script) make one table.
        self._later = QTimer(self, singleShot=True, interval=150)
        self._later.timeout.connect(self._read_shown)
        self.setFocusProxy(self.districts.grid)
        self._connect()
        self.begin()
        self._opened()

    def _connect(self) -> None:
        desk = self._desk
        self.parts.chosen.connect(self.show_part)
        self.hall_button.clicked.connect(self.show_hall)
        self.districts.wanted.connect(self._stations_of)
        self.missing.opened.connect(self.station_wanted)
        self.missing.print_wanted.connect(self._print_missing)
        self.table.basis_chosen.connect(lambda _basis: self._refresh("consolidated"))
        self.table.print_wanted.connect(self._print_table)
        for signal in (desk.opened, desk.closed, desk.contest_changed):
            signal.connect(self._opened)
        desk.changed.connect(self._changed)
        desk.drafts_changed.connect(lambda: self._refresh("drafts"))

    # --- parts ------------------------------------------------------------------------------------------------------------

    def show_part(self, key: str) -> None:
        """Show the districts, the missing protocols, the drafts or the table."""
        self.parts.set_current(key)
        self._stack.setCurrentIndex(PARTS.index(key))
        first = {"board": self.districts.grid, "missing": self.missing.table, "drafts": self.drafts.table}.get(
            key, self.table.table
        )
        self.setFocusProxy(first)
        self._read_shown()

    def show_hall(self) -> HallView:
        """The view for the hall, over the whole screen."""
        self.hall = HallView(self._desk, self.board)
        self.hall.destroyed.connect(self._hall_closed)
        self.hall.showFullScreen()
        return self.hall

    def _hall_closed(self) -> None:
        self.hall = None

    def _stations_of(self, record: str, step: str) -> None:
        area = "" if record == "-" else record
        self.stations_wanted.emit(StationFilter(area=area, states=SIGNS[step].states if step else frozenset()))

    # --- following --------------------------------------------------------------------------------------------------------

    def _opened(self) -> None:
        region = self._desk.region
        self._speed = SpeedCounter(region) if region is not None else None
        self._list_contests()
        self._stale = set(PARTS)
        if region is None:
            # Nothing of a file that was locked or closed stays, not even where nobody looks.
            self.missing.model.show_rows(())
            self.drafts.model.show_rows(())
            self.table.model.show_table(None)
        offered = region is not None and may_read(region.person, "drafts")
        self.parts.set_offered("drafts", offered)
        if not offered and self.parts.current() == "drafts":
            self.show_part("board")
        self._read_shown()

    def _list_contests(self) -> None:
        region = self._desk.region
        contests = region.columns.contests if region is not None else {}
        self.contests.clear()
        for record, columns in contests.items():
            self.contests.addItem(in_language(columns.contest.title, language()) or columns.contest.code, record)
        self.contests.setCurrentIndex(self.contests.findData(self._desk.contest_record))
        # One contest needs no switch.
        self.contests.setVisible(len(contests) > 1)

    def _changed(self, change: "ChangeSet") -> None:
        if change.structural:
            self._opened()
            return
        region, columns = self._desk.region, self._desk.contest
        if region is not None and columns is not None and "missing" not in self._stale:
            self.missing.model.update(region, columns, change.rows)
        if "contact" in change.kinds:
            self._refresh("missing")
        self._refresh("drafts")
        self._refresh("consolidated")

    def _refresh(self, part: str) -> None:
        self._stale.add(part)
        if self.isVisible():
            self._later.start()

    def _minute_passed(self) -> None:
        if self._desk.region is not None:
            self.missing.model.tick(self._desk.region)
        self._stale.add("drafts")
        self._read_shown()

    def _read_shown(self) -> None:
        """Read what is in sight and not read yet; the rest waits until somebody looks."""
        region, columns, part = self._desk.region, self._desk.contest, self.parts.current()
        if not self.isVisible():
            return
        self._show_pace()
        if part not in self._stale:
            return
        self._stale.discard(part)
        try:
            if part == "missing":
                if region is None or columns is None:
                    self.missing.model.show_rows(())
                else:
                    self.missing.model.read(region, columns)
            elif part == "drafts":
                drafts = [] if region is None or columns is None else stale_drafts(region, columns)
                self.drafts.model.follow_rows(drafts, lambda draft: (draft.person, draft.row))
            elif part == "consolidated":
                self.table.model.show_table(
                    None if region is None or columns is None else consolidated(region, columns, self._basis())
                )
        except ClerkError as error:
            self._desk.refused.emit(error)

    def _basis(self) -> "Basis":
        return "final" if self.table.basis.current() == "final" else "preliminary"

    def _show_pace(self) -> None:
        speed = self._speed.speed() if self._speed is not None else None
        if speed is None or not speed.today:
            self.pace.set_words("")
            return
        self.pace.set_words(lambda: tr("entries by you: today {n}, in the last hour {hour}", n=speed.today, hour=speed.hour))

    def _print_missing(self) -> None:
        region, columns = self._desk.region, self._desk.contest
        if region is not None and columns is not None:
            self.sheet_wanted.emit("missing", missing_sheet(region, columns))

    def _print_table(self) -> None:
        region, columns = self._desk.region, self._desk.contest
        if region is not None and columns is not None:
            self.sheet_wanted.emit("consolidated", consolidated_sheet(region, columns, self._basis()))

    def print_current(self) -> None:
        """Ctrl+P: the list or table in sight; the districts print the consolidated table."""
        if self.parts.current() == "missing":
            self._print_missing()
        else:
            self._print_table()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._minute.start()
        self._read_shown()

    def hideEvent(self, event: QHideEvent) -> None:
        self._minute.stop()
        super().hideEvent(event)

    def restyle(self) -> None:
        self._box.setContentsMargins(px(8), px(8), px(8), px(8))
        self._left_row.setContentsMargins(px(12), 0, px(12), 0)
        self._left_row.setSpacing(px(14))

    def retranslate(self) -> None:
        self.setAccessibleName(tr("Progress of the protocols"))
        self.contests.setAccessibleName(tr("Contest"))
        self._list_contests()
