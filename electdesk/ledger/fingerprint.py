"""The state of a whole file as twenty digits that can be printed, sent and read over the phone."""

from collections.abc import Iterable
from typing import Final

from electdesk.ledger.canonical import digest

DIGITS: Final = 20


def fingerprint(tips: Iterable[bytes]) -> str:
    """SHA-256 over the sorted ids of the tips, as 20 decimal digits in four groups of five.

    Two files with the same fingerprint hold the same history. Twenty digits are 66 bits: enough against an accident and against
    somebody who must meet one given number; each commit also carries the full hash of all before it.
    """
    number = int.from_bytes(digest(b"".join(sorted(tips))), "big") % 10**DIGITS
    digits = f"{number:0{DIGITS}d}"
    return " ".join(digits[start : start + 5] for start in range(0, DIGITS, 5))
