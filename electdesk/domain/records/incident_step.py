"""A step of an incident: what somebody did about it, when and why. An event: it is added, never changed."""

from typing import Final

import msgspec

LINKS: Final = ("follow_up", "tally")
"""What a note can link to: the incident that this one follows up, the tally of the same station."""


class Evidence(msgspec.Struct, frozen=True, omit_defaults=True):
    """A document or a file. ``document``: the number of an act, "" for none. ``sha256`` (hexadecimal) and ``size`` (bytes) of a file kept
    beside the region file; "" and 0 where only the document is named. ``name``: the file's own name."""

    document: str = ""
    name: str = ""
    sha256: str = ""
    size: int = 0


class IncidentStep(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """``step``: one of ``incident_steps.STEPS``. ``incident``: record id. ``at``: UTC, ISO 8601.

    ``after``: the record ids of the steps of the same axis that nothing followed when this one was made. So the order of steps is what
    people saw and no clock, and two files that both went on show it. ``finding``: where the step leads on that axis. ``to``: the body to
    which the incident was referred, or the owner that it got. ``link`` and ``other``: an incident's record id (duplicate, follow_up) or a
    contest's (tally).
    """

    incident: str
    step: str
    at: str
    by: str = ""
    why: str = ""
    after: tuple[str, ...] = ()
    finding: str = ""
    to: str = ""
    link: str = ""
    other: str = ""
    evidence: tuple[Evidence, ...] = ()
