"""Entries that differ: typed once more by the second clerk, settled line by line by a third person, or returned to a clerk."""

from typing import TYPE_CHECKING

from electdesk.columns import ContestColumns
from electdesk.domain.errors import ClerkError
from electdesk.domain.figures import BLANK, NOT_ASKED
from electdesk.domain.findings import Finding
from electdesk.domain.states import State, figures_id, finding_key
from electdesk.services.commands.base import Command, find_contest, find_station, handles, wanted
from electdesk.services.commands.entries import Values, confirmations, entry_of, refuse_closed, vector_of
from electdesk.services.draft_checks import draft_findings
from electdesk.services.drafts import Draft, draft_rows, figures_by_id, save_draft_for
from electdesk.services.typed import Typed, current_paper, in_order, places_that_differ, refuse_typist, typed_of
from electdesk.services.unit_of_work import ChangeSet

if TYPE_CHECKING:
    from electdesk.services.region import Region


class RetypeLines(Command, frozen=True):
    """The second clerk types the lines that differ once more from the paper, all others stay. Once: what still differs is settled by a third."""

    station: str
    values: Values
    contest: str = ""


class SettleDifference(Command, frozen=True):
    """A person who typed neither entry types what the paper says in every line that differs. Both entries are kept for ever.

    ``seen``: the revision ids of the entries that were compared. ``confirm``: code of a soft finding → reason.
    """

    station: str
    values: Values
    contest: str = ""
    reason: str = ""
    confirm: dict[str, str] = {}
    seen: tuple[str, ...] = ()


class ReturnEntry(Command, frozen=True):
    """Give an entry back to the clerk who typed it: a draft with what agreed, the lines that differ are empty."""

    station: str
    author: str
    reason: str
    contest: str = ""


@handles(RetypeLines)
def retype_lines(region: "Region", command: RetypeLines) -> ChangeSet:
    columns, row, number = _place(region, command.contest, command.station)
    typed = _differing(region, columns, row)
    second = typed[-1]
    if len(typed) != 2 or second.body.by != region.person.name:
        raise ClerkError("not_second", station=number)
    if second.body.retyped:
        raise ClerkError("retyped_already", station=number)
    figures = _with_typed(region, columns, row, typed, command.values, columns.figures_of(second.body))
    untyped = [columns.numbers_at(row)[place] for place in places_that_differ(columns, typed) if figures[place] == BLANK]
    if untyped:
        raise ClerkError("settle_every_line", station=number, lines=untyped)
    findings = draft_findings(columns, row, figures) if second.body.confirmed else []
    still = {key: why for key, why in second.body.confirmed.items() if key in _keys(findings)}
    body = entry_of(
        columns,
        columns.register.ids[row],
        figures,
        paper=second.body.paper,
        by=second.body.by,
        confirmed=still,
        retyped=True,
        notes=second.body.notes,
    )
    unit = region.unit("RetypeLines")
    unit.put(body, second.record)
    return unit.commit()


@handles(SettleDifference)
def settle_difference(region: "Region", command: SettleDifference) -> ChangeSet:
    columns, row, number = _place(region, command.contest, command.station)
    typed = _differing(region, columns, row)
    refuse_typist(region, columns, row, typed)
    if command.seen and set(command.seen) != {entry.revision for entry in typed}:
        raise ClerkError("record_changed", station=number)
    figures = _with_typed(region, columns, row, typed, command.values, columns.figures_of(typed[0].body))
    untyped = [columns.numbers_at(row)[place] for place in places_that_differ(columns, typed) if figures[place] == BLANK]
    if untyped:
        raise ClerkError("settle_every_line", station=number, lines=untyped)
    before = {key: why for entry in typed for key, why in entry.body.confirmed.items()}
    findings = draft_findings(columns, row, figures) if command.confirm or before else []
    given = confirmations(findings, command.confirm)
    body = entry_of(
        columns,
        columns.register.ids[row],
        figures,
        paper=typed[0].body.paper,
        by=region.person.name,
        confirmed={key: why for key, why in before.items() if key in _keys(findings)} | given,
        settles=tuple(sorted({figures_id(entry.body) for entry in typed})),
        notes={line: note for entry in typed for line, note in entry.body.notes.items()},
    )
    unit = region.unit("SettleDifference", command.reason.strip())
    unit.put(body)
    return unit.commit()


@handles(ReturnEntry)
def return_entry(region: "Region", command: ReturnEntry) -> ChangeSet:
    columns, row, number = _place(region, command.contest, command.station)
    reason = wanted(command.reason, "return")
    refuse_closed(columns, row)
    state = columns.state[row]
    if state not in (State.DIFFERENCE, State.FIRST_ENTRY, State.SECOND_ENTRY):
        raise ClerkError("nothing_to_return", station=number)
    typed = typed_of(region, columns, row, current_paper(columns, row))
    if any(entry.body.settles for entry in typed):
        # A third person has spoken: who got an entry back could never finish it.
        raise ClerkError("nothing_to_return", station=number)
    own = next((entry for entry in reversed(typed) if entry.body.by == command.author and not entry.body.settles), None)
    if own is None:
        raise ClerkError("not_entered_by", station=number, author=command.author)
    figures = list(columns.figures_of(own.body))
    for place in places_that_differ(columns, typed):
        figures[place] = BLANK
    station = columns.register.ids[row]
    if not any(
        (draft.person, draft.station, draft.contest) == (own.body.by, station, columns.record) for draft in draft_rows(region)
    ):
        # Written before the commit: killed in between, the clerk has both the entry and a draft, and nothing is lost.
        draft = Draft(figures=figures_by_id(columns, figures), form=columns.form.key, returned=reason, notes=own.body.notes)
        save_draft_for(region, own.body.by, station, columns.record, draft)
    unit = region.unit("ReturnEntry", reason)
    unit.withdraw(own.record, reason)
    return unit.commit()


def _keys(findings: list[Finding]) -> set[str]:
    """The keys under which findings are confirmed."""
    return {finding_key(finding) for finding in findings}


def _place(region: "Region", contest: str, station: str) -> tuple[ContestColumns, int, str]:
    columns, row = find_contest(region, contest), find_station(region, station)
    return columns, row, columns.register.stations[row].number


def _differing(region: "Region", columns: ContestColumns, row: int) -> list[Typed]:
    """The entries of a station that differ, the first one first. Raises ClerkError: tally_closed, no_difference."""
    refuse_closed(columns, row)
    if columns.state[row] != State.DIFFERENCE:
        raise ClerkError("no_difference", station=columns.register.stations[row].number)
    return in_order(region, typed_of(region, columns, row, current_paper(columns, row)))


def _with_typed(
    region: "Region", columns: ContestColumns, row: int, typed: list[Typed], values: Values, base: tuple[int, ...]
) -> list[int]:
    """Figures with the lines that differ as typed now; a line that was not typed is blank. Raises ClerkError("line_agrees") for any other."""
    places = places_that_differ(columns, typed)
    given = vector_of(columns, columns.register.ids[row], values, region)
    named = {place for place, figure in enumerate(given) if figure != BLANK and figure != _untouched(columns, row, place)}
    beyond = sorted(named - set(places))
    if beyond:
        numbers = columns.numbers_at(row)
        raise ClerkError("line_agrees", station=columns.register.stations[row].number, lines=[numbers[place] for place in beyond])
    return [given[place] if place in places else figure for place, figure in enumerate(base)]


def _untouched(columns: ContestColumns, row: int, place: int) -> int:
    """What ``vector_of`` puts where nobody typed anything: NOT_ASKED for a choice that is not on the station's ballot, else BLANK."""
    return NOT_ASKED if not columns.numbers_at(row)[place] else BLANK
