"""A station's history as people read it: what came to the desk, what was typed, decided and changed, and two states side by side."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from electdesk.columns import ContestColumns
from electdesk.columns.heads import loose_body
from electdesk.domain.figures import BLANK, NOT_ASKED
from electdesk.domain.records.names import Names
from electdesk.domain.records.report import HOURS
from electdesk.services.commands.people import printed_name
from electdesk.services.queries.history import HistoryStep, compare, station_history
from electdesk.services.queries.reception import arrivals_of, handouts, moment_of
from electdesk.services.queries.summary import choice_names
from electdesk.services.roles import refuse_read
from electdesk.services.sheets import SheetHead, SheetStation, sheet_head, sheet_station

if TYPE_CHECKING:
    from electdesk.services.region import Region


class TimelineEvent(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that happened. ``when`` is on the region's clock. ``changed``: how many lines read otherwise than before.

    ``step`` holds the figures where there are some that the person may see; ``hidden``: there are figures that the person may not see yet.
    ``detail`` is a word of the event's own: the receipt's number, the organisation that received a copy.
    """

    seq: int
    when: dt.datetime
    author: str
    office: str
    command: str
    kind: str
    reason: str = ""
    document: str = ""
    detail: str = ""
    changed: int = 0
    withdrawn: bool = False
    hidden: bool = False
    step: HistoryStep | None = None


class StateLine(msgspec.Struct, frozen=True):
    """A line or choice in two states: figures with marks, NOT_ASKED where a state has no such line."""

    id: str
    number: str
    names: Names
    old: int
    new: int

    @property
    def differs(self) -> bool:
        """Whether the two states say different things."""
        return self.old != self.new


class CorrectionSheet(msgspec.Struct, frozen=True, kw_only=True):
    """What a correction changed: both states, the lines that differ, why, by which document, who and when (UTC)."""

    head: SheetHead
    station: SheetStation
    lines: tuple[StateLine, ...]
    reason: str
    document: str
    old_by: str
    old_at: dt.datetime
    new_by: str
    new_at: dt.datetime
    command: str


def timeline(region: "Region", columns: ContestColumns, row: int) -> list[TimelineEvent]:
    """Everything that happened to the station in this contest, oldest first."""
    refuse_read(region.person, "history")
    events = [_event(region, step) for step in station_history(region, columns, row)]
    taken = [(each.record, "arrival") for each in arrivals_of(region, columns, row)]
    taken += [(each.record, "handout") for each in handouts(region, columns, row)]
    for record, kind in taken:
        for commit, stored in region.store.history(record):
            body = loose_body(stored.revision)
            events.append(
                TimelineEvent(
                    seq=stored.seq,
                    when=region.local(str(body.get("at") or commit.commit.at)),
                    author=commit.commit.author,
                    office=commit.commit.office,
                    command=commit.commit.command,
                    kind=kind,
                    reason=str(body.get("note", "")),
                    detail=str(body.get("number", "") if kind == "arrival" else body.get("to", "")),
                    withdrawn="withdrawn" in body,
                )
            )
    events += _reports(region, row)
    return sorted(events, key=lambda event: event.seq)


def _reports(region: "Region", row: int) -> list[TimelineEvent]:
    """What the station told during the day, as far as it stands: slot and number, or the time, or the size of the list."""
    turnout, found = region.columns.turnout, []
    for column in range(len(turnout.columns)):
        for record in turnout.records_at(row, column, region.store.stored):
            for commit, stored in region.store.history(record):
                body = loose_body(stored.revision)
                what, figure = str(body.get("what", "")), int(body.get("figure", -1))
                told = f"{figure // 60}:{figure % 60:02d}" if what in HOURS else str(figure)
                found.append(
                    TimelineEvent(
                        seq=stored.seq,
                        when=region.local(str(body.get("at") or commit.commit.at)),
                        author=commit.commit.author,
                        office=commit.commit.office,
                        command=commit.commit.command,
                        kind="report",
                        reason=commit.commit.reason or str(body.get("reason", "")),
                        detail=told if what not in turnout.slots else f"{what} · {told}",
                        withdrawn="withdrawn" in body,
                    )
                )
    return found


def _event(region: "Region", step: HistoryStep) -> TimelineEvent:
    return TimelineEvent(
        seq=step.seq,
        when=region.local(step.at),
        author=step.author,
        office=step.office,
        command=step.command,
        kind=step.kind,
        reason=step.reason,
        document=step.document,
        changed=len(step.changes),
        withdrawn=step.withdrawn,
        hidden=step.kind == "entry" and not step.withdrawn and step.figures is None,
        step=step if step.figures is not None else None,
    )


def side_by_side(columns: ContestColumns, row: int, old: HistoryStep, new: HistoryStep) -> tuple[StateLine, ...]:
    """Two states of the figures, line by line; choices that stand on neither's ballot are left out."""
    numbers, width = columns.numbers_at(row), len(columns.form.lines)
    lines = []
    for place, column in enumerate(columns.columns):
        before = old.figures[place] if old.figures is not None else BLANK
        after = new.figures[place] if new.figures is not None else BLANK
        if not numbers[place] and NOT_ASKED == before == after:
            continue
        names = columns.form.lines[place].label if place < width else choice_names(columns, column)
        lines.append(StateLine(column, numbers[place], names, before, after))
    return tuple(lines)


def newest_correction(steps: Sequence[HistoryStep]) -> tuple[HistoryStep, HistoryStep] | None:
    """The newest state and the newest one before it whose figures differ; None where nothing was corrected."""
    states = [step for step in steps if step.figures is not None]
    for old in reversed(states[:-1]):
        if compare(old.figures, states[-1].figures):
            return old, states[-1]
    return None


def correction_sheet(region: "Region", columns: ContestColumns, row: int, old: HistoryStep, new: HistoryStep) -> CorrectionSheet:
    """The sheet that tells how one state came out of another. The document is the newest paper between them, or the decision's."""
    steps = station_history(region, columns, row)
    between = [step.document for step in steps if old.seq < step.seq <= new.seq and step.document]
    reasons = [step.reason for step in steps if old.seq < step.seq <= new.seq and step.reason]
    return CorrectionSheet(
        head=sheet_head(region, columns),
        station=sheet_station(region, row),
        lines=side_by_side(columns, row, old, new),
        reason=new.reason or (reasons[-1] if reasons else ""),
        document=new.document or (between[-1] if between else ""),
        old_by=printed_name(region, old.author),
        old_at=moment_of(old.at),
        new_by=printed_name(region, new.author),
        new_at=moment_of(new.at),
        command=new.command,
    )
