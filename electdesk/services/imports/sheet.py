"""A sheet of text as any reader hands it over: what a plan is made from, whatever the file was."""

import unicodedata
from collections.abc import Sequence

import msgspec


class Sheet(msgspec.Struct, frozen=True):
    """Rows of text in NFC, blank ones left out; ``row_numbers`` are the rows' own numbers in the file, from 1, as spreadsheets show
    them.

    ``size`` is in bytes, ``sha256`` hexadecimal, both of the file as it lay on the disk. ``exact_widths`` says that a row
    shorter than the heading was cut off in the file itself (CSV); other readers leave empty cells at the end out.
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
