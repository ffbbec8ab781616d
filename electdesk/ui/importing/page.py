"""The import page: five steps in the main window, back and forward with nothing lost."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from electdesk.i18n import ntr, tr
from electdesk.i18n.import_words import kind_words
from electdesk.i18n.sentences import error_sentences
from electdesk.qtmodels.desk import Desk
from electdesk.qtmodels.importing.work import BookFiles, ImportWork
from electdesk.ui.importing.columns_step import ColumnsStep
from electdesk.ui.importing.dry_step import DryStep
from electdesk.ui.importing.file_step import FileStep, earlier_words
from electdesk.ui.importing.foot import Foot
from electdesk.ui.importing.sheet_step import SheetStep
from electdesk.ui.importing.steps import COLUMNS, DRY_RUN, FILE, SHEET, WRITE, Steps
from electdesk.ui.importing.words import hash_words, row_count, size_words, time_words
from electdesk.ui.importing.write_step import WriteStep
from electdesk.ui.look import px
from electdesk.ui.overview.reason_panel import Fields, Question
from electdesk.ui.parts import Banner, Following, IconLabel, Label, TaskProgress
from electdesk.ui.region_badge import RegionBadge
from electdesk.ui.shell import Strip

if TYPE_CHECKING:
    from electdesk.services.unit_of_work import ChangeSet


class ImportPage(Following, QWidget):
    """``strip`` belongs over the page. ``file_wanted``: ask for a file; ``copy_wanted``, ``template_wanted``: ask where a commented copy
    or an empty workbook goes;
    ``imported``: something was written (the ChangeSet); ``undo_wanted``: the commit to take back; ``left``: back to the overview."""

    file_wanted = Signal()
    copy_wanted = Signal()
    template_wanted = Signal()
    imported = Signal(object)
    undo_wanted = Signal(int)
    left = Signal()

    def __init__(self, desk: Desk, files: BookFiles, backup: Callable[[], bool], parent: QWidget | None = None) -> None:
        """``backup`` makes a copy and answers whether the import may go on."""
        super().__init__(parent)
        self.setProperty("part", "canvas")
        self._desk, self._backup = desk, backup
        self.work = ImportWork(desk, files, self)
        self.place = FILE
        self.strip = Strip()
        self.steps = Steps(self._kind_words)
        self.strip.add(self.steps, 1)
        self.strip.add_right(RegionBadge(desk))
        self._facts = QFrame()
        self._facts.setProperty("part", "card")
        self._facts_row = QHBoxLayout(self._facts)
        self._name = IconLabel("file", self._file_name)
        self._about = Label("", kind="small", elide=True)
        self._before = Label("", kind="small", elide=True)
        self._facts_row.addWidget(self._name)
        self._facts_row.addWidget(self._about, 1)
        self._facts_row.addWidget(self._before)
        self.file_step, self.sheet_step = FileStep(desk, self.work), SheetStep(self.work)
        self.columns_step, self.dry_step = ColumnsStep(self.work), DryStep(self.work)
        self.write_step = WriteStep(self.work)
        self._pages = (self.file_step, self.sheet_step, self.columns_step, self.dry_step, self.write_step)
        # One below the other and all but one hidden: a stack would be as high as the highest of them, and every step would scroll for it.
        self._stack = QWidget()
        self._stack.setProperty("part", "canvas")
        shown = QVBoxLayout(self._stack)
        shown.setContentsMargins(0, 0, 0, 0)
        for page in self._pages:
            page.hide()
            shown.addWidget(page)
        # What is larger than the window scrolls; the foot with its buttons is always in sight.
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._scroll.setWidget(self._stack)
        self._messages = QVBoxLayout()
        self._progress: TaskProgress | None = None
        self.question = Question()
        self._foot = Foot(self._forward_words)
        self.back, self.again, self.reason = self._foot.back, self._foot.again, self._foot.reason
        self.partial, self.straight, self.forward = self._foot.partial, self._foot.straight, self._foot.forward
        self._box = QVBoxLayout(self)
        self._box.addWidget(self._facts)
        self._box.addLayout(self._messages)
        self._box.addWidget(self._scroll, 1)
        self._box.addWidget(self.question)
        self._box.addWidget(self._foot)
        self._listen()
        self.begin()
        self.show_step(FILE)

    def _listen(self) -> None:
        self.steps.wanted.connect(self.show_step)
        self.back.clicked.connect(lambda: self.show_step(self.place - 1))
        self.again.clicked.connect(self.read_again)
        self.forward.clicked.connect(self.go_forward)
        self.straight.clicked.connect(lambda: self.show_step(DRY_RUN))
        self.partial.clicked.connect(self.ask_partial)
        self.question.closed.connect(self.focus_step)
        self.file_step.file_wanted.connect(self.file_wanted)
        self.file_step.paste_wanted.connect(self.paste)
        self.file_step.template_wanted.connect(self.template_wanted)
        self.dry_step.columns_wanted.connect(lambda: self.show_step(COLUMNS))
        self.dry_step.copy_wanted.connect(self.copy_wanted)
        self.write_step.undo_wanted.connect(self.undo_wanted)
        self.write_step.tallies_wanted.connect(self._go_on_with_tallies)
        self.write_step.other_wanted.connect(self.file_wanted)
        self.write_step.overview_wanted.connect(self.left)
        for keys, act in (
            ("F9", self.read_again),
            ("Ctrl+Return", self._press_forward),
            ("Ctrl+Enter", self._press_forward),
            ("Ctrl+PgDown", lambda: self.show_step(self.place + 1)),
            ("Ctrl+PgUp", lambda: self.show_step(self.place - 1)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        work = self.work
        work.busy_changed.connect(self._show_state)
        work.read_done.connect(self._read)
        work.looked.connect(self._show_state)
        work.planned.connect(self._planned)
        work.written.connect(lambda: self.show_step(WRITE))

    # -- ways in

    def take_file(self, path: Path) -> None:
        """Begin with a file."""
        self.show_step(FILE)
        self.work.take_file(path)

    def take_text(self, text: str) -> None:
        """Begin with rows that were copied in a table program."""
        self.show_step(FILE)
        self.work.take_text(text)

    def paste(self) -> None:
        """Ctrl+V: take the rows of the clipboard."""
        text = QGuiApplication.clipboard().text()
        if text.strip() and not self.work.busy:
            self.take_text(text)

    def read_again(self) -> None:
        """F9: read the file again; everything that was chosen stays."""
        if self.work.path is not None and not self.work.busy:
            if self.place == WRITE:
                self.show_step(FILE)
            self.work.read()

    def _go_on_with_tallies(self) -> None:
        self.work.choose_kind("tallies")
        self.file_step.show_work()
        self.show_step(COLUMNS)

    # -- steps

    def reachable(self) -> int:
        """The last step that can be shown now."""
        work = self.work
        if work.outcome is not None:
            return WRITE
        if work.book is None:
            return FILE
        return DRY_RUN if self._can_plan() else COLUMNS

    def _can_plan(self) -> bool:
        look = self.work.look
        return look is not None and look.error is None

    def show_step(self, place: int) -> None:
        """Show a step, if it can be reached."""
        if not 0 <= place <= self.reachable():
            return
        self.place = place
        if self.question.isVisible():
            self.question.leave()
        for other, page in enumerate(self._pages):
            page.setVisible(other == place)
        self._scroll.verticalScrollBar().setValue(0)
        if place == DRY_RUN:
            self.work.make_plan()
        self._show_state()
        self.focus_step()

    def focus_step(self) -> None:
        """Give the keyboard to the step that is shown: to what leads on, or to its first field."""
        if not self.isVisible():
            return
        first = self._pages[self.place].first_field()
        leads_on = self.place in (FILE, SHEET, COLUMNS) and self.forward.isEnabled()
        (self.forward if leads_on else first).setFocus(Qt.FocusReason.OtherFocusReason)

    def go_forward(self) -> None:
        """The filled button: the next step, or writing."""
        if self.place == DRY_RUN:
            self.write()
        else:
            self.show_step(self.place + 1)

    def _press_forward(self) -> None:
        """Ctrl+Enter: the filled button, wherever the keyboard is."""
        if self.forward.isVisible() and self.forward.isEnabled() and not self.question.isVisible():
            self.go_forward()

    def _read(self) -> None:
        if self.place > self.reachable():
            self.show_step(self.reachable())
        elif self.place == DRY_RUN:
            self.work.make_plan()
        self._show_state()
        self.focus_step()

    def _planned(self) -> None:
        if self.place > self.reachable():
            self.show_step(self.reachable())
            return
        if self.work.plan is None and self.work.error is None and self.place == DRY_RUN and not self.work.busy:
            # The region changed, or something was chosen anew: what is shown must not be older than it.
            if self.reachable() >= DRY_RUN:
                self.work.make_plan()
            else:
                self.show_step(self.reachable())
        self._show_state()
        focus = QApplication.focusWidget()
        if self.work.plan is not None and self.place == DRY_RUN and (focus is None or not self.dry_step.is_being_read(focus)):
            self.focus_step()

    # -- writing

    def refusal(self) -> str:
        """Why the plan cannot be written now, "" where it can."""
        work = self.work
        plan = work.plan
        if plan is None:
            return tr("The dry run is being made.") if work.busy else tr("This file cannot be imported as it is.")
        if work.open_doubts:
            return tr("The questions about the file have to be answered first. Nothing was changed yet.")
        if plan.refused:
            return ntr(
                "All or nothing: {n} cell has to be mended in the file first. Nothing was changed yet.",
                "All or nothing: {n} cells have to be mended in the file first. Nothing was changed yet.",
                len(plan.refused),
            )
        if not plan.records:
            return tr("The region holds all of this already. There is nothing to import.")
        return ""

    def may_leave_out(self) -> bool:
        """Whether the person may write the rows without errors alone, and there is something to write."""
        plan, region = self.work.plan, self._desk.region
        open_doubts = self.work.open_doubts
        if region is None or plan is None or not plan.refused or not plan.records or open_doubts:
            return False
        return region.person.is_one_of("supervisor", "admin")

    def write(self) -> None:
        """Write everything, or nothing."""
        if not self.refusal():
            self._write(partial=False, reason="")

    def ask_partial(self) -> None:
        """Ask a supervisor why rows with errors are left out."""
        plan = self.work.plan
        if plan is None or not self.may_leave_out():
            return
        rows = len({(cell.sheet, cell.row) for cell in plan.refused})

        def go_on(fields: Fields) -> bool:
            # The Enter that answered is still on its way: it must not press what the next step gives the keyboard to.
            QTimer.singleShot(0, self, lambda: self._write(partial=True, reason=fields["reason"]))
            return True

        self.question.ask(
            lambda: ntr(
                "{n} row with errors is left out, the others are written.",
                "{n} rows with errors are left out, the others are written.",
                rows,
            ),
            self._forward_words,
            [("reason", lambda: tr("Reason"))],
            go_on,
        )

    def _write(self, *, partial: bool, reason: str) -> bool:
        if not self._backup():
            self._tell(tr("The backup copy could not be made, so nothing was imported. See the message in the window."))
            return False
        # One transaction, in the window's thread: it cannot be stopped half-way, so the window says what it does before it stands still.
        self._show_progress(tr("{file} is being written into the region", file=self._file_name()), can_stop=False)
        self._box.activate()
        self.repaint()
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            change: ChangeSet | None = self.work.write(partial=partial, reason=reason)
        finally:
            QApplication.restoreOverrideCursor()
        self._show_state()
        if change is None:
            return False
        self.imported.emit(change)
        return True

    # -- showing

    def _kind_words(self) -> str:
        return kind_words(self.work.kind)

    def _file_name(self) -> str:
        work = self.work
        if work.is_pasted:
            return tr("Pasted rows")
        return work.path.name if work.path is not None else ""

    def _forward_words(self) -> str:
        plan = self.work.plan
        if self.place != DRY_RUN:
            return tr("Next")
        count = plan.accepted + plan.changed if plan is not None else 0
        return ntr("Write {n} row", "Write {n} rows", count) if count else tr("Write")

    def _show_state(self) -> None:
        work = self.work
        self.steps.set_title(self._kind_words)
        self.steps.show_place(self.place, self.reachable())
        book = work.book
        self._facts.setVisible(book is not None and self.place not in (FILE, WRITE))
        self._name.set_state("file", self._file_name)
        if book is not None:
            about = [
                ", ".join(work.sheet_names[:3]) + (" …" if len(work.sheet_names) > 3 else ""),
                ntr("{n} row", "{n} rows", row_count(book, work.sheet_names)),
                size_words(book.size),
                tr("changed {when}", when=time_words(book.modified)) if book.modified else "",
                tr("hash {digits}", digits=hash_words(book.sha256)),
            ]
            self._about.set_words(" · ".join(part for part in about if part))
            self._before.set_words(
                lambda: (
                    earlier_words(work.earlier)
                    if not work.earlier
                    else tr("imported before: {when}", when=earlier_words(work.earlier))
                )
            )
        self._show_messages()
        self._show_foot()

    def _show_messages(self) -> None:
        work = self.work
        if work.busy in ("reading", "planning", "copying"):
            words = {
                "reading": tr("{file} is being read", file=self._file_name()),
                "planning": tr("{file} is being compared with the region", file=self._file_name()),
                "copying": tr("A copy of {file} is being written", file=self._file_name()),
            }[work.busy]
            if self._progress is None:
                self._show_progress(words, can_stop=True)
            if self._progress is not None:
                self._progress.set_words(words)
                self._progress.set_progress(round(work.share * 1000), 1000 if work.share else 0)
            return
        self._clear_messages()
        if work.error is not None:
            error = work.error
            self._messages.addWidget(
                Banner(lambda: str(error_sentences(error.code, error.params)), weight="err", icon="warning", closable=False)
            )

    def _show_progress(self, words: str, *, can_stop: bool) -> None:
        self._clear_messages()
        self._progress = TaskProgress(words)
        self._progress.setEnabled(can_stop)
        self._progress.cancelled.connect(self.cancel)
        self._messages.addWidget(self._progress)

    def cancel(self) -> None:
        """Stop reading or comparing. The file that was read before stays."""
        planning = self.work.busy == "planning"
        self.work.cancel()
        if planning:
            self.show_step(COLUMNS)
        elif self.work.book is None:
            self.work.path = None
            self.file_step.show_work()
            self.show_step(FILE)

    def _clear_messages(self) -> None:
        self._progress = None
        while self._messages.count():
            item = self._messages.takeAt(0)
            if item is not None and item.widget() is not None:
                item.widget().hide()
                item.widget().deleteLater()

    def _tell(self, words: str) -> None:
        self._messages.addWidget(Banner(words, weight="err", icon="warning", closable=False))

    def _show_foot(self) -> None:
        work, place = self.work, self.place
        self.back.setVisible(place not in (FILE, WRITE))
        self.again.setVisible(work.path is not None and place != WRITE)
        self.again.setEnabled(not work.busy)
        self.partial.setVisible(place == DRY_RUN and self.may_leave_out())
        self.straight.setVisible(place in (FILE, SHEET) and work.book is not None and self._can_plan())
        self.forward.setVisible(place != WRITE)
        self._foot.setVisible(place != WRITE)
        self.forward.set_words(self._forward_words)
        words = self._foot_words()
        self._foot.say(words)
        can_go = not words if place == DRY_RUN else place < self.reachable() and not work.busy
        self.forward.setEnabled(can_go)
        self.forward.setAccessibleDescription("" if can_go else words)
        if place == DRY_RUN and not words:
            self._foot.say(tr("Nothing is changed yet. A backup copy is made first."))

    def _foot_words(self) -> str:
        if self.place == DRY_RUN:
            return self.refusal()
        if self.work.busy == "reading":
            return tr("The file is being read.")
        if self.place == COLUMNS and not self._can_plan():
            return tr("Something is missing: see above.")
        return ""

    # -- keys, looks and language

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focus = QApplication.focusWidget()
        if event.key() == Qt.Key.Key_Escape and self._progress is not None and self.work.busy:
            self.cancel()
        elif (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focus, QAbstractButton) and not focus.isCheckable()
        ):
            focus.click()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focus, QListWidget | QComboBox):
            self._press_forward()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.place == DRY_RUN:
            # The region may have changed while another page was shown.
            self.work.make_plan()
        self._show_state()

    def restyle(self) -> None:
        self._box.setContentsMargins(px(8), px(8), px(8), px(8))
        self._box.setSpacing(px(8))
        self._facts_row.setContentsMargins(px(12), px(6), px(12), px(6))
        self._facts_row.setSpacing(px(14))
        self._messages.setSpacing(px(6))
        self._scroll.setMinimumHeight(px(150))

    def retranslate(self) -> None:
        self.setAccessibleName(tr("Import from a table"))
        self._show_state()
