"""What was there before: the finished entry of a station, and what happened to its tally, by whom and when."""

import datetime
from collections.abc import Mapping

import msgspec

from electdesk.columns import ContestColumns
from electdesk.columns.heads import decode_body
from electdesk.domain.figures import BLANK
from electdesk.domain.records import Entry
from electdesk.domain.states import current_papers
from electdesk.qtmodels.entry.sheet import Sheet
from electdesk.services.queries.findings import TWIN
from electdesk.services.queries.history import records_of
from electdesk.services.queries.seen import may_see_row
from electdesk.services.region import Region
from electdesk.services.visibility import HIDDEN


class Earlier(msgspec.Struct, frozen=True):
    """The entry of the station's current paper: its record and revision (id), and its figures."""

    record: str
    revision: str
    entry: Entry


class HistoryLine(msgspec.Struct, frozen=True):
    """One step of a tally: when (the region's clock), the command that did it, who, and the reason given."""

    at: datetime.datetime
    command: str
    by: str
    reason: str


def earlier_of(region: Region, columns: ContestColumns, row: int) -> Earlier | None:
    """The newest typed or imported entry of the current paper, None where there is none (a phoned one does not count)."""
    papers = current_papers(columns.papers.get(row, {}))
    if len(papers) != 1:
        return None
    for stored in reversed(region.store.rows(columns.entry_seqs.get(row, ()))):
        body = decode_body(stored.revision)
        if isinstance(body, Entry) and body.paper == papers[0] and body.source != "phone":
            return Earlier(stored.revision.record, stored.id, body)
    return None


def figures_on(sheet: Sheet, entry: Entry, columns: ContestColumns) -> list[int]:
    """An entry's figures as a row of the sheet; of an older edition by line id."""
    form = columns.form if entry.form == columns.form.key else columns.editions[entry.form]
    known = {line.id: figure for line, figure in zip(form.lines, entry.lines, strict=True)} | entry.votes
    return [known.get(line.id, BLANK) for line in sheet.lines]


def confirmed_as_shown(confirmed: Mapping[str, str]) -> dict[str, str]:
    """What an entry has confirmed, also under the keys of findings in which the other station is not named to the person who looks."""
    shown = dict(confirmed)
    for key, reason in confirmed.items():
        code, *sides, _other, lines = key.split("|")
        if code == TWIN:
            shown["|".join((code, *sides, HIDDEN, lines))] = reason
    return shown


def may_read(region: Region, columns: ContestColumns, row: int) -> bool:
    """Whether the person at work may see the figures of this tally."""
    return may_see_row(region, columns, row)


def history_of(region: Region, columns: ContestColumns, row: int) -> list[HistoryLine]:
    """What was done to the entries, papers and decision of a station in this contest, newest first; also what was taken back or undone.

    A reason is a person's own words and may name numbers: where the figures of the tally may not be seen yet, that of another is left out.
    """
    seen: dict[int, HistoryLine] = {}
    hidden = not may_read(region, columns, row)
    for record in records_of(region, columns, row):
        for commit, _ in region.store.history(record):
            made = commit.commit
            reason = "" if hidden and made.author != region.person.name else made.reason
            seen[commit.seq] = HistoryLine(region.local(made.at), made.command, made.author, reason)
    return [seen[seq] for seq in sorted(seen, reverse=True)]
