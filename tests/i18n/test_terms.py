"""The catalogue says each thing with the word that the list of terms fixed for it."""

from pathlib import Path

import pytest

from electdesk.i18n.sources import forms_of, part_files, read_part

TERMS = Path(__file__).resolve().parents[3] / "shared" / "reference" / "terms.md"
COLUMN = {"ru": 2, "kk": 3}


def bare(text: str) -> str:
    """The word without what only its place asks for: a capital, a mark for its key, dots of a menu."""
    return text.replace("&", "").rstrip("\u2026.:").strip().casefold()


def terms(language: str) -> dict[str, set[str]]:
    """English term → the words that stand for it; a few English words mean two things. Rows that offer a choice are left out."""
    words: dict[str, set[str]] = {}
    for line in TERMS.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if len(cells) == 5 and "." in cells[0] and not any(mark in cells[1] + cells[COLUMN[language]] for mark in "/(,?"):
            words.setdefault(bare(cells[1]), set()).add(bare(cells[COLUMN[language]]))
    return words


@pytest.mark.skipif(not TERMS.is_file(), reason="the list of terms lies outside this repository and is not here")
@pytest.mark.parametrize("language", ["ru", "kk"])
def test_a_listed_term_is_translated_with_its_listed_word(language: str) -> None:
    listed = terms(language)
    assert len(listed) > 100
    strays = []
    for part in part_files(language):
        for message in read_part(part, language):
            # A context says that the word means something of its own there.
            if not isinstance(message.id, str) or message.context is not None:
                continue
            wanted = listed.get(bare(message.id))
            if message.id and wanted and bare(forms_of(message)[0]) not in wanted:
                strays.append(f"{part.name}: {message.id!r} is {forms_of(message)[0]!r}, listed as {sorted(wanted)}")
    assert strays == []
