"""A program killed in the middle of saving: every save that was acknowledged is there, none is half there, no copy is a silent mixture."""

import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from electdesk.domain.errors import ClerkError
from electdesk.services.person import Person
from electdesk.services.region import Region
from electdesk.storage.region_file import RegionFile
from electdesk.storage.regions import open_region
from tests.regions import small_region

ROUNDS = 40
SAVER = """
import random, sys
from pathlib import Path
from electdesk.services.person import Person
from electdesk.services.region import Region
from electdesk.storage.region_file import RegionFile
from electdesk.services.commands import ChangeStation
from electdesk.services.drafts import Draft, save_draft

region = Region(RegionFile.open(Path(sys.argv[1]), "Aigul"), Person("Aigul"))
assert not region.store.read_only
draw = random.Random(int(sys.argv[2]))
contest = next(iter(region.columns.contests))
print("ready", flush=True)
number = 0
while True:
    number += 1
    if draw.random() < 0.2:
        save_draft(region, f"station{number % 9}", contest, Draft(figures={"registered": number}, form="x"))
        continue
    unit = region.unit("ImportStations" if draw.random() < 0.3 else "ChangeStation")
    many = draw.choice((1, 1, 1, 20))
    note = f"{sys.argv[2]} {number} " + "x" * draw.choice((0, 10, 3000))
    for place in range(many):
        station = region.columns.register.ids[place]
        body = region.columns.register.stations[place]
        import msgspec
        unit.put(msgspec.structs.replace(body, note=note), station)
    change = unit.commit()
    print(change.commit.seq, change.commit.id, len(change.records), flush=True)
"""


def save_and_kill(path: Path, seed: int, draw: random.Random) -> list[tuple[int, str, int]]:
    """Save at random in another process, kill it at random; returns what it acknowledged: commit, id, records."""
    process = subprocess.Popen([sys.executable, "-c", SAVER, str(path), str(seed)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    wanted = draw.randrange(1, 12)
    lines = [process.stdout.readline() for _ in range(wanted)]
    # A moment that differs from round to round, of up to a save's length.
    sum(range(draw.randrange(200_000)))
    process.send_signal(signal.SIGKILL)
    rest, _ = process.communicate()
    lines += [line for line in rest.splitlines(keepends=True) if line.endswith("\n")]
    return [(int(seq), commit, int(count)) for seq, commit, count in (line.split() for line in lines)]


def test_every_acknowledged_save_is_there_after_a_kill_and_none_is_half(tmp_path: Path) -> None:
    small_region(tmp_path, entered=2).close()
    path = tmp_path / "small.electdesk"
    draw = random.Random(7)
    acknowledged: list[tuple[int, str, int]] = []
    for seed in range(ROUNDS):
        acknowledged += save_and_kill(path, seed, draw)
        store = RegionFile.open(path, read_only=True)
        assert store.problems == (), seed
        stored = {row.seq: (row.id, row.commit.count) for row in store.commits()}
        assert [(seq, *stored[seq]) for seq, _, _ in acknowledged] == acknowledged, seed
        # At most one save was durable without having been acknowledged.
        assert store.counts[0] - acknowledged[-1][0] in (0, 1), seed
        store.close()


def opened_or_told(copy: Path) -> RegionFile | None:
    """The opened file; None where SQLite itself cannot read it and the refusal says that it is damaged."""
    try:
        return RegionFile.open(copy, read_only=True)
    except ClerkError as error:
        if error.code != "file_damaged":
            raise
        return None


def test_a_plain_copy_while_saving_is_whole_or_reported(tmp_path: Path) -> None:
    small_region(tmp_path, entered=2).close()
    path = tmp_path / "small.electdesk"
    process = subprocess.Popen([sys.executable, "-c", SAVER, str(path), "3"], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.readline()
    copies = []
    for number in range(60):
        copies.append(tmp_path / f"copy{number}.electdesk")
        shutil.copyfile(path, copies[-1])
        process.stdout.readline()
    process.kill()
    process.communicate()
    whole = 0
    for copy in copies:
        store = opened_or_told(copy)
        if store is None:
            continue
        if not store.problems:
            whole += 1
            # What verifies is one state of the region: its last commit with all it says it made.
            last = store.commits()[-1]
            assert len(store.revisions_of(last.seq)) == last.commit.count
        store.close()
    assert whole > 0


def test_a_failure_at_any_moment_of_a_save_leaves_the_state_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small_region(tmp_path, entered=2).close()
    path = tmp_path / "small.electdesk"
    region: Region = open_region(path, Person("Aigul"))
    store = region.store
    assert isinstance(store, RegionFile)
    before = (store.counts, store.fingerprint, path.read_bytes())
    for moment in ("set_meta", "drop", "build"):
        module = "electdesk.storage.tables" if moment == "set_meta" else "electdesk.storage.views"

        def fail(*_: object) -> None:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr(f"{module}.{moment}", fail)
            unit = region.unit("AddChoice")
            contest = next(iter(region.columns.contests.values()))
            unit.put(contest.choices["choice1"].__class__(contest=contest.record, name={"": "D"}, order=9))
            with pytest.raises(Exception, match="disk_full"):
                unit.commit()
        assert (store.counts, store.fingerprint) == before[:2]
    region.close()
    assert path.read_bytes()[:24] == before[2][:24]
    again = RegionFile.open(path, read_only=True)
    assert (again.counts, again.fingerprint, again.problems) == (*before[:2], ())
    again.close()
