"""Where the tallies of each district stand, as a table."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from electdesk.columns import ContestColumns
from electdesk.domain.records.names import in_language
from electdesk.services.exports.tables import Cell, Column, Phrase, Sum, Table
from electdesk.services.queries.progress import STEPS, progress

if TYPE_CHECKING:
    from electdesk.services.region import Region


def progress_table(region: "Region", contests: Sequence[ContestColumns], language: str, notes: tuple[Phrase, ...]) -> Table:
    """Districts by step of their tallies; with several contests a part for each, and a sum at its end."""
    several = len(region.columns.contests) > 1
    columns = [
        Column(id="district", word="district", width=28),
        Column(id="stations", type="count", word="stations_count", width=11),
        *(Column(id=step, type="count", word=f"step_{step}", width=12) for step in STEPS),
    ]
    if several:
        columns.insert(0, Column(id="contest", word="contest", width=24))
    rows: list[list[Cell]] = []
    for contest in contests:
        found = progress(region, contest)
        title: list[Cell] = [in_language(contest.contest.title, language)] if several else []
        first = len(rows)
        for district in found.districts:
            name: Cell = in_language(district.names, language) or Phrase("no_district")
            rows.append([*title, name, district.stations, *district.counts])
        made = len(rows) - first
        names = ("stations", *STEPS)
        sums: list[Cell] = [
            Sum(value, column, first, made) if made else value
            for column, value in zip(names, (found.region.stations, *found.region.counts), strict=True)
        ]
        rows.append([*title, Phrase("all_together"), *sums])
    return Table(id="progress", word="progress", columns=tuple(columns), rows=rows, notes=notes, total=len(contests) == 1)
