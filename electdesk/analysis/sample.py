"""What a poll at stations brought home: strata, stations, interviews. Refused where the figures contradict themselves."""

from collections.abc import Sequence
from typing import Final, Literal

import msgspec
import numpy as np
import numpy.typing as npt

from electdesk.domain.errors import ClerkError

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

Design = Literal["ratio", "pps"]
"""How stations were drawn: with equal chances inside a stratum, or in proportion to registered voters, with replacement."""

DESIGNS: Final = ("ratio", "pps")


class Stratum(msgspec.Struct, frozen=True):
    """A part of the territory that stations were drawn from. ``stations`` there are; ``voters`` on their lists (design "pps" alone)."""

    name: str
    stations: int
    voters: int = 0


class PolledStation(msgspec.Struct, frozen=True):
    """A sampled station: ballots issued there, people approached, people interviewed, and how many named each choice.

    ``stratum`` is the place of its stratum. Whoever was interviewed and named no choice is item non-response: counted in
    ``interviews`` and in no choice. ``approached`` None = not stated. ``voters`` on its list (design "pps" alone).
    """

    name: str
    stratum: int
    ballots: int
    approached: int | None
    interviews: int
    votes: tuple[int, ...]
    voters: int = 0

    @property
    def named(self) -> int:
        """Interviews in which a choice was named."""
        return sum(self.votes)


class Sample(msgspec.Struct, frozen=True):
    """A whole poll as arrays over the stations that are used: those where at least one choice was named.

    ``stratum`` places in ``strata``; ``ballots`` M, ``named`` m (interviews with a choice), ``votes`` stations × choices,
    ``weights`` w (1 / the chance to be drawn). ``dropped``: names of sampled stations without an answer.
    """

    choices: tuple[str, ...]
    strata: tuple[Stratum, ...]
    names: tuple[str, ...]
    stratum: Integers
    ballots: Floats
    named: Floats
    votes: Floats
    weights: Floats
    design: Design
    approached: int | None
    """People approached at all sampled stations, None where one of them does not say."""
    interviews: int
    """People interviewed at all sampled stations, with or without a choice named."""
    dropped: tuple[str, ...]

    @property
    def n(self) -> int:
        """Interviews in which a choice was named."""
        return int(self.named.sum())

    @property
    def shares(self) -> Floats:
        """Stations × choices: the share of each choice among those who named one."""
        return self.votes / self.named[:, None]

    @property
    def response_rate(self) -> float | None:
        """Interviews by people approached, None where the latter is not stated."""
        return self.interviews / self.approached if self.approached else None


def sample_of(
    choices: Sequence[str], strata: Sequence[Stratum], stations: Sequence[PolledStation], design: Design = "ratio"
) -> Sample:
    """Put a poll together and compute the weights of its stations.

    Source of the weights: simple random stations N_h/n_h over the stations that are used; with chances in proportion to registered
    voters, drawn with replacement, V_h/(n_h v_i) (Hansen and Hurwitz 1943).

    Raises ClerkError: poll_votes_above_interviews, poll_interviews_above_ballots, poll_interviews_above_approached (each with
    ``station``, ``more``, ``less``), poll_more_sampled_than_there_are (``stratum``, ``more``, ``less``), poll_voters_missing
    (``station``), poll_without_answers.
    """
    for station in stations:
        _refuse_contradiction(station)
    used = [station for station in stations if station.named > 0]
    if not used:
        raise ClerkError("poll_without_answers")
    stratum = np.array([station.stratum for station in used], np.int64)
    counts = np.bincount(stratum, minlength=len(strata)).astype(np.float64)
    for place, each in enumerate(strata):
        sampled = sum(station.stratum == place for station in stations)
        if design == "ratio" and sampled > each.stations:
            raise ClerkError("poll_more_sampled_than_there_are", stratum=each.name, more=sampled, less=each.stations)
    if design == "pps":
        without = next((station for station in used if station.voters <= 0 or strata[station.stratum].voters <= 0), None)
        if without is not None:
            raise ClerkError("poll_voters_missing", station=without.name)
        voters = np.array([station.voters for station in used], np.float64)
        weights = np.array([each.voters for each in strata], np.float64)[stratum] / (counts[stratum] * voters)
    else:
        weights = np.array([each.stations for each in strata], np.float64)[stratum] / counts[stratum]
    approached = [station.approached for station in stations]
    return Sample(
        choices=tuple(choices),
        strata=tuple(strata),
        names=tuple(station.name for station in used),
        stratum=stratum,
        ballots=np.array([station.ballots for station in used], np.float64),
        named=np.array([station.named for station in used], np.float64),
        votes=np.array([station.votes for station in used], np.float64).reshape(len(used), len(choices)),
        weights=weights,
        design=design,
        approached=None if None in approached else sum(number for number in approached if number is not None),
        interviews=sum(station.interviews for station in stations),
        dropped=tuple(station.name for station in stations if station.named == 0),
    )


def _refuse_contradiction(station: PolledStation) -> None:
    for code, more, less in (
        ("poll_votes_above_interviews", station.named, station.interviews),
        ("poll_interviews_above_ballots", station.interviews, station.ballots),
        ("poll_interviews_above_approached", station.interviews, station.approached),
    ):
        if less is not None and more > less:
            raise ClerkError(code, station=station.name, more=more, less=less)
