"""What may not be told while a draft is checked: numbers of unsettled entries of others, in other contests of the station and at other stations."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import msgspec

from electdesk.columns import ContestColumns
from electdesk.domain.states import State
from electdesk.services.roles import may_decide
from electdesk.services.visibility import may_see

if TYPE_CHECKING:
    from electdesk.services.region import Region


class Unseen(msgspec.Struct, frozen=True):
    """What the person at work may not see around a station: ``contests`` (record ids) of the same station, and other stations by their row."""

    contests: frozenset[str] = frozenset()
    hides: Callable[[int], bool] = lambda _row: False


ALL_SEEN: Final = Unseen()
"""For whoever decides, and where nobody looks on."""


def unseen_by(region: "Region", columns: ContestColumns, row: int) -> Unseen:
    """What the person at work may not see around a station: no finding on a draft tells a number of an unsettled entry of somebody else."""
    if may_decide(region.person):
        return ALL_SEEN

    def hides(contest: ContestColumns, at: int) -> bool:
        return not may_see(region.person, State(int(contest.state[at])), contest.authors(at), contest.mode)

    hidden = frozenset(sibling.record for sibling in columns.siblings if hides(sibling, row))
    return Unseen(hidden, lambda other: hides(columns, other))
