"""Two files come together: any order, any repetition, and nothing is chosen silently."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from electdesk.ledger.heads import HeadIndex, tips_of
from electdesk.ledger.merge import Current, Rule, common_base, current
from electdesk.ledger.revision import read_revision, store_revision
from electdesk.ledger.salvage import find_name, nearest, salvage

bodies = st.dictionaries(st.sampled_from("abcd"), st.integers(0, 3), max_size=4)
rules = st.sampled_from(list(Rule))


@given(rules, st.lists(bodies, min_size=1, max_size=4), bodies)
def test_the_same_twice_is_the_same_once(rule: Rule, heads: list[dict[str, Any]], base: dict[str, Any]) -> None:
    first = heads[0]
    assert current(rule, [first, first], base) == current(rule, [first], base) == Current(first)


@given(st.lists(bodies, min_size=1, max_size=4), bodies, st.randoms())
def test_what_is_contested_and_what_is_not_knows_no_order(heads: list[dict[str, Any]], base: dict[str, Any], draw: Any) -> None:
    shuffled = list(heads)
    draw.shuffle(shuffled)
    for rule in (Rule.FIGURES, Rule.DESCRIPTION):
        one, other = current(rule, heads, base), current(rule, shuffled, base)
        assert one.contested == other.contested
        assert settled(one) == settled(other)


def settled(found: Current) -> dict[str, Any]:
    """The fields about which nobody has to be asked."""
    return {name: value for name, value in (found.body or {}).items() if name not in found.contested}


@given(st.lists(bodies, min_size=2, max_size=4))
def test_figures_that_differ_have_no_current_value(heads: list[dict[str, Any]]) -> None:
    differs = any(head != heads[0] for head in heads)
    assert current(Rule.FIGURES, heads) == Current(None if differs else heads[0])


@given(bodies, st.dictionaries(st.sampled_from("ab"), st.integers(4, 9)), st.dictionaries(st.sampled_from("cd"), st.integers(4, 9)))
def test_different_fields_of_a_description_come_together(base: dict[str, Any], left: dict[str, Any], right: dict[str, Any]) -> None:
    assert current(Rule.DESCRIPTION, [base | left, base | right], base) == Current(base | left | right)


@pytest.mark.parametrize(
    ("heads", "base", "wanted"),
    [
        ([{"a": 1}, {"a": 2}], {"a": 0}, Current({"a": 1}, ("a",))),
        ([{"a": 1}, {"a": 1, "b": 5}], {"a": 0}, Current({"a": 1, "b": 5})),
        ([{}, {"a": 0}], {"a": 0}, Current({})),
        ([{}, {"a": 2}], {"a": 0}, Current({}, ("a",))),
    ],
    ids=str,
)
def test_descriptions_by_example(heads: list[dict[str, Any]], base: dict[str, Any], wanted: Current) -> None:
    assert current(Rule.DESCRIPTION, heads, base) == wanted


def test_events_are_only_added() -> None:
    assert current(Rule.EVENT, [{"a": 1}, {"a": 2}]) == Current({"a": 1})


@pytest.mark.parametrize(
    ("parents", "heads", "wanted"),
    [
        ({"a": (), "b": ("a",), "c": ("a",)}, ("b", "c"), "a"),
        ({"a": (), "b": ("a",), "c": ("b",), "d": ("b",)}, ("c", "d"), "b"),
        ({"a": (), "b": ("a",), "c": ("b",)}, ("c", "a"), "a"),
        ({"a": (), "b": ()}, ("a", "b"), None),
        # A cross: both sides joined the other's; of two bases that stand side by side every file takes the same.
        ({"x": (), "a": ("x",), "b": ("x",), "c": ("a", "b"), "d": ("b", "a")}, ("c", "d"), "a"),
        ({"b": ("lost",)}, ("b",), "b"),
    ],
    ids=str,
)
def test_the_newest_state_that_all_heads_descend_from(
    parents: dict[str, tuple[str, ...]], heads: tuple[str, ...], wanted: str | None
) -> None:
    assert common_base(heads, parents) == common_base(reversed(heads), parents) == wanted


def test_heads_are_what_no_other_revision_follows() -> None:
    index: HeadIndex[int] = HeadIndex()
    first = store_revision("x", "r", (), b"{}")
    left = store_revision("x", "r", (first.id.hex(),), b'{"a":1}')
    right = store_revision("x", "r", (first.id.hex(),), b'{"a":2}')
    both = store_revision("x", "r", (left.id.hex(), right.id.hex()), b'{"a":3}')
    found = [index.add(place, each.id.hex(), read_revision(each.data)) for place, each in enumerate((first, left, right, both))]
    assert found == [(0,), (1,), (1, 2), (3,)]
    assert (index.of("r"), index.of("nobody"), dict(index.all())) == ((3,), (), {"r": (3,)})


def test_tips_are_the_commits_that_no_commit_follows() -> None:
    assert tips_of([("a", ()), ("b", ("a",)), ("c", ("a",))]) == ["b", "c"]
    assert tips_of([("a", ()), ("b", ("a",)), ("c", ("a",)), ("d", ("b", "c"))]) == ["d"]
    assert tips_of([]) == []


SOUND = store_revision("entry", "rec_1-x", ("ab" * 32,), b'{"contest":"c1","lines":[1,2],"station":"s1"}').data


@given(st.integers(0, len(SOUND) - 1), st.integers(1, 255))
def test_one_changed_byte_leaves_enough_to_name_the_record_and_its_station(place: int, mask: int) -> None:
    data = SOUND[:place] + bytes([SOUND[place] ^ mask]) + SOUND[place + 1 :]
    found = salvage(data)
    at_name = 1 < place < 18
    assert found is not None or at_name
    if not at_name and found is not None:
        assert (found.kind, found.record) == ("entry", "rec_1-x")
    assert find_name(data, ["s1", "another"]) == "s1"
    assert find_name(data, ["c1", "another"]) == "c1"


def test_what_is_nothing_is_nothing() -> None:
    assert [salvage(each) for each in (b"", None, 5, b"\x00" * 9)] == [None] * 4
    assert (nearest("abd", ["abc", "xyz"]), nearest("abd", ["abc", "abe"]), nearest("q", [])) == ("abc", "abd", "q")
    assert find_name(b"nothing here", ["s1"]) == ""
