"""Raking, turnout from answers, homogeneity of waves, and the planner, held against printed reference values."""

import numpy as np
import pytest

from electdesk.analysis.planner import best_interviews, smallest_visible, stations_needed
from electdesk.analysis.surveys import homogeneity, rake, survey_estimate, turnout_of_wave
from electdesk.domain.errors import ClerkError

SEX = ("m", "m", "f", "f", "f", "m")
AGE = ("y", "o", "y", "o", "o", "y")
CONTROLS = {"sex": {"m": 48.0, "f": 52.0}, "age": {"y": 40.0, "o": 60.0}}
ONES = np.ones(6, np.int64)


def test_raking_reaches_both_margins() -> None:
    weights = rake({"sex": SEX, "age": AGE}, ONES, CONTROLS) * 100 / 6
    assert np.round(weights, 6).tolist() == [13.596813, 20.806374, 12.806374, 19.596813, 19.596813, 13.596813]
    found = survey_estimate(np.eye(6, dtype=np.int64), weights)
    assert round(found.kish, 6) == 1.040835


def test_raking_stops_where_nobody_of_a_category_was_asked_and_where_a_category_has_no_known_share() -> None:
    with pytest.raises(ClerkError) as caught:
        rake({"sex": ("m",) * 6}, ONES, {"sex": {"m": 0.5, "f": 0.5}})
    assert (caught.value.code, caught.value.params) == ("survey_category_empty", {"variable": "sex", "category": "f"})
    with pytest.raises(ClerkError) as caught:
        rake({"sex": SEX}, ONES, {"sex": {"m": 1.0}})
    assert (caught.value.code, caught.value.params) == ("survey_category_unknown", {"variable": "sex", "category": "f"})


def test_the_bounds_and_the_forecast_of_the_report() -> None:
    answers = np.array([[876, 0, 80, 44]], np.int64)
    found = turnout_of_wave(survey_estimate(answers, np.ones(1)), (0.98, 0.0, 0.5, 0.0), 0.02)
    assert (round(found.lower, 3), round(found.upper, 3), round(found.forecast, 3)) == (0.876, 0.956, 0.898)
    assert found.lower_low95 < found.lower < found.upper < found.upper_high95
    assert found.low95 < found.low90 < found.forecast < found.high90 < found.high95


def test_equal_weights_give_the_plain_variance_of_a_share() -> None:
    found = survey_estimate(np.array([[30, 70]], np.int64), np.ones(1))
    assert float(found.covariance[0, 0]) == pytest.approx(0.3 * 0.7 / 99)


def test_waves_that_say_the_same_may_be_pooled_and_others_not() -> None:
    same = homogeneity(np.array([0.5, 0.5]), np.array([0.01, 0.01]))
    assert same is not None
    assert (same.q, same.p, same.mean, same.may_be_pooled) == (0.0, 1.0, 0.5, True)
    apart = homogeneity(np.array([0.5, 0.6]), np.array([0.0001, 0.0001]))
    assert apart is not None
    assert apart.q == pytest.approx(50)
    assert not apart.may_be_pooled
    assert homogeneity(np.array([0.5]), np.array([0.01])) is None


@pytest.mark.parametrize(
    ("share", "half", "stations"),
    [(0.5, 0.03, 56), (0.5, 0.02, 121), (0.5, 0.01, 428), (0.5, 0.005, None), (0.9821, 0.01, 36), (0.9821, 0.005, 136),
     (0.9821, 0.0025, 472), (0.0054, 0.005, 43), (0.0054, 0.0025, 164)],
)  # fmt: skip
def test_the_planner_counts_stations(share: float, half: float, stations: int | None) -> None:
    assert stations_needed(share, half, 30, 0.02, 1050) == stations


@pytest.mark.parametrize(
    ("share", "stations", "points"),
    [(0.9555, 105, 1.27), (0.0194, 105, 0.85), (0.0136, 105, 0.71), (0.0115, 105, 0.66), (0.5, 105, 3.08), (0.9555, 25, 2.64),
     (0.9555, 50, 1.86), (0.9555, 200, 0.90)],
)  # fmt: skip
def test_what_a_poll_could_not_have_seen(share: float, stations: int, points: float) -> None:
    assert round(100 * smallest_visible(share, stations, 30, 0.02, 1050), 2) == points


def test_the_cheapest_number_of_interviews() -> None:
    assert round(best_interviews(20, 1, 0.02)) == 31
