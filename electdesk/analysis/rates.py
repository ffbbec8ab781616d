"""How often something was reported from stations: rates and shares with exact intervals, and the limits of a funnel.

Nothing here knows a rate without its number of stations. Where every station reported there is no sampling error, and so no interval:
what is uncertain then is whether everything was reported, which no formula tells.

Source: Garwood, Fiducial limits for the Poisson distribution (Biometrika 28, 1936); Clopper, Pearson (Biometrika 26, 1934); Spiegelhalter,
Funnel plots for comparing institutional performance (Statistics in Medicine 24, 2005).
"""

from typing import Final

import msgspec

LEVEL: Final = 0.95
"""Two-sided level of the intervals."""
FUNNEL_LEVELS: Final = (0.95, 0.998)
"""Two-sided levels of the two limits of a funnel: nearly all, and as good as all, that chance alone explains."""
PER: Final = 100
"""Rates are per so many stations."""


class Interval(msgspec.Struct, frozen=True):
    """Lower and upper end, in the unit of what it is of."""

    low: float
    high: float


class Rate(msgspec.Struct, frozen=True):
    """``count`` incidents at ``stations`` reporting stations of ``of``. ``per_100``: incidents for each 100 reporting stations.

    ``interval``: in the same unit; None where all stations reported (a census has no sampling error).
    """

    count: int
    stations: int
    of: int
    per_100: float
    interval: Interval | None


class Share(msgspec.Struct, frozen=True):
    """``affected`` of ``stations`` reporting stations of ``of``, each counted once. ``share`` and ``interval``: 0 … 1; None as in ``Rate``.

    ``bound``: where nobody was affected, the one-sided 95 % bound of the share if the other stations are like those that reported, else None.
    """

    affected: int
    stations: int
    of: int
    share: float
    interval: Interval | None
    bound: float | None = None


class FunnelLimits(msgspec.Struct, frozen=True):
    """What chance alone explains at a number of stations, if all districts had one rate: incidents per 100 stations at both levels."""

    inner: Interval
    outer: Interval


def poisson_interval(count: int, level: float = LEVEL) -> Interval:
    """Exact interval of a Poisson count (incidents). The lower end of 0 is 0. Raises ValueError for a negative count."""
    from scipy.special import chdtri

    if count < 0:
        raise ValueError("a count cannot be negative")
    tail = (1 - level) / 2
    # chdtri takes the probability above the value.
    low = float(chdtri(2 * count, 1 - tail)) / 2 if count else 0.0
    return Interval(low, float(chdtri(2 * count + 2, tail)) / 2)


def rate(count: int, stations: int, of: int, *, census: bool | None = None) -> Rate:
    """Incidents per 100 reporting stations: 100 k/n with 50/n · chi2(.025; 2k) and 50/n · chi2(.975; 2k+2).

    ``stations``: that sent at least one report; ``of``: that there are. ``census``: whether all are known to have reported, by default where both
    are equal. Raises ValueError without reporting stations, or for more than there are.
    """
    _refuse_stations(stations, of)
    exact = poisson_interval(count)
    whole = stations == of if census is None else census
    interval = None if whole else Interval(PER * exact.low / stations, PER * exact.high / stations)
    return Rate(count, stations, of, PER * count / stations, interval)


def share_interval(hits: int, trials: int, level: float = LEVEL) -> Interval:
    """Clopper–Pearson interval of a share (0 … 1). Raises ValueError where there are more hits than trials, or none to try."""
    from scipy.special import betaincinv

    if trials < 1 or not 0 <= hits <= trials:
        raise ValueError("a share needs trials, and no more hits than those")
    tail = (1 - level) / 2
    low = float(betaincinv(hits, trials - hits + 1, tail)) if hits else 0.0
    high = float(betaincinv(hits + 1, trials - hits, 1 - tail)) if hits < trials else 1.0
    return Interval(low, high)


def share(affected: int, stations: int, of: int, *, census: bool | None = None) -> Share:
    """The share of reporting stations with at least one incident. Arguments and errors as for ``rate``."""
    _refuse_stations(stations, of)
    whole = stations == of if census is None else census
    interval = None if whole else share_interval(affected, stations)
    bound = zero_bound(stations) if affected == 0 and interval is not None else None
    return Share(affected, stations, of, affected / stations, interval, bound)


def zero_bound(stations: int, level: float = LEVEL) -> float:
    """One-sided upper bound of a share (0 … 1) when none of ``stations`` is affected: 1 - (1 - level)^(1/n). Raises ValueError for none."""
    if stations < 1:
        raise ValueError("no station, no bound")
    return float(1 - (1 - level) ** (1 / stations))


def funnel_limits(count: int, stations: int, district_stations: int) -> FunnelLimits:
    """The limits of a district with ``district_stations`` reporting stations, if the rate of all (``count`` at ``stations``) held there too.

    Quantiles of the Poisson distribution that this rate gives at so many stations, per 100 stations. They narrow as the district grows, so a
    small district is not called different for one incident. Raises ValueError without stations.
    """
    if stations < 1 or district_stations < 1:
        raise ValueError("a funnel needs stations")
    expected = count / stations * district_stations
    inner, outer = (_central(expected, level, district_stations) for level in FUNNEL_LEVELS)
    return FunnelLimits(inner, outer)


def _central(expected: float, level: float, stations: int) -> Interval:
    tail = (1 - level) / 2
    return Interval(
        PER * _poisson_quantile(tail, expected) / stations,
        PER * _poisson_quantile(1 - tail, expected) / stations,
    )


def _poisson_quantile(probability: float, expected: float) -> int:
    """The smallest count whose probability of at most that many reaches ``probability``."""
    from scipy.special import pdtr

    count = max(0, int(expected - 10 * expected**0.5 - 10))
    while pdtr(count, expected) < probability:
        count += 1
    return count


def _refuse_stations(stations: int, of: int) -> None:
    if stations < 1:
        raise ValueError("a rate needs reporting stations")
    if stations > of:
        raise ValueError("more stations reported than there are")
