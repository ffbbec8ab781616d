"""Whose turn it is at a station: what the person at work may type there, by the mode of verification and by who has typed before."""

import enum

import msgspec

from electdesk.columns import ContestColumns
from electdesk.domain.records import Entry
from electdesk.domain.records.setup import LATER, SINGLE
from electdesk.domain.states import State, is_closed
from electdesk.qtmodels.entry.station_search import next_awaited
from electdesk.services.commands.entries import OTHERS_BETWEEN, others_between
from electdesk.services.queries.differences import differing_lines, may_retype
from electdesk.services.region import Region
from electdesk.services.roles import may_run
from electdesk.services.typed import current_paper, typed_of

_OPEN = (State.AWAITED, State.RECEIVED)


class Turn(enum.Enum):
    """What the person at work types at a station."""

    FIRST = "first"
    SECOND = "second"
    RETYPE = "retype"
    """The second clerk's entry differs: its lines that differ are typed once more."""
    NONE = "none"
    """Nothing: the entries are there, or somebody else types the next one."""


class Own(msgspec.Struct, frozen=True):
    """The second clerk's own entry and the ids of the lines in which it differs from the first."""

    revision: str
    entry: Entry
    differing: tuple[str, ...]


def turn_of(region: Region, columns: ContestColumns, row: int) -> Turn:
    """Whose turn it is. Where one entry settles, a station that has one is nobody's."""
    state = State(int(columns.state[row]))
    if state in _OPEN:
        return Turn.FIRST
    if columns.mode == SINGLE or state in (State.CONFLICT, State.DAMAGED) or is_closed(columns.tallies.get(row, ("", None))[1]):
        return Turn.NONE
    if state is State.DIFFERENCE:
        return Turn.RETYPE if may_retype(region, columns, row) else Turn.NONE
    if state is not State.FIRST_ENTRY:
        return Turn.NONE
    typed = typed_of(region, columns, row, current_paper(columns, row))
    if len(typed) != 1:
        return Turn.NONE
    if typed[0].body.by != region.person.name:
        return Turn.SECOND
    waited = columns.mode == LATER and others_between(region, row, typed[0]) >= OTHERS_BETWEEN
    return Turn.SECOND if waited else Turn.NONE


def own_second(region: Region, columns: ContestColumns, row: int) -> Own | None:
    """The person's own entry of a difference; None where the person may not type its lines again."""
    if not may_retype(region, columns, row):
        return None
    typed = [entry for entry in typed_of(region, columns, row, current_paper(columns, row)) if entry.body.by == region.person.name]
    return Own(typed[-1].revision, typed[-1].body, differing_lines(region, columns, row)) if typed else None


def may_correct(region: Region, columns: ContestColumns, row: int) -> bool:
    """Whether the person may give the entry of a station other figures: their own while it is the only one, else a supervisor who typed neither."""
    if columns.mode == SINGLE:
        return may_run(region.person, "CorrectEntry")
    state = State(int(columns.state[row]))
    if state not in (State.FIRST_ENTRY, State.SECOND_ENTRY, State.SETTLED):
        return False
    typed = [entry.body for entry in typed_of(region, columns, row, current_paper(columns, row))]
    if state is State.FIRST_ENTRY:
        return len(typed) == 1 and typed[0].by == region.person.name
    own = any(entry.by == region.person.name and not entry.settles for entry in typed)
    return may_run(region.person, "SettleDifference") and (columns.mode == LATER or not own)


def is_mine(region: Region, columns: ContestColumns, row: int) -> bool:
    """Whether the station waits for this person, asked of the columns alone: a list of candidates may be long."""
    state = State(int(columns.state[row]))
    if state in _OPEN:
        return True
    return columns.mode != SINGLE and state is State.FIRST_ENTRY and region.person.name not in columns.authors(row)


def next_place(region: Region, row: int, contest: str) -> tuple[str, int] | None:
    """What comes after a finished protocol: the station's next awaited contest, else the district's next awaited station, else the region's."""
    for record, columns in region.columns.contests.items():
        if record != contest and is_mine(region, columns, row):
            return record, row
    first = next(iter(region.columns.contests), contest)
    wanted = first if all(record in region.columns.contests for record in (first, contest)) else contest
    columns = region.columns.contests[wanted]
    found = next_awaited(region.columns.register, columns, row, lambda other: is_mine(region, columns, other))
    return (wanted, found) if found is not None else None
