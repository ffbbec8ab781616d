"""What is kept about passwords, in the region file: rows of ``meta`` with a checksum, which are written over and never enter the ledger."""

import hashlib
import sqlite3

from electdesk.storage import tables


def save(db: sqlite3.Connection, user: str, body: bytes) -> None:
    """Write or overwrite a user's row."""
    tables.set_meta(db, tables.ACCOUNT + user, f"{_sum(user, body)} {body.decode()}")


def kept(db: sqlite3.Connection) -> dict[str, bytes]:
    """User (record id) → body. A row whose bytes do not fit its checksum is empty: it opens nothing, and an administrator mends it."""
    rows = db.execute("select name, value from meta where substr(name, 1, ?) = ?", (len(tables.ACCOUNT), tables.ACCOUNT))
    return {str(name)[len(tables.ACCOUNT) :]: _body(str(name), value) for name, value in rows}


def _body(name: str, value: object) -> bytes:
    found, _, text = value.partition(" ") if isinstance(value, str) else ("", "", "")
    return text.encode() if found == _sum(name[len(tables.ACCOUNT) :], text.encode()) else b""


def _sum(user: str, body: bytes) -> str:
    return hashlib.sha256(user.encode() + b"\n" + body).hexdigest()
