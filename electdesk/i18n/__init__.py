"""What people read, in three languages: `tr` and its like, the language in use, numbers and dates the language's way.

    tr("Stations: {n}", n=1038)                         translate, then fill in
    ntr("{n} station", "{n} stations", 1038)            the form that goes with the count
    ptr("menu", "Open")                                 one English word, several meanings
    N_("awaited")                                       marks a text that is translated later, where it is shown
    catalogue("kk").tr("Stations: {n}", n=1038)         one language for sure, beside the one in use

The first argument is always a literal: `python -m tools.catalogues check` collects it from the source. A text that comes
out of a table marked with N_ is translated with `tr(text)  # i18n: dynamic`.
"""

from typing import Any

from electdesk.i18n.catalogues import Catalogue, catalogue
from electdesk.i18n.languages import LANGUAGES, OWN_NAMES, Language, language_of, system_language
from electdesk.i18n.numbers import (
    NO_BREAK,
    NO_SHARE,
    THOUSANDS,
    count_in_words,
    format_count,
    format_date,
    format_datetime,
    format_decimal,
    format_fingerprint,
    format_long_date,
    format_percent,
    format_time,
    parse_fingerprint,
    round_half_up,
)
from electdesk.i18n.state import in_language, language, on_language_changed, use_language

__all__ = [
    "LANGUAGES",
    "NO_BREAK",
    "NO_SHARE",
    "N_",
    "OWN_NAMES",
    "THOUSANDS",
    "Catalogue",
    "Language",
    "catalogue",
    "count_in_words",
    "format_count",
    "format_date",
    "format_datetime",
    "format_decimal",
    "format_fingerprint",
    "format_long_date",
    "format_percent",
    "format_time",
    "in_language",
    "language",
    "language_of",
    "ntr",
    "on_language_changed",
    "parse_fingerprint",
    "ptr",
    "round_half_up",
    "system_language",
    "tr",
    "use_language",
]


def tr(text: str, /, **fields: Any) -> str:
    """The text in the language in use, its fields filled in; whole numbers get their thousands set apart."""
    return catalogue(language()).tr(text, **fields)  # i18n: dynamic


def ntr(one: str, many: str, n: int, /, **fields: Any) -> str:
    """The form of the text that goes with the count ``n``, which fills the field `{n}`."""
    return catalogue(language()).ntr(one, many, n, **fields)  # i18n: dynamic


def ptr(context: str, text: str, /, **fields: Any) -> str:
    """Like `tr`, for an English word that needs different words in different places."""
    return catalogue(language()).ptr(context, text, **fields)  # i18n: dynamic


def N_(text: str) -> str:  # noqa: N802 - the name that gettext gives it everywhere
    """The text itself; marks it for the catalogue, to be translated where it is shown."""
    return text
