"""The lists of the reception desk: what waits for entry, what came, the register of copies."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from electdesk.domain.records.names import in_language
from electdesk.i18n import format_datetime, format_time, language, ptr, tr
from electdesk.qtmodels.desk import Desk
from electdesk.qtmodels.progress.lists import minutes_words
from electdesk.qtmodels.reception.words import BROUGHT_BY, HANDOUTS, SEALS
from electdesk.qtmodels.rows import Column, RowsModel
from electdesk.services.queries.reception import ArrivalRow, HandoutRow, Waiting, arrivals, handouts, queue

if TYPE_CHECKING:
    from electdesk.services.region import Region


class _OfDesk:
    """What the lists read of the open region."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def number(self, row: int) -> str:
        """A station's number."""
        columns = self.desk.contest
        return columns.register.stations[row].number if columns is not None else ""

    def name(self, row: int) -> str:
        """A station's name."""
        columns = self.desk.contest
        return in_language(columns.register.stations[row].name, language()) if columns is not None else ""

    def time(self, at: str) -> str:
        """A moment on the region's clock: the time today, with the date on other days."""
        region = self.desk.region
        return "" if region is None else _moment(region, at)


def _moment(region: "Region", at: str) -> str:
    local, now = region.local(at), region.local(region.now_text())
    return format_time(local) if local.date() == now.date() else format_datetime(local)


class QueueList(RowsModel[Waiting]):
    """Protocols that were accepted and are not entered yet, the longest wait first."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(
            (
                Column(lambda: tr("Station №"), lambda row: row.number, right=True),
                Column(lambda: tr("Name"), lambda row: in_language(row.name, language())),
                Column(lambda: ptr("reception", "Waiting"), lambda row: minutes_words(row.minutes), right=True),
                Column(lambda: tr("Receipt №"), lambda row: str(row.arrival.number), right=True),
            ),
            parent,
        )
        self._desk = desk

    def read(self) -> None:
        """Show what waits now."""
        region, columns = self._desk.region, self._desk.contest
        waiting = queue(region, columns) if region is not None and columns is not None else []
        self.follow_rows(waiting, lambda each: (each.row, each.arrival.number))


class ArrivalList(RowsModel[ArrivalRow]):
    """Every protocol that came, the newest first."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        of = _OfDesk(desk)
        super().__init__(
            (
                Column(lambda: tr("Receipt №"), lambda row: str(row.arrival.number), right=True),
                Column(lambda: tr("Time"), lambda row: of.time(row.arrival.at), right=True),
                Column(lambda: tr("Station №"), lambda row: of.number(row.row), right=True),
                Column(
                    lambda: tr("Outcome"),
                    lambda row: tr("accepted") if row.arrival.outcome == "accepted" else tr("returned"),
                    tone=lambda row: "ok" if row.arrival.outcome == "accepted" else "warn",
                    icon=lambda row: "received" if row.arrival.outcome == "accepted" else "returned",
                ),
                Column(lambda: tr("Brought by"), lambda row: BROUGHT_BY[row.arrival.brought_by]()),
                Column(lambda: tr("Seal"), lambda row: SEALS[row.arrival.seal]()),
                Column(lambda: tr("Note"), lambda row: row.arrival.note),
            ),
            parent,
        )
        self._desk = desk

    def read(self) -> None:
        """Show what came until now."""
        region, columns = self._desk.region, self._desk.contest
        self.show_rows(arrivals(region, columns) if region is not None and columns is not None else ())


class CopyList(RowsModel[HandoutRow]):
    """The register of copies, the newest last as in the book."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        of = _OfDesk(desk)
        super().__init__(
            (
                Column(lambda: tr("Time"), lambda row: of.time(row.handout.at), right=True),
                Column(lambda: tr("Station №"), lambda row: of.number(row.row), right=True),
                Column(lambda: tr("What"), lambda row: HANDOUTS[row.handout.kind]()),
                Column(lambda: tr("To whom or where"), lambda row: row.handout.to),
                Column(lambda: tr("Copies"), lambda row: str(row.handout.copies), right=True),
            ),
            parent,
        )
        self._desk = desk

    def read(self) -> None:
        """Show the register as it is now."""
        region, columns = self._desk.region, self._desk.contest
        self.show_rows(handouts(region, columns) if region is not None and columns is not None else ())
