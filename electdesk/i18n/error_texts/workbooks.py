"""Errors of reading a file from outside: what it is, what it hides, and what became of reading it."""

from typing import Final

from electdesk.i18n import N_
from electdesk.i18n.error_texts.kept import NOTHING_CHANGED

_SAVE_AS_XLSX: Final = N_("Open it in a table program, save it as a workbook (XLSX) and import that file.")
_SAVE_AGAIN: Final = N_("Ask whoever sent it for a copy saved anew in a table program.")
_DIVIDE: Final = N_("Check that it is the right file, or divide it.")

ERRORS: Final[dict[str, tuple[str, str, str]]] = {
    "source_not_table": (
        N_("{file} is not a table but {looks}."),
        NOTHING_CHANGED,
        N_("Choose the workbook or the CSV file with the figures."),
    ),
    "source_not_table.html": (N_("{file} is a web page under the name of a table."), NOTHING_CHANGED, _SAVE_AS_XLSX),
    "source_not_table.xml": (N_("{file} is an XML file under the name of a table."), NOTHING_CHANGED, _SAVE_AS_XLSX),
    "source_damaged": (
        N_("{file} is damaged or incomplete."),
        NOTHING_CHANGED,
        N_("Copy it again from where it came, or open it in a table program and save it again."),
    ),
    "source_encrypted": (
        N_("{file} is protected with a password."),
        NOTHING_CHANGED,
        N_("Open it in its table program, take the password away, save it and import it again."),
    ),
    "source_unsafe": (
        N_("{file} is built as no table program builds a workbook, and it was not read."),
        NOTHING_CHANGED,
        _SAVE_AGAIN,
    ),
    "source_unsafe.unpacked": (
        N_("{file} unpacks to far more than a table holds, and it was not read."),
        NOTHING_CHANGED,
        _SAVE_AGAIN,
    ),
    "source_unsafe.ratio": (
        N_("{file} unpacks to far more than a table holds, and it was not read."),
        NOTHING_CHANGED,
        _SAVE_AGAIN,
    ),
    "source_unsafe.entities": (
        N_("{file} holds instructions that no table needs, and it was not read."),
        NOTHING_CHANGED,
        _SAVE_AGAIN,
    ),
    "source_far_cell": (
        N_("In the sheet “{sheet}” of {file}, cell {cell} lies far outside of the table."),
        NOTHING_CHANGED,
        N_("Delete what stands in that cell and save the file: {rows} rows and {columns} columns are read."),
    ),
    "source_too_many_cells": (N_("{file} has more than {limit} cells."), NOTHING_CHANGED, _DIVIDE),
    "source_too_much_text": (N_("{file} holds more text than a list of stations can have."), NOTHING_CHANGED, _DIVIDE),
    "source_reading_failed": (N_("Reading {file} broke off before its end."), NOTHING_CHANGED, _SAVE_AS_XLSX),
    "source_reading_failed.time": (
        N_("Reading {file} took longer than {limit} seconds and was stopped."),
        NOTHING_CHANGED,
        _SAVE_AS_XLSX,
    ),
    "source_reading_failed.memory": (
        N_("Reading {file} needed more memory than a table may take and was stopped."),
        NOTHING_CHANGED,
        _SAVE_AS_XLSX,
    ),
    "source_lock_file": (
        N_("{file} only marks that a table program has the workbook open."),
        NOTHING_CHANGED,
        N_("Choose the workbook itself: its name has no signs in front."),
    ),
    "source_changing": (
        N_("{file} is being written by another program at this moment."),
        NOTHING_CHANGED,
        N_("Wait until it is saved there, or close it there, and try again."),
    ),
}
