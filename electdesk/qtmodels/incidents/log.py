"""The incident log as a table that follows the region and the clock."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from electdesk.domain.errors import ClerkError
from electdesk.domain.incident_steps import Work
from electdesk.domain.records.names import in_language
from electdesk.i18n import language, ptr, tr
from electdesk.qtmodels.desk import Desk
from electdesk.qtmodels.incidents.words import (
    SEVERITY_TONES,
    category_words,
    judged_words,
    left_words,
    place_words,
    severity_words,
    source_words,
    time_words,
    work_words,
)
from electdesk.qtmodels.rows import Column, RowsModel
from electdesk.services.queries.incidents import IncidentFilter, IncidentRow, incident_rows

if TYPE_CHECKING:
    from electdesk.services.unit_of_work import ChangeSet

TICK: Final = 15_000
"""Milliseconds between two looks at the clock: a deadline is told within a quarter of a minute."""
KINDS: Final = frozenset({"incident", "incident-step", "station", "area"})
COLUMNS: Final = (
    "number",
    "time",
    "place",
    "category",
    "left",
    "severity",
    "work",
    "finding",
    "text",
    "source",
    "owner",
    "district",
)
COMPACT: Final = ("time", "place", "category", "text", "source", "severity", "work", "finding", "left")
"""The columns of the dock in the overview."""
Key = Callable[[IncidentRow], Any]


class IncidentLog(RowsModel[IncidentRow]):
    """``read_again`` tells that the rows were read anew. Open incidents first until somebody sorts by a column."""

    read_again = Signal()

    def __init__(self, desk: Desk, columns: tuple[str, ...] = COLUMNS, parent: QObject | None = None) -> None:
        self.desk = desk
        self.ids = columns
        all_columns = self._all()
        super().__init__(tuple(all_columns[name] for name in columns), parent)
        self.wanted = IncidentFilter()
        self._sort: tuple[tuple[str, bool], ...] = ()
        self.total = 0
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.read)
        self._clock = QTimer(self, interval=TICK)
        self._clock.timeout.connect(self.read)
        self._clock.start()
        for signal in (desk.opened, desk.closed):
            signal.connect(self.read)
        desk.changed.connect(self._changed)

    def _all(self) -> dict[str, Column]:
        return {
            "number": Column(lambda: tr("No."), lambda row: str(row.incident.number), right=True),
            "time": Column(lambda: tr("Time"), lambda row: self._time(row.incident.occurred_at), right=True),
            "place": Column(lambda: tr("Station №"), place_words, right=True),
            "category": Column(lambda: tr("Category"), lambda row: category_words(row.incident.category)),
            "severity": Column(
                lambda: tr("Severity"),
                lambda row: severity_words(row.incident.severity),
                tone=lambda row: SEVERITY_TONES.get(row.incident.severity, ""),
                icon=lambda row: f"severity{row.incident.severity}",
            ),
            "work": Column(lambda: tr("Work"), work_words),
            "finding": Column(
                lambda: ptr("incidents", "Finding"),
                lambda row: judged_words(row.standing.judged),
                tone=lambda row: "dim" if row.standing.judged == "not_examined" else "",
            ),
            "left": Column(
                lambda: tr("Deadline"),
                left_words,
                right=True,
                tone=lambda row: "err" if row.is_overdue else "warn" if row.left is not None and row.left < 30 else "",
            ),
            "text": Column(lambda: tr("Description"), lambda row: " ".join(row.incident.text.split())),
            "source": Column(lambda: tr("Source"), source_words),
            "owner": Column(lambda: tr("Owner"), lambda row: row.standing.referred_to or row.incident.owner),
            "district": Column(lambda: tr("District"), lambda row: in_language(row.district_name, language())),
        }

    def _time(self, at: str) -> str:
        return time_words(self.desk.region, at) if self.desk.region is not None else ""

    # --- what is shown ----------------------------------------------------------------------------------------------------

    def show_filtered(self, wanted: IncidentFilter) -> None:
        """Show the incidents of a filter from now on."""
        self.wanted = wanted
        self.read()

    def sort_by(self, keys: tuple[tuple[int, Qt.SortOrder], ...]) -> None:
        """Sort by columns, the strongest first; () for the order of urgency."""
        self._sort = tuple((self.ids[at], order == Qt.SortOrder.DescendingOrder) for at, order in keys)
        self.read()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.sort_by(((column, order),))

    def _changed(self, change: "ChangeSet") -> None:
        if change.structural or change.kinds & KINDS:
            self._later.start()

    def read(self) -> None:
        """Read the log anew. Costs the incidents, not the stations."""
        region = self.desk.region
        try:
            rows = incident_rows(region, self.wanted) if region is not None else []
            self.total = len(region.columns.incidents.bodies) if region is not None else 0
        except ClerkError:
            # Who may not read the log is shown an empty one; a filter by a station that is gone shows none.
            rows, self.total = [], 0
        for name, down in reversed(self._sort):
            rows.sort(key=self._key(name), reverse=down)
        self.follow_rows(rows, lambda row: row.record)
        self.read_again.emit()

    @staticmethod
    def _key(name: str) -> Key:
        order = list(Work)
        keys: dict[str, Key] = {
            "number": lambda row: row.incident.number,
            "time": lambda row: row.incident.occurred_at,
            "place": lambda row: (row.row if row.row is not None else 1 << 30, row.district),
            "category": lambda row: row.incident.category,
            "severity": lambda row: -row.incident.severity,
            "work": lambda row: order.index(row.standing.work),
            "finding": lambda row: row.standing.judged,
            "left": lambda row: row.left if row.left is not None else 1 << 30,
            "text": lambda row: row.incident.text.casefold(),
            "source": lambda row: source_words(row).casefold(),
            "owner": lambda row: row.incident.owner.casefold(),
            "district": lambda row: in_language(row.district_name, language()).casefold(),
        }
        return keys[name]

    def place_of(self, record: str) -> int:
        """The row in which an incident stands, -1 where the filter hides it."""
        return next((at for at, row in enumerate(self.rows) if row.record == record), -1)
