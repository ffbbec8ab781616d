"""The square code of a summary can be read again, whatever the names in it."""

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from electdesk.domain.figures import BLANK, NO_NUMBER, NOT_ASKED
from electdesk.reports.code import CodeText, code_of, code_picture, read_code, write_code
from electdesk.services.documents import SummaryChoice, SummaryLine
from tests.reports.sample import sample_summary

ALPHANUMERIC = set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")


def test_the_code_says_what_the_page_says() -> None:
    assert write_code(code_of(sample_summary())) == (
        "ED1/T/F/3F9A1C22/$PRESIDENT/114/1/1:871 2:880 3:0 4:762 5:58 6:60 7:58 8:762 9:4 10:816 11:- 12:0/"
        "13:781 14:12 15:9 16:14/73104552190884631027"
    )


def test_blank_zero_and_no_number_differ_in_the_code_and_a_line_that_is_not_asked_is_absent() -> None:
    figures = (BLANK, 0, NO_NUMBER, NOT_ASKED)
    lines = tuple(SummaryLine(f"{place}", {}, figure) for place, figure in enumerate(figures, start=1))
    summary = sample_summary(lines=lines, choices=(SummaryChoice("5", {}, NOT_ASKED),))
    assert "/1:* 2:0 3:-//" in write_code(code_of(summary))
    assert read_code(write_code(code_of(summary))).lines == (("1", BLANK), ("2", 0), ("3", NO_NUMBER))


NAMES = st.text(st.characters(codec="utf-8"), max_size=12)
FIGURES = st.one_of(st.integers(0, 99_999_999), st.sampled_from([BLANK, NO_NUMBER]))
PAIRS = st.lists(st.tuples(NAMES.filter(bool), FIGURES), max_size=20).map(tuple)


@given(
    st.builds(
        CodeText,
        test=st.booleans(),
        final=st.booleans(),
        region=st.text("0123456789ABCDEF", min_size=8, max_size=8),
        contest=NAMES,
        station=NAMES,
        revision=st.integers(0, 999),
        lines=PAIRS,
        choices=PAIRS,
        fingerprint=st.text("0123456789", min_size=20, max_size=20),
    )
)
def test_every_code_is_read_as_it_was_written(code: CodeText) -> None:
    text = write_code(code)
    assert set(text) <= ALPHANUMERIC
    assert read_code(text) == code


@pytest.mark.parametrize("text", ["", "ED2/T/F/1/2/3/4/5/6/7", "ED1/T/F", "ED1/X/F/A/B/C/1/1:1/2:2/3", "https://example.org"])
def test_another_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not the code of a station summary"):
        read_code(text)


def test_the_picture_holds_the_modules_of_the_code_inside_its_quiet_zone() -> None:
    text = write_code(code_of(sample_summary()))
    picture = code_picture(text)
    assert picture is not None
    drawing, width = picture
    matrix = segno.make(text, error="m", mask=3, micro=False, boost_error=False).matrix
    assert width == len(matrix) + 8
    path = drawing.split(' d="')[1].split('"')[0]
    drawn = [[0] * len(matrix) for _ in matrix]
    for run in path.split("z")[:-1]:
        start, length, _ = run.removeprefix("M").split("h", 2)
        x, y = map(int, start.split())
        for place in range(int(length.split("v")[0])):
            drawn[y - 4][x - 4 + place] = 1
    assert drawn == [list(row) for row in matrix]


def test_what_no_code_can_hold_gets_no_picture() -> None:
    assert code_picture("9" * 8000) is None
