"""Undo and the named checkpoint: commands like any other."""

from typing import TYPE_CHECKING

from electdesk.columns.heads import decode_body
from electdesk.domain.errors import ClerkError
from electdesk.ledger.revision import is_withdrawn, read_revision
from electdesk.services.commands.base import Command, handles
from electdesk.services.ports import CommitRow
from electdesk.services.unit_of_work import ChangeSet

if TYPE_CHECKING:
    from electdesk.services.region import Region

NOT_UNDOABLE = frozenset({"", "NewRegion"})


class Undo(Command, frozen=True):
    """Take back one commit: each record gets the state it had before it, or is withdrawn. ``commit``: its place in the ledger, 0 = the last
    that changed anything. Refused as a whole where somebody went on from it."""

    commit: int = 0
    reason: str = ""


class SaveCheckpoint(Command, frozen=True):
    """Name the present state. Nothing needs saving: every command is on the disk when it returns."""

    name: str


def undoable(region: "Region") -> CommitRow | None:
    """The last commit that changed records and was not itself taken back, None where there is none."""
    undone: set[str] = set()
    for row in reversed(region.store.commits()):
        if row.commit.undoes:
            undone.add(row.commit.undoes)
            continue
        if row.id not in undone and row.commit.count and row.commit.command not in NOT_UNDOABLE:
            return row
    return None


@handles(Undo)
def undo(region: "Region", command: Undo) -> ChangeSet:
    rows = {row.seq: row for row in region.store.commits(max(command.commit - 1, 0))} if command.commit else {}
    target = rows.get(command.commit) if command.commit else undoable(region)
    if target is None or not target.commit.count or target.commit.command in NOT_UNDOABLE:
        raise ClerkError("nothing_to_undo")
    made = region.store.revisions_of(target.seq)
    heads = region.columns.records.heads
    gone_on = [row.revision.record for row in made if heads.get(row.revision.record) != (row.seq,)]
    withdrawn = {row.revision.record for row in made if not row.revision.parents}
    in_use = _in_use(region, withdrawn)
    if gone_on or in_use:
        raise ClerkError(
            "undo_refused",
            records=[_named(region, record) for record in (*gone_on, *in_use)][:20],
            count=len(gone_on) + len(in_use),
        )
    unit = region.unit("Undo", command.reason, undoes=target.id)
    for row in made:
        if not row.revision.parents:
            if not is_withdrawn(row.revision.body):
                unit.withdraw(row.revision.record, command.reason or "undo")
            continue
        earlier = [(stored.id, stored) for _, stored in region.store.history(row.revision.record)]
        before = dict(earlier)[row.revision.parents[0]].revision
        unit.put_raw(row.revision.kind, row.revision.record, bytes(before.body), decode_body(before))
    return unit.commit()


def _in_use(region: "Region", records: set[str]) -> list[str]:
    """Those of the records that would be withdrawn although entries or stations that stay still name them."""
    columns = region.columns
    found: set[str] = set()
    for contest in columns.contests.values():
        for row, seqs in contest.entry_seqs.items():
            station = columns.register.ids[row]
            if station in records or contest.record in records:
                for _, data in region.store.stored(seqs):
                    if read_revision(data).record not in records:
                        found.add(station if station in records else contest.record)
        if records & set(contest.choice_ids):
            counted = contest.figures[list(contest.entry_seqs)] if contest.entry_seqs else contest.figures[:0]
            width = len(contest.form.lines)
            for slot, choice in enumerate(contest.choice_ids, start=width):
                if (
                    choice in records
                    and (counted[:, slot] >= 0).any()
                    and not set(_entries_of(region, contest.entry_seqs)) <= records
                ):
                    found.add(choice)
    for place, station_id in enumerate(columns.register.ids):
        area = columns.register.stations[place].area
        if area in records and station_id not in records:
            found.add(area)
    return sorted(found)


def _entries_of(region: "Region", seqs: dict[int, tuple[int, ...]]) -> list[str]:
    every = [seq for group in seqs.values() for seq in group]
    return [read_revision(data).record for _, data in region.store.stored(every)]


def _named(region: "Region", record: str) -> str:
    register = region.columns.register
    if record in register.row_of:
        return register.stations[register.row_of[record]].number
    return record


@handles(SaveCheckpoint)
def save_checkpoint(region: "Region", command: SaveCheckpoint) -> ChangeSet:
    return region.note("SaveCheckpoint", command.name.strip())
