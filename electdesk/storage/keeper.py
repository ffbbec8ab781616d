"""Dated backups of an open region file: made on closing, before an import and every so many saves; kept by age."""

import datetime
from collections.abc import Collection
from datetime import timedelta
from pathlib import Path

from electdesk.domain.errors import ClerkError
from electdesk.services.ports import Store
from electdesk.storage import backup, personal, placing


class BackupKeeper:
    """Keeps dated copies of one region file in one or more folders. Implements ``services.ports.Keeper``."""

    def __init__(self, path: Path, folders: tuple[Path, ...]) -> None:
        self._path = path
        self._folders = folders
        self._kept = ""
        self._last: datetime.datetime | None = None

    @property
    def last(self) -> datetime.datetime | None:
        return self._last

    def keep(self, store: Store) -> list[Path]:
        """Copy the store into every folder, unless it holds nothing that the newest copy does not hold. Returns the copies made.

        A folder that cannot be used does not keep the others from being used; the error is raised at the end.
        """
        state = backup.state_of(store)
        if not self._kept:
            newest = self.copies()[:1]
            self._kept = backup.state_in(newest[0][1]) if newest else ""
        if state == self._kept:
            return []
        now = datetime.datetime.now().astimezone().replace(tzinfo=None, microsecond=0)
        while any((folder / backup.dated_name(self._path, now)).exists() for folder in self._folders):
            # Two states within one second: the later one is named for the next.
            now += timedelta(seconds=1)
        made: list[Path] = []
        failed: ClerkError | None = None
        for folder in self._folders:
            try:
                folder.mkdir(parents=True, exist_ok=True)
                placing.sweep(folder, self._path.stem)
                target = folder / backup.dated_name(self._path, now)
                store.copy_to(target)
                made.append(target)
                store.evidence.copy_beside(folder / self._path.name)
                backup.prune(folder, self._path, now)
            except OSError as error:
                failed = ClerkError("folder_unusable", file=folder, error=str(error))
            except ClerkError as error:
                failed = error
        if failed is not None:
            raise failed
        self._kept = state
        self._last = now
        return made

    def copies(self) -> list[tuple[datetime.datetime, Path]]:
        """The copies there are, newest first."""
        return sorted((found for folder in self._folders for found in backup.dated_backups(folder, self._path)), reverse=True)

    def copies_holding(self, revisions: Collection[str]) -> list[Path]:
        """The copies, newest first, that still hold the sealed body of one of these revisions, or cannot be read."""
        return [path for _, path in self.copies() if personal.holds(path, revisions)]
