"""Bodies that can be erased although the ledger only adds: a revision of a personal kind holds a seal, what was sealed lies beside it.

A seal is ``{"sealed": SHA-256 of salt and canonical body}``. The id of the revision is over the seal, so whoever erases salt and body leaves
every id, every commit and every fingerprint as it was; and without the salt nobody can try names until one fits.
"""

import re
import secrets
from typing import Final

import msgspec

from electdesk.ledger import canonical
from electdesk.ledger.revision import Revision, read_revision

SALT_BYTES: Final = 32
_OPENING: Final = b'{"sealed":"'
_WIDTH: Final = len(_OPENING) + 64 + len(b'"}')
_SEAL: Final = re.compile(rb'\{"sealed":"([0-9a-f]{64})"\}')
_ERASED: Final = re.compile(rb'\{"withdrawn":"","erased":(\d+)\}')

# Where the seal of a stored revision stands: `…,{"sealed":"…"}]`. A fixed place costs nothing on the rows that have none.
SEAL_FROM: Final = -_WIDTH - 1
SEAL_TO: Final = SEAL_FROM + len(_OPENING)
SEAL_START: Final = _OPENING


class Sealed(msgspec.Struct, frozen=True):
    """What a seal is over: 32 random bytes, and the canonical bytes of the body."""

    salt: bytes
    body: bytes

    @property
    def seal(self) -> str:
        """The seal that fits, hexadecimal."""
        return canonical.digest(self.salt + self.body).hex()

    @property
    def stored_body(self) -> bytes:
        """The body that the revision holds instead."""
        return canonical.encode({"sealed": self.seal})


def seal(body: bytes) -> Sealed:
    """Seal canonical bytes under a salt of their own: equal bodies get different seals."""
    return Sealed(secrets.token_bytes(SALT_BYTES), body)


def is_sealed(data: bytes) -> bool:
    """Whether the bytes of a stored revision hold a seal instead of a body."""
    return data[SEAL_FROM:SEAL_TO] == SEAL_START


def seal_of(revision: Revision) -> str:
    """The seal that a revision holds instead of a body, "" where it holds a body."""
    match = _SEAL.fullmatch(bytes(revision.body))
    return match[1].decode() if match else ""


def to_text(sealed: Sealed) -> str:
    """Salt and body as one line of text: the salt in hexadecimal, a space, the body."""
    return f"{sealed.salt.hex()} {sealed.body.decode()}"


def from_text(text: str) -> Sealed | None:
    """Salt and body from their line; None for a line that is none (only damaged ones are)."""
    salt, _, body = text.partition(" ")
    try:
        return Sealed(bytes.fromhex(salt), body.encode())
    except ValueError:
        return None


def opened(data: bytes, sealed: Sealed | None, erased_by: int) -> bytes | None:
    """The bytes of a sealed revision with its open body in the place of the seal, for readers; the id stays that of the sealed bytes.

    Where salt and body were erased, the body says that it is withdrawn and by which commit (its place) it was erased. None where they are
    missing without such a commit (0), or are not what was sealed.
    """
    revision = read_revision(data)
    if erased_by:
        body = b'{"withdrawn":"","erased":%d}' % erased_by
    elif sealed is not None and sealed.seal == seal_of(revision):
        body = sealed.body
    else:
        return None
    return canonical.encode_trusted((revision.kind, revision.record, revision.parents, msgspec.Raw(body)))


def erased_by(revision: Revision) -> int:
    """The place of the commit that erased the body of a revision, as readers get it; 0 where it was not erased."""
    match = _ERASED.fullmatch(bytes(revision.body))
    return int(match[1]) if match else 0
