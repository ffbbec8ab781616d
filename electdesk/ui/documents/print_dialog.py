"""Which printer, how many copies, which pages: the questions before printing, in the program's own words and look."""

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QWidget

from electdesk.i18n import tr
from electdesk.ui.dialog import Dialog, Questions
from electdesk.ui.documents.printing import printer_named, set_sheet
from electdesk.ui.look import px
from electdesk.ui.parts import ActionLink, Segmented


def pages_of(text: str, count: int) -> list[int] | None:
    """Pages (from 0) of a list such as "1-3, 7", each once and in order; None where a piece is no page of the document."""
    found: set[int] = set()
    for piece in text.replace(";", ",").split(","):
        ends = [end.strip() for end in piece.replace("–", "-").split("-")]
        if not piece.strip() or len(ends) > 2 or not all(end.isdecimal() and len(end) < 7 for end in ends):
            return None
        first, last = int(ends[0]), int(ends[-1])
        if not 1 <= first <= last <= count:
            return None
        found.update(range(first - 1, last))
    return sorted(found)


class PrintDialog(Dialog):
    """``printer`` and ``pages`` hold the answers once it was accepted."""

    answered = Signal()

    def __init__(self, count: int, current: int, parent: QWidget | None = None, *, pages: bool = True) -> None:
        """``count`` pages, of which ``current`` (from 0) is in sight; ``pages`` False asks for the whole document only."""
        super().__init__(lambda: tr("Print"), parent, size=(560, 300))
        self._count, self._current = count, current
        self._system: QPrinter | None = None
        self.printers = QComboBox()
        self.copies = QSpinBox()
        self.copies.setRange(1, 99)
        self.which = Segmented(
            [
                ("all", lambda: tr("All pages")),
                ("current", lambda: tr("This page")),
                ("some", lambda: tr("Some pages")),
            ],
            name=lambda: tr("Pages"),
        )
        self.some = QLineEdit()
        self.more = ActionLink(lambda: tr("Paper tray, both sides, colour …"), icon="settings")
        questions = Questions(label_width=110)
        questions.ask(lambda: tr("Printer"), self.printers)
        questions.ask(lambda: tr("Copies"), self.copies, narrow=True)
        if pages:
            questions.ask(lambda: tr("Pages"), self.which, self.some, narrow=True)
        questions.ask("", self.more, narrow=True)
        self.box.addWidget(questions)
        self.box.addStretch(1)
        self.add_usual_buttons(lambda: tr("Print"))
        for name in QPrinterInfo.availablePrinterNames():
            self.printers.addItem(name, name)
        default = self.printers.findData(QPrinterInfo.defaultPrinterName())
        self.printers.setCurrentIndex(max(0, default) if self.printers.count() else -1)
        self.printers.setEnabled(self.printers.count() > 0)
        self.which.chosen.connect(lambda _key: self._answered())
        self.some.textChanged.connect(lambda _text: self._answered())
        self.more.clicked.connect(self._ask_system)
        self.begin()
        self._answered()

    def printer(self) -> QPrinter:
        """The printer that was chosen, with the copies that were asked for."""
        printer = self._system or printer_named(self.printers.currentData() or "")
        if self._system is None:
            printer.setCopyCount(self.copies.value())
        return printer

    def pages(self) -> list[int] | None:
        """The pages to print, from 0; None for all."""
        if self.which.current() == "current":
            return [self._current]
        return pages_of(self.some.text(), self._count) if self.which.current() == "some" else None

    def refusal(self) -> str:
        """Why nothing can be printed now, "" where it can."""
        if not self.printers.count():
            return tr("This computer has no printer. Save the document as PDF and print it elsewhere.")
        if self.which.current() == "some" and pages_of(self.some.text(), self._count) is None:
            return tr("Type pages from 1 to {n}, such as 1-3, 7.", n=self._count)
        return ""

    def _answered(self) -> None:
        self.some.setVisible(self.which.current() == "some")
        self.more.setEnabled(self.printers.count() > 0)
        self.set_refusal(self.refusal())
        self.answered.emit()

    def _ask_system(self) -> None:
        """What only the printer's own driver knows."""
        printer = self.printer()
        dialog = QPrintDialog(printer, self)
        if dialog.exec():
            # The system's dialog may have chosen another size of paper: our pages are A4.
            set_sheet(printer)
            self._system = printer
            self.printers.setCurrentIndex(max(0, self.printers.findData(printer.printerName())))
            self.copies.setValue(printer.copyCount())

    def retranslate(self) -> None:
        super().retranslate()
        self.printers.setAccessibleName(tr("Printer"))
        self.printers.setPlaceholderText(tr("no printer"))
        self.copies.setAccessibleName(tr("Copies"))
        self.some.setAccessibleName(tr("Pages"))
        self.some.setPlaceholderText(tr("such as 1-3, 7"))
        self._answered()

    def restyle(self) -> None:
        super().restyle()
        self.copies.setMaximumWidth(px(90))
        self.some.setMaximumWidth(px(200))
