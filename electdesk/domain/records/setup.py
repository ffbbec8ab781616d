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


class SetUp(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """``day`` is ISO 8601; ``utc_offset`` minutes that the region's clock is ahead of UTC, fixed for the day.

    ``opens`` and ``closes`` are HH:MM, "" where nobody entered them: they are printed, so they have no default. ``verification`` says
    what settles a tally: one of ``VERIFICATIONS``. ``thresholds`` holds the office's own limits by the name of the check's parameter
    (integers; percent in whole percent), over the defaults of the check itself. ``generated`` is the seed of made-up figures, 0
    for a region of real papers.
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
