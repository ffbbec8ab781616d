"""The board: counts by district that follow each command at the cost of the rows it changed, whatever the size of the region."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from electdesk.qtmodels.desk import Desk

if TYPE_CHECKING:
    from electdesk.services.queries.progress import DistrictProgress, Progress, ProgressCounts
    from electdesk.services.unit_of_work import ChangeSet


class Board(QObject):
    """The counts of the contest that is shown. Without a region there are none."""

    rebuilt = Signal()
    """Other districts, another contest, another region: show everything anew."""
    moved = Signal(object)
    """The record ids of the districts whose counts are other ones now; "" is the whole region."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._counts: ProgressCounts | None = None
        self.progress: Progress | None = None
        for signal in (desk.opened, desk.closed, desk.contest_changed):
            signal.connect(self.read)
        desk.changed.connect(self._changed)
        desk.drafts_changed.connect(self._drafts_changed)
        self.read()

    def read(self) -> None:
        """Count every station anew."""
        from electdesk.services.queries.progress import ProgressCounts

        region, columns = self._desk.region, self._desk.contest
        self._counts = ProgressCounts(region, columns) if region is not None and columns is not None else None
        self.progress = self._counts.progress() if self._counts is not None else None
        self.rebuilt.emit()

    def district(self, record: str) -> "DistrictProgress | None":
        """The counts of a district, "" for the whole region."""
        if self.progress is None:
            return None
        if not record:
            return self.progress.region
        return next((district for district in self.progress.districts if district.record == record), None)

    def _changed(self, change: "ChangeSet") -> None:
        counts = self._counts
        if change.structural or counts is None or counts.columns is not self._desk.contest:
            self.read()
            return
        # A finished entry takes its draft away before anybody tells of it.
        moved = counts.update(change.rows)
        if counts.drafts_changed() or moved:
            self._tell()

    def _drafts_changed(self) -> None:
        if self._counts is not None and self._counts.drafts_changed():
            self._tell()

    def _tell(self) -> None:
        before, counts = self.progress, self._counts
        if counts is None:
            return
        self.progress = now = counts.progress()
        old = {} if before is None else {district.record: district for district in (*before.districts, before.region)}
        new = {district.record: district for district in (*now.districts, now.region)}
        if old.keys() != new.keys():
            self.rebuilt.emit()
            return
        self.moved.emit(frozenset(record for record, district in new.items() if district != old[record]))
