"""One figure of a protocol: a count, or one of the three ways of not being a count.

A figure is a plain ``int`` so that one protocol and a column of 100,000 hold the same thing. Counts are zero or more;
the negative values below are marks, never amounts, and must never reach a sum (see ``domain.forms`` for the rule).
"""

from typing import Final

from electdesk.domain.errors import ClerkError

BLANK: Final = -1
"""Nothing was typed: the line is still to be copied from the paper."""
NO_NUMBER: Final = -2
"""The clerk looked and the paper holds no number there. It is not zero."""
NOT_ASKED: Final = -3
"""The line or choice does not stand on this station's ballot. It counts as absent, never as blank."""

LARGEST_COUNT: Final = 99_999_999
"""A count with more digits is a slip of the hand: no station, and no oblast, holds as many ballots."""

SPACES: Final = "\u0020\u00a0\u2007\u2009\u202f\t"
"""The spaces that offices and programs put between thousands: plain, no-break, figure, thin, narrow no-break, tab."""

_DROP_SPACES: Final = {ord(space): None for space in SPACES}


def is_count(figure: int) -> bool:
    """Whether the figure is an amount (zero included) and not one of the three marks."""
    return figure >= 0


def parse_count(text: str) -> int:
    """Read a count as people write it: digits, thousands marked by any kind of space, nothing else.

    Returns BLANK for an empty text. Raises ClerkError("not_a_count") with the text and a reason code
    (``negative``, ``fraction``, ``letters``, ``too_large``) otherwise: a figure is never guessed.
    """
    bare = text.strip(SPACES + "\r\n").translate(_DROP_SPACES)
    if not bare:
        return BLANK
    if bare.isascii() and bare.isdigit():
        digits = bare.lstrip("0")
        # By length first: Python refuses to read a number of more than 4,300 digits at all.
        if len(digits) > len(str(LARGEST_COUNT)) or int(digits or "0") > LARGEST_COUNT:
            raise ClerkError("not_a_count", value=text, reason="too_large")
        return int(digits or "0")
    raise ClerkError("not_a_count", value=text, reason=_why_not(bare))


def _why_not(bare: str) -> str:
    digits = bare.replace(",", "").replace(".", "").lstrip("-\u2013\u2212+")
    if not (digits.isascii() and digits.isdigit()):
        return "letters"
    if bare[0] in "-\u2013\u2212":
        return "negative"
    return "fraction" if "," in bare or "." in bare else "letters"
