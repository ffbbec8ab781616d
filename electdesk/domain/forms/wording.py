"""A rule in short, with official numbers and no words: 2 = 3 + 4 + 5 + 6 + 11 − 12, 10 = 13…20, 3 − 6 ≤ ‹5›.

A constant stands in ‹›, so that nobody takes it for the number of a line; the tolerance comes last: ±5, ±1 %.
"""

from fractions import Fraction

from electdesk.domain.forms.form import Ballot, BallotChoice, Form, Relation
from electdesk.domain.forms.grammar import (
    Binary,
    Call,
    Compare,
    ContestLine,
    Dotted,
    LineName,
    Logic,
    NamedSet,
    Negative,
    Not,
    Number,
    Tree,
)
from electdesk.domain.forms.read_rules import rule_tree

_SIGNS = {">=": "≥", "<=": "≤", "!=": "≠", "-": "−", "*": "×", "/": "/"}
_LOGIC = {"and": "∧", "or": "∨"}


def short_rule(text: str, form: Form, ballot: Ballot, item: BallotChoice | None = None) -> str:
    """The rule as a person checks it on the paper. ``text`` must be a rule that parses."""
    return _Shown(form, ballot, item).of(rule_tree(text))


def short_relation(relation: Relation, form: Form, ballot: Ballot, item: BallotChoice | None = None) -> str:
    """The rule of a relation with the difference that it allows: 2 = 3 + 4 ±5."""
    shares, whole = relation.tolerance_percent
    allowed = [str(relation.tolerance)] if relation.tolerance else []
    allowed += [f"{_number(Fraction(shares, whole))}\u00a0%"] if shares else []
    text = short_rule(relation.rule, form, ballot, item)
    return f"{text} ±{'/'.join(allowed)}" if allowed else text


class _Shown:
    def __init__(self, form: Form, ballot: Ballot, item: BallotChoice | None) -> None:
        self.form, self.ballot, self.item = form, ballot, item

    def of(self, tree: Tree) -> str:
        if isinstance(tree, Number):
            return f"‹{_number(tree.value)}›"
        if isinstance(tree, LineName):
            return self._name(tree.name)
        if isinstance(tree, Dotted):
            return self.item.number if self.item and tree.name in ("list.total", "choice.votes") else tree.name
        if isinstance(tree, ContestLine):
            return f"{tree.contest}:{tree.line}"
        if isinstance(tree, Negative):
            return "−" + self._inside(tree.inner)
        if isinstance(tree, Binary):
            sign = _SIGNS.get(tree.operator, tree.operator)
            if tree.operator in "+-":
                right = self.of(tree.right)
                bound = isinstance(tree.right, Binary) and tree.right.operator in "+-"
                return f"{self.of(tree.left)} {sign} {f'({right})' if bound else right}"
            return f"{self._inside(tree.left)} {sign} {self._inside(tree.right)}"
        if isinstance(tree, Compare):
            text = self.of(tree.sides[0])
            for sign, side in zip(tree.operators, tree.sides[1:], strict=True):
                text += f" {_SIGNS.get(sign, sign)} {self.of(side)}"
            return text
        if isinstance(tree, Logic):
            return f"{self._joined(tree.left)} {_LOGIC[tree.operator]} {self._joined(tree.right)}"
        if isinstance(tree, Not):
            return f"¬({self.of(tree.inner)})"
        if isinstance(tree, Call):
            return self._call(tree)
        return f"Σ {tree.name}" if isinstance(tree, NamedSet) else f"«{tree.value}»"

    def _inside(self, tree: Tree) -> str:
        text = self.of(tree)
        return f"({text})" if isinstance(tree, Binary) else text

    def _joined(self, tree: Tree) -> str:
        text = self.of(tree)
        return f"({text})" if isinstance(tree, Logic) else text

    def _name(self, name: str) -> str:
        line = self.form.line(name)
        if line is not None:
            return line.number
        choice = next((choice for choice in self.ballot if choice.id == name), None)
        if choice is None and name == "choice" and self.item is not None:
            return self.item.number
        return choice.number if choice else name

    def _call(self, tree: Call) -> str:
        name = tree.name.casefold()
        if name == "percent":
            percent = tree.arguments[1]
            share = _number(percent.value) if isinstance(percent, Number) else self.of(percent)
            return f"⌈{share} % × {self._inside(tree.arguments[0])}⌉"
        inner = ", ".join(self._set(argument) if name == "sum" else self.of(argument) for argument in tree.arguments)
        if name == "sum":
            return inner.replace(", ", " + ")
        return {"ceil": f"⌈{inner}⌉", "floor": f"⌊{inner}⌋", "abs": f"|{inner}|"}.get(name, f"{name}({inner})")

    def _set(self, tree: Tree) -> str:
        kinds = {"choices": ("choice", "list", "against_all"), "lists": ("list",), "candidates": ("candidate",)}
        if isinstance(tree, LineName) and tree.bare and self.form.line(tree.name) is None and tree.name in kinds:
            wanted = kinds[tree.name]
            if tree.name == "candidates" and self.form.choices.kind == "flat":
                wanted = ("choice",)
            return _range([choice.number for choice in self.ballot if choice.kind in wanted]) or f"Σ {tree.name}"
        if isinstance(tree, Dotted) and tree.name == "list.candidates" and self.item is not None:
            return _range([c.number for c in self.ballot if c.kind == "candidate" and c.list_id == self.item.id]) or "Σ"
        return self.of(tree)


def _range(numbers: list[str]) -> str:
    if len(numbers) > 2:
        return f"{numbers[0]}…{numbers[-1]}"
    return " + ".join(numbers)


def _number(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"{float(value):g}"
