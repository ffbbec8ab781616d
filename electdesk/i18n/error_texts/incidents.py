"""Errors of the incident log and of evidence."""

from typing import Final

from electdesk.i18n import N_
from electdesk.i18n.error_texts.kept import NOTHING_CHANGED

ERRORS: Final[dict[str, tuple[str, str, str]]] = {
    "incident_unknown": (
        N_("There is no incident {incident}."),
        NOTHING_CHANGED,
        N_("Look the number up in the incident log."),
    ),
    "incident_ambiguous": (
        N_("Two incidents bear the number {incident}: two files came together."),
        NOTHING_CHANGED,
        N_("Name one by its record: {records}."),
    ),
    "category_unknown": (
        N_("There is no category of incidents {category}."),
        NOTHING_CHANGED,
        N_("Choose one of: {known}."),
    ),
    "severity_unknown": (
        N_("{severity} is no severity of an incident."),
        NOTHING_CHANGED,
        N_("Choose 1 (technical), 2 (limited), 3 (serious) or 4 (critical)."),
    ),
    "source_unknown": (N_("{source} is no source of an incident."), NOTHING_CHANGED, N_("Choose one of: {known}.")),
    "affected_wrong": (
        N_("{affected} is no number of voters."),
        NOTHING_CHANGED,
        N_("Type a whole number, or leave it empty where it is unknown."),
    ),
    "incident_place_twice": (
        N_("An incident is at a station or concerns a district, and both are named."),
        NOTHING_CHANGED,
        N_("Leave one of the two out."),
    ),
    "incident_text_wanted": (
        N_("The category {category} says nothing by itself, and the description is empty."),
        NOTHING_CHANGED,
        N_("Write in a few words what happened, or choose another category."),
    ),
    "report_before_event": (
        N_("The report would be older than what it reports."),
        NOTHING_CHANGED,
        N_("Correct one of the two times."),
    ),
    "deadline_before_report": (
        N_("The deadline lies before the report."),
        NOTHING_CHANGED,
        N_("Give a later deadline, or correct the time of the report."),
    ),
    "owner_wanted": (
        N_("Nobody is named who sees to it, or no incident was chosen."),
        NOTHING_CHANGED,
        N_("Choose incidents and type who is responsible for them."),
    ),
    "incident_same": (
        N_("Incident {incident} says exactly that already."),
        NOTHING_CHANGED,
        N_("Change what is wrong, or leave it as it is."),
    ),
    "incident_step_unknown": (N_("{step} is no step of an incident."), NOTHING_CHANGED, N_("Choose one of: {known}.")),
    "incident_done": (
        N_("The work on incident {incident} has ended."),
        NOTHING_CHANGED,
        N_("Reopen it first, with a reason."),
    ),
    "incident_open": (
        N_("Incident {incident} is still open."),
        NOTHING_CHANGED,
        N_("Go on with the work; only what has ended is reopened."),
    ),
    "work_begun": (
        N_("Incident {incident} is in progress already."),
        NOTHING_CHANGED,
        N_("Note what was done, or resolve it."),
    ),
    "not_resolved": (
        N_("Incident {incident} is not resolved yet, so it cannot be closed."),
        NOTHING_CHANGED,
        N_("Resolve it first: say what was done."),
    ),
    "resolved_before_report": (
        N_("Incident {incident} would be resolved before it was reported."),
        NOTHING_CHANGED,
        N_("Give a later time."),
    ),
    "duplicate_of_itself": (
        N_("Incident {incident} would be a duplicate of itself."),
        NOTHING_CHANGED,
        N_("Name the incident that stays; one of the two is enough."),
    ),
    "referred_to_wanted": (
        N_("It is not said to whom incident {incident} is referred."),
        NOTHING_CHANGED,
        N_("Name the body, for example the police or a court."),
    ),
    "finding_unknown": (N_("{finding} is no finding."), NOTHING_CHANGED, N_("Choose one of: {known}.")),
    "nothing_to_note": (
        N_("There is nothing to add to incident {incident}."),
        NOTHING_CHANGED,
        N_("Write a note, name a document or choose a file."),
    ),
    "follows_itself": (
        N_("Incident {incident} cannot follow itself up."),
        NOTHING_CHANGED,
        N_("Name the earlier incident."),
    ),
    "no_station_to_link": (
        N_("Incident {incident} is at no station, so there is no protocol to link."),
        NOTHING_CHANGED,
        N_("Give it a station first."),
    ),
    "station_has_incidents": (
        N_("Station {station} has incidents."),
        NOTHING_CHANGED,
        N_("Give them another station, or keep this one."),
    ),
    "complainant_unknown": (
        N_("There is no such complainant."),
        NOTHING_CHANGED,
        N_("Look at the incident again."),
    ),
    "complainant_empty": (
        N_("A complainant needs a name or a phone."),
        NOTHING_CHANGED,
        N_("Type at least one of the two."),
    ),
    "evidence_missing": (
        N_("The file {file} is not there."),
        NOTHING_CHANGED,
        N_("Choose the file again; a stick may have been taken out."),
    ),
    "evidence_unreadable": (
        N_("The file {file} cannot be read: {error}."),
        NOTHING_CHANGED,
        N_("Copy it to this computer and choose the copy."),
    ),
    "evidence_too_large": (
        N_("The file {file} is larger than {most} MB."),
        NOTHING_CHANGED,
        N_("Keep it on a disk and note the number of the disk, or choose a shorter part."),
    ),
    "evidence_changed": (
        N_("The file {file} was handed in before, and its copy in {folder} has been changed since."),
        NOTHING_CHANGED,
        N_("Put the changed copy aside and choose the file again."),
    ),
    "evidence_gone": (
        N_("The file {file} is not in the folder of evidence any more."),
        N_("The record with its hash is kept."),
        N_("Bring it back from a backup copy, or choose the original again: its hash tells whether it is the same."),
    ),
}
