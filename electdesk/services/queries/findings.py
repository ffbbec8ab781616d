"""What the checks found, station by station, for the table, the command line and the prints."""

from typing import TYPE_CHECKING, Final

import msgspec
from msgspec.structs import replace

from electdesk.columns import ContestColumns
from electdesk.domain.findings import SOFT, Finding
from electdesk.domain.states import finding_key
from electdesk.services.queries.seen import may_see_row
from electdesk.services.roles import refuse_read
from electdesk.services.visibility import HIDDEN

if TYPE_CHECKING:
    from electdesk.services.region import Region


TWIN: Final = "P1"
"""The check that names another station."""


class StationFinding(msgspec.Struct, frozen=True):
    """A finding with its place. ``lines`` are the numbers of its lines on the station's paper.

    ``rule`` is a relation in short, ``confirmed`` the reason a clerk gave, None where it is open. Numbers of others that the person
    may not see yet are left out of the finding.
    """

    row: int
    station: str
    area: str
    contest: str
    finding: Finding
    lines: tuple[str, ...]
    rule: str
    confirmed: str | None


def station_findings(region: "Region", columns: ContestColumns, row: int) -> list[StationFinding]:
    """The findings of one station that the person may see, the form's relations first."""
    refuse_read(region.person, "findings")
    if not may_see_row(region, columns, row):
        return []
    confirmed = columns.confirmations(row)
    station = region.columns.register.stations[row]
    numbers = dict(zip(columns.columns, columns.numbers_at(row), strict=True))
    rules = {rule.code: rule.text for rule in columns.checks_at(row).rules}
    return [
        StationFinding(
            row,
            station.number,
            station.area,
            columns.contest.code,
            without_others_numbers(region, columns, row, f),
            tuple(numbers.get(line) or line for line in f.lines),
            rules.get(f.code, ""),
            confirmed.get(finding_key(f)) if f.severity == SOFT else None,
        )
        for f in columns.findings(row)
    ]


def without_others_numbers(region: "Region", columns: ContestColumns, row: int, finding: Finding) -> Finding:
    """The finding without what it tells of tallies that the person may not see: a twin's number, the sides of a rule over another contest.

    A confirmation is kept under the key of the whole finding: look it up before.
    """
    if finding.code == TWIN and finding.other:
        twins = [twin for twin in columns.register.find(finding.other) if columns.are_twins(row, twin)]
        return finding if all(may_see_row(region, columns, twin) for twin in twins) else replace(finding, other=HIDDEN)
    for contest in columns.siblings:
        reads = finding.other == contest.contest.code or _reads(columns, finding.code, contest.contest.code)
        if reads and not may_see_row(region, contest, row):
            return replace(finding, left=None, right=None)
    return finding


def _reads(columns: ContestColumns, code: str, contest: str) -> bool:
    """Whether a relation looks at lines of another contest."""
    slots = {slot for name, slot in columns.checks.externals.items() if name.startswith(f'contest("{contest}").')}
    return any(rule.code == code and slots & {*rule.slots, *rule.guard_slots} for rule in columns.checks.rules) if slots else False


def all_findings(region: "Region", columns: ContestColumns) -> list[StationFinding]:
    """The findings of every station, in the order of the register."""
    refuse_read(region.person, "findings")
    return [found for row in columns.all_findings() for found in station_findings(region, columns, row)]


def codes(columns: ContestColumns) -> list[str]:
    """Every code that may be found in this contest: the blanks, the form's relations, the checks beyond the form that it does not switch off."""
    from electdesk.domain.checks import CHECKS
    from electdesk.domain.forms import BLANK_CODE

    own = list(dict.fromkeys(relation.code for relation in columns.form.relations))
    return [BLANK_CODE, *own, *(code for code in CHECKS if code not in columns.form.checks.off)]
