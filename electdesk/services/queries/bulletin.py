"""The turnout bulletin and the list of who has not reported: what is copied, printed and read aloud, before it is in any language."""

from typing import TYPE_CHECKING

import msgspec

from electdesk.domain.records.names import Names, in_language
from electdesk.services.commands.base import find_contest
from electdesk.services.commands.turnout import find_slot
from electdesk.services.queries.turnout import (
    AreaTurnout,
    MissingReport,
    SlotTotal,
    area_turnout,
    district_turnout,
    missing_reports,
    present_slot,
)
from electdesk.services.sheets import SheetHead, sheet_head

if TYPE_CHECKING:
    from electdesk.services.region import Region


class Bulletin(msgspec.Struct, frozen=True):
    """The region at one slot and its districts, which add up to it. ``day``: all slots of the region and the districts, for the table by slot."""

    slot: str
    region: AreaTurnout
    districts: tuple[AreaTurnout, ...]

    @property
    def total(self) -> SlotTotal:
        """The region at the slot."""
        found = self.region.at(self.slot)
        assert found is not None
        return found

    @property
    def is_complete(self) -> bool:
        """Whether every station counts at the slot."""
        return self.total.is_complete

    def line(self, unit: AreaTurnout, lang: str) -> tuple[str, int, int, int, int, int]:
        """An area as the text of a bulletin takes it (``i18n.turnout_texts.BulletinLine``)."""
        total = unit.at(self.slot)
        assert total is not None
        name = in_language(unit.names, lang)
        return name, total.stations, total.reported, total.issued, total.share.count, total.share.of


class BulletinSheet(msgspec.Struct, frozen=True):
    """The bulletin for the printer."""

    head: SheetHead
    bulletin: Bulletin


class MissingReportsSheet(msgspec.Struct, frozen=True):
    """The list of stations without a report at a slot, for the printer. ``area``: the district's name, {} for the region."""

    head: SheetHead
    slot: str
    area: Names
    stations: int
    missing: tuple[MissingReport, ...]


def bulletin(region: "Region", slot: str = "") -> Bulletin:
    """The bulletin of a slot as people write it, "" = the present one. Raises ClerkError: turnout_no_slots, turnout_slot_unknown."""
    wanted = find_slot(region, slot or present_slot(region))
    return Bulletin(wanted, area_turnout(region), district_turnout(region))


def bulletin_sheet(region: "Region", slot: str = "") -> BulletinSheet:
    """The bulletin with the head of a sheet that is printed now."""
    return BulletinSheet(_head(region), bulletin(region, slot))


def missing_reports_sheet(region: "Region", slot: str = "", area: str = "") -> MissingReportsSheet:
    """Who has not reported, with the phones for those who call."""
    wanted = find_slot(region, slot or present_slot(region))
    unit = area_turnout(region, area)
    return MissingReportsSheet(
        _head(region), wanted, unit.names if area else {}, unit.stations, tuple(missing_reports(region, wanted, area))
    )


def _head(region: "Region") -> SheetHead:
    """Turnout is of the day, not of a contest: the sheet names none."""
    contest = next(iter(region.columns.contests.values()), None) or find_contest(region, "")
    return msgspec.structs.replace(sheet_head(region, contest), title={})
