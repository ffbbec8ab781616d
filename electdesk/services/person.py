"""Who works: a name, roles, an office. A file without users has one person who may do everything."""

from typing import Final

import msgspec

ROLES: Final = ("clerk", "reception", "supervisor", "observation", "analyst", "admin", "viewer")
"""The roles in the order in which people read them."""

EVERY_ROLE: Final = ROLES
"""The roles of the one person of a file without users."""

NOBODY_NAME: Final = ""
"""The name of nobody: no user can bear it."""


class Person(msgspec.Struct, frozen=True):
    """``name`` is what commits carry as their author. In a small office one person bears several ``roles``: what any of them may do, it may."""

    name: str
    roles: tuple[str, ...] = EVERY_ROLE
    office: str = ""

    def is_one_of(self, *roles: str) -> bool:
        """Whether the person bears at least one of the roles."""
        return any(role in self.roles for role in roles)


NOBODY: Final = Person(NOBODY_NAME, ())
"""Who works in a file with users before somebody has logged in: may do nothing and sees nothing."""
