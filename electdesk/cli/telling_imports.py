"""What an import did or would do, in words: bad cells, doubts, controls, sheets, counts."""

from typing import Any, Final

import click
import msgspec

from electdesk.domain.forms import Form
from electdesk.i18n import format_count, ntr, tr
from electdesk.i18n.cell_reasons import cell_reason_text, row_reason_text, sheet_reason_text
from electdesk.i18n.doubt_texts import doubt_example_text, doubt_text
from electdesk.i18n.import_words import note_words
from electdesk.services.imports import Control, Doubt, ImportPlan
from electdesk.services.ports import CommitRow

SHOWN: Final = 40
"""So many bad cells are listed for a person; the JSON lists all of them."""
WORD_FOR_WORD: Final = 100
CONTROLS_SHOWN: Final = 10
NO_NEWS: Final = ("empty_sheet", "not_chosen")
"""Sheets left out for these reasons need no word."""


def told_doubts(plan: ImportPlan) -> list[dict[str, Any]]:
    """The doubts for scripts, each with its question and examples in the language in use."""
    return [
        msgspec.to_builtins(doubt) | {"question": doubt_text(doubt.code, doubt.params), "examples": _examples(doubt)}
        for doubt in plan.doubts
    ]


def _examples(doubt: Doubt) -> list[dict[str, Any]]:
    return [
        msgspec.to_builtins(each) | {"text": doubt_example_text(doubt.code, **msgspec.to_builtins(each))} for each in doubt.examples
    ]


def tell_plan(
    plan: ImportPlan,
    *,
    written: bool,
    dry_run: bool,
    doubted: bool,
    quiet: bool,
    notes: tuple[str, ...] = (),
    earlier: CommitRow | None = None,
    form: Form | None = None,
) -> None:
    """Tell a person on standard error. ``quiet``: a JSON document says the counts already. ``form``: names lines by their numbers."""
    _tell_likenesses(plan, form)
    _tell_cells(plan)
    _tell_conflicts(plan)
    _tell_new_areas(plan)
    _tell_file(plan, notes)
    for doubt in plan.doubts:
        _say(doubt_text(doubt.code, doubt.params))
        for example in _examples(doubt):
            _say("  " + example["text"])
    if plan.refused and not written and not dry_run:
        _say(
            ntr(
                "{n} cell cannot be taken as it is. Nothing was changed.",
                "{n} cells cannot be taken as they are. Nothing was changed.",
                len(plan.refused),
            )
        )
        _say(tr("Mend them and import the file again, or add --partial to leave their rows out."))
        return
    if doubted and not dry_run:
        _say(tr("Nothing was changed. If the file is right as it is, import it again with --accept-doubts."))
        return
    if not quiet:
        _tell_counts(plan, dry_run, earlier)


def _say(text: str) -> None:
    click.echo(text, err=True)


def _tell_likenesses(plan: ImportPlan, form: Form | None) -> None:
    """Columns that no exact text told: what they were taken for is never kept quiet."""
    for column in plan.columns:
        if column.likeness < WORD_FOR_WORD:
            target = column.target.partition(":")[2] or column.target
            line = form.lines[form.places[target]].number if form is not None and target in form.places else target
            _say(
                tr(
                    "Column {column} (“{heading}”) is read as line {line} by its likeness ({percent} %).",
                    column=column.column,
                    heading=column.heading,
                    line=line,
                    percent=column.likeness,
                )
            )


def _tell_cells(plan: ImportPlan) -> None:
    for cell in plan.refused[:SHOWN]:
        _say(
            tr(
                "{sheet} {cell} ({column}): {reason}",
                sheet=cell.sheet,
                cell=cell.cell,
                column=cell.column,
                reason=cell_reason_text(cell.reason, cell.value, cell.other),
            )
        )
    if len(plan.refused) > SHOWN:
        _say(ntr("… and {n} more cell; --json lists all.", "… and {n} more cells; --json lists all.", len(plan.refused) - SHOWN))


def _tell_conflicts(plan: ImportPlan) -> None:
    """Which stations were left as they are, and what to do about each: a bare count leaves nobody anything to do."""
    for row in plan.conflicts[:SHOWN]:
        _say(
            tr(
                "{sheet}, row {row}, station {station}: {reason}",
                sheet=row.sheet,
                row=row.row,
                station=row.station,
                reason=row_reason_text(row.reason),
            )
        )
    if len(plan.conflicts) > SHOWN:
        more = len(plan.conflicts) - SHOWN
        _say(ntr("… and {n} more conflict; --json lists all.", "… and {n} more conflicts; --json lists all.", more))


def _tell_new_areas(plan: ImportPlan) -> None:
    """Districts that come with a list of stations: a misspelled name would make one."""
    if plan.new_areas:
        names = ", ".join(plan.new_areas[:SHOWN]) + (" …" if len(plan.new_areas) > SHOWN else "")
        _say(tr("Districts that are not in the region yet: {names}. Check their spelling.", names=names))


def _tell_file(plan: ImportPlan, notes: tuple[str, ...]) -> None:
    """Sheets and columns that were left out, hidden rows, totals that do not agree, macros that were not run."""
    for note in notes:
        _say(note_words(note))
    for sheet in plan.sheets:
        if not sheet.taken and sheet.reason not in NO_NEWS:
            _say(tr("Sheet “{sheet}” is left out. {reason}", sheet=sheet.name, reason=sheet_reason_text(sheet.reason)))
    hidden = [f"{each.column} ({each.heading})" for each in plan.unknown_columns if each.hidden]
    if hidden:
        _say(tr("Hidden columns are left out: {columns}. With --include-hidden they are read.", columns=", ".join(hidden)))
    rows = sum(row.reason == "hidden_row" for row in plan.skipped)
    if rows:
        _say(
            ntr(
                "{n} hidden row is left out. With --include-hidden it is read.",
                "{n} hidden rows are left out. With --include-hidden they are read.",
                rows,
            )
        )
    for control in [each for each in plan.controls if each.differences][:CONTROLS_SHOWN]:
        _tell_control(control)


def _tell_control(control: Control) -> None:
    first = control.differences[0]
    _say(
        tr(
            "{sheet} {cell} ({column}): the row of totals says {stated}, its rows add up to {counted}.",
            sheet=control.sheet,
            cell=first.cell,
            column=first.column,
            stated=format_count(first.stated),
            counted=format_count(first.counted),
        )
    )


def _tell_counts(plan: ImportPlan, dry_run: bool, earlier: CommitRow | None) -> None:
    _say(
        tr(
            "New {new}, changed {changed}, same {same}, conflicts {conflicts}, refused {refused}, left out {skipped}.",
            new=plan.accepted,
            changed=plan.changed,
            same=plan.same,
            conflicts=len(plan.conflicts),
            refused=len(plan.refused),
            skipped=len(plan.skipped),
        )
    )
    if not plan.records and not plan.refused and plan.same:
        _say(tr("The region holds all of this already. Nothing was changed."))
        if earlier is not None:
            _say(
                tr(
                    "This very file was imported by {author} (journal entry {number}).",
                    author=earlier.commit.author,
                    number=earlier.seq,
                )
            )
    if dry_run:
        _say(tr("This was a dry run. Nothing was changed."))
