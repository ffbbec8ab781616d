"""Everything that leaves the program in one file. Reads the columns, so it runs where they belong; the rows are made later, anywhere."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import electdesk
from electdesk.columns import BASES, Basis, ContestColumns
from electdesk.domain.errors import ClerkError
from electdesk.services.exports.about import about_table, notes_of
from electdesk.services.exports.corrections import corrections_table
from electdesk.services.exports.findings import findings_table
from electdesk.services.exports.order import by_district
from electdesk.services.exports.progress import progress_table
from electdesk.services.exports.stations import stations_table
from electdesk.services.exports.tables import Export, Table
from electdesk.services.exports.tallies import tallies_table
from electdesk.services.exports.totals import totals_table
from electdesk.services.exports.turnout import turnout_table
from electdesk.services.roles import may_decide, refuse_nobody

if TYPE_CHECKING:
    from electdesk.services.region import Region

OnStep = Callable[[int, int], bool]
"""Told how far long work is (made, of); says False once it should stop."""


def refuse_basis(region: "Region", basis: str) -> Basis:
    """The basis, checked: only settled figures leave the file unless whoever decides asks for more.

    Raises ClerkError: level_unknown, export_unsettled, nobody_logged_in.
    """
    refuse_nobody(region.person)
    found = next((known for known in BASES if known == basis), None)
    if found is None:
        raise ClerkError("level_unknown", level=basis, known=list(BASES))
    if found == "preliminary" and not may_decide(region.person):
        raise ClerkError("export_unsettled")
    return found


def gather(region: "Region", basis: str, language: str, on_step: OnStep = lambda made, of: True) -> Export | None:
    """All tables of the region in a basis; None where ``on_step`` asked to stop. Raises ClerkError as ``refuse_basis``."""
    chosen = refuse_basis(region, basis)
    contests = list(region.columns.contests.values())
    for columns in contests:
        columns.refresh()
    order = by_district(region)
    common = notes_of(region, chosen)
    steps: list[Callable[[], Table]] = [lambda: stations_table(region, order, language, common)]

    if region.columns.turnout.slots:
        steps.append(lambda: turnout_table(region, order, language, common))

    def of_contest(columns: ContestColumns) -> None:
        notes = notes_of(region, chosen, columns)
        steps.append(lambda: tallies_table(region, columns, chosen, order, language, notes))
        steps.append(lambda: totals_table(region, columns, chosen, order, language, notes))

    for columns in contests:
        of_contest(columns)
    steps += [
        lambda: findings_table(region, contests, chosen, order, language, common),
        lambda: corrections_table(region, contests, chosen, order, language, common),
        lambda: progress_table(region, contests, language, common),
        lambda: about_table(region, contests, chosen, language),
    ]
    made: list[Table] = []
    for step in steps:
        if not on_step(len(made), len(steps)):
            return None
        made.append(step())
    return Export(
        tables=tuple(made),
        region=region.store.region_id,
        name=region.columns.set_up.region,
        is_test=region.is_test,
        basis=chosen,
        language=language,
        fingerprint=region.store.fingerprint,
        made_at=region.on_its_clock(region.clock.now()).replace(tzinfo=None, microsecond=0),
        utc_offset=region.columns.set_up.utc_offset,
        version=electdesk.__version__,
    )
