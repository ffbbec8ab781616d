"""Reading the heads of a store into typed bodies, once, by kind."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import msgspec

from electdesk.domain.records import KINDS, Body
from electdesk.ledger.merge import current
from electdesk.ledger.revision import Revision, read_revision

_WITHDRAWN: Final = b'{"withdrawn":'


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


class Records:
    """The current bodies of the descriptive kinds, and for every record which rows of the store are its heads."""

    def __init__(self) -> None:
        self.heads: dict[str, tuple[int, ...]] = {}
        self.kind_of: dict[str, str] = {}
        self.bodies: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
        self.contested: dict[str, tuple[str, ...]] = {}

    def read(self, rows: Iterable[tuple[int, bytes]]) -> list[EntryRow]:
        """Take in head rows (place, bytes). Returns the entries as (place, record id, body, bytes); the other kinds stay in ``bodies``.

        A record with two heads is joined by the merge rule of its kind; figures in conflict are returned with the body None.
        """
        heads, kind_of, bodies = self.heads, self.kind_of, self.bodies
        entries: list[EntryRow] = []
        joined: dict[str, list[tuple[int, Revision]]] = {}
        for seq, data in rows:
            kind = data[2 : data.index(b'"', 2)].decode()
            if _WITHDRAWN in data:
                revision = read_revision(data)
                heads[revision.record] = (*heads.get(revision.record, ()), seq)
                kind_of[revision.record] = kind
                bodies.get(kind, {}).pop(revision.record, None)
                continue
            decoder = _DECODERS.get(kind)
            if decoder is None:
                continue
            head = decoder.decode(data)
            record = head.record
            if record in heads:
                joined.setdefault(record, []).append((seq, read_revision(data)))
                heads[record] = (*heads[record], seq)
                if kind == "entry":
                    entries.append((seq, record, head.body, data))
                continue
            heads[record] = (seq,)
            if kind == "entry":
                entries.append((seq, record, head.body, data))
            else:
                kind_of[record] = kind
                bodies[kind][record] = head.body
        if joined:
            entries = self._join(entries, joined)
        return entries

    def _join(self, entries: list[EntryRow], joined: Mapping[str, list[tuple[int, Revision]]]) -> list[EntryRow]:
        kept = [entry for entry in entries if entry[1] not in joined]
        for record, later in joined.items():
            kind = KINDS[later[0][1].kind]
            mine = [entry for entry in entries if entry[1] == record]
            if kind.name == "entry":
                same = all(body == mine[0][2] for _, _, body, _ in mine)
                kept.extend(mine[-1:] if same else ((seq, record, None, data) for seq, _, _, data in mine))
                continue
            first = msgspec.to_builtins(self.bodies[kind.name].get(record))
            together = current(kind.rule, [first, *(msgspec.json.decode(revision.body) for _, revision in later)])
            if together.body is None:
                self.bodies[kind.name].pop(record, None)
            else:
                self.bodies[kind.name][record] = msgspec.convert(together.body, kind.body)
            self.contested[record] = together.contested
        return kept

    def replace(self, record: str, kind: str, seq: int, body: Any | None) -> None:
        """A command gave a record its next revision; None withdraws it."""
        self.heads[record] = (seq,)
        self.kind_of[record] = kind
        if kind == "entry":
            return
        if body is None:
            self.bodies[kind].pop(record, None)
        else:
            self.bodies[kind][record] = body


def decode_body(revision: Revision) -> Any | None:
    """The typed body of a revision, None where it withdraws the record."""
    if bytes(revision.body).startswith(_WITHDRAWN):
        return None
    return msgspec.json.decode(revision.body, type=KINDS[revision.kind].body)


def loose_body(revision: Revision) -> dict[str, Any]:
    """A body as plain values, {} where it cannot be read as such: for records in conflict and for damaged ones."""
    try:
        body = msgspec.json.decode(revision.body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return {}
    return body if isinstance(body, dict) else {}
