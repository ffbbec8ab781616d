"""Whose numbers the person at work may see, station by station: ``services.visibility`` asked of the columns."""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from electdesk.columns import ContestColumns
from electdesk.domain.states import State
from electdesk.services.visibility import SETTLED_STATES, may_see

if TYPE_CHECKING:
    from electdesk.services.region import Region


def may_see_row(region: "Region", columns: ContestColumns, row: int, by: str = "") -> bool:
    """Whether the person may see the numbers of one station. ``by``: who typed those in question, where they no longer stand."""
    authors = columns.authors(row)
    return may_see(region.person, State(int(columns.state[row])), (*authors, by) if by else authors)


def seen_rows(region: "Region", columns: ContestColumns) -> npt.NDArray[np.bool_]:
    """For every station whether the person may see its numbers. Only entered and unsettled stations are looked at singly."""
    seen = np.isin(columns.state, [int(state) for state in SETTLED_STATES])
    if may_see(region.person, State.FIRST_ENTRY, ("somebody else",)):
        seen[:] = True
        return seen
    unsettled = ~seen
    seen[:] = True
    for row in columns.entry_seqs:
        if unsettled[row]:
            seen[row] = may_see_row(region, columns, row)
    return seen
