"""What the station summary says: the typed data of the document, taken from the columns and the ledger."""

import datetime as dt
from typing import TYPE_CHECKING, Final

from electdesk.columns import ContestColumns
from electdesk.columns.heads import decode_body
from electdesk.domain.figures import BLANK, NOT_ASKED
from electdesk.domain.records import Entry, Tally
from electdesk.domain.records.names import Names
from electdesk.domain.states import Mark, State, current_papers, finding_key
from electdesk.ledger.revision import Commit, read_revision
from electdesk.services.documents import (
    Act,
    ActKind,
    AsPaper,
    FormName,
    HeldRelation,
    StationSummary,
    SummaryChoice,
    SummaryFinding,
    SummaryLine,
    SummaryTotal,
    SummaryTotals,
)
from electdesk.services.visibility import may_see

if TYPE_CHECKING:
    from electdesk.services.region import Region

_ENTRY_ACTS: Final[dict[str, ActKind]] = {"paper": "entry", "phone": "phone", "file": "file"}


def station_summary(region: "Region", columns: ContestColumns, row: int) -> StationSummary:
    """Everything the page of one station says. Figures that the person may not see are shown as blank, with their findings left out."""
    register, set_up = region.columns.register, region.columns.set_up
    station = register.stations[row]
    state = State(int(columns.state[row]))
    seen = may_see(region.person, state, columns.authors(row))
    figures = [int(figure) for figure in columns.figures[row]] if seen else [BLANK] * len(columns.columns)
    acts, revisions = _acts(region, columns, row)
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
        revision=revisions,
        state=state,
        marks=Mark(int(columns.marks[row])),
        lines=_lines(columns, figures),
        choices=_choices(columns, figures),
        totals=_totals(columns, figures),
        findings=_findings(columns, row) if seen else (),
        held=_held(columns, row, figures) if seen else (),
        acts=tuple(acts),
        verification=set_up.verification,
        as_paper=AsPaper(tally.document, tally.reason, tally.by) if tally is not None and tally.as_paper else None,
        paper_kind=current[0].kind if current else "original",
        paper_document=current[0].document if current else "",
        commit=region.store.counts[0],
        fingerprint=region.store.fingerprint,
        printed_at_utc=region.clock.now(),
        printed_by=region.person.name,
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


def _choices(columns: ContestColumns, figures: list[int]) -> tuple[SummaryChoice, ...]:
    made = []
    for choice, figure in zip(columns.ballot, figures[len(columns.form.lines) :], strict=True):
        if figure == NOT_ASKED:
            continue
        made.append(SummaryChoice(choice.number, choice_names(columns, choice.id), figure, choice.kind == "candidate"))
    return tuple(made)


def choice_names(columns: ContestColumns, choice: str) -> Names:
    """The names of a choice: its record's, or the label that the form prints."""
    if choice in columns.choices:
        return columns.choices[choice].name
    fixed = columns.form.fixed_choice(choice)
    return fixed.label if fixed is not None else {"": choice}


def _totals(columns: ContestColumns, figures: list[int]) -> SummaryTotals:
    def total(role: str) -> SummaryTotal | None:
        found = columns.checks.roles.get(role)
        if found is None:
            return None
        value, countable = columns.checks.evaluate_role(role, figures)
        numbers = "+".join(columns.checks.numbers[slot] for slot in found.slots)
        return SummaryTotal(int(value) if countable else BLANK, numbers)

    definition = columns.form.turnout
    took_part = total("issued") if definition == "issued" else total("found") or total("took_part")
    return SummaryTotals(total("registered"), total("issued"), total("valid"), took_part, definition)


def _findings(columns: ContestColumns, row: int) -> tuple[SummaryFinding, ...]:
    numbers = dict(zip(columns.columns, columns.checks.numbers, strict=True))
    relations = {relation.code: relation for relation in columns.form.relations}
    rules = {rule.code: rule.text for rule in columns.checks.rules}
    confirmed = columns.confirmations(row)
    return tuple(
        SummaryFinding(
            finding,
            rules.get(finding.code, ""),
            relations[finding.code].name if finding.code in relations else {},
            relations[finding.code].message if finding.code in relations else {},
            tuple(numbers.get(line, line) for line in finding.lines),
            confirmed.get(finding_key(finding), ""),
        )
        for finding in columns.findings(row)
    )


def _held(columns: ContestColumns, row: int, figures: list[int]) -> tuple[HeldRelation, ...]:
    if row not in columns.entry_seqs:
        return ()
    made = []
    for state in columns.checks.relation_states(figures):
        if state.state == "holds" and state.left is not None and state.right is not None and state.severity == "hard":
            sign = next((sign for sign in ("≥", "≤", "=", ">", "<") if sign in state.text), "=")
            made.append(HeldRelation(state.code, f"{state.left} {sign} {state.right}"))
    return tuple(made)


def _acts(region: "Region", columns: ContestColumns, row: int) -> tuple[list[Act], int]:
    """Who did what to the tally, oldest first, and how many revisions its entries have."""
    records = [read_revision(data).record for _, data in region.store.stored(columns.entry_seqs.get(row, ()))]
    if row in columns.tallies:
        records.append(columns.tallies[row][0])
    history = sorted((step for record in records for step in region.store.history(record)), key=lambda step: step[1].seq)
    acts = [act for commit, stored in history if (act := _act(commit.commit, decode_body(stored.revision))) is not None]
    return acts, sum(stored.revision.kind == "entry" for _, stored in history)


def _act(commit: Commit, body: object) -> Act | None:
    at = dt.datetime.strptime(commit.at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=dt.UTC)
    if isinstance(body, Entry) and commit.command != "ConfirmFindings":
        kind: ActKind = "correction" if commit.command == "CorrectEntry" else _ENTRY_ACTS.get(body.source, "entry")
        return Act(kind, at, body.by or commit.author, commit.reason)
    if isinstance(body, Tally) and not (body.as_paper and body.decision == "open"):
        decided: dict[str, ActKind] = {"final": "final", "annulled": "annulled", "open": "reopened"}
        return Act(decided[body.decision], at, body.by or commit.author, commit.reason)
    return None
