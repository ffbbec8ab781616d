"""The station table's view: its first column stays in sight when the rest is scrolled, and it copies straight from the columns."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from electdesk.qtmodels.stations.table_model import StationTableModel
from electdesk.ui.look import px, theme
from electdesk.ui.overview.delegates import StationDelegate
from electdesk.ui.parts import SortHeader, TableView, Words
from electdesk.ui.parts.clipboard import table_mime


class FrozenTable(TableView):
    """Over its left edge lies a second view of the first column alone. It takes no mouse and no keyboard: what is under it does."""

    def __init__(self, name: Words = "") -> None:
        self._over: QTableView | None = None
        super().__init__(name)
        self.setItemDelegate(StationDelegate(self))

    def show_model(self, model: StationTableModel) -> None:
        """Show the model, here and in the view that lies over it."""
        self.setModel(model)
        over = self._over = QTableView(self)
        self._over_head = SortHeader(over)
        over.setHorizontalHeader(self._over_head)
        over.setModel(model)
        over.setSelectionModel(self.selectionModel())
        over.setItemDelegate(StationDelegate(over))
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
        self.restyle()

    def place_frozen(self) -> None:
        """Put the first column over the left edge where it has been scrolled away."""
        over, head = self._over, self.sort_header()
        model = self.model()
        if over is None or model is None:
            return
        away = self.horizontalScrollBar().value() > 0 and head.count() > 0
        if not away:
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

    def copy_rows(self) -> int:
        model = self.model()
        assert isinstance(model, StationTableModel)
        pieces = self.selectionModel().selection().toList()
        places = sorted({place for piece in pieces for place in range(piece.top(), piece.bottom() + 1)})
        places = places or list(range(model.rowCount()))
        head = self.sort_header()
        columns = [head.logicalIndex(place) for place in range(head.count())]
        heads = [str(model.headerData(column, Qt.Orientation.Horizontal) or "") for column in columns]
        QGuiApplication.clipboard().setMimeData(table_mime(heads, model.words(places, columns)))
        return len(places)
