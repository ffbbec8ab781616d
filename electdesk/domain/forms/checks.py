"""A form's relations on one protocol, and on a whole column of them, from one compiled program.

The rule of marks. A blank in a line that must be filled is a finding by itself ("BLANK"), and no relation over it is evaluated; a
blank in an optional line counts as 0. "No number on the paper" counts as 0 in an optional line; elsewhere each relation over it
raises "cannot be checked" with its own severity. A line or choice that this station's ballot does not ask for counts as 0. An
operand from outside that is not known is as a blank: the relation waits. A guard that is known to be false settles the relation
before its lines are looked at.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, Literal

import msgspec

from electdesk.domain.figures import BLANK, NO_NUMBER
from electdesk.domain.findings import HARD, Finding, Severity
from electdesk.domain.forms.form import Ballot, Form, Relation
from electdesk.domain.forms.meaning import Meaning, external_name
from electdesk.domain.forms.program import All, Amount, Comparison, Condition, Linear
from electdesk.domain.forms.wording import short_rule

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from electdesk.domain.forms.columns import ColumnResult

BLANK_CODE: Final = "BLANK"
DIFFERENCE_CODE: Final = "DIFF"
RelationStateName = Literal["holds", "broken", "waiting", "not_applicable", "cannot"]


class Rule(msgspec.Struct, frozen=True):
    """One relation made ready for one ballot (one for each list, where it is said of each list)."""

    code: str
    severity: Severity
    steps: tuple[Comparison, ...]
    condition: Condition | None
    guard: Condition | None
    slots: tuple[int, ...]
    guard_slots: tuple[int, ...]
    mask: int
    guard_mask: int
    lines: tuple[str, ...]
    text: str
    guard_text: str


class RelationState(msgspec.Struct, frozen=True):
    """How one relation stands while a protocol is typed. ``text`` is the rule with official numbers, without words."""

    code: str
    text: str
    state: RelationStateName
    left: int | None
    right: int | None
    lines: tuple[str, ...]
    severity: Severity


class Role(msgspec.Struct, frozen=True):
    """A standard meaning as a sum of lines."""

    amount: Linear
    slots: tuple[int, ...]
    mask: int


class OptionalWhen(msgspec.Struct, frozen=True):
    """A line that may stay empty while a condition on other lines holds."""

    slot: int
    condition: Condition
    mask: int


class FormChecks:
    """The relations of a form for one ballot. Columns: ``ids`` (line ids, then choice ids); make it with ``compile_checks``."""

    def __init__(self, form: Form, ballot: Ballot) -> None:
        self.form = form
        self.ballot = ballot
        self.ids = form.columns_of(ballot)
        self.numbers = tuple(line.number for line in form.lines) + tuple(choice.number for choice in ballot)
        self.externals: dict[str, int] = {}
        meaning = Meaning(form, ballot, self.externals)
        self.rules = tuple(rule for relation in form.relations for rule in _rules(relation, meaning))
        self.roles = {name: _role(meaning, text) for name, text in form.roles.items()}
        choice_optional = form.choices.optional
        optional = [line.optional for line in form.lines] + [choice_optional] * len(ballot)
        self.optional_mask = sum(1 << slot for slot, may in enumerate(optional) if may)
        self.absent = tuple(-1 if line.kind == "oneof" else 0 for line in form.lines) + (0,) * len(ballot)
        self.optional_when = tuple(
            OptionalWhen(slot, *_with_mask(meaning.condition(line.optional_when)))
            for slot, line in enumerate(form.lines)
            if line.optional_when
        )

    def check_one(self, vector: Sequence[int], external: Mapping[str, int] | None = None) -> list[Finding]:
        """The findings of one protocol: the blanks first, then the relations in the order of the form."""
        values, blank, silent = self._ready(vector, external)
        findings = []
        lines = tuple(self.ids[slot] for slot in range(len(self.ids)) if blank >> slot & 1) if blank else ()
        if lines:
            findings.append(Finding(BLANK_CODE, HARD, lines, why="blank"))
        for rule in self.rules:
            state, left, right = _judge(rule, values, blank, silent)
            if state == "broken":
                findings.append(Finding(rule.code, rule.severity, rule.lines, left, right))
            elif state == "cannot":
                findings.append(Finding(rule.code, rule.severity, rule.lines, why="no_number"))
        return findings

    def relation_states(self, vector: Sequence[int], external: Mapping[str, int] | None = None) -> list[RelationState]:
        """How every relation stands on a protocol that may be half typed."""
        values, blank, silent = self._ready(vector, external)
        states = []
        for rule in self.rules:
            state, left, right = _judge(rule, values, blank, silent)
            states.append(RelationState(rule.code, rule.text, state, left, right, rule.lines, rule.severity))
        return states

    def check_columns(self, matrix: "NDArray[np.int64]", external: Mapping[str, Any] | None = None) -> "dict[str, ColumnResult]":
        """The same for many protocols: a matrix of stations × columns (int64) → code → result. BLANK is among the codes.

        ``external``: name → array with one amount for each station, negative where it is not known.
        """
        from electdesk.domain.forms.columns import check_columns

        return check_columns(self, matrix, external or {})

    def findings_of(self, results: "Mapping[str, ColumnResult]", row: int) -> list[Finding]:
        """The findings of one row of ``check_columns``: exactly what ``check_one`` says of that row."""
        from electdesk.domain.forms.columns import findings_of

        return findings_of(self, results, row)

    def evaluate_role(self, role: str, vector_or_matrix: Any) -> tuple[Any, Any]:
        """(amount, whether it can be counted) of a standard meaning: int and bool for a row, arrays for a matrix.

        It cannot be counted where one of its lines is blank or without a number though it must have one, or the form has no
        such role; the amount is then 0.
        """
        if getattr(vector_or_matrix, "ndim", 1) == 2:
            from electdesk.domain.forms.columns import role_columns

            return role_columns(self, role, vector_or_matrix)
        found = self.roles.get(role)
        if found is None:
            return 0, False
        values, blank, silent = self._ready(vector_or_matrix, None)
        if (blank | silent) & found.mask:
            return 0, False
        return int(found.amount.value(values)), True

    def role_lines(self, role: str) -> tuple[str, ...]:
        """The ids of the lines and choices that make up a standard meaning, () where the form has none."""
        found = self.roles.get(role)
        return tuple(self.ids[slot] for slot in found.slots if slot < len(self.ids)) if found else ()

    def _ready(self, vector: Sequence[int], external: Mapping[str, int] | None) -> tuple[list[Amount], int, int]:
        """Values without marks; the slots that are blank, and those without a number, as bits (optional lines are in neither)."""
        values: list[Amount] = [int(figure) for figure in vector]
        blank = silent = 0
        if values and min(values) < 0:
            for slot, figure in enumerate(values):
                if figure < 0:
                    values[slot] = self.absent[slot]
                    if figure == BLANK:
                        blank |= 1 << slot
                    elif figure == NO_NUMBER:
                        silent |= 1 << slot
            blank &= ~self.optional_mask
            silent &= ~self.optional_mask
        if len(values) != len(self.ids):
            raise ValueError(f"a row of {len(values)} figures for a form of {len(self.ids)}")
        if self.externals:
            known = {external_name(name): amount for name, amount in (external or {}).items()}
            for name in self.externals:
                amount = known.get(name, BLANK)
                if amount < 0:
                    blank |= 1 << len(values)
                values.append(max(amount, 0))
        if (blank | silent) and self.optional_when:
            blank, silent = self._ease(values, blank, silent)
        return values, blank, silent

    def _ease(self, values: list[Amount], blank: int, silent: int) -> tuple[int, int]:
        eased = 0
        for line in self.optional_when:
            if (blank | silent) >> line.slot & 1 and not (blank | silent) & line.mask and line.condition.holds(values):
                eased |= 1 << line.slot
        return blank & ~eased, silent & ~eased


def _judge(rule: Rule, values: list[Amount], blank: int, silent: int) -> tuple[RelationStateName, int | None, int | None]:
    if rule.guard is not None:
        if blank & rule.guard_mask:
            return "waiting", None, None
        if silent & rule.guard_mask:
            return "cannot", None, None
        if not rule.guard.holds(values):
            return "not_applicable", None, None
    if blank & rule.mask:
        return "waiting", None, None
    if silent & rule.mask:
        return "cannot", None, None
    if rule.condition is not None:
        return ("holds" if rule.condition.holds(values) else "broken"), None, None
    first: tuple[int, int] | None = None
    for step in rule.steps:
        holds, left, right = step.judge(values)
        if not holds:
            return "broken", left, right
        first = first or (left, right)
    return ("holds", *first) if first else ("holds", None, None)


def mask_of(slots: Sequence[int] | frozenset[int]) -> int:
    """Slots as bits."""
    return sum(1 << slot for slot in slots)


def _with_mask(found: tuple[Condition, frozenset[int]]) -> tuple[Condition, int]:
    return found[0], mask_of(found[1])


def _role(meaning: Meaning, text: str) -> Role:
    amount, slots = meaning.amount(text)
    return Role(amount, tuple(sorted(slots)), mask_of(slots))


def _rules(relation: Relation, meaning: Meaning) -> list[Rule]:
    rules = []
    for item in meaning.items(relation.each):
        guard, guard_slots = meaning.condition(relation.when, item) if relation.when else (None, frozenset[int]())
        condition, slots = meaning.condition(relation.rule, item)
        condition = _eased(condition, relation)
        steps = condition.parts if isinstance(condition, All) else (condition,)
        plain = tuple(step for step in steps if isinstance(step, Comparison) and not step.of_options)
        columns = len(meaning.slot_by_id)
        marked = (
            [meaning.marked(name) for name in relation.mark]
            if relation.mark
            else [slot for slot in sorted(slots) if slot < columns]
        )
        ids = meaning.form.columns_of(meaning.ballot)
        rules.append(
            Rule(
                code=relation.code,
                severity=relation.severity,
                steps=plain if len(plain) == len(steps) else (),
                condition=None if len(plain) == len(steps) else condition,
                guard=guard,
                slots=tuple(sorted(slots)),
                guard_slots=tuple(sorted(guard_slots)),
                mask=mask_of(slots),
                guard_mask=mask_of(guard_slots),
                lines=tuple(ids[slot] for slot in sorted({slot for slot in marked if slot is not None})),
                text=short_rule(relation.rule, meaning.form, meaning.ballot, item),
                guard_text=short_rule(relation.when, meaning.form, meaning.ballot, item) if relation.when else "",
            )
        )
    return rules


def _eased(condition: Condition, relation: Relation) -> Condition:
    if not relation.tolerance and not relation.tolerance_percent[0]:
        return condition
    if isinstance(condition, All):
        return All(tuple(_eased(part, relation) for part in condition.parts))
    if isinstance(condition, Comparison):
        return msgspec.structs.replace(condition, tolerance=relation.tolerance, percent=relation.tolerance_percent)
    return condition


_COMPILED: Final[dict[tuple[str, Ballot], FormChecks]] = {}
_MOST_COMPILED: Final = 256


def compile_checks(form: Form, ballot: Ballot) -> FormChecks:
    """The form's relations for one ballot; kept, so that asking again costs nothing."""
    key = (form.hash, ballot)
    found = _COMPILED.get(key)
    if found is None:
        if len(_COMPILED) >= _MOST_COMPILED:
            _COMPILED.clear()
        found = _COMPILED[key] = FormChecks(form, ballot)
    return found


__all__ = [
    "BLANK_CODE",
    "DIFFERENCE_CODE",
    "FormChecks",
    "RelationState",
    "Rule",
    "compile_checks",
    "mask_of",
]
