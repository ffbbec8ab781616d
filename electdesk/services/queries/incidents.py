"""What is read of incidents: the log with its filters, one incident with its history, and who reported it where somebody may know."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final, Literal

import msgspec

from electdesk.columns.heads import loose_body
from electdesk.domain.incident_kinds import category, incident_kinds
from electdesk.domain.incident_steps import OPEN, Standing, Work, allowed_steps
from electdesk.domain.records import Incident
from electdesk.domain.records.complainant import Complainant
from electdesk.domain.records.names import Names
from electdesk.ledger.revision import is_withdrawn
from electdesk.services.commands.base import find_station
from electdesk.services.commands.incidents import find_incident
from electdesk.services.ports import EvidenceState
from electdesk.services.queries.reception import moment_of
from electdesk.services.roles import may_read, may_run, refuse_read

if TYPE_CHECKING:
    from electdesk.services.region import Region

WORK_FILTERS: Final = ("open", "overdue", "all")
NOT_TOLD: Final = frozenset({"number", "registered_at", "by"})
"""Fields of an incident that no change of them is told of: they do not change."""


class IncidentRow(msgspec.Struct, frozen=True, kw_only=True):
    """An incident as a list shows it. ``row``: of its station in the register, None for a district-wide one and for a station out of use.

    ``district``: record id of the area it lies in or concerns, "" for the region. ``minutes``: from the report to the end of the work, or to
    now. ``left``: minutes to the deadline, negative when it has passed, None where the work has ended or no deadline is set.
    ``counts``: it stands in figures (no duplicate, not withdrawn, of the election). ``late``: its deadline passed before the work ended.
    """

    record: str
    incident: Incident
    standing: Standing
    row: int | None
    station: str
    station_name: Names
    district: str
    district_name: Names
    minutes: int
    left: int | None
    counts: bool
    late: bool

    @property
    def is_overdue(self) -> bool:
        """Whether somebody should have resolved it by now."""
        return self.left is not None and self.left < 0


class IncidentFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which incidents a list shows; what is left out does not narrow it. ``category``: a code, or the letter of a group.

    ``since`` and ``until``: of the report, UTC as records write it; ``until`` is not part of the period. ``mine``: those whose owner is the person
    at work or its office. ``text``: the beginnings of words, all of which must occur.
    """

    work: Literal["open", "overdue", "all"] = "all"
    mine: bool = False
    severity: int = 0
    category: str = ""
    district: str = ""
    finding: str = ""
    source: str = ""
    station: str = ""
    since: str = ""
    until: str = ""
    text: str = ""


class IncidentEvent(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that happened to an incident. ``at`` is on the region's clock. ``what``: "reported", "changed", or the step's name.

    ``changes``: (field, old, new) of the description. ``taken_back``: an undo took the step back later.
    """

    seq: int
    at: dt.datetime
    author: str
    office: str
    what: str
    why: str = ""
    to: str = ""
    finding: str = ""
    other: str = ""
    link: str = ""
    evidence: tuple[str, ...] = ()
    changes: tuple[tuple[str, Any, Any], ...] = ()
    taken_back: bool = False


class KeptEvidence(msgspec.Struct, frozen=True):
    """A document or file of an incident. ``state`` "" where it is a document only, or where nobody has looked at the file."""

    document: str
    name: str
    sha256: str
    size: int
    state: EvidenceState | Literal[""] = ""


class IncidentCard(msgspec.Struct, frozen=True, kw_only=True):
    """One incident as its page shows it. ``steps``: what the person may do next with the work; ``may_change``: whether the log is theirs.

    ``complainants``: record id and body, () for those who may not know. ``duplicates``: numbers of the incidents that are duplicates of it.
    """

    row: IncidentRow
    events: tuple[IncidentEvent, ...]
    steps: tuple[str, ...]
    may_change: bool
    evidence: tuple[KeptEvidence, ...]
    complainants: tuple[tuple[str, Complainant], ...]
    duplicates: tuple[int, ...]


def incident_rows(region: "Region", wanted: IncidentFilter | None = None) -> list[IncidentRow]:
    """The incidents of the log: open ones first, the longest overdue before the others; then those whose work has ended, the newest first."""
    refuse_read(region.person, "incidents")
    asked = wanted or IncidentFilter()
    now = region.clock.now()
    found = [_row(region, record, now) for record in _candidates(region, asked)]
    return sorted((row for row in found if fits(region, row, asked)), key=_order)


def incident_row(region: "Region", record: str) -> IncidentRow:
    """One incident (record id or number). Raises ClerkError as ``find_incident`` does."""
    refuse_read(region.person, "incidents")
    return _row(region, find_incident(region, record)[0], region.clock.now())


def _candidates(region: "Region", asked: IncidentFilter) -> Iterable[str]:
    if not asked.station:
        return list(region.columns.incidents.bodies)
    row = find_station(region, asked.station)
    return sorted(region.columns.incidents.of_station(region.columns.register.ids[row]))


def fits(region: "Region", row: IncidentRow, asked: IncidentFilter) -> bool:
    """Whether a filter shows an incident."""
    incident = row.incident
    return (
        (asked.work != "open" or row.standing.is_open)
        and (asked.work != "overdue" or row.is_overdue)
        and (not asked.mine or is_mine(region, incident))
        and (not asked.severity or incident.severity == asked.severity)
        and incident.category.startswith(asked.category)
        and (not asked.district or asked.district in (row.district, *_above(region, row.district)))
        and (not asked.finding or row.standing.judged == asked.finding)
        and (not asked.source or incident.source == asked.source)
        and (not asked.since or incident.reported_at >= asked.since)
        and (not asked.until or incident.reported_at < asked.until)
        and holds_words(row, asked.text)
    )


def is_mine(region: "Region", incident: Incident) -> bool:
    """Whether the person at work, or its office, sees to it."""
    own = {name.casefold() for name in (region.person.name, region.person.office) if name}
    return incident.owner.casefold() in own


def _above(region: "Region", area: str) -> list[str]:
    areas = region.columns.register.areas
    path: list[str] = []
    while area and area in areas and area not in path:
        path.append(area)
        area = areas[area].parent
    return path


def holds_words(row: IncidentRow, text: str) -> bool:
    """Whether every word of a text begins a word of the incident: of its texts, its station, its category in any language, its number."""
    wanted = _folded(text)
    if not wanted:
        return True
    incident = row.incident
    kind = category(incident.category)
    group = next((group.name for group in incident_kinds().group if group.code == kind.group), {})
    texts = (
        *(str(incident.number), incident.text, incident.measures, incident.organisation, incident.owner, row.standing.referred_to),
        *(row.station, *row.station_name.values(), *row.district_name.values(), kind.code, *kind.name.values(), *group.values()),
    )
    words = [word for each in texts for word in _folded(each)]
    return all(any(word.startswith(one) for word in words) for one in wanted)


def _folded(text: str) -> list[str]:
    bare = text.casefold().replace("ё", "е")
    return "".join(letter if letter.isalnum() else " " for letter in bare).split()


def _order(row: IncidentRow) -> tuple[bool, float, int]:
    if not row.standing.is_open:
        return True, -moment_of(row.incident.reported_at).timestamp(), -row.incident.number
    return False, row.left if row.left is not None else 1e9, row.incident.number


def _row(region: "Region", record: str, now: dt.datetime) -> IncidentRow:
    incidents, register = region.columns.incidents, region.columns.register
    incident, standing = incidents.bodies[record], incidents.standing(record)
    row = register.row_of.get(incident.station) if incident.station else None
    station = register.stations[row] if row is not None else None
    district = station.area if station is not None else incident.area
    ended = moment_of(standing.resolved_at) if standing.resolved_at else now
    deadline = moment_of(incident.deadline) if incident.deadline else None
    counts = standing.work not in (Work.DUPLICATE, Work.WITHDRAWN) and category(incident.category).counts
    return IncidentRow(
        record=record,
        incident=incident,
        standing=standing,
        row=row,
        station=station.number if station is not None else "",
        station_name=station.name if station is not None else {},
        district=district,
        district_name=register.areas[district].name if district in register.areas else {},
        minutes=max(0, _minutes(ended - moment_of(incident.reported_at))),
        left=_minutes(deadline - now) if deadline is not None and standing.work in OPEN else None,
        counts=counts,
        late=deadline is not None and counts and ended > deadline,
    )


def _minutes(span: dt.timedelta) -> int:
    """Whole minutes of a span, rounded down: a deadline of ten seconds ago has passed."""
    return int(span.total_seconds() // 60)


def incident_card(region: "Region", record: str, *, look_at_files: bool = False) -> IncidentCard:
    """One incident (record id or number) with everything that happened to it, oldest first. ``look_at_files``: read every byte of its evidence.

    Raises ClerkError as ``find_incident`` does.
    """
    row = incident_row(region, record)
    may_change = may_run(region.person, "MoveIncident") and not region.store.read_only
    incidents = region.columns.incidents
    kept = region.store.evidence
    return IncidentCard(
        row=row,
        events=tuple(incident_events(region, row.record)),
        steps=allowed_steps(row.standing.work) if may_change else (),
        may_change=may_change,
        evidence=tuple(
            KeptEvidence(
                each.document,
                each.name,
                each.sha256,
                each.size,
                kept.state(each.sha256, each.size) if look_at_files and each.sha256 else "",
            )
            for each in row.standing.evidence
        ),
        complainants=complainants_of(region, row.record),
        duplicates=tuple(
            sorted(body.number for name, body in incidents.bodies.items() if incidents.standing(name).duplicate_of == row.record)
        ),
    )


def complainants_of(region: "Region", record: str) -> tuple[tuple[str, Complainant], ...]:
    """Who reported an incident: record id and body, for those who keep the log; () for everybody else."""
    refuse_read(region.person, "incidents")
    if not may_read(region.person, "complainants"):
        return ()
    bodies: dict[str, Complainant] = region.columns.records.bodies["complainant"]
    return tuple(sorted((name, body) for name, body in bodies.items() if body.incident == record))


def incident_events(region: "Region", record: str) -> list[IncidentEvent]:
    """Everything that happened to an incident (record id), oldest first: who, when, what, and why."""
    refuse_read(region.person, "incidents")
    incidents = region.columns.incidents
    for step in sorted(incidents.unread):
        history = region.store.history(step)
        incidents.remember(step, str(loose_body(history[0][1].revision).get("incident", "")) if history else "")
    events = _described(region, record)
    for step in incidents.ever(record):
        events += _stepped(region, step)
    return sorted(events, key=lambda event: event.seq)


def _described(region: "Region", record: str) -> list[IncidentEvent]:
    events: list[IncidentEvent] = []
    before: dict[str, Any] | None = None
    for commit, stored in region.store.history(record):
        taken_back = is_withdrawn(stored.revision.body)
        body = loose_body(stored.revision)
        changes: tuple[tuple[str, Any, Any], ...] = ()
        if before is not None and not taken_back:
            names = [name for name in Incident.__struct_fields__ if name not in NOT_TOLD]
            changes = tuple((name, before.get(name), body.get(name)) for name in names if before.get(name) != body.get(name))
        if before is None or changes or taken_back:
            events.append(
                IncidentEvent(
                    seq=stored.seq,
                    at=region.local(commit.commit.at),
                    author=commit.commit.author,
                    office=commit.commit.office,
                    what="reported" if before is None else "changed",
                    why=commit.commit.reason if changes and commit.commit.command in ("ChangeIncident", "Undo") else "",
                    changes=changes,
                    taken_back=taken_back,
                )
            )
        before = before if taken_back else body
    return events


def _stepped(region: "Region", record: str) -> list[IncidentEvent]:
    history = region.store.history(record)
    taken_back = any(is_withdrawn(stored.revision.body) for _, stored in history)
    for commit, stored in history[:1]:
        body = loose_body(stored.revision)
        return [
            IncidentEvent(
                seq=stored.seq,
                at=region.local(str(body.get("at") or commit.commit.at)),
                author=commit.commit.author,
                office=commit.commit.office,
                what=str(body.get("step", "")),
                why=str(body.get("why", "")),
                to=str(body.get("to", "")),
                finding=str(body.get("finding", "")),
                other=_named(region, str(body.get("other", ""))),
                link=str(body.get("link", "")),
                evidence=_evidence(body.get("evidence", ())),
                taken_back=taken_back,
            )
        ]
    return []


def _evidence(listed: Sequence[Any]) -> tuple[str, ...]:
    texts = [" · ".join(text for text in (each.get("document", ""), each.get("name", "")) if text) for each in listed]
    return tuple(text for text in texts if text)


def _named(region: "Region", record: str) -> str:
    """What people call the other end of a link: the number of an incident, the code of a contest."""
    if record in region.columns.incidents.bodies:
        return str(region.columns.incidents.bodies[record].number)
    return region.columns.contests[record].contest.code if record in region.columns.contests else record
