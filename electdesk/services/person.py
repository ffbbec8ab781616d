"""Who works: a name, a role, an office. A file without users has one person who may do everything."""

from typing import Final

import msgspec

ROLES: Final = ("clerk", "reception", "supervisor", "observation", "analyst", "admin", "viewer")


class Person(msgspec.Struct, frozen=True):
    """``name`` is what commits carry as their author."""

    name: str
    role: str = "supervisor"
    office: str = ""
