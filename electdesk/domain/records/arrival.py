"""An arrival: a protocol came to the reception desk and was accepted or returned. An event: what happened is not changed afterwards."""

from typing import Final

import msgspec

from electdesk.domain.figures import BLANK

OUTCOMES: Final = ("accepted", "returned")
BROUGHT_BY: Final = ("chair", "deputy", "secretary", "member", "courier", "other")
"""Who brought the protocol, as a word for the office that somebody holds: a name stands in a contact alone, which is erasable."""
SEALS: Final = ("whole", "broken", "missing")
"""The state of the package or of the seal on the protocol."""
DEFECTS: Final = (
    "signatures",
    "stamp",
    "date",
    "copy",
    "corrections",
    "illegible",
    "blanks",
    "sums",
    "annexes",
    "package",
)
"""Formal defects for which a protocol is returned, in the order in which a desk looks for them."""
MOST_COPIES: Final = 99


class Arrival(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """``number`` is the number of the receipt, from 1 in one file. ``at`` is UTC, ISO 8601. ``paper``: record id of the paper that was
    registered, "" where it was returned. ``contact``: record id of who brought it, "" where only the office (``brought_by``) is noted.
    ``list_size``: voters on the list as the protocol states them, to be compared with the register; BLANK where nobody looked.
    """

    station: str
    contest: str
    outcome: str
    number: int
    at: str
    by: str = ""
    brought_by: str = "chair"
    contact: str = ""
    copies: int = 1
    seal: str = "whole"
    paper: str = ""
    list_size: int = BLANK
    defects: tuple[str, ...] = ()
    note: str = ""
