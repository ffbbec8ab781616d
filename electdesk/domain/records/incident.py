"""An incident: what was reported of a station, or of a district as a whole, and who sees to it. Where its work stands is in its steps."""

from typing import Final

import msgspec

from electdesk.domain.figures import BLANK

SOURCES: Final = ("observer", "proxy", "voter", "commission", "media", "interviewer", "phone", "other")
"""Who reported it, as a word for what somebody is: a name stands in a complainant alone, which is erasable."""
SEVERITIES: Final = (1, 2, 3, 4)
"""Technical, limited, serious, critical."""


class Incident(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """``number``: from 1 in one file; after two files came together two incidents may bear one. ``category``: a code of ``incident_kinds``.

    ``station``: record id, "" for what concerns a district as a whole: then ``area`` is that area's record id, "" for the region.
    ``occurred_at``, ``reported_at``, ``registered_at`` and ``deadline`` are UTC, ISO 8601; ``deadline`` "" where none is set.
    ``severity_why``: why it is not the category's own, "" where it is. ``affected``: voters, BLANK where unknown. ``owner``: the
    organisation or office that sees to it. ``text``, ``organisation``, ``owner`` and ``measures`` name no private person.
    """

    number: int
    category: str
    severity: int
    occurred_at: str
    reported_at: str
    registered_at: str
    station: str = ""
    area: str = ""
    text: str = ""
    source: str = "phone"
    organisation: str = ""
    severity_why: str = ""
    affected: int = BLANK
    owner: str = ""
    deadline: str = ""
    measures: str = ""
    by: str = ""
