"""What each role may do. One table for window, command line and scripts: a screen may hide a button, only this decides."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from electdesk.domain.errors import ClerkError
from electdesk.services.person import Person

if TYPE_CHECKING:
    from electdesk.services.commands.base import Command

EVERYTHING: Final = frozenset({"supervisor", "admin"})
"""Roles that may run every command."""

ALLOWED: Final[Mapping[str, frozenset[str]]] = {
    "clerk": frozenset(
        {"FinishEntry", "CorrectEntry", "ConfirmFindings", "WithdrawEntry", "RegisterPaper", "ChangeStation", "Undo"}
    ),
    "reception": frozenset({"RegisterPaper"}),
    "observation": frozenset(),
    "analyst": frozenset(),
    "viewer": frozenset(),
}
"""Role → the commands that it may run. Three of a clerk's go no further than this: see ``OWN`` and ``NOTES``."""

OWN: Final = frozenset({"WithdrawEntry", "Undo"})
"""Commands that a role of ``ALLOWED`` may run on its own work only. Their handlers know whose work it is: ``refuse_others_work``."""

NOTES: Final = frozenset({"station", "note", "reason", "seen"})
"""The fields of ChangeStation that a role of ``ALLOWED`` may fill: it writes notes, the register is the supervisor's."""


def may_run(person: Person, name: str) -> bool:
    """Whether a person may run a command or an import, by its name. A role that is not known may do nothing."""
    return person.role in EVERYTHING or name in ALLOWED.get(person.role, ())


def refuse_role(person: Person, command: "Command") -> None:
    """Raises ClerkError("role_refused") where the person's role does not allow the command."""
    name = type(command).__name__
    refuse_name(person, name)
    if name == "ChangeStation" and person.role not in EVERYTHING:
        fields = (field for field in command.__struct_fields__ if field not in NOTES)
        if any(getattr(command, field) is not None for field in fields):
            raise ClerkError("role_refused", role=person.role, command=name)


def refuse_name(person: Person, name: str) -> None:
    """``refuse_role`` for a command that has no struct here: an import, a command that an undo takes back."""
    if not may_run(person, name):
        raise ClerkError("role_refused", role=person.role, command=name)


def refuse_others_work(person: Person, author: str, name: str) -> None:
    """Raises ClerkError("role_refused") where the work that would be taken back is another's and the role goes no further than its own."""
    if person.role not in EVERYTHING and author != person.name:
        raise ClerkError("role_refused", role=person.role, command=name)
