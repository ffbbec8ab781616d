"""What is added to an incident: a note, evidence, a link; and who reported it, as a personal record that can be erased."""

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from electdesk.domain.errors import ClerkError
from electdesk.domain.records.complainant import Complainant
from electdesk.domain.records.incident_step import Evidence
from electdesk.services.commands.base import Command, find_contest, handles
from electdesk.services.commands.contacts import LONGEST_PHONE, MOST_PHONES, are_phones, tidy_phones
from electdesk.services.commands.incidents import find_incident, put_step
from electdesk.services.unit_of_work import ChangeSet

if TYPE_CHECKING:
    from electdesk.services.region import Region


class NoteIncident(Command, frozen=True):
    """Add to an incident: a text, the number of an act (``document``), ``files`` (paths; copied beside the region file), or a link.

    ``follows``: the incident that this one follows up. ``tally`` True links the station's tally of ``contest``.
    """

    incident: str
    text: str = ""
    document: str = ""
    files: tuple[str, ...] = ()
    follows: str = ""
    tally: bool = False
    contest: str = ""


class AddComplainant(Command, frozen=True):
    """Note who reported an incident. Kept apart and sealed: ``ErasePersonal`` takes it out of the file. A name or a phone is needed."""

    incident: str
    name: str = ""
    phones: tuple[str, ...] = ()
    note: str = ""


class ChangeComplainant(Command, frozen=True):
    """Change who reported an incident (record id of the complainant). Fields left out stay as they are."""

    complainant: str
    name: str | None = None
    phones: tuple[str, ...] | None = None
    note: str | None = None


@handles(NoteIncident)
def note_incident(region: "Region", command: NoteIncident) -> ChangeSet:
    record, body = find_incident(region, command.incident)
    text, document = command.text.strip(), " ".join(command.document.split())
    if not (text or document or command.files or command.follows.strip() or command.tally):
        raise ClerkError("nothing_to_note", incident=body.number)
    link, other = "", ""
    if command.follows.strip():
        other, _ = find_incident(region, command.follows)
        link = "follow_up"
        if other == record:
            raise ClerkError("follows_itself", incident=body.number)
    elif command.tally:
        if not body.station:
            raise ClerkError("no_station_to_link", incident=body.number)
        link, other = "tally", find_contest(region, command.contest).record
    evidence = _evidence(region, document, command.files)
    unit = region.unit("NoteIncident")
    put_step(unit, region, record, "note", why=text, evidence=evidence, link=link, other=other)
    return unit.commit()


@handles(AddComplainant)
def add_complainant(region: "Region", command: AddComplainant) -> ChangeSet:
    record, _ = find_incident(region, command.incident)
    body = Complainant(
        incident=record,
        name=" ".join(command.name.split()),
        phones=tidy_phones(command.phones),
        note=command.note.strip(),
    )
    _refuse_wrong(body)
    unit = region.unit("AddComplainant")
    unit.put(body)
    return unit.commit()


@handles(ChangeComplainant)
def change_complainant(region: "Region", command: ChangeComplainant) -> ChangeSet:
    body: Complainant | None = region.columns.records.bodies["complainant"].get(command.complainant)
    if body is None:
        raise ClerkError("complainant_unknown")
    if command.name is not None:
        body = msgspec.structs.replace(body, name=" ".join(command.name.split()))
    if command.phones is not None:
        body = msgspec.structs.replace(body, phones=tidy_phones(command.phones))
    if command.note is not None:
        body = msgspec.structs.replace(body, note=command.note.strip())
    _refuse_wrong(body)
    unit = region.unit("ChangeComplainant")
    unit.put(body, command.complainant)
    return unit.commit()


def _refuse_wrong(body: Complainant) -> None:
    """Raises ClerkError without a word of what was typed: errors are written where phones must not stand."""
    if not body.name and not body.phones:
        raise ClerkError("complainant_empty")
    if not are_phones(body.phones):
        raise ClerkError("phone_wrong", count=MOST_PHONES, limit=LONGEST_PHONE)


def _evidence(region: "Region", document: str, files: tuple[str, ...]) -> tuple[Evidence, ...]:
    """The document and the files, which are beside the region file when this returns: before the record that names them."""
    if not files:
        return (Evidence(document),) if document else ()
    store = region.store
    if store.read_only:
        raise ClerkError("file_read_only", file=store.path, reason=store.read_only_reason, holder=store.holder)
    kept = [store.evidence.keep(Path(file)) for file in files]
    return tuple(Evidence(document, each.name, each.sha256, each.size) for each in kept)
