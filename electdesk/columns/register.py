"""Stations and areas as columns: the register, before any protocol."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from electdesk.domain.records import Area, Station
from electdesk.domain.records.station import STATION_TYPES

_DIGITS: Final = re.compile(r"(\d+)")
_NUMBER_SIGN: Final = re.compile(r"^\s*(уик|учаске|участок|ujk|uik|station)?\s*[№#n]?\s*", re.IGNORECASE)


def natural_key(number: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts station numbers as people do: 2 before 10, 12 before 12а."""
    if number.isdecimal():
        return (_amount(number),)
    return tuple(_amount(part) if part.isdecimal() else (1, 0, part) for part in _DIGITS.split(number.casefold()) if part)


def _amount(digits: str) -> tuple[int, int, str]:
    # By length and then by digits: Python refuses to read a number of thousands of digits, and a file that holds one must open.
    bare = digits.lstrip("0")
    return (0, len(bare), bare)


def fold_number(number: str) -> str:
    """A station number without what people write around it: «УИК № 012» and 12 are one station; 12а keeps its letter."""
    if number.isdecimal():
        return number.lstrip("0") or "0"
    bare = _NUMBER_SIGN.sub("", unicodedata.normalize("NFC", number).strip()).casefold()
    return bare.lstrip("0") or bare[:1]


def _in_natural_order(stations: Mapping[str, Station]) -> list[str]:
    """Record ids by number. Where every number is plain digits, as it nearly always is, shorter keys say the same."""
    if all(station.number.isdecimal() for station in stations.values()):
        bare = [(station.number.lstrip("0"), record) for record, station in stations.items()]
        return [record for _, _, record in sorted((len(digits), digits, record) for digits, record in bare)]
    keys = {record: (natural_key(station.number), record) for record, station in stations.items()}
    return sorted(stations, key=keys.__getitem__)


class Register:
    """The stations of the region in their natural order (row 0 … n-1) and the areas they lie in."""

    def __init__(self, areas: Mapping[str, Area], stations: Mapping[str, Station]) -> None:
        self.area_ids = sorted(areas, key=lambda record: (areas[record].order, record))
        self.areas = areas
        self.area_row = {record: row for row, record in enumerate(self.area_ids)}
        self.ids: list[str] = _in_natural_order(stations)
        self.stations: list[Station] = [stations[record] for record in self.ids]
        self.row_of = {record: row for row, record in enumerate(self.ids)}
        self.area: npt.NDArray[np.int64] = np.array([self.area_row.get(s.area, -1) for s in self.stations], np.int64)
        self.stations_by_area: npt.NDArray[np.int64] = np.bincount(
            self.area % (len(self.area_ids) + 1), minlength=len(self.area_ids) + 1
        )
        self.voters: npt.NDArray[np.int64] = np.array([s.voters for s in self.stations], np.int64)
        types = {name: place for place, name in enumerate(STATION_TYPES)}
        self.type: npt.NDArray[np.int64] = np.array([types.get(s.type, 0) for s in self.stations], np.int64)
        self._rows_by_area: dict[int, list[int]] | None = None
        self._any_named: bool | None = None
        self._rows_by_number: dict[str, list[int]] = {}
        for row, station in enumerate(self.stations):
            self._rows_by_number.setdefault(fold_number(station.number), []).append(row)
            for alias in station.aliases:
                self._rows_by_number.setdefault(fold_number(alias), []).append(row)

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def any_named(self) -> bool:
        """Whether a station has a name. Looked for once: mostly the first one has."""
        if self._any_named is None:
            self._any_named = any(any(station.name.values()) for station in self.stations)
        return self._any_named

    def replace(self, row: int, station: Station) -> None:
        """A station's description changed, but not its number or area."""
        self._any_named = None
        self.stations[row] = station
        self.voters[row] = station.voters
        self.type[row] = STATION_TYPES.index(station.type) if station.type in STATION_TYPES else 0

    def find(self, number: str, area: str = "") -> list[int]:
        """Rows of the stations with this number (or with it as an alias), in an area where one is named (by record id)."""
        rows = self._rows_by_number.get(fold_number(number), [])
        bare = unicodedata.normalize("NFC", number).strip().casefold()
        exact = [row for row in rows if self.stations[row].number.casefold() == bare]
        rows = exact or rows
        return [row for row in rows if not area or self.stations[row].area == area]

    def bearing(self, number: str) -> list[int]:
        """Rows of the stations that bear this number now, in whichever area: an alias holds nothing."""
        folded = fold_number(number)
        return [row for row in self._rows_by_number.get(folded, ()) if fold_number(self.stations[row].number) == folded]

    def holding(self, number: str, area: str) -> list[int]:
        """Those of ``bearing`` that lie in an area."""
        return [row for row in self.bearing(number) if self.stations[row].area == area]

    def areas_named(self, name: str) -> list[str]:
        """The record ids of the areas with this record id, code, or name in any language; letters may be large or small."""
        wanted = unicodedata.normalize("NFC", name).strip().casefold()
        return [
            record
            for record in self.area_ids
            if wanted
            and wanted in (text.casefold() for text in (record, self.areas[record].code, *self.areas[record].name.values()))
        ]

    def rows_in(self, area: int) -> Sequence[int]:
        """The rows of the stations in an area (its row in ``area_ids``, -1 for stations without one)."""
        if self._rows_by_area is None:
            by_area: dict[int, list[int]] = {}
            for row, found in enumerate(self.area.tolist()):
                by_area.setdefault(found, []).append(row)
            self._rows_by_area = by_area
        return self._rows_by_area.get(area, ())

    def area_path(self, row: int) -> list[str]:
        """The record ids from the station's area up to the region."""
        path = []
        record = self.stations[row].area
        while record and record in self.areas and record not in path:
            path.append(record)
            record = self.areas[record].parent
        return path

    def area_of_rows(self) -> npt.NDArray[np.int64]:
        """For each station the row of its area in ``area_ids``, -1 where it has none."""
        return self.area
