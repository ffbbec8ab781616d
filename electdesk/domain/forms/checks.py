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
from electdesk.domain.forms.compiled import CompiledForm, Rule
from electdesk.domain.forms.form import Ballot, Form
from electdesk.domain.forms.meaning import external_name
from electdesk.domain.forms.program import Amount

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from electdesk.domain.forms.columns import ColumnResult

BLANK_CODE: Final = "BLANK"
DIFFERENCE_CODE: Final = "DIFF"
RelationStateName = Literal["holds", "broken", "waiting", "not_applicable", "cannot"]


class RelationState(msgspec.Struct, frozen=True):
    """How one relation stands while a protocol is typed. ``text`` is the rule with official numbers, without words."""

    code: str
    text: str
    state: RelationStateName
    left: int | None
    right: int | None
    lines: tuple[str, ...]
    severity: Severity


class FormChecks(CompiledForm):
    """The relations of a form on figures. Columns: ``ids`` (line ids, then choice ids); make it with ``compile_checks``."""

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
