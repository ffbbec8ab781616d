"""What a check found: a code, its severity, the lines and the numbers on both sides. Never a sentence, never a proposed value."""

from typing import Final, Literal

import msgspec

Severity = Literal["hard", "soft", "info"]
HARD: Final[Severity] = "hard"
SOFT: Final[Severity] = "soft"
INFO: Final[Severity] = "info"
SEVERITIES: Final[tuple[Severity, ...]] = (HARD, SOFT, INFO)


class Finding(msgspec.Struct, frozen=True, order=True):
    """One broken relation or check of one protocol.

    ``lines`` are line ids (choices by choice id) to mark, in protocol order. ``left`` and ``right`` are the two sides of the
    rule in the unit of the lines (ballots, voters, votes); None where the check has no such side or could not be evaluated.
    ``why`` tells a variant of the same code ("" = broken, "blank", "no_number" = cannot be checked) and ``other`` names
    the other place the check looked at (a station number, a contest), "" where there is none.
    """

    code: str
    severity: Severity
    lines: tuple[str, ...] = ()
    left: int | None = None
    right: int | None = None
    why: str = ""
    other: str = ""
