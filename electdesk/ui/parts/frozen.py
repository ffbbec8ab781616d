"""A table whose first column stays in sight when the others are scrolled."""

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from electdesk.ui.look import px, theme
from electdesk.ui.parts.following import Words
from electdesk.ui.parts.sort_header import SortHeader
from electdesk.ui.parts.table import TableView
from electdesk.ui.parts.table_cells import RowDelegate


class FrozenTable(TableView):
    """Over its left edge lies a second view of the first column alone. It takes no mouse and no keyboard: what is under it does."""

    def __init__(self, name: Words = "") -> None:
        self._over: QTableView | None = None
        super().__init__(name)
        self.setItemDelegate(self.make_delegate(self))

    def make_delegate(self, view: QTableView) -> RowDelegate:
        """What paints the cells, of this view and of the one that lies over it."""
        return RowDelegate(view)

    def show_model(self, model: QAbstractItemModel) -> None:
        """Show the model, here and in the view that lies over it."""
        self.setModel(model)
        over = self._over = QTableView(self)
        self._over_head = SortHeader(over)
        over.setHorizontalHeader(self._over_head)
        over.setModel(model)
        over.setSelectionModel(self.selectionModel())
        over.setItemDelegate(self.make_delegate(over))
        over.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        over.setFrameShape(QFrame.Shape.NoFrame)
        over.setShowGrid(False)
        over.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        over.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        over.setVerticalScrollMode(self.verticalScrollMode())
        over.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        over.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        over.verticalHeader().hide()
        over.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        over.hide()
        self.verticalScrollBar().valueChanged.connect(over.verticalScrollBar().setValue)
        self.horizontalScrollBar().valueChanged.connect(lambda _: self.place_frozen())
        self.horizontalScrollBar().rangeChanged.connect(lambda *_: self.place_frozen())
        self.sort_header().sectionResized.connect(lambda *_: self.place_frozen())
        self.sort_header().sectionMoved.connect(lambda *_: self.place_frozen())
        model.modelReset.connect(self.place_frozen)
        self.restyle()

    def place_frozen(self) -> None:
        """Put the first column over the left edge where it has been scrolled away."""
        over, model, head = self._over, self.model(), self.sort_header()
        if over is None or model is None:
            return
        if self.horizontalScrollBar().value() <= 0 or not head.count():
            over.hide()
            return
        first = head.logicalIndex(0)
        for column in range(model.columnCount()):
            over.setColumnHidden(column, column != first)
        over.setColumnWidth(first, self.columnWidth(first))
        self._over_head.set_sort_keys(head.sort_keys())
        over.verticalScrollBar().setValue(self.verticalScrollBar().value())
        over.setGeometry(0, 0, self.columnWidth(first), head.height() + self.viewport().height())
        over.show()
        over.raise_()

    def frozen_column(self) -> int:
        """The logical column that stays in sight now, -1 while nothing is scrolled away."""
        return self.sort_header().logicalIndex(0) if self._over is not None and self._over.isVisible() else -1

    def restyle(self) -> None:
        super().restyle()
        over = self._over
        if over is not None:
            over.verticalHeader().setMinimumSectionSize(px(self.row_height))
            over.verticalHeader().setDefaultSectionSize(px(self.row_height))
            line = theme().colour("line").name()
            over.setStyleSheet(f"QTableView {{ border-right: 1px solid {line}; }}")
            self.place_frozen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place_frozen()
