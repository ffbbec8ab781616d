"""The main job without hands, in a process of its own, as it is tried on a computer without a screen."""

import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

from electdesk.reports.pages import page_count
from tests.cli.running import command_line

ROOT = Path(__file__).parents[2]


def test_the_demo_leaves_a_region_a_summary_and_a_picture(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    done = subprocess.run(
        [sys.executable, "-m", "electdesk", "demo", str(folder)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    made = [Path(line) for line in done.stdout.splitlines()]
    assert [path.suffix for path in made] == [".electdesk", ".pdf", ".png"]
    assert sorted(folder.glob("*.*")) == sorted(made)
    file, summary, picture = made
    assert command_line("verify", file).code == 0
    assert page_count(summary.read_bytes()) == 1
    image = QImage(str(picture))
    assert (image.width(), image.height()) == (1440, 900)
    colours = {image.pixel(x, y) for x in range(0, image.width(), 6) for y in range(0, image.height(), 6)}
    assert len(colours) > 20
