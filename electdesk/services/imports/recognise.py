"""Columns told by their headings: official texts, line numbers, names of choices, synonyms. Nothing is bound by its position."""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

from electdesk.domain.errors import ClerkError
from electdesk.domain.forms import Ballot, Form
from electdesk.domain.forms.problems import fold_text
from electdesk.domain.records import Choice
from electdesk.services.imports.plan import Mapped
from electdesk.services.imports.sheet import Sheet, column_letters
from electdesk.services.imports.words import (
    ANSWERS,
    HEADINGS,
    NEVER_CHOICES,
    WEAK_HEADINGS,
    fold_heading,
    has_two_alphabets,
    line_number,
    numbered_text,
    words_of,
)

HEADING_ROWS: Final = 20
"""Rows among which the heading is looked for: titles stand above it."""
LIKE_ENOUGH: Final = 80
"""Percent of common word stems from which a heading is taken for a line's text, where no other line comes near."""
_CLEARLY: Final = 10
_FIRST_COUNTS: Final = frozenset(
    (
        *("area", "area_code", "region", "name", "type", "address", "constituency", "contest", "note"),
        *("chair", "chair_phone", "deputy", "deputy_phone", "secretary", "secretary_phone", "contact", "phone"),
    )
)
"""Descriptions may stand in a file twice, in two languages or two wordings: the first column is read."""
_PARTS: Final = re.compile(r"[\n/|;]|\s{2,}")
_BRACKETS: Final = re.compile(r"[()]")
_STEM: Final = 4
_NOT_STEMS: Final = frozenset(
    ("числ", "изби", "бюлл", "коли", "учас", "коми", "уик", "голо", "день", "и", "в", "на", "по", "для", "при")
) | {"саны", "дауы", "беру", "сайл", "numb", "voti", "ball", "of", "the", "in", "for"}
"""Said in nearly every line, so they tell none from another."""
_SAME_STEMS: Final = {"внес": "вклю", "тик": "терр"}


class Vocabulary:
    """Everything that a heading may say in one contest: folded text → target."""

    def __init__(self, form: Form | None, ballot: Ballot = (), choices: Mapping[str, Choice] | None = None) -> None:
        self.form = form
        self.ballot = ballot
        self._texts: dict[str, str] = {}
        self._ambiguous: set[str] = set()
        self._signed: dict[str, str] = {}
        self._stems: list[tuple[str, frozenset[str]]] = []
        self.choice_names: dict[str, str] = {}
        if form is not None:
            self._learn_lines(form)
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
            self._stems += [(f"line:{line.id}", _stems(text)) for text in texts]

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

    def weak_target(self, heading: str) -> str:
        """What a heading may say where no other column says it."""
        found = {WEAK_HEADINGS.get(fold_heading(part), "") for part in (heading, *_PARTS.split(heading))} - {""}
        return found.pop() if found else ""

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

    def _like(self, heading: str) -> dict[str, int]:
        own = _stems(heading)
        best: dict[str, int] = {}
        for target, stems in self._stems:
            if own and stems:
                best[target] = max(best.get(target, 0), 200 * len(own & stems) // (len(own) + len(stems)))
        return best


def _stems(text: str) -> frozenset[str]:
    """Words cut to what endings and short forms leave alike; «не», «вне» and the like stay, for they turn the meaning round."""
    stems = (
        word[:_STEM] if not word.startswith("недей") else word[: _STEM + 2]
        for word in words_of(text.casefold().replace("неучт", "не учт"))
    )
    return frozenset(_SAME_STEMS.get(stem, stem) for stem in stems) - _NOT_STEMS


class Recognised(msgspec.Struct, frozen=True):
    """The heading row (its place in the sheet's rows) and what each column (from 0) is.

    ``new_choices``: column → heading, in column order.
    """

    heading_row: int
    headings: tuple[str, ...]
    columns: dict[int, str]
    likeness: dict[int, int] = {}
    unknown: tuple[int, ...] = ()
    new_choices: dict[int, str] = {}

    def column(self, target: str) -> int:
        """The column of a target, -1 where there is none."""
        return next((index for index, found in self.columns.items() if found == target), -1)

    def mapped(self) -> tuple[Mapped, ...]:
        """The columns and their targets, to be shown."""
        new = dict.fromkeys(self.new_choices, "choice:new")
        return tuple(
            Mapped(column_letters(index), self.headings[index], target, self.likeness.get(index, 100))
            for index, target in sorted((self.columns | new).items())
        )

    def unmapped(self) -> tuple[Mapped, ...]:
        """The columns that are left out."""
        return tuple(Mapped(column_letters(index), self.headings[index], "", 0) for index in self.unknown)


def recognise(
    sheet: Sheet,
    vocabulary: Vocabulary,
    needed: Sequence[str],
    mapping: Mapping[str, str] | None = None,
    want_choices: bool | None = None,
) -> Recognised:
    """Find the heading row and say what each column is.

    ``want_choices`` None: choices play no part; else whether new ones may be made. Raises ClerkError with ``file``:
    import_heading_missing (``rows`` looked at; none says anything known), import_columns_twice (``target``, ``column``, ``other``,
    ``heading``), import_columns_missing (``columns``: as ``named``, ``unknown``: headings, ``row``), import_choice_unknown
    (``column``, ``heading``, ``nearest``, ``why``: unknown, look_alike, two_alphabets,
    number_by_constituency).
    """
    own = {fold_heading(heading): target for heading, target in (mapping or {}).items()}
    place = _heading_row(sheet, vocabulary, own)
    headings = tuple(_clean(cell) for cell in sheet.rows[place])
    columns = _exact(sheet, headings, vocabulary, own)
    likeness: dict[int, int] = {}
    rest = {
        index: heading
        for index, heading in enumerate(headings)
        if heading and index not in columns and fold_heading(heading) not in own
    }
    if vocabulary.form is not None:
        free = {f"line:{line.id}" for line in vocabulary.form.lines} - set(columns.values())
        for index, (target, score) in vocabulary.likely_lines(rest, free).items():
            columns[index] = target
            likeness[index] = score
            del rest[index]
    _refuse_missing(sheet, place, [target for target in needed if not target.startswith("choice:")], columns, rest, vocabulary)
    new_choices: dict[int, str] = {}
    if want_choices is not None:
        # Before the choices that lack a column: a misspelt name is both, and the misspelling is what helps.
        new_choices = _new_choices(sheet, place, headings, columns, rest, vocabulary, want_choices)
        _refuse_missing(sheet, place, needed, columns, rest, vocabulary)
    unknown = tuple(
        index for index in range(len(headings)) if headings[index] and index not in columns and index not in new_choices
    )
    return Recognised(place, headings, {i: t for i, t in sorted(columns.items()) if t}, likeness, unknown, new_choices)


def _clean(cell: str) -> str:
    return " ".join(cell.split())


def _heading_row(sheet: Sheet, vocabulary: Vocabulary, own: Mapping[str, str]) -> int:
    best, best_score = -1, (0, 0)
    for place, row in enumerate(sheet.rows[:HEADING_ROWS]):
        found = {own.get(fold_heading(cell)) or vocabulary.target(cell) or vocabulary.weak_target(cell) for cell in row} - {""}
        score = (int("station" in found), len(found))
        if len(found) and score > best_score:
            best, best_score = place, score
    if best < 0:
        raise ClerkError("import_heading_missing", file=sheet.file, rows=min(len(sheet.rows), HEADING_ROWS))
    return best


def _exact(sheet: Sheet, headings: Sequence[str], vocabulary: Vocabulary, own: Mapping[str, str]) -> dict[int, str]:
    columns: dict[int, str] = {}
    places: dict[str, int] = {}
    for weak in (False, True):
        for index, heading in enumerate(headings):
            if index in columns or not heading:
                continue
            key = fold_heading(heading)
            target = own.get(key, "") if key in own else vocabulary.weak_target(heading) if weak else vocabulary.target(heading)
            if not target or (weak and target in places):
                continue
            if target in places and target in _FIRST_COUNTS:
                continue
            if target in places:
                raise ClerkError(
                    "import_columns_twice",
                    file=sheet.file,
                    target=vocabulary.named(target),
                    column=column_letters(places[target]),
                    other=column_letters(index),
                    heading=heading,
                )
            columns[index], places[target] = target, index
    return columns


def _refuse_missing(
    sheet: Sheet,
    place: int,
    needed: Sequence[str],
    columns: Mapping[int, str],
    rest: Mapping[int, str],
    vocabulary: Vocabulary,
) -> None:
    missing = [target for target in needed if target not in columns.values()]
    if missing:
        row = sheet.row_numbers[place]
        named = [vocabulary.named(target) for target in missing]
        raise ClerkError("import_columns_missing", file=sheet.file, row=row, columns=named, unknown=list(rest.values()))


def _new_choices(
    sheet: Sheet,
    place: int,
    headings: Sequence[str],
    columns: Mapping[int, str],
    rest: Mapping[int, str],
    vocabulary: Vocabulary,
    allowed: bool,
) -> dict[int, str]:
    """Columns of numbers that no line and no known choice claims: after the first line, they can only be choices of the ballot."""
    lines = [index for index, target in columns.items() if target.startswith(("line:", "choice:"))]
    if not lines:
        return {}
    first, last = min(lines), max((index for index, target in columns.items() if target.startswith("line:")), default=-1)
    found: dict[int, str] = {}
    for index, heading in rest.items():
        if index < first or "%" in heading or NEVER_CHOICES & set(words_of(heading)) or not _holds_counts(sheet, place, index):
            continue
        why, near = _doubt(heading, vocabulary)
        if allowed and index > last and not why and _may_be_named(vocabulary):
            found[index] = heading
            continue
        raise ClerkError(
            "import_choice_unknown",
            file=sheet.file,
            column=column_letters(index),
            heading=heading,
            nearest=near,
            why=why or "unknown",
        )
    return found


def _may_be_named(vocabulary: Vocabulary) -> bool:
    return vocabulary.form is not None and vocabulary.form.choices.kind != "none" and vocabulary.form.choices.named


def _holds_counts(sheet: Sheet, place: int, index: int) -> bool:
    """Whether most of a column's first cells are counts: remarks, links and dates are not."""
    cells = [row[index].strip() for row in sheet.rows[place + 1 : place + 201] if len(row) > index and row[index].strip()]
    return sum(cell[0].isdigit() and len(cell) <= 12 and not set(cell) & set("%:/") for cell in cells) * 2 > len(cells)


def _doubt(heading: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """Why a heading cannot simply become a new choice, and the known choice nearest to it."""
    if fold_text(line_number(heading)) in vocabulary.numbers_of_papers:
        return "number_by_constituency", ""
    names = vocabulary.choice_names
    alike = {fold_text(name): name for name in names}
    if fold_text(heading) in alike:
        return "look_alike", alike[fold_text(heading)]
    near = difflib.get_close_matches(fold_text(heading), list(alike), n=1, cutoff=0.6)
    return ("two_alphabets" if has_two_alphabets(heading) else ""), (alike[near[0]] if near else "")
