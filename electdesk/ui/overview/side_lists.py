"""What stands at the left: the tree of districts and the list of saved views."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QLineEdit, QListView, QMenu, QTreeView, QVBoxLayout, QWidget

from electdesk.i18n import tr
from electdesk.qtmodels.stations.area_tree import AREA_ROLE, COUNT_ROLE, AreaTreeModel
from electdesk.qtmodels.stations.cells import basis_words
from electdesk.qtmodels.stations.view_list import ViewListModel
from electdesk.settings import SavedView
from electdesk.ui.look import px
from electdesk.ui.overview.delegates import AreaDelegate, ViewDelegate
from electdesk.ui.parts import ActionLink, Following
from electdesk.ui.parts.clipboard import table_mime
from electdesk.ui.parts.menu_keys import give_keys


class AreaTree(Following, QTreeView):
    """``area_chosen`` tells the record id of an area, "" for the whole region."""

    area_chosen = Signal(str)

    def __init__(self, model: AreaTreeModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._areas = model
        self.setModel(model)
        self.setItemDelegate(AreaDelegate(self))
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.selectionModel().currentChanged.connect(self._told)
        model.moved.connect(self._whole)
        self.begin()
        self._whole()

    def _whole(self) -> None:
        # Nested areas need the branch arrows; a flat list is drawn from the edge.
        model = self._areas
        self.setRootIsDecorated(any(model.rowCount(model.index(row, 0)) for row in range(model.rowCount())))
        self.choose("")

    def choose(self, area: str) -> None:
        """Show an area as chosen; tells ``area_chosen`` if it was another."""
        index = self._areas.index_of(area)
        if index.isValid():
            self.setCurrentIndex(index)

    def chosen(self) -> str:
        """The record id of the chosen area."""
        return str(self.currentIndex().data(AREA_ROLE) or "")

    def _told(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.area_chosen.emit(str(current.data(AREA_ROLE)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        super().keyPressEvent(event)

    def copy(self) -> None:
        """All areas with their counts, for a workbook."""
        rows: list[tuple[str, str, str]] = []

        def walk(parent: QModelIndex) -> None:
            for row in range(self._areas.rowCount(parent)):
                index = self._areas.index(row, 0, parent)
                reported, stations = index.data(COUNT_ROLE)
                rows.append((str(index.data()), str(reported), str(stations)))
                walk(index)

        walk(QModelIndex())
        counted = f"{tr('Protocols')} ({basis_words(self._areas.basis)})"
        QGuiApplication.clipboard().setMimeData(table_mime([tr("District"), counted, tr("Stations")], rows))

    def restyle(self) -> None:
        self.setIndentation(px(14))
        self.scheduleDelayedItemsLayout()

    def retranslate(self) -> None:
        self.setAccessibleName(tr("Districts"))
        self._areas.retranslate()


class _Plus(ActionLink):
    """A plus without a word: the head of a narrow list has no room for one. It is read out and shown as a tip."""

    def retranslate(self) -> None:
        super().retranslate()
        self.setToolTip(self.text())
        self.setText("")


class ViewList(Following, QWidget):
    """``view_chosen`` tells a SavedView. ``present`` gives the view that is on the screen now, to be saved under a name."""

    view_chosen = Signal(object)

    def __init__(self, model: ViewListModel, present: Callable[[str], SavedView], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._views = model
        self._present = present
        self._renamed: int | None = None
        self.list = QListView()
        self.list.setModel(model)
        self.list.setItemDelegate(ViewDelegate(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._menu)
        self.list.clicked.connect(self._chosen)
        self.list.activated.connect(self._chosen)
        self.save = _Plus(lambda: tr("Save what is shown as a view…"), icon="plus")
        self.save.clicked.connect(lambda: self.ask_name(None))
        self.name = QLineEdit()
        self.name.returnPressed.connect(self._named)
        self._name_row = QWidget()
        row = QHBoxLayout(self._name_row)
        row.addWidget(self.name)
        self._name_row.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._name_row)
        box.addWidget(self.list, 1)
        self.begin()

    def _chosen(self, index: QModelIndex) -> None:
        if index.isValid():
            self.view_chosen.emit(self._views.view(index.row()))

    def ask_name(self, at: int | None) -> None:
        """Ask for a name in place: of a new view, or of the person's own view at a place."""
        self._renamed = at
        self.name.setText("" if at is None else self._views.name(at))
        self._name_row.show()
        self.name.selectAll()
        self.name.setFocus()

    def _named(self) -> None:
        name = self.name.text().strip()
        if name:
            if self._renamed is None:
                self.list.setCurrentIndex(self._views.index(self._views.add(self._present(name))))
            else:
                self._views.rename(self._renamed, name)
        self._leave()

    def _leave(self) -> None:
        self._name_row.hide()
        self.list.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._name_row.isVisible():
            self._leave()
            return
        at = self.list.currentIndex().row()
        if event.key() == Qt.Key.Key_Delete and self.list.hasFocus() and at >= 0 and self._views.is_own(at):
            self._views.remove(at)
            return
        super().keyPressEvent(event)

    def _menu(self, point: QPoint) -> None:
        at = self.list.indexAt(point).row()
        menu = self.menu_for(at)
        menu.exec(self.list.viewport().mapToGlobal(point))
        menu.deleteLater()

    def menu_for(self, at: int) -> QMenu:
        """What can be done with the view at a place (-1: none)."""
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        own = at >= 0 and self._views.is_own(at)
        why = "" if own else tr("This view comes with the program.")
        menu.addAction(tr("Save what is shown as a view…"), lambda: self.ask_name(None))
        for words, work in ((tr("Rename"), lambda: self.ask_name(at)), (tr("Delete"), lambda: self._views.remove(at))):
            action: QAction = menu.addAction(words, work)
            action.setEnabled(own)
            action.setToolTip(why or words)
        give_keys(menu)
        return menu

    def restyle(self) -> None:
        layout = self._name_row.layout()
        assert layout is not None
        layout.setContentsMargins(px(8), px(5), px(8), px(5))
        self.list.scheduleDelayedItemsLayout()

    def retranslate(self) -> None:
        self.list.setAccessibleName(tr("Saved views"))
        self.name.setPlaceholderText(tr("Name of the view, Enter"))
        self.name.setAccessibleName(tr("Name of the view"))
        self._views.retranslate()
