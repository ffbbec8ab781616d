"""Where an incident's work and its finding stand, and what may be done next: two axes, one table each, and never one for both.

States follow from the steps that were taken (``IncidentStep``) and are never stored. ``STEPS_TABLE`` says what handlers must do; the window
offers what it allows, and documents print it.
"""

import enum
from collections.abc import Collection, Mapping
from typing import Final

import msgspec

from electdesk.domain.records.incident_step import Evidence, IncidentStep


class Work(enum.StrEnum):
    """How far the work on an incident is. The order is that of what is left to do: of two states the earlier one leaves more."""

    NEW = "new"
    REOPENED = "reopened"
    ASSIGNED = "assigned"
    PROGRESS = "progress"
    REFERRED = "referred"
    RESOLVED = "resolved"
    CLOSED = "closed"
    DUPLICATE = "duplicate"
    WITHDRAWN = "withdrawn"


class Judged(enum.StrEnum):
    """What was found about the fact itself."""

    NOT_EXAMINED = "not_examined"
    ESTABLISHED = "established"
    NOT_ESTABLISHED = "not_established"
    CANNOT = "cannot"


OPEN: Final = (Work.NEW, Work.REOPENED, Work.ASSIGNED, Work.PROGRESS, Work.REFERRED)
"""Somebody has to do something, and the clock runs."""
DONE: Final = (Work.RESOLVED, Work.CLOSED, Work.DUPLICATE, Work.WITHDRAWN)
EVERY_WORK: Final = (*OPEN, *DONE)
EVERY_FINDING: Final = tuple(Judged)

LEADS_TO: Final[Mapping[str, Work]] = {
    "assign": Work.ASSIGNED,
    "start": Work.PROGRESS,
    "refer": Work.REFERRED,
    "resolve": Work.RESOLVED,
    "close": Work.CLOSED,
    "reopen": Work.REOPENED,
    "duplicate": Work.DUPLICATE,
    "withdraw": Work.WITHDRAWN,
}
"""Step of the work axis → where it leads, wherever it came from."""

WORK_STEPS: Final = tuple(LEADS_TO)
STEPS: Final = (*WORK_STEPS, "judge", "note")
"""Every step: those of the work, ``judge`` on the axis of findings, and ``note``, which stands on neither (a text, evidence, a link)."""

FACTS: Final[dict[str, str]] = {
    "same owner": "owner and deadline are those that it has",
    "early": "the time is before the report",
    "ahead": "the time is ahead of the clock",
    "itself": "it would be a duplicate of itself, or of its own duplicate",
    "same": "it leads to the finding that stands",
}
"""The conditions of the table in words."""


class StepRow(msgspec.Struct, frozen=True):
    """One row: in these states this step, under all these conditions, leads to a state, or is refused with a code. Only ``judge`` has findings."""

    step: str
    states: tuple[str, ...]
    when: tuple[str, ...] = ()
    to: str = ""
    refused: str = ""


def _lead(step: str, states: tuple[Work, ...]) -> StepRow:
    return StepRow(step, states, (), LEADS_TO[step])


def _refuse(step: str, states: tuple[str, ...], code: str, *when: str) -> StepRow:
    return StepRow(step, states, when, "", code)


_MAY_END: Final = (*OPEN, Work.RESOLVED)
_SHUT: Final = (Work.CLOSED, Work.DUPLICATE, Work.WITHDRAWN)

STEPS_TABLE: Final[tuple[StepRow, ...]] = (
    _refuse("assign", DONE, "incident_done"),
    _refuse("assign", OPEN, "incident_same", "same owner"),
    _lead("assign", OPEN),
    _refuse("start", DONE, "incident_done"),
    _refuse("start", (Work.PROGRESS,), "work_begun"),
    _lead("start", (Work.NEW, Work.REOPENED, Work.ASSIGNED, Work.REFERRED)),
    _refuse("refer", DONE, "incident_done"),
    _lead("refer", OPEN),
    _refuse("resolve", DONE, "incident_done"),
    _refuse("resolve", OPEN, "resolved_before_report", "early"),
    _refuse("resolve", OPEN, "time_ahead", "ahead"),
    _lead("resolve", OPEN),
    _refuse("close", OPEN, "not_resolved"),
    _refuse("close", _SHUT, "incident_done"),
    _lead("close", (Work.RESOLVED,)),
    _refuse("reopen", OPEN, "incident_open"),
    _lead("reopen", DONE),
    _refuse("duplicate", _SHUT, "incident_done"),
    _refuse("duplicate", _MAY_END, "duplicate_of_itself", "itself"),
    _lead("duplicate", _MAY_END),
    _refuse("withdraw", _SHUT, "incident_done"),
    _lead("withdraw", _MAY_END),
    _refuse("judge", EVERY_FINDING, "incident_same", "same"),
    *(StepRow("judge", EVERY_FINDING, (), finding) for finding in EVERY_FINDING),
)
"""The table. Of the rows of a step that fit the first one holds; ``judge`` leads to the finding that is asked for."""


def row_for(step: str, state: str, facts: Collection[str] = (), finding: str = "") -> StepRow:
    """The row that holds. ``state``: a Work, or a Judged for ``judge``. Raises LookupError where the table says nothing: a hole in it."""
    for row in STEPS_TABLE:
        fits = step == row.step and state in row.states and all(fact in facts for fact in row.when)
        if fits and (step != "judge" or row.refused or row.to == finding):
            return row
    raise LookupError(f"{step} in {state} with {sorted(facts)}")


def allowed_steps(work: Work) -> tuple[str, ...]:
    """The steps of the work axis that this state allows by itself, in the order of ``WORK_STEPS``: what a window offers."""
    return tuple(step for step in WORK_STEPS if any(row.step == step and work in row.states and row.to for row in STEPS_TABLE))


class Standing(msgspec.Struct, frozen=True):
    """Where an incident stands. ``contested``: the axes ("work", "finding") on which two files went on in different ways.

    ``resolved_at``: of the step that ended the work, "" while it is open, a duplicate or withdrawn. ``reopened``: how often.
    ``referred_to``: the body that has it, "" where it is not referred. ``duplicate_of``: an incident's record id.
    """

    work: Work = Work.NEW
    judged: Judged = Judged.NOT_EXAMINED
    contested: tuple[str, ...] = ()
    resolved_at: str = ""
    closed_at: str = ""
    reopened: int = 0
    referred_to: str = ""
    duplicate_of: str = ""
    evidence: tuple[Evidence, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether somebody has to do something."""
        return self.work in OPEN


def tips(steps: Mapping[str, IncidentStep], axis: str) -> tuple[str, ...]:
    """The record ids of an incident's steps on an axis ("work", "finding") that no other of them follows, sorted: every file has one order."""
    on_axis = {record: step for record, step in steps.items() if axis_of(step.step) == axis}
    followed = {before for step in on_axis.values() for before in step.after}
    return tuple(sorted(on_axis.keys() - followed))


def axis_of(step: str) -> str:
    """The axis that a step moves: "work", "finding", "" for neither."""
    return "work" if step in LEADS_TO else "finding" if step == "judge" else ""


def standing(steps: Mapping[str, IncidentStep]) -> Standing:
    """Where an incident stands by its steps (record id → step), whatever order they came in.

    One step that nothing follows is the rule. Where two files went on from one state, the work that leaves more to do holds, so that
    nothing is closed while somebody still works on it; findings that differ leave the fact not examined. The next step joins both.
    """
    work_tips = [steps[record] for record in tips(steps, "work")]
    found_tips = [steps[record] for record in tips(steps, "finding")]
    order = list(Work)
    last = min(work_tips, key=lambda step: (order.index(LEADS_TO[step.step]), step.at, step.to, step.other), default=None)
    work = LEADS_TO[last.step] if last is not None else Work.NEW
    findings = {step.finding for step in found_tips}
    judged = Judged(next(iter(findings))) if len(findings) == 1 else Judged.NOT_EXAMINED
    contested = ("work",) * (len({LEADS_TO[step.step] for step in work_tips}) > 1) + ("finding",) * (len(findings) > 1)
    ended = _ended(steps, last) if work in (Work.RESOLVED, Work.CLOSED) else ""
    return Standing(
        work=work,
        judged=judged,
        contested=contested,
        resolved_at=ended,
        closed_at=last.at if last is not None and work is Work.CLOSED else "",
        reopened=sum(step.step == "reopen" for step in steps.values()),
        referred_to=last.to if last is not None and work is Work.REFERRED else "",
        duplicate_of=last.other if last is not None and work is Work.DUPLICATE else "",
        evidence=tuple(each for _, step in sorted(steps.items(), key=lambda item: (item[1].at, item[0])) for each in step.evidence),
    )


def _ended(steps: Mapping[str, IncidentStep], last: IncidentStep | None) -> str:
    """When the work ended: the step "resolve" itself, or the one that the closing followed."""
    if last is None or last.step == "resolve":
        return last.at if last is not None else ""
    before = [steps[record].at for record in last.after if record in steps and steps[record].step == "resolve"]
    return max(before, default=last.at)
