"""The list of saved views: those that the program brings along, then the person's own, each with how many stations it shows now."""

from typing import Any, Final

import msgspec
import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer

from electdesk import settings
from electdesk.i18n import tr
from electdesk.qtmodels.desk import Desk
from electdesk.qtmodels.stations.filters import STOCK_VIEWS, filter_of
from electdesk.qtmodels.stations.table_model import StationTableModel
from electdesk.services.unit_of_work import ChangeSet
from electdesk.settings import SavedView

Index = QModelIndex | QPersistentModelIndex
VIEW_COUNT_ROLE: Final = Qt.ItemDataRole.UserRole + 1
VIEW_ICON_ROLE: Final = Qt.ItemDataRole.UserRole + 2


class ViewListModel(QAbstractListModel):
    """Counts are kept by single stations: a save looks at the stations it changed and at no other."""

    def __init__(self, desk: Desk, table: StationTableModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._table = table
        self._own: tuple[SavedView, ...] = ()
        self._shown: list[npt.NDArray[np.bool_]] = []
        self._moved: set[int] = set()
        self._later = QTimer(self, singleShot=True, interval=50)
        self._later.timeout.connect(self._recount)
        table.rebuilt.connect(self.rebuild)
        table.dataChanged.connect(lambda *_: self._later.start())
        desk.changed.connect(self._heard)
        desk.drafts_changed.connect(self._drafted)
        self._all = True
        self.rebuild()

    @property
    def form(self) -> str:
        """The id of the form whose views these are."""
        return self._desk.contest.form.id if self._desk.contest is not None else ""

    def rebuild(self) -> None:
        """Read the person's views and count everything anew."""
        self.beginResetModel()
        self._own = settings.load().views.get(self.form, ()) if self.form else ()
        self._count_all()
        self.endResetModel()

    def _count_all(self) -> None:
        stations = self._table.stations
        views = [self.view(at) for at in range(len(STOCK_VIEWS) + len(self._own))]
        self._shown = [stations.matches(filter_of(view.filters)) for view in views] if stations is not None else []
        self._moved.clear()
        self._all = False

    def _heard(self, change: ChangeSet) -> None:
        self._moved |= change.rows
        self._later.start()

    def _drafted(self) -> None:
        # Which drafts were parked is known once the table has read them.
        self._all = True
        QTimer.singleShot(200, self, self._recount)

    def _recount(self) -> None:
        stations = self._table.stations
        if stations is None or stations.columns is not self._desk.contest:
            return
        if self._all:
            self._count_all()
        else:
            at = np.fromiter(self._moved, np.int64)
            self._moved.clear()
            for place, shown in enumerate(self._shown):
                shown[at] = stations.matches(filter_of(self.view(place).filters), at)
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))

    def view(self, at: int) -> SavedView:
        """The view at a place of the list."""
        return STOCK_VIEWS[at].view if at < len(STOCK_VIEWS) else self._own[at - len(STOCK_VIEWS)]

    def is_own(self, at: int) -> bool:
        """Whether the person made the view, and so may rename and delete it."""
        return at >= len(STOCK_VIEWS)

    def name(self, at: int) -> str:
        """The view's name; the program's own in the language in use."""
        return self.view(at).name if self.is_own(at) else tr(STOCK_VIEWS[at].word)  # i18n: dynamic

    def count(self, at: int) -> int:
        """How many stations it shows now."""
        return int(self._shown[at].sum()) if at < len(self._shown) else 0

    def add(self, view: SavedView) -> int:
        """Keep a view; one of the same name is replaced. Returns its place."""
        kept = tuple(other for other in self._own if other.name != view.name)
        self._keep((*kept, view))
        return len(STOCK_VIEWS) + len(kept)

    def rename(self, at: int, name: str) -> None:
        """Give one of the person's views another name."""
        own = at - len(STOCK_VIEWS)
        self._keep(tuple(msgspec.structs.replace(v, name=name) if place == own else v for place, v in enumerate(self._own)))

    def remove(self, at: int) -> None:
        """Forget one of the person's views."""
        own = at - len(STOCK_VIEWS)
        self._keep(tuple(view for place, view in enumerate(self._own) if place != own))

    def _keep(self, own: tuple[SavedView, ...]) -> None:
        settings.change(views=settings.load().views | {self.form: own})
        self.rebuild()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        at = index.row()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.name(at)
        if role == VIEW_COUNT_ROLE:
            return self.count(at)
        if role == VIEW_ICON_ROLE:
            return "filter" if self.is_own(at) else STOCK_VIEWS[at].icon
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.name(at)}: {self.count(at)}"
        return None

    def retranslate(self) -> None:
        """The language has changed."""
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))
