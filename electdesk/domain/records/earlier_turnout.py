"""Turnout by the hour in an earlier election, to be drawn beside today's: of the region or of one district."""

import msgspec

WHOLE: int = 10_000
"""All voters on the list, in hundredths of a per cent."""


class EarlierTurnout(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """``area``: record id of the district, "" for the whole region. ``shares``: HH:MM → share of the list in hundredths of a per cent.

    ``election``: what it was called, in the words of whoever wrote it down."""

    area: str = ""
    election: str = ""
    shares: dict[str, int] = {}
