"""Seals: they say nothing without their salt, fit one body alone, and are opened for readers without a change of the stored bytes."""

import pytest

from electdesk.ledger import canonical
from electdesk.ledger.personal import Sealed, erased_by, from_text, is_sealed, opened, seal, seal_of, to_text
from electdesk.ledger.revision import is_withdrawn, read_revision, store_revision

BODY = canonical.encode({"name": "Сауле", "note": 'says "no"\n'})
SALTED = Sealed(bytes(range(32)), BODY)


def test_equal_bodies_get_different_seals() -> None:
    first, second = seal(BODY), seal(BODY)
    assert (first.body, second.body, len(first.salt)) == (BODY, BODY, 32)
    assert first.seal != second.seal


def test_the_seal_is_sha256_over_salt_and_body() -> None:
    assert SALTED.stored_body == b'{"sealed":"%s"}' % canonical.digest(bytes(range(32)) + BODY).hex().encode()


def test_salt_and_body_come_back_from_their_line_of_text() -> None:
    assert from_text(to_text(SALTED)) == SALTED
    assert [from_text(text) for text in ("", "zz {}", "é")] == [Sealed(b"", b""), None, None]


def test_a_sealed_revision_is_opened_for_readers_and_marked_where_it_was_erased() -> None:
    stored = store_revision("x", "a", ("11" * 32,), SALTED.stored_body)
    plain = store_revision("x", "a", ("11" * 32,), BODY)
    assert opened(stored.data, SALTED, 0) == plain.data
    erased = read_revision(opened(stored.data, None, 7) or b"")
    assert (erased.record, erased.parents, erased_by(erased), is_withdrawn(erased.body)) == ("a", ("11" * 32,), 7, True)
    assert opened(stored.data, SALTED, 7) == opened(stored.data, None, 7)
    assert erased_by(read_revision(plain.data)) == 0


@pytest.mark.parametrize("found", [None, Sealed(b"", b""), Sealed(bytes(32), BODY), Sealed(bytes(range(32)), BODY + b" ")])
def test_what_is_not_what_was_sealed_opens_nothing(found: Sealed | None) -> None:
    stored = store_revision("x", "a", (), SALTED.stored_body)
    assert opened(stored.data, found, 0) is None


@pytest.mark.parametrize(
    "body",
    [
        BODY,
        b"{}",
        b'{"withdrawn":"x"}',
        canonical.encode({"sealed": "x"}),
        canonical.encode({"a": SALTED.seal, "sealed": SALTED.seal}),
    ],
)
def test_only_a_body_that_is_nothing_but_a_seal_is_one(body: bytes) -> None:
    plain, stored = store_revision("x", "a", (), body), store_revision("x", "a", (), SALTED.stored_body)
    assert (is_sealed(plain.data), seal_of(read_revision(plain.data))) == (False, "")
    assert (is_sealed(stored.data), seal_of(read_revision(stored.data))) == (True, SALTED.seal)
