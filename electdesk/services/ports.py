"""What the services need of the outside: a store for the ledger, a clock. Small on purpose: the region file and a server both fit."""

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal, Protocol

import msgspec

from electdesk.ledger.personal import Sealed
from electdesk.ledger.revision import Commit, Genesis, Revision, Stored
from electdesk.ledger.salvage import Hint


class Row(msgspec.Struct, frozen=True):
    """A stored revision: its place in the file (from 1), its id in hexadecimal, and what it says."""

    seq: int
    id: str
    revision: Revision


class CommitRow(msgspec.Struct, frozen=True):
    """A stored commit: its place in the file (from 1), its id in hexadecimal, and what it says."""

    seq: int
    id: str
    commit: Commit


class Problem(msgspec.Struct, frozen=True):
    """One contradiction that verification met: where (table, row, record) and what (a code)."""

    where: str
    what: str
    record: str = ""


class Verification(msgspec.Struct, frozen=True):
    """What verification says of a whole store. ``fingerprint`` is "" where the tips could not be read.

    ``erased``: records whose personal bodies a commit erased, each with the place of that commit. Erased is no problem: it was decided.
    """

    fingerprint: str
    commits: int
    revisions: int
    problems: tuple[Problem, ...]
    erased: tuple[tuple[str, int], ...] = ()

    @property
    def ok(self) -> bool:
        """Whether every stored byte is what its id says, and every id is named by its commit."""
        return not self.problems


class StoreState(msgspec.Struct, frozen=True):
    """A state of a store as two people can compare it over the phone. ``at``: UTC time of the newest commit, "" where it cannot be read."""

    commits: int
    revisions: int
    fingerprint: str
    at: str = ""


class DraftRow(msgspec.Struct, frozen=True):
    """A draft: what a person has typed and not finished. Lies outside the ledger and never leaves the file."""

    person: str
    station: str
    contest: str
    body: bytes
    saved_at: str


class Session(msgspec.Struct, frozen=True):
    """One opening of the store for writing: a random number, so that a copied file is a branch and not a fork of one office."""

    id: str
    person: str
    office: str


class EvidenceFile(msgspec.Struct, frozen=True):
    """A file as it is kept: its own name, SHA-256 (hexadecimal) and size (bytes)."""

    name: str
    sha256: str
    size: int


EvidenceState = Literal["there", "missing", "changed"]


class Evidence(Protocol):
    """Files that belong to records and lie beside the store, each under its hash."""

    def keep(self, source: Path) -> EvidenceFile:
        """Copy a file in. Raises ClerkError: evidence_missing, evidence_unreadable, evidence_too_large, evidence_changed, folder_unusable."""

    def state(self, sha256: str, size: int) -> EvidenceState:
        """Whether a file is there as it was handed in: every byte of it is read."""

    def path_of(self, sha256: str) -> Path | None:
        """Where a file lies, None where it does not."""

    def copy_beside(self, copy: Path) -> int:
        """Copy the files that a copy of the store does not have beside it yet; returns how many. Raises ClerkError("folder_unusable")."""


class Store(Protocol):
    """A region's ledger. Every method that writes is durable when it returns, or has changed nothing and raised ClerkError."""

    @property
    def path(self) -> Path | None:
        """The file, None for a server."""

    @property
    def read_only(self) -> bool:
        """Whether writing is refused, for whichever reason."""

    @property
    def read_only_reason(self) -> str:
        """Why: "" (writable), "asked", "held" (another holds it), "medium" (no right or no lock), "remote" (a share or a stick)."""

    @property
    def holder(self) -> str:
        """Who holds the store for writing ("clerk on PC-3 since 21:40"), "" where nobody else does."""

    @property
    def region_id(self) -> str:
        """The id of the first commit."""

    @property
    def genesis(self) -> Genesis:
        """Mode, nonce and name of the region."""

    @property
    def tips(self) -> tuple[str, ...]:
        """The ids of the commits that no commit follows, sorted."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What verification met at opening, or when it was last asked for."""

    @property
    def is_verified(self) -> bool:
        """Whether everything was read and compared since the opening; False for a store that was too large to wait for it."""

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the tips: 20 digits in four groups."""

    @property
    def counts(self) -> tuple[int, int]:
        """How many commits and revisions the store holds."""

    @property
    def damaged(self) -> frozenset[str]:
        """Record ids with a damaged revision: shown as damaged, left out of every total."""

    @property
    def erased(self) -> Mapping[str, int]:
        """Records whose personal bodies were erased, and the place of the commit that did it. Nothing follows such a record."""

    def heads(self) -> Iterator[tuple[int, bytes]]:
        """(place, bytes) of every head revision, in the order of the file. Damaged rows are left out and noted in ``damaged``.

        Here and in all that reads revisions, a sealed body is opened (``ledger.personal.opened``); the id is that of the sealed bytes.
        """

    def stored(self, seqs: Sequence[int]) -> list[tuple[int, bytes]]:
        """Revisions as (place, bytes), in the order asked for."""

    def damaged_hints(self) -> Mapping[str, Hint]:
        """Damaged records, and what there is to tell where they belong."""

    def lineage(self, record: str) -> list[tuple[str, Revision]]:
        """All revisions of a record that can be read, oldest first, with their ids in hexadecimal."""

    def by_ids(self, ids: Collection[str]) -> dict[str, Row]:
        """The revisions with these ids, looked for from the newest on. An id that the store does not hold is not among them."""

    def rows(self, seqs: Sequence[int]) -> list[Row]:
        """Revisions by their place, in the order asked for."""

    def history(self, record: str) -> list[tuple[CommitRow, Row]]:
        """Every revision of a record with the commit that made it, oldest first. Damaged ones are left out."""

    def commit_of(self, seq: int) -> CommitRow:
        """The commit that made a revision."""

    def commits(self, after: int = 0) -> list[CommitRow]:
        """The commits behind a place, oldest first. A damaged one keeps its place and is called "Damaged"."""

    def commits_back(self, newest: int = 0) -> Iterator[CommitRow]:
        """The commits from a place (0: the last one) back to the first, read as far as somebody asks: the newest few cost the same in any file."""

    def revisions_of(self, commit: int) -> list[Row]:
        """The revisions that a commit made, in order."""

    def append(
        self,
        commit: Stored,
        revisions: Sequence[Stored],
        replaced: Iterable[int],
        structural: bool,
        sealed: Mapping[str, Sealed] | None = None,
    ) -> list[int]:
        """Add one commit with its revisions in one transaction; returns the places of the revisions.

        ``replaced`` are the places of heads that are heads no longer. ``structural`` asks to rebuild the readable views. ``sealed``: salt and
        body of each revision (id in hexadecimal) that holds a seal. Where the commit ``erases`` records, salts and bodies of all their
        revisions go in the same transaction, and no byte of them stays in the store.
        Raises ClerkError: file_replaced (somebody exchanged the file; ``ours`` and ``theirs`` are the two states), file_gone, disk_full,
        file_busy, file_read_only.
        """

    @property
    def is_as_left(self) -> bool:
        """Whether the file under the name is still the very one that was read and written here, touched by nobody else."""

    def drafts(self) -> list[DraftRow]:
        """All drafts of the file."""

    def save_draft(self, draft: DraftRow) -> None:
        """Write or overwrite the draft of a person, station and contest."""

    def drop_draft(self, person: str, station: str, contest: str) -> None:
        """Remove a draft, if there is one."""

    def accounts(self) -> dict[str, bytes]:
        """User (record id) → what is kept about the password, as it was saved. Beside the ledger, in no export."""

    def save_account(self, user: str, body: bytes) -> None:
        """Write or overwrite what is kept about a user's password. Raises ClerkError as ``append`` does."""

    def verify(self) -> Verification:
        """Read every stored byte again and compare it with its id, every commit with its revisions, every head with its record."""

    def verify_in_steps(self) -> Iterator[tuple[int, int]]:
        """``verify`` in steps of some milliseconds, for idle time: yields (revisions read, revisions there are).

        At 200,000 revisions a step takes 15 ms, the first one 0.07 s and the last one 0.1 s, which compare the file as a whole.
        Commands may run in between. When it has ended, ``problems`` and ``damaged`` hold what was found; where ``damaged`` has grown,
        the columns have to be loaded anew.
        """

    @property
    def evidence(self) -> Evidence:
        """The files beside the store."""

    def copy_to(self, target: Path) -> None:
        """Write a whole copy of the store as it is now, by the database's own means. Refuses to overwrite (file_exists)."""

    def close(self) -> None:
        """Let go of the store and of its lock."""


class Clock(Protocol):
    """The time. Nothing is decided by it; it is only written down."""

    def now(self) -> datetime.datetime:
        """Now, in UTC."""


class SystemClock:
    """The clock of the PC."""

    def now(self) -> datetime.datetime:
        """Now, in UTC."""
        return datetime.datetime.now(datetime.UTC)


class Keeper(Protocol):
    """Keeps dated copies of an open store."""

    @property
    def last(self) -> datetime.datetime | None:
        """When the last copy was made in this session (local time), None where none was."""

    def keep(self, store: Store) -> list[Path]:
        """Copy the store, unless it holds nothing newer than the last copy; returns the copies made."""

    def copies(self) -> list[tuple[datetime.datetime, Path]]:
        """The copies there are, newest first."""

    def copies_holding(self, revisions: Collection[str]) -> list[Path]:
        """The copies, newest first, that still hold the sealed body of one of these revisions (ids in hexadecimal), or cannot be read."""
