"""What the reception desk reads: a station's card, the arrivals so far, who waits for entry, the copies handed out, a quick check."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import msgspec

from electdesk.columns import ContestColumns
from electdesk.domain.errors import ClerkError
from electdesk.domain.figures import BLANK
from electdesk.domain.forms import BLANK_CODE
from electdesk.domain.records import Arrival, Handout
from electdesk.domain.records.names import Names
from electdesk.domain.records.paper import ORIGINAL
from electdesk.domain.states import State, current_papers
from electdesk.services.commands.people import printed_name
from electdesk.services.commands.reception import votes_here
from electdesk.services.documents import SummaryFinding
from electdesk.services.draft_checks import relation_findings
from electdesk.services.queries.contacts import StationContact, contacts_by_station
from electdesk.services.queries.findings import without_others_numbers
from electdesk.services.roles import refuse_read
from electdesk.services.sheets import SheetHead, SheetStation, sheet_head, sheet_station
from electdesk.services.unseen import unseen_by

if TYPE_CHECKING:
    from electdesk.services.region import Region


class ArrivalRow(msgspec.Struct, frozen=True):
    """An arrival with its record id and the row of its station."""

    record: str
    row: int
    arrival: Arrival


class DeskCard(msgspec.Struct, frozen=True, kw_only=True):
    """What the desk compares with the paper. ``list_size``: voters on the list by the register (BLANK where unknown). ``votes``: whether
    the station has ballots of the contest. ``paper_there``: a paper is registered already, so another one must be corrected, repeat or recount.
    """

    row: int
    number: str
    name: Names
    address: str
    districts: tuple[Names, ...]
    list_size: int
    state: State
    votes: bool
    paper_there: bool
    arrivals: tuple[ArrivalRow, ...]
    contacts: tuple[StationContact, ...]


class ReceiptSheet(msgspec.Struct, frozen=True, kw_only=True):
    """A receipt. ``list_size``: by the register; what the protocol states is in the arrival. ``kind``: one of ``PAPER_KINDS``."""

    head: SheetHead
    station: SheetStation
    arrival: Arrival
    list_size: int
    kind: str


class ReturnSheet(msgspec.Struct, frozen=True):
    """The receipt's facts, the numbers typed for a quick check (official number, figure), and what the form's relations say of them."""

    receipt: ReceiptSheet
    typed: tuple[tuple[str, int], ...]
    findings: tuple[SummaryFinding, ...]


class HandoutLine(msgspec.Struct, frozen=True):
    """A line of the register of copies."""

    station: SheetStation
    handout: Handout


class HandoutSheet(msgspec.Struct, frozen=True):
    """The register of copies handed out and put up."""

    head: SheetHead
    lines: tuple[HandoutLine, ...]


class Waiting(msgspec.Struct, frozen=True):
    """A protocol that was accepted and is not entered yet; ``minutes`` since it was accepted."""

    row: int
    number: str
    name: Names
    arrival: Arrival
    minutes: int


class HandoutRow(msgspec.Struct, frozen=True):
    """A copy that was handed out or put up, with its record id and the row of its station."""

    record: str
    row: int
    handout: Handout


def desk_card(region: "Region", columns: ContestColumns, row: int) -> DeskCard:
    """The card of a station."""
    refuse_read(region.person, "reception")
    register = region.columns.register
    station = register.stations[row]
    return DeskCard(
        row=row,
        number=station.number,
        name=station.name,
        address=station.address,
        districts=sheet_station(region, row).districts,
        list_size=station.voters,
        state=State(int(columns.state[row])),
        votes=votes_here(columns, row),
        paper_there=any(paper.kind == "original" for paper in columns.papers.get(row, {}).values()),
        arrivals=tuple(arrivals_of(region, columns, row)),
        contacts=tuple(contacts_by_station(region).get(register.ids[row], ())),
    )


def arrivals(region: "Region", columns: ContestColumns) -> list[ArrivalRow]:
    """Every arrival of a contest, the newest first."""
    refuse_read(region.person, "history")
    row_of = region.columns.register.row_of
    found = [
        ArrivalRow(record, row_of[body.station], body)
        for record, body in region.columns.records.bodies["arrival"].items()
        if body.contest == columns.record and body.station in row_of
    ]
    return sorted(found, key=lambda each: (each.arrival.number, each.record), reverse=True)


def arrivals_of(region: "Region", columns: ContestColumns, row: int) -> list[ArrivalRow]:
    """The arrivals of one station, the newest first."""
    return [each for each in arrivals(region, columns) if each.row == row]


def arrival_numbered(region: "Region", number: int, rows: Collection[int] = ()) -> ArrivalRow:
    """The arrival with a receipt number, at one of some stations where these are named.

    Two offices that counted apart may have given a number out twice. Raises ClerkError: receipt_unknown, receipt_ambiguous (``stations``).
    """
    every = (each for columns in region.columns.contests.values() for each in arrivals(region, columns))
    found = [each for each in every if each.arrival.number == number and (not rows or each.row in rows)]
    if not found:
        raise ClerkError("receipt_unknown", number=number)
    if len(found) > 1:
        stations = sorted(region.columns.register.stations[each.row].number for each in found)
        raise ClerkError("receipt_ambiguous", number=number, stations=stations)
    return found[0]


def queue(region: "Region", columns: ContestColumns) -> list[Waiting]:
    """The protocols that were accepted and of which nothing is entered, the longest wait first. Grows with the arrivals, not with the stations."""
    refuse_read(region.person, "reception")
    now = region.clock.now()
    register = region.columns.register
    found = []
    for each in arrivals(region, columns):
        if _waits(columns, each):
            station = register.stations[each.row]
            minutes = max(0, int((now - moment_of(each.arrival.at)).total_seconds()) // 60)
            found.append(Waiting(each.row, station.number, station.name, each.arrival, minutes))
    return sorted(found, key=lambda waiting: (waiting.arrival.at, waiting.arrival.number))


def _waits(columns: ContestColumns, each: ArrivalRow) -> bool:
    """Whether nothing is entered of the paper that this arrival registered, and no later paper took its place."""
    if each.arrival.outcome != "accepted" or columns.state[each.row] != State.RECEIVED:
        return False
    papers = columns.papers.get(each.row, {})
    paper, current = papers.get(each.arrival.paper), current_papers(papers)
    return paper is not None and (ORIGINAL if paper.kind == "original" else each.arrival.paper) in current


def handouts(region: "Region", columns: ContestColumns, row: int | None = None) -> list[HandoutRow]:
    """The copies of a contest's protocols that were handed out or put up, oldest first; those of one station where a row is given."""
    refuse_read(region.person, "history")
    row_of = region.columns.register.row_of
    found = [
        HandoutRow(record, row_of[body.station], body)
        for record, body in region.columns.records.bodies["handout"].items()
        if body.contest == columns.record and body.station in row_of and row in (None, row_of[body.station])
    ]
    heads = region.columns.records.heads
    return sorted(found, key=lambda each: (each.handout.at, heads[each.record], each.record))


def quick_check(region: "Region", columns: ContestColumns, row: int, figures: Sequence[int]) -> tuple[SummaryFinding, ...]:
    """What the form's own relations say of numbers typed at the desk, a row of the contest's columns. Blanks are no finding here: the desk
    types what it doubts. The numbers are kept nowhere."""
    refuse_read(region.person, "reception")
    relations = {relation.code: relation for relation in columns.form.relations}
    rules = {rule.code: rule.text for rule in columns.checks_at(row).rules}
    numbers = dict(zip(columns.columns, columns.numbers_at(row), strict=True))
    return tuple(
        SummaryFinding(
            without_others_numbers(region, columns, row, finding),
            rules.get(finding.code, ""),
            relations[finding.code].name if finding.code in relations else {},
            relations[finding.code].message if finding.code in relations else {},
            tuple(numbers.get(line) or line for line in finding.lines),
        )
        for finding in relation_findings(columns, row, figures, unseen_by(region, columns, row))
        if finding.code != BLANK_CODE
    )


def receipt_sheet(region: "Region", columns: ContestColumns, arrival: ArrivalRow) -> ReceiptSheet:
    """What the receipt of an arrival says, and the sheet with which a protocol goes back."""
    refuse_read(region.person, "history")
    return ReceiptSheet(
        head=sheet_head(region, columns),
        station=sheet_station(region, arrival.row),
        arrival=msgspec.structs.replace(arrival.arrival, by=printed_name(region, arrival.arrival.by)),
        list_size=region.columns.register.stations[arrival.row].voters,
        kind=_kind_of(columns, arrival),
    )


def return_sheet(region: "Region", columns: ContestColumns, arrival: ArrivalRow, figures: Sequence[int] = ()) -> ReturnSheet:
    """The sheet with which a protocol goes back. ``figures``: the numbers of a quick check, a row of the contest's columns, () for none."""
    numbers = columns.numbers_at(arrival.row)
    typed = tuple((numbers[place], figure) for place, figure in enumerate(figures) if figure != BLANK and numbers[place])
    findings = quick_check(region, columns, arrival.row, figures) if typed else ()
    return ReturnSheet(receipt_sheet(region, columns, arrival), typed, findings)


def handout_sheet(region: "Region", columns: ContestColumns, row: int | None = None) -> HandoutSheet:
    """The register of copies, of one station where a row is given."""
    rows = tuple(HandoutLine(sheet_station(region, each.row), each.handout) for each in handouts(region, columns, row))
    return HandoutSheet(sheet_head(region, columns), rows)


def _kind_of(columns: ContestColumns, arrival: ArrivalRow) -> str:
    paper = columns.papers.get(arrival.row, {}).get(arrival.arrival.paper)
    return paper.kind if paper is not None else "original"


def moment_of(at: str) -> dt.datetime:
    """A time as records write it."""
    return dt.datetime.strptime(at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=dt.UTC)
