"""Reading every stored byte of a region file again: ids, commits, parents, heads. SQLite's own check does not see a flipped vote."""

import hashlib
import sqlite3
from collections.abc import Iterator

import msgspec

from electdesk.ledger.fingerprint import fingerprint
from electdesk.ledger.heads import tips_of
from electdesk.ledger.revision import Commit, Revision, read_commit
from electdesk.services.ports import Problem, Verification
from electdesk.storage import tables

_HEADER = msgspec.json.Decoder(Revision)


class FullCheck:
    """One pass over a file. ``problems`` grows while it runs; afterwards ``heads`` and ``damaged`` can be taken over by the opener."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.problems: list[Problem] = []
        self.heads: dict[str, tuple[int, ...]] = {}
        self.damaged: set[str] = set()
        self.damaged_rows: set[int] = set()
        self.tips: tuple[str, ...] = ()
        self.commits = 0
        self.revisions = 0

    def run(self) -> Verification:
        """Check everything. A file that SQLite cannot read to its end is reported, not raised."""
        try:
            self._check()
        except sqlite3.DatabaseError as error:
            self._note("file", f"unreadable: {error}")
        tips = [bytes.fromhex(tip) for tip in self.tips]
        return Verification(fingerprint(tips) if tips else "", self.commits, self.revisions, tuple(self.problems))

    def _note(self, where: str, what: str, record: str = "") -> None:
        self.problems.append(Problem(where, what, record))
        if record:
            self.damaged.add(record)

    def _check(self) -> None:
        for (line,) in self._db.execute("pragma quick_check(20)"):
            if line != "ok":
                self._note("file", f"structure: {line}")
        self._db.execute("begin")
        try:
            made: dict[int, list[bytes]] = {}
            self._check_revisions(made)
            self._check_commits(made)
            self._check_derived()
            self._check_drafts()
        finally:
            self._db.execute("rollback")
        for name in tables.missing_guards(self._db):
            self._note(f"trigger {name}", "guard_missing")

    def _check_revisions(self, made: dict[int, list[bytes]]) -> None:
        # One tight loop: on 100,000 tallies every line here is run 200,000 times.
        sha256, decode = hashlib.sha256, _HEADER.decode
        heads: dict[str, tuple[int, ...]] = {}
        key_of: dict[bytes, tuple[int, str]] = {}
        expected = 0
        for seq, made_by, stored_id, data in self._db.execute("select seq, made_by, id, data from revisions order by seq"):
            expected += 1
            if seq != expected:
                self._note(f"revision {seq}", "gap_before")
                expected = seq
            ids = made.get(made_by)
            if ids is None:
                made[made_by] = [stored_id]
            else:
                ids.append(stored_id)
            if type(data) is not bytes or type(stored_id) is not bytes or sha256(data).digest() != stored_id:
                self._note(f"revision {seq}", "bytes_changed", self._record_of(seq, data))
                self.damaged_rows.add(seq)
                continue
            revision = decode(data)
            record = revision.record
            key_of[stored_id] = (seq, record)
            if not revision.parents:
                heads[record] = (*heads[record], seq) if record in heads else (seq,)
                continue
            followed = set()
            for parent in revision.parents:
                known = key_of.get(bytes.fromhex(parent))
                if known is None or known[1] != record:
                    self._note(f"revision {seq}", "parent_missing", record)
                else:
                    followed.add(known[0])
            heads[record] = (*(head for head in heads.get(record, ()) if head not in followed), seq)
        self.heads = heads
        self.revisions = expected

    def _record_of(self, seq: int, data: object) -> str:
        """The record that a damaged revision still names, else the one it can be told by: its row number."""
        try:
            return _HEADER.decode(bytes(data) if isinstance(data, bytes) else b"").record
        except (msgspec.DecodeError, UnicodeDecodeError):
            return f"#{seq}"

    def _check_commits(self, made: dict[int, list[bytes]]) -> None:
        known: dict[str, int] = {}
        chain: list[tuple[str, tuple[str, ...]]] = []
        sessions: dict[str, int] = {}
        region = ""
        expected = 0
        for seq, stored_id, commit in self._commits():
            expected += 1
            if seq != expected:
                self._note(f"commit {seq}", "gap_before")
                expected = seq
            if not region:
                region = stored_id
                if commit.genesis is None or commit.region or commit.previous:
                    self._note(f"commit {seq}", "not_a_beginning")
            elif commit.region != region:
                self._note(f"commit {seq}", "other_region")
            for previous in commit.previous:
                if previous not in known:
                    self._note(f"commit {seq}", "previous_missing")
            if sessions.get(commit.session, 0) >= commit.number:
                self._note(f"commit {seq}", "session_order")
            sessions[commit.session] = commit.number
            ids = made.pop(seq, [])
            if len(ids) != commit.count or hashlib.sha256(b"".join(ids)).hexdigest() != commit.revisions:
                self._note(f"commit {seq}", "revisions_differ")
            known[stored_id] = seq
            chain.append((stored_id, commit.previous))
        for orphan in made:
            self._note(f"commit {orphan}", "commit_missing")
        self.commits = expected
        self.tips = tuple(tips_of(chain))
        if not region:
            self._note("commits", "empty")

    def _commits(self) -> Iterator[tuple[int, str, Commit]]:
        for seq, stored_id, data in self._db.execute("select seq, id, data from commits order by seq"):
            if type(data) is not bytes or type(stored_id) is not bytes or hashlib.sha256(data).digest() != stored_id:
                self._note(f"commit {seq}", "bytes_changed")
                continue
            yield seq, stored_id.hex(), read_commit(data)

    def _check_derived(self) -> None:
        state = f"{self.commits} {self.revisions} {' '.join(self.tips)}"
        if tables.meta(self._db, "state") != state:
            self._note("meta state", "other_length")
        if tables.meta(self._db, "derived") != str(tables.DERIVED):
            return
        listed = {seq for (seq,) in self._db.execute("select seq from heads")}
        record_of = {seq: record for record, heads in self.heads.items() for seq in heads}
        for seq in sorted(listed - record_of.keys() - self.damaged_rows):
            self._note(f"heads {seq}", "head_differs")
        for seq in sorted(record_of.keys() - listed):
            # Either the list was changed, or the revision that followed this one is damaged: in both cases its figures are not the record's.
            self._note(f"heads {seq}", "head_missing", record_of[seq])

    def _check_drafts(self) -> None:
        query = "select person, station, contest, saved_at, id, data from drafts"
        for person, station, contest, saved_at, stored_id, data in self._db.execute(query):
            if stored_id != draft_id(person, station, contest, saved_at, data):
                self._note(f"draft of {person}, station {station}", "bytes_changed")


def draft_id(person: str, station: str, contest: str, saved_at: str, data: bytes) -> bytes:
    """The hash under which a draft lies, over all its columns."""
    names = "\x00".join((person, station, contest, saved_at)).encode()
    return hashlib.sha256(names + b"\x00" + (data if isinstance(data, bytes) else str(data).encode())).digest()
