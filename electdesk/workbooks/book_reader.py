"""Any file that an office keeps a list in, read into a book of sheets of text.

The file is copied, the copy hashed and read in a process of its own (``workbooks.worker``): a crafted file can end that process,
and a person can end it, while the window stays.
"""

import contextlib
import datetime
import hashlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import msgspec

from electdesk.collector import collector_paused
from electdesk.domain.errors import ClerkError
from electdesk.services.imports.book import Book
from electdesk.services.imports.sheet import column_letters
from electdesk.workbooks.assembling import BookParts
from electdesk.workbooks.reading import limits
from electdesk.workbooks.reading.blocks import BlockReader, Ended, Progress, WasRefused
from electdesk.workbooks.reading.refusal import Refused
from electdesk.workbooks.reading.sink import Sink
from electdesk.workbooks.reading.text_table import read_text_table
from electdesk.workbooks.reading.told import LOOKED_AT, told_by_start
from electdesk.workbooks.worker import BLOCKS, SOURCE

WORKER_ARGUMENT: Final = "--read-table"
"""The first argument that makes the program the worker; see ``electdesk.__main__``."""
_PERIOD_SECONDS: Final = 0.02
_COPIED_AT_ONCE: Final = 1 << 20
_READ_HERE: Final = 500_000
"""Bytes of a text table that is read faster here than a process starts."""
_LOCK_FILES: Final = ("~$", ".~lock.")

Told = Callable[[float], None]
Asked = Callable[[], bool]


class _Copy(msgspec.Struct, frozen=True):
    """The file as it lay on the disk, copied."""

    path: Path
    sha256: str
    size: int
    modified: str


def read_book(path: Path, *, progress: Told | None = None, cancelled: Asked | None = None) -> Book:
    """The file's sheets. Implements ``services.imports.book.BookReader``.

    Raises ClerkError("cancelled") within a moment of ``cancelled`` answering True, and with ``file``: source_missing,
    source_is_folder, source_unreadable, source_empty, source_too_large (``limit`` bytes), source_lock_file, source_changing,
    source_not_table (``looks``), source_not_text, source_bad_quotes (``row``), source_damaged, source_encrypted, source_unsafe
    (``reason``: members, unpacked, ratio, overlap, paths, packing, entities, depth), source_too_many_rows, source_too_many_cells,
    source_too_much_text (``limit``), source_far_cell (``sheet``, ``cell``), source_reading_failed (``reason``: "", time, memory).
    """
    asked = cancelled or (lambda: False)
    name = path.name or str(path)
    try:
        with tempfile.TemporaryDirectory(prefix="electdesk-read-", ignore_cleanup_errors=True) as folder:
            copy = _copied(path, Path(folder), asked)
            parts = BookParts(name, copy.sha256, copy.size)
            with collector_paused():
                ended = _read_here(copy, path.stem, parts) or _read_elsewhere(copy, path.stem, parts, progress, asked)
    except Refused as refusal:
        raise ClerkError(refusal.code, file=name, **_named_cell(refusal.params)) from refusal
    except OSError as error:
        raise ClerkError("source_unreadable", file=name, error=error.strerror or str(error)) from error
    sheets = parts.sheets()
    if not any(sheet.rows for sheet in sheets):
        raise ClerkError("source_empty", file=name)
    if progress is not None:
        progress(1.0)
    return Book(name, copy.sha256, copy.size, copy.modified, ended.format, sheets, tuple(ended.notes))


def _named_cell(params: dict[str, Any]) -> dict[str, Any]:
    """A cell's row and column under the name that table programs give it."""
    if "column" not in params:
        return params
    named = {key: value for key, value in params.items() if key not in ("row", "column")}
    return {**named, "cell": f"{column_letters(params['column'])}{params['row']}"}


def _copied(path: Path, folder: Path, cancelled: Asked) -> _Copy:
    """Copy and hash. A file that is written meanwhile is copied once more."""
    _check_kind(path)
    for _ in range(2):
        try:
            before = path.stat()
        except FileNotFoundError as error:
            raise Refused("source_missing") from error
        if not before.st_size:
            raise Refused("source_empty")
        if before.st_size > max(limits.LARGEST_TEXT, limits.LARGEST_WORKBOOK):
            raise Refused("source_too_large", limit=limits.LARGEST_TEXT)
        digest = hashlib.sha256()
        with path.open("rb") as source, (folder / SOURCE).open("wb") as target:
            size = 0
            # A file that somebody is still writing may grow for ever: what is beyond its length is not waited for.
            while size <= before.st_size and (chunk := source.read(_COPIED_AT_ONCE)):
                _stop_if(cancelled)
                size += len(chunk)
                digest.update(chunk)
                target.write(chunk)
            after = os.fstat(source.fileno())
        if (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns) and size == after.st_size:
            modified = datetime.datetime.fromtimestamp(after.st_mtime, datetime.UTC).astimezone().isoformat(timespec="seconds")
            return _Copy(folder / SOURCE, digest.hexdigest(), size, modified)
    raise Refused("source_changing")


def _check_kind(path: Path) -> None:
    try:
        if path.is_dir():
            raise Refused("source_is_folder")
        if not path.exists():
            raise Refused("source_missing")
    except ValueError as error:
        raise Refused("source_unreadable", error=str(error)) from error
    if not path.is_file():
        raise Refused("source_not_table", looks="device", reason="")
    if path.name.startswith(_LOCK_FILES):
        raise Refused("source_lock_file")


def _stop_if(cancelled: Asked) -> None:
    if cancelled():
        raise ClerkError("cancelled")


def _read_here(copy: _Copy, name: str, parts: BookParts) -> Ended | None:
    """A small text table, read in this process: it can do no more harm than be refused. None for anything else."""
    if copy.size > _READ_HERE:
        return None
    data = copy.path.read_bytes()
    if told_by_start(data[:LOOKED_AT]) != "text":
        return None
    return Ended(*read_text_table(data, name, Sink(parts.take)))


def _read_elsewhere(copy: _Copy, name: str, parts: BookParts, progress: Told | None, cancelled: Asked) -> Ended:
    folder = copy.path.parent
    blocks = folder / BLOCKS
    blocks.touch()
    latest = time.monotonic() + limits.seconds_for(copy.size)
    process = _started(folder, name)
    try:
        with blocks.open("rb") as file:
            reader = BlockReader(file)
            while True:
                # Asked before reading: what it wrote before its end is then not overlooked.
                is_over = process.poll() is not None
                for block in reader:
                    if isinstance(block, WasRefused):
                        raise Refused(block.code, **block.params)
                    if isinstance(block, Ended):
                        return block
                    if isinstance(block, Progress):
                        if progress is not None:
                            progress(min(block.share, 1.0) * 0.99)
                    else:
                        parts.take(block)
                    _stop_if(cancelled)
                if is_over:
                    limit = round(limits.seconds_for(copy.size))
                    raise Refused("source_reading_failed", reason=_why_it_died(process.returncode), limit=limit)
                _stop_if(cancelled)
                if time.monotonic() > latest:
                    raise Refused("source_reading_failed", reason="time", limit=round(limits.seconds_for(copy.size)))
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(_PERIOD_SECONDS)
    finally:
        process.kill()
        process.wait()
        if process.stdin is not None:
            process.stdin.close()


def _why_it_died(code: int) -> str:
    if sys.platform == "win32":
        return ""
    import signal

    return "time" if code == -signal.SIGXCPU else ""


def _started(folder: Path, name: str) -> "subprocess.Popen[bytes]":
    """The worker: this program with its hidden argument, frozen or not."""
    start = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-P", "-m", "electdesk"]
    package = str(Path(__file__).resolve().parents[2])
    paths = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
    # One arena: each further one takes 64 MB of the address space that the worker is held to.
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "MALLOC_ARENA_MAX": "1"}
    return subprocess.Popen(
        [*start, WORKER_ARGUMENT, str(folder), name],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder.parent,
        env=environment,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
