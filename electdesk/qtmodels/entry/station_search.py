"""Finding a station: by number, by name or address in plain letters; and which station comes next."""

from collections.abc import Callable
from typing import Final

import msgspec

from electdesk.columns import ContestColumns, Register, fold_number
from electdesk.domain.states import State

_PLAIN: Final = str.maketrans("әғқңөұүһіё", "агкноуухие")
"""Letters that the keyboard at hand may lack, and the letters people type instead."""
_OPEN: Final = (State.AWAITED, State.RECEIVED)


class StationMatch(msgspec.Struct, frozen=True):
    """A station (row of the register) that fits what was typed; ``exact``: it has that number."""

    row: int
    exact: bool


def fold_letters(text: str) -> str:
    """Lower case without the letters of one language: Қарағай and карагай are found alike."""
    return text.casefold().translate(_PLAIN)


class StationSearch:
    """The register made ready for searching: names and addresses in plain letters, folded once."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self._texts: list[str] | None = None
        self._numbers: list[str] | None = None

    def find(self, typed: str, limit: int = 12) -> list[StationMatch]:
        """Stations that fit: those with this number, then numbers that begin with it, then names and addresses with every word."""
        wanted = typed.strip()
        if not wanted:
            return []
        exact = self.register.find(wanted)
        found = [StationMatch(row, exact=True) for row in exact][:limit]
        known = set(exact)
        if any(sign.isdigit() for sign in wanted):
            start = fold_number(wanted)
            self._take(found, known, limit, lambda row: self._folded_numbers()[row].startswith(start))
        words = fold_letters(wanted).split()
        self._take(found, known, limit, lambda row: all(word in self._folded_texts()[row] for word in words))
        return found

    def _take(self, found: list[StationMatch], known: set[int], limit: int, fits: Callable[[int], bool]) -> None:
        for row in range(len(self.register)):
            if len(found) >= limit:
                return
            if row not in known and fits(row):
                known.add(row)
                found.append(StationMatch(row, exact=False))

    def _folded_texts(self) -> list[str]:
        if self._texts is None:
            self._texts = [fold_letters(" ".join([*station.name.values(), station.address])) for station in self.register.stations]
        return self._texts

    def _folded_numbers(self) -> list[str]:
        if self._numbers is None:
            self._numbers = [fold_number(station.number) for station in self.register.stations]
        return self._numbers


def next_awaited(
    register: Register, columns: ContestColumns, row: int, is_wanted: Callable[[int], bool] | None = None
) -> int | None:
    """The next station without an entry: of the same district, after this one and then from the start; then of the other districts.

    ``is_wanted`` asks another question of a station (row). None when all are in.
    """
    wanted = is_wanted or (lambda other: State(int(columns.state[other])) in _OPEN)
    area = register.stations[row].area
    around = [*range(row + 1, len(register)), *range(row)]
    ordered = sorted(around, key=lambda other: register.stations[other].area != area)
    return next((other for other in ordered if wanted(other)), None)
