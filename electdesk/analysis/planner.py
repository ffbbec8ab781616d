"""How many stations and interviews a poll needs, and what a poll of a given size could not have seen.

Source: Kish, Survey Sampling (1965), 5.4 and 8.2, with the finite number of stations in the part between stations alone.
"""

import math
from typing import Final

Z_95: Final = 1.959963984540054
Z_POWER_80: Final = 0.8416212335729143
_CONSISTENT: Final = 2.93
"""Margin by standard error from which on four polls of five without deviation are found consistent (at few degrees of freedom)."""


def stations_needed(share: float, half_width: float, interviews: int, rho: float, there_are: int, kish: float = 1.0) -> int | None:
    """Stations of ``interviews`` each for a 95 % interval of ± ``half_width`` around a share (both 0 to 1); None = more than there are.

    ``rho``: likeness of two interviews at one station, an assumption; ``kish`` 1 with chances in proportion to voters, else 1 + cv² of
    the stations' sizes.
    """
    q = Z_95**2 * share * (1 - share) * kish
    needed = math.ceil(q * (rho + (1 - rho) / interviews) / (half_width**2 + q * rho / there_are) - 1e-9)
    return needed if needed <= there_are else None


def standard_error(share: float, stations: int, interviews: int, rho: float, there_are: int, kish: float = 1.0) -> float:
    """The standard error (as a share) that a plan of ``stations`` × ``interviews`` leads to."""
    between = (1 - stations / there_are) * rho
    return math.sqrt(share * (1 - share) * kish * (between + (1 - rho) / interviews) / stations)


def best_interviews(station_cost: float, interview_cost: float, rho: float) -> float:
    """Interviews a station that give the least variance for the money; costs in any one unit, both above 0, ``rho`` between 0 and 1."""
    return math.sqrt(station_cost / interview_cost * (1 - rho) / rho)


def smallest_visible(share: float, stations: int, interviews: int, rho: float, there_are: int, kish: float = 1.0) -> float:
    """The deviation (as a share) that such a poll would show in four of five cases, at 5 % two-sided."""
    return (Z_95 + Z_POWER_80) * standard_error(share, stations, interviews, rho, there_are, kish)


def decidable_margin(share: float, stations: int, interviews: int, rho: float, there_are: int, kish: float = 1.0) -> float:
    """The smallest margin (as a share) for which four of five polls without deviation come out consistent."""
    return _CONSISTENT * standard_error(share, stations, interviews, rho, there_are, kish)
