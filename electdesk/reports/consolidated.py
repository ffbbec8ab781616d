"""The consolidated table on paper: landscape, heads on each page, sums of each page that add up to the whole."""

from collections.abc import Sequence
from typing import Final

from electdesk.domain.figures import NOT_ASKED
from electdesk.i18n import Language, format_count
from electdesk.reports.letters import printable
from electdesk.reports.sheet import DASH, Sheet, Texts, Word
from electdesk.services.queries.consolidated import Consolidated, ConsolidatedSheet, TableRow

ROWS_A_PAGE: Final = 19
"""Districts of a page whose sums stand below them."""
COLUMNS_A_PAGE: Final = 14
"""Lines and choices side by side; a wider table goes on behind with the districts repeated."""
BASES: Final[dict[str, Word]] = {
    "preliminary": lambda t: t.ptr("basis", "preliminary: every tally that counts so far"),
    "settled": lambda t: t.ptr("basis", "settled tallies only"),
    "final": lambda t: t.ptr("basis", "final tallies only"),
}


def render_consolidated(item: ConsolidatedSheet, languages: Sequence[Language]) -> bytes:
    """The PDF of the table. Each page ends with its own sum and what is carried forward; the last one with the whole region."""
    table = item.table
    sheet = Sheet(item.head, languages, landscape=True)
    sheet.title(lambda t: t.ptr("consolidated", "Consolidated table"))
    if not table.final:
        sheet.tag(lambda t: t.ptr("consolidated", "PRELIMINARY"))
    total = table.total
    basis = sheet.texts(BASES[table.basis])
    counts = sheet.texts(
        lambda t: t.ptr("consolidated", "{reported} of {stations} stations", reported=total.reported, stations=total.stations)
    )
    annulled = sheet.texts(lambda t: t.ptr("consolidated", "annulled: {count}", count=total.annulled))
    stated = sheet.texts(lambda t: t.ptr("consolidated", "as the paper states: {count}", count=total.as_paper))
    sheet.lead([" · ".join(parts) for parts in zip(basis, counts, annulled, stated, strict=True)])
    places = list(range(len(table.columns)))
    blocks = [places[start : start + COLUMNS_A_PAGE] for start in range(0, len(places), COLUMNS_A_PAGE)]
    pages = [table.rows[start : start + ROWS_A_PAGE] for start in range(0, len(table.rows), ROWS_A_PAGE)] or [()]
    for block in blocks:
        carried: TableRow | None = None
        for number, rows in enumerate(pages):
            first = block is blocks[0] and number == 0
            own = sum_of(table, rows)
            whole = own if carried is None else sum_of(table, (carried, own))
            made = [_brought(sheet, block, carried)] if carried is not None else []
            made += [("", _cells(sheet, row, block, _district(sheet, row))) for row in rows]
            if len(pages) > 1:
                made.append(("sum", _cells(sheet, own, block, sheet.texts(lambda t: t.ptr("consolidated", "Sum of this page")))))
            if number + 1 < len(pages):
                made.append(
                    ("carried", _cells(sheet, whole, block, sheet.texts(lambda t: t.ptr("consolidated", "Carried forward"))))
                )
            else:
                made.append(("total", _cells(sheet, total, block, sheet.texts(lambda t: t.ptr("consolidated", "Whole region")))))
            _place(sheet, table, block, made, new_page=not first)
            carried = whole
    if blocks:
        _legend(sheet, table)
    return sheet.pdf()


def sum_of(table: Consolidated, rows: Sequence[TableRow]) -> TableRow:
    """The sum of some rows; a column that is asked in none of them stays a dash."""
    figures = []
    for place in range(len(table.columns)):
        asked = [row.figures[place] for row in rows if row.figures[place] != NOT_ASKED]
        figures.append(sum(asked) if asked else NOT_ASKED)
    return TableRow(
        "",
        {},
        sum(row.stations for row in rows),
        sum(row.reported for row in rows),
        sum(row.annulled for row in rows),
        sum(row.as_paper for row in rows),
        tuple(figures),
    )


def _brought(sheet: Sheet, block: Sequence[int], carried: TableRow) -> tuple[str, list[str | Texts]]:
    return "carried", _cells(sheet, carried, block, sheet.texts(lambda t: t.ptr("consolidated", "Brought forward")))


def _district(sheet: Sheet, row: TableRow) -> Texts:
    return sheet.names(row.names) if row.record != "-" else sheet.texts(lambda t: t.ptr("consolidated", "without a district"))


def _cells(sheet: Sheet, row: TableRow, block: Sequence[int], name: Texts) -> list[str | Texts]:
    held = f"{format_count(row.reported)}/{format_count(row.stations)}"
    figures = [DASH if row.figures[place] == NOT_ASKED else format_count(row.figures[place]) for place in block]
    return [name, held, format_count(row.as_paper) if row.as_paper else DASH, *figures]


def _place(
    sheet: Sheet, table: Consolidated, block: Sequence[int], rows: list[tuple[str, list[str | Texts]]], *, new_page: bool
) -> None:
    head = [
        sheet.texts(lambda t: t.ptr("consolidated", "District")),
        sheet.texts(lambda t: t.ptr("consolidated", "Held")),
        sheet.texts(lambda t: t.ptr("consolidated", "As the paper states")),
        *([printable(table.columns[place].number)] for place in block),
    ]
    narrow = len(block) > 10
    sheet.table(
        head,
        rows,
        (112, 42, 46, *((-1,) * len(block))),
        (False, True, True, *((True,) * len(block))),
        size=7.6 if narrow else 8.4,
        inset=2.6 if narrow else 4,
        new_page=new_page,
    )


def _legend(sheet: Sheet, table: Consolidated) -> None:
    """What each number at the head of a column means, in the sheet's languages."""
    rows: list[tuple[str, Sequence[str | Texts]]] = []
    half = -(-len(table.columns) // 2)
    for left in range(half):
        cells: list[str | Texts] = []
        for place in (left, left + half):
            if place < len(table.columns):
                cells += [printable(table.columns[place].number), sheet.names(table.columns[place].names)]
            else:
                cells += ["", ""]
        rows.append(("", cells))
    head = [
        sheet.texts(lambda t: t.ptr("consolidated", "No.")),
        sheet.texts(lambda t: t.ptr("consolidated", "Line of the protocol")),
    ] * 2
    heading: Word = lambda t: t.ptr("consolidated", "What the numbers of the columns mean")  # noqa: E731 - a word of the sheet
    sheet.table(head, rows, (26, -1, 26, -1), (True, False, True, False), heading=heading, size=7.4, inset=3)
