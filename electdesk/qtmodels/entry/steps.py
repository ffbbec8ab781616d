"""What the work on a protocol can be, what came of finishing, and what is remembered of it."""

import datetime
import enum

import msgspec

from electdesk.services.drafts import Draft


class EntryMode(enum.Enum):
    """What can be done with the station that is open."""

    NOTHING = "nothing"
    TYPING = "typing"
    CORRECTING = "correcting"
    RETYPING = "retyping"
    """The second entry differs: the lines in which it does are typed once more, all others stay."""
    VIEWING = "viewing"
    """Entered already: its figures are shown, and can be corrected with a reason."""
    CLOSED = "closed"
    """Final, annulled, in conflict or damaged, or a file for reading only."""
    NO_CHOICES = "no_choices"
    """The form wants choices and the station's ballot holds none: an entry could not succeed."""
    HIDDEN = "hidden"
    """Entered by another person and not settled: its figures are not shown."""


class FinishStep(enum.Enum):
    """What came of asking to finish."""

    DONE = "done"
    SPOILT = "spoilt"
    BLANKS = "blanks"
    SOFT = "soft"
    REFUSED = "refused"


class JournalLine(msgspec.Struct, frozen=True):
    """One thing that happened to the draft: when (the region's clock), what (a code), and the line, person or reason."""

    at: datetime.datetime
    what: str
    detail: str = ""


class Finished(msgspec.Struct, frozen=True):
    """The entry finished last, so that it can be taken back: its station (row of the register, record id), its commit, what was typed."""

    row: int
    station: str
    contest: str
    commit: int
    figures: tuple[int, ...]
    draft: Draft
    is_first: bool = True
    """Whether it was a protocol of its own, and not a correction or another paper of a station that was entered before."""
