"""A figure is a count or one of three ways of not being one; it is never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from electdesk.domain.errors import ClerkError
from electdesk.domain.figures import BLANK, LARGEST_COUNT, NO_NUMBER, NOT_ASKED, SPACES, is_count, parse_count


@given(st.integers(0, LARGEST_COUNT), st.sampled_from(SPACES), st.integers(0, 3))
def test_a_count_is_read_however_its_thousands_are_parted(count: int, space: str, zeros: int) -> None:
    assert parse_count(f"{space}{'0' * zeros}{count:,}{space}\n".replace(",", space)) == count


@pytest.mark.parametrize("text", ["", " ", "\u00a0\t\r\n"])
def test_nothing_typed_is_blank(text: str) -> None:
    assert parse_count(text) == BLANK


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("-5", "negative"),
        ("\u22125", "negative"),
        ("1,5", "fraction"),
        ("1.234", "fraction"),
        ("12x", "letters"),
        ("٣", "letters"),
        ("1e3", "letters"),
        ("+5", "letters"),
        ("-", "letters"),
        ("1_000", "letters"),
        (str(LARGEST_COUNT + 1), "too_large"),
        ("9" * 5000, "too_large"),
    ],
)
def test_what_is_no_count_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ClerkError) as refused:
        parse_count(text)
    assert (refused.value.code, refused.value.params) == ("not_a_count", {"value": text, "reason": reason})


def test_the_marks_are_no_amounts() -> None:
    assert [is_count(figure) for figure in (BLANK, NO_NUMBER, NOT_ASKED, 0, 5)] == [False, False, False, True, True]
