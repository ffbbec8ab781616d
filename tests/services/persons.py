"""A personal kind for tests, as the contacts of a commission will be one: it shows what the ledger promises of every such kind."""

from typing import Any, Final

import msgspec
import pytest

from electdesk.columns import heads
from electdesk.domain.records import KIND_OF, KINDS, Kind
from electdesk.ledger.merge import Rule
from electdesk.services.region import Region


class Person(msgspec.Struct, frozen=True, omit_defaults=True):
    """Somebody of a commission."""

    name: str
    phone: str = ""
    station: str = ""
    contest: str = ""


KIND: Final = "test-person"


def use_personal_kind(patch: pytest.MonkeyPatch) -> None:
    """Let the kind be known until the test ends. Before a region is opened."""
    kind = Kind(KIND, Person, Rule.DESCRIPTION, personal=True)  # type: ignore[arg-type]
    patch.setitem(KINDS, KIND, kind)
    patch.setitem(KIND_OF, Person, KIND)
    parts: list[tuple[str, Any]] = [("kind", str), ("record", str), ("parents", tuple[str, ...]), ("body", Person)]
    patch.setitem(heads._DECODERS, KIND, msgspec.json.Decoder(msgspec.defstruct("Head", parts, array_like=True)))


def put_person(region: Region, record: str, name: str, phone: str = "") -> None:
    """Write a state of a person."""
    unit = region.unit("TestPerson")
    unit.put(Person(name, phone), record)  # type: ignore[arg-type]
    unit.commit()


def persons_of(region: Region) -> dict[str, Any]:
    """Every person that the columns know."""
    return dict(region.columns.records.bodies[KIND])
