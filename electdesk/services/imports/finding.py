"""Which station of the register a row means: by number, and where that is not enough by district."""

from collections.abc import Sequence
from typing import Final

from electdesk.columns import Register
from electdesk.domain.records.names import in_language
from electdesk.services.imports.areas import AreaFinder
from electdesk.services.imports.rows import Body, bare_number, looks_like_number

NONE: Final = -1
NO_NUMBER_AT_ALL: Final = -2


class StationFinder:
    """Number and district → row of the register. A row that names no station, or none for sure, is refused in the body."""

    def __init__(self, register: Register, body: Body) -> None:
        self._register = register
        self._body = body
        self._areas = AreaFinder(register.areas)
        self._single: dict[str, int] = {}
        for row, station in enumerate(register.stations):
            self._single[station.number] = -2 if station.number in self._single else row

    def find(self, row: int, number: str, district: str) -> int:
        """The register's row; NONE where the row of the file was refused; NO_NUMBER_AT_ALL where the cell holds nothing like a number."""
        area = self._areas.find(district) if district else ""
        known = self._single.get(number, -2)
        # The usual case: the number is unique, and the district, where one is named, is the station's own.
        if known >= 0 and (not area or self._register.stations[known].area == area):
            return known
        if not looks_like_number(number):
            return NO_NUMBER_AT_ALL
        return self._search(row, number, area, bool(district.strip()))

    def _search(self, row: int, number: str, area: str, district_named: bool) -> int:
        column = self._body.found.column("station")
        rows: Sequence[int] = self._register.find(bare_number(number))
        if area:
            inside = [each for each in rows if area in self._register.area_path(each)]
            if rows and not inside:
                self._body.refuse(row, self._body.found.column("area"), "other_area", self.areas_of(rows))
                return NONE
            rows = inside
        if not rows:
            self._body.refuse(row, column, "unknown_station")
        elif len(rows) > 1:
            if district_named:
                self._body.refuse(row, self._body.found.column("area"), "unknown_area", self.areas_of(rows))
            else:
                self._body.refuse(row, column, "ambiguous_station", self.areas_of(rows))
        return rows[0] if len(rows) == 1 else NONE

    def areas_of(self, rows: Sequence[int]) -> str:
        """The names of the districts in which these rows of the register lie."""
        stations, areas = self._register.stations, self._register.areas
        names = (areas[record].name for row in rows if (record := stations[row].area) in areas)
        return "; ".join(dict.fromkeys(in_language(name, "") for name in names))
