"""Copies and backups: whole or not there, nothing is ever replaced, what a killed program left is swept, one clear refusal otherwise."""

import contextlib
import functools
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from electdesk.domain.errors import ClerkError
from electdesk.services.commands import FinishEntry
from electdesk.services.person import Person
from electdesk.services.region import Region
from electdesk.services.users import begin_users
from electdesk.storage import backup, placing
from electdesk.storage.keeper import BackupKeeper
from electdesk.storage.region_file import RegionFile
from electdesk.storage.regions import open_region, restore_region
from tests.regions import good_values, small_region

PERSON = Person("Aigul")


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    made = small_region(tmp_path, entered=3)
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "copies"
    made.mkdir()
    return made


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def refused(region: Region, target: Path) -> str:
    with pytest.raises(ClerkError) as error:
        region.store.copy_to(target)
    return error.value.code


def test_a_file_that_appears_while_the_copy_is_made_stays(region: Region, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = folder / "copy.electdesk"
    real = placing._rename_to_new

    def late(part: Path, to: Path) -> None:
        to.write_bytes(b"somebody else's")
        real(part, to)

    monkeypatch.setattr(placing, "_rename_to_new", late)
    assert refused(region, target) == "file_exists"
    assert (names(folder), target.read_bytes()) == (["copy.electdesk"], b"somebody else's")


@pytest.mark.parametrize("there", ["a file", "nothing"])
def test_where_no_links_can_be_made_a_copy_is_made_and_replaces_nothing(
    region: Region, folder: Path, monkeypatch: pytest.MonkeyPatch, there: str
) -> None:
    target = folder / "copy.electdesk"

    def no_links(part: Path, to: Path) -> None:
        if there == "a file":
            to.write_bytes(b"somebody else's")
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    if there == "a file":
        assert (refused(region, target), target.read_bytes()) == ("file_exists", b"somebody else's")
    else:
        region.store.copy_to(target)
        assert RegionFile.open(target, read_only=True).fingerprint == region.store.fingerprint
    assert names(folder) == ["copy.electdesk"]


def test_a_link_that_leads_nowhere_is_not_replaced(region: Region, folder: Path) -> None:
    (folder / "copy.electdesk").symlink_to(folder / "nowhere")
    assert refused(region, folder / "copy.electdesk") == "file_exists"
    assert (names(folder), (folder / "copy.electdesk").is_symlink()) == (["copy.electdesk"], True)


def test_what_killed_runs_left_is_swept_and_what_is_being_written_is_not(region: Region, folder: Path) -> None:
    dead = folder / ".small 2020-01-01 00-00-00.electdesk.0a1b2c3d.part"
    others = (".small 2026-01-01 00-00-00.electdesk.00000000.part", ".other 2020-01-01 00-00-00.electdesk.0a1b2c3d.part", "x.part")
    for name in (dead.name, *others):
        (folder / name).write_bytes(b"half")
    for name in (dead.name, *others[1:]):
        os.utime(folder / name, (0, 0))
    assert region.store.path is not None
    (made,) = BackupKeeper(region.store.path, (folder,)).keep(region.store)
    assert names(folder) == sorted((*others, made.name))


def test_two_programs_back_up_one_region_at_once_and_both_copies_are_whole(region: Region, folder: Path) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from electdesk.storage.region_file import RegionFile\n"
        "from electdesk.domain.errors import ClerkError\n"
        "store = RegionFile.open(Path(sys.argv[1]), read_only=True); made = 0\n"
        "print('ready', flush=True); sys.stdin.readline()\n"
        "for number in range(30):\n"
        "    try: store.copy_to(Path(sys.argv[2]) / f'{number}.electdesk'); made += 1\n"
        "    except ClerkError as error: assert error.code == 'file_exists', error\n"
        "print(made)\n"
    )
    command = [sys.executable, "-c", script, str(region.store.path), str(folder)]
    both = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    for each in both:
        assert each.stdout is not None
        assert each.stdout.readline() == "ready\n"
    for each in both:
        assert each.stdin is not None
        each.stdin.write("go\n")
        each.stdin.flush()
    made = [int(each.communicate()[0]) for each in both]
    assert sum(made) == 30
    assert names(folder) == sorted(f"{number}.electdesk" for number in range(30))
    for copy in folder.iterdir():
        store = RegionFile.open(copy, read_only=True)
        assert (store.fingerprint, store.problems) == (region.store.fingerprint, ())
        store.close()


def test_a_source_that_another_program_keeps_locked_is_one_refusal(
    region: Region, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert region.store.path is not None
    path = region.store.path
    region.close()
    monkeypatch.setattr(backup, "PATIENCE", 0)
    reader = RegionFile.open(path, read_only=True)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("begin exclusive")
    reader._db.execute("pragma busy_timeout = 0")
    with pytest.raises(ClerkError, match="file_busy"):
        reader.copy_to(folder / "copy.electdesk")
    assert names(folder) == []
    other.execute("rollback")
    reader.copy_to(folder / "copy.electdesk")
    other.close()
    reader.close()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small file system of its own."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("needs a small file system of its own: Linux and root")
    made = tmp_path / "disk"
    made.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=48k", "tmpfs", made], capture_output=True, check=False).returncode:
        pytest.skip("no file system can be mounted here")
    yield made
    subprocess.run(["umount", made], check=True)


def test_a_disk_that_is_full_in_the_middle_of_a_copy_is_one_refusal_and_nothing_half_stays(region: Region, disk: Path) -> None:
    assert region.store.path is not None
    assert region.store.path.stat().st_size > 48 * 1024
    assert (refused(region, disk / "copy.electdesk"), names(disk)) == ("disk_full", [])
    with pytest.raises(ClerkError, match="disk_full"):
        BackupKeeper(region.store.path, (disk,)).keep(region.store)
    assert names(disk) == []
    with pytest.raises(ClerkError, match="disk_full"):
        backup.restore(region.store.path, disk / "restored.electdesk")
    assert names(disk) == []
    region.execute(FinishEntry(station="station20", values=good_values(600, 300)))
    assert region.store.verify().ok


def test_a_disk_that_is_full_while_a_region_begins_leaves_nothing(disk: Path) -> None:
    from electdesk.services.beginning import first_commit

    (disk / "filler").write_bytes(b"x" * 32 * 1024)
    with pytest.raises(ClerkError, match="disk_full"):
        RegionFile.create(disk / "x.electdesk", first_commit("x", "TEST", PERSON), "Aigul")
    assert names(disk) == ["filler"]


def test_a_file_that_another_program_left_with_a_log_beside_it_is_read_from_a_copy_and_stays_as_it_is(
    region: Region, folder: Path
) -> None:
    assert region.store.path is not None
    expected = (region.store.fingerprint, region.store.counts)
    path = Path(shutil.copyfile(region.store.path, folder / "x.electdesk"))
    script = (
        "import os, sqlite3, sys\n"
        "db = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "db.execute('pragma journal_mode = wal'); db.execute('pragma wal_autocheckpoint = 0')\n"
        "db.execute(\"insert into meta values ('note', 'x')\")\n"
        "os._exit(9)\n"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=False)
    (folder / "x.electdesk-shm").unlink()
    before = {each.name: each.read_bytes() for each in folder.iterdir()}
    assert sorted(before) == ["x.electdesk", "x.electdesk-wal"]
    reader = open_region(path, PERSON, read_only=True)
    assert ((reader.store.fingerprint, reader.store.counts), reader.store.problems) == (expected, ())
    reader.close()
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == before


def test_a_file_that_another_program_keeps_locked_is_one_refusal(region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    assert region.store.path is not None
    path = region.store.path
    region.close()
    real = sqlite3.connect
    other = real(path, isolation_level=None)
    other.execute("begin exclusive")
    monkeypatch.setattr(sqlite3, "connect", functools.partial(real, timeout=0))
    before = path.read_bytes()
    for read_only in (True, False):
        with pytest.raises(ClerkError, match="file_busy"):
            RegionFile.open(path, read_only=read_only)
    other.execute("rollback")
    other.close()
    assert path.read_bytes() == before


@pytest.mark.parametrize("how", ["overwritten", "cut short"])
def test_what_becomes_unreadable_while_it_is_verified_in_steps_is_one_refusal(
    region: Region, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from electdesk.storage import verification

    monkeypatch.setattr(verification, "SLICE", 5)
    assert region.store.path is not None
    steps = region.store.verify_in_steps()
    next(steps)
    region.store._db.execute("pragma cache_size = 0")  # type: ignore[attr-defined]
    with region.store.path.open("r+b") as file:
        if how == "cut short":
            file.truncate(8192)
        else:
            file.seek(4096)
            file.write(b"\xff" * (region.store.path.stat().st_size - 4096))
        os.fsync(file.fileno())
    region.store._db.execute("pragma shrink_memory")  # type: ignore[attr-defined]
    with pytest.raises(ClerkError) as error:
        list(steps)
    assert error.value.code in ("file_damaged", "medium_failed")


def test_a_restored_file_with_users_says_who_restored_it_and_takes_nobody_s_login(region: Region, folder: Path) -> None:
    """Nobody has logged in: the note names the user of the computer in brackets, who may bear a login of the file by chance."""
    begin_users(region, "Aigul", "a long enough one")
    assert region.store.path is not None
    restore_region(region.store.path, folder / "restored.electdesk", Person("Aigul", office="PC-3"))
    with contextlib.closing(open_region(folder / "restored.electdesk", PERSON, read_only=True)) as restored:
        (last,) = restored.store.commits()[-1:]
    assert (last.commit.command, last.commit.author, last.commit.office) == ("Restore", "(Aigul)", "PC-3")
