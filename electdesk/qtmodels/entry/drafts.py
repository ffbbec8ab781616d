"""The drafts of the person at work, by the rows of the register."""

import msgspec

from electdesk.services.drafts import Draft, saved_drafts
from electdesk.services.region import Region


class KeptDraft(msgspec.Struct, frozen=True):
    """A draft with its place: who, which station (row of the register), which contest (record id), when (UTC)."""

    person: str
    row: int
    contest: str
    saved_at: str
    draft: Draft


def kept_drafts(region: Region) -> list[KeptDraft]:
    """The drafts of the person at work, newest first; those of stations that are gone are left out."""
    row_of = region.columns.register.row_of
    found = [
        KeptDraft(kept.person, row_of[kept.station], kept.contest, kept.saved_at, kept.draft)
        for kept in saved_drafts(region)
        if kept.person == region.person.name and kept.station in row_of
    ]
    return sorted(found, key=lambda kept: kept.saved_at, reverse=True)


def draft_for(region: Region, station: str, contest: str) -> KeptDraft | None:
    """The person's draft for a station (record id), also one that another session left; None where there is none."""
    row = region.columns.register.row_of[station]
    return next((kept for kept in kept_drafts(region) if (kept.row, kept.contest) == (row, contest)), None)
