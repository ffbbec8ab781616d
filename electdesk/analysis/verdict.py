"""Three-valued comparison of a share with an official one, by a margin that was fixed before the polls closed.

Source: two one-sided tests by intervals (Schuirmann, J. Pharmacokinetics and Biopharmaceutics 15, 1987); "not consistent" is the exclusion
of the whole zone. Codes only: the sentences stand in ``i18n``.
"""

from collections.abc import Sequence
from typing import Final, Literal

import msgspec

Outcome = Literal["consistent", "not consistent", "inconclusive", "no verdict"]
MarginKind = Literal["pp", "odds"]

EPSILON: Final = 1e-12
"""Ends that are as near as this touch: a difference of rounding decides nothing."""
ENOUGH_DF: Final = 60
"""From so many degrees of freedom on the 90 % interval decides about "consistent"; below it is too short near 100 %."""


class Margin(msgspec.Struct, frozen=True):
    """How far a poll may lie from the official share: ``value`` as a share (kind "pp"; 0.02 = 2 points) or as a factor of the odds above 1.

    ``fallback_odds`` is used where a margin in points would reach 0 or 100 %.
    """

    kind: MarginKind
    value: float
    fallback_odds: float = 2.0


LEADER_MARGIN: Final = Margin("pp", 0.02)
OTHER_MARGIN: Final = Margin("odds", 2.0)


class Zone(msgspec.Struct, frozen=True):
    """The shares that the margin lets pass, both ends included; ``kind`` in fact used; ``replaced``: the one in points was void."""

    low: float
    high: float
    kind: MarginKind
    replaced: bool = False


class Ends(msgspec.Struct, frozen=True):
    """The intervals of one share: 95 %, 90 % and the one with 5 % divided by the number of choices."""

    low95: float
    high95: float
    low90: float
    high90: float
    low_all: float
    high_all: float


class Verdict(msgspec.Struct, frozen=True):
    """``detected``: the official share lies outside the 95 % interval; ``reason`` of "no verdict": a code.

    ``excluded``: not consistent also with the interval for several choices, which speaks for the poll as a whole.
    """

    outcome: Outcome
    detected: bool = False
    reason: str = ""
    zone: Zone | None = None
    excluded: bool = False


def zone_of(official: float, margin: Margin) -> Zone:
    """The zone around an official share between 0 and 1, both excluded."""
    if margin.kind == "pp":
        if margin.value < min(official, 1 - official) - EPSILON:
            return Zone(official - margin.value, official + margin.value, "pp")
        return _odds_zone(official, margin.fallback_odds, replaced=True)
    return _odds_zone(official, margin.value, replaced=False)


def _odds_zone(official: float, factor: float, *, replaced: bool) -> Zone:
    odds = official / (1 - official)
    return Zone(odds / factor / (1 + odds / factor), odds * factor / (1 + odds * factor), "odds", replaced)


def judge(official: float, ends: Ends | None, df: int | None, margin: Margin | None, refusal: str = "") -> Verdict:
    """The verdict of one choice. ``refusal``: a reason found before (n_not_stated, not_the_same_question, margin_late), "" = none.

    Reasons of "no verdict", the first that holds: n_not_stated, too_few_stations, not_the_same_question, no_margin, margin_late,
    official_0_or_1.
    """
    if refusal == "n_not_stated":
        return Verdict("no verdict", reason=refusal)
    if ends is None or df is None:
        return Verdict("no verdict", reason="too_few_stations")
    detected = official < ends.low95 - EPSILON or official > ends.high95 + EPSILON
    if refusal == "not_the_same_question":
        return Verdict("no verdict", detected, refusal)
    if margin is None:
        return Verdict("no verdict", detected, "no_margin")
    if refusal:
        return Verdict("no verdict", detected, refusal)
    if not 0 < official < 1:
        return Verdict("no verdict", detected, "official_0_or_1")
    zone = zone_of(official, margin)
    low, high = (ends.low90, ends.high90) if df >= ENOUGH_DF else (ends.low95, ends.high95)
    outcome: Outcome = "inconclusive"
    if low >= zone.low - EPSILON and high <= zone.high + EPSILON:
        outcome = "consistent"
    elif ends.high95 < zone.low - EPSILON or ends.low95 > zone.high + EPSILON:
        outcome = "not consistent"
    excluded = ends.high_all < zone.low - EPSILON or ends.low_all > zone.high + EPSILON
    return Verdict(outcome, detected, zone=zone, excluded=excluded)


def judge_poll(verdicts: Sequence[Verdict]) -> Outcome:
    """The verdict of a whole poll: every choice has to pass, and one that is excluded with allowance for their number decides against it."""
    if any(each.excluded for each in verdicts):
        return "not consistent"
    if not verdicts or any(each.outcome == "no verdict" for each in verdicts):
        return "no verdict"
    return "consistent" if all(each.outcome == "consistent" for each in verdicts) else "inconclusive"
