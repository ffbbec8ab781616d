"""The totals of a contest by district: sums that a table program adds up again over the rows of the tallies, and shares of them."""

from typing import TYPE_CHECKING, Final

import msgspec
import numpy as np

from electdesk.columns import Basis, ContestColumns
from electdesk.domain.figures import BLANK, NOT_ASKED
from electdesk.domain.records.names import in_language
from electdesk.services.exports.order import Order
from electdesk.services.exports.tables import Cell, Column, Phrase, Share, Sum, Table
from electdesk.services.exports.tallies import figure_columns
from electdesk.services.queries.consolidated import TableRow, consolidated
from electdesk.services.queries.totals import Ratio, unit_of

if TYPE_CHECKING:
    from electdesk.services.region import Region

_HEAD: Final = (
    Column(id="district", word="district", width=28),
    Column(id="stations", type="count", word="stations_count", width=11, adds=True),
    Column(id="reported", type="count", word="reported_count", width=11, adds=True),
)


def totals_table(
    region: "Region", columns: ContestColumns, basis: Basis, order: Order, language: str, notes: tuple[Phrase, ...]
) -> Table:
    """The consolidated table with formulas. The rows of the tallies must stand in the same ``order``."""
    table = consolidated(region, columns, basis)
    figures = figure_columns(columns)
    source = f"tallies-{columns.contest.code}"
    ratios = {row.record: _ratios(columns, row) for row in (*table.rows, table.total)}
    sources = _sources(columns, [*table.rows, table.total], ratios)

    def shares(row: TableRow) -> list[Cell]:
        if row.reported == row.annulled:
            return [None] * len(sources)
        return [Share(ratio.count, ratio.of, *own) for ratio, own in zip(ratios[row.record], sources, strict=True)]

    rows: list[list[Cell]] = []
    for row in table.rows:
        first, count = order.blocks[row.record]
        # What is missing is no nought, and a line that can stand on no ballot here is neither.
        empty = BLANK if row.reported == row.annulled else NOT_ASKED
        sums: list[Cell] = [
            empty if value == NOT_ASKED else Sum(value, column.id, first, count, table=source, boxes=column.type == "yesno")
            for column, value in zip(figures, row.figures, strict=True)
        ]
        # "" names the stations that lie in no district.
        name: Cell = in_language(row.names, language) or Phrase("no_district")
        rows.append([name, row.stations, row.reported, *sums, *shares(row)])
    total = table.total
    below: list[Cell] = [
        NOT_ASKED if value == NOT_ASKED or not rows else Sum(value, column.id, 0, len(rows))
        for column, value in zip((*_HEAD[1:], *figures), (total.stations, total.reported, *total.figures), strict=True)
    ]
    rows.append([Phrase("all_together"), *below, *shares(total)])
    counted = tuple(msgspec.structs.replace(column, type="count", options={}) for column in figures)
    return Table(
        id=f"totals-{columns.contest.code}",
        word="totals",
        of=columns.contest.title,
        code=columns.contest.code if columns.siblings else "",
        columns=(*_HEAD, *counted, *_share_columns(columns)),
        rows=rows,
        notes=(*notes, Phrase("sums_of_rows")),
        total=True,
    )


def _share_columns(columns: ContestColumns) -> list[Column]:
    turnout = "turnout_issued" if columns.form.turnout == "issued" else "turnout_found"
    of = "share_of_valid" if columns.form.percent_base == "valid" else "share_of_took_part"
    named = {column.id: column for column in figure_columns(columns)}
    return [
        Column(id="turnout_percent", type="share", word=turnout, width=11),
        *(
            Column(
                id=f"{choice.id}_percent",
                target=f"share:{choice.id}",
                type="share",
                word=of,
                names=named[choice.id].names,
                number=named[choice.id].number,
                width=11,
            )
            for choice in columns.ballot
        ),
    ]


def _ratios(columns: ContestColumns, row: TableRow) -> list[Ratio]:
    """Turnout, then the share of each choice, as the form's country states them first."""
    unit = unit_of(
        columns, row.record, row.names, "", row.stations, row.reported, row.annulled, False, np.array(row.figures, np.int64)
    )
    of_choices = {
        choice.id: choice.of_valid if columns.form.percent_base == "valid" else choice.of_took_part for choice in unit.choices
    }
    turnout = unit.issued if columns.form.turnout == "issued" else unit.found
    return [turnout, *(of_choices[choice.id] for choice in columns.ballot)]


def _sources(
    columns: ContestColumns, rows: list[TableRow], ratios: dict[str, list[Ratio]]
) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """For each share the columns that its two amounts are sums of; () where they are not a plain sum of columns in every row."""
    roles = columns.form.roles
    took_part = "took_part" if "took_part" in roles else "found"
    candidates = {choice.id for choice in columns.ballot if choice.kind == "candidate"}
    valid = columns.checks.role_lines("valid") or tuple(each for each in columns.choice_ids if each not in candidates)
    base = valid if columns.form.percent_base == "valid" else columns.checks.role_lines(took_part)
    counted = "issued" if columns.form.turnout == "issued" else "found" if "found" in roles else "took_part"
    wanted = [(columns.checks.role_lines(counted), columns.checks.role_lines("registered"))]
    wanted += [((choice.id,), base) for choice in columns.ballot]
    places = {column: place for place, column in enumerate(columns.columns)}

    def adds_up(ids: tuple[str, ...], row: TableRow, amount: int) -> bool:
        return sum(max(row.figures[places[each]], 0) for each in ids) == amount

    found = []
    for at, (parts, whole) in enumerate(wanted):
        good = all(
            adds_up(parts, row, ratios[row.record][at].count) and adds_up(whole, row, ratios[row.record][at].of) for row in rows
        )
        found.append((parts, whole) if good and parts and whole else ((), ()))
    return found
