"""A user: who works with the file, under which login, in which roles. No password: those lie beside the ledger."""

from collections.abc import Sequence

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


def stricter(joined: User, heads: Sequence[User]) -> User:
    """A user whose roles two offices changed at the same time: the roles that both left. Nobody gets a right that one of them took away."""
    return msgspec.structs.replace(joined, roles=tuple(role for role in joined.roles if all(role in head.roles for head in heads)))
