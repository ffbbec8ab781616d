"""The station table: a window onto the columns. No object a row; which rows are shown, and in which order, is one array."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from electdesk.i18n import tr
from electdesk.qtmodels.desk import Desk
from electdesk.qtmodels.stations.cells import HIDDEN, NO_NUMBER_SIGN, Reader, findings_tone, readers, unseen_tip
from electdesk.qtmodels.stations.column_list import DEFAULT, StationColumn, shown_ids, station_columns
from electdesk.qtmodels.stations.filters import StationFilter
from electdesk.qtmodels.stations.standing import CONTESTED
from electdesk.qtmodels.stations.station_data import Rows, SortBy, StationData
from electdesk.services.unit_of_work import ChangeSet

Index = QModelIndex | QPersistentModelIndex
# Whole numbers: a role given as an enum costs a conversion for each of the hundreds of questions of a page.
STATE_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
"""In the state column the ``Shown`` of the station as an int."""
SHADE_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 2
"""How a cell's words are painted: (tone, whether at the right, whether small); tones are "", "dim", "ok", "err", "warn"."""
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_DIM: Final = frozenset({"changed", "note", "address", "type"})
_NOTHING: Final = np.zeros(0, np.int64)


class StationTableModel(QAbstractTableModel):
    """Filter, sort and columns belong to the model. ``rows`` are the shown rows of the register from top to bottom."""

    counted = Signal()
    """How many stations are shown, or what any of them says, may have changed."""
    rebuilt = Signal()
    """Everything was read anew: another region, another contest, a structural change."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.stations: StationData | None = None
        self.rows: Rows = _NOTHING
        self._place: Rows = _NOTHING
        self.wanted = StationFilter()
        self.sort_by: SortBy = ()
        self.known: dict[str, StationColumn] = {}
        self.ids: tuple[str, ...] = DEFAULT
        self._readers: list[Reader] = []
        self._stale: set[int] = set()
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._refresh)
        self._drafts = QTimer(self, singleShot=True, interval=150)
        self._drafts.timeout.connect(self._read_parked)
        desk.opened.connect(self.rebuild)
        desk.closed.connect(self.rebuild)
        desk.contest_changed.connect(self.rebuild)
        desk.changed.connect(self._heard)
        desk.drafts_changed.connect(self._drafts.start)
        self.rebuild()

    # --- shape ------------------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._readers)

    @property
    def total(self) -> int:
        """How many stations there are, shown or not."""
        return self.stations.count if self.stations is not None else 0

    def station_at(self, index: Index) -> int:
        """The row of the register that a row of the table shows."""
        return int(self.rows[index.row()])

    def place(self, row: int) -> int:
        """Where a row of the register is shown, -1 where the filter hides it."""
        return int(self._place[row]) if row < len(self._place) else -1

    # --- cells ------------------------------------------------------------------------------------------------------------

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        at = index.row()
        if self.stations is None or at >= len(self.rows):
            return None
        row, column = int(self.rows[at]), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._readers[column](row)
        key = self.ids[column]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self.known[key].right else _LEFT
        if role == STATE_ROLE:
            return int(self.stations.shown[row]) if key == "state" else None
        if role == SHADE_ROLE:
            return self._shade(key, row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(key, column, row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.known[key].whole}: {self._readers[column](row)}"
        return None

    def _shade(self, key: str, row: int) -> tuple[str, bool, bool]:
        assert self.stations is not None
        right = self.known[key].right
        if key == "findings":
            return findings_tone(self.stations, row), right, True
        hidden = right and key != "number" and not self.stations.seen[row]
        return "dim" if hidden or key in _DIM else "", right, False

    def _tip(self, key: str, column: int, row: int) -> str | None:
        assert self.stations is not None
        if key == "state" and self._readers[column](row) == CONTESTED.say():
            return tr("A hard finding appeared after this tally was made final. It stays final until a supervisor opens it again.")
        if not self.known[key].right or key == "number":
            return None
        text = self._readers[column](row)
        if text == HIDDEN:
            return unseen_tip(self.stations.columns)
        return tr("no number on paper") if text == NO_NUMBER_SIGN else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or section >= len(self._readers):
            return None
        column = self.known[self.ids[section]]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.head
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.right else _LEFT
        return column.whole if role == Qt.ItemDataRole.ToolTipRole else None

    def words(self, places: Sequence[int], columns: Sequence[int]) -> list[list[str]]:
        """Cells as text, without a detour through Qt: for copying 100,000 rows."""
        chosen = [self._readers[column] for column in columns]
        return [[read(row) for read in chosen] for row in self.rows[list(places)].tolist()]

    # --- what is shown ----------------------------------------------------------------------------------------------------

    def show_columns(self, ids: Sequence[str]) -> None:
        """Show these columns from left to right; the default ones where none of them is known."""
        self.beginResetModel()
        self.ids = shown_ids(tuple(ids), self.known)
        self._read_columns()
        self.endResetModel()

    def show_filtered(self, wanted: StationFilter) -> None:
        """Show the stations that the filter lets through."""
        if wanted != self.wanted:
            self.wanted = wanted
            self._arrange()

    def show_sorted(self, sort: SortBy) -> None:
        """Sort by columns, the strongest first; no column at all is the natural order of the numbers."""
        self.sort_by = tuple(pair for pair in sort if pair[0] in self.known)
        self._arrange()

    def typed_place(self, typed: str) -> int:
        """Where the first shown station stands whose number is what was typed, or else begins with it; -1 for none."""
        if self.stations is None or not len(self.rows):
            return -1
        for row in self.stations.register.find(typed):
            if self.place(row) >= 0:
                return self.place(row)
        stations = self.stations.register.stations
        wanted = typed.casefold().lstrip("0") or typed
        places = (p for p, row in enumerate(self.rows.tolist()) if stations[row].number.casefold().lstrip("0").startswith(wanted))
        return next(places, -1)

    def _matching(self) -> Rows:
        assert self.stations is not None
        rows = np.arange(self.total) if self.wanted.is_empty else np.flatnonzero(self.stations.matches(self.wanted))
        return self.stations.sorted_rows(rows, self.sort_by)

    def _take_rows(self, rows: Rows) -> None:
        self.rows = rows
        self._place = np.full(self.total, -1, np.int64)
        self._place[rows] = np.arange(len(rows))

    def _arrange(self) -> None:
        """Filter and sort again; what is chosen stays chosen as far as it is still shown."""
        if self.stations is None:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        stations = [(int(self.rows[index.row()]), index.column()) for index in before]
        self._take_rows(self._matching())
        after = [self.index(self.place(row), column) if self.place(row) >= 0 else QModelIndex() for row, column in stations]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()
        self.counted.emit()

    # --- keeping up -------------------------------------------------------------------------------------------------------

    def rebuild(self) -> None:
        """Read everything anew."""
        self.beginResetModel()
        contest = self._desk.contest
        if self._desk.region is None or contest is None:
            self.stations, self.known, self._readers = None, {}, []
            self._take_rows(_NOTHING)
        else:
            self.stations = StationData(self._desk.region, contest)
            self.known = station_columns(contest)
            self.ids = shown_ids(self.ids, self.known)
            self.sort_by = tuple(pair for pair in self.sort_by if pair[0] in self.known)
            self._read_columns()
            self._take_rows(self._matching())
        self._stale.clear()
        self.endResetModel()
        self.rebuilt.emit()
        self.counted.emit()

    def retranslate(self) -> None:
        """The language has changed."""
        if self.stations is None:
            return
        self.stations.forget_language()
        self.known = station_columns(self.stations.columns)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, max(0, len(self.ids) - 1))
        self._say_changed(0, len(self.rows) - 1)

    def _read_columns(self) -> None:
        assert self.stations is not None
        self._readers = readers(self.stations, self.ids)

    def _heard(self, change: ChangeSet) -> None:
        if self.stations is None or change.structural or self.stations.columns is not self._desk.contest:
            self.rebuild()
            return
        self._update(change.rows, described="station" in change.kinds)
        self._later.start()

    def _refresh(self) -> None:
        """In an idle moment: checks that compare with the district, whose sums have moved."""
        if self.stations is not None and self.stations.columns is self._desk.contest:
            moved = self.stations.columns.refresh()
            if moved:
                self._update(moved)

    def _read_parked(self) -> None:
        if self.stations is not None:
            moved = self.stations.read_parked()
            if moved:
                self._show_again(moved)

    def _update(self, rows: Iterable[int], *, described: bool = False) -> None:
        assert self.stations is not None
        rows = set(rows)
        self.stations.update(rows, described=described)
        self._show_again(rows)

    def _show_again(self, rows: Iterable[int]) -> None:
        """Some stations look different: repaint them, take those away that the filter no longer lets through, let new ones in."""
        assert self.stations is not None
        at = np.fromiter(rows, np.int64)
        if not self.wanted.is_empty:
            passed = self.stations.matches(self.wanted, at)
            if bool((passed & (self._place[at] < 0)).any()):
                self._arrange()
                return
            for row in at[~passed & (self._place[at] >= 0)].tolist():
                gone = self.place(row)
                self.beginRemoveRows(QModelIndex(), gone, gone)
                self._take_rows(np.delete(self.rows, gone))
                self.endRemoveRows()
        places = self._place[at]
        places = np.sort(places[places >= 0])
        if len(places) > 64:
            self._say_changed(int(places[0]), int(places[-1]))
        else:
            for place in places.tolist():
                self._say_changed(place, place)
        self.counted.emit()

    def _say_changed(self, first: int, last: int) -> None:
        if last >= first >= 0 and self._readers:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self._readers) - 1))
