"""Estimates of a poll at stations, held against figures computed with R, and laws that hold for every poll."""

from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import stdtr

from electdesk.analysis.deviations import answering_ratio, deviations, same_station
from electdesk.analysis.estimates import estimate, variance_groups
from electdesk.analysis.intervals import effects, poll_intervals
from electdesk.analysis.joint import holm, joint_test
from electdesk.analysis.sample import PolledStation, Stratum, sample_of
from electdesk.domain.errors import ClerkError
from tests.analysis.example import STATIONS, STRATA, poll

OFFICIAL = np.array([0.9555, 0.0136, 0.0115, 0.0194])


def test_the_worked_poll_gives_the_shares_errors_and_design_effects_of_r() -> None:
    found = estimate(poll())
    assert (found.n, found.stations, found.df) == (601, 13, 10)
    assert np.round(found.total, 4) == 119538.3333
    assert np.round(found.shares, 9).tolist() == [0.962284466, 0.010493877, 0.011504102, 0.015717555]
    assert np.round(found.errors, 8).tolist() == [0.00561916, 0.00401441, 0.0040225, 0.00310938]
    assert np.round(np.sqrt(np.diag(found.first_stage)), 9).tolist() == [0.004639697, 0.003680287, 0.003577785, 0.002292401]
    assert np.round(found.design_effects, 4).tolist() == [0.5229, 0.9327, 0.8551, 0.3756]
    assert round(found.kish, 6) == 1.278013


def test_the_worked_poll_has_the_intervals_of_the_rule() -> None:
    found = estimate(poll())
    assert round(effects(found).pooled, 6) == 0.719225
    assert effects(found).n_eff.tolist() == [601.0] * 4
    ends = poll_intervals(found, 0.95)
    assert ends is not None
    assert np.round(ends[0], 6).tolist() == [0.940764, 0.003366, 0.003938, 0.006509]
    assert np.round(ends[1], 6).tolist() == [0.977642, 0.024513, 0.025915, 0.03161]


def test_large_stations_as_a_domain_give_the_figures_of_r() -> None:
    sample = poll()
    found = estimate(sample, sample.ballots >= 900)
    assert (found.df, found.n) == (3, 270)
    assert np.round(found.shares[:2], 6).tolist() == [0.950673, 0.013496]
    assert np.round(found.errors[:2], 6).tolist() == [0.00692, 0.005687]


def test_the_joint_test_of_the_worked_poll() -> None:
    test = joint_test(estimate(poll()), OFFICIAL)
    assert test is not None
    assert np.round(test.eigenvalues, 6).tolist() == [1.132016, 0.464421, 0.280709]
    assert (round(test.chi_square, 6), round(test.f, 6)) == (0.875402, 0.466347)
    assert (round(test.df1, 4), round(test.df2, 3), round(test.p, 4)) == (2.2359, 22.359, 0.6543)


def test_the_joint_test_joins_choices_that_expect_too_few_interviews() -> None:
    test = joint_test(estimate(poll()), np.array([0.985, 0.002, 0.003, 0.01]))
    assert test is not None
    assert test.cells == ((0,), (1, 2, 3)) or test.cells == ((0,), (1, 2), (3,))


def test_measures_of_deviation_of_the_worked_poll_and_of_the_report() -> None:
    found = deviations(estimate(poll()).shares, OFFICIAL)
    assert [round(100 * each, 4) for each in (found.mean, found.lead or 0, found.largest)] == [0.3394, 1.0467, 0.6784]
    assert [round(each, 4) for each in found.log_odds] == [0.1725, -0.2624, 0.0004, -0.2142]
    assert [round(each or 0, 4) for each in (found.b, found.weighted_b)] == [0.1624, 0.1725]
    report = deviations(np.array([0.9821, 0.0054, 0.0049, 0.0076]), np.array([0.9555, 0.0136, 0.0115, 0.0194]))
    assert [round(100 * (each or 0), 2) for each in (report.mean, report.lead, report.largest)] == [1.33, 3.84, 2.66]
    assert [round(each or 0, 3) for each in (report.b, report.weighted_b)] == [0.92, 0.937]
    assert round(answering_ratio(0.9821, 0.9555) or 0, 2) == 2.56


def test_a_certain_stratum_adds_no_spread_between_stations_and_no_degrees_of_freedom() -> None:
    strata = (*STRATA[:2], Stratum("D3", 3))
    groups = variance_groups(poll(strata=strata))
    assert [(group.strata, group.certain) for group in groups] == [((0,), False), ((1,), False), ((2,), True)]
    assert estimate(poll(strata=strata)).df == 8


def test_a_stratum_with_one_station_joins_its_neighbour() -> None:
    lonely = (*STATIONS[:4], *STATIONS[4:5], *STATIONS[10:])
    assert [group.strata for group in variance_groups(poll(lonely))] == [(0,), (1, 2)]
    last = STATIONS[:11]
    assert [group.strata for group in variance_groups(poll(last))] == [(0,), (1, 2)]


def test_one_station_in_all_gives_shares_without_an_interval() -> None:
    found = estimate(poll(STATIONS[:1]))
    assert (found.df, poll_intervals(found, 0.95)) == (None, None)
    assert found.shares.tolist() == [46 / 48, 1 / 48, 0.0, 1 / 48]


def test_a_station_with_one_interview_takes_the_finite_correction_from_its_group() -> None:
    one = (*STATIONS[:12], msgspec.structs.replace(STATIONS[12], interviews=1, votes=(1, 0, 0, 0)))
    assert [(group.fraction > 0, group.second_stage) for group in variance_groups(poll(one))] == [
        (True, True),
        (True, True),
        (False, False),
    ]


def test_a_fully_sampled_and_fully_interviewed_region_has_no_sampling_variance() -> None:
    stations = tuple(
        msgspec.structs.replace(station, ballots=station.interviews, approached=station.interviews) for station in STATIONS
    )
    found = estimate(poll(stations, (Stratum("D1", 4), Stratum("D2", 6), Stratum("D3", 3))))
    assert found.covariance.tolist() == np.zeros((4, 4)).tolist()
    assert found.shares.tolist() == pytest.approx([584 / 601, 5 / 601, 5 / 601, 7 / 601])


def test_a_station_without_answers_drops_out_of_its_stratum_and_is_named() -> None:
    silent = (*STATIONS, PolledStation("340", 2, 900, 60, 0, (0, 0, 0, 0)))
    sample = poll(silent)
    assert sample.dropped == ("340",)
    assert estimate(sample).shares.tolist() == estimate(poll()).shares.tolist()


def test_stations_drawn_in_proportion_to_voters_weigh_by_ballots_per_voter() -> None:
    strata = (Stratum("D1", 40, 60000), Stratum("D2", 60, 30000))
    stations = (
        PolledStation("1", 0, 900, 50, 40, (30, 10), 1200),
        PolledStation("2", 0, 500, 50, 40, (20, 20), 1000),
        PolledStation("3", 1, 300, 50, 40, (40, 0), 500),
        PolledStation("4", 1, 450, 50, 40, (10, 30), 600),
    )
    found = estimate(poll(stations, strata, "pps"))
    # 60,000 / 2 / 1,200 × 900 and so on, by hand.
    parts = np.array([22500.0, 15000.0, 9000.0, 11250.0])
    share = float(parts @ np.array([0.75, 0.5, 1.0, 0.25])) / 57750.0
    assert found.shares.tolist() == pytest.approx([share, 1 - share])
    z = parts * (np.array([0.75, 0.5, 1.0, 0.25]) - share) / 57750.0
    variance = (z[0] - z[1]) ** 2 + (z[2] - z[3]) ** 2
    assert float(found.covariance[0, 0]) == pytest.approx(variance)
    assert found.df == 2


def test_holm_orders_the_choices_by_their_own_deviation() -> None:
    found = estimate(poll())
    official = np.array([0.9, 0.0136, 0.0115, 0.0749])
    a, b, c, d = (2 * stdtr(10, -abs(found.shares - official) / found.errors)).tolist()
    assert holm(found, official).tolist() == pytest.approx([3 * a, 2 * b, max(2 * b, c), 4 * d])


def test_same_station_comparison_adds_a_half_where_a_choice_has_no_vote() -> None:
    both = same_station((40, 10), (600, 200), 0, 1)
    assert both is not None
    assert both.margin_difference == pytest.approx(0.6 - 0.5)
    assert both.log_ratio == pytest.approx(np.log(4 / 3))
    none = same_station((40, 0), (600, 200), 0, 1)
    assert none is not None
    assert none.log_ratio == pytest.approx(np.log(40.5 / 0.5 / 3))
    assert same_station((0, 0), (600, 200), 0, 1) is None


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"votes": (46, 1, 0, 5)}, "poll_votes_above_interviews"),
        ({"ballots": 47}, "poll_interviews_above_ballots"),
        ({"approached": 40}, "poll_interviews_above_approached"),
    ],
)
def test_contradicting_figures_are_refused_with_the_station(change: dict[str, Any], code: str) -> None:
    with pytest.raises(ClerkError) as caught:
        poll((msgspec.structs.replace(STATIONS[0], **change), *STATIONS[1:]))
    assert (caught.value.code, caught.value.params["station"]) == (code, "101")


def test_more_stations_than_there_are_and_no_answer_at_all_are_refused() -> None:
    with pytest.raises(ClerkError) as caught:
        poll(strata=(Stratum("D1", 3), *STRATA[1:]))
    assert (caught.value.code, caught.value.params) == (
        "poll_more_sampled_than_there_are",
        {"stratum": "D1", "more": 4, "less": 3},
    )
    with pytest.raises(ClerkError) as caught:
        poll((PolledStation("1", 0, 100, 10, 0, (0, 0)),))
    assert caught.value.code == "poll_without_answers"


@st.composite
def polls(draw: st.DrawFn) -> tuple[tuple[Stratum, ...], tuple[PolledStation, ...]]:
    """Polls of two to four strata with two to five stations each and three choices."""
    strata, stations = [], []
    for place in range(draw(st.integers(2, 4))):
        count = draw(st.integers(2, 5))
        strata.append(Stratum(f"S{place}", count + draw(st.integers(0, 30))))
        for each in range(count):
            votes = tuple(draw(st.lists(st.integers(0, 20), min_size=3, max_size=3)))
            votes = votes if sum(votes) > 1 else (1, 1, 0)
            stations.append(
                PolledStation(f"{place}-{each}", place, sum(votes) + draw(st.integers(0, 900)), None, sum(votes), votes)
            )
    return tuple(strata), tuple(stations)


@settings(max_examples=60)
@given(polls(), st.randoms(use_true_random=False))
def test_order_of_stations_and_of_choices_and_a_constant_of_ballots_change_nothing(drawn: Any, random: Any) -> None:
    strata, stations = drawn
    found = estimate(sample_of(("A", "B", "C"), strata, stations))
    shuffled = list(stations)
    random.shuffle(shuffled)
    turned = [msgspec.structs.replace(station, votes=station.votes[::-1]) for station in shuffled]
    again = estimate(sample_of(("C", "B", "A"), strata, turned))
    assert again.shares[::-1] == pytest.approx(found.shares)
    assert again.covariance[::-1, ::-1] == pytest.approx(found.covariance, abs=1e-15)
    larger = [msgspec.structs.replace(station, ballots=3 * station.ballots) for station in stations]
    assert estimate(sample_of(("A", "B", "C"), strata, larger)).shares == pytest.approx(found.shares)


@settings(max_examples=60)
@given(polls())
def test_shares_sum_to_one_and_the_wider_interval_holds_the_narrower_and_the_share(drawn: Any) -> None:
    strata, stations = drawn
    found = estimate(sample_of(("A", "B", "C"), strata, stations))
    assert float(found.shares.sum()) == pytest.approx(1)
    assert float(found.linearised.sum()) == pytest.approx(0, abs=1e-12)
    wide, narrow = poll_intervals(found, 0.95), poll_intervals(found, 0.9)
    if wide is not None and narrow is not None:
        tiny = 1e-12
        assert (wide[0] <= narrow[0] + tiny).all()
        assert (narrow[0] <= found.shares + tiny).all()
        assert (found.shares <= narrow[1] + tiny).all()
        assert (narrow[1] <= wide[1] + tiny).all()
        assert (wide[0] >= 0).all()
        assert (wide[1] <= 1).all()
