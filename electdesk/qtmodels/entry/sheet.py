"""The paper as the entry page shows it: the lines and choices of one station's protocol, in the order of the form."""

from collections.abc import Sequence
from functools import cached_property
from typing import Final

import msgspec

from electdesk.columns import ContestColumns
from electdesk.domain.figures import BLANK, NOT_ASKED
from electdesk.domain.forms import Ballot, BallotChoice, Form, FormChecks, Option, compile_checks
from electdesk.domain.forms.form import LineKind, Text
from electdesk.domain.records.names import Names, in_language
from electdesk.services.region import Region

HEAVY_EVERY: Final = 5
"""A heavier line every so many lines, as on the paper: the eye finds its place again."""


class PaperLine(msgspec.Struct, frozen=True):
    """One line or choice. ``depth``: how far it is set in ("of which", candidates of a list). ``heavy``: a heavier line above it.

    ``group`` is the part of the paper it belongs to ("" = none); ``opens`` says that the part begins here.
    """

    slot: int
    id: str
    number: str
    label: Text
    kind: LineKind = "count"
    options: tuple[Option, ...] = ()
    optional: bool = False
    depth: int = 0
    group: str = ""
    opens: bool = False
    heavy: bool = False
    is_choice: bool = False
    is_list: bool = False

    def text(self, language: str) -> str:
        """The label in a language."""
        return in_language(self.label, language)


class Sheet(msgspec.Struct, frozen=True, dict=True):
    """The protocol of one station in one contest. A row of figures has one for each of ``lines``, in their order."""

    row: int
    station: str
    contest: str
    form: Form
    checks: FormChecks
    lines: tuple[PaperLine, ...]

    @cached_property
    def slot_of(self) -> dict[str, int]:
        """Line or choice id → slot."""
        return {line.id: line.slot for line in self.lines}

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """Official numbers in the order of the paper."""
        return tuple(line.number for line in self.lines)

    @property
    def lacks_choices(self) -> bool:
        """Whether the form wants choices of the contest's own and none stands on this station's ballot."""
        named = [line for line in self.lines if line.is_choice and self.form.fixed_choice(line.id) is None]
        return self.form.choices.kind != "none" and self.form.choices.named and not named

    def groups(self) -> list[int]:
        """The slots at which a part of the paper begins."""
        return [line.slot for line in self.lines if line.opens]

    def find(self, number: str) -> int | None:
        """The slot of an official number (3а and 3a are one), None where the paper has no such line."""
        line = self.form.line(number)
        if line is not None:
            return self.slot_of[line.id]
        wanted = number.strip().casefold()
        return next((place for place, known in enumerate(self.numbers) if known.casefold() == wanted), None)

    def blank_row(self) -> list[int]:
        """Nothing typed yet."""
        return [BLANK] * len(self.lines)

    def row_of(self, figures: dict[str, int]) -> list[int]:
        """Figures by id as a row of this sheet."""
        return [figures.get(line.id, BLANK) for line in self.lines]

    def by_id(self, figures: Sequence[int]) -> dict[str, int]:
        """A row as figures by id; blanks are left out."""
        return {line.id: figure for line, figure in zip(self.lines, figures, strict=True) if figure != BLANK}

    def as_columns(self, columns: ContestColumns, figures: Sequence[int]) -> list[int]:
        """The row as the contest's columns want it: choices that this station's ballot does not hold are not asked for."""
        known = dict(zip((line.id for line in self.lines), figures, strict=True))
        return [known.get(column, NOT_ASKED) for column in columns.columns]


def sheet_of(region: Region, columns: ContestColumns, row: int) -> Sheet:
    """The sheet of a station (row of the register): its own ballot where constituencies differ."""
    station = region.columns.register.ids[row]
    ballot = region.columns.ballot(columns.record, station)
    checks = columns.checks if ballot == columns.ballot else compile_checks(columns.form, ballot)
    lines = _form_lines(columns.form)
    lines += _choice_lines(columns, ballot, len(lines))
    return Sheet(row, station, columns.record, columns.form, checks, tuple(lines))


def _form_lines(form: Form) -> list[PaperLine]:
    found: list[PaperLine] = []
    depth: dict[str, int] = {}
    before = ""
    for slot, line in enumerate(form.lines):
        depth[line.id] = depth.get(line.of, -1) + 1 if line.of else 0
        found.append(
            PaperLine(
                slot,
                line.id,
                line.number,
                line.label,
                line.kind,
                line.options,
                line.optional or bool(line.optional_when),
                depth[line.id],
                line.group,
                opens=slot == 0 or line.group != before,
                heavy=slot > 0 and slot % HEAVY_EVERY == 0,
            )
        )
        before = line.group
    return found


def _choice_lines(columns: ContestColumns, ballot: Ballot, first: int) -> list[PaperLine]:
    found = []
    in_part = 0
    for slot, choice in enumerate(ballot, start=first):
        opens = slot == first or choice.kind == "list"
        in_part = 0 if opens else in_part + 1
        found.append(
            PaperLine(
                slot,
                choice.id,
                choice.number,
                _names(columns, choice),
                optional=columns.form.choices.optional,
                depth=1 if choice.kind == "candidate" else 0,
                group="choices",
                opens=opens,
                heavy=slot > 0 and (opens or in_part % HEAVY_EVERY == 0),
                is_choice=True,
                is_list=choice.kind == "list",
            )
        )
    return found


def _names(columns: ContestColumns, choice: BallotChoice) -> Names:
    fixed = columns.form.fixed_choice(choice.id)
    if fixed is not None and not choice.name:
        return fixed.label
    known = columns.choices.get(choice.id)
    return known.name if known is not None else {"": choice.name or choice.id}
