"""Rows of the store for a plan made beside the window: read in the window's thread, a piece at a time, and given up when cancelled."""

import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from electdesk.domain.errors import ClerkError
from electdesk.qtmodels.importing.asking import PIECE, RowsInWindow
from electdesk.qtmodels.runner import Runner
from electdesk.services.ports import Row
from tests.regions import small_region


def test_the_store_is_read_in_the_windows_thread_in_pieces(tmp_path: Path, qtbot: QtBot) -> None:
    region, runner = small_region(tmp_path), Runner()
    asked: list[tuple[threading.Thread, int]] = []

    def read(seqs: Sequence[int]) -> list[Row]:
        asked.append((threading.current_thread(), len(seqs)))
        return region.store.rows(seqs)

    rows = RowsInWindow(read)
    wanted = [1 + place % region.store.counts[1] for place in range(PIECE + 7)]
    with qtbot.waitSignal(runner.start(lambda job: rows.reader(job)(wanted)).done) as done:
        pass
    assert asked == [(threading.main_thread(), PIECE), (threading.main_thread(), 7)]
    assert done.args is not None
    assert [row.seq for row in done.args[0]] == wanted
    region.close()


def test_what_the_store_refuses_is_refused_where_the_rows_were_asked_for(qtbot: QtBot) -> None:
    runner = Runner()

    def read(seqs: Sequence[int]) -> list[Row]:
        raise ClerkError("file_gone")

    rows = RowsInWindow(read)
    with qtbot.waitSignal(runner.start(lambda job: rows.reader(job)([1])).failed) as failed:
        pass
    assert failed.args is not None
    assert failed.args[0].code == "file_gone"


def test_a_region_can_be_closed_while_the_worker_waits_for_its_rows(qtbot: QtBot) -> None:
    runner = Runner()
    began = threading.Event()

    def read(seqs: Sequence[int]) -> list[Row]:
        pytest.fail("the window was closing and read nothing")

    rows = RowsInWindow(read)

    def work(job: object) -> list[Row]:
        began.set()
        return rows.reader(job)([1])  # type: ignore[arg-type]

    job = runner.start(work)
    rows.blockSignals(True)
    qtbot.waitUntil(began.is_set)
    runner.finish()
    with qtbot.waitSignal(job.ended, raising=False, timeout=200):
        pass
    assert not runner.is_busy
