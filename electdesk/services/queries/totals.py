"""Totals of a contest: by station, district and region, in each basis, with their base and with how many stations they hold."""

from typing import TYPE_CHECKING, Final, Literal

import msgspec
import numpy as np

from electdesk.columns import Basis, ContestColumns
from electdesk.domain.errors import ClerkError
from electdesk.domain.figures import BLANK, NOT_ASKED
from electdesk.domain.records.names import Names
from electdesk.domain.states import State
from electdesk.services.visibility import may_see

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
    if by not in LEVELS or basis not in ("preliminary", "final"):
        raise ClerkError("level_unknown", level=by if by not in LEVELS else basis, known=[*LEVELS, "preliminary", "final"])
    units = _stations(region, columns, basis, areas) if by == "station" else _areas(region, columns, basis, by, areas)
    return Totals(columns.record, by, basis, columns.form.percent_base, columns.form.turnout, tuple(units))


def area_unit(region: "Region", columns: ContestColumns, basis: Basis, area: str = "") -> Unit:
    """The totals of one area and everything below it; "" for the whole region. Costs the same whatever the number of stations."""
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
    return unit_of(columns, area, names, "", stations, reported, int(columns.annulled[rows].sum()), final, sums)


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
    wanted = [a for a in register.area_ids if register.areas[a].kind != "region" and (not only or a in only)]
    return [area_unit(region, columns, basis, area) for area in wanted]


def _stations(region: "Region", columns: ContestColumns, basis: Basis, only: tuple[str, ...]) -> list[Unit]:
    register = region.columns.register
    counted, units = columns.counted[basis], []
    for row, station in enumerate(register.stations):
        if only and not set(only) & set(register.area_path(row)):
            continue
        state = State(int(columns.state[row]))
        shown = bool(counted[row]) and may_see(region.person, state, columns.authors(row))
        figures = columns.figures[row] if shown else np.full(len(columns.columns), BLANK, np.int64)
        annulled = int(state is State.ANNULLED)
        final = bool(columns.counted["final"][row]) or bool(annulled)
        reported = int(bool(counted[row]) or bool(annulled))
        units.append(unit_of(columns, register.ids[row], station.name, station.number, 1, reported, annulled, final, figures))
    return units


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
) -> Unit:
    def role(name: str) -> int:
        value, countable = columns.checks.evaluate_role(name, row)
        return int(value) if countable else 0

    row = [int(figure) for figure in figures]
    width = len(columns.form.lines)
    votes = row[width:]
    registered, took_part = role("registered"), role("took_part") or role("found")
    valid = role("valid") or sum(max(v, 0) for v, c in zip(votes, columns.ballot, strict=True) if c.kind != "candidate")
    choices = tuple(
        ChoiceTotal(choice.id, choice.number, choice.name, count, Ratio(max(count, 0), valid), Ratio(max(count, 0), took_part))
        for choice, count in zip(columns.ballot, votes, strict=True)
        if count != NOT_ASKED or stations > 1
    )
    lines = {line.id: row[place] for place, line in enumerate(columns.form.lines)}
    issued, found = Ratio(role("issued"), registered), Ratio(role("found") or took_part, registered)
    return Unit(record, names, number, stations, reported, annulled, final, lines, choices, registered, issued, found)
