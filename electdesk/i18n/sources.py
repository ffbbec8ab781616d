"""From the translators' files to a catalogue: `resources/locale/<language>/*.po`, one file for each area, become one `.mo`.

A release holds the compiled file alone. In a checkout whose `.po` files are newer than it, the parts are put together in
memory, so that a developer sees a word the moment it is written.
"""

import io
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from electdesk.paths import locale_dir

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

DOMAIN: Final = "electdesk"
PLURAL_FORMS: Final = {
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2)",
    "kk": "nplurals=1; plural=0",
}
"""A Kazakh noun stays in the singular after a number."""
PLURAL_COUNT: Final = {"ru": 3, "kk": 1}


def part_files(language: str, folder: Path | None = None) -> list[Path]:
    """The translators' files of a language, by name; empty in a release."""
    return sorted(((folder or locale_dir()) / language).glob("*.po"))


def catalogue_file(language: str, folder: Path | None = None) -> Path:
    """Where the compiled catalogue of a language belongs. May not exist yet."""
    return (folder or locale_dir()) / language / f"{DOMAIN}.mo"


def is_current(language: str, folder: Path | None = None) -> bool:
    """Whether the compiled catalogue is there and no older than any of its parts."""
    target = catalogue_file(language, folder)
    if not target.is_file():
        return False
    made = target.stat().st_mtime_ns
    return all(part.stat().st_mtime_ns <= made for part in part_files(language, folder))


def merged(language: str, folder: Path | None = None) -> "Catalog":
    """All parts of a language as one catalogue. Needs Babel (ImportError without it); raises ValueError naming a broken part."""
    from babel.messages.catalog import Catalog

    whole = Catalog(locale=language, domain=DOMAIN, project="ElectDesk", fuzzy=False)
    # Babel's own rule for Kazakh has two forms.
    whole.mime_headers = [("Plural-Forms", PLURAL_FORMS[language])]
    for part in part_files(language, folder):
        for message in read_part(part, language):
            forms = forms_of(message)
            if not message.id or message.fuzzy or not all(forms):
                continue
            whole.add(message.id, forms[0] if isinstance(message.id, str) else forms, context=message.context)
    return whole


def read_part(part: Path, language: str) -> "Catalog":
    """One translators' file. Needs Babel (ImportError without it); raises ValueError naming the file and what is wrong in it."""
    from babel.messages.pofile import PoFileError, read_po

    try:
        with part.open("rb") as file:
            # The language is named for parts whose head does not say how many plural forms they hold.
            return read_po(file, locale=language, abort_invalid=True)
    except (PoFileError, UnicodeDecodeError) as wrong:
        raise ValueError(f"{part.parent.name}/{part.name}: cannot be read: {wrong}") from wrong


def forms_of(message: "Message") -> tuple[str, ...]:
    """The translated forms of an entry, ("",) if there is none: one for a plain text, one for each plural form otherwise."""
    if not message.string or isinstance(message.string, str):
        return (str(message.string or ""),)
    forms = [form or "" for form in message.string]
    # Babel fills up to the number that it believes the language to have.
    while len(forms) > 1 and not forms[-1]:
        forms.pop()
    return tuple(forms)


def compile_language(language: str, folder: Path | None = None) -> bytes:
    """The bytes of the compiled catalogue. Needs Babel (ImportError without it); raises ValueError naming a broken part."""
    from babel.messages.mofile import write_mo

    target = io.BytesIO()
    write_mo(target, merged(language, folder))
    return target.getvalue()


def compiled_catalogue(language: str) -> BinaryIO | None:
    """The compiled catalogue, open for reading; None where there is neither a file nor a way to make one."""
    target = catalogue_file(language)
    if not is_current(language) and part_files(language):
        try:
            return io.BytesIO(compile_language(language))
        except ImportError:
            # A checkout without the developers' tools: an older file is better than none.
            pass
    return target.open("rb") if target.is_file() else None
