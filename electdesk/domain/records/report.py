"""A report: what a station told during the day of voting, usually by telephone: its turnout at a slot, its hours, the size of its list."""

from typing import Final

import msgspec

OPENED: Final = "opened"
CLOSED: Final = "closed"
VOTERS_OPENING: Final = "voters_opening"
VOTERS_ADDED: Final = "voters_added"
VOTERS_CLOSING: Final = "voters_closing"
HOURS: Final = (OPENED, CLOSED)
"""Told as a time: the figure is minutes since midnight on the region's clock."""
LISTS: Final = (VOTERS_OPENING, VOTERS_ADDED, VOTERS_CLOSING)
"""Told as voters: on the list at opening, added to it during the day, on it at closing."""
BESIDE_SLOTS: Final = (*HOURS, *LISTS)
CALLERS: Final = ("chair", "deputy", "secretary", "member", "district", "other")
"""Who told it, as an office that somebody holds: a name stands in a contact alone, which is erasable."""


class Report(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One figure that one station told. ``what`` is a turnout slot of the set-up (HH:MM) or one of ``BESIDE_SLOTS``.

    ``figure``: at a slot the ballots issued since opening (cumulative); minutes or voters beside the slots. ``at`` is when it was told (UTC, ISO
    8601), "" where that is when it was written down: the commit says it, and who took it. ``reason``: why the station opened late or
    closed early, in a person's words. ``confirmed``: key of a soft finding → why it is right; a change of the figures withdraws it.

    Two reports of one station on the same thing that say the same are one figure; where they differ none of them holds.
    """

    station: str
    what: str
    figure: int
    caller: str = ""
    at: str = ""
    reason: str = ""
    confirmed: dict[str, str] = {}
