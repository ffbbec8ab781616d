"""What the program says when something cannot be done: for each code of an error what happened, what is safe, what to do next."""

from typing import Final

from electdesk.i18n import N_
from electdesk.i18n.set_up_texts import SET_UP_ERRORS

NOTHING_CHANGED: Final = N_("Nothing was changed.")
NUMBERS_KEPT: Final = N_("Your numbers are kept.")
ALL_SAVED: Final = N_("Everything finished before is saved.")
FILE_UNTOUCHED: Final = N_("The file was left as it is.")

ERRORS: Final[dict[str, tuple[str, str, str]]] = {
    **SET_UP_ERRORS,
    # the words after `electdesk`
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
    # the region file
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
    # sources of an import
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
    # forms and values
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
    # commands
    "command_unreadable": (
        N_("A command cannot be read: {error}."),
        NOTHING_CHANGED,
        N_("`electdesk do --list` prints every command with its fields."),
    ),
    "contest_unknown": (N_("There is no contest {contest}."), NOTHING_CHANGED, N_("Choose one of: {known}.")),
    "contest_exists": (N_("There is already a contest {contest}."), NOTHING_CHANGED, N_("Give another short name.")),
    "line_refused": (
        N_("{what} It is line {line} of the commands."),
        N_("This line changed nothing; commands before it that are saved: {done}."),
        N_("{next} Then run the lines from this one on."),
    ),
    "text_refused": (
        N_("A text holds a character that cannot be kept ({letter})."),
        NOTHING_CHANGED,
        N_("Type the text again without it."),
    ),
    "contest_wanted": (N_("This region has several contests."), NOTHING_CHANGED, N_("Say which one is meant: {known}.")),
    "no_contest": (N_("This region has no contest yet."), NOTHING_CHANGED, N_("Add a contest with its form first.")),
    "station_unknown": (N_("There is no station {station}."), NOTHING_CHANGED, N_("Check the number in the list of stations.")),
    "station_ambiguous": (
        N_("Several districts have a station {station}: {districts}."),
        NOTHING_CHANGED,
        N_("Name the district too: “district / number”."),
    ),
    "area_exists": (N_("There is already a district {area} there."), NOTHING_CHANGED, N_("Give another name.")),
    "area_name_wanted": (N_("A district needs a name."), NOTHING_CHANGED, N_("Type the name as documents write it.")),
    "area_inside_itself": (
        N_("District {area} cannot lie inside itself."),
        NOTHING_CHANGED,
        N_("Choose a district that does not lie in it."),
    ),
    "area_unknown": (N_("There is no district {area}."), NOTHING_CHANGED, N_("Check the name in the list of districts.")),
    "level_unknown": (N_("Totals cannot be made by {level}."), NOTHING_CHANGED, N_("Choose one of: {known}.")),
    "no_such_document": (N_("There is no document {name}."), NOTHING_CHANGED, N_("Choose one of: {known}.")),
    "sample_unknown": (N_("There is no sample region {name}."), NOTHING_CHANGED, N_("Choose one of: {known}.")),
    "nothing_to_print": (N_("No station was chosen for the document."), NOTHING_CHANGED, N_("Name stations or a district.")),
    "station_exists": (N_("There is already a station {station} in that district."), NOTHING_CHANGED, N_("Give another number.")),
    "station_number_wanted": (
        N_("A station needs a number."),
        NOTHING_CHANGED,
        N_("Type the number from the decision about the stations."),
    ),
    "station_number_too_long": (
        N_("The station number {station}… is too long."),
        NOTHING_CHANGED,
        N_("Write at most {limit} characters."),
    ),
    "station_type_unknown": (N_("There is no station type {type}."), NOTHING_CHANGED, N_("Choose one of: {known}.")),
    "station_in_use": (
        N_("Station {station} already has an entry."),
        NOTHING_CHANGED,
        N_("Take the entry back first, or annul the tally by decision."),
    ),
    "choice_unknown": (N_("There is no choice {choice}."), NOTHING_CHANGED, N_("Choose one of the lines {known}.")),
    "choice_in_use": (
        N_("Votes were already entered for choice {choice}."),
        NOTHING_CHANGED,
        N_("A choice with votes stays on the ballot."),
    ),
    "choice_name_wanted": (N_("A choice needs a name."), NOTHING_CHANGED, N_("Type the name as it stands on the ballot.")),
    "reason_wanted": (
        N_("A reason is missing."),
        NUMBERS_KEPT,
        N_("Write the reason, and where asked the number of the document or decision."),
    ),
    "nothing_to_confirm": (
        N_("There is no soft finding {code} to confirm."),
        NUMBERS_KEPT,
        N_("Look at the findings again: a change of the figures withdraws them."),
    ),
    "source_kind_unknown": (N_("An entry cannot come from {source}."), NOTHING_CHANGED, N_("Choose one of: {known}.")),
    "paper_kind_unknown": (N_("There is no kind of paper {kind}."), NOTHING_CHANGED, N_("Choose one of: {known}.")),
    "already_entered": (
        N_("Station {station} has already been entered."),
        N_("Your numbers are kept as a draft."),
        N_("Open the entry and correct it with a reason, or register the new paper first."),
    ),
    "entered_twice": (
        N_("Two entries of station {station} are there already."),
        N_("Your numbers are kept as a draft."),
        N_("Take the next protocol; a new paper of this station is registered first."),
    ),
    "second_by_another": (
        N_("You typed the first entry of station {station}."),
        N_("Your numbers are kept as a draft."),
        N_("Somebody else types the second entry: take the next protocol."),
    ),
    "second_too_early": (
        N_("You typed the first entry of station {station} only {others} other stations ago."),
        N_("Your numbers are kept as a draft."),
        N_("Type it again after protocols of {wanted} other stations."),
    ),
    "second_entry_wanted": (
        N_("Station {station} has one entry yet."),
        NOTHING_CHANGED,
        N_("Accept it as the paper states after the second entry says the same."),
    ),
    "no_difference": (
        N_("The entries of station {station} do not differ."),
        NOTHING_CHANGED,
        N_("Look at the state of the station in the table."),
    ),
    "not_second": (
        N_("Only whoever typed the second entry of station {station} types its lines again."),
        NOTHING_CHANGED,
        N_("Leave the difference to a supervisor."),
    ),
    "retyped_already": (
        N_("The lines of station {station} that differ have been typed again once."),
        N_("Both entries are kept."),
        N_("A supervisor settles what still differs."),
    ),
    "settler_typed": (
        N_("You typed an entry of station {station} yourself."),
        N_("Both entries are kept."),
        N_("Ask a supervisor who typed neither, or return the entry to its clerk."),
    ),
    "settle_every_line": (
        N_("Station {station} still differs in lines {lines}."),
        NUMBERS_KEPT,
        N_("Type each of these lines as the paper states it."),
    ),
    "settle_instead": (
        N_("The entries of station {station} differ."),
        N_("Both entries are kept."),
        N_("Settle the lines that differ; all others stay as they are."),
    ),
    "line_agrees": (
        N_("Lines {lines} of station {station} are the same in both entries."),
        NUMBERS_KEPT,
        N_("Type only the lines that differ."),
    ),
    "nothing_to_return": (
        N_("Station {station} has no open entry to return."),
        NOTHING_CHANGED,
        N_("Correct a settled tally with a reason, or reopen a final one first."),
    ),
    "not_entered_by": (
        N_("{author} has no entry of station {station}."),
        NOTHING_CHANGED,
        N_("Choose one of those who typed it."),
    ),
    "no_draft_of": (
        N_("{person} has no draft of station {station}."),
        NOTHING_CHANGED,
        N_("Look at the list of drafts again."),
    ),
    "hand_over_to_whom": (
        N_("The draft of station {station} needs somebody else to go on with it."),
        NOTHING_CHANGED,
        N_("Choose another person."),
    ),
    "typed_the_other": (
        N_("{person} typed the other entry of station {station}."),
        NOTHING_CHANGED,
        N_("Choose a person who has not seen this protocol."),
    ),
    "draft_there": (
        N_("{person} has a draft of station {station} already."),
        N_("Both drafts are kept."),
        N_("Choose another person, or discard one of the drafts."),
    ),
    "nothing_changed": (
        N_("These are the figures that station {station} already has."),
        NUMBERS_KEPT,
        N_("Change what is wrong, or leave the entry as it is."),
    ),
    "nothing_entered": (N_("Station {station} has no entry yet."), NOTHING_CHANGED, N_("Enter the protocol first.")),
    "record_changed": (
        N_("Somebody else has changed the entry of station {station}."),
        NUMBERS_KEPT,
        N_("Look at the new state and decide again."),
    ),
    "tally_closed": (
        N_("The tally of station {station} is closed ({state})."),
        NUMBERS_KEPT,
        N_("A supervisor can open it again with a reason."),
    ),
    "papers_in_conflict": (
        N_("Station {station} has two papers that both replace the same one."),
        NUMBERS_KEPT,
        N_("A supervisor says which of them holds."),
    ),
    "already_received": (
        N_("The original of the protocol of station {station} is already registered."),
        NOTHING_CHANGED,
        N_("Register a corrected, repeat or recount protocol instead."),
    ),
    "contest_not_here": (
        N_("Station {station} does not vote in contest {contest}: none of its choices stands on the station's ballots."),
        NOTHING_CHANGED,
        N_("Choose the contest that the protocol names, or compare the number of the station with the protocol."),
    ),
    "defects_wanted": (
        N_("No defect is named for which the protocol of station {station} is returned."),
        NOTHING_CHANGED,
        N_("Tick at least one defect, or write what is wrong."),
    ),
    "arrival_word_unknown": (
        N_("“{word}” is no word that the reception knows for {field}."),
        NOTHING_CHANGED,
        N_("Use one of: {known}."),
    ),
    "copies_wrong": (
        N_("The number of copies is not between 1 and {most}."),
        NOTHING_CHANGED,
        N_("Count the copies and type the number again."),
    ),
    "time_unreadable": (
        N_("“{time}” is no time."),
        NOTHING_CHANGED,
        N_("Type hours and minutes on the region's clock, for example 23:05."),
    ),
    "time_ahead": (
        N_("The time given lies ahead of the clock of this computer."),
        NOTHING_CHANGED,
        N_("Correct the time, or check the clock of the computer."),
    ),
    "receipt_unknown": (
        N_("There is no receipt № {number} in this file."),
        NOTHING_CHANGED,
        N_("Compare the number with the receipt; the list of arrivals shows all of them."),
    ),
    "nothing_corrected": (
        N_("Of station {station} there are no two different states to compare that you may see."),
        NOTHING_CHANGED,
        N_("The history of the station shows what happened so far."),
    ),
    "receiver_wanted": (
        N_("It is not said who received the copy, or where it hangs."),
        NOTHING_CHANGED,
        N_("Name the organisation or the place."),
    ),
    "nothing_ready": (
        N_("No tally is ready to become final."),
        NOTHING_CHANGED,
        N_("Settle what is open first: see the findings in the list of stations."),
    ),
    "already_final": (N_("The tally of station {station} is already final."), NOTHING_CHANGED, N_("Nothing needs to be done.")),
    "not_ready": (
        N_("The tally of station {station} cannot become final in its state ({state})."),
        NOTHING_CHANGED,
        N_("Enter, correct or settle it first."),
    ),
    "soft_open": (
        N_("The tally of station {station} has a finding that nobody has confirmed."),
        NOTHING_CHANGED,
        N_("Compare it with the paper and confirm it with a reason."),
    ),
    "not_closed": (N_("The tally of station {station} is open already."), NOTHING_CHANGED, N_("Nothing needs to be done.")),
    "already_annulled": (
        N_("The tally of station {station} is already annulled."),
        NOTHING_CHANGED,
        N_("Nothing needs to be done."),
    ),
    "nothing_to_accept": (
        N_("Station {station} has nothing to accept as the paper states."),
        NOTHING_CHANGED,
        N_("This is for an entry whose lines do not add up."),
    ),
    "blank_stays_open": (
        N_("A line of station {station} is still blank."),
        NOTHING_CHANGED,
        N_("Type it from the paper, or mark that the paper holds no number."),
    ),
    "contact_unknown": (N_("There is no such contact."), NOTHING_CHANGED, N_("Look at the contacts of the station again.")),
    "contact_role_unknown": (N_("A contact cannot be {role}."), NOTHING_CHANGED, N_("Choose one of: {known}.")),
    "contact_empty": (N_("A contact needs a name or a phone."), NOTHING_CHANGED, N_("Type at least one of the two.")),
    "phone_wrong": (
        N_("A phone cannot be taken as it stands."),
        NOTHING_CHANGED,
        N_("Write each phone with its digits, at most {limit} characters; {count} phones at most."),
    ),
    "nothing_to_undo": (N_("There is nothing to undo."), NOTHING_CHANGED, N_("See the history for what was done.")),
    "undo_refused": (
        N_("This cannot be undone: records that were changed since ({count}): {records}."),
        NOTHING_CHANGED,
        N_("Take the later steps back first, or correct the records with a reason."),
    ),
    "undo_names_missing": (
        N_("This cannot be undone: what would come back names what is there no longer ({count}): {records}."),
        NOTHING_CHANGED,
        N_("Bring that back first, or enter the records anew."),
    ),
    "witness_wanted": (
        N_("Erasing personal data needs two people."),
        NOTHING_CHANGED,
        N_("Name the second person who stands for it; it must be somebody else than {person}."),
    ),
    "not_personal": (
        N_("There are no personal data to erase in the record “{record}”."),
        NOTHING_CHANGED,
        N_("Check the record; figures and descriptions are withdrawn, not erased."),
    ),
    "personal_erased": (
        N_("The personal data of the record “{record}” were erased (journal no. {commit})."),
        NOTHING_CHANGED,
        N_("Erased data do not come back; enter the person as a new record."),
    ),
    "role_refused": (N_("Your role does not allow this."), NOTHING_CHANGED, N_("Ask a supervisor.")),
    "log_in_failed": (
        N_("User name and password do not fit together. Tries left before a wait: {left}."),
        NOTHING_CHANGED,
        N_("Type both again; look at the keyboard layout and Caps Lock. A lost password is replaced by an administrator."),
    ),
    "locked_out": (
        N_("Too many wrong passwords: this user is locked for {seconds} s."),
        NOTHING_CHANGED,
        N_("Wait, then type the password again. A lost password is replaced by an administrator."),
    ),
    "user_revoked": (
        N_("{login} may not work with this file any more."),
        NOTHING_CHANGED,
        N_("Ask an administrator."),
    ),
    "account_damaged": (
        N_("What the file keeps about this password was changed and cannot be read."),
        NOTHING_CHANGED,
        N_("Ask an administrator for a new first password."),
    ),
    "password_weak": (
        N_("This password is too easy to guess."),
        N_("The password before still counts."),
        N_("Take at least {least} characters that are not the user name."),
    ),
    "password_same": (
        N_("This is the password that you have already."),
        N_("The password before still counts."),
        N_("Choose another one."),
    ),
    "password_must_change": (
        N_("The first password has to be replaced before any work."),
        NOTHING_CHANGED,
        N_("Choose your own password: `electdesk users FILE password`, or log in at the window."),
    ),
    "passwords_differ": (
        N_("The two new passwords are not the same."),
        N_("The password before still counts."),
        N_("Type the new password twice, each letter as before."),
    ),
    "figures_hidden": (
        N_("Station {station} is entered and not settled: its figures are not printed yet."),
        N_("Nothing was printed."),
        N_("Print it once the tally is settled."),
    ),
    "users_there": (
        N_("This file has users already."),
        NOTHING_CHANGED,
        N_("Log in as an administrator to add others."),
    ),
    "user_unknown": (
        N_("There is no user {login}."),
        NOTHING_CHANGED,
        N_("Look at the list of users."),
    ),
    "login_taken": (
        N_("There is a user {login} already."),
        N_("No user was added."),
        N_("Choose another user name."),
    ),
    "login_unusable": (
        N_("{login} cannot be a user name."),
        N_("No user was added."),
        N_("Take 1 to 40 characters."),
    ),
    "administrator_wanted": (
        N_("The first user of a file must be an administrator."),
        N_("No user was added."),
        N_("Give one person of the list the role of administrator."),
    ),
    "last_administrator": (
        N_("{login} is the last administrator of this file."),
        NOTHING_CHANGED,
        N_("Give somebody else the role of administrator first."),
    ),
    "role_unknown": (
        N_("There is no role {role}."),
        NOTHING_CHANGED,
        N_("Choose among: {known}."),
    ),
    "undo_people": (
        N_("What was changed about users is not taken back by Undo."),
        NOTHING_CHANGED,
        N_("Change the user again, with a reason."),
    ),
    "user_wanted": (
        N_("This file has users, and nobody is named."),
        NOTHING_CHANGED,
        N_("Add --user NAME; the password is asked, or read with --password-file."),
    ),
    "no_users_here": (
        N_("This file has no users: it belongs to whoever opens it."),
        NOTHING_CHANGED,
        N_("Leave --user out, or begin with users: `electdesk users FILE begin LOGIN`."),
    ),
    "password_wanted": (
        N_("The password is missing, and there is no terminal to ask for it."),
        NOTHING_CHANGED,
        N_("Name a file whose first line is the password: --password-file."),
    ),
    "password_file_unreadable": (
        N_("The password file {file} cannot be read."),
        NOTHING_CHANGED,
        N_("Name a text file whose first line is the password."),
    ),
    "list_unreadable": (
        N_("The list {file} cannot be read at line {line}."),
        N_("No user was added."),
        N_("Write one person a line: user name; name; roles."),
    ),
    "nobody_logged_in": (N_("Nobody is logged in."), NOTHING_CHANGED, N_("Log in with your user name and password.")),
    "cancelled": (N_("The work was stopped before its end."), NOTHING_CHANGED, N_("It can be started again at any time.")),
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
}
"""Code → (what happened, what is safe, what to do next). A test keeps it complete.

"code.why" stands for the same error where its parameter ``reason`` or ``why`` asks for other words.
"""

REASONS: Final[dict[str, str]] = {
    "letters": N_("it holds other characters than digits"),
    "negative": N_("a count cannot be negative"),
    "boolean": N_("true or false stands where a number is wanted"),
    "option": N_("the form has no such box"),
    "fraction": N_("a count is a whole number"),
    "too_large": N_("too many digits"),
    "unknown_key": N_("the form has no such line"),
    "not_an_object": N_("one JSON object is wanted"),
    "twice": N_("it is given twice"),
    "votes": N_("the votes do not fit the ballot"),
    "yesno": N_("yes or no is wanted"),
    "text": N_("a number is wanted"),
    "too_many_choices": N_("too many choices"),
    "not_utf8": N_("it is not UTF-8"),
    "missing": N_("it is not there"),
    "xlsx": N_("an Excel workbook (XLSX)"),
    "xls": N_("an Excel workbook of the old kind (XLS)"),
    "xlsb": N_("a binary Excel workbook (XLSB)"),
    "ods": N_("a workbook of LibreOffice (ODS)"),
    "pdf": N_("a PDF document"),
    "rtf": N_("a text document (RTF)"),
    "html": N_("a web page (HTML)"),
    "xml": N_("an XML file"),
    "sqlite": N_("a database (SQLite)"),
    "png": N_("a picture (PNG)"),
    "zip": N_("an archive (ZIP)"),
    "gz": N_("an archive (GZ)"),
    "7z": N_("an archive (7z)"),
    "rar": N_("an archive (RAR)"),
}
"""Short reasons inside the sentences above, by their code; one that is not listed is shown as it is."""
