"""Every list can leave as a workbook or a text table: a table asks, and the window that knows how does it."""

from collections.abc import Callable, Sequence
from typing import Final
from weakref import WeakMethod

import msgspec
from PySide6.QtWidgets import QWidget


class ListContent(msgspec.Struct, frozen=True):
    """What a list shows: what it is called, its heads, the words of its rows."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


Saver = Callable[[QWidget, ListContent], None]
SAVE_KEY: Final = "Ctrl+E"
_saver: "list[WeakMethod[Saver]]" = []


def set_list_saver(saver: Saver) -> None:
    """Who saves lists from now on: a method, held only as long as its window lives."""
    _saver[:] = [WeakMethod(saver)]


def can_save_lists() -> bool:
    """Whether somebody can save a list now."""
    return bool(_saver) and _saver[0]() is not None


def save_list(asked: QWidget, content: ListContent) -> None:
    """Let the list be saved. ``asked``: the table, over whose window the question stands."""
    saver = _saver[0]() if _saver else None
    if saver is not None:
        saver(asked, content)
