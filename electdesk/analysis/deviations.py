"""How far a poll lies from the official shares, in the measures that the literature compares polls by. Beside an interval, never instead of it.

Source: Mosteller and others, The Pre-election Polls of 1948 (1949); Martin, Traugott, Kennedy (Public Opinion Quarterly 69, 2005);
Arzheimer, Evans (Political Analysis 22, 2014).
"""

from collections.abc import Sequence

import msgspec
import numpy as np

from electdesk.analysis.sample import Floats


class Deviations(msgspec.Struct, frozen=True):
    """Shares 0 to 1; positive = the poll lies above. ``log_odds`` A′ by choice, NaN where a share is 0 or 1.

    ``mean`` M3 over the choices; ``lead`` M5: the lead of the official first over the official second, poll minus official, None with one
    choice; ``largest`` M6; ``b`` the mean of |A′|, ``weighted_b`` the same weighted by official shares, None where no A′ exists.
    """

    signed: tuple[float, ...]
    log_odds: tuple[float, ...]
    mean: float
    lead: float | None
    largest: float
    b: float | None
    weighted_b: float | None


def deviations(shares: Floats, official: Floats) -> Deviations:
    """Compare shares with official ones, choice by choice; equal official shares stand in the order of the ballot."""
    signed = shares - official
    inside = (shares > 0) & (shares < 1) & (official > 0) & (official < 1)
    odds = np.full(len(shares), np.nan)
    odds[inside] = log_odds(shares[inside]) - log_odds(official[inside])
    order = np.argsort(-official, kind="stable")
    lead = float(signed[order[0]] - signed[order[1]]) if len(order) > 1 else None
    size = np.abs(odds[inside])
    return Deviations(
        signed=tuple(signed.tolist()),
        log_odds=tuple(odds.tolist()),
        mean=float(np.abs(signed).mean()),
        lead=lead,
        largest=float(np.abs(signed).max()),
        b=float(size.mean()) if len(size) else None,
        weighted_b=float((official[inside] * size).sum()) if len(size) else None,
    )


def log_odds(shares: Floats) -> Floats:
    """ln(p/(1 − p)) of shares between 0 and 1, both excluded."""
    return np.log(shares / (1 - shares))


def answering_ratio(share: float, official: float) -> float | None:
    """How much more readily supporters of a choice must have answered than others for the poll's deviation to come from that alone.

    None where a share is 0 or 1. Source: response bias as a factor of the odds.
    """
    if not (0 < share < 1 and 0 < official < 1):
        return None
    return (share / (1 - share)) / (official / (1 - official))


class SameStation(msgspec.Struct, frozen=True):
    """A sampled station against its own protocol. ``margin_difference``: the poll's lead of the first choice over the second minus the
    official one, as a share; ``log_ratio``: the same as a logarithm of the ratio of the two choices' votes. Positive = the poll overstates the first.
    """

    margin_difference: float
    log_ratio: float


def same_station(poll: Sequence[float], official: Sequence[float], first: int, second: int) -> SameStation | None:
    """Compare a station's interviews by choice with the votes of its protocol; None where either has none at all.

    A source in which one of the two choices has no vote gets a half added to both. Source: Edison and Mitofsky, Evaluation of the
    Edison/Mitofsky Election System 2004 (2005), with the sign chosen so that an overstated leader is positive.
    """
    polled, counted = sum(poll), sum(official)
    if polled <= 0 or counted <= 0:
        return None
    margin = (poll[first] - poll[second]) / polled - (official[first] - official[second]) / counted
    return SameStation(margin, _log_of_two(poll[first], poll[second]) - _log_of_two(official[first], official[second]))


def _log_of_two(first: float, second: float) -> float:
    if not first or not second:
        first, second = first + 0.5, second + 0.5
    return float(np.log(first / second))
