"""One state of one record, and the commit that made it: their shapes, their bytes and their ids."""

from typing import Final

import msgspec

from electdesk.ledger import canonical

Id = bytes
"""SHA-256 over canonical bytes: 32 bytes in the file, 64 hexadecimal digits inside other records."""


class Revision(msgspec.Struct, frozen=True, array_like=True):
    """One state of a record: ``[kind, record id, parents, body]``. Parents are hexadecimal revision ids of the same record."""

    kind: str
    record: str
    parents: tuple[str, ...]
    body: msgspec.Raw


class Withdrawn(msgspec.Struct, frozen=True):
    """The body of a record that is no longer in use. Its number and name live on in the revisions before."""

    withdrawn: str


class Genesis(msgspec.Struct, frozen=True):
    """What only the first commit of a region carries: it makes the region id, so TEST and REAL can never mix."""

    mode: str
    nonce: str
    name: str


class Origin(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where the content of a commit came from: a file's name, its SHA-256 in hexadecimal, and the sheet."""

    file: str
    sha256: str = ""
    sheet: str = ""


class Commit(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """What one command did. ``revisions`` is SHA-256 over the ids of its ``count`` revisions in their order (hexadecimal).

    ``region`` is "" in the first commit alone, which carries ``genesis``. ``session`` and ``number`` say which opening of the file
    wrote it and as the how-manieth commit; ``at`` is UTC (ISO 8601, seconds), ``offset`` the minutes that the region's clock is ahead.
    ``erases`` names records whose sealed bodies (``ledger.personal``) went with this commit, ``witness`` the second person who stood for it.
    """

    region: str
    previous: tuple[str, ...]
    session: str
    number: int
    author: str
    office: str = ""
    at: str
    offset: int
    command: str
    reason: str = ""
    origin: Origin | None = None
    undoes: str = ""
    erases: tuple[str, ...] = ()
    witness: str = ""
    revisions: str
    count: int
    genesis: Genesis | None = None


class Stored(msgspec.Struct, frozen=True):
    """Bytes with their id, as they lie in the file."""

    id: Id
    data: bytes


_REVISION: Final = msgspec.json.Decoder(Revision)
_COMMIT: Final = msgspec.json.Decoder(Commit)
_WITHDRAWN: Final = b'{"withdrawn":'


def store_revision(kind: str, record: str, parents: tuple[str, ...], body: bytes) -> Stored:
    """Encode a revision around the canonical bytes of its body."""
    data = canonical.encode_trusted((kind, record, parents, msgspec.Raw(body)))
    return Stored(canonical.digest(data), data)


def store_commit(commit: Commit) -> Stored:
    """Encode a commit."""
    data = canonical.encode(commit)
    return Stored(canonical.digest(data), data)


def read_revision(data: bytes) -> Revision:
    """Decode stored bytes. Raises msgspec.DecodeError for bytes that are no revision: only damaged bytes are."""
    return _REVISION.decode(data)


def read_commit(data: bytes) -> Commit:
    """Decode stored bytes. Raises msgspec.DecodeError for bytes that are no commit: only damaged bytes are."""
    return _COMMIT.decode(data)


def content_id(body: msgspec.Raw | bytes) -> str:
    """SHA-256 of a body alone, hexadecimal: the same for a state that came back by an undo."""
    return canonical.digest(bytes(body)).hex()


def is_withdrawn(body: msgspec.Raw | bytes) -> bool:
    """Whether the body says that the record is no longer in use."""
    return bytes(body).startswith(_WITHDRAWN)


def digest_of_ids(ids: list[Id]) -> str:
    """SHA-256 over revision ids in their order, hexadecimal: what a commit says of its revisions."""
    return canonical.digest(b"".join(ids)).hex()
