"""The window's part in exports: the panel of the file menu, and lists that leave as a workbook or a text table."""

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QFileDialog, QTableView, QWidget

from electdesk.domain.errors import ClerkError
from electdesk.i18n import language, tr
from electdesk.paths import user_documents_dir
from electdesk.ui.parts.list_saving import SAVE_KEY, ListContent, set_list_saver
from electdesk.ui.parts.table import TableView

if TYPE_CHECKING:
    from electdesk.ui.exporting import ExportDialog
    from electdesk.ui.window.main import MainWindow


class Exporting(QObject):
    """Exports, for one window."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.dialog: ExportDialog | None = None
        set_list_saver(self.save_list)

    def build(self) -> None:
        """The menu: export, and save the list at hand."""
        window = self._window
        window.add_action("file", "file.export", lambda: tr("Export …"), slot=self.show, icon_name="save")
        window.add_action("file", "file.list", lambda: tr("Save this list as workbook or CSV …"), SAVE_KEY, self.save_list_at_hand)

    def enable(self, has: bool) -> None:
        """``has``: a region is open."""
        for action_id in ("file.export", "file.list"):
            self._window.action(action_id).setEnabled(has)

    def show(self) -> None:
        """The panel."""
        from electdesk.ui.exporting import ExportDialog

        window = self._window
        if window.desk.region is None:
            return
        self.dialog = ExportDialog(window.desk, window.files, window)
        self.dialog.open()

    def list_at_hand(self) -> TableView | None:
        """The list that has the keyboard, else the largest that is seen."""
        focus: QWidget | None = QApplication.focusWidget()
        while focus is not None and not isinstance(focus, TableView):
            focus = focus.parentWidget()
        if isinstance(focus, TableView):
            return focus if focus.can_be_saved() else None
        views: list[QTableView] = list(self._window.findChildren(QTableView))
        seen = [table for table in views if isinstance(table, TableView) and table.isVisible() and table.can_be_saved()]
        return max(seen, key=_area, default=None)

    def save_list_at_hand(self) -> None:
        """Ctrl+E: the list of the page."""
        table = self.list_at_hand()
        if table is not None:
            table.save_rows()
        else:
            self._window.say(lambda: tr("There is no list with rows on this page."))

    def save_list(self, asked: QWidget, content: ListContent) -> None:
        """Ask where to, and save a list of any window."""
        region = self._window.desk.region
        if region is None:
            return
        path = region.store.path
        folder = path.parent if path is not None else user_documents_dir()
        kinds = (f"{tr('Workbooks')} (*.xlsx)", f"{tr('Text tables')} (*.csv)")
        start = str(folder / f"{_file_name(content.title)}.xlsx")
        name, kind = QFileDialog.getSaveFileName(asked, tr("Save as workbook or CSV"), start, ";;".join(kinds))
        if name:
            chosen = Path(name)
            if chosen.suffix.lower() not in (".xlsx", ".csv"):
                chosen = chosen.with_name(chosen.name + (".csv" if kind == kinds[1] else ".xlsx"))
            self.write_list(content, chosen)

    def write_list(self, content: ListContent, target: Path) -> None:
        """Write a list beside the window, and say where it lies."""
        from electdesk.services.exports.lists import list_file, with_rows

        window = self._window
        region = window.desk.region
        if region is None:
            return
        file, files = list_file(region, content.title, language()), window.files
        job = window.desk.runner.start(lambda job: files.write_list(with_rows(file, content.heads, content.rows), target, job.step))
        job.done.connect(lambda _: self._written(target))
        job.failed.connect(self._failed)
        job.cancelled.connect(lambda: window.say(lambda: tr("Stopped. Nothing of it was written.")))
        window.say(lambda: tr("Writing …"), [(lambda: tr("Cancel"), job.cancel)])

    def _written(self, target: Path) -> None:
        window = self._window
        with contextlib.suppress(ClerkError):
            if window.desk.region is not None and window.desk.can_write:
                window.desk.region.note("Export", target.name)
        window.say(lambda: tr("Written: {file}.", file=str(target)))

    def _failed(self, error: BaseException) -> None:
        self._window.forget_message()
        if not isinstance(error, ClerkError):
            raise error
        self._window.show_error(error)


def _area(table: TableView) -> int:
    return table.width() * table.height()


def _file_name(title: str) -> str:
    """A title as the name of a file."""
    return "".join(" " if sign in '\\/:*?"<>|\n' else sign for sign in title).strip() or "list"
