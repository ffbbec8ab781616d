"""The incident log as a card: search and filters over the table, saved views, and what is done with several incidents at once."""

from typing import Final

import msgspec
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QInputDialog, QLineEdit, QMenu, QVBoxLayout, QWidget

from electdesk import settings
from electdesk.domain.incident_kinds import incident_kinds
from electdesk.domain.incident_steps import Judged
from electdesk.domain.records.incident import SOURCES as SOURCE_KEYS
from electdesk.domain.records.names import in_language
from electdesk.i18n import language, ptr, tr
from electdesk.i18n.incident_texts import JUDGED, SEVERITIES, SOURCES
from electdesk.qtmodels.desk import Desk
from electdesk.qtmodels.incidents.log import COLUMNS, COMPACT, IncidentLog
from electdesk.qtmodels.incidents.words import category_words, group_words
from electdesk.services.queries.incidents import IncidentFilter, IncidentRow
from electdesk.services.roles import may_run
from electdesk.settings import SavedView
from electdesk.ui.incidents.painting import LogDelegate
from electdesk.ui.look import px
from electdesk.ui.parts import ActionLink, Card, FlowLayout, Following, Segmented, TableView

WIDTHS: Final = {
    "number": 44,
    "time": 92,
    "place": 84,
    "category": 210,
    "severity": 118,
    "work": 176,
    "left": 132,
    "finding": 128,
    "text": 220,
    "source": 160,
    "owner": 130,
    "district": 130,
}
VIEWS: Final = "incidents"
"""Under this name the person's own views of the log lie in the settings, beside those of the forms."""
PERIODS: Final = ("", "60", "180", "720")
"""Minutes back from now, "" for all."""


class LogPanel(Following, QWidget):
    """``opened`` tells an incident (record id) to be shown, ``new_wanted`` that one is to be reported, ``assign_wanted`` the chosen rows."""

    opened = Signal(str)
    current_changed = Signal(str)
    new_wanted = Signal()
    assign_wanted = Signal(list)
    print_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, compact: bool = False) -> None:
        """``compact``: in a dock, with the table and the first row of choices alone."""
        super().__init__(parent)
        self._desk, self._compact = desk, compact
        self.model = IncidentLog(desk, COMPACT if compact else COLUMNS, self)
        self.table = TableView(lambda: tr("Incident log"))
        self.table.setModel(self.model)
        self.table.setItemDelegate(LogDelegate(self.table))
        stretch = self.model.ids.index("text" if compact else "category")
        self.table.set_column_widths({at: WIDTHS[name] for at, name in enumerate(self.model.ids)}, stretch=stretch)
        self.work = Segmented(
            [("open", lambda: ptr("incidents", "Open ones")), ("overdue", lambda: tr("Overdue")), ("all", lambda: ptr_all())],
            name=lambda: tr("Which incidents"),
        )
        self.work.set_current("all")
        self.new_link = ActionLink(lambda: tr("New"), icon="plus", key="F7")
        self.search = QLineEdit()
        self.mine = QComboBox()
        self.kind, self.district, self.severity = QComboBox(), QComboBox(), QComboBox()
        self.finding, self.source, self.period = QComboBox(), QComboBox(), QComboBox()
        self.filters = (self.kind, self.district, self.severity, self.finding, self.source, self.mine, self.period)
        self.assign = ActionLink(lambda: tr("Assign the chosen…"), icon="user")
        self.views = ActionLink(lambda: tr("Views"), icon="filter")
        self.copy = ActionLink(lambda: tr("Copy"), icon="copy")
        self.print_link = ActionLink(lambda: tr("Report"), icon="print")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self._rows = QWidget()
        self._flow = FlowLayout(self._rows, gap=8, row_gap=6)
        if compact:
            box.addWidget(self.table, 1)
            # Shown without a parent each of them would be a window of its own, and take the keyboard.
            self._rows.setParent(self)
            self._rows.hide()
            for part in (self.work, self.new_link, self.search, *self.filters, self.views, self.assign, self.copy, self.print_link):
                part.setParent(self._rows)
        else:
            self.card = Card(lambda: tr("Log"), self.subtitle)
            for widget in (self.work, self.new_link):
                self.card.add_action(widget)
            for field in (self.search, *self.filters):
                self._flow.addWidget(field)
            for link in (self.views, self.assign, self.copy, self.print_link):
                self._flow.addWidget(link)
            self.card.add(self._rows)
            self.card.add(self.table, 1)
            box.addWidget(self.card)
        self._connect()
        self.begin()
        self._region_changed()
        # A page is made when it is first asked for: the region has been open for long then.
        self.model.read()

    def _connect(self) -> None:
        self.work.chosen.connect(lambda _: self.apply())
        self.new_link.clicked.connect(self.new_wanted)
        self.search.textChanged.connect(lambda _: self.apply())
        for combo in self.filters:
            combo.activated.connect(lambda _: self.apply())
        self.copy.clicked.connect(self.table.copy_rows)
        self.print_link.clicked.connect(self.print_wanted)
        self.assign.clicked.connect(lambda: self.assign_wanted.emit(self.chosen()))
        self.views.clicked.connect(self.show_views)
        self.table.opened.connect(lambda index: self.opened.emit(self.model.rows[index.row()].record))
        self.table.selectionModel().currentRowChanged.connect(lambda now, _: self._current(now.row()))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._enable())
        self.table.sort_changed.connect(self.model.sort_by)
        self.table.typed.connect(self._jump)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._menu)
        self.model.read_again.connect(self._read_again)
        for signal in (self._desk.opened, self._desk.closed):
            signal.connect(self._region_changed)
        self._desk.changed.connect(lambda change: self._region_changed() if change.structural else None)

    # --- choosing ---------------------------------------------------------------------------------------------------------

    def chosen(self) -> list[IncidentRow]:
        """The incidents that are chosen, from top to bottom."""
        return [self.model.rows[at] for at in sorted({index.row() for index in self.table.selectionModel().selectedRows()})]

    def choose(self, record: str) -> bool:
        """Choose an incident; False where the filter hides it."""
        at = self.model.place_of(record)
        if at >= 0:
            self.table.selectRow(at)
        return at >= 0

    def show_record(self, record: str) -> None:
        """Choose an incident; a filter that hides it is taken off."""
        if not self.choose(record):
            self.show_filtered(IncidentFilter())
            self.choose(record)

    def _current(self, at: int) -> None:
        self.current_changed.emit(self.model.rows[at].record if 0 <= at < len(self.model.rows) else "")

    def _jump(self, typed: str) -> None:
        """Digits go to the incident of a station, as in the table of stations."""
        at = next((at for at, row in enumerate(self.model.rows) if row.station.startswith(typed)), None)
        if at is not None:
            self.table.selectRow(at)

    def _menu(self, at: QPoint) -> None:
        menu = QMenu(self.table)
        for link in (self.new_link, self.assign, self.copy):
            action = menu.addAction(link.text())
            action.setEnabled(link.isEnabled())
            action.triggered.connect(link.click)
        self.table.add_save_action(menu)
        menu.popup(self.table.viewport().mapToGlobal(at))

    # --- filters ----------------------------------------------------------------------------------------------------------

    def wanted(self) -> IncidentFilter:
        """The filter as its fields say it."""
        minutes = str(self.period.currentData() or "")
        return IncidentFilter(
            work=self.work.current(),  # type: ignore[arg-type]
            mine=self.mine.currentData() == "mine",
            severity=int(self.severity.currentData() or 0),
            category=str(self.kind.currentData() or ""),
            district=str(self.district.currentData() or ""),
            finding=str(self.finding.currentData() or ""),
            source=str(self.source.currentData() or ""),
            since=self._since(minutes) if minutes else "",
            station=self.model.wanted.station,
            text=self.search.text(),
        )

    def _since(self, minutes: str) -> str:
        import datetime as dt

        region = self._desk.region
        if region is None:
            return ""
        return (region.clock.now() - dt.timedelta(minutes=int(minutes))).strftime("%Y-%m-%dT%H:%M:%SZ")

    def apply(self) -> None:
        """Show what the fields say."""
        self.model.show_filtered(self.wanted())

    def show_filtered(self, wanted: IncidentFilter) -> None:
        """Show the incidents of a filter, and the filter in the fields."""
        self.model.wanted = wanted
        self.work.set_current(wanted.work)
        self.search.setText(wanted.text)
        for combo, value in (
            (self.kind, wanted.category),
            (self.district, wanted.district),
            (self.severity, str(wanted.severity or "")),
            (self.finding, wanted.finding),
            (self.source, wanted.source),
            (self.mine, "mine" if wanted.mine else ""),
            (self.period, ""),
        ):
            combo.setCurrentIndex(max(0, combo.findData(value)))
        self.model.show_filtered(wanted)

    def show_station(self, station: str) -> None:
        """The incidents of one station (record id) alone."""
        self.show_filtered(IncidentFilter(station=station))

    # --- saved views ------------------------------------------------------------------------------------------------------

    def saved_views(self) -> list[SavedView]:
        """The views that the program brings along, then the person's own."""
        stock = [
            SavedView(ptr("incidents", "Open ones"), filters={"work": "open"}),
            SavedView(tr("Overdue"), filters={"work": "overdue"}),
            SavedView(tr("Mine"), filters={"work": "open", "mine": "1"}),
            SavedView(tr("Critical"), filters={"severity": "4"}),
            SavedView(tr("All"), filters={}),
        ]
        return [*stock, *settings.load().views.get(VIEWS, ())]

    def show_view(self, view: SavedView) -> None:
        """Show a saved view."""
        given = {name: value for name, value in view.filters.items() if name in IncidentFilter.__struct_fields__}
        self.show_filtered(msgspec.convert(given, IncidentFilter, strict=False))

    def save_view(self, name: str) -> None:
        """Keep the present filter under a name; the same name is replaced."""
        filters = {
            key: str(int(value)) if isinstance(value, bool) else str(value)
            for key, value in msgspec.to_builtins(self.wanted()).items()
            if value not in ("", 0, False, "all") and key not in ("since", "until", "station")
        }
        kept = settings.load().views
        others = tuple(view for view in kept.get(VIEWS, ()) if view.name != name)
        settings.change(views={**kept, VIEWS: (*others, SavedView(name, filters=filters))})

    def show_views(self) -> None:
        """The saved views, and the way to keep the present one."""
        menu = QMenu(self)
        for view in self.saved_views():
            menu.addAction(view.name).triggered.connect(lambda _=False, view=view: self.show_view(view))
        menu.addSeparator()
        menu.addAction(tr("Save this view…")).triggered.connect(self.ask_name)
        menu.popup(self.views.mapToGlobal(self.views.rect().bottomLeft()))

    def ask_name(self) -> None:
        """Ask for the name of the present view, and keep it."""
        name, given = QInputDialog.getText(self, tr("Save this view…"), tr("Name of the view"))
        if given and name.strip():
            self.save_view(name.strip())

    # --- following --------------------------------------------------------------------------------------------------------

    def subtitle(self) -> str:
        """How many are shown of how many, and in which order."""
        shown, total = len(self.model.rows), self.model.total
        said = tr("{shown} of {total}", shown=shown, total=total) if shown != total else str(total)
        station = self.model.wanted.station
        region = self._desk.region
        if station and region is not None and station in region.columns.register.row_of:
            number = region.columns.register.stations[region.columns.register.row_of[station]].number
            said += " · " + tr("station № {n} only", n=number)
        return said

    def _read_again(self) -> None:
        if not self._compact:
            self.card.set_subtitle(self.subtitle)
        self._enable()

    def _enable(self) -> None:
        region = self._desk.region
        writes = self._desk.can_write and region is not None
        self.new_link.setEnabled(writes and region is not None and may_run(region.person, "AddIncident"))
        may_assign = writes and region is not None and may_run(region.person, "AssignIncidents")
        self.assign.setVisible(may_assign)
        self.assign.setEnabled(bool(self.table.selectionModel().selectedRows()))

    def _region_changed(self) -> None:
        self._fill()
        self._enable()

    def _fill(self) -> None:
        """The choices of the filters, in the language in use; what is chosen stays."""
        region = self._desk.region
        kinds = incident_kinds()
        choices: list[tuple[str, str]] = []
        for group in kinds.group:
            choices.append((group_words(group.code), group.code))
            choices += [(f"   {category_words(each.code)}", each.code) for each in group.category]
        areas = region.columns.register if region is not None else None
        names = [(in_language(areas.areas[each].name, language()), each) for each in areas.area_ids] if areas is not None else []
        self._choices(self.kind, tr("Category: all"), choices)
        self._choices(self.district, tr("District: all"), names)
        self._choices(self.severity, tr("Severity: all"), [(tr(SEVERITIES[key]), str(key)) for key in SEVERITIES])  # i18n: dynamic
        findings = [(tr(JUDGED[key]), str(key)) for key in Judged]  # i18n: dynamic
        self._choices(self.finding, ptr("incidents", "Finding: all"), findings)
        self._choices(self.source, tr("Source: all"), [(tr(SOURCES[key]), key) for key in SOURCE_KEYS])  # i18n: dynamic
        self._choices(self.mine, tr("Owner: all"), [(tr("mine"), "mine")])
        periods = ((tr("last hour"), "60"), (tr("last 3 hours"), "180"), (tr("last 12 hours"), "720"))
        self._choices(self.period, tr("Period: all"), periods)

    @staticmethod
    def _choices(combo: QComboBox, everything: str, choices: "list[tuple[str, str]] | tuple[tuple[str, str], ...]") -> None:
        chosen = combo.currentData()
        combo.clear()
        combo.addItem(everything, "")
        for words, value in choices:
            combo.addItem(words, value)
        combo.setCurrentIndex(max(0, combo.findData(chosen)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_filters()

    def _fit_filters(self) -> None:
        # Every row of filters is whole, however many the width asks for: a splitter asks no layout for the height of a width.
        if not self._compact:
            self._rows.setMinimumHeight(self._flow.heightForWidth(max(1, self.width() - px(24))) + px(12))

    def restyle(self) -> None:
        self._rows.setContentsMargins(px(10), px(6), px(10), px(6))
        self.search.setFixedWidth(px(200))
        for combo in self.filters:
            combo.setFixedWidth(px(150))
        if not self._compact:
            self.table.setMinimumHeight(px(110))
        self._fit_filters()

    def retranslate(self) -> None:
        self._fill()
        self.search.setPlaceholderText(tr("Words, station, code"))
        self.search.setAccessibleName(tr("Search in the incidents"))
        names = (
            tr("Category"),
            tr("District"),
            tr("Severity"),
            ptr("incidents", "Finding"),
            tr("Source"),
            tr("Owner"),
            tr("Period"),
        )
        for combo, name in zip(self.filters, names, strict=True):
            combo.setAccessibleName(name)
        self.work.say_again()
        if hasattr(self, "card"):
            self.card.set_subtitle(self.subtitle)


def ptr_all() -> str:
    """All incidents."""
    return tr("All")


class DockHead(Following, QWidget):
    """The choices of the log in the head of a dock."""

    def __init__(self, panel: LogPanel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for widget in (panel.work, panel.new_link):
            self._row.addWidget(widget)
        self.begin()

    def restyle(self) -> None:
        self._row.setSpacing(px(8))
