"""The draft of an entry as the page keeps it: the services' draft, and where its figures came from."""

import msgspec

from electdesk.domain.errors import ClerkError
from electdesk.services.drafts import Draft
from electdesk.services.ports import DraftRow
from electdesk.services.region import Region


class EntryDraft(Draft, frozen=True, omit_defaults=True, kw_only=True):
    """``source``: "paper" or "phone": figures that were phoned must not come back as those of a paper after a crash."""

    source: str = "paper"


class KeptDraft(msgspec.Struct, frozen=True):
    """A draft with its place: who, which station (row of the register), which contest (record id), when (UTC)."""

    person: str
    row: int
    contest: str
    saved_at: str
    draft: EntryDraft


def kept_drafts(region: Region) -> list[KeptDraft]:
    """The drafts of the person at work, newest first; those of stations that are gone, or that cannot be read, are left out."""
    found = []
    for kept in region.store.drafts():
        row = region.columns.register.row_of.get(kept.station)
        if row is None or kept.person != region.person.name:
            continue
        draft = _read(kept)
        if draft is not None:
            found.append(KeptDraft(kept.person, row, kept.contest, kept.saved_at, draft))
    return sorted(found, key=lambda kept: kept.saved_at, reverse=True)


def draft_for(region: Region, station: str, contest: str) -> KeptDraft | None:
    """The person's draft for a station (record id), also one that another session left; None where there is none."""
    row = region.columns.register.row_of[station]
    return next((kept for kept in kept_drafts(region) if (kept.row, kept.contest) == (row, contest)), None)


def _read(kept: DraftRow) -> EntryDraft | None:
    try:
        return msgspec.json.decode(kept.body, type=EntryDraft)
    except (msgspec.DecodeError, ClerkError):
        return None
