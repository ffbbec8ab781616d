"""Who may see the numbers of a tally. One function decides, for every list, total, finding, export, print and command."""

from electdesk.domain.states import State
from electdesk.services.person import Person

SETTLED_STATES = frozenset({State.SETTLED, State.FINAL, State.ANNULLED})


def may_see(person: Person, state: State, authors: tuple[str, ...]) -> bool:
    """Until a tally is settled only an entry's author and a supervisor see its numbers. This is work order, not secrecy.

    ``authors`` are those who typed the entries; a figure that came from a file was typed by nobody here and is open.
    """
    if person.is_one_of("supervisor") or state in SETTLED_STATES:
        return True
    return person.name in authors or not any(authors)
