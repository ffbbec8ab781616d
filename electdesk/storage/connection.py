"""The one place that opens SQLite, with the settings a region file needs, and turns its errors into the clerk's."""

import atexit
import contextlib
import errno
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from electdesk.domain.errors import ClerkError
from electdesk.storage import tables

_MAGIC = b"SQLite format 3\x00"


def connect(path: Path, *, read_only: bool = False, create: bool = False) -> sqlite3.Connection:
    """Open a file by its path; only ``create`` makes one. The settings are asserted, because SQLite ignores a pragma that it cannot follow.

    One connection serves the window's thread and its worker, one at a time (``check_same_thread`` is off for that reason).
    """
    mode = "ro" if read_only else "rwc" if create else "rw"
    db = sqlite3.connect(f"file:{_uri_path(path)}?mode={mode}", uri=True, isolation_level=None, check_same_thread=False)
    # A damaged text is still shown; what it should have been, its hash knows.
    db.text_factory = lambda text: text.decode(errors="replace")
    try:
        db.execute("pragma cache_size = -65536")
        db.execute("pragma temp_store = memory")
        if not read_only:
            # One file between saves, readable from a read-only stick: with a write-ahead log a plain copy lost saves.
            wanted = (
                ("journal_mode", "truncate"),
                ("synchronous", "2"),
                ("cache_spill", "0"),
                ("trusted_schema", "0"),
                # What is erased leaves zeros, also in the pages that SQLite keeps for later (see storage.personal).
                ("secure_delete", "1"),
            )
            for name, value in wanted:
                db.execute(f"pragma {name} = {value}")
                found = db.execute(f"pragma {name}").fetchone()
                if found is None or str(found[0]).lower() != value:
                    raise ClerkError("file_settings", setting=name, found=found and found[0])
    except BaseException:
        db.close()
        raise
    return db


def _uri_path(path: Path) -> str:
    """The path inside a file: URI. (``urllib.request.pathname2url`` would bring a whole HTTP client along: 54 ms at start.)"""
    whole = path.absolute().as_posix()
    return quote(whole if whole.startswith("/") else "/" + whole)


def check_header(path: Path) -> None:
    """Refuse what is not a region file of a version we know, before SQLite touches it.

    Raises ClerkError: file_missing, file_is_folder, no_permission, file_not_region, file_newer. Nothing is open on the file at that time:
    a plain open and close beside a connection would drop SQLite's locks, so this must stay the first step of opening.
    """
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            raise ClerkError("file_is_folder", file=path)
        # A pipe or a device would be waited for without end.
        if not stat.S_ISREG(kind):
            raise ClerkError("file_not_region", file=path)
        with path.open("rb") as file:
            header = file.read(100)
    except (FileNotFoundError, NotADirectoryError):
        raise ClerkError("file_missing", file=path) from None
    except PermissionError:
        raise ClerkError("no_permission", file=path) from None
    except (OSError, ValueError) as error:
        raise ClerkError("file_unreadable", file=path, error=str(error)) from None
    if len(header) < 100 or not header.startswith(_MAGIC) or int.from_bytes(header[68:72], "big") != tables.APPLICATION_ID:
        raise ClerkError("file_not_region", file=path)
    if int.from_bytes(header[60:64], "big") > tables.FORMAT:
        raise ClerkError("file_newer", file=path)


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Open a file for reading. Where a killed program left a half-done save, that is rolled back on a local copy: the file stays as it is.

    A save that another program is making at this moment is waited for: it is SQLite that tells the two apart.
    """
    if _has_companion(path, "-wal"):
        # Another program set another way of writing: its last saves lie beside the file, and reading them would write there too.
        return connect(_settled_copy(path), read_only=True)
    try:
        db = connect(path, read_only=True)
        try:
            db.execute("select count(*) from sqlite_master").fetchone()
        except BaseException:
            db.close()
            raise
    except sqlite3.OperationalError:
        if not _has_companion(path, "-journal"):
            raise
        return connect(_settled_copy(path), read_only=True)
    return db


def _has_companion(path: Path, suffix: str) -> bool:
    try:
        return path.with_name(path.name + suffix).stat().st_size > 0
    except OSError:
        return False


def journal_of(path: Path) -> Path:
    """Where SQLite writes what undoes an unfinished save; between saves it is empty."""
    return path.with_name(path.name + "-journal")


def sweep_journal(path: Path) -> None:
    """Take an empty journal away: between sessions one file is all there is. For the holder of the writer's lock, after closing."""
    with contextlib.suppress(OSError):
        if journal_of(path).stat().st_size == 0:
            journal_of(path).unlink()


def _settled_copy(path: Path) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="electdesk-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    copy = folder / path.name
    shutil.copyfile(path, copy)
    for suffix in ("-journal", "-wal"):
        if _has_companion(path, suffix):
            shutil.copyfile(path.with_name(path.name + suffix), copy.with_name(copy.name + suffix))
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
        code = _OPERATIONAL.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
        if code is None:
            raise
        raise ClerkError(code, file=path, error=str(error)) from error
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
            raise
        code = "file_not_region" if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_NOTADB else "file_damaged"
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
    errno.EROFS: "place_read_only",
    errno.EACCES: "no_permission",
    errno.EPERM: "no_permission",
    errno.EEXIST: "file_exists",
    errno.ENOENT: "folder_unusable",
    errno.ENOTDIR: "folder_unusable",
    errno.EIO: "medium_failed",
    errno.ENAMETOOLONG: "folder_unusable",
}
