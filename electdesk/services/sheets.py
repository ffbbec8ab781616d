"""What every printed sheet of the desk says at its head and foot, before it is in any language."""

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from electdesk.columns import ContestColumns
from electdesk.domain.records.names import Names
from electdesk.services.commands.people import printed_name
from electdesk.services.documents import Mode

if TYPE_CHECKING:
    from electdesk.services.region import Region


class SheetHead(msgspec.Struct, frozen=True, kw_only=True):
    """``day``: the day of voting. ``utc_offset``: minutes that the region's clock is ahead of UTC. ``title``: the contest's own name, {}
    where the file has one contest. ``commit`` and ``fingerprint``: of the file at the moment of printing.
    ``printed_by``: the person as documents name them."""

    mode: Mode
    region: Names
    commission: Names
    election: Names
    day: dt.date | None
    utc_offset: int
    title: Names
    commit: int
    fingerprint: str
    printed_at_utc: dt.datetime
    printed_by: str = ""


class SheetStation(msgspec.Struct, frozen=True, kw_only=True):
    """A station as a sheet names it; ``districts`` from the station's own upwards."""

    number: str
    name: Names
    address: str = ""
    districts: tuple[Names, ...] = ()


def sheet_head(region: "Region", columns: ContestColumns) -> SheetHead:
    """The head of a sheet that is printed now."""
    set_up = region.columns.set_up
    return SheetHead(
        mode="TEST" if region.is_test else "REAL",
        region=set_up.region,
        commission=set_up.commission or set_up.region,
        election=set_up.election or columns.contest.title,
        day=dt.date.fromisoformat(set_up.day) if set_up.day else None,
        utc_offset=set_up.utc_offset,
        title=columns.contest.title if len(region.columns.contests) > 1 else {},
        commit=region.store.counts[0],
        fingerprint=region.store.fingerprint,
        printed_at_utc=region.clock.now(),
        printed_by=printed_name(region, region.person.name),
    )


def sheet_station(region: "Region", row: int) -> SheetStation:
    """A station of the register as a sheet names it."""
    register = region.columns.register
    station = register.stations[row]
    districts = tuple(register.areas[area].name for area in register.area_path(row) if register.areas[area].kind != "region")
    return SheetStation(number=station.number, name=station.name, address=station.address, districts=districts)
