"""An entry: what one person typed from one paper."""

from typing import Final

import msgspec

from electdesk.domain.records.paper import ORIGINAL

SOURCES: Final = ("paper", "phone", "file")


class Entry(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """``lines`` are figures in the order of the form's lines (edition ``form``), ``votes`` figures by choice id; marks as in ``domain.figures``.

    ``confirmed`` holds, for each soft finding that the clerk compared with the paper, its key and the reason; a change of the
    figures withdraws it. ``source`` is "paper", "phone" (in preliminary totals only) or "file".

    ``settles``: the figures (``states.figures_id``) of the entries between which a third person typed what the paper says, () for everybody
    else's. ``retyped``: the second person has typed the lines that differed once more, and does so once only.

    ``notes``: line or choice id → what the clerk wrote beside that line. They weigh nothing; an entry without any is stored as before.
    """

    station: str
    contest: str
    form: str
    lines: tuple[int, ...]
    votes: dict[str, int]
    paper: str = ORIGINAL
    source: str = "paper"
    by: str = ""
    confirmed: dict[str, str] = {}
    settles: tuple[str, ...] = ()
    retyped: bool = False
    notes: dict[str, str] = {}
