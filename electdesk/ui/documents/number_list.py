"""A list of station numbers as people write it: 114-120, 131."""

import re
from typing import Final

import msgspec

from electdesk.columns.register import Register

LONGEST_RANGE: Final = 20_000
"""Numbers in one range; more is taken for a slip of the hand."""

_SEPARATOR: Final = re.compile(r"[,;\n]+")
_RANGE: Final = re.compile(r"\s*(\d{1,9})\s*(?:[-\u2010-\u2015\u2212]|\.\.+|…)\s*(\d{1,9})\s*")


class ListedRows(msgspec.Struct, frozen=True):
    """Rows of the register in the order written, each once; ``unknown`` are the pieces that name no station."""

    rows: tuple[int, ...] = ()
    unknown: tuple[str, ...] = ()


def rows_of_list(text: str, register: Register) -> ListedRows:
    """The stations of a list such as "114-120, 131".

    A range takes the stations there are between its ends, both included; a range without any station is unknown. A number that
    several districts use names all of them.
    """
    rows: dict[int, None] = {}
    unknown: list[str] = []
    for piece in _pieces(text, register):
        found = _range_rows(piece, register)
        if found is None:
            found = register.find(piece)
        if not found:
            unknown.append(piece)
        rows.update(dict.fromkeys(found))
    return ListedRows(tuple(rows), tuple(unknown))


def _pieces(text: str, register: Register) -> list[str]:
    """The list cut at commas; at spaces too, where what stands between them are stations of their own."""
    cut: list[str] = []
    for piece in _SEPARATOR.split(text):
        whole = piece.strip()
        words = whole.split()
        if len(words) > 1 and not _RANGE.fullmatch(whole) and not register.find(whole):
            cut += words
        elif whole:
            cut.append(whole)
    return cut


def _range_rows(piece: str, register: Register) -> list[int] | None:
    """The rows of a range, None where the piece is none. A station whose own number looks like a range is no range."""
    matched = _RANGE.fullmatch(piece)
    if matched is None or register.find(piece):
        return None
    first, last = int(matched[1]), int(matched[2])
    if last < first or last - first >= LONGEST_RANGE:
        return []
    inside = re.compile(r"\D*0*(\d{1,9})\D*")
    rows = []
    for row, station in enumerate(register.stations):
        number = inside.fullmatch(station.number)
        if number is not None and first <= int(number[1]) <= last:
            rows.append(row)
    return rows
