"""Drafts: what a person has typed and not finished. One for each person, station and contest; kept by park, crash and lock."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from electdesk.columns.contest import ContestColumns
from electdesk.domain.figures import BLANK
from electdesk.services.ports import DraftRow
from electdesk.services.roles import refuse_nobody

if TYPE_CHECKING:
    from electdesk.services.region import Region


class Draft(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """``figures`` by line or choice id (marks as in ``domain.figures``); ``confirmed``: finding key → reason.

    ``parked``: why it was put aside, "" if it was not. ``corrects`` is the revision id of the entry that is being corrected, "" for a first
    entry; ``reason`` belongs to the correction. ``source``: "paper" or "phone", so that phoned figures do not come back as those of
    a paper. ``returned``: why a supervisor gave the entry back, "" for a draft of one's own.
    ``notes``: line or choice id → the note beside it.
    """

    figures: dict[str, int]
    form: str
    confirmed: dict[str, str] = {}
    parked: str = ""
    corrects: str = ""
    reason: str = ""
    refused_keys: int = 0
    source: str = "paper"
    returned: str = ""
    notes: dict[str, str] = {}


class SavedDraft(msgspec.Struct, frozen=True):
    """A draft with its place: who, which station (record id), which contest (record id), when (UTC)."""

    person: str
    station: str
    contest: str
    saved_at: str
    draft: Draft


def save_draft(region: "Region", station: str, contest: str, draft: Draft) -> None:
    """Write the draft of the person at work; durable when this returns. Raises ClerkError("nobody_logged_in"), and as ``Store.save_draft``."""
    refuse_nobody(region.person)
    row = DraftRow(region.person.name, station, contest, msgspec.json.encode(draft), region.now_text())
    region.store.save_draft(row)


def save_draft_for(region: "Region", person: str, station: str, contest: str, draft: Draft) -> None:
    """Write a draft for a colleague; durable when this returns."""
    region.store.save_draft(DraftRow(person, station, contest, msgspec.json.encode(draft), region.now_text()))


def draft_rows(region: "Region") -> list[DraftRow]:
    """Every draft of the file as it is stored."""
    return region.store.drafts()


def drop_draft(region: "Region", station: str, contest: str) -> None:
    """Remove the draft of the person at work."""
    refuse_nobody(region.person)
    region.store.drop_draft(region.person.name, station, contest)


def saved_drafts(region: "Region") -> list[SavedDraft]:
    """Every draft of the file, oldest first; those whose bytes cannot be read are left out. Those of others come without what they typed."""
    refuse_nobody(region.person)
    found = []
    for row in region.store.drafts():
        try:
            draft = msgspec.json.decode(row.body, type=Draft)
        except msgspec.DecodeError:
            continue
        if row.person != region.person.name:
            draft = msgspec.structs.replace(draft, figures={}, confirmed={}, notes={})
        found.append(SavedDraft(row.person, row.station, row.contest, row.saved_at, draft))
    return found


def draft_of(region: "Region", station: str, contest: str) -> Draft | None:
    """The draft of the person at work for a station, None where there is none."""
    refuse_nobody(region.person)
    for saved in saved_drafts(region):
        if (saved.person, saved.station, saved.contest) == (region.person.name, station, contest):
            return saved.draft
    return None


def figures_of(columns: ContestColumns, draft: Draft) -> list[int]:
    """A draft's figures as a row of the contest's columns."""
    return [draft.figures.get(column, BLANK) for column in columns.columns]


def figures_by_id(columns: ContestColumns, row: Sequence[int]) -> dict[str, int]:
    """A row of the contest's columns as a draft keeps it: blanks left out."""
    return {column: figure for column, figure in zip(columns.columns, row, strict=True) if figure != BLANK}
