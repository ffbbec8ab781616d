"""One writer at a time: the second opener reads and is told who writes; a lock dies with its process."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from electdesk.domain.errors import ClerkError
from electdesk.services.commands import FinishEntry
from electdesk.services.person import Person
from electdesk.storage.region_file import RegionFile
from electdesk.storage.regions import open_region
from tests.regions import good_values, small_region

HOLDER = (
    "import sys\n"
    "from pathlib import Path\n"
    "from electdesk.storage.region_file import RegionFile\n"
    "store = RegionFile.open(Path(sys.argv[1]), 'Bolat')\n"
    "print('held' if not store.read_only else store.read_only_reason, flush=True)\n"
    "sys.stdin.read()\n"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A small closed region."""
    small_region(tmp_path, entered=3).close()
    return tmp_path / "small.electdesk"


def hold(path: Path) -> "subprocess.Popen[str]":
    """Another process that has the file open for writing."""
    process = subprocess.Popen([sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def end(process: "subprocess.Popen[str]", how: signal.Signals | None = None) -> None:
    if how is not None:
        process.send_signal(how)
    process.communicate("")


def test_a_second_opener_reads_and_is_told_who_writes(path: Path) -> None:
    process = hold(path)
    second = open_region(path, Person("Aigul"))
    assert (second.store.read_only, second.store.read_only_reason) == (True, "held")
    assert second.store.holder.startswith("Bolat, ")
    with pytest.raises(ClerkError) as refused:
        second.execute(FinishEntry(station="station10", values=good_values(600, 300)))
    assert (refused.value.code, refused.value.params["reason"]) == ("file_read_only", "held")
    second.close()
    end(process)
    third = open_region(path, Person("Aigul"))
    assert not third.store.read_only
    third.close()
    assert sorted(each.name for each in path.parent.iterdir() if each.stat().st_size) == [path.name]


def test_a_lock_dies_with_its_process(path: Path) -> None:
    end(hold(path), signal.SIGKILL)
    store = RegionFile.open(path, "Aigul")
    assert (store.read_only, store.holder) == (False, "")
    store.close()


def test_a_link_to_the_file_leads_to_the_same_lock(path: Path) -> None:
    link = path.with_name("link.electdesk")
    link.symlink_to(path)
    process = hold(link)
    store = RegionFile.open(path, "Aigul")
    assert store.read_only_reason == "held"
    store.close()
    end(process)


def test_window_and_command_line_share_the_lock(path: Path) -> None:
    region = open_region(path, Person("Aigul"))
    command = [sys.executable, "-m", "electdesk", "do", str(path)]
    done = subprocess.run(command, input='{"command": "SaveCheckpoint", "name": "x"}', capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Aigul" in done.stderr
    region.close()


def test_somebody_who_only_reads_holds_nothing(path: Path) -> None:
    reader = RegionFile.open(path, "Bolat", read_only=True)
    writer = RegionFile.open(path, "Aigul")
    assert not writer.read_only
    writer.close()
    reader.close()


def test_two_stores_in_one_process_are_two_openers(path: Path) -> None:
    first, second = RegionFile.open(path, "Aigul"), RegionFile.open(path, "Bolat")
    assert (first.read_only, second.read_only_reason, second.holder.split(",")[0]) == (False, "held", "Aigul")
    second.close()
    third = RegionFile.open(path, "Bolat")
    assert third.read_only_reason == "held"
    third.close()
    first.close()
    assert [each.name for each in path.parent.iterdir()] == [path.name]
