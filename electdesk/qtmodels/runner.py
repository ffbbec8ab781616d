"""Long work beside the window: one worker thread, progress, cancel.

What it is given must not read the columns: they belong to the window's thread.
"""

import gc
import threading
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal


class Cancelled(Exception):
    """The person cancelled the work. Nothing that it would have written exists."""


class Job(QObject):
    """One piece of long work. Signals arrive in the window's thread."""

    progressed = Signal(int, int)
    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    ended = Signal()

    def __init__(self, work: Callable[["Job"], Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop; it does so at its next step."""
        self._stop.set()

    @property
    def is_cancelled(self) -> bool:
        """Asked by the work: whether the person asked to stop."""
        return self._stop.is_set()

    def step(self, made: int, of: int) -> bool:
        """Called by the work: tells how far it is. Returns False once it should stop."""
        self.progressed.emit(made, of)
        return not self._stop.is_set()

    def check(self) -> None:
        """Called by the work: raises Cancelled once the person asked to stop."""
        if self._stop.is_set():
            raise Cancelled

    def _run(self) -> None:
        try:
            result = self._work(self)
        except Cancelled:
            self.cancelled.emit()
        except BaseException as error:  # noqa: BLE001 - reported in the window's thread, where the one handler is
            self.failed.emit(error)
        else:
            if self._stop.is_set():
                self.cancelled.emit()
            else:
                self.done.emit(result)
        finally:
            self.ended.emit()


class _Task(QRunnable):
    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job

    def run(self) -> None:
        self._job._run()


class Runner(QObject):
    """The one worker. Jobs run in the order in which they were started.

    While there are jobs Python's garbage collector rests: it runs in whichever thread asks for memory, and a widget that it threw away
    in the worker's thread would take the process with it.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._jobs: list[Job] = []
        self._collects = False

    def start(self, work: Callable[[Job], Any]) -> Job:
        """Begin work on the worker thread; connect to the job's signals before the event loop turns."""
        job = Job(work, self)
        if not self._jobs:
            self._collects = gc.isenabled()
            gc.disable()
        self._jobs.append(job)
        job.ended.connect(lambda: self._over([job]))
        # A turn of the event loop later, so that nothing ends before the caller has connected to it.
        QTimer.singleShot(0, self, lambda: self._pool.start(_Task(job)))
        return job

    @property
    def is_busy(self) -> bool:
        """Whether a job waits or runs."""
        return bool(self._jobs)

    def finish(self) -> None:
        """Cancel what runs and wait for it: before a region is closed."""
        jobs = list(self._jobs)
        for job in jobs:
            job.cancel()
        self._pool.waitForDone()
        self._over(jobs)

    def _over(self, jobs: Sequence[Job]) -> None:
        before = len(self._jobs)
        self._jobs = [job for job in self._jobs if job not in jobs]
        if before and not self._jobs and self._collects:
            gc.enable()
