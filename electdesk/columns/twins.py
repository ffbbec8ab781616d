"""Which stations show exactly the same figures: an index kept current by rows, so that the check for copied protocols costs nothing more."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from electdesk.columns.panel import Counts
from electdesk.columns.register import Register

TWIN_BALLOTS: Final = 50
"""Below so many ballots two stations may well have the same figures by chance, so small protocols have no twins."""
_MANY: Final = 500
"""From so many rows on the groups are looked at instead of every row."""


class Twins:
    """Rows by the hash of their figures. ``width`` is where the choices begin: their sum is the size of a protocol.

    Nearly every row has a hash to itself and lies in ``_lone`` (hash → row): a set for each of 100,000 rows takes time and room.
    """

    def __init__(self, register: Register, width: int) -> None:
        self._register = register
        self._width = width
        self._groups: dict[int, set[int]] = {}
        self._lone: dict[int, int] = {}
        self._key: dict[int, int] = {}

    def note(self, figures: Counts, rows: Counts, silent: Counts) -> set[int]:
        """Take in rows that look different, and rows that show nothing any more; returns all rows whose twins may have changed."""
        affected: set[int] = set(rows.tolist()) | set(silent.tolist())
        met: set[int] = set()
        for row in affected:
            key = self._key.pop(row, None)
            if key is None or self._lone.pop(key, None) is not None:
                continue
            others = self._groups[key]
            others.discard(row)
            met |= others
            if not others:
                del self._groups[key]
        affected |= met
        ballots = (
            np.maximum(figures[rows, self._width :], 0).sum(axis=1)
            if self._width < figures.shape[1]
            else np.zeros(len(rows), np.int64)
        )
        large = rows[ballots >= TWIN_BALLOTS]
        shown, step = figures[large].tobytes(), figures.shape[1] * figures.itemsize
        for place, row in enumerate(large.tolist()):
            key = self._key[row] = hash(shown[place * step : (place + 1) * step])
            if key in self._groups:
                affected |= self._groups[key]
                self._groups[key].add(row)
            elif key in self._lone:
                other = self._lone.pop(key)
                affected.add(other)
                self._groups[key] = {other, row}
            else:
                self._lone[key] = row
        return affected

    def are_twins(self, row: int, other: int) -> bool:
        """Whether two stations show exactly the same figures, and enough of them not to do so by chance."""
        return row != other and other in self._groups.get(self._key.get(row, 0), ())

    def numbers_of(self, rows: Counts) -> list[str]:
        """For each row the number of the first other station that shows the same figures, "" where none does."""
        if len(rows) > _MANY:
            # Of many rows hardly any has a twin: look at the groups instead of at each row.
            twinned = {row for group in self._groups.values() if len(group) > 1 for row in group}
            return [self._number_of(row) if row in twinned else "" for row in rows.tolist()]
        return [self._number_of(row) for row in rows.tolist()]

    def rows_showing(self, figures: Counts, row: int) -> Sequence[int]:
        """The other stations that show exactly these figures, in the order of the register."""
        key = hash(figures.tobytes())
        showing = self._groups.get(key) or ([self._lone[key]] if key in self._lone else ())
        return sorted(other for other in showing if other != row)

    def _number_of(self, row: int) -> str:
        if row not in self._key:
            return ""
        first = min((other for other in self._groups.get(self._key[row], ()) if other != row), default=None)
        return "" if first is None else self._register.stations[first].number
