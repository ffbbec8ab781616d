"""The lists beside the grid: districts with how many stations reported, and the slots of the day."""

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, QTimer

from electdesk.domain.records.names import in_language
from electdesk.i18n import NO_SHARE, format_count, format_percent, language, ptr, tr
from electdesk.i18n.turnout_texts import slot_words
from electdesk.qtmodels.desk import Desk
from electdesk.qtmodels.rows import Column, RowsModel
from electdesk.qtmodels.turnout.work import TurnoutWork
from electdesk.services.queries.turnout import AreaTurnout, SlotTotal, area_turnout, district_turnout

if TYPE_CHECKING:
    from electdesk.services.unit_of_work import ChangeSet


class AreaRow(msgspec.Struct, frozen=True):
    """A district, or the region (record ""), at the slot at hand."""

    unit: AreaTurnout
    total: SlotTotal | None

    @property
    def name(self) -> str:
        """The name in the language in use."""
        if not self.unit.record:
            return tr("Whole region")
        return in_language(self.unit.names, language()) or tr("Without a district")


def reported_words(row: AreaRow) -> str:
    """39 / 46."""
    total = row.total
    return f"{format_count(total.reported if total is not None else 0)} / {format_count(row.unit.stations)}"


class AreaList(RowsModel[AreaRow]):
    """The region and its districts: how many stations count at the slot."""

    def __init__(self, desk: Desk, work: TurnoutWork, parent: QObject | None = None) -> None:
        super().__init__(
            (
                Column(lambda: tr("District"), lambda row: row.name),
                Column(
                    lambda: ptr("turnout", "Reported"),
                    reported_words,
                    right=True,
                    tone=lambda row: "ok" if row.total is not None and row.total.is_complete else "",
                    icon=lambda row: "check" if row.total is not None and row.total.is_complete else "",
                ),
            ),
            parent,
            bold=lambda row: not row.unit.record,
        )
        self._desk, self._work = desk, work
        # A burst of commands (an import, a script) makes one look at the sums.
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.read)
        work.scope_changed.connect(self._later.start)
        work.place_changed.connect(self._later.start)
        desk.changed.connect(self._changed)

    def _changed(self, change: "ChangeSet") -> None:
        if change.structural or change.kinds & {"report", "station"}:
            self._later.start()

    def read(self) -> None:
        """The districts as they are now; the cost is that of the districts, not of their stations."""
        region, slot = self._desk.region, self._work.slot
        units = [area_turnout(region), *district_turnout(region)] if region is not None else []
        self.follow_rows([AreaRow(unit, unit.at(slot)) for unit in units], lambda row: row.unit.record)


class SlotList(RowsModel[SlotTotal]):
    """The slots of the district at hand."""

    def __init__(self, desk: Desk, work: TurnoutWork, parent: QObject | None = None) -> None:
        super().__init__(
            (
                Column(lambda: ptr("turnout", "Slot"), lambda total: slot_words(total.slot)),
                Column(
                    lambda: tr("Stations"), lambda total: format_count(total.reported) if total.reported else NO_SHARE, right=True
                ),
                Column(
                    lambda: ptr("page", "Turnout"),
                    lambda total: format_percent(total.share.count, total.share.of) if total.reported else NO_SHARE,
                    right=True,
                ),
            ),
            parent,
        )
        self._desk, self._work = desk, work
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.read)
        work.scope_changed.connect(self._later.start)
        desk.changed.connect(lambda _change: self._later.start())

    def read(self) -> None:
        """The slots as they are now."""
        region = self._desk.region
        slots = area_turnout(region, self._work.area).slots if region is not None else ()
        self.follow_rows(slots, lambda total: total.slot)
