"""The protocols of one contest as a table: one row a station, one column a line or choice with its official number and text."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from electdesk.columns import Basis, ContestColumns
from electdesk.columns.panel import Counts
from electdesk.domain.figures import BLANK
from electdesk.domain.records.names import in_language
from electdesk.domain.states import Mark, State
from electdesk.services.exports.order import Order, district_names
from electdesk.services.exports.stations import DISTRICT, NUMBER, PLACE
from electdesk.services.exports.tables import Cell, Column, ColumnType, MadeRows, Phrase, Table
from electdesk.services.queries.seen import seen_rows
from electdesk.services.queries.summary import choice_names
from electdesk.services.roles import refuse_read

if TYPE_CHECKING:
    from electdesk.services.region import Region

STATE: Final = Column(id="state", type="code", word="state", values="state", width=18)
_AT_ONCE: Final = 4000
"""Rows that become Python numbers together: column by column takes longer, all at once takes a hundred megabytes."""
_TYPES: Final[dict[str, ColumnType]] = {"count": "count", "yesno": "yesno", "oneof": "option"}


def figure_columns(columns: ContestColumns) -> tuple[Column, ...]:
    """One column for each line and choice of a contest, in the order of the paper."""
    width = len(columns.form.lines)
    numbers = columns.checks.numbers
    lines = [
        Column(
            id=line.id,
            type=_TYPES[line.kind],
            names=line.label,
            number=numbers[place],
            options={option.id: option.label for option in line.options},
            target=f"line:{line.id}",
            adds=line.kind != "oneof",
        )
        for place, line in enumerate(columns.form.lines)
    ]
    # Where choices differ by constituency, a number is that of each station's own paper and names no column.
    divided = any(choice.constituency for choice in columns.choices.values() if choice.contest == columns.record)
    choices = [
        Column(
            id=choice.id,
            type="count",
            names=choice_names(columns, choice.id),
            number="" if divided else numbers[width + place],
            target=f"choice:{choice.id}",
            adds=True,
        )
        for place, choice in enumerate(columns.ballot)
    ]
    return (*lines, *choices)


def figures_in(region: "Region", columns: ContestColumns, basis: Basis) -> Counts:
    """The figures of every station that the basis counts and the person may see, a copy; BLANK in all other rows."""
    shown = columns.counted[basis] & seen_rows(region, columns)
    figures = np.where(shown[:, None], columns.figures, BLANK)
    if basis == "preliminary":
        for row in np.flatnonzero(shown & ((columns.marks & Mark.PHONED) != 0)).tolist():
            figures[row] = columns.counted_figures(row, basis)
    return figures


def tallies_table(
    region: "Region", columns: ContestColumns, basis: Basis, order: Order, language: str, notes: tuple[Phrase, ...]
) -> Table:
    """The tallies of a contest in a basis. Stations outside it stand with their state and without figures."""
    refuse_read(region.person, "totals")
    register = columns.register
    figures = figures_in(region, columns, basis)[order.rows]
    states = columns.state[order.rows].tolist()
    numbers = [station.number for station in register.stations]
    places = [in_language(station.name, language) for station in register.stations]
    areas, names = register.area.tolist(), district_names(region, language)
    codes = {int(state): state.name for state in State}
    rows = order.rows.tolist()

    def made() -> Iterator[Sequence[Cell]]:
        for start in range(0, len(rows), _AT_ONCE):
            for place, line in enumerate(figures[start : start + _AT_ONCE].tolist(), start=start):
                row = rows[place]
                yield [numbers[row], names[areas[row]], places[row], codes[states[place]], *line]

    return Table(
        id=f"tallies-{columns.contest.code}",
        word="tallies",
        of=columns.contest.title,
        code=columns.contest.code if columns.siblings else "",
        columns=(NUMBER, DISTRICT, PLACE, STATE, *figure_columns(columns)),
        rows=MadeRows(len(rows), made),
        notes=notes,
        kind="tallies",
        contest=columns.record,
        frozen=2,
    )
