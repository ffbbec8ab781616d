"""The stations of a sample: how many voters each has, its number, its type and its name in three languages."""

import math
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from electdesk.domain.records.names import Names
from electdesk.services.sample.facts import Facts, Place, Unit

SMALLEST: Final = 35
LARGEST: Final = 2977
"""Voters. The range of real stations of such a region (Altai krai, 2018)."""
_SPREAD: Final = {"city": 0.31, "centre": 0.3, "village": 0.6}
"""Standard deviation of the logarithm of the size of ordinary stations."""
_TALLEST: Final = 1.6
"""Standard deviations: without a limit a dozen city stations would all have exactly the largest size."""
_CENTRE_SIZE: Final = 2.0
"""A station in a district's centre against one in a village."""
_SPECIAL_SIZE: Final = {"hospital": 0.16, "military": 0.3, "detention": 0.35, "remote": 0.22}
"""Special stations against the ordinary ones around them."""


class DrawnStation(msgspec.Struct, frozen=True):
    """A station: the place of its unit in the data file, its number, type, names, voters, and whether it lies in a city."""

    unit: int
    number: str
    type: str
    name: Names
    voters: int
    city: bool

    @property
    def is_special(self) -> bool:
        """Whether it may close as soon as everyone has voted."""
        return self.type != "ordinary"


def draw_stations(facts: Facts, rng: random.Random) -> list[DrawnStation]:
    """All stations in the order of their numbers, which run through the region with gaps."""
    drawn: list[DrawnStation] = []
    number = 2
    for place, unit in enumerate(facts.units):
        number += rng.randrange(4)
        buildings = _buildings(facts, unit, rng)
        sizes = _sizes(unit, buildings, rng)
        names = _names(facts, unit, buildings, rng)
        for building, voters, name in zip(buildings, sizes, names, strict=True):
            number += 1 if rng.random() > 0.06 else rng.randrange(2, 5)
            drawn.append(DrawnStation(place, str(number), building.type, name, voters, unit.kind == "city"))
    return drawn


def spread(weights: Sequence[float], total: int, least: int, most: int) -> list[int]:
    """Whole numbers in proportion to ``weights``, each within ``least`` and ``most``, with exactly the sum ``total``."""
    low, high = 0.0, most / min(weights)
    for _ in range(80):
        scale = (low + high) / 2
        if sum(min(max(scale * weight, least), most) for weight in weights) < total:
            low = scale
        else:
            high = scale
    exact = [min(max(high * weight, least), most) for weight in weights]
    whole = [math.floor(value) for value in exact]
    by_rest = sorted(range(len(whole)), key=lambda place: whole[place] - exact[place])
    for place in by_rest[: total - sum(whole)]:
        whole[place] += 1
    return whole


def _buildings(facts: Facts, unit: Unit, rng: random.Random) -> list[Place]:
    """One kind of building for each station of a unit: 5 to 13 of 100 are special, the centre comes first."""
    special = round(unit.stations * rng.uniform(0.065, 0.115))
    if unit.kind == "city":
        wanted = [("city", False)] * (unit.stations - special) + [("city", True)] * special
    else:
        centre = max(2, round(unit.stations * 0.14))
        wanted = [("centre", False)] * centre + [("centre", True)]
        wanted += [("village", False)] * (unit.stations - special - centre) + [("village", True)] * (special - 1)
    buildings = []
    for where, closed in wanted:
        known = [place for place in facts.places if place.where == where and (place.type != "ordinary") == closed]
        buildings.append(rng.choices(known, [place.weight for place in known])[0])
    # Special stations lie among the others, as numbers are given by where people live.
    order = list(range(len(buildings)))
    tail = [place for place in order if buildings[place].type != "ordinary"]
    for place in tail:
        order.remove(place)
        order.insert(rng.randrange(len(order) // 3, len(order) + 1), place)
    return [buildings[place] for place in order]


def _sizes(unit: Unit, buildings: Sequence[Place], rng: random.Random) -> list[int]:
    weights = []
    for building in buildings:
        weight = math.exp(min(max(rng.gauss(0, 1), -2.2), _TALLEST) * _SPREAD[building.where])
        weight *= _CENTRE_SIZE if building.where == "centre" else 1
        weights.append(weight * _SPECIAL_SIZE.get(building.type, 1))
    return spread(weights, unit.voters, SMALLEST, LARGEST)


def _names(facts: Facts, unit: Unit, buildings: Sequence[Place], rng: random.Random) -> list[Names]:
    villages = _villages(facts, unit, rng)
    counts: Counter[str] = Counter()
    here: Names | None = None
    taken: set[str] = set()
    names = []
    for building in buildings:
        template = building.name["en"]
        counts[template] += 1
        place = unit.centre
        if building.where == "village":
            # Every sixth village is large enough for a second station, in another building.
            if here is None or template in taken or building.type != "ordinary" or rng.random() > 0.16:
                here, taken = next(villages), set()
            place = here
            taken.add(template)
        names.append({language: text.format(n=counts[template], place=place[language]) for language, text in building.name.items()})
    return names


def _villages(facts: Facts, unit: Unit, rng: random.Random) -> Iterator[Names]:
    kazakh = [
        {language: first[language] + second[language] for language in first}
        for first in facts.villages.first
        for second in facts.villages.second
    ]
    russian = list(facts.villages.whole)
    rng.shuffle(kazakh)
    rng.shuffle(russian)
    while kazakh:
        yield russian.pop() if russian and rng.randrange(100) < unit.russian_names else kazakh.pop()
