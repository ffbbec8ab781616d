"""The figures of a protocol that adds up, drawn for one station. Form: kz-president-2011, lines by their ids."""

import math
import random
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from electdesk.services.sample.stations import DrawnStation

_TURNOUT: Final = {True: (0.865, 0.035), False: (0.925, 0.025)}
"""Mean and standard deviation of the share of voters who came: city, village."""
_INVALID_SHARE: Final = 0.008
_RESERVE_PERCENT: Final = 1


class Protocol(msgspec.Struct, frozen=True):
    """Figures by line id, and votes in the order of the ballot. Marks as in ``domain.figures``."""

    lines: Mapping[str, int]
    votes: tuple[int, ...]

    def with_lines(self, **lines: int) -> "Protocol":
        """The same protocol with other figures in some lines."""
        return Protocol({**self.lines, **lines}, self.votes)

    def with_vote(self, choice: int, votes: int) -> "Protocol":
        """The same protocol with other votes for one choice."""
        return Protocol(self.lines, (*self.votes[:choice], votes, *self.votes[choice + 1 :]))


def with_reserve(voters: int) -> int:
    """Ballots printed for a list: one per cent more, rounded up (ballots)."""
    return -(-voters * (100 + _RESERVE_PERCENT) // 100)


def draw_protocol(station: DrawnStation, shares: Sequence[float], rng: random.Random) -> Protocol:
    """A protocol in which every relation holds. ``shares`` of the candidates sum to one; the largest takes what is left."""
    issued = _issued(station, rng)
    received = with_reserve(station.voters)
    carried_away = rng.choice((1, 1, 2, 3)) if rng.random() < 0.07 and issued > 60 else 0
    outside = 0 if station.is_special else min(issued, round(station.voters * rng.uniform(0.004, 0.012 if station.city else 0.03)))
    by_certificate = min(issued, rng.choice((1, 1, 2, 3))) if rng.random() < 0.25 else 0
    took_part = issued - carried_away
    invalid = min(took_part, round(took_part * _INVALID_SHARE * rng.uniform(0.2, 1.8)))
    lines = {
        "registered": station.voters,
        "received": received,
        "issued": issued,
        "issued_by_certificate": by_certificate,
        "issued_outside": outside,
        "cancelled": received - issued,
        "certificates_issued": round(station.voters * rng.uniform(0, 0.004)),
        "took_part": took_part,
        "invalid": invalid,
    }
    return Protocol(lines, _votes(took_part - invalid, shares, rng))


def _issued(station: DrawnStation, rng: random.Random) -> int:
    mean, deviation = _TURNOUT[station.city]
    turnout = min(max(rng.gauss(mean, deviation), 0.7), 0.985)
    all_came = 0.75 if station.is_special else 0.25 if station.voters < 120 else 0.0
    if rng.random() < all_came:
        return station.voters
    return min(round(station.voters * turnout), station.voters - 1)


def _votes(valid: int, shares: Sequence[float], rng: random.Random) -> tuple[int, ...]:
    winner = max(range(len(shares)), key=shares.__getitem__)
    votes = [0] * len(shares)
    left = valid
    for choice, share in enumerate(shares):
        if choice != winner:
            votes[choice] = min(left, math.floor(valid * share * math.exp(rng.gauss(0, 0.3)) + rng.random()))
            left -= votes[choice]
    votes[winner] = left
    return tuple(votes)
