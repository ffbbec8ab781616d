"""Reading commits as they lie in a file, damaged or not, and what the first of them says: region id, mode, name."""

import hashlib
import re
import sqlite3
from pathlib import Path
from typing import Final

import msgspec

from electdesk.domain.errors import ClerkError
from electdesk.ledger.revision import Commit, Genesis, read_commit
from electdesk.ledger.salvage import nearest
from electdesk.services.ports import CommitRow

DAMAGED: Final = Commit(
    region="",
    previous=(),
    session="",
    number=0,
    author="",
    at="1970-01-01T00:00:00Z",
    offset=0,
    command="Damaged",
    revisions="",
    count=0,
)
"""What stands for a commit whose bytes are not what was written."""
_MODES: Final = ("REAL", "TEST")
_FIELD: Final = re.compile(rb'"(mode|name)":"([^"]*)"')


def commit_row(seq: int, stored_id: object, data: object) -> CommitRow:
    """A commit with its place; ``DAMAGED`` where its bytes are not those that its id names."""
    name = stored_id.hex() if isinstance(stored_id, bytes) else ""
    if isinstance(data, bytes) and hashlib.sha256(data).digest() == stored_id:
        try:
            return CommitRow(seq, name, read_commit(data))
        except (msgspec.DecodeError, UnicodeDecodeError):
            pass
    return CommitRow(seq, name, DAMAGED)


def read(db: sqlite3.Connection, path: Path) -> tuple[str, Genesis]:
    """The region id and what the first commit carries. Where that one is damaged, every later one still names the region.

    Raises ClerkError("file_damaged") where the file holds no commit that tells.
    """
    rows = db.execute("select seq, id, data from commits order by seq limit 2").fetchall()
    if not rows:
        raise ClerkError("file_damaged", file=path)
    first = commit_row(*rows[0])
    if first.commit.genesis is not None:
        return first.id, first.commit.genesis
    data = rows[0][2]
    fields = {name: text.decode(errors="replace") for name, text in _FIELD.findall(data if isinstance(data, bytes) else b"")}
    mode = nearest(fields.get(b"mode", ""), _MODES)
    region = next((row.commit.region for row in (commit_row(*row) for row in rows[1:]) if row.commit.region), "")
    if not region or mode not in _MODES:
        raise ClerkError("file_damaged", file=path)
    return region, Genesis(mode=mode, nonce="", name=fields.get(b"name", ""))
