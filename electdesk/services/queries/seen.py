"""Whose numbers the person at work may see, station by station: ``services.visibility`` asked of the columns."""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from electdesk.columns import Basis, ContestColumns
from electdesk.domain.states import State
from electdesk.services.roles import may_decide, refuse_read
from electdesk.services.visibility import SETTLED_STATES, may_see

if TYPE_CHECKING:
    from electdesk.services.region import Region


def may_see_row(region: "Region", columns: ContestColumns, row: int) -> bool:
    """Whether the person may see the numbers that speak for one station."""
    return may_see(region.person, State(int(columns.state[row])), columns.authors(row), columns.mode)


def may_see_entry(region: "Region", columns: ContestColumns, row: int, by: str) -> bool:
    """Whether the person may see one entry's numbers, whether it speaks for the station or not. ``by``: who typed it, "" for a file."""
    return may_see(region.person, State(int(columns.state[row])), (by,), columns.mode)


def seen_basis(region: "Region", basis: Basis) -> Basis:
    """The basis whose totals the person may see: sums over unsettled entries would tell one of them in a district of one."""
    refuse_read(region.person, "totals")
    return "settled" if basis == "preliminary" and not may_decide(region.person) else basis


def seen_rows(region: "Region", columns: ContestColumns) -> npt.NDArray[np.bool_]:
    """For every station whether the person may see its numbers. Only entered and unsettled stations are looked at singly."""
    seen = np.isin(columns.state, [int(state) for state in SETTLED_STATES])
    if may_decide(region.person):
        seen[:] = True
        return seen
    unsettled = ~seen
    seen[:] = True
    for row in columns.entry_seqs:
        if unsettled[row]:
            seen[row] = may_see_row(region, columns, row)
    return seen
