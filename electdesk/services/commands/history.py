"""Undo and the named checkpoint: commands like any other."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from electdesk.columns.heads import decode_body, loose_body
from electdesk.domain.errors import ClerkError
from electdesk.domain.records.names import Names
from electdesk.domain.records.setup import SINGLE, SetUp
from electdesk.domain.states import is_closed
from electdesk.ledger.revision import Revision, is_withdrawn, read_revision
from electdesk.services.commands.base import Command, handles
from electdesk.services.commands.put_back import PutBack
from electdesk.services.commands.turnout import refuse_slots
from electdesk.services.commands.votes import voted_for
from electdesk.services.ports import CommitRow, Row
from electdesk.services.roles import USERS, refuse_name, refuse_others_work
from electdesk.services.typed import typed_of
from electdesk.services.unit_of_work import ChangeSet

if TYPE_CHECKING:
    from electdesk.services.region import Region

NOT_UNDOABLE = frozenset({"", "NewRegion", "SetUpRegion"})
"""Without its contests a region is none: what began it stays."""


class Undo(Command, frozen=True):
    """Take back one commit: each record gets the state it had before it, or is withdrawn. ``commit``: its place in the ledger, 0 = the last
    that changed anything. Refused as a whole where somebody went on from it."""

    commit: int = 0
    reason: str = ""


class SaveCheckpoint(Command, frozen=True):
    """Name the present state. Nothing needs saving: every command is on the disk when it returns."""

    name: str


def undoable(region: "Region") -> CommitRow | None:
    """The last commit that changed records and was not itself taken back, None where there is none.

    An undo that was itself undone takes back nothing: what it had taken back is in force again, by the commit that undid it.
    """
    backwards = _Backwards(region)
    undone: set[str] = set()
    for row in backwards:
        if row.id in undone:
            continue
        if row.commit.undoes:
            undone.add(row.commit.undoes)
            taken_back = backwards.find(row.commit.undoes)
            if taken_back is None or not _brings_back(taken_back, backwards):
                continue
        if row.commit.count and row.commit.command not in NOT_UNDOABLE:
            return row
    return None


class _Backwards:
    """The commits from the newest on, each read once, and no further back than somebody asks: a menu waits for the answer."""

    def __init__(self, region: "Region", newest: int = 0) -> None:
        self._coming = region.store.commits_back(newest)
        self._read: list[CommitRow] = []
        self._by_id: dict[str, CommitRow] = {}

    def __iter__(self) -> Iterator[CommitRow]:
        place = 0
        while place < len(self._read) or self._read_on():
            yield self._read[place]
            place += 1

    def find(self, wanted: str) -> CommitRow | None:
        """A commit by its id, None where the file does not hold it."""
        while wanted not in self._by_id and self._read_on():
            pass
        return self._by_id.get(wanted)

    def _read_on(self) -> bool:
        row = next(self._coming, None)
        if row is not None:
            self._read.append(row)
            self._by_id[row.id] = row
        return row is not None


def _brings_back(row: CommitRow, backwards: _Backwards) -> bool:
    """Whether taking this commit back does again what was done: it is an undo, or an undo of what brought something back."""
    bringing = False
    while row.commit.undoes:
        bringing = not bringing
        found = backwards.find(row.commit.undoes)
        if found is None:
            break
        row = found
    return bringing


def origin_of(region: "Region", row: CommitRow) -> CommitRow | None:
    """What an undo, or an undo of an undo, is about in the end; the commit itself where it undoes nothing, None where the file lost that one."""
    backwards = _Backwards(region, row.seq)
    first: CommitRow | None = row
    while first is not None and first.commit.undoes:
        first = backwards.find(first.commit.undoes)
    return first


def _refuse_role(region: "Region", target: CommitRow) -> None:
    """An undo asks for the role of what it undoes, or does again; some roles take back only what they did themselves."""
    first = origin_of(region, target)
    refuse_name(region.person, first.commit.command if first is not None else "")
    refuse_others_work(region.person, target.commit.author, "Undo")


def _refuse_another_try(region: "Region", made: "list[Row]") -> None:
    """Who takes an entry back after two were compared would type it again knowing what differs: only a supervisor does.

    Raises ClerkError("role_refused").
    """
    entries = [row for row in made if row.revision.kind == "entry"]
    earlier = region.store.by_ids({row.revision.parents[0] for row in entries if row.revision.parents})
    for row in entries:
        before = earlier.get(row.revision.parents[0]) if row.revision.parents else None
        body = loose_body(before.revision if is_withdrawn(row.revision.body) and before is not None else row.revision)
        contest = region.columns.contests.get(str(body.get("contest", "")))
        place = region.columns.register.row_of.get(str(body.get("station", "")))
        if contest is None or place is None or contest.mode == SINGLE or body.get("source") == "phone":
            continue
        if len(typed_of(region, contest, place, str(body.get("paper", "")))) > 1:
            refuse_name(region.person, "SettleDifference")


@handles(Undo)
def undo(region: "Region", command: Undo) -> ChangeSet:
    target = commit_at(region, command.commit) if command.commit else undoable(region)
    if target is None or not target.commit.count or target.commit.command in NOT_UNDOABLE:
        raise ClerkError("nothing_to_undo")
    if target.commit.command in USERS:
        # Taken back, a right that was withdrawn would come again unseen, or the last administrator go.
        raise ClerkError("undo_people")
    _refuse_role(region, target)
    made = region.store.revisions_of(target.seq)
    _refuse_another_try(region, made)
    heads = region.columns.records.heads
    gone_on = [row.revision.record for row in made if heads.get(row.revision.record) != (row.seq,)]
    closed = _closed(region, made)
    withdrawn = {row.revision.record for row in made if not row.revision.parents}
    in_use = _in_use(region, withdrawn)
    earlier = region.store.by_ids({row.revision.parents[0] for row in made if row.revision.parents})
    back = _what_comes_back(region, made, earlier)
    later = PutBack(region, [before for _, before in back], withdrawn)
    blocking = list(dict.fromkeys((*gone_on, *closed, *in_use, *later.second_entries(), *later.editions_in_use())))
    if blocking:
        raise _refused("undo_refused", region, blocking, target.seq)
    if gone_on_from := sorted(region.columns.incidents.gone_on_from(withdrawn)):
        raise _refused("undo_refused", region, gone_on_from, target.seq)
    if told := sorted(record for record in withdrawn if _has_reports(region, record)):
        raise _refused("undo_refused", region, told, target.seq)
    for _, before in back:
        if before.kind == "set-up" and isinstance(set_up := decode_body(before), SetUp):
            refuse_slots(region, set_up)
    if missing := later.missing():
        raise _refused("undo_names_missing", region, missing, target.seq)
    unit = region.unit("Undo", command.reason, undoes=target.id)
    for row in made:
        if not row.revision.parents and not is_withdrawn(row.revision.body):
            unit.withdraw(row.revision.record, command.reason or "undo")
    for row, before in back:
        unit.put_raw(row.revision.kind, row.revision.record, bytes(before.body), decode_body(before))
    return unit.commit()


def _has_reports(region: "Region", record: str) -> bool:
    """Whether a station told something during the day."""
    row = region.columns.register.row_of.get(record)
    return row is not None and bool(region.columns.turnout.place[row].any())


def _what_comes_back(region: "Region", made: "list[Row]", earlier: "Mapping[str, Row]") -> "list[tuple[Row, Revision]]":
    """Each revision of the commit with the state before it, as it was written. Raises ClerkError("record_damaged")."""
    back = []
    for row in made:
        if row.revision.parents:
            before = earlier.get(row.revision.parents[0])
            if before is None:
                raise ClerkError("record_damaged", file=region.store.path, place=row.seq)
            back.append((row, before.revision))
    return back


def _refused(code: str, region: "Region", records: list[str], commit: int) -> ClerkError:
    return ClerkError(code, records=[_named(region, record) for record in records][:20], count=len(records), commit=commit)


def commit_at(region: "Region", place: int) -> CommitRow | None:
    """The commit at a place of the store, None where there is none."""
    if not 0 < place <= region.store.counts[0]:
        return None
    return next((row for row in region.store.commits_back(place) if row.seq == place), None)


def _closed(region: "Region", made: "list[Row]") -> list[str]:
    """Stations whose tally was made final or annulled after these entries or papers, and not by the same commit."""
    decided = {row.revision.record for row in made if row.revision.kind == "tally"}
    found: list[str] = []
    contests, row_of = region.columns.contests, region.columns.register.row_of
    shut = {record: {row for row, (_, tally) in each.tallies.items() if is_closed(tally)} for record, each in contests.items()}
    if not any(shut.values()):
        return []
    typed = [row for row in made if row.revision.kind in ("entry", "paper")]
    withdrawn = {row.revision.parents[0] for row in typed if row.revision.parents and is_withdrawn(row.revision.body)}
    earlier = region.store.by_ids(withdrawn) if withdrawn else {}
    for row in typed:
        before = earlier.get(row.revision.parents[0]) if row.revision.parents else None
        body = loose_body(before.revision if before is not None else row.revision)
        contest = contests.get(str(body.get("contest", "")))
        place = row_of.get(str(body.get("station", "")))
        if contest is None or place is None or place not in shut[contest.record]:
            continue
        if contest.tallies.get(place, ("", None))[0] not in decided:
            found.append(contest.register.ids[place])
    return found


def _in_use(region: "Region", records: set[str]) -> list[str]:
    """Those of the records that would be withdrawn although entries or stations that stay still name them."""
    columns = region.columns
    found: set[str] = set()
    register = columns.register
    for contest in columns.contests.values():
        for row in contest.entry_seqs.keys() | contest.papers.keys() | contest.tallies.keys():
            station = register.ids[row]
            theirs = set(contest.papers.get(row, {}))
            if row in contest.tallies:
                theirs.add(contest.tallies[row][0])
            if not records & {station, contest.record, *theirs}:
                continue
            entries = [read_revision(data) for _, data in region.store.stored(contest.entry_seqs.get(row, ()))]
            staying = (theirs | {entry.record for entry in entries}) - records
            if staying and records & {station, contest.record}:
                found.add(station if station in records else contest.record)
            # A paper that an entry was typed from, or that another paper replaced.
            named = {str(loose_body(entry).get("paper", "")) for entry in entries if entry.record in staying}
            named |= {str(paper.replaces) for name, paper in contest.papers.get(row, {}).items() if name in staying}
            found |= named & records
        found |= voted_for(region, contest, records & set(contest.choice_ids), without=records)
        found |= {choice.list for name, choice in contest.choices.items() if choice.list in records and name not in records}
        if contest.record in records:
            found |= {
                contest.record
                for name, choice in contest.choices.items()
                if choice.contest == contest.record and name not in records
            }
    for place, station_id in enumerate(register.ids):
        area = register.stations[place].area
        if area in records and station_id not in records:
            found.add(area)
    found |= {area.parent for name, area in register.areas.items() if area.parent in records and name not in records}
    return sorted(found)


def _named(region: "Region", record: str) -> str | Names:
    """What people call a record, also a withdrawn one: a station's number, a choice's or an area's name; of all else the station's number."""
    register = region.columns.register
    if record in register.row_of:
        return register.stations[register.row_of[record]].number
    for _, row in reversed(region.store.history(record)):
        body = {} if is_withdrawn(row.revision.body) else loose_body(row.revision)
        if (station := str(body.get("station", ""))) not in ("", record):
            return _named(region, station)
        if incident := str(body.get("incident", "")):
            return _named(region, incident)
        name = body.get("number") or body.get("name") or body.get("title")
        if name:
            return name if isinstance(name, dict) else str(name)
    return record


@handles(SaveCheckpoint)
def save_checkpoint(region: "Region", command: SaveCheckpoint) -> ChangeSet:
    return region.note("SaveCheckpoint", command.name.strip())
