"""The window's part in reception and progress: their pages, built when somebody asks for them, the hall view, sheets and histories."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence

from electdesk import settings
from electdesk.domain.errors import ClerkError
from electdesk.i18n import tr
from electdesk.services.roles import may_run
from electdesk.ui.parts.following import Words

if TYPE_CHECKING:
    from electdesk.qtmodels.stations.filters import StationFilter
    from electdesk.ui.documents.sheet_dialog import SheetDialog
    from electdesk.ui.history import HistoryWindow
    from electdesk.ui.incidents import IncidentsPage
    from electdesk.ui.progress import ProgressPage
    from electdesk.ui.reception import ReceptionPage
    from electdesk.ui.turnout import TurnoutPage
    from electdesk.ui.window.main import MainWindow


class DeskPages(QObject):
    """Pages beside overview, entry and documents, for one window."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.sheet: SheetDialog | None = None
        self.history: HistoryWindow | None = None

    def build(self) -> None:
        """The menu: the hall view."""
        window = self._window
        window.add_action("view", "view.history", lambda: tr("History of the station"), "Ctrl+H", self.show_current_history)
        window.add_action("edit", "view.new_incident", lambda: tr("New incident…"), "F7", self.new_incident, icon_name="incidents")
        window.add_action("view", "view.hall", lambda: tr("Hall view"), "Shift+F11", self.show_hall)

    def enable(self) -> None:
        """Show the menu's actions as far as they mean something now."""
        for action_id in ("view.hall", "view.history"):
            self._window.action(action_id).setEnabled(self._window.desk.region is not None)
        region = self._window.desk.region
        self._window.action("view.new_incident").setEnabled(
            self._window.desk.can_write and region is not None and may_run(region.person, "AddIncident")
        )
        # The table of stations has this key as its own: two owners of one key would make it dead.
        own = self._window.page_key() == "overview"
        self._window.action("view.history").setShortcut(QKeySequence("" if own else "Ctrl+H"))
        # F7 gives a protocol back at the desk and registers another paper in entry: there an incident is reported by Shift+F7.
        taken = self._window.page_key() in ("entry", "reception")
        keys = ("Shift+F7",) if taken else ("F7", "Shift+F7")
        self._window.action("view.new_incident").setShortcuts([QKeySequence(key) for key in keys])

    def ask_for(self, key: str) -> None:
        """Build a page of this part, where its key is one."""
        if key == "progress":
            _ = self.progress
        elif key == "reception":
            _ = self.reception
        elif key == "incidents":
            _ = self.incidents
        elif key == "turnout":
            _ = self.turnout

    @cached_property
    def progress(self) -> "ProgressPage":
        """The progress page."""
        from electdesk.ui.progress import ProgressPage

        window = self._window
        page = ProgressPage(window.desk)
        window.set_page("progress", page, page.strip)
        page.stations_wanted.connect(self._show_stations)
        page.station_wanted.connect(self._show_station)
        page.sheet_wanted.connect(self.show_sheet)
        return page

    @cached_property
    def reception(self) -> "ReceptionPage":
        """The reception page."""
        from electdesk.ui.reception import ReceptionPage

        window = self._window
        page = ReceptionPage(window.desk)
        window.set_page("reception", page, page.strip)
        page.sheet_wanted.connect(self._show_desk_sheet)
        page.entry_wanted.connect(window.desk.entry_wanted)
        return page

    @cached_property
    def turnout(self) -> "TurnoutPage":
        """The phone desk."""
        from electdesk.ui.turnout import TurnoutPage

        window = self._window
        page = TurnoutPage(window.desk)
        window.set_page("turnout", page, page.strip)
        page.sheet_wanted.connect(self.show_sheet)
        page.told.connect(window.say)
        return page

    @cached_property
    def incidents(self) -> "IncidentsPage":
        """The incidents page."""
        from electdesk.ui.incidents import IncidentsPage

        window = self._window
        page = IncidentsPage(window.desk)
        window.set_page("incidents", page, page.strip)
        page.station_wanted.connect(self._show_station)
        page.sheet_wanted.connect(self.show_sheet)
        page.told.connect(window.say)
        return page

    def new_incident(self) -> None:
        """Report an incident, of the station at hand where there is one: F7 on pages that have no F7 of their own, and the menu."""
        region = self._window.desk.region
        if region is not None:
            row = self._row_at_hand() if self._window.page_key() in ("entry", "overview", "reception") else None
            self.incidents.report("" if row is None else region.columns.register.stations[row].number)

    def show_incidents_of(self, row: int) -> None:
        """The incidents of one station (row of the register)."""
        region = self._window.desk.region
        if region is not None:
            self._window.show_page("incidents")
            self.incidents.show_station(region.columns.register.ids[row])

    def show_incident(self, record: str) -> None:
        """One incident on its page."""
        self._window.show_page("incidents")
        self.incidents.open_incident(record)

    def _show_desk_sheet(self, name: str, item: object, new: bool) -> None:
        if new:
            # What was refused before belongs to a protocol that has gone through by now.
            self._window.remove_banner("error")
        self.show_sheet(name, item)
        if new and settings.load().print_receipt and self.sheet is not None:
            self.sheet.print_when_ready()

    def show_hall(self) -> None:
        """Shift+F11: the view for the hall."""
        if self._window.desk.region is not None:
            self.progress.show_hall()

    def _show_stations(self, wanted: "StationFilter") -> None:
        window = self._window
        window.show_page("overview")
        window.overview.show_only(wanted)

    def _show_station(self, row: int) -> None:
        window = self._window
        window.show_page("overview")
        window.overview.go_to(row)

    def print_current(self) -> bool:
        """Ctrl+P on a page of this part: its own list or table. False on the others."""
        key = self._window.page_key()
        if key == "progress":
            self.progress.print_current()
        elif key == "reception":
            self.reception.print_register()
        elif key == "turnout":
            self.turnout.print_current()
        elif key == "incidents":
            self.incidents.print_current()
        return key in ("progress", "reception", "incidents", "turnout")

    def show_current_history(self) -> None:
        """Ctrl+H: the history of the station at hand, whichever page shows it."""
        row = self._row_at_hand()
        if row is not None:
            self.show_history(row)

    def _row_at_hand(self) -> int | None:
        window = self._window
        key = window.page_key()
        if key == "entry":
            work = window.entry.work
            return work.row if work.row is not None else work.last.row if work.last is not None else None
        if key == "reception":
            return self.reception.work.row
        if key == "turnout":
            return self.turnout.work.row
        rows = window.overview.chosen_rows() if window.desk.region is not None else []
        return rows[0] if rows else None

    def show_history(self, row: int) -> None:
        """The history of a station (row of the register) beside the window."""
        from electdesk.ui.history import HistoryWindow

        desk = self._window.desk
        region, columns = desk.region, desk.contest
        if region is None or columns is None:
            return
        try:
            self.history = HistoryWindow(region, columns, row, self._window, lambda sheet: self.show_sheet("correction", sheet))
        except ClerkError as error:
            desk.refused.emit(error)
            return
        made = self.history
        name = id(made)
        made.destroyed.connect(lambda: self._history_closed(name))
        desk.closed.connect(made.close)
        made.show()

    def _history_closed(self, name: int) -> None:
        if self.history is not None and id(self.history) == name:
            self.history = None

    def show_sheet(self, name: str, item: object) -> None:
        """A sheet of the desk on the screen, to be printed or saved."""
        from electdesk.ui.documents.sheet_dialog import SheetDialog

        window = self._window
        self.sheet = SheetDialog(window.desk, window.documents, name, item, sheet_title(name), window)
        self.sheet.told.connect(window.say)
        self.sheet.open()


def sheet_title(name: str) -> Words:
    """What a sheet is called over its pages."""
    titles: dict[str, Words] = {
        "receipt": lambda: tr("Receipt"),
        "return": lambda: tr("Return sheet"),
        "correction": lambda: tr("Correction sheet"),
        "missing": lambda: tr("Protocols that have not arrived"),
        "copies": lambda: tr("Register of copies"),
        "consolidated": lambda: tr("Consolidated table"),
        "incidents": lambda: tr("Incident report"),
        "turnout": lambda: tr("Turnout bulletin"),
        "not-reported": lambda: tr("Stations without a report"),
    }
    return titles[name]
