"""The three languages of the program and which one the operating system speaks."""

import locale
import os
from typing import Final, Literal

Language = Literal["ru", "kk", "en"]

LANGUAGES: Final[tuple[Language, ...]] = ("ru", "kk", "en")
OWN_NAMES: Final[dict[Language, str]] = {"ru": "Русский", "kk": "Қазақша", "en": "English"}
"""Each language as its speakers call it: the name that a language menu shows, whatever language it is shown in."""


def language_of(code: str) -> Language:
    """The language for a locale's name (`kk_KZ.UTF-8`, `ru-RU`, `C`). Everything that is not Russian or Kazakh gives English."""
    first = code.replace("-", "_").split(".")[0].split("_")[0].lower()
    # Windows names a locale in words.
    return {"ru": "ru", "russian": "ru", "kk": "kk", "kazakh": "kk"}.get(first, "en")  # type: ignore[return-value]


def system_language() -> Language:
    """The language that the operating system is set to: LC_ALL, LC_MESSAGES, LANG in this order, else the C library's locale."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        code = os.environ.get(variable)
        if code:
            return language_of(code)
    return language_of(locale.getlocale()[0] or "")
