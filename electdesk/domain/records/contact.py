"""A contact: whom to call about a station. Personal: erasable, and in no export, log or report."""

from typing import Final

import msgspec

CONTACT_ROLES: Final = ("chair", "deputy", "secretary", "other")
"""What a person of the station's commission is there, in the order in which they are called."""


class Contact(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """``station`` is the station's record id, ``role`` one of ``CONTACT_ROLES``; ``phones`` are texts as people write them."""

    station: str
    role: str
    name: str = ""
    phones: tuple[str, ...] = ()
    note: str = ""
