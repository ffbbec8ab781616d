"""A table whose first column stays in sight when the others are scrolled."""

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from electdesk.ui.look import px, theme
from electdesk.ui.parts import RowDelegate, SortHeader, TableView, Words


class FrozenColumnTable(TableView):
    """Over its left edge lies a second view of the first column alone. It takes no mouse and no keyboard: what is under it does."""

    def __init__(self, name: Words = "") -> None:
        self._over: QTableView | None = None
        super().__init__(name)
        self.sort_header().setSectionsMovable(False)
        self.sort_header().sorts = False

    def show_model(self, model: QAbstractItemModel) -> None:
        """Show the model, here and in the view that lies over it."""
        self.setModel(model)
        over = self._over = QTableView(self)
        head = SortHeader(over)
        head.setSectionsMovable(False)
        over.setHorizontalHeader(head)
        over.setModel(model)
        over.setSelectionModel(self.selectionModel())
        over.setItemDelegate(RowDelegate(over))
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
        model.modelReset.connect(self.place_frozen)
        self.restyle()

    def place_frozen(self) -> None:
        """Put the first column over the left edge where it has been scrolled away."""
        over, model = self._over, self.model()
        if over is None or model is None:
            return
        if self.horizontalScrollBar().value() <= 0 or not model.columnCount():
            over.hide()
            return
        for column in range(model.columnCount()):
            over.setColumnHidden(column, column != 0)
        over.setColumnWidth(0, self.columnWidth(0))
        over.verticalScrollBar().setValue(self.verticalScrollBar().value())
        over.setGeometry(0, 0, self.columnWidth(0), self.sort_header().height() + self.viewport().height())
        over.show()
        over.raise_()

    def is_frozen(self) -> bool:
        """Whether the first column lies over the others now."""
        return self._over is not None and self._over.isVisible()

    def restyle(self) -> None:
        super().restyle()
        over = self._over
        if over is not None:
            over.verticalHeader().setMinimumSectionSize(px(self.row_height))
            over.verticalHeader().setDefaultSectionSize(px(self.row_height))
            over.setStyleSheet(f"QTableView {{ border-right: 1px solid {theme().colour('line').name()}; }}")
            self.place_frozen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place_frozen()
