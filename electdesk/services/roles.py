"""What each role may do. One table for window, command line and scripts: a screen may hide a button, only this decides."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from electdesk.domain.errors import ClerkError
from electdesk.services.person import EVERY_ROLE, NOBODY_NAME, Person

if TYPE_CHECKING:
    from electdesk.services.commands.base import Command

ENTRY: Final = frozenset({"FinishEntry", "CorrectEntry", "ConfirmFindings", "WithdrawEntry", "RetypeLines"})
"""Commands of whoever types protocols."""
PAPERS: Final = frozenset({"RegisterPaper", "AcceptPaper", "ReturnPaper", "HandOutCopy", "PostCopy"})
"""Commands of whoever takes protocols in at the desk."""
DECISIONS: Final = frozenset(
    {"MakeFinal", "Reopen", "Annul", "AcceptAsPaper", "SettleDifference", "ReturnEntry", "HandOverDraft", "DiscardDraft"}
)
"""What is decided about tallies and about colleagues' drafts."""
TURNOUT: Final = frozenset(
    {
        *("ReportTurnout", "CorrectTurnout", "OpenStation", "CloseStation", "CountVoters", "ConfirmTurnout", "WithdrawReport"),
    }
)
"""The phone desk: clerks take the calls, and correct what a colleague misheard while the station is on the line."""
INCIDENTS: Final = frozenset(
    {"AddIncident", "ChangeIncident", "AssignIncidents", "MoveIncident", "JudgeIncident", "NoteIncident"}
    | {"AddComplainant", "ChangeComplainant", "ImportIncidents"}
)
"""Commands of whoever keeps the incident log. Who answers a telephone adds to it and goes no further."""
TOLD: Final = frozenset({"AddIncident", "AddComplainant"})
POLLS: Final = frozenset(
    {
        *(
            "AddPoll",
            "ChangePoll",
            "WithdrawPoll",
            "FillPolledStation",
            "WithdrawPolledStation",
            "FillWave",
            "FixMargins",
            "StateResult",
        ),
        *("ReleasePolls", "ImportPoll", "ImportSurvey", "ImportOfficial"),
    }
)
"""The analyst's commands; the supervisor too signs the comparison off."""
REGISTER: Final = frozenset(
    {
        *("AddStation", "ChangeStation", "WithdrawStation", "AddChoice", "ChangeChoice", "WithdrawChoice"),
        *("AddContact", "ChangeContact", "WithdrawContact", "ImportStations"),
        *("KeepEarlierTurnout", "ImportEarlierTurnout"),
    }
)
"""What changes on the day: stations, choices, whom to call."""
SET_UP: Final = frozenset({"ChangeSetUp", "AddContest", "ChangeContest", "AddArea", "ChangeArea", "SetUpRegion"})
USERS: Final = frozenset({"AddUsers", "ChangeUser"})
PEOPLE: Final = USERS | {"ErasePersonal"}
TALLIES: Final = frozenset({"stations", "totals", "findings", "history", "summary", "incidents", "polls", "progress", "turnout"})
"""What everybody reads who works with the file."""
EVERYBODYS: Final = frozenset({"Undo", "SaveCheckpoint"})

ALLOWED: Final[Mapping[str, frozenset[str]]] = {
    "clerk": ENTRY | TURNOUT | {"RegisterPaper", "ChangeStation"} | TOLD | EVERYBODYS,
    "reception": PAPERS | TOLD | EVERYBODYS,
    "supervisor": ENTRY
    | TURNOUT
    | PAPERS
    | DECISIONS
    | REGISTER
    | {"ReleasePolls", "ImportTallies", "ImportTurnout"}
    | INCIDENTS
    | EVERYBODYS,
    "observation": INCIDENTS | EVERYBODYS,
    "analyst": POLLS | EVERYBODYS,
    "admin": REGISTER | SET_UP | PEOPLE | EVERYBODYS,
    "viewer": frozenset(),
}
"""Role → the commands that it may run. Those of a clerk and of the reception go no further than ``OWN`` and ``NOTES`` say."""

READABLE: Final[Mapping[str, frozenset[str]]] = {
    "clerk": TALLIES | {"contacts"},
    "reception": TALLIES | {"contacts", "reception"},
    "supervisor": TALLIES | {"contacts", "complainants", "reception", "differences", "drafts", "users", "log"},
    "observation": TALLIES | {"complainants", "contacts"},
    "analyst": TALLIES,
    "admin": TALLIES | {"contacts", "users", "log"},
    "viewer": TALLIES,
}
"""Role → what it may read. Of tallies it sees the numbers that ``visibility.may_see`` shows it."""

OWN: Final = frozenset({"WithdrawEntry", "Undo"})
"""Commands that a clerk and the reception may run on their own work only. Their handlers know whose work it is: ``refuse_others_work``."""

NOTES: Final = frozenset({"station", "note", "reason", "seen"})
"""The fields of ChangeStation that a clerk may fill: it writes notes, the register is the supervisor's and the administrator's."""


def may_run(person: Person, name: str) -> bool:
    """Whether a person may run a command or an import, by its name. A role that is not known may do nothing; all roles together may do all."""
    return set(person.roles) >= set(EVERY_ROLE) or any(name in ALLOWED.get(role, ()) for role in person.roles)


def may_read(person: Person, name: str) -> bool:
    """Whether a person may read something, by its name in ``READABLE``."""
    return set(person.roles) >= set(EVERY_ROLE) or any(name in READABLE.get(role, ()) for role in person.roles)


def refuse_read(person: Person, name: str) -> None:
    """Raises ClerkError: nobody_logged_in, role_refused where the person's roles do not allow to read it."""
    refuse_nobody(person)
    if not may_read(person, name):
        raise _refused(person, name)


def refuse_nobody(person: Person) -> None:
    """Raises ClerkError("nobody_logged_in") before somebody has logged in."""
    if person.name == NOBODY_NAME:
        raise ClerkError("nobody_logged_in")


def may_decide(person: Person) -> bool:
    """Whether a person decides about tallies and so sees the numbers of unsettled ones."""
    return person.is_one_of("supervisor")


def refuse_role(person: Person, command: "Command") -> None:
    """Raises ClerkError: role_refused where the person's roles do not allow the command, nobody_logged_in where nobody works."""
    name = type(command).__name__
    refuse_name(person, name)
    if name == "ChangeStation" and not person.is_one_of("supervisor", "admin"):
        fields = (field for field in command.__struct_fields__ if field not in NOTES)
        if any(getattr(command, field) not in (None, False) for field in fields):
            raise _refused(person, name)


def refuse_name(person: Person, name: str) -> None:
    """``refuse_role`` for a command that has no struct here: an import, a command that an undo takes back."""
    refuse_nobody(person)
    if not may_run(person, name):
        raise _refused(person, name)


def refuse_others_work(person: Person, author: str, name: str) -> None:
    """Raises ClerkError("role_refused") where the work that would be taken back is another's and the roles go no further than one's own."""
    if author != person.name and not person.is_one_of("supervisor", "admin"):
        raise _refused(person, name)


def _refused(person: Person, name: str) -> ClerkError:
    return ClerkError("role_refused", role=", ".join(person.roles), command=name)
