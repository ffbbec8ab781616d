"""Which revision of each record is the newest, and which commits are the tips. Order is parents, never a clock."""

from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

from electdesk.ledger.revision import Revision

Key = TypeVar("Key")


class HeadIndex(Generic[Key]):
    """The heads of every record: record id → the keys (row numbers, usually) of revisions that no other follows.

    One head is the rule. Two stand after a merge of files in which both sides changed the record.
    """

    def __init__(self) -> None:
        self._heads: dict[str, tuple[Key, ...]] = {}
        self._key_of: dict[str, Key] = {}

    def add(self, key: Key, revision_id: str, revision: Revision) -> tuple[Key, ...]:
        """Take in the next revision (parents come first); returns the heads of its record from now on."""
        parents = {self._key_of[parent] for parent in revision.parents if parent in self._key_of}
        self._key_of[revision_id] = key
        kept = tuple(head for head in self._heads.get(revision.record, ()) if head not in parents)
        heads = (*kept, key)
        self._heads[revision.record] = heads
        return heads

    def of(self, record: str) -> tuple[Key, ...]:
        """The heads of a record, oldest first; () for one that the file does not know."""
        return self._heads.get(record, ())

    def all(self) -> Mapping[str, tuple[Key, ...]]:
        """Every record with its heads."""
        return self._heads


def tips_of(commits: Iterable[tuple[str, tuple[str, ...]]]) -> list[str]:
    """The ids of the commits that no commit follows, sorted. ``commits`` are (id, previous ids)."""
    followed: set[str] = set()
    known: list[str] = []
    for commit_id, previous in commits:
        known.append(commit_id)
        followed.update(previous)
    return sorted(commit_id for commit_id in known if commit_id not in followed)
