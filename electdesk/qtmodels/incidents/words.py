"""How the window names the parts of an incident, in the language in use."""

from typing import TYPE_CHECKING

from electdesk.domain.incident_kinds import category, incident_kinds
from electdesk.domain.incident_steps import Work
from electdesk.domain.records.names import in_language
from electdesk.i18n import catalogue, format_time, language, tr
from electdesk.i18n.incident_texts import JUDGED, SEVERITIES, SOURCES, WORK, clock_text, span_text
from electdesk.services.queries.incidents import IncidentEvent, IncidentRow

if TYPE_CHECKING:
    from electdesk.services.region import Region

WORK_LOOKS: dict[str, tuple[str, str]] = {
    Work.NEW: ("circle", "none"),
    Work.REOPENED: ("reopened", "warn"),
    Work.ASSIGNED: ("user", "none"),
    Work.PROGRESS: ("arrow", "info"),
    Work.REFERRED: ("chevron_right", "park"),
    Work.RESOLVED: ("check", "ok"),
    Work.CLOSED: ("check", "ok"),
    Work.DUPLICATE: ("copy", "none"),
    Work.WITHDRAWN: ("returned", "none"),
}
"""Work → drawing and tone of its pill."""
SEVERITY_TONES: dict[int, str] = {1: "dim", 2: "dim", 3: "warn", 4: "err"}


def category_words(code: str) -> str:
    """A category: B1 Ballot shortage."""
    return f"{code} {in_language(category(code).name, language())}"


def group_words(code: str) -> str:
    """A group of categories: B Ballots, boxes, materials."""
    names = next((group.name for group in incident_kinds().group if group.code == code), {})
    return f"{code} {in_language(names, language())}"


def severity_words(severity: int) -> str:
    """How serious: critical."""
    return tr(SEVERITIES.get(severity, str(severity)))  # i18n: dynamic


def work_words(row: IncidentRow) -> str:
    """How far the work is; a resolved incident says how long it took."""
    if row.standing.work is Work.RESOLVED:
        return tr("resolved in {time}", time=span_text(row.minutes, catalogue(language())))
    return tr(WORK[row.standing.work])  # i18n: dynamic


def judged_words(finding: str) -> str:
    """What was found about the fact."""
    return tr(JUDGED.get(finding, finding))  # i18n: dynamic


def source_words(row: IncidentRow) -> str:
    """Who reported it: observer · Association of sociologists."""
    incident = row.incident
    parts = (tr(SOURCES.get(incident.source, incident.source)), incident.organisation)  # i18n: dynamic
    return " · ".join(part for part in parts if part)


def place_words(row: IncidentRow) -> str:
    """Where it is: the station's number, or the district, or the whole region."""
    if row.station:
        return row.station
    return in_language(row.district_name, language()) or tr("Whole region")


def left_words(row: IncidentRow) -> str:
    """The clock: 0:19 left, overdue by 0:20."""
    return clock_text(row.left, catalogue(language()))


def time_words(region: "Region", at: str) -> str:
    """A time of the day on the region's clock; with its date where it is not the day of voting, "" for none."""
    if not at:
        return ""
    moment = region.local(at)
    day = region.columns.set_up.day
    if day and moment.date().isoformat() != day:
        return f"{moment:%d.%m} {format_time(moment)}"
    return format_time(moment)


def event_words(region: "Region", event: IncidentEvent) -> str:
    """What happened, in one line."""
    said = _what(region, event)
    if event.taken_back:
        said = tr("{what} (taken back)", what=said)
    tail = (event.why, ", ".join(event.evidence))
    return " · ".join(part for part in (said, *tail) if part)


def _what(region: "Region", event: IncidentEvent) -> str:
    match event.what:
        case "reported":
            return tr("reported")
        case "changed":
            return "; ".join(_change(region, name, old, new) for name, old, new in event.changes) or tr("changed")
        case "assign":
            return tr("owner: {to}", to=event.to)
        case "refer":
            return tr("referred to {to}", to=event.to)
        case "duplicate":
            return tr("duplicate of № {number}", number=event.other)
        case "judge":
            return tr("finding: {finding}", finding=judged_words(event.finding))
        case "note":
            linked = {"follow_up": tr("follows № {number}", number=event.other), "tally": tr("the station's protocol")}
            return linked.get(event.link, tr("added"))
        case step:
            works = {"start": Work.PROGRESS, "resolve": Work.RESOLVED, "close": Work.CLOSED}
            words = works.get(step) or {"reopen": Work.REOPENED, "withdraw": Work.WITHDRAWN}.get(step)
            return tr("work: {state}", state=tr(WORK[words])) if words is not None else step  # i18n: dynamic


def _change(region: "Region", name: str, old: object, new: object) -> str:
    from electdesk.i18n.incident_texts import FIELDS

    field = tr(FIELDS.get(name, name))  # i18n: dynamic
    return tr("{field}: {old} → {new}", field=field, old=_value(region, name, old), new=_value(region, name, new))


def _value(region: "Region", name: str, value: object) -> str:
    if value in (None, "", -1):
        return "–"
    if name in ("occurred_at", "reported_at", "deadline"):
        return time_words(region, str(value))
    if name == "severity":
        return severity_words(int(str(value)))
    if name == "category":
        return str(value)
    if name == "source":
        return tr(SOURCES.get(str(value), str(value)))  # i18n: dynamic
    register = region.columns.register
    if name == "station" and value in register.row_of:
        return register.stations[register.row_of[str(value)]].number
    if name == "area" and value in register.areas:
        return in_language(register.areas[str(value)].name, language())
    return str(value)
