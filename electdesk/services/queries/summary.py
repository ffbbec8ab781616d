"""What the station summary says: the typed data of the document, taken from the columns and the ledger."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import msgspec

from electdesk.columns import ContestColumns
from electdesk.columns.heads import decode_body
from electdesk.domain.errors import ClerkError
from electdesk.domain.figures import BLANK, NOT_ASKED
from electdesk.domain.records import Entry, Paper, Tally
from electdesk.domain.records.names import Names
from electdesk.domain.states import Mark, State, current_papers, finding_key
from electdesk.ledger.revision import Commit, is_withdrawn
from electdesk.services.commands.people import printed_name
from electdesk.services.documents import (
    Act,
    ActKind,
    AsPaper,
    FormName,
    HeldRelation,
    LineNote,
    StationSummary,
    SummaryChoice,
    SummaryFinding,
    SummaryLine,
    SummaryTotal,
    SummaryTotals,
)
from electdesk.services.ports import CommitRow, Row
from electdesk.services.queries.findings import station_findings
from electdesk.services.queries.history import records_of
from electdesk.services.queries.seen import may_see_entry, may_see_row
from electdesk.services.roles import refuse_read

if TYPE_CHECKING:
    from electdesk.services.region import Region

Step = tuple[CommitRow, Row]
"""A revision and the commit that made it."""
_ENTRY_ACTS: Final[dict[str, ActKind]] = {"paper": "entry", "phone": "phone", "file": "file"}


def station_summary(region: "Region", columns: ContestColumns, row: int) -> StationSummary:
    """Everything the page of one station says. Raises ClerkError("figures_hidden") where the person may not see them yet."""
    refuse_read(region.person, "summary")
    register, set_up = region.columns.register, region.columns.set_up
    station = register.stations[row]
    state = State(int(columns.state[row]))
    marks = Mark(int(columns.marks[row]))
    seen = may_see_row(region, columns, row)
    if row in columns.entry_seqs and (not seen or state is State.DIFFERENCE):
        # A page with blank lines would say that the paper is blank. Of two entries that differ neither is what it says.
        raise ClerkError("figures_hidden", station=station.number)
    figures = [int(figure) for figure in columns.figures[row]] if seen else [BLANK] * len(columns.columns)
    steps = _steps(region, columns, row)
    seconds = _second_entries(steps)
    acts = [
        msgspec.structs.replace(act, by=printed_name(region, act.by))
        for commit, stored in steps
        if (act := _act(commit.commit, stored, seconds)) is not None
    ]
    typed = sum(stored.revision.kind == "entry" and not is_withdrawn(stored.revision.body) for _, stored in steps)
    tally = columns.tallies.get(row, ("", None))[1]
    papers = columns.papers.get(row, {})
    current = [papers[paper] for paper in current_papers(papers) if paper in papers]
    form = columns.form
    return StationSummary(
        mode="TEST" if region.is_test else "REAL",
        region_id=region.store.region_id,
        region=set_up.region,
        commission=set_up.commission or set_up.region,
        election=set_up.election or columns.contest.title,
        day=dt.date.fromisoformat(set_up.day) if set_up.day else None,
        utc_offset=set_up.utc_offset,
        contest=columns.contest.code,
        # One contest is named by the election itself; the title tells several apart.
        title=columns.contest.title if len(region.columns.contests) > 1 else {},
        form=FormName(form.id, form.edition, form.annex),
        station=station.number,
        name=station.name,
        districts=tuple(register.areas[area].name for area in register.area_path(row) if register.areas[area].kind != "region"),
        type=station.type,
        opens=set_up.opens,
        closes=set_up.closes,
        revision=typed if columns.entry_seqs.get(row) else 0,
        state=state,
        marks=marks,
        lines=_lines(columns, figures),
        choices=_choices(columns, row, figures),
        totals=_totals(columns, row, figures),
        findings=_findings(region, columns, row, steps) if seen else (),
        notes=_notes(region, columns, row) if seen else (),
        held=_held(columns, row, figures) if seen else (),
        acts=tuple(acts),
        verification=set_up.verification,
        as_paper=AsPaper(tally.document, tally.reason, printed_name(region, tally.by))
        if tally is not None and Mark.AS_PAPER in marks
        else None,
        paper_kind=current[0].kind if current else "original",
        paper_document=current[0].document if current else "",
        commit=region.store.counts[0],
        fingerprint=region.store.fingerprint,
        printed_at_utc=region.clock.now(),
        printed_by=printed_name(region, region.person.name),
    )


def _lines(columns: ContestColumns, figures: list[int]) -> tuple[SummaryLine, ...]:
    lines = columns.form.lines
    made = []
    for place, line in enumerate(lines):
        figure = figures[place]
        ends = place + 1 == len(lines) or line.group != lines[place + 1].group
        option = line.options[figure].label if line.kind == "oneof" and 0 <= figure < len(line.options) else {}
        made.append(SummaryLine(line.number, line.label, figure, line.kind, option, ends, bool(line.of)))
    return tuple(made)


def _choices(columns: ContestColumns, row: int, figures: list[int]) -> tuple[SummaryChoice, ...]:
    width = len(columns.form.lines)
    return tuple(
        SummaryChoice(number, choice_names(columns, choice.id), figure, choice.kind == "candidate")
        for choice, number, figure in zip(columns.ballot, columns.numbers_at(row)[width:], figures[width:], strict=True)
        if number and figure != NOT_ASKED
    )


def choice_names(columns: ContestColumns, choice: str) -> Names:
    """The names of a choice: its record's, or the label that the form prints."""
    if choice in columns.choices:
        return columns.choices[choice].name
    fixed = columns.form.fixed_choice(choice)
    return fixed.label if fixed is not None else {"": choice}


def _totals(columns: ContestColumns, row: int, figures: list[int]) -> SummaryTotals:
    own_numbers = columns.numbers_at(row)

    def total(role: str) -> SummaryTotal | None:
        found = columns.checks.roles.get(role)
        if found is None:
            return None
        value, countable = columns.checks.evaluate_role(role, figures)
        numbers = "+".join(own_numbers[slot] for slot in found.slots if own_numbers[slot])
        return SummaryTotal(int(value) if countable else BLANK, numbers)

    definition = columns.form.turnout
    took_part = total("issued") if definition == "issued" else total("found") or total("took_part")
    return SummaryTotals(total("registered"), total("issued"), total("valid"), took_part, definition)


def _findings(region: "Region", columns: ContestColumns, row: int, steps: Sequence[Step]) -> tuple[SummaryFinding, ...]:
    relations = {relation.code: relation for relation in columns.form.relations}
    confirmed, by = columns.confirmations(row), _confirmed_by(steps)
    keys = [finding_key(finding) for finding in columns.findings(row)]
    return tuple(
        SummaryFinding(
            found.finding,
            found.rule,
            relations[found.finding.code].name if found.finding.code in relations else {},
            relations[found.finding.code].message if found.finding.code in relations else {},
            found.lines,
            confirmed.get(key, ""),
            printed_name(region, by.get((key, confirmed[key]), "")) if key in confirmed else "",
        )
        for key, found in zip(keys, station_findings(region, columns, row), strict=True)
    )


def _notes(region: "Region", columns: ContestColumns, row: int) -> tuple[LineNote, ...]:
    """The notes of the entries of the current paper that the person may see, the newest of a line, in the order of the paper."""
    papers = current_papers(columns.papers.get(row, {}))
    notes: dict[str, str] = {}
    for stored in region.store.rows(columns.entry_seqs.get(row, ())):
        body = decode_body(stored.revision)
        if isinstance(body, Entry) and body.paper in papers and may_see_entry(region, columns, row, body.by):
            notes |= body.notes
    return tuple(
        LineNote(number or line, notes[line])
        for line, number in zip(columns.columns, columns.numbers_at(row), strict=True)
        if line in notes
    )


def _confirmed_by(steps: Sequence[Step]) -> dict[tuple[str, str], str]:
    """(key of a finding, reason) → who first gave this reason for it. An entry keeps a confirmation; whoever goes on from it did not give it."""
    found: dict[tuple[str, str], str] = {}
    for commit, stored in steps:
        body = decode_body(stored.revision) if stored.revision.kind == "entry" else None
        if isinstance(body, Entry):
            for given in body.confirmed.items():
                found.setdefault(given, commit.commit.author)
    return found


def _held(columns: ContestColumns, row: int, figures: list[int]) -> tuple[HeldRelation, ...]:
    if row not in columns.entry_seqs:
        return ()
    made = []
    checks = columns.checks_at(row)
    own = dict(zip(columns.columns, figures, strict=True))
    for state in checks.relation_states([own[name] for name in checks.ids]):
        if state.state == "holds" and state.left is not None and state.right is not None and state.severity == "hard":
            sign = next((sign for sign in ("≥", "≤", "=", ">", "<") if sign in state.text), "=")
            made.append(HeldRelation(state.code, state.left, sign, state.right))
    return tuple(made)


def _steps(region: "Region", columns: ContestColumns, row: int) -> list[Step]:
    """Every revision of the station's papers, entries and decision with its commit, oldest first."""
    steps = [step for record in records_of(region, columns, row) for step in region.store.history(record)]
    return sorted(steps, key=lambda step: step[1].seq)


def _entry_act(commit: Commit, body: Entry, *, second: bool) -> ActKind:
    if commit.command in ("CorrectEntry", "RetypeLines"):
        return "correction" if commit.command == "CorrectEntry" else "retyped"
    if body.settles:
        return "settled"
    return "second_entry" if second and body.source == "paper" else _ENTRY_ACTS.get(body.source, "entry")


def _second_entries(steps: Sequence[Step]) -> frozenset[str]:
    """The records of entries that were typed from a paper of which there was one already: the second entry, and none that settles."""
    standing: dict[str, str] = {}
    seconds: set[str] = set()
    for _, stored in steps:
        record = stored.revision.record
        body = decode_body(stored.revision) if stored.revision.kind == "entry" else None
        if not isinstance(body, Entry):
            # Taken back: it stands no longer, and the next one is no second to it.
            standing.pop(record, None)
        elif body.source != "phone" and not body.settles:
            if record not in standing and body.paper in standing.values():
                seconds.add(record)
            standing[record] = body.paper
    return frozenset(seconds)


def _act(commit: Commit, stored: Row, seconds: frozenset[str]) -> Act | None:
    """Who did what to the tally, None for what is told elsewhere on the page: confirmations, acceptance as the paper states."""
    at = dt.datetime.strptime(commit.at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=dt.UTC)
    if commit.undoes:
        return Act("undone", at, commit.author, commit.reason)
    body = decode_body(stored.revision)
    if body is None:
        return Act("withdrawn", at, commit.author, commit.reason)
    if isinstance(body, Paper):
        return Act("paper", at, commit.author, body.reason or commit.reason, body.document, body.kind)
    if isinstance(body, Entry) and commit.command != "ConfirmFindings":
        kind = _entry_act(commit, body, second=stored.revision.record in seconds)
        return Act(kind, at, body.by or commit.author, commit.reason)
    if isinstance(body, Tally) and not (body.as_paper and body.decision == "open"):
        decided: dict[str, ActKind] = {"final": "final", "annulled": "annulled", "open": "reopened"}
        # What a signed tally keeps of the acceptance is told where the findings are.
        document = body.document if body.decision == "annulled" else ""
        return Act(decided[body.decision], at, body.by or commit.author, commit.reason, document)
    return None
