"""What a rule compiles to. Every node works on whole numbers and on numpy columns of them alike: one program, two speeds.

Values are lists indexed by slot: the figures of a row, then the operands from outside. A slot holds an ``int`` (one protocol) or an
``int64`` array (many). Marks (blank, no number) never reach a node: ``checks`` has replaced or excluded them. Only operators
that ints and arrays share are used, which is why the larger of two is written as half of sum and distance.
"""

import math
import operator
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, Final

import msgspec

Amount = Any
"""An int, or an int64 array with one element for each protocol."""
Truth = Any
"""A bool, or a bool array."""

LARGEST_SIDE: Final = 2**62
"""A side of a rule must stay below this for every possible protocol, so that columns of 64 bits and Python's integers agree."""


class Linear(msgspec.Struct, frozen=True):
    """constant + Σ slots − Σ slots + Σ coefficient × slot + Σ coefficient × node."""

    constant: int = 0
    plus: tuple[int, ...] = ()
    minus: tuple[int, ...] = ()
    scaled: tuple[tuple[int, int], ...] = ()
    nodes: tuple[tuple[int, "Node"], ...] = ()

    def value(self, values: Sequence[Amount]) -> Amount:
        """The amount in the unit of its lines; may be negative."""
        if self.plus:
            total = values[self.plus[0]]
            for slot in self.plus[1:]:
                total = total + values[slot]
            if self.constant:
                total = total + self.constant
        else:
            total = self.constant
        for slot in self.minus:
            total = total - values[slot]
        for coefficient, slot in self.scaled:
            total = total + coefficient * values[slot]
        for coefficient, node in self.nodes:
            total = total + coefficient * node.value(values)
        return total

    def bound(self, largest: int) -> int:
        """No protocol whose figures are at most ``largest`` can make this larger, in absolute value."""
        slots = len(self.plus) + len(self.minus) + sum(abs(coefficient) for coefficient, _ in self.scaled)
        return (
            abs(self.constant) + slots * largest + sum(abs(coefficient) * node.bound(largest) for coefficient, node in self.nodes)
        )


class Quotient(msgspec.Struct, frozen=True, tag=True):
    """A linear sum divided by a positive constant and rounded up (or down)."""

    inner: Linear
    divisor: int
    up: bool

    def value(self, values: Sequence[Amount]) -> Amount:
        """Exact: floor division of integers, negated twice to round up."""
        amount = self.inner.value(values)
        return -(-amount // self.divisor) if self.up else amount // self.divisor

    def bound(self, largest: int) -> int:
        """Of the sum before it is divided: that, too, must fit."""
        return self.inner.bound(largest) + 1


class Distance(msgspec.Struct, frozen=True, tag=True):
    """The absolute value."""

    inner: Linear

    def value(self, values: Sequence[Amount]) -> Amount:
        """Zero or more."""
        return abs(self.inner.value(values))

    def bound(self, largest: int) -> int:
        """As of the inner sum."""
        return self.inner.bound(largest)


class Extreme(msgspec.Struct, frozen=True, tag=True):
    """The larger (or smaller) of two sums."""

    left: Linear
    right: Linear
    largest: bool

    def value(self, values: Sequence[Amount]) -> Amount:
        """Half of sum and distance: exact, because both have the same parity."""
        one, other = self.left.value(values), self.right.value(values)
        return larger(one, other) if self.largest else -larger(-one, -other)

    def bound(self, largest: int) -> int:
        """Of the intermediate sum."""
        return 2 * (self.left.bound(largest) + self.right.bound(largest))


Node = Quotient | Distance | Extreme


def larger(one: Amount, other: Amount) -> Amount:
    """The larger of two amounts, for ints and arrays."""
    return (one + other + abs(one - other)) // 2


_COMPARE: Final[dict[str, Callable[[Amount, Amount], Truth]]] = {
    "=": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}


class Comparison(msgspec.Struct, frozen=True, tag=True):
    """left (operator) right, with a slack of ``tolerance`` or percent of the right side, rounded up, whichever is larger.

    ``of_options``: the sides are places of a one-of box's options, no amounts that a person could be shown.
    """

    operator: str
    left: Linear
    right: Linear
    tolerance: int = 0
    percent: tuple[int, int] = (0, 1)
    of_options: bool = False

    def judge(self, values: Sequence[Amount]) -> tuple[Truth, Amount, Amount]:
        """(holds, left side, right side)."""
        left, right = self.left.value(values), self.right.value(values)
        if not self.tolerance and not self.percent[0]:
            return _COMPARE[self.operator](left, right), left, right
        slack = self.tolerance
        if self.percent[0]:
            share = -(-abs(right) * self.percent[0] // (100 * self.percent[1]))
            slack = larger(share, slack)
        if self.operator == "=":
            return abs(left - right) <= slack, left, right
        eased = right - slack if self.operator in (">", ">=") else right + slack
        return _COMPARE[self.operator](left, eased), left, right

    def holds(self, values: Sequence[Amount]) -> Truth:
        """Whether it is true."""
        return self.judge(values)[0]

    def bound(self, largest: int) -> int:
        """Of both sides together, with the tolerance's product."""
        return (self.left.bound(largest) + self.right.bound(largest)) * max(1, self.percent[0]) + self.tolerance


class Either(msgspec.Struct, frozen=True, tag=True):
    """One of the conditions is true."""

    parts: tuple["Condition", ...]

    def holds(self, values: Sequence[Amount]) -> Truth:
        """Whether it is true."""
        truth = self.parts[0].holds(values)
        for part in self.parts[1:]:
            truth = truth | part.holds(values)
        return truth

    def bound(self, largest: int) -> int:
        """Of the largest part."""
        return max(part.bound(largest) for part in self.parts)


class All(msgspec.Struct, frozen=True, tag=True):
    """Every condition is true."""

    parts: tuple["Condition", ...]

    def holds(self, values: Sequence[Amount]) -> Truth:
        """Whether it is true."""
        truth = self.parts[0].holds(values)
        for part in self.parts[1:]:
            truth = truth & part.holds(values)
        return truth

    def bound(self, largest: int) -> int:
        """Of the largest part."""
        return max(part.bound(largest) for part in self.parts)


class Opposite(msgspec.Struct, frozen=True, tag=True):
    """The condition is not true."""

    inner: "Condition"

    def holds(self, values: Sequence[Amount]) -> Truth:
        """Whether it is true."""
        return self.inner.holds(values) ^ True

    def bound(self, largest: int) -> int:
        """As inside."""
        return self.inner.bound(largest)


Condition = Comparison | Either | All | Opposite


class Sum:
    """A linear sum while it is being built: exact fractions over slots and nodes. Made whole by ``whole``."""

    def __init__(self, constant: Fraction = Fraction(0), terms: "dict[int | Node, Fraction] | None" = None) -> None:
        self.constant = constant
        self.terms = terms or {}

    def plus(self, other: "Sum", sign: int = 1) -> "Sum":
        """This sum and (sign ×) another one."""
        terms = dict(self.terms)
        for term, coefficient in other.terms.items():
            terms[term] = terms.get(term, Fraction(0)) + sign * coefficient
        return Sum(self.constant + sign * other.constant, terms)

    def times(self, factor: Fraction) -> "Sum":
        """This sum, each coefficient multiplied."""
        return Sum(self.constant * factor, {term: coefficient * factor for term, coefficient in self.terms.items()})

    def is_constant(self) -> bool:
        """Whether no line is in it."""
        return not self.terms

    def divisor(self) -> int:
        """The smallest positive number that makes every coefficient whole."""
        return math.lcm(self.constant.denominator, *(coefficient.denominator for coefficient in self.terms.values()))

    def whole(self) -> Linear:
        """The sum as a program; every coefficient must be whole."""
        slots = [(int(coefficient), term) for term, coefficient in self.terms.items() if isinstance(term, int) and coefficient]
        return Linear(
            constant=int(self.constant),
            plus=tuple(slot for coefficient, slot in slots if coefficient == 1),
            minus=tuple(slot for coefficient, slot in slots if coefficient == -1),
            scaled=tuple((coefficient, slot) for coefficient, slot in slots if abs(coefficient) != 1),
            nodes=tuple(
                (int(coefficient), term) for term, coefficient in self.terms.items() if not isinstance(term, int) and coefficient
            ),
        )
