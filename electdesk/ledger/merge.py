"""What a record says when it has several heads: the three merge rules."""

import enum
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec


class Rule(enum.Enum):
    """How two heads of one record come together."""

    FIGURES = "figures"
    """Whole record: heads that differ are a conflict, and the record has no current value until a person settles it."""
    DESCRIPTION = "description"
    """Field by field: a field changed on both sides is marked, and the next edit settles it."""
    EVENT = "event"
    """Only added, never changed: each head stands."""


class Current(msgspec.Struct, frozen=True):
    """The current state of a record. ``body`` is None where figures are in conflict; ``contested`` names fields changed on both sides."""

    body: dict[str, Any] | None
    contested: tuple[str, ...] = ()


def current(rule: Rule, heads: Sequence[dict[str, Any]], base: dict[str, Any] | None = None) -> Current:
    """What the heads of one record (in the order of their ids, which every file shares) say together.

    ``base`` is the newest state that all heads descend from, None where there is none. The result does not depend on the
    order in which two files were merged; a contested field shows the value of the first head.
    """
    first, *others = heads
    if all(other == first for other in others):
        return Current(first)
    if rule is Rule.FIGURES:
        return Current(None)
    if rule is Rule.EVENT:
        return Current(first)
    return _field_by_field(heads, base or {})


def _field_by_field(heads: Sequence[dict[str, Any]], base: dict[str, Any]) -> Current:
    missing = object()
    body: dict[str, Any] = {}
    contested: list[str] = []
    for name in sorted({name for head in heads for name in head} | set(base)):
        was = base.get(name, missing)
        changed = [value for head in heads if (value := head.get(name, missing)) != was]
        value = changed[0] if changed else was
        if any(other != value for other in changed):
            contested.append(name)
        if value is not missing:
            body[name] = value
    return Current(body, tuple(contested))


def common_base(heads: Iterable[str], parents: Mapping[str, Sequence[str]]) -> str | None:
    """The newest revision that all heads descend from, by the parents of each revision id; None where there is none.

    Of several that do not descend from each other the one with the smallest id: every file chooses the same.
    """
    shared: set[str] | None = None
    for head in heads:
        above = _ancestors(head, parents)
        shared = above if shared is None else shared & above
    if not shared:
        return None
    older = {ancestor for revision in shared for ancestor in _ancestors(revision, parents) if ancestor != revision}
    return min(shared - older)


def _ancestors(revision: str, parents: Mapping[str, Sequence[str]]) -> set[str]:
    found: set[str] = set()
    ahead = [revision]
    while ahead:
        name = ahead.pop()
        if name in parents and name not in found:
            found.add(name)
            ahead.extend(parents[name])
    return found
