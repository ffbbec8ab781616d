"""A sign-off: from now on everybody who works with the file sees the polls of a contest. An event."""

import msgspec


class PollsRelease(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """``contest``: record id. ``at``: UTC, ISO 8601; ``by``: who signed off."""

    contest: str
    at: str
    by: str = ""
