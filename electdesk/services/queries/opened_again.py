"""Stations that were whole when they were typed and open again: the form or the ballot has a line now that their entries do not know."""

from typing import TYPE_CHECKING

import msgspec

from electdesk.columns import ContestColumns
from electdesk.domain.figures import BLANK
from electdesk.domain.forms import BLANK_CODE
from electdesk.domain.records import Entry
from electdesk.services.roles import refuse_read
from electdesk.services.typed import speaking

if TYPE_CHECKING:
    from electdesk.services.region import Region


class OpenedAgain(msgspec.Struct, frozen=True):
    """A station (row of the register) and the lines and choices (ids) that came after its entries and are still to be copied from the paper."""

    row: int
    lines: tuple[str, ...]


def opened_again(region: "Region", columns: ContestColumns) -> list[OpenedAgain]:
    """Every such station of a contest, in the order of the register. It tells no number; a final tally among them stays final, marked."""
    refuse_read(region.person, "findings")
    found = []
    for row, findings in columns.all_findings().items():
        blank = {line for finding in findings if finding.code == BLANK_CODE for line in finding.lines}
        speaks = speaking(region, columns, row)[0] if blank else None
        later = _came_later(columns, speaks.body) & blank if speaks is not None and speaks.body is not None else set()
        if later:
            found.append(OpenedAgain(row, tuple(column for column in columns.columns if column in later)))
    return found


def _came_later(columns: ContestColumns, entry: Entry) -> set[str]:
    """The lines that the edition of an entry did not have, and the choices that it does not name."""
    form = columns.editions.get(entry.form, columns.form)
    known = {line.id for line in form.lines} | entry.votes.keys()
    figures = zip(columns.columns, columns.figures_of(entry), strict=True)
    return {column for column, figure in figures if figure == BLANK and column not in known}
