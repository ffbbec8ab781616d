"""Users of the file: added, given other roles, revoked. Passwords are no commands: ``services.users`` keeps them beside the ledger."""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

import msgspec

from electdesk.domain.errors import ClerkError
from electdesk.domain.records.user import User
from electdesk.services.commands.base import Command, handles, wanted
from electdesk.services.person import NOBODY, ROLES, Person
from electdesk.services.unit_of_work import ChangeSet

if TYPE_CHECKING:
    from electdesk.services.region import Region

LONGEST_LOGIN: Final = 40


class NewUser(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One person of a list: ``login`` is what is typed to log in, ``name`` what is printed. ``record``: the id to be given, "" for a new one."""

    login: str
    name: str = ""
    roles: tuple[str, ...] = ("clerk",)
    office: str = ""
    record: str = ""


class AddUsers(Command, frozen=True):
    """Add users. The first one of a file is an administrator: from then on the file asks who works. First passwords are given by the program."""

    users: tuple[NewUser, ...]


class ChangeUser(Command, frozen=True):
    """Change a user (by login): name, roles, office, or revoke (``active`` false). Fields left out stay as they are."""

    login: str
    reason: str
    name: str | None = None
    roles: tuple[str, ...] | None = None
    office: str | None = None
    active: bool | None = None


def users_of(region: "Region") -> dict[str, User]:
    """Record id → user, revoked ones included."""
    return dict(region.columns.records.bodies["user"])


def find_user(region: "Region", login: str) -> tuple[str, User] | None:
    """A user by login, whatever its case.

    Two offices may have given one login to two people. The record with the smaller id holds it then, on every PC; ``shadowed`` names the other.
    """
    wanted_login = folded(login)
    found = [(record, user) for record, user in users_of(region).items() if folded(user.login) == wanted_login]
    return min(found, key=lambda each: each[0], default=None)


def shadowed(region: "Region") -> frozenset[str]:
    """The records of users whose login another record holds: nobody logs in with them. An administrator adds the person under another login."""
    first: dict[str, str] = {}
    users = users_of(region)
    for record in sorted(users):
        first.setdefault(folded(users[record].login), record)
    return frozenset(users.keys() - set(first.values()))


def printed_name(region: "Region", login: str) -> str:
    """A person as documents name them: the full name of their user, else the login that commits carry."""
    bodies = region.columns.records.bodies["user"].values()
    return next((user.name for user in bodies if user.login == login and user.name), login)


def folded(login: str) -> str:
    """A login as it is compared."""
    return unicodedata.normalize("NFKC", login).strip().casefold()


@handles(AddUsers)
def add_users(region: "Region", command: AddUsers) -> ChangeSet:
    there = users_of(region)
    for _, error in wrong_users(region, command.users):
        raise error
    bodies = [
        User(login=" ".join(row.login.split()), name=" ".join(row.name.split()), roles=_known(row.roles), office=row.office.strip())
        for row in command.users
    ]
    if bodies and not there and not any("admin" in body.roles for body in bodies):
        raise ClerkError("administrator_wanted")
    unit = region.unit("AddUsers")
    for body, row in zip(bodies, command.users, strict=True):
        unit.put(body, row.record)
    return unit.commit()


def wrong_users(region: "Region", users: Sequence[NewUser]) -> Iterator[tuple[int, ClerkError]]:
    """What is wrong with a list of new users: the place of each row that cannot be taken, and why."""
    taken = {folded(user.login) for user in users_of(region).values()}
    for place, row in enumerate(users):
        login = " ".join(row.login.split())
        if not login or len(login) > LONGEST_LOGIN:
            yield place, ClerkError("login_unusable", login=login[:LONGEST_LOGIN])
        elif folded(login) in taken or row.record in region.columns.records.kind_of:
            yield place, ClerkError("login_taken", login=login)
        taken.add(folded(login))
        try:
            _known(row.roles)
        except ClerkError as error:
            yield place, error


@handles(ChangeUser)
def change_user(region: "Region", command: ChangeUser) -> ChangeSet:
    found = find_user(region, command.login)
    if found is None:
        raise ClerkError("user_unknown", login=command.login)
    record, user = found
    reason = wanted(command.reason, "user")
    given = {name: value for name in ("name", "office", "active") if (value := getattr(command, name)) is not None}
    changed = msgspec.structs.replace(user, **given)
    if command.roles is not None:
        changed = msgspec.structs.replace(changed, roles=_known(command.roles))
    unseen = shadowed(region)
    others = [other for place, other in users_of(region).items() if place != record and place not in unseen]
    if not any(is_administrator(other) for other in (*others, changed)):
        raise ClerkError("last_administrator", login=user.login)
    unit = region.unit("ChangeUser", reason)
    unit.put(changed, record)
    change = unit.commit()
    if region.person.name == user.login:
        # Whoever changes their own roles works with the new ones at once.
        region.log_in(Person(changed.login, changed.roles, changed.office) if changed.active else NOBODY)
    return change


def is_administrator(user: User) -> bool:
    """Whether a user may log in and change users."""
    return user.active and "admin" in user.roles


def _known(roles: tuple[str, ...]) -> tuple[str, ...]:
    """Roles in the order of ``ROLES``, each once. Raises ClerkError("role_unknown") for any other, and for none."""
    unknown = [role for role in roles if role not in ROLES]
    if unknown or not roles:
        raise ClerkError("role_unknown", role=", ".join(unknown), known=list(ROLES))
    return tuple(role for role in ROLES if role in roles)
