"""Damaging a stored region file behind the program's back, as a bad disk does: one byte of one cell."""

import shutil
import sqlite3
from pathlib import Path

from electdesk.ledger.revision import read_revision
from electdesk.storage.tables import GUARDS

Cell = tuple[str, str, int]
"""Table, column, rowid (for tables without one: the place in the order of their key)."""

KEYS = {"meta": "name", "drafts": "person || station || contest"}


def whole_copy(source: Path, target: Path) -> sqlite3.Connection:
    """A copy with its guards taken away, open for damage."""
    shutil.copyfile(source, target)
    db = sqlite3.connect(target, isolation_level=None)
    for guard in GUARDS:
        db.execute(f"drop trigger if exists {guard}")
    return db


def restore_guards(db: sqlite3.Connection) -> None:
    """Put the guards back, so that the damage is all there is to find."""
    for statement in GUARDS.values():
        db.execute(statement)
    db.close()


def cells(source: Path) -> list[Cell]:
    """Every stored cell of the durable tables and the list of heads."""
    db = sqlite3.connect(source)
    found: list[Cell] = []
    for table in ("commits", "revisions", "heads", "meta", "drafts"):
        columns = [row[1] for row in db.execute(f"pragma table_info({table})")]
        (count,) = db.execute(f"select count(*) from {table}").fetchone()
        found += [(table, column, row) for row in range(count) for column in columns]
    db.close()
    return found


def change_byte(db: sqlite3.Connection, cell: Cell, place: int, mask: int) -> str:
    """Change one byte of a cell (an integer: one bit of its value). Returns the record of the row, "" where it holds none."""
    table, column, row = cell
    order = KEYS.get(table, "seq")
    key = "name" if table == "meta" else "person, station, contest" if table == "drafts" else "seq"
    where = db.execute(f"select {key} from {table} order by {order} limit 1 offset ?", (row,)).fetchone()
    names = key.split(", ")
    test = " and ".join(f"{name} = ?" for name in names)
    (value, kind) = db.execute(f"select {column}, typeof({column}) from {table} where {test}", where).fetchone()
    record = ""
    if table == "revisions":
        (data,) = db.execute(f"select data from revisions where {test}", where).fetchone()
        record = read_revision(data).record
    if kind == "integer":
        db.execute(f"update {table} set {column} = ? where {test}", (value ^ (1 << (place % 20 + 7)), *where))
        return record
    raw = bytearray(value if isinstance(value, bytes) else value.encode())
    raw[place % len(raw)] ^= mask
    changed = "?" if kind == "blob" else "cast(? as text)"
    db.execute(f"update {table} set {column} = {changed} where {test}", (bytes(raw), *where))
    return record
