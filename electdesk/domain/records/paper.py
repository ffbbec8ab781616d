"""A paper: a protocol that arrived. The original needs no record of its own until the reception desk takes it in."""

from typing import Final

import msgspec

PAPER_KINDS: Final = ("original", "corrected", "repeat", "recount")
ORIGINAL: Final = ""
"""The name that an entry gives to the station's first paper: it exists in any case, with or without a record of its arrival."""


class Paper(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """``replaces`` is the paper that this one makes obsolete (ORIGINAL or a record id); all but the original name one."""

    station: str
    contest: str
    kind: str
    replaces: str | None = None
    document: str = ""
    reason: str = ""
