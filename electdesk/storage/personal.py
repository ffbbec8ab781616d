"""Salt and body of sealed revisions in the region file: rows of ``meta`` beside the ledger, which may go while the ledger only adds."""

import hashlib
import re
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Final

from electdesk.domain.errors import ClerkError
from electdesk.ledger.personal import SEAL_FROM, SEAL_START, SEAL_TO, Sealed, from_text, is_sealed, opened, to_text
from electdesk.ledger.revision import read_revision
from electdesk.storage import tables
from electdesk.storage.connection import check_header, connect_to_read


def keep(db: sqlite3.Connection, sealed: Mapping[str, Sealed]) -> None:
    """Lay salts and bodies (by revision id, hexadecimal) beside the ledger; the caller holds the transaction."""
    rows = ((tables.PERSONAL + revision, to_text(each)) for revision, each in sealed.items())
    db.executemany("insert into meta (name, value) values (?, ?)", rows)


def kept(db: sqlite3.Connection) -> dict[str, str]:
    """Salt and body of every sealed revision that has them, as text by revision id."""
    rows = db.execute("select name, value from meta where substr(name, 1, ?) = ?", (len(tables.PERSONAL), tables.PERSONAL))
    return {str(name)[len(tables.PERSONAL) :]: str(value) for name, value in rows}


def open_revision(db: sqlite3.Connection, stored_id: bytes, data: bytes, erased: Mapping[str, int]) -> bytes | None:
    """A stored revision as readers get it: with its open body, or with the mark of its erasing. None where its salt or body is damaged."""
    if not is_sealed(data):
        return data
    text = tables.meta(db, tables.PERSONAL + stored_id.hex())
    return opened(data, from_text(text), erased.get(read_revision(data).record, 0))


def open_heads(
    db: sqlite3.Connection, rows: list[tuple[int, bytes, bytes]], erased: Mapping[str, int]
) -> tuple[Iterable[tuple[int, bytes]], list[tuple[int, bytes]]]:
    """Rows (place, id, bytes) as readers get them, and those that are damaged: every byte is hashed here, before anything is decoded."""
    sha256 = hashlib.sha256
    seqs, ids, blobs = zip(*rows, strict=True)
    # Nearly always all are whole and none is sealed: no loop in Python but the hashing.
    plain = set(map(type, blobs)) == {bytes} and SEAL_START not in {data[SEAL_FROM:SEAL_TO] for data in blobs}
    if plain and tuple([sha256(data).digest() for data in blobs]) == ids:
        return zip(seqs, blobs, strict=True), []
    whole, damaged = [], []
    for seq, stored_id, data in rows:
        sound = type(data) is bytes and sha256(data).digest() == stored_id
        found = open_revision(db, stored_id, data, erased) if sound else None
        if found is not None:
            whole.append((seq, found))
        else:
            damaged.append((seq, data))
    return whole, damaged


_SHAPE: Final = re.compile(r"[0-9a-f]{64} .", re.DOTALL)


def may_hold(name: str, value: str) -> bool:
    """Whether a row of ``meta`` that nothing asks for may be what is left of a personal body or a password whose name was damaged.

    Any other unknown row is a later version's, and stays as it is.
    """
    return name.startswith(tables.PERSONAL) or _SHAPE.match(value) is not None


def erase(db: sqlite3.Connection, records: Collection[str]) -> None:
    """Take away salts and bodies of all revisions of these records, and every byte of them. The caller holds the transaction.

    Deleting alone is not enough: SQLite leaves copies of rows in the gaps of pages that it has split (of 1,000 erased rows 7 were still
    found in the file, with secure_delete). So the table is written anew, and secure_delete fills its old pages with zeros: 18 ms with 3,000.
    """
    query = "select id, data from revisions where substr(data, ?, ?) = ?"
    found = db.execute(query, (SEAL_FROM, len(SEAL_START), SEAL_START))
    gone = {tables.PERSONAL + stored_id.hex() for stored_id, data in found if read_revision(data).record in records}
    staying = [row for row in db.execute("select name, value from meta order by name") if row[0] not in gone]
    db.execute("drop table meta")
    db.execute(tables.META)
    db.executemany("insert into meta values (?, ?)", staying)


def holds(path: Path, revisions: Collection[str]) -> bool:
    """Whether a file holds salt and body of one of these revisions. A file that cannot be read may."""
    try:
        check_header(path)
        db = connect_to_read(path)
        try:
            return any(tables.meta(db, tables.PERSONAL + revision) for revision in revisions)
        finally:
            db.close()
    except (ClerkError, sqlite3.Error, OSError):
        return True
