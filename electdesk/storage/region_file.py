"""The region file (SQLite): the store behind ``services.ports.Store``. Opening, reading, appending one commit in one transaction."""

import contextlib
import getpass
import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from electdesk.domain.errors import ClerkError
from electdesk.ledger.fingerprint import fingerprint
from electdesk.ledger.heads import tips_of
from electdesk.ledger.revision import Commit, Genesis, Revision, Stored, read_commit, read_revision
from electdesk.services.ports import CommitRow, DraftRow, Problem, Row, Verification
from electdesk.storage import backup, tables, views
from electdesk.storage.connection import check_header, connect, settled_copy, translated
from electdesk.storage.lock import WriterLock
from electdesk.storage.medium import medium_of
from electdesk.storage.verification import FullCheck, draft_id

VERIFY_AT_OPENING = 50_000
"""Up to this many revisions everything is verified before a number is shown (0.04 s for a night of 16,000)."""


class RegionFile:
    """An open region file. Implements ``services.ports.Store``."""

    def __init__(self, path: Path, db: sqlite3.Connection, lock: WriterLock | None, reason: str, holder: str) -> None:
        self._path = path
        self._db = db
        self._lock = lock
        self._reason = reason
        self._holder = holder
        self._damaged: frozenset[str] = frozenset()
        self._damaged_rows: frozenset[int] = frozenset()
        self._problems: tuple[Problem, ...] = ()
        self._stat = os.stat(path)
        self._closed = False
        with translated(path):
            self._load()

    # --- opening ---------------------------------------------------------------------------------------------------------

    @classmethod
    def create(cls, path: Path, first: Stored, person: str) -> "RegionFile":
        """Make a new region file that holds its first commit. Raises ClerkError("file_exists") and leaves an existing file alone."""
        if path.exists() or path.is_symlink():
            raise ClerkError("file_exists", file=path)
        part = path.with_name(f".{path.name}.new")
        with translated(path):
            part.unlink(missing_ok=True)
            db = connect(part)
            try:
                db.execute("begin immediate")
                tables.create(db)
                db.execute("insert into commits values (1, ?, ?)", (first.id, first.data))
                tables.set_meta(db, "state", f"1 0 {first.id.hex()}")
                db.execute("commit")
            finally:
                db.close()
            part.rename(path)
        return cls.open(path, person)

    @classmethod
    def open(cls, path: Path, person: str = "", *, read_only: bool = False) -> "RegionFile":
        """Open a region file, for writing where that is possible and nobody else writes, else for reading.

        Raises ClerkError: file_missing, file_is_folder, file_not_region, file_newer, file_damaged, no_permission.
        """
        check_header(path)
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
                db = connect(path) if not reason else connect(settled_copy(path), read_only=True)
                return cls(path, db, lock, reason, holder)
        except BaseException:
            if lock:
                lock.release()
            raise

    def _load(self) -> None:
        newest = self._db.execute("pragma user_version").fetchone()[0]
        if newest > tables.FORMAT:
            raise ClerkError("file_newer", file=self._path)
        ((revisions,),) = self._db.execute("select coalesce(max(seq), 0) from revisions").fetchall()
        self._verified: FullCheck | None = None
        if revisions <= VERIFY_AT_OPENING:
            self._verified = FullCheck(self._db)
            report = self._verified.run()
            self._problems = report.problems
            self._damaged = frozenset(self._verified.damaged)
            self._damaged_rows = frozenset(self._verified.damaged_rows)
            self._tips = self._verified.tips
        else:
            self._tips = tuple(tips_of((seq_id, commit.previous) for _, seq_id, commit in self._read_commits()))
        first = self._db.execute("select id, data from commits where seq = 1").fetchone()
        if first is None or hashlib.sha256(first[1]).digest() != first[0]:
            raise ClerkError("file_damaged", file=self._path)
        beginning = read_commit(first[1])
        if beginning.genesis is None:
            raise ClerkError("file_damaged", file=self._path)
        self._region_id: str = first[0].hex()
        self._genesis = beginning.genesis
        ((commits,),) = self._db.execute("select max(seq) from commits").fetchall()
        self._counts: tuple[int, int] = (commits, revisions)
        if not self.read_only:
            self._rebuild_derived_if_old()

    def _rebuild_derived_if_old(self) -> None:
        restored = tables.missing_guards(self._db)
        if tables.meta(self._db, "derived") == str(tables.DERIVED) and not restored:
            return
        self._db.execute("begin immediate")
        for name in restored:
            self._db.execute(f"drop trigger if exists {name}")
            self._db.execute(tables.GUARDS[name])
        views.drop(self._db)
        self._db.execute("drop table if exists heads")
        self._db.execute(tables.HEADS)
        check = self._verified or FullCheck(self._db)
        if check is not self._verified:
            self._db.execute("commit")
            check.run()
            self._db.execute("begin immediate")
        self._db.executemany("insert into heads values (?)", ((seq,) for heads in check.heads.values() for seq in heads))
        views.build(self._db)
        tables.set_meta(self._db, "derived", str(tables.DERIVED))
        self._db.execute("commit")
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
        return self._damaged

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What verification at opening met; () where the file is too large for it and is checked head by head."""
        return self._problems

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the tips."""
        return fingerprint(bytes.fromhex(tip) for tip in self._tips)

    # --- reading ---------------------------------------------------------------------------------------------------------

    def heads(self) -> Iterator[tuple[int, bytes]]:
        with translated(self._path):
            if self._verified is not None:
                # Everything was read and compared a moment ago; what came out damaged is not served.
                wanted = {seq for record, heads in self._verified.heads.items() if record not in self._damaged for seq in heads}
                for seq, data in self._db.execute("select seq, data from revisions order by seq"):
                    if seq in wanted:
                        yield seq, data
                return
            sha256 = hashlib.sha256
            damaged = set(self._damaged_rows)
            query = "select r.seq, r.id, r.data from heads h join revisions r on r.seq = h.seq order by h.seq"
            for seq, stored_id, data in self._db.execute(query):
                if sha256(data).digest() == stored_id:
                    yield seq, data
                else:
                    damaged.add(seq)
            self._damaged_rows = frozenset(damaged)

    @property
    def counts(self) -> tuple[int, int]:
        return self._counts

    def stored(self, seqs: Sequence[int]) -> list[tuple[int, bytes]]:
        with translated(self._path):
            return [(seq, self._bytes_at(seq)[1]) for seq in seqs]

    def damaged_hints(self) -> dict[str, Revision | None]:
        hints: dict[str, Revision | None] = {record: None for record in self._damaged}
        with translated(self._path):
            for place in self._damaged_rows:
                (data,) = self._db.execute("select data from revisions where seq = ?", (place,)).fetchone()
                with contextlib.suppress(msgspec.DecodeError, UnicodeDecodeError, TypeError):
                    hint = read_revision(data)
                    hints[hint.record] = hint
        return hints

    def rows(self, seqs: Sequence[int]) -> list[Row]:
        with translated(self._path):
            return [self._row(seq) for seq in seqs]

    def _row(self, seq: int) -> Row:
        stored_id, data = self._bytes_at(seq)
        return Row(seq, stored_id.hex(), read_revision(data))

    def _bytes_at(self, seq: int) -> tuple[bytes, bytes]:
        found: tuple[bytes, bytes] | None = self._db.execute("select id, data from revisions where seq = ?", (seq,)).fetchone()
        if found is None or hashlib.sha256(found[1]).digest() != found[0]:
            raise ClerkError("record_damaged", file=self._path, place=seq)
        return found

    def history(self, record: str) -> list[tuple[CommitRow, Row]]:
        needle = msgspec.json.encode(record)
        with translated(self._path):
            query = "select seq, made_by from revisions where instr(data, ?) between 1 and 40 order by seq"
            found = self._db.execute(query, (needle,)).fetchall()
            rows = [(made_by, self._row(seq)) for seq, made_by in found]
            return [(self._commit(made_by), row) for made_by, row in rows if row.revision.record == record]

    def commit_of(self, seq: int) -> CommitRow:
        with translated(self._path):
            (made_by,) = self._db.execute("select made_by from revisions where seq = ?", (seq,)).fetchone()
            return self._commit(made_by)

    def _commit(self, seq: int) -> CommitRow:
        stored_id, data = self._db.execute("select id, data from commits where seq = ?", (seq,)).fetchone()
        return CommitRow(seq, stored_id.hex(), read_commit(data))

    def _read_commits(self, after: int = 0) -> Iterator[tuple[int, str, Commit]]:
        for seq, stored_id, data in self._db.execute("select seq, id, data from commits where seq > ? order by seq", (after,)):
            yield seq, stored_id.hex(), read_commit(data)

    def commits(self, after: int = 0) -> list[CommitRow]:
        with translated(self._path):
            return [CommitRow(*row) for row in self._read_commits(after)]

    def revisions_of(self, commit: int) -> list[Row]:
        with translated(self._path):
            found = self._db.execute("select seq from revisions where made_by = ? order by seq", (commit,)).fetchall()
            return [self._row(seq) for (seq,) in found]

    # --- writing ---------------------------------------------------------------------------------------------------------

    def append(self, commit: Stored, revisions: Sequence[Stored], replaced: Iterable[int], structural: bool) -> list[int]:
        previous = read_commit(commit.data).previous
        with translated(self._path), self._transaction() as db:
            place, last = self._counts
            place += 1
            places = list(range(last + 1, last + 1 + len(revisions)))
            tips = tuple(sorted({tip for tip in self._tips if tip not in previous} | {commit.id.hex()}))
            db.execute("insert into commits values (?, ?, ?)", (place, commit.id, commit.data))
            db.executemany(
                "insert into revisions values (?, ?, ?, ?)",
                ((seq, place, stored.id, stored.data) for seq, stored in zip(places, revisions, strict=True)),
            )
            db.executemany("delete from heads where seq = ?", ((seq,) for seq in replaced))
            db.executemany("insert into heads values (?)", ((seq,) for seq in places))
            tables.set_meta(db, "state", f"{place} {places[-1] if places else last} {' '.join(tips)}")
            if structural:
                views.drop(db)
                views.build(db)
        self._counts = (place, places[-1] if places else last)
        self._tips = tips
        self._verified = None
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
            newest = db.execute("select id from commits where seq = ?", (self._counts[0],)).fetchone()
            if tuple(found) != self._counts or newest is None or newest[0].hex() not in self._tips:
                raise ClerkError("file_replaced", file=self._path)
            yield db
            db.execute("commit")
        except BaseException:
            if db.in_transaction:
                db.execute("rollback")
            raise
        self._stat = os.stat(self._path)

    def _refuse_other_file(self) -> None:
        try:
            now = os.stat(self._path)
        except OSError:
            raise ClerkError("file_gone", file=self._path) from None
        if (now.st_dev, now.st_ino, now.st_size) != (self._stat.st_dev, self._stat.st_ino, self._stat.st_size):
            raise ClerkError("file_replaced", file=self._path)

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

    # --- whole-file work -------------------------------------------------------------------------------------------------

    def verify(self) -> Verification:
        with translated(self._path):
            report = FullCheck(self._db).run()
        self._problems = report.problems
        return report

    def copy_to(self, target: Path) -> None:
        with translated(target):
            backup.copy(self._db, target)

    def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        self._db.close()
        if self._lock:
            self._lock.release()
