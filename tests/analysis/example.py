"""The worked poll of the tests: 13 stations in three strata, four choices. Its reference values came out of R's survey package 4.1-1."""

from typing import Final

from electdesk.analysis.sample import Design, PolledStation, Sample, Stratum, sample_of

CHOICES: Final = ("A", "B", "C", "D")
STRATA: Final = (Stratum("D1", 40), Stratum("D2", 60), Stratum("D3", 25))
_ROWS: Final = (
    (0, 101, 1210, 60, 48, (46, 1, 0, 1)),
    (0, 118, 860, 60, 52, (51, 0, 1, 0)),
    (0, 127, 1505, 60, 45, (43, 0, 1, 1)),
    (0, 133, 640, 60, 50, (50, 0, 0, 0)),
    (1, 204, 410, 50, 44, (44, 0, 0, 0)),
    (1, 219, 735, 50, 46, (45, 1, 0, 0)),
    (1, 231, 298, 50, 47, (46, 0, 0, 1)),
    (1, 240, 512, 50, 43, (42, 0, 1, 0)),
    (1, 252, 950, 50, 45, (43, 1, 0, 1)),
    (1, 260, 388, 50, 49, (49, 0, 0, 0)),
    (2, 305, 1820, 60, 41, (38, 1, 1, 1)),
    (2, 311, 2040, 60, 44, (42, 0, 1, 1)),
    (2, 322, 1475, 60, 47, (45, 1, 0, 1)),
)
STATIONS: Final = tuple(
    PolledStation(str(name), stratum, ballots, asked, n, votes) for stratum, name, ballots, asked, n, votes in _ROWS
)


def poll(stations: tuple[PolledStation, ...] = STATIONS, strata: tuple[Stratum, ...] = STRATA, design: Design = "ratio") -> Sample:
    """The worked poll, or a variation of it."""
    return sample_of(CHOICES[: len(stations[0].votes)], strata, stations, design)
