"""Surveys without stations: weights raked to known shares, answers with their variance, and what they say of turnout.

Source: Deming, Stephan (Annals of Mathematical Statistics 11, 1940); Kish, Survey Sampling (1965). The variance takes the weights as fixed,
which errs on the wide side.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec
import numpy as np

from electdesk.analysis.estimates import Estimate
from electdesk.analysis.intervals import effects, poll_intervals, score_interval, share_intervals
from electdesk.analysis.sample import Floats, Integers
from electdesk.domain.errors import ClerkError

TURNOUT_ANSWERS: Final = ("certain", "probable", "undecided", "no")
_CLOSE: Final = 1e-12
_MOST_ROUNDS: Final = 10_000
POOLING_P: Final = 0.1
"""Waves are put together only where their homogeneity is not doubted at this level."""


def rake(categories: Mapping[str, Sequence[str]], counts: Integers, controls: Mapping[str, Mapping[str, float]]) -> Floats:
    """Weights by group of respondents, so that the weighted shares of each category are those known of the population.

    ``categories``: variable → the category of each group; ``counts`` respondents in each group; ``controls``: variable → category →
    share (of any sum). The mean weight of a respondent is 1. Raises ClerkError: survey_category_empty (``variable``, ``category``: nobody
    of it was asked), survey_category_unknown (``variable``, ``category``: it has no known share), survey_not_raked.
    """
    weights = np.ones(len(counts), np.float64)
    n = float(counts.sum())
    cells: list[tuple[Floats, float]] = []
    for variable, shares in controls.items():
        own = np.array(categories[variable])
        for category in dict.fromkeys(categories[variable]):
            if category not in shares:
                raise ClerkError("survey_category_unknown", variable=variable, category=category)
        whole = sum(shares.values())
        for category, share in shares.items():
            inside = (own == category).astype(np.float64)
            if share > 0 and not (inside * counts).sum():
                raise ClerkError("survey_category_empty", variable=variable, category=category)
            cells.append((inside, n * share / whole))
    for _ in range(_MOST_ROUNDS):
        furthest = 0.0
        for inside, wanted in cells:
            held = float((inside * counts * weights).sum())
            if held:
                factor = wanted / held
                furthest = max(furthest, abs(factor - 1))
                weights = np.where(inside > 0, weights * factor, weights)
        if furthest <= _CLOSE:
            return weights * n / float((weights * counts).sum())
    raise ClerkError("survey_not_raked")


def survey_estimate(answers: Integers, weights: Floats) -> Estimate:
    """Shares of answers (groups × answers, counts) with one weight a group: V = n/(n − 1) Σ (w/Σw)² (e − P)(e − P)′."""
    answers = np.asarray(answers, np.float64)
    counts = answers.sum(axis=1)
    n = int(counts.sum())
    total = float((weights * counts).sum())
    shares = weights @ answers / total
    k = answers.shape[1]
    covariance = np.zeros((k, k))
    squared = (weights / total) ** 2
    for answer in range(k):
        away = np.eye(k)[answer] - shares
        covariance += float((squared * answers[:, answer]).sum()) * np.outer(away, away)
    covariance *= n / (n - 1) if n > 1 else np.nan
    return Estimate(
        shares=shares,
        covariance=covariance,
        first_stage=covariance,
        df=n - 1 if n > 1 else None,
        n=n,
        stations=n,
        total=total,
        kish=n * float((weights**2 * counts).sum()) / total**2,
        linearised=np.zeros((0, k)),
        groups=(),
    )


class TurnoutOfWave(msgspec.Struct, frozen=True):
    """What one wave says of turnout (shares 0 to 1): bounds with the outer ends of their 95 % intervals, a forecast with its errors.

    ``error`` is the whole one, ``sampling_error`` without the past error of the pollster (``past_error``, None = not known: no verdict).
    """

    lower: float
    lower_low95: float
    upper: float
    upper_high95: float
    forecast: float
    sampling_error: float
    past_error: float | None
    error: float
    low95: float
    high95: float
    low90: float
    high90: float


def turnout_of_wave(found: Estimate, coefficients: Sequence[float], past_error: float | None) -> TurnoutOfWave:
    """Bounds and forecast from the answers certain, probable, undecided, no (in this order).

    ``coefficients``: the part of each group that voted in earlier elections; ``past_error``: root mean square error of this pollster's
    forecasts, as a share. Raises ClerkError("survey_too_small") with one respondent.
    """
    own = poll_intervals(found, 0.95, of_stations=False)
    if own is None or found.df is None:
        raise ClerkError("survey_too_small")
    some = np.array([1.0, 1.0, 1.0, 0.0])
    upper = float(some @ found.shares)
    upper_high95 = _high95_of_sum(found, some)
    by = np.array(coefficients, np.float64)
    forecast = float(by @ found.shares)
    sampling = float(np.sqrt(by @ found.covariance @ by))
    error = float(np.hypot(sampling, past_error or 0.0))
    low95, high95 = score_interval(forecast, error, found.df, 0.95)
    low90, high90 = score_interval(forecast, error, found.df, 0.90)
    return TurnoutOfWave(
        lower=float(found.shares[0]),
        lower_low95=float(own[0][0]),
        upper=upper,
        upper_high95=upper_high95,
        forecast=forecast,
        sampling_error=sampling,
        past_error=past_error,
        error=error,
        low95=low95,
        high95=high95,
        low90=low90,
        high90=high90,
    )


def _high95_of_sum(found: Estimate, some: Floats) -> float:
    """The upper end for several answers together, with the design effect of the wave as a whole."""
    share = float(some @ found.shares)
    plain = share * (1 - share) / found.n
    own = float(some @ found.covariance @ some) / plain if plain > 0 else 0.0
    n_eff = found.n / max(1.0, effects(found, of_stations=False).pooled, own)
    one = np.array([share])
    # Without stations the degrees of freedom are n - 1, so n* is n_eff itself.
    return float(share_intervals(one, np.array([n_eff]), 0.95)[1][0])


class Homogeneity(msgspec.Struct, frozen=True):
    """Whether waves say the same: Q on ``df`` degrees of freedom, its probability, and the mean that weighs each wave by its precision."""

    q: float
    df: int
    p: float
    mean: float
    error: float

    @property
    def may_be_pooled(self) -> bool:
        """Whether the mean may be shown as one figure; otherwise the trend is what there is to show."""
        return self.p > POOLING_P


def homogeneity(values: Floats, variances: Floats) -> Homogeneity | None:
    """Cochran's Q of at least two independent estimates with variances above 0; None where there are not. Source: Cochran (Biometrics 10, 1954)."""
    from scipy.special import chdtrc

    if len(values) < 2 or not (variances > 0).all():
        return None
    weights = 1 / variances
    mean = float((weights * values).sum() / weights.sum())
    q = float((weights * (values - mean) ** 2).sum())
    df = len(values) - 1
    return Homogeneity(q, df, float(chdtrc(df, q)), mean, float(1 / np.sqrt(weights.sum())))
