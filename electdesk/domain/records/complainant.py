"""A complainant: the person who reported an incident. Personal: erasable, and in no export, log or report."""

import msgspec


class Complainant(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """``incident`` is its record id; ``phones`` are texts as people write them."""

    incident: str
    name: str = ""
    phones: tuple[str, ...] = ()
    note: str = ""
