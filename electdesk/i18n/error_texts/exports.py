"""Errors of writing files for others: workbooks, packages of tables, reports, templates."""

from typing import Final

from electdesk.i18n import N_
from electdesk.i18n.error_texts.kept import FILE_UNTOUCHED, NOTHING_CHANGED

ERRORS: Final[dict[str, tuple[str, str, str]]] = {
    "export_unsettled": (
        N_("Preliminary figures leave the file only for a supervisor: they include numbers that nobody has settled."),
        NOTHING_CHANGED,
        N_("Write the settled figures, or ask a supervisor."),
    ),
    "export_kind_unknown": (
        N_("There is no kind of export “{kind}”; there are: {known}."),
        NOTHING_CHANGED,
        N_("Name one of these kinds."),
    ),
    "folder_in_the_way": (
        N_("{file} is a folder."),
        NOTHING_CHANGED,
        N_("Give the new file a name of its own."),
    ),
    "folder_not_empty": (
        N_("The folder {file} holds files already."),
        NOTHING_CHANGED,
        N_("Name a new or an empty folder, or say that files of the same names may be replaced."),
    ),
    "export_no_day": (
        N_("The day of voting is not known, and a report of results must name it."),
        NOTHING_CHANGED,
        N_("Enter the day in the set-up of the region and try again."),
    ),
    "target_open": (
        N_("{file} is open in another program."),
        FILE_UNTOUCHED,
        N_("Close it there, or choose another name."),
    ),
    "target_read_only": (
        N_("{file} or its folder can only be read."),
        FILE_UNTOUCHED,
        N_("Choose another folder, or take the write protection away."),
    ),
    "target_full": (
        N_("No space is left on the disk for {file}."),
        N_("Nothing of it was written, and the region file is as it was."),
        N_("Free some space, or choose another disk."),
    ),
    "template_kind_unknown": (
        N_("There is no template for “{kind}”; there are: {known}."),
        NOTHING_CHANGED,
        N_("Name one of these kinds."),
    ),
}
