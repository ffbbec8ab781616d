"""The file menu: new, open, recent, save a copy, restore, work on this computer, import, close."""

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu

from electdesk import settings
from electdesk.domain.errors import ClerkError
from electdesk.i18n import tr
from electdesk.paths import user_data_dir, user_documents_dir
from electdesk.ui.parts.menu_keys import give_keys
from electdesk.ui.window.exporting import Exporting

if TYPE_CHECKING:
    from electdesk.services.region import Region
    from electdesk.services.set_up.ready import Ready
    from electdesk.ui.window.main import MainWindow

ENDING = ".electdesk"


class FileMenu:
    """The actions of the file menu and what they do."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._recent: QMenu | None = None
        self.exporting = Exporting(window)

    def build(self) -> None:
        """Add the actions to the window's menu."""
        add = self._window.add_action
        standard = QKeySequence.StandardKey
        add("file", "file.new", lambda: tr("New region …"), standard.New, self.new_region, icon_name="plus")
        add("file", "file.from", lambda: tr("New region from this one …"), slot=self.region_from_this)
        add("file", "file.open", lambda: tr("Open …"), standard.Open, self.choose_and_open, icon_name="open")
        self._recent = self._window.menu("file").addMenu(tr("Recent files"))
        self._recent.aboutToShow.connect(self._fill_recent)
        add("file", "file.sample", lambda: tr("Practice region …"), "Ctrl+Shift+N", self.make_sample)
        self._window.add_separator("file")
        add("file", "file.setup", lambda: tr("Set-up of the region …"), slot=lambda: self.show_set_up(), icon_name="settings")
        self._window.importing.build()
        self.exporting.build()
        self._window.add_separator("file")
        add("file", "file.save", lambda: tr("Save"), standard.Save, self._window.save, icon_name="save")
        add("file", "file.copy", lambda: tr("Save a copy …"), "Ctrl+Shift+S", self.save_copy)
        add("file", "file.restore", lambda: tr("Restore from a backup copy …"), "Ctrl+Shift+O", self.restore, icon_name="backup")
        self._window.add_separator("file")
        add("file", "file.print", lambda: tr("Print …"), standard.Print, self._print, icon_name="print")
        self._window.add_separator("file")
        self._window.desk.set_up_wanted.connect(self.show_set_up)
        add("file", "file.close", lambda: tr("Close the region"), "Ctrl+W", self.close_region)
        add("file", "file.quit", lambda: tr("Quit"), "Ctrl+Q", lambda: self._window.close())

    def enable(self, has: bool, writes: bool) -> None:
        """What can be done now: ``has`` a region is open, ``writes`` it may be changed."""
        for action_id in ("file.copy", "file.close", "file.print"):
            self._window.action(action_id).setEnabled(has)
        self.exporting.enable(has)
        self._window.action("file.save").setEnabled(writes)
        self._window.action("file.setup").setEnabled(writes and self._may_run("ChangeSetUp", "AddStation"))
        self._window.action("file.from").setEnabled(has and self._may_run("SetUpRegion"))
        if self._recent is not None:
            self._recent.setTitle(tr("Recent files"))

    def _fill_recent(self) -> None:
        assert self._recent is not None
        self._recent.clear()
        for name in settings.load().recent_files:
            self._recent.addAction(name.replace("&", "&&"), lambda name=name: self._window.open_file(Path(name)))
        if self._recent.isEmpty():
            self._recent.addAction(tr("none yet")).setEnabled(False)
        give_keys(self._recent)

    def choose_and_open(self) -> None:
        """Ask for a file and open it."""
        name, _ = QFileDialog.getOpenFileName(self._window, tr("Open a region file"), self._folder(), self._filter())
        if name:
            self._window.open_file(Path(name))

    def new_region(self) -> None:
        """Ask for everything page by page, then for the file, and begin."""
        from electdesk.qtmodels.setup.work import DRAFT_NAME, SetUpWork
        from electdesk.ui.setup.passwords import FirstPasswords
        from electdesk.ui.setup.wizard import SetUpWizard

        made: list[tuple[Path, dict[str, str]]] = []

        def make(mode: str, ready: "Ready", password: str) -> "Region | None":
            path = self._ask_target(tr("Save the new region as"), f"{wizard.file_name()}{ENDING}")
            if path is None:
                return None
            region, given = self._window.files.begin(path, mode, ready, password)
            made.append((path, given))
            return region

        work = SetUpWork(self._window.files.tables(), user_data_dir() / DRAFT_NAME)
        wizard = SetUpWizard(work, make, self._window)
        accepted = wizard.exec()
        region = wizard.region
        wizard.deleteLater()
        if not accepted or region is None:
            return
        ((path, given),) = made
        self._window.take_new(region, path)
        if given:
            FirstPasswords(self._window.desk, given, self._window).exec()

    def make_sample(self) -> None:
        """Make the practice region where the person says, and open it."""
        path = self._ask_target(tr("Save the practice region as"), f"vko-2011{ENDING}")
        if path is None:
            return
        try:
            region = self._window.files.sample(path)
        except ClerkError as error:
            self._window.show_error(error)
            return
        self._window.take_new(region, path)

    def save_copy(self) -> None:
        """Write a whole copy by the database's own means."""
        region = self._window.desk.region
        if region is None or region.store.path is None:
            return
        path = self._ask_target(tr("Save a copy as"), f"{region.store.path.stem} 2{ENDING}")
        if path is None:
            return
        try:
            region.store.copy_to(path)
            region.store.evidence.copy_beside(path)
        except ClerkError as error:
            self._window.show_error(error)
            return
        # The copy is there: that it cannot be noted (the file was exchanged, the disk is full) is no reason to speak of a failure.
        with contextlib.suppress(ClerkError):
            if self._window.desk.can_write:
                region.note("Export", path.name)
        self._window.say(lambda: tr("A whole copy was saved as {file}.", file=path.name))

    def restore(self) -> None:
        """Choose a backup and make a new file from it; the open file stays as it is."""
        region = self._window.desk.region
        recent = settings.load().recent_files
        opened = region.store.path if region is not None else Path(recent[0]) if recent else None
        kept = self._window.files.backups(opened) if opened is not None else []
        folder = str(kept[0][1].parent) if kept else self._folder()
        name, _ = QFileDialog.getOpenFileName(self._window, tr("Choose a backup copy"), folder, self._filter())
        if not name:
            return
        target = self._ask_target(tr("Restore into the new file"), f"{Path(name).stem} 2{ENDING}")
        if target is None:
            return
        try:
            self._window.files.restore(Path(name), target)
        except ClerkError as error:
            self._window.show_error(error)
            return
        self._window.open_file(target)

    def work_here(self) -> None:
        """Copy a file from a share or a stick to this computer and go on with the copy."""
        region = self._window.desk.region
        if region is None or region.store.path is None:
            return
        try:
            path = self._window.files.copy_here(region.store.path)
        except ClerkError as error:
            self._window.show_error(error)
            return
        if self._window.open_file(path):
            self._window.say(
                lambda: tr("You work on the copy {file}. The file on the share or stick stays as it is.", file=str(path))
            )

    def show_set_up(self, row: int = -1) -> None:
        """What can be changed of the open region: set-up, contests, choices, districts, stations. ``row``: the station to show first."""
        from electdesk.ui.setup.changes import SetUpDialog

        dialog = SetUpDialog(self._window.desk, self._window.files.tables(), self._window)
        region = self._window.desk.region
        if region is not None and row >= 0:
            dialog.show_station(region.columns.register.ids[row])
        dialog.exec()
        wanted = dialog.import_wanted
        dialog.deleteLater()
        if wanted:
            self._window.importing.open("stations")

    def _may_run(self, *names: str) -> bool:
        from electdesk.services.roles import may_run

        region = self._window.desk.region
        return region is not None and any(may_run(region.person, name) for name in names)

    def region_from_this(self) -> None:
        """Make the real region from the practice one, or the next round from this one, and open it."""
        from electdesk.ui.setup.from_old import FromOldDialog

        region = self._window.desk.region
        if region is None:
            return
        dialog = FromOldDialog(region, self._window)
        accepted = dialog.exec()
        mode, day = dialog.mode(), dialog.chosen_day()
        dialog.deleteLater()
        if not accepted or region.store.path is None:
            return
        path = self._ask_target(tr("Save the new region as"), f"{region.store.path.stem} 2{ENDING}")
        if path is None:
            return
        try:
            made = self._window.files.begin_from(region, path, mode, day)
        except ClerkError as error:
            self._window.show_error(error)
            return
        self._window.take_new(made, path)

    def close_region(self) -> None:
        """Close the region and show the start page."""
        self._window.leave()

    def _print(self) -> None:
        self._window.print_current()

    def _ask_target(self, title: str, proposal: str) -> Path | None:
        start = str(Path(self._folder()) / proposal)
        name, _ = QFileDialog.getSaveFileName(self._window, title, start, self._filter())
        if not name:
            return None
        path = Path(name)
        return path if path.suffix == ENDING else path.with_name(path.name + ENDING)

    def _filter(self) -> str:
        return tr("Region files") + f" (*{ENDING})"

    def _folder(self) -> str:
        region = self._window.desk.region
        if region is not None and region.store.path is not None:
            return str(region.store.path.parent)
        recent = settings.load().recent_files
        return str(Path(recent[0]).parent) if recent else str(user_documents_dir())
