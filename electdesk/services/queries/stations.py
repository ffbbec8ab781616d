"""What the station table reads beside the columns: whose numbers the person may see, the totals of one station, parked drafts."""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from electdesk.columns import Basis, ContestColumns
from electdesk.domain.figures import BLANK
from electdesk.domain.states import State
from electdesk.services.drafts import saved_drafts
from electdesk.services.queries.totals import Unit, unit_of
from electdesk.services.visibility import SETTLED_STATES, may_see

if TYPE_CHECKING:
    from electdesk.services.region import Region


def may_see_row(region: "Region", columns: ContestColumns, row: int) -> bool:
    """Whether the person may see the numbers of one station."""
    return may_see(region.person, State(int(columns.state[row])), columns.authors(row))


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


def parked_drafts(region: "Region", contest: str) -> dict[int, str]:
    """Row of the register → why its entry was put aside, for the drafts of one contest by anybody."""
    row_of = region.columns.register.row_of
    return {
        row_of[saved.station]: saved.draft.parked
        for saved in saved_drafts(region)
        if saved.contest == contest and saved.draft.parked and saved.station in row_of
    }


def station_unit(region: "Region", columns: ContestColumns, row: int, basis: Basis) -> Unit:
    """The totals of one station, as ``totals(by="station")`` gives them; costs the same whatever the number of stations."""
    register = region.columns.register
    shown = bool(columns.counted[basis][row]) and may_see_row(region, columns, row)
    figures = columns.figures[row] if shown else np.full(len(columns.columns), BLANK, np.int64)
    annulled = columns.state[row] == State.ANNULLED
    final = bool(columns.counted["final"][row] or annulled)
    reported = int(bool(columns.counted[basis][row] or annulled))
    station = register.stations[row]
    return unit_of(columns, register.ids[row], station.name, station.number, 1, reported, int(annulled), final, figures)
