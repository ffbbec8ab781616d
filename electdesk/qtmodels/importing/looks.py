"""What each column of a sheet would be taken for, before a plan is possible: the mapping table, and what is missing."""

from typing import TYPE_CHECKING, Final

import msgspec

from electdesk.columns import ContestColumns, RegionColumns
from electdesk.domain.errors import ClerkError
from electdesk.domain.records.names import Names
from electdesk.services.imports import ImportOptions, Sheet
from electdesk.services.imports.kinds import IMPORTS
from electdesk.services.imports.plan import Mapped
from electdesk.services.imports.sheet import column_letters
from electdesk.services.imports.stations import list_line
from electdesk.services.imports.vocabulary import Vocabulary
from electdesk.services.imports.words import fold_heading

if TYPE_CHECKING:
    from electdesk.services.region import Region

HEADING_ROWS: Final = 20
"""Rows among which the heading is looked for."""


class Look(msgspec.Struct, frozen=True):
    """One sheet as it is understood. ``heading``: the row number of the heading's last row, 0 where none was found."""

    heading: int
    heading_count: int
    columns: tuple[Mapped, ...]
    missing: tuple[str, ...] = ()
    problem: ClerkError | None = None


def look_at(region: "Region", kind: str, sheet: Sheet, contest: ContestColumns | None, options: ImportOptions) -> Look:
    """Every column with its guess. Never raises for what a sheet holds."""
    form = contest.form if contest is not None else None
    choices = region.columns.records.bodies["choice"]
    vocabulary = Vocabulary(form, contest.ballot if contest is not None and kind == "tallies" else (), choices)
    own = {fold_heading(heading): target for heading, target in options.mapping.items()}
    best, best_score = -1, (0, 0)
    for place, row in enumerate(sheet.rows[:HEADING_ROWS]):
        found = {own.get(fold_heading(cell)) or vocabulary.target(cell) or vocabulary.weak_target(cell) for cell in row} - {""}
        score = (int("station" in found), len(found))
        if found and score > best_score:
            best, best_score = place, score
    if best < 0:
        return Look(0, 0, (), (), ClerkError("import_heading_missing", file=sheet.file, rows=min(len(sheet.rows), HEADING_ROWS)))
    headings = [" ".join(cell.split()) for cell in sheet.rows[best]]
    targets: dict[int, tuple[str, int]] = {}
    taken: set[str] = set()
    for weak in (False, True):
        for index, heading in enumerate(headings):
            if index in targets or not heading:
                continue
            key = fold_heading(heading)
            if key in own:
                targets[index] = (own[key], 100)
                taken.add(own[key])
                continue
            target = vocabulary.weak_target(heading) if weak else vocabulary.target(heading)
            if target and target not in taken:
                targets[index] = (target, 100)
                taken.add(target)
    if form is not None:
        rest = {index: heading for index, heading in enumerate(headings) if heading and index not in targets}
        free = {f"line:{line.id}" for line in form.lines} - taken
        for index, (target, likeness) in vocabulary.likely_lines(rest, free).items():
            targets[index] = (target, likeness)
            taken.add(target)
    columns = tuple(
        Mapped(column_letters(index), heading, *targets.get(index, ("", 0))) for index, heading in enumerate(headings) if heading
    )
    missing = tuple(target for target in needed_targets(region.columns, kind, contest) if target not in taken)
    return Look(sheet.row_numbers[best], 1, columns, missing)


def needed_targets(region: RegionColumns, kind: str, contest: ContestColumns | None) -> tuple[str, ...]:
    """The targets without which a file of this kind cannot be planned."""
    columns = IMPORTS[kind].columns_of(region, contest)
    line = list_line(contest.form) if contest is not None else ""
    return tuple(each.target for each in columns if each.obligatory and each.target != f"line:{line}")


def offered_targets(region: RegionColumns, kind: str, contest: ContestColumns | None) -> tuple[str, ...]:
    """Every target a column may be given by hand, in the order in which they are offered; "" leaves it out."""
    return ("", *(each.target for each in IMPORTS[kind].columns_of(region, contest)))


def target_heading(region: RegionColumns, kind: str, contest: ContestColumns | None, target: str) -> Names:
    """What a target is called, in the languages that its kind declares."""
    columns = IMPORTS[kind].columns_of(region, contest) if kind in IMPORTS else ()
    return next((each.heading for each in columns if each.target == target), {})
