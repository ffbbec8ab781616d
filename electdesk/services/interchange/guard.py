"""Text that a table program would run as a formula: an apostrophe before it on the way out, exactly that one off on the way in."""

import re
from typing import Final

_RUNS: Final = re.compile("'*[\t\r\n\0]|['\\s]*[=+\\-@\uff1d\uff0b\uff0d\uff20]")
"""Spaces and apostrophes before the sign count too: programs drop them. The last four are the same signs in full width."""


def runs(text: str) -> bool:
    """Whether a table program might take the text for a formula. Source: OWASP, CSV injection (CWE-1236)."""
    return _RUNS.match(text) is not None


def guarded(text: str) -> str:
    """The text for a file whose cells have no types (CSV, clipboard): with an apostrophe before what might run."""
    return "'" + text if runs(text) else text


def unguarded(text: str) -> str:
    """``guarded`` taken back: an apostrophe goes only where one was put. Text of anybody's file may go through it."""
    return text[1:] if text.startswith("'") and runs(text[1:]) else text
