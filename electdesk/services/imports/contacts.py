"""The columns of a list of stations that say whom to call. What they hold is personal: it is never part of a message."""

import re
from collections.abc import Callable, Sequence
from typing import Final

import msgspec

from electdesk.columns import RegionColumns
from electdesk.domain.records.contact import Contact
from electdesk.services.imports.plan import PlannedRecord
from electdesk.services.imports.recognise import Recognised
from electdesk.services.imports.rows import plain_texts

_COLUMNS: Final = {
    "chair": ("chair", "chair_phone"),
    "deputy": ("deputy", "deputy_phone"),
    "secretary": ("secretary", "secretary_phone"),
    "other": ("contact", "phone"),
}
"""Role → the columns of its name and its phones."""
_BETWEEN: Final = re.compile(r"[,;/\n]|\s{3,}")


class ContactColumns:
    """The contacts of each row of a list of stations. An empty cell says nothing and changes nothing."""

    def __init__(self, region: RegionColumns, found: Recognised, rows: Sequence[list[str]]) -> None:
        columns = {role: [found.column(target) for target in targets] for role, targets in _COLUMNS.items()}
        if columns["chair"][0] >= 0 and columns["chair"][1] < 0 and columns["other"][0] < 0:
            # A column "phone" beside the chair's name is the chair's phone.
            columns["chair"][1], columns["other"][1] = columns["other"][1], -1
        self._cells = {
            role: (plain_texts(rows, name), plain_texts(rows, phones))
            for role, (name, phones) in columns.items()
            if max(name, phones) >= 0
        }
        self._known: dict[tuple[str, str], list[tuple[str, Contact]]] = {}
        if self._cells:
            for record, contact in region.records.bodies["contact"].items():
                self._known.setdefault((contact.station, contact.role), []).append((record, contact))

    def __bool__(self) -> bool:
        return bool(self._cells)

    def planned(self, row: int, number: int, station: str, new_id: Callable[[], str]) -> list[PlannedRecord]:
        """The contacts of a row that are new or differ; ``number`` is the row's own in the file, ``station`` the station's record id."""
        made = []
        for role, (names, phones) in self._cells.items():
            name = " ".join(names[row].split())
            numbers = tuple(dict.fromkeys(" ".join(part.split()) for part in _BETWEEN.split(phones[row]) if part.strip()))
            if not name and not numbers:
                continue
            record, before = self._meet(station, role, name)
            body = before or Contact(station=station, role=role)
            # Somebody else does not answer the phones of whoever held the office before.
            kept = () if name and body.name and name.casefold() != body.name.casefold() else body.phones
            body = msgspec.structs.replace(body, name=name or body.name, phones=numbers or kept)
            if body != before:
                made.append(PlannedRecord("contact", record or new_id(), body, before, number))
        return made

    def _meet(self, station: str, role: str, name: str) -> tuple[str, Contact | None]:
        """The contact that a row speaks of: of that role and name, or the only one of its role where either names nobody else."""
        known = self._known.get((station, role), [])
        same = [(record, contact) for record, contact in known if contact.name.casefold() == name.casefold()]
        if not same and len(known) == 1 and (role != "other" or not name or not known[0][1].name):
            same = known
        return same[0] if same else ("", None)
