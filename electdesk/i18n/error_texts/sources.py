"""Errors of reading a list from a file and planning its import."""

from typing import Final

from electdesk.i18n import N_
from electdesk.i18n.error_texts.kept import NOTHING_CHANGED

ERRORS: Final[dict[str, tuple[str, str, str]]] = {
    "source_missing": (N_("There is no file {file}."), NOTHING_CHANGED, N_("Check the name and the folder.")),
    "source_is_folder": (N_("{file} is a folder."), NOTHING_CHANGED, N_("Choose the file with the figures.")),
    "source_empty": (
        N_("{file} holds no rows."),
        NOTHING_CHANGED,
        N_("Choose the file with the figures, or save it again from the table program."),
    ),
    "source_not_text": (
        N_("{file} is not a text table (CSV)."),
        NOTHING_CHANGED,
        N_("Save it from the table program as CSV (UTF-8) and import that file."),
    ),
    "source_not_csv": (
        N_("{file} is not a CSV file but {looks}."),
        NOTHING_CHANGED,
        N_("Open it in a table program, save it as CSV (UTF-8) and import that file."),
    ),
    "source_too_large": (
        N_("{file} is too large to be a table of stations."),
        NOTHING_CHANGED,
        N_("Check that it is the right file."),
    ),
    "source_too_many_rows": (
        N_("{file} has more than {limit} rows."),
        NOTHING_CHANGED,
        N_("Check that it is the right file, or divide it."),
    ),
    "source_bad_quotes": (
        N_("In row {row} of {file} a quotation mark is opened and not closed."),
        NOTHING_CHANGED,
        N_("Mend that row, or save the file again from the table program."),
    ),
    "source_unreadable": (N_("{file} cannot be read: {error}."), NOTHING_CHANGED, N_("Check the disk or the stick and try again.")),
    "import_heading_missing": (
        N_("No headings of columns were found in the first rows of {file} (rows read: {rows})."),
        NOTHING_CHANGED,
        N_("Write the official line names or numbers above the columns, and a column with the station numbers."),
    ),
    "import_columns_missing": (
        N_("Columns are missing in {file}: {columns}."),
        NOTHING_CHANGED,
        N_("Add them with their official headings or line numbers (headings are read from row {row})."),
    ),
    "import_columns_missing.hidden": (
        N_("Columns are missing in {file}: {columns}. The file hides some columns: {hidden}."),
        NOTHING_CHANGED,
        N_("Show the hidden columns and save the file, or choose that hidden columns are read."),
    ),
    "import_sheet_unknown": (
        N_("There is no sheet “{sheet}” in {file}."),
        NOTHING_CHANGED,
        N_("Choose one of: {known}."),
    ),
    "import_sheets_hidden": (
        N_("No visible sheet of {file} can be read, and these are hidden: {hidden}."),
        NOTHING_CHANGED,
        N_("Show the sheet and save the file, name the sheet, or choose that hidden sheets are read."),
    ),
    "import_target_unknown": (
        N_("There is nothing called “{target}” that a column could be read as."),
        NOTHING_CHANGED,
        N_("Give the number of a line, the name of a choice, or “station”, “area”, “voters” (nearest: {nearest})."),
    ),
    "import_heading_unknown": (
        N_("No column of {file} is headed “{heading}”."),
        NOTHING_CHANGED,
        N_("Write the heading as it stands in the file, or the column's letters in brackets, as [C]."),
    ),
    "import_doubted": (
        N_("{file} raises questions about the file as a whole ({count})."),
        NOTHING_CHANGED,
        N_("Look at the examples. If the file is right as it is, say so and import it again."),
    ),
    "import_reason_missing": (
        N_("Rows of {file} with cells that cannot be taken would be left out ({count})."),
        NOTHING_CHANGED,
        N_("Give the reason for it; it stands in the journal."),
    ),
    "plan_outdated": (
        N_("The region has changed since {file} was compared with it."),
        NOTHING_CHANGED,
        N_("Compare the file with the region again, and then import it."),
    ),
    "profile_missing": (
        N_("There is no import profile “{name}”."),
        NOTHING_CHANGED,
        N_("Choose one of: {known}; or give the path of a profile file."),
    ),
    "profile_wrong": (
        N_("The import profile {file} cannot be read: {error}."),
        NOTHING_CHANGED,
        N_("Mend the profile, or save it anew from an import."),
    ),
    "profile_other_kind": (
        N_("The profile “{name}” was made for {other}, and not for {kind}."),
        NOTHING_CHANGED,
        N_("Choose a profile of this kind, or import without one."),
    ),
    "import_refused": (
        N_("Cells of {file} that cannot be taken as they are: {count}."),
        NOTHING_CHANGED,
        N_("Mend the cells listed, or import only the rows without errors."),
    ),
    "import_kind_unknown": (N_("Data of the kind {kind} cannot be imported."), NOTHING_CHANGED, N_("Choose one of: {known}.")),
    "import_columns_twice": (
        N_("Two columns of {file} mean the same: {column} and {other} (“{heading}”)."),
        NOTHING_CHANGED,
        N_("Rename or delete one of them, or choose in the list of columns which one is read."),
    ),
    "import_choice_unknown": (
        N_("Column {column} of {file} (“{heading}”) is neither a line of the form nor a known choice."),
        NOTHING_CHANGED,
        N_("Write the name as it stands on the ballot, or allow new choices."),
    ),
    "import_choice_unknown.number_by_constituency": (
        N_("Column {column} of {file} is headed by the number {heading} alone, and in each constituency that is another choice."),
        NOTHING_CHANGED,
        N_("Head the column with the name of the choice; stations of other constituencies leave it empty."),
    ),
    "import_choice_unknown.look_alike": (
        N_("Column {column} of {file} (“{heading}”) looks like the choice “{nearest}” but is written with other letters."),
        NOTHING_CHANGED,
        N_("Type the heading again with the letters of one alphabet."),
    ),
    "import_choice_unknown.like_line": (
        N_("Column {column} of {file} (“{heading}”) may be line {nearest} of the form, and is not known for sure."),
        NOTHING_CHANGED,
        N_("Head the column with the line's number or official text, or choose in the list of columns what it is read as."),
    ),
    "import_choice_unknown.two_alphabets": (
        N_("The heading of column {column} of {file} (“{heading}”) mixes Latin and Cyrillic letters in one word."),
        NOTHING_CHANGED,
        N_("Type the heading again with the letters of one alphabet."),
    ),
    "import_no_stations": (
        N_("The region has no stations yet, so the rows of {file} have no place."),
        NOTHING_CHANGED,
        N_("Import the list of stations first."),
    ),
    "import_no_rows": (
        N_("{file} holds headings and no rows below them."),
        NOTHING_CHANGED,
        N_("Choose the file or the sheet with the figures."),
    ),
}
