"""Which region file the window shows: opening one, leaving it with all figures on the disk, and its dated backups."""

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from electdesk import settings
from electdesk.domain.errors import ClerkError
from electdesk.i18n import tr
from electdesk.ui.parts.following import Words
from electdesk.ui.parts.messages import Banner
from electdesk.ui.window.standing import show_status

if TYPE_CHECKING:
    from electdesk.services.region import Region
    from electdesk.ui.window.main import MainWindow


class Opening(QObject):
    """Opens and leaves files for one window."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._saves = 0

    def open_file(self, path: Path, *, read_only: bool = False) -> bool:
        """Open a region file; False where it could not be (the reason is shown, the region before stays open)."""
        window = self._window
        window.prepare()
        if self._holds(path):
            region = self._region()
            if region is not None and region.store.is_as_left:
                self._bring_forward()
                return True
            # Another file lies under the name by now, or other content: what is shown is left before that can be opened.
            if not self.leave():
                return False
        try:
            opened = window.files.open(path, read_only=read_only)
        except ClerkError as error:
            window.show_error(error)
            return False
        return self._exchange(opened, path)

    def _region(self) -> "Region | None":
        return self._window.desk.region or self._window.desk.waiting

    def _holds(self, path: Path) -> bool:
        """Whether this window has the file of this name open for writing, however the name is written."""
        region = self._region()
        if region is None or region.store.read_only or region.store.path is None:
            return False
        with contextlib.suppress(OSError):
            return region.store.path.samefile(path)
        return False

    def _bring_forward(self) -> None:
        window = self._window
        if window.isMinimized():
            window.showNormal()
        window.raise_()
        window.activateWindow()
        window.say(lambda: tr("This file is open here already."))

    def take_new(self, region: "Region", path: Path) -> None:
        """Show a region that was just made."""
        self._window.prepare()
        self._exchange(region, path)

    def _exchange(self, region: "Region", path: Path) -> bool:
        window = self._window
        if not self.leave():
            region.close()
            return False
        for key in ("error", "message"):
            window.remove_banner(key)
        window.desk.take(region)
        with contextlib.suppress(OSError):
            settings.remember_file(path)
        if window.desk.waiting is None:
            window.show_page("overview")
        return True

    def leave(self) -> bool:
        """Put the last figures on the disk, make a backup, let go. False where the figures cannot be written: nothing is closed then."""
        window = self._window
        if window.desk.region is None:
            window.desk.let_go()
            return True
        if "entry" in window.__dict__ and not window.entry.work.save():
            window.show_page("entry")
            words: Words = lambda: tr(  # noqa: E731
                "The figures typed last could not be written, so nothing was closed. They stand in the form; the message there says why."
            )
            actions = ((lambda: tr("Close without them"), self._leave_without_figures),)
            window.show_banner("unsaved", Banner(words, weight="err", icon="warning", actions=actions))
            return False
        window.remove_banner("unsaved")
        self.backup()
        window.desk.let_go()
        return True

    def _leave_without_figures(self) -> None:
        self._window.entry.work.give_up()
        self.leave()

    # -- backups

    def backup(self) -> bool:
        """Make a dated backup, unless nothing is newer than the last. A backup that fails is told and stops nothing."""
        window = self._window
        region = window.desk.region
        if region is None or region.store.read_only or region.store.path is None:
            return True
        if "entry" in window.__dict__:
            # What is being typed waits up to two seconds for the disk; the copy holds it too.
            window.entry.work.save()
        try:
            window.files.keeper(region.store.path).keep(region.store)
        except ClerkError as error:
            window.show_error(error)
            return False
        self._saves = 0
        show_status(window)
        return True

    def count_save(self) -> None:
        """One more save: a backup is made after so many, as the settings say."""
        every = settings.load().backup_every_saves
        self._saves += 1
        if every and self._saves >= every:
            self._saves = 0
            QTimer.singleShot(0, self, self.backup)
