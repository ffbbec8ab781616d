"""Errors of the phone desk: reports of stations during the day."""

from typing import Final

from electdesk.i18n import N_
from electdesk.i18n.error_texts.kept import NOTHING_CHANGED

ERRORS: Final[dict[str, tuple[str, str, str]]] = {
    "turnout_no_slots": (
        N_("The set-up names no times at which stations report turnout."),
        NOTHING_CHANGED,
        N_("Name them in the set-up of the region: times of the day, each later than the one before."),
    ),
    "turnout_slot_unknown": (
        N_("The set-up has no turnout report at {slot}."),
        NOTHING_CHANGED,
        N_("Choose one of: {known}."),
    ),
    "turnout_slot_in_use": (
        N_("Stations have reported turnout for {slot} already: {count}."),
        NOTHING_CHANGED,
        N_("Keep this time, or take these reports back first, each with a reason."),
    ),
    "turnout_reported": (
        N_("Station {station} has told another number for this already: {figures}."),
        NOTHING_CHANGED,
        N_("Ask the station which number is right; if it is the new one, correct the report with a reason."),
    ),
    "turnout_not_reported": (
        N_("Station {station} has told nothing for {slot} yet."),
        NOTHING_CHANGED,
        N_("Write it down as a report; only a report that is there can be corrected or taken back."),
    ),
    "closing_before_opening": (
        N_("Station {station} cannot close at {closed}: it opened at {opened}."),
        NOTHING_CHANGED,
        N_("Ask the station for both times and correct the one that is wrong, with a reason."),
    ),
    "station_has_reports": (
        N_("Station {station} has sent reports on turnout, hours or lists."),
        NOTHING_CHANGED,
        N_("Take its reports back first, each with a reason."),
    ),
    "earlier_share_wrong": (
        N_("{share} is no share of the list at {time}: hundredths of a per cent are wanted, 0 to 10 000."),
        NOTHING_CHANGED,
        N_("Write 23,17 % as 2317."),
    ),
    "voters_wanted": (
        N_("No number of voters is given for station {station}."),
        NOTHING_CHANGED,
        N_("Give the voters on the list at opening, those added during the day, or those on it at closing."),
    ),
}
