"""The grid of the phone desk: stations of a district × slots, read from the columns cell by cell, so that nothing is copied."""

from typing import TYPE_CHECKING, Any, Final

import msgspec
import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from electdesk.domain.checks.turnout import BEFORE_ALL, EARLY, EXPLAINED, FINISHED, HARD_BITS, LATE, SOFT_BITS
from electdesk.domain.records.names import in_language
from electdesk.domain.records.report import CLOSED, OPENED
from electdesk.i18n import NO_SHARE, format_count, format_percent, language, ptr, tr
from electdesk.i18n.turnout_texts import clock_words, slot_words
from electdesk.qtmodels.desk import Desk
from electdesk.qtmodels.turnout.work import MISSING, QUESTIONS, TurnoutWork
from electdesk.services.queries.turnout import area_rows

if TYPE_CHECKING:
    from electdesk.services.unit_of_work import ChangeSet

Index = QModelIndex | QPersistentModelIndex
FIRST_SLOT: Final = 3
"""Number, name and list stand before the slots."""
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class GridCell(msgspec.Struct, frozen=True):
    """What a cell shows. ``sign``: "" for words alone, "missing" (no report where one is due), "future", "finished" (an earlier report holds),
    "hard", "soft", "explained". ``spoken``: the same for who hears the table."""

    words: str
    sign: str = ""
    spoken: str = ""


class TurnoutGrid(QAbstractTableModel):
    """``rows``: rows of the register, district by district in the order of the calls."""

    def __init__(self, desk: Desk, work: TurnoutWork, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._work = work
        self.rows: list[int] = []
        self._place: dict[int, int] = {}
        self._slots: tuple[str, ...] = ()
        self._due = -1
        self.typed = ""
        work.scope_changed.connect(self.read)
        work.place_changed.connect(self._moved)
        desk.changed.connect(self._changed)
        self.read()

    # --- rows -------------------------------------------------------------------------------------------------------------

    def read(self) -> None:
        """Other rows: the district's, as far as the filter shows them."""
        self.beginResetModel()
        region, turnout = self._desk.region, self._work.turnout
        self._slots = turnout.slots if turnout is not None else ()
        rows = np.zeros(0, np.int64)
        if region is not None and turnout is not None:
            register = region.columns.register
            parts = [
                np.asarray(register.rows_in(place if place < len(register.area_ids) else -1), np.int64)
                for place in area_rows(region, self._work.area).tolist()
            ]
            rows = np.concatenate(parts) if parts else rows
            if self._work.shown == QUESTIONS and len(rows):
                rows = rows[turnout.in_question(rows)]
            elif self._work.shown == MISSING and self._work.slot:
                column = turnout.column_of[self._work.slot]
                rows = rows[(turnout.place[rows, column] == 0) & ((turnout.cells[rows, column] & FINISHED) == 0)]
        self.rows = rows.tolist()
        self._place = {row: place for place, row in enumerate(self.rows)}
        self._see_due()
        self.endResetModel()

    def _see_due(self) -> None:
        """Up to which slot reports are due: the one at hand, or the last that anybody told."""
        turnout = self._work.turnout
        if turnout is None or not self._slots:
            self._due = -1
            return
        told = np.flatnonzero(turnout.told_stations.sum(axis=0))
        here = self._slots.index(self._work.slot) if self._work.slot in self._slots else -1
        self._due = max(here, int(told[-1]) if len(told) else -1)

    def place_of(self, row: int | None) -> int:
        """Where a station stands in the grid, -1 where the filter leaves it out."""
        return -1 if row is None else self._place.get(row, -1)

    def slot_column(self, slot: str) -> int:
        """The column of a slot."""
        return FIRST_SLOT + self._slots.index(slot)

    def slot_at(self, column: int) -> str:
        """The slot of a column, "" for the others."""
        place = column - FIRST_SLOT
        return self._slots[place] if 0 <= place < len(self._slots) else ""

    def _moved(self) -> None:
        before = self._due
        self._see_due()
        if self.rows and before != self._due:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, self.columnCount() - 1))

    def _changed(self, change: "ChangeSet") -> None:
        if change.structural:
            return
        for row in change.rows:
            place = self._place.get(row, -1)
            if place >= 0:
                self.dataChanged.emit(self.index(place, 0), self.index(place, self.columnCount() - 1))

    # --- cells ------------------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else FIRST_SLOT + len(self._slots) + 3

    def cell(self, place: int, column: int) -> GridCell:
        """What one cell shows."""
        region, turnout = self._desk.region, self._work.turnout
        if region is None or turnout is None:
            return GridCell("")
        row = self.rows[place]
        station = region.columns.register.stations[row]
        if column == 0:
            return GridCell(station.number)
        if column == 1:
            return GridCell(in_language(station.name, language()))
        if column == 2:
            voters = int(turnout.voters[row])
            return GridCell(format_count(voters) if voters >= 0 else NO_SHARE)
        slot = column - FIRST_SLOT
        if slot < len(self._slots):
            return self._slot_cell(row, slot)
        return self._beside(row, slot - len(self._slots))

    def _slot_cell(self, row: int, slot: int) -> GridCell:
        turnout = self._work.turnout
        assert turnout is not None
        bits, told = int(turnout.cells[row, slot]), int(turnout.told[row, slot])
        if turnout.disputed[row, slot]:
            both = "/".join(format_count(figure) for figure in turnout.figures_at(row, slot))
            return GridCell(both, "hard", tr("two reports differ: {figures}", figures=both))
        if told >= 0:
            words = format_count(told)
            if bits & HARD_BITS:
                return GridCell(words, "hard", tr("{n}, has to be asked again", n=words))
            if bits & SOFT_BITS:
                return GridCell(words, "explained" if bits & EXPLAINED else "soft", tr("{n}, to confirm", n=words))
            return GridCell(words)
        if bits & FINISHED:
            return GridCell("=", "finished", tr("voting has ended, the last report holds"))
        return GridCell("", "missing", tr("no report")) if slot <= self._due else GridCell("", "future")

    def _beside(self, row: int, which: int) -> GridCell:
        turnout = self._work.turnout
        assert turnout is not None
        if which == 0:
            column = turnout.column_of.get(self._work.slot, -1)
            counted = int(turnout.counted[row, column]) if column >= 0 else -1
            voters = int(turnout.voters[row])
            return GridCell(format_percent(counted, voters) if counted >= 0 and voters > 0 else NO_SHARE)
        what = OPENED if which == 1 else CLOSED
        minutes, bits = int(turnout.told[row, turnout.column_of[what]]), int(turnout.hours[row])
        doubtful = bits & (LATE if which == 1 else EARLY | BEFORE_ALL) and not bits & EXPLAINED
        return GridCell(clock_words(minutes) if minutes >= 0 else "", "soft" if doubtful else "")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(index.row(), index.column()).words
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if index.column() == 1 else _RIGHT
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            cell = self.cell(index.row(), index.column())
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return cell.spoken or cell.words
            return cell.spoken or None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._head(section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if section == 1 else _RIGHT
        return None

    def _head(self, section: int) -> str:
        slot = self.slot_at(section)
        if slot:
            # Whole hours are told by the hour: seven slots stand side by side on a small screen.
            return slot_words(slot).removesuffix(":00")
        heads = {0: tr("№"), 1: ptr("turnout", "Station"), 2: ptr("turnout", "List")}
        behind = section - FIRST_SLOT - len(self._slots)
        return (
            heads[section]
            if section in heads
            else (ptr("page", "Turnout"), ptr("turnout", "Opened"), ptr("turnout", "Closed"))[behind]
        )
