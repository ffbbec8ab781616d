"""Whole copies of a region file by SQLite's own means, dated backups kept by age, and restoring one into a new file."""

import contextlib
import datetime
import hashlib
import re
import sqlite3
import time
from pathlib import Path
from typing import Final

from electdesk.domain.errors import ClerkError
from electdesk.ledger.fingerprint import fingerprint
from electdesk.services.ports import Store
from electdesk.storage import tables
from electdesk.storage.connection import check_header, connect_to_read, translated
from electdesk.storage.placing import whole_or_nothing

PATIENCE: float = 10
"""Seconds for which a copy waits for another program that has the source locked."""

_DATED: Final = re.compile(r"^(?P<name>.+) (?P<at>\d{4}-\d\d-\d\d \d\d-\d\d-\d\d)\.electdesk$")


def copy(db: sqlite3.Connection, target: Path) -> None:
    """Copy an open database to a new file; the target appears only when it is whole.

    Raises ClerkError: file_exists, folder_unusable, file_busy (another program has kept the source locked all the time).
    """
    until = time.monotonic() + PATIENCE

    def watch(status: int, remaining: int, pages: int) -> None:
        # SQLite would wait without end for a lock that nobody lets go of.
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > until:
            raise ClerkError("file_busy", file=db.execute("pragma database_list").fetchone()[2])

    with whole_or_nothing(target) as part:
        other = sqlite3.connect(part, isolation_level=None)
        try:
            db.backup(other, progress=watch)
        finally:
            other.close()


def dated_name(path: Path, at: datetime.datetime) -> str:
    """The file name of a backup: the region file's own name, date and time."""
    return f"{path.stem} {at:%Y-%m-%d %H-%M-%S}.electdesk"


def dated_backups(folder: Path, path: Path) -> list[tuple[datetime.datetime, Path]]:
    """The dated backups of a region file in a folder, newest first."""
    found = []
    for candidate in folder.glob("*.electdesk"):
        match = _DATED.match(candidate.name)
        if match and match["name"] == path.stem:
            # A name that only looks like ours has no such date.
            with contextlib.suppress(ValueError):
                # Local time, as a file manager shows it.
                at = datetime.datetime.strptime(match["at"], "%Y-%m-%d %H-%M-%S")  # noqa: DTZ007
                found.append((at, candidate))
    return sorted(found, reverse=True)


def prune(folder: Path, path: Path, now: datetime.datetime) -> list[Path]:
    """Take away what age makes needless: all of the last day stay, one an hour for three days, one a day for ever. Returns what went."""
    kept: set[str] = set()
    gone = []
    for at, candidate in dated_backups(folder, path):
        age = now - at
        if age <= datetime.timedelta(days=1):
            continue
        slot = f"{at:%Y-%m-%d %H}" if age <= datetime.timedelta(days=3) else f"{at:%Y-%m-%d}"
        if slot in kept:
            candidate.unlink(missing_ok=True)
            gone.append(candidate)
        kept.add(slot)
    return gone


def original_name(path: Path) -> Path:
    """The name in the same folder of the region file of which this is a dated backup; any other file's own name."""
    match = _DATED.match(path.name)
    return path.with_name(f"{match['name']}.electdesk") if match else path


def state_of(store: Store) -> str:
    """What a copy of the store would hold: the fingerprint of the ledger, and a hash of the drafts, which are not in it."""
    return _state(store.fingerprint, [(row.person, row.station, row.contest, row.saved_at, row.body) for row in store.drafts()])


def state_in(path: Path) -> str:
    """The same of a backup, "" where it cannot be read."""
    with contextlib.suppress(ClerkError, sqlite3.Error, ValueError, IndexError):
        check_header(path)
        db = connect_to_read(path)
        try:
            tips = [bytes.fromhex(tip) for tip in tables.meta(db, "state").split(" ")[2:]]
            drafts = db.execute("select person, station, contest, saved_at, data from drafts order by saved_at").fetchall()
        finally:
            db.close()
        return _state(fingerprint(tips), drafts)
    return ""


def _state(digits: str, drafts: list[tuple[str, str, str, str, bytes]]) -> str:
    return f"{digits} {hashlib.sha256(repr(sorted(drafts)).encode()).hexdigest()}"


def restore(source: Path, target: Path) -> None:
    """Make a new region file from a backup. The backup and any existing file stay as they are (file_exists)."""
    check_header(source)
    with translated(source):
        db = connect_to_read(source)
    try:
        with translated(target):
            copy(db, target)
    finally:
        db.close()
