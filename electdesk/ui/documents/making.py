"""Making a document beside the window: data out of the columns in slices, then the PDF on the worker thread."""

import threading
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from electdesk.domain.errors import ClerkError
from electdesk.i18n import Language
from electdesk.qtmodels.desk import Desk
from electdesk.qtmodels.runner import Job
from electdesk.services.documents import StationSummary
from electdesk.services.queries.summary import station_summary
from electdesk.ui.documents.pages import Documents

SLICE_MS: Final = 30
"""So long the window may be busy before it looks at the keyboard again."""


class Making(QObject):
    """One document on its way. Exactly one of ``done``, ``failed`` and ``cancelled`` comes, then it is over.

    The columns belong to the window's thread, so the data are taken here; typesetting reads only what was taken.
    """

    progressed = Signal(int, int)
    done = Signal(bytes)
    failed = Signal(object)
    cancelled = Signal()

    def __init__(self, desk: Desk, documents: Documents, rows: Sequence[int], language: Language, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._documents, self._rows, self._language = desk, documents, list(rows), language
        self._items: list[StationSummary] = []
        self._job: Job | None = None
        self._over = False
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._take_slice)

    def is_of(self, rows: Sequence[int], language: Language) -> bool:
        """Whether this is the document of these stations in this language."""
        return (self._rows, self._language) == (list(rows), language)

    def start(self) -> None:
        """Begin; signals come later, never from inside this call."""
        self._next.start(0)

    def cancel(self) -> None:
        """Stop at the next station or page."""
        if self._job is not None:
            self._job.cancel()
        elif not self._over:
            self._end(self.cancelled.emit)

    def _take_slice(self) -> None:
        region, columns = self._desk.region, self._desk.contest
        if self._over:
            return
        if region is None or columns is None or (self._rows and max(self._rows) >= len(region.columns.register)):
            self._end(self.cancelled.emit)
            return
        if not self._items:
            columns.refresh()
        spent = QElapsedTimer()
        spent.start()
        while len(self._items) < len(self._rows) and spent.elapsed() < SLICE_MS:
            self._items.append(station_summary(region, columns, self._rows[len(self._items)]))
        # Taking the data is half of the way, typesetting the other half.
        self.progressed.emit(len(self._items) // 2, len(self._rows))
        if len(self._items) < len(self._rows):
            self._next.start(0)
        else:
            self._typeset()

    def _typeset(self) -> None:
        items, documents, lang = self._items, self._documents, self._language

        # The worker may be done before the next line here runs: it waits until somebody listens.
        heard = threading.Event()

        def work(job: Job) -> bytes:
            heard.wait()
            return documents.stations(items, lang, on_page=lambda made, of: job.step((made + of) // 2, of))

        job = self._job = self._desk.runner.start(work)
        job.progressed.connect(self.progressed)
        job.done.connect(lambda pdf: self._end(lambda: self.done.emit(pdf)))
        job.cancelled.connect(lambda: self._end(self.cancelled.emit))
        job.failed.connect(self._job_failed)
        heard.set()

    def _job_failed(self, error: BaseException) -> None:
        if isinstance(error, ClerkError) and error.code == "cancelled":
            self._end(self.cancelled.emit)
        else:
            self._end(lambda: self.failed.emit(error))

    def _end(self, tell: Callable[[], None]) -> None:
        if self._over:
            return
        self._over = True
        self._next.stop()
        tell()
        self.deleteLater()
