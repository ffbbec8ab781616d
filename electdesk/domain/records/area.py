"""An area: the region itself, a district or a city, in which stations lie."""

import msgspec

from electdesk.domain.records.names import Names


class Area(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """``parent`` is the record id of the area above, "" for the region. ``code`` is the official code (KATO, OKATO), where known."""

    name: Names
    kind: str = "district"
    parent: str = ""
    code: str = ""
    order: int = 0
