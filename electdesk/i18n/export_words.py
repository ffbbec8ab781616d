"""What the tables of an export say: titles, headings, notes and the words of their cells, by code."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from electdesk.i18n import N_, Catalogue, format_date, format_datetime, format_fingerprint
from electdesk.i18n.import_words import KINDS
from electdesk.i18n.sentences import COMMANDS, STATES, STATION_TYPES

TITLES: Final[dict[str, str]] = {
    "stations": N_("Stations"),
    "tallies": N_("Tallies"),
    "turnout": N_("Turnout through the day"),
    "totals": N_("Totals by district"),
    "findings": N_("Findings"),
    "corrections": N_("History of corrections"),
    "progress": N_("Progress"),
    "about": N_("About this file"),
    "long": N_("Tallies, one figure a row"),
    "lines": N_("Lines and choices"),
}
"""Titles of the tables; each is the name of its sheet too."""

SHORT_TITLES: Final[dict[str, str]] = {"corrections": N_("Corrections")}
"""Names of sheets where the title is longer than a sheet's name should be."""

HEADINGS: Final[dict[str, str]] = {
    "station_number": N_("Station number"),
    "district": N_("District"),
    "station_name": N_("Name of the station"),
    "station_type": N_("Station type"),
    "register_voters": N_("Number of voters"),
    "constituency": N_("Constituency"),
    "address": N_("Address"),
    "note": N_("Remark"),
    "state": N_("State"),
    "contest": N_("Contest"),
    "stations_count": N_("Stations in all"),
    "reported_count": N_("Stations counted"),
    "turnout_issued": N_("Turnout, % (ballots issued / list)"),
    "turnout_found": N_("Turnout, % (ballots in the boxes / list)"),
    "share_of_valid": N_("% of valid votes"),
    "share_of_took_part": N_("% of those who took part"),
    "severity": N_("Severity"),
    "finding_code": N_("Code"),
    "lines": N_("Lines"),
    "left": N_("Left"),
    "right": N_("Right"),
    "difference": N_("Difference"),
    "finding": N_("Finding"),
    "confirmed": N_("Confirmation"),
    "time": N_("Time"),
    "line": N_("Line"),
    "line_text": N_("Text of the line"),
    "old": N_("Was"),
    "new": N_("Became"),
    "person": N_("Who"),
    "command": N_("What was done"),
    "reason": N_("Reason"),
    "document": N_("Document"),
    "step_awaited": N_("no protocol"),
    "step_received": N_("received"),
    "step_first": N_("first entry"),
    "step_second": N_("second entry"),
    "step_difference": N_("difference"),
    "step_parked": N_("parked"),
    "step_settled": N_("settled"),
    "step_final": N_("final"),
    "step_annulled": N_("annulled"),
    "step_trouble": N_("conflict or damaged"),
}
"""Headings of columns that are no lines of a form."""

SEVERITIES: Final[dict[str, str]] = {"hard": N_("does not add up"), "soft": N_("to confirm"), "info": N_("for attention")}
VOCABULARIES: Final[dict[str, Mapping[str, str]]] = {
    "state": STATES,
    "station_type": STATION_TYPES,
    "severity": SEVERITIES,
    "command": COMMANDS,
}
"""Words of cells that hold codes, by the vocabulary that the column names."""
YES: Final = N_("Yes")
NO: Final = N_("No")

PHRASES: Final[dict[str, str]] = {
    "training": N_("TRAINING REGION"),
    "real": N_("region of real papers"),
    "no_district": N_("Without a district"),
    "all_together": N_("Total"),
    "not_confirmed": N_("not confirmed"),
    "sums_of_rows": N_(
        "Each sum is a formula over the rows of its district in the sheet of tallies. Sort that sheet only in a copy."
    ),
    "basis_preliminary": N_("preliminary figures: also those that nobody has checked against a second entry"),
    "basis_settled": N_("settled figures"),
    "basis_final": N_("final figures only"),
    "about_program": N_("Written by"),
    "about_mode": N_("Kind of region"),
    "about_region": N_("Region"),
    "about_commission": N_("Commission"),
    "about_election": N_("Election"),
    "about_day": N_("Day of voting"),
    "about_basis": N_("Basis of the figures"),
    "about_contest": N_("Contest and form"),
    "about_counted": N_("Stations counted"),
    "about_fingerprint": N_("Fingerprint of the region file"),
    "about_commit": N_("Journal no."),
    "about_made": N_("Written on"),
    "about_by": N_("Written by the user"),
    "about_region_id": N_("Region id"),
    "about_marks": N_("Blank, zero, no number"),
    "about_left_out": N_("Not in this file"),
    "about_paper": N_("What counts"),
    "marks": N_(
        "An empty cell: nothing was entered. 0: the paper says zero. /: the paper holds no number in this line. "
        "A grey cell: the line does not stand on this ballot."
    ),
    "left_out": N_("Contacts and phones of stations, users and their passwords, drafts."),
    "lost_findings": N_("States of tallies, findings, explanations and the history of corrections are not in this format."),
    "lost_registered": N_(
        "Voters on the list and those who took part are those of the first contest: the format has one number a station."
    ),
    "paper_counts": N_("The signed paper protocol is the legal record. This file is a working copy of what was entered."),
}
"""Sentences without figures, by code."""

LOST: Final[dict[str, str]] = {
    "lost_lines": N_("{contest}: lines {lines} of the protocol are not in this format."),
    "lost_candidates": N_("{contest}: the votes of candidates inside lists are not in this format; those of the lists are."),
    "lost_constituencies": N_(
        "{contest}: the constituencies of choices are not told; votes stand at the stations that have the choice."
    ),
}
"""What a format of others has no room for, in one contest."""
COUNTED: Final[dict[str, str]] = {
    "preliminary": N_("{reported} of {stations} stations, PRELIMINARY figures"),
    "settled": N_("{reported} of {stations} stations, settled figures"),
    "final": N_("{reported} of {stations} stations, final figures only"),
}
"""What a total counts, by its basis."""


TEMPLATES: Final[dict[str, str]] = {
    "template_fill": N_(
        "Fill in one row a station, below the example. Columns with a dark heading must be filled; others may stay empty."
    ),
    "template_example": N_("The row of the example is never imported."),
    "template_marks": N_(
        "The row of the example is never imported. / says that the paper holds no number; an empty cell says nothing."
    ),
    "wrong_figure": N_("A whole number, 0 or more, as it stands on the paper, or / where the paper holds no number."),
    "wrong_count": N_("A whole number, 0 or more."),
    "wrong_decimal": N_("A number, 0 or more."),
    "wrong_date": N_("A date, as day.month.year."),
    "wrong_time": N_("A time of day, as 08:00."),
    "wrong_choice": N_("Choose one of the words in the list."),
}
"""What a template says, and what is said to whoever types what cannot be right."""


COMMENTED: Final[dict[str, str]] = {
    "commented_title": N_("Bad cells"),
    "commented_what": N_(
        "Each of these cells is coloured and has a comment. Mend them here or in your own file and import it again."
    ),
    "commented_part": N_(
        "The file is large: only its first rows and the rows with bad cells stand in this copy. Mend them in your own file."
    ),
    "commented_sheet": N_("Sheet"),
    "commented_cell": N_("Cell"),
    "commented_column": N_("Column"),
    "commented_value": N_("Value"),
    "commented_rule": N_("What is wrong and what to do"),
}
"""What the copy of an imported file with comments says."""


def commented_text(code: str, cat: Catalogue) -> str:
    """A text of a commented copy."""
    return cat.tr(COMMENTED[code])  # i18n: dynamic


def template_text(code: str, cat: Catalogue) -> str:
    """A text of a template."""
    return cat.tr(TEMPLATES[code])  # i18n: dynamic


def template_title(kind: str, cat: Catalogue) -> str:
    """What a template is for, by its kind of import."""
    return cat.tr(KINDS[kind]) if kind in KINDS else kind  # i18n: dynamic


def heading_word(code: str, cat: Catalogue) -> str:
    """A heading by its code."""
    return cat.tr(HEADINGS[code])  # i18n: dynamic


def title_word(code: str, cat: Catalogue, *, short: bool = False) -> str:
    """A table's title by its code; ``short``: as the name of a sheet."""
    return cat.tr((SHORT_TITLES if short and code in SHORT_TITLES else TITLES)[code])  # i18n: dynamic


def vocabulary(name: str, cat: Catalogue) -> dict[str, str]:
    """Code → word in one language."""
    return {code: cat.tr(word) for code, word in VOCABULARIES[name].items()}  # i18n: dynamic


def phrase_text(code: str, params: Mapping[str, Any], region_name: str, cat: Catalogue) -> str:
    """A sentence by its code. ``region_name``: the region or contest in the language, where the sentence names one."""
    if code == "counted":
        text = cat.tr(COUNTED[params["basis"]], reported=params["reported"], stations=params["stations"])  # i18n: dynamic
        if params["annulled"]:
            text += "; " + cat.ntr("{n} annulled by decision among them", "{n} annulled by decision among them", params["annulled"])
        return text
    if code == "lost_no_number":
        return cat.ntr(
            "{contest}: {n} station has lines without a number on paper; they are left out, not written as 0.",
            "{contest}: {n} stations have lines without a number on paper; they are left out, not written as 0.",
            params["stations"],
            contest=region_name,
        )
    if code in LOST:
        return cat.tr(LOST[code], contest=region_name, lines=params.get("lines", ""))  # i18n: dynamic
    if code == "of_region":
        return f"{region_name}, {_day(params['day'])}" if params["day"] else region_name
    if code == "state_of_file":
        made, digits = _moment(params["at"]), format_fingerprint(params["fingerprint"].replace(" ", ""))
        return cat.tr("Written on {at}. Fingerprint of the region file: {fingerprint}", at=made, fingerprint=digits)
    if code == "day":
        return _day(params["day"]) if params["day"] else ""
    if code == "moment":
        return _moment(params["at"])
    if code == "fingerprint":
        return format_fingerprint(params["fingerprint"].replace(" ", ""))
    return cat.tr(PHRASES[code])  # i18n: dynamic


def _day(iso: str) -> str:
    try:
        return format_date(dt.date.fromisoformat(iso))
    except ValueError:
        return iso


def _moment(text: str) -> str:
    return format_datetime(dt.datetime.fromisoformat(text))
