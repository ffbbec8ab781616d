"""What can be wrong with a form file: a place, a code and the parts of its sentence; never the sentence itself."""

import difflib
from collections.abc import Iterable
from typing import Any, Final

import msgspec

from electdesk.domain.errors import ClerkError

_LOOK_ALIKE: Final = str.maketrans("авеёкмнорстухіѕ", "abeekmhopctyxis")


class FormProblem(msgspec.Struct, frozen=True):
    """One mistake of a form file. ``line`` counts from 1 (0 = the file as a whole).

    ``code`` is listed in resources/forms/README.md. ``params`` hold what its sentence needs: ``name`` (what was written),
    ``nearest`` (the likeliest meaning, "" when there is none), ``known`` (what may be written instead, a list as text), ``column``
    (inside a rule, from 1) and a few of one code alone.
    """

    line: int
    code: str
    params: dict[str, Any] = {}


class FormError(ClerkError):
    """A form file that cannot be used. Carries every problem found; code and params are those of the first.

    ``params``: ``file``, ``line``, ``what`` (the code of the first problem), ``count`` of problems, then the first problem's own.
    """

    def __init__(self, where: str, problems: Iterable[FormProblem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line))
        first = self.problems[0]
        own = {name: value for name, value in first.params.items() if name not in ("file", "line", "what", "count")}
        super().__init__("form_wrong", file=where, line=first.line, what=first.code, count=len(self.problems), **own)
        self.where = where


class RuleProblem(Exception):
    """A rule that cannot be read: raised while parsing one rule, turned into a FormProblem where the place is known."""

    def __init__(self, code: str, /, **params: Any) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name most like the one written, or "" when none is like it."""
    by_fold = {fold_number(candidate): candidate for candidate in known}
    found = difflib.get_close_matches(fold_number(name), list(by_fold), n=1, cutoff=0.6)
    return by_fold[found[0]] if found else ""


def listed(names: Iterable[str], most: int = 40) -> str:
    """Names as a person reads them in a sentence, cut at ``most``."""
    every = list(names)
    return ", ".join(every[:most]) + (" …" if len(every) > most else "")


def fold_text(text: str) -> str:
    """A text as numbers are compared: no case, no spaces, Cyrillic look-alikes as Latin."""
    return "".join(text.split()).casefold().translate(_LOOK_ALIKE)


def fold_number(text: str) -> str:
    """A line number or name as it is compared: as ``fold_text``, and without a trailing dot (3а. = 3a)."""
    return fold_text(text).rstrip(".")
