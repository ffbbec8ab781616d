"""A handout: a copy of a protocol was handed out, or put up for everybody to read. An event."""

from typing import Final

import msgspec

HANDOUTS: Final = ("handed", "posted")


class Handout(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """``to``: the organisation that received the copy, or the place where it hangs; no name of a person. ``at`` is UTC, ISO 8601."""

    station: str
    contest: str
    kind: str
    to: str
    at: str
    copies: int = 1
    by: str = ""
