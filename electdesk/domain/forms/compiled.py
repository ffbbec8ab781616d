"""A form's rules made ready for one ballot: programs over slots, with what must be known before each may run."""

from collections.abc import Sequence

import msgspec

from electdesk.domain.findings import Severity
from electdesk.domain.forms.form import Ballot, Form, Relation
from electdesk.domain.forms.meaning import Meaning
from electdesk.domain.forms.program import All, Comparison, Condition, Linear
from electdesk.domain.forms.wording import short_relation, short_rule


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


class CompiledForm:
    """The rules, standard meanings and marks of a form for one ballot. Slots: the columns ``ids``, then the ``externals``."""

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
                text=short_relation(relation, meaning.form, meaning.ballot, item),
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
