"""The kinds of incident as data: groups and categories in three languages, with the severity and the deadline that they preset."""

import functools
import tomllib
from collections.abc import Mapping
from typing import Final

import msgspec

from electdesk.domain.records.incident import SEVERITIES
from electdesk.domain.records.names import Names
from electdesk.paths import resources_dir

FORMAT: Final = 1


class Category(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``severity``: preset, 1 technical … 4 critical. ``text``: a description must be given. ``counts`` is False for what is kept on file and
    left out of figures. ``words``: others by which people look for it, in any language."""

    code: str
    name: Names
    severity: int
    text: bool = False
    counts: bool = True
    words: tuple[str, ...] = ()

    @property
    def group(self) -> str:
        """The letter of its group."""
        return self.code[0]


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A letter, its name, and its categories in the order of their codes."""

    code: str
    name: Names
    category: tuple[Category, ...]


class IncidentKinds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All kinds. ``deadlines``: severity as a digit → minutes from the report until the incident should be resolved."""

    format: int
    deadlines: dict[str, int]
    group: tuple[Group, ...]

    @property
    def categories(self) -> Mapping[str, Category]:
        """Code → category, in the order of the codes."""
        return {category.code: category for group in self.group for category in group.category}

    def minutes(self, severity: int) -> int:
        """Minutes until an incident of this severity should be resolved."""
        return self.deadlines[str(severity)]


def read_kinds(text: str) -> IncidentKinds:
    """The kinds from TOML. Raises ValueError (msgspec.ValidationError, TOMLDecodeError) for what is none: it ships with the program."""
    kinds = msgspec.convert(tomllib.loads(text), IncidentKinds)
    codes = [category.code for group in kinds.group for category in group.category]
    if kinds.format != FORMAT or len(set(codes)) != len(codes) or set(kinds.deadlines) != {str(each) for each in SEVERITIES}:
        raise ValueError("kinds of incident: format, codes or deadlines")
    if any(each.group != group.code or each.severity not in SEVERITIES for group in kinds.group for each in group.category):
        raise ValueError("kinds of incident: a category in a group that is not its own, or a severity that is none")
    return kinds


@functools.cache
def incident_kinds() -> IncidentKinds:
    """The kinds that come with the program, read once."""
    return read_kinds((resources_dir() / "incidents.toml").read_text("utf-8"))


@functools.cache
def _category_of() -> Mapping[str, Category]:
    return incident_kinds().categories


def category(code: str) -> Category:
    """A category by its code. An unknown one, which a later version may have written, stands for itself and presets nothing."""
    found = _category_of().get(code)
    return found if found is not None else Category(code or "?", {"": code}, SEVERITIES[0])


def is_known(code: str) -> bool:
    """Whether the program ships this category."""
    return code in _category_of()


@functools.cache
def _words() -> Mapping[str, tuple[str, ...]]:
    """Code → the words by which a category is found: its code, its own names and its group's, in every language."""
    found: dict[str, tuple[str, ...]] = {}
    for group in incident_kinds().group:
        for each in group.category:
            texts = [each.code, *each.name.values(), *each.words, *group.name.values()]
            found[each.code] = tuple(word for text in texts for word in _folded(text))
    return found


def find_categories(typed: str) -> list[Category]:
    """The categories in which every typed word begins a word of the code, of the name or of the group, in any of the three languages.

    Those whose own name or code it begins come before those found by their group. All of them, in the order of the codes, for "".
    """
    wanted = _folded(typed)
    hits = [code for code, words in _words().items() if all(any(word.startswith(each) for word in words) for each in wanted)]
    of_its_own = {code: _own(code, wanted) for code in hits}
    return [_category_of()[code] for code in sorted(hits, key=lambda code: (not of_its_own[code], hits.index(code)))]


def _own(code: str, wanted: list[str]) -> bool:
    each = _category_of()[code]
    words = [word for text in (code, *each.name.values(), *each.words) for word in _folded(text)]
    return all(any(word.startswith(one) for word in words) for one in wanted)


def _folded(text: str) -> list[str]:
    """The words of a text in small letters; ё is е, as people type it."""
    bare = text.casefold().replace("ё", "е")
    return "".join(letter if letter.isalnum() else " " for letter in bare).split()
