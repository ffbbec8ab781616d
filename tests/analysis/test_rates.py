"""Rates and shares: the reference values of the design to their printed digits, and what holds for all numbers."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from electdesk.analysis.rates import Interval, funnel_limits, poisson_interval, rate, share, share_interval, zero_bound


def digits(value: float, places: int) -> str:
    return f"{value:.{places}f}"


def test_five_incidents_at_1050_reporting_stations() -> None:
    found = rate(5, 1050, 1100)
    assert found.interval is not None
    assert [digits(each, 3) for each in (found.per_100, found.interval.low, found.interval.high)] == ["0.476", "0.155", "1.111"]
    assert (found.count, found.stations, found.of) == (5, 1050, 1100)


def test_seven_affected_stations_of_1050() -> None:
    found = share(7, 1050, 1100)
    assert found.interval is not None
    percent = [digits(100 * each, 3) for each in (found.share, found.interval.low, found.interval.high)]
    assert percent == ["0.667", "0.268", "1.369"]


def test_no_incident_from_1050_stations_has_a_bound_and_no_claim_beyond_it() -> None:
    found = share(0, 1050, 1100)
    assert found.bound is not None
    assert digits(100 * found.bound, 3) == "0.285"
    assert found.interval is not None
    assert found.interval.low == 0
    # The upper end of no incident is -ln(.025) incidents.
    assert rate(0, 1050, 1100).interval == Interval(0.0, pytest.approx(-100 * math.log(0.025) / 1050))  # type: ignore[arg-type]


def test_where_every_station_reported_there_is_no_sampling_error() -> None:
    assert rate(5, 1050, 1050).interval is None
    found = share(0, 1050, 1050)
    assert (found.interval, found.bound) == (None, None)


@pytest.mark.parametrize(("stations", "of"), [(0, 5), (-1, 5), (6, 5)])
def test_a_rate_needs_reporting_stations_that_there_are(stations: int, of: int) -> None:
    for figure in (rate, share):
        with pytest.raises(ValueError, match="station"):
            figure(0, stations, of)
    with pytest.raises(ValueError, match="station"):
        zero_bound(0)
    with pytest.raises(ValueError, match="station"):
        funnel_limits(1, 0, 5)


def test_what_cannot_be_counted_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        poisson_interval(-1)
    with pytest.raises(ValueError, match="hits"):
        share_interval(3, 2)


@given(st.integers(0, 400), st.integers(1, 2000), st.integers(1, 500))
def test_an_interval_holds_its_rate_and_narrows_with_the_stations(count: int, stations: int, more: int) -> None:
    few, many = rate(count, stations, stations + more + 1), rate(count, stations + more, stations + more + 1)
    assert few.interval is not None
    assert many.interval is not None
    assert few.interval.low <= few.per_100 <= few.interval.high
    assert many.interval.high < few.interval.high


@given(st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_share_lies_in_its_interval_and_mirrors(pair: tuple[int, int]) -> None:
    hits, trials = pair
    found, mirrored = share_interval(hits, trials), share_interval(trials - hits, trials)
    assert 0 <= found.low <= hits / trials <= found.high <= 1
    assert found.low == pytest.approx(1 - mirrored.high, abs=1e-9)


@given(st.integers(0, 300), st.integers(1, 1500), st.integers(1, 200))
def test_a_funnel_holds_the_rate_of_all_and_its_outer_limits_lie_outside(count: int, stations: int, district: int) -> None:
    limits = funnel_limits(count, stations, district)
    assert limits.outer.low <= limits.inner.low <= limits.inner.high <= limits.outer.high
    # A count is whole, so the rate of all lies within half an incident of the limits.
    assert limits.inner.low <= 100 * count / stations + 100 / district
    assert limits.inner.high >= 100 * count / stations - 100 / district


def test_a_small_district_is_not_called_different_for_one_incident() -> None:
    # 40 incidents at 1,000 stations: at 12 stations .48 are expected, and one is well inside; at 120 4.8 are, and 12 are outside.
    assert funnel_limits(40, 1000, 12).inner.high * 12 / 100 == pytest.approx(2)
    assert funnel_limits(40, 1000, 120).outer.high * 120 / 100 == pytest.approx(13)
