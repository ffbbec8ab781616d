"""Whom to call about a station: for those who call, and for nobody else."""

from typing import TYPE_CHECKING

import msgspec

from electdesk.domain.records.contact import CONTACT_ROLES, Contact
from electdesk.services.commands.base import find_station
from electdesk.services.roles import may_read, refuse_read

if TYPE_CHECKING:
    from electdesk.services.region import Region


class StationContact(msgspec.Struct, frozen=True):
    """A contact with its record id."""

    record: str
    contact: Contact


def contacts_of(region: "Region", station: str, role: str = "") -> list[StationContact]:
    """The contacts of a station (record id, number, or "area / number"), the chair first; those of one ``role`` where it is named.

    [] for persons whose role does not call stations. Raises ClerkError as ``find_station`` does.
    """
    row = find_station(region, station)
    return contacts_by_station(region, role).get(region.columns.register.ids[row], [])


def contacts_by_station(region: "Region", role: str = "") -> dict[str, list[StationContact]]:
    """Station record id → its contacts, in one pass: for lists of many stations. As ``contacts_of`` says."""
    refuse_read(region.person, "stations")
    if not may_read(region.person, "contacts"):
        return {}
    found: dict[str, list[StationContact]] = {}
    for record, contact in region.columns.records.bodies["contact"].items():
        if not role or contact.role == role:
            found.setdefault(contact.station, []).append(StationContact(record, contact))
    places = {name: place for place, name in enumerate(CONTACT_ROLES)}
    for contacts in found.values():
        contacts.sort(key=lambda each: (places.get(each.contact.role, len(places)), each.contact.name, each.record))
    return found
