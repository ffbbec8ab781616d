"""Where the entries of one paper differ: for the second clerk which lines, for the person who settles also what each of them typed."""

from typing import TYPE_CHECKING

import msgspec

from electdesk.columns import ContestColumns
from electdesk.domain.errors import ClerkError
from electdesk.domain.records import Entry
from electdesk.domain.states import State
from electdesk.services.roles import may_decide, may_read, refuse_read
from electdesk.services.typed import Typed, current_paper, in_order, places_that_differ, refuse_typist, typed_of

if TYPE_CHECKING:
    from electdesk.services.region import Region


class TypedEntry(msgspec.Struct, frozen=True):
    """One entry of a paper: who finished it when (UTC), on which PC's office, its figures by place in the contest's columns."""

    record: str
    revision: str
    by: str
    office: str
    at: str
    source: str
    figures: tuple[int, ...]


class Difference(msgspec.Struct, frozen=True):
    """The entries of a station's paper, the first one first, and the places (columns of the contest) where they differ."""

    row: int
    contest: str
    entries: tuple[TypedEntry, ...]
    places: tuple[int, ...]
    since: str


class Waiting(msgspec.Struct, frozen=True):
    """A difference that waits to be settled: the station's row, how many lines, since when (UTC), whether the person typed one of the entries."""

    row: int
    lines: int
    since: str
    own: bool


class SettledOne(msgspec.Struct, frozen=True):
    """A difference that was settled: how many lines, when, by whom, and which entry the paper agreed with ("first", "second", "both", "neither")."""

    row: int
    lines: int
    at: str
    by: str
    agreed: str


class Task(msgspec.Struct, frozen=True):
    """A difference as it concerns the person at work: row, the ids of its lines, and what they do: "retype", "settle" or "wait"."""

    row: int
    lines: tuple[str, ...]
    what: str


def tasks_of_person(region: "Region", columns: ContestColumns) -> list[Task]:
    """The differences that the person typed or settles, by rows of the register. No numbers."""
    refuse_read(region.person, "findings")
    found = []
    for row in (columns.state == State.DIFFERENCE).nonzero()[0].tolist():
        lines = differing_lines(region, columns, row)
        if not lines:
            continue
        typed = typed_of(region, columns, row, current_paper(columns, row))
        own = any(entry.body.by == region.person.name for entry in typed)
        what = "retype" if may_retype(region, columns, row) else "settle" if may_decide(region.person) and not own else "wait"
        found.append(Task(row, lines, what))
    return found


def differing_lines(region: "Region", columns: ContestColumns, row: int) -> tuple[str, ...]:
    """The ids of the lines and choices that differ, for whoever typed one of the entries or settles them; () where none do.

    It tells no number: not the other's, not one's own.
    """
    refuse_read(region.person, "findings")
    if columns.state[row] != State.DIFFERENCE:
        return ()
    typed = typed_of(region, columns, row, current_paper(columns, row))
    if not may_decide(region.person) and all(entry.body.by != region.person.name for entry in typed):
        return ()
    return tuple(columns.columns[place] for place in places_that_differ(columns, typed))


def may_retype(region: "Region", columns: ContestColumns, row: int) -> bool:
    """Whether the person typed the second entry of a difference and has not typed its differing lines again yet."""
    refuse_read(region.person, "findings")
    if columns.state[row] != State.DIFFERENCE:
        return False
    typed = in_order(region, typed_of(region, columns, row, current_paper(columns, row)))
    second = typed[-1].body
    return len(typed) == 2 and second.by == region.person.name and not second.retyped


def difference(region: "Region", columns: ContestColumns, row: int) -> Difference:
    """Both entries of a difference, for a supervisor who typed neither. Raises ClerkError: role_refused, no_difference, settler_typed."""
    refuse_read(region.person, "differences")
    if columns.state[row] != State.DIFFERENCE:
        raise ClerkError("no_difference", station=columns.register.stations[row].number)
    typed = in_order(region, typed_of(region, columns, row, current_paper(columns, row)))
    refuse_typist(region, columns, row, typed)
    entries = tuple(_told(region, columns, entry) for entry in typed)
    places = places_that_differ(columns, typed)
    return Difference(row, columns.record, entries, places, max(entry.at for entry in entries))


def waiting_differences(region: "Region", columns: ContestColumns) -> list[Waiting]:
    """Every difference of a contest, the oldest first; nothing for whoever does not settle."""
    refuse_read(region.person, "findings")
    if not may_read(region.person, "differences"):
        return []
    found = []
    for row in (columns.state == State.DIFFERENCE).nonzero()[0].tolist():
        typed = typed_of(region, columns, row, current_paper(columns, row))
        own = any(entry.body.by == region.person.name for entry in typed)
        since = region.store.commit_of(typed[-1].seq).commit.at
        found.append(Waiting(row, len(places_that_differ(columns, typed)), since, own))
    return sorted(found, key=lambda waiting: (waiting.since, waiting.row))


def entries_agree(region: "Region", columns: ContestColumns, row: int) -> bool:
    """Whether two people or more typed the current paper and say the same. False where a third one speaks for the station, also by a correction."""
    refuse_read(region.person, "findings")
    typed = typed_of(region, columns, row, current_paper(columns, row))
    return len(typed) > 1 and not any(entry.body.settles for entry in typed) and not places_that_differ(columns, typed)


def settled_differences(region: "Region", columns: ContestColumns) -> list[SettledOne]:
    """The differences that were settled by a third person, the newest first; nothing for whoever does not settle."""
    refuse_read(region.person, "findings")
    if not may_read(region.person, "differences"):
        return []
    found = []
    for row, seqs in columns.entry_seqs.items():
        if len(seqs) < 3:
            # Two entries that agree, or one: nobody had to settle anything.
            continue
        typed = in_order(region, typed_of(region, columns, row, current_paper(columns, row)))
        settling = [entry for entry in typed if entry.body.settles]
        plain = [entry for entry in typed if not entry.body.settles]
        if not settling or len(plain) < 2:
            continue
        last = settling[-1]
        commit = region.store.commit_of(last.seq).commit
        lines = len(places_that_differ(columns, plain))
        if not lines:
            # A correction of what two entries said alike: there was no difference.
            continue
        found.append(SettledOne(row, lines, commit.at, last.body.by, _agreed(columns, last.body, [entry.body for entry in plain])))
    return sorted(found, key=lambda settled: (settled.at, settled.row), reverse=True)


def _agreed(columns: ContestColumns, settling: Entry, plain: list[Entry]) -> str:
    said = columns.figures_of(settling)
    if columns.figures_of(plain[0]) == said:
        return "first"
    if columns.figures_of(plain[1]) == said:
        return "second"
    rows = [columns.figures_of(entry) for entry in plain[:2]]
    return "both" if all(said[place] in (rows[0][place], rows[1][place]) for place in range(len(said))) else "neither"


def _told(region: "Region", columns: ContestColumns, entry: Typed) -> TypedEntry:
    commit = region.store.commit_of(entry.seq).commit
    return TypedEntry(
        entry.record,
        entry.revision,
        entry.body.by,
        commit.office,
        commit.at,
        entry.body.source,
        columns.figures_of(entry.body),
    )
