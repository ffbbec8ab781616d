"""A poll: an exit poll or a survey with its passport, how its stations were drawn, and what was published of it."""

from typing import Final

import msgspec

from electdesk.domain.figures import BLANK

EXIT: Final = "exit"
POLL_KINDS: Final = (EXIT, "phone", "face")
"""An exit poll at stations; a survey by telephone; a survey face to face."""
DESIGNS: Final = ("ratio", "pps")
"""Stations drawn with equal chances inside a stratum, or in proportion to registered voters, with replacement."""

PASSPORT: Final = (
    "conducted_by",
    "ordered_by",
    "dates",
    "method",
    "territory",
    "question",
    "interviews",
    "published_error",
    "refusals",
    "notice",
    "contact",
)
"""What has to be told with a published poll, in the order in which it is read: names of fields of ``Poll``."""


class PollStratum(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A part of the territory that stations were drawn from: how many stations it has, and voters (design "pps")."""

    name: str
    stations: int
    voters: int = BLANK


class Poll(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """``contest``: record id of the contest that was asked about. All figures are integers, BLANK where they are not stated.

    The passport: who conducted it, who ordered and paid for it, ``dates``, ``method``, ``territory``, the exact ``question``, ``interviews`` as
    published, ``published_error`` as it was worded, ``refusals``, the ``notice`` to the commission, whom to ask (``contact``: an organisation,
    not a person). ``published``: choice (record id) → share as published, in hundredths of a percent; a poll with nothing else
    is shown hollow, without an interval and without a verdict.

    A survey: ``controls`` variable → category → share of the population in millionths; ``coefficients``: the part of those who are certain,
    probable, undecided and unwilling that voted in earlier elections, in millionths; ``past_error``: root mean square error
    of this pollster's forecasts in millionths, BLANK = not known.
    """

    name: str
    kind: str
    contest: str
    design: str = "ratio"
    strata: tuple[PollStratum, ...] = ()
    conducted_by: str = ""
    ordered_by: str = ""
    dates: str = ""
    method: str = ""
    territory: str = ""
    question: str = ""
    interviews: int = BLANK
    published_error: str = ""
    refusals: int = BLANK
    notice: str = ""
    contact: str = ""
    published: dict[str, int] = {}
    controls: dict[str, dict[str, int]] = {}
    coefficients: tuple[int, ...] = ()
    past_error: int = BLANK

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields of the passport that say nothing, in their order."""
        return tuple(name for name in PASSPORT if getattr(self, name) in ("", BLANK))
