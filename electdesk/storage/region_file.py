"""The region file (SQLite): the store behind ``services.ports.Store``. Opening, reading, appending one commit in one transaction."""

import contextlib
import getpass
import hashlib
import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from electdesk.domain.errors import ClerkError
from electdesk.ledger.fingerprint import fingerprint
from electdesk.ledger.heads import tips_of
from electdesk.ledger.personal import Sealed
from electdesk.ledger.revision import Genesis, Revision, Stored, read_commit, read_revision
from electdesk.ledger.salvage import Hint, salvage
from electdesk.services.ports import CommitRow, DraftRow, Problem, Row, StoreState, Verification
from electdesk.storage import accounts, backup, beginning, derived, personal, shape, tables
from electdesk.storage.connection import check_header, connect, connect_to_read, sweep_journal, translated
from electdesk.storage.evidence import EvidenceFolder
from electdesk.storage.lock import WriterLock
from electdesk.storage.medium import medium_of
from electdesk.storage.placing import whole_or_nothing
from electdesk.storage.states import state_of_database, state_of_file
from electdesk.storage.verification import FullCheck, draft_id

VERIFY_AT_OPENING = 50_000
"""Up to this many revisions everything is verified before a number is shown (0.04 s for a night of 16,000)."""

AT_ONCE = 5_000
"""Heads that are read in one go."""

COMMITS_AT_ONCE = 32
IDS_AT_ONCE = 512
"""Rows that a search from the newest on reads first."""

MANY = 50
"""From so many revisions on, reading a stretch of the file is quicker than asking for each."""


class RegionFile:
    """An open region file. Implements ``services.ports.Store``."""

    def __init__(self, path: Path, db: sqlite3.Connection, lock: WriterLock | None, reason: str, holder: str) -> None:
        self._path = path
        self._db = db
        self._lock = lock
        self._reason = reason
        self._holder = holder
        self._damaged: dict[str, int] = {}
        self._erased: dict[str, int] = {}
        self._head_rows: set[int] | None = None
        """The heads that verification found good; None where the file is too large for it and each is checked when decoded."""
        self._problems: tuple[Problem, ...] = ()
        self._stat = os.stat(path)
        self._closed = False
        self.evidence = EvidenceFolder(path)
        with translated(path):
            self._load()

    # --- opening ---------------------------------------------------------------------------------------------------------

    @classmethod
    def create(cls, path: Path, first: Stored, person: str) -> "RegionFile":
        """Make a new region file that holds its first commit. Raises ClerkError("file_exists") and leaves an existing file alone."""
        with translated(path), whole_or_nothing(path) as part:
            db = connect(part, create=True)
            try:
                db.execute("begin immediate")
                tables.create(db)
                db.execute("insert into commits (seq, id, data) values (1, ?, ?)", (first.id, first.data))
                tables.set_meta(db, "state", tables.state_of(1, 0, [first.id.hex()]))
                derived.note_sums(db)
                db.execute("commit")
            finally:
                db.close()
        return cls.open(path, person)

    @classmethod
    def open(cls, path: Path, person: str = "", *, read_only: bool = False) -> "RegionFile":
        """Open a region file, for writing where that is possible and nobody else writes, else for reading.

        Raises ClerkError: file_missing, file_is_folder, file_not_region, file_newer, file_damaged, no_permission.
        """
        check_header(path)
        path = path.resolve()
        lock: WriterLock | None = None
        reason, holder = ("asked", "") if read_only else ("", "")
        if not reason and not os.access(path, os.W_OK):
            reason = "medium"
        if not reason and medium_of(path) != "local":
            # A share may lie about locks, a stick may be pulled out in the middle of a save: such a file is copied here first.
            reason = "remote"
        if not reason:
            lock = WriterLock(path)
            try:
                if not lock.acquire(person or getpass.getuser()):
                    known = lock.holder()
                    reason = "held"
                    holder = f"{known.person}, {known.host}, {known.since}" if known else "?"
            except OSError:
                reason = "medium"
        if reason:
            lock = None
        try:
            with translated(path):
                db = connect(path) if not reason else connect_to_read(path)
                return cls(path, db, lock, reason, holder)
        except BaseException:
            if lock:
                lock.release()
            raise

    def _load(self) -> None:
        newest = self._db.execute("pragma user_version").fetchone()[0]
        if newest > tables.FORMAT:
            raise ClerkError("file_newer", file=self._path)
        shape.refuse_unreadable(self._db, self._path)
        ((revisions,),) = self._db.execute("select coalesce(max(seq), 0) from revisions").fetchall()
        check = None
        # Where the last row is not the one that the last save wrote, a place was damaged: the number says nothing about the size.
        expected = tables.meta(self._db, "state").split(" ")[1:2]
        # So does a list of heads that is not the one written last: it would show an earlier state as the newest.
        if (
            revisions <= VERIFY_AT_OPENING
            or expected != [str(revisions)]
            or tables.meta(self._db, shape.HEADS_SUM) != shape.heads_sum(self._db)
        ):
            check = FullCheck(self._db)
            check.run()
            self._take_over(check)
            self._tips = check.tips
        else:
            rows = [row for row in self._read_commits() if row.commit.revisions]
            self._tips = tuple(tips_of((row.id, row.commit.previous) for row in rows))
            self._erased = {record: row.seq for row in rows for record in row.commit.erases}
            self._problems = tuple(shape.problems(self._db))
        self._region_id, self._genesis = beginning.read(self._db, self._path)
        ((commits,),) = self._db.execute("select max(seq) from commits").fetchall()
        self._counts: tuple[int, int] = (commits, revisions)
        self._newest = self._newest_commit()
        self._newest_at = self._commit(commits).commit.at
        if not self.read_only:
            self._rebuild_derived(check)

    def _newest_commit(self) -> object:
        """The id of the newest commit, as it lies in the file."""
        return self._db.execute("select id from commits where seq = (select max(seq) from commits)").fetchone()[0]

    def _take_over(self, check: FullCheck) -> None:
        self._problems = check.result().problems
        self._damaged = check.damaged
        self._erased = check.erased
        self._head_rows = {seq for record, heads in check.heads.items() if record not in check.damaged for seq in heads}

    def _rebuild_derived(self, check: FullCheck | None) -> None:
        """Put back missing guards, take foreign triggers away, and build what is derived anew where its version is another or it alone is damaged."""
        outdated = tables.meta(self._db, "derived") != str(tables.DERIVED)
        wrong = check is not None and check.ledger_is_whole and not check.derived_is_right
        if shape.is_sound(self._db) and not (outdated or wrong):
            return
        if check is None and outdated:
            check = FullCheck(self._db)
            check.run()
            self._take_over(check)
        state = tables.state_of(*self._counts, self._tips) if wrong else ""
        derived.put_right(self._db, check if outdated or wrong else None, state)
        self._stat = os.stat(self._path)

    # --- what it is ------------------------------------------------------------------------------------------------------

    @property
    def path(self) -> Path | None:
        return self._path

    @property
    def read_only(self) -> bool:
        return bool(self._reason)

    @property
    def read_only_reason(self) -> str:
        return self._reason

    @property
    def holder(self) -> str:
        return self._holder

    @property
    def region_id(self) -> str:
        return self._region_id

    @property
    def genesis(self) -> Genesis:
        return self._genesis

    @property
    def tips(self) -> tuple[str, ...]:
        return self._tips

    @property
    def damaged(self) -> frozenset[str]:
        return frozenset(self._damaged)

    @property
    def erased(self) -> Mapping[str, int]:
        return self._erased

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What verification at opening met; () where the file is too large for it and is checked head by head."""
        return self._problems

    @property
    def is_verified(self) -> bool:
        return self._head_rows is not None

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the tips."""
        return fingerprint(bytes.fromhex(tip) for tip in self._tips)

    # --- reading ---------------------------------------------------------------------------------------------------------

    def heads(self) -> Iterator[tuple[int, bytes]]:
        with translated(self._path):
            if self._head_rows is not None:
                wanted = self._head_rows
                for seq, stored_id, data in self._db.execute("select seq, id, data from revisions order by seq"):
                    if seq in wanted and (found := personal.open_revision(self._db, stored_id, data, self._erased)) is not None:
                        yield seq, found
                return
            query = "select r.seq, r.id, r.data from heads h join revisions r on r.seq = h.seq order by h.seq"
            cursor = self._db.execute(query)
            while rows := cursor.fetchmany(AT_ONCE):
                whole, damaged = personal.open_heads(self._db, rows, self._erased)
                yield from whole
                for seq, data in damaged:
                    hint = salvage(data)
                    self._damaged[hint.record if hint is not None else f"#{seq}"] = seq

    @property
    def counts(self) -> tuple[int, int]:
        return self._counts

    def stored(self, seqs: Sequence[int]) -> list[tuple[int, bytes]]:
        with translated(self._path):
            return [(seq, data) for seq, _, data in self._read(seqs)]

    def damaged_hints(self) -> dict[str, Hint]:
        hints: dict[str, Hint] = {}
        with translated(self._path):
            for record, seq in self._damaged.items():
                found = self._db.execute("select data from revisions where seq = ?", (seq,)).fetchone()
                data = found[0] if found is not None and isinstance(found[0], bytes) else b""
                hint = salvage(data)
                # Where it belongs never changes, so an earlier state that is whole says it better than damaged bytes.
                for _, row in self._rows_of(record):
                    data, hint = bytes(row.revision.body), row.revision
                hints[record] = Hint(seq, data, hint)
        return hints

    def rows(self, seqs: Sequence[int]) -> list[Row]:
        with translated(self._path):
            return [Row(seq, stored_id.hex(), read_revision(data)) for seq, stored_id, data in self._read(seqs)]

    def _read(self, seqs: Sequence[int]) -> list[tuple[int, bytes, bytes]]:
        """Revisions by their places: one by one, or in one pass where many that lie together are asked for (an import to undo)."""
        if len(seqs) < MANY or max(seqs) - min(seqs) > 8 * len(seqs):
            return [(seq, *self._bytes_at(seq)) for seq in seqs]
        query = "select seq, id, data from revisions where seq between ? and ?"
        wanted = set(seqs)
        found = {row[0]: row for row in self._db.execute(query, (min(seqs), max(seqs))) if row[0] in wanted}
        return [self._sound(seq, *found.get(seq, (seq, None, None))[1:]) for seq in seqs]

    def _sound(self, seq: int, stored_id: object, data: object) -> tuple[int, bytes, bytes]:
        if not isinstance(data, bytes) or not isinstance(stored_id, bytes) or hashlib.sha256(data).digest() != stored_id:
            raise ClerkError("record_damaged", file=self._path, place=seq)
        found = personal.open_revision(self._db, stored_id, data, self._erased)
        if found is None:
            raise ClerkError("record_damaged", file=self._path, place=seq)
        return seq, stored_id, found

    def _row(self, seq: int) -> Row:
        stored_id, data = self._bytes_at(seq)
        return Row(seq, stored_id.hex(), read_revision(data))

    def _bytes_at(self, seq: int) -> tuple[bytes, bytes]:
        found = self._db.execute("select id, data from revisions where seq = ?", (seq,)).fetchone() or (None, None)
        return self._sound(seq, *found)[1:]

    def _places_of(self, record: str) -> list[tuple[int, int]]:
        needle = msgspec.json.encode(record)
        query = "select seq, made_by from revisions where instr(data, ?) between 1 and 40 order by seq"
        return self._db.execute(query, (needle,)).fetchall()

    def _rows_of(self, record: str) -> Iterator[tuple[int, Row]]:
        for seq, made_by in self._places_of(record):
            try:
                row = self._row(seq)
            except ClerkError:
                continue
            if row.revision.record == record:
                yield made_by, row

    def lineage(self, record: str) -> list[tuple[str, Revision]]:
        with translated(self._path):
            return [(row.id, row.revision) for _, row in self._rows_of(record)]

    def history(self, record: str) -> list[tuple[CommitRow, Row]]:
        with translated(self._path):
            return [(self._commit(made_by), row) for made_by, row in self._rows_of(record)]

    def by_ids(self, ids: Collection[str]) -> dict[str, Row]:
        wanted = {bytes.fromhex(one) for one in ids}
        found: list[int] = []
        place, stretch = self._counts[1], IDS_AT_ONCE
        # What is asked for is mostly new. Places have no index of ids: one would be a second copy of the ledger's names in each file.
        while place > 0 and len(found) < len(wanted):
            with translated(self._path):
                rows = self._db.execute("select seq, id from revisions where seq between ? and ?", (place - stretch + 1, place))
                found += [seq for seq, one in rows if one in wanted]
            place, stretch = place - stretch, stretch * 4
        return {row.id: row for row in self.rows(sorted(found))}

    def commit_of(self, seq: int) -> CommitRow:
        with translated(self._path):
            (made_by,) = self._db.execute("select made_by from revisions where seq = ?", (seq,)).fetchone()
            return self._commit(made_by)

    def _commit(self, seq: int) -> CommitRow:
        found = self._db.execute("select id, data from commits where seq = ?", (seq,)).fetchone()
        return beginning.commit_row(seq, *(found or (b"", b"")))

    def _read_commits(self, after: int = 0) -> Iterator[CommitRow]:
        for row in self._db.execute("select seq, id, data from commits where seq > ? order by seq", (after,)):
            yield beginning.commit_row(*row)

    def commits(self, after: int = 0) -> list[CommitRow]:
        with translated(self._path):
            return list(self._read_commits(after))

    def commits_back(self, newest: int = 0) -> Iterator[CommitRow]:
        place = newest or self._counts[0]
        while place > 0:
            with translated(self._path):
                query = "select seq, id, data from commits where seq between ? and ? order by seq desc"
                found = self._db.execute(query, (place - COMMITS_AT_ONCE + 1, place)).fetchall()
            for row in found:
                yield beginning.commit_row(*row)
            place -= COMMITS_AT_ONCE

    def revisions_of(self, commit: int) -> list[Row]:
        with translated(self._path):
            found = self._db.execute("select seq from revisions where made_by = ? order by seq", (commit,)).fetchall()
        return self.rows([seq for (seq,) in found])

    # --- writing ---------------------------------------------------------------------------------------------------------

    def append(
        self,
        commit: Stored,
        revisions: Sequence[Stored],
        replaced: Iterable[int],
        structural: bool,
        sealed: Mapping[str, Sealed] | None = None,
    ) -> list[int]:
        written = read_commit(commit.data)
        followed = tuple(replaced)
        with translated(self._path), self._transaction() as db:
            place, last = self._counts
            place += 1
            places = list(range(last + 1, last + 1 + len(revisions)))
            tips = tuple(sorted({tip for tip in self._tips if tip not in written.previous} | {commit.id.hex()}))
            db.execute("insert into commits (seq, id, data) values (?, ?, ?)", (place, commit.id, commit.data))
            db.executemany(
                "insert into revisions (seq, made_by, id, data) values (?, ?, ?, ?)",
                ((seq, place, stored.id, stored.data) for seq, stored in zip(places, revisions, strict=True)),
            )
            personal.keep(db, sealed or {})
            if written.erases:
                personal.erase(db, written.erases)
            gone = [seq for seq in followed if db.execute("delete from heads where seq = ?", (seq,)).rowcount]
            db.executemany("insert into heads values (?)", ((seq,) for seq in places))
            tables.set_meta(db, "state", tables.state_of(place, places[-1] if places else last, tips))
            tables.set_meta(db, shape.HEADS_SUM, shape.moved_sum(tables.meta(db, shape.HEADS_SUM), gone, places))
            if structural:
                derived.rebuild_views(db)
        self._counts = (place, places[-1] if places else last)
        self._tips = tips
        self._newest = commit.id
        self._newest_at = written.at
        self._erased.update(dict.fromkeys(written.erases, place))
        if self._head_rows is not None:
            self._head_rows.difference_update(followed)
            self._head_rows.update(places)
        return places

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """One write transaction on the very file that was read: refused where it was replaced in between, undone where anything fails."""
        if self.read_only:
            raise ClerkError("file_read_only", file=self._path, reason=self._reason, holder=self._holder)
        self._refuse_other_file()
        db = self._db
        db.execute("begin immediate")
        try:
            found = db.execute("select (select max(seq) from commits), (select coalesce(max(seq), 0) from revisions)").fetchone()
            if tuple(found) != self._counts or self._newest_commit() != self._newest:
                raise ClerkError("file_replaced", file=self._path, ours=self.state, theirs=state_of_database(db))
            yield db
            db.execute("commit")
        except BaseException as error:
            if db.in_transaction:
                db.execute("rollback")
            if isinstance(error, sqlite3.IntegrityError | OverflowError):
                # No save of ours breaks a rule of ours: a table, a trigger or a place in the file is not what it was made as.
                raise ClerkError("file_altered", file=self._path, error=str(error)) from error
            raise
        self._stat = os.stat(self._path)

    def _refuse_other_file(self) -> None:
        """Refuse to write where another file lies under the name, or other content in the file."""
        try:
            now = os.stat(self._path)
        except OSError:
            raise ClerkError("file_gone", file=self._path, ours=self.state) from None
        was = self._stat
        if (now.st_dev, now.st_ino, now.st_size) != (was.st_dev, was.st_ino, was.st_size):
            raise ClerkError("file_replaced", file=self._path, ours=self.state, theirs=state_of_file(self._path))
        if (now.st_mtime_ns, now.st_ctime_ns) != (was.st_mtime_ns, was.st_ctime_ns):
            # Somebody wrote, or only touched it. SQLite would trust the pages it has read where the other content has as many
            # transactions behind it; a new connection reads what is there. No transaction is open, so no lock is lost.
            self._db.close()
            self._db = connect(self._path)
            self._stat = now

    @property
    def is_as_left(self) -> bool:
        try:
            now = os.stat(self._path)
        except OSError:
            return False
        return all(getattr(now, name) == getattr(self._stat, name) for name in ("st_dev", "st_ino", "st_size", "st_mtime_ns"))

    @property
    def state(self) -> StoreState:
        """The state that was read and written here, to be compared with another one."""
        return StoreState(*self._counts, self.fingerprint, self._newest_at)

    # --- drafts ----------------------------------------------------------------------------------------------------------

    def drafts(self) -> list[DraftRow]:
        with translated(self._path):
            rows = self._db.execute("select person, station, contest, data, saved_at, id from drafts order by saved_at").fetchall()
        return [DraftRow(p, s, c, data, at) for p, s, c, data, at, stored in rows if draft_id(p, s, c, at, data) == stored]

    def save_draft(self, draft: DraftRow) -> None:
        stored = draft_id(draft.person, draft.station, draft.contest, draft.saved_at, draft.body)
        with translated(self._path), self._transaction() as db:
            db.execute(
                "insert or replace into drafts (person, station, contest, saved_at, id, data) values (?, ?, ?, ?, ?, ?)",
                (draft.person, draft.station, draft.contest, draft.saved_at, stored, draft.body),
            )

    def drop_draft(self, person: str, station: str, contest: str) -> None:
        key = (person, station, contest)
        with translated(self._path):
            if self._db.execute("select 1 from drafts where (person, station, contest) = (?, ?, ?)", key).fetchone() is None:
                return
            with self._transaction() as db:
                db.execute("delete from drafts where (person, station, contest) = (?, ?, ?)", key)

    # --- passwords -------------------------------------------------------------------------------------------------------

    def accounts(self) -> dict[str, bytes]:
        with translated(self._path):
            return accounts.kept(self._db)

    def save_account(self, user: str, body: bytes) -> None:
        with translated(self._path), self._transaction() as db:
            accounts.save(db, user, body)

    # --- whole-file work -------------------------------------------------------------------------------------------------

    def verify(self) -> Verification:
        check = FullCheck(self._db)
        with translated(self._path):
            report = check.run()
        self._take_over(check)
        return report

    def verify_in_steps(self) -> Iterator[tuple[int, int]]:
        check = None
        with translated(self._path):
            # Where the file was touched by somebody, a command has opened it anew: what was read before says nothing of it.
            while check is None or check.db is not self._db:
                check = FullCheck(self._db)
                for step in check.steps():
                    yield step
                    if check.db is not self._db:
                        break
        self._take_over(check)

    def copy_to(self, target: Path) -> None:
        with translated(target):
            if not self.read_only and self._newest_commit() != self._newest:
                raise ClerkError("file_replaced", file=self._path, ours=self.state, theirs=state_of_database(self._db))
            backup.copy(self._db, target)

    def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        self._db.close()
        if self._lock:
            sweep_journal(self._path)
            self._lock.release()
