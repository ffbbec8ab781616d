"""What an import would do, row by row: cells that stand in the way, what is repaired, left out or in conflict."""

from typing import Any, Final, Literal

import msgspec
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from electdesk.i18n import tr
from electdesk.i18n.cell_reasons import cell_reason_text, row_reason_text
from electdesk.services.imports import Cell, Conflict, ImportPlan, PlannedRecord, Skipped
from electdesk.ui.parts import TONE_ROLE

Filter = Literal["new", "same", "changed", "conflicts", "refused", "skipped", "repaired"]
FILTERS: Final[tuple[Filter, ...]] = ("new", "same", "changed", "conflicts", "refused", "skipped", "repaired")
_MAIN_KIND: Final = {"stations": "station", "tallies": "entry"}

Index = QModelIndex | QPersistentModelIndex


class Line(msgspec.Struct, frozen=True):
    """One line of the table: where in the file, which column, what stands there, and what is to be said of it."""

    place: str
    column: str
    value: str
    reason: str
    tone: str = ""


def count_of(plan: ImportPlan, which: Filter) -> int:
    """How many a filter counts: records of the kind asked for, rows, or cells."""
    counts: dict[Filter, int] = {
        "new": plan.accepted,
        "same": plan.same,
        "changed": plan.changed,
        "conflicts": len(plan.conflicts),
        "refused": len(plan.refused),
        "skipped": len(plan.skipped),
        "repaired": len(plan.repaired),
    }
    return counts[which]


class PlanTable(QAbstractTableModel):
    """The lines of one filter; texts are made when they are painted, so 100,000 refused cells cost no more than 30."""

    def __init__(self, stations: dict[str, str] | None = None) -> None:
        """``stations``: record id → number of the stations that the region holds."""
        super().__init__()
        self._items: tuple[Any, ...] = ()
        self._which: Filter = "refused"
        self._stations = stations or {}

    def show_plan(self, plan: ImportPlan | None, which: Filter) -> None:
        """Show what a filter counts."""
        self.beginResetModel()
        self._which = which
        self._items = self._of(plan, which) if plan is not None else ()
        self.endResetModel()

    def _of(self, plan: ImportPlan, which: Filter) -> tuple[Any, ...]:
        kind = _MAIN_KIND.get(plan.kind, "")
        if which == "new":
            return tuple(each for each in plan.records if each.before is None and each.kind == kind)
        if which == "changed":
            return tuple(each for each in plan.records if each.before is not None and each.kind == kind)
        lists: dict[Filter, tuple[Any, ...]] = {
            "conflicts": plan.conflicts,
            "refused": plan.refused,
            "skipped": plan.skipped,
            "repaired": plan.repaired,
        }
        return lists.get(which, ())

    def line(self, row: int) -> Line:
        """One line as it is shown."""
        item = self._items[row]
        if isinstance(item, Cell):
            text = cell_reason_text(item.reason, item.value, item.other)
            return Line(item.cell, item.column, item.value, text, "err" if self._which == "refused" else "")
        if isinstance(item, Conflict):
            return Line(str(item.row), tr("station {number}", number=item.station), "", row_reason_text(item.reason), "park")
        if isinstance(item, Skipped):
            return Line(str(item.row), "", "", row_reason_text(item.reason), "dim")
        assert isinstance(item, PlannedRecord)
        body = item.body
        number = getattr(body, "number", "") or self._stations.get(getattr(body, "station", ""), "")
        says = tr("is added") if self._which == "new" else tr("takes the place of what the region holds")
        return Line(str(item.row or ""), tr("station {number}", number=number) if number else "", "", says)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._items)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else 4

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.line(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return (line.place, line.column, line.value, line.reason)[index.column()]
        if role == TONE_ROLE:
            return line.tone if index.column() in (0, 2) else "dim" if index.column() == 1 else ""
        if role == Qt.ItemDataRole.ToolTipRole:
            return (line.place, line.column, line.value, line.reason)[index.column()]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        cells = self._which in ("refused", "repaired")
        return (
            tr("Cell") if cells else tr("Row"),
            tr("Column") if cells else tr("Station"),
            tr("Value"),
            tr("What it means and what to do"),
        )[section]
