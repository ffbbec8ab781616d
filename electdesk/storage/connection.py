"""The one place that opens SQLite, with the settings a region file needs, and turns its errors into the clerk's."""

import atexit
import contextlib
import errno
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.request import pathname2url

from electdesk.domain.errors import ClerkError
from electdesk.storage import tables

_MAGIC = b"SQLite format 3\x00"


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Open a file by its path. The settings are asserted, because SQLite ignores a pragma that it cannot follow.

    One connection serves the window's thread and its worker, one at a time (``check_same_thread`` is off for that reason).
    """
    mode = "ro" if read_only else "rwc"
    db = sqlite3.connect(f"file:{pathname2url(str(path))}?mode={mode}", uri=True, isolation_level=None, check_same_thread=False)
    try:
        db.execute("pragma cache_size = -65536")
        db.execute("pragma temp_store = memory")
        if not read_only:
            # One file between saves, readable from a read-only stick: with a write-ahead log a plain copy lost saves.
            wanted = (("journal_mode", "truncate"), ("synchronous", "2"), ("cache_spill", "0"), ("trusted_schema", "0"))
            for name, value in wanted:
                db.execute(f"pragma {name} = {value}")
                found = db.execute(f"pragma {name}").fetchone()
                if found is None or str(found[0]).lower() != value:
                    raise ClerkError("file_settings", setting=name, found=found and found[0])
    except BaseException:
        db.close()
        raise
    return db


def check_header(path: Path) -> None:
    """Refuse what is not a region file of a version we know, before SQLite touches it.

    Raises ClerkError: file_missing, file_is_folder, no_permission, file_not_region, file_newer. Nothing is open on the file at that time:
    a plain open and close beside a connection would drop SQLite's locks, so this must stay the first step of opening.
    """
    if path.is_dir():
        raise ClerkError("file_is_folder", file=path)
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        raise ClerkError("file_missing", file=path) from None
    except PermissionError:
        raise ClerkError("no_permission", file=path) from None
    except OSError as error:
        raise ClerkError("file_unreadable", file=path, error=str(error)) from None
    if len(header) < 100 or not header.startswith(_MAGIC) or int.from_bytes(header[68:72], "big") != tables.APPLICATION_ID:
        raise ClerkError("file_not_region", file=path)
    if int.from_bytes(header[60:64], "big") > tables.FORMAT:
        raise ClerkError("file_newer", file=path)


def settled_copy(path: Path) -> Path:
    """The file itself, or, where a killed program left a journal beside it, a local copy on which that half-done save is rolled back."""
    journal = path.with_name(path.name + "-journal")
    try:
        if journal.stat().st_size == 0:
            return path
    except OSError:
        return path
    folder = Path(tempfile.mkdtemp(prefix="electdesk-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    copy = folder / path.name
    shutil.copyfile(path, copy)
    shutil.copyfile(journal, copy.with_name(copy.name + "-journal"))
    db = connect(copy)
    try:
        db.execute("select count(*) from sqlite_master").fetchone()
    finally:
        db.close()
    return copy


@contextlib.contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what SQLite and the operating system say into what a clerk can mend. Everything else rises unchanged."""
    try:
        yield
    except sqlite3.OperationalError as error:
        code = _OPERATIONAL.get(error.sqlite_errorcode & 0xFF)
        if code is None:
            raise
        raise ClerkError(code, file=path, error=str(error)) from error
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
            raise
        code = "file_not_region" if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB else "file_damaged"
        raise ClerkError(code, file=path, error=str(error)) from error
    except OSError as error:
        code = _SYSTEM.get(error.errno or 0)
        if code is None:
            raise
        raise ClerkError(code, file=path, error=str(error)) from error


_OPERATIONAL = {
    sqlite3.SQLITE_BUSY: "file_busy",
    sqlite3.SQLITE_LOCKED: "file_busy",
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_READONLY: "file_read_only",
    sqlite3.SQLITE_IOERR: "medium_failed",
    sqlite3.SQLITE_CANTOPEN: "folder_unusable",
    sqlite3.SQLITE_CORRUPT: "file_damaged",
    sqlite3.SQLITE_PERM: "no_permission",
}
_SYSTEM = {
    errno.ENOSPC: "disk_full",
    errno.EROFS: "file_read_only",
    errno.EACCES: "no_permission",
    errno.EPERM: "no_permission",
    errno.ENOENT: "folder_unusable",
    errno.ENOTDIR: "folder_unusable",
    errno.EIO: "medium_failed",
    errno.ENAMETOOLONG: "folder_unusable",
}
