"""What a sample region is made of: the data file of resources/samples, read and checked for its shape."""

import tomllib
from typing import Final, Literal

import msgspec

from electdesk.domain.errors import ClerkError
from electdesk.domain.records.names import Names
from electdesk.paths import resources_dir

NAMES: Final = ("vko-2011",)


class Unit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A city or district. ``voters`` and ``stations`` are exact in the sample; ``entered`` of its stations have a typed protocol.

    ``russian_names``: how many of 100 villages bear a Russian name.
    """

    code: str
    kind: Literal["city", "district"]
    name: Names
    centre: Names
    stations: int
    voters: int
    entered: int
    russian_names: int


class Candidate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A name on the ballot with its invented share of the votes, in thousandths."""

    name: Names
    share: int


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of building with its type of station; ``name`` holds {n} (running number) or {place} (centre or village)."""

    where: Literal["city", "centre", "village"]
    type: str
    weight: int
    name: Names


class Villages(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Village names to draw from: a first part followed by a second, or a whole (Russian) name."""

    first: tuple[Names, ...]
    second: tuple[Names, ...]
    whole: tuple[Names, ...]


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Notes, reasons and documents that the people of the sample wrote."""

    notes: tuple[str, ...]
    confirmed: tuple[str, ...]
    parked: tuple[str, ...]
    retyped: str
    corrected_reason: str
    corrected_document: str
    as_paper_reason: str
    as_paper_document: str
    annulled_reason: str
    annulled_document: str
    reopened: str
    opened_late: str
    ended_early: str


class Facts(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"units": "unit", "candidates": "candidate", "places": "place"}
):
    """A whole data file."""

    form: str
    day: str
    utc_offset: int
    opens: str
    closes: str
    turnout_slots: tuple[str, ...]
    region: Names
    commission: Names
    election: Names
    operators: tuple[str, ...]
    supervisor: str
    words: Words
    candidates: tuple[Candidate, ...]
    places: tuple[Place, ...]
    villages: Villages
    units: tuple[Unit, ...]


def read_facts(name: str) -> Facts:
    """The data of a sample by its name. Raises ClerkError("sample_unknown") with ``name`` and ``known``."""
    if name not in NAMES:
        raise ClerkError("sample_unknown", name=name, known=list(NAMES))
    path = resources_dir() / "samples" / f"{name}.toml"
    return msgspec.convert(tomllib.loads(path.read_text("utf-8")), Facts)
