"""Rows of the store for a plan that is made beside the window: the store belongs to the window's thread, so they are asked for there."""

import threading
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QObject, Signal

from electdesk.qtmodels.runner import Job
from electdesk.services.ports import Row

PIECE: Final = 1500
"""Rows read at a time: about 15 ms in which the window does nothing else."""
_LOOK_UP: Final = 0.05
"""Seconds after which a waiting worker looks whether it was cancelled: whoever cancels may be the one it waits for."""

RowsAt = Callable[[Sequence[int]], list[Row]]


class _Question:
    """One piece that was asked for, and its answer."""

    def __init__(self, seqs: Sequence[int]) -> None:
        self.seqs = seqs
        self.rows: list[Row] = []
        self.error: Exception | None = None
        self.answered = threading.Event()


class RowsInWindow(QObject):
    """Lives in the window's thread and reads there what a worker asks for."""

    _asked = Signal(object)

    def __init__(self, read: RowsAt, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self._asked.connect(self._answer)

    def reader(self, job: Job) -> RowsAt:
        """``Store.rows`` for the worker of a job. What it returns raises Cancelled once the job was cancelled."""

        def rows(seqs: Sequence[int]) -> list[Row]:
            found: list[Row] = []
            for start in range(0, len(seqs), PIECE):
                question = _Question(seqs[start : start + PIECE])
                self._asked.emit(question)
                while not question.answered.wait(_LOOK_UP):
                    job.check()
                if question.error is not None:
                    raise question.error
                found += question.rows
            return found

        return rows

    def _answer(self, question: _Question) -> None:
        try:
            question.rows = self._read(question.seqs)
        except Exception as error:  # noqa: BLE001 - it rises where the rows were asked for
            question.error = error
        finally:
            question.answered.set()
