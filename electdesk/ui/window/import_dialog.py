"""Stations and tallies from a file: what would happen is shown first, then one button writes all of it or nothing."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from electdesk.domain.errors import ClerkError
from electdesk.domain.records.names import in_language
from electdesk.i18n import format_decimal, language, ntr, ptr, tr
from electdesk.i18n.sentences import error_sentences
from electdesk.qtmodels.desk import Desk
from electdesk.qtmodels.runner import Job
from electdesk.services.imports import ImportOptions, ImportPlan, Sheet
from electdesk.services.imports.applying import apply_plan, plan_for
from electdesk.ui.dialog import Dialog
from electdesk.ui.look import px
from electdesk.ui.parts import (
    ActionLink,
    Banner,
    Card,
    Label,
    Segmented,
    TableView,
    TaskProgress,
    Words,
)
from electdesk.ui.parts.count_tiles import CountKind, CountTile, CountTiles
from electdesk.ui.plan_table import FILTERS, Filter, PlanTable, count_of

if TYPE_CHECKING:
    from electdesk.services.region import Region
    from electdesk.services.unit_of_work import ChangeSet
    from electdesk.ui.window.main import MainWindow
    from electdesk.ui.window.ports import Files

TABLE_ENDINGS: Final = (".csv", ".tsv", ".txt")
REGION_ENDING: Final = ".electdesk"
COMPARE_AFTER: Final = 50
"""Milliseconds between reading and comparing in which a click on Cancel is heard."""


class ImportDialog(Dialog):
    """Everything on one page: the file, what it is, what it would do, and the button that does it.

    ``planned`` comes after each dry run. Once it was accepted, ``written`` holds how many records were written and ``commit`` the place
    of the commit in the ledger.
    """

    planned = Signal()

    def __init__(self, desk: Desk, files: "Files", backup: Callable[[], bool], path: Path, parent: QWidget | None = None) -> None:
        """``backup`` makes a copy and answers whether the import may go on."""
        super().__init__(lambda: tr("Import stations or tallies"), parent, size=(1040, 700))
        self._desk, self._files, self._backup, self.path = desk, files, backup, path
        self._sheet: Sheet | None = None
        self._job: Job | None = None
        self._progress: TaskProgress | None = None
        self._error: ClerkError | None = None
        self.plan: ImportPlan | None = None
        self.written = 0
        self.commit = 0
        self._build_file()
        self._build_options()
        self._build_counts()
        self.add_usual_buttons(self._button_words)
        self._listen()
        self.first = self.filter.tile("new")
        self.begin()
        self.read()

    # -- building

    def _build_file(self) -> None:
        self._file = Card(self.path.name)
        self.again = ActionLink(lambda: tr("Read again"), icon="redo", key="F9")
        self.other = ActionLink(lambda: tr("Another file …"), icon="open")
        self._file.add_action(self.again)
        self._file.add_action(self.other)
        self._options_place, self._options = _surface()
        self._file.set_body(self._options_place)
        self._trouble = QVBoxLayout()
        self.box.addWidget(self._file)
        self.box.addLayout(self._trouble)

    def _build_options(self) -> None:
        row = QHBoxLayout()
        self._row = row
        self.kind = Segmented(
            [("stations", lambda: tr("Stations")), ("tallies", lambda: tr("Tallies"))], name=lambda: tr("What the file holds")
        )
        region = self._desk.region
        self.kind.set_current("tallies" if region is not None and len(region.columns.register) else "stations")
        self.contest = QComboBox()
        if region is not None:
            for record, columns in region.columns.contests.items():
                self.contest.addItem(in_language(columns.contest.title, language()) or columns.contest.code, record)
            self.contest.setCurrentIndex(max(0, self.contest.findData(self._desk.contest_record)))
        self.new_choices = QCheckBox()
        shown = self._desk.contest
        # A contest without choices can only take them from the file; the dry run names each of them.
        self.new_choices.setChecked(shown is not None and not shown.choices)
        self.partial = QCheckBox()
        row.addWidget(self.kind)
        row.addWidget(self.contest)
        row.addStretch(1)
        self._options.addLayout(row)
        self._options.addWidget(self.new_choices)
        self._options.addWidget(self.partial)

    def _build_counts(self) -> None:
        self.filter = CountTiles(
            (
                CountKind("new", lambda: ptr("rows of a file", "New"), "plus", "info"),
                CountKind("same", lambda: tr("Same"), "check", "none"),
                CountKind("changed", lambda: tr("Changed"), "redo", "warn"),
                CountKind("conflicts", lambda: tr("Conflict"), "lock", "park"),
                CountKind("refused", lambda: tr("Refused"), "close", "err"),
                CountKind("skipped", lambda: tr("Left out"), "minus", "none"),
                CountKind("repaired", lambda: tr("Repaired"), "draft", "info"),
            ),
            name=lambda: tr("What is listed"),
        )
        self.copy = ActionLink(lambda: tr("Copy"), icon="copy")
        region = self._desk.region
        register = region.columns.register if region is not None else None
        numbers = (
            dict(zip(register.ids, (station.number for station in register.stations), strict=True)) if register is not None else {}
        )
        self.model = PlanTable(numbers)
        self.table = TableView(lambda: tr("What the import would do"))
        self.table.setModel(self.model)
        self.table.set_column_widths({0: 80, 1: 230, 2: 120}, stretch=3)
        self.detail = Label("")
        self.detail.setWordWrap(True)
        self.detail.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._empty = Label("", kind="dim")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        self.outcome = Card(lambda: tr("Dry run"), self._summary)
        self.outcome.add_action(self.copy)
        self.outcome.set_body(self._stack)
        self.outcome.add(self.detail)
        self.box.addWidget(self.filter)
        self.box.addWidget(self.outcome, 1)

    def _listen(self) -> None:
        self.again.clicked.connect(self.read)
        self.other.clicked.connect(self._ask_other)
        self.copy.clicked.connect(self.table.copy_rows)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_detail())
        self.kind.chosen.connect(lambda _kind: self.make_plan())
        self.contest.currentIndexChanged.connect(lambda _index: self.make_plan())
        self.new_choices.toggled.connect(lambda _on: self.make_plan())
        self.partial.toggled.connect(lambda _on: self._show_plan())
        self.filter.chosen.connect(lambda _which: self._show_lines())

    # -- reading

    def read(self) -> None:
        """Read the file again, beside the window."""
        if self._job is not None:
            return
        path, files = self.path, self._files
        self._sheet, self.plan = None, None
        self._show_busy(lambda: tr("{file} is being read", file=path.name), can_stop=True)
        # The worker may be done before the next line here runs: it waits until somebody listens.
        heard = threading.Event()

        def work(_job: Job) -> Sheet:
            heard.wait()
            return files.read_book(path).sheets[0]

        job = self._job = self._desk.runner.start(work)
        job.done.connect(self._was_read)
        job.failed.connect(self._not_read)
        job.cancelled.connect(self._clear_trouble)
        heard.set()
        self._show_plan()

    def _was_read(self, sheet: Sheet) -> None:
        self._sheet = sheet
        # The dry run reads the columns, which belong to the window's thread: first a chance to see it announced, and to stop it.
        self._show_busy(lambda: tr("{file} is being compared with the region", file=self.path.name), can_stop=True)
        QTimer.singleShot(COMPARE_AFTER, self, self._compare)

    def _compare(self) -> None:
        if self._job is None:
            return
        self._job = None
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self.make_plan()
        finally:
            QApplication.restoreOverrideCursor()

    def _not_read(self, error: BaseException) -> None:
        self._job = None
        if not isinstance(error, ClerkError):
            raise error
        self._refuse(error)
        self._show_plan()

    def make_plan(self) -> None:
        """Compare the sheet with the region: the dry run. The columns belong to the window's thread, so this runs here."""
        region = self._desk.region
        if self._sheet is None or region is None:
            return
        self._clear_trouble()
        self.plan = None
        contest = region.columns.contests.get(self.contest.currentData() or "")
        options = ImportOptions(new_choices=self.new_choices.isChecked())
        try:
            self.plan = plan_for(region, self.kind.current(), self._sheet, contest, options)
        except ClerkError as error:
            self._refuse(error)
        self._choose_filter()
        self._show_plan()
        self.planned.emit()

    def _ask_other(self) -> None:
        path = ask_file(self, self.path.parent)
        if path is not None:
            self.path = path
            self._file.set_title(path.name)
            self.read()

    # -- showing

    def _clear_trouble(self) -> None:
        self._error = None
        self._progress = None
        while self._trouble.count():
            item = self._trouble.takeAt(0)
            if item is not None and item.widget() is not None:
                item.widget().hide()
                item.widget().deleteLater()

    def _refuse(self, error: ClerkError) -> None:
        self._clear_trouble()
        self._error = error
        self._trouble.addWidget(
            Banner(lambda: str(error_sentences(error.code, error.params)), weight="err", icon="warning", closable=False)
        )

    def _choose_filter(self) -> None:
        """What a person has to look at first: refused cells, conflicts, else what is new or changed."""
        plan = self.plan
        if plan is not None:
            order: tuple[Filter, ...] = ("refused", "conflicts", "changed", "new", "same", "skipped")
            self.filter.set_current(next((which for which in order if count_of(plan, which)), "new"))
            self.first = self.filter.tile(self.filter.current())
            if isinstance(self.focusWidget(), CountTile):
                self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_plan(self) -> None:
        plan = self.plan
        self.filter.set_counts({which: count_of(plan, which) for which in FILTERS} if plan is not None else None)
        region = self._desk.region
        several = region is not None and len(region.columns.contests) > 1
        self.contest.setVisible(several and self.kind.current() == "tallies")
        self.new_choices.setVisible(self.kind.current() == "tallies")
        self.partial.setVisible(plan is not None and bool(plan.refused))
        self._file.set_subtitle(self._facts)
        self.outcome.set_subtitle(self._summary)
        self.outcome.setEnabled(plan is not None)
        if self.primary is not None:
            self.primary.set_words(self._button_words)
        self.set_refusal(self.refusal())
        if plan is not None and not self.refusal():
            self.reason.set_words(tr("A backup copy is made first. One step of Undo takes the whole import back."))
        self._show_lines()

    def _show_lines(self) -> None:
        which: Filter = self.filter.current()  # type: ignore[assignment]
        self.model.show_plan(self.plan, which)
        self.table.retranslate()
        self._empty.set_words(self._empty_words())
        self._stack.setCurrentWidget(self.table if self.model.rowCount() else self._empty)
        self.copy.setEnabled(self.model.rowCount() > 0)
        self._show_detail()

    def _show_detail(self) -> None:
        """The whole sentence of the row under the keyboard: a column of the table has no room for it."""
        at = self.table.currentIndex().row()
        line = self.model.line(max(at, 0)) if self.model.rowCount() else None
        words = "" if line is None else ": ".join(part for part in (line.place, line.reason) if part)
        self.detail.set_words(words)
        self.detail.setVisible(bool(words))

    def refusal(self) -> str:
        """Why nothing can be imported now, "" where it can."""
        plan = self.plan
        if plan is None:
            return tr("The file is being read.") if self._job is not None else tr("This file cannot be imported as it is.")
        if plan.refused and not self.partial.isChecked():
            return ntr(
                "All or nothing: {n} cell has to be mended in the file first. Nothing was changed yet.",
                "All or nothing: {n} cells have to be mended in the file first. Nothing was changed yet.",
                len(plan.refused),
            )
        if not plan.records:
            return tr("The region holds all of this already. There is nothing to import.")
        return ""

    def _facts(self) -> str:
        sheet = self._sheet
        if sheet is None:
            return ""
        parts = [ntr("{n} row", "{n} rows", max(0, len(sheet.rows) - 1)), _size_words(sheet.size), sheet.encoding]
        return " · ".join(part for part in parts if part)

    def _summary(self) -> str:
        plan = self.plan
        if plan is None:
            return ""
        parts = [ntr("{n} column understood", "{n} columns understood", len(plan.columns))]
        if plan.unknown_columns:
            parts.append(tr("not used: {names}", names=", ".join(each.heading or each.column for each in plan.unknown_columns[:6])))
        if plan.new_areas:
            parts.append(ntr("{n} new district", "{n} new districts", len(plan.new_areas)))
        if plan.new_choices:
            parts.append(tr("new choices: {names}", names=", ".join(plan.new_choices[:8])))
        return " · ".join(parts)

    def _button_words(self) -> str:
        count = self.plan.accepted + self.plan.changed if self.plan is not None else 0
        return ntr("Import {n} row", "Import {n} rows", count) if count else tr("Import")

    def _empty_words(self) -> str:
        if self.plan is None:
            return tr("Nothing to show yet")
        if self.filter.current() == "same":
            return ntr("{n} row says what the region holds already", "{n} rows say what the region holds already", self.plan.same)
        return tr("Nothing of this kind")

    # -- doing

    def accept(self) -> None:
        plan, region = self.plan, self._desk.region
        if plan is None or region is None or self.refusal():
            return
        if not self._backup():
            self.reason.set_words(tr("The backup copy could not be made, so nothing was imported. See the message in the window."))
            return
        try:
            change = self._apply(region, plan)
        except ClerkError as error:
            self._refuse(error)
            return
        self.commit = change.commit.seq if change.commit is not None else 0
        self.written = plan.accepted + plan.changed
        super().accept()

    def _apply(self, region: "Region", plan: ImportPlan) -> "ChangeSet":
        """One transaction, in the window's thread: it cannot be stopped half-way, so the window says what it does before it stands still."""
        self._show_busy(lambda: tr("{file} is being written into the region", file=self.path.name), can_stop=False)
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            return apply_plan(region, plan, partial=self.partial.isChecked())
        finally:
            QApplication.restoreOverrideCursor()
            self._clear_trouble()

    def _show_busy(self, words: Words, *, can_stop: bool) -> None:
        """Say what is being done, and paint it now."""
        self._clear_trouble()
        self._progress = TaskProgress(words)
        self._progress.cancelled.connect(self.reject)
        self._progress.setEnabled(can_stop)
        self._trouble.addWidget(self._progress)
        self._progress.show()
        self.box.activate()
        self.repaint()

    def reject(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        super().reject()

    # -- looks and language

    def restyle(self) -> None:
        super().restyle()
        self._options.setContentsMargins(px(12), px(10), px(12), px(10))
        self._options.setSpacing(px(6))
        self._row.setSpacing(px(10))
        self.detail.setContentsMargins(px(12), px(6), px(12), px(6))

    def retranslate(self) -> None:
        super().retranslate()
        self.new_choices.setText(tr("Create choices from the columns after the form's own lines"))
        self.partial.setText(tr("Leave out the rows with refused cells"))
        self.contest.setAccessibleName(tr("Contest"))
        self._show_plan()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F9:
            self.read()
        else:
            super().keyPressEvent(event)


def ask_file(parent: QWidget, folder: Path) -> Path | None:
    """Ask for a file of stations or tallies, None where the person changed their mind."""
    endings = " ".join(f"*{ending}" for ending in TABLE_ENDINGS)
    name, _ = QFileDialog.getOpenFileName(
        parent, tr("Import stations or tallies"), str(folder), f"{tr('Tables as text')} ({endings})"
    )
    return Path(name) if name else None


def import_into(window: "MainWindow", path: Path | None = None) -> None:
    """The menu's way: ask for the file where none is named, show the dry run, write, and offer to take it back."""
    region = window.desk.region
    if region is None or not window.desk.can_write:
        return
    folder = region.store.path.parent if region.store.path is not None else Path.home()
    path = path or ask_file(window, folder)
    if path is None:
        return
    dialog = ImportDialog(window.desk, window.files, window.backup, path, window)
    accepted = dialog.exec()
    written, kind, source, commit = dialog.written, dialog.kind.current(), dialog.path, dialog.commit
    dialog.deleteLater()
    if not accepted or not written:
        return
    actions: list[tuple[Words, Callable[[], None]]] = [(lambda: tr("Undo"), lambda: window.take_back(commit))]
    if kind == "stations":
        # Official files hold both: the second step is one key away.
        actions.insert(0, (lambda: tr("Tallies of this file …"), lambda: import_into(window, source)))
    window.say(lambda: ntr("Imported {n} row.", "Imported {n} rows.", written), actions=tuple(actions))


def accept_drop(window: "MainWindow", event: QDropEvent) -> bool:
    """Drag and drop for the window: call it from dragEnterEvent and dropEvent. A region file is opened, a table is imported.

    Returns whether the event was taken; one that was not should go on to the base class.
    """
    path = dropped_file(event)
    can_import = window.desk.can_write
    if path is None or (path.suffix.lower() in TABLE_ENDINGS and not can_import):
        return False
    event.acceptProposedAction()
    if not isinstance(event, QDragMoveEvent):
        # The program that the file was dragged from waits until this handler returns.
        QTimer.singleShot(0, window, lambda: _take(window, path))
    return True


def dropped_file(event: QDropEvent) -> Path | None:
    """The one file on this computer that is being dropped, if it is a region or a table."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() in (*TABLE_ENDINGS, REGION_ENDING) else None


def _take(window: "MainWindow", path: Path) -> None:
    if path.suffix.lower() == REGION_ENDING:
        window.open_file(path)
    else:
        import_into(window, path)


def _surface() -> tuple[QWidget, QVBoxLayout]:
    """The surface inside a card."""
    widget = QWidget()
    widget.setProperty("part", "surface")
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return widget, QVBoxLayout(widget)


def _size_words(size: int) -> str:
    """A file's size as people say it."""
    if size < 1024 * 1024:
        return tr("{n} KB", n=max(1, round(size / 1024)))
    return tr("{n} MB", n=format_decimal(size, 1024 * 1024))
