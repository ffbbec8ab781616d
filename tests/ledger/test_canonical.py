"""One value, one sequence of bytes, one id."""

import unicodedata
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from electdesk.ledger import canonical
from electdesk.ledger.errors import NotCanonical
from electdesk.ledger.fingerprint import fingerprint
from electdesk.ledger.revision import (
    Commit,
    Genesis,
    Withdrawn,
    content_id,
    digest_of_ids,
    is_withdrawn,
    read_commit,
    read_revision,
    store_commit,
    store_revision,
)

texts = st.text(st.characters(codec="utf-8"), max_size=8)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b", "é", "№", "я", "z"]), inner, max_size=3),
    max_leaves=8,
)


def decomposed(value: Any) -> Any:
    """The same value as another keyboard or a Mac writes it."""
    match value:
        case str():
            return unicodedata.normalize("NFD", value)
        case list():
            return [decomposed(each) for each in value]
        case dict():
            return {decomposed(name): decomposed(each) for name, each in reversed(value.items())}
        case _:
            return value


@given(values)
def test_the_same_value_has_the_same_bytes_however_it_was_typed(value: Any) -> None:
    assert canonical.encode(value) == canonical.encode(decomposed(value))


@given(values)
def test_canonical_bytes_are_json_in_nfc_and_encode_to_themselves(value: Any) -> None:
    data = canonical.encode(value)
    assert unicodedata.is_normalized("NFC", data.decode()) or "\\" in data.decode()
    assert canonical.encode(msgspec.json.decode(data)) == data


@pytest.mark.parametrize(
    ("value", "data"),
    [
        ({"b": 1, "a": [True, None, "x"]}, b'{"a":[true,null,"x"],"b":1}'),
        ({"я": "Ё", "a": -5}, '{"a":-5,"я":"Ё"}'.encode()),
        ({"e\u0301": 1, "z": 2}, '{"z":2,"é":1}'.encode()),
        ("\n\u0303", b'"\\n\xcc\x83"'),
        ("\x1f\u0307", b'"\\u001f\xcc\x87"'),
    ],
)
def test_bytes_by_example(value: Any, data: bytes) -> None:
    assert canonical.encode(value) == data


class Holder(msgspec.Struct):
    inner: Any


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        [0.5],
        {"a": {"b": 1.0}},
        Holder(2.0),
        {"a": Holder(2.0)},
        [Holder([1.5])],
        "\ud800",
        {1: 2},
        {"e\u0301": 1, "é": 2},
        object(),
    ],
    ids=str,
)
def test_what_has_no_canonical_bytes_is_refused(value: Any) -> None:
    with pytest.raises(NotCanonical):
        canonical.encode(value)


def test_ids_never_change() -> None:
    body = canonical.encode({"station": "s1", "votes": {"c1": 100}})
    stored = store_revision("entry", "r1", ("00" * 32,), body)
    assert stored.data == b'["entry","r1",["' + b"00" * 32 + b'"],{"station":"s1","votes":{"c1":100}}]'
    assert stored.id.hex() == "b8ec50f9a2a6ffcf45afb47ef406efb8e613bf6aa2f507932530a68221e4978c"
    read = read_revision(stored.data)
    assert (read.kind, read.record, read.parents, bytes(read.body)) == ("entry", "r1", ("00" * 32,), body)
    assert content_id(read.body) == canonical.digest(body).hex()


def commit(**parts: Any) -> Commit:
    given: dict[str, Any] = {
        "region": "r",
        "previous": ("aa",),
        "session": "s",
        "number": 2,
        "author": "Айгүл",
        "at": "2011-04-03T15:00:00Z",
        "offset": 360,
        "command": "Test",
        "revisions": digest_of_ids([b"x" * 32, b"y" * 32]),
        "count": 2,
    }
    return Commit(**(given | parts))


def test_a_commit_names_all_before_it_and_its_revisions_in_their_order() -> None:
    first = store_commit(commit())
    assert read_commit(first.data) == commit()
    others = [
        commit(previous=("ab",)),
        commit(revisions=digest_of_ids([b"y" * 32, b"x" * 32])),
        commit(author="Айгул"),
        commit(at="2011-04-03T15:00:01Z"),
        commit(reason="x"),
        commit(genesis=Genesis("TEST", "n", "x")),
    ]
    assert len({store_commit(each).id for each in (commit(), *others)}) == 7


def test_an_empty_reason_takes_no_room_and_reads_as_empty() -> None:
    data = store_commit(commit()).data
    assert b"reason" not in data
    assert read_commit(data).reason == ""


@pytest.mark.parametrize(
    ("body", "withdrawn"),
    [(Withdrawn("closed"), True), ({"name": {"withdrawn": "x"}}, False), ({"a": 1, "withdrawn": "x"}, False)],
    ids=str,
)
def test_only_the_body_itself_withdraws_a_record(body: Any, withdrawn: bool) -> None:
    assert is_withdrawn(canonical.encode(body)) is withdrawn


@given(st.lists(st.binary(min_size=32, max_size=32), min_size=1, unique=True), st.randoms())
def test_a_fingerprint_is_twenty_digits_and_knows_no_order(tips: list[bytes], draw: Any) -> None:
    shuffled = list(tips)
    draw.shuffle(shuffled)
    assert fingerprint(tips) == fingerprint(shuffled)
    assert "".join(fingerprint(tips).split(" ")).isdigit()
    assert len(fingerprint(tips)) == 23
    assert fingerprint(tips) != fingerprint([*tips, b"another"])


def test_a_fingerprint_by_example() -> None:
    assert fingerprint([b"\x00" * 32]) == "10382 90276 65309 30981"
