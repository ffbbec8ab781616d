"""What an exit poll brought home from one station."""

import msgspec

from electdesk.domain.figures import BLANK


class PolledStation(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """``poll`` and ``station`` are record ids; ``stratum`` a name of the poll's strata. ``votes``: choice (record id or the form's) → interviews.

    ``ballots``: ballots issued there, BLANK = those of the station's protocol. ``approached`` people asked, BLANK = not stated;
    ``interviews`` of them, with or without a choice named. ``voters`` on its list (design "pps"), BLANK = those of the register.
    """

    poll: str
    station: str
    stratum: str
    interviews: int
    votes: dict[str, int]
    approached: int = BLANK
    ballots: int = BLANK
    voters: int = BLANK
