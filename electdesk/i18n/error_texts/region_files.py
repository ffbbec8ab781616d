"""Errors of opening, copying and keeping region files."""

from typing import Final

from electdesk.i18n import N_
from electdesk.i18n.error_texts.kept import ALL_SAVED, FILE_UNTOUCHED, NOTHING_CHANGED

ERRORS: Final[dict[str, tuple[str, str, str]]] = {
    "file_missing": (
        N_("There is no file {file}."),
        NOTHING_CHANGED,
        N_("Check the name and whether the stick or the share is connected."),
    ),
    "file_is_folder": (
        N_("{file} is a folder, not a region file."),
        NOTHING_CHANGED,
        N_("Choose a file whose name ends in .electdesk."),
    ),
    "file_not_region": (
        N_("{file} is not an ElectDesk region file."),
        FILE_UNTOUCHED,
        N_("Choose a file whose name ends in .electdesk, or restore a backup copy."),
    ),
    "file_newer": (
        N_("{file} was written by a newer version of ElectDesk."),
        FILE_UNTOUCHED,
        N_("Open it with that version, or install it on this computer."),
    ),
    "file_damaged": (
        N_("{file} is damaged and cannot be read."),
        FILE_UNTOUCHED,
        N_("Restore the latest backup copy: File, Restore from a backup copy."),
    ),
    "file_unreadable": (N_("{file} cannot be read: {error}."), NOTHING_CHANGED, N_("Check the disk or the stick and try again.")),
    "file_exists": (N_("There is already a file {file}."), FILE_UNTOUCHED, N_("Choose another name or another folder.")),
    "file_busy": (
        N_("{file} is being written by another program."),
        NOTHING_CHANGED,
        N_("Close the other program that uses the file and try again."),
    ),
    "file_held": (
        N_("{file} is open for writing elsewhere: {holder}."),
        NOTHING_CHANGED,
        N_("Close it there first, or open it here for reading only."),
    ),
    "file_read_only": (
        N_("{file} is open for reading only."),
        NOTHING_CHANGED,
        N_("Close it where it is open for writing, or copy it to this computer and work on the copy."),
    ),
    "file_replaced": (
        N_("{file} was exchanged or changed by another program while it was open."),
        N_("Nothing was written: the file on the disk and what you see are two different states."),
        N_("Save a copy of what you see, then open the file again and compare."),
    ),
    "file_altered": (
        N_("{file} was changed inside by another program: no save fits into it any more."),
        NOTHING_CHANGED,
        N_("Restore the latest backup copy: File, Restore from a backup copy."),
    ),
    "file_gone": (
        N_("{file} is no longer there."),
        N_("What you see is still in the program; nothing was written."),
        N_("Connect the stick or the share again, or save a copy in another place."),
    ),
    "file_settings": (
        N_("The region file cannot be written in the safe way here ({setting})."),
        NOTHING_CHANGED,
        N_("Copy the file to the disk of this computer and open it there."),
    ),
    "disk_full": (N_("No space is left on the disk for {file}."), ALL_SAVED, N_("Free some space and repeat the last step.")),
    "no_permission": (
        N_("You have no right to use {file}."),
        NOTHING_CHANGED,
        N_("Choose another folder, or ask the administrator of this computer for the right."),
    ),
    "medium_failed": (
        N_("The disk or stick with {file} reported a fault."),
        ALL_SAVED,
        N_("Copy the file to another disk, go on there and put this medium aside."),
    ),
    "folder_unusable": (
        N_("The folder for {file} does not exist or cannot be used."),
        NOTHING_CHANGED,
        N_("Choose another folder."),
    ),
    "record_damaged": (
        N_("A record of {file} is damaged (row {place})."),
        N_("It is left out of every total; all other records are read as before."),
        N_("Restore a backup copy that holds the record, or enter the protocol again from the paper."),
    ),
}
