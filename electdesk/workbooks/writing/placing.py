"""How a written file comes into a folder: under a name of its own until it is whole, and never over one that somebody has open."""

import contextlib
import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from electdesk.domain.errors import ClerkError

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
_READ_ONLY: Final = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
_SHARING: Final = frozenset({32, 33})
"""What Windows says of a file that another program keeps open."""


class Stopped(Exception):
    """The person cancelled the work: nothing of the file is left."""


@contextlib.contextmanager
def new_file(target: Path, *, force: bool = False) -> Iterator[Path]:
    """The path to write to; it bears the target's name afterwards. Where anything fails, what was there stays and nothing new does.

    ``force``: a file of that name may be replaced. Raises ClerkError: file_exists, folder_in_the_way, folder_unusable, target_open,
    target_full, target_read_only.
    """
    refuse_target(target, force=force)
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        with translated(target):
            yield part
            if not force and os.path.lexists(target):
                raise ClerkError("file_exists", file=target)
            part.replace(target)
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def refuse_target(target: Path, *, force: bool = False) -> None:
    """What can be said before the work begins. Raises ClerkError as ``new_file`` does."""
    if target.is_dir():
        raise ClerkError("folder_in_the_way", file=target)
    if not target.parent.is_dir():
        raise ClerkError("folder_unusable", file=target)
    if os.path.lexists(target):
        if not force:
            raise ClerkError("file_exists", file=target)
        if any(lock.exists() for lock in _locks(target)):
            raise ClerkError("target_open", file=target)
    if not os.access(target.parent, os.W_OK):
        raise ClerkError("target_read_only", file=target)


@contextlib.contextmanager
def translated(target: Path) -> Iterator[None]:
    """Errors of the system as what a person can do something about."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise ClerkError("target_full", file=target) from error
        if getattr(error, "winerror", None) in _SHARING or (
            os.name == "nt" and isinstance(error, PermissionError) and target.exists()
        ):
            raise ClerkError("target_open", file=target) from error
        if error.errno in _READ_ONLY:
            raise ClerkError("target_read_only", file=target) from error
        raise ClerkError("folder_unusable", file=target, error=str(error)) from error


def _locks(target: Path) -> tuple[Path, Path]:
    """The files that LibreOffice and Excel lay beside a workbook while it is open."""
    return target.with_name(f".~lock.{target.name}#"), target.with_name(f"~${target.name}")


@contextlib.contextmanager
def new_folder(target: Path, *, force: bool = False) -> Iterator[Path]:
    """The folder to write files into; they stand in ``target`` afterwards, all of them or none.

    ``force``: files of these names may be replaced; others in the folder stay. Raises ClerkError as ``new_file`` does, and
    folder_not_empty.
    """
    refuse_folder(target, force=force)
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        with translated(target):
            part.mkdir()
            yield part
            if not target.is_dir():
                part.rename(target)
            else:
                for made in sorted(part.iterdir()):
                    made.replace(target / made.name)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def refuse_folder(target: Path, *, force: bool = False) -> None:
    """What can be said of a folder before the work begins. Raises ClerkError as ``new_folder`` does."""
    if os.path.lexists(target) and not target.is_dir():
        raise ClerkError("file_exists", file=target)
    if target.is_dir() and not force and any(target.iterdir()):
        raise ClerkError("folder_not_empty", file=target)
    if not target.parent.is_dir():
        raise ClerkError("folder_unusable", file=target)
    if not os.access(target if target.is_dir() else target.parent, os.W_OK):
        raise ClerkError("target_read_only", file=target)
