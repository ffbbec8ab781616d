"""Names that people read: one text, or the same name in several languages."""

Names = dict[str, str]
"""Language code (ru, kk, en) → name. The key "" holds a name that came without a language, such as one from an imported file."""


def in_language(names: Names, language: str) -> str:
    """The name in the language, else as it came, else in Russian, Kazakh or English, else ""."""
    for key in (language, "", "ru", "kk", "en"):
        if name := names.get(key):
            return name
    return ""
