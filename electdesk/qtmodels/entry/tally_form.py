"""What is typed of one protocol: the figures, undo and redo, and what the checks say of the lines entered so far."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from electdesk.domain.figures import BLANK, NO_NUMBER
from electdesk.domain.findings import HARD, SOFT, Finding, Severity
from electdesk.domain.forms.checks import RelationState, RelationStateName
from electdesk.domain.states import finding_key
from electdesk.qtmodels.entry.sheet import Sheet

_TYPED: Final = 1
"""The id by which Qt joins undo steps of one kind."""


class RuleState(msgspec.Struct, frozen=True):
    """How one relation of the form stands. ``slots``: every line it looks at; ``marked``: those to be marked where it is broken.

    ``left`` and ``right``: its sides; while it waits, what the lines entered so far add up to. ``begun``: a line of it is entered.
    """

    code: str
    text: str
    state: RelationStateName
    left: int | None
    right: int | None
    slots: tuple[int, ...]
    marked: tuple[int, ...]
    lines: tuple[str, ...]
    severity: Severity
    begun: bool
    counts: frozenset[int] = frozenset()
    """The slots of it that hold a count, and not blank or "no number on paper"."""


class _Typing(QUndoCommand):
    """One visit to one field, from the figure found there to the figure left there."""

    def __init__(self, form: "TallyFormModel", slot: int, before: int, after: int, visit: int) -> None:
        super().__init__()
        self.form, self.slot, self.before, self.after, self.visit = form, slot, before, after, visit

    def id(self) -> int:
        return _TYPED

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Typing) or (other.slot, other.visit) != (self.slot, self.visit):
            return False
        self.after = other.after
        return True

    def redo(self) -> None:
        self.form._write(self.slot, self.after)

    def undo(self) -> None:
        self.form._write(self.slot, self.before)


class TallyFormModel(QObject):
    """The figures of one protocol while it is typed. A figure is a count or a mark (``domain.figures``); slots count the lines.

    A relation waits while one of its lines is blank, or is being typed: what stands in the current field counts once it is left.
    """

    figure_written = Signal(int)
    """The figure of a slot is another now, also through undo and redo."""
    checked = Signal()
    """Rules or findings are others now."""
    edited = Signal()
    """Something was typed or confirmed that a draft must hold."""

    def __init__(self, sheet: Sheet, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet = sheet
        self.figures = sheet.blank_row()
        self.confirmed: dict[str, str] = {}
        self.notes: dict[str, str] = {}
        self.spoilt: set[int] = set()
        self.refused_keys = 0
        self.thorough = False
        self.locked: frozenset[int] = frozenset()
        """Slots that stay as they are while others are typed once more."""
        self.rules: tuple[RuleState, ...] = ()
        self.findings: tuple[Finding, ...] = ()
        self.stack = QUndoStack(self)
        self.external: Mapping[str, int] = {}
        self.beyond_form: Callable[[Sequence[int]], list[Finding]] = lambda _: []
        self._passed: set[int] = set()
        self._typing: int | None = None
        self._visit = 0

    # -- what is typed

    def load(
        self, figures: Sequence[int], confirmed: Mapping[str, str], *, notes: Mapping[str, str] | None = None, whole: bool = False
    ) -> None:
        """Begin with these figures. ``whole``: they are a finished protocol, so nothing waits for lines to come. ``notes``: line → text."""
        self.figures = list(figures)
        self.notes = dict(notes or {})
        self.confirmed = dict(confirmed)
        self.thorough = whole
        self.stack.clear()
        last = max((slot for slot, figure in enumerate(self.figures) if figure != BLANK), default=-1)
        self._passed = set(range(last + 1)) if not whole else set(range(len(self.figures)))
        self.recheck()

    def enter(self, slot: int) -> None:
        """A field got the keyboard: what is typed there now is one step for undo."""
        self._visit += 1
        if self._typing is not None and self._typing != slot:
            self.leave(self._typing)

    def type_figure(self, slot: int, figure: int) -> None:
        """The current field holds this now; it does not count for the checks before it is left."""
        if figure == self.figures[slot]:
            return
        self._typing = slot
        self.stack.push(_Typing(self, slot, self.figures[slot], figure, self._visit))

    def leave(self, slot: int) -> None:
        """A field lost the keyboard: its figure counts from now on."""
        if self._typing == slot:
            self._typing = None
        elif slot in self._passed:
            return
        self._passed.add(slot)
        self.recheck()

    def set_spoilt(self, slot: int, spoilt: bool) -> None:
        """A key that is no digit stands in a field, or was taken out of it again."""
        (self.spoilt.add if spoilt else self.spoilt.discard)(slot)

    def confirm(self, finding: Finding, reason: str) -> None:
        """The clerk compared a soft finding with the paper and says why it is so."""
        self.confirmed[finding_key(finding)] = reason
        self.edited.emit()
        self.recheck()

    def set_note(self, slot: int, text: str) -> None:
        """Write a note beside a line; an empty one takes it away."""
        line = self.sheet.lines[slot].id
        if text.strip() != self.notes.get(line, ""):
            self.notes.pop(line, None)
            if text.strip():
                self.notes[line] = text.strip()
            self.edited.emit()

    def _write(self, slot: int, figure: int) -> None:
        self.figures[slot] = figure
        self.figure_written.emit(slot)
        self.edited.emit()
        self.recheck()

    # -- what can be asked

    @property
    def typing(self) -> int | None:
        """The slot that is being typed, None when every figure counts."""
        return self._typing

    def entered(self) -> int:
        """How many lines hold a figure or "no number on paper"."""
        return sum(figure != BLANK for figure in self.figures)

    def missing(self) -> list[int]:
        """The lines that the paper must state and that are still blank."""
        found = next((f for f in self.sheet.checks.check_one(self.figures, self.external) if f.code == "BLANK"), None)
        return [self.sheet.slot_of[line] for line in found.lines] if found is not None else []

    def open_soft(self) -> list[Finding]:
        """Soft findings that nobody has confirmed."""
        return [f for f in self.findings if f.severity == SOFT and finding_key(f) not in self.confirmed]

    def reason_of(self, finding: Finding) -> str | None:
        """The reason with which a finding was confirmed, None where it is open."""
        return self.confirmed.get(finding_key(finding))

    def lost_confirmation(self, finding: Finding) -> bool:
        """The finding was confirmed for other figures: the change withdrew that."""
        key = finding_key(finding)
        code = finding.code + "|"
        return finding.severity == SOFT and key not in self.confirmed and any(k.startswith(code) for k in self.confirmed)

    def standing_confirmations(self) -> dict[str, str]:
        """Finding key → reason, for the findings that are there."""
        keys = {finding_key(finding) for finding in self.findings if finding.severity == SOFT}
        return {key: reason for key, reason in self.confirmed.items() if key in keys}

    def first_to_compare(self, finding: Finding) -> list[str]:
        """The official numbers of a finding's lines that stand in several broken relations: best compared first."""
        if finding.why:
            return []
        weighing = [f for f in self.findings if f.severity in (HARD, SOFT) and not f.why]
        counts = Counter(line for other in weighing for line in other.lines)
        several = [line for line in finding.lines if counts[line] > 1 and line in self.sheet.slot_of]
        if len(several) == len(finding.lines):
            most = max((counts[line] for line in several), default=0)
            several = [line for line in several if counts[line] == most]
            if len(several) == len(finding.lines):
                return []
        return [self.sheet.numbers[self.sheet.slot_of[line]] for line in several]

    def marks(self) -> dict[int, str]:
        """Slot → "err" or "warn": the lines to be framed."""
        found: dict[int, str] = {}
        for finding in self.findings:
            open_one = finding.severity == HARD or (finding.severity == SOFT and self.reason_of(finding) is None)
            if not open_one:
                continue
            for line in finding.lines:
                slot = self.sheet.slot_of.get(line)
                silent = finding.why == "no_number" and slot is not None and self.figures[slot] != NO_NUMBER
                if slot is not None and not silent and found.get(slot) != "err":
                    found[slot] = "err" if finding.severity == HARD else "warn"
        return found

    # -- checks

    def check_all(self) -> None:
        """Check everything at once, blank lines too."""
        if self._typing is not None:
            self._passed.add(self._typing)
            self._typing = None
        self.thorough = True
        self.recheck()

    def recheck(self) -> None:
        """Look again at every rule; ``checked`` tells where something is different now."""
        rules = self._rules()
        findings = self._findings(rules)
        if (rules, findings) != (self.rules, self.findings):
            self.rules, self.findings = rules, findings
        self.checked.emit()

    def _rules(self) -> tuple[RuleState, ...]:
        checks, width = self.sheet.checks, len(self.figures)
        counting = list(self.figures)
        if self._typing is not None:
            counting[self._typing] = BLANK
        ahead = {
            slot
            for slot in range(width)
            if counting[slot] == BLANK and (slot == self._typing or not (self.thorough or slot in self._passed))
        }
        states = checks.relation_states(counting, self.external)
        so_far = checks.relation_states([0 if figure == BLANK else figure for figure in counting], self.external)
        found = []
        for rule, state, partly in zip(checks.rules, states, so_far, strict=True):
            slots = tuple(slot for slot in rule.slots if slot < width)
            asked = {*slots, *(slot for slot in rule.guard_slots if slot < width)}
            waits = state.state == "waiting" or bool(asked & ahead)
            if state.state == "not_applicable":
                waits = bool({slot for slot in rule.guard_slots if slot < width} & ahead)
            if self._never_countable(slots, counting, frozenset(rule.guard_slots) & ahead) and state.state != "not_applicable":
                # One of its lines has no number on paper: no line to come can make it countable.
                state, waits = RelationState(state.code, state.text, "cannot", None, None, state.lines, state.severity), False
            sides = partly if waits else state
            found.append(
                RuleState(
                    state.code,
                    state.text,
                    "waiting" if waits else state.state,
                    sides.left,
                    sides.right,
                    slots,
                    tuple(self.sheet.slot_of[line] for line in state.lines),
                    state.lines,
                    state.severity,
                    any(counting[slot] != BLANK for slot in slots),
                    frozenset(slot for slot in slots if counting[slot] >= 0),
                )
            )
        return tuple(found)

    def _never_countable(self, slots: Sequence[int], counting: Sequence[int], guards_ahead: frozenset[int]) -> bool:
        return not guards_ahead and any(counting[slot] == NO_NUMBER and not self.sheet.lines[slot].optional for slot in slots)

    def _findings(self, rules: Sequence[RuleState]) -> tuple[Finding, ...]:
        found = []
        missing = [f for f in self.sheet.checks.check_one(self.figures, self.external) if f.code == "BLANK"]
        if self.thorough:
            found += missing
        for rule in rules:
            if rule.state == "broken":
                found.append(Finding(rule.code, rule.severity, rule.lines, rule.left, rule.right))
            elif rule.state == "cannot":
                found.append(Finding(rule.code, rule.severity, rule.lines, why="no_number"))
        if not missing and self._typing is None:
            found += self.beyond_form(self.figures)
        return tuple(found)

    def values(self) -> dict[str, int | str | bool | None]:
        """The figures as commands take them: by id, None for a blank, "none" for no number on paper."""
        words = {BLANK: None, NO_NUMBER: "none"}
        return {line.id: words.get(figure, figure) for line, figure in zip(self.sheet.lines, self.figures, strict=True)}
