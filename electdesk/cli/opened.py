"""Opening the region that a command works on."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from electdesk import settings
from electdesk.cli.signing import sign_in
from electdesk.domain.errors import ClerkError
from electdesk.paths import backups_dir
from electdesk.services.person import Person
from electdesk.services.region import Region
from electdesk.storage.keeper import BackupKeeper
from electdesk.storage.regions import open_region
from electdesk.system import user_name


def person() -> Person:
    """Who runs the command: in a file without users the one who may do everything."""
    return Person(user_name(), office=settings.load().office)


@contextlib.contextmanager
def reading(file: Path, *, signed: bool = True) -> Iterator[Region]:
    """A region to read from: never locked, so that a command can look on while the window works.

    ``signed``: somebody has to sign in where the file has users; not so for what tells no election data to anybody.
    """
    region = open_region(file, person(), read_only=True)
    try:
        if signed:
            sign_in(region)
        yield region
    finally:
        region.close()


@contextlib.contextmanager
def writing(file: Path) -> Iterator[Region]:
    """A region to write to. Raises ClerkError("file_held") where somebody else holds it, "file_read_only" where it cannot be written."""
    region = open_region(file, person())
    try:
        if region.store.read_only_reason == "held":
            raise ClerkError("file_held", file=file, holder=region.store.holder)
        if region.store.read_only:
            raise ClerkError("file_read_only", file=file, reason=region.store.read_only_reason, holder="")
        sign_in(region)
        yield region
    finally:
        region.close()


def keeper(file: Path) -> BackupKeeper:
    """The keeper of the file's dated backups, in the folders of the settings."""
    chosen = settings.load().backup_folders
    return BackupKeeper(file, tuple(backups_dir(file, Path(folder)) for folder in chosen) or (backups_dir(file),))
