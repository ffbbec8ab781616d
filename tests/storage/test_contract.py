"""What every store promises, whatever lies behind it. A new kind of store is one more factory."""

from collections.abc import Callable
from pathlib import Path

import pytest

from electdesk.domain.errors import ClerkError
from electdesk.ledger import canonical
from electdesk.ledger.fingerprint import fingerprint
from electdesk.ledger.personal import Sealed, seal
from electdesk.ledger.revision import Commit, Stored, digest_of_ids, store_commit, store_revision
from electdesk.services.beginning import first_commit
from electdesk.services.person import Person
from electdesk.services.ports import DraftRow, Store
from electdesk.storage.region_file import RegionFile

Factory = Callable[[], Store]


@pytest.fixture(params=["region file"])
def make_store(request: pytest.FixtureRequest, tmp_path: Path) -> Factory:
    """Makes or opens the same store again: its second call sees what the first one wrote."""
    assert request.param == "region file"
    path = tmp_path / "contract.electdesk"

    def make() -> Store:
        if path.exists():
            return RegionFile.open(path, "Aigul")
        return RegionFile.create(path, first_commit("contract", "TEST", Person("Aigul")), "Aigul")

    return make


def write(
    store: Store,
    *revisions: Stored,
    replaced: tuple[int, ...] = (),
    previous: tuple[str, ...] | None = None,
    sealed: dict[str, Sealed] | None = None,
    erases: tuple[str, ...] = (),
) -> list[int]:
    """Append one commit with these revisions."""
    number = store.counts[0] + 1
    commit = Commit(
        region=store.region_id,
        previous=store.tips if previous is None else previous,
        session="s",
        number=number,
        author="Aigul",
        at="2011-04-03T15:00:00Z",
        offset=360,
        command="Test",
        erases=erases,
        revisions=digest_of_ids([stored.id for stored in revisions]),
        count=len(revisions),
    )
    return store.append(store_commit(commit), revisions, replaced, False, sealed)


def revision(record: str, votes: int, *parents: Stored) -> Stored:
    return store_revision("x", record, tuple(parent.id.hex() for parent in parents), canonical.encode({"votes": votes}))


def test_a_new_store_holds_one_commit_and_nothing_else(make_store: Factory) -> None:
    store = make_store()
    assert (store.counts, list(store.heads()), store.problems, store.damaged) == ((1, 0), [], (), frozenset())
    assert store.tips == (store.region_id,)
    assert store.genesis.mode == "TEST"
    assert store.fingerprint == fingerprint([bytes.fromhex(store.region_id)])
    store.close()


def test_what_was_appended_is_read_byte_for_byte_also_after_opening_again(make_store: Factory) -> None:
    store = make_store()
    first, second = revision("a", 1), revision("b", 2)
    later = revision("a", 3, first)
    assert write(store, first, second) == [1, 2]
    assert write(store, later, replaced=(1,)) == [3]
    for again in (False, True):
        each = make_again(store, make_store) if again else store
        assert list(each.heads()) == [(2, second.data), (3, later.data)]
        assert each.stored([3, 1]) == [(3, later.data), (1, first.data)]
        assert [(row.id, row.revision.record) for row in each.rows([2])] == [(second.id.hex(), "b")]
        assert [(c.seq, c.commit.command, r.id) for c, r in each.history("a")] == [
            (2, "Test", first.id.hex()),
            (3, "Test", later.id.hex()),
        ]
        assert [name for name, _ in each.lineage("a")] == [first.id.hex(), later.id.hex()]
        assert each.history("nobody") == []
        assert each.by_ids({second.id.hex(), "00" * 32}).keys() == {second.id.hex()}
        assert (each.commit_of(3).seq, [row.seq for row in each.revisions_of(2)]) == (3, [1, 2])
        assert [row.commit.command for row in each.commits()] == ["NewRegion", "Test", "Test"]
        assert [row.seq for row in each.commits(after=2)] == [3]
        assert (each.counts, each.verify().ok) == ((3, 3), True)
        if again:
            each.close()


def test_the_newest_commits_are_read_first_and_as_far_as_somebody_asks(make_store: Factory) -> None:
    store = make_store()
    for number in range(70):
        write(store, revision(f"r{number}", number))
    every = store.commits()
    assert list(store.commits_back()) == every[::-1]
    assert list(store.commits_back(33)) == every[32::-1]
    assert next(store.commits_back(1)).commit.command == "NewRegion"
    store.close()


def test_revisions_are_found_by_their_ids_wherever_they_lie(make_store: Factory) -> None:
    store = make_store()
    stored = [revision(f"r{number}", number) for number in range(3000)]
    write(store, *stored)
    wanted = {stored[place].id.hex() for place in (0, 1, 499, 2487, 2488, 2999)}
    assert [row.revision.record for row in store.by_ids(wanted).values()] == ["r0", "r1", "r499", "r2487", "r2488", "r2999"]
    assert store.by_ids({"00" * 32}) == {}
    store.close()


def make_again(store: Store, make: Factory) -> Store:
    store.close()
    return make()


def test_two_heads_and_two_tips_stand_side_by_side_until_they_are_joined(make_store: Factory) -> None:
    store = make_store()
    first = revision("a", 1)
    write(store, first)
    base = store.tips
    left, right = revision("a", 2, first), revision("a", 3, first)
    write(store, left, replaced=(1,))
    write(store, right, previous=base)
    assert len(store.tips) == 2
    assert list(store.heads()) == [(2, left.data), (3, right.data)]
    store = make_again(store, make_store)
    assert (len(store.tips), list(store.heads()), store.problems) == (2, [(2, left.data), (3, right.data)], ())
    joined = revision("a", 4, left, right)
    write(store, joined, replaced=(2, 3))
    assert (len(store.tips), list(store.heads())) == (1, [(4, joined.data)])
    assert store.verify().ok
    store.close()


def test_a_commit_without_revisions_stands_in_the_same_chain(make_store: Factory) -> None:
    store = make_store()
    before = store.tips
    assert write(store) == []
    assert store.commits()[-1].commit.previous == before
    assert store.counts == (2, 0)
    assert store.verify().ok
    store.close()


def test_a_draft_is_overwritten_kept_and_dropped_and_never_counts_as_a_commit(make_store: Factory) -> None:
    store = make_store()
    draft = DraftRow("Aigul", "s1", "c", b'{"figures":{}}', "2011-04-03T15:00:00Z")
    other = DraftRow("Bolat", "s1", "c", b"{}", "2011-04-03T15:00:01Z")
    newer = DraftRow("Aigul", "s1", "c", b'{"figures":{"1":5}}', "2011-04-03T15:00:02Z")
    for row in (draft, other, newer):
        store.save_draft(row)
    assert store.drafts() == [other, newer]
    store = make_again(store, make_store)
    assert (store.drafts(), store.counts, store.verify().ok) == ([other, newer], (1, 0), True)
    store.drop_draft("Aigul", "s1", "c")
    store.drop_draft("Aigul", "s1", "c")
    assert store.drafts() == [other]
    store.close()


def test_a_copy_holds_the_same_history_and_an_existing_file_is_never_overwritten(make_store: Factory, tmp_path: Path) -> None:
    store = make_store()
    write(store, revision("a", 1))
    target = tmp_path / "copy.electdesk"
    store.copy_to(target)
    copy = RegionFile.open(target)
    assert (copy.fingerprint, copy.counts, list(copy.heads())) == (store.fingerprint, store.counts, list(store.heads()))
    copy.close()
    before = target.read_bytes()
    with pytest.raises(ClerkError, match="file_exists"):
        store.copy_to(target)
    with pytest.raises(ClerkError, match="folder_unusable"):
        store.copy_to(tmp_path / "no folder" / "copy.electdesk")
    assert target.read_bytes() == before
    assert [path.name for path in tmp_path.glob("*.part")] + [path.name for path in tmp_path.glob(".*.part")] == []
    store.close()


def test_a_sealed_body_is_read_open_until_a_commit_erases_it_with_all_that_came_before(make_store: Factory, tmp_path: Path) -> None:
    store = make_store()
    salted = [seal(canonical.encode({"name": name})) for name in ("Ержан", "Ержан А.", "Сауле")]
    first = store_revision("x", "a", (), salted[0].stored_body)
    second = store_revision("x", "a", (first.id.hex(),), salted[1].stored_body)
    other = store_revision("x", "b", (), salted[2].stored_body)
    write(store, first, sealed={first.id.hex(): salted[0]})
    write(store, second, other, replaced=(1,), sealed={second.id.hex(): salted[1], other.id.hex(): salted[2]})

    def names() -> list[str]:
        return [bytes(row.revision.body).decode() for row in store.rows([1, 2, 3])]

    for _ in range(2):
        assert names() == ['{"name":"Ержан"}', '{"name":"Ержан А."}', '{"name":"Сауле"}']
        assert list(store.heads()) == store.stored([2, 3])
        assert [row.id for row in store.rows([1, 2, 3])] == [first.id.hex(), second.id.hex(), other.id.hex()]
        assert [bytes(found.body) for _, found in store.lineage("a")] == [salted[0].body, salted[1].body]
        assert [bytes(row.revision.body) for _, row in store.history("b")] == [salted[2].body]
        assert bytes(store.by_ids([second.id.hex()])[second.id.hex()].revision.body) == salted[1].body
        assert (store.verify().problems, dict(store.erased)) == ((), {})
        store = make_again(store, make_store)
    last = store_revision("x", "a", (second.id.hex(),), canonical.encode({"withdrawn": "asked"}))
    write(store, last, replaced=(2,), erases=("a",))
    gone = '{"withdrawn":"","erased":4}'
    for _ in range(2):
        assert names() == [gone, gone, '{"name":"Сауле"}']
        assert [place for place, _ in store.heads()] == [3, 4]
        assert (store.verify().problems, store.verify().erased, dict(store.erased)) == ((), (("a", 4),), {"a": 4})
        store = make_again(store, make_store)
    store.copy_to(tmp_path / "copy.electdesk")
    copy = RegionFile.open(tmp_path / "copy.electdesk")
    assert (list(copy.heads()), copy.verify()) == (list(store.heads()), store.verify())
    copy.close()
    store.close()


def test_verification_in_steps_ends_with_the_same_report_and_lets_commands_in_between(make_store: Factory) -> None:
    store = make_store()
    write(store, *(revision(f"r{number}", number) for number in range(12_000)))
    steps = []
    for done, of in store.verify_in_steps():
        steps.append((done, of))
        if len(steps) == 1:
            write(store, revision("between", 1))
    assert steps == [(5000, 12_000), (10_000, 12_001), (12_001, 12_001)]
    assert (store.problems, store.damaged, store.verify().ok) == ((), frozenset(), True)
    store.close()


def test_the_same_history_has_the_same_fingerprint_and_any_other_another(make_store: Factory, tmp_path: Path) -> None:
    store = make_store()
    seen = {store.fingerprint}
    for number in range(5):
        write(store, revision(f"r{number}", number))
        seen.add(store.fingerprint)
    assert len(seen) == 6
    groups = store.fingerprint.split(" ")
    assert [len(group) for group in groups] == [5, 5, 5, 5]
    assert all(group.isdigit() for group in groups)
    store.close()


def test_a_failing_append_leaves_nothing(make_store: Factory) -> None:
    store = make_store()
    good = revision("a", 1)
    write(store, good)
    before = (store.counts, store.tips, list(store.heads()), store.fingerprint)
    with pytest.raises(Exception, match="NOT NULL"):
        write(store, good, Stored(b"x" * 32, None))  # type: ignore[arg-type]
    assert (store.counts, store.tips, list(store.heads()), store.fingerprint) == before
    assert make_again(store, make_store).verify().ok
