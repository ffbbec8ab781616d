"""The catalogue of one language: English text in, that language's text out, with its fields filled in.

English is the key and needs no catalogue file. The fields are named (`{n}`); a whole number in a field is written the
language's way unless the field has a format of its own, so a station number, which is a name, is passed as text.
"""

import gettext
import logging
import string
from collections.abc import Mapping
from functools import cache
from typing import Any

from electdesk.i18n.languages import Language
from electdesk.i18n.numbers import format_count
from electdesk.i18n.sources import compiled_catalogue

log = logging.getLogger(__name__)


class _Fields(string.Formatter):
    """`str.format` whose whole numbers have their thousands set apart."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def format_field(self, value: Any, format_spec: str) -> str:
        if type(value) is int and not format_spec:
            return format_count(value, self._language)
        return str(super().format_field(value, format_spec))


class Catalogue:
    """All texts in one language. Several can be in use at once: a document may print in two languages."""

    def __init__(self, language: Language, translations: gettext.NullTranslations) -> None:
        self.language = language
        self._translations = translations
        self._fields = _Fields(language)

    def tr(self, text: str, /, **fields: Any) -> str:
        """The text in this language, its fields filled in. Raises KeyError for a field that was not given."""
        return self._fill(self._translations.gettext(text), fields)

    def ntr(self, one: str, many: str, n: int, /, **fields: Any) -> str:
        """The form of the text that goes with the count ``n``, which fills the field `{n}`."""
        return self._fill(self._translations.ngettext(one, many, n), {"n": n, **fields})

    def ptr(self, context: str, text: str, /, **fields: Any) -> str:
        """Like `tr`, for an English word that needs different words in different places; the context tells them apart."""
        return self._fill(self._translations.pgettext(context, text), fields)

    def _fill(self, text: str, fields: Mapping[str, Any]) -> str:
        return self._fields.vformat(text, (), fields) if fields else text


@cache
def catalogue(language: Language) -> Catalogue:
    """The catalogue of a language, read once. Without its file the texts are English, and the log says so."""
    if language == "en":
        return Catalogue("en", gettext.NullTranslations())
    file = compiled_catalogue(language)
    if file is None:
        log.error("no catalogue for %s: its texts are shown in English", language)
        return Catalogue(language, gettext.NullTranslations())
    with file:
        return Catalogue(language, gettext.GNUTranslations(file))
