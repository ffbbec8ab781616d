"""The set-up: the region, its commission, the voting day and the rules of the office. One record a file."""

from typing import Final

import msgspec

from electdesk.domain.records.names import Names

SET_UP: Final = "set-up"
"""The record id of the set-up: there is one."""

SINGLE: Final = "single"
"""One entry settles a tally (small offices; named on the summary)."""
DOUBLE: Final = "double"
"""Two equal entries by two people, neither of whom sees the other's."""
LATER: Final = "later"
"""Two equal entries, the second of which the same person may type after protocols of ten other stations."""
VERIFICATIONS: Final = (DOUBLE, LATER, SINGLE)

PERCENTAGE_BASES: Final = ("valid", "took_part")
"""What shares of the choices are of: the valid votes, or all who took part."""
TURNOUT_DEFINITIONS: Final = ("issued", "found")
"""What turnout counts: ballots issued, or ballots found in the boxes."""

CLOCK: Final = "clock"
"""The station closes at the end of the voting hours and not before."""
ALL_VOTED: Final = "all_voted"
"""The station may close as soon as everyone on its list has voted."""
CLOSING_RULES: Final = (CLOCK, ALL_VOTED)


class Earlier(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """The file that a region was made from: its region id, mode, name, day, and its fingerprint at that moment.

    Areas, stations, contests and choices that were taken keep their record ids: the result of a station in an earlier round is that of the
    station with the same record id there.
    """

    region: str
    mode: str
    fingerprint: str
    name: str = ""
    day: str = ""


class SetUp(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """``day`` is ISO 8601; ``utc_offset`` minutes that the region's clock is ahead of UTC, fixed for the day.

    ``opens`` and ``closes`` are HH:MM, "" where nobody entered them: they are printed, so they have no default. ``verification`` says
    what settles a tally: one of ``VERIFICATIONS``. ``thresholds`` holds the office's own limits by the name of the check's parameter
    (integers; percent in whole percent), over the defaults of the check itself. ``generated`` is the seed of made-up figures, 0
    for a region of real papers.

    ``turnout_slots`` are HH:MM in the order of the day. ``percentage_base`` and ``turnout_definition`` are "" where the form of each contest
    says it. ``closing``: station type → one of ``CLOSING_RULES``, for types that do not close as ``closing_rule`` says of itself.
    ``earlier``: the file that this one was made from, None for most.
    """

    region: Names
    commission: Names = {}
    election: Names = {}
    day: str = ""
    utc_offset: int = 300
    opens: str = ""
    closes: str = ""
    verification: str = SINGLE
    thresholds: dict[str, int] = {}
    generated: int = 0
    turnout_slots: tuple[str, ...] = ()
    percentage_base: str = ""
    turnout_definition: str = ""
    closing: dict[str, str] = {}
    earlier: Earlier | None = None

    def closing_rule(self, station_type: str) -> str:
        """When stations of a type may close: ordinary ones by the clock, all others once everyone on the list has voted."""
        return self.closing.get(station_type, CLOCK if station_type == "ordinary" else ALL_VOTED)
