"""Where the docks of the overview stand: beside the table in a wide window, behind one another in a narrow one, below it in a small one."""

import base64
import binascii
from collections.abc import Callable, Mapping
from typing import Final, Literal

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtWidgets import QMainWindow, QTabBar, QWidget

from electdesk import settings
from electdesk.ui.look import px, theme
from electdesk.ui.overview.dock import Dock

Room = Literal["wide", "narrow", "small"]

LAYOUT_VERSION: Final = 2
"""Raised when docks are added: places remembered for other docks are then not used."""
NARROW_BELOW: Final = 1100
"""Widths of the page (pixels at 100 %) below which the docks stand behind one another at the left."""
SMALL_BELOW: Final = 820
"""Widths below which they stand under the table: its state and findings need the whole width."""
_ACROSS, _DOWN = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
_AREA = Qt.DockWidgetArea


class Arrangement:
    """Follows the room there is, in pixels at 100 %: a window that is made smaller or whose letters grow is arranged as one that began so.

    Each kind of room keeps the places that a person gave the docks there.
    """

    def __init__(self, page: QWidget, frame: QMainWindow, docks: Mapping[str, Dock], lines_of_views: Callable[[], int]) -> None:
        """``docks``: areas, views and totals in the ``frame`` of the ``page``; ``lines_of_views``: how many rows the list of views has."""
        self._page, self._frame, self._docks, self._lines = page, frame, docks, lines_of_views
        self.room: Room | None = None
        """What the docks are arranged for now, None before the first time."""
        self._zoom = 100
        self._later = QTimer(frame, singleShot=True, interval=0)
        self._later.timeout.connect(self._settle)

    def look(self) -> None:
        """The window has another size, or the letters have: arrange anew where that asks for it."""
        if self.room is not None and (self.room != self._fitting() or self._zoom != theme().zoom_percent):
            self._later.start()

    def begin(self) -> None:
        """Arrange the docks for the first time, when the page has its size."""
        self._arrange(self._fitting())

    def _fitting(self) -> Room:
        # The frame is never smaller than what is arranged in it now.
        width = self._page.width()
        return "small" if width < px(SMALL_BELOW) else "narrow" if width < px(NARROW_BELOW) else "wide"

    def _settle(self) -> None:
        wanted = self._fitting()
        if wanted != self.room:
            self._arrange(wanted)
        elif self._zoom != theme().zoom_percent:
            self._grow(theme().zoom_percent / self._zoom)
        self._zoom = theme().zoom_percent

    def _grow(self, times: float) -> None:
        """The docks at the sides keep their share of what is written, not of the pixels."""
        if self.room == "small":
            self._share_room()
            return
        docks = [dock for dock in self._docks.values() if not dock.visibleRegion().isEmpty()]
        self._frame.resizeDocks(docks, [round(dock.width() * times) for dock in docks], _ACROSS)

    def _arrange(self, room: Room) -> None:
        self.room, self._zoom = room, theme().zoom_percent
        if self._restored():
            return
        areas, views, totals = (self._docks[key] for key in ("areas", "views", "totals"))
        closed = {key for key, dock in self._docks.items() if dock.isHidden()}
        for dock in self._docks.values():
            self._frame.removeDockWidget(dock)
        left = _AREA.BottomDockWidgetArea if room == "small" else _AREA.LeftDockWidgetArea
        for dock in (areas, views):
            self._frame.addDockWidget(left, dock)
        self._frame.addDockWidget(_AREA.RightDockWidgetArea if room == "wide" else left, totals)
        for key, dock in self._docks.items():
            dock.setVisible(key not in closed)
        if room != "wide":
            for dock in (views, totals):
                self._frame.tabifyDockWidget(areas, dock)
            areas.raise_()
            self._name_tabs()
        self._share_room()

    def _share_room(self) -> None:
        areas, views, totals = (self._docks[key] for key in ("areas", "views", "totals"))
        layout = self._frame.layout()
        if layout is not None:
            # Sizes given to docks that Qt has not laid out yet come out anyhow.
            layout.activate()
        if self.room == "small":
            self._frame.resizeDocks([areas], [px(130)], _DOWN)
        elif self.room == "narrow":
            self._frame.resizeDocks([areas], [px(236)], _ACROSS)
        else:
            self._frame.resizeDocks([areas, totals], [px(228), px(318)], _ACROSS)
            high = 36 + 27 * self._lines() + 6
            height = self._page.height()
            self._frame.resizeDocks([areas, views], [max(px(200), height - px(high + 24)), px(high)], _DOWN)

    def _name_tabs(self) -> None:
        bars: list[QTabBar] = list(self._frame.findChildren(QTabBar))
        for bar in bars:
            # The names are read whole; where they do not fit, the row of tabs scrolls.
            bar.setElideMode(Qt.TextElideMode.ElideNone)
            bar.setUsesScrollButtons(True)

    # --- remembering ------------------------------------------------------------------------------------------------------

    def _key(self) -> str:
        return f"{self.room} {self._zoom}"

    def _restored(self) -> bool:
        try:
            kept = base64.b64decode(settings.load().dock_places.get(self._key(), ""), validate=True)
        except (binascii.Error, ValueError):
            kept = b""
        found = bool(kept) and self._frame.restoreState(QByteArray(kept), LAYOUT_VERSION)
        if found:
            self._name_tabs()
        return found

    def remember(self) -> None:
        """Keep the places of the docks for this kind of room and this size of letters."""
        if self.room is None or self.room != self._fitting() or self._zoom != theme().zoom_percent:
            # About to be arranged anew: what stands there now is of no use to anybody.
            return
        state = base64.b64encode(bytes(self._frame.saveState(LAYOUT_VERSION).data())).decode("ascii")
        known = settings.load().dock_places
        if state != known.get(self._key()):
            settings.change(dock_places=known | {self._key(): state})
