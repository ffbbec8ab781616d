"""The tables of a region file. The four durable ones never change shape; everything else is derived and dropped when its version differs."""

import sqlite3
from collections.abc import Iterable
from typing import Final

APPLICATION_ID: Final = 0x456C4465
"""Bytes 68–71 of the file ("ElDe"): tells a region file from any other SQLite file."""
FORMAT: Final = 1
"""Version of the durable tables (user_version). A file with a higher one is refused and left as it is."""
DERIVED: Final = 4
"""Version of everything derived. 3 was passed over: one changed bit would make it the 2 of an older file, and a damage a mere rebuilding."""

META: Final = "create table meta (name text primary key, value text not null) without rowid"
PERSONAL: Final = "personal:"
"""Names of ``meta`` begin with it where salt and body of a sealed revision lie; its id in hexadecimal follows."""
ACCOUNT: Final = "account "
"""Names of ``meta`` begin with it where a user's password is kept; the user's record id follows."""

SQL: Final = {
    "meta": META,
    "commits": "create table commits (seq integer primary key, id blob not null, data blob not null)",
    "revisions": (
        "create table revisions (seq integer primary key, made_by integer not null references commits (seq), "
        "id blob not null, data blob not null)"
    ),
    "drafts": (
        "create table drafts ( person text not null, station text not null, contest text not null, saved_at text not null, "
        "id blob not null, data blob not null, primary key (person, station, contest) ) without rowid"
    ),
}
"""The durable tables, each as it lies in every region file."""

COLUMNS: Final = {
    "meta": ("name", "value"),
    "commits": ("seq", "id", "data"),
    "revisions": ("seq", "made_by", "id", "data"),
    "drafts": ("person", "station", "contest", "saved_at", "id", "data"),
}

GUARDS: Final = {
    f"{table}_{event}": f"create trigger {table}_{event} before {event} on {table} begin select raise(abort, 'append only'); end"
    for table in ("commits", "revisions")
    for event in ("update", "delete")
}

HEADS: Final = "create table heads (seq integer primary key)"


def create(db: sqlite3.Connection) -> None:
    """Lay out an empty region file; the caller holds the transaction."""
    for statement in SQL.values():
        db.execute(statement)
    for trigger in GUARDS.values():
        db.execute(trigger)
    db.execute(HEADS)
    db.execute(f"pragma application_id = {APPLICATION_ID}")
    db.execute(f"pragma user_version = {FORMAT}")
    set_meta(db, "derived", str(DERIVED))


def state_of(commits: int, revisions: int, tips: Iterable[str]) -> str:
    """What ``meta`` says of the ledger after each commit: so a lost last save is seen."""
    return f"{commits} {revisions} {' '.join(tips)}"


def meta(db: sqlite3.Connection, name: str) -> str:
    """A value of ``meta``, "" where it is missing."""
    row = db.execute("select value from meta where name = ?", (name,)).fetchone()
    return "" if row is None else str(row[0])


def set_meta(db: sqlite3.Connection, name: str, value: str) -> None:
    """Write a value of ``meta``."""
    db.execute(
        "insert into meta (name, value) values (?, ?) on conflict (name) do update set value = excluded.value", (name, value)
    )


def missing_guards(db: sqlite3.Connection) -> list[str]:
    """The append-only guards that somebody took away or changed."""
    present = dict(db.execute("select name, sql from sqlite_master where type = 'trigger'"))
    return [name for name, sql in GUARDS.items() if " ".join(str(present.get(name, "")).lower().split()) != sql]
