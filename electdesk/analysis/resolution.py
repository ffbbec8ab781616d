"""How long incidents stay open: the Kaplan–Meier estimator, in which those that are still open count for as long as they are known to be.

A mean of the settled cases alone is too short, because the long ones are those that are not settled yet.

Source: Kaplan, Meier, Nonparametric estimation from incomplete observations (Journal of the American Statistical Association 53, 1958).
"""

from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

QUANTILES: Final = (0.5, 0.9)
"""Shares of the incidents that are settled by the time told: the median and the ninetieth percentile."""


class Case(msgspec.Struct, frozen=True):
    """``minutes`` from the report to the end of the work, or until now where it is open."""

    minutes: int
    ended: bool


class Step(msgspec.Struct, frozen=True):
    """At ``minutes``, ``ended`` of ``at_risk`` cases ended and ``censored`` were known no longer; ``open_share`` (0 … 1) are open after it."""

    minutes: int
    at_risk: int
    ended: int
    censored: int
    open_share: float


class Resolution(msgspec.Struct, frozen=True):
    """``cases`` of which ``ended``. ``median`` and ``ninetieth`` in minutes, None where so many have not ended yet: never a guess."""

    cases: int
    ended: int
    median: int | None
    ninetieth: int | None
    curve: tuple[Step, ...]


def resolution(cases: Iterable[Case]) -> Resolution:
    """The curve and its quantiles: the smallest time at which the open share is at most .5, and .1.

    A case that ended in the minute in which another was last seen open counts first. Raises ValueError for negative minutes.
    """
    known = sorted(cases, key=lambda case: case.minutes)
    if known and known[0].minutes < 0:
        raise ValueError("an incident cannot end before it was reported")
    curve = _curve(known)
    median, ninetieth = (_quantile(curve, share) for share in QUANTILES)
    return Resolution(len(known), sum(case.ended for case in known), median, ninetieth, curve)


def _curve(known: Sequence[Case]) -> tuple[Step, ...]:
    curve: list[Step] = []
    # Numerator and denominator apart: a product of rounded factors would miss a quantile by the last digit.
    above, below, at_risk = 1, 1, len(known)
    for minutes in sorted({case.minutes for case in known}):
        ended = sum(case.ended for case in known if case.minutes == minutes)
        censored = sum(not case.ended for case in known if case.minutes == minutes)
        above, below = above * (at_risk - ended), below * at_risk
        curve.append(Step(minutes, at_risk, ended, censored, above / below))
        at_risk -= ended + censored
    return tuple(curve)


def _quantile(curve: Sequence[Step], share: float) -> int | None:
    # 1 - .9 is a little less than .1 in binary, and a share of exactly one tenth has to count.
    reached = round(1 - share, 9)
    return next((step.minutes for step in curve if step.ended and step.open_share <= reached), None)
