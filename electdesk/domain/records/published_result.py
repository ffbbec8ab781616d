"""A result that a higher commission published: what polls are held against where the file's own protocols are not all there."""

import msgspec

from electdesk.domain.figures import BLANK


class PublishedResult(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """``document`` and ``date`` (ISO 8601) name where it stands. ``votes``: choice → votes. ``registered`` voters and ``issued`` ballots, BLANK = not
    stated."""

    contest: str
    document: str
    date: str
    votes: dict[str, int]
    registered: int = BLANK
    issued: int = BLANK
