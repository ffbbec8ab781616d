"""What headings may say: the lines and choices of a contest, or the declared columns of a kind. Folded text → target."""

import difflib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from electdesk.domain.errors import ClerkError
from electdesk.domain.forms import Ballot, Form
from electdesk.domain.forms.problems import fold_text
from electdesk.domain.records import Choice
from electdesk.services.imports.declared import ImportColumn
from electdesk.services.imports.meaning import ROLE_TEXTS, is_notion, notions
from electdesk.services.imports.words import (
    ANSWERS,
    HEADINGS,
    NEVER_LINES,
    WEAK_HEADINGS,
    fold_heading,
    line_number,
    numbered_text,
    numbers_a_station,
    words_of,
)

LIKE_ENOUGH: Final = 80
"""Percent of common word stems from which a heading is taken for a line's text, where no other line comes near."""
MOST_LIKE: Final = 99
"""100 is what is known word for word."""
WORTH_A_LOOK: Final = 40
"""Percent from which a line is suggested to the person."""
_CLEARLY: Final = 10
FIRST_COUNTS: Final = frozenset(
    (
        *("area", "area_code", "region", "name", "type", "address", "constituency", "contest", "note"),
        *("chair", "chair_phone", "deputy", "deputy_phone", "secretary", "secretary_phone", "contact", "phone"),
    )
)
"""Descriptions may stand in a file twice, in two languages or two wordings: the first column is read."""
_PARTS: Final = re.compile(r"[\n/|;]|\s{2,}")
_REMARK: Final = re.compile(r"\([^)]*\)")
_BRACKETS: Final = re.compile(r"[()]")
_SHORTEST_LIKE: Final = 4
_COMMON: Final = 0.15
_UNKNOWN: Final = 0.6
"""The weight of what every line speaks of, and of a word that is no notion; what one line alone speaks of weighs nearly 1."""


class Vocabulary:
    """Everything that a heading may say in one contest: folded text → target."""

    def __init__(self, form: Form | None, ballot: Ballot = (), choices: Mapping[str, Choice] | None = None) -> None:
        self.form = form
        self.first_counts = FIRST_COUNTS
        self.ballot = ballot
        self._texts: dict[str, str] = {}
        self._ambiguous: set[str] = set()
        self._signed: dict[str, str] = {}
        self._meanings: list[tuple[str, frozenset[str]]] = []
        self._weights: dict[str, float] = {}
        self._likenesses: dict[str, dict[str, int]] = {}
        self.choice_names: dict[str, str] = {}
        if form is not None:
            self._learn_lines(form)
            self._learn_roles(form)
            self._learn_choices(form, choices or {})
        divided = any(choices[each.id].constituency for each in ballot if each.id in choices) if choices else False
        # Where choices differ by constituency, a number is that of each station's own paper and names no choice of the whole ballot.
        self._numbers = {} if divided else {fold_text(choice.number): f"choice:{choice.id}" for choice in ballot}
        self.numbers_of_papers = frozenset(fold_text(choice.number) for choice in ballot) if divided else frozenset()

    def _learn_lines(self, form: Form) -> None:
        for line in form.lines:
            if not line.number.isalnum():
                # D=H, H>D: the folding of headings drops the signs that tell such numbers apart.
                self._signed[line.number.strip()] = f"line:{line.id}"
            texts = {*line.label.values(), *line.headers}
            self._learn(f"line:{line.id}", (*texts, line.id))
            # A remark in brackets is not repeated in headings.
            bare = {_REMARK.sub("", text) for text in texts}
            self._meanings += [(f"line:{line.id}", notions(text)) for text in sorted(texts | bare)]

    def _learn_roles(self, form: Form) -> None:
        for role, texts in ROLE_TEXTS.items():
            line = form.line(form.roles.get(role, "").strip().removeprefix("[").removesuffix("]").strip())
            if line is not None:
                self._meanings += [(f"line:{line.id}", notions(text)) for text in texts]
        spoken: dict[str, set[str]] = {}
        for target, meaning in self._meanings:
            for notion in meaning:
                spoken.setdefault(notion, set()).add(target)
        for notion, targets in spoken.items():
            self._weights[notion] = max(_COMMON, 1 - len(targets) / len(form.lines)) if is_notion(notion) else _UNKNOWN

    def _learn_choices(self, form: Form, choices: Mapping[str, Choice]) -> None:
        for choice in self.ballot:
            fixed = form.fixed_choice(choice.id)
            named = fixed.label if fixed else choices[choice.id].name if choice.id in choices else {"": choice.name}
            names = list(named.values())
            # What a form prints is shortened in headings: «Согласен (за)» becomes «За».
            short = [part for name in names for part in _BRACKETS.split(name)] if fixed else []
            self._learn(f"choice:{choice.id}", (*names, *short, *ANSWERS.get(choice.id, ()), choice.id))
            for name in names:
                self.choice_names[name] = f"choice:{choice.id}"

    def _learn(self, target: str, texts: Iterable[str]) -> None:
        for text in texts:
            key = fold_heading(text)
            if key and self._texts.setdefault(key, target) != target:
                self._ambiguous.add(key)

    def target(self, heading: str) -> str:
        """What a heading says word for word, by number, or by synonym; "" where it says nothing known."""
        found = self._signed.get(heading.strip()) or self._known(heading)
        if found:
            return found
        number, text = numbered_text(heading)
        if number:
            by_text, by_number = self._known(text), self._number(number)
            if by_text and (not by_number or by_text == by_number):
                return by_text
            if by_number.startswith("line:") and self.form is not None and self._like(text).get(by_number, 0) >= LIKE_ENOUGH - 20:
                return by_number
        parts = {self._known(part) for part in _PARTS.split(heading) if part.strip()} - {""}
        return parts.pop() if len(parts) == 1 else ""

    def _known(self, heading: str) -> str:
        key = fold_heading(heading)
        if key in self._texts and key not in self._ambiguous and not (key.isdigit() and self._number(key)):
            return self._texts[key]
        number = line_number(heading)
        if number and (by_number := self._number(number)):
            return by_number
        return HEADINGS.get(key, "") if "%" not in heading else ""

    def _number(self, number: str) -> str:
        # 3б is what a Russian office calls the line 3b; the letters do not look alike, so the form's own folding leaves it.
        by_order = number.casefold().replace("б", "b")
        line = (self.form.line(number) or self.form.line(by_order)) if self.form is not None else None
        return f"line:{line.id}" if line is not None else self._numbers.get(fold_text(number).rstrip("."), "")

    def named(self, target: str) -> str:
        """A target as a person knows it: "line:" with the official number, "choice:" with the name, all others as they are."""
        kind, _, id_ = target.partition(":")
        if kind == "line" and self.form is not None:
            return f"line:{self.form.lines[self.form.places[id_]].number}"
        return next((f"choice:{name}" for name, known in self.choice_names.items() if known == target), target)

    def targets(self) -> tuple[str, ...]:
        """Every target that a column may be given by hand: descriptions, lines, choices."""
        lines = tuple(f"line:{line.id}" for line in self.form.lines) if self.form is not None else ()
        choices = tuple(f"choice:{choice.id}" for choice in self.ballot)
        return (*dict.fromkeys(HEADINGS.values()), *lines, *choices)

    def resolve(self, text: str) -> str:
        """A target as a person writes it ("line:3а", "3а", "choice:Асанов", "station", "" or "-" for none) as its id.

        Raises ClerkError("import_target_unknown", ``target``, ``nearest``).
        """
        bare = text.strip()
        if bare in ("", "-"):
            return ""
        known = self.targets()
        if bare in known:
            return bare
        _, _, name = bare.rpartition(":")
        for found in (self.target(bare), self.target(name), self._number(name)):
            if found in known and (":" not in bare or found.startswith(bare.partition(":")[0])):
                return found
        near = difflib.get_close_matches(bare, [*known, *map(self.named, known)], n=1, cutoff=0.5)
        raise ClerkError("import_target_unknown", target=text, nearest=near[0] if near else "")

    def weak_target(self, heading: str) -> str:
        """What a heading may say where no other column says it."""
        found = {WEAK_HEADINGS.get(fold_heading(part), "") for part in (heading, *_PARTS.split(heading))} - {""}
        return found.pop() if found else "station" if numbers_a_station(heading) else ""

    def suggestions(self, headings: Mapping[int, str], free: Collection[str]) -> dict[int, tuple[str, int]]:
        """For headings that nothing tells: the free line that they come nearest to and how near, where that is worth a look."""
        found = {}
        for index, heading in headings.items():
            likenesses = ((target, score) for target, score in self._like(heading).items() if target in free)
            target, score = max(likenesses, key=lambda item: item[1], default=("", 0))
            if score >= WORTH_A_LOOK:
                found[index] = (target, score)
        return found

    def likely_lines(self, headings: Mapping[int, str], free: set[str]) -> dict[int, tuple[str, int]]:
        """For headings that no exact text tells: the free line that shares the most words, where each clearly chooses the other."""
        scores = {
            index: {line: score for line, score in self._like(heading).items() if line in free}
            for index, heading in headings.items()
        }
        found = {}
        for index, own in scores.items():
            ranked = sorted(own.items(), key=lambda item: -item[1])
            if not ranked or ranked[0][1] < LIKE_ENOUGH or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _CLEARLY):
                continue
            line, score = ranked[0]
            rivals = [others.get(line, 0) for other, others in scores.items() if other != index]
            if score - max(rivals, default=0) >= _CLEARLY:
                found[index] = (line, score)
        return found

    def likeliest(self, heading: str) -> str:
        """The line that a text is like enough to be taken for it, were there no others; "" where it is like none."""
        if len(heading) < _SHORTEST_LIKE or not any(map(str.isalpha, heading)):
            return ""
        target, score = max(self._like(heading).items(), key=lambda item: item[1], default=("", 0))
        return target if score >= LIKE_ENOUGH else ""

    def _like(self, heading: str) -> dict[str, int]:
        """Line → how much of what both speak of is common to both, in percent, each notion by its weight."""
        if heading not in self._likenesses:
            own = notions(heading) if "%" not in heading and NEVER_LINES.isdisjoint(words_of(heading)) else frozenset()
            best: dict[str, int] = {}
            for target, meaning in self._meanings if own else ():
                whole = self._weigh(own) + self._weigh(meaning)
                score = min(round(200 * self._weigh(own & meaning) / whole), MOST_LIKE) if whole else 0
                best[target] = max(best.get(target, 0), score)
            self._likenesses[heading] = best
        return self._likenesses[heading]

    def _weigh(self, meaning: frozenset[str]) -> float:
        return sum(self._weights.get(notion, 1 if is_notion(notion) else _UNKNOWN) for notion in meaning)


class ColumnVocabulary(Vocabulary):
    """What a heading may say in a file of a kind that declares its columns: their headings in three languages, and further words."""

    def __init__(self, columns: Sequence[ImportColumn]) -> None:
        super().__init__(None)
        self._targets = frozenset(column.target for column in columns)
        self._weak: dict[str, str] = {}
        self.first_counts = frozenset(column.target for column in columns if column.type == "text" or column.target == "area")
        for column in columns:
            self._learn(column.target, (*column.heading.values(), *column.also.split("|"), column.target))
            for word in filter(None, map(fold_heading, column.weak.split("|"))):
                self._weak[word] = column.target

    def _known(self, heading: str) -> str:
        key = fold_heading(heading)
        if key in self._texts and key not in self._ambiguous:
            return self._texts[key]
        found = HEADINGS.get(key, "") if "%" not in heading else ""
        return found if found in self._targets else ""

    def _number(self, number: str) -> str:
        return ""

    def targets(self) -> tuple[str, ...]:
        return tuple(sorted(self._targets))

    def weak_target(self, heading: str) -> str:
        found = super().weak_target(heading)
        return self._weak.get(fold_heading(heading), "") or (found if found in self._targets else "")
