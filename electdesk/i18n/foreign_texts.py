"""Texts that come from below the program in English (the operating system, the JSON reader, SQLite), said in the language in use."""

import re
from typing import Final

from electdesk.i18n import N_, Catalogue

_PATTERNS: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    (re.compile(r"Expected `(?P<wanted>[^`]+)`, got `(?P<given>[^`]+)`"), N_("{wanted} is wanted here, and {given} stands there")),
    (re.compile(r"Expected `(?P<wanted>[^`]+)`"), N_("{wanted} is wanted here")),
    (re.compile(r"Object contains unknown field `(?P<field>[^`]+)`"), N_("there is no field {field}")),
    (re.compile(r"Object missing required field `(?P<field>[^`]+)`"), N_("the field {field} is missing")),
    (re.compile(r"Invalid (?:enum )?value '?(?P<value>[^'`]*)'?"), N_("the value {value} is not known")),
    (re.compile(r"(?P<field>\w+) '(?P<value>[^']*)'"), N_("the value {value} is not known")),
    (
        re.compile(r"JSON is malformed|Input data was truncated|Invalid UTF-8|.*codec can't decode"),
        N_("it is no whole JSON text in UTF-8"),
    ),
    (re.compile(r"\[Errno 2\]|.*unable to open database"), N_("it is not there")),
    (re.compile(r"\[Errno (?:1|13)\]"), N_("the system does not allow it")),
    (re.compile(r"\[Errno 21\]"), N_("it is a folder")),
    (re.compile(r"\[Errno 20\]"), N_("a part of the path is no folder")),
    (re.compile(r"\[Errno 28\]|.*disk is full"), N_("the disk is full")),
    (re.compile(r"\[Errno 30\]|.*readonly"), N_("this place cannot be written")),
    (re.compile(r"\[Errno 36\]"), N_("the name is too long")),
    (re.compile(r"\[Errno 5\]|disk I/O error"), N_("the disk reports an error")),
    (re.compile(r".*(?:is malformed|is not a database)"), N_("its content is damaged")),
)
"""How the English texts begin, and what is said for them."""
_PLACE: Final = re.compile(r" - at `\$\.?(?P<place>[^`]+)`")


def foreign_text(text: str, cat: Catalogue) -> str:
    """A text from below in the catalogue's language; one that is not known stands as it is, for whoever helps."""
    for pattern, said in _PATTERNS:
        if found := pattern.match(text):
            told = cat.tr(said, **found.groupdict())  # i18n: dynamic
            place = _PLACE.search(text)
            return cat.tr("{text} (at {place})", text=told, place=place["place"]) if place and place["place"] else told
    return text
