"""What an import would do: counts, the cells that stand in its way, and the records ready for one unit of work."""

from typing import Any, Final

import msgspec

from electdesk.domain.records import Body

HIDDEN_PARTS: Final = frozenset({"rows", "columns", "sheets"})
"""What a workbook can hide, and what is left out unless a person says otherwise."""


class ImportOptions(msgspec.Struct, frozen=True):
    """What the person decides beside the file.

    ``no_number``: cell texts that mean "no number on paper" (a profile may say "/" or "—"); any other word is a bad cell.
    ``thousands``: "," or "." where the person said that it marks thousands. ``mapping``: heading (or "[C]", the column) → target, over
    every guess: "line:ID", "choice:ID", "station" …, also "line:3а" or the name of a choice; "" leaves the column out.
    ``sheets``: names, in the file's order; none = all of the same shape. ``heading_rows``: number of the first row and how many; None = guessed.
    ``include_hidden``: those of ``HIDDEN_PARTS`` that are read although the file hides them. ``accept_doubts``: the person has looked at the
    doubts about the file as a whole.
    """

    new_choices: bool = False
    no_number: frozenset[str] = frozenset()
    thousands: str = ""
    mapping: dict[str, str] = {}
    sheets: tuple[str, ...] = ()
    heading_rows: tuple[int, int] | None = None
    include_hidden: frozenset[str] = frozenset()
    accept_doubts: bool = False


class Cell(msgspec.Struct, frozen=True):
    """One cell with what is to be said of it: ``reason`` is a code; ``other`` the row, name or number that the reason speaks of."""

    sheet: str
    cell: str
    row: int
    column: str
    value: str
    reason: str
    other: str = ""


class Skipped(msgspec.Struct, frozen=True):
    """A row that is left out on purpose.

    ``reason``: ``total``, ``sum_of_rows``, ``heading``, ``numbering``, ``note``, ``no_figures``, ``equal_row``, ``other_contest``,
    ``hidden_row``, ``example``, ``other_headings``.
    """

    sheet: str
    row: int
    reason: str


class Conflict(msgspec.Struct, frozen=True):
    """A station whose figures the region holds in a way no file may overwrite.

    ``reason``: ``final``, ``annulled``, ``typed`` (from paper), ``corrected`` (a newer paper), ``difference``,
    ``conflict``, ``damaged``.
    """

    sheet: str
    row: int
    station: str
    reason: str


class Mapped(msgspec.Struct, frozen=True):
    """What one column was taken for; ``likeness`` in percent, 100 where the heading is known word for word.

    A column that was taken for nothing: ``hidden`` says that the file hides it, ``suggestion`` what it comes nearest to and by how much.
    ``column`` is "" for a district that the sheets' names give.
    """

    column: str
    heading: str
    target: str
    likeness: int = 100
    hidden: bool = False
    suggestion: str = ""
    suggestion_likeness: int = 0


class SheetUse(msgspec.Struct, frozen=True):
    """A sheet of the file and whether its rows were read. ``heading_rows``: the first row's number and how many.

    ``reason`` of one that was left out: ``hidden_sheet``, ``empty_sheet``, ``no_heading`` (nothing in it is headed like this kind),
    ``other_shape`` (other columns than the sheets that were read), ``not_chosen``.
    """

    name: str
    taken: bool
    reason: str = ""
    heading_rows: tuple[int, int] = (0, 0)
    rows: int = 0


class Difference(msgspec.Struct, frozen=True):
    """A cell of a row of totals that is not the sum of its rows."""

    cell: str
    column: str
    stated: int
    counted: int


class Control(msgspec.Struct, frozen=True):
    """A row that adds up others, held against the sums of the rows that were read. ``of``: how many rows those are.

    ``differences`` is empty where all of its figures are the sums.
    """

    sheet: str
    row: int
    text: str
    of: int
    differences: tuple[Difference, ...] = ()


class Example(msgspec.Struct, frozen=True):
    """One row or cell that a doubt speaks of: ``stated`` and ``other`` are the figures or row numbers that the question compares."""

    sheet: str
    row: int
    station: str
    stated: str
    other: str = ""


class Doubt(msgspec.Struct, frozen=True):
    """Something about the file as a whole that a person has to look at before anything is written.

    ``code``: ``list_differs``, ``names_differ``, ``equal_rows``, ``sums_of_rows``, ``choice_zero``, ``round_cut``,
    ``row_limit``; ``params`` fill its question
    (``i18n.doubt_texts``); ``examples`` are three at most.
    """

    code: str
    params: dict[str, str | int] = {}
    examples: tuple[Example, ...] = ()


class PlannedRecord(msgspec.Struct, frozen=True):
    """One record's next state. ``record`` is None for a new one whose id nothing else names; ``before`` None for any new one."""

    kind: str
    record: str | None
    body: Body
    before: Body | None = None
    row: int = 0
    sheet: str = ""


class ImportPlan(msgspec.Struct, frozen=True, kw_only=True):
    """The plan of one file. ``accepted`` counts new records of the kind asked for; areas and choices are named apart. ``sheet`` names
    the sheets that were read, ``sheets`` all of them with what became of each.

    ``records`` hold the good rows only, areas and choices first: without ``refused`` they are everything, with it they are what
    "--partial" writes. ``revisions``: how many the ledger held when this was planned, -1 where nobody noted it.
    """

    kind: str
    sheet: str
    file: str
    sha256: str
    accepted: int = 0
    same: int = 0
    changed: int = 0
    conflicts: tuple[Conflict, ...] = ()
    refused: tuple[Cell, ...] = ()
    repaired: tuple[Cell, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    new_areas: tuple[str, ...] = ()
    new_choices: tuple[str, ...] = ()
    unknown_columns: tuple[Mapped, ...] = ()
    columns: tuple[Mapped, ...] = ()
    records: tuple[PlannedRecord, ...] = ()
    sheets: tuple[SheetUse, ...] = ()
    controls: tuple[Control, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    revisions: int = -1


def plan_json(plan: ImportPlan, written: bool = True) -> dict[str, Any]:
    """The plan for scripts. ``written`` False says that nothing reached the file: then no row counts as accepted or changed."""
    return {
        "accepted": plan.accepted if written else 0,
        "same": plan.same,
        "changed": plan.changed if written else 0,
        "conflicts": len(plan.conflicts),
        "refused": [_cell(cell) for cell in plan.refused],
        "repaired": [_cell(cell) for cell in plan.repaired],
        "skipped": [msgspec.to_builtins(row) for row in plan.skipped],
        "conflict_rows": [msgspec.to_builtins(row) for row in plan.conflicts],
        "new_areas": list(plan.new_areas),
        "new_choices": list(plan.new_choices),
        "unknown_columns": [_unknown(each) for each in plan.unknown_columns],
        "columns": [
            {"column": each.column, "heading": each.heading, "target": each.target, "likeness": each.likeness}
            for each in plan.columns
        ],
        "sheets": [msgspec.to_builtins(each) for each in plan.sheets],
        "controls": [msgspec.to_builtins(each) for each in plan.controls],
        "doubts": [msgspec.to_builtins(each) for each in plan.doubts],
    }


def _unknown(column: Mapped) -> dict[str, Any]:
    told: dict[str, Any] = {"column": column.column, "heading": column.heading}
    if column.hidden:
        told["hidden"] = True
    if column.suggestion:
        told |= {"suggestion": column.suggestion, "likeness": column.suggestion_likeness}
    return told


def _cell(cell: Cell) -> dict[str, Any]:
    written: dict[str, Any] = msgspec.to_builtins(cell)
    if not cell.other:
        del written["other"]
    return written
