"""The main window: the shell with its pages, menus and banners around one desk."""

import contextlib
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from electdesk import settings
from electdesk.domain.errors import ClerkError
from electdesk.i18n import language, ptr, tr
from electdesk.i18n.sentences import error_sentences
from electdesk.qtmodels.desk import Desk
from electdesk.ui.parts.following import Words
from electdesk.ui.parts.labels import ModeBadge
from electdesk.ui.parts.messages import Banner
from electdesk.ui.parts.number_field import NumberField
from electdesk.ui.parts.rail import RailItem
from electdesk.ui.shell import Shell
from electdesk.ui.window.checking import BackgroundCheck, progress_words, verify_now
from electdesk.ui.window.desk_pages import DeskPages
from electdesk.ui.window.file_menu import FileMenu
from electdesk.ui.window.importing import Importing, accept_drop
from electdesk.ui.window.opening import Opening
from electdesk.ui.window.people import People
from electdesk.ui.window.ports import Files
from electdesk.ui.window.region_banners import show_damage, show_region_banners
from electdesk.ui.window.standing import show_status, title_of
from electdesk.ui.window.start_page import StartPage
from electdesk.ui.window.undoing import Undoing
from electdesk.ui.window.view_menu import ViewMenu, keep

if TYPE_CHECKING:
    # The first window waits for nothing that only an open region needs: numpy, the forms, the pages.
    from electdesk.services.region import Region
    from electdesk.services.unit_of_work import ChangeSet
    from electdesk.ui.differences import DifferencesPage
    from electdesk.ui.documents import DocumentsPage
    from electdesk.ui.documents.pages import Documents
    from electdesk.ui.entry import EntryPage

REST_AFTER: Final = 400
"""Milliseconds after which the pages that nobody has asked for yet are built."""


class MainWindow(Shell):
    """One window, one desk, at most one region."""

    def __init__(self, desk: Desk, files: Files, documents: "Documents") -> None:
        super().__init__(
            (
                RailItem("overview", "overview", lambda: tr("Overview")),
                RailItem("entry", "entry", lambda: tr("Entry")),
                RailItem("turnout", "turnout", lambda: ptr("page", "Turnout"), "Ctrl+7"),
                RailItem("reception", "received", lambda: ptr("page", "Reception"), "Ctrl+5"),
                RailItem("differences", "not_equal", lambda: tr("Differences"), "Ctrl+4"),
                RailItem("documents", "documents", lambda: tr("Documents"), "Ctrl+3"),
                RailItem("incidents", "incidents", lambda: tr("Incidents"), "Ctrl+8"),
                RailItem("progress", "progress", lambda: ptr("page", "Progress"), "Ctrl+6"),
            ),
            (RailItem("help", "help", lambda: tr("Help")), RailItem("settings", "settings", lambda: tr("Settings"))),
        )
        self.desk = desk
        self.files = files
        self.documents = documents
        self.badge = ModeBadge(lambda: tr("TRAINING REGION"))
        NumberField.sound = settings.load().sound
        self._is_ready = False
        self.start = StartPage()
        self.file_menu, self.view_menu = FileMenu(self), ViewMenu(self)
        self.undoing, self.opening = Undoing(self), Opening(self)
        self.people, self.importing = People(self), Importing(self)
        self.desk_pages = DeskPages(self)
        self.check = BackgroundCheck(desk, self)
        self.set_page("start", self.start, self.start.strip)
        self._build_menus()
        self._listen()
        self.setAcceptDrops(True)
        if not self.restore_geometry(_bytes(settings.load().window_geometry)):
            self.begin_large()
        self._show_region()

    # -- building

    def prepare(self) -> None:
        """Build the first page of a region, once; the others follow when nothing else is to be done, or when they are asked for."""
        if self._is_ready:
            return
        from electdesk.ui.overview import OverviewPage

        self._is_ready = True
        self.overview = OverviewPage(self.desk, before_find=(self.badge,))
        self.set_page("overview", self.overview, self.overview.strip)
        self.overview.print_wanted.connect(self._print)
        self.overview.import_wanted.connect(lambda: self.importing.open("stations"))
        self.overview.history_wanted.connect(self.desk_pages.show_history)
        self.overview.incidents_wanted.connect(self.desk_pages.show_incidents_of)
        self.overview.incident_wanted.connect(self.desk_pages.show_incident)
        self.overview.new_incident_wanted.connect(self.desk_pages.new_incident)
        self.overview.hinted.connect(lambda text: self.status.set_slot("hint", text, right=True))
        self.add_separator("view")
        self.menu("view").addActions(self.overview.toggle_actions())
        QTimer.singleShot(REST_AFTER, self, self._prepare_rest)

    def _prepare_rest(self) -> None:
        _ = self.entry, self.printing

    @cached_property
    def entry(self) -> "EntryPage":
        """The entry page."""
        from electdesk.ui.entry import EntryPage

        page = EntryPage(self.desk)
        self.set_page("entry", page, page.strip, page.status)
        page.print_wanted.connect(lambda row: self._print([row]))
        page.finished.connect(self._finished)
        return page

    @cached_property
    def differences(self) -> "DifferencesPage":
        """The page where differing entries are settled."""
        from electdesk.ui.differences import DifferencesPage

        page = DifferencesPage(self.desk)
        self.set_page("differences", page, page.strip)
        return page

    @cached_property
    def printing(self) -> "DocumentsPage":
        """The documents page."""
        from electdesk.ui.documents import DocumentsPage

        page = DocumentsPage(self.desk, self.documents)
        self.set_page("documents", page, page.strip)
        page.message.connect(self.say)
        return page

    def show_page(self, key: str) -> None:
        """Show a page, building it where nobody has asked for it before; one that the person's roles leave out is not there."""
        if not self.people.offers(key) or (self.desk.waiting is not None and key != "log_in"):
            # While nobody has logged in there is only the page that asks who works.
            return
        if key == "entry":
            _ = self.entry
        elif key == "documents":
            self._take_chosen()
        elif key == "differences":
            _ = self.differences
        elif key == "import":
            _ = self.importing.page
        else:
            self.desk_pages.ask_for(key)
        super().show_page(key)

    def _take_chosen(self) -> None:
        """Several stations chosen in the table are what the documents are about, when they are asked for from there."""
        printing = self.printing
        rows = self.overview.chosen_rows() if self.page_key() == "overview" else []
        if len(rows) > 1:
            printing.choice.choose_rows(rows)

    def _entry_wanted(self, row: int) -> None:
        if "entry" not in self.__dict__:
            self.entry.open_station(row)
        self.show_page("entry")

    def _build_menus(self) -> None:
        self.file_menu.build()
        self.people.build()
        self.undoing.build()
        self.add_action("edit", "edit.find", lambda: tr("Find a station"), "Ctrl+G", self._find_station, icon_name="search")
        self.action("edit.find").setShortcuts([QKeySequence("Ctrl+G"), QKeySequence("Ctrl+F")])
        self.view_menu.build()
        self.desk_pages.build()
        self.add_action("help", "help.keys", lambda: tr("Keys"), "F1", self.show_help, icon_name="help")
        self.add_action("help", "help.verify", lambda: tr("Verify the file"), "Ctrl+Shift+V", self.verify)
        self.add_action("help", "help.about", lambda: tr("About"), slot=self.show_about)
        self.view_menu.tick()

    def _listen(self) -> None:
        self.desk.opened.connect(self._show_region)
        self.desk.closed.connect(lambda: self.remove_banner("error"))
        self.desk.closed.connect(self._show_region)
        self.desk.changed.connect(self._changed)
        self.desk.refused.connect(self.show_error)
        self.check.progressed.connect(lambda percent: self.status.set_slot("checked", progress_words(percent)))
        self.check.found.connect(lambda _problems: show_damage(self))
        self.desk.entry_wanted.connect(self._entry_wanted)
        self.start.open_wanted.connect(self.file_menu.choose_and_open)
        self.start.sample_wanted.connect(self.file_menu.make_sample)
        self.start.new_wanted.connect(self.file_menu.new_region)
        self.start.recent_wanted.connect(lambda name: self.open_file(Path(name)))
        self.page_changed.connect(self._page_changed)
        self.foot_triggered.connect(self._foot)
        self.closing.connect(self._closing)

    def _page_changed(self, key: str) -> None:
        # What was said or asked belongs to the page where it was said.
        self.remove_banner("message")
        if key != "log_in":
            # Why a lock could not be noted is read by whoever logs in next.
            self.remove_banner("error")
        self.undoing.leave_question()
        self._enable()

    def show_first(self) -> None:
        """Show the window: where it was last time, else as large as a usual screen allows."""
        if not settings.load().window_geometry:
            room = self.screen().availableGeometry()
            # The frame that the window manager draws around it wants its place too.
            self.resize(min(1440, room.width() - 8), min(900, room.height() - 40))
        self.show()

    def leave(self) -> None:
        """Close the region and show the start page."""
        self.opening.leave()

    def print_current(self) -> None:
        """Ctrl+P: the page's own document."""
        if self.page_key() == "documents":
            self.printing.ask_and_print()
            return
        if self.desk_pages.print_current():
            return
        work = self.entry.work
        row = work.row if work.row is not None else work.last.row if work.last is not None else None
        if self.page_key() == "entry":
            self._print([] if row is None else [row])
        else:
            self._print(self.overview.chosen_rows())

    # -- region

    def open_file(self, path: Path, *, read_only: bool = False) -> bool:
        """Open a region file; False where it could not be (the reason is shown, the region before stays open)."""
        return self.opening.open_file(path, read_only=read_only)

    def take_new(self, region: "Region", path: Path) -> None:
        """Show a region that was just made."""
        self.opening.take_new(region, path)

    def backup(self) -> bool:
        """Make a dated backup, unless nothing is newer than the last. A backup that fails is told and stops nothing."""
        return self.opening.backup()

    def _show_region(self) -> None:
        region = self.desk.region
        if region is None and self.desk.waiting is None:
            self.show_page("start")
            self.start.show_recent(settings.load().recent_files)
        self.rail.setVisible(region is not None)
        show_region_banners(self)
        self.badge.setVisible(region is not None and region.is_test)
        self._show_standing()
        self._enable()

    def _show_standing(self) -> None:
        self.setWindowTitle(title_of(self.desk.region))
        show_status(self)

    def _changed(self, change: "ChangeSet") -> None:
        show_status(self)
        self._enable()
        if change.commit is not None:
            # What was refused before has been done, or is of the past.
            self.remove_banner("error")
            self.opening.count_save()

    # -- commands

    def undo(self) -> None:
        """Ctrl+Z outside a draft: take back the last command, and say so."""
        if self.page_key() == "entry":
            self.entry.undo()
            return
        self.take_back()

    def take_back(self, commit: int = 0) -> None:
        """Take back a commit (its place in the ledger; 0: the last one), say so, and offer to make it again."""
        self.undoing.take_back(commit)

    def save(self) -> None:
        """Ctrl+S: everything is saved already; a named checkpoint and a backup, because that is what the hand wants."""
        from electdesk.services.commands import SaveCheckpoint

        if self.desk.can_write:
            self.desk.execute(SaveCheckpoint(name=tr("saved by hand")))
            if self.backup():
                self.say(lambda: tr("Everything is saved. A backup copy was made."))

    def verify(self) -> None:
        """Read every stored byte again and say what came out."""
        if self.desk.region is None:
            return
        try:
            report = verify_now(self.desk)
        except ClerkError as error:
            self.show_error(error)
            return
        if report.ok:
            self.say(
                lambda: tr(
                    "{commits} commits and {revisions} revisions verified: everything is as it was written. Fingerprint {digits}.",
                    commits=report.commits,
                    revisions=report.revisions,
                    digits=report.fingerprint,
                ),
            )
        else:
            self.remove_banner("message")
            show_damage(self)

    def say(self, words: Words, actions: Sequence[tuple[Words, Callable[[], None]]] = (), *, until_changed: bool = False) -> None:
        """One sentence that stands until the next one, or until something is changed."""
        banner = Banner(words, actions=actions)
        banner.setProperty("until_changed", until_changed)
        self.show_banner("message", banner)

    def forget_message(self) -> None:
        """Take away a sentence that was true until something changed."""
        banner = self.banner("message")
        if banner is not None and banner.property("until_changed"):
            self.remove_banner("message")

    def show_error(self, error: ClerkError) -> None:
        """The three sentences of a refusal, where the work is, not in front of it."""
        self.show_banner("error", Banner(lambda: str(error_sentences(error.code, error.params)), weight="err", icon="warning"))

    def show_unexpected(self, report: Path) -> None:
        """The one handler met a fault of ours: the draft is kept, the clerk goes on."""
        if "entry" in self.__dict__:
            with contextlib.suppress(Exception):
                self.entry.work.save()
        self.show_error(ClerkError("unexpected", file=report.name))

    def _finished(self, row: int) -> None:
        if settings.load().print_at_finish:
            self.printing.print_rows([row])

    def _print(self, rows: list[int]) -> None:
        self.printing.show_rows(rows)
        self.show_page("documents")

    def _find_station(self) -> None:
        if self.desk.region is None:
            return
        if self.page_key() == "entry":
            self.entry.ask_station()
            return
        if self.page_key() == "turnout":
            self.desk_pages.turnout.focus_find()
            return
        self.show_page("overview")
        self.overview.focus_find()

    def _foot(self, key: str) -> None:
        if key == "help":
            self.show_help()
        elif key == "settings":
            self.show_settings()
        # Else the rail keeps it, and Enter would open the same once more.
        self.focus_page()

    def show_help(self) -> None:
        """The key card."""
        from electdesk.ui.window.help import HelpDialog

        HelpDialog(self).exec()

    def show_about(self) -> None:
        """Version, licence, what is and is not protected."""
        from electdesk.ui.window.about import AboutDialog

        AboutDialog(self).exec()

    def show_settings(self) -> None:
        """Language, look, name, sound, printing, backups."""
        from electdesk.ui.window.settings_dialog import SettingsDialog

        dialog = SettingsDialog(self)
        if dialog.exec():
            chosen = dialog.chosen()
            self.set_language(chosen.language or language())
            self.set_theme(chosen.theme, chosen.zoom_percent)
            NumberField.sound = chosen.sound

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if isinstance(self.focusWidget(), QLineEdit | QPlainTextEdit) or not self.importing.takes_paste(event):
            super().keyPressEvent(event)

    # -- a file dropped on the window

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not accept_drop(self, event):
            super().dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if not accept_drop(self, event):
            super().dropEvent(event)

    # -- look and language

    def set_language(self, lang: str) -> None:
        """Switch every word of the window, at once."""
        self.view_menu.set_language(lang)

    def set_theme(self, name: str, zoom: int | None = None) -> None:
        """Switch the colours, and the size where one is given."""
        self.view_menu.set_theme(name, zoom)

    def retranslate(self) -> None:
        super().retranslate()
        # The window is told of its language while it is built, too.
        if hasattr(self, "undoing"):
            self._show_standing()

    def _enable(self) -> None:
        has, writes = self.desk.region is not None, self.desk.can_write
        for action_id in ("edit.find", "help.verify"):
            self.action(action_id).setEnabled(has)
        self.undoing.enable()
        self.file_menu.enable(has, writes)
        self.importing.enable()
        self.people.enable()
        self.desk_pages.enable()

    def _closing(self, event: QCloseEvent) -> None:
        keep(window_geometry=_text(self.geometry_bytes()))
        if self._is_ready:
            self.overview.remember()
        event.setAccepted(self.opening.leave())


def _bytes(text: str) -> bytes:
    import base64
    import binascii

    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""


def _text(data: bytes) -> str:
    import base64

    return base64.b64encode(data).decode()
