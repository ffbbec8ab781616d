"""The square code of a summary: what it says, how to read it again, and its picture.

The text holds only signs that the code packs tightly (digits, capitals, space and $%*+-./:), so that 30 figures fit into an inch:

    ED1/T/P/3F9A1C22/$KZ-PRESIDENT/114/1/1:871 2:880 11:- 12:*/13:781 14:12/73104552190884631027

that is, divided by "/": the version of this text; T a test region or R a real one; F final or P preliminary; the first eight
digits of the region's id; the contest; the station; the revision; the lines and the choices as number:figure, one space between;
the twenty digits of the file's fingerprint. A figure is a count, ``*`` for blank, ``-`` for no number on paper; of a box line 0
or 1, or the place of the ticked box. A line that does not stand on this station's ballot is absent.

In a name, ``$`` changes between capitals and small letters (it starts in capitals), and any other sign is % and two hexadecimal
digits for each byte of its UTF-8.
"""

from collections.abc import Iterable
from itertools import groupby
from typing import Final

import msgspec
import segno

from electdesk.domain.figures import BLANK, NO_NUMBER, NOT_ASKED
from electdesk.domain.states import State
from electdesk.services.documents import StationSummary

VERSION: Final = "ED1"
_PLAIN: Final = frozenset("0123456789.-+*")
_MARKS: Final = {BLANK: "*", NO_NUMBER: "-"}
_FIGURES: Final = {sign: figure for figure, sign in _MARKS.items()}
# Any of the eight masks is valid; trying them all costs four times as much as the rest of the code.
_MASK: Final = 3
_QUIET_ZONE: Final = 4
"""Empty modules around the code, as its standard asks for."""


class CodeText(msgspec.Struct, frozen=True):
    """What a code says. ``lines`` and ``choices`` are pairs of official number and figure, in the order of the paper."""

    test: bool
    final: bool
    region: str
    contest: str
    station: str
    revision: int
    lines: tuple[tuple[str, int], ...]
    choices: tuple[tuple[str, int], ...]
    fingerprint: str


def code_of(summary: StationSummary) -> CodeText:
    """What the code of this page says."""
    return CodeText(
        test=summary.mode == "TEST",
        final=summary.state == State.FINAL,
        region=summary.region_id[:8].upper(),
        contest=summary.contest,
        station=summary.station,
        revision=summary.revision,
        lines=tuple((line.number, line.figure) for line in summary.lines if line.figure != NOT_ASKED),
        choices=tuple((choice.number, choice.figure) for choice in summary.choices if choice.figure != NOT_ASKED),
        fingerprint="".join(summary.fingerprint.split()),
    )


def write_code(code: CodeText) -> str:
    """The text of the code, as described at the head of this module."""
    parts = (
        VERSION,
        "T" if code.test else "R",
        "F" if code.final else "P",
        _escaped(code.region),
        _escaped(code.contest),
        _escaped(code.station),
        str(code.revision),
        _pairs(code.lines),
        _pairs(code.choices),
        _escaped(code.fingerprint),
    )
    return "/".join(parts)


def read_code(text: str) -> CodeText:
    """What a scanned text says. Raises ValueError where it is not the text of a summary's code."""
    parts = text.strip().split("/")
    if len(parts) != 10 or parts[0] != VERSION or parts[1] not in ("T", "R") or parts[2] not in ("F", "P"):
        raise ValueError(f"not the code of a station summary: {text[:40]!r}")
    return CodeText(
        test=parts[1] == "T",
        final=parts[2] == "F",
        region=_read(parts[3]),
        contest=_read(parts[4]),
        station=_read(parts[5]),
        revision=int(parts[6]),
        lines=_read_pairs(parts[7]),
        choices=_read_pairs(parts[8]),
        fingerprint=_read(parts[9]),
    )


def code_picture(text: str) -> tuple[str, int] | None:
    """The code as an SVG drawing and its width in modules, quiet zone included; None where the text is too long for any code."""
    try:
        code = segno.make(text, error="m", mask=_MASK, micro=False, boost_error=False)
    except segno.DataOverflowError:
        return None
    width = len(code.matrix) + 2 * _QUIET_ZONE
    path = "".join(_runs(code.matrix))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{width}" viewBox="0 0 {width} {width}">'
        f'<path fill="#000" d="{path}"/></svg>'
    ), width


def _runs(matrix: Iterable[Iterable[int]]) -> Iterable[str]:
    """Each run of dark modules of a row as one closed rectangle: filled, so that a printer's rounding leaves no gaps."""
    for y, row in enumerate(matrix, start=_QUIET_ZONE):
        x = _QUIET_ZONE
        for dark, run in groupby(row):
            length = sum(1 for _ in run)
            if dark:
                yield f"M{x} {y}h{length}v1h-{length}z"
            x += length


def _pairs(pairs: Iterable[tuple[str, int]]) -> str:
    return " ".join(f"{_escaped(number)}:{_MARKS.get(figure, figure)}" for number, figure in pairs)


def _read_pairs(text: str) -> tuple[tuple[str, int], ...]:
    pairs = (pair.split(":") for pair in text.split())
    return tuple((_read(number), _FIGURES.get(figure) or int(figure)) for number, figure in pairs)


def _escaped(name: str) -> str:
    written, small = "", False
    for sign in name:
        if sign.isascii() and sign.isalpha():
            if sign.islower() != small:
                written, small = written + "$", not small
            written += sign.upper()
        elif sign in _PLAIN:
            written += sign
        else:
            written += "".join(f"%{byte:02X}" for byte in sign.encode("utf-8", "surrogatepass"))
    return written


def _read(text: str) -> str:
    name, small, place = bytearray(), False, 0
    while place < len(text):
        sign = text[place]
        if sign == "$":
            small = not small
        elif sign == "%":
            name.append(int(text[place + 1 : place + 3], 16))
            place += 2
        else:
            name += (sign.lower() if small else sign).encode()
        place += 1
    return name.decode("utf-8", "surrogatepass")
