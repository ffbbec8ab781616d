"""Every command: a frozen struct, and a handler that turns it into one unit of work. The same for window, command line and scripts."""

from electdesk.services.commands import (
    areas,
    contacts,
    contests,
    decisions,
    entries,
    handing_over,
    history,
    incident_notes,
    incidents,
    reception,
    setting_up,
    settling,
    turnout,
)
from electdesk.services.commands.areas import AddArea, ChangeArea
from electdesk.services.commands.base import Command, read_command, run, schemas
from electdesk.services.commands.contacts import AddContact, ChangeContact, WithdrawContact
from electdesk.services.commands.contests import AddContest, ChangeContest
from electdesk.services.commands.decisions import AcceptAsPaper, Annul, MakeFinal, Reopen
from electdesk.services.commands.entries import ConfirmFindings, CorrectEntry, FinishEntry, RegisterPaper, WithdrawEntry
from electdesk.services.commands.handing_over import DiscardDraft, HandOverDraft
from electdesk.services.commands.history import SaveCheckpoint, Undo
from electdesk.services.commands.incident_notes import AddComplainant, ChangeComplainant, NoteIncident
from electdesk.services.commands.incidents import AddIncident, AssignIncidents, ChangeIncident, JudgeIncident, MoveIncident
from electdesk.services.commands.people import AddUsers, ChangeUser
from electdesk.services.commands.personal import ErasePersonal
from electdesk.services.commands.reception import AcceptPaper, HandOutCopy, PostCopy, ReturnPaper
from electdesk.services.commands.setting_up import (
    AddChoice,
    AddStation,
    ChangeChoice,
    ChangeSetUp,
    ChangeStation,
    WithdrawChoice,
    WithdrawStation,
)
from electdesk.services.commands.settling import ReturnEntry, RetypeLines, SettleDifference
from electdesk.services.commands.turnout import (
    CloseStation,
    ConfirmTurnout,
    CorrectTurnout,
    CountVoters,
    OpenStation,
    ReportTurnout,
    WithdrawReport,
)

__all__ = [
    "AcceptAsPaper",
    "AcceptPaper",
    "AddArea",
    "AddChoice",
    "AddComplainant",
    "AddContact",
    "AddContest",
    "AddIncident",
    "AddStation",
    "AddUsers",
    "Annul",
    "AssignIncidents",
    "ChangeArea",
    "ChangeChoice",
    "ChangeComplainant",
    "ChangeContact",
    "ChangeContest",
    "ChangeIncident",
    "ChangeSetUp",
    "ChangeStation",
    "ChangeUser",
    "CloseStation",
    "Command",
    "ConfirmFindings",
    "ConfirmTurnout",
    "CorrectEntry",
    "CorrectTurnout",
    "CountVoters",
    "DiscardDraft",
    "ErasePersonal",
    "FinishEntry",
    "HandOutCopy",
    "HandOverDraft",
    "JudgeIncident",
    "MakeFinal",
    "MoveIncident",
    "NoteIncident",
    "OpenStation",
    "PostCopy",
    "RegisterPaper",
    "Reopen",
    "ReportTurnout",
    "ReturnEntry",
    "ReturnPaper",
    "RetypeLines",
    "SaveCheckpoint",
    "SettleDifference",
    "Undo",
    "WithdrawChoice",
    "WithdrawContact",
    "WithdrawEntry",
    "WithdrawReport",
    "WithdrawStation",
    "areas",
    "contacts",
    "contests",
    "decisions",
    "entries",
    "handing_over",
    "history",
    "incident_notes",
    "incidents",
    "read_command",
    "reception",
    "run",
    "schemas",
    "setting_up",
    "settling",
    "turnout",
]
