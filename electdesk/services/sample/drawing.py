"""A whole sample drawn from its seed, before any of it is written: stations, protocols, what becomes of each, what was planted."""

import math
import random
from collections.abc import Callable, Iterator
from typing import Final

import msgspec

from electdesk.domain.figures import BLANK
from electdesk.services.sample.day import DrawnReport, draw_day
from electdesk.services.sample.facts import Facts, read_facts
from electdesk.services.sample.figures import Protocol, draw_protocol
from electdesk.services.sample.mistakes import CONFIRMED, MISTAKES, SLIP, Mistake, Planted
from electdesk.services.sample.stations import DrawnStation, draw_stations

_PHONED: Final = 5
_PARKED: Final = 21
_NOTED: Final = 14
_LEFT_UNSIGNED: Final = 0.07
"""Share of the settled tallies that nobody has signed off yet, in units that are not complete."""


class Parked(msgspec.Struct, frozen=True):
    """A draft with some figures missing: the station's place, the operator's place, why it was parked."""

    station: int
    operator: int
    protocol: Protocol
    reason: str


class Drawn(msgspec.Struct, frozen=True):
    """``entries``, ``phoned``: protocols by the place of their station in ``stations``.

    ``signed``: places to make final, as far as they are settled. ``confirmed``: place → (code, reason). ``retyped`` and
    ``corrected``: place → the protocol as it was first typed; ``entries`` holds the true one. ``planted`` is sorted. ``day``: what
    stations told by telephone.
    """

    facts: Facts
    seed: int
    stations: tuple[DrawnStation, ...]
    entries: dict[int, Protocol]
    phoned: dict[int, Protocol]
    parked: tuple[Parked, ...]
    notes: dict[int, str]
    confirmed: dict[int, tuple[str, str]]
    retyped: dict[int, Protocol]
    corrected: dict[int, Protocol]
    as_paper: int
    annulled: int
    reopened: int
    signed: tuple[int, ...]
    planted: tuple[Planted, ...]
    day: tuple[DrawnReport, ...] = ()

    def operator_of(self, station: int) -> int:
        """The place of the operator who types for a station's unit."""
        return self.stations[station].unit % len(self.facts.operators)


def draw(name: str = "vko-2011", seed: int = 2011) -> Drawn:
    """Draw a sample: equal seeds give equal figures. Raises ClerkError("sample_unknown")."""
    facts = read_facts(name)
    rng = random.Random(f"{name}/{seed}")
    stations = tuple(draw_stations(facts, rng))
    protocols = _protocols(facts, stations, rng)
    typed = _typed(facts, stations, rng)
    complete = {place for place, unit in enumerate(facts.units) if unit.entered == unit.stations}
    entries = {place: protocols[place] for place in typed}
    awaited = [place for place in range(len(stations)) if place not in entries]
    rng.shuffle(awaited)
    phoned, parked, noted = awaited[:_PHONED], awaited[_PHONED : _PHONED + _PARKED], awaited[_PHONED + _PARKED :][:_NOTED]

    planted: list[Planted] = []
    twins = _twins(stations, [place for place in typed if stations[place].unit not in complete])
    first, second = twins
    entries[second] = entries[first]
    planted += [Planted("P1", stations[place].number, ("P1",)) for place in twins]

    pool = [
        place for place in typed if not stations[place].is_special and place not in twins and stations[place].unit not in complete
    ]
    rng.shuffle(pool)
    take = _taker(stations, entries, pool)
    for mistake in MISTAKES:
        place = take(mistake.fits)
        entries[place] = mistake.spoil(stations[place], entries[place])
        planted.append(Planted(mistake.kind, stations[place].number, (mistake.code,)))
    confirmed: dict[int, tuple[str, str]] = {}
    for mistake in CONFIRMED:
        place = take(mistake.fits)
        entries[place] = mistake.spoil(stations[place], entries[place])
        confirmed[place] = (mistake.code, rng.choice(facts.words.confirmed))
        planted.append(Planted("confirmed", stations[place].number, (mistake.code,)))
    retyped = {place: _spoilt(SLIP, stations, entries, place) for place in (take(SLIP.fits), take(SLIP.fits))}
    corrected = {place: _spoilt(SLIP, stations, entries, place) for place in (take(SLIP.fits), take(SLIP.fits))}
    as_paper = take(SLIP.fits)
    entries[as_paper] = _spoilt(SLIP, stations, entries, as_paper)
    annulled, reopened = take(SLIP.fits), take(SLIP.fits)
    planted.append(Planted("as_paper", stations[as_paper].number, (SLIP.code,)))
    for kind, places in (
        ("phoned", phoned),
        ("parked", parked),
        ("retyped", list(retyped)),
        ("corrected", list(corrected)),
        ("annulled", [annulled]),
        ("reopened", [reopened]),
    ):
        planted += [Planted(kind, stations[place].number) for place in places]
    spoken = entries | {place: protocols[place] for place in phoned}
    planted += [
        Planted("P4", stations[place].number, ("P4",))
        for place, protocol in sorted(spoken.items())
        if protocol.lines["issued"] == protocol.lines["registered"]
    ]
    unsigned = {annulled, reopened} | {
        place for place in typed if rng.random() < _LEFT_UNSIGNED and stations[place].unit not in complete
    }
    return Drawn(
        facts,
        seed,
        stations,
        entries,
        {place: protocols[place] for place in phoned},
        tuple(_parked(facts, stations, protocols, place, rng) for place in parked),
        {place: rng.choice(facts.words.notes) for place in noted},
        confirmed,
        retyped,
        corrected,
        as_paper,
        annulled,
        reopened,
        tuple(place for place in typed if place not in unsigned),
        tuple(sorted(planted)),
        tuple(
            draw_day(
                facts,
                seed,
                stations,
                [
                    [each[place] for each in (entries, retyped, corrected) if place in each] or [protocols[place]]
                    for place in range(len(stations))
                ],
            )
        ),
    )


def _protocols(facts: Facts, stations: tuple[DrawnStation, ...], rng: random.Random) -> list[Protocol]:
    """A protocol for every station; each unit leans a little to one side or another."""
    shares = []
    for _ in facts.units:
        leaning = [candidate.share * math.exp(rng.gauss(0, 0.15)) for candidate in facts.candidates]
        winner = max(range(len(leaning)), key=leaning.__getitem__)
        rest = sum(share for place, share in enumerate(leaning) if place != winner)
        leaning[winner] = 1000 - rest
        shares.append([share / 1000 for share in leaning])
    return [draw_protocol(station, shares[station.unit], rng) for station in stations]


def _typed(facts: Facts, stations: tuple[DrawnStation, ...], rng: random.Random) -> list[int]:
    """The places of the stations whose protocol was typed: as many of each unit as its data says."""
    typed: list[int] = []
    for number, unit in enumerate(facts.units):
        places = [place for place, station in enumerate(stations) if station.unit == number]
        typed += rng.sample(places, unit.entered)
    return sorted(typed)


def _twins(stations: tuple[DrawnStation, ...], typed: list[int]) -> tuple[int, int]:
    """Two ordinary stations of one unit with lists of one size: a protocol typed at both shows in nothing else."""
    seen: dict[tuple[int, int], int] = {}
    for place in typed:
        station = stations[place]
        if station.is_special or station.voters < 200:
            continue
        key = (station.unit, station.voters)
        if key in seen:
            return seen[key], place
        seen[key] = place
    raise AssertionError("no two stations of one unit have lists of one size; take another seed")


def _taker(
    stations: tuple[DrawnStation, ...], entries: dict[int, Protocol], pool: list[int]
) -> Callable[[Callable[[DrawnStation, Protocol], bool]], int]:
    """Takes out of the pool the first station that fits and at which not everybody came."""

    def fitting(fits: Callable[[DrawnStation, Protocol], bool]) -> Iterator[int]:
        for place in pool:
            protocol = entries[place]
            if protocol.lines["issued"] + 5 < protocol.lines["registered"] and fits(stations[place], protocol):
                yield place

    def take(fits: Callable[[DrawnStation, Protocol], bool]) -> int:
        place = next(fitting(fits))
        pool.remove(place)
        return place

    return take


def _spoilt(mistake: Mistake, stations: tuple[DrawnStation, ...], entries: dict[int, Protocol], place: int) -> Protocol:
    return mistake.spoil(stations[place], entries[place])


def _parked(facts: Facts, stations: tuple[DrawnStation, ...], protocols: list[Protocol], place: int, rng: random.Random) -> Parked:
    """A draft as far as the clerk came: the lines in their order, and of the votes none or some."""
    known = list(protocols[place].lines.items())
    typed = rng.randrange(3, len(known) + 1)
    lines = {line: figure if at < typed else BLANK for at, (line, figure) in enumerate(known)}
    votes = tuple(vote if typed == len(known) and at < 2 else BLANK for at, vote in enumerate(protocols[place].votes))
    return Parked(place, stations[place].unit % len(facts.operators), Protocol(lines, votes), rng.choice(facts.words.parked))
