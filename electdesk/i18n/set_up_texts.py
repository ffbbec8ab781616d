"""What is wrong with a set-up, in a file or on a page of the wizard: the sentence, and what to write instead; the errors of beginning a region."""

from collections.abc import Mapping
from typing import Any, Final

from electdesk.i18n import N_, Catalogue, catalogue, language
from electdesk.i18n.cell_reasons import cell_reason_text

NOTHING_CREATED: Final = N_("Nothing was created.")
_UNTOUCHED: Final = N_("Nothing was created, and the older file was left as it is.")

SET_UP_ERRORS: Final[dict[str, tuple[str, str, str]]] = {
    "set_up_wrong": (
        N_("The set-up file {file} is wrong in line {line}."),
        NOTHING_CREATED,
        N_("Mend what is listed and try again."),
    ),
    "set_up_unreadable": (
        N_("The set-up file {file} cannot be read: {reason}."),
        NOTHING_CREATED,
        N_("Check the name and the folder; a set-up file is text in UTF-8."),
    ),
    "set_up_field_wrong": (
        N_("This cannot be taken into the set-up."),
        N_("Nothing was changed."),
        N_("Mend it and try again."),
    ),
    "old_damaged": (
        N_("{file} holds damaged records: {count}."),
        _UNTOUCHED,
        N_("Restore a backup copy that is whole and begin from that."),
    ),
    "old_without_administrator": (
        N_("No administrator of {file} has a password that can be read: nobody could begin to work with the new file."),
        _UNTOUCHED,
        N_("Let an administrator of the older file be given a new first password there, then begin again."),
    ),
    "sample_stays_test": (
        N_("{file} is a practice region with stations that were made up."),
        _UNTOUCHED,
        N_("Begin the real region from a set-up file or from the wizard, with the list of the real stations."),
    ),
    "day_unreadable": (N_("“{day}” is no date."), NOTHING_CREATED, N_("Write the day as YYYY-MM-DD.")),
}
"""Code → what happened, what is safe, what to do next."""

SET_UP_PROBLEMS: Final[dict[str, tuple[str, str]]] = {
    "toml": (
        N_("This is not TOML at column {column}: {message}."),
        N_("Look for a quotation mark, bracket or comma that is missing, or a key that stands twice."),
    ),
    "unknown_key": (N_("There is no key {name} here."), N_("Write one of: {known}.")),
    "missing_key": (N_("{name} is missing or empty."), N_("Write {name} = …")),
    "wrong_type": (N_("{name} holds a value of another kind."), N_("Write {wanted}.")),
    "unknown_value": (N_("{key} cannot be {name}."), N_("Write one of: {known}.")),
    "not_a_day": (N_("“{name}” is no date."), N_("Write the day as YYYY-MM-DD.")),
    "not_a_time": (N_("“{name}” is no time."), N_("Write it as HH:MM, with two digits each.")),
    "closes_first": (N_("Voting ends at {name}, and it begins at {opens}."), N_("Write a later end.")),
    "slots_unordered": (N_("The time slot {name} stands after {first}."), N_("Write the time slots in the order of the day.")),
    "slot_before_opening": (N_("The time slot {name} is not after the beginning of voting, {opens}."), N_("Leave it out.")),
    "out_of_range": (N_("{name} cannot be."), N_("Write a number from {least} to {most}.")),
    "no_contests": (N_("There is no contest."), N_("Add one contest with its form for each ballot of the day.")),
    "contest_twice": (N_("Two contests have the short name {name}."), N_("Give each its own.")),
    "no_such_form": (N_("There is no form {name} on the shelf."), N_("Write one of: {known}; or the path of a form file.")),
    "form_wanted": (N_("The contest has no form."), N_("Choose one of: {known}; or the path of a form file.")),
    "form_unusable": (
        N_("The form file {name} is wrong in line {line}."),
        N_("Try it with: electdesk form test {name}"),
    ),
    "no_such_ballot": (N_("The form has no ballot {name}."), N_("Write one of: {known}.")),
    "ballot_wanted": (N_("The form has several ballots."), N_("Say with the key ballot which one is meant: {known}.")),
    "turnout_not_on_form": (
        N_("The form {form} has no lines for this turnout: {name}."),
        N_("Choose the other turnout, or leave it to the form."),
    ),
    "choices_printed": (N_("The form prints its choices itself: {name}."), N_("Leave the choices out.")),
    "choice_unnamed": (N_("A choice has no name."), N_("Write the name as it stands on the ballot.")),
    "choice_twice": (N_("{name} stands on the ballot twice."), N_("Leave one out, or name the constituency of each.")),
    "against_all_printed": (N_("“{name}” is printed by the form itself."), N_("Leave it out.")),
    "against_all_not_here": (
        N_("The form has no line “{name}”."),
        N_("Leave it out, or choose the edition of the form that has this line."),
    ),
    "lists_not_here": (N_("The form has no lists, and {name} has candidates."), N_("Write each candidate as a choice.")),
    "constituency_empty": (
        N_("No station lies in constituency {name}."),
        N_("Compare with the constituencies of the stations: {known}."),
    ),
    "parent_unknown": (N_("There is no district {name} above."), N_("Write a district that stands before, or leave it out.")),
    "area_twice": (N_("The district {name} stands twice."), N_("Leave one out, or give another name.")),
    "stations_twice": (N_("There are two lists of stations."), N_("Keep either file or table.")),
    "cell": (N_("Cell {cell}, {column}: {text}"), ""),
    "more_cells": (N_("… and more such cells: {count}."), N_("Mend those above first.")),
    "users_unwanted": (N_("There are users although nobody has to log in."), N_("Write users = true, or leave the users out.")),
    "users_wanted": (
        N_("Everybody is to log in, and there is no user."),
        N_("Name the first administrator as a user, or write users = false."),
    ),
    "login_long": (N_("{name} is too long for a user name."), N_("Take at most {most} characters.")),
    "login_twice": (N_("Two users have the name {name}."), N_("Give each user another name.")),
}
"""Code → (what is wrong, what to write instead)."""

WANTED: Final[dict[str, str]] = {
    "text": N_("a text in quotation marks"),
    "whole": N_("a whole number from 0"),
    "truth": N_("true or false"),
    "list": N_('a list in brackets: ["…"]'),
    "table": N_("a table: {{ … }}"),
    "tables": N_("tables with double brackets: [[…]]"),
    "minutes": N_("the minutes that the clock is ahead of UTC: 300"),
    "choices": N_('names in brackets: ["…", "…"]'),
}
_NEAREST: Final = N_("Perhaps {nearest} is meant.")


def set_up_problem_text(code: str, params: Mapping[str, Any], cat: Catalogue | None = None) -> str:
    """What is wrong, the likeliest meaning, what to write instead; without file and line. An unknown code is shown as it is."""
    cat = cat or catalogue(language())
    words = _Parts({name: str(value) for name, value in params.items()})
    if words.get("wanted") in WANTED:
        words["wanted"] = cat.tr(WANTED[words["wanted"]]).format()  # i18n: dynamic
    if code == "cell":
        words["text"] = cell_reason_text(words["reason"], words["value"], words["other"], cat)
    what, instead = SET_UP_PROBLEMS.get(code, (code, ""))
    texts = [what, *([_NEAREST] if words.get("nearest") else []), *([instead] if instead else [])]
    return " ".join(cat.tr(text).format_map(words) for text in texts)  # i18n: dynamic


class _Parts(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "…"
