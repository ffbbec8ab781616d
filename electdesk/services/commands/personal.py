"""Erasing what a file knows of persons: the one command that takes bytes out of the ledger's reach. Two people stand for it."""

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from electdesk.domain.errors import ClerkError
from electdesk.domain.records import KINDS
from electdesk.services.commands.base import Command, handles, wanted
from electdesk.services.ports import Keeper
from electdesk.services.unit_of_work import ChangeSet

if TYPE_CHECKING:
    from electdesk.services.region import Region


class ErasePersonal(Command, frozen=True):
    """Erase the bodies of all states of records of personal kinds, for good: it cannot be undone. ``witness``: the name of a second person.

    That a record existed, who wrote it when, and who erased it with which reason stays in the ledger: the reason must name nobody.
    Backup copies made before still hold what was erased: ``copies_still_holding`` names them.
    """

    records: tuple[str, ...]
    witness: str
    reason: str


@handles(ErasePersonal)
def erase_personal(region: "Region", command: ErasePersonal) -> ChangeSet:
    witness, reason = " ".join(command.witness.split()), wanted(command.reason, "reason")
    author = " ".join(region.person.name.split())
    if not author or not witness or author.casefold() == witness.casefold():
        raise ClerkError("witness_wanted", person=author)
    records = tuple(dict.fromkeys(command.records))
    if not records:
        raise ClerkError("not_personal", record="")
    kind_of = region.columns.records.kind_of
    for record in records:
        if record not in kind_of or not KINDS[kind_of[record]].personal:
            raise ClerkError("not_personal", record=record)
    unit = region.unit("ErasePersonal", reason, witness=witness)
    for record in records:
        unit.erase(record, reason)
    return unit.commit()


def copies_still_holding(region: "Region", keeper: Keeper, records: Collection[str]) -> list[Path]:
    """The dated backups that still hold a body of these records, newest first: to be deleted by hand, or kept under lock."""
    revisions = {revision for record in records for revision, _ in region.store.lineage(record)}
    return keeper.copies_holding(revisions)
