"""Doubts about a table of protocols as a whole: each row may be sound and the file wrong all the same. Every limit with its reason."""

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec
import numpy as np
import numpy.typing as npt

from electdesk.columns import Register
from electdesk.columns.panel import Counts
from electdesk.domain.forms.problems import fold_text
from electdesk.services.imports.plan import Doubt, Example
from electdesk.services.imports.rows import Body
from electdesk.services.imports.words import fold_heading

EXAMPLES: Final = 3

LIST_COMPARED: Final = 10
"""Fewer stations say nothing about a column."""
LIST_FAR_PERCENT: Final = 10
LIST_FAR_VOTERS: Final = 20
"""On the day a list grows by a few per cent, in small stations by a few voters; a column that was sorted alone is off by more at nearly all."""
LIST_SHARE: Final = 3
"""Doubted from every third station on: hospitals and stations at railways may be far off, a third of a region is not."""

REPEATED_ROWS: Final = 3
"""One pair of equal protocols is a finding of its two stations. Three rows that repeat others are a block that was copied."""
MULTIPLIED_ROWS: Final = 500
"""So many different protocols, each of them several times: a list that was multiplied for a trial, and no slip of an office."""
FIGURES_THAT_TELL: Final = 3
LARGEST_AT_LEAST: Final = 30
"""Wards and ships of some ten voters may agree by chance; a row tells only with three figures above 0, the largest 30 or more."""

CHOICE_STATIONS: Final = 20
CHOICE_ZERO_PERCENT: Final = 95
CHOICE_VOTES_A_STATION: Final = 50
"""In a station of 500 votes a choice of 0.1 % is without a vote in 61 of 100; 95 of 100 is a choice below 0.01 %, or an empty column."""

ROUND: Final = 100
"""Whoever cuts a list cuts it after a hundred, a thousand … rows."""
VERY_ROUND: Final = 500
ROW_LIMITS: Final = frozenset((16_384, 32_767, 32_768, 65_535, 65_536, 1_048_576))
"""Rows at which table programs and old formats stop."""


class Table(msgspec.Struct, frozen=True):
    """The good rows of a table: places in the body, rows of the register, figures (rows × columns); what the columns are.

    ``present``: which columns the file has; ``counts``: which hold counts. ``list_place``: the column of the voter list's size, -1
    for none. ``choices``: column → name, of the choices that stand for themselves. ``names``: what each row calls its station, empty
    where no column does.
    """

    rows: Counts
    stations: Counts
    figures: Counts
    present: npt.NDArray[np.bool_]
    counts: npt.NDArray[np.bool_]
    list_place: int
    choices: Mapping[int, str]
    names: Sequence[str] = ()


def doubts_of(body: Body, register: Register, table: Table) -> tuple[Doubt, ...]:
    """What a person should look at before the file is written; empty for a sound file."""
    if not len(table.rows):
        return ()
    return _Doubts(body, register, table).all()


def row_limit_doubts(body_parts: Sequence[tuple[str, int]]) -> tuple[Doubt, ...]:
    """Sheets (name, number of the last row) that end exactly where programs stop."""
    return tuple(
        Doubt("row_limit", {"count": last}, (Example(name, last, "", str(last)),))
        for name, last in body_parts
        if last in ROW_LIMITS
    )


class _Doubts:
    def __init__(self, body: Body, register: Register, table: Table) -> None:
        self.body = body
        self.register = register
        self.table = table
        used = np.flatnonzero(table.present & table.counts)
        self.counted = np.maximum(table.figures[:, used], 0)
        rng = np.random.default_rng(1)
        self.weights: npt.NDArray[np.uint64] = np.asarray(rng.integers(1, 2**62, self.counted.shape[1], dtype=np.int64), np.uint64)
        self.keys = self._key(self.counted)
        self.telling = ((self.counted > 0).sum(axis=1) >= FIGURES_THAT_TELL) & (self.counted.max(axis=1) >= LARGEST_AT_LEAST)

    def _key(self, figures: Counts) -> npt.NDArray[np.uint64]:
        """A number for each row by which equal rows meet; the same sums of rows have the same sums of numbers."""
        keys = np.zeros(len(figures), np.uint64)
        for place in range(figures.shape[1]):
            keys += figures[:, place].astype(np.uint64) * self.weights[place]
        return keys

    def all(self) -> tuple[Doubt, ...]:
        found = (
            self._list_differs(),
            self._names_differ(),
            self._equal_rows(),
            self._sums_of_rows(),
            *self._choices_zero(),
            self._round_cut(),
        )
        return tuple(doubt for doubt in found if doubt is not None)

    def _example(self, place: int, stated: object, other: object = "") -> Example:
        row = int(self.table.rows[place])
        station = self.register.stations[int(self.table.stations[place])].number
        return Example(self.body.sheet_of(row), self.body.numbers[row], station, str(stated), str(other))

    def _list_differs(self) -> Doubt | None:
        if self.table.list_place < 0 or not self.table.present[self.table.list_place]:
            return None
        stated = self.table.figures[:, self.table.list_place]
        known = self.register.voters[self.table.stations]
        compared = (stated >= 0) & (known > 0)
        distance = np.abs(stated - known)
        far = compared & (distance > LIST_FAR_VOTERS) & (distance * 100 > known * LIST_FAR_PERCENT)
        of, count = int(compared.sum()), int(far.sum())
        if of < LIST_COMPARED or count * LIST_SHARE <= of:
            return None
        places = np.flatnonzero(far)[:EXAMPLES].tolist()
        examples = tuple(self._example(place, int(stated[place]), int(known[place])) for place in places)
        return Doubt("list_differs", {"count": count, "of": of}, examples)

    def _names_differ(self) -> Doubt | None:
        """Rows that call their station by the name of another one: numbers and names have come apart. One is enough."""
        if not any(self.table.names):
            return None
        owners: dict[str, set[int]] = {}
        for row, station in enumerate(self.register.stations):
            for name in station.name.values():
                owners.setdefault(_folded(name), set()).add(row)
        found = []
        for place, (name, station_row) in enumerate(zip(self.table.names, self.table.stations.tolist(), strict=True)):
            others = owners.get(_folded(name), set()) if name.strip() else set()
            if others and station_row not in others:
                found.append((place, name.strip(), self.register.stations[min(others)].number))
        if not found:
            return None
        examples = tuple(self._example(place, name, other) for place, name, other in found[:EXAMPLES])
        return Doubt("names_differ", {"count": len(found)}, examples)

    def _equal_rows(self) -> Doubt | None:
        empty = (self.counted == 0).all(axis=1) & (self.table.figures >= 0).any(axis=1)
        order = np.argsort(self.keys, kind="stable")
        keys = self.keys[order]
        again = np.zeros(len(order), np.bool_)
        again[1:] = keys[1:] == keys[:-1]
        first = np.maximum.accumulate(np.where(again, 0, np.arange(len(order))))
        repeats = order[again]
        models = order[first[again]]
        same = (self.counted[repeats] == self.counted[models]).all(axis=1) & (self.telling | empty)[repeats]
        repeats, models = repeats[same], models[same]
        if len(repeats) < REPEATED_ROWS or self._is_multiplied(len(repeats)):
            return None
        by_row = np.argsort(repeats, kind="stable")[:EXAMPLES].tolist()
        examples = tuple(
            self._example(int(repeats[each]), "", self.body.numbers[int(self.table.rows[models[each]])]) for each in by_row
        )
        return Doubt("equal_rows", {"count": len(repeats)}, examples)

    def _is_multiplied(self, repeats: int) -> bool:
        """Whether the file is one long list several times over, as lists for trials of a large region are made.

        Whoever copies or fills down rows leaves others as they were; here no protocol that tells is without its like.
        """
        keys, often = np.unique(self.keys[self.telling], return_counts=True)
        return len(keys) >= MULTIPLIED_ROWS and int(often.min()) > 1 and repeats >= len(keys)

    def _sums_of_rows(self) -> Doubt | None:
        count = len(self.counted)
        if count < 3:
            return None
        sums = np.concatenate([np.zeros((1, self.counted.shape[1]), np.int64), np.cumsum(self.counted, axis=0)])
        places = np.arange(count)
        # Row i adds up the rows j … i-1 above it where sums[j] = sums[i] - row i; the rows i+1 … j-1 below it where sums[j] = sums[i+1] + row i.
        above = self._meeting(sums, sums[places] - self.counted)
        below = self._meeting(sums, sums[places + 1] + self.counted)
        of = np.zeros(count, np.int64)
        of = np.where((above >= 0) & (places - above >= 2), places - above, of)
        of = np.where((of == 0) & (below >= 0) & (below - places - 1 >= 2), below - places - 1, of)
        areas = self.register.area[self.table.stations] + 1
        by_area = np.zeros((int(areas.max()) + 1, self.counted.shape[1]), np.int64)
        np.add.at(by_area, areas, self.counted)
        in_area = np.bincount(areas, minlength=len(by_area))[areas]
        of = np.where((of == 0) & (in_area > 2) & (2 * self.counted == by_area[areas]).all(axis=1), in_area - 1, of)
        of = np.where((of == 0) & (2 * self.counted == sums[-1]).all(axis=1), count - 1, of)
        found = np.flatnonzero((of > 0) & self.telling)
        if not len(found):
            return None
        largest = self.counted.max(axis=1)
        examples = tuple(self._example(place, int(largest[place]), int(of[place])) for place in found[:EXAMPLES].tolist())
        return Doubt("sums_of_rows", {"count": len(found)}, examples)

    def _meeting(self, sums: Counts, wanted: Counts) -> Counts:
        """For each wanted vector the place of the equal row of ``sums``, -1 where there is none."""
        keys = self._key(sums)
        order = np.argsort(keys, kind="stable")
        asked = self._key(wanted)
        place = np.minimum(np.searchsorted(keys[order], asked), len(order) - 1)
        at = order[place]
        return np.where((keys[at] == asked) & (sums[at] == wanted).all(axis=1), at, -1)

    def _choices_zero(self) -> list[Doubt]:
        figures = self.table.figures
        names = {place: name for place, name in self.table.choices.items() if self.table.present[place]}
        if len(names) < 2:
            return []
        votes = np.maximum(figures[:, list(names)], 0)
        found = []
        for place, name in names.items():
            asked = figures[:, place] >= 0
            of, count = int(asked.sum()), int((figures[:, place] == 0).sum())
            if of < CHOICE_STATIONS or count * 100 < of * CHOICE_ZERO_PERCENT:
                continue
            if int(votes[asked].sum()) < CHOICE_VOTES_A_STATION * of:
                continue
            largest = np.argsort(np.where(figures[:, place] == 0, -votes.sum(axis=1), 1), kind="stable")[:EXAMPLES].tolist()
            examples = tuple(self._example(row, 0, int(votes[row].sum())) for row in largest)
            found.append(Doubt("choice_zero", {"name": name, "count": count, "of": of}, examples))
        return found

    def _round_cut(self) -> Doubt | None:
        """The last sheet ends at a round number of rows, stations of the region are not in the file, and those of its last district neither."""
        missing = len(self.register) - len(np.unique(self.table.stations))
        start = self.body.starts[-1]
        count = sum(row not in self.body.set_aside for row in range(start, len(self.body.rows)))
        last = self.body.numbers[-1] if len(self.body.numbers) else 0
        rounds = [number for number in (count, last) if number >= ROUND and number % ROUND == 0]
        if not missing or not rounds:
            return None
        here = np.zeros(len(self.register), np.bool_)
        here[self.table.stations] = True
        end = int(self.table.stations[-1])
        area = self.register.area
        own = area == area[end]
        complete = all(here[area == each].all() for each in np.unique(area[here]).tolist() if each != area[end])
        cut_inside = complete and not here[own].all()
        if not cut_inside and rounds[0] % VERY_ROUND:
            return None
        absent = [self.register.stations[row].number for row in np.flatnonzero(own & ~here)[:EXAMPLES].tolist()]
        absent = absent or [self.register.stations[row].number for row in np.flatnonzero(~here)[:EXAMPLES].tolist()]
        example = self._example(len(self.table.rows) - 1, "", ", ".join(absent))
        return Doubt("round_cut", {"count": rounds[0], "missing": missing}, (example,))


def _folded(name: str) -> str:
    """A name as it is compared: letters of the other alphabet that look the same are the same."""
    return fold_text(fold_heading(name))
