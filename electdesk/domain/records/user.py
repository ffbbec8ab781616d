"""A user: who works with the file, under which login, in which roles. No password: those lie beside the ledger."""

import msgspec


class User(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """``login`` is what commits carry as their author: unique whatever the case, never changed.

    ``active`` is False for who may not log in any more. What they did stays theirs.
    """

    login: str
    name: str = ""
    roles: tuple[str, ...] = ()
    office: str = ""
    active: bool = True
