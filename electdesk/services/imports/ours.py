"""A workbook that we wrote ourselves says on a hidden sheet how it is read back: which sheets, of which contest, what each heading means."""

from collections.abc import Mapping
from typing import Final

import msgspec

from electdesk.services.imports.book import Book
from electdesk.services.imports.declared import ImportKind, Task
from electdesk.services.imports.words import fold_heading
from electdesk.services.interchange.own import OWN_SHEET, Own, OwnSheet, own_of

_LISTS: Final = "_lists"
"""The hidden sheet of a template that holds the words of its lists."""


def as_written(book: Book, kind: ImportKind, task: Task) -> Task:
    """The task with what the file says of itself, below what the person has said. Of any other file the task as it is."""
    own = own_of(book.sheets)
    if own is None:
        return task
    if own.purpose == "commented":
        return _without_list(book, own, task)
    present = {sheet.name for sheet in book.sheets}
    contest = task.contest.record if task.contest is not None else ""
    of_kind = [each for each in own.sheets if each.name in present and each.kind == kind.name]
    ours = [each for each in of_kind if each.contest in ("", contest)]
    if not ours and len({each.contest for each in of_kind}) == 1:
        # The file of another region: its contest has another id there, and so have its choices, which are known by their names.
        ours = [msgspec.structs.replace(each, targets=_lasting(each.targets)) for each in of_kind]
    chosen = [each for each in ours if not task.options.sheets or each.name in task.options.sheets]
    if not chosen:
        return task
    options = task.options
    told = _targets(chosen[0].targets, options.mapping)
    return msgspec.structs.replace(
        task,
        options=msgspec.structs.replace(
            options,
            sheets=options.sheets or tuple(each.name for each in chosen),
            mapping=told | options.mapping,
            no_number=options.no_number | {own.no_number} - {""},
            heading_rows=options.heading_rows or _heading(book, chosen),
        ),
    )


def _lasting(told: Mapping[str, str]) -> dict[str, str]:
    return {heading: target for heading, target in told.items() if not target.startswith("choice:")}


def _targets(told: Mapping[str, str], said: Mapping[str, str]) -> dict[str, str]:
    """What the headings mean, but for those of which the person says something else."""
    known = {fold_heading(heading) for heading in said}
    return {heading: target for heading, target in told.items() if fold_heading(heading) not in known}


def _heading(book: Book, chosen: list[OwnSheet]) -> tuple[int, int] | None:
    """The row of the headings, where it still is the one that we wrote; None lets it be looked for."""
    rows = {each.heading_row for each in chosen}
    if len(rows) != 1:
        return None
    (row,) = rows
    for each in chosen:
        sheet = book.sheet_named(each.name)
        if sheet is None or row not in sheet.row_numbers:
            return None
        there = {" ".join(cell.split()) for cell in sheet.rows[list(sheet.row_numbers).index(row)]}
        if len(there & each.targets.keys()) * 2 < len(each.targets):
            return None
    return row, 1


def _without_list(book: Book, own: Own, task: Task) -> Task:
    """The list in front of a commented copy repeats headings and values of the file: it is none of its sheets."""
    if task.options.sheets:
        return task
    lists = {each.name for each in own.sheets} | {OWN_SHEET, _LISTS}
    shown = "sheets" in task.options.include_hidden
    names = tuple(sheet.name for sheet in book.sheets if sheet.name not in lists and sheet.rows and (shown or not sheet.hidden))
    return msgspec.structs.replace(task, options=msgspec.structs.replace(task.options, sheets=names))
