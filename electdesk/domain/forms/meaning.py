"""What the names of a rule mean on one form and ballot: a parsed tree becomes a program over slots."""

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Final

from electdesk.domain.forms.form import Ballot, BallotChoice, Form, Line, pattern_regex
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
    Words,
)
from electdesk.domain.forms.problems import RuleProblem, fold_number, fold_text, listed, nearest
from electdesk.domain.forms.program import All, Comparison, Condition, Distance, Either, Extreme, Linear, Opposite, Quotient, Sum
from electdesk.domain.forms.read_rules import rule_tree

EXTERNAL_OPERANDS: Final = (
    "register.voters",
    "register.ballots",
    "register.certificates",
    "turnout.last",
    "turnout.opening",
    "turnout.added",
)
"""What a rule may read outside its own protocol, beside contest("ID").[line]."""

FUNCTIONS: Final = ("sum", "ceil", "floor", "percent", "max", "min", "abs")
SETS: Final = ("choices", "lists", "candidates", "list.candidates", "group:ID", "of:[line]")
MOST_NUMBERED: Final = 100
"""A rule may name so many choices by their number although no ballot is known yet."""
NO_BALLOT: Final = "ballot.choices"
"""The operand that is always missing: a sum of choices on a ballot that has none yet cannot be evaluated."""

_YES: Final = ("yes", "true")
_NO: Final = ("no", "false")
_LARGEST_CONSTANT: Final = 10**9


def external_name(name: str) -> str:
    """One spelling of an operand from outside: contest('a') . [1] → contest("a").[1]; others without spaces."""
    found = re.fullmatch(r"contest\(([^)]*)\)\.\[?([^\[\]]*)\]?", "".join(name.split()))
    if found is None:
        return "".join(name.split())
    contest = found.group(1).strip("\"'")
    return f'contest("{contest}").[{found.group(2)}]'


class Meaning:
    """Reads the rules of one form on one ballot. Slots: the columns of a row, then ``externals`` in the order they were met.

    ``used`` collects the slots that the rule just read names. ``item`` is the list or choice of a rule with ``each``.
    """

    def __init__(self, form: Form, ballot: Ballot, externals: dict[str, int] | None = None) -> None:
        self.form = form
        self.ballot = ballot
        self.externals = {} if externals is None else externals
        self.first_choice = len(form.lines)
        self.reach = MOST_NUMBERED
        self.slot_by_id = {name: slot for slot, name in enumerate(form.columns_of(ballot))}
        self._choice_by_number = {fold_number(choice.number): choice for choice in reversed(ballot)}
        self.used: set[int] = set()
        self.item: BallotChoice | None = None

    def condition(self, text: str, item: BallotChoice | None = None) -> tuple[Condition, frozenset[int]]:
        """A rule or guard as a program, with the slots it reads. Raises RuleProblem."""
        self.used, self.item = set(), item
        program = self._condition(rule_tree(text))
        if not self.used:
            raise RuleProblem("no_line_named", rule=text, instead=self._with_brackets(text))
        return program, frozenset(self.used)

    def amount(self, text: str, item: BallotChoice | None = None) -> tuple[Linear, frozenset[int]]:
        """A sum of lines as a program, with the slots it reads. Raises RuleProblem."""
        self.used, self.item = set(), item
        program = _whole(self._sum(rule_tree(text)))
        if not self.used:
            raise RuleProblem("no_line_named", rule=text, instead=self._with_brackets(text))
        return program, frozenset(self.used)

    def items(self, each: str) -> Iterator[BallotChoice | None]:
        """What a rule with ``each`` is read for: every list, or every choice; once with None for an ordinary rule."""
        if not each:
            yield None
        for choice in self.ballot:
            if choice.kind == "list" if each == "list" else choice.kind != "list" and each == "choice":
                yield choice

    def marked(self, name: str) -> int | None:
        """The slot of a line or choice to mark; None where this ballot does not reach that far. Raises RuleProblem."""
        line = self.form.line(name)
        return self.slot_by_id[line.id] if line else self._slot_of_name(name)

    # conditions

    def _condition(self, tree: Tree) -> Condition:
        if isinstance(tree, Compare):
            steps = [
                self._comparison(sign, left, right)
                for left, sign, right in zip(tree.sides, tree.operators, tree.sides[1:], strict=False)
            ]
            return steps[0] if len(steps) == 1 else All(tuple(steps))
        if isinstance(tree, Logic):
            parts = (self._condition(tree.left), self._condition(tree.right))
            return Either(parts) if tree.operator == "or" else All(parts)
        if isinstance(tree, Not):
            return Opposite(self._condition(tree.inner))
        if isinstance(tree, LineName) and (line := self._line(tree)) and line.kind == "yesno":
            return Comparison("=", self._sum(tree).whole(), Linear(1))
        if isinstance(tree, LineName) and line and line.kind == "oneof":
            raise RuleProblem("option_needed", name=tree.name, known=listed(option.id for option in line.options), nearest="")
        raise RuleProblem("number_as_condition")

    def _comparison(self, sign: str, left: Tree, right: Tree) -> Comparison:
        for box, other in ((left, right), (right, left)):
            line = self._line(box) if isinstance(box, LineName) else None
            if line is not None and line.kind == "oneof":
                if sign not in ("=", "!="):
                    raise RuleProblem("option_order", name=line.number)
                return Comparison(sign, Linear(plus=(self._slot(line.id),)), Linear(self._option(line, other)), of_options=True)
            if line is not None and line.kind == "yesno" and isinstance(other, Words):
                if other.value.casefold() not in _YES + _NO:
                    raise RuleProblem("unknown_option", name=other.value, nearest="", known="yes, no", box=line.number)
                return Comparison(sign, Linear(plus=(self._slot(line.id),)), Linear(int(other.value.casefold() in _YES)))
        return Comparison(sign, _whole(self._sum(left)), _whole(self._sum(right)))

    def _option(self, line: Line, tree: Tree) -> int:
        known = {option.id: place for place, option in enumerate(line.options)} | {"none": -1, "": -1}
        name = tree.value if isinstance(tree, Words) else tree.name if isinstance(tree, LineName) and tree.bare else None
        if name is None:
            raise RuleProblem("option_needed", name=line.number, known=listed(option.id for option in line.options), nearest="")
        if name not in known:
            options = [option.id for option in line.options]
            raise RuleProblem("unknown_option", name=name, nearest=nearest(name, options), known=listed(options), box=line.number)
        return known[name]

    # sums

    def _sum(self, tree: Tree) -> Sum:
        if isinstance(tree, Number):
            if tree.value > _LARGEST_CONSTANT:
                raise RuleProblem("too_large", limit=_LARGEST_CONSTANT)
            return Sum(tree.value)
        if isinstance(tree, LineName | Dotted | ContestLine):
            return self._operand(tree)
        if isinstance(tree, Negative):
            return self._sum(tree.inner).times(Fraction(-1))
        if isinstance(tree, Binary):
            return self._binary(tree)
        if isinstance(tree, Call):
            return self._call(tree)
        if isinstance(tree, NamedSet):
            raise RuleProblem("set_outside_sum", name=f"{tree.kind}:{tree.name}")
        raise RuleProblem("words_as_number", name=tree.value) if isinstance(tree, Words) else RuleProblem("condition_as_number")

    def _binary(self, tree: Binary) -> Sum:
        left, right = self._sum(tree.left), self._sum(tree.right)
        if tree.operator in "+-":
            return left.plus(right, 1 if tree.operator == "+" else -1)
        if tree.operator == "/":
            if not right.is_constant() or right.constant <= 0:
                raise RuleProblem("divisor")
            return left.times(1 / right.constant)
        if not (left.is_constant() or right.is_constant()):
            raise RuleProblem("product")
        return right.times(left.constant) if left.is_constant() else left.times(right.constant)

    def _call(self, tree: Call) -> Sum:
        name, arguments = tree.name.casefold(), tree.arguments
        if name not in FUNCTIONS:
            raise RuleProblem("unknown_function", name=tree.name, nearest=nearest(tree.name, FUNCTIONS), known=listed(FUNCTIONS))
        wanted = {"ceil": 1, "floor": 1, "abs": 1, "percent": 2}.get(name)
        if (wanted and len(arguments) != wanted) or not arguments:
            raise RuleProblem("arguments", name=name, wanted=wanted or 1, given=len(arguments))
        if name == "sum":
            total = Sum()
            for argument in arguments:
                total = total.plus(self._set(argument))
            return total
        sums = [self._sum(argument) for argument in arguments]
        if name in ("ceil", "floor"):
            return _rounded(sums[0], up=name == "ceil")
        if name == "percent":
            if not sums[1].is_constant() or sums[1].constant < 0:
                raise RuleProblem("percent_constant")
            return _rounded(sums[0].times(sums[1].constant / 100), up=True)
        if name == "abs":
            return Sum(terms={Distance(_whole(sums[0])): Fraction(1)})
        extreme = sums[0]
        for other in sums[1:]:
            extreme = Sum(terms={Extreme(_whole(extreme), _whole(other), name == "max"): Fraction(1)})
        return extreme

    def _set(self, tree: Tree) -> Sum:
        slots: list[int] | None = None
        if (
            isinstance(tree, LineName)
            and tree.bare
            and self._line(tree) is None
            and tree.name in ("choices", "lists", "candidates")
        ):
            slots = self._choices(tree.name)
        elif isinstance(tree, Dotted) and tree.name == "list.candidates":
            slots = self._of_list(self._item("list", tree.name))
        elif isinstance(tree, NamedSet):
            slots = self._group(tree.name) if tree.kind == "group" else self._parts(tree.name)
        if slots is None:
            return self._sum(tree)
        self.used.update(slots)
        return Sum(terms={slot: Fraction(1) for slot in slots})

    def _choices(self, name: str) -> list[int]:
        kind = self.form.choices.kind
        if kind == "none":
            raise RuleProblem("no_choices", name=name)
        if name == "lists" and kind == "flat":
            raise RuleProblem("no_lists", name=name)
        fixed = {choice.id for choice in self.form.choices.fixed}
        wanted: Callable[[BallotChoice], bool]
        if name == "choices":
            wanted = lambda choice: choice.kind != "candidate"  # noqa: E731
        elif name == "lists":
            wanted = lambda choice: choice.kind == "list"  # noqa: E731
        else:
            wanted = lambda choice: choice.kind == ("candidate" if kind == "lists" else "choice") and choice.id not in fixed  # noqa: E731
        slots = [self.first_choice + place for place, choice in enumerate(self.ballot) if wanted(choice)]
        return slots or [self._external(NO_BALLOT)]

    def _of_list(self, item: BallotChoice) -> list[int]:
        slots = [
            self.first_choice + place
            for place, choice in enumerate(self.ballot)
            if choice.kind == "candidate" and choice.list_id == item.id
        ]
        return slots or [self._external(NO_BALLOT)]

    def _group(self, name: str) -> list[int]:
        groups = {group.id: group.inside for group in self.form.groups}
        if name not in groups:
            raise RuleProblem("unknown_group", name=name, nearest=nearest(name, groups), known=listed(groups))
        within = {name}
        for _ in groups:
            within |= {group for group, inside in groups.items() if inside in within}
        lines = [line for line in self.form.lines if line.group in within and line.kind == "count"]
        ids = {line.id for line in lines}
        return [self.slot_by_id[line.id] for line in lines if line.of not in ids]

    def _parts(self, name: str) -> list[int]:
        whole = self._line(LineName(name, bare=False))
        parts = [self.slot_by_id[line.id] for line in self.form.lines if whole is not None and line.of == whole.id]
        if not parts:
            raise RuleProblem("no_parts", name=name)
        return parts

    def _operand(self, tree: LineName | Dotted | ContestLine) -> Sum:
        if isinstance(tree, ContestLine):
            slot = self._external(external_name(f'contest("{tree.contest}").[{tree.line}]'))
        elif isinstance(tree, Dotted):
            slot = self._dotted(tree.name)
        else:
            line = self._line(tree)
            if line is not None and line.kind == "oneof":
                raise RuleProblem("option_needed", name=tree.name, known=listed(option.id for option in line.options), nearest="")
            if line is None and tree.bare and tree.name.casefold() in _YES + _NO and self._choice(tree.name) is None:
                return Sum(Fraction(int(tree.name.casefold() in _YES)))
            if line is None and tree.bare and tree.name == "choice" and self.item is not None and self._choice("choice") is None:
                slot = self._slot(self._item("choice", tree.name).id)
            else:
                found = self._slot_of_name(tree.name) if line is None else self._slot(line.id)
                if found is None:
                    return Sum()
                slot = found
        self.used.add(slot)
        return Sum(terms={slot: Fraction(1)})

    def _dotted(self, name: str) -> int:
        if name == "list.total":
            return self._slot(self._item("list", name).id)
        if name == "choice.votes":
            return self._slot(self._item("choice", name).id)
        if name not in EXTERNAL_OPERANDS:
            known = (*EXTERNAL_OPERANDS, "list.total", "choice.votes", 'contest("ID").[1]')
            raise RuleProblem("unknown_operand", name=name, nearest=nearest(name, known), known=listed(known))
        return self._external(name)

    def _item(self, kind: str, name: str) -> BallotChoice:
        if self.item is None or (self.item.kind == "list") != (kind == "list"):
            raise RuleProblem("each_needed", name=name, each=kind)
        return self.item

    def _external(self, name: str) -> int:
        slot = self.externals.setdefault(name, len(self.slot_by_id) + len(self.externals))
        self.used.add(slot)
        return slot

    def _slot(self, column: str) -> int:
        slot = self.slot_by_id[column]
        self.used.add(slot)
        return slot

    def _line(self, tree: LineName) -> Line | None:
        return self.form.line(tree.name)

    def _choice(self, name: str) -> BallotChoice | None:
        by_id = next((choice for choice in self.ballot if choice.id == name), None)
        return by_id or self._choice_by_number.get(fold_number(name))

    def _slot_of_name(self, name: str) -> int | None:
        """The slot of a choice; None for a number that this ballot does not reach: a rule over it waits."""
        choice = self._choice(name)
        if choice is not None:
            return self._slot(choice.id)
        if self._may_be_a_choice(name):
            self.used.add(self._external(NO_BALLOT))
            return None
        names = [line.number for line in self.form.lines] + [fixed.id for fixed in self.form.choices.fixed]
        near = nearest(name, names) or nearest(name, [line.id for line in self.form.lines])
        raise RuleProblem("unknown_line", name=name, nearest=near, known=listed(names))

    def _may_be_a_choice(self, name: str) -> bool:
        rule = self.form.choices
        if rule.kind == "none" or not rule.named:
            return False
        if rule.candidate_number and pattern_regex(rule.candidate_number).fullmatch(fold_text(name)):
            return True
        found = pattern_regex(rule.number).fullmatch(fold_text(name))
        return found is not None and rule.first <= int(found.group(1)) < rule.first + self.reach

    def _with_brackets(self, text: str) -> str:
        """The rule with line numbers in brackets, where every number in it is a line: what was most likely meant."""
        return re.sub(r"\d+\w*", lambda found: f"[{found.group()}]" if self.form.line(found.group()) else found.group(), text)


def _whole(total: Sum) -> Linear:
    if total.divisor() != 1:
        raise RuleProblem("fraction")
    return total.whole()


def _rounded(total: Sum, *, up: bool) -> Sum:
    divisor = total.divisor()
    if divisor == 1:
        return total
    return Sum(terms={Quotient(total.times(Fraction(divisor)).whole(), divisor, up): Fraction(1)})
