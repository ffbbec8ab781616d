"""Errors of polls: their tables, the official shares they are held against, and the margins."""

from typing import Final

from electdesk.i18n import N_
from electdesk.i18n.error_texts.kept import NOTHING_CHANGED

_AS_PUBLISHED: Final = N_("Compare it with the pollster's own table, mend it and try again.")

ERRORS: Final[dict[str, tuple[str, str, str]]] = {
    "compare_what": (
        N_("A comparison needs a poll and an official result."),
        NOTHING_CHANGED,
        N_("Name the tables of the polls and the file of the result, or a region file alone."),
    ),
    "poll_without_answers": (
        N_("No station of the poll has an interview in which a choice is named."),
        NOTHING_CHANGED,
        N_("Check whether this is the right table and whether its columns of choices are filled."),
    ),
    "poll_votes_above_interviews": (
        N_("Station {station}: {more} answers for the choices are more than its {less} interviews."),
        NOTHING_CHANGED,
        _AS_PUBLISHED,
    ),
    "poll_interviews_above_ballots": (
        N_("Station {station}: {more} interviews are more than the {less} ballots issued there."),
        NOTHING_CHANGED,
        _AS_PUBLISHED,
    ),
    "poll_interviews_above_approached": (
        N_("Station {station}: {more} interviews are more than the {less} people approached."),
        NOTHING_CHANGED,
        _AS_PUBLISHED,
    ),
    "poll_more_sampled_than_there_are": (
        N_("Stratum {stratum}: the poll has {more} stations of {less} that there are."),
        NOTHING_CHANGED,
        N_("Check how many stations the stratum has, and whether a station stands in the wrong stratum."),
    ),
    "poll_voters_missing": (
        N_("Station {station}: the number of voters is missing, of the station or of its stratum."),
        NOTHING_CHANGED,
        N_("A sample drawn in proportion to voters needs both; fill them in and try again."),
    ),
    "poll_columns_missing": (
        N_("The table of the poll lacks columns: {columns}."),
        NOTHING_CHANGED,
        N_("Give the columns these headings; every further column is a choice."),
    ),
    "poll_column_twice": (
        N_("Two columns of the poll are called {column}."),
        NOTHING_CHANGED,
        N_("Leave one of them, or name them apart, and try again."),
    ),
    "poll_without_choices": (
        N_("The table of the poll has no column of a choice."),
        NOTHING_CHANGED,
        N_("Add a column with the interviews of each choice, headed by its name."),
    ),
    "poll_cell_wrong": (
        N_("Cell {cell} ({column}) is not a whole number: {value}."),
        NOTHING_CHANGED,
        _AS_PUBLISHED,
    ),
    "poll_cell_empty": (
        N_("Cell {cell} ({column}) is empty."),
        NOTHING_CHANGED,
        N_("Fill it in; nobody asked and nobody answered is 0."),
    ),
    "poll_station_twice": (
        N_("Station {station} stands twice in stratum {stratum}."),
        NOTHING_CHANGED,
        N_("Leave one row for each station and try again."),
    ),
    "poll_stratum_differs": (
        N_("Stratum {stratum} has two values of {column}: {one} and {other}."),
        NOTHING_CHANGED,
        N_("Write the same value into all its rows."),
    ),
    "poll_choice_unknown": (
        N_("{choice} stands only in one of the two: in the poll or in the official result."),
        NOTHING_CHANGED,
        N_("Name the choices alike in both; the other one has: {known}."),
    ),
    "official_unreadable": (
        N_("The official result cannot be read: {why}."),
        NOTHING_CHANGED,
        N_("It is JSON with “official” (choice and share from 0 to 1) and “margins” (kind pp or odds, value)."),
    ),
    "official_share_wrong": (
        N_("The official share of {choice} is {value}, not a number from 0 to 1."),
        NOTHING_CHANGED,
        N_("Write 55 % as 0.55 and try again."),
    ),
    "official_sum": (
        N_("The official shares add up to {percent} %."),
        NOTHING_CHANGED,
        N_("Give the shares of all choices; they add up to 100 % but for rounding."),
    ),
    "margin_wrong": (
        N_("The margin of {choice} is {value}, and such a margin decides nothing."),
        NOTHING_CHANGED,
        N_("Points lie between 0 and 1 (0.02 is 2 points); odds are a factor above 1."),
    ),
    "margin_of_nobody": (
        N_("There is a margin for {choice}, which has no official share."),
        NOTHING_CHANGED,
        N_("Name the choice as among the official shares and try again."),
    ),
    "survey_category_empty": (
        N_("Nobody of {category} ({variable}) was asked, so the survey cannot be weighted by {variable}."),
        NOTHING_CHANGED,
        N_("Join the category with a neighbouring one, or leave {variable} out of the weighting."),
    ),
    "survey_category_unknown": (
        N_("The survey has answers of {category} ({variable}), and its share in the population is not given."),
        NOTHING_CHANGED,
        N_("Give the share of every category of {variable}."),
    ),
    "survey_not_raked": (
        N_("No weights bring the survey to all the given shares at once."),
        NOTHING_CHANGED,
        N_("Check the shares for a slip, or weight by fewer variables."),
    ),
    "survey_too_small": (
        N_("The survey has one answer or none."),
        NOTHING_CHANGED,
        N_("Enter the numbers of answers, not their percentages."),
    ),
    "poll_unknown": (N_("There is no poll {poll}."), NOTHING_CHANGED, N_("There are: {known}.")),
    "poll_exists": (
        N_("There is already a poll called {poll}."),
        NOTHING_CHANGED,
        N_("Give the new one another name, or change the one that is there."),
    ),
    "poll_name_wanted": (N_("A poll needs a name."), NOTHING_CHANGED, N_("Type a name by which it is told from others.")),
    "poll_word_unknown": (N_("{field} cannot be {value}."), NOTHING_CHANGED, N_("Choose one of: {known}.")),
    "poll_stratum_unknown": (N_("The poll has no stratum {stratum}."), NOTHING_CHANGED, N_("Its strata are: {known}.")),
    "poll_strata_names": (
        N_("A stratum has no name, or two have the same: “{stratum}”."),
        NOTHING_CHANGED,
        N_("Name each stratum once and try again."),
    ),
    "poll_station_unknown": (
        N_("Station {station} is not part of the poll."),
        NOTHING_CHANGED,
        N_("Look at the list of polled stations and try again."),
    ),
    "poll_choice_twice": (N_("{choice} is given twice."), NOTHING_CHANGED, N_("Give each choice once.")),
    "poll_not_a_survey": (
        N_("{poll} is an exit poll and has no waves."),
        NOTHING_CHANGED,
        N_("Fill it station by station, or describe a survey."),
    ),
    "survey_answers_wrong": (
        N_("Four numbers are wanted (certain, probable, undecided, no), and {count} were given."),
        NOTHING_CHANGED,
        N_("Write 0 where nobody answered so."),
    ),
    "survey_share_wrong": (
        N_("{name}: {value} is not a share from 0 to 1."),
        NOTHING_CHANGED,
        N_("Write 55 % as 0.55 and try again."),
    ),
    "published_share_wrong": (
        N_("The published share of {choice} is {value}, not a percentage from 0 to 100."),
        NOTHING_CHANGED,
        N_("Write it as it was published, in percent."),
    ),
    "margins_locked": (
        N_("The polls have closed, and the margins that were fixed before stay as they are."),
        NOTHING_CHANGED,
        N_("A margin that is chosen after the result decides nothing."),
    ),
    "polls_embargo": (
        N_("The polls have not closed yet."),
        NOTHING_CHANGED,
        N_("Exit polls are shown to others after the close and the sign-off."),
    ),
    "result_lacks_choices": (
        N_("The published result lacks choices: {choices}."),
        NOTHING_CHANGED,
        N_("Give the votes of every choice, 0 where it has none."),
    ),
    "result_not_stated": (
        N_("No published result has been entered."),
        NOTHING_CHANGED,
        N_("Enter the document, its date and the votes, or compare with the own protocols."),
    ),
}
