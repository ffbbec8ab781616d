import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from electdesk.i18n import (
    Language,
    count_in_words,
    format_count,
    format_date,
    format_datetime,
    format_decimal,
    format_fingerprint,
    format_long_date,
    format_percent,
    format_time,
    in_language,
    parse_fingerprint,
    round_half_up,
)


@pytest.mark.parametrize(
    ("count", "written"),
    [
        (0, "0"),
        (871, "871"),
        (1038, "1\u202f038"),
        (864905, "864\u202f905"),
        (1234567, "1\u202f234\u202f567"),
        (-1200, "\u22121\u202f200"),
    ],
)
@pytest.mark.parametrize("lang", ["ru", "kk", "en"])
def test_thousands_are_set_apart_by_a_narrow_space_in_every_language(count: int, written: str, lang: Language) -> None:
    assert format_count(count, lang) == written


@pytest.mark.parametrize(
    ("numerator", "denominator", "digits", "russian", "english"),
    [
        (820, 871, 1, "94,1\u00a0%", "94.1%"),
        (0, 871, 1, "0,0\u00a0%", "0.0%"),
        (871, 871, 1, "100,0\u00a0%", "100.0%"),
        (1, 2000, 1, "0,1\u00a0%", "0.1%"),
        (1, 8, 0, "13\u00a0%", "13%"),
        (9821, 10000, 2, "98,21\u00a0%", "98.21%"),
        (-1, 2000, 1, "\u22120,1\u00a0%", "\u22120.1%"),
        (-1, 9999, 1, "0,0\u00a0%", "0.0%"),
        (1, 0, 1, "\u2013", "\u2013"),
    ],
)
def test_a_share_is_rounded_half_up_from_its_exact_fraction(
    numerator: int, denominator: int, digits: int, russian: str, english: str
) -> None:
    shares = [format_percent(numerator, denominator, digits, lang) for lang in ("ru", "kk", "en")]
    assert shares == [russian, russian, english]


def test_a_fraction_has_a_comma_in_russian_and_kazakh_and_a_point_in_english() -> None:
    assert [format_decimal(9, 5, 1, lang) for lang in ("ru", "kk", "en")] == ["1,8", "1,8", "1.8"]


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**9))
def test_rounding_is_off_by_half_at_most_and_alike_on_both_sides_of_zero(numerator: int, denominator: int) -> None:
    rounded = round_half_up(numerator, denominator)
    assert 2 * abs(numerator - rounded * denominator) <= denominator
    assert round_half_up(-numerator, denominator) == -rounded


def test_dates_are_written_alike_in_digits_and_in_each_languages_order_in_words() -> None:
    day = dt.date(2011, 4, 3)
    assert [format_date(day, lang) for lang in ("ru", "kk", "en")] == ["03.04.2011"] * 3
    assert [format_long_date(day, lang).replace("\u00a0", " ") for lang in ("ru", "kk", "en")] == [
        "3 апреля 2011 года",
        "2011 жылғы 3 сәуір",
        "3 April 2011",
    ]


def test_a_time_of_day_has_24_hours_and_no_leading_zero() -> None:
    assert [format_time(dt.time(*time)) for time in ((7, 0), (20, 0), (0, 20))] == ["7:00", "20:00", "0:20"]
    assert format_datetime(dt.datetime(2011, 4, 4, 0, 20, tzinfo=dt.UTC)) == "04.04.2011 0:20"


@pytest.mark.parametrize(
    ("count", "russian", "kazakh", "english"),
    [
        (0, "ноль", "нөл", "zero"),
        (21, "двадцать один", "жиырма бір", "twenty-one"),
        (871, "восемьсот семьдесят один", "сегіз жүз жетпіс бір", "eight hundred and seventy-one"),
        (1021, "одна тысяча двадцать один", "бір мың жиырма бір", "one thousand and twenty-one"),
    ],
)
def test_a_count_is_written_in_words_in_three_languages(count: int, russian: str, kazakh: str, english: str) -> None:
    assert [count_in_words(count, lang) for lang in ("ru", "kk", "en")] == [russian, kazakh, english]


def test_without_a_language_the_one_in_use_decides() -> None:
    with in_language("kk"):
        assert (format_percent(1, 2), count_in_words(1)) == ("50,0\u00a0%", "бір")
    assert (format_percent(1, 2), count_in_words(1)) == ("50.0%", "one")


def test_a_fingerprint_is_read_in_fives_and_typed_in_any_spacing() -> None:
    digits = "73104552190884631027"
    assert format_fingerprint(digits) == "73104 55219 08846 31027"
    typed = [format_fingerprint(digits), "73104-55219-08846-31027", digits, " 7310 4552\u00a01908 8463 1027\n"]
    assert [parse_fingerprint(text) for text in typed] == [digits] * 4
    assert [parse_fingerprint(text) for text in ("", digits[:-1], digits + "0", digits[:-1] + "x", digits[:-1] + "²")] == [None] * 5
