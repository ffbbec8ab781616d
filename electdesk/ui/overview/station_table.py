"""The card in the middle: the station table with its head, filter row, columns that are remembered, and a jump by typing."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel

from electdesk import settings
from electdesk.i18n import ntr, tr
from electdesk.qtmodels.desk import Desk
from electdesk.qtmodels.stations.column_list import STRETCHED, kept_sort, sort_of, usual_ids
from electdesk.qtmodels.stations.filters import StationFilter, filter_of
from electdesk.qtmodels.stations.table_model import StationTableModel
from electdesk.services.roles import may_run
from electdesk.settings import SavedView
from electdesk.ui.look import px, theme
from electdesk.ui.overview.column_chooser import ColumnChooser
from electdesk.ui.overview.filter_row import FilterRow
from electdesk.ui.overview.station_view import StationView
from electdesk.ui.parts import ActionButton, ActionLink, Card, EmptyNote, SortKeys

_DOWN = Qt.SortOrder.DescendingOrder
_UP = Qt.SortOrder.AscendingOrder
SHRINKING = {"name": 116, "district": 92, "findings": 84}
"""Columns of words that give way in a narrow window, and how far (pixels at 100 %)."""
NARROWEST = {"name": 72, "district": 56, "findings": 56}
"""How far they give way where the last column would otherwise leave the window. Columns of numbers never do."""
PREPARE_AFTER = 250
"""Milliseconds after the table is filled, until what makes it fast is made: the first picture comes first."""
HINT_STAYS = 1500
"""Milliseconds for which what was typed in the table stays in sight."""


class StationTable(Card):
    """``current_changed`` tells the one row of the register that is chosen (-1: none or several), ``opened`` one to be entered,
    ``menu_wanted`` a place on the screen, ``wanted_changed`` a filter that the person set here."""

    current_changed = Signal(int)
    opened = Signal(int)
    menu_wanted = Signal(QPoint)
    wanted_changed = Signal(object)
    import_wanted = Signal()
    """A region without stations: the list is to be imported."""

    def __init__(self, desk: Desk, model: StationTableModel) -> None:
        self._desk = desk
        self.model = model
        self._form = ""
        self._widths: dict[str, int] = {}
        super().__init__(lambda: tr("Stations"))
        self.filter_link = ActionLink(lambda: tr("Filter"), icon="filter")
        self.columns_link = ActionLink(lambda: tr("Columns"), icon="columns")
        self.copy_link = ActionLink(lambda: tr("Copy"), icon="copy")
        for link in (self.filter_link, self.columns_link, self.copy_link):
            self.add_action(link)
        self.filters = FilterRow(model)
        self.filters.hide()
        self.filters.wanted_changed.connect(self.show_filtered)
        self.filters.wanted_changed.connect(self.wanted_changed)
        self.add(self.filters)
        self.table = StationView(lambda: tr("Stations"))
        self.table.show_model(model)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.viewport().installEventFilter(self)
        self.filters.left.connect(self.leave_filter)
        self.add(self.table, 1)
        self.empty = EmptyNote(
            lambda: tr("No station fits the filter."),
            lambda: tr("Take a filter off, or choose the whole region."),
            icon="filter",
        )
        self.empty.hide()
        self.add(self.empty, 1)
        self.import_button = ActionButton(lambda: tr("Import stations …"), icon="open", key="Ctrl+I", primary=True)
        self.import_button.clicked.connect(self.import_wanted)
        self.nothing = EmptyNote(
            lambda: tr("This region has no stations yet."),
            lambda: tr("Import the list of stations from a table, or enter them in the set-up of the region (menu File)."),
            icon="overview",
            action=self.import_button,
        )
        self.nothing.hide()
        self.add(self.nothing, 1)
        self._hint = QLabel(self.table)
        self._hint.setObjectName("overview.typed")
        self._hint.hide()
        self._hint_off = QTimer(self, singleShot=True, interval=HINT_STAYS)
        self._hint_off.timeout.connect(self._hint.hide)
        self._keeping = QTimer(self, singleShot=True, interval=600)
        self._keeping.timeout.connect(self.keep)
        self._chooser: ColumnChooser | None = None
        self._connect()
        self.setFocusProxy(self.table)
        self._rebuilt()

    def _connect(self) -> None:
        table, head = self.table, self.table.sort_header()
        self.filter_link.clicked.connect(self.ask_filter)
        self.columns_link.clicked.connect(self.ask_columns)
        self.copy_link.clicked.connect(self.copy)
        head.sectionResized.connect(self._resized)
        head.sectionMoved.connect(lambda *_: self._keeping.start())
        table.sort_changed.connect(self._sorted)
        table.typed.connect(self._typed)
        table.opened.connect(lambda index: self.opened.emit(self.model.station_at(index)))
        table.customContextMenuRequested.connect(lambda at: self.menu_wanted.emit(table.viewport().mapToGlobal(at)))
        table.selectionModel().selectionChanged.connect(lambda *_: self._told_current())
        self.model.rebuilt.connect(self._rebuilt)
        self.model.counted.connect(self._count)
        find = QAction(self)
        find.setShortcut(QKeySequence("Ctrl+Shift+F"))
        find.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.triggered.connect(self.ask_filter)
        self.addAction(find)

    # --- filter, sort, views ----------------------------------------------------------------------------------------------

    def show_filtered(self, wanted: StationFilter) -> None:
        """Filter; the row of filters is shown while one is on."""
        self.model.show_filtered(wanted)
        self.filters.show_wanted(wanted)
        if self.filters.parts() or wanted.text:
            self.filters.show()
        self._show_empty()

    def ask_filter(self) -> None:
        """Show the filters and put the keyboard into the quick filter."""
        self.filters.show()
        self.filters.field.setFocus()
        self.filters.field.selectAll()

    def leave_filter(self) -> None:
        """Give the keyboard back to the table; a row of filters of which none is on goes."""
        self.filters.flush()
        self.table.setFocus()
        if self.model.wanted.is_empty:
            self.filters.hide()

    def show_view(self, view: SavedView) -> None:
        """Filter, sort and columns of a saved view; a view without columns or order leaves those as they are."""
        if view.columns:
            self._show_columns(view.columns)
        if view.sort:
            self.show_sorted(sort_of(view, self.model.known))
        self.show_filtered(filter_of(view.filters))

    def present_view(self, name: str) -> SavedView:
        """What is shown now, as a view of this name."""
        return SavedView(name, self.visible_ids(), kept_sort(self.model.sort_by), self.model.wanted.kept())

    def show_sorted(self, sort: Sequence[tuple[str, bool]]) -> None:
        """Sort by column ids, each with whether it runs downwards."""
        self.model.show_sorted(tuple(sort))
        self._show_order()
        self._count()

    def _sorted(self, keys: SortKeys) -> None:
        self.show_sorted([(self.model.ids[column], order == _DOWN) for column, order in keys])

    def _show_order(self) -> None:
        places = {key: at for at, key in enumerate(self.model.ids)}
        keys = tuple((places[key], _DOWN if down else _UP) for key, down in self.model.sort_by if key in places)
        self.table.sort_header().set_sort_keys(keys)

    # --- columns ----------------------------------------------------------------------------------------------------------

    def visible_ids(self) -> tuple[str, ...]:
        """The ids of the columns from left to right, as the person has moved them."""
        head = self.table.sort_header()
        return tuple(self.model.ids[head.logicalIndex(place)] for place in range(head.count()))

    def usual_ids(self) -> tuple[str, ...]:
        """The columns of a person who has chosen none."""
        stations = self.model.stations
        return usual_ids(self.model.known, named=stations is None or stations.any_named())

    def ask_columns(self) -> None:
        """Show the column chooser below its action."""
        if self._chooser is None:
            self._chooser = ColumnChooser(self)
            self._chooser.chosen.connect(self.choose_columns)
        place = self.columns_link.mapToGlobal(self.columns_link.rect().bottomLeft())
        screen = self.screen().availableGeometry()
        left = max(screen.left(), min(place.x(), screen.right() - self._chooser.width()))
        self._chooser.open_at(QPoint(left, place.y()), self.model.known, self.visible_ids(), self.usual_ids())

    def choose_columns(self, ids: Sequence[str]) -> None:
        """Show these columns and remember them for this form."""
        self._show_columns(ids)
        self.keep()

    def _show_columns(self, ids: Sequence[str]) -> None:
        head = self.table.sort_header()
        head.blockSignals(True)
        for logical in range(head.count()):
            head.moveSection(head.visualIndex(logical), logical)
        head.blockSignals(False)
        current = self.current_row()
        self.model.show_columns(ids)
        self._fit_columns()
        self._show_order()
        self.show_station(current)

    def _resized(self, column: int, _before: int, width: int) -> None:
        if QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton and column < len(self.model.ids):
            self._widths[self.model.ids[column]] = max(28, round(width * 100 / theme().zoom_percent))
            self._keeping.start()

    def keep(self) -> None:
        """Remember columns and widths for this form."""
        self._keeping.stop()
        if not self._form:
            return
        known = settings.load()
        ids = self.visible_ids()
        if known.columns.get(self._form) != ids or known.column_widths.get(self._form, {}) != self._widths:
            settings.change(
                columns=known.columns | {self._form: ids}, column_widths=known.column_widths | {self._form: dict(self._widths)}
            )

    def _fit_columns(self) -> None:
        """Every column its width; the name takes what is left, and never less than it needs to be read."""
        widths = {}
        for at, key in enumerate(self.model.ids):
            widths[at] = self._widths.get(key, self.model.known[key].width)
        stretched = self._stretched()
        if stretched and stretched not in self._widths:
            at = self.model.ids.index(stretched)
            others = sum(px(width) for place, width in widths.items() if place != at)
            room = round((self.table.viewport().width() - others) * 100 / theme().zoom_percent) - 1
            for least in (SHRINKING, NARROWEST):
                if room < least[stretched]:
                    room += self._shrink(widths, least[stretched] - room, least)
            widths[at] = max(NARROWEST[stretched], room)
        self.table.set_column_widths(widths)

    def _stretched(self) -> str:
        return next((key for key in STRETCHED if key in self.model.ids), "")

    def _shrink(self, widths: dict[int, int], missing: int, narrowest: Mapping[str, int]) -> int:
        """Take room from columns of words that may be cut; returns how much was found."""
        found = 0
        for key, least in narrowest.items():
            if key in self.model.ids and key != self._stretched() and key not in self._widths:
                at = self.model.ids.index(key)
                given = max(0, min(missing - found, widths[at] - least))
                widths[at] -= given
                found += given
        return found

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.table.viewport() and self.model.known:
            self._fit_columns()
            if self.table.selectionModel().hasSelection():
                # A form that opens below must not cover the station it is about.
                QTimer.singleShot(0, self, self._keep_in_sight)
        return super().eventFilter(watched, event)

    def _keep_in_sight(self) -> None:
        if self.table.currentIndex().isValid():
            self.table.scrollTo(self.table.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)

    # --- what is chosen ---------------------------------------------------------------------------------------------------

    def current_row(self) -> int:
        """The row of the register under the keyboard, -1 for none."""
        index = self.table.currentIndex()
        return self.model.station_at(index) if index.isValid() and index.row() < len(self.model.rows) else -1

    def chosen_rows(self) -> list[int]:
        """The rows of the register that are chosen, from top to bottom."""
        pieces = self.table.selectionModel().selection().toList()
        places = sorted({place for piece in pieces for place in range(piece.top(), piece.bottom() + 1)})
        return [int(self.model.rows[place]) for place in places if place < len(self.model.rows)]

    def show_station(self, row: int, *, centred: bool = False) -> bool:
        """Choose a station and bring it into sight; False where the filter hides it."""
        place = self.model.place(row) if row >= 0 else -1
        if place < 0:
            return False
        index = self.model.index(place, 0)
        self.table.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        )
        hint = QAbstractItemView.ScrollHint
        in_sight = self.table.viewport().rect().contains(self.table.visualRect(index).center())
        self.table.scrollTo(index, hint.PositionAtCenter if centred and not in_sight else hint.EnsureVisible)
        return True

    def _told_current(self) -> None:
        # Qt gives a table that takes the keyboard a current row of its own accord: only a chosen one counts.
        pieces = self.table.selectionModel().selection().toList()
        single = len(pieces) == 1 and pieces[0].top() == pieces[0].bottom() < len(self.model.rows)
        self.current_changed.emit(int(self.model.rows[pieces[0].top()]) if single else -1)

    def _typed(self, typed: str) -> None:
        place = self.model.typed_place(typed)
        if place >= 0:
            self.show_station(int(self.model.rows[place]), centred=True)
        self._hint.setText(f"№ {typed}" if place >= 0 else tr("№ {typed}: not in the list", typed=typed))
        look = theme()
        role = "accent" if place >= 0 else "err"
        self._hint.setStyleSheet(
            f"background: {look.tokens.surface}; color: {look.colour(role).name()}; border: 1px solid {look.colour(role).name()};"
            f"border-radius: {px(4)}px; padding: {px(3)}px {px(8)}px; font-weight: 600;"
        )
        self._hint.adjustSize()
        corner = self.table.rect().bottomRight()
        self._hint.move(corner.x() - self._hint.width() - px(22), corner.y() - self._hint.height() - px(12))
        self._hint.show()
        self._hint.raise_()
        self._hint_off.start()

    def typed_hint(self) -> str:
        """What the hint says that was typed, "" when it is not shown."""
        return self._hint.text() if self._hint.isVisible() else ""

    def copy(self) -> int:
        """Put the chosen rows, or all shown ones, on the clipboard with heads; waits with a clock's pointer for very many."""
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            return self.table.copy_rows()
        finally:
            QApplication.restoreOverrideCursor()

    # --- keeping up -------------------------------------------------------------------------------------------------------

    def _rebuilt(self) -> None:
        contest = self._desk.contest
        form = contest.form.id if contest is not None else ""
        if form and form != self._form:
            self._form = form
            known = settings.load()
            self._widths = dict(known.column_widths.get(form, {}))
            self._show_columns(known.columns.get(form, ()) or self.usual_ids())
        elif form and form not in settings.load().columns and set(self.model.ids) ^ set(self.usual_ids()) <= {"name"}:
            # Nobody has chosen columns: names come with the list of stations, or go with it.
            self._show_columns(self.usual_ids())
        elif form:
            self._fit_columns()
        self._show_order()
        self.filters.show_wanted(self.model.wanted)
        self._count()
        if self.model.stations is not None:
            QTimer.singleShot(PREPARE_AFTER, self, self._prepare)

    def _prepare(self) -> None:
        # In pieces, so that at 100,000 stations a key pressed meanwhile waits for one of them at most.
        if self.model.stations is not None and self.model.stations.prepare():
            QTimer.singleShot(PREPARE_AFTER, self, self._prepare)

    def _count(self) -> None:
        shown, total = self.model.rowCount(), self.model.total
        order = self._order_words()
        if self.model.wanted.is_empty:
            self.set_subtitle(lambda: tr("{N} · all are shown · {order}", N=total, order=order))
        else:
            self.set_subtitle(lambda: tr("{n} of {N} · {order}", n=shown, N=total, order=order))
        self._show_empty()

    def _order_words(self) -> str:
        heads = [self.model.known[key].head for key, _ in self.model.sort_by if key in self.model.known]
        return tr("by {column}", column=", ".join(heads)) if heads else tr("by number")

    def _show_empty(self) -> None:
        bare = self._desk.region is not None and self.model.total == 0
        nothing = self.model.total > 0 and self.model.rowCount() == 0
        self.nothing.setVisible(bare)
        region = self._desk.region
        self.import_button.setVisible(region is not None and may_run(region.person, "ImportStations"))
        self.import_button.set_refusal(None if self._desk.can_write else lambda: tr("The file is open for reading only."))
        for link in (self.filter_link, self.columns_link, self.copy_link):
            link.setEnabled(not bare)
        # The table keeps the keyboard where it had it: hiding it would send it somewhere else.
        self.empty.setVisible(nothing)
        self.table.setVisible(not nothing and not bare)

    def count_words(self) -> str:
        """The count as a sentence for the status line and screen readers."""
        return ntr("{n} station is shown", "{n} stations are shown", self.model.rowCount())

    def restyle(self) -> None:
        super().restyle()
        if hasattr(self, "table") and self.model.known:
            self._fit_columns()

    def retranslate(self) -> None:
        super().retranslate()
        if hasattr(self, "table"):
            self.model.retranslate()
            self._count()
