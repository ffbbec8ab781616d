"""The compiled relations on many protocols at once: the program of ``checks`` run on columns of int64."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from electdesk.domain.figures import BLANK, NO_NUMBER
from electdesk.domain.findings import HARD, Finding, Severity
from electdesk.domain.forms.compiled import CompiledForm, Rule
from electdesk.domain.forms.meaning import external_name
from electdesk.domain.forms.program import Amount

Mask = NDArray[np.bool_]
Column = NDArray[np.int64]


class PartResult(msgspec.Struct, frozen=True):
    """One relation (of one list, where it is said of each) for every station. Sides are None where the rule has none."""

    broken: Mask
    cannot: Mask | None
    left: Column | None
    right: Column | None
    lines: tuple[str, ...]


class ColumnResult(msgspec.Struct, frozen=True):
    """One code for every station: ``broken`` holds where it fires, "cannot be checked" included (then ``why`` is "no_number")."""

    code: str
    severity: Severity
    broken: Mask
    parts: tuple[PartResult, ...]

    @property
    def left(self) -> Column | None:
        """The left side of the first part (ballots, voters or votes)."""
        return self.parts[0].left if self.parts else None

    @property
    def right(self) -> Column | None:
        """The right side of the first part."""
        return self.parts[0].right if self.parts else None

    @property
    def cannot(self) -> Mask:
        """Where a number is missing on the paper, so that it cannot be checked."""
        return _union((part.cannot for part in self.parts), len(self.broken))

    def count(self) -> int:
        """How many stations it fires at."""
        return int(self.broken.sum())


class _Columns:
    """A matrix made ready: values without marks, and where each slot is blank or silent (None = nowhere)."""

    def __init__(self, checks: CompiledForm, matrix: Column, external: Mapping[str, Any]) -> None:
        matrix = np.asarray(matrix)
        if matrix.ndim != 2 or matrix.shape[1] != len(checks.ids):
            raise ValueError(f"a matrix of {matrix.shape} for a form of {len(checks.ids)} columns")
        self.rows = matrix.shape[0]
        self.values: list[Amount] = []
        self.blank: dict[int, Mask] = {}
        self.silent: dict[int, Mask] = {}
        # One pass decides which columns hold marks at all; the others, usually nearly all, need no masks.
        least = matrix.min(axis=0) if self.rows else np.zeros(matrix.shape[1], np.int64)
        for slot in range(matrix.shape[1]):
            column = matrix[:, slot]
            if least[slot] < 0:
                if not checks.optional_mask >> slot & 1:
                    self._note(self.blank, slot, column == BLANK)
                    self._note(self.silent, slot, column == NO_NUMBER)
                column = np.where(column < 0, checks.absent[slot], column)
            self.values.append(column)
        self._add_external(checks, external)
        self._ease(checks)

    def _note(self, marks: dict[int, Mask], slot: int, mask: Mask) -> None:
        if mask.any():
            marks[slot] = mask

    def _add_external(self, checks: CompiledForm, external: Mapping[str, Any]) -> None:
        known = {external_name(name): amounts for name, amounts in external.items()} if checks.externals else {}
        for name in checks.externals:
            slot = len(self.values)
            amounts = np.broadcast_to(np.asarray(known.get(name, BLANK), dtype=np.int64), (self.rows,))
            self._note(self.blank, slot, amounts < 0)
            self.values.append(np.maximum(amounts, 0))

    def _ease(self, checks: CompiledForm) -> None:
        # Conditions are looked at with the marks as they stood before any of them was eased, as in ``FormChecks._ease``.
        eased: dict[int, Mask] = {}
        for line in checks.optional_when:
            if line.slot in self.blank or line.slot in self.silent:
                slots = [slot for slot in range(len(self.values)) if line.mask >> slot & 1]
                unknown = self.any_of(self.blank, slots) | self.any_of(self.silent, slots)
                eased[line.slot] = self.whole(line.condition.holds(self.values)) & ~unknown
        for slot, mask in eased.items():
            for marks in (self.blank, self.silent):
                if slot in marks:
                    self._note(marks, slot, marks.pop(slot) & ~mask)

    def any_of(self, marks: Mapping[int, Mask], slots: Iterable[int]) -> Mask:
        return _union((marks.get(slot) for slot in slots), self.rows)

    def marked(self, marks: Mapping[int, Mask], slots: Sequence[int]) -> Mask | None:
        return self.any_of(marks, slots) if any(slot in marks for slot in slots) else None

    def whole(self, truth: Any) -> Mask:
        return np.broadcast_to(np.asarray(truth, dtype=np.bool_), (self.rows,))

    def amounts(self, amount: Amount) -> Column:
        return np.broadcast_to(np.asarray(amount, dtype=np.int64), (self.rows,))


def check_columns(checks: CompiledForm, matrix: Column, external: Mapping[str, Any]) -> dict[str, ColumnResult]:
    """See ``FormChecks.check_columns``."""
    columns = _Columns(checks, matrix, external)
    outside = len(checks.ids)
    blanks = tuple(
        PartResult(mask, None, None, None, (checks.ids[slot],)) for slot, mask in sorted(columns.blank.items()) if slot < outside
    )
    results = {"BLANK": ColumnResult("BLANK", HARD, _union((part.broken for part in blanks), columns.rows), blanks)}
    parts: dict[str, list[PartResult]] = {}
    severities: dict[str, Severity] = {relation.code: relation.severity for relation in checks.form.relations}
    for rule in checks.rules:
        parts.setdefault(rule.code, []).append(_part(rule, columns))
    for code, severity in severities.items():
        own = tuple(parts.get(code, ()))
        fires = own[0].broken if len(own) == 1 else _union((part.broken for part in own), columns.rows)
        if any(part.cannot is not None for part in own):
            fires = fires | _union((part.cannot for part in own), columns.rows)
        results[code] = ColumnResult(code, severity, fires, own)
    return results


def _part(rule: Rule, columns: _Columns) -> PartResult:
    waiting = columns.marked(columns.blank, rule.slots)
    cannot = columns.marked(columns.silent, rule.slots)
    applies: Mask | None = None
    if rule.guard is not None:
        guard = columns.whole(rule.guard.holds(columns.values))
        guard_waiting = columns.marked(columns.blank, rule.guard_slots)
        guard_cannot = columns.marked(columns.silent, rule.guard_slots)
        known = _without(_without(columns.whole(True), guard_waiting), guard_cannot)
        applies = guard & known
        cannot = None if cannot is None else _without(cannot & applies, waiting)
        if guard_cannot is not None:
            guard_cannot = _without(guard_cannot, guard_waiting)
            cannot = guard_cannot if cannot is None else cannot | guard_cannot
    elif cannot is not None:
        cannot = _without(cannot, waiting)
    broken, left, right = _broken(rule, columns)
    if applies is not None:
        broken = broken & applies
    broken = _without(_without(broken, waiting), cannot)
    return PartResult(broken, cannot if cannot is not None and cannot.any() else None, left, right, rule.lines)


def _broken(rule: Rule, columns: _Columns) -> tuple[Mask, Column | None, Column | None]:
    if rule.condition is not None:
        return ~columns.whole(rule.condition.holds(columns.values)), None, None
    holds, left, right = rule.steps[0].judge(columns.values)
    broken = ~columns.whole(holds)
    for step in rule.steps[1:]:
        holds, next_left, next_right = step.judge(columns.values)
        left, right = np.where(broken, left, next_left), np.where(broken, right, next_right)
        broken = broken | ~columns.whole(holds)
    return broken, columns.amounts(left), columns.amounts(right)


def findings_of(checks: CompiledForm, results: Mapping[str, ColumnResult], row: int) -> list[Finding]:
    """See ``FormChecks.findings_of``."""
    findings = []
    blank = tuple(line for part in results["BLANK"].parts if part.broken[row] for line in part.lines)
    if blank:
        findings.append(Finding("BLANK", HARD, blank, why="blank"))
    for relation in checks.form.relations:
        result = results[relation.code]
        if not result.broken[row]:
            continue
        for part in result.parts:
            if part.broken[row]:
                left = None if part.left is None else int(part.left[row])
                right = None if part.right is None else int(part.right[row])
                findings.append(Finding(relation.code, relation.severity, part.lines, left, right))
            elif part.cannot is not None and part.cannot[row]:
                findings.append(Finding(relation.code, relation.severity, part.lines, why="no_number"))
    return findings


def role_columns(checks: CompiledForm, role: str, matrix: Column) -> tuple[Column, Mask]:
    """See ``FormChecks.evaluate_role``."""
    columns = _Columns(checks, matrix, {})
    found = checks.roles.get(role)
    if found is None:
        return np.zeros(columns.rows, np.int64), np.zeros(columns.rows, np.bool_)
    unknown = columns.any_of(columns.blank, found.slots) | columns.any_of(columns.silent, found.slots)
    return np.where(unknown, 0, columns.amounts(found.amount.value(columns.values))), ~unknown


def _union(masks: Iterable[Mask | None], rows: int) -> Mask:
    union = np.zeros(rows, np.bool_)
    for mask in masks:
        if mask is not None:
            union |= mask
    return union


def _without(mask: Mask, removed: Mask | None) -> Mask:
    return mask if removed is None else mask & ~removed
