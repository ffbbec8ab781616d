"""What the checks of a form that is being typed know of the world outside it: register, turnout, other contests, other stations."""

import numpy as np

from electdesk.columns import ContestColumns
from electdesk.qtmodels.entry.tally_form import TallyFormModel
from electdesk.services.draft_checks import house_findings
from electdesk.services.region import Region
from electdesk.services.unseen import unseen_by


def look_outside(model: TallyFormModel, region: Region, columns: ContestColumns) -> None:
    """Tell a form what stands elsewhere now, without anything that the person at work may not see."""
    sheet = model.sheet
    unseen = unseen_by(region, columns, sheet.row)
    at = np.array([sheet.row], dtype=np.int64)
    known = columns.external(at, unseen.contests).items() if sheet.checks.externals else ()
    model.external = {name: int(amounts[0]) for name, amounts in known}
    model.beyond_form = lambda figures: house_findings(columns, sheet.row, sheet.as_columns(columns, figures), unseen)
