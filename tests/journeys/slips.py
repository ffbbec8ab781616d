"""Eleven kinds of slips between the paper and the keys, as tired hands and eyes make them."""

import random
from collections.abc import Callable, Sequence
from typing import Final

from tests.journeys.two_pairs import LINES, VOTERS, Paper, Place

Slip = Callable[[Place, random.Random, Sequence[Place]], Paper]
"""What is typed instead of a station's paper: itself and, where another paper lies on the table, the stations of the region."""


def digit_changed(place: Place, rng: random.Random, _: Sequence[Place]) -> Paper:
    """One digit is another one."""

    def change(digits: str) -> str:
        at = rng.randrange(len(digits))
        return digits[:at] + rng.choice([digit for digit in "123456789" if digit != digits[at]]) + digits[at + 1 :]

    return _in_a_line(place.paper, rng, change)


def transposed(place: Place, rng: random.Random, _: Sequence[Place]) -> Paper:
    """Two digits beside each other in the wrong order."""

    def change(digits: str) -> str:
        pairs = [at for at in range(len(digits) - 1) if digits[at] != digits[at + 1]]
        if not pairs:
            return digits
        at = rng.choice(pairs)
        return digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]

    return _in_a_line(place.paper, rng, change)


def dropped(place: Place, rng: random.Random, _: Sequence[Place]) -> Paper:
    """A digit is missing."""

    def change(digits: str) -> str:
        at = rng.randrange(len(digits))
        return digits[:at] + digits[at + 1 :]

    return _in_a_line(place.paper, rng, change)


def doubled(place: Place, rng: random.Random, _: Sequence[Place]) -> Paper:
    """A digit was typed twice."""

    def change(digits: str) -> str:
        at = rng.randrange(len(digits))
        return digits[: at + 1] + digits[at:]

    return _in_a_line(place.paper, rng, change)


def _in_a_line(paper: Paper, rng: random.Random, change: Callable[[str], str]) -> Paper:
    """A change to the digits of a line of two digits or more that makes it another number."""
    lines = [line for line, figure in paper.items() if figure is not None and figure > 9]
    rng.shuffle(lines)
    for line in lines:
        figure = int(change(str(paper[line])))
        if figure != paper[line]:
            return {**paper, line: figure}
    raise AssertionError("no line of this paper can be mistyped so")


def lines_swapped(place: Place, rng: random.Random, _: Sequence[Place]) -> Paper:
    """Two neighbouring lines exchanged."""
    return _exchanged(place.paper, rng, [(line, LINES[at + 1]) for at, line in enumerate(LINES[:-1])])


def candidates_swapped(place: Place, rng: random.Random, _: Sequence[Place]) -> Paper:
    """The votes of two candidates exchanged."""
    choices = [line for line in place.paper if line not in LINES]
    return _exchanged(place.paper, rng, [(one, other) for one in choices for other in choices if one < other])


def _exchanged(paper: Paper, rng: random.Random, pairs: Sequence[tuple[str, str]]) -> Paper:
    one, other = rng.choice([pair for pair in pairs if paper[pair[0]] != paper[pair[1]]])
    return {**paper, one: paper[other], other: paper[one]}


def row_shifted(place: Place, rng: random.Random, _: Sequence[Place]) -> Paper:
    """A figure was typed twice, and every later one stands a line too low; the last is lost."""
    lines = list(place.paper)
    at = rng.randrange(1, len(LINES) - 1)
    return {line: place.paper[lines[place_of - 1] if place_of > at else line] for place_of, line in enumerate(lines)}


def wrong_station(place: Place, rng: random.Random, others: Sequence[Place]) -> Paper:
    """The paper of another station, whole."""
    return rng.choice([other for other in others if other.voters != place.voters]).paper


def list_wrong(place: Place, rng: random.Random, others: Sequence[Place]) -> Paper:
    """The voters by the list of another station."""
    return {**place.paper, VOTERS: rng.choice([other for other in others if other.voters != place.voters]).voters}


def blank_for_zero(place: Place, rng: random.Random, _: Sequence[Place]) -> Paper:
    """A nought on the paper, nothing in the field."""
    return {**place.paper, rng.choice([line for line, figure in place.paper.items() if figure == 0]): None}


def total_as_part(place: Place, rng: random.Random, _: Sequence[Place]) -> Paper:
    """A total typed where one of its parts belongs."""
    part, total = rng.choice([("3a", "3"), ("3b", "3"), ("4", "2"), ("7", "6"), *((line, "6") for line in ("8", "9", "10", "11"))])
    if place.paper[part] == place.paper[total]:
        return {**place.paper, "3a": place.paper["2"]}
    return {**place.paper, part: place.paper[total]}


SLIPS: Final[dict[str, Slip]] = {
    "digit changed": digit_changed,
    "digits transposed": transposed,
    "digit dropped": dropped,
    "digit doubled": doubled,
    "adjacent lines swapped": lines_swapped,
    "candidates swapped": candidates_swapped,
    "row shifted": row_shifted,
    "wrong station": wrong_station,
    "list wrong": list_wrong,
    "blank for zero": blank_for_zero,
    "total typed as part": total_as_part,
}
"""Kind → how it comes about."""


def fits(kind: str, place: Place) -> bool:
    """Whether a slip of this kind can happen with a station's paper."""
    figures = list(place.paper.values())
    return sum(figure is not None and figure > 99 for figure in figures) > 4 and (kind != "blank for zero" or 0 in figures)
