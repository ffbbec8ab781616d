"""Starting: a process to its first window and to its filled table, and its memory; against a process that shows a bare window."""

import importlib.util
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from tests.benchmarks.measure import Line, Run
from tests.benchmarks.regions import make_region

_BARE = """
import os, sys, time
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
window.resize(1200, 800)
window.show()
while not window.isVisible():
    app.processEvents()
app.processEvents()
print(time.time() - float(os.environ["BENCH_BEGAN"]))
"""

# The program is started as a person starts it; only its event loop is exchanged for one that looks at the clock.
_OURS = """
import json, os, resource, sys, time
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractItemView, QApplication
began, wanted = float(os.environ["BENCH_BEGAN"]), int(os.environ["BENCH_ROWS"])
painted = []

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and not painted:
            painted.append(time.time() - began)
        return False

import electdesk.app
make, watch = electdesk.app.make_application, Watch()

def make_watched(*words):
    app = make(*words)
    app.installEventFilter(watch)
    return app

electdesk.app.make_application = make_watched

def watched(*_):
    app = QApplication.instance()
    filled = None
    while filled is None and time.time() - began < 60:
        app.processEvents()
        views = [view for window in app.topLevelWidgets() if window.isVisible() for view in window.findChildren(QAbstractItemView)]
        if any(view.isVisible() and view.model() is not None and view.model().rowCount() >= wanted for view in views):
            app.processEvents()
            filled = time.time() - began
    # ru_maxrss is inherited from the process that started this one; the kernel's own mark begins anew.
    marks = dict(line.split(":", 1) for line in open("/proc/self/status")) if os.path.exists("/proc/self/status") else {}
    peak = int(marks["VmHWM"].split()[0]) * 1024 if "VmHWM" in marks else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print("BENCH " + json.dumps([painted[0] if painted else None, filled, peak]), flush=True)
    os._exit(0)

QApplication.exec = watched
from electdesk.cli import run
sys.exit(run(sys.argv[1:]))
"""


def lines(run: Run) -> list[Line]:
    """First window, start to a filled table at 1,831 stations, memory at 1,200."""
    if importlib.util.find_spec("electdesk.app") is None:
        return [Line("first window, start, memory", note="not there yet: electdesk.app")]
    times = run.times(7)
    medium, usual = run.folder / "start-1831.electdesk", run.folder / "start-1200.electdesk"
    make_region(medium, 1831).close()
    make_region(usual, 1200).close()
    _ours(medium, 1831)
    bare, started, memory = [], [], 0.0
    for _ in range(times):
        bare.append(_bare())
        started.append(_ours(medium, 1831))
    memory = max(_ours(usual, 1200)[2] for _ in range(2))
    least = statistics.median(bare)
    shown, filled = (statistics.median(start[place] for start in started) for place in (0, 1))
    found = [
        Line("first window (region of 1,831 stations)", shown, least, "a bare Qt window", 3.0),
        Line("start and open to a filled table, 1,831 stations", filled, least, "a bare Qt window", 5.0),
        Line("memory at 1,200 stations", memory, goal=200e6, unit="B"),
    ]
    known = "numpy (60 ms) comes before the table; the rest is spread over Qt's and our own modules, the pages and the style sheet"
    return [run.why(line, None, known) for line in found]


def _environment(rows: int) -> dict[str, str]:
    # An installed program has its bytecode beside it; a developer's shell may have switched that off.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "BENCH_BEGAN": repr(time.time()), "BENCH_ROWS": str(rows), "QT_QPA_PLATFORM": "offscreen"}


def _bare() -> float:
    done = subprocess.run([sys.executable, "-c", _BARE], capture_output=True, text=True, check=True, env=_environment(0))
    return float(done.stdout)


def _ours(path: Path, rows: int) -> tuple[float, float, float]:
    command = [sys.executable, "-c", _OURS, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=_environment(rows), timeout=120)
    found = next((line for line in done.stdout.splitlines() if line.startswith("BENCH ")), None)
    if found is None:
        last = (done.stderr.strip() or "no message").splitlines()[-1]
        raise RuntimeError(f"the program ended with {done.returncode} before its window was filled: {last}")
    shown, filled, peak = json.loads(found.removeprefix("BENCH "))
    if shown is None or filled is None:
        raise RuntimeError(f"no filled table within a minute (window after {shown} s)")
    return shown, filled, peak
