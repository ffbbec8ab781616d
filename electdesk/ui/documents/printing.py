"""Pages on paper: each picture of the PDF fills its sheet, so that paper, preview and file agree."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QMarginsF, QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from electdesk.ui.documents.pages import PageReader

PAPER_DPI: Final = 300


def printer_named(name: str) -> QPrinter:
    """The printer of this name, "" for the default one, set to whole sheets of A4."""
    info = QPrinterInfo.printerInfo(name) if name else QPrinterInfo.defaultPrinter()
    printer = (
        QPrinter(QPrinter.PrinterMode.HighResolution) if info.isNull() else QPrinter(info, QPrinter.PrinterMode.HighResolution)
    )
    set_sheet(printer)
    return printer


def set_sheet(printer: QPrinter) -> None:
    """A4 upright without margins of the program: the pages hold their own."""
    printer.setResolution(PAPER_DPI)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)


class Printing(QObject):
    """Sends pages to a printer, one at each turn of the event loop. Exactly one of ``done``, ``failed``, ``cancelled`` comes."""

    progressed = Signal(int, int)
    done = Signal()
    failed = Signal()
    cancelled = Signal()

    def __init__(self, reader: PageReader, printer: QPrinter, pages: Sequence[int] | None, parent: QObject) -> None:
        super().__init__(parent)
        self._reader, self._printer = reader, printer
        self._pages = list(pages) if pages is not None else list(range(reader.count))
        self._sent = 0
        self._painter: QPainter | None = None
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._send_next)

    def start(self) -> None:
        """Begin with the next turn of the event loop."""
        self._turn.start(0)

    def cancel(self) -> None:
        """Take back what the printer has not drawn yet."""
        if not self._turn.isActive():
            return
        self._turn.stop()
        if self._painter is not None:
            self._printer.abort()
            self._painter.end()
            self._painter = None
        self.cancelled.emit()
        self.deleteLater()

    def _send_next(self) -> None:
        if self._painter is None:
            if self._reader.is_level:
                self._printer.setPageOrientation(QPageLayout.Orientation.Landscape)
            self._painter = QPainter()
            if not self._pages or not self._painter.begin(self._printer):
                self._painter = None
                self.failed.emit()
                self.deleteLater()
                return
        elif not self._printer.newPage():
            self._painter.end()
            self.failed.emit()
            self.deleteLater()
            return
        sheet = QRectF(self._printer.paperRect(QPrinter.Unit.DevicePixel))
        picture = self._reader.set_page(self._pages[self._sent], PAPER_DPI)
        self._painter.drawImage(sheet, picture)
        self._sent += 1
        self.progressed.emit(self._sent, len(self._pages))
        if self._sent < len(self._pages):
            self._turn.start(0)
            return
        self._painter.end()
        self._painter = None
        self.done.emit()
        self.deleteLater()
