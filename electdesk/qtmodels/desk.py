"""The desk: the open region as the window knows it. Every page reads from it, runs commands through it and hears of changes from it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from electdesk.domain.errors import ClerkError
from electdesk.qtmodels.runner import Runner

if TYPE_CHECKING:
    # The desk stands in the first window, which waits for neither numpy nor the forms.
    from electdesk.columns import ContestColumns
    from electdesk.services.commands import Command
    from electdesk.services.person import Person
    from electdesk.services.region import Region
    from electdesk.services.unit_of_work import ChangeSet
    from electdesk.services.users import LoggedIn


class Desk(QObject):
    """Holds at most one open region. All its signals are emitted in the window's thread.

    Commands run in the window's thread: a save is one small transaction (about 1 ms and the disk's own time), and so the columns
    have one owner and need no locks. Long work goes to ``runner`` with data that was taken out of the columns before.
    """

    opened = Signal()
    """A region was opened (or exchanged for another); read everything anew."""
    closed = Signal()
    """There is no region any more, or nobody works with it: show nothing of it."""
    locked = Signal()
    """A file with users is open, and nobody has logged in: ask who works."""
    changed = Signal(object)
    """A ChangeSet: rows of the register that look different now, or ``structural`` (read everything anew)."""
    contest_changed = Signal()
    """Another contest is shown now."""
    refused = Signal(object)
    """A ClerkError: a command was refused. The window shows its sentences."""
    drafts_changed = Signal()
    """A draft was saved, parked or removed."""
    station_chosen = Signal(int)
    """A station (row of the register) was chosen somewhere and the other parts should show it."""
    entry_wanted = Signal(int)
    """The entry page should open for a station (row of the register)."""
    set_up_wanted = Signal(int)
    """The set-up screen should open for a station (row of the register)."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.region: Region | None = None
        self._shown_to: Person | None = None
        self.waiting: Region | None = None
        """The region that is open while nobody has logged in. Pages read from ``region`` alone, so they show nothing then."""
        self.contest_record = ""
        self.runner = Runner(self)

    def take(self, region: "Region") -> None:
        """Show a region from now on; one with users once somebody has logged in."""
        region.listen(self._heard)
        region.listen_to_log_in(self._person_changed)
        if not region.person.name:
            self.waiting = region
            self.locked.emit()
        else:
            self._show(region)

    def _person_changed(self, person: "Person") -> None:
        """The roles of whoever works are others now, or nobody works any more: pages show what the new ones allow."""
        region = self.region
        if region is None:
            return
        if not person.name:
            self.region = None
            self.closed.emit()
            self.waiting = region
            self.locked.emit()
        elif person != self._shown_to:
            self._show(region)

    def _show(self, region: "Region") -> None:
        self._shown_to = region.person
        self.region, self.waiting = region, None
        if self.contest_record not in region.columns.contests:
            self.contest_record = next(iter(region.columns.contests), "")
        self.opened.emit()

    def log_in(self, login: str, password: str) -> "LoggedIn":
        """Let a user work with the region that waits. Raises ClerkError as ``services.users.authenticate``."""
        from electdesk.services.users import authenticate

        region = self.waiting
        if region is None:
            raise ClerkError("nobody_logged_in")
        found = authenticate(region, login, password)
        if not found.must_change:
            self._show(region)
        return found

    def replace_first_password(self, old: str, new: str) -> None:
        """Replace the password of a slip by one's own, and begin to work. Raises ClerkError as ``services.users.change_password``."""
        from electdesk.services.users import change_password

        region = self.waiting
        if region is None:
            raise ClerkError("nobody_logged_in")
        change_password(region, old, new)
        self._show(region)

    def lock(self) -> bool:
        """Show nothing until somebody logs in; drafts are written before. False for a file without users, or where work is under way."""
        from electdesk.services.users import has_users, lock

        region = self.region
        if region is None or not has_users(region):
            return False
        self.runner.finish()
        self.region = None
        # Pages write what is being typed while the person is still at work.
        self.closed.emit()
        try:
            lock(region)
        except ClerkError as error:
            # The note could not be written (disk full, file gone). The region waits all the same: let go, it would stay locked to all.
            self.refused.emit(error)
        self.waiting = region
        self.locked.emit()
        return True

    def let_go(self) -> None:
        """Close the region, if one is open."""
        region = self.region or self.waiting
        if region is None:
            return
        self.runner.finish()
        self.region = self.waiting = None
        self.closed.emit()
        region.close()

    def _heard(self, change: "ChangeSet") -> None:
        region = self.region
        if region is None:
            return
        if self.contest_record not in region.columns.contests:
            self.contest_record = next(iter(region.columns.contests), "")
        self.changed.emit(change)

    @property
    def can_write(self) -> bool:
        """Whether anything can be changed: a region is open and not for reading only."""
        return self.region is not None and not self.region.store.read_only

    @property
    def contest(self) -> "ContestColumns | None":
        """The contest that is shown, None without a region or without a contest. Ask for it each time: it is replaced on structural changes."""
        if self.region is None:
            return None
        return self.region.columns.contests.get(self.contest_record)

    def show_contest(self, record: str) -> None:
        """Switch the contest (record id)."""
        if record != self.contest_record:
            self.contest_record = record
            self.contest_changed.emit()

    def execute(self, command: "Command") -> "ChangeSet | None":
        """Run a command; None where it was refused (``refused`` has been emitted)."""
        return self.attempt(lambda region: region.execute(command))

    def attempt(self, work: "Callable[[Region], ChangeSet]") -> "ChangeSet | None":
        """Run something that may be refused; None where it was, or where no region is open."""
        if self.region is None:
            return None
        try:
            return work(self.region)
        except ClerkError as error:
            self.refused.emit(error)
            return None
