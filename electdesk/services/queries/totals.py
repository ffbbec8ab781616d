"""Totals of a contest: by station, district and region, in each basis, with their base and with how many stations they hold.

Whoever may not see unsettled numbers gets the basis "settled" where others get "preliminary", and the basis says so: a sum over a
district of one station would tell its numbers.
"""

from typing import TYPE_CHECKING, Final, Literal

import msgspec
import numpy as np

from electdesk.columns import BASES, Basis, ContestColumns
from electdesk.domain.errors import ClerkError
from electdesk.domain.figures import BLANK, NOT_ASKED
from electdesk.domain.records.names import Names
from electdesk.domain.states import State
from electdesk.services.queries.seen import may_see_row, seen_basis

if TYPE_CHECKING:
    from electdesk.services.region import Region

By = Literal["station", "district", "region"]
LEVELS: Final[tuple[By, ...]] = ("station", "district", "region")


class Ratio(msgspec.Struct, frozen=True):
    """A share as the two integers it is made of. ``of`` is 0 where there is no base yet."""

    count: int
    of: int

    @property
    def percent(self) -> float | None:
        """In percent, None without a base. For output only: nothing is computed from it."""
        return None if self.of <= 0 else 100 * self.count / self.of


class ChoiceTotal(msgspec.Struct, frozen=True):
    """Votes for a choice and its share in both bases. ``name`` is empty for a choice that the form prints (see ``Form.choices``)."""

    id: str
    line: str
    name: str
    votes: int
    of_valid: Ratio
    of_took_part: Ratio


class Unit(msgspec.Struct, frozen=True):
    """The totals of one area or station. ``lines``: line id → sum, for a station its figure with marks.

    A yes/no line sums up to the number of boxes ticked "yes". The places of a one-of line's boxes do not add up: NOT_ASKED.
    ``choices`` of a station are those of its ballot, numbered as on its paper.
    ``stations``: all of the unit; ``reported``: those in this basis, annulled ones included. ``final``: all of them are final or annulled.
    """

    record: str
    names: Names
    number: str
    stations: int
    reported: int
    annulled: int
    final: bool
    lines: dict[str, int]
    choices: tuple[ChoiceTotal, ...]
    registered: int
    issued: Ratio
    found: Ratio


class Totals(msgspec.Struct, frozen=True):
    """Units of one contest in one basis. ``percent_base`` and ``turnout`` are what the form's country states first."""

    contest: str
    by: By
    basis: Basis
    percent_base: str
    turnout: str
    units: tuple[Unit, ...]


def totals(
    region: "Region", columns: ContestColumns, by: By = "region", basis: Basis = "preliminary", areas: tuple[str, ...] = ()
) -> Totals:
    """The totals of a contest. ``areas`` limits districts (or the stations of districts) to these record ids."""
    if by not in LEVELS or basis not in BASES:
        raise ClerkError("level_unknown", level=by if by not in LEVELS else basis, known=[*LEVELS, *BASES])
    basis = seen_basis(region, basis)
    units = _stations(region, columns, basis, areas) if by == "station" else _areas(region, columns, basis, by, areas)
    return Totals(columns.record, by, basis, columns.form.percent_base, columns.form.turnout, tuple(units))


def area_unit(region: "Region", columns: ContestColumns, basis: Basis, area: str = "") -> Unit:
    """The totals of one area and everything below it; "" for the whole region. Costs the same whatever the number of stations."""
    basis = seen_basis(region, basis)
    register = region.columns.register
    if not area:
        rows = np.arange(len(register.area_ids) + 1)
        names = region.columns.set_up.region
    else:
        rows = np.array([place for place, other in enumerate(register.area_ids) if area in _up(region, other)])
        names = register.areas[area].name
    stations = int(register.stations_by_area[rows].sum())
    reported = int(columns.reported[basis][rows].sum())
    final = stations > 0 and int(columns.reported["final"][rows].sum()) == stations
    sums = columns.sums[basis][rows].sum(axis=0)
    return _area_unit(columns, area, names, stations, reported, int(columns.annulled[rows].sum()), final, sums)


def station_unit(region: "Region", columns: ContestColumns, row: int, basis: Basis) -> Unit:
    """The totals of one station, as ``totals(by="station")`` gives them; costs the same whatever the number of stations."""
    register = region.columns.register
    basis = seen_basis(region, basis)
    shown = bool(columns.counted[basis][row]) and may_see_row(region, columns, row)
    figures = columns.counted_figures(row, basis) if shown else np.full(len(columns.columns), BLANK, np.int64)
    annulled = columns.state[row] == State.ANNULLED
    final = bool(columns.counted["final"][row] or annulled)
    reported = int(bool(columns.counted[basis][row] or annulled))
    station, numbers = register.stations[row], columns.numbers_at(row)
    return unit_of(
        columns, register.ids[row], station.name, station.number, 1, reported, int(annulled), final, figures, numbers=numbers
    )


def _up(region: "Region", area: str) -> list[str]:
    areas = region.columns.register.areas
    path: list[str] = []
    while area and area in areas and area not in path:
        path.append(area)
        area = areas[area].parent
    return path


def _areas(region: "Region", columns: ContestColumns, basis: Basis, by: By, only: tuple[str, ...]) -> list[Unit]:
    if by == "region":
        return [area_unit(region, columns, basis)]
    register = region.columns.register
    count = len(register.area_ids)
    # Each area adds what lies in it to itself and to all above it: the work grows with the areas, not with their square.
    pairs = [(place, register.area_row[above]) for place, area in enumerate(register.area_ids) for above in _up(region, area)]
    own, above = np.array(pairs, np.int64).reshape(-1, 2).T

    def gathered(counts: np.ndarray) -> np.ndarray:
        total = np.zeros((count, *counts.shape[1:]), np.int64)
        np.add.at(total, above, counts[own])
        return total

    stations, annulled = gathered(register.stations_by_area), gathered(columns.annulled)
    reported, final = gathered(columns.reported[basis]), gathered(columns.reported["final"])
    sums = gathered(columns.sums[basis])
    return [
        _area_unit(
            columns,
            area,
            register.areas[area].name,
            int(stations[place]),
            int(reported[place]),
            int(annulled[place]),
            bool(0 < stations[place] == final[place]),
            sums[place],
        )
        for place, area in enumerate(register.area_ids)
        if register.areas[area].kind != "region" and (not only or area in only)
    ]


def _stations(region: "Region", columns: ContestColumns, basis: Basis, only: tuple[str, ...]) -> list[Unit]:
    register = region.columns.register
    return [
        station_unit(region, columns, row, basis)
        for row in range(len(register))
        if not only or set(only) & set(register.area_path(row))
    ]


def _area_unit(
    columns: ContestColumns,
    area: str,
    names: Names,
    stations: int,
    reported: int,
    annulled: int,
    final: bool,
    sums: "np.ndarray",
) -> Unit:
    figures = sums.copy()
    figures[[place for place, line in enumerate(columns.form.lines) if line.kind == "oneof"]] = NOT_ASKED
    return unit_of(columns, area, names, "", stations, reported, annulled, final, figures)


def unit_of(
    columns: ContestColumns,
    record: str,
    names: Names,
    number: str,
    stations: int,
    reported: int,
    annulled: int,
    final: bool,
    figures: "np.ndarray",
    *,
    numbers: tuple[str, ...] = (),
) -> Unit:
    """A unit from a row of sums or figures. ``numbers`` are those of a station's own paper, "" where its ballot has no such line."""

    def role(name: str) -> int:
        value, countable = columns.checks.evaluate_role(name, row)
        return int(value) if countable else 0

    row = [int(figure) for figure in figures]
    width = len(columns.form.lines)
    votes = row[width:]
    registered, took_part = role("registered"), role("took_part") or role("found")
    valid = role("valid") or sum(max(v, 0) for v, c in zip(votes, columns.ballot, strict=True) if c.kind != "candidate")
    of_choices = (numbers or columns.checks.numbers)[width:]
    choices = tuple(
        ChoiceTotal(choice.id, number, choice.name, count, Ratio(max(count, 0), valid), Ratio(max(count, 0), took_part))
        for choice, number, count in zip(columns.ballot, of_choices, votes, strict=True)
        if not numbers or (number and count != NOT_ASKED)
    )
    lines = {line.id: row[place] for place, line in enumerate(columns.form.lines)}
    issued, found = Ratio(role("issued"), registered), Ratio(role("found") or took_part, registered)
    return Unit(record, names, number, stations, reported, annulled, final, lines, choices, registered, issued, found)
