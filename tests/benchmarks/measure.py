"""Measuring: medians of several runs, a figure beside its floor, and the functions in which a missed goal spent its time."""

import cProfile
import functools
import gc
import pstats
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec

from electdesk.services.region import Region
from tests.benchmarks.regions import make_region

SMALL: Final = 1_000


class Line(msgspec.Struct, frozen=True):
    """One row of the table. ``value`` and ``floor`` are in ``unit`` ("s", "B", "x"); ``goal`` limits ratio or value.

    ``why`` is said where the goal is missed; ``note`` where there is no figure.
    """

    what: str
    value: float | None = None
    floor: float | None = None
    of: str = ""
    goal: float | None = None
    unit: str = "s"
    why: str = ""
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Value over floor."""
        return self.value / self.floor if self.value is not None and self.floor else None

    @property
    def holds(self) -> bool | None:
        """Whether the goal is reached; None where there is no goal or no figure."""
        measured = self.ratio if self.floor is not None else self.value
        return None if measured is None or self.goal is None else measured <= self.goal


class Run:
    """What the topics share: the folder, the sizes, the regions (made once each), whether to profile."""

    def __init__(self, folder: Path, *, quick: bool, profile: bool) -> None:
        self.folder = folder
        self.quick = quick
        self.profile = profile
        self.large = 10_000 if quick else 100_000
        self._open: dict[int, Region] = {}

    def times(self, usual: int) -> int:
        """How often to repeat."""
        return max(3, usual // 3) if self.quick else usual

    def region(self, stations: int) -> Region:
        """The generated region of that many stations, open for writing."""
        if stations not in self._open:
            self._open[stations] = make_region(self.path(stations), stations)
        return self._open[stations]

    def path(self, stations: int) -> Path:
        """Where that region lies."""
        return self.folder / f"stations-{stations}.electdesk"

    def let_go(self, stations: int) -> Path:
        """Close that region, so that it can be opened afresh; returns its path."""
        self.region(stations).close()
        del self._open[stations]
        return self.path(stations)

    def put_back(self, stations: int, region: Region) -> None:
        """Keep a region that was opened again."""
        self._open[stations] = region

    def close(self) -> None:
        """Close all regions."""
        for region in self._open.values():
            region.close()

    def why(self, line: Line, work: Callable[[], object] | None, known: str = "") -> Line:
        """The line, and where it misses its goal also why: what is known of it, and with --profile the heaviest functions."""
        if line.holds is not False:
            return line
        found = heaviest(work) if self.profile and work is not None else ""
        return msgspec.structs.replace(line, why="; ".join(part for part in (known, found) if part))


def seconds(work: Callable[[], object], times: int) -> float:
    """The median time of ``work``, each run with a collected heap."""
    taken = []
    for _ in range(times):
        gc.collect()
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def side_by_side(work: Callable[[], object], floor: Callable[[], object], times: int) -> tuple[float, float]:
    """Medians of both, run in turn, so that a busy moment of the machine meets both."""
    both: tuple[list[float], list[float]] = ([], [])
    for _ in range(times):
        for kept, each in zip(both, (work, floor), strict=True):
            gc.collect()
            began = time.perf_counter()
            each()
            kept.append(time.perf_counter() - began)
    return statistics.median(both[0]), statistics.median(both[1])


def heaviest(work: Callable[[], object], count: int = 4) -> str:
    """The functions with the largest own time in one run of ``work``, with their share in percent."""
    profile = cProfile.Profile()
    profile.runcall(work)
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    whole = sum(entry[2] for entry in stats.values()) or 1.0
    top = sorted(stats.items(), key=lambda item: item[1][2], reverse=True)[:count]
    return "mostly " + ", ".join(f"{name} ({Path(file).name}) {entry[2] / whole:.0%}" for (file, _, name), entry in top)


def _shown(value: float | None, unit: str) -> str:
    if value is None:
        return ""
    if unit == "B":
        return f"{value:,.0f} B" if value < 1e6 else f"{value / 1e6:.1f} MB"
    if unit == "x":
        return f"{value:.2f}"
    return f"{value * 1e6:.0f} us" if value < 1e-3 else f"{value * 1e3:.2f} ms" if value < 1 else f"{value:.2f} s"


_ROW: Final = "{:<60} {:>10} {:>10} {:<40} {:>6} {:>9}  {}"


@functools.cache
def heading() -> str:
    """The head of the table."""
    return _ROW.format("work", "figure", "floor", "the floor is", "ratio", "goal", "")


def table(line: Line) -> str:
    """One row of the table."""
    if line.note:
        return f"{line.what:<60} {line.note}"
    ratio = f"{line.ratio:.2f}" if line.ratio is not None else ""
    goal = "" if line.goal is None else f"<= {line.goal:g}" if line.floor is not None else f"< {_shown(line.goal, line.unit)}"
    verdict = {True: "holds", False: "misses", None: "no goal"}[line.holds]
    return _ROW.format(line.what, _shown(line.value, line.unit), _shown(line.floor, line.unit), line.of, ratio, goal, verdict)
