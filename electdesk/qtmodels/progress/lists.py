"""The lists behind the board: missing protocols, drafts that lie about, the consolidated table."""

import bisect
from collections.abc import Collection
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject

from electdesk.domain.figures import BLANK, NOT_ASKED
from electdesk.domain.records.names import in_language
from electdesk.i18n import NO_SHARE, format_count, language, tr
from electdesk.qtmodels.rows import Column, RowsModel
from electdesk.services.queries.progress import (
    MissingStation,
    StaleDraft,
    is_missing,
    minutes_late,
    missing,
    missing_order,
    missing_station,
)

if TYPE_CHECKING:
    from electdesk.columns import ContestColumns
    from electdesk.services.queries.consolidated import Consolidated, TableColumn, TableRow
    from electdesk.services.region import Region


def minutes_words(minutes: int) -> str:
    """A stretch of time: 45 min, 2 h 05 min."""
    if minutes < 60:
        return tr("{minutes} min", minutes=minutes)
    if minutes >= 4 * 24 * 60:
        return tr("{days} d", days=minutes // (24 * 60))
    return tr("{hours} h {minutes} min", hours=minutes // 60, minutes=f"{minutes % 60:02d}")


def phones_of(station: MissingStation) -> str:
    """Whom to call, the chair first."""
    return "; ".join(
        " ".join(part for part in (each.contact.name, ", ".join(each.contact.phones)) if part) for each in station.contacts
    )


class MissingList(RowsModel[MissingStation]):
    """Stations without a protocol, the latest and then the largest first. A change costs the rows it names."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            (
                Column(lambda: tr("Station №"), lambda row: row.number, right=True),
                Column(lambda: tr("Name"), lambda row: in_language(row.name, language())),
                Column(lambda: tr("District"), lambda row: in_language(row.district, language())),
                Column(
                    lambda: tr("On the list"), lambda row: format_count(row.voters) if row.voters != BLANK else NO_SHARE, right=True
                ),
                Column(lambda: tr("Late"), self._late, right=True, tone=lambda row: "err" if (self.late or 0) > 0 else "dim"),
                Column(lambda: tr("By phone"), lambda row: tr("figures") if row.phoned else ""),
                Column(lambda: tr("Whom to call"), phones_of),
            ),
            parent,
        )
        self.late: int | None = None
        self._held: dict[int, MissingStation] = {}

    def _late(self, _row: MissingStation) -> str:
        # All stations are expected at one hour: what is told is how late it is now, not when the row was read.
        return NO_SHARE if self.late is None or self.late <= 0 else minutes_words(self.late)

    def read(self, region: "Region", columns: "ContestColumns", area: str = "") -> None:
        """Show the stations that are missing now."""
        self.late = minutes_late(region)
        found = missing(region, columns, area)
        self._held = {station.row: station for station in found}
        self.show_rows(found)

    def update(self, region: "Region", columns: "ContestColumns", rows: Collection[int]) -> None:
        """Look again at some rows of the register; each costs the same however long the list is."""
        for row in rows:
            held = self._held.get(row)
            now = missing_station(region, columns, row) if is_missing(columns, row) else None
            if held is not None and (
                now is None or _order(now) != _order(held) or now != msgspec.structs.replace(held, late=now.late)
            ):
                self.take_out(bisect.bisect_left(self.rows, _order(held), key=_order))
                del self._held[row]
                held = None
            if now is not None and held is None:
                self._held[row] = now
                self.put_in(bisect.bisect_left(self.rows, _order(now), key=_order), now)

    def tick(self, region: "Region") -> None:
        """A minute has passed: all of them are later."""
        self.late = minutes_late(region)
        self.tell_all()


def _order(station: MissingStation) -> tuple[int, int]:
    # All are expected at one hour, so the lateness orders nothing among them.
    return missing_order(station)[1:]


class DraftList(RowsModel[StaleDraft]):
    """Drafts that nobody touched for a while, or that were put aside. They show no figures."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            (
                Column(lambda: tr("Station №"), lambda row: row.number, right=True),
                Column(lambda: tr("Who"), lambda row: row.person),
                Column(lambda: tr("Untouched for"), lambda row: minutes_words(row.minutes), right=True),
                Column(lambda: tr("Put aside because"), lambda row: row.parked),
            ),
            parent,
        )


class ConsolidatedList(RowsModel["TableRow"]):
    """Districts × lines and choices; the last row is the whole region."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__((), parent, bold=lambda row: not row.record)
        self.table: Consolidated | None = None

    def show_table(self, table: "Consolidated | None") -> None:
        """Show a table."""
        self.table = table
        if table is None:
            self.show_rows(())
            return
        self.show_rows((*table.rows, table.total), self._columns_of(table))

    def _columns_of(self, table: "Consolidated") -> list[Column]:
        heads = [
            Column(lambda: tr("District"), lambda row: district_words(row)),
            Column(lambda: tr("Held"), lambda row: f"{format_count(row.reported)} / {format_count(row.stations)}", right=True),
            Column(lambda: tr("As on paper"), lambda row: format_count(row.as_paper) if row.as_paper else NO_SHARE, right=True),
        ]
        return heads + [self._figure_column(place, column) for place, column in enumerate(table.columns)]

    @staticmethod
    def _figure_column(place: int, column: "TableColumn") -> Column:
        def head() -> str:
            name = in_language(column.names, language())
            return f"{column.number}. {name}" if column.number else name

        return Column(
            head,
            lambda row: NO_SHARE if row.figures[place] == NOT_ASKED else format_count(row.figures[place]),
            right=True,
            tone=lambda row: "dim" if row.figures[place] == NOT_ASKED else "",
        )


def district_words(row: "TableRow") -> str:
    """The name of a row of the consolidated table."""
    if not row.record:
        return tr("Whole region")
    return tr("Without a district") if row.record == "-" else in_language(row.names, language())
