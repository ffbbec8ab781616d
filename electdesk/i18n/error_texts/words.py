"""Errors of the command line, of the program as a whole, and of where it may write."""

from typing import Final

from electdesk.i18n import N_
from electdesk.i18n.error_texts.kept import ALL_SAVED, NOTHING_CHANGED

ERRORS: Final[dict[str, tuple[str, str, str]]] = {
    "command_unknown": (
        N_("“{word}” is neither a command of ElectDesk nor a file."),
        NOTHING_CHANGED,
        N_("`electdesk --help` lists the commands; a region file is opened by the path of the file."),
    ),
    "one_file_only": (
        N_("The window opens one file, and more words follow its name: {words}."),
        NOTHING_CHANGED,
        N_("Give the file alone, or a command before it; `electdesk --help` lists the commands."),
    ),
    "no_display": (
        N_("There is no screen on which a window could be shown."),
        NOTHING_CHANGED,
        N_("Start the program on a desktop, or use a command; `electdesk --help` lists the commands."),
    ),
    "saved_not_shown": (
        N_("The step is saved, but {file} could not be read again."),
        ALL_SAVED,
        N_("Close the file and open it again."),
    ),
    "unexpected_command": (
        N_("Something went wrong in the program."),
        N_("Everything finished before is saved."),
        N_("Give the report {file} to the developers; it holds no votes, names or keys."),
    ),
    "place_read_only": (
        N_("Nothing can be written in the place of {file}."),
        NOTHING_CHANGED,
        N_("Choose a folder on a disk that can be written."),
    ),
    "unexpected": (
        N_("Something went wrong in the program."),
        N_("Everything finished is saved, and your draft is kept."),
        N_("Go on; if it happens again, give the report {file} to the developers. It holds no votes, names or keys."),
    ),
    "self_check_from_source": (
        N_("The program runs from its source and has no manifest to be compared with."),
        NOTHING_CHANGED,
        N_("Start the built program, from its folder or its package."),
    ),
    "manifest_missing": (
        N_("The manifest of the program's files is missing in {folder}, or cannot be read."),
        NOTHING_CHANGED,
        N_("Take the folder from the commission's own copy again, and compare the fingerprint on its sheet."),
    ),
}
