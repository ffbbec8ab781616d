"""The incidents of a region with the steps of each, kept current by the change of each command: a step costs one incident, not the log."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from electdesk.domain.incident_steps import Standing, standing
from electdesk.domain.records import Incident, IncidentStep

if TYPE_CHECKING:
    from electdesk.columns.region import Change

KINDS_OF_INCIDENT = frozenset({"incident", "incident-step"})


class Incidents:
    """Every incident by record id, where each stands, and which stations have some."""

    def __init__(self, kind_of: Mapping[str, str], bodies: Mapping[str, dict[str, Any]]) -> None:
        """``bodies``: kind → record id → body, as ``heads.Records`` keeps them; incidents are read from there and never copied."""
        self.bodies: dict[str, Incident] = bodies["incident"]
        self._steps: dict[str, dict[str, IncidentStep]] = {}
        self._incident_of: dict[str, str] = {}
        self._standing: dict[str, Standing] = {}
        self._by_station: dict[str, set[str]] = {}
        self._station_of: dict[str, str] = {}
        for record, step in bodies["incident-step"].items():
            self._steps.setdefault(step.incident, {})[record] = step
            self._incident_of[record] = step.incident
        for record, incident in self.bodies.items():
            self._place(record, incident.station)
        ever = {record: kind for record, kind in kind_of.items() if kind in KINDS_OF_INCIDENT}
        given = sum(kind == "incident" for kind in ever.values())
        self.highest = max((incident.number for incident in self.bodies.values()), default=0)
        self.highest = max(self.highest, given)
        """The highest number given so far; those of incidents that were taken back stay theirs."""
        self.unread = {record for record, kind in ever.items() if kind == "incident-step" and record not in self._incident_of}
        """Steps that an undo took back before the file was opened: nobody has read yet whose they were (``remember``)."""

    def note(self, change: "Change") -> set[str]:
        """Take in what a command did; returns the record ids of the stations whose incidents look different now."""
        if change.kind == "incident-step":
            body = change.body if change.body is not None else change.before
            record = body.incident if body is not None else self._incident_of.get(change.record, "")
            if change.body is None:
                self._steps.get(record, {}).pop(change.record, None)
            else:
                self._steps.setdefault(record, {})[change.record] = change.body
                self._incident_of[change.record] = record
            self._standing.pop(record, None)
            return {self._station_of[record]} if record in self._station_of else set()
        before = self._station_of.get(change.record, "")
        after = change.body.station if change.body is not None else ""
        self._place(change.record, after)
        if change.body is not None:
            self.highest = max(self.highest, change.body.number)
        return {station for station in (before, after) if station}

    def _place(self, record: str, station: str) -> None:
        before = self._station_of.pop(record, "")
        if before:
            self._by_station[before].discard(record)
        if station:
            self._station_of[record] = station
            self._by_station.setdefault(station, set()).add(record)

    def steps(self, record: str) -> Mapping[str, IncidentStep]:
        """The steps of an incident by their record ids."""
        return self._steps.get(record, {})

    def standing(self, record: str) -> Standing:
        """Where an incident stands."""
        found = self._standing.get(record)
        if found is None:
            found = self._standing[record] = standing(self.steps(record))
        return found

    def ever(self, record: str) -> tuple[str, ...]:
        """The record ids of all steps of an incident that were taken, those too that an undo took back, except the ``unread`` ones."""
        return tuple(name for name, incident in self._incident_of.items() if incident == record)

    def remember(self, step: str, incident: str) -> None:
        """Whose step it was that an undo took back."""
        self.unread.discard(step)
        self._incident_of[step] = incident

    def of_station(self, station: str) -> frozenset[str]:
        """The incidents of a station (record ids)."""
        return frozenset(self._by_station.get(station, ()))

    def stations(self) -> list[str]:
        """The record ids of the stations that have incidents."""
        return [station for station, records in self._by_station.items() if records]

    def gone_on_from(self, records: set[str]) -> set[str]:
        """Incidents that would lose what was built on it if these records were withdrawn: their own, or a step that another one followed."""
        found = set()
        for record in records:
            incident = self._incident_of.get(record, record)
            own = self._steps.get(incident, {})
            if record in self.bodies and own.keys() - records:
                found.add(record)
            if any(record in step.after and name not in records for name, step in own.items()):
                found.add(incident)
        for name, step in self._links():
            if step.other in records and name not in records:
                found.add(step.other)
        return found

    def _links(self) -> list[tuple[str, IncidentStep]]:
        return [(name, step) for steps in self._steps.values() for name, step in steps.items() if step.other]
