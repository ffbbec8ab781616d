"""The tree of districts with their counts: the whole region first, then its areas, each with what lies below it."""

from typing import Any, Final

import numpy as np
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from electdesk.columns import Basis
from electdesk.domain.records.names import in_language
from electdesk.i18n import format_percent, language, tr
from electdesk.i18n.turnout_texts import slot_words
from electdesk.qtmodels.desk import Desk
from electdesk.qtmodels.stations.cells import basis_words, counted_words
from electdesk.services.queries.seen import seen_basis
from electdesk.services.unit_of_work import ChangeSet

Index = QModelIndex | QPersistentModelIndex
COUNT_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""(reported, stations) of the area and all below it, in the basis that the person may see of the preliminary one."""
AREA_ROLE: Final = Qt.ItemDataRole.UserRole + 2
"""The area's record id, "" for the whole region."""


MOST_ROWS: Final = 200
"""Up to so many changed stations only their own areas are repainted, since a view asks about every row of a longer piece."""


class AreaTreeModel(QAbstractItemModel):
    """One column. A count is added up when it is painted, from one number an area: a save costs nothing here."""

    moved = Signal()
    """The areas themselves are others now."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ids: list[str] = []
        self._place: dict[str, int] = {}
        self._children: list[list[int]] = []
        self._parents: list[int] = []
        self._below: list[np.ndarray[Any, np.dtype[np.int64]]] = []
        self._top: list[int] = []
        for signal in (desk.opened, desk.closed):
            signal.connect(self.rebuild)
        desk.contest_changed.connect(self._recount)
        desk.changed.connect(self._heard)
        self.rebuild()

    def rebuild(self) -> None:
        """Read the areas anew."""
        self.beginResetModel()
        region = self._desk.region
        self._ids, self._children, self._parents, self._top = [], [], [], []
        if region is not None:
            register = region.columns.register
            self._ids = ["", *(record for record in register.area_ids if register.areas[record].kind != "region")]
            place = self._place = {record: at for at, record in enumerate(self._ids)}
            self._children = [[] for _ in self._ids]
            self._parents = [-1] * len(self._ids)
            self._top = [0]
            for at, record in enumerate(self._ids[1:], start=1):
                above = register.areas[record].parent
                parent = place.get(above, -1) if above else -1
                self._parents[at] = parent
                (self._children[parent] if parent > 0 else self._top).append(at)
            whole = np.arange(len(register.area_ids) + 1)
            self._below = [whole, *(np.array(self._rows_below(at), np.int64) for at in range(1, len(self._ids)))]
        self.endResetModel()
        self.moved.emit()

    def _rows_below(self, at: int) -> list[int]:
        region = self._desk.region
        assert region is not None
        rows = [region.columns.register.area_row[self._ids[at]]]
        for child in self._children[at]:
            rows += self._rows_below(child)
        return rows

    def _heard(self, change: ChangeSet) -> None:
        region = self._desk.region
        if change.structural or region is None or len(change.rows) > MOST_ROWS:
            self.rebuild() if change.structural else self._recount()
            return
        register = region.columns.register
        for at in sorted({self._place.get(record, 0) for row in change.rows for record in register.area_path(row)} | {0}):
            index = self.index_of(self._ids[at]) if at < len(self._ids) else QModelIndex()
            self.dataChanged.emit(index, index)

    def _recount(self) -> None:
        if self._top:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._top) - 1, 0))

    def retranslate(self) -> None:
        """The language has changed."""
        self._recount()

    def count_of(self, at: int) -> tuple[int, int]:
        """Reported stations and all stations of an area (by its place in the model's list; 0 is the whole region)."""
        region, contest = self._desk.region, self._desk.contest
        if region is None:
            return 0, 0
        rows = self._below[at]
        stations = int(region.columns.register.stations_by_area[rows].sum())
        return (int(contest.reported[self.basis][rows].sum()) if contest is not None else 0), stations

    @property
    def basis(self) -> Basis:
        """The basis of the counts."""
        region = self._desk.region
        return "preliminary" if region is None else seen_basis(region, "preliminary")

    def index_of(self, area: str) -> QModelIndex:
        """The index of an area by record id ("" is the whole region); an invalid one if it is not there."""
        at = self._place.get(area, -1)
        if not 0 <= at < len(self._ids):
            return QModelIndex()
        parent = self._parents[at]
        group = self._children[parent] if parent > 0 else self._top
        return self.createIndex(group.index(at), 0, at)

    # --- Qt's view of it --------------------------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index | None = None) -> QModelIndex:
        group = self._group(parent)
        return self.createIndex(row, column, group[row]) if 0 <= row < len(group) and column == 0 else QModelIndex()

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]  # Qt has a second parent() without an index
        if not index.isValid():
            return QModelIndex()
        above = self._parents[index.internalId()]
        return self.index_of(self._ids[above]) if above > 0 else QModelIndex()

    def rowCount(self, parent: Index | None = None) -> int:
        return len(self._group(parent))

    def columnCount(self, parent: Index | None = None) -> int:
        return 1

    def _group(self, parent: Index | None) -> list[int]:
        if parent is None or not parent.isValid():
            return self._top
        return self._children[parent.internalId()]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        at = index.internalId()
        if role == COUNT_ROLE:
            return self.count_of(at)
        if role == AREA_ROLE:
            return self._ids[at]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.name_of(at)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            reported, stations = self.count_of(at)
            told = f"{self.name_of(at)}: {counted_words(reported, stations)} · {basis_words(self.basis)}"
            turnout = self.turnout_of(at)
            return f"{told}\n{turnout}" if turnout else told
        return None

    def turnout_of(self, at: int) -> str:
        """Turnout by reports at the newest slot, with how many stations it holds; "" where nobody reported."""
        region = self._desk.region
        assert region is not None
        turnout, rows = region.columns.turnout, self._below[at]
        reported = turnout.stations[rows].sum(axis=0)
        if not reported.any():
            return ""
        slot = int(np.flatnonzero(reported)[-1])
        share = format_percent(int(turnout.of_listed[rows, slot].sum()), int(turnout.listed[rows, slot].sum()))
        counted = counted_words(int(reported[slot]), int(region.columns.register.stations_by_area[rows].sum()))
        return tr("Turnout as of {time}: {share} · {counted}", time=slot_words(turnout.slots[slot]), share=share, counted=counted)

    def name_of(self, at: int) -> str:
        """The name of an area in the language in use."""
        region = self._desk.region
        assert region is not None
        if at == 0:
            return in_language(region.columns.set_up.region, language()) or tr("Whole region")
        return in_language(region.columns.register.areas[self._ids[at]].name, language())
