"""The window's part in who works: the log-in page, lock and switch, what the roles of a person leave out of the window."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog

from electdesk import settings
from electdesk.i18n import tr
from electdesk.ui.people.watch import IdleWatch

if TYPE_CHECKING:
    from electdesk.ui.people import LogInPage
    from electdesk.ui.window.main import MainWindow

PAGES: dict[str, str] = {"entry": "FinishEntry", "differences": "SettleDifference", "reception": "AcceptPaper"}
"""Pages of the rail that are there for one command: whoever may not run it does not see the page."""


class People(QObject):
    """Log-in, lock, password and users, for one window."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._page: LogInPage | None = None
        self._watch = IdleWatch(self.lock, self)
        self._left_out: frozenset[str] = frozenset()
        window.desk.locked.connect(self._ask)
        window.desk.opened.connect(self._entered)
        window.desk.closed.connect(self._watch.stop)
        window.desk.changed.connect(lambda change: self._entered() if change.structural else None)

    def build(self) -> None:
        """The menu: lock, password, users."""
        window = self._window
        window.add_separator("file")
        window.add_action("file", "people.lock", lambda: tr("Lock, or change the user"), "F12", self.lock, icon_name="lock")
        # Also from a history or a sheet beside the window: whoever gets up locks from where they are.
        window.action("people.lock").setShortcutContext(Qt.ShortcutContext.ApplicationShortcut)
        window.add_action("file", "people.password", lambda: tr("Change my password"), slot=self.change_password)
        window.add_action("file", "people.users", lambda: tr("Users"), slot=self.show_users, icon_name="user")

    @property
    def page(self) -> "LogInPage":
        """The page that asks who works."""
        if self._page is None:
            from electdesk.ui.people import LogInPage

            window = self._window
            self._page = LogInPage(window.desk)
            window.set_page("log_in", self._page, self._page.strip)
            self._page.entered.connect(lambda: window.show_page("overview"))
            self._page.leave_wanted.connect(window.leave)
        return self._page

    def _ask(self) -> None:
        self._watch.stop()
        self.page.ask()
        self._window.show_page("log_in")

    def _entered(self) -> None:
        """Somebody works: watch the keyboard, and leave out what the person's roles do not allow."""
        from electdesk.domain.records.setup import SINGLE
        from electdesk.services.roles import may_run
        from electdesk.services.users import has_users

        region = self._window.desk.region
        if region is None:
            return
        with_users = has_users(region)
        if with_users:
            self._watch.start(settings.load().lock_after_minutes)
        left_out = {key for key, command in PAGES.items() if not may_run(region.person, command)}
        if region.columns.set_up.verification == SINGLE:
            # One entry settles: there is nothing that two could say differently.
            left_out.add("differences")
        self._left_out = frozenset(left_out)
        for key in PAGES:
            if self._window.rail.has(key):
                self._window.rail.set_offered(key, self.offers(key))

    def offers(self, key: str) -> bool:
        """Whether a page is there for the person who works."""
        return key not in self._left_out

    def enable(self) -> None:
        """Show the menu's actions as far as they mean something for this file and person."""
        from electdesk.services.roles import may_run

        window, region = self._window, self._window.desk.region
        named = region is not None and bool(region.columns.records.bodies["user"])
        for action_id in ("people.lock", "people.password"):
            window.action(action_id).setVisible(named)
        window.action("people.users").setVisible(region is not None and may_run(region.person, "AddUsers"))

    def lock(self) -> None:
        """F12, or nobody at the keyboard: what is typed is kept, nothing is shown until somebody logs in."""
        entry = self._window.__dict__.get("entry")
        if entry is not None and not entry.work.save():
            # The figures stand on the screen and nowhere else: the message there says why they cannot be written.
            self._window.show_page("entry")
            return
        if self._window.desk.lock():
            # A question that stands over the window would go on showing what the person saw, and would be answered by the next one.
            for over in QApplication.topLevelWidgets():
                if isinstance(over, QDialog) and over.isVisible():
                    over.reject()

    def change_password(self) -> None:
        """One's own password."""
        from electdesk.ui.people.password_dialog import PasswordDialog

        if PasswordDialog(self._window.desk, self._window).exec():
            self._window.say(lambda: tr("Your password was changed."))

    def show_users(self) -> None:
        """The list of users; in a file without users, the way to the first administrator."""
        from electdesk.ui.people.users_dialog import UsersDialog

        UsersDialog(self._window.desk, self._window).exec()
        self.enable()
