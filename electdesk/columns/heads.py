"""Reading the heads of a store into typed bodies, once, by kind."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import Any, Final

import msgspec

from electdesk.domain.records import KINDS, Body, User
from electdesk.domain.records.user import stricter
from electdesk.ledger.merge import Rule, common_base, current
from electdesk.ledger.revision import Revision, is_withdrawn, read_revision

_WITHDRAWN: Final = b'{"withdrawn":'
_AT_ONCE: Final = 5_000
"""Rows looked at together: enough that what is done once for them costs nothing."""


class Head(msgspec.Struct, frozen=True, array_like=True):
    """A revision with its body decoded."""

    kind: str
    record: str
    parents: tuple[str, ...]
    body: Body


_DECODERS: Final[dict[str, msgspec.json.Decoder[Any]]] = {
    name: msgspec.json.Decoder(
        msgspec.defstruct(
            "Head", [("kind", str), ("record", str), ("parents", tuple[str, ...]), ("body", kind.body)], array_like=True
        )
    )
    for name, kind in KINDS.items()
}


EntryRow = tuple[int, str, Any, bytes]
"""An entry as the columns take it in: place in the store, record id, body (None where two heads conflict), stored bytes."""

ReportRow = tuple[int, str, Any]
"""A report as the columns take it in: place in the store, record id, body. A record with two heads that differ comes twice."""

Lineage = Callable[[str], list[tuple[str, Revision]]]
"""All revisions of a record, oldest first, with their ids in hexadecimal."""


class Records:
    """The current bodies of the descriptive kinds, and for every record which rows of the store are its heads.

    ``contested``: records whose heads do not agree, with the fields that a person has to settle ("withdrawn" among them where
    one side withdrew the record and the other went on).
    """

    def __init__(self) -> None:
        self.heads: dict[str, tuple[int, ...]] = {}
        self.kind_of: dict[str, str] = {}
        self.bodies: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
        self.contested: dict[str, tuple[str, ...]] = {}
        self.in_conflict: set[str] = set()
        self.reports: list[ReportRow] = []

    def read(self, rows: Iterable[tuple[int, bytes]], lineage: Lineage | None = None) -> list[EntryRow]:
        """Take in head rows (place, bytes). Returns the entries as (place, record id, body, bytes); the other kinds stay in ``bodies``.

        A record with two heads is joined by the merge rule of its kind; figures in conflict are returned with the body None.
        """
        entries: dict[str, EntryRow] = {}
        joined: dict[str, list[tuple[int, bytes]]] = {}
        first: dict[str, bytes] = {}
        ahead = iter(rows)
        while several_rows := list(islice(ahead, _AT_ONCE)):
            if not self._read_new(several_rows, entries, first):
                for of_kind in _by_kind(several_rows):
                    if not self._read_new(of_kind, entries, first):
                        self._read_each(of_kind, entries, first, joined)
        kept = list(entries.values()) if not joined else [entry for record, entry in entries.items() if record not in joined]
        if joined:
            self.reports = [report for report in self.reports if report[1] not in joined]
        for record, several in joined.items():
            # In the order of their ids, which every file shares, whichever came first in this one.
            ordered = sorted(several, key=lambda item: hashlib.sha256(item[1]).digest())
            kept.extend(self._join(record, ordered, lineage))
        return sorted(kept) if joined else kept

    def _read_new(self, rows: list[tuple[int, bytes]], entries: dict[str, EntryRow], first: dict[str, bytes]) -> bool:
        """Take in rows of one kind that are all in use and each the only head of its record so far, without a loop over them.

        False, and nothing taken in, where they are anything else: then each is looked at.
        """
        seqs, blobs = zip(*rows, strict=True)
        start = blobs[0][: blobs[0].index(b'"', 2) + 1]
        kind = start[2:-1].decode()
        decoder = _DECODERS.get(kind)
        if decoder is None or {data[: len(start)] for data in blobs} != {start} or _WITHDRAWN in b"".join(blobs):
            return False
        decode = decoder.decode
        found = [decode(data) for data in blobs]
        records = [head.record for head in found]
        if len(set(records)) != len(rows) or not self.heads.keys().isdisjoint(records):
            return False
        states = [head.body for head in found]
        self.heads.update(zip(records, zip(seqs, strict=True), strict=True))
        first.update(zip(records, blobs, strict=True))
        if kind == "entry":
            entries.update(zip(records, zip(seqs, records, states, blobs, strict=True), strict=True))
        elif kind == "report":
            self.reports.extend(zip(seqs, records, states, strict=True))
        else:
            self.kind_of.update(dict.fromkeys(records, kind))
            self.bodies[kind].update(zip(records, states, strict=True))
        return True

    def _read_each(
        self,
        rows: list[tuple[int, bytes]],
        entries: dict[str, EntryRow],
        first: dict[str, bytes],
        joined: dict[str, list[tuple[int, bytes]]],
    ) -> None:
        heads, kind_of, bodies = self.heads, self.kind_of, self.bodies
        for seq, data in rows:
            kind = data[2 : data.index(b'"', 2)].decode()
            decoder = _DECODERS.get(kind)
            if decoder is None:
                continue
            body: Any = None
            # The needle may stand deeper inside as well: a name in a language called "withdrawn".
            if _WITHDRAWN in data and is_withdrawn((revision := read_revision(data)).body):
                record = revision.record
            else:
                head = decoder.decode(data)
                record, body = head.record, head.body
            if record in heads:
                joined.setdefault(record, [(heads[record][0], first[record])]).append((seq, data))
                heads[record] = (*heads[record], seq)
                continue
            heads[record] = (seq,)
            first[record] = data
            if kind == "entry":
                if body is not None:
                    entries[record] = (seq, record, body, data)
                continue
            if kind == "report":
                if body is not None:
                    self.reports.append((seq, record, body))
                continue
            kind_of[record] = kind
            if body is not None:
                bodies[kind][record] = body

    def _join(self, record: str, several: list[tuple[int, bytes]], lineage: Lineage | None) -> list[EntryRow]:
        revisions = [read_revision(data) for _, data in several]
        kind = KINDS[revisions[0].kind]
        live = [(seq, data, rev) for (seq, data), rev in zip(several, revisions, strict=True) if not is_withdrawn(rev.body)]
        if not live:
            self.bodies[kind.name].pop(record, None)
            return []
        agree = len(live) == len(several)
        if kind.name == "entry":
            if agree and all(bytes(rev.body) == bytes(live[0][2].body) for _, _, rev in live):
                seq, data, rev = live[0]
                return [(seq, record, decode_body(rev), data)]
            self.in_conflict.add(record)
            return [(seq, record, None, data) for seq, data, _ in live]
        if kind.name == "report":
            # All heads are told; the columns see that they differ. One side withdrew it and the other went on: nobody knows which is right.
            if not agree or any(bytes(rev.body) != bytes(live[0][2].body) for _, _, rev in live):
                self.in_conflict.add(record)
            self.reports += [(seq, record, decode_body(rev)) for seq, _, rev in live]
            return []
        base = None
        if kind.rule is Rule.DESCRIPTION and lineage is not None:
            base = _base(revisions, dict(lineage(record)))
        together = current(kind.rule, [msgspec.json.decode(rev.body) for _, _, rev in live], base)
        self.contested[record] = together.contested if agree else (*together.contested, "withdrawn")
        if together.body is None or (not agree and kind.rule is Rule.FIGURES):
            self.in_conflict.add(record)
            self.bodies[kind.name].pop(record, None)
        else:
            body: Any = msgspec.convert(together.body, kind.body)
            if isinstance(body, User) and "roles" in together.contested:
                body = stricter(body, [msgspec.json.decode(rev.body, type=User) for _, _, rev in live])
            self.bodies[kind.name][record] = body
        return []

    def replace(self, record: str, kind: str, seq: int, body: Any | None) -> None:
        """A command gave a record its next revision, which follows all its heads; None withdraws it."""
        self.heads[record] = (seq,)
        self.contested.pop(record, None)
        self.in_conflict.discard(record)
        if kind in ("entry", "report"):
            return
        self.kind_of[record] = kind
        if body is None:
            self.bodies[kind].pop(record, None)
        else:
            self.bodies[kind][record] = body


def _by_kind(rows: list[tuple[int, bytes]]) -> Iterable[list[tuple[int, bytes]]]:
    """The same rows, kind by kind: the heads of one record are of one kind, so their order stays."""
    found: dict[bytes, list[tuple[int, bytes]]] = {}
    for row in rows:
        found.setdefault(row[1][: row[1].index(b'"', 2)], []).append(row)
    return found.values()


def _base(heads: list[Revision], revisions: Mapping[str, Revision]) -> dict[str, Any] | None:
    """The body that all heads of a record started from. ``revisions``: all of the record by id.

    A head is known again by parents and body: of a personal kind the id is over the seal, which readers do not get. A state that somebody
    went on from may say the same, so only those that nobody followed are asked.
    """
    followed = {parent for revision in revisions.values() for parent in revision.parents}
    id_of = {(each.parents, bytes(each.body)): name for name, each in revisions.items() if name not in followed}
    names = [id_of.get((head.parents, bytes(head.body)), "") for head in heads]
    found = common_base(names, {name: each.parents for name, each in revisions.items()})
    return loose_body(revisions[found]) if found is not None else None


def decode_body(revision: Revision) -> Any | None:
    """The typed body of a revision, None where it withdraws the record."""
    if is_withdrawn(revision.body):
        return None
    return msgspec.json.decode(revision.body, type=KINDS[revision.kind].body)


def loose_body(revision: Revision) -> dict[str, Any]:
    """A body as plain values, {} where it cannot be read as such: for records in conflict and for damaged ones."""
    try:
        body = msgspec.json.decode(revision.body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return {}
    return body if isinstance(body, dict) else {}


def author_of(entry: EntryRow) -> str:
    """Who typed an entry, also one in conflict; "" where it came from a file."""
    return str(entry[2].by if entry[2] is not None else loose_body(read_revision(entry[3])).get("by", ""))


def station_of(entry: EntryRow) -> str:
    """The station of an entry; also of one in conflict, whose heads agree on nothing but that."""
    return str(entry[2].station) if entry[2] is not None else str(loose_body(read_revision(entry[3])).get("station", ""))
