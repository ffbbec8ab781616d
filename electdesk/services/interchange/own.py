"""What a workbook of ours says of itself on a hidden sheet, so that it is read back without a question: kinds, contests, columns."""

from collections.abc import Iterator, Sequence
from typing import Final, Protocol

import msgspec

OWN_SHEET: Final = "_electdesk"
"""The hidden sheet. Its rows are words: a name, then what belongs to it."""
EXAMPLES: Final = ("Пример", "Мысал", "Example")
"""What the first column of a template's example row says: it is never imported."""


class OwnSheet(msgspec.Struct, frozen=True):
    """A sheet that is read back: as which kind, of which contest (record id), where its heading stands, and what each heading means."""

    name: str
    kind: str = ""
    contest: str = ""
    heading_row: int = 1
    targets: dict[str, str] = {}


class Own(msgspec.Struct, frozen=True):
    """``purpose``: "workbook", "template" or "commented". ``region``: the id of the region that it was written from. ``no_number``: the text
    that means "no number on paper"."""

    purpose: str
    region: str = ""
    no_number: str = ""
    sheets: tuple[OwnSheet, ...] = ()


class NamedRows(Protocol):
    """A sheet as any reader hands it over."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def rows(self) -> Sequence[list[str]]:
        """Its rows of text."""


def own_rows(own: Own) -> Iterator[list[str]]:
    """The rows of the hidden sheet."""
    yield ["electdesk", "1", own.purpose]
    yield ["region", own.region]
    yield ["no_number", own.no_number]
    for sheet in own.sheets:
        yield ["sheet", sheet.name, sheet.kind, sheet.contest, str(sheet.heading_row)]
        for heading, target in sheet.targets.items():
            yield ["column", heading, target]


def own_of(sheets: Sequence[NamedRows]) -> Own | None:
    """What a file says of itself, None where it is not one of ours. Rows that are not understood are passed over: a person may have changed them."""
    rows = next((sheet.rows for sheet in sheets if sheet.name == OWN_SHEET), ())
    padded = [[*row, *[""] * 5] for row in rows]
    if not padded or padded[0][0] != "electdesk":
        return None
    told = {row[0]: row[1] for row in padded}
    made: list[tuple[str, str, str, int, dict[str, str]]] = []
    for row in padded:
        if row[0] == "sheet":
            made.append((row[1], row[2], row[3], int(row[4]) if row[4].isdecimal() else 1, {}))
        elif row[0] == "column" and made:
            made[-1][4][row[1]] = row[2]
    return Own(padded[0][2], told.get("region", ""), told.get("no_number", ""), tuple(OwnSheet(*each) for each in made))
