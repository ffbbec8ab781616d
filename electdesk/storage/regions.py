"""Making and opening regions on region files: what the window and the command line both begin with."""

import contextlib
from collections.abc import Callable, Sequence
from pathlib import Path

from electdesk.domain.errors import ClerkError
from electdesk.domain.forms import Form
from electdesk.domain.records import SetUp
from electdesk.services.beginning import first_commit, set_up_region
from electdesk.services.person import Person
from electdesk.services.region import Region
from electdesk.services.sample import NAMES, beginning, fill
from electdesk.storage import backup as backups
from electdesk.storage.evidence import copy_files, folder_of
from electdesk.storage.region_file import RegionFile


def open_region(path: Path, person: Person, *, read_only: bool = False) -> Region:
    """Open a region file. Raises ClerkError as ``RegionFile.open`` does."""
    store = RegionFile.open(path, person.name, read_only=read_only)
    try:
        return Region(store, person)
    except BaseException:
        store.close()
        raise


def begin_region(path: Path, person: Person, mode: str, name: str, offset: int = 300) -> Region:
    """Make a new region file that holds its first commit and nothing else."""
    store = RegionFile.create(path, first_commit(name, mode, person, offset=offset), person.name)
    try:
        return Region(store, person)
    except BaseException:
        store.close()
        raise


def create_region(
    path: Path, person: Person, mode: str, set_up: SetUp, contests: Sequence[tuple[str, dict[str, str], Form]]
) -> Region:
    """Make a new region file with its set-up and contests (code, title, form). Raises ClerkError("file_exists") and others of storage."""
    return create_with(path, person, mode, set_up, lambda region: set_up_region(region, set_up, contests))


def create_with(path: Path, person: Person, mode: str, set_up: SetUp, write: Callable[[Region], object]) -> Region:
    """Make a new region file and let ``write`` fill it; where that fails, no file is left. Raises as ``create_region`` does."""
    name = next(iter(set_up.region.values()), path.stem)
    region = begin_region(path, person, mode, name, set_up.utc_offset)
    try:
        write(region)
    except BaseException:
        region.close()
        path.unlink(missing_ok=True)
        raise
    return region


def restore_region(backup: Path, target: Path, person: Person) -> None:
    """Make a new region file from a backup that was read to its last byte; the new file's chain says that it was restored.

    Onto a stick or a share, where a region is never written, the file is made without that note. Raises ClerkError: file_damaged (the
    backup is not whole; nothing was made), file_exists and others of storage.
    """
    if target.exists() or target.is_symlink():
        raise ClerkError("file_exists", file=target)
    with contextlib.closing(RegionFile.open(backup, person.name, read_only=True)) as store:
        if not store.verify().ok:
            raise ClerkError("file_damaged", file=backup)
    backups.restore(backup, target)
    copy_files(folder_of(backups.original_name(backup)), folder_of(target))
    # The copy is whole from here on: a note that cannot be written takes nothing from it.
    with contextlib.suppress(ClerkError), contextlib.closing(open_region(target, person)) as region:
        if not region.store.read_only:
            # Of a file with users nobody has logged in yet: the note names the user of the computer, and as none of the file.
            region.person = region.person if region.person.name else Person(f"({person.name})", (), person.office)
            region.note("Restore", backup.name)


def create_sample(path: Path, person: Person, name: str) -> Region:
    """Make a practice region: generated figures in TEST mode. Raises ClerkError("sample_unknown")."""
    if name not in NAMES:
        raise ClerkError("sample_unknown", name=name, known=list(NAMES))
    region = create_region(path, person, "TEST", *beginning(name))
    try:
        fill(region, name)
    except BaseException:
        region.close()
        path.unlink(missing_ok=True)
        raise
    return region
