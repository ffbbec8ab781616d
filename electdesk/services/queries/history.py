"""How a station's tally came to be: every revision of its papers, entries and decisions, and what changed from one to the next."""

from typing import TYPE_CHECKING, Any

import msgspec

from electdesk.columns import ContestColumns
from electdesk.columns.heads import decode_body, loose_body
from electdesk.domain.figures import NOT_ASKED
from electdesk.domain.records import Entry
from electdesk.ledger.revision import is_withdrawn
from electdesk.services.ports import Row
from electdesk.services.queries.stations import may_see_row

if TYPE_CHECKING:
    from electdesk.services.region import Region


class LineChange(msgspec.Struct, frozen=True):
    """A line or choice (its place in the contest's columns) that reads otherwise; None where there was no entry."""

    place: int
    old: int | None
    new: int | None


class HistoryStep(msgspec.Struct, frozen=True):
    """One revision. ``at`` is UTC as commits write it; ``changes`` are against the revision of the same record before it.

    ``figures`` stand by place in the contest's columns; None for what holds no figures or may not be seen.
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


def station_history(region: "Region", columns: ContestColumns, row: int) -> list[HistoryStep]:
    """Every revision of the station's description, papers, entries and decisions in this contest, oldest first.

    Numbers that the person may not see yet are left out. Reads the whole ledger for withdrawn entries: for a click, not for a list.
    """
    station = columns.register.ids[row]
    records = [station, *columns.papers.get(row, {})]
    if row in columns.tallies:
        records.append(columns.tallies[row][0])
    entries = [stored.revision.record for stored in region.store.rows(columns.entry_seqs.get(row, ()))]
    records += [*entries, *_withdrawn(region, columns.record, station)]
    shown = may_see_row(region, columns, row)
    steps: list[HistoryStep] = []
    for record in dict.fromkeys(records):
        before: tuple[int, ...] | None = None
        for commit, stored in region.store.history(record):
            figures = figures_of(columns, stored)
            body = loose_body(stored.revision)
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
                    figures=figures if shown else None,
                    changes=compare(before, figures) if shown and before is not None and figures is not None else (),
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
    if not isinstance(body, Entry):
        return None
    form = columns.editions.get(body.form, columns.form)
    lines = {line.id: figure for line, figure in zip(form.lines, body.lines, strict=False)}
    own = tuple(lines.get(line.id, NOT_ASKED) for line in columns.form.lines)
    return own + tuple(body.votes.get(choice, NOT_ASKED) for choice in columns.choice_ids)


def _withdrawn(region: "Region", contest: str, station: str) -> list[str]:
    """Records of the station's entries that were taken back."""
    found = []
    for commit in region.store.commits():
        if commit.commit.command != "WithdrawEntry":
            continue
        for stored in region.store.revisions_of(commit.seq):
            earlier = region.store.history(stored.revision.record)
            body = loose_body(earlier[0][1].revision) if earlier else {}
            if (body.get("station"), body.get("contest")) == (station, contest):
                found.append(stored.revision.record)
    return found
