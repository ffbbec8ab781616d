"""The margins of a contest: how far a poll may lie from the official result and still be called consistent with it."""

from typing import Final

import msgspec

MARGIN_KINDS: Final = ("pp", "odds")
MILLION: Final = 1_000_000
TURNOUT: Final = "turnout"
"""The key of the margin for turnout among those of the choices."""


def margins_record(contest: str) -> str:
    """The record id of a contest's margins: there is one, so that two offices that fix different ones are in conflict."""
    return f"margins.{contest}"


class MarginRule(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """``value`` in millionths: a share (20,000 = 2 points) or a factor of the odds (2,000,000 = two times)."""

    kind: str
    value: int
    fallback_odds: int = 2 * MILLION


class Margins(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Choice (record id or the form's, or ``TURNOUT``) → margin. The commit says when they were fixed."""

    contest: str
    rules: dict[str, MarginRule]
