"""The day of voting of a sample: what each station told by telephone, so that its last report never exceeds its protocol.

Shapes: turnout grows as published figures of such a region do (27 of 100 voters at noon); some stations, most of them closed ones, finish at
midday because everybody on their list has voted; a few reports are missing and a few were misheard.
"""

import random
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from electdesk.domain.records.report import CLOSED, OPENED
from electdesk.services.sample.facts import Facts
from electdesk.services.sample.figures import Protocol
from electdesk.services.sample.stations import DrawnStation

_REACHED: Final[dict[str, float]] = {
    "10:00": 0.11,
    "12:00": 0.30,
    "14:00": 0.55,
    "16:00": 0.75,
    "18:00": 0.90,
    "20:00": 1.0,
    "22:00": 1.0,
}
"""Share of all who came in the end that had come by a slot. Source: 27.2 % at noon of about 90 %."""
_AT_MIDDAY: Final[dict[str, float]] = {"10:00": 0.42, "12:00": 0.86, "14:00": 1.0}
"""The same at a station that finishes at midday."""
_ORDINARY_EARLY: Final = 3
_LATE_OPENINGS: Final = 2
_WITHOUT_EVENING: Final = 7
"""Stations that nobody reached in the evening."""
_MISSING: Final = 0.006
_LEAST: Final = 30
"""Below so many ballots a protocol is one of the planted mistakes: nobody telephoned there."""
_CALLERS: Final = ("chair", "chair", "chair", "deputy", "secretary", "member")


class DrawnReport(msgspec.Struct, frozen=True):
    """One figure told: the place of the station, what it is about, and as in ``domain.records.report``."""

    station: int
    what: str
    figure: int
    caller: str
    reason: str = ""


def draw_day(
    facts: Facts, seed: int, stations: Sequence[DrawnStation], protocols: Sequence[Sequence[Protocol]]
) -> list[DrawnReport]:
    """The reports of all stations. ``protocols``: every state of the protocol that is or was typed of each station."""
    rng = random.Random(f"day/{seed}")
    issued = [
        min(station.voters, *(protocol.lines["issued"] for protocol in each))
        for station, each in zip(stations, protocols, strict=True)
    ]
    early = _early(stations, issued, rng)
    calling = [place for place in range(len(stations)) if issued[place] >= _LEAST]
    silent = set(rng.sample([place for place in calling if place not in early], _WITHOUT_EVENING))
    late = set(rng.sample(calling, _LATE_OPENINGS))
    opens, closes = _minutes(facts.opens), _minutes(facts.closes)
    found: list[DrawnReport] = []
    for place in calling:
        told = _counts(facts, issued[place], place in early, rng)
        if place in silent:
            told = {slot: count for slot, count in told.items() if slot < "18:00"}
        found += [DrawnReport(place, slot, count, rng.choice(_CALLERS)) for slot, count in told.items()]
        opened = opens + (20 if place in late else 0)
        found.append(DrawnReport(place, OPENED, opened, "chair", facts.words.opened_late if place in late else ""))
        if place in early:
            found.append(DrawnReport(place, CLOSED, 12 * 60 + 10 * rng.randrange(1, 9), "chair", facts.words.ended_early))
        elif place not in silent:
            found.append(DrawnReport(place, CLOSED, closes, "chair"))
    return _misheard(found, set(calling) - early - silent, {place: stations[place].voters for place in calling}, rng)


def _early(stations: Sequence[DrawnStation], issued: Sequence[int], rng: random.Random) -> set[int]:
    """Stations where everybody on the list had voted by midday: closed ones, and a few ordinary ones."""
    full = [place for place, station in enumerate(stations) if issued[place] == station.voters and not station.city]
    ordinary = [place for place in full if not stations[place].is_special]
    return {place for place in full if stations[place].is_special} | set(rng.sample(ordinary, min(_ORDINARY_EARLY, len(ordinary))))


def _counts(facts: Facts, issued: int, at_midday: bool, rng: random.Random) -> dict[str, int]:
    """Slot → count, rising by at least one voter until everybody has come; without the reports that nobody gave."""
    shape = _AT_MIDDAY if at_midday else _REACHED
    slots = [slot for slot in facts.turnout_slots if slot in shape]
    if not at_midday and rng.random() < 0.5:
        # Most evenings end with the report at the end of voting.
        slots = [slot for slot in slots if slot <= facts.closes]
    lean, counts, before = rng.uniform(-0.03, 0.03), {}, 0
    rising = [slot for slot in slots if shape[slot] < 1]
    for slot in slots:
        left = len([other for other in rising if other > slot]) + (shape[slot] < 1)
        wanted = round(issued * (shape[slot] + lean)) if shape[slot] < 1 else issued
        before = min(max(wanted, before + 1), issued - left) if shape[slot] < 1 else issued
        counts[slot] = before
    last = [slot for slot in slots if shape[slot] == 1][:1]
    return {slot: count for slot, count in counts.items() if slot in last or rng.random() >= _MISSING}


def _misheard(found: list[DrawnReport], usual: set[int], voters: Mapping[int, int], rng: random.Random) -> list[DrawnReport]:
    """Two reports that fall below the one before, and one that is above the list: heard wrongly over the telephone."""
    large = [at for at, each in enumerate(found) if each.station in usual and each.what == "14:00" and each.figure >= 300]
    falling, above = rng.sample(large, 2), rng.choice(large)
    made = list(found)
    for at in falling:
        made[at] = msgspec.structs.replace(found[at], figure=found[at].figure // 10)
    if above not in falling:
        made[above] = msgspec.structs.replace(found[above], figure=voters[found[above].station] + 90)
    return made


def _minutes(time: str) -> int:
    return int(time[:2]) * 60 + int(time[3:])
