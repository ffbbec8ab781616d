"""What the program says when something cannot be done: for each code of an error what happened, what is safe, what to do next.

One module an area; a new area is one more module and one more line in ``ERRORS``.
"""

from typing import Final

from electdesk.i18n.error_texts import (
    commands,
    exports,
    forms,
    incidents,
    people,
    polls,
    region_files,
    sources,
    turnout,
    words,
    workbooks,
)
from electdesk.i18n.error_texts.kept import ALL_SAVED, FILE_UNTOUCHED, NOTHING_CHANGED, NUMBERS_KEPT
from electdesk.i18n.error_texts.reasons import REASONS
from electdesk.i18n.set_up_texts import SET_UP_ERRORS

ERRORS: Final[dict[str, tuple[str, str, str]]] = {
    **SET_UP_ERRORS,
    **words.ERRORS,
    **region_files.ERRORS,
    **sources.ERRORS,
    **workbooks.ERRORS,
    **forms.ERRORS,
    **commands.ERRORS,
    **people.ERRORS,
    **incidents.ERRORS,
    **exports.ERRORS,
    **polls.ERRORS,
    **turnout.ERRORS,
}
"""Code → (what happened, what is safe, what to do next). A test keeps it complete.

"code.why" stands for the same error where its parameter ``reason`` or ``why`` asks for other words.
"""


__all__ = ["ALL_SAVED", "ERRORS", "FILE_UNTOUCHED", "NOTHING_CHANGED", "NUMBERS_KEPT", "REASONS"]
