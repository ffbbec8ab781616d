"""Opening, writing and losing region files: settings, guards, locks, exchanged files, full disks. One clear refusal, nothing changed."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from electdesk.domain.errors import ClerkError
from electdesk.services.commands import ChangeStation, FinishEntry
from electdesk.services.person import Person
from electdesk.services.ports import StoreState
from electdesk.storage import tables
from electdesk.storage.region_file import RegionFile
from electdesk.storage.regions import open_region
from tests.regions import good_values, small_region

PERSON = Person("Aigul")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A small closed region."""
    small_region(tmp_path, entered=3).close()
    return tmp_path / "small.electdesk"


def enter(region: object, station: str) -> None:
    region.execute(FinishEntry(station=station, values=good_values(600, 300)))  # type: ignore[attr-defined]


def test_the_file_is_written_in_the_safe_way(path: Path) -> None:
    store = RegionFile.open(path)
    db = store._db
    settings = {
        name: db.execute(f"pragma {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "cache_spill", "trusted_schema")
    }
    assert settings == {"journal_mode": "truncate", "synchronous": 2, "cache_spill": 0, "trusted_schema": 0}
    store.close()
    assert [each.name for each in path.parent.iterdir() if each.stat().st_size] == [path.name]


def test_commits_and_revisions_are_only_ever_added(path: Path) -> None:
    db = sqlite3.connect(path)
    for table in ("commits", "revisions"):
        for statement in (f"update {table} set data = x'00'", f"delete from {table}", f"update {table} set seq = seq + 1"):
            with pytest.raises(sqlite3.IntegrityError, match="append only"):
                db.execute(statement)
    db.close()


def test_missing_guards_are_noticed_and_put_back_on_opening_for_writing(path: Path) -> None:
    db = sqlite3.connect(path)
    db.execute("drop trigger revisions_update")
    db.execute("drop trigger commits_delete")
    db.execute("create trigger commits_delete before delete on commits begin select 1; end")
    db.commit()
    db.close()
    reader = RegionFile.open(path, read_only=True)
    assert [problem.where for problem in reader.problems] == ["trigger commits_delete", "trigger revisions_update"]
    reader.close()
    writer = RegionFile.open(path)
    assert {problem.what for problem in writer.problems} == {"guard_missing"}
    assert writer.verify().ok
    writer.close()


@pytest.mark.parametrize("how", ["replaced", "overwritten", "overwritten by a branch of the same length", "deleted"])
def test_a_file_exchanged_under_the_program_is_not_written_to_and_both_states_are_told(
    path: Path, tmp_path: Path, how: str
) -> None:
    other = tmp_path / "other.electdesk"
    shutil.copyfile(path, other)
    if "branch" in how:
        branch = open_region(other, Person("Bolat"))
        enter(branch, "station11")
        branch.close()
    region = open_region(path, PERSON)
    enter(region, "station10")
    ours = region.store.state  # type: ignore[attr-defined]
    expected = RegionFile.open(other, read_only=True).state
    if how == "replaced":
        other.replace(path)
    elif how == "deleted":
        path.unlink()
    else:
        with path.open("r+b") as target:
            target.write(other.read_bytes())
            target.truncate()
    left = path.read_bytes() if path.exists() else b""
    with pytest.raises(ClerkError) as refused:
        enter(region, "station12")
    assert refused.value.code == ("file_gone" if how == "deleted" else "file_replaced")
    assert refused.value.params["ours"] == ours
    if how != "deleted":
        assert refused.value.params["theirs"] == expected != ours
        assert isinstance(expected, StoreState)
    assert (path.read_bytes() if path.exists() else b"") == left
    with pytest.raises(ClerkError):
        region.store.drop_draft("Aigul", "x", "y") or enter(region, "station13")  # type: ignore[func-returns-value]
    region.close()


def test_what_was_read_can_be_saved_elsewhere_after_the_file_was_replaced_or_deleted(path: Path, tmp_path: Path) -> None:
    region = open_region(path, PERSON)
    enter(region, "station10")
    path.unlink()
    region.store.copy_to(tmp_path / "rescued.electdesk")
    rescued = RegionFile.open(tmp_path / "rescued.electdesk", read_only=True)
    assert (rescued.fingerprint, rescued.verify().ok) == (region.store.fingerprint, True)
    rescued.close()
    region.close()


def test_a_file_that_was_only_touched_is_written_on(path: Path) -> None:
    region = open_region(path, PERSON)
    os.utime(path)
    enter(region, "station10")
    path.chmod(0o600)
    enter(region, "station11")
    assert region.store.verify().ok
    region.close()


def test_a_newer_file_is_refused_and_left_as_it_is(path: Path) -> None:
    db = sqlite3.connect(path)
    db.execute(f"pragma user_version = {tables.FORMAT + 1}")
    db.close()
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    for read_only in (True, False):
        with pytest.raises(ClerkError, match="file_newer"):
            RegionFile.open(path, read_only=read_only)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert sorted(each.name for each in path.parent.iterdir()) == [path.name]


def test_what_is_no_region_file_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "junk").write_bytes(os.urandom(5000))
    (tmp_path / "folder").mkdir()
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("create table t (a)")
    other.commit()
    other.close()
    os.mkfifo(tmp_path / "pipe")
    wanted = {
        "empty": "file_not_region",
        "junk": "file_not_region",
        "folder": "file_is_folder",
        "other.db": "file_not_region",
        "pipe": "file_not_region",
        "missing": "file_missing",
        "junk/inside": "file_missing",
        "x" * 300: "file_unreadable",
    }
    before = sorted(each.name for each in tmp_path.iterdir())
    found = {}
    for name in wanted:
        with pytest.raises(ClerkError) as refused:
            RegionFile.open(tmp_path / name)
        found[name] = refused.value.code
    assert found == wanted
    assert sorted(each.name for each in tmp_path.iterdir()) == before


def test_a_region_is_not_made_over_anything_nor_where_there_is_no_folder(path: Path) -> None:
    from electdesk.services.beginning import first_commit

    before = path.read_bytes()
    first = first_commit("x", "TEST", PERSON)
    with pytest.raises(ClerkError, match="file_exists"):
        RegionFile.create(path, first, "Aigul")
    with pytest.raises(ClerkError, match="folder_unusable"):
        RegionFile.create(path.parent / "no" / "x.electdesk", first, "Aigul")
    assert path.read_bytes() == before


def test_a_full_disk_is_one_refusal_and_changes_nothing(path: Path) -> None:
    region = open_region(path, PERSON)
    db = region.store._db  # type: ignore[attr-defined]
    (pages,) = db.execute("pragma page_count").fetchone()
    db.execute(f"pragma max_page_count = {pages}")
    before = (region.store.counts, region.store.fingerprint, region.columns.register.stations[20])
    with pytest.raises(ClerkError, match="disk_full"):
        region.execute(ChangeStation(station="station20", note="x" * 100_000))
    assert (region.store.counts, region.store.fingerprint, region.columns.register.stations[20]) == before
    db.execute("pragma max_page_count = 1000000")
    enter(region, "station20")
    assert region.store.verify().ok
    region.close()


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="needs a small file system of its own: Linux and root")
def test_a_really_full_disk_is_one_refusal_and_changes_nothing(path: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk], capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        shutil.copyfile(path, disk / "small.electdesk")
        region = open_region(disk / "small.electdesk", PERSON)
        (disk / "filler").write_bytes(b"x" * (shutil.disk_usage(disk).free // 4096 * 4096 - 4096))
        before = region.store.fingerprint
        with pytest.raises(ClerkError, match="disk_full"):
            region.execute(ChangeStation(station="station20", note="x" * 100_000))
        assert region.store.fingerprint == before
        (disk / "filler").unlink()
        enter(region, "station20")
        assert region.store.verify().ok
        region.close()
    finally:
        subprocess.run(["umount", disk], check=True)


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="needs a read-only medium: Linux and root")
def test_a_file_on_a_read_only_medium_is_read_also_where_a_killed_save_lies_on_it(path: Path, tmp_path: Path) -> None:
    whole = RegionFile.open(path, read_only=True)
    wanted = (whole.fingerprint, whole.counts)
    whole.close()
    medium = tmp_path / "medium"
    medium.mkdir()
    leave_half_a_save(path)
    if subprocess.run(["mount", "--bind", "-o", "ro", path.parent, medium], capture_output=True).returncode:
        pytest.skip("no folder can be mounted read-only here")
    try:
        region = open_region(medium / path.name, PERSON)
        assert (region.store.read_only, region.store.read_only_reason != "") == (True, True)
        assert (region.store.fingerprint, region.store.counts, region.store.problems) == (*wanted, ())
        with pytest.raises(ClerkError, match="file_read_only"):
            enter(region, "station20")
        region.close()
    finally:
        subprocess.run(["umount", medium], check=True)


def leave_half_a_save(path: Path) -> None:
    """A save that reached the file itself and was not finished: the journal that undoes it lies beside."""
    script = (
        "import os, sqlite3, sys\n"
        "db = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "db.execute('pragma journal_mode = truncate'); db.execute('pragma cache_size = 1'); db.execute('pragma cache_spill = 1')\n"
        "db.execute('begin')\n"
        "db.execute(\"insert into commits values (9999, x'00', zeroblob(200000))\")\n"
        "db.execute('update drafts set data = data'); db.execute(\"update meta set value = 'half'\")\n"
        "db.execute(\"insert into revisions values (9999, 9999, x'00', zeroblob(200000))\")\n"
        "os._exit(9)\n"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=False)
    assert path.with_name(path.name + "-journal").stat().st_size > 0


def test_the_journal_of_a_killed_writer_is_rolled_back_and_a_reader_leaves_both_files_alone(path: Path) -> None:
    whole = RegionFile.open(path, read_only=True)
    wanted = (whole.fingerprint, whole.counts)
    whole.close()
    leave_half_a_save(path)
    journal = path.with_name(path.name + "-journal")
    before = (path.read_bytes(), journal.read_bytes())
    reader = RegionFile.open(path, read_only=True)
    assert (reader.fingerprint, reader.counts, reader.problems) == (*wanted, ())
    reader.close()
    assert (path.read_bytes(), journal.read_bytes()) == before
    writer = RegionFile.open(path)
    assert (writer.fingerprint, writer.counts, writer.problems) == (*wanted, ())
    writer.close()
