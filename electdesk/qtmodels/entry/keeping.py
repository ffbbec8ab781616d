"""How what is typed stays: written at most so long after a key, removed once the entry is on the disk, tried again where the disk refused."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from electdesk.domain.errors import ClerkError
from electdesk.services.drafts import Draft, drop_draft, save_draft
from electdesk.services.region import Region

SAVE_AFTER_MS: Final = 2000
"""A draft is on the disk at most so long after a key."""
Typed = tuple[Region, str, str, Draft]
"""The region, station and contest of what is typed now, and the figures as they would be kept."""


class DraftKeeping(QObject):
    """Writes the draft that ``typed`` makes, None where no station is open. Nothing here knows a form."""

    saved = Signal()
    """The draft is on the disk."""
    refused = Signal(object)
    """A ClerkError: it could not be written, and is tried again."""

    def __init__(self, typed: Callable[[], Typed | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._typed = typed
        self._unsaved = False
        self._left_over: set[tuple[str, str]] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self.save)

    def note_typing(self, *, soon: bool = True) -> None:
        """Something was typed that is not on the disk. ``soon``: write it by itself before long."""
        self._unsaved = True
        if soon and not self._timer.isActive():
            self._timer.start()

    def save(self) -> bool:
        """Write the draft if something was typed since it was written; durable when this returns. False where it could not be written."""
        self._timer.stop()
        typed = self._typed() if self._unsaved else None
        if typed is None:
            return True
        region, station, contest, draft = typed
        try:
            save_draft(region, station, contest, draft)
        except ClerkError as error:
            self._timer.start()
            self.refused.emit(error)
            return False
        self._unsaved = False
        self._left_over.discard((station, contest))
        self.drop_left_over(region)
        self.saved.emit()
        return True

    def give_up(self) -> None:
        """Let go of figures that are not written: they are not wanted, or stand somewhere else."""
        self._timer.stop()
        self._unsaved = False

    def let_go(self, region: Region | None) -> None:
        """The region is closed: nothing is waited for any more."""
        self._timer.stop()
        if region is not None:
            self.drop_left_over(region)
        self._left_over.clear()
        self._unsaved = False

    # -- drafts of entries that are finished

    def leave_over(self, region: Region, station: str, contest: str) -> None:
        """The entry is on the disk: a draft that cannot be removed must neither keep the form open nor come back in its place."""
        self._left_over.add((station, contest))
        self.drop_left_over(region)

    def is_left_over(self, station: str, contest: str) -> bool:
        """Whether a draft is that of a finished entry, whose removal has not succeeded yet."""
        return (station, contest) in self._left_over

    def want_again(self, station: str, contest: str) -> None:
        """The entry was taken back: its draft is one to go on with."""
        self._left_over.discard((station, contest))

    def drop_left_over(self, region: Region) -> None:
        """Remove the drafts of finished entries; one that cannot be removed now is tried again after the next draft is written."""
        for station, contest in tuple(self._left_over):
            try:
                drop_draft(region, station, contest)
            except ClerkError:
                return
            self._left_over.discard((station, contest))
