"""What the checks found, as a table. Of stations outside the basis the finding is told without its figures."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from electdesk.columns import Basis, ContestColumns
from electdesk.domain.findings import SOFT
from electdesk.domain.records.names import in_language
from electdesk.services.exports.order import Order
from electdesk.services.exports.stations import DISTRICT, NUMBER
from electdesk.services.exports.tables import Cell, Column, FindingWords, MadeRows, Phrase, Table
from electdesk.services.queries.findings import StationFinding, all_findings

if TYPE_CHECKING:
    from electdesk.services.region import Region


def findings_table(
    region: "Region", contests: Sequence[ContestColumns], basis: Basis, order: Order, language: str, notes: tuple[Phrase, ...]
) -> Table:
    """The findings of all contests, district by district."""
    register = region.columns.register
    place_of = {row: place for place, row in enumerate(order.rows.tolist())}
    found = [(place_of[each.row], columns, each) for columns in contests for each in all_findings(region, columns)]
    found.sort(key=lambda each: each[0])
    counted = {columns.record: columns.counted[basis].copy() for columns in contests}
    areas = dict(register.areas)
    several = len(region.columns.contests) > 1

    def rows() -> Iterator[Sequence[Cell]]:
        for _, columns, each in found:
            shown = bool(counted[columns.record][each.row])
            left, right = (each.finding.left, each.finding.right) if shown else (None, None)
            difference = abs(left - right) if left is not None and right is not None else None
            words = _words(columns, each, left, right, each.finding.other if shown else "")
            confirmed = each.confirmed or ("" if each.finding.severity != SOFT else Phrase("not_confirmed"))
            made: list[Cell] = [
                each.station,
                in_language(areas[each.area].name, language) if each.area in areas else "",
                each.finding.severity,
                each.finding.code,
                ", ".join(each.lines),
                left,
                right,
                difference,
                words,
                confirmed,
            ]
            if several:
                made.insert(2, in_language(columns.contest.title, language))
            yield made

    columns = [
        NUMBER,
        DISTRICT,
        Column(id="severity", type="code", word="severity", values="severity", width=20),
        Column(id="code", word="finding_code", width=8),
        Column(id="lines", word="lines", width=14),
        Column(id="left", type="count", word="left", width=10),
        Column(id="right", type="count", word="right", width=10),
        Column(id="difference", type="count", word="difference", width=12),
        Column(id="finding", word="finding", width=64),
        Column(id="confirmed", word="confirmed", width=36),
    ]
    if several:
        columns.insert(2, Column(id="contest", word="contest", width=22))
    return Table(id="findings", word="findings", columns=tuple(columns), rows=MadeRows(len(found), rows), notes=notes)


def _words(columns: ContestColumns, found: StationFinding, left: int | None, right: int | None, other: str) -> FindingWords:
    finding = found.finding
    named = next((relation for relation in columns.form.relations if relation.code == finding.code), None)
    names = named.name if named is not None else {}
    return FindingWords(finding.code, finding.severity, found.lines, left, right, finding.why, other, found.rule, names)
