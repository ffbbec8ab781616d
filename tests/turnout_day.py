"""A small region on its day of voting: three slots, voting hours, a clock that stands, and reports told in one line."""

import datetime as dt
from pathlib import Path
from typing import Final

from electdesk.services.commands import ChangeSetUp, ReportTurnout
from electdesk.services.region import Region
from tests.regions import small_region

SLOTS: Final = ("10:00", "12:00", "14:00")
NOON: Final = dt.datetime(2011, 4, 3, 7, 5, tzinfo=dt.UTC)
"""12:05 on the region's clock (UTC+5)."""


class StandingClock:
    """A clock that stands until somebody moves it."""

    def __init__(self, moment: dt.datetime = NOON) -> None:
        self.moment = moment

    def now(self) -> dt.datetime:
        return self.moment


def voting_day(tmp_path: Path, *, entered: int = 0, slots: tuple[str, ...] = SLOTS, name: str = "day") -> Region:
    """``small_region`` with turnout slots; voting from 7:00 to 20:00. Row r has 500 + 10 r voters; rows 6, 13, 20, 27 are hospitals."""
    region = small_region(tmp_path, entered=entered, name=name)
    region.clock = StandingClock()
    region.execute(ChangeSetUp(turnout_slots=slots, opens="07:00", closes="20:00"))
    return region


def tell(region: Region, station: str, **counts: int) -> None:
    """Reports of one station: ``at_10=71``."""
    for slot, issued in counts.items():
        region.execute(ReportTurnout(station=station, slot=slot.removeprefix("at_"), issued=issued))
