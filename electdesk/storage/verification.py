"""Reading every stored byte of a region file again: ids, commits, parents, heads. SQLite's own check does not see a flipped vote."""

import contextlib
import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from operator import itemgetter

import msgspec

from electdesk.collector import collector_paused
from electdesk.ledger.fingerprint import fingerprint
from electdesk.ledger.heads import tips_of
from electdesk.ledger.personal import SEAL_FROM, SEAL_START, SEAL_TO, from_text, opened
from electdesk.ledger.revision import Commit, Revision, read_commit
from electdesk.ledger.salvage import parents_in, salvage
from electdesk.services.ports import Problem, Verification
from electdesk.storage import accounts, personal, shape, tables

_HEADER = msgspec.json.Decoder(Revision)


class _Start(msgspec.Struct, array_like=True, gc=False):
    """What stands before the body of a revision."""

    kind: str
    record: str
    parents: tuple[str, ...]


_START = msgspec.json.Decoder(_Start)
SLICE = 5_000
"""Revisions read in one step: about 10 ms."""
COMMITS = 2_000
"""Commits read in one step: about 15 ms."""
_UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, ValueError)


class FullCheck:
    """One pass over a file. ``problems`` grows while it runs; afterwards ``heads`` and ``damaged`` can be taken over by the opener.

    ``damaged``: record id (or ``#row`` where the bytes name none) → a row that tells about it, the damaged one where there is one.
    ``erased``: record id → the place of the commit that erased its sealed bodies. ``foreign``: names of ``meta`` that nothing asks for.
    ``ledger_is_whole``: nothing but what is derived from the ledger was found wrong.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.problems: list[Problem] = []
        self.heads: dict[str, tuple[int, ...]] = {}
        self.damaged: dict[str, int] = {}
        self.damaged_rows: set[int] = set()
        self.tips: tuple[str, ...] = ()
        self.commits = 0
        self.revisions = 0
        self.erased: dict[str, int] = {}
        self.foreign: set[str] = set()
        self._sealed: list[tuple[int, bytes, bytes, str]] = []
        self.ledger_is_whole = True
        self.derived_is_right = True
        self._made: dict[int, list[bytes]] = {}
        self._known: set[str] = set()
        self._chain: list[tuple[str, tuple[str, ...]]] = []
        self._sessions: dict[str, int] = {}
        self._region = ""
        self._place_of: dict[bytes, int] = {}
        self._record_at: dict[int, str] = {}
        self._unindexed: list[tuple[Sequence[bytes], Sequence[int], Sequence[str]]] = []

    def run(self) -> Verification:
        """Check everything, in one snapshot. A file that SQLite cannot read to its end is reported, not raised."""
        try:
            # Rows are fetched here by the hundred thousand too, beside a whole region in memory that the collector would walk through.
            with collector_paused(), self._snapshot():
                for _ in self.steps():
                    pass
        except sqlite3.DatabaseError as error:
            self._note("file", f"unreadable: {error}")
        return self.result()

    @contextlib.contextmanager
    def _snapshot(self) -> Iterator[None]:
        self.db.execute("begin")
        try:
            yield
        finally:
            self.db.execute("rollback")

    def steps(self) -> Iterator[tuple[int, int]]:
        """The same in steps of a few milliseconds, between which the owner may write: yields (revisions read, revisions there are)."""
        for (line,) in self.db.execute("pragma quick_check(20)").fetchall():
            if line != "ok":
                self._note("file", f"structure: {line}")
        last = place = None
        while True:
            if rows := self._slice(last):
                with collector_paused():
                    self._check_revisions(rows)
                last = rows[-1][0]
                yield self.revisions, max(self.revisions, self._last_revision())
                continue
            # Every revision is read at this moment, so all that these commits made is known.
            commits = self._slice_of_commits(place)
            with collector_paused():
                self._check_commits(commits)
            if len(commits) < COMMITS:
                break
            place = commits[-1][0]
            yield self.revisions, max(self.revisions, self._last_revision())
        # What was written meanwhile belongs to this pass: from here on nothing may come between.
        self._check_chain()
        self._check_personal()
        self._check_derived()
        self._check_drafts()
        for problem in shape.problems(self.db):
            self._note(problem.where, problem.what, derived=True)

    def result(self) -> Verification:
        """What was found."""
        return Verification(
            fingerprint(bytes.fromhex(tip) for tip in self.tips) if self.tips else "",
            self.commits,
            self.revisions,
            tuple(self.problems),
            tuple(sorted(self.erased.items(), key=lambda item: (item[1], item[0]))),
        )

    def _note(self, where: str, what: str, record: str = "", row: int = 0, *, derived: bool = False) -> None:
        self.problems.append(Problem(where, what, record))
        self.ledger_is_whole = self.ledger_is_whole and derived
        if record and (record not in self.damaged or row in self.damaged_rows):
            self.damaged[record] = row

    def _last_revision(self) -> int:
        ((last,),) = self.db.execute("select coalesce(max(seq), 0) from revisions").fetchall()
        return int(last)

    def _slice(self, last: int | None) -> list[tuple[int, int, bytes, bytes]]:
        query = "select seq, made_by, id, data from revisions where seq > ? order by seq limit ?"
        if last is None:
            query = query.replace("seq > ?", "? is null")
        return self.db.execute(query, (last, SLICE)).fetchall()

    def _slice_of_commits(self, last: int | None) -> list[tuple[int, bytes, bytes]]:
        query = "select seq, id, data from commits where seq > ? order by seq limit ?"
        if last is None:
            query = query.replace("seq > ?", "? is null")
        return self.db.execute(query, (last, COMMITS)).fetchall()

    def _check_revisions(self, rows: list[tuple[int, int, bytes, bytes]]) -> None:
        if not self._take_new(rows):
            self._index()
            self._check_each(rows)

    def _take_new(self, rows: list[tuple[int, int, bytes, bytes]]) -> bool:
        """Take in rows that are all whole and each the first of its record, as an import leaves them, without a loop over them.

        False, and nothing taken in, where one of them is anything else: then each is looked at. Every byte is hashed either way.
        """
        seqs, makers, ids, blobs = zip(*rows, strict=True)
        sha256, decode, first = hashlib.sha256, _START.decode, self.revisions + 1
        if seqs != tuple(range(first, first + len(rows))) or set(map(type, blobs)) != {bytes}:
            return False
        # Lists, not generators: each of these lines is run 200,000 times on 100,000 tallies.
        if tuple([sha256(data).digest() for data in blobs]) != ids or SEAL_START in {data[SEAL_FROM:SEAL_TO] for data in blobs}:
            return False
        try:
            found = [decode(data) for data in blobs]
        except _UNREADABLE:
            return False
        records = [start.record for start in found]
        if len(set(records)) != len(rows) or not self.heads.keys().isdisjoint(records) or any(start.parents for start in found):
            return False
        for made_by, ids_made in groupby(zip(makers, ids, strict=True), itemgetter(0)):
            self._made.setdefault(made_by, []).extend([one for _, one in ids_made])
        self.heads.update(zip(records, zip(seqs, strict=True), strict=True))
        self._unindexed.append((ids, seqs, records))
        self.revisions += len(rows)
        return True

    def _index(self) -> None:
        """Make the places and records of what was taken in known: only what names a parent, or is damaged, asks for them."""
        for ids, seqs, records in self._unindexed:
            self._place_of.update(zip(ids, seqs, strict=True))
            self._record_at.update(zip(seqs, records, strict=True))
        self._unindexed.clear()

    def _check_each(self, rows: list[tuple[int, int, bytes, bytes]]) -> None:
        # One tight loop: on 100,000 tallies every line here is run 200,000 times. Nearly every revision is the first of its record.
        sha256, decode = hashlib.sha256, _HEADER.decode
        heads, place_of, record_at, expected = self.heads, self._place_of, self._record_at, self.revisions
        current, ids = 0, self._made.setdefault(0, [])
        for seq, made_by, stored_id, data in rows:
            expected += 1
            if seq != expected:
                self._note(f"revision {seq}", "gap_before")
                expected = seq
            if made_by != current:
                current, ids = made_by, self._made.setdefault(made_by, [])
            ids.append(stored_id)
            if type(data) is not bytes or type(stored_id) is not bytes or sha256(data).digest() != stored_id:
                self._note_damaged(seq, data)
                continue
            try:
                revision = decode(data)
                parents = [bytes.fromhex(parent) for parent in revision.parents] if revision.parents else ()
            except _UNREADABLE:
                self._note_damaged(seq, data)
                continue
            record = revision.record
            place_of[stored_id] = seq
            record_at[seq] = record
            if data[SEAL_FROM:SEAL_TO] == SEAL_START:
                self._sealed.append((seq, stored_id, data, record))
            if not parents:
                heads[record] = (*heads[record], seq) if record in heads else (seq,)
                continue
            followed = set()
            for parent in parents:
                known = place_of.get(parent, 0)
                if record_at.get(known) != record:
                    self._note(f"revision {seq}", "parent_missing", record, seq)
                else:
                    followed.add(known)
            heads[record] = (*(head for head in heads.get(record, ()) if head not in followed), seq)
        if not self._made[0]:
            del self._made[0]
        self.revisions = expected

    def _note_damaged(self, seq: int, data: object) -> None:
        """Name the record of damaged bytes: by what they still say, and by the revisions that they followed."""
        self.damaged_rows.add(seq)
        hint = salvage(data)
        name = f"#{seq}" if hint is None or (hint.record in self.heads and not hint.parents) else hint.record
        followed = {
            self._record_at[self._place_of[key]] for p in parents_in(data) if (key := bytes.fromhex(p.decode())) in self._place_of
        }
        self._note(f"revision {seq}", "bytes_changed", name, seq)
        for record in followed - {name}:
            self._note(f"revision {seq}", "bytes_changed", record, seq)

    def _check_commits(self, rows: list[tuple[int, bytes, bytes]]) -> None:
        made, known, sessions = self._made, self._known, self._sessions
        region, expected = self._region, self.commits
        for seq, stored_id, commit in self._read_commits(rows):
            expected += 1
            if seq != expected:
                self._note(f"commit {seq}", "gap_before")
                expected = seq
            ids = made.pop(seq, [])
            if commit is None:
                region = region or ("?" if seq == 1 else "")
                continue
            if not region:
                region = stored_id
                if commit.genesis is None or commit.region or commit.previous:
                    self._note(f"commit {seq}", "not_a_beginning")
            elif region == "?":
                region = commit.region
            elif commit.region != region:
                self._note(f"commit {seq}", "other_region")
            for previous in commit.previous:
                if previous not in known:
                    self._note(f"commit {seq}", "previous_missing")
            if sessions.get(commit.session, 0) >= commit.number:
                self._note(f"commit {seq}", "session_order")
            sessions[commit.session] = commit.number
            if len(ids) != commit.count or not {bytes}.issuperset(map(type, ids)) or _digest(ids) != commit.revisions:
                self._note(f"commit {seq}", "revisions_differ")
            self.erased.update(dict.fromkeys(commit.erases, seq))
            known.add(stored_id)
            self._chain.append((stored_id, commit.previous))
        self._region, self.commits = region, expected

    def _check_chain(self) -> None:
        for orphan in self._made:
            self._note(f"commit {orphan}", "commit_missing")
        self.tips = tuple(tips_of(self._chain))
        if not self.commits:
            self._note("commits", "empty")

    def _read_commits(self, rows: list[tuple[int, bytes, bytes]]) -> Iterator[tuple[int, str, Commit | None]]:
        for seq, stored_id, data in rows:
            commit = None
            if type(data) is bytes and type(stored_id) is bytes and hashlib.sha256(data).digest() == stored_id:
                try:
                    commit = read_commit(data)
                except _UNREADABLE:
                    commit = None
            if commit is None:
                self._note(f"commit {seq}", "bytes_changed")
            yield seq, stored_id.hex() if isinstance(stored_id, bytes) else "", commit

    def _check_personal(self) -> None:
        """Each seal against what lies beside the ledger. Where a commit erased it, nothing must lie there any more."""
        kept = personal.kept(self.db)
        names = {str(name) for (name,) in self.db.execute("select name from meta")}
        known = accounts.kept(self.db)
        self.foreign = names - {"state", "derived", shape.HEADS_SUM, shape.VIEWS_SUM} - {tables.ACCOUNT + user for user in known}
        for user, body in known.items():
            if not body:
                self._note(f"meta {tables.ACCOUNT}{user}", "account_changed")
        for seq, stored_id, data, record in self._sealed:
            name = stored_id.hex()
            if record in self.erased:
                continue
            self.foreign.discard(tables.PERSONAL + name)
            if opened(data, from_text(kept.get(name, "")), 0) is None:
                self._note(f"revision {seq}", "personal_changed" if name in kept else "personal_missing", record, seq)
        self.foreign = {name for name in self.foreign if personal.may_hold(name, tables.meta(self.db, name))}

    def _check_derived(self) -> None:
        before = len(self.problems)
        state = tables.state_of(self.commits, self.revisions, self.tips)
        if tables.meta(self.db, "state") != state:
            self._note("meta state", "other_length", derived=self.ledger_is_whole)
        for name in sorted(self.foreign):
            self._note(f"meta {name}", "bytes_changed", derived=True)
        version = tables.meta(self.db, "derived")
        if version not in {str(known) for known in range(1, tables.DERIVED + 1)}:
            self._note("meta derived", "bytes_changed", derived=True)
        elif version == str(tables.DERIVED):
            self._check_heads()
            self._check_views()
        self.derived_is_right = len(self.problems) == before

    def _check_heads(self) -> None:
        try:
            in_order = [seq for (seq,) in self.db.execute("select seq from heads order by seq").fetchall()]
        except sqlite3.OperationalError:
            self._note("heads", "head_differs", derived=True)
            return
        if in_order == sorted(chain.from_iterable(self.heads.values())):
            if tables.meta(self.db, shape.HEADS_SUM) != shape.heads_sum(self.db):
                self._note("meta heads", "bytes_changed", derived=True)
            return
        listed = set(in_order)
        record_of = {seq: record for record, heads in self.heads.items() for seq in heads}
        whole = self.ledger_is_whole
        for seq in sorted(listed - record_of.keys() - self.damaged_rows):
            self._note(f"heads {seq}", "head_differs", derived=whole)
        for seq in sorted(record_of.keys() - listed):
            # With every revision and commit in order it is the list that is wrong. Else the revision that followed this one may be
            # what is damaged: then its figures are not the record's.
            record = record_of[seq]
            self._note(f"heads {seq}", "head_missing", "" if whole else record, self._newest_of(record), derived=whole)

    def _check_views(self) -> None:
        if tables.meta(self.db, shape.VIEWS_SUM) != shape.views_sum(self.db):
            self._note("views", "view_changed", derived=True)

    def _newest_of(self, record: str) -> int:
        """The place of the last revision of a record that could be read, 0 where there is none."""
        self._index()
        return max((place for place, name in self._record_at.items() if name == record), default=0)

    def _check_drafts(self) -> None:
        query = "select person, station, contest, saved_at, id, data from drafts"
        for person, station, contest, saved_at, stored_id, data in self.db.execute(query):
            if stored_id != draft_id(person, station, contest, saved_at, data):
                self._note(f"draft of {person}, station {station}", "bytes_changed", derived=True)


def _digest(ids: list[bytes]) -> str:
    return hashlib.sha256(b"".join(ids)).hexdigest()


def draft_id(person: str, station: str, contest: str, saved_at: str, data: bytes) -> bytes:
    """The hash under which a draft lies, over all its columns."""
    names = "\x00".join(str(part) for part in (person, station, contest, saved_at)).encode(errors="replace")
    return hashlib.sha256(names + b"\x00" + (data if isinstance(data, bytes) else str(data).encode())).digest()
