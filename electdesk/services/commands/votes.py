"""Whether anybody voted for a choice: asked before a choice goes off the ballot, of every entry and not only of those on show."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Final

from electdesk.columns.heads import loose_body
from electdesk.domain.figures import BLANK, NOT_ASKED
from electdesk.ledger.revision import read_revision

if TYPE_CHECKING:
    from electdesk.columns import ContestColumns
    from electdesk.services.region import Region

_NOTHING_SAID: Final = (None, BLANK, NOT_ASKED)
"""Figures that say nothing of a choice. "No number on the paper" says something."""


def voted_for(region: "Region", contest: "ContestColumns", choices: Collection[str], without: Collection[str] = ()) -> set[str]:
    """Those of the choices that a live entry says something of: of any paper, also where entries differ or stand in conflict.

    ``without``: records of entries that are left out, because the same command takes them back.
    """
    wanted = set(choices)
    found: set[str] = set()
    seqs = [seq for group in contest.entry_seqs.values() for seq in group] if wanted else []
    for _, data in region.store.stored(seqs):
        if found == wanted:
            break
        revision = read_revision(data)
        if revision.record in without:
            continue
        votes = loose_body(revision).get("votes")
        if isinstance(votes, dict):
            found |= {choice for choice in wanted - found if votes.get(choice) not in _NOTHING_SAID}
    return found
