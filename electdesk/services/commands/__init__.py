"""Every command: a frozen struct, and a handler that turns it into one unit of work. The same for window, command line and scripts."""

from electdesk.services.commands import areas, contests, decisions, entries, history, setting_up
from electdesk.services.commands.areas import AddArea, ChangeArea
from electdesk.services.commands.base import Command, read_command, run, schemas
from electdesk.services.commands.contests import AddContest, ChangeContest
from electdesk.services.commands.decisions import AcceptAsPaper, Annul, MakeFinal, Reopen
from electdesk.services.commands.entries import ConfirmFindings, CorrectEntry, FinishEntry, RegisterPaper, WithdrawEntry
from electdesk.services.commands.history import SaveCheckpoint, Undo
from electdesk.services.commands.personal import ErasePersonal
from electdesk.services.commands.setting_up import (
    AddChoice,
    AddStation,
    ChangeChoice,
    ChangeSetUp,
    ChangeStation,
    WithdrawChoice,
    WithdrawStation,
)

__all__ = [
    "AcceptAsPaper",
    "AddArea",
    "AddChoice",
    "AddContest",
    "AddStation",
    "Annul",
    "ChangeArea",
    "ChangeChoice",
    "ChangeContest",
    "ChangeSetUp",
    "ChangeStation",
    "Command",
    "ConfirmFindings",
    "CorrectEntry",
    "ErasePersonal",
    "FinishEntry",
    "MakeFinal",
    "RegisterPaper",
    "Reopen",
    "SaveCheckpoint",
    "Undo",
    "WithdrawChoice",
    "WithdrawEntry",
    "WithdrawStation",
    "areas",
    "contests",
    "decisions",
    "entries",
    "history",
    "read_command",
    "run",
    "schemas",
    "setting_up",
]
