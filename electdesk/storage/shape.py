"""Whether a region file's tables, guards and views are those that ElectDesk made: other programs may have changed them behind its back."""

import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from electdesk.domain.errors import ClerkError
from electdesk.services.ports import Problem
from electdesk.storage import tables

_OURS: Final = ("station_list", "tally_")
"""How the names of the views begin that ``storage.views`` makes; any other view is somebody's own and none of our business."""

HEADS_SUM: Final = "heads"
VIEWS_SUM: Final = "views"
"""Names of ``meta``: what the derived list of heads and the derived views were when they were written last."""
_MODULUS: Final = 1_000_003


def refuse_unreadable(db: sqlite3.Connection, path: Path) -> None:
    """Raises ClerkError("file_damaged") where a durable table, or a column of it, is missing: then nothing can be read for certain."""
    for table, names in tables.COLUMNS.items():
        found = {str(row[1]) for row in db.execute(f"pragma table_info({table})")}
        if not found.issuperset(names):
            raise ClerkError("file_damaged", file=path, error=f"table {table}")


def problems(db: sqlite3.Connection) -> Iterator[Problem]:
    """What was added to, changed in or taken from the file's shape, without a look at any row."""
    (version,) = db.execute("pragma user_version").fetchone()
    if version != tables.FORMAT:
        yield Problem("format", "bytes_changed")
    schema = db.execute("select type, name, tbl_name, sql from sqlite_master where name not like 'sqlite!_%' escape '!'").fetchall()
    expected = {name: _plain(sql) for name, sql in tables.SQL.items()}
    present = {str(name): (str(kind), _plain(sql)) for kind, name, _, sql in schema}
    for name, sql in expected.items():
        if present.get(name) != ("table", sql):
            yield Problem(f"table {name}", "table_changed")
    for name in tables.missing_guards(db):
        yield Problem(f"trigger {name}", "guard_missing")
    for kind, name in foreign(db):
        yield Problem(f"{kind} {name}", "foreign_part")
    for kind, name, _, _ in schema:
        if kind == "table" and str(name) not in expected and name != "heads":
            yield Problem(f"table {name}", "foreign_part")


def foreign(db: sqlite3.Connection) -> list[tuple[str, str]]:
    """Triggers and indexes that are not ours, as (kind, name). They hold nothing and may change what a save writes or what is read."""
    query = "select type, name from sqlite_master where type in ('trigger', 'index') and sql is not null order by name"
    return [(str(kind), str(name)) for kind, name in db.execute(query) if kind == "index" or str(name) not in tables.GUARDS]


def mend(db: sqlite3.Connection) -> bool:
    """Put guards and version back, and take foreign triggers and indexes away. Returns whether there was anything. Inside a transaction."""
    guards, others = tables.missing_guards(db), foreign(db)
    for kind, name in others:
        db.execute(f'drop {kind} "{name.replace(chr(34), chr(34) * 2)}"')
    for name in guards:
        db.execute(f"drop trigger if exists {name}")
        db.execute(tables.GUARDS[name])
    (version,) = db.execute("pragma user_version").fetchone()
    if version != tables.FORMAT:
        db.execute(f"pragma user_version = {tables.FORMAT}")
    return bool(guards or others or version != tables.FORMAT)


def is_sound(db: sqlite3.Connection) -> bool:
    """Whether there is nothing for ``mend`` to do."""
    (version,) = db.execute("pragma user_version").fetchone()
    return not tables.missing_guards(db) and not foreign(db) and version == tables.FORMAT


def heads_sum(db: sqlite3.Connection) -> str:
    """Count, sum and sum of squares over the list of heads: any one place that is lost, added or changed changes it. "" if unreadable."""
    square = f"(seq % {_MODULUS}) * (seq % {_MODULUS})"
    try:
        row = db.execute(f"select count(*), coalesce(sum(seq), 0), coalesce(sum({square}), 0) from heads").fetchone()
    except sqlite3.OperationalError:
        return ""
    return " ".join(str(each) for each in row)


def moved_sum(before: str, gone: list[int], come: list[int]) -> str:
    """The sum of a list of heads after some places left it and others came, without reading the list; as it was where it is none."""
    try:
        count, total, squares = (int(each) for each in before.split(" "))
    except ValueError:
        return before
    for sign, places in ((-1, gone), (1, come)):
        count += sign * len(places)
        total += sign * sum(places)
        squares += sign * sum((place % _MODULUS) ** 2 for place in places)
    return f"{count} {total} {squares}"


def views_sum(db: sqlite3.Connection) -> str:
    """SHA-256 over the names and texts of our views."""
    rows = db.execute("select name, sql from sqlite_master where type = 'view' order by name").fetchall()
    return hashlib.sha256(repr([row for row in rows if str(row[0]).startswith(_OURS)]).encode()).hexdigest()


def _plain(sql: object) -> str:
    return " ".join(str(sql or "").lower().split())
