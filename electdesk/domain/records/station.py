"""A polling station as the register knows it, before any protocol arrives."""

from typing import Final

import msgspec

from electdesk.domain.figures import BLANK
from electdesk.domain.records.names import Names

STATION_TYPES: Final = ("ordinary", "hospital", "military", "detention", "remote", "temporary", "abroad")
"""Types of station; all but the first may lawfully close as soon as everyone on the list has voted."""


class Station(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """``number`` is text: it may hold letters and leading zeros, and has gaps. ``aliases`` are numbers the station had before.

    ``voters`` is the size of the voter list by the register (voters; BLANK where unknown). ``constituency`` decides which
    choices stand on its ballots, "" where all stations have the same.
    """

    number: str
    area: str
    name: Names = {}
    type: str = "ordinary"
    voters: int = BLANK
    constituency: str = ""
    address: str = ""
    note: str = ""
    aliases: tuple[str, ...] = ()
