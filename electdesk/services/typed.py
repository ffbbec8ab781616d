"""The entries that stand of one paper, as commands need them: which there are, who typed them, which speaks."""

from typing import TYPE_CHECKING

import msgspec

from electdesk.columns.heads import decode_body
from electdesk.domain.errors import ClerkError
from electdesk.domain.records import Entry
from electdesk.domain.records.paper import ORIGINAL
from electdesk.domain.records.setup import LATER
from electdesk.domain.states import EntryHead, choose, current_papers
from electdesk.ledger.revision import content_id

if TYPE_CHECKING:
    from electdesk.columns import ContestColumns
    from electdesk.services.region import Region


class Typed(msgspec.Struct, frozen=True):
    """An entry that stands: record id, revision id, place in the store, body."""

    record: str
    revision: str
    seq: int
    body: Entry


def current_paper(columns: "ContestColumns", row: int) -> str:
    """The paper that counts. Raises ClerkError("papers_in_conflict") where two papers replace the same one."""
    current = current_papers(columns.papers.get(row, {}))
    if len(current) != 1:
        raise ClerkError("papers_in_conflict", station=columns.register.stations[row].number)
    return current[0] if current else ORIGINAL


def entries_of(region: "Region", columns: "ContestColumns", row: int, paper: str) -> list[Typed]:
    """The entries of a paper, oldest revision first, phoned ones included. Entries of which two states stand against each other are left out."""
    found = []
    for stored in region.store.rows(columns.entry_seqs.get(row, ())):
        body = decode_body(stored.revision)
        if isinstance(body, Entry) and body.paper == paper:
            found.append(Typed(stored.revision.record, stored.id, stored.seq, body))
    return sorted(found, key=lambda entry: entry.seq)


def typed_of(region: "Region", columns: "ContestColumns", row: int, paper: str) -> list[Typed]:
    """The entries of a paper that were typed from it or came from a file."""
    return [entry for entry in entries_of(region, columns, row, paper) if entry.body.source != "phone"]


def begun_at(region: "Region", entry: Typed) -> int:
    """The place of the first revision of an entry: of two entries the one that was there first is the first entry."""
    return region.store.history(entry.record)[0][1].seq


def in_order(region: "Region", entries: list[Typed]) -> list[Typed]:
    """Entries as they were first finished; a later correction moves none."""
    return sorted(entries, key=lambda entry: begun_at(region, entry))


def newest(entries: list[Typed]) -> Typed | None:
    """The newest entry that was typed or came from a file, else the newest phoned one."""
    typed = [entry for entry in entries if entry.body.source != "phone"]
    return (typed or entries or [None])[-1]  # type: ignore[list-item]


def speaking(region: "Region", columns: "ContestColumns", row: int) -> tuple[EntryHead | None, str]:
    """The entry that speaks for the station now and its revision id, (None, "") where none does."""
    stored = region.store.rows(columns.entry_seqs.get(row, ()))
    heads = [EntryHead(s.revision.record, content_id(s.revision.body), s.seq, decode_body(s.revision)) for s in stored]
    entry = choose(heads, columns.papers.get(row, {}), columns.mode, columns.figures_of).entry
    return entry, next((each.id for each in stored if entry is not None and each.seq == entry.seq), "")


def refuse_typist(region: "Region", columns: "ContestColumns", row: int, typed: list[Typed]) -> None:
    """Raises ClerkError("settler_typed") for somebody who typed one of the entries in question; who works alone is both."""
    name = region.person.name
    if columns.mode != LATER and any(entry.body.by == name and not entry.body.settles for entry in typed):
        raise ClerkError("settler_typed", station=columns.register.stations[row].number)


def places_that_differ(columns: "ContestColumns", typed: list[Typed]) -> tuple[int, ...]:
    """The places of the contest's columns where entries do not say the same, in the order of the form."""
    rows = [columns.figures_of(entry.body) for entry in typed]
    return tuple(place for place in range(len(columns.columns)) if len({row[place] for row in rows}) > 1)
