"""Intervals of shares that hold near 0 and 100 %: Korn and Graubard with one design effect for all choices of a poll.

Source: Korn, Graubard, Confidence intervals for proportions with small expected number of positive counts (Survey Methodology 24, 1998);
the design effect of all choices together is the first-order correction of Rao, Scott (JASA 76, 1981) with the estimated shares in place of
the official ones, so that no interval depends on the official result.
"""

from typing import Final

import msgspec
import numpy as np

from electdesk.analysis.estimates import Estimate
from electdesk.analysis.sample import Floats

ASSUMED_RHO: Final = 0.02
"""Likeness of two interviews at one station, where a poll's own figures do not tell: the planner's assumption, shown beside the interval."""
FEW_STATIONS: Final = 50
FEW_DF: Final = 20


class Effects(msgspec.Struct, frozen=True):
    """Design effects of a poll: ``planned`` (weights and assumed likeness), ``pooled`` over the choices, ``used`` and ``n_eff`` by choice."""

    planned: float
    pooled: float
    used: Floats
    n_eff: Floats


def effects(found: Estimate, *, of_stations: bool = True) -> Effects:
    """The design effects that the intervals of a poll use; never below 1. ``of_stations`` False: a survey without stations."""
    shares, variances = found.shares, np.diag(found.covariance)
    some = shares > 0
    likeness = (found.n / found.stations - 1) * ASSUMED_RHO if of_stations else 0.0
    planned = found.kish * (1 + likeness)
    count = int(some.sum())
    pooled = planned
    if count >= 2:
        average = found.n / (count - 1) * float((variances[some] / shares[some]).sum())
        pooled = average if count >= 3 else float(np.sqrt(average * planned))
    own = np.nan_to_num(found.design_effects, nan=0.0)
    used = np.maximum(1.0, np.maximum(pooled, own))
    return Effects(planned=planned, pooled=pooled, used=used, n_eff=found.n / used)


def n_star(n_eff: Floats, n: int, df: int, level: float) -> Floats:
    """Effective interviews, lessened for a variance that was itself estimated with ``df`` degrees of freedom."""
    from scipy.special import stdtrit

    upper = (1 + level) / 2
    return n_eff * float(stdtrit(max(n - 1, 1), upper) / stdtrit(df, upper)) ** 2


def share_intervals(shares: Floats, stars: Floats, level: float) -> tuple[Floats, Floats]:
    """Low and high ends (0 to 1) of the intervals of ``shares`` over ``stars`` effective interviews, at a level such as 0.95."""
    from scipy.special import betaincinv

    tail = (1 - level) / 2
    hits = shares * stars
    misses = (1 - shares) * stars
    # betaincinv knows no shape of 0; these ends are 0 and 1, and the others have a closed form.
    low = np.where(hits > 0, betaincinv(np.where(hits > 0, hits, 1), misses + 1, tail), 0.0)
    high = np.where(misses > 0, betaincinv(hits + 1, np.where(misses > 0, misses, 1), 1 - tail), 1.0)
    low = np.where(misses == 0, tail ** (1 / stars), low)
    high = np.where(hits == 0, 1 - tail ** (1 / stars), high)
    return low, high


def poll_intervals(found: Estimate, level: float, *, of_stations: bool = True) -> tuple[Floats, Floats] | None:
    """The intervals of all shares of a poll, None where its variance cannot be estimated."""
    if found.df is None:
        return None
    return share_intervals(found.shares, n_star(effects(found, of_stations=of_stations).n_eff, found.n, found.df, level), level)


def score_interval(value: float, error: float, df: int, level: float) -> tuple[float, float]:
    """The interval of a mean of scores between 0 and 1 that is no share (a forecast of turnout): t on the logit scale."""
    from scipy.special import expit, logit, stdtrit

    if not 0 < value < 1:
        return value, value
    middle = float(logit(value))
    half = float(stdtrit(df, (1 + level) / 2)) * error / (value * (1 - value))
    return float(expit(middle - half)), float(expit(middle + half))


def is_short(stations: int, df: int) -> bool:
    """Whether "few stations: the interval may be too short" stands beside the intervals."""
    return stations < FEW_STATIONS or df < FEW_DF
