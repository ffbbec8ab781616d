"""How the grid is painted: missing is a ring on grey, the future blank, a finished station "=", a question a mark with its colour."""

from typing import Final

from PySide6.QtCore import QModelIndex, QRect, QRectF, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QStyleOptionViewItem

from electdesk.i18n import tr
from electdesk.qtmodels.turnout.grid import FIRST_SLOT, GridCell, TurnoutGrid
from electdesk.qtmodels.turnout.work import TurnoutWork
from electdesk.ui.look import px
from electdesk.ui.parts import Cell, RowDelegate, TableView
from electdesk.ui.parts.painting import paint_focus
from electdesk.ui.parts.table_cells import Index

_LOOK: Final[dict[str, tuple[str, str, str]]] = {
    "": ("", "", ""),
    "missing": ("dim", "circle", "none_bg"),
    "future": ("", "", "canvas"),
    "finished": ("dim", "", ""),
    "hard": ("err", "exclamation", "err_bg"),
    "soft": ("warn", "exclamation", "warn_bg"),
    "explained": ("", "check", ""),
}
"""Sign of a cell → tone of its words, drawing, ground."""


class GridDelegate(RowDelegate):
    """Paints the signs of the grid, and the number that is being typed where it will stand."""

    def __init__(self, table: TableView, model: TurnoutGrid, work: TurnoutWork) -> None:
        super().__init__(table)
        self._model, self._work = model, work

    def cell(self, index: Index) -> Cell:
        found = self._model.cell(index.row(), index.column())
        tone, icon, _ = _LOOK[found.sign]
        words = self._typed(index) or found.words
        return Cell(words, None, tone, icon, index.column() != 1, bold=self._is_here(index))

    def _is_here(self, index: Index) -> bool:
        model, work = self._model, self._work
        return bool(work.slot) and model.place_of(work.row) == index.row() and model.slot_at(index.column()) == work.slot

    def _typed(self, index: Index) -> str:
        return self._model.typed if self._model.typed and self._is_here(index) else ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        found: GridCell = self._model.cell(index.row(), index.column())
        ground = _LOOK[found.sign][2]
        if ground:
            painter.fillRect(rect, self.kit().colour(ground))
        super().paint(painter, option, index)
        if self._is_here(index):
            paint_focus(painter, QRectF(rect), radius=2)


class TurnoutTable(TableView):
    """The grid. ``slot_chosen`` comes with a click on a cell of a slot or on its head."""

    row_height = 25
    slot_chosen = Signal(str)

    def __init__(self, model: TurnoutGrid, work: TurnoutWork) -> None:
        super().__init__(lambda: tr("Stations and their reports"))
        self._grid, self._work, self._shown_slot = model, work, ""
        self.setModel(model)
        self.setItemDelegate(GridDelegate(self, model, work))
        self.sort_header().sorts = False
        self.sort_header().setSectionsClickable(True)
        self.sort_header().sectionClicked.connect(self._head_clicked)
        self.clicked.connect(self._clicked)
        model.modelReset.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Widths of the columns, as many as there are slots; the name takes the room that is left, and never less than it needs."""
        slots = self._grid.columnCount() - FIRST_SLOT - 3
        widths = {0: 46, 2: 56, **{FIRST_SLOT + slot: 45 for slot in range(slots)}}
        widths |= {FIRST_SLOT + slots: 60, FIRST_SLOT + slots + 1: 68, FIRST_SLOT + slots + 2: 74}
        free = self.viewport().width() - sum(px(width) for width in widths.values())
        self.set_column_widths(widths)
        self.setColumnWidth(1, max(px(84), free))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
        if self.currentIndex().isValid():
            # A question below, or the bar above, takes room: the station at hand stays in sight.
            self.scrollTo(self.currentIndex())

    def _head_clicked(self, column: int) -> None:
        slot = self._grid.slot_at(column)
        if slot:
            self.slot_chosen.emit(slot)

    def _clicked(self, index: QModelIndex) -> None:
        self._head_clicked(index.column())

    def show_row(self, row: int | None) -> None:
        """Select a station and bring it into sight."""
        place = self._grid.place_of(row)
        if place < 0:
            self.clearSelection()
            return
        if self.currentIndex().row() != place or not self.selectionModel().hasSelection():
            self.selectRow(place)
        self.scrollTo(self._grid.index(place, 0))
        if self._work.slot != self._shown_slot:
            self._shown_slot = self._work.slot
            self.viewport().update()

    def repaint_here(self) -> None:
        """Paint the cell of the number that is being typed, and no other: it comes with every key."""
        place = self._grid.place_of(self._work.row)
        if place >= 0 and self._work.slot:
            self.update(self._grid.index(place, self._grid.slot_column(self._work.slot)))

    def restyle(self) -> None:
        super().restyle()
        self.setMinimumHeight(px(120))
        if hasattr(self, "_grid"):
            self.fit()
