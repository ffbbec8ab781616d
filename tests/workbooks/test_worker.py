"""The process that reads files: it ends when it is asked to, when it hangs, when it dies, and when nobody waits for it any more."""

import ast
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from electdesk.domain.errors import ClerkError
from electdesk.i18n.error_texts import ERRORS
from electdesk.workbooks import book_reader
from electdesk.workbooks.book_reader import WORKER_ARGUMENT, read_book
from electdesk.workbooks.reading import limits
from electdesk.workbooks.worker import PARENT_GONE
from tests.workbooks.making import number, row, written, xlsx

PACKAGE = Path(book_reader.__file__).parents[1]
needs_linux = pytest.mark.skipif(sys.platform == "win32", reason="signals, pipes and limits of Linux")


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return written(tmp_path, "list.xlsx", xlsx("".join(row(line, number(f"A{line}", str(line))) for line in range(1, 300))))


@pytest.fixture(autouse=True)
def nothing_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever happens to the process, its folder is gone afterwards."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield
    assert list(folder.iterdir()) == []


def stands_in(monkeypatch: pytest.MonkeyPatch, program: str) -> list["subprocess.Popen[bytes]"]:
    """Let another program be the worker; returns the processes that were started."""
    started: list[subprocess.Popen[bytes]] = []

    def start(folder: Path, name: str) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen([sys.executable, "-c", program, str(folder)], stdin=subprocess.PIPE)
        started.append(process)
        return process

    monkeypatch.setattr(book_reader, "_started", start)
    return started


def refusal_of(path: Path, **more: Any) -> tuple[str, dict[str, Any]]:
    with pytest.raises(ClerkError) as caught:
        read_book(path, **more)
    return caught.value.code, caught.value.params


HANGS = "import sys; sys.stdin.read()"


def test_cancelling_ends_a_process_that_hangs(workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started = stands_in(monkeypatch, HANGS)
    answers = iter([False, False, False, True])
    assert refusal_of(workbook, cancelled=lambda: next(answers)) == ("cancelled", {})
    assert [process.poll() is not None for process in started] == [True]


def test_a_process_that_hangs_is_ended_after_its_time(workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started = stands_in(monkeypatch, HANGS)
    monkeypatch.setattr(limits, "SECONDS", 0.05)
    assert refusal_of(workbook) == ("source_reading_failed", {"file": "list.xlsx", "reason": "time", "limit": 0})
    assert [process.poll() is not None for process in started] == [True]


@needs_linux
@pytest.mark.parametrize(
    ("death", "reason"),
    [
        ("os.abort()", ""),
        ("os.kill(os.getpid(), 9)", ""),
        ("os._exit(1)", ""),
        ("os._exit(0)", ""),
        ("os.kill(os.getpid(), signal.SIGXCPU)", "time"),
    ],
)
def test_a_process_that_dies_is_one_clear_message(workbook: Path, monkeypatch: pytest.MonkeyPatch, death: str, reason: str) -> None:
    stands_in(monkeypatch, f"import os, resource, signal; resource.setrlimit(resource.RLIMIT_CORE, (0, 0)); {death}")
    assert refusal_of(workbook) == ("source_reading_failed", {"file": "list.xlsx", "reason": reason, "limit": 20})


@needs_linux
def test_the_process_is_held_to_its_memory() -> None:
    program = (
        "from electdesk.workbooks.worker import hold_to_limits\nhold_to_limits(1)\n"
        "try:\n    bytearray(600_000_000)\nexcept MemoryError:\n    print('refused')"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=PACKAGE.parent, capture_output=True, text=True, check=True)
    assert done.stdout == "refused\n"


@needs_linux
def test_when_nobody_waits_any_more_the_process_clears_up_and_ends(tmp_path: Path) -> None:
    folder = tmp_path / "electdesk-read-x"
    folder.mkdir()
    # A pipe that nobody writes to: the process waits at its file until the one who asked is gone.
    os.mkfifo(folder / "source")
    command = [sys.executable, "-m", "electdesk", WORKER_ARGUMENT, str(folder), "x"]
    process = subprocess.Popen(command, cwd=PACKAGE.parent, stdin=subprocess.PIPE)
    assert process.stdin is not None
    process.stdin.close()
    assert (process.wait(timeout=60), folder.exists()) == (PARENT_GONE, False)


def test_progress_only_grows_and_ends_at_one(workbook: Path) -> None:
    shares: list[float] = []
    read_book(workbook, progress=shares.append)
    assert (shares, shares[-1]) == (sorted(shares), 1.0)


def test_a_text_table_of_any_size_is_the_same_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small ones are read in the program itself, large ones in the process."""
    path = written(tmp_path, "list.csv", "УИК;1\r\n\r\n2;'3;\r\n".encode("cp1251"))
    here = read_book(path)
    monkeypatch.setattr(book_reader, "_READ_HERE", 0)
    assert read_book(path) == here


def test_a_file_that_changes_while_it_is_copied_is_not_read(workbook: Path) -> None:
    asked = 0

    def writes_meanwhile() -> bool:
        nonlocal asked
        asked += 1
        with workbook.open("ab") as file:
            file.write(b"more")
        return False

    assert refusal_of(workbook, cancelled=writes_meanwhile) == ("source_changing", {"file": "list.xlsx"})


def test_the_process_loads_nothing_that_is_slow_to_start() -> None:
    program = "import sys, electdesk.workbooks.worker, electdesk.workbooks.reading.xlsx, electdesk.workbooks.reading.ods\nprint(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], cwd=PACKAGE.parent, capture_output=True, text=True, check=True)
    loaded = set(ast.literal_eval(done.stdout))
    assert {name.partition(".")[0] for name in loaded} & {"numpy", "pandas", "openpyxl", "PySide6", "lark", "click"} == set()


def test_every_refusal_of_a_reader_has_its_sentences() -> None:
    codes = {
        str(node.args[0].value)
        for path in PACKAGE.rglob("workbooks/**/*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refused"
        if node.args and isinstance(node.args[0], ast.Constant)
    }
    assert sorted(codes - set(ERRORS)) == []
    assert len(codes) > 12
