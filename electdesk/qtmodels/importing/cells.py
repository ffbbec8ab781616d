"""The list of cells under the dry run: errors, changes, repairs, rows left out and control totals, each with its rule and what to do."""

from collections.abc import Sequence
from typing import Final, Literal

from electdesk.i18n import tr
from electdesk.i18n.cell_reasons import cell_reason_text, row_reason_text
from electdesk.qtmodels.importing.dry_run import DryRun
from electdesk.qtmodels.importing.tables import CellLine
from electdesk.services.imports import Cell
from electdesk.services.imports.sheet import column_letters

ListKind = Literal["errors", "changes", "repaired", "skipped", "controls"]
LISTS: Final[tuple[ListKind, ...]] = ("errors", "changes", "repaired", "skipped", "controls")
LINES_SHOWN: Final = 5000
"""Lines of the list that are made; a file with more errors than that is mended by its rule and not by its cells."""


def sentences(text: str) -> tuple[str, str]:
    """The rule, and what to do about it: a reason's first sentence and the rest."""
    at = text.find(". ")
    cut = at + 1 if at >= 0 else len(text)
    return text[:cut], text[cut:].strip()


def counts(dry: DryRun | None) -> dict[str, int]:
    """Lines of each list."""
    if dry is None:
        return dict.fromkeys(LISTS, 0)
    plan = dry.plan
    return {
        "errors": len(plan.refused),
        "changes": len(dry.changes),
        "repaired": len(plan.repaired),
        "skipped": len(plan.skipped),
        "controls": sum(max(1, len(control.differences)) for control in plan.controls),
    }


def lines_of(dry: DryRun, kind: ListKind) -> list[CellLine]:
    """The lines of one list, in the order of the file."""
    plan = dry.plan
    if kind == "errors":
        return [_cell_line(cell, "err") for cell in plan.refused[:LINES_SHOWN]]
    if kind == "repaired":
        return [_cell_line(cell, "") for cell in plan.repaired[:LINES_SHOWN]]
    if kind == "skipped":
        return [
            CellLine(each.sheet, each.row, str(each.row), "", row_reason_text(each.reason), tr("Nothing: the row is left out."))
            for each in plan.skipped[:LINES_SHOWN]
        ]
    if kind == "changes":
        return [
            CellLine(
                dry.sheets[row.sheet].name,
                row.number,
                f"{column_letters(column)}{row.number}",
                dry.text(row, column),
                tr("The region holds {value}.", value=dry.held(row, column) or tr("nothing")),
                tr("The file's figure takes its place."),
                "warn",
            )
            for row, column in dry.changes[:LINES_SHOWN]
        ]
    lines = []
    for control in plan.controls:
        at = (control.sheet, control.row)
        if not control.differences:
            equal = tr("“{text}”: all figures are the sums of {n} rows.", text=control.text, n=control.of)
            lines.append(CellLine(*at, str(control.row), "", equal, tr("Nothing: the total agrees.")))
        for each in control.differences:
            rule = tr(
                "“{text}” says {stated}, and the rows add up to {counted}.",
                text=control.text,
                stated=each.stated,
                counted=each.counted,
            )
            lines.append(
                CellLine(*at, each.cell, str(each.stated), rule, tr("Compare the rows and the total with the papers."), "warn")
            )
    return lines[:LINES_SHOWN]


def _cell_line(cell: Cell, tone: str) -> CellLine:
    rule, remedy = sentences(cell_reason_text(cell.reason, cell.value, cell.other))
    return CellLine(cell.sheet, cell.row, cell.cell, cell.value, rule, remedy, tone)


def fitting(lines: Sequence[CellLine], typed: str) -> list[CellLine]:
    """The lines that hold what was typed, in whichever column."""
    wanted = typed.casefold().strip()
    if not wanted:
        return list(lines)
    return [
        line
        for line in lines
        if any(wanted in text.casefold() for text in (line.cell, line.value, line.rule, line.remedy, line.sheet))
    ]
