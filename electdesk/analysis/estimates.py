"""Shares of a poll at stations and their variance: combined ratio estimator, two stages, linearised.

Source: Särndal, Swensson, Wretman, Model Assisted Survey Sampling (1992), 5.6 and 4.3; collapsed strata: Cochran, Sampling Techniques
(1977), 5A.12. The reference values of the tests were computed with R's survey package.
"""

from collections.abc import Sequence
from typing import Final

import msgspec
import numpy as np
import numpy.typing as npt

from electdesk.analysis.sample import Floats, Integers, Sample

FEWEST_DF: Final = 3
"""A domain with fewer degrees of freedom gets a share and no interval."""


class VarianceGroup(msgspec.Struct, frozen=True):
    """Strata (their places) whose stations are compared with each other, because one of them has a single station.

    ``fraction`` of the stations that was sampled; 0 where the finite number of stations may not be used. ``certain``: all were sampled.
    """

    strata: tuple[int, ...]
    stations: int
    fraction: float
    certain: bool
    second_stage: bool


class Estimate(msgspec.Struct, frozen=True):
    """Shares (0 to 1) of the choices, in their order, with the covariance of the estimates.

    ``first_stage`` is the part of the covariance between stations. ``df`` degrees of freedom; None = a variance cannot be estimated.
    ``n`` interviews with a choice named at ``stations`` stations; ``total`` estimated ballots issued; ``kish`` the design effect of
    unequal weights, 1 + cv² over interviews. ``linearised`` stations × choices, summing to 0 by choice.
    """

    shares: Floats
    covariance: Floats
    first_stage: Floats
    df: int | None
    n: int
    stations: int
    total: float
    kish: float
    linearised: Floats
    groups: tuple[VarianceGroup, ...]

    @property
    def errors(self) -> Floats:
        """Standard errors of the shares."""
        return np.sqrt(np.diag(self.covariance))

    @property
    def design_effects(self) -> Floats:
        """Variance by that of as many interviews of a simple random sample; NaN where a share is 0 or 1."""
        plain = self.shares * (1 - self.shares) / self.n
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(plain > 0, np.diag(self.covariance) / plain, np.nan)


def estimate(sample: Sample, domain: npt.NDArray[np.bool_] | None = None) -> Estimate:
    """Shares over all ballots issued, or over those of a domain (a mask over the stations of the sample).

    In a domain every station of its strata stays in the variance, with a deviation of 0 outside it: what was drawn is the whole sample.
    A domain without a station gives shares of NaN and no degrees of freedom.
    """
    inside = np.ones(len(sample.names), np.bool_) if domain is None else domain
    groups = variance_groups(sample)
    counted = sample.weights * sample.ballots * inside
    total = float(counted.sum())
    k = len(sample.choices)
    if total <= 0:
        nothing = np.full((k, k), np.nan)
        return Estimate(np.full(k, np.nan), nothing, nothing, None, 0, 0, 0.0, np.nan, np.zeros((len(sample.names), k)), groups)
    shares = counted @ sample.shares / total
    linearised = counted[:, None] * (sample.shares - shares) / total
    first = np.zeros((k, k))
    second = np.zeros((k, k))
    df = 0
    can = True
    for group in groups:
        rows = np.flatnonzero(np.isin(sample.stratum, group.strata))
        if not group.certain:
            if len(rows) < 2:
                can = can and not inside[rows].any()
            else:
                first += _between(linearised[rows], group.fraction)
                df += int(inside[rows].sum()) - int(inside[rows].any())
        if group.second_stage:
            second += _within(sample, rows[inside[rows]], counted / total, group.fraction)
    n = int(sample.named[inside].sum())
    if all(group.certain for group in groups):
        df = int((sample.named[inside] - 1).sum())
    return Estimate(
        shares=shares,
        covariance=first + second,
        first_stage=first,
        df=df if can and df >= (1 if domain is None else FEWEST_DF) else None,
        n=n,
        stations=int(inside.sum()),
        total=total,
        kish=n * float((counted[inside] ** 2 / sample.named[inside]).sum()) / total**2,
        linearised=linearised,
        groups=groups,
    )


def _between(linearised: Floats, fraction: float) -> Floats:
    """(1 − f) n/(n − 1) Σ (z − z̄)(z − z̄)′ of one group of stations."""
    count = len(linearised)
    centred = linearised - linearised.mean(axis=0)
    spread: Floats = centred.T @ centred
    return spread * ((1 - fraction) * count / (count - 1))


def _within(sample: Sample, rows: Integers, parts: Floats, fraction: float) -> Floats:
    """f Σ (1 − m/M)(w M/X)² (diag p − p p′)/(m − 1) over the stations of one group."""
    named, p = sample.named[rows], sample.shares[rows]
    factors = fraction * (1 - named / sample.ballots[rows]) * parts[rows] ** 2 / (named - 1)
    spread: Floats = np.diag(factors @ p) - (p * factors[:, None]).T @ p
    return spread


def variance_groups(sample: Sample) -> tuple[VarianceGroup, ...]:
    """The strata as the variance sees them, in their order; strata without a used station take no part.

    A stratum of which every station was used is certain. Other strata with a single used station join the next ones in order until two
    stations are together; a rest at the end joins the group before it. A group with a station of a single interview cannot show the
    spread inside stations: it does without the finite number of stations, which errs on the safe side. A certain stratum of one station
    with one interview shows no spread of any kind and joins the group before it, or else the next.
    """
    counts = np.bincount(sample.stratum, minlength=len(sample.strata))
    single = np.zeros(len(sample.strata), np.bool_)
    single[sample.stratum[sample.named < 2]] = True
    ratio = sample.design == "ratio"
    certain: list[VarianceGroup] = []
    lonely: list[int] = []
    collapsed: list[list[int]] = []
    is_open = False
    for place, stratum in enumerate(sample.strata):
        count = int(counts[place])
        if not count:
            continue
        if ratio and count == stratum.stations and not (single[place] and count == 1):
            sure = not single[place]
            certain.append(VarianceGroup((place,), count, 1.0 if sure else 0.0, sure, sure))
            continue
        if ratio and count == stratum.stations:
            lonely.append(place)
            continue
        if is_open:
            collapsed[-1].append(place)
        else:
            collapsed.append([place])
        is_open = sum(int(counts[each]) for each in collapsed[-1]) < 2
    if is_open and len(collapsed) > 1:
        rest = collapsed.pop()
        collapsed[-1] += rest
    if lonely:
        _join_lonely(collapsed, lonely)
    return tuple(
        sorted([*certain, *(_group(sample, places, counts, single) for places in collapsed)], key=lambda group: group.strata)
    )


def _join_lonely(collapsed: list[list[int]], lonely: list[int]) -> None:
    if not collapsed:
        collapsed.append(list(lonely))
        return
    for place in lonely:
        before = [group for group in collapsed if group[0] < place]
        (before[-1] if before else collapsed[0]).append(place)


def _group(sample: Sample, places: Sequence[int], counts: Integers, single: npt.NDArray[np.bool_]) -> VarianceGroup:
    stations = int(sum(counts[place] for place in places))
    whole = sum(sample.strata[place].stations for place in places)
    finite = sample.design == "ratio" and not any(single[place] for place in places)
    return VarianceGroup(tuple(sorted(places)), stations, stations / whole if finite else 0.0, False, finite)
