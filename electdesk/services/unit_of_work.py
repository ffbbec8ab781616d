"""The one door for writing: a command opens a unit of work, adds revisions, and commits once or not at all."""

import base64
import secrets
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from electdesk.columns.heads import decode_body
from electdesk.columns.region import STRUCTURAL, Change
from electdesk.columns.register import fold_number
from electdesk.domain.errors import ClerkError
from electdesk.domain.records import KIND_OF, KINDS, Body
from electdesk.ledger import canonical
from electdesk.ledger.personal import Sealed, seal
from electdesk.ledger.revision import (
    Commit,
    Origin,
    Stored,
    Withdrawn,
    content_id,
    digest_of_ids,
    is_withdrawn,
    read_revision,
    store_commit,
    store_revision,
)
from electdesk.services.ports import CommitRow

if TYPE_CHECKING:
    from electdesk.services.region import Region


class ChangeSet(msgspec.Struct, frozen=True):
    """What one command changed. ``rows`` are the stations (rows of the register) that look different now; ``structural``: all may.

    ``commit`` is None where the command found that there was nothing to change, and so wrote nothing, or was asked only what it would
    do: then ``counts`` says it.
    """

    commit: CommitRow | None
    kinds: frozenset[str] = frozenset()
    rows: frozenset[int] = frozenset()
    structural: bool = False
    records: tuple[str, ...] = ()
    counts: dict[str, int] = {}


def new_record_id() -> str:
    """A random record id: 96 bits, 16 characters that need no escaping anywhere."""
    return secrets.token_urlsafe(12)


def new_record_ids(count: int) -> list[str]:
    """So many ids as ``new_record_id`` makes them, from one draw: 100,000 single ones took a quarter of a second."""
    letters = base64.urlsafe_b64encode(secrets.token_bytes(12 * count)).decode("ascii")
    return [letters[start : start + 16] for start in range(0, 16 * count, 16)]


def new_choice_id() -> str:
    """A random record id for a choice, 48 bits: every entry names every choice of its ballot, so each letter stands in the file 100,000 times."""
    return secrets.token_urlsafe(6)


class UnitOfWork:
    """Revisions gathered by one command. Nothing reaches the store before ``commit``; a failure before it leaves nothing."""

    def __init__(
        self,
        region: "Region",
        command: str,
        reason: str = "",
        origin: Origin | None = None,
        undoes: str = "",
        witness: str = "",
    ) -> None:
        self._region = region
        self._command = command
        self._reason = reason
        self._origin = origin
        self._undoes = undoes
        self._witness = witness
        self._erases: list[str] = []
        self._sealed: dict[str, Sealed] = {}
        self._stored: list[Stored] = []
        self._replaced: list[int] = []
        self._planned: list[tuple[str, str, Any, Any]] = []
        self._seen: set[str] = set()

    def put(self, body: Body, record: str = "") -> str:
        """Give a record its next state, or begin a new record ("" = a random id). Returns the record id. An equal state adds nothing."""
        kind = KIND_OF[type(body)]
        record = record or new_record_id()
        encoded = canonical.encode_trusted(body)
        if not encoded.isascii():
            # What is stored is NFC; the columns must hold the same texts as after the next opening.
            body = msgspec.json.decode(encoded, type=type(body))
        before = self._before(record)
        if before == body and len(self._heads(record)) == 1:
            return record
        self._add(kind, record, encoded, body, before)
        return record

    def put_new(self, bodies: Sequence[Body]) -> None:
        """Begin many new records: the short way for imports, without a look at earlier states."""
        for body, record in zip(bodies, new_record_ids(len(bodies)), strict=True):
            kind = KIND_OF[type(body)]
            encoded = canonical.encode_trusted(body)
            if not encoded.isascii():
                body = msgspec.json.decode(encoded, type=type(body))
            self._store(kind, record, (), encoded)
            self._planned.append((kind, record, body, None))

    def withdraw(self, record: str, reason: str) -> None:
        """Take a record out of use. Its earlier states remain in the ledger."""
        before = self._before(record)
        kind = KIND_OF[type(before)]
        self._add(kind, record, canonical.encode(Withdrawn(reason)), None, before)

    def erase(self, record: str, reason: str) -> None:
        """Take a record of a personal kind out of use, and with the commit the bodies of all its states. Nothing follows it any more."""
        kind = self._region.columns.records.kind_of[record]
        self._add(kind, record, canonical.encode(Withdrawn(reason)), None, self._before(record))
        self._erases.append(record)

    def put_raw(self, kind: str, record: str, body: bytes, decoded: Any | None) -> None:
        """Give a record a state that it had before, byte for byte (undo). A personal body gets a seal of its own."""
        self._add(kind, record, body, decoded, self._before(record))

    def _add(self, kind: str, record: str, body: bytes, decoded: Any | None, before: Any | None) -> None:
        if record in self._seen:
            raise AssertionError(f"one unit of work changes {kind} {record} twice")
        self._seen.add(record)
        store, heads = self._region.store, self._heads(record)
        if record in store.damaged:
            # Its newest state cannot be read, so nothing may follow it: it is mended from a backup that holds the same id.
            raise ClerkError("record_damaged", file=store.path, place=max(heads, default=0))
        if record in store.erased:
            raise ClerkError("personal_erased", record=record, commit=store.erased[record])
        parents = tuple(row.id for row in store.rows(heads)) if heads else ()
        self._replaced.extend(heads)
        self._store(kind, record, parents, body)
        self._planned.append((kind, record, decoded, before))

    def _store(self, kind: str, record: str, parents: tuple[str, ...], body: bytes) -> None:
        if KINDS[kind].personal and not is_withdrawn(body):
            sealed = seal(body)
            stored = store_revision(kind, record, parents, sealed.stored_body)
            self._sealed[stored.id.hex()] = sealed
        else:
            stored = store_revision(kind, record, parents, body)
        self._stored.append(stored)

    def _heads(self, record: str) -> tuple[int, ...]:
        return self._region.columns.records.heads.get(record, ())

    def _before(self, record: str) -> Any | None:
        heads = self._heads(record)
        if not heads:
            return None
        return decode_body(self._region.store.rows(heads[-1:])[0].revision)

    @property
    def last_content(self) -> str:
        """The content id of the revision that was added last, for a record of the same commit that names it."""
        return content_id(read_revision(self._stored[-1].data).body)

    @property
    def is_empty(self) -> bool:
        """Whether nothing would change."""
        return not self._stored

    def commit(self) -> ChangeSet:
        """Write the commit and bring the columns up to it. An empty unit writes nothing.

        Raises ClerkError: station_exists where two stations of one area would bear one number; saved_not_shown where everything is
        saved and cannot be read again; and what ``Store.append`` raises.
        """
        if self.is_empty:
            return ChangeSet(None)
        self._refuse_one_number_twice()
        return self._write()

    def commit_event(self) -> ChangeSet:
        """Write a commit without revisions: something happened (print, export, log-in) that belongs into the chain."""
        return self._write()

    def _write(self) -> ChangeSet:
        region, store = self._region, self._region.store
        if store.read_only:
            raise ClerkError("file_read_only", file=store.path, reason=store.read_only_reason, holder=store.holder)
        commit = Commit(
            region=store.region_id,
            previous=store.tips,
            session=region.session,
            number=region.next_number(),
            author=region.person.name,
            office=region.person.office,
            at=region.now_text(),
            offset=region.columns.set_up.utc_offset,
            command=self._command,
            reason=self._reason,
            origin=self._origin,
            undoes=self._undoes,
            erases=tuple(self._erases),
            witness=self._witness,
            revisions=digest_of_ids([stored.id for stored in self._stored]),
            count=len(self._stored),
        )
        kinds = frozenset(kind for kind, _, _, _ in self._planned)
        structural = bool(kinds & {"contest", "choice"})
        stored_commit = store_commit(commit)
        places = store.append(stored_commit, self._stored, self._replaced, structural, self._sealed)
        changes = [
            Change(kind, record, seq, body, before) for (kind, record, body, before), seq in zip(self._planned, places, strict=True)
        ]
        rows = self._take_in(changes)
        row = CommitRow(store.counts[0], stored_commit.id.hex(), commit)
        structural = structural or bool(kinds & STRUCTURAL) or len(rows) == len(region.columns.register)
        change = ChangeSet(row, kinds, frozenset(rows), structural, tuple(record for _, record, _, _ in self._planned))
        region.announce(change)
        return change

    def _take_in(self, changes: list[Change]) -> set[int]:
        """Bring the columns up to what is durable by now: a fault of our own from here on must not look as if nothing were saved."""
        columns = self._region.columns
        try:
            return columns.apply(changes)
        except Exception as error:  # noqa: BLE001 - reported below; the columns are read anew, as at the next opening
            sys.excepthook(type(error), error, error.__traceback__)
        try:
            columns.load()
        except Exception as error:
            raise ClerkError("saved_not_shown", file=self._region.store.path) from error
        return set(range(len(columns.register)))

    def _refuse_one_number_twice(self) -> None:
        """A number names one station of its area, whichever command, import or undo gives it."""
        stations = {record: body for kind, record, body, _ in self._planned if kind == "station"}
        register = self._region.columns.register
        given: set[tuple[str, str]] = set()
        for body in stations.values():
            if body is None:
                continue
            place = (body.area, fold_number(body.number))
            others = register.holding(body.number, body.area)
            if place in given or any(register.ids[row] not in stations for row in others):
                raise ClerkError("station_exists", station=body.number)
            given.add(place)
