"""An open region: its store, its columns and the person who works. Every command of window, command line and scripts runs here."""

import datetime
import secrets
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from electdesk.columns import RegionColumns
from electdesk.services import commands
from electdesk.services.person import NOBODY, Person
from electdesk.services.ports import Clock, Store, SystemClock
from electdesk.services.unit_of_work import ChangeSet, UnitOfWork

if TYPE_CHECKING:
    from electdesk.services.accounts import Account
    from electdesk.services.commands.base import Command


class Region:
    """One region, open. Not thread-safe: the window runs every command in its own thread, one at a time."""

    def __init__(self, store: Store, person: Person, clock: Clock | None = None) -> None:
        self.store = store
        self.person = person
        self.clock = clock or SystemClock()
        self.session = secrets.token_hex(8)
        self.columns = RegionColumns(store)
        self.unwritten_accounts: dict[str, Account] = {}
        self.unknown_logins: dict[str, Account] = {}
        if self.columns.records.bodies["user"]:
            # A file with users shows and does nothing before somebody has logged in.
            self.person = NOBODY
        self._log_in_listeners: list[Callable[[Person], None]] = []
        self._number = 0
        self._listeners: list[Callable[[ChangeSet], None]] = []

    def execute(self, command: "Command") -> ChangeSet:
        """Run one command: all of it is written durably when this returns, or nothing is and ClerkError says why."""
        return commands.run(self, command)

    def unit(self, command: str, reason: str = "", **parts: object) -> UnitOfWork:
        """A new unit of work for a command handler."""
        return UnitOfWork(self, command, reason, **parts)  # type: ignore[arg-type]

    def note(self, event: str, reason: str = "") -> ChangeSet:
        """Write into the chain that something happened that changed no record: a print, an export, a verification."""
        return self.unit(event, reason).commit_event()

    def next_number(self) -> int:
        """The number of the next commit in this session."""
        self._number += 1
        return self._number

    def now_text(self) -> str:
        """Now, as commits write it: UTC, ISO 8601, seconds."""
        return self.clock.now().astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def local(self, at: str) -> datetime.datetime:
        """A time written in a commit on the region's own clock."""
        return self.on_its_clock(datetime.datetime.strptime(at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=datetime.UTC))

    def on_its_clock(self, moment: datetime.datetime) -> datetime.datetime:
        """Any moment on the region's own clock; one without a zone is read as this computer's."""
        return moment.astimezone(datetime.timezone(datetime.timedelta(minutes=self.columns.set_up.utc_offset)))

    @property
    def is_test(self) -> bool:
        """Whether the region holds practice data."""
        return self.store.genesis.mode != "REAL"

    def listen(self, listener: Callable[[ChangeSet], None]) -> None:
        """Be told of every change, after it is durable and the columns hold it."""
        self._listeners.append(listener)

    def log_in(self, person: Person) -> None:
        """Somebody else works from now on, or nobody. Who may and who must: ``services.users``."""
        self.person = person
        for listener in self._log_in_listeners:
            listener(person)

    def listen_to_log_in(self, listener: Callable[[Person], None]) -> None:
        """Be told when somebody else works, or nobody."""
        self._log_in_listeners.append(listener)

    def announce(self, change: ChangeSet) -> None:
        """Tell the listeners. Called by the unit of work: what it tells of is saved, so a listener's fault goes to the one handler."""
        for listener in self._listeners:
            try:
                listener(change)
            except Exception as error:  # noqa: BLE001 - reported, and no reason to tell a person that the command failed
                sys.excepthook(type(error), error, error.__traceback__)

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()
