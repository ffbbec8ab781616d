"""Which columns the table shows, and in which order: a list with ticks beside the table's head."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from electdesk.i18n import ptr, tr
from electdesk.qtmodels.stations.column_list import DEFAULT, StationColumn
from electdesk.ui.look import px
from electdesk.ui.parts import ActionButton, Following


class ColumnChooser(Following, QFrame):
    """``chosen`` tells the ids of the ticked columns from left to right after every change. Ctrl+arrows move a column."""

    chosen = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("part", "card")
        self._known: dict[str, StationColumn] = {}
        self._usual_ids: tuple[str, ...] = DEFAULT
        self.list = QListWidget()
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        # A long name ends in … and stands whole in its tip: what is scrolled sideways hides the ticks.
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemChanged.connect(lambda _: self._tell())
        self.list.model().rowsMoved.connect(lambda *_: self._tell())
        self.up = ActionButton(lambda: ptr("move a column", "Left"), icon="arrow_up")
        self.down = ActionButton(lambda: ptr("move a column", "Right"), icon="arrow_down")
        self.reset = ActionButton(lambda: tr("Usual columns"), icon="undo")
        self.up.clicked.connect(lambda: self.move_current(-1))
        self.down.clicked.connect(lambda: self.move_current(1))
        self.reset.clicked.connect(self._usual)
        self._box = QVBoxLayout(self)
        self._box.addWidget(self.list, 1)
        row = QHBoxLayout()
        for button in (self.up, self.down):
            row.addWidget(button)
        row.addStretch()
        row.addWidget(self.reset)
        self._box.addLayout(row)
        self.begin()

    def open_at(self, place: QPoint, known: dict[str, StationColumn], ids: Sequence[str], usual: Sequence[str]) -> None:
        """Show all columns there are, the shown ones first and ticked; ``usual`` are those that the button brings back."""
        self._usual_ids = tuple(usual)
        self.fill(known, ids)
        self.move(place)
        self.show()
        self.list.setFocus()

    def fill(self, known: dict[str, StationColumn], ids: Sequence[str]) -> None:
        """The list without showing it."""
        self._known = known
        self.list.blockSignals(True)
        self.list.clear()
        for key in (*ids, *(key for key in known if key not in ids)):
            words = known[key].head if len(known[key].head) > 2 else known[key].whole
            item = QListWidgetItem(words[:1].upper() + words[1:])
            item.setToolTip(known[key].whole)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if key in ids else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.blockSignals(False)

    def ids(self) -> tuple[str, ...]:
        """The ticked columns in their order."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return tuple(str(i.data(Qt.ItemDataRole.UserRole)) for i in items if i.checkState() == Qt.CheckState.Checked)

    def move_current(self, step: int) -> None:
        """Move the column that has the keyboard one place to the left (-1) or right (+1)."""
        row = self.list.currentRow()
        if not 0 <= row + step < self.list.count():
            return
        self.list.blockSignals(True)
        item = self.list.takeItem(row)
        self.list.insertItem(row + step, item)
        self.list.setCurrentRow(row + step)
        self.list.blockSignals(False)
        self._tell()

    def _usual(self) -> None:
        self.fill(self._known, [key for key in self._usual_ids if key in self._known])
        self._tell()

    def _tell(self) -> None:
        ids = self.ids()
        if ids:
            self.chosen.emit(ids)

    def restyle(self) -> None:
        self._box.setContentsMargins(px(8), px(8), px(8), px(8))
        self._box.setSpacing(px(8))
        self.resize(px(380), px(420))

    def retranslate(self) -> None:
        self.setAccessibleName(tr("Columns"))
        self.list.setAccessibleName(tr("Columns"))
