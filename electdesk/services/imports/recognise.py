"""Columns told by their headings: official texts, line numbers, names of choices, synonyms. Nothing is bound by its position."""

import difflib
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from electdesk.domain.errors import ClerkError
from electdesk.domain.forms.problems import fold_text
from electdesk.services.imports.plan import Mapped
from electdesk.services.imports.sheet import Sheet, column_letters
from electdesk.services.imports.vocabulary import Vocabulary
from electdesk.services.imports.words import NEVER_CHOICES, fold_heading, has_two_alphabets, line_number, words_of

HEADING_ROWS: Final = 20
"""Rows among which the heading is looked for: titles stand above it."""


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
            if target in places and target in vocabulary.first_counts:
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
