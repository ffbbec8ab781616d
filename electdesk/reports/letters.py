"""Text for the page: every sign that the typeface holds, nothing that a name could play tricks with."""

import struct
import unicodedata
from functools import cache
from typing import Final

from electdesk.paths import font_files

UNKNOWN: Final = "\u25ca"
"""Stands for a sign that the typeface lacks: PDF/A allows no empty place in its stead."""
_LONGEST_WORD: Final = 24
_INSTEAD: Final = str.maketrans({"\u2227": "&", "\u2228": "|", "\u2009": "\u202f", "\u2011": "-", "\u2063": None})
"""Signs of rules and spaces that the typeface lacks and that have a plain equal."""
_ZERO_WIDTH_SPACE: Final = "\u200b"


def printable(text: str) -> str:
    """The text as it can be printed: line breaks and control signs become spaces, signs that turn the direction of writing go.

    A sign outside the typeface is shown as a lozenge, a word that is longer than any label is given places to break at.
    """
    if text.isascii() and text.isprintable() and len(text) <= _LONGEST_WORD:
        return text
    return " ".join(_breakable(word) for word in _cleaned(text).split(" "))


def _cleaned(text: str) -> str:
    known = covered()
    signs = []
    for sign in unicodedata.normalize("NFC", text).translate(_INSTEAD):
        kind = unicodedata.category(sign)
        if kind in ("Cf", "Cs"):
            continue
        if kind in ("Cc", "Zl", "Zp"):
            sign = " "
        signs.append(sign if ord(sign) in known else UNKNOWN)
    return "".join(signs).strip()


def _breakable(word: str) -> str:
    if len(word) <= _LONGEST_WORD:
        return word
    return _ZERO_WIDTH_SPACE.join(word[start : start + _LONGEST_WORD] for start in range(0, len(word), _LONGEST_WORD))


@cache
def covered() -> frozenset[int]:
    """The code points that every weight of the typeface holds. Read from the font's own table (cmap, format 12)."""
    return frozenset.intersection(*(_code_points(path.read_bytes()) for path in font_files()))


def _code_points(font: bytes) -> frozenset[int]:
    tables = {font[at : at + 4]: struct.unpack_from(">I", font, at + 8)[0] for at in range(12, 12 + 16 * _short(font, 4), 16)}
    cmap = tables[b"cmap"]
    for record in range(cmap + 4, cmap + 4 + 8 * _short(font, cmap + 2), 8):
        start = cmap + struct.unpack_from(">I", font, record + 4)[0]
        if _short(font, start) == 12:
            (groups,) = struct.unpack_from(">I", font, start + 12)
            spans = struct.iter_unpack(">III", font[start + 16 : start + 16 + 12 * groups])
            return frozenset(point for first, last, glyph in spans if glyph for point in range(first, last + 1))
    raise ValueError("the typeface has no table of all its signs")


def _short(font: bytes, at: int) -> int:
    return int(struct.unpack_from(">H", font, at)[0])
