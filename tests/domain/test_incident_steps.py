"""Work and finding of an incident: the table has no hole, random walks stay on it, and two files that both went on come together."""

import random
from collections.abc import Mapping
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from electdesk.domain.incident_steps import (
    DONE,
    EVERY_WORK,
    FACTS,
    LEADS_TO,
    OPEN,
    STEPS_TABLE,
    WORK_STEPS,
    Judged,
    Standing,
    Work,
    allowed_steps,
    axis_of,
    row_for,
    standing,
    tips,
)
from electdesk.domain.records.incident_step import IncidentStep

Steps = dict[str, IncidentStep]


def taken(steps: Mapping[str, IncidentStep], step: str, name: str = "", **parts: Any) -> Steps:
    """The steps with one more, as a person adds it who sees all of them."""
    after = tips(steps, axis_of(step)) if axis_of(step) else ()
    at = f"2011-04-03T{len(steps) // 60 + 6:02}:{len(steps) % 60:02}:00Z"
    return {**steps, name or f"s{len(steps):03}": IncidentStep(incident="i", step=step, at=at, after=after, **parts)}


def walk(draw: random.Random, steps: Steps, length: int, name: str) -> Steps:
    """A walk of steps that the table allows, on both axes."""
    for number in range(length):
        record = f"{name}{number:02}"
        choice = draw.choice((*WORK_STEPS, "judge", "note"))
        stands = standing(steps)
        if choice == "judge":
            finding = draw.choice(tuple(Judged))
            if finding != stands.judged or "finding" in stands.contested:
                steps = taken(steps, "judge", record, finding=finding)
        elif choice == "note" or not row_for(choice, stands.work).refused:
            steps = taken(steps, choice, record)
    return steps


def test_the_table_answers_every_step_in_every_state_and_names_only_known_facts() -> None:
    for step in WORK_STEPS:
        for work in EVERY_WORK:
            row = row_for(step, work)
            assert bool(row.refused) != bool(row.to)
            assert row.to in ("", LEADS_TO[step])
    for now in Judged:
        for finding in Judged:
            assert row_for("judge", now, (), finding).to == finding
    assert {fact for row in STEPS_TABLE for fact in row.when} == set(FACTS)
    with pytest.raises(LookupError):
        row_for("dance", Work.NEW)


@pytest.mark.parametrize(
    ("work", "steps"),
    [
        (Work.NEW, ("assign", "start", "refer", "resolve", "duplicate", "withdraw")),
        (Work.REOPENED, ("assign", "start", "refer", "resolve", "duplicate", "withdraw")),
        (Work.ASSIGNED, ("assign", "start", "refer", "resolve", "duplicate", "withdraw")),
        (Work.PROGRESS, ("assign", "refer", "resolve", "duplicate", "withdraw")),
        (Work.REFERRED, ("assign", "start", "refer", "resolve", "duplicate", "withdraw")),
        (Work.RESOLVED, ("close", "reopen", "duplicate", "withdraw")),
        (Work.CLOSED, ("reopen",)),
        (Work.DUPLICATE, ("reopen",)),
        (Work.WITHDRAWN, ("reopen",)),
    ],
)
def test_what_a_window_offers_in_each_state(work: Work, steps: tuple[str, ...]) -> None:
    assert allowed_steps(work) == steps


def test_open_and_done_are_all_there_is() -> None:
    assert set(OPEN) | set(DONE) == set(Work)
    assert set(OPEN) & set(DONE) == set()


def test_an_incident_goes_its_way() -> None:
    steps: Steps = {}
    assert standing(steps) == Standing()
    way = []
    for step in ("assign", "start", "refer", "resolve", "close", "reopen", "resolve"):
        steps = taken(steps, step, to="police" if step == "refer" else "")
        found = standing(steps)
        way.append((found.work.value, found.resolved_at[11:16], found.closed_at[11:16], found.reopened, found.referred_to))
    assert way == [
        ("assigned", "", "", 0, ""),
        ("progress", "", "", 0, ""),
        ("referred", "", "", 0, "police"),
        ("resolved", "06:03", "", 0, ""),
        ("closed", "06:03", "06:04", 0, ""),
        ("reopened", "", "", 1, ""),
        ("resolved", "06:06", "", 1, ""),
    ]


def test_the_two_axes_know_nothing_of_each_other() -> None:
    steps = taken(taken({}, "resolve"), "judge", finding="not_established")
    assert (standing(steps).work, standing(steps).judged) == (Work.RESOLVED, Judged.NOT_ESTABLISHED)
    steps = taken(taken(steps, "reopen"), "note")
    assert (standing(steps).work, standing(steps).judged) == (Work.REOPENED, Judged.NOT_ESTABLISHED)


def test_two_files_that_went_on_leave_the_work_open_and_the_fact_unjudged_until_somebody_looks() -> None:
    base = taken({}, "assign", "a")
    one = taken(taken(base, "resolve", "b"), "judge", "c", finding="established")
    other = taken(taken(base, "start", "d"), "judge", "e", finding="cannot")
    both = {**one, **other}
    assert standing(both) == Standing(Work.PROGRESS, Judged.NOT_EXAMINED, ("work", "finding"))
    joined = taken(taken(both, "resolve", "f"), "judge", "g", finding="cannot")
    assert standing(joined).contested == ()
    assert (standing(joined).work, standing(joined).judged) == (Work.RESOLVED, Judged.CANNOT)


def test_two_files_that_did_the_same_agree() -> None:
    base = taken({}, "assign", "a")
    both = {**taken(base, "resolve", "b"), **taken(base, "resolve", "c")}
    assert (standing(both).work, standing(both).contested) == (Work.RESOLVED, ())


@given(st.integers(0, 10**6), st.integers(0, 12), st.integers(0, 8), st.integers(0, 8))
def test_merging_knows_no_order_and_no_repetition_and_closes_nothing_that_one_side_left_open(
    seed: int, common: int, left: int, right: int
) -> None:
    draw = random.Random(seed)
    base = walk(draw, {}, common, "a")
    one, other = walk(draw, base, left, "b"), walk(draw, base, right, "c")
    together = {**one, **other}
    shuffled = list(together.items())
    draw.shuffle(shuffled)
    assert standing(dict(shuffled)) == standing({**other, **one}) == standing(together)
    moved = [side for side in (one, other) if tips(side, "work") != tips(base, "work")]
    for side in moved or (base,):
        if standing(side).is_open:
            assert standing(together).is_open
    if not moved[1:]:
        assert standing(together).work == standing(moved[0] if moved else base).work


@given(st.integers(0, 10**6))
def test_no_order_of_steps_leaves_the_table(seed: int) -> None:
    draw = random.Random(seed)
    steps: Steps = {}
    for _ in range(30):
        before = standing(steps)
        step = draw.choice(WORK_STEPS)
        row = row_for(step, before.work)
        if row.refused:
            assert step not in allowed_steps(before.work)
            continue
        steps = taken(steps, step)
        found = standing(steps)
        assert (found.work, found.contested) == (row.to, ())
        # What is resolved has a time, and only what is.
        assert bool(found.resolved_at) == (found.work in (Work.RESOLVED, Work.CLOSED))
        assert found.judged is before.judged


def test_every_pair_of_states_of_two_files_is_the_one_that_leaves_more_to_do() -> None:
    order = list(Work)
    for first, second in combinations(WORK_STEPS, 2):
        both = {**taken({}, first, "a"), **taken({}, second, "b")}
        assert standing(both).work == min(LEADS_TO[first], LEADS_TO[second], key=order.index)
