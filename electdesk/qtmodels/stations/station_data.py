"""What the station table reads beside the columns, as arrays over the register: states, whose numbers are seen, sort keys."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from electdesk.columns import ContestColumns
from electdesk.domain.findings import Finding
from electdesk.domain.records.names import in_language
from electdesk.domain.records.station import STATION_TYPES
from electdesk.domain.states import State
from electdesk.i18n import language
from electdesk.qtmodels.stations.filters import StationFilter
from electdesk.qtmodels.stations.folding import fold_many, words_of
from electdesk.qtmodels.stations.standing import shown_states
from electdesk.services.queries.seen import may_see_row, seen_rows
from electdesk.services.queries.stations import parked_drafts

if TYPE_CHECKING:
    from electdesk.services.region import Region

Rows = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
SortBy = tuple[tuple[str, bool], ...]
"""Column ids from the strongest, each with whether it runs downwards."""
BLANK_KEY: Final = np.iinfo(np.int64).min
"""A sort key that stands for "nothing there": always last, whichever way the column is sorted."""


class StationData:
    """Made anew after a structural change; ``update`` brings single rows up to date. Texts are made when first asked for."""

    def __init__(self, region: "Region", columns: ContestColumns) -> None:
        self.region = region
        self.columns = columns
        self.register = columns.register
        self.count = len(columns.register)
        self.parked = parked_drafts(region, columns.record)
        self.shown = shown_states(columns, self.parked)
        self.seen = seen_rows(region, columns)
        self._texts: list[str] | None = None
        self._codes: dict[int, frozenset[str]] | None = None
        self._codes_due: set[int] = set()
        self._roles: dict[str, tuple[Rows, Flags]] = {}
        self._ranks: dict[str, Rows] = {}

    # --- keeping up -------------------------------------------------------------------------------------------------------

    def update(self, rows: Iterable[int], *, described: bool = False) -> None:
        """Read some rows anew; ``described``: names, addresses or notes may have changed too."""
        at = np.fromiter(rows, np.int64)
        if not len(at):
            return
        self.shown[at] = shown_states(self.columns, self.parked, at)
        self.seen[at] = [may_see_row(self.region, self.columns, row) for row in at.tolist()]
        for name, (value, countable) in self._roles.items():
            value[at], countable[at] = self.columns.checks.evaluate_role(name, self.columns.figures[at])
            countable[at] &= self.counts(at)
        if self._codes is not None:
            self._codes_due.update(at.tolist())
        if described:
            self._ranks.clear()
            if self._texts is not None:
                for row, text in zip(at.tolist(), fold_many([self._words(row) for row in at.tolist()]), strict=True):
                    self._texts[row] = text

    def read_parked(self) -> set[int]:
        """Read the drafts anew; returns the rows whose state looks different now."""
        before, self.parked = self.parked, parked_drafts(self.region, self.columns.record)
        moved = {row for row in before.keys() | self.parked.keys() if before.get(row) != self.parked.get(row)}
        self.update(moved)
        return moved

    def forget_language(self) -> None:
        """The language has changed: names sort otherwise."""
        self._ranks.clear()

    def prepare(self) -> bool:
        """Make a piece of what the first key press in the filter would wait for; False once all is made."""
        if self._texts is None:
            self.texts()
            return True
        self.rank("name")
        return False

    # --- figures ----------------------------------------------------------------------------------------------------------

    def counts(self, rows: Rows | None = None) -> Flags:
        """Whether figures of stations may count at all: those of an annulled tally are no result, and are read in its history alone."""
        states = self.columns.state if rows is None else self.columns.state[rows]
        return np.asarray(states != State.ANNULLED, np.bool_)

    def role(self, name: str) -> tuple[Rows, Flags]:
        """A standard meaning of the form over all stations: amounts, and where they can be counted."""
        if name not in self._roles:
            value, countable = self.columns.checks.evaluate_role(name, self.columns.figures)
            self._roles[name] = np.array(value, np.int64), np.array(countable, np.bool_) & self.counts()
        return self._roles[name]

    def role_at(self, name: str, row: int) -> int | None:
        """The amount at one station, None where it cannot be counted or may not be seen."""
        value, countable = self.role(name)
        return int(value[row]) if countable[row] and self.seen[row] else None

    def voters_at(self, row: int) -> int | None:
        """Voters on the list: by the register, else by the protocol; None where neither says so."""
        known = int(self.register.voters[row])
        return known if known >= 0 else self.role_at("registered", row)

    def turnout_at(self, row: int) -> tuple[int, int] | None:
        """Who voted by the form's own definition and of how many on the list, None where there is no figure."""
        part, whole = self.role_at(self.columns.form.turnout, row), self.role_at("registered", row)
        return None if part is None or whole is None or whole <= 0 else (part, whole)

    def reported_at(self, row: int) -> tuple[int, int, str] | None:
        """The last count that the station told and that can be right, the list, the slot; None where there is none, or no list."""
        turnout = self.region.columns.turnout
        voters, counted = int(turnout.voters[row]), turnout.counted[row]
        told = np.flatnonzero(counted >= 0)
        return (int(counted[told[-1]]), voters, turnout.slots[int(told[-1])]) if len(told) and voters > 0 else None

    def findings(self, row: int) -> tuple[Finding, ...]:
        """What the checks found at a station, () where its numbers may not be seen."""
        return self.columns.findings(row) if self.seen[row] else ()

    # --- texts ------------------------------------------------------------------------------------------------------------

    def district(self, row: int) -> str:
        """The name of the station's area in the language in use."""
        area = self.register.areas.get(self.register.stations[row].area)
        return in_language(area.name, language()) if area is not None else ""

    def name(self, row: int) -> str:
        """The station's name in the language in use."""
        return in_language(self.register.stations[row].name, language())

    def any_named(self) -> bool:
        """Whether a station has a name: asked when everything was read anew."""
        return self.register.any_named

    def _words(self, row: int) -> str:
        station = self.register.stations[row]
        area = self.register.areas.get(station.area)
        districts = " ".join(area.name.values()) if area is not None else ""
        names = " ".join(station.name.values())
        aliases = "".join(f" №{number}" for number in station.aliases)
        return f" №{station.number}{aliases} {names} {districts} {station.address} {station.note}"

    def texts(self) -> list[str]:
        """For every station all that the quick filter looks into, folded."""
        if self._texts is None:
            self._texts = fold_many([self._words(row) for row in range(self.count)])
        return self._texts

    # --- filter -----------------------------------------------------------------------------------------------------------

    def area_flags(self, area: str) -> Flags:
        """For each area row (+ 1 for stations without one) whether it is this area or lies below it."""
        register = self.register
        flags = np.zeros(len(register.area_ids) + 1, np.bool_)
        for place, record in enumerate(register.area_ids):
            seen: set[str] = set()
            while record and record in register.areas and record not in seen:
                if record == area:
                    flags[place] = True
                    break
                seen.add(record)
                record = register.areas[record].parent
        return flags

    def matches(self, wanted: StationFilter, rows: Rows | None = None) -> Flags:
        """Which of the rows (None: all) the filter lets through."""
        at = slice(None) if rows is None else rows
        size = self.count if rows is None else len(rows)
        passed = np.ones(size, np.bool_)
        if wanted.area and wanted.area in self.register.area_row:
            passed &= self.area_flags(wanted.area)[self.register.area[at]]
        if wanted.states:
            passed &= _lookup(wanted.states, 256)[self.shown[at]]
        if wanted.types:
            passed &= _lookup([STATION_TYPES.index(name) for name in wanted.types], len(STATION_TYPES))[self.register.type[at]]
        if wanted.severities:
            found = np.zeros(size, np.bool_)
            for severity in wanted.severities:
                found |= self.columns.severities[severity][at] > 0
            passed &= found & self.seen[at]
        if wanted.codes:
            passed &= self._with_codes(wanted.codes)[at]
        numbers = np.arange(self.count) if rows is None else rows
        if wanted.noted:
            kept = np.flatnonzero(passed)
            passed[kept] = [bool(self.register.stations[row].note) for row in numbers[kept].tolist()]
        words = words_of(wanted.text)
        if words:
            self._match_words(words, passed, numbers)
        return passed

    def _match_words(self, words: Sequence[str], passed: Flags, numbers: Rows) -> None:
        texts = self.texts()
        # A number is found from its first digit on: 14 is № 14 and № 140, not № 114. The longest word is the rarest.
        wanted = [f" {word}" if word.isdigit() or word[:2] == "n " else word for word in sorted(words, key=len, reverse=True)]
        everywhere = len(numbers) == self.count and bool(passed.all())
        kept = np.flatnonzero(passed)
        chosen = texts if everywhere else [texts[row] for row in numbers[kept].tolist()]
        first, *rest = wanted
        if not rest:
            hits = [first in text for text in chosen]
        elif len(rest) == 1:
            # Written out: a generator for each of 100,000 texts costs four times as much.
            second = rest[0]
            hits = [first in text and second in text for text in chosen]
        else:
            hits = [first in text and all(word in text for word in rest) for text in chosen]
        passed[kept] = hits

    def _with_codes(self, codes: frozenset[str]) -> Flags:
        flags = np.zeros(self.count, np.bool_)
        for row, found in self._codes_by_row().items():
            if not codes.isdisjoint(found):
                flags[row] = True
        return flags

    def _codes_by_row(self) -> dict[int, frozenset[str]]:
        if self._codes is None:
            found = self.columns.all_findings()
            self._codes = {row: frozenset(f.code for f in findings) for row, findings in found.items() if self.seen[row]}
        for row in self._codes_due:
            self._codes[row] = frozenset(finding.code for finding in self.findings(row))
        self._codes_due.clear()
        return self._codes

    def _with_incidents(self) -> list[tuple[int, tuple[int, int]]]:
        """Stations with incidents, without a look at the others."""
        rows = sorted(
            {self.register.row_of[each] for each in self.region.columns.incidents.stations() if each in self.register.row_of}
        )
        return [(row, found) for row in rows if (found := self.incidents_at(row)) is not None]

    def incidents_at(self, row: int) -> tuple[int, int] | None:
        """How many incidents were reported of a station, and how many of them are open; None for none."""
        incidents = self.region.columns.incidents
        own = incidents.of_station(self.register.ids[row])
        return (len(own), sum(incidents.standing(record).is_open for record in own)) if own else None

    # --- sort -------------------------------------------------------------------------------------------------------------

    def rank(self, column: str) -> Rows:
        """The place of each station by a text column, folded; BLANK_KEY where it is empty. Equal texts share a place."""
        if column not in self._ranks:
            if column == "district":
                areas = self.register.areas
                own = [in_language(areas[record].name, language()) for record in self.register.area_ids]
                places = _text_ranks([*own, ""])
                self._ranks[column] = places[self.register.area]
            elif column == "name":
                self._ranks[column] = _text_ranks([in_language(s.name, language()) for s in self.register.stations])
            else:
                self._ranks[column] = _text_ranks([str(getattr(s, column)) for s in self.register.stations])
        return self._ranks[column]

    def sort_key(self, column: str) -> npt.NDArray[np.int64] | npt.NDArray[np.float64]:
        """The key of every station in one column; BLANK_KEY (or NaN) where there is nothing."""
        if column == "number":
            return np.arange(self.count)
        if column in ("name", "district", "note", "address"):
            return self.rank(column)
        if column == "type":
            return np.asarray(self.register.type, np.int64)
        if column == "state":
            return self.shown.astype(np.int64)
        if column == "changed":
            return np.where(self.columns.changed > 0, self.columns.changed, BLANK_KEY)
        if column == "findings":
            counts = [self.columns.severities[severity].astype(np.int64) for severity in ("hard", "soft", "info")]
            weight = (counts[0] << 32) + (counts[1] << 16) + counts[2]
            return np.where((weight > 0) & self.seen, weight, BLANK_KEY)
        if column == "incidents":
            keys = np.full(self.count, BLANK_KEY, np.int64)
            for row, found in self._with_incidents():
                keys[row] = (found[1] << 16) + found[0]
            return keys
        if column == "list":
            value, countable = self.role("registered")
            by_protocol = np.where(countable & self.seen, value, BLANK_KEY)
            return np.where(self.register.voters >= 0, self.register.voters, by_protocol)
        if column == "issued":
            value, countable = self.role("issued")
            return np.where(countable & self.seen, value, BLANK_KEY)
        if column == "turnout":
            part, one = self.role(self.columns.form.turnout)
            whole, two = self.role("registered")
            known = one & two & self.seen & (whole > 0)
            return np.where(known, part / np.maximum(whole, 1), np.nan)
        if column == "reported":
            turnout = self.region.columns.turnout
            return np.where((turnout.last >= 0) & (turnout.voters > 0), turnout.last / np.maximum(turnout.voters, 1), np.nan)
        place = place_of(self.columns, column)
        if place is None:
            return np.full(self.count, BLANK_KEY)
        figures = self.columns.figures[:, place]
        return np.where((figures >= 0) & self.seen & self.counts(), figures, BLANK_KEY)

    def sorted_rows(self, rows: Rows, sort: SortBy) -> Rows:
        """The rows (ascending) in the order of the sort; equal ones in the natural order of their numbers, blanks always last."""
        if not sort or sort == (("number", False),):
            return rows
        if sort == (("number", True),):
            return rows[::-1].copy()
        keys: list[npt.NDArray[np.generic]] = []
        for column, downwards in reversed(sort):
            key = self.sort_key(column)[rows]
            blank = np.isnan(key) if key.dtype.kind == "f" else key == BLANK_KEY
            keys.append(-key if downwards else key)
            if blank.any():
                keys.append(blank)
        if len(keys) == 1:
            return rows[np.argsort(keys[0], kind="stable")]
        order: Rows = np.lexsort(keys)
        return rows[order]


def place_of(columns: ContestColumns, column: str) -> int | None:
    """The place of a figure column (``line:ID``, ``choice:NUMBER``) in the contest's columns, None for one it does not have."""
    kind, _, name = column.partition(":")
    if kind == "line":
        return columns.form.places.get(name)
    if kind == "choice":
        width = len(columns.form.lines)
        return next((width + place for place, choice in enumerate(columns.ballot) if choice.number == name), None)
    return None


def _lookup(values: Iterable[int], size: int) -> Flags:
    flags = np.zeros(size, np.bool_)
    flags[[int(value) for value in values]] = True
    return flags


def _text_ranks(texts: Sequence[str]) -> Rows:
    """Places of texts in the alphabet: ё with е, Kazakh letters with their plain forms; BLANK_KEY for empty ones."""
    folded = fold_many(texts) if texts else []
    order = sorted(range(len(texts)), key=folded.__getitem__)
    ranks = np.empty(len(texts), np.int64)
    place, last = -1, None
    for at in order:
        if folded[at] != last:
            place, last = place + 1, folded[at]
        ranks[at] = place if folded[at] else BLANK_KEY
    return ranks
