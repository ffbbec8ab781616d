"""What the checks found, station by station, for the table, the command line and the prints."""

from typing import TYPE_CHECKING

import msgspec

from electdesk.columns import ContestColumns
from electdesk.domain.findings import SOFT, Finding
from electdesk.domain.states import State, finding_key
from electdesk.services.visibility import may_see

if TYPE_CHECKING:
    from electdesk.services.region import Region


class StationFinding(msgspec.Struct, frozen=True):
    """A finding with its place. ``confirmed`` is the reason a clerk gave, None where it is open."""

    row: int
    station: str
    area: str
    contest: str
    finding: Finding
    confirmed: str | None


def station_findings(region: "Region", columns: ContestColumns, row: int) -> list[StationFinding]:
    """The findings of one station that the person may see, the form's relations first."""
    if not may_see(region.person, State(int(columns.state[row])), columns.authors(row)):
        return []
    confirmed = columns.confirmations(row)
    station = region.columns.register.stations[row]
    return [
        StationFinding(
            row,
            station.number,
            station.area,
            columns.contest.code,
            f,
            confirmed.get(finding_key(f)) if f.severity == SOFT else None,
        )
        for f in columns.findings(row)
    ]


def all_findings(region: "Region", columns: ContestColumns) -> list[StationFinding]:
    """The findings of every station, in the order of the register."""
    return [found for row in columns.all_findings() for found in station_findings(region, columns, row)]


def codes(columns: ContestColumns) -> list[str]:
    """Every code that may be found in this contest: the blanks, the form's relations, the checks beyond the form that it does not switch off."""
    from electdesk.domain.checks import CHECKS
    from electdesk.domain.forms import BLANK_CODE

    own = list(dict.fromkeys(relation.code for relation in columns.form.relations))
    return [BLANK_CODE, *own, *(code for code in CHECKS if code not in columns.form.checks.off)]
