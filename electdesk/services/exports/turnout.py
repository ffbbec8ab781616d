"""The day as a table: a row a station, a column a slot, as ``import turnout`` reads it back. What two offices say differently stays empty."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from electdesk.domain.records.report import HOURS
from electdesk.services.exports.order import Order, district_names
from electdesk.services.exports.stations import DISTRICT, NUMBER
from electdesk.services.exports.tables import Cell, Column, MadeRows, Phrase, Table
from electdesk.services.imports.turnout import TURNOUT
from electdesk.services.roles import refuse_read

if TYPE_CHECKING:
    from electdesk.services.region import Region


def turnout_table(region: "Region", order: Order, language: str, notes: tuple[Phrase, ...]) -> Table:
    """Every report that stands, station by station."""
    refuse_read(region.person, "turnout")
    register, turnout = region.columns.register, region.columns.turnout
    numbers = [station.number for station in register.stations]
    areas, names = register.area.copy(), district_names(region, language)
    told, whats = turnout.told.copy(), turnout.columns

    def rows() -> Iterator[Sequence[Cell]]:
        for row in order.rows.tolist():
            figures = told[row].tolist()
            yield [numbers[row], names[areas[row]], *(_cell(what, figure) for what, figure in zip(whats, figures, strict=True))]

    declared = {column.target: column for column in TURNOUT.columns_of(region.columns, None)}
    columns = [
        Column(
            id=what.replace(":", "_"),
            type="text" if what in HOURS else "count",
            names=declared[f"what:{what}"].heading,
            width=10,
            target=f"what:{what}",
        )
        for what in whats
    ]
    return Table(
        id="turnout",
        word="turnout",
        columns=(NUMBER, DISTRICT, *columns),
        rows=MadeRows(len(numbers), rows),
        notes=notes,
        kind="turnout",
    )


def _cell(what: str, figure: int) -> Cell:
    if figure < 0:
        return None
    return f"{figure // 60:02d}:{figure % 60:02d}" if what in HOURS else figure
