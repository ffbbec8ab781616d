"""The translations: compile them, say what is missing or wrong, throw out what is no longer used.

python -m tools.catalogues compile              resources/locale/<language>/*.po -> electdesk.mo
python -m tools.catalogues check                everything that is missing or wrong; exit code 1 if anything is
python -m tools.catalogues missing [ru|kk] [PATH ...]   entries to append to a part and to fill in, for the texts of PATH
python -m tools.catalogues prune                take entries that no source uses out of the parts
"""

import string
import sys
from collections.abc import Iterable
from pathlib import Path

from babel.messages.pofile import write_po

from electdesk.i18n.sources import PLURAL_COUNT, catalogue_file, compile_language, forms_of, is_current, part_files, read_part
from tools.extraction import Key, Text, texts_below

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "electdesk"
LOCALE = ROOT / "resources" / "locale"
TRANSLATED = tuple(PLURAL_COUNT)


def compile_all(folder: Path = LOCALE) -> list[Path]:
    """Compile every language whose file is missing or older than a part. Returns the files written."""
    written = []
    for language in TRANSLATED:
        # A language without a single part still gets a file: its headers name the plural rule.
        if is_current(language, folder):
            continue
        target = catalogue_file(language, folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        half = target.with_suffix(".new")
        half.write_bytes(compile_language(language, folder))
        half.replace(target)
        written.append(target)
    return written


def problems(source: Path = SOURCE, folder: Path = LOCALE) -> list[str]:
    """Everything wrong with the texts and their translations, one line each; empty when all is well."""
    texts, found = texts_below(source)
    wanted = {text.key: text for text in texts}
    for language in TRANSLATED:
        translated: dict[Key, tuple[str, tuple[str, ...]]] = {}
        for part in part_files(language, folder):
            found.extend(_problems_of_part(part, language, wanted, translated))
        for key, text in wanted.items():
            if key not in translated:
                found.append(f"{language}: no translation of {_shown(key)} ({text.place})")
    return found


def _problems_of_part(
    part: Path, language: str, wanted: dict[Key, Text], known: dict[Key, tuple[str, tuple[str, ...]]]
) -> Iterable[str]:
    """What is wrong in one part; adds its complete translations to ``known`` (text -> part's name and forms)."""
    name = f"{language}/{part.name}"
    try:
        catalog = read_part(part, language)
    except ValueError as wrong:
        yield str(wrong)
        return
    for message in catalog.obsolete.values():
        yield f"{name}: a disused entry is left: {message.id!r}"
    for message in catalog:
        if not message.id:
            continue
        key = _key(message.id, message.context)
        forms = forms_of(message)
        where = f"{name}: {_shown(key)}"
        if message.fuzzy:
            yield f"{where}: marked as fuzzy"
        if key not in wanted:
            yield f"{where}: no source uses this text"
        count = PLURAL_COUNT[language] if key[2] else 1
        if not all(forms):
            yield f"{where}: not translated"
            continue
        if len(forms) != count:
            yield f"{where}: {len(forms)} forms instead of {count}"
            continue
        fields = _fields(key[2] or key[1])
        for form in forms:
            try:
                same = _fields(form) == fields
            except ValueError as wrong:
                yield f"{where}: {form!r}: {wrong}"
            else:
                if not same:
                    yield f"{where}: the fields of {form!r} differ from {sorted(fields)}"
            if form[:1].isspace() != key[1][:1].isspace() or form[-1:].isspace() != key[1][-1:].isspace():
                yield f"{where}: spaces at an end of {form!r} differ"
        if key in known and known[key][1] != forms:
            yield f"{where}: translated otherwise in {known[key][0]}"
        known.setdefault(key, (part.name, forms))


def missing(language: str, source: Path = SOURCE, folder: Path = LOCALE, below: tuple[str, ...] = ()) -> str:
    """Entries to fill in for the texts that this language lacks, in the form of a part; only those of the files ``below``."""
    have = {
        _key(message.id, message.context)
        for part in part_files(language, folder)
        for message in read_part(part, language)
        if message.id and all(forms_of(message))
    }
    lines = []
    for text in texts_below(source)[0]:
        if text.key in have or (below and not text.place.startswith(below)):
            continue
        context, one, many = text.key
        lines.append(f"#: {text.place}")
        if context is not None:
            lines.append(f"msgctxt {_quoted(context)}")
        lines.append(f"msgid {_quoted(one)}")
        if many is None:
            lines.append('msgstr ""')
        else:
            lines.append(f"msgid_plural {_quoted(many)}")
            lines.extend(f'msgstr[{form}] ""' for form in range(PLURAL_COUNT[language]))
        lines.append("")
    return "\n".join(lines)


def prune(source: Path = SOURCE, folder: Path = LOCALE) -> int:
    """Take entries that no source uses out of the parts. Returns how many went."""
    wanted = {text.key for text in texts_below(source)[0]}
    gone = 0
    for language in TRANSLATED:
        for part in part_files(language, folder):
            catalog = read_part(part, language)
            unused = [message for message in catalog if message.id and _key(message.id, message.context) not in wanted]
            for message in unused:
                catalog.delete(message.id, message.context)
            if unused or catalog.obsolete:
                gone += len(unused) + len(catalog.obsolete)
                catalog.obsolete.clear()
                with part.open("wb") as file:
                    write_po(file, catalog, width=0, sort_output=False, omit_header=False)
    return gone


def _key(ids: str | list[str] | tuple[str, ...], context: str | None) -> Key:
    if isinstance(ids, str):
        return (context, ids, None)
    return (context, ids[0], ids[1])


def _fields(text: str) -> set[str]:
    """The names of the fields. Raises ValueError for braces that do not match."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def _shown(key: Key) -> str:
    context, one, many = key
    return (f"[{context}] " if context else "") + repr(one) + (f" / {many!r}" if many else "")


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'


def main(arguments: list[str]) -> int:
    """Run one of the commands of this module's first lines. Returns the exit code."""
    match arguments:
        case ["compile"]:
            for file in compile_all():
                print(f"compiled {file.relative_to(ROOT)}")
            return 0
        case ["check"]:
            found = problems()
            for problem in found:
                print(problem)
            print(f"translations: {len(found)} problems" if found else "translations: complete")
            return 1 if found else 0
        case ["missing", *rest]:
            asked = [word for word in rest if word in TRANSLATED]
            below = tuple(word for word in rest if word not in TRANSLATED)
            for language in asked or TRANSLATED:
                print(f"# {language}\n{missing(language, below=below)}")
            return 0
        case ["prune"]:
            print(f"{prune()} entries taken out")
            return 0
        case _:
            print(__doc__, file=sys.stderr)
            return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
