"""What the station table reads beside the columns: parked drafts; and how districts are found by what people call them."""

from typing import TYPE_CHECKING

from electdesk.services.drafts import saved_drafts
from electdesk.services.roles import refuse_read

if TYPE_CHECKING:
    from electdesk.services.region import Region


def parked_drafts(region: "Region", contest: str) -> dict[int, str]:
    """Row of the register → why its entry was put aside, for the drafts of one contest by anybody."""
    refuse_read(region.person, "stations")
    row_of = region.columns.register.row_of
    return {
        row_of[saved.station]: saved.draft.parked
        for saved in saved_drafts(region)
        if saved.contest == contest and saved.draft.parked and saved.station in row_of
    }


def areas_named(region: "Region", name: str) -> list[str]:
    """The record ids of the areas with this record id, code, or name in any language; letters may be large or small."""
    return region.columns.register.areas_named(name)
