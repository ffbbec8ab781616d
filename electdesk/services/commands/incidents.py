"""Incidents: reported, changed, assigned and worked on. Nothing is deleted: each step says who, when, what and why."""

import datetime
from typing import TYPE_CHECKING, Any, Final

import msgspec

from electdesk.domain.errors import ClerkError
from electdesk.domain.figures import BLANK, LARGEST_COUNT
from electdesk.domain.incident_kinds import category, incident_kinds, is_known
from electdesk.domain.incident_steps import LEADS_TO, Judged, StepRow, axis_of, row_for, tips
from electdesk.domain.records.incident import SEVERITIES, SOURCES, Incident
from electdesk.domain.records.incident_step import IncidentStep
from electdesk.services.commands.areas import find_area
from electdesk.services.commands.base import Command, find_station, handles, wanted
from electdesk.services.commands.reception import moment_told
from electdesk.services.unit_of_work import ChangeSet, new_record_id

if TYPE_CHECKING:
    from electdesk.services.region import Region
    from electdesk.services.unit_of_work import UnitOfWork

TIME: Final = "%Y-%m-%dT%H:%M:%SZ"
MOVES: Final = tuple(step for step in LEADS_TO if step != "assign")
"""The steps of the work that MoveIncident takes; assigning names an owner and has a command of its own."""


class AddIncident(Command, frozen=True):
    """An incident was reported. ``station`` or, for what concerns a district as a whole, ``area`` ("" for the region); ``category``: a code.

    ``at`` (when it happened) and ``reported_at`` are UTC, ISO 8601 with seconds, "" = now. ``severity`` and ``deadline`` are preset by the
    category where left out; another severity needs ``severity_why``. ``affected``: voters, null where unknown. No text names a person.
    """

    category: str
    station: str = ""
    area: str = ""
    text: str = ""
    at: str = ""
    reported_at: str = ""
    source: str = "phone"
    organisation: str = ""
    severity: int | None = None
    severity_why: str = ""
    affected: int | None = None
    owner: str = ""
    deadline: str = ""
    measures: str = ""


class ChangeIncident(Command, frozen=True):
    """Change what an incident (number or record id) says. Fields left out stay as they are; ``affected`` -1 is unknown.

    ``reason`` is needed for another category, severity, place, time or deadline. With a category its severity and deadline change too,
    unless somebody had set them.
    """

    incident: str
    reason: str = ""
    category: str | None = None
    station: str | None = None
    area: str | None = None
    text: str | None = None
    at: str | None = None
    reported_at: str | None = None
    source: str | None = None
    organisation: str | None = None
    severity: int | None = None
    affected: int | None = None
    deadline: str | None = None
    measures: str | None = None


class AssignIncidents(Command, frozen=True):
    """Give incidents (numbers or record ids) an owner: all of them or, where one cannot be, none. ``deadline`` "" leaves it as it is."""

    incidents: tuple[str, ...]
    owner: str
    deadline: str = ""
    reason: str = ""


class MoveIncident(Command, frozen=True):
    """A step of the work: ``step`` is start, refer, resolve, close, reopen, duplicate or withdraw. Which may follow which: ARCHITECTURE.md.

    ``to``: the body to which it is referred; ``of``: the incident of which this one is a duplicate; ``at``: when it was resolved, "" = now;
    ``measures``: what was done, added to what is there. ``why`` is needed to reopen and to withdraw, and to resolve without measures.
    """

    incident: str
    step: str
    why: str = ""
    at: str = ""
    to: str = ""
    of: str = ""
    measures: str = ""


class JudgeIncident(Command, frozen=True):
    """What was found about the fact: ``finding`` is established, not_established, cannot or not_examined. The work stays where it stands."""

    incident: str
    finding: str
    why: str


@handles(AddIncident)
def add_incident(region: "Region", command: AddIncident) -> ChangeSet:
    station, area = _place(region, command.station, command.area)
    code = _category(command.category)
    reported = moment_told(region, command.reported_at)
    preset = category(code).severity
    severity = preset if command.severity is None else _severity(command.severity)
    body = Incident(
        number=region.columns.incidents.highest + 1,
        category=code,
        severity=severity,
        # Told now of what was told now: one clock for both.
        occurred_at=moment_told(region, command.at) if command.at else reported,
        reported_at=reported,
        registered_at=region.now_text(),
        station=station,
        area=area,
        text=command.text.strip(),
        source=_source(command.source),
        organisation=_line(command.organisation),
        severity_why=wanted(command.severity_why, "severity") if severity != preset else "",
        affected=_affected(BLANK if command.affected is None else command.affected),
        owner=_line(command.owner),
        deadline=_time(command.deadline) if command.deadline else preset_deadline(reported, severity),
        measures=command.measures.strip(),
        by=region.person.name,
    )
    _refuse_wrong(body)
    unit = region.unit("AddIncident")
    record = unit.put(body)
    if body.owner:
        unit.put(_step(region, record, "assign", to=body.owner))
    return unit.commit()


@handles(ChangeIncident)
def change_incident(region: "Region", command: ChangeIncident) -> ChangeSet:
    record, before = find_incident(region, command.incident)
    body = _with_place(region, command, before)
    given: dict[str, Any] = {}
    for name in ("text", "measures"):
        if (text := getattr(command, name)) is not None:
            given[name] = text.strip()
    if command.organisation is not None:
        given["organisation"] = _line(command.organisation)
    if command.source is not None:
        given["source"] = _source(command.source)
    if command.affected is not None:
        given["affected"] = _affected(command.affected)
    if command.at is not None:
        given["occurred_at"] = moment_told(region, command.at)
    if command.reported_at is not None:
        given["reported_at"] = moment_told(region, command.reported_at)
    body = _with_severity(command, before, msgspec.structs.replace(body, **given))
    weighty = ("category", "severity", "station", "area", "occurred_at", "reported_at", "deadline")
    changed = [name for name in weighty if getattr(body, name) != getattr(before, name)]
    reason = wanted(command.reason, changed[0]) if changed else command.reason.strip()
    if body.severity == category(body.category).severity:
        body = msgspec.structs.replace(body, severity_why="")
    elif body.severity != before.severity:
        body = msgspec.structs.replace(body, severity_why=reason)
    _refuse_wrong(body)
    if body == before:
        raise ClerkError("incident_same", incident=before.number)
    unit = region.unit("ChangeIncident", reason)
    unit.put(body, record)
    return unit.commit()


@handles(AssignIncidents)
def assign_incidents(region: "Region", command: AssignIncidents) -> ChangeSet:
    owner = _line(command.owner)
    if not owner or not command.incidents:
        raise ClerkError("owner_wanted")
    reason = command.reason.strip()
    unit = region.unit("AssignIncidents", reason)
    for record in dict.fromkeys(find_incident(region, name)[0] for name in command.incidents):
        before = region.columns.incidents.bodies[record]
        deadline = _time(command.deadline) if command.deadline else before.deadline
        body = msgspec.structs.replace(before, owner=owner, deadline=deadline)
        facts = {"same owner"} if body == before else set()
        _row(region, record, "assign", facts)
        _refuse_wrong(body)
        unit.put(body, record)
        unit.put(_step(region, record, "assign", to=owner, why=reason))
    return unit.commit()


@handles(MoveIncident)
def move_incident(region: "Region", command: MoveIncident) -> ChangeSet:
    if command.step not in MOVES:
        raise ClerkError("incident_step_unknown", step=command.step, known=", ".join(MOVES))
    record, before = find_incident(region, command.incident)
    other = find_incident(region, command.of)[0] if command.step == "duplicate" else ""
    at = _time(command.at) if command.at else region.now_text()
    _row(region, record, command.step, _facts(region, record, before, other, at))
    why, measures, to = command.why.strip(), command.measures.strip(), _line(command.to)
    if command.step in ("reopen", "withdraw") or (command.step == "resolve" and not measures):
        wanted(why, command.step)
    if command.step == "refer" and not to:
        raise ClerkError("referred_to_wanted", incident=before.number)
    unit = region.unit("MoveIncident", why)
    if measures:
        together = "\n".join(text for text in (before.measures, measures) if text)
        unit.put(msgspec.structs.replace(before, measures=together), record)
    link = "duplicate" if other else ""
    unit.put(_step(region, record, command.step, at=at, why=why, to=to, other=other, link=link))
    return unit.commit()


@handles(JudgeIncident)
def judge_incident(region: "Region", command: JudgeIncident) -> ChangeSet:
    record, _ = find_incident(region, command.incident)
    if command.finding not in set(Judged):
        raise ClerkError("finding_unknown", finding=command.finding, known=", ".join(Judged))
    standing = region.columns.incidents.standing(record)
    same = command.finding == standing.judged and "finding" not in standing.contested
    _row(region, record, "judge", {"same"} if same else set(), command.finding)
    why = wanted(command.why, "finding")
    unit = region.unit("JudgeIncident", why)
    unit.put(_step(region, record, "judge", why=why, finding=command.finding))
    return unit.commit()


def find_incident(region: "Region", name: str) -> tuple[str, Incident]:
    """An incident by record id or number («38», «№ 38»). Raises ClerkError: incident_unknown; incident_ambiguous where two bear one number."""
    bodies = region.columns.incidents.bodies
    if name in bodies:
        return name, bodies[name]
    digits = name.strip().lstrip("№#").strip()
    found = [(record, body) for record, body in bodies.items() if digits.isdecimal() and str(body.number) == digits.lstrip("0")]
    if not found:
        raise ClerkError("incident_unknown", incident=name)
    if len(found) > 1:
        raise ClerkError("incident_ambiguous", incident=digits, records=", ".join(sorted(record for record, _ in found)))
    return found[0]


def preset_deadline(reported_at: str, severity: int) -> str:
    """When an incident of this severity should be resolved, as records write it."""
    moment = datetime.datetime.strptime(reported_at, TIME).replace(tzinfo=datetime.UTC)
    return (moment + datetime.timedelta(minutes=incident_kinds().minutes(severity))).strftime(TIME)


def _place(region: "Region", station: str, area: str) -> tuple[str, str]:
    if station.strip() and area.strip():
        raise ClerkError("incident_place_twice")
    if station.strip():
        return region.columns.register.ids[find_station(region, station.strip())], ""
    return "", find_area(region, area) if area.strip() else ""


def _with_place(region: "Region", command: ChangeIncident, before: Incident) -> Incident:
    if command.station is None and command.area is None:
        return before
    station, area = _place(region, command.station or "", command.area or "")
    return msgspec.structs.replace(before, station=station, area=area)


def _with_severity(command: ChangeIncident, before: Incident, body: Incident) -> Incident:
    """The new category with what it presets, then what the command sets itself."""
    severity, deadline = before.severity, before.deadline
    was_preset = not before.severity_why
    if command.category is not None:
        body = msgspec.structs.replace(body, category=_category(command.category))
        if body.category != before.category and was_preset:
            severity = category(body.category).severity
    if command.severity is not None:
        severity = _severity(command.severity)
    if deadline == preset_deadline(before.reported_at, before.severity):
        deadline = preset_deadline(body.reported_at, severity)
    if command.deadline is not None:
        deadline = _time(command.deadline) if command.deadline else ""
    return msgspec.structs.replace(body, severity=severity, deadline=deadline)


def _row(region: "Region", record: str, step: str, facts: set[str], finding: str = "") -> StepRow:
    """The row of the table that holds. Raises ClerkError with its code where it refuses."""
    standing = region.columns.incidents.standing(record)
    row = row_for(step, standing.judged if step == "judge" else standing.work, facts, finding)
    if row.refused:
        incident = region.columns.incidents.bodies[record]
        raise ClerkError(row.refused, incident=incident.number, work=str(standing.work), finding=str(standing.judged))
    return row


def _facts(region: "Region", record: str, before: Incident, other: str, at: str) -> set[str]:
    facts = set()
    if at < before.reported_at:
        facts.add("early")
    if _moment(at) > region.clock.now() + datetime.timedelta(minutes=5):
        facts.add("ahead")
    if other == record or (other and region.columns.incidents.standing(other).duplicate_of == record):
        facts.add("itself")
    return facts


def _step(region: "Region", record: str, step: str, at: str = "", **parts: Any) -> IncidentStep:
    axis = axis_of(step)
    after = tips(region.columns.incidents.steps(record), axis) if axis else ()
    at = at or region.now_text()
    return IncidentStep(incident=record, step=step, at=at, by=region.person.name, after=after, **parts)


def put_step(unit: "UnitOfWork", region: "Region", record: str, step: str, **parts: Any) -> None:
    """Add a step of an incident to a unit of work, after those that stand."""
    unit.put(_step(region, record, step, **parts), new_record_id())


def _refuse_wrong(body: Incident) -> None:
    """Raises ClerkError: report_before_event, deadline_before_report, incident_text_wanted."""
    if body.reported_at < body.occurred_at:
        raise ClerkError("report_before_event")
    if body.deadline and body.deadline < body.reported_at:
        raise ClerkError("deadline_before_report")
    if category(body.category).text and not body.text:
        raise ClerkError("incident_text_wanted", category=body.category)


def _category(code: str) -> str:
    bare = code.strip().upper()
    if not is_known(bare):
        raise ClerkError("category_unknown", category=code, known=", ".join(incident_kinds().categories))
    return bare


def _severity(severity: int) -> int:
    if severity not in SEVERITIES:
        raise ClerkError("severity_unknown", severity=severity)
    return severity


def _source(source: str) -> str:
    if source not in SOURCES:
        raise ClerkError("source_unknown", source=source, known=", ".join(SOURCES))
    return source


def _affected(affected: int) -> int:
    if affected != BLANK and not 0 <= affected <= LARGEST_COUNT:
        raise ClerkError("affected_wrong", affected=affected)
    return affected


def _time(at: str) -> str:
    """A time as records write it, past or to come. Raises ClerkError("moment_unreadable")."""
    try:
        return _moment(at).strftime(TIME)
    except ValueError:
        raise ClerkError("moment_unreadable", time=at) from None


def _moment(at: str) -> datetime.datetime:
    return datetime.datetime.strptime(at, TIME).replace(tzinfo=datetime.UTC)


def _line(text: str) -> str:
    return " ".join(text.split())
