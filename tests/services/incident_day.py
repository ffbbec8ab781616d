"""A small region with a clock that stands, and the shortest ways to report and move incidents."""

import datetime as dt
from pathlib import Path
from typing import Any

from electdesk.domain.incident_steps import Standing
from electdesk.domain.records import Incident
from electdesk.services.commands import AddIncident, MoveIncident
from electdesk.services.region import Region
from tests.regions import small_region

NOON = dt.datetime(2011, 4, 3, 7, 0, tzinfo=dt.UTC)
"""12:00 on the region's clock (UTC+5)."""


class StandingClock:
    """A clock that stands until somebody moves it."""

    def __init__(self, moment: dt.datetime = NOON) -> None:
        self.moment = moment

    def now(self) -> dt.datetime:
        return self.moment

    def wait(self, minutes: int) -> None:
        self.moment += dt.timedelta(minutes=minutes)


def incident_region(folder: Path, entered: int = 0) -> Region:
    """30 stations in 3 districts at noon of the day; nothing is reported."""
    made = small_region(folder, entered=entered)
    made.clock = StandingClock()
    return made


def clock_of(region: Region) -> StandingClock:
    """The clock, to be moved."""
    assert isinstance(region.clock, StandingClock)
    return region.clock


def report(region: Region, category: str = "A1", station: str = "10", **parts: Any) -> str:
    """An incident; its record id."""
    return region.execute(AddIncident(category=category, station=station, **parts)).records[0]


def move(region: Region, incident: str, step: str, **parts: Any) -> None:
    """A step of its work."""
    region.execute(MoveIncident(incident=incident, step=step, **parts))


def body(region: Region, incident: str) -> Incident:
    """What an incident says."""
    return region.columns.incidents.bodies[incident]


def stands(region: Region, incident: str) -> Standing:
    """Where it stands."""
    return region.columns.incidents.standing(incident)
