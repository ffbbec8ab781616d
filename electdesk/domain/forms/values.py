"""Values as a script or a sample writes them (line → number) made a row of figures, and the findings of such a protocol."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import msgspec

from electdesk.domain.errors import ClerkError
from electdesk.domain.figures import BLANK, LARGEST_COUNT, NO_NUMBER, is_count
from electdesk.domain.findings import HARD, Finding
from electdesk.domain.forms.checks import DIFFERENCE_CODE, compile_checks
from electdesk.domain.forms.form import Ballot, Form, Line, NamedChoice, pattern_regex
from electdesk.domain.forms.meaning import EXTERNAL_OPERANDS, external_name
from electdesk.domain.forms.problems import fold_number, fold_text, listed, nearest

RESERVED: Final = ("values", "first_entry", "external")
"""Keys beside the lines; no line may have one of them as its id."""

MOST_CHOICES: Final = 5000
WIDEST_GAP: Final = 20
"""So many choices in a row may be left blank; a number further on is taken for a slip."""


class Values(msgspec.Struct, frozen=True):
    """One protocol as written: its ballot (as long as the numbers named), the row, operands from outside, an earlier entry or
    None.
    """

    ballot: Ballot
    row: tuple[int, ...]
    external: dict[str, int]
    first_entry: tuple[int, ...] | None = None


class _Size:
    """How many named choices, and candidates of each list, the keys of a protocol speak of."""

    def __init__(self, form: Form) -> None:
        rule = form.choices
        self.form = form
        self.lists = rule.kind == "lists"
        self.choice = pattern_regex(rule.number) if rule.kind != "none" else None
        self.candidate = pattern_regex(rule.candidate_number) if self.lists else None
        self.highest = rule.first - 1
        self.candidates: dict[int, int] = {}
        self.fixed_by_id = False
        self.numbers: set[int] = set()

    def lonely(self) -> int:
        """A choice number far beyond all others, 0 where there is none: a slip rather than a ballot of so many choices."""
        before = self.form.choices.first - 1
        for number in sorted(self.numbers):
            if number - before > WIDEST_GAP:
                return number
            before = number
        return 0

    def see(self, key: str) -> bool:
        """Take note of a key; False when it is no choice of this form."""
        fixed = self.form.fixed_choice(key)
        if fixed is not None:
            self.fixed_by_id = self.fixed_by_id or not fixed.number
            return True
        number = fold_text(key)
        found = self.candidate.fullmatch(number) if self.candidate else None
        if found:
            listing, place = int(found["list"]), int(found["n"])
            self.candidates[listing] = max(self.candidates.get(listing, 0), place)
            self.highest = max(self.highest, listing)
            return place >= 1 and self._in_range(listing)
        found = self.choice.fullmatch(number) if self.choice and self.form.choices.named else None
        if not found:
            return self._is_fixed_number(number)
        own = int(next(part for part in found.groups()))
        self.numbers.add(own)
        self.highest = max(self.highest, own)
        return self._in_range(own)

    def _is_fixed_number(self, number: str) -> bool:
        return any(fold_number(choice.number) == fold_number(number) for choice in self.form.number_choices())

    def _in_range(self, number: int) -> bool:
        return self.form.choices.first <= number

    def ballot(self) -> Ballot:
        """The ballot these keys speak of. At least one choice, so that a protocol without votes is seen to lack them."""
        rule = self.form.choices
        if rule.kind == "none":
            return ()
        floating = 0 if self.fixed_by_id else sum(not fixed.number for fixed in rule.fixed)
        count = max(self.highest - rule.first + 1 - floating, 1) if rule.named else 0
        if count + sum(self.candidates.values()) > MOST_CHOICES:
            raise ClerkError("values_wrong", reason="too_many_choices", key=str(self.highest), limit=MOST_CHOICES)
        named = []
        for number in range(rule.first, rule.first + count):
            inside = range(1, self.candidates.get(number, 0) + 1) if self.lists else range(0)
            kind = "list" if self.lists else "choice"
            named.append(NamedChoice(f"{kind}_{number}", "", tuple(NamedChoice(f"candidate_{number}_{n}", "") for n in inside)))
        return self.form.number_choices(named)


def read_values(form: Form, obj: object) -> Values:
    """A protocol from a JSON object: keys are official numbers or ids, values counts, null (blank), "none" (no number on the
    paper), true/false and option ids for boxes; beside them "external", "first_entry" and, if liked, all lines under "values".

    Raises ClerkError("values_wrong") with ``key``, ``reason`` (not_an_object, unknown_key, twice, negative, fraction, text,
    boolean, too_large, yesno, option, too_many_choices) and what may be written (``known``, ``nearest``).
    """
    if not isinstance(obj, Mapping):
        raise ClerkError("values_wrong", reason="not_an_object", key="", value=str(obj)[:40])
    own = {key: value for key, value in obj.items() if key not in RESERVED}
    inner = _object(obj, "values")
    for key in inner:
        if key in own:
            raise ClerkError("values_wrong", reason="twice", key=key, value=str(inner[key]))
    own |= inner
    earlier = _object(obj, "first_entry") if obj.get("first_entry") is not None else None
    size = _Size(form)
    for key in [*own, *(earlier or {})]:
        if form.line(key) is None and not size.see(key):
            raise _unknown(form, key)
    if lonely := size.lonely():
        raise _unknown(form, str(lonely))
    ballot = size.ballot()
    external = {}
    for name, amount in _object(obj, "external").items():
        external[_external(name)] = _count(name, amount)
    return Values(ballot, _row(form, ballot, own), external, None if earlier is None else _row(form, ballot, earlier))


def check_read(form: Form, values: Values) -> list[Finding]:
    """The findings of a protocol that was read; a "DIFF" for each line in which an earlier entry differs (left: the earlier)."""
    checks = compile_checks(form, values.ballot)
    findings = checks.check_one(values.row, values.external)
    if values.first_entry is not None:
        for column, first, second in zip(checks.ids, values.first_entry, values.row, strict=True):
            if first != second:
                findings.append(Finding(DIFFERENCE_CODE, HARD, (column,), _side(first), _side(second)))
    return findings


def check_values(form: Form, obj: object) -> list[Finding]:
    """The findings of one JSON object of values: ``read_values``, then ``check_read``."""
    return check_read(form, read_values(form, obj))


def finding_json(finding: Finding, form: Form, ballot: Ballot) -> dict[str, Any]:
    """A finding for scripts: "lines" by official number. Keys "why" and "other" only where they say something."""
    numbers = {line.id: line.number for line in form.lines} | {choice.id: choice.number for choice in ballot}
    written: dict[str, Any] = {
        "code": finding.code,
        "severity": finding.severity,
        "lines": [numbers.get(line, line) for line in finding.lines],
        "left": finding.left,
        "right": finding.right,
    }
    return written | {name: text for name, text in (("why", finding.why), ("other", finding.other)) if text}


def values_of_votes(form: Form, votes: Iterable[object]) -> dict[str, object]:
    """Votes in the order of the paper as values by number: [7581, 281978], or for lists [[total, candidate, candidate], …].

    What stands after the named choices goes to the choices that the form prints. Raises ClerkError("values_wrong", reason="votes").
    """
    given = list(votes)
    rule = form.choices
    named = len(given) - len(rule.fixed) if rule.named else 0
    if rule.kind == "none" or named < 0 or (not rule.named and len(given) > len(rule.fixed)):
        raise ClerkError("values_wrong", reason="votes", key="votes", value=str(len(given)))
    choices: list[NamedChoice] = []
    amounts: list[object] = []
    for place, item in enumerate(given[:named]):
        parts = item if isinstance(item, list) else [item]
        if (len(parts) != 1 and rule.kind != "lists") or not parts:
            raise ClerkError("values_wrong", reason="votes", key="votes", value=str(item))
        choices.append(NamedChoice(f"c{place}", "", tuple(NamedChoice(f"c{place}_{n}", "") for n in range(1, len(parts)))))
        amounts += parts
    amounts += given[named:]
    ballot = form.number_choices(choices)
    return {
        choice.id if any(fixed.id == choice.id for fixed in rule.fixed) else choice.number: amount
        for choice, amount in zip(ballot, amounts, strict=False)
    }


def _row(form: Form, ballot: Ballot, given: Mapping[str, object]) -> tuple[int, ...]:
    slots = {line.id: place for place, line in enumerate(form.lines)}
    for place, choice in enumerate(ballot, start=len(form.lines)):
        slots[choice.id] = place
    by_number = {fold_number(choice.number): choice.id for choice in ballot}
    row = [BLANK] * (len(form.lines) + len(ballot))
    filled: dict[int, str] = {}
    for key, value in given.items():
        line = form.line(key)
        fixed = form.fixed_choice(key)
        slot = slots[line.id] if line else slots[fixed.id] if fixed else slots[by_number[fold_number(key)]]
        if slot in filled:
            raise ClerkError("values_wrong", reason="twice", key=key, value=filled[slot])
        filled[slot] = key
        row[slot] = _figure(key, value, line)
    return tuple(row)


def _figure(key: str, value: object, line: Line | None) -> int:
    if value is None:
        return BLANK
    if isinstance(value, str) and value.casefold() == "none":
        return NO_NUMBER
    kind = line.kind if line else "count"
    if kind == "yesno":
        answers = {True: 1, False: 0, "yes": 1, "no": 0, "true": 1, "false": 0}
        if not isinstance(value, bool | int | str) or value not in answers:
            raise ClerkError("values_wrong", reason="yesno", key=key, value=str(value), known="true, false")
        return answers[value]
    if kind == "oneof" and line is not None:
        options = [option.id for option in line.options]
        if value not in options:
            raise ClerkError(
                "values_wrong",
                reason="option",
                key=key,
                value=str(value),
                known=listed(options),
                nearest=nearest(str(value), options),
            )
        return options.index(str(value))
    return _count(key, value)


def _count(key: str, value: object) -> int:
    if value is None:
        return BLANK
    reason = ""
    if isinstance(value, bool):
        reason = "boolean"
    elif isinstance(value, float):
        reason = "fraction"
    elif not isinstance(value, int):
        reason = "text"
    elif value < 0:
        reason = "negative"
    elif value > LARGEST_COUNT:
        reason = "too_large"
    if reason or not isinstance(value, int):
        raise ClerkError("values_wrong", reason=reason, key=key, value=str(value)[:40])
    return value


def _external(name: str) -> str:
    own = external_name(name)
    if own not in EXTERNAL_OPERANDS and not own.startswith("contest("):
        known = (*EXTERNAL_OPERANDS, 'contest("ID").[1]')
        raise ClerkError("values_wrong", reason="unknown_key", key=name, nearest=nearest(name, known), known=listed(known))
    return own


def _object(obj: Mapping[str, object], key: str) -> dict[str, object]:
    inner = obj.get(key)
    if inner is None:
        return {}
    if not isinstance(inner, Mapping):
        raise ClerkError("values_wrong", reason="not_an_object", key=key, value=str(inner)[:40])
    return dict(inner)


def _unknown(form: Form, key: str) -> ClerkError:
    numbers = [line.number for line in form.lines] + [fixed.number or fixed.id for fixed in form.choices.fixed]
    ids = [line.id for line in form.lines]
    near = nearest(key, numbers) or nearest(key, ids)
    if form.choices.kind == "flat" and form.choices.named:
        numbers.append(form.number_choices([("choice", "")])[0].number + " …")
    return ClerkError("values_wrong", reason="unknown_key", key=key, nearest=near, known=listed(numbers))


def _side(figure: int) -> int | None:
    return figure if is_count(figure) else None
