"""The register as a table. Contacts are personal and stand in no file that leaves the program."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from electdesk.domain.records.names import in_language
from electdesk.services.exports.order import Order, district_names
from electdesk.services.exports.tables import Cell, Column, MadeRows, Phrase, Table
from electdesk.services.roles import refuse_read

if TYPE_CHECKING:
    from electdesk.services.region import Region

NUMBER: Final = Column(id="station_number", word="station_number", width=9, target="station")
DISTRICT: Final = Column(id="district", word="district", width=24, target="area")
PLACE: Final = Column(id="name", word="station_name", width=32, target="name")


def stations_table(region: "Region", order: Order, language: str, notes: tuple[Phrase, ...]) -> Table:
    """Every station of the register with what describes it."""
    refuse_read(region.person, "stations")
    register = region.columns.register
    stations = list(register.stations)
    areas, names = register.area.copy(), district_names(region, language)
    divided = any(station.constituency for station in stations)

    def rows() -> Iterator[Sequence[Cell]]:
        for row in order.rows.tolist():
            station = stations[row]
            made: list[Cell] = [
                station.number,
                names[areas[row]],
                in_language(station.name, language),
                station.type,
                station.voters,
                station.address,
                station.note,
            ]
            if divided:
                made.insert(5, station.constituency)
            yield made

    columns = [
        NUMBER,
        DISTRICT,
        PLACE,
        Column(id="type", type="code", word="station_type", values="station_type", width=16, target="type"),
        Column(id="voters", type="count", word="register_voters", width=14, target="voters"),
        Column(id="address", word="address", width=34, target="address"),
        Column(id="note", word="note", width=34, target="note"),
    ]
    if divided:
        columns.insert(5, Column(id="constituency", word="constituency", width=14, target="constituency"))
    return Table(
        id="stations", word="stations", columns=tuple(columns), rows=MadeRows(len(stations), rows), notes=notes, kind="stations"
    )
