"""A sheet of the desk on the screen: receipt, return sheet, lists and tables; printed or saved as the bytes that are shown."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QFileDialog, QWidget

from electdesk.domain.errors import ClerkError
from electdesk.i18n import language, tr
from electdesk.paths import user_documents_dir
from electdesk.qtmodels.desk import Desk
from electdesk.ui.dialog import Dialog
from electdesk.ui.documents.pages import Documents, PageReader
from electdesk.ui.documents.preview import PagePreview
from electdesk.ui.documents.print_dialog import PrintDialog
from electdesk.ui.documents.printing import Printing, printer_named
from electdesk.ui.documents.saving import write_document
from electdesk.ui.parts import Words

LEVEL: Final = frozenset({"consolidated"})
"""Sheets whose pages lie across."""


class SheetDialog(Dialog):
    """Not modal to the work: it is opened, typeset beside the window, and closed with Escape.

    ``ready`` comes when the pages are seen, ``told`` with a sentence about what was done with them.
    """

    ready = Signal()
    told = Signal(object)

    def __init__(
        self, desk: Desk, documents: Documents, name: str, item: object, title: Words, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent, size=(820, 760))
        self._desk, self._documents, self._name = desk, documents, name
        self.pdf = b""
        self._prints_at_once = False
        self.preview = PagePreview()
        self.box.addWidget(self.preview, 1)
        self.save = self.add_button(lambda: tr("Save as PDF"), icon="save")
        self.close_button = self.add_button(lambda: tr("Close"))
        self.print = self.add_button(lambda: tr("Print"), primary=True, icon="print")
        self.close_button.clicked.connect(self.reject)
        self.save.clicked.connect(self._ask_where)
        self.print.clicked.connect(self._ask_printer)
        self.first = self.preview
        # Whoever locks the window, or closes the file, leaves no sheet of it behind.
        desk.closed.connect(self.reject)
        self.begin()
        for button in (self.save, self.print):
            button.setEnabled(False)
        lang = language()
        job = desk.runner.start(lambda _job: documents.sheet(name, item, lang))
        job.done.connect(self._made)
        job.failed.connect(self._failed)

    def print_when_ready(self) -> None:
        """Send it to the usual printer as soon as it is made, without a question; the pages are shown all the same."""
        self._prints_at_once = True

    def _made(self, pdf: bytes) -> None:
        self.pdf = pdf
        self.preview.show_document(self._reader(pdf))
        for button in (self.save, self.print):
            button.setEnabled(True)
        self.ready.emit()
        if self._prints_at_once:
            if QPrinterInfo.defaultPrinter().isNull():
                self.set_refusal(tr("This computer has no printer. Save the document as PDF and print it elsewhere."))
            else:
                self._send(Printing(self._reader(pdf), printer_named(""), None, self))

    def _reader(self, pdf: bytes) -> PageReader:
        return PageReader(self._documents, pdf, is_level=self._name in LEVEL)

    def _failed(self, error: BaseException) -> None:
        self.reject()
        if isinstance(error, ClerkError):
            self._desk.refused.emit(error)
            return
        raise error

    def _ask_printer(self) -> None:
        reader = self._reader(self.pdf)
        dialog = PrintDialog(reader.count, self.preview.page(), self)
        if dialog.exec():
            self._send(Printing(reader, dialog.printer(), dialog.pages(), self))

    def _send(self, printing: Printing) -> None:
        printing.done.connect(self._printed)
        printing.failed.connect(lambda: self.reason.set_words(lambda: tr("The printer did not take the pages.")))
        printing.start()

    def _printed(self) -> None:
        self._note("Print")
        self.reason.set_words(lambda: tr("Sent to the printer."))
        self.told.emit(lambda: tr("Sent to the printer."))

    def _ask_where(self) -> None:
        region = self._desk.region
        folder = region.store.path.parent if region is not None and region.store.path is not None else user_documents_dir()
        name, _ = QFileDialog.getSaveFileName(
            self, tr("Save as PDF"), str(folder / f"{self._name}.pdf"), tr("PDF documents") + " (*.pdf)"
        )
        if name:
            path = Path(name)
            self.save_to(path if path.suffix.lower() == ".pdf" else path.with_name(path.name + ".pdf"))

    def save_to(self, path: Path) -> None:
        """Write the bytes that are shown; a failure leaves what was there and says why."""
        try:
            write_document(path, self.pdf)
        except ClerkError as error:
            self._desk.refused.emit(error)
            return
        self._note("Export")
        self.told.emit(lambda: tr("The document was saved as {file}.", file=str(path)))

    def _note(self, event: str) -> None:
        """Write into the chain that the document left the program."""
        if self._desk.can_write:
            self._desk.attempt(lambda region: region.note(event, self._name))
