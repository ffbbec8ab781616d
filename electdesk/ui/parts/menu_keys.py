"""Keys of menu items for Alt and the arrows: each item of a menu has a letter of its own, in every language."""

import re
from collections.abc import Sequence

from PySide6.QtWidgets import QMenu

_KEY = re.compile("&(&?)")


def plain_title(text: str) -> str:
    """The words of a menu item without the mark of its key."""
    return _KEY.sub(r"\1", text)


def key_places(titles: Sequence[str]) -> list[int]:
    """For each title the place of its key, -1 where every letter is taken: first letters of words go before others.

    A title gives its letter up where it has another and the next one has not, so that a menu runs out of keys last of all.
    """
    wanted = [_letters(title) for title in titles]
    taken: dict[str, int] = {}
    found = [-1] * len(titles)

    def settle(at: int, tried: set[str]) -> bool:
        for place in wanted[at]:
            letter = titles[at][place].casefold()
            if letter not in tried:
                tried.add(letter)
                if letter not in taken or settle(taken[letter], tried):
                    taken[letter], found[at] = at, place
                    return True
        return False

    for at in range(len(titles)):
        settle(at, set())
    return found


def _letters(title: str) -> list[int]:
    places = [place for place, letter in enumerate(title) if letter.isalnum()]
    starts = [place for place in places if place == 0 or not title[place - 1].isalnum()]
    return starts + [place for place in places if place not in starts]


def give_keys(menu: QMenu) -> None:
    """Mark a key in every item that is shown. Called when the menu opens: then all its words are known."""
    items = [action for action in menu.actions() if not action.isSeparator() and action.isVisible()]
    # What follows a tab names the shortcut.
    texts = [plain_title(action.text()).partition("\t") for action in items]
    for action, (title, tab, shortcut), place in zip(items, texts, key_places([text[0] for text in texts]), strict=True):
        marked = title if place < 0 else f"{title[:place]}\0{title[place:]}"
        action.setText(marked.replace("&", "&&").replace("\0", "&") + tab + shortcut)
