"""Numbers, shares and dates as people write them. Every function takes the language; None means the one in use.

All arithmetic is on whole numbers: a share is rounded half up from its exact fraction, so the same figure is the same in
the window, in print and in a script.
"""

import datetime as dt
from typing import Final

from electdesk.i18n.languages import Language
from electdesk.i18n.state import language as language_in_use

THOUSANDS: Final = "\u202f"
"""Narrow no-break space. It stands in all three languages: a comma would be read as a decimal sign by two of them."""
NO_BREAK: Final = "\u00a0"
NO_SHARE: Final = "\u2013"
"""What stands for a share of nothing."""
MINUS: Final = "\u2212"

_MONTHS: Final[dict[Language, tuple[str, ...]]] = {
    "ru": (
        "января", "февраля", "марта", "апреля", "мая", "июня",
        "июля", "августа", "сентября", "октября", "ноября", "декабря",
    ),
    "kk": (
        "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым",
        "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
_FINGERPRINT_DIGITS: Final = 20
_GROUP: Final = 5


def format_count(count: int, lang: Language | None = None) -> str:
    """A whole number with its thousands set apart: 864 905. The three languages write it alike."""
    del lang
    return f"{'' if count >= 0 else MINUS}{abs(count):,}".replace(",", THOUSANDS)


def round_half_up(numerator: int, denominator: int) -> int:
    """The whole number nearest to the fraction; a half goes away from zero. Raises ZeroDivisionError."""
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    size = (2 * abs(numerator) + denominator) // (2 * denominator)
    return size if numerator >= 0 else -size


def format_decimal(numerator: int, denominator: int, digits: int = 1, lang: Language | None = None) -> str:
    """A fraction with so many digits after the decimal sign: a comma in Russian and Kazakh, a point in English.

    A denominator of zero gives a dash. -0.04 with one digit is 0.0 and not -0.0.
    """
    if denominator == 0:
        return NO_SHARE
    scaled = round_half_up(numerator * 10**digits, denominator)
    whole, rest = divmod(abs(scaled), 10**digits)
    sign = MINUS if scaled < 0 else ""
    point = "." if (lang or language_in_use()) == "en" else ","
    return sign + format_count(whole) + (f"{point}{rest:0{digits}d}" if digits else "")


def format_percent(numerator: int, denominator: int, digits: int = 1, lang: Language | None = None) -> str:
    """A share in percent: `94,1 %` in Russian and Kazakh (no-break space), `94.1%` in English; a dash for a share of nothing."""
    if denominator == 0:
        return NO_SHARE
    lang = lang or language_in_use()
    return format_decimal(100 * numerator, denominator, digits, lang) + ("%" if lang == "en" else f"{NO_BREAK}%")


def format_date(day: dt.date, lang: Language | None = None) -> str:
    """A date in digits, alike in all three languages: 03.04.2011."""
    del lang
    return f"{day.day:02d}.{day.month:02d}.{day.year:04d}"


def format_long_date(day: dt.date, lang: Language | None = None) -> str:
    """A date in words: 3 апреля 2011 года; 2011 жылғы 3 сәуір; 3 April 2011."""
    lang = lang or language_in_use()
    month = _MONTHS[lang][day.month - 1]
    if lang == "kk":
        return f"{day.year}{NO_BREAK}жылғы {day.day}{NO_BREAK}{month}"
    return f"{day.day}{NO_BREAK}{month} {day.year}" + (f"{NO_BREAK}года" if lang == "ru" else "")


def format_time(time: dt.time | dt.datetime, lang: Language | None = None) -> str:
    """A time of day, 24 hours, alike in all three languages: 7:00, 20:00, 0:20."""
    del lang
    return f"{time.hour}:{time.minute:02d}"


def format_datetime(moment: dt.datetime, lang: Language | None = None) -> str:
    """A date in digits and a time of day: 04.04.2011 0:20. Shown as it stands: put it into the day's offset before."""
    return f"{format_date(moment, lang)} {format_time(moment, lang)}"


def count_in_words(count: int, lang: Language | None = None) -> str:
    """A count in words, in the masculine of ballots, votes and voters: семьсот восемьдесят один; жеті жүз сексен бір."""
    # Needed when a document is printed, and 20 ms to import.
    from num2words import num2words

    lang = lang or language_in_use()
    # The library calls Kazakh by the country's code.
    return str(num2words(count, lang="kz" if lang == "kk" else lang))


def format_fingerprint(digits: str) -> str:
    """The 20 digits of a fingerprint in groups of five, to be read over the phone: 73104 55219 08846 31027."""
    return " ".join(digits[start : start + _GROUP] for start in range(0, len(digits), _GROUP))


def parse_fingerprint(text: str) -> str | None:
    """The 20 digits of a fingerprint as someone typed it, with any spaces and dashes; None if it is not one."""
    digits = "".join(sign for sign in text if not sign.isspace() and sign not in "-\u2010\u2011\u2012\u2013\u2014")
    return digits if len(digits) == _FINGERPRINT_DIGITS and digits.isascii() and digits.isdigit() else None
