"""Rows of totals as control totals: each is held against the sums of the rows that were read."""

from collections.abc import Mapping
from typing import Final

import numpy as np

from electdesk.columns.panel import Counts
from electdesk.services.imports.plan import Control, Difference
from electdesk.services.imports.rows import Body, is_total, texts
from electdesk.services.imports.words import fold_heading

MOST: Final = 2_000
"""Rows of totals that are looked at: more of them are no totals."""


def controls_of(body: Body, columns: Mapping[int, Counts]) -> tuple[Control, ...]:
    """Each row of totals with what differs from the sums of its rows. ``columns``: column → its figures, one for each row of the body.

    Which rows it adds up is found out: those since the row of totals before it, all above it, all of the sheet, all of the file, or
    those of the district that it names; the reading under which the least differs. Cells without a count are not compared.
    """
    if not body.totals or not columns or len(body.totals) > MOST:
        return ()
    return _Controls(body, columns).all()


class _Controls:
    def __init__(self, body: Body, columns: Mapping[int, Counts]) -> None:
        self.body = body
        self.indexes = list(columns)
        self.stated = np.stack([columns[index] for index in self.indexes], axis=1)
        self.counted = np.ones(len(body.rows), np.bool_)
        self.counted[list(body.set_aside)] = False
        figures = np.where(self.counted[:, None], np.maximum(self.stated, 0), 0)
        self.sums = np.concatenate([np.zeros((1, figures.shape[1]), np.int64), np.cumsum(figures, axis=0)])
        self.rows_before = np.concatenate([[0], np.cumsum(self.counted)])
        self.figures = figures
        self._by_area: dict[str, tuple[Counts, int]] | None = None

    def all(self) -> tuple[Control, ...]:
        found = []
        last_end = 0
        for row in sorted(self.body.totals):
            start = self.body.starts[self.body.part_of(row)]
            control = self._control(row, max(start, last_end), start)
            last_end = row + 1
            if control is not None:
                found.append(control)
        return tuple(found)

    def _control(self, row: int, since: int, start: int) -> Control | None:
        compared = np.flatnonzero(self.stated[row] >= 0)
        if not len(compared):
            return None
        place = self.body.part_of(row)
        end = self.body.starts[place + 1] if place + 1 < len(self.body.starts) else len(self.body.rows)
        readings = [self._between(since, row), self._between(start, row), self._between(start, end)]
        readings += [self._between(0, row), self._between(0, len(self.body.rows)), *self._of_area(row)]
        best, of = min(
            ((sums, of) for sums, of in readings if of),
            key=lambda reading: int((reading[0][compared] != self.stated[row][compared]).sum()),
            default=(None, 0),
        )
        if best is None:
            return None
        differences = tuple(
            Difference(*self.body.address(row, self.indexes[column]), int(self.stated[row, column]), int(best[column]))
            for column in compared.tolist()
            if best[column] != self.stated[row, column]
        )
        text = next((cell.strip() for cell in self.body.rows[row] if cell.strip() and is_total(cell)), "")
        return Control(self.body.sheet_of(row), self.body.numbers[row], text, of, differences)

    def _between(self, first: int, end: int) -> tuple[Counts, int]:
        return self.sums[end] - self.sums[first], int(self.rows_before[end] - self.rows_before[first])

    def _of_area(self, row: int) -> list[tuple[Counts, int]]:
        """The rows whose district is named in this row of totals, wherever they stand."""
        index = self.body.found.column("area")
        if index < 0:
            return []
        if self._by_area is None:
            self._by_area = {}
            groups: dict[str, list[int]] = {}
            for place, text in enumerate(texts(self.body.rows, index)):
                if text and self.counted[place]:
                    groups.setdefault(text, []).append(place)
            for text, places in groups.items():
                self._by_area[fold_heading(text)] = (self.figures[places].sum(axis=0), len(places))
        text = self.body.rows[row][index]
        own = " ".join(word for word in text.split() if not is_total(word))
        return [self._by_area[key] for key in {fold_heading(own)} if key in self._by_area]
