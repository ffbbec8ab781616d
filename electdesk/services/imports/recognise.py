"""Columns told by their headings: official texts, line numbers, names of choices, synonyms. Nothing is bound by its position."""

import difflib
import re
from collections.abc import Collection, Sequence
from typing import Final

import msgspec

from electdesk.domain.errors import ClerkError
from electdesk.domain.forms.form import pattern_regex
from electdesk.domain.forms.problems import fold_text
from electdesk.services.imports.headings import HEADING_ROWS, LONGEST, Heading, find_heading
from electdesk.services.imports.plan import ImportOptions, Mapped
from electdesk.services.imports.sheet import Sheet, column_letters
from electdesk.services.imports.vocabulary import Vocabulary
from electdesk.services.imports.words import NEVER_CHOICES, fold_heading, has_two_alphabets, line_number, numbered_text, words_of

LIKE_A_LINE: Final = 60
"""Percent from which a column is not made a new choice, because it may be a line of the form."""
_TIME: Final = re.compile(r"(?:на|к|at|сағат)?\s*\d{1,2}[:.]\d{2}(?::\d{2})?|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}", re.IGNORECASE)
"""A column headed by an hour or a day counts voters through the day, and is no choice."""
_LETTERS: Final = re.compile(r"\[[A-Z]{1,3}\]")
"""In a mapping by hand "[C]" is the column itself, whatever its heading."""


class Recognised(msgspec.Struct, frozen=True):
    """The rows of the headings (places in the sheet's rows) and what each column (from 0) is.

    ``new_choices``: column → name, in column order. ``likeness`` and ``suggestions``: in percent; a suggestion is what an unknown column
    comes nearest to, and is never taken without a person. ``hidden``: columns that are left out because the file hides them. ``virtual``:
    a column that no sheet has, the district that each sheet's name gives; -1 where there is none. ``own_width``: how many of the columns
    are the sheet's own, -1 for all of them.
    """

    heading_row: int
    headings: tuple[str, ...]
    columns: dict[int, str]
    likeness: dict[int, int] = {}
    unknown: tuple[int, ...] = ()
    new_choices: dict[int, str] = {}
    heading_first: int = 0
    suggestions: dict[int, tuple[str, int]] = {}
    hidden: tuple[int, ...] = ()
    virtual: int = -1
    own_width: int = -1

    def column(self, target: str) -> int:
        """The column of a target, -1 where there is none."""
        return next((index for index, found in self.columns.items() if found == target), -1)

    @property
    def width(self) -> int:
        """How many columns the sheet itself has under its headings."""
        return self.own_width if self.own_width >= 0 else self.layout

    @property
    def layout(self) -> int:
        """How many columns its rows have as plans read them: its own and those that other sheets alone have."""
        return len(self.headings) - (self.virtual >= 0)

    def mapped(self) -> tuple[Mapped, ...]:
        """The columns and their targets, to be shown."""
        new = dict.fromkeys(self.new_choices, "choice:new")
        return tuple(
            Mapped(
                "" if index >= self.width else column_letters(index), self.headings[index], target, self.likeness.get(index, 100)
            )
            for index, target in sorted((self.columns | new).items())
        )

    def unmapped(self) -> tuple[Mapped, ...]:
        """The columns that are left out, hidden ones among them."""
        return tuple(
            Mapped(column_letters(index), self.headings[index], "", 0, index in self.hidden, *self.suggestions.get(index, ("", 0)))
            for index in sorted({*self.unknown, *self.hidden})
        )


def recognise(
    sheet: Sheet,
    vocabulary: Vocabulary,
    needed: Sequence[str],
    options: ImportOptions | None = None,
    want_choices: bool | None = None,
) -> Recognised:
    """Find the rows of the headings and say what each column is.

    ``want_choices`` None: choices play no part; else whether new ones may be made. Raises ClerkError with ``file``:
    import_heading_missing (``rows`` looked at; none says anything known), import_columns_twice (``target``, ``column``, ``other``,
    ``heading``), import_columns_missing (``columns``: as ``named``, ``unknown``: headings, ``row``; ``hidden``: letters, where the file hides
    columns), import_choice_unknown (``column``, ``heading``, ``nearest``, ``why``: unknown, look_alike, two_alphabets,
    number_by_constituency, like_line), import_target_unknown (``target``, ``nearest``) for a mapping by hand.
    """
    found = _Finder(sheet, vocabulary, options or ImportOptions())
    found.tell_columns()
    found.refuse_missing([target for target in needed if not target.startswith("choice:")])
    if want_choices is not None:
        # Before the choices that lack a column: a misspelt name is both, and the misspelling is what helps.
        found.find_new_choices(want_choices)
        found.refuse_missing(needed)
    return found.recognised()


def look_over(
    sheet: Sheet, vocabulary: Vocabulary, options: ImportOptions | None = None, want_choices: bool | None = None
) -> Recognised | None:
    """What ``recognise`` would find, also where it is not enough: to be shown to a person who then says the rest.

    Of two columns for one target the second is only suggested; a column of numbers that could be a choice becomes one where
    that is allowed, and is left unknown where it is not. None where no headings are found. Raises ClerkError("import_target_unknown").
    """
    try:
        found = _Finder(sheet, vocabulary, options or ImportOptions(), lenient=True)
    except ClerkError as error:
        if error.code != "import_heading_missing":
            raise
        return None
    found.tell_columns()
    if want_choices is not None:
        found.find_new_choices(want_choices)
    return found.recognised()


class _Finder:
    def __init__(self, sheet: Sheet, vocabulary: Vocabulary, options: ImportOptions, lenient: bool = False) -> None:
        self.sheet = sheet
        self.lenient = lenient
        self.twice: dict[int, tuple[str, int]] = {}
        self.vocabulary = vocabulary
        self.by_letters = {
            key[1:-1]: vocabulary.resolve(target) for key, target in options.mapping.items() if _LETTERS.fullmatch(key)
        }
        self.by_text = {
            fold_heading(key): vocabulary.resolve(target) for key, target in options.mapping.items() if not _LETTERS.fullmatch(key)
        }
        self.hidden = frozenset() if "columns" in options.include_hidden else frozenset(sheet.hidden_columns)
        self._known: dict[str, str] = {}
        rows = () if "rows" in options.include_hidden else sheet.hidden_rows
        heading = find_heading(sheet, self._target, self._targets, frozenset(rows), options.heading_rows)
        if heading is None:
            raise ClerkError("import_heading_missing", file=sheet.file, rows=min(len(sheet.rows), HEADING_ROWS))
        self.heading = heading
        self.headings = heading.texts
        self.columns: dict[int, str] = {}
        self.likeness: dict[int, int] = {}
        self.new_choices: dict[int, str] = {}
        self.rest: dict[int, str] = {}

    # --- what a heading says ----------------------------------------------------------------------------------------------

    def _target(self, text: str) -> str:
        """What one text says, by hand, word for word, or weakly."""
        text = text.strip()[:LONGEST]
        if text not in self._known:
            target = self.by_text.get(fold_heading(text), "") or self.vocabulary.target(text)
            self._known[text] = target or self.vocabulary.weak_target(text)
        return self._known[text]

    def _targets(self, heading: Heading) -> set[str]:
        """What a heading would tell its columns apart by: exact texts, weak words, and lines that a text is like enough."""
        found: set[str] = set()
        for index, parts in enumerate(heading.parts):
            target = self._exact(index, parts, heading.shared)
            if target is None:
                target = self._weak(parts, heading.shared) or self.vocabulary.likeliest(" ".join(parts))
            found.add(target)
        return found - {""}

    def _exact(self, index: int, parts: Sequence[str], shared: Collection[str]) -> str | None:
        """The target of a column; "" where a person leaves it out, None where no text of it is known."""
        if (letters := column_letters(index)) in self.by_letters:
            return self.by_letters[letters]
        own = [part for part in reversed(parts) if part not in shared]
        if len(parts) > 1 and any(map(self.vocabulary.weak_target, own)):
            # A number below a text that says something is the number of a column or already a row of figures.
            own = [part for part in own if not line_number(part)]
        texts = parts if len(parts) == 1 else [" ".join(parts), *sorted(own, key=lambda part: bool(line_number(part)))]
        for text in texts:
            if (key := fold_heading(text)) in self.by_text:
                return self.by_text[key]
        return next(filter(None, map(self.vocabulary.target, texts)), None)

    def _weak(self, parts: Sequence[str], shared: Collection[str]) -> str:
        texts = parts if len(parts) == 1 else [part for part in reversed(parts) if part not in shared]
        return next(filter(None, map(self.vocabulary.weak_target, texts)), "")

    def tell_columns(self) -> None:
        """Exact texts first, then weak words for what is not there yet, then likenesses for the lines that no column claims."""
        places: dict[str, int] = {}
        for weak in (False, True):
            for index, parts in enumerate(self.heading.parts):
                if index in self.columns or index in self.hidden or not parts:
                    continue
                target = self._weak(parts, self.heading.shared) if weak else self._exact(index, parts, self.heading.shared)
                if target is None or (weak and (not target or target in places)):
                    continue
                if target in places and target in self.vocabulary.first_counts:
                    continue
                if target and target in places:
                    self._refuse_twice(target, places[target], index)
                    continue
                self.columns[index] = target
                if target:
                    places[target] = index
        self.rest = {
            index: heading
            for index, heading in enumerate(self.headings)
            if heading and index not in self.columns and index not in self.hidden
        }
        self._tell_likely()

    def _tell_likely(self) -> None:
        if self.vocabulary.form is None:
            return
        for index, (target, score) in self.vocabulary.likely_lines(self.rest, self._free()).items():
            self.columns[index] = target
            self.likeness[index] = score
            del self.rest[index]

    def _free(self) -> set[str]:
        """The lines that no column is taken for."""
        lines = self.vocabulary.form.lines if self.vocabulary.form is not None else ()
        return {f"line:{line.id}" for line in lines} - set(self.columns.values())

    def _refuse_twice(self, target: str, first: int, second: int) -> None:
        if self.lenient:
            self.twice[second] = (target, 100)
            return
        raise ClerkError(
            "import_columns_twice",
            file=self.sheet.file,
            target=self.vocabulary.named(target),
            column=column_letters(first),
            other=column_letters(second),
            heading=self.headings[second],
        )

    def refuse_missing(self, needed: Sequence[str]) -> None:
        """Raises ClerkError("import_columns_missing") where a needed target has no column."""
        missing = [target for target in needed if target not in self.columns.values()]
        if not missing:
            return
        hidden = [column_letters(index) for index in sorted(self.hidden) if index < len(self.headings) and self.headings[index]]
        raise ClerkError(
            "import_columns_missing",
            file=self.sheet.file,
            row=self.sheet.row_numbers[self.heading.last],
            columns=[self.vocabulary.named(target) for target in missing],
            unknown=list(self.rest.values()),
            **({"hidden": hidden, "why": "hidden"} if hidden else {}),
        )

    # --- choices ----------------------------------------------------------------------------------------------------------

    def find_new_choices(self, allowed: bool) -> None:
        """Columns of numbers that no line and no known choice claims: after the first line, they can only be choices of the ballot."""
        lines = [index for index, target in self.columns.items() if target.startswith(("line:", "choice:"))]
        if not lines:
            return
        first = min(lines)
        last = max((index for index, target in self.columns.items() if target.startswith("line:")), default=-1)
        for index in self.rest:
            name = self._own_text(index)
            if index < first or "%" in self.headings[index] or not self._holds_counts(index):
                continue
            if _TIME.fullmatch(name) or any(NEVER_CHOICES & set(words_of(text)) for text in (name, self.headings[index])):
                continue
            why, near = _doubt(name, self.vocabulary)
            line, likeness = self.vocabulary.suggestions({0: self.headings[index]}, self._free()).get(0, ("", 0))
            if not why and likeness >= LIKE_A_LINE and not _bears_choice_number(name, self.vocabulary):
                why, near = "like_line", self.vocabulary.named(line).partition(":")[2]
            if allowed and index > last and not why and _may_be_named(self.vocabulary):
                self.new_choices[index] = name
                continue
            if self.lenient:
                continue
            raise ClerkError(
                "import_choice_unknown",
                file=self.sheet.file,
                column=column_letters(index),
                heading=name,
                nearest=near,
                why=why or "unknown",
            )

    def _own_text(self, index: int) -> str:
        """What tells a column from those beside it: a choice is not called by the group that its column stands in, nor by a number below it."""
        parts = [part for part in self.heading.parts[index] if part not in self.heading.shared]
        named = [part for part in parts if not line_number(part)] or parts
        return " ".join(named[-1].split()) if named else self.headings[index]

    def _holds_counts(self, index: int) -> bool:
        """Whether most of a column's first cells are counts: remarks, links and dates are not."""
        rows = self.sheet.rows[self.heading.last + 1 : self.heading.last + 201]
        cells = [row[index].strip() for row in rows if len(row) > index and row[index].strip()]
        return sum(cell[0].isdigit() and len(cell) <= 12 and not set(cell) & set("%:/") for cell in cells) * 2 > len(cells)

    def recognised(self) -> Recognised:
        """What was found."""
        used = {*self.columns, *self.new_choices}
        return Recognised(
            self.heading.last,
            self.headings,
            {index: target for index, target in sorted(self.columns.items()) if target},
            self.likeness,
            tuple(
                index
                for index, heading in enumerate(self.headings)
                if heading and index not in self.hidden and (index not in used or not self.columns.get(index, "x"))
            ),
            self.new_choices,
            self.heading.first,
            self.vocabulary.suggestions({i: text for i, text in self.rest.items() if i not in self.new_choices}, self._free())
            | self.twice,
            tuple(index for index in sorted(self.hidden) if index < len(self.headings) and self.headings[index]),
        )


def _bears_choice_number(heading: str, vocabulary: Vocabulary) -> bool:
    """Whether a heading begins with a number that the form gives to choices and to no line: then its words cannot make it a line."""
    form, number = vocabulary.form, numbered_text(heading)[0]
    if form is None or not number or form.line(number) is not None:
        return False
    patterns = (each for each in (form.choices.number, form.choices.candidate_number) if each)
    return any(pattern_regex(each).fullmatch(fold_text(number)) is not None for each in patterns)


def _may_be_named(vocabulary: Vocabulary) -> bool:
    return vocabulary.form is not None and vocabulary.form.choices.kind != "none" and vocabulary.form.choices.named


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
