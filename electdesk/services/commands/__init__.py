"""Every command: a frozen struct, and a handler that turns it into one unit of work. The same for window, command line and scripts."""

from electdesk.services.commands import (
    areas,
    contacts,
    contests,
    decisions,
    entries,
    handing_over,
    history,
    reception,
    setting_up,
    settling,
)
from electdesk.services.commands.areas import AddArea, ChangeArea
from electdesk.services.commands.base import Command, read_command, run, schemas
from electdesk.services.commands.contacts import AddContact, ChangeContact, WithdrawContact
from electdesk.services.commands.contests import AddContest, ChangeContest
from electdesk.services.commands.decisions import AcceptAsPaper, Annul, MakeFinal, Reopen
from electdesk.services.commands.entries import ConfirmFindings, CorrectEntry, FinishEntry, RegisterPaper, WithdrawEntry
from electdesk.services.commands.handing_over import DiscardDraft, HandOverDraft
from electdesk.services.commands.history import SaveCheckpoint, Undo
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

__all__ = [
    "AcceptAsPaper",
    "AcceptPaper",
    "AddArea",
    "AddChoice",
    "AddContact",
    "AddContest",
    "AddStation",
    "AddUsers",
    "Annul",
    "ChangeArea",
    "ChangeChoice",
    "ChangeContact",
    "ChangeContest",
    "ChangeSetUp",
    "ChangeStation",
    "ChangeUser",
    "Command",
    "ConfirmFindings",
    "CorrectEntry",
    "DiscardDraft",
    "ErasePersonal",
    "FinishEntry",
    "HandOutCopy",
    "HandOverDraft",
    "MakeFinal",
    "PostCopy",
    "RegisterPaper",
    "Reopen",
    "ReturnEntry",
    "ReturnPaper",
    "RetypeLines",
    "SaveCheckpoint",
    "SettleDifference",
    "Undo",
    "WithdrawChoice",
    "WithdrawContact",
    "WithdrawEntry",
    "WithdrawStation",
    "areas",
    "contacts",
    "contests",
    "decisions",
    "entries",
    "handing_over",
    "history",
    "read_command",
    "reception",
    "run",
    "schemas",
    "setting_up",
    "settling",
]
