"""The overview page: docks around the station table, remembered places, and how its parts speak to each other."""

from collections.abc import Sequence

import msgspec
import numpy as np
from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QHideEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from electdesk.i18n import tr
from electdesk.qtmodels.desk import Desk
from electdesk.qtmodels.stations.area_tree import AreaTreeModel
from electdesk.qtmodels.stations.filters import STOCK_VIEWS, StationFilter, filter_of
from electdesk.qtmodels.stations.table_model import StationTableModel
from electdesk.qtmodels.stations.totals_model import ShownTotals
from electdesk.qtmodels.stations.view_list import ViewListModel
from electdesk.settings import SavedView
from electdesk.ui.incidents.log_panel import DockHead, LogPanel
from electdesk.ui.look import px
from electdesk.ui.overview.arrangement import Arrangement
from electdesk.ui.overview.dock import Dock
from electdesk.ui.overview.headline import Headline
from electdesk.ui.overview.reason_panel import Question
from electdesk.ui.overview.side_lists import AreaTree, ViewList
from electdesk.ui.overview.station_actions import StationActions
from electdesk.ui.overview.station_table import StationTable
from electdesk.ui.overview.totals_panel import TotalsPanel
from electdesk.ui.parts import Following


class _Scroll(QScrollArea):
    """Lets a panel be shown in a dock that is smaller than it: it scrolls."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inner)
        # The dock under it has the ground of a card.
        inner.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def minimumSizeHint(self) -> QSize:
        return QSize(px(200), px(60))


class OverviewPage(Following, QWidget):
    """``strip`` belongs over the page. ``before_find``: widgets for the strip in front of the find box (the mode badge).

    ``print_wanted`` tells rows of the register whose summaries to print, ``hinted`` a line for the status line: why something
    cannot be done; ``history_wanted`` a row of the register whose history is to be shown, ``incidents_wanted``
    one whose incidents; ``incident_wanted`` an incident of the log dock (record id).
    """

    print_wanted = Signal(list)
    hinted = Signal(str)
    import_wanted = Signal()
    history_wanted = Signal(int)
    incidents_wanted = Signal(int)
    incident_wanted = Signal(str)
    new_incident_wanted = Signal()

    def __init__(self, desk: Desk, before_find: Sequence[QWidget] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "canvas")
        self._desk = desk
        self.model = StationTableModel(desk, self)
        self.areas, self.views = AreaTreeModel(desk, self), ViewListModel(desk, self.model, self)
        self.totals = ShownTotals(desk, self)
        self.strip = Headline(desk, self.model, before_find)
        self.stations = StationTable(desk, self.model)
        self.question = Question()
        self.stations.add(self.question)
        self.actions_of_stations = StationActions(desk, self.stations, self.question)
        self.tree = AreaTree(self.areas)
        self.view_list = ViewList(self.views, self.stations.present_view)
        self.panel = TotalsPanel(desk, self.totals)
        self.docks = {
            "areas": Dock("areas", lambda: tr("Districts"), self.tree),
            "views": Dock("views", lambda: tr("Saved views"), self.view_list),
            "totals": Dock("totals", lambda: tr("Totals"), _Scroll(self.panel)),
        }
        self.docks["views"].head.add(self.view_list.save)
        self.docks["totals"].head.add(self.panel.copy_link)
        self._frame = QMainWindow()
        self._frame.setWindowFlags(Qt.WindowType.Widget)
        self._frame.setProperty("part", "canvas")
        self._frame.setDockNestingEnabled(True)
        self._frame.setCentralWidget(self.stations)
        self._frame.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, self.docks["areas"])
        self._frame.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, self.docks["views"])
        self._frame.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.docks["totals"])
        # Beside the arrangement: it is there for who opens it, and takes no room from the table of anybody else.
        self.incidents = LogPanel(desk, compact=True)
        self.incident_dock = Dock("incidents", lambda: tr("Incident log"), self.incidents)
        self.incident_dock.head.add(DockHead(self.incidents))
        self._frame.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self.incident_dock)
        self.incident_dock.hide()
        self.arrangement = Arrangement(self, self._frame, self.docks, lambda: max(len(STOCK_VIEWS), self.views.rowCount()))
        self._box = QVBoxLayout(self)
        self._box.addWidget(self._frame)
        self._keeping = QTimer(self, singleShot=True, interval=1000)
        self._keeping.timeout.connect(self.remember)
        self.setFocusProxy(self.stations.table)
        self._connect()
        self.begin()

    def _connect(self) -> None:
        self.tree.area_chosen.connect(self._area_chosen)
        self.view_list.view_chosen.connect(self.show_view)
        self.stations.wanted_changed.connect(self._filtered)
        self.stations.current_changed.connect(self._current_changed)
        self.stations.import_wanted.connect(self.import_wanted)
        self.stations.opened.connect(self._desk.entry_wanted)
        self.panel.subtitle_changed.connect(lambda words: self.docks["totals"].head.subtitle.set_words(words))
        self.actions_of_stations.print_wanted.connect(self.print_wanted)
        self.actions_of_stations.history_wanted.connect(self.history_wanted)
        self.actions_of_stations.incidents_wanted.connect(self.incidents_wanted)
        self.incidents.opened.connect(self.incident_wanted)
        self.incidents.new_wanted.connect(self.new_incident_wanted)
        self.actions_of_stations.hinted.connect(self.hinted)
        self.question.closed.connect(lambda: self.stations.table.setFocus())
        self.strip.find_box.wanted.connect(self.find_station)
        self.strip.find_box.left.connect(lambda: self.stations.table.setFocus())
        self.model.rebuilt.connect(self._rebuilt)
        self.areas.moved.connect(self._count_areas)
        self._desk.station_chosen.connect(self.stations.show_station)
        # The key that asks for another station on the entry page does so here too.
        another = QAction(self)
        another.setShortcut(QKeySequence("F3"))
        another.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        another.triggered.connect(self.focus_find)
        self.addAction(another)
        for dock in self.docks.values():
            dock.moved.connect(self._keeping.start)
        self._count_areas()
        self.docks["totals"].head.subtitle.set_words(self.panel.subtitle())

    def toggle_actions(self) -> list[QAction]:
        """One action a dock that shows or hides it, for the View menu."""
        return [dock.toggleViewAction() for dock in (*self.docks.values(), self.incident_dock)]

    def chosen_rows(self) -> list[int]:
        """The rows of the register that are chosen in the table, from top to bottom."""
        return self.stations.chosen_rows()

    # --- going somewhere --------------------------------------------------------------------------------------------------

    def focus_find(self) -> None:
        """Put the keyboard into the find box."""
        self.strip.find_box.setFocus()
        self.strip.find_box.selectAll()

    def find_station(self, text: str) -> None:
        """Go to a station by number; by name where only one fits; otherwise show those that fit."""
        stations = self.model.stations
        if stations is None or not text.strip():
            return
        rows = stations.register.find(text)
        if not rows:
            rows = np.flatnonzero(stations.matches(StationFilter(text=text))).tolist()
        if len(rows) == 1:
            self.go_to(rows[0])
        elif rows:
            self._show_all_of(StationFilter(text=text))
            self.stations.show_station(int(self.model.rows[0]))
        else:
            self.hinted.emit(tr("No station is found by “{text}”.", text=text))
            self.strip.find_box.selectAll()
            return
        self.stations.table.setFocus()

    def go_to(self, row: int) -> None:
        """Choose a station; a filter that hides it is taken off."""
        if not self.stations.show_station(row):
            self._show_all_of(StationFilter())
            self.stations.show_station(row)

    def _show_all_of(self, wanted: StationFilter) -> None:
        self.stations.show_filtered(wanted)
        self._filtered(wanted)

    def show_only(self, wanted: StationFilter) -> None:
        """Show the stations of a filter, with the keyboard on the first of them."""
        self._show_all_of(wanted)
        self.totals.show_area(wanted.area)
        if len(self.model.rows):
            self.stations.show_station(int(self.model.rows[0]))
        self.stations.table.setFocus()

    def show_view(self, view: SavedView) -> None:
        """Show a saved view; the chosen area stays unless the view names one."""
        wanted = filter_of(view.filters)
        area = wanted.area if wanted.area else self.tree.chosen()
        filters = view.filters | ({"area": area} if area else {})
        self.stations.show_view(msgspec.structs.replace(view, filters=filters))
        self._filtered(self.model.wanted)

    # --- parts that speak to each other -----------------------------------------------------------------------------------

    def _area_chosen(self, area: str) -> None:
        if self.model.wanted.area != area:
            self.stations.show_filtered(msgspec.structs.replace(self.model.wanted, area=area))
        self.totals.show_area(area)

    def _filtered(self, wanted: StationFilter) -> None:
        if self.tree.chosen() != wanted.area:
            self.tree.choose(wanted.area)

    def _current_changed(self, row: int) -> None:
        self.totals.show_station(row if row >= 0 else None)
        if row >= 0:
            self._desk.station_chosen.emit(row)

    def _rebuilt(self) -> None:
        if self.question.isVisible():
            self.question.leave()
        self._count_areas()

    def _count_areas(self) -> None:
        count = max(0, self.areas.rowCount() - 1)
        self.docks["areas"].head.subtitle.set_words(str(count) if count else "")

    # --- places of the docks ----------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.arrangement.room is None:
            self._box.activate()
            self.arrangement.begin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrangement.look()

    def minimumSizeHint(self) -> QSize:
        # The page arranges itself for the room there is, and does not ask for more.
        return QSize(px(300), px(240))

    def hideEvent(self, event: QHideEvent) -> None:
        if self._keeping.isActive():
            self.remember()
        super().hideEvent(event)

    def remember(self) -> None:
        """Keep the places of the docks and the columns of the table in the settings."""
        self._keeping.stop()
        self.arrangement.remember()

    def restyle(self) -> None:
        self._box.setContentsMargins(px(8), px(8), px(8), px(8))
        self.stations.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.tree.setMinimumSize(px(150), px(60))
        self.view_list.setMinimumSize(px(150), px(60))
        self.arrangement.look()

    def retranslate(self) -> None:
        self.setAccessibleName(tr("Overview"))
