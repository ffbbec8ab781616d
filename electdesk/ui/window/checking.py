"""Verifying a large file while nothing else is to be done: a step at a time in the window's thread, so that figures never wait for it."""

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from electdesk.domain.errors import ClerkError
from electdesk.i18n import tr
from electdesk.qtmodels.desk import Desk
from electdesk.ui.parts.following import Words

if TYPE_CHECKING:
    from electdesk.services.ports import Verification
    from electdesk.services.region import Region

PAUSE: Final = 40
"""Milliseconds between two steps of about 15: a quarter of one processor, and a key press waits for one step at most."""
REST: Final = 500
"""Milliseconds of rest after the opening and after each change: what has to be painted comes first."""


class BackgroundCheck(QObject):
    """Verifies each region that was too large to be verified at opening. Stops with its region, rests while somebody works.

    Where more records are damaged at its end than were known before, it loads the columns anew and announces a structural change.
    """

    progressed = Signal(int)
    """How much is verified, in whole percent; -1 once nothing is being verified any more."""
    found = Signal(object)
    """The problems that were met (a tuple of ``ports.Problem``, never an empty one), when the columns leave damaged records out already."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent or desk)
        self._desk = desk
        self._region: Region | None = None
        self._steps: Iterator[tuple[int, int]] | None = None
        self._known: frozenset[str] = frozenset()
        self._percent = -1
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._step)
        desk.opened.connect(self._begin)
        desk.closed.connect(self.stop)
        desk.changed.connect(self._changed)

    @property
    def is_running(self) -> bool:
        """Whether a region is being verified."""
        return self._steps is not None

    def stop(self) -> None:
        """Verify no further. What was read so far is forgotten; nothing of it was shown."""
        self._timer.stop()
        self._region = self._steps = None
        self._tell(-1)

    def _begin(self) -> None:
        self.stop()
        region = self._desk.region
        if region is None or region.store.is_verified:
            return
        self._region = region
        self._known = region.store.damaged
        self._steps = region.store.verify_in_steps()
        self._tell(0)
        self._timer.start(REST)

    def _changed(self) -> None:
        if self.is_running:
            self._timer.start(REST)

    def _step(self) -> None:
        if self._steps is None or self._region is None:
            return
        if self._desk.runner.is_busy:
            # The worker may be reading the store: one at a time.
            self._timer.start(REST)
            return
        if self._region.store.is_verified:
            # Somebody asked for it meanwhile, and has been told.
            self.stop()
            return
        try:
            done, of = next(self._steps)
        except StopIteration:
            self._end(self._region)
        except ClerkError as error:
            self.stop()
            self._desk.refused.emit(error)
        else:
            self._tell(min(done * 100 // max(of, 1), 99))
            self._timer.start(PAUSE)

    def _end(self, region: "Region") -> None:
        self.stop()
        problems = region.store.problems
        _leave_out(region, self._known)
        if problems:
            self.found.emit(problems)

    def _tell(self, percent: int) -> None:
        if percent != self._percent:
            self._percent = percent
            self.progressed.emit(percent)


def verify_now(desk: Desk) -> "Verification":
    """Verify the open region at once, write into its chain that it was, and leave what is damaged out of all totals.

    Raises ClerkError where the file cannot be read at all.
    """
    region = desk.region
    assert region is not None
    known = region.store.damaged
    if desk.can_write:
        # Before the reading: the fingerprint that is told is the one of the status line. A full disk stops no verification.
        with contextlib.suppress(ClerkError):
            region.note("Verify")
    report = region.store.verify()
    _leave_out(region, known)
    return report


def _leave_out(region: "Region", known: frozenset[str]) -> None:
    """Load the columns anew where more records are damaged than were known."""
    from electdesk.services.unit_of_work import ChangeSet

    if region.store.damaged - known:
        region.columns.load()
        region.announce(ChangeSet(None, structural=True))


def progress_words(percent: int) -> Words:
    """What the status line says of it; "" where nothing is being verified."""
    return (lambda: tr("checked {percent} %", percent=percent)) if percent >= 0 else ""
