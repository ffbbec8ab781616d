"""Evidence beside the region file: copied into backups and restored, and a program killed at the incident desk loses nothing that it told."""

import signal
import subprocess
import sys
from pathlib import Path

from electdesk.services.commands import NoteIncident
from electdesk.services.person import Person
from electdesk.storage.keeper import BackupKeeper
from electdesk.storage.regions import open_region, restore_region
from tests.regions import small_region
from tests.services.incident_day import report

DESK = """
import sys
from pathlib import Path
from electdesk.services.commands import AddIncident, MoveIncident, NoteIncident
from electdesk.services.person import Person
from electdesk.storage.regions import open_region

region = open_region(Path(sys.argv[1]), Person("Aigul"))
number = 0
while True:
    number += 1
    region.execute(AddIncident(category="A1", station="10"))
    region.execute(NoteIncident(incident=str(number), files=(sys.argv[2],)))
    region.execute(MoveIncident(incident=str(number), step="start"))
    print(number, flush=True)
"""


def test_backups_copies_and_restored_files_take_the_evidence_along(tmp_path: Path) -> None:
    region = small_region(tmp_path, entered=0)
    report(region)
    act = tmp_path / "act.pdf"
    act.write_bytes(b"act")
    region.execute(NoteIncident(incident="1", files=(str(act),)))
    (kept,) = region.columns.incidents.standing(next(iter(region.columns.incidents.bodies))).evidence
    backups = tmp_path / "backups"
    assert region.store.path is not None
    (backup,) = BackupKeeper(region.store.path, (backups,)).keep(region.store)
    region.close()
    assert [file.name for file in (backups / "small.evidence").iterdir()] == [f"{kept.sha256}.pdf"]
    target = tmp_path / "again.electdesk"
    restore_region(backup, target, Person("Aigul"))
    again = open_region(target, Person("Aigul"))
    assert again.store.evidence.state(kept.sha256, kept.size) == "there"
    again.close()


def test_a_desk_that_is_killed_loses_no_incident_that_it_told(tmp_path: Path) -> None:
    small_region(tmp_path, entered=0).close()
    path, photo = tmp_path / "small.electdesk", tmp_path / "photo.jpg"
    photo.write_bytes(b"picture")
    for _ in range(3):
        process = subprocess.Popen([sys.executable, "-c", DESK, str(path), str(photo)], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        told = [int(process.stdout.readline()) for _ in range(4)]
        process.send_signal(signal.SIGKILL)
        process.stdout.close()
        process.wait()
        region = open_region(path, Person("Aigul"))
        incidents = region.columns.incidents
        assert region.store.verify().problems == ()
        done = {incidents.bodies[record].number for record in incidents.bodies if incidents.standing(record).evidence}
        assert set(told) <= done
        # Nothing names a file that is not there.
        for record in incidents.bodies:
            for each in incidents.standing(record).evidence:
                assert region.store.evidence.state(each.sha256, each.size) == "there"
        region.close()
        path.unlink()
        small_region(tmp_path, entered=0).close()
