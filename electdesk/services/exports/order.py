"""The order of the rows of a file: district by district, so that the stations of each stand together and can be added up as one range."""

from typing import TYPE_CHECKING

import msgspec
import numpy as np
import numpy.typing as npt

from electdesk.domain.records.names import in_language
from electdesk.services.queries.progress import districts_above, top_districts

if TYPE_CHECKING:
    from electdesk.services.region import Region


class Order(msgspec.Struct, frozen=True):
    """``rows``: the rows of the register in the file's order. ``blocks``: district (record id, "-" for none) → first place and how many."""

    rows: npt.NDArray[np.int64]
    blocks: dict[str, tuple[int, int]]


def by_district(region: "Region") -> Order:
    """The stations by district as the register orders these, and by number within each; those of no district last."""
    register = region.columns.register
    tops = top_districts(region)
    above = districts_above(region)
    # One place more than there are areas: that of stations in none.
    place_of = np.full(len(register.area_ids) + 1, len(tops), np.int64)
    for at, record in enumerate(tops):
        place_of[above[record]] = at
    places = place_of[register.area]
    rows = np.argsort(places, kind="stable").astype(np.int64)
    counts = np.bincount(places, minlength=len(tops) + 1).tolist()
    blocks: dict[str, tuple[int, int]] = {}
    first = 0
    for record, count in zip((*tops, "-"), counts, strict=True):
        if count:
            blocks[record] = (first, count)
        first += count
    return Order(rows, blocks)


def district_names(region: "Region", language: str) -> list[str]:
    """The name of each area by its place in the register; "" last, for stations in none."""
    register = region.columns.register
    return [*(in_language(register.areas[area].name, language) for area in register.area_ids), ""]
