"""The kinds of record that a region file holds: one module a kind, one row in ``KINDS``.

From a kind follow its columns, its history, its merge rule and its JSON schema. Bodies are frozen structs; a field that is
added later gets a default, so that every older body is still read.
"""

from typing import Final

import msgspec

from electdesk.domain.records.area import Area
from electdesk.domain.records.arrival import Arrival
from electdesk.domain.records.choice import Choice
from electdesk.domain.records.complainant import Complainant
from electdesk.domain.records.contact import Contact
from electdesk.domain.records.contest import Contest
from electdesk.domain.records.earlier_turnout import EarlierTurnout
from electdesk.domain.records.entry import Entry
from electdesk.domain.records.handout import Handout
from electdesk.domain.records.incident import Incident
from electdesk.domain.records.incident_step import IncidentStep
from electdesk.domain.records.margins import Margins
from electdesk.domain.records.paper import Paper
from electdesk.domain.records.poll import Poll
from electdesk.domain.records.polled_station import PolledStation
from electdesk.domain.records.polls_release import PollsRelease
from electdesk.domain.records.published_result import PublishedResult
from electdesk.domain.records.report import Report
from electdesk.domain.records.setup import SetUp
from electdesk.domain.records.station import Station
from electdesk.domain.records.tally import Tally
from electdesk.domain.records.user import User
from electdesk.domain.records.wave import Wave
from electdesk.ledger.merge import Rule

Body = (
    SetUp
    | Contest
    | Area
    | Station
    | Choice
    | Paper
    | Entry
    | Tally
    | User
    | Contact
    | Arrival
    | Handout
    | Report
    | EarlierTurnout
    | Incident
    | IncidentStep
    | Complainant
    | Poll
    | PolledStation
    | Wave
    | Margins
    | PublishedResult
    | PollsRelease
)


class Kind(msgspec.Struct, frozen=True):
    """A kind of record: its name in the file, the shape of its body, how two heads merge, whether its body is personal and erasable.

    Of a personal kind the ledger holds seals (``ledger.personal``), and the command ``ErasePersonal`` takes the bodies out of the file. Only
    bodies: ids of records, names of kinds and reasons stay, so none of these may name a person.
    """

    name: str
    body: type[Body]
    rule: Rule
    personal: bool = False


KINDS: Final[dict[str, Kind]] = {
    kind.name: kind
    for kind in (
        Kind("set-up", SetUp, Rule.DESCRIPTION),
        Kind("contest", Contest, Rule.DESCRIPTION),
        Kind("area", Area, Rule.DESCRIPTION),
        Kind("station", Station, Rule.DESCRIPTION),
        Kind("choice", Choice, Rule.DESCRIPTION),
        Kind("paper", Paper, Rule.EVENT),
        Kind("entry", Entry, Rule.FIGURES),
        Kind("tally", Tally, Rule.FIGURES),
        Kind("user", User, Rule.DESCRIPTION),
        Kind("contact", Contact, Rule.DESCRIPTION, personal=True),
        Kind("arrival", Arrival, Rule.EVENT),
        Kind("handout", Handout, Rule.EVENT),
        Kind("incident", Incident, Rule.DESCRIPTION),
        Kind("incident-step", IncidentStep, Rule.EVENT),
        Kind("complainant", Complainant, Rule.DESCRIPTION, personal=True),
        Kind("report", Report, Rule.FIGURES),
        Kind("earlier-turnout", EarlierTurnout, Rule.DESCRIPTION),
        Kind("poll", Poll, Rule.DESCRIPTION),
        Kind("polled-station", PolledStation, Rule.FIGURES),
        Kind("wave", Wave, Rule.FIGURES),
        Kind("margins", Margins, Rule.FIGURES),
        Kind("published-result", PublishedResult, Rule.FIGURES),
        Kind("polls-release", PollsRelease, Rule.EVENT),
    )
}

KIND_OF: Final[dict[type, str]] = {kind.body: kind.name for kind in KINDS.values()}

__all__ = [
    "KINDS",
    "KIND_OF",
    "Area",
    "Arrival",
    "Body",
    "Choice",
    "Complainant",
    "Contact",
    "Contest",
    "EarlierTurnout",
    "Entry",
    "Handout",
    "Incident",
    "IncidentStep",
    "Kind",
    "Margins",
    "Paper",
    "Poll",
    "PolledStation",
    "PollsRelease",
    "PublishedResult",
    "Report",
    "SetUp",
    "Station",
    "Tally",
    "User",
    "Wave",
]
