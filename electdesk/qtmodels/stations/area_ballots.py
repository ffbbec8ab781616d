"""Where choices differ by constituency: which of them stand on the ballots of an area, and under which number on their own paper."""

import numpy as np

from electdesk.columns import ContestColumns
from electdesk.columns.ballots import ballot_of


class AreaBallots:
    """Of one contest. Made anew with its columns: stations are looked at once, when the first area is asked for, and at no save."""

    def __init__(self, columns: ContestColumns) -> None:
        self.columns = columns
        own = [choice.constituency for choice in columns.choices.values() if choice.contest == columns.record]
        self.divided = any(own)
        self._all = sorted(set(own)) if self.divided else []
        self._numbers: dict[str, dict[str, str]] = {}
        self._of_area: dict[int, set[str]] | None = None

    def constituencies(self, area: str) -> list[str]:
        """Those that the stations of an area and of all areas below it belong to, as far as they have choices; "" for the region."""
        if not area or not self.divided:
            return self._all
        if self._of_area is None:
            self._of_area = {}
            register = self.columns.register
            for place in np.unique(register.area).tolist():
                inside = {register.stations[row].constituency for row in np.flatnonzero(register.area == place).tolist()}
                for above in self._path(place):
                    self._of_area.setdefault(above, set()).update(inside)
        found = self._of_area.get(self.columns.register.area_row.get(area, -1), set())
        return [constituency for constituency in self._all if constituency in found]

    def _path(self, place: int) -> list[int]:
        register = self.columns.register
        path: list[int] = []
        while 0 <= place < len(register.area_ids) and place not in path:
            path.append(place)
            place = register.area_row.get(register.areas[register.area_ids[place]].parent, -1)
        return path

    def numbers(self, constituency: str) -> dict[str, str]:
        """Choice → its official number on the paper of one constituency, in the order of the paper."""
        if constituency not in self._numbers:
            ballot = ballot_of(self.columns.form, self.columns.record, self.columns.choices, constituency)
            self._numbers[constituency] = {choice.id: choice.number for choice in ballot}
        return self._numbers[constituency]

    def own_number(self, choice: str, otherwise: str) -> str:
        """The number of a choice on the paper of its own constituency; ``otherwise`` where all stations have one ballot."""
        record = self.columns.choices.get(choice)
        if not self.divided or record is None:
            return otherwise
        return self.numbers(record.constituency).get(choice, otherwise)
