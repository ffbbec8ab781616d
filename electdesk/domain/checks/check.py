"""What a check is: one function over a panel of stations (one station or 100,000, the same code), declared with ``@check``."""

from collections.abc import Callable, Sequence
from typing import Final, Protocol

import numpy as np
import numpy.typing as npt

from electdesk.domain.findings import Finding, Severity

Counts = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


class Panel(Protocol):
    """The stations that a check looks at: k rows, each the figures of one tally with what is known around it."""

    @property
    def stations(self) -> int:
        """How many rows: k."""

    def role(self, name: str) -> tuple[Counts, Flags]:
        """A standard meaning of the form (``registered``, ``issued`` …): amounts, and where they are countable (no blank in them)."""

    def role_lines(self, name: str) -> tuple[str, ...]:
        """The ids of the lines that make up a standard meaning, () where the form has none."""

    @property
    def voters(self) -> Counts:
        """The size of the voter list by the register (voters; negative where unknown)."""

    @property
    def last_turnout(self) -> Counts:
        """The last turnout report (ballots issued; negative where none came)."""

    @property
    def votes(self) -> Counts:
        """Votes for each choice, k × choices; marks below zero as in ``domain.figures``."""

    @property
    def choice_ids(self) -> tuple[str, ...]:
        """The ids of those choices."""

    @property
    def district_votes(self) -> Counts:
        """Votes for each choice in all other counted stations of the same district, k × choices."""

    @property
    def district_stations(self) -> Counts:
        """How many other counted stations those are."""

    @property
    def twins(self) -> Sequence[str]:
        """For each row the number of another station with exactly the same figures, "" where there is none."""

    def other_contests(self, role: str) -> list[tuple[str, Counts, Flags]]:
        """The same meaning in the station's other contests: contest code, amounts, where countable."""

    def threshold(self, name: str) -> int:
        """A limit by its name: the office's own, else the form's, else the check's."""


class Hits:
    """Where a check fired: ``broken`` over the rows of the panel, both sides with their numbers (None: no such side), the other place named."""

    __slots__ = ("broken", "left", "lines", "other", "right")

    def __init__(
        self,
        broken: Flags,
        left: Counts | None,
        right: Counts | None,
        lines: tuple[str, ...] | Callable[[int], tuple[str, ...]],
        other: Sequence[str] | None = None,
    ) -> None:
        self.broken = broken
        self.left = left
        self.right = right
        self.lines = lines
        self.other = other


class Check:
    """A declared check: its code, its severity, its limits with their defaults, the function, and where it is documented (its docstring)."""

    def __init__(self, code: str, severity: Severity, limits: dict[str, int], function: Callable[[Panel], list[Hits]]) -> None:
        self.code = code
        self.severity = severity
        self.limits = limits
        self.function = function

    @property
    def explanation(self) -> str:
        """What the check compares and why, for developers; clerks read ``i18n.sentences``."""
        return (self.function.__doc__ or "").strip()


CHECKS: Final[dict[str, Check]] = {}
"""Every check of the program by its code, in the order of declaration."""


def check(code: str, severity: Severity, **limits: int) -> Callable[[Callable[[Panel], list[Hits]]], Callable[[Panel], list[Hits]]]:
    """Declare a check. Keyword arguments are its limits with their defaults; an office overrides them in the set-up."""

    def declare(function: Callable[[Panel], list[Hits]]) -> Callable[[Panel], list[Hits]]:
        if code in CHECKS:
            raise ValueError(f"two checks have the code {code}")
        CHECKS[code] = Check(code, severity, limits, function)
        return function

    return declare


def findings_by_row(panel: Panel, off: Sequence[str] = ()) -> dict[int, list[Finding]]:
    """Run every check that the form has not switched off; row of the panel → its findings, in the order of the codes."""
    found: dict[int, list[Finding]] = {}
    for code, declared in CHECKS.items():
        if code in off:
            continue
        for hits in declared.function(panel):
            for row in np.flatnonzero(hits.broken).tolist():
                lines = hits.lines(row) if callable(hits.lines) else hits.lines
                left = None if hits.left is None else int(hits.left[row])
                right = None if hits.right is None else int(hits.right[row])
                other = "" if hits.other is None else hits.other[row]
                found.setdefault(row, []).append(Finding(code, declared.severity, lines, left, right, "", other))
    return found
