"""Who works with a file that has users: logging in and out, locking, passwords. All of it leaves a commit, none of it a password."""

import datetime
import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from electdesk.domain.errors import ClerkError
from electdesk.domain.records.user import User
from electdesk.services.accounts import (
    Account,
    account_of,
    first_password,
    hashed,
    is_right,
    keep_account,
    refuse_weak,
    seconds_left,
    tries_left,
    with_failure,
)
from electdesk.services.commands.people import AddUsers, NewUser, find_user, folded, users_of, wrong_users
from electdesk.services.person import NOBODY, Person
from electdesk.services.roles import refuse_name
from electdesk.services.unit_of_work import new_record_id

if TYPE_CHECKING:
    from electdesk.services.region import Region


class LoggedIn(msgspec.Struct, frozen=True):
    """Who works now. ``must_change``: the password was given by an administrator; nothing else can be done before it is changed."""

    person: Person
    must_change: bool


def has_users(region: "Region") -> bool:
    """Whether the file asks who works."""
    return bool(users_of(region))


def begin_users(region: "Region", login: str, password: str, name: str = "", roles: tuple[str, ...] = ("admin",)) -> None:
    """Turn a file of one person into one with users: its first administrator, who works from now on.

    Raises ClerkError: users_there, password_weak, and what AddUsers raises.
    """
    if has_users(region):
        raise ClerkError("users_there")
    refuse_weak(password, login)
    record = new_record_id()
    # The password first: killed in between, the file still has no users, instead of one whom nobody can be.
    keep_account(region, record, Account(hash=hashed(password)))
    first = NewUser(login, name, tuple(dict.fromkeys(("admin", *roles))), record=record)
    region.execute(AddUsers(users=(first,)))
    region.log_in(_person(users_of(region)[record]))
    region.note("LogIn")


def add_users(region: "Region", users: Sequence[NewUser]) -> dict[str, str]:
    """Add users and give each a first password: login → password, told this once and kept nowhere.

    Raises ClerkError: what AddUsers raises, before anything is written.
    """
    refuse_name(region.person, "AddUsers")
    for _, error in wrong_users(region, users):
        raise error
    rows = [row if row.record else msgspec.structs.replace(row, record=new_record_id()) for row in users]
    # The passwords first: killed in between, nobody is there yet, instead of users whose slips were never printed.
    given = {row.record: _give_first(region, row.record) for row in rows}
    region.execute(AddUsers(users=tuple(rows)))
    return {users_of(region)[record].login: password for record, password in given.items()}


def reset_password(region: "Region", login: str) -> str:
    """A new first password for a user who lost the old one; ends a lock-out. For administrators."""
    refuse_name(region.person, "ChangeUser")
    found = find_user(region, login)
    if found is None:
        raise ClerkError("user_unknown", login=login)
    given = _give_first(region, found[0])
    region.note("ResetPassword", found[1].login)
    return given


def _give_first(region: "Region", record: str) -> str:
    given = first_password()
    keep_account(region, record, Account(hash=hashed(given), first=True))
    return given


def authenticate(region: "Region", login: str, password: str) -> LoggedIn:
    """Log a user in: from now on the region's commands are theirs.

    Raises ClerkError: log_in_failed (``left`` tries; the same for an unknown login, and as slow), locked_out (``seconds``), user_revoked
    (only to who knows the password), account_damaged. A text that is no known login is written nowhere.
    """
    found, now = find_user(region, login), region.clock.now()
    if found is None:
        raise _unknown(region, login, password, now)
    record, user = found
    account = account_of(region, record)
    if account is not None and (left := seconds_left(account, now)):
        raise ClerkError("locked_out", seconds=left)
    if account is None or not is_right(account, password):
        if account is None:
            is_right(None, password)
        raise _wrong(region, record, user, account or Account(), now)
    assert account is not None
    if account.failed:
        keep_account(region, record, msgspec.structs.replace(account, failed=0, failed_at=""))
    if not user.active or not user.roles:
        # Without a role: two offices changed them at the same time and left none that both gave.
        raise ClerkError("user_revoked", login=user.login)
    person = _person(user)
    # Known, but without a right to anything until the note is written, and with a slip's password until that is replaced.
    region.log_in(msgspec.structs.replace(person, roles=()))
    _note(region, "LogIn")
    if not account.first:
        region.log_in(person)
    return LoggedIn(person, account.first)


def _unknown(region: "Region", login: str, password: str, now: datetime.datetime) -> ClerkError:
    """What an unknown login hears: all that a wrong password does, lock-out too. It is counted in memory, under a digest of what was typed."""
    key = hashlib.sha256(f"{region.session} {folded(login)}".encode("utf-8", "surrogatepass")).hexdigest()
    account = region.unknown_logins.get(key, Account())
    if left := seconds_left(account, now):
        return ClerkError("locked_out", seconds=left)
    is_right(None, password)
    failed = region.unknown_logins[key] = with_failure(account, now)
    return _refused(failed, now)


def _wrong(region: "Region", record: str, user: User, account: Account, now: datetime.datetime) -> ClerkError:
    failed = with_failure(account, now)
    keep_account(region, record, failed)
    working, region.person = region.person, Person(user.login, (), user.office)
    try:
        _note(region, "LogInFailed", str(failed.failed))
    finally:
        region.person = working
    return _refused(failed, now)


def _refused(failed: Account, now: datetime.datetime) -> ClerkError:
    if left := seconds_left(failed, now):
        return ClerkError("locked_out", seconds=left)
    return ClerkError("log_in_failed", left=tries_left(failed))


def change_password(region: "Region", old: str, new: str) -> Person:
    """Replace one's own password; whoever had a first one may work from here on.

    Raises ClerkError: nobody_logged_in, log_in_failed where the old one is wrong, password_weak, password_same.
    """
    found = find_user(region, region.person.name) if region.person.name else None
    if found is None:
        raise ClerkError("nobody_logged_in")
    record, user = found
    account, now = account_of(region, record), region.clock.now()
    if account is not None and (left := seconds_left(account, now)):
        raise ClerkError("locked_out", seconds=left)
    if not is_right(account, old):
        raise _wrong(region, record, user, account or Account(), now)
    refuse_weak(new, user.login)
    if new == old:
        raise ClerkError("password_same")
    if region.store.read_only:
        raise ClerkError("file_read_only", file=region.store.path, reason=region.store.read_only_reason, holder=region.store.holder)
    keep_account(region, record, Account(hash=hashed(new)))
    person = _person(user)
    region.log_in(person)
    _note(region, "ChangePassword")
    return person


def lock(region: "Region") -> None:
    """F12, or nobody at the keyboard: nothing is shown or run until somebody logs in. Drafts are kept."""
    _leave(region, "LockScreen")


def log_out(region: "Region") -> None:
    """The person ends their work."""
    _leave(region, "LogOut")


def _leave(region: "Region", event: str) -> None:
    if region.person.name and has_users(region):
        try:
            _note(region, event)
        finally:
            # Whether or not the disk takes the note, whoever left must not go on working.
            region.log_in(NOBODY)


def _note(region: "Region", event: str, reason: str = "") -> None:
    """An event in the chain, where the chain can be written."""
    if not region.store.read_only:
        region.note(event, reason)


def _person(user: User) -> Person:
    return Person(user.login, user.roles, user.office)
