"""Which language is in use now, here: one for the program, another for a stretch of work that prints in its own."""

import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from electdesk.i18n.languages import LANGUAGES, Language

_Callback = TypeVar("_Callback", bound=Callable[[], object])

_in_use: Language = "en"
_for_this_work: ContextVar[Language | None] = ContextVar("electdesk_language", default=None)
_listeners: "list[weakref.ref[Callable[[], object]]]" = []


def language() -> Language:
    """The language in use: that of `in_language` inside its block, else the program's."""
    return _for_this_work.get() or _in_use


def use_language(lang: Language) -> None:
    """Switch the program to a language and tell everyone who asked to be told. Raises ValueError for another one."""
    global _in_use
    if lang not in LANGUAGES:
        raise ValueError(f"no such language: {lang}")
    if lang == _in_use:
        return
    _in_use = lang
    for listener in list(_listeners):
        callback = listener()
        if callback is None:
            _listeners.remove(listener)
        else:
            callback()


@contextmanager
def in_language(lang: Language) -> Iterator[None]:
    """Everything in the block speaks this language, in this thread alone; the window goes on in its own."""
    if lang not in LANGUAGES:
        raise ValueError(f"no such language: {lang}")
    before = _for_this_work.set(lang)
    try:
        yield
    finally:
        _for_this_work.reset(before)


def on_language_changed(callback: _Callback) -> _Callback:
    """Call back after each switch, for as long as something else holds the callback: a closed window is forgotten by itself.

    For this reason a lambda given here is never called. Returns the callback, so that it also serves as a decorator.
    """
    kept: weakref.ref[Callable[[], object]]
    kept = weakref.WeakMethod(callback) if hasattr(callback, "__self__") else weakref.ref(callback)
    _listeners.append(kept)
    return callback
