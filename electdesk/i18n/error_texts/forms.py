"""Errors of forms and of the values typed into them."""

from typing import Final

from electdesk.i18n import N_
from electdesk.i18n.error_texts.kept import NOTHING_CHANGED

ERRORS: Final[dict[str, tuple[str, str, str]]] = {
    "no_such_form": (
        N_("There is no form {name}."),
        NOTHING_CHANGED,
        N_("Choose one of: {known}; or give the path of a form file."),
    ),
    "form_unreadable": (
        N_("The form file {file} cannot be read ({reason})."),
        NOTHING_CHANGED,
        N_("Check the path, and save the file as UTF-8."),
    ),
    "form_wrong": (N_("The form file {file} is wrong in line {line}."), NOTHING_CHANGED, N_("Mend what is listed and try again.")),
    "values_wrong": (
        N_("The value of {key} cannot be taken ({reason})."),
        NOTHING_CHANGED,
        N_('Give whole numbers from 0, null for a blank, or "none" where the paper holds no number.'),
    ),
    "values_wrong.unknown_key": (N_("The form has no line {key}."), NOTHING_CHANGED, N_("Use one of: {known}.")),
    "values_wrong.option": (N_("Line {key} has no box {value}."), NOTHING_CHANGED, N_("Use one of: {known}.")),
    "values_wrong.yesno": (
        N_("Line {key} is a box: “{value}” is neither yes nor no."),
        NOTHING_CHANGED,
        N_("Use one of: {known}."),
    ),
    "values_wrong.votes": (
        N_("The number of votes does not fit the ballot ({value})."),
        NOTHING_CHANGED,
        N_("Give one number a choice, in the order of the ballot; for lists, the total and then the candidates."),
    ),
    "values_line_unreadable": (
        N_("Line {line} of the values cannot be read as JSON: {error}."),
        NOTHING_CHANGED,
        N_("Write one JSON object a line, in UTF-8."),
    ),
    "not_a_count": (
        N_("“{value}” is not a count ({reason})."),
        NOTHING_CHANGED,
        N_("Type the whole number as it stands on the paper, or leave the line blank."),
    ),
    "line_unknown": (N_("The form has no line {line}."), NOTHING_CHANGED, N_("Use one of the lines {known}.")),
    "option_unknown": (N_("Line {line} has no box {value}."), NOTHING_CHANGED, N_("Use one of: {known}.")),
    "choice_not_here": (
        N_("Choice {line} does not stand on the ballot of station {station}."),
        NOTHING_CHANGED,
        N_("Check the station's constituency."),
    ),
}
