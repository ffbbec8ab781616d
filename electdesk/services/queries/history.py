"""How a station's tally came to be: every revision of its papers, entries and decisions, and what changed from one to the next."""

from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

import msgspec

from electdesk.columns import ContestColumns
from electdesk.columns.heads import decode_body, loose_body
from electdesk.domain.records import KINDS, Entry
from electdesk.ledger.revision import is_withdrawn, read_revision
from electdesk.services.ports import Row
from electdesk.services.queries.seen import may_see_entry, may_see_row
from electdesk.services.roles import may_decide, may_read, refuse_read

if TYPE_CHECKING:
    from electdesk.services.region import Region


KINDS_OF_TALLY: Final = frozenset({"entry", "paper", "tally"})
"""The kinds of records that speak of one station in one contest."""
FIGURES: Final = frozenset({"lines", "votes", "confirmed", "accepted", "notes"})
"""The fields of those that hold figures; findings are kept under keys that name both sides, and a note may name a number."""
OPEN_FIELDS: Final = frozenset({"station", "contest", "incident", "role", "withdrawn", "erased"})
"""The fields of personal kinds that name nobody."""
_TAKEN_BACK: Final["WeakKeyDictionary[Region, tuple[int, dict[tuple[str, str], list[str]]]]"] = WeakKeyDictionary()


class LineChange(msgspec.Struct, frozen=True):
    """A line or choice (its place in the contest's columns) that reads otherwise; None where there was no entry."""

    place: int
    old: int | None
    new: int | None


class HistoryStep(msgspec.Struct, frozen=True):
    """One revision. ``at`` is UTC as commits write it; ``changes`` are against the revision of the same record before it.

    ``figures`` stand by place in the contest's columns; None for what holds no figures or may not be seen. ``numbers`` are those of
    the station's paper, by the same places.
    """

    seq: int
    at: str
    author: str
    office: str
    command: str
    reason: str
    document: str
    kind: str
    record: str
    withdrawn: bool
    figures: tuple[int, ...] | None
    changes: tuple[LineChange, ...]
    numbers: tuple[str, ...]


def station_history(region: "Region", columns: ContestColumns, row: int) -> list[HistoryStep]:
    """Every revision of the station's description, papers, entries and decisions in this contest, oldest first.

    Numbers that the person may not see yet are left out.
    """
    refuse_read(region.person, "history")
    numbers = columns.numbers_at(row)
    steps: list[HistoryStep] = []
    for record in (columns.register.ids[row], *records_of(region, columns, row)):
        before: tuple[int, ...] | None = None
        for commit, stored in region.store.history(record):
            body = loose_body(stored.revision)
            shown = may_see_entry(region, columns, row, str(body.get("by", "")))
            figures = figures_of(columns, stored) if shown else None
            steps.append(
                HistoryStep(
                    seq=stored.seq,
                    at=commit.commit.at,
                    author=commit.commit.author,
                    office=commit.commit.office,
                    command=commit.commit.command,
                    reason=commit.commit.reason or str(body.get("reason", "") or body.get("withdrawn", "")),
                    document=str(body.get("document", "")),
                    kind=stored.revision.kind,
                    record=record,
                    withdrawn=is_withdrawn(stored.revision.body),
                    figures=figures,
                    changes=compare(before, figures) if before is not None and figures is not None else (),
                    numbers=numbers,
                )
            )
            before = figures if figures is not None else before
    return sorted(steps, key=lambda step: step.seq)


def compare(old: tuple[int, ...] | None, new: tuple[int, ...] | None) -> tuple[LineChange, ...]:
    """The places where two rows of figures differ."""
    width = max(len(old or ()), len(new or ()))
    before = old if old is not None else (None,) * width
    after = new if new is not None else (None,) * width
    return tuple(
        LineChange(place, one, other) for place, (one, other) in enumerate(zip(before, after, strict=True)) if one != other
    )


def figures_of(columns: ContestColumns, stored: Row) -> tuple[int, ...] | None:
    """An entry's figures in the order of the contest's columns, None for a revision that holds none."""
    body: Any = decode_body(stored.revision) if stored.revision.kind == "entry" else None
    return columns.figures_of(body) if isinstance(body, Entry) else None


def records_of(region: "Region", columns: ContestColumns, row: int) -> list[str]:
    """The records of a station's entries, papers and decision in a contest; also of those that were taken back or undone."""
    records = [stored.revision.record for stored in region.store.rows(columns.entry_seqs.get(row, ()))]
    records += columns.papers.get(row, {})
    if row in columns.tallies:
        records.append(columns.tallies[row][0])
    return list(dict.fromkeys((*records, *taken_back(region).get((columns.register.ids[row], columns.record), ()))))


def taken_back(region: "Region") -> dict[tuple[str, str], list[str]]:
    """(station, contest) → records of entries, papers and decisions that are out of use. Kept until the ledger grows."""
    commits = region.store.counts[0]
    kept = _TAKEN_BACK.get(region)
    if kept is None or kept[0] != commits:
        kept = _TAKEN_BACK[region] = (commits, _read_taken_back(region))
    return kept[1]


def _read_taken_back(region: "Region") -> dict[tuple[str, str], list[str]]:
    records = region.columns.records
    live = {seq for columns in region.columns.contests.values() for seqs in columns.entry_seqs.values() for seq in seqs}
    silent = [
        seq
        for record, seqs in records.heads.items()
        if records.kind_of.get(record, "entry") in KINDS_OF_TALLY
        and record not in records.bodies.get(records.kind_of.get(record, ""), ())
        for seq in seqs
        if seq not in live
    ]
    # What is out of use names no station: the state before it does.
    revisions = [read_revision(data) for _, data in region.store.stored(silent)]
    parents = {revision.parents[0]: revision.record for revision in revisions if is_withdrawn(revision.body) and revision.parents}
    found: dict[tuple[str, str], list[str]] = {}
    for row in region.store.by_ids(parents).values():
        body = loose_body(row.revision)
        found.setdefault((str(body.get("station", "")), str(body.get("contest", ""))), []).append(row.revision.record)
    return found


def shown_body(region: "Region", stored: Row) -> dict[str, Any]:
    """A revision's body as plain values, without persons, and without figures of a tally that may not be seen yet."""
    refuse_read(region.person, "history")
    if stored.revision.kind == "user" and not may_read(region.person, "users"):
        return {}
    body = loose_body(stored.revision)
    kind = KINDS.get(stored.revision.kind)
    if kind is not None and kind.personal:
        # Whom a record names is read where it is needed, and stands in no list that is printed or sent.
        return {name: value for name, value in body.items() if name in OPEN_FIELDS}
    contest = region.columns.contests.get(str(body.get("contest", "")))
    row = region.columns.register.row_of.get(str(body.get("station", "")))
    if stored.revision.kind not in KINDS_OF_TALLY or contest is None or row is None:
        return body
    if may_see_entry(region, contest, row, str(body.get("by", ""))):
        return body if may_decide(region.person) else _without_sides(region, row, body)
    return {name: value for name, value in body.items() if name not in FIGURES}


def _without_sides(region: "Region", row: int, body: dict[str, Any]) -> dict[str, Any]:
    """A body whose confirmations bear the codes of the findings alone, while a contest of the station is hidden: their keys name both sides.

    A finding may compare this contest's figures with those of another one.
    """
    if all(may_see_row(region, contest, row) for contest in region.columns.contests.values()):
        return body
    codes = {name: {key.partition("|")[0]: reason for key, reason in body[name].items()} for name in ("confirmed",) if name in body}
    return body | codes
