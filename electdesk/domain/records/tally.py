"""A tally: what the supervisor decided about the figures of one station in one contest."""

from typing import Final

import msgspec

DECISIONS: Final = ("open", "final", "annulled")


class Tally(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Without a decision a tally is computed from its entries; this record exists once somebody decided.

    ``decision`` is "final" (signed off), "annulled" (by ``document``; counts as in, adds nothing) or "open" (re-opened with a
    reason). ``as_paper`` marks hard findings accepted by decision ``document``, ``accepted`` their keys: one that comes later is
    not accepted. ``entry`` is the content id of the entry that was signed off: other figures, or another confirmation, are not
    what was signed.
    """

    station: str
    contest: str
    decision: str
    entry: str = ""
    as_paper: bool = False
    accepted: tuple[str, ...] = ()
    document: str = ""
    reason: str = ""
    by: str = ""
