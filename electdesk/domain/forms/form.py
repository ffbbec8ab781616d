"""A protocol form: the lines of the paper, its choices, its relations. Pure data; ``reading`` makes it, ``checks`` runs it."""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Final, Literal

import msgspec

from electdesk.domain.findings import Severity
from electdesk.domain.forms.problems import fold_number, fold_text

LANGUAGES: Final = ("ru", "kk", "en")
Text = dict[str, str]
"""A text in the three languages: {"ru": …, "kk": …, "en": …}."""

LineKind = Literal["count", "yesno", "oneof"]
ROLES: Final = (
    "registered",
    "received",
    "issued",
    "issued_early",
    "issued_inside",
    "issued_outside",
    "cancelled",
    "found",
    "found_mobile",
    "found_stationary",
    "invalid",
    "blank",
    "valid",
    "not_counted",
    "took_part",
    "lost",
    "unaccounted",
    "certificates_issued",
    "certificates_voted",
)
"""Standard meanings that totals, turnout and charts ask for, whatever the form calls them."""


class Option(msgspec.Struct, frozen=True):
    """One box of a one-of line; its figure is its place in the line's options, from 0."""

    id: str
    label: Text


class Line(msgspec.Struct, frozen=True):
    """One line of the paper. ``seen`` says whether its wording was seen on a real protocol or is a draft."""

    id: str
    number: str
    label: Text
    group: str = ""
    optional: bool = False
    optional_when: str = ""
    of: str = ""
    kind: LineKind = "count"
    options: tuple[Option, ...] = ()
    words: bool = False
    headers: tuple[str, ...] = ()
    equals: str = ""
    seen: bool = True


class Group(msgspec.Struct, frozen=True):
    """A titled part of the paper; ``inside`` names the group that encloses it, "" at the top."""

    id: str
    label: Text
    inside: str = ""


class FixedChoice(msgspec.Struct, frozen=True):
    """A choice that the form itself prints: yes, no, against all. ``number`` "" = the next free one, after the named choices."""

    id: str
    label: Text
    number: str = ""
    kind: Literal["choice", "against_all"] = "choice"


class ChoiceRule(msgspec.Struct, frozen=True):
    """How choices stand on the paper.

    ``number`` is a pattern with {n} or {list}; ``candidate_number`` one with {list} and {n}; ``first`` is the first n.
    """

    kind: Literal["none", "flat", "lists"] = "none"
    first: int = 1
    number: str = "{n}"
    candidate_number: str = ""
    optional: bool = False
    named: bool = True
    label: Text = {}
    fixed: tuple[FixedChoice, ...] = ()
    words: bool = False


class Relation(msgspec.Struct, frozen=True):
    """One control relation as written. ``tolerance_percent`` is a pair (numerator, denominator) of percent of the right side."""

    code: str
    rule: str
    severity: Severity
    when: str = ""
    tolerance: int = 0
    tolerance_percent: tuple[int, int] = (0, 1)
    mark: tuple[str, ...] = ()
    name: Text = {}
    message: Text = {}
    each: Literal["", "list", "choice"] = ""
    line: int = 0


class Sample(msgspec.Struct, frozen=True):
    """A protocol written in the form file with the codes it must fire. ``values`` as in ``form check``; ``line`` of the file."""

    name: str
    values: dict[str, object]
    expect: tuple[str, ...]
    line: int = 0


class ContestTemplate(msgspec.Struct, frozen=True):
    """One of several contests that are held on one day with the same form."""

    id: str
    title: Text


class CheckSettings(msgspec.Struct, frozen=True):
    """What the form says to the program's own checks. ``off``: their codes that the form's relations replace."""

    reserve_percent: int = 1
    off: tuple[str, ...] = ()
    thresholds: dict[str, int] = {}


class BallotChoice(msgspec.Struct, frozen=True):
    """One choice in the order of the paper. ``name`` is "" for a choice that the form prints: its label is in the form."""

    id: str
    number: str
    name: str = ""
    list_id: str | None = None
    kind: Literal["choice", "list", "candidate", "against_all"] = "choice"


Ballot = tuple[BallotChoice, ...]


class NamedChoice(msgspec.Struct, frozen=True):
    """A candidate, a party or a list, as the contest names it, before it has an official number."""

    id: str
    name: str
    candidates: tuple["NamedChoice", ...] = ()


class Form(msgspec.Struct, frozen=True, dict=True):
    """A form file, read and found to be right. A protocol is a row of figures: ``lines`` in order, then the ballot's choices."""

    id: str
    edition: str
    annex: str
    source: str
    status: Literal["seen", "draft"]
    country: str
    title: Text
    text: str
    hash: str
    lines: tuple[Line, ...]
    groups: tuple[Group, ...] = ()
    choices: ChoiceRule = ChoiceRule()
    relations: tuple[Relation, ...] = ()
    samples: tuple[Sample, ...] = ()
    roles: dict[str, str] = {}
    percent_base: Literal["valid", "took_part"] = "valid"
    turnout: Literal["issued", "found"] = "issued"
    checks: CheckSettings = CheckSettings()
    options: dict[str, bool | int | str] = {}
    contests: tuple[ContestTemplate, ...] = ()

    @property
    def key(self) -> str:
        """Twelve hexadecimal digits that name this very text of the form."""
        return self.hash[:12]

    @cached_property
    def places(self) -> dict[str, int]:
        """Line id → its place in a row."""
        return {line.id: place for place, line in enumerate(self.lines)}

    @cached_property
    def _by_name(self) -> dict[str, str]:
        folded = {fold_number(line.number): line.id for line in self.lines}
        exact = {line.id: line.id for line in self.lines} | {line.number: line.id for line in self.lines}
        return folded | exact

    def line(self, name: str) -> Line | None:
        """The line by official number or id, exact first; else 3а and 3a (Cyrillic, Latin), D1 and d1 are one number."""
        found = self._by_name.get(name) or self._by_name.get(fold_number(name))
        return self.lines[self.places[found]] if found else None

    def fixed_choice(self, name: str) -> FixedChoice | None:
        """A choice that the form prints, by id or by its own number."""
        return next(
            (fixed for fixed in self.choices.fixed if name == fixed.id or (fixed.number and _same(fixed.number, name))), None
        )

    def number_choices(self, named: Sequence[NamedChoice | tuple[str, str]] = ()) -> Ballot:
        """The ballot: named choices with their official numbers in the order given, then those the form prints.

        A flat form numbers them first, first + 1 … (13, 14 …); a form with lists E.1 for the list and E.1.1 … for its candidates,
        each list followed by its candidates.
        """
        rule = self.choices
        ballot: list[BallotChoice] = []
        number = rule.first
        for choice in named:
            choice = choice if isinstance(choice, NamedChoice) else NamedChoice(*choice)
            own = rule.number.format(n=number, list=number)
            if rule.kind != "lists":
                ballot.append(BallotChoice(choice.id, own, choice.name))
            else:
                ballot.append(BallotChoice(choice.id, own, choice.name, choice.id, "list"))
                for place, candidate in enumerate(choice.candidates, start=1):
                    theirs = rule.candidate_number.format(list=number, n=place, candidate=place)
                    ballot.append(BallotChoice(candidate.id, theirs, candidate.name, choice.id, "candidate"))
            number += 1
        for fixed in rule.fixed:
            ballot.append(BallotChoice(fixed.id, fixed.number or rule.number.format(n=number, list=number), kind=fixed.kind))
            number += not fixed.number
        return tuple(ballot)

    def columns_of(self, ballot: Ballot) -> tuple[str, ...]:
        """The ids of a row's figures: line ids, then choice ids."""
        return tuple(line.id for line in self.lines) + tuple(choice.id for choice in ballot)


def pattern_regex(pattern: str) -> "re.Pattern[str]":
    """A number pattern as a regular expression with the groups ``list`` and ``n``; compared on folded texts."""
    wild = {"{n}": r"(?P<n>\d+)", "{candidate}": r"(?P<n>\d+)", "{list}": r"(?P<list>\d+)"}
    parts = re.split(r"(\{(?:n|list|candidate)\})", pattern)
    return re.compile("".join(wild.get(part) or re.escape(fold_text(part)) for part in parts))


def _same(one: str, other: str) -> bool:
    return fold_number(one) == fold_number(other)
