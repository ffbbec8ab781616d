"""The areas in which stations lie: districts, cities and what they lie in."""

from typing import TYPE_CHECKING

import msgspec

from electdesk.domain.errors import ClerkError
from electdesk.domain.figures import LARGEST_COUNT
from electdesk.domain.records import Area
from electdesk.services.commands.base import Command, handles
from electdesk.services.unit_of_work import ChangeSet

if TYPE_CHECKING:
    from electdesk.services.region import Region


class AddArea(Command, frozen=True):
    """Add a district or city. ``parent``: record id or one of the names of the area above, "" = the region itself."""

    name: dict[str, str]
    parent: str = ""
    kind: str = "district"
    code: str = ""


class ChangeArea(Command, frozen=True):
    """Change an area (record id, code or one of its names). Fields left out stay as they are."""

    area: str
    reason: str = ""
    name: dict[str, str] | None = None
    parent: str | None = None
    kind: str | None = None
    code: str | None = None
    order: int | None = None


@handles(AddArea)
def add_area(region: "Region", command: AddArea) -> ChangeSet:
    areas = region.columns.register.areas
    top = next((record for record in region.columns.register.area_ids if areas[record].kind == "region"), "")
    body = Area(
        name=command.name,
        kind=command.kind.strip() or "district",
        parent=find_area(region, command.parent) if command.parent else top,
        code=command.code.strip(),
        order=max((area.order for area in areas.values()), default=0) + 1,
    )
    _refuse_namesake(region, body)
    unit = region.unit("AddArea")
    unit.put(body)
    return unit.commit()


@handles(ChangeArea)
def change_area(region: "Region", command: ChangeArea) -> ChangeSet:
    record = find_area(region, command.area)
    areas = region.columns.register.areas
    given = {name: value for name in ("name", "kind", "code", "order") if (value := getattr(command, name)) is not None}
    body: Area = msgspec.structs.replace(areas[record], **given)
    if command.order is not None and not 0 <= command.order <= LARGEST_COUNT:
        raise ClerkError("not_a_count", line="order", value=command.order, reason="negative" if command.order < 0 else "too_large")
    if command.parent is not None:
        parent = find_area(region, command.parent) if command.parent else ""
        above = parent
        while above and above != record:
            above = areas[above].parent if above in areas else ""
        if above == record:
            raise ClerkError("area_inside_itself", area=command.area)
        body = msgspec.structs.replace(body, parent=parent)
    if (body.name, body.parent) != (areas[record].name, areas[record].parent):
        _refuse_namesake(region, body, record)
    unit = region.unit("ChangeArea", command.reason)
    unit.put(body, record)
    return unit.commit()


def _refuse_namesake(region: "Region", body: Area, record: str = "") -> None:
    """Names tell the areas inside one area apart: imports and people find them by name."""
    own = {name.strip().casefold() for name in body.name.values() if name.strip()}
    if not own:
        raise ClerkError("area_name_wanted")
    for other, area in region.columns.register.areas.items():
        if other != record and area.parent == body.parent and own & {name.strip().casefold() for name in area.name.values()}:
            raise ClerkError("area_exists", area=body.name)


def find_area(region: "Region", name: str) -> str:
    """The record id of an area by id, code or one of its names. Raises ClerkError("area_unknown")."""
    areas = region.columns.register.areas
    if name in areas:
        return name
    wanted = name.strip().casefold()
    for record, area in areas.items():
        if wanted and (name.strip() == area.code or wanted in (text.strip().casefold() for text in area.name.values())):
            return record
    raise ClerkError("area_unknown", area=name)
