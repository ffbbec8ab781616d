"""What lies beside the ledger about a user's password: its hash, tries that failed, whether it must be changed."""

import datetime
import secrets
import unicodedata
from typing import TYPE_CHECKING, Final

import msgspec

from electdesk.domain.errors import ClerkError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

    from electdesk.services.region import Region

LEAST: Final = 10
"""Characters of a password."""
LONGEST: Final = 200
TRIES: Final = 5
"""So many wrong passwords are taken without waiting."""
FIRST_WAIT: Final = 15
"""Seconds of the first lock-out; each further wrong password doubles it."""
LONGEST_WAIT: Final = 3600
TIME_COST: Final = 2
MEMORY_KIB: Final = 19 * 1024
"""Argon2id as OWASP advises for small machines: 19 MiB, two passes, one lane; below half a second on a PC of ten years."""
LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits of first passwords: none that looks like another on paper."""
GROUPS: Final = 3
GROUP: Final = 4
AT_FORMAT: Final = "%Y-%m-%dT%H:%M:%SZ"


class Account(msgspec.Struct, frozen=True, omit_defaults=True):
    """``hash`` in Argon2's own form, which names its parameters; "" until an administrator gives a first password.

    ``first``: given by an administrator, to be changed at the first log-in. ``failed``: wrong tries since the last right one, the last of
    them at ``failed_at`` (UTC).
    """

    hash: str = ""
    first: bool = False
    failed: int = 0
    failed_at: str = ""


def hasher() -> "PasswordHasher":
    """The one way in which passwords are hashed. Imported when first needed: no window waits for it."""
    from argon2 import PasswordHasher, Type

    return PasswordHasher(time_cost=TIME_COST, memory_cost=MEMORY_KIB, parallelism=1, type=Type.ID)


def hashed(password: str) -> str:
    """The hash under which a password is kept."""
    return hasher().hash(_as_bytes(password))


def is_right(account: Account | None, password: str) -> bool:
    """Whether the password is the account's. Costs the same for an unknown account: its absence is not to be measured."""
    from argon2.exceptions import VerificationError

    known = account is not None and bool(account.hash)
    try:
        hasher().verify(account.hash if account is not None and known else _nobodys(), _as_bytes(password))
    except VerificationError:
        return False
    return known


def _as_bytes(password: str) -> bytes:
    """A password composed (NFC): "й" is the same letter from every keyboard and system. Half a character opens nothing and breaks nothing."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")


def _nobodys() -> str:
    """The hash of a password that nobody has."""
    global _NOBODYS  # made once, because making it costs as much as comparing
    if not _NOBODYS:
        _NOBODYS = hashed(secrets.token_urlsafe(24))
    return _NOBODYS


_NOBODYS = ""


def first_password() -> str:
    """A password for a slip of paper: three groups of four letters and digits that are told apart when written."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))


def refuse_weak(password: str, login: str) -> None:
    """Raises ClerkError("password_weak"): too short, too long, or the login itself."""
    if not LEAST <= len(password) <= LONGEST or login.casefold() == password.casefold():
        raise ClerkError("password_weak", least=LEAST)


def seconds_left(account: Account, now: datetime.datetime) -> int:
    """How long the account is locked from now on. A clock that was set back shortens nothing and locks no longer than one whole wait."""
    if account.failed < TRIES or not account.failed_at:
        return 0
    wait = min(FIRST_WAIT << min(account.failed - TRIES, 20), LONGEST_WAIT)
    since = datetime.datetime.strptime(account.failed_at, AT_FORMAT).replace(tzinfo=datetime.UTC)
    passed = (now - since).total_seconds()
    return wait if passed < 0 else max(0, wait - int(passed))


def tries_left(account: Account) -> int:
    """How many wrong passwords are still taken before the first wait."""
    return max(0, TRIES - account.failed)


def with_failure(account: Account, now: datetime.datetime) -> Account:
    """The account after one more wrong password."""
    return msgspec.structs.replace(account, failed=account.failed + 1, failed_at=now.astimezone(datetime.UTC).strftime(AT_FORMAT))


def account_of(region: "Region", user: str) -> Account | None:
    """A user's account (record id), None where there is none. Raises ClerkError("account_damaged") where its bytes cannot be read."""
    kept = region.unwritten_accounts.get(user)
    if kept is not None:
        return kept
    body = region.store.accounts().get(user)
    if body is None:
        return None
    try:
        return msgspec.json.decode(body, type=Account)
    except msgspec.DecodeError:
        raise ClerkError("account_damaged") from None


def keep_account(region: "Region", user: str, account: Account) -> None:
    """Write a user's account; for a file that is open for reading only it is kept until the file is closed."""
    if region.store.read_only:
        region.unwritten_accounts[user] = account
    else:
        region.store.save_account(user, msgspec.json.encode(account))
