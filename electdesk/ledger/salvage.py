"""What damaged bytes of a revision still say. For naming what is damaged, never for counting it."""

import re
from collections.abc import Collection, Iterable
from typing import Final

import msgspec

from electdesk.ledger.revision import Revision, read_revision

# `["kind","record",…`: the punctuation may be what was damaged.
_START: Final = re.compile(rb"^..([A-Za-z-]+)...([A-Za-z0-9_-]+)..", re.DOTALL)
_TEXT: Final = re.compile(rb'"([a-z_]+)":"((?:[^"\\]|\\.)*)"')
_NUMBER: Final = re.compile(rb'"([a-z_]+)":(-?\d+)')
_PARENT: Final = re.compile(rb"[0-9a-f]{64}")


def salvage(data: object) -> Revision | None:
    """A damaged revision as far as it can be read: as JSON, else field by field (texts and numbers); None where not even its name can."""
    if not isinstance(data, bytes):
        data = str(data).encode() if data is not None else b""
    try:
        revision = read_revision(data)
        if isinstance(msgspec.json.decode(revision.body), dict):
            return revision
    except (msgspec.DecodeError, UnicodeDecodeError):
        pass
    start = _START.match(data)
    if start is None:
        return None
    fields: dict[str, str | int] = {}
    for name, text in _TEXT.findall(data):
        fields.setdefault(name.decode(), text.decode(errors="replace"))
    for name, number in _NUMBER.findall(data):
        fields.setdefault(name.decode(), int(number[:18]))
    parents = tuple(parent.decode() for parent in parents_in(data))
    return Revision(start[1].decode(), start[2].decode(), parents, msgspec.Raw(msgspec.json.encode(fields)))


class Hint(msgspec.Struct, frozen=True):
    """What there is to tell where a damaged record belongs: its place in the store, the bytes, and what they still say."""

    place: int
    data: bytes
    revision: Revision | None


def find_name(data: bytes, known: Collection[str]) -> str:
    """The known name that stands in the bytes as a whole text, or with one byte changed; "" where none does."""
    whole = [name for name in known if b'"' + name.encode() + b'"' in data]
    if whole:
        return max(whole, key=len)
    for name in known:
        wanted = b'"' + name.encode() + b'"'
        half = len(wanted) // 2
        # One changed byte leaves one half of the text as it was.
        for part, before in ((wanted[:half], 0), (wanted[half:], half)):
            at = data.find(part)
            while at >= 0:
                window = data[max(at - before, 0) : at - before + len(wanted)]
                if len(window) == len(wanted) and sum(a != b for a, b in zip(window, wanted, strict=True)) == 1:
                    return name
                at = data.find(part, at + 1)
    return ""


def parents_in(data: object) -> list[bytes]:
    """The revision ids that stand in damaged bytes before the body, in hexadecimal."""
    return _PARENT.findall(data[: data.find(b"{")] if b"{" in data else data) if isinstance(data, bytes) else []


def nearest(name: str, known: Iterable[str]) -> str:
    """The one known name that differs from this in at most one character; the name itself where there is no such or more than one."""
    found = []
    for other in known:
        if other == name:
            return name
        if len(other) == len(name) and sum(a != b for a, b in zip(other, name, strict=True)) == 1:
            found.append(other)
    return found[0] if len(found) == 1 else name
