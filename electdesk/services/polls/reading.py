"""A table of polled stations (one row a station) made a sample, and a file of official shares with the margins fixed beforehand."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec

from electdesk.analysis.sample import Design, PolledStation, Sample, Stratum, sample_of
from electdesk.analysis.verdict import Margin
from electdesk.domain.errors import ClerkError
from electdesk.domain.figures import BLANK, parse_count
from electdesk.services.imports.sheet import Sheet, column_letters

COLUMNS: Final = {
    "stratum": "stratum",
    "stratum_stations": "stratum_stations",
    "station": "station",
    "ballots_issued": "ballots_issued",
    "approached": "approached",
    "interviews": "interviews",
    "voters": "voters",
    "stratum_voters": "stratum_voters",
}
"""Headings of the table that are no choices. Every other column holds the interviews for one choice."""
NEEDED: Final = ("stratum", "stratum_stations", "station", "ballots_issued")
NEEDED_PPS: Final = ("voters", "stratum_voters")
OFFICIAL_TOLERANCE: Final = 0.005
"""Official shares are published rounded: their sum may miss 1 by so much."""


class Official(msgspec.Struct, frozen=True):
    """Official shares (0 to 1) by choice, in the order of the file, and the margin of each choice that has one."""

    shares: dict[str, float]
    margins: dict[str, Margin] = {}


def read_poll(sheet: Sheet, design: Design) -> Sample:
    """The sample of a table: headings in its first row (see ``COLUMNS``), the choices in the columns between them or after.

    Raises ClerkError: poll_columns_missing (``columns``), poll_column_twice (``column``), poll_without_choices, poll_cell_wrong
    (``cell``, ``column``, ``value``), poll_cell_empty (``cell``, ``column``), poll_station_twice (``station``, ``stratum``),
    poll_stratum_differs (``stratum``, ``column``, ``one``, ``other``), and those of ``sample_of``.
    """
    if not sheet.rows:
        raise ClerkError("poll_without_answers")
    headings = [cell.strip() for cell in sheet.rows[0]]
    places: dict[str, int] = {}
    for place, heading in enumerate(headings):
        if heading and places.setdefault(heading, place) != place:
            raise ClerkError("poll_column_twice", column=heading)
    needed = [*NEEDED, *(NEEDED_PPS if design == "pps" else ())]
    missing = [column for column in needed if column not in places]
    if missing:
        raise ClerkError("poll_columns_missing", columns=missing)
    choices = [heading for heading in headings if heading and heading not in COLUMNS]
    if not choices:
        raise ClerkError("poll_without_choices")
    table = _Table(sheet, places)
    strata: dict[str, Stratum] = {}
    stations: list[PolledStation] = []
    seen: set[tuple[str, str]] = set()
    for row in range(1, len(sheet.rows)):
        name, station = table.text(row, "stratum"), table.text(row, "station")
        if (name, station) in seen:
            raise ClerkError("poll_station_twice", station=station, stratum=name)
        seen.add((name, station))
        own = Stratum(name, table.count(row, "stratum_stations"), table.count(row, "stratum_voters") if design == "pps" else 0)
        before = strata.setdefault(name, own)
        if before != own:
            column, one, other = (
                ("stratum_stations", before.stations, own.stations)
                if before.stations != own.stations
                else ("stratum_voters", before.voters, own.voters)
            )
            raise ClerkError("poll_stratum_differs", stratum=name, column=column, one=one, other=other)
        votes = tuple(table.count(row, choice) for choice in choices)
        interviews = table.count(row, "interviews", blank=BLANK)
        approached = table.count(row, "approached", blank=BLANK)
        stations.append(
            PolledStation(
                name=station,
                stratum=list(strata).index(name),
                ballots=table.count(row, "ballots_issued"),
                approached=None if approached == BLANK else approached,
                interviews=sum(votes) if interviews == BLANK else interviews,
                votes=votes,
                voters=table.count(row, "voters") if design == "pps" else 0,
            )
        )
    return sample_of(choices, list(strata.values()), stations, design)


class _Table:
    """Cells by row and heading."""

    def __init__(self, sheet: Sheet, places: Mapping[str, int]) -> None:
        self._sheet = sheet
        self._places = places

    def _cell(self, row: int, column: str) -> tuple[str, str]:
        place = self._places.get(column, -1)
        cells = self._sheet.rows[row]
        name = f"{column_letters(max(place, 0))}{self._sheet.row_numbers[row]}"
        return (cells[place].strip() if 0 <= place < len(cells) else ""), name

    def text(self, row: int, column: str) -> str:
        value, cell = self._cell(row, column)
        if not value:
            raise ClerkError("poll_cell_empty", cell=cell, column=column)
        return value

    def count(self, row: int, column: str, blank: int | None = None) -> int:
        """A whole number; an empty cell is ``blank`` where the column may be empty, and an error where it may not."""
        value, cell = self._cell(row, column)
        if not value:
            if blank is not None:
                return blank
            raise ClerkError("poll_cell_empty", cell=cell, column=column)
        try:
            return parse_count(value)
        except ClerkError as error:
            raise ClerkError("poll_cell_wrong", cell=cell, column=column, value=value) from error


def read_official(text: bytes) -> Official:
    """Official shares and margins from JSON: {"official": {choice: share}, "margins": {choice: {"kind", "value", "fallback_odds"}}}.

    Raises ClerkError: official_unreadable (``why``), official_share_wrong (``choice``, ``value``), official_sum (``percent``),
    margin_wrong (``choice``, ``value``), margin_of_nobody (``choice``).
    """
    try:
        raw: Any = msgspec.json.decode(text)
        shares = msgspec.convert(raw["official"], dict[str, float], strict=False)
        margins = msgspec.convert(raw.get("margins", {}), dict[str, Margin])
    except (msgspec.MsgspecError, KeyError, TypeError, AttributeError, UnicodeDecodeError) as error:
        raise ClerkError("official_unreadable", why=str(error)) from error
    for choice, share in shares.items():
        if not 0 <= share <= 1:
            raise ClerkError("official_share_wrong", choice=choice, value=share)
    total = sum(shares.values())
    if abs(total - 1) > OFFICIAL_TOLERANCE:
        raise ClerkError("official_sum", percent=round(100 * total, 2))
    for choice, margin in margins.items():
        if choice not in shares:
            raise ClerkError("margin_of_nobody", choice=choice)
        _refuse_margin(choice, margin)
    return Official(shares, margins)


def _refuse_margin(choice: str, margin: Margin) -> None:
    """Points lie between 0 and 1 as a share; odds are a factor above 1. A margin of nothing lets no poll pass."""
    wrong = not 0 < margin.value < 1 if margin.kind == "pp" else not margin.value > 1
    if wrong or not margin.fallback_odds > 1:
        raise ClerkError("margin_wrong", choice=choice, value=margin.value)


def refuse_other_choices(sample: Sample, official: Official) -> None:
    """Raises ClerkError("poll_choice_unknown": ``choice``, ``known``) where poll and official result do not name the same choices."""
    for one, other in ((sample.choices, official.shares), (official.shares, sample.choices)):
        for choice in one:
            if choice not in other:
                raise ClerkError("poll_choice_unknown", choice=choice, known=", ".join(_names(other)))


def _names(choices: Mapping[str, float] | Sequence[str]) -> list[str]:
    return list(choices)
