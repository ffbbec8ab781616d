"""The three-valued verdict: its truth table, its ties, and the reasons for none."""

import pytest

from electdesk.analysis.verdict import Ends, Margin, Verdict, judge, judge_poll, zone_of

LEADER = Margin("pp", 0.02)


def ends(narrow: tuple[float, float], wide: tuple[float, float]) -> Ends:
    return Ends(*wide, *narrow, *wide)


@pytest.mark.parametrize(
    ("official", "margin", "narrow", "wide", "outcome", "detected"),
    [
        (0.955, LEADER, (0.945, 0.970), (0.942, 0.972), "consistent", False),
        (0.955, LEADER, (0.959, 0.972), (0.957, 0.973), "consistent", True),
        (0.955, LEADER, (0.930, 0.985), (0.925, 0.988), "inconclusive", False),
        (0.955, LEADER, (0.965, 0.985), (0.963, 0.987), "inconclusive", True),
        (0.955, LEADER, (0.978, 0.990), (0.976, 0.992), "not consistent", True),
        (0.955, LEADER, (0.935, 0.975), (0.931, 0.978), "consistent", False),
        (0.955, LEADER, (0.976, 0.990), (0.975, 0.992), "inconclusive", True),
        (0.985, LEADER, (0.972, 0.992), (0.969, 0.994), "consistent", False),
        (0.0054, Margin("odds", 2.0), (0.0, 0.0016), (0.0, 0.0020), "not consistent", True),
    ],
)
def test_the_truth_table(
    official: float, margin: Margin, narrow: tuple[float, float], wide: tuple[float, float], outcome: str, detected: bool
) -> None:
    found = judge(official, ends(narrow, wide), 90, margin)
    assert (found.outcome, found.detected) == (outcome, detected)


def test_with_few_degrees_of_freedom_the_wide_interval_decides() -> None:
    both = ends((0.945, 0.970), (0.930, 0.972))
    assert judge(0.955, both, 60, LEADER).outcome == "consistent"
    assert judge(0.955, both, 59, LEADER).outcome == "inconclusive"


def test_a_margin_in_points_that_reaches_a_hundred_per_cent_gives_way_to_odds() -> None:
    zone = zone_of(0.985, LEADER)
    assert (round(zone.low, 5), round(zone.high, 5), zone.kind, zone.replaced) == (0.97044, 0.99244, "odds", True)
    assert zone_of(0.98, LEADER).replaced


@pytest.mark.parametrize(
    ("official", "has_ends", "df", "margin", "refusal", "reason"),
    [
        (0.955, False, None, LEADER, "n_not_stated", "n_not_stated"),
        (0.955, False, None, LEADER, "", "too_few_stations"),
        (0.955, True, 30, LEADER, "not_the_same_question", "not_the_same_question"),
        (0.955, True, 30, None, "", "no_margin"),
        (0.955, True, 30, LEADER, "margin_late", "margin_late"),
        (1.0, True, 30, LEADER, "", "official_0_or_1"),
    ],
)
def test_there_is_no_verdict_and_it_is_said_why(
    official: float, has_ends: bool, df: int | None, margin: Margin | None, refusal: str, reason: str
) -> None:
    found = judge(official, ends((0.94, 0.97), (0.93, 0.98)) if has_ends else None, df, margin, refusal)
    assert (found.outcome, found.reason) == ("no verdict", reason)


def test_a_poll_is_consistent_only_where_every_choice_is() -> None:
    yes, maybe, none = Verdict("consistent"), Verdict("inconclusive"), Verdict("no verdict", reason="no_margin")
    no = Verdict("not consistent", excluded=True)
    barely = Verdict("not consistent")
    assert judge_poll([yes, yes]) == "consistent"
    assert judge_poll([yes, maybe]) == "inconclusive"
    assert judge_poll([yes, barely]) == "inconclusive"
    assert judge_poll([yes, no]) == "not consistent"
    assert judge_poll([none, no]) == "not consistent"
    assert judge_poll([yes, none]) == "no verdict"
    assert judge_poll([]) == "no verdict"
