"""The window's part in imports: its page, built when it is asked for, and the ways in: menu, dropped file, pasted rows, set-up."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog

from electdesk.domain.errors import ClerkError
from electdesk.i18n import language, ntr, tr
from electdesk.paths import user_documents_dir
from electdesk.ui.parts.digit_keys import standard_of
from electdesk.ui.parts.following import Words

if TYPE_CHECKING:
    from electdesk.services.unit_of_work import ChangeSet
    from electdesk.ui.importing import ImportPage
    from electdesk.ui.window.main import MainWindow

PAGE: Final = "import"
TABLE_ENDINGS: Final = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods", ".xlsb")
REGION_ENDING: Final = ".electdesk"
PASTED_INTO: Final = ("overview", PAGE)
"""Pages into which copied rows are pasted: where no field of text has the keyboard."""


class Importing(QObject):
    """Imports, for one window."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        window.desk.opened.connect(self._leave_where_refused)

    def _leave_where_refused(self) -> None:
        """Somebody else works now, who may not import: the page is not there for them."""
        if self._window.page_key() == PAGE and not self.may_import():
            self._window.show_page("overview")

    def build(self) -> None:
        """The menu: import, and paste rows."""
        window = self._window
        window.add_action("file", "file.import", lambda: tr("Import from a table …"), "Ctrl+I", self.open, icon_name="open")
        window.add_action("file", "file.import_rows", lambda: tr("Import copied rows …"), slot=self.paste)

    def enable(self) -> None:
        """What may be done now; for a role that imports nothing there is no such action."""
        offered, writes = self._is_offered(), self._window.desk.can_write
        for action_id in ("file.import", "file.import_rows"):
            self._window.action(action_id).setVisible(offered or not writes)
            self._window.action(action_id).setEnabled(offered and writes)

    def _is_offered(self) -> bool:
        """Whether the roles of the person at work allow any import. Asked of the roles alone: the kinds would be loaded at every opening."""
        region = self._window.desk.region
        if region is None:
            return False
        from electdesk.services.roles import ALLOWED, may_run

        names = {name for names in ALLOWED.values() for name in names if name.startswith("Import")}
        return any(may_run(region.person, name) for name in names)

    def may_import(self) -> bool:
        """Whether the person at work may import anything into the open file."""
        return self._is_offered() and self._window.desk.can_write

    @cached_property
    def page(self) -> "ImportPage":
        """The import page."""
        from electdesk.ui.importing import ImportPage

        window = self._window
        page = ImportPage(window.desk, window.files, window.backup)
        window.set_page(PAGE, page, page.strip)
        page.file_wanted.connect(self.ask_file)
        page.copy_wanted.connect(self.save_commented)
        page.template_wanted.connect(self.save_template)
        page.imported.connect(self._imported)
        page.undo_wanted.connect(window.take_back)
        page.left.connect(lambda: window.show_page("overview"))
        return page

    # -- ways in

    def open(self, kind: str = "") -> None:
        """Show the page as it was left; ``kind`` chooses what the file holds."""
        if not self.may_import():
            return
        page = self.page
        if kind and kind in page.work.kinds():
            page.work.choose_kind(kind)
            page.file_step.show_work()
        self._window.show_page(PAGE)
        page.focus_step()

    def ask_file(self) -> None:
        """Ask for a file and begin with it."""
        from electdesk.ui.importing.file_step import ask_file

        path = ask_file(self._window, self._folder())
        if path is not None:
            self.take(path)

    def take(self, path: Path) -> None:
        """Begin with a file, or open it where it is a region."""
        if path.suffix.lower() == REGION_ENDING:
            self._window.open_file(path)
        elif self.may_import():
            _ = self.page
            self._window.show_page(PAGE)
            self.page.take_file(path)

    def takes_paste(self, event: QKeyEvent) -> bool:
        """Ctrl+V that no field took, on a page of lists: the rows of the clipboard go through the same preview."""
        wanted = standard_of(event) == QKeySequence.StandardKey.Paste and self._window.page_key() in PASTED_INTO
        if wanted:
            self.paste()
        return wanted

    def paste(self) -> None:
        """Begin with the rows of the clipboard."""
        if self.may_import() and QGuiApplication.clipboard().text().strip():
            _ = self.page
            self._window.show_page(PAGE)
            self.page.paste()

    def _folder(self) -> Path:
        page = self.__dict__.get("page")
        if page is not None and page.work.path is not None:
            return Path(page.work.path.parent)
        region = self._window.desk.region
        path = region.store.path if region is not None else None
        return path.parent if path is not None else user_documents_dir()

    # -- after

    def _imported(self, change: "ChangeSet") -> None:
        outcome = self.page.work.outcome
        if outcome is None:
            return
        commit = outcome.commit
        actions: list[tuple[Words, Callable[[], None]]] = [(lambda: tr("Undo the import"), lambda: self._window.take_back(commit))]
        written, left_out = outcome.new + outcome.changed, outcome.left_out

        def words() -> str:
            told = ntr("Imported {n} row.", "Imported {n} rows.", written)
            return f"{told} {tr('Rows with errors, left out: {n}.', n=left_out)}" if left_out else told

        self._window.say(words, actions=tuple(actions))

    def save_commented(self) -> None:
        """A copy of the workbook with what is wrong as comments in its cells."""
        from electdesk.i18n.cell_reasons import cell_reason_text

        path = self.page.work.path
        if path is None:
            return
        target = self._ask_target(tr("Save a copy with comments"), path.with_name(f"{path.stem} 2.xlsx"))
        if target is None:
            return
        job = self.page.work.save_commented(target, lambda cell: cell_reason_text(cell.reason, cell.value, cell.other), language())
        if job is not None:
            job.done.connect(lambda made: self._window.say(lambda: tr("Saved as {file}.", file=target.name)) if made else None)
            job.failed.connect(self._not_saved)

    def save_template(self) -> None:
        """An empty workbook for the chosen kind."""
        from electdesk.i18n.import_words import kind_words

        work = self.page.work
        target = self._ask_target(tr("Save an empty workbook"), self._folder() / f"{kind_words(work.kind)}.xlsx")
        if target is None:
            return
        try:
            work.save_template(target, language())
        except ClerkError as error:
            self._window.show_error(error)
            return
        self._window.say(lambda: tr("Saved as {file}.", file=target.name))

    def _not_saved(self, error: BaseException) -> None:
        if not isinstance(error, ClerkError):
            raise error
        self._window.show_error(error)

    def _ask_target(self, title: str, proposal: Path) -> Path | None:
        name, _ = QFileDialog.getSaveFileName(self._window, title, str(proposal), f"{tr('Workbooks')} (*.xlsx)")
        if not name:
            return None
        path = Path(name)
        return path if path.suffix.lower() == ".xlsx" else path.with_name(f"{path.name}.xlsx")


def accept_drop(window: "MainWindow", event: QDropEvent) -> bool:
    """Drag and drop for the window: call it from dragEnterEvent and dropEvent. A region file is opened, a table is imported.

    Returns whether the event was taken; one that was not should go on to the base class.
    """
    path = dropped_file(event)
    if path is None or (path.suffix.lower() in TABLE_ENDINGS and not window.importing.may_import()):
        return False
    event.acceptProposedAction()
    if not isinstance(event, QDragMoveEvent):
        # The program that the file was dragged from waits until this handler returns.
        QTimer.singleShot(0, window, lambda: window.importing.take(path))
    return True


def dropped_file(event: QDropEvent) -> Path | None:
    """The one file on this computer that is being dropped, if it is a region or a table."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() in (*TABLE_ENDINGS, REGION_ENDING) else None
