"""A sheet of text as any reader hands it over: what a plan is made from, whatever the file was."""

import unicodedata
from collections.abc import Sequence

import msgspec


class Sheet(msgspec.Struct, frozen=True):
    """Rows of text in NFC, blank ones left out; ``row_numbers`` are the rows' own numbers in the file, from 1, as spreadsheets show
    them.

    ``size`` is in bytes, ``sha256`` hexadecimal, both of the file as it lay on the disk. ``exact_widths`` says that a row
    shorter than the heading was cut off in the file itself (CSV); other readers leave empty cells at the end out.

    ``hidden``: the sheet itself. ``hidden_rows``: numbers as ``row_numbers`` has them, of rows with text only;
    ``hidden_columns``: from 0. ``merged``: (first row number, first column, last row number, last column), the text standing in the
    first cell alone. ``notes``: codes of what the reader could not tell of this sheet; no reader has any at present.

    A cell is text that is judged by itself: "1234" (a whole number, never "1234.0"), "1234.5", "50%", "2026-04-03",
    "2026-04-03 12:30", "12:30", "#REF!" as the program wrote it, "=SUM(A1:A3)" or "=" for a formula without a saved value,
    "TRUE" and "FALSE", "'012" for a number kept as text by an apostrophe.
    """

    name: str
    file: str
    sha256: str
    size: int
    rows: Sequence[list[str]]
    row_numbers: Sequence[int]
    exact_widths: bool = False
    encoding: str = ""
    separator: str = ""
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    notes: tuple[str, ...] = ()


def composed(row: Sequence[str]) -> list[str]:
    """Cells with й as one letter, as the ledger keeps text: some programs write и and a separate breve."""
    return [unicodedata.normalize("NFC", cell) for cell in row]


def column_letters(index: int) -> str:
    """The column (from 0) as spreadsheets name it: A … Z, AA …"""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
