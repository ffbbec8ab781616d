"""Who may see the numbers of a tally. One function decides, for every list, total, finding, export, print and command."""

from typing import Final

from electdesk.domain.records.setup import SINGLE
from electdesk.domain.states import State
from electdesk.services.person import Person
from electdesk.services.roles import may_decide

SETTLED_STATES = frozenset({State.SETTLED, State.FINAL, State.ANNULLED})
_AGAINST_EACH_OTHER = frozenset({State.DIFFERENCE, State.CONFLICT})


def may_see(person: Person, state: State, authors: tuple[str, ...], mode: str = SINGLE) -> bool:
    """Until a tally is settled only an entry's author and a supervisor see its numbers. This is work order, not secrecy.

    ``authors`` are those who typed the figures in question. A figure that came from a file was typed by nobody; it is open where one
    entry settles (``mode``), and hidden from whoever might type the second.
    """
    if not person.name:
        return False
    if may_decide(person) or state in SETTLED_STATES:
        return True
    if any(authors):
        return person.name in authors
    return mode == SINGLE and state not in _AGAINST_EACH_OTHER


HIDDEN: Final = "···"
"""Stands for a station whose numbers the person may not see yet: to name it would tell them."""
