"""How a new file comes into a folder: made under a name of its own, and there under its right name only when it is whole."""

import contextlib
import errno
import os
import secrets
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from electdesk.domain.errors import ClerkError

_SUFFIX: Final = ".part"
_DEAD_AFTER: Final = 3600
"""Seconds without a write after which a part is what a killed program left: the longest copy writes all the time."""


@contextlib.contextmanager
def whole_or_nothing(target: Path) -> Iterator[Path]:
    """The path to make the new file under; it bears the target's name afterwards. Where anything fails, nothing of it stays.

    Two programs that make the same file at once do not touch each other's parts, and what is there first stays.
    Raises ClerkError: file_exists, folder_unusable.
    """
    if os.path.lexists(target):
        raise ClerkError("file_exists", file=target)
    if not target.parent.is_dir():
        raise ClerkError("folder_unusable", file=target)
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}{_SUFFIX}")
    try:
        yield part
        _rename_to_new(part, target)
    finally:
        for left in (part, part.with_name(part.name + "-journal")):
            left.unlink(missing_ok=True)


def _rename_to_new(part: Path, target: Path) -> None:
    """Rename without ever replacing a file: a rename would, a link does not. Sticks (FAT) know no links, and Windows refuses by itself."""
    try:
        os.link(part, target)
    except FileExistsError:
        raise ClerkError("file_exists", file=target) from None
    except (OSError, NotImplementedError) as error:
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EIO, errno.EROFS):
            raise
        if os.path.lexists(target):
            raise ClerkError("file_exists", file=target) from None
        part.rename(target)


def sweep(folder: Path, stem: str) -> list[Path]:
    """Take away the parts that killed programs left of files whose names begin so. Returns what went."""
    gone = []
    for part in folder.glob(f".*{_SUFFIX}"):
        with contextlib.suppress(OSError):
            if part.name.startswith(f".{stem} ") and time.time() - part.stat().st_mtime > _DEAD_AFTER:
                part.unlink()
                gone.append(part)
    return gone
