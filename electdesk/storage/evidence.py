"""Evidence: files kept beside the region file under their own hash, so that a changed one is told from the one that was handed in.

They lie in a folder of their own, because a photograph would make every copy of the ledger slow. A file is there before the record that
names it: a program killed in between leaves a file that nothing names, and never a record without its file.
"""

import contextlib
import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from electdesk.domain.errors import ClerkError
from electdesk.services.ports import EvidenceFile, EvidenceState
from electdesk.storage.connection import translated
from electdesk.storage.placing import whole_or_nothing

MOST_MEGABYTES: Final = 50
"""A video of some minutes; more belongs on a disk of its own, with its number in the record."""
SUFFIX: Final = ".evidence"
_AT_ONCE: Final = 1 << 20


class EvidenceFolder:
    """The files beside one region file. Implements ``services.ports.Evidence``. The folder is made with its first file."""

    def __init__(self, region_file: Path) -> None:
        self.folder = folder_of(region_file)

    def keep(self, source: Path) -> EvidenceFile:
        """Copy a file in; one that is there already is not copied again. The copy is on the disk when this returns.

        Raises ClerkError: evidence_missing, evidence_unreadable, evidence_too_large, evidence_changed (what lies under its hash is another
        file), folder_unusable and others of storage.
        """
        source = source.expanduser()
        try:
            with source.open("rb") as file:
                if os.fstat(file.fileno()).st_size > MOST_MEGABYTES << 20:
                    raise ClerkError("evidence_too_large", file=source.name, most=MOST_MEGABYTES)
                sha256, size = _digest(file)
        except FileNotFoundError:
            raise ClerkError("evidence_missing", file=source.name) from None
        except OSError as error:
            raise ClerkError("evidence_unreadable", file=source.name, error=str(error)) from None
        kept = EvidenceFile(source.name, sha256, size)
        match self.state(sha256, size):
            case "there":
                return kept
            case "changed":
                raise ClerkError("evidence_changed", file=source.name, folder=self.folder)
        self._copy(source, sha256)
        return kept

    def _copy(self, source: Path, sha256: str) -> None:
        target = self.folder / f"{sha256}{_suffix(source)}"
        with translated(target):
            try:
                self.folder.mkdir(exist_ok=True)
            except OSError as error:
                raise ClerkError("folder_unusable", file=self.folder, error=str(error)) from None
            # Another window may have kept the same file meanwhile: under this name lies the same then.
            with contextlib.suppress(_AlreadyThere), _new(target) as part:
                shutil.copyfile(source, part)
                with part.open("r+b") as file:
                    os.fsync(file.fileno())
                    file.seek(0)
                    if _digest(file)[0] != sha256:
                        raise ClerkError("evidence_unreadable", file=source.name, error="changed while it was read")

    def state(self, sha256: str, size: int) -> EvidenceState:
        """Whether a file is there as it was handed in: every byte of it is read."""
        path = self.path_of(sha256)
        if path is None:
            return "missing"
        try:
            with path.open("rb") as file:
                return "there" if _digest(file) == (sha256, size) else "changed"
        except FileNotFoundError:
            return "missing"
        except OSError:
            return "changed"

    def path_of(self, sha256: str) -> Path | None:
        """Where a file lies, None where it does not."""
        if not sha256.isalnum():
            return None
        return next(iter(sorted(self.folder.glob(f"{sha256}*"))), None)

    def copy_beside(self, copy: Path) -> int:
        """Copy the files that a copy of the region file does not have beside it yet; returns how many. Raises ClerkError("folder_unusable")."""
        return copy_files(self.folder, folder_of(copy))


def folder_of(region_file: Path) -> Path:
    """The folder of a region file's evidence. May not exist."""
    return region_file.with_name(region_file.stem + SUFFIX)


def copy_files(source: Path, target: Path) -> int:
    """Copy what a folder of evidence does not hold yet from another one; returns how many files. Raises ClerkError("folder_unusable")."""
    copied = 0
    try:
        wanted = [each for each in sorted(source.iterdir()) if each.is_file() and not each.name.startswith(".")]
    except FileNotFoundError:
        return 0
    try:
        for each in wanted:
            if not (target / each.name).exists():
                target.mkdir(parents=True, exist_ok=True)
                with contextlib.suppress(_AlreadyThere), _new(target / each.name) as part:
                    shutil.copyfile(each, part)
                copied += 1
    except OSError as error:
        raise ClerkError("folder_unusable", file=target, error=str(error)) from None
    return copied


class _AlreadyThere(Exception):
    """Somebody else made the file meanwhile."""


@contextlib.contextmanager
def _new(target: Path) -> Iterator[Path]:
    try:
        with whole_or_nothing(target) as part:
            yield part
    except ClerkError as error:
        if error.code != "file_exists":
            raise
        raise _AlreadyThere from None


def _digest(file: BinaryIO) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    while part := file.read(_AT_ONCE):
        digest.update(part)
        size += len(part)
    return digest.hexdigest(), size


def _suffix(source: Path) -> str:
    """The end of a file's name by which other programs open it, "" where it is none."""
    bare = source.suffix.lower()
    return bare if bare[1:].isascii() and bare[1:].isalnum() and len(bare) <= 9 else ""
