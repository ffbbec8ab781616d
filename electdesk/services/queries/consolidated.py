"""The consolidated table: one row a district, one column a line and choice, with sums that add."""

from typing import TYPE_CHECKING

import msgspec
import numpy as np

from electdesk.columns import Basis, ContestColumns
from electdesk.domain.figures import NOT_ASKED
from electdesk.domain.records.names import Names
from electdesk.domain.states import Mark
from electdesk.services.queries.progress import districts_above
from electdesk.services.queries.seen import seen_basis
from electdesk.services.queries.summary import choice_names
from electdesk.services.roles import refuse_read
from electdesk.services.sheets import SheetHead, sheet_head

if TYPE_CHECKING:
    from electdesk.services.region import Region


class TableColumn(msgspec.Struct, frozen=True, omit_defaults=True):
    """A line or choice: its column id, its official number, its words. ``adds``: its figures are counts that a sum may hold. ``constituency``:
    the only one on whose ballots the choice stands, "" for all."""

    id: str
    number: str
    names: Names
    choice: bool = False
    adds: bool = True
    constituency: str = ""


class TableRow(msgspec.Struct, frozen=True):
    """A district ("-": stations in none; "": the whole region). ``figures`` by column, NOT_ASKED where nothing of it can stand in the district.

    ``reported`` of ``stations`` are held, ``annulled`` ones included; ``as_paper`` of them hold figures that stand as the paper states them.
    """

    record: str
    names: Names
    stations: int
    reported: int
    annulled: int
    as_paper: int
    figures: tuple[int, ...]


class Consolidated(msgspec.Struct, frozen=True):
    """The table of one contest in one basis: the rows add up to ``total``. ``final``: every tally is final or annulled."""

    contest: str
    basis: Basis
    final: bool
    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    total: TableRow


class ConsolidatedSheet(msgspec.Struct, frozen=True):
    """The table for the printer."""

    head: SheetHead
    table: Consolidated


def consolidated(region: "Region", columns: ContestColumns, basis: Basis = "preliminary") -> Consolidated:
    """The consolidated table. Whoever may not see unsettled numbers gets the basis "settled" for "preliminary"."""
    refuse_read(region.person, "totals")
    basis = seen_basis(region, basis)
    register = columns.register
    width = len(columns.form.lines)
    made = tuple(
        TableColumn(line.id, columns.checks.numbers[place], line.label, adds=line.kind != "oneof")
        for place, line in enumerate(columns.form.lines)
    ) + tuple(
        TableColumn(
            choice.id,
            columns.checks.numbers[width + place],
            choice_names(columns, choice.id),
            choice=True,
            constituency=columns.choices[choice.id].constituency if choice.id in columns.choices else "",
        )
        for place, choice in enumerate(columns.ballot)
    )
    as_paper = np.zeros(len(register.area_ids) + 1, np.int64)
    np.add.at(as_paper, register.area[columns.counted[basis] & ((columns.marks & Mark.AS_PAPER) != 0)], 1)

    def row(record: str, names: Names, places: list[int], constituencies: set[str] | None) -> TableRow:
        at = np.array(places, np.int64)
        sums = columns.sums[basis][at].sum(axis=0)
        figures = tuple(
            int(sums[place])
            if column.adds and (constituencies is None or not column.constituency or column.constituency in constituencies)
            else NOT_ASKED
            for place, column in enumerate(made)
        )
        counted = columns.reported[basis][at].sum(), columns.annulled[at].sum(), as_paper[at].sum()
        reported, annulled, stated = (int(count) for count in counted)
        if reported == annulled:
            # Nothing is counted here yet: what is missing is no nought.
            figures = (NOT_ASKED,) * len(made)
        return TableRow(record, names, int(register.stations_by_area[at].sum()), reported, annulled, stated, figures)

    above = districts_above(region)
    inside = {place for places in above.values() for place in places}
    of_area = _constituencies(columns)
    rows = [
        row(area, register.areas[area].name, above[area], set().union(*(of_area.get(place, set()) for place in above[area])))
        for area in register.area_ids
        if area in above
    ]
    outside = [place for place in range(len(register.area_ids) + 1) if place not in inside]
    rest = row("-", {}, outside, set().union(*(of_area.get(place, set()) for place in outside)))
    if rest.stations:
        rows.append(rest)
    total = row("", region.columns.set_up.region, list(range(len(register.area_ids) + 1)), None)
    final = total.stations > 0 and int(columns.reported["final"].sum()) == total.stations
    return Consolidated(columns.record, basis, final, made, tuple(each for each in rows if each.stations), total)


def _constituencies(columns: ContestColumns) -> dict[int, set[str]]:
    """Place of an area → the constituencies of its stations; {} for a contest with one ballot for all."""
    if not any(choice.constituency for choice in columns.choices.values() if choice.contest == columns.record):
        return {}
    nowhere = len(columns.register.area_ids)
    found: dict[int, set[str]] = {}
    for station, area in zip(columns.register.stations, columns.register.area.tolist(), strict=True):
        found.setdefault(area if area >= 0 else nowhere, set()).add(station.constituency)
    return found


def consolidated_sheet(region: "Region", columns: ContestColumns, basis: Basis = "preliminary") -> ConsolidatedSheet:
    """The table for the printer."""
    return ConsolidatedSheet(sheet_head(region, columns), consolidated(region, columns, basis))
