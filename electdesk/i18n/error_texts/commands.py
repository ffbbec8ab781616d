"""Errors of commands about stations, papers, entries and tallies."""

from typing import Final

from electdesk.i18n import N_
from electdesk.i18n.error_texts.kept import NOTHING_CHANGED, NUMBERS_KEPT

ERRORS: Final[dict[str, tuple[str, str, str]]] = {
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
    "number_elsewhere": (
        N_("Another district has a station {station} already: {districts}."),
        NOTHING_CHANGED,
        N_(
            "Compare number and district with the decision about the stations. If both are right, confirm that the same number is meant."
        ),
    ),
    "station_without_voters": (
        N_("Station {station} would have a list of no voters."),
        NOTHING_CHANGED,
        N_("Type the number of voters, leave it unknown, or confirm that nobody is on the list."),
    ),
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
        N_("What still differs at station {station}: {lines}."),
        NUMBERS_KEPT,
        N_("Type each of these lines as the paper states it."),
    ),
    "settle_instead": (
        N_("The entries of station {station} differ."),
        N_("Both entries are kept."),
        N_("Settle the lines that differ; all others stay as they are."),
    ),
    "line_agrees": (
        N_("Both entries of station {station} are the same in: {lines}."),
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
    "may_not_type": (
        N_("{person} has no role that types protocols."),
        NOTHING_CHANGED,
        N_("Choose a clerk or a supervisor."),
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
    "moment_unreadable": (
        N_("“{time}” is no time."),
        NOTHING_CHANGED,
        N_("Write day and time in UTC, for example 2026-06-14T18:05:00Z: that is 23:05 on a clock five hours ahead."),
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
    "receipt_ambiguous": (
        N_("Receipt № {number} was given out more than once, at stations {stations}: two offices counted apart."),
        NOTHING_CHANGED,
        N_("Name the station as well."),
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
    "nothing_to_annul": (
        N_("No protocol of station {station} has arrived: there is nothing to annul."),
        NOTHING_CHANGED,
        N_("Register the protocol first; a station in which nobody votes is withdrawn with a reason."),
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
}
