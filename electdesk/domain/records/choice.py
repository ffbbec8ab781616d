"""A choice on the ballot: a candidate, a party list, a candidate of a list."""

import msgspec

from electdesk.domain.records.names import Names


class Choice(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """``order`` is its place on the ballot, from 1. ``list`` is the record id of the list it belongs to, ``kind`` "choice", "list" or "candidate"."""

    contest: str
    name: Names
    order: int
    kind: str = "choice"
    list: str = ""
    constituency: str = ""
