"""Time until incidents are settled: the reference example of the design, and what holds for all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from electdesk.analysis.resolution import Case, Resolution, resolution

REFERENCE = tuple(
    Case(minutes, bool(ended)) for minutes, ended in ((30, 1), (45, 1), (60, 1), (90, 0), (120, 1), (200, 0), (240, 1))
)
cases = st.lists(st.builds(Case, st.integers(0, 500), st.booleans()), max_size=40)


def test_the_reference_example_to_its_printed_digits() -> None:
    found = resolution(REFERENCE)
    assert [f"{step.open_share:.3f}" for step in found.curve] == [
        *("0.857", "0.714", "0.571"),
        *("0.571", "0.381", "0.381", "0.000"),
    ]
    assert (found.median, found.ninetieth, found.cases, found.ended) == (120, 240, 7, 5)


def test_a_share_that_is_not_reached_is_no_number() -> None:
    found = resolution([Case(10, True), Case(20, False), Case(30, False)])
    assert (found.median, found.ninetieth) == (None, None)
    assert resolution([]) == Resolution(0, 0, None, None, ())


def test_an_ending_counts_before_another_is_last_seen_open_in_the_same_minute() -> None:
    (step,) = resolution([Case(10, True), Case(10, False)]).curve
    assert (step.at_risk, step.open_share) == (2, 0.5)


def test_ten_cases_of_which_nine_ended_reach_the_ninetieth_percentile_exactly() -> None:
    found = resolution([*(Case(minutes, True) for minutes in range(1, 10)), Case(50, False)])
    assert (found.median, found.ninetieth) == (5, 9)


def test_nothing_ends_before_it_was_reported() -> None:
    with pytest.raises(ValueError, match="before"):
        resolution([Case(-1, True)])


@given(cases)
def test_the_open_share_only_falls_and_quantiles_are_times_at_which_something_ended(found_cases: list[Case]) -> None:
    found = resolution(found_cases)
    shares = [1.0, *(step.open_share for step in found.curve)]
    assert shares == sorted(shares, reverse=True)
    ends = {case.minutes for case in found_cases if case.ended}
    assert {found.median, found.ninetieth} <= ends | {None}


@given(cases, st.randoms())
def test_the_order_of_the_cases_is_nothing(found_cases: list[Case], draw: object) -> None:
    shuffled = list(found_cases)
    draw.shuffle(shuffled)  # type: ignore[attr-defined]
    assert resolution(shuffled) == resolution(found_cases)


@given(st.lists(st.integers(0, 500), min_size=1, max_size=40))
def test_without_open_cases_the_median_is_that_of_the_sorted_times(times: list[int]) -> None:
    found = resolution([Case(minutes, True) for minutes in times])
    assert found.median == sorted(times)[(len(times) + 1) // 2 - 1]
