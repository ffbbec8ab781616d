"""What a column of a file may be taken for and what a file may hold, in words: for the wizard, the command line and templates."""

from typing import Final

from electdesk.i18n import N_, Catalogue, catalogue, language

KINDS: Final[dict[str, str]] = {
    "stations": N_("Stations"),
    "tallies": N_("Protocols"),
    "turnout": N_("Turnout through the day"),
    "earlier-turnout": N_("Turnout of an earlier election"),
}
"""Kind of import → what the file holds."""

TARGETS: Final[dict[str, str]] = {
    "contest": N_("Contest"),
    "choice:new": N_("New choice"),
    "": N_("leave out"),
}
"""What a column may be beside what its kind declares (``services.imports.kinds``) → its words."""

NOTES: Final[dict[str, str]] = {
    "macros": N_("The file holds macros; they are not run."),
    "external_links": N_("The file links to other files; they are not opened."),
    "embedded": N_("The file holds embedded objects; they are left alone."),
    "no_percent": N_("This format does not tell which cells are percentages; save the file as XLSX where it has some."),
    "no_hidden": N_("This format does not tell which rows and columns are hidden."),
    "no_number_formats": N_("This format does not keep leading zeros of numbers; stations are found without them."),
}
"""What was in a file and was left alone, and what its format cannot tell → its sentence."""


def kind_words(kind: str, cat: Catalogue | None = None) -> str:
    """What a file of this kind holds; the kind itself where it is not listed."""
    return _say(KINDS, kind, cat)


def target_words(target: str, cat: Catalogue | None = None) -> str:
    """What a column is taken for, in words; lines and choices keep the part after their colon."""
    return _say(TARGETS, target, cat) if target in TARGETS else target.partition(":")[2] or target


def note_words(note: str, cat: Catalogue | None = None) -> str:
    """What is to be said of a file as a whole."""
    return _say(NOTES, note, cat)


def _say(table: dict[str, str], key: str, cat: Catalogue | None) -> str:
    cat = cat or catalogue(language())
    text = table.get(key)
    return cat.tr(text) if text else key  # i18n: dynamic
