"""What was typed outlives the program."""

import subprocess
import sys
from pathlib import Path

from electdesk.qtmodels.entry import kept_drafts
from electdesk.services.person import Person
from electdesk.services.region import Region
from electdesk.storage.region_file import RegionFile
from tests.ui.entry.region import GOOD

ROOT = Path(__file__).parents[3]


def test_a_killed_program_loses_nothing_typed_before_the_current_field(tmp_path: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.entry.typing_child", str(tmp_path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with child:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == "typed"
        child.kill()
        child.wait()
    region = Region(RegionFile.open(tmp_path / "evening.electdesk", "Operator 2"), Person("Operator 2", "clerk"))
    kept = kept_drafts(region)
    region.close()
    assert [draft.row for draft in kept] != []
    figures = list(kept[0].draft.figures.values())
    assert figures[:9] == [int(figure) for figure in GOOD[:9]]
