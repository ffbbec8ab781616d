"""The documents page: what to print at the left, its pages in the middle; the same bytes go to preview, printer and file."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import msgspec
from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from electdesk.domain.errors import ClerkError
from electdesk.i18n import Language, ptr, tr
from electdesk.i18n.sentences import error_sentences
from electdesk.paths import user_documents_dir
from electdesk.qtmodels.desk import Desk
from electdesk.services.unit_of_work import ChangeSet
from electdesk.ui.documents.choice import StationChoice
from electdesk.ui.documents.controls import PageStep, SideBySide
from electdesk.ui.documents.making import Making
from electdesk.ui.documents.pages import Documents, PageReader
from electdesk.ui.documents.preview import PagePreview
from electdesk.ui.documents.print_dialog import PrintDialog
from electdesk.ui.documents.printing import Printing, printer_named
from electdesk.ui.documents.saving import write_document
from electdesk.ui.look import px
from electdesk.ui.parts import (
    ActionButton,
    Banner,
    Card,
    EmptyNote,
    FlowLayout,
    Following,
    HeadlineFigure,
    Label,
    ModeBadge,
    Segmented,
    TaskProgress,
    Words,
)
from electdesk.ui.shell import Strip

AT_ONCE: Final = 20
"""So many stations are shown without a further key when another page sends them here."""


class _Made(msgspec.Struct, frozen=True):
    """A document and what it was made of."""

    rows: tuple[int, ...]
    contest: str
    language: Language
    pdf: bytes


class DocumentsPage(Following, QWidget):
    """Preview, print and save the summaries of stations. ``message`` tells words for the window's banner."""

    message = Signal(object)

    def __init__(self, desk: Desk, documents: Documents, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "canvas")
        self._desk, self._documents = desk, documents
        self._made: _Made | None = None
        self._making: Making | None = None
        self._printing: Printing | None = None
        self._waiting: list[list[int]] = []
        self._next: Callable[[], None] | None = None
        self.choice = StationChoice(desk)
        self.preview_button = ActionButton(lambda: tr("Preview"), key="Enter", primary=True)
        self.print_button = ActionButton(lambda: tr("Print …"), icon="print", key="Ctrl+P")
        self.save_button = ActionButton(lambda: tr("Save as PDF …"), icon="save")
        self.progress: TaskProgress | None = None
        self.pages = PagePreview()
        self._build_strip()
        self._build()
        self._listen()
        self.setFocusProxy(self.choice)
        self.begin()

    # -- building

    def _build_strip(self) -> None:
        self.strip = Strip()
        self._figure = HeadlineFigure(lambda: tr("Document"))
        self._count = HeadlineFigure(lambda: tr("Pages"), line_after=False)
        self._badge = ModeBadge(lambda: tr("TRAINING REGION"))
        self.strip.add(self._figure)
        self.strip.add(self._count)
        self.strip.add_stretch()
        self.strip.add_right(self._badge)

    def _build(self) -> None:
        self._left = Card(lambda: tr("What to print"))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.choice)
        self._left.set_body(scroll)
        foot = QWidget()
        self._foot = QVBoxLayout(foot)
        self._buttons = FlowLayout()
        self._hint = Label("", kind="small")
        self._hint.setWordWrap(True)
        self._foot.addWidget(self._hint)
        for button in (self.preview_button, self.print_button, self.save_button):
            self._buttons.addWidget(button)
        self._foot.addLayout(self._buttons)
        self._left.add(foot)
        self._middle = Card(lambda: tr("Preview"))
        self._fit = Segmented(
            [
                ("width", lambda: tr("Fit the width")),
                ("page", lambda: tr("Whole page")),
                ("full", "100 %"),
            ],
            name=lambda: tr("Size of the pages"),
        )
        self._back = PageStep(lambda: tr("Back"), icon="chevron_left", key="PgUp")
        self._on = PageStep(lambda: tr("Forward"), icon="chevron_right", key="PgDn")
        for widget in (self._back, self._on, self._fit):
            self._middle.add_action(widget)
        # Where large letters leave no room in the head, the same controls stand in a line of their own.
        self._bar = QWidget()
        self._bar_box = QVBoxLayout(self._bar)
        self._bar_flow = FlowLayout()
        self._bar_box.addLayout(self._bar_flow)
        self._middle.add(self._bar)
        self._bar.hide()
        self._narrow = False
        self._stale = Banner(
            lambda: tr("The region has changed since these pages were made."),
            weight="warn",
            actions=((lambda: tr("Make them anew"), self.preview),),
            closable=False,
        )
        self._empty = EmptyNote(
            lambda: tr("No pages yet"),
            lambda: tr("Say at the left what to print. Enter shows the pages; the same pages go to the printer and into the file."),
            icon="documents",
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.pages)
        self._progress_place = QWidget()
        self._progress_box = QVBoxLayout(self._progress_place)
        self._progress_box.setContentsMargins(0, 0, 0, 0)
        self._middle.add(self._progress_place)
        self._middle.add(self._stale)
        self._middle.set_body(self._stack)
        self._progress_place.hide()
        self._stale.hide()
        self._row = SideBySide(self)
        self._row.addWidget(self._left)
        self._row.addWidget(self._middle, 1)

    def _listen(self) -> None:
        self.choice.changed.connect(self._show_state)
        self.choice.confirmed.connect(self.preview)
        self.preview_button.clicked.connect(self.preview)
        self.print_button.clicked.connect(self.ask_and_print)
        self.save_button.clicked.connect(self.ask_and_save)
        self.pages.page_changed.connect(lambda _page, _count: self._show_page())
        self._fit.chosen.connect(self.pages.set_fit)
        self._back.clicked.connect(lambda: self.pages.go_to(self.pages.page() - 1))
        self._on.clicked.connect(lambda: self.pages.go_to(self.pages.page() + 1))
        self._desk.opened.connect(self._other_region)
        self._desk.closed.connect(self._other_region)
        self._desk.changed.connect(self._changed)
        self._desk.contest_changed.connect(self.choice.read_region)

    # -- what the window asks for

    def show_rows(self, rows: Sequence[int]) -> None:
        """Ask for the documents of these stations; a few are shown at once."""
        self.choice.choose_rows(rows)
        if 0 < len(rows) <= AT_ONCE:
            self.preview()

    def print_rows(self, rows: Sequence[int]) -> None:
        """Print these stations on the default printer without a question. Where there is none, ``message`` says so."""
        if QPrinterInfo.defaultPrinter().isNull():
            self.message.emit(
                lambda: tr(
                    "The summary was not printed: this computer has no printer. "
                    "The protocol is saved; the summary can be saved as PDF."
                )
            )
            return
        self._waiting.append(list(rows))
        self._print_waiting()

    def _print_waiting(self) -> None:
        if not self._waiting or self._making is not None or self._printing is not None:
            return
        rows = self._waiting.pop(0)
        self._with_document(tuple(rows), lambda pdf: self._send(pdf, printer_named(""), rows), show=False)

    # -- making

    def preview(self) -> None:
        """Make the pages and show them."""
        if not self.choice.refusal() and self._printing is None:
            self._with_document(self.choice.rows(), lambda _pdf: self.pages.setFocus(Qt.FocusReason.OtherFocusReason))

    def cancel(self) -> None:
        """Stop what runs; nothing of it stays."""
        self._next = None
        if self._making is not None:
            self._making.cancel()
        if self._printing is not None:
            self._printing.cancel()

    def _with_document(self, rows: tuple[int, ...], then: Callable[[bytes], None], *, show: bool = True) -> None:
        """Make the document of these stations, or take the one that is there, and go on with it; ``show`` it in the preview."""
        lang, contest = self.choice.document_language(), self._desk.contest_record
        made = self._made
        if (
            made is not None
            and not self._stale.isVisibleTo(self._middle)
            and (made.rows, made.contest, made.language) == (rows, contest, lang)
        ):
            if show:
                self._show_document(made)
            then(made.pdf)
            return
        if not rows:
            return
        if self._making is not None:
            if self._making.is_of(rows, lang):
                return
            # Who asks for other pages does not want the first ones any more.
            self._next = lambda: self._with_document(rows, then, show=show)
            self._making.cancel()
            return
        making = self._making = Making(self._desk, self._documents, rows, lang, self)

        def done(pdf: bytes) -> None:
            self._finish_making()
            if show:
                self._made = _Made(rows, contest, lang, pdf)
                self._stale.hide()
                self._show_document(self._made)
            then(pdf)

        def failed(error: BaseException) -> None:
            self._finish_making()
            self._refuse(error)

        making.progressed.connect(self._show_progress)
        making.done.connect(done)
        making.failed.connect(failed)
        making.cancelled.connect(self._finish_making)
        self._begin_progress(lambda: tr("The document is being made"))
        making.start()

    def _begin_progress(self, words: Words) -> None:
        # A new one each time: its button is spent once it was pressed.
        self._end_progress()
        self.progress = TaskProgress(words)
        self.progress.cancelled.connect(self.cancel)
        self._progress_box.addWidget(self.progress)
        self._progress_place.show()
        self._show_state()

    def _end_progress(self) -> None:
        if self.progress is not None:
            self.progress.hide()
            self.progress.deleteLater()
            self.progress = None
        self._progress_place.hide()

    def _show_progress(self, made: int, of: int) -> None:
        if self.progress is not None:
            self.progress.set_progress(made, of)

    def _finish_making(self) -> None:
        self._making = None
        self._end_progress()
        self._show_state()
        QTimer.singleShot(0, self, self._go_on)

    def _go_on(self) -> None:
        """What waited for the work that is over."""
        if self._making is not None or self._printing is not None:
            return
        waited, self._next = self._next, None
        if waited is not None:
            waited()
        else:
            self._print_waiting()

    def _refuse(self, error: BaseException) -> None:
        if not isinstance(error, ClerkError):
            raise error
        refused = error
        self.message.emit(lambda: str(error_sentences(refused.code, refused.params)))

    def _show_document(self, made: _Made) -> None:
        shown = self.pages.reader()
        if shown is None or shown.pdf is not made.pdf:
            self.pages.show_document(PageReader(self._documents, made.pdf))
        self._stack.setCurrentWidget(self.pages)
        self._show_page()

    # -- out of the program

    def ask_and_print(self) -> None:
        """Ask for printer, copies and pages, then print."""
        if not self.print_button.isEnabled():
            return
        rows = self.choice.rows()

        def ask(pdf: bytes) -> None:
            reader = self.pages.reader()
            dialog = PrintDialog(reader.count if reader is not None else len(rows), self.pages.page(), self)
            if dialog.exec():
                self._send(pdf, dialog.printer(), rows, dialog.pages())

        self._with_document(rows, ask)

    def _send(self, pdf: bytes, printer: object, rows: Sequence[int], pages: Sequence[int] | None = None) -> None:
        reader = PageReader(self._documents, pdf)
        printing = self._printing = Printing(reader, printer, pages, self)  # type: ignore[arg-type]
        printing.progressed.connect(self._show_progress)
        printing.done.connect(lambda: self._printed(rows))
        printing.failed.connect(
            lambda: self._print_ended(lambda: tr("The printer did not take the document. Check that it is on and has paper."))
        )
        printing.cancelled.connect(
            lambda: self._print_ended(lambda: tr("Printing was stopped. Pages already sent may still come out of the printer."))
        )
        self._begin_progress(lambda: tr("The pages go to the printer"))
        printing.start()

    def _printed(self, rows: Sequence[int]) -> None:
        self._print_ended(None)
        self._note("Print", rows)

    def _print_ended(self, words: Words | None) -> None:
        self._printing = None
        self._end_progress()
        self._show_state()
        QTimer.singleShot(0, self, self._go_on)
        if words is not None:
            self.message.emit(words)

    def ask_and_save(self) -> None:
        """Ask for a name and write the PDF."""
        if not self.save_button.isEnabled():
            return
        rows = self.choice.rows()

        def ask(pdf: bytes) -> None:
            start = str(self._folder() / f"{self._proposal(rows)}.pdf")
            name, _ = QFileDialog.getSaveFileName(self, tr("Save as PDF"), start, tr("PDF documents") + " (*.pdf)")
            if name:
                path = Path(name)
                self.save_to(path if path.suffix.lower() == ".pdf" else path.with_name(path.name + ".pdf"), pdf, rows)

        self._with_document(rows, ask)

    def save_to(self, path: Path, pdf: bytes, rows: Sequence[int]) -> None:
        """Write the bytes that the preview shows; a failure leaves what was there and says why."""
        try:
            write_document(path, pdf)
        except ClerkError as error:
            self._refuse(error)
            return
        self._note("Export", rows)
        self.message.emit(lambda: tr("The document was saved as {file}.", file=str(path)))

    def _note(self, event: str, rows: Sequence[int]) -> None:
        """Write into the chain that the document left the program: an event, no record changes."""
        region = self._desk.region
        if region is None or not self._desk.can_write:
            return
        numbers = [region.columns.register.stations[row].number for row in rows[:20]]
        reason = ", ".join(numbers) + (f" … ({len(rows)})" if len(rows) > len(numbers) else "")

        self._desk.attempt(lambda region: region.note(event, reason))

    def _folder(self) -> Path:
        region = self._desk.region
        return region.store.path.parent if region is not None and region.store.path is not None else user_documents_dir()

    def _proposal(self, rows: Sequence[int]) -> str:
        region = self._desk.region
        if region is not None and len(rows) == 1:
            return ptr("file name", "station") + "-" + region.columns.register.stations[rows[0]].number.replace("/", "-")
        if self.choice.scope() == "district":
            return self.choice.district.currentText().replace("/", "-")
        return tr("summaries")

    # -- showing

    def _other_region(self) -> None:
        self._waiting.clear()
        self._next = None
        self.cancel()
        self._made = None
        self.pages.show_document(None)
        self._stack.setCurrentWidget(self._empty)
        self._stale.hide()
        self.choice.read_region()

    def _changed(self, change: ChangeSet) -> None:
        if change.structural:
            self.choice.read_region()
        if self._made is not None and (change.structural or change.rows & set(self._made.rows)):
            self._stale.show()
        if self.isVisible():
            self._show_state()

    def _show_state(self) -> None:
        refusal = self.choice.refusal()
        busy = self._making is not None or self._printing is not None
        why: Words | None = refusal or (tr("Wait for the document that is being made.") if busy else None)
        for button in (self.preview_button, self.print_button, self.save_button):
            button.set_refusal(why)
        self._hint.set_words(refusal)
        self._hint.setVisible(bool(refusal))
        count = len(self.choice.rows())
        self._figure.set_value(tr("Station summary"))
        self._count.set_value(str(count) if count else "–")
        region = self._desk.region
        self._badge.setVisible(region is not None and region.is_test)

    def _show_page(self) -> None:
        reader = self.pages.reader()
        count = reader.count if reader is not None else 0
        page = self.pages.page()
        self._middle.set_subtitle(lambda: tr("Page {n} of {total}", n=page + 1, total=count) if count else "")
        self._back.setEnabled(page > 0)
        self._on.setEnabled(page + 1 < count)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the page that no field has taken: pages, Enter for the preview, Esc to stop."""
        if event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.pages.go_to(self.pages.page() + (1 if event.key() == Qt.Key.Key_PageDown else -1))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus = self.focusWidget()
            if isinstance(focus, QAbstractButton) and focus.hasFocus() and not focus.isCheckable():
                focus.click()
            else:
                self.preview()
        elif event.key() == Qt.Key.Key_Escape and (self._making or self._printing):
            self.cancel()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_width()

    def _fit_width(self) -> None:
        self._left.setFixedWidth(max(px(264), min(px(320), self.width() * 2 // 5)))
        narrow = self.width() < px(860)
        if narrow != self._narrow:
            self._narrow = narrow
            for widget in (self._back, self._on, self._fit):
                if narrow:
                    self._bar_flow.addWidget(widget)
                else:
                    self._middle.add_action(widget)
            self._bar.setVisible(narrow)

    def minimumSizeHint(self) -> QSize:
        return QSize(px(264) + px(300), px(300))

    def restyle(self) -> None:
        self._row.setContentsMargins(px(8), px(8), px(8), px(8))
        self._row.setSpacing(px(8))
        self._buttons.gap = self._buttons.row_gap = px(8)
        self._bar_flow.gap = px(8)
        self._bar_box.setContentsMargins(px(12), px(4), px(12), px(4))
        self._fit_width()
        self._foot.setContentsMargins(px(14), px(10), px(14), px(12))
        self._foot.setSpacing(px(8))

    def retranslate(self) -> None:
        self.setAccessibleName(tr("Documents"))
        self._show_state()
        self._show_page()
