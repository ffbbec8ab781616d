"""One writer: an operating-system lock on a file beside the region file, naming PC, person and time, dying with its process."""

import contextlib
import datetime
import os
import socket
from pathlib import Path

import filelock
import msgspec


class Holder(msgspec.Struct, frozen=True):
    """Who holds a region file for writing. ``since`` is local time, HH:MM."""

    person: str
    host: str
    since: str
    process: int


class WriterLock:
    """The right to write one region file. Taken by the window and by the command line alike.

    The lock itself is the operating system's: it is gone when the process is, and a file left behind locks nothing. Who
    holds it stands in a second file, because opening the first for locking empties it.
    """

    def __init__(self, region: Path) -> None:
        # By its real name: a link to the file leads to the same lock.
        region = region.resolve()
        self._lock = filelock.FileLock(region.with_name(f".{region.name}.lock"), blocking=False, thread_local=False)
        self._note = region.with_name(f".{region.name}.holder")

    def acquire(self, person: str) -> bool:
        """Take the lock; False where another process has it. Raises OSError where no lock can be made there at all."""
        try:
            self._lock.acquire()
        except filelock.Timeout:
            return False
        now = datetime.datetime.now().astimezone()
        holder = Holder(person=person, host=socket.gethostname(), since=f"{now:%H:%M}", process=os.getpid())
        # The lock is what counts; on a full disk others are refused without a name.
        with contextlib.suppress(OSError):
            self._note.write_bytes(msgspec.json.encode(holder))
        return True

    def holder(self) -> Holder | None:
        """Who has the lock, as far as it is written down."""
        try:
            return msgspec.json.decode(self._note.read_bytes(), type=Holder)
        except (OSError, msgspec.DecodeError):
            return None

    def release(self) -> None:
        """Give the lock back and take the note away."""
        if self._lock.is_locked:
            with contextlib.suppress(OSError):
                self._note.unlink()
            # Before letting go: taken away afterwards it could be somebody else's lock already, and a third would make a new one.
            # Windows does not take an open file away; there it stays behind and locks nothing.
            with contextlib.suppress(OSError):
                Path(self._lock.lock_file).unlink()
            self._lock.release()
