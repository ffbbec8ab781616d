"""The checks on figures that are not in the ledger yet: a draft while it is typed, an entry about to be finished."""

from collections.abc import Sequence

import numpy as np

from electdesk.columns import ContestColumns
from electdesk.columns.panel import RowsPanel
from electdesk.columns.twins import TWIN_BALLOTS
from electdesk.domain.checks import findings_by_row
from electdesk.domain.figures import BLANK
from electdesk.domain.findings import Finding
from electdesk.services.unseen import ALL_SEEN, Unseen
from electdesk.services.visibility import HIDDEN


def relation_findings(columns: ContestColumns, row: int, figures: Sequence[int], unseen: Unseen = ALL_SEEN) -> list[Finding]:
    """The form's relations on the figures of one station (the contest's columns). A few microseconds a relation: made for each key press."""
    at = np.array([row], dtype=np.int64)
    external = (
        {name: int(amounts[0]) for name, amounts in columns.external(at, unseen.contests).items()}
        if columns.checks.externals
        else {}
    )
    return columns.checks.check_one(figures, external)


def house_findings(columns: ContestColumns, row: int, figures: Sequence[int], unseen: Unseen = ALL_SEEN) -> list[Finding]:
    """The checks beyond the form, as if these figures stood in the columns; without the station's own figures in the district's sums."""
    at = np.array([row], dtype=np.int64)
    matrix = np.array([figures], dtype=np.int64)
    around = columns.panel(at)
    width = len(columns.form.lines)
    twin = ""
    if int(np.maximum(matrix[0, width:], 0).sum()) >= TWIN_BALLOTS:
        twin = _twin(columns, columns.twins_of_figures(matrix[0], row), unseen)
    panel = RowsPanel(
        columns.form,
        columns.checks,
        columns.choice_ids,
        matrix,
        around.voters,
        around.last_turnout,
        around.district_votes,
        around.district_stations,
        [twin],
        columns.thresholds,
        [
            (sibling.contest.code, sibling.checks, sibling.figures[at])
            for sibling in columns.siblings
            if sibling.record not in unseen.contests
        ],
    )
    return findings_by_row(panel, columns.form.checks.off).get(0, [])


def _twin(columns: ContestColumns, twins: Sequence[int], unseen: Unseen) -> str:
    """The number of a twin, ``HIDDEN`` where it may not be named, "" where there is none."""
    shown = [row for row in twins if not unseen.hides(row)]
    return columns.register.stations[shown[0]].number if shown else HIDDEN if twins else ""


def draft_findings(columns: ContestColumns, row: int, figures: Sequence[int], unseen: Unseen = ALL_SEEN) -> list[Finding]:
    """Everything the checks find in the figures: the form's relations first, then the checks beyond the form.

    Those beyond the form are asked for once every figure is there: half a protocol has no twin and no turnout.
    """
    found = relation_findings(columns, row, figures, unseen)
    if BLANK in figures and any(finding.code == "BLANK" for finding in found):
        return found
    return found + house_findings(columns, row, figures, unseen)
