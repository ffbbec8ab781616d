"""Whom to call about a station: persons, so their bodies lie beside the ledger and ``ErasePersonal`` takes them out of the file."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import msgspec

from electdesk.domain.errors import ClerkError
from electdesk.domain.records.contact import CONTACT_ROLES, Contact
from electdesk.services.commands.base import Command, find_station, handles, wanted
from electdesk.services.unit_of_work import ChangeSet

if TYPE_CHECKING:
    from electdesk.services.region import Region

MOST_PHONES: Final = 8
LONGEST_PHONE: Final = 60
"""Characters; an extension and a word such as "home" fit in."""


class AddContact(Command, frozen=True):
    """Note whom to call about a station. ``role``: chair, deputy, secretary or other; a name or a phone is needed."""

    station: str
    role: str = "chair"
    name: str = ""
    phones: tuple[str, ...] = ()
    note: str = ""


class ChangeContact(Command, frozen=True):
    """Change a contact (record id). Fields left out stay as they are."""

    contact: str
    role: str | None = None
    name: str | None = None
    phones: tuple[str, ...] | None = None
    note: str | None = None


class WithdrawContact(Command, frozen=True):
    """Take a contact (record id) out of use. What it said stays in the file until ``ErasePersonal``; the reason must name nobody."""

    contact: str
    reason: str


@handles(AddContact)
def add_contact(region: "Region", command: AddContact) -> ChangeSet:
    row = find_station(region, command.station)
    body = Contact(
        station=region.columns.register.ids[row],
        role=command.role,
        name=" ".join(command.name.split()),
        phones=tidy_phones(command.phones),
        note=command.note.strip(),
    )
    _refuse_wrong(body)
    unit = region.unit("AddContact")
    unit.put(body)
    return unit.commit()


@handles(ChangeContact)
def change_contact(region: "Region", command: ChangeContact) -> ChangeSet:
    body = _contact(region, command.contact)
    given = {name: value for name in ("role", "note") if (value := getattr(command, name)) is not None}
    body = msgspec.structs.replace(body, **given)
    if command.name is not None:
        body = msgspec.structs.replace(body, name=" ".join(command.name.split()))
    if command.phones is not None:
        body = msgspec.structs.replace(body, phones=tidy_phones(command.phones))
    _refuse_wrong(body)
    unit = region.unit("ChangeContact")
    unit.put(body, command.contact)
    return unit.commit()


@handles(WithdrawContact)
def withdraw_contact(region: "Region", command: WithdrawContact) -> ChangeSet:
    _contact(region, command.contact)
    reason = wanted(command.reason, "withdrawal")
    unit = region.unit("WithdrawContact", reason)
    unit.withdraw(command.contact, reason)
    return unit.commit()


def tidy_phones(phones: Iterable[str]) -> tuple[str, ...]:
    """Phones with single spaces, each once, in their order; empty ones left out."""
    return tuple(dict.fromkeys(tidy for phone in phones if (tidy := " ".join(phone.split()))))


def _contact(region: "Region", record: str) -> Contact:
    found: Contact | None = region.columns.records.bodies["contact"].get(record)
    if found is None:
        raise ClerkError("contact_unknown", contact=record)
    return found


def _refuse_wrong(body: Contact) -> None:
    """Raises ClerkError without a word of what was typed: errors are written where phones must not stand."""
    if body.role not in CONTACT_ROLES:
        raise ClerkError("contact_role_unknown", role=body.role, known=list(CONTACT_ROLES))
    if not body.name and not body.phones:
        raise ClerkError("contact_empty")
    if not are_phones(body.phones):
        raise ClerkError("phone_wrong", count=MOST_PHONES, limit=LONGEST_PHONE)


def are_phones(phones: tuple[str, ...]) -> bool:
    """Whether each text can be a phone number: digits in it, and not longer than one; and not too many of them."""
    return len(phones) <= MOST_PHONES and all(
        len(phone) <= LONGEST_PHONE and sum(letter.isdigit() for letter in phone) >= 3 for phone in phones
    )
