"""Figures of incidents: how often, at how many stations of how many, how long until they were resolved. No figure without its n.

n: stations that sent at least one report during the day, and those from which an incident was reported: word of them is there. Where no station
has reported anything on turnout, reports are not kept in this file, and n is every station of the register; ``basis`` says which.
"""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import TYPE_CHECKING, Final, Literal

import msgspec
import numpy as np

from electdesk.analysis.rates import FunnelLimits, Interval, Rate, Share, funnel_limits, poisson_interval, rate, share
from electdesk.analysis.resolution import Case, Resolution, resolution
from electdesk.domain.incident_kinds import category, incident_kinds
from electdesk.domain.incident_steps import Work
from electdesk.domain.records.incident import SEVERITIES
from electdesk.domain.records.names import Names
from electdesk.services.queries.incidents import IncidentFilter, IncidentRow, incident_rows
from electdesk.services.queries.reception import moment_of
from electdesk.services.roles import refuse_read
from electdesk.services.sheets import SheetHead, sheet_head

if TYPE_CHECKING:
    from electdesk.services.region import Region

OTHER: Final = "I9"
OTHER_LIMIT: Final = 0.10
"""Above this share of "other" the categories do not fit what happens, and somebody should look at them again."""
Basis = Literal["reports", "register"]
Place = Literal["inside", "above", "far_above", "below", "far_below"]


class GroupFigure(msgspec.Struct, frozen=True):
    """A group of categories: incidents, per 100 reporting stations, with the interval (None: every station reported)."""

    code: str
    names: Names
    count: int
    per_100: float
    interval: Interval | None


class SeverityFigure(msgspec.Struct, frozen=True):
    """Incidents of a severity that have a deadline, and those of them whose deadline passed before the work ended."""

    severity: int
    with_deadline: int
    overdue: int


class DistrictFigure(msgspec.Struct, frozen=True, kw_only=True):
    """A district in the order of the register, never by its count. ``stations``: reporting, ``of``: there are. ``by_group``: counts in the order
    of the groups. ``per_100``, ``limits`` and ``place`` are None where no station of it reported."""

    record: str
    names: Names
    stations: int
    of: int
    count: int
    affected: int
    by_group: tuple[int, ...]
    per_100: float | None
    limits: FunnelLimits | None
    place: Place | None


class HourFigure(msgspec.Struct, frozen=True):
    """Incidents by the hour in which they happened, on the region's clock, and those open at its end."""

    begins: dt.datetime
    happened: int
    open_at_end: int


class IncidentFigures(msgspec.Struct, frozen=True, kw_only=True):
    """All figures of a moment. ``rate`` and ``share`` are None where no station has reported. ``open`` and ``overdue`` are of now.

    ``left_out``: why incidents do not count → how many ("duplicate", "withdrawn", "not_election"). ``district_wide``: counted ones at no
    station. ``delay``: median minutes from the event to its registration, None without incidents. ``by_category``: code → counted incidents.
    """

    at: dt.datetime
    basis: Basis
    count: int
    open: int
    overdue: int
    stations: int
    of: int
    rate: Rate | None
    share: Share | None
    resolution: Resolution
    severities: tuple[SeverityFigure, ...]
    other: int
    delay: int | None
    reopened: int
    left_out: dict[str, int]
    district_wide: int
    groups: tuple[GroupFigure, ...]
    by_category: dict[str, int]
    districts: tuple[DistrictFigure, ...]
    hours: tuple[HourFigure, ...]


class IncidentSheet(msgspec.Struct, frozen=True):
    """The incident report for the printer: the figures, and the incidents of the list that was asked for."""

    head: SheetHead
    figures: IncidentFigures
    rows: tuple[IncidentRow, ...]


class IncidentCount(msgspec.Struct, frozen=True):
    """What a strip says: incidents that count, open ones and overdue ones of now."""

    count: int
    open: int
    overdue: int


def incident_count(region: "Region") -> IncidentCount:
    """The counts alone: without a look at the stations."""
    rows = incident_rows(region)
    return IncidentCount(
        sum(row.counts for row in rows), sum(row.standing.is_open for row in rows), sum(row.is_overdue for row in rows)
    )


def incident_figures(region: "Region") -> IncidentFigures:
    """The figures of the whole region, of now."""
    refuse_read(region.person, "incidents")
    rows = incident_rows(region)
    counted = [row for row in rows if row.counts]
    register = region.columns.register
    affected = {row.row for row in counted if row.row is not None}
    basis, said = _reporting(region, affected)
    stations, of = int(said.sum()), len(register)
    groups = incident_kinds().group
    by_group = Counter(category(row.incident.category).group for row in counted)
    # On the register nobody knows which stations would have reported, so it is no census.
    census = stations == of and basis == "reports"
    return IncidentFigures(
        at=region.local(region.now_text()),
        basis=basis,
        count=len(counted),
        open=sum(row.standing.is_open for row in rows),
        overdue=sum(row.is_overdue for row in rows),
        stations=stations,
        of=of,
        rate=rate(len(counted), stations, of, census=census) if stations else None,
        share=share(len(affected), stations, of, census=census) if stations else None,
        resolution=resolution(Case(row.minutes, bool(row.standing.resolved_at)) for row in counted),
        severities=tuple(_severity(counted, severity) for severity in SEVERITIES),
        other=sum(row.incident.category == OTHER for row in counted),
        delay=_delay(counted),
        reopened=sum(row.standing.reopened > 0 for row in counted),
        left_out=_left_out(rows),
        district_wide=sum(not row.incident.station for row in counted),
        groups=tuple(_group(each.code, each.name, by_group[each.code], stations, census=census) for each in groups),
        by_category=dict(sorted(Counter(row.incident.category for row in counted).items())),
        districts=_districts(region, counted, said),
        hours=_hours(region, counted),
    )


def incident_sheet(region: "Region", wanted: IncidentFilter | None = None) -> IncidentSheet:
    """What the incident report prints: the figures of all, and the list that a filter shows."""
    columns = next(iter(region.columns.contests.values()))
    return IncidentSheet(sheet_head(region, columns), incident_figures(region), tuple(incident_rows(region, wanted)))


def _reporting(region: "Region", affected: set[int]) -> "tuple[Basis, np.ndarray[tuple[int], np.dtype[np.bool_]]]":
    """Which stations count as reporting, and on which basis."""
    said = np.asarray((region.columns.turnout.place > 0).any(axis=1), np.bool_)
    if not said.any():
        return "register", np.ones(len(region.columns.register), np.bool_)
    said[sorted(affected)] = True
    return "reports", said


def _group(code: str, names: Names, count: int, stations: int, *, census: bool) -> GroupFigure:
    if not stations:
        return GroupFigure(code, names, count, 0.0, None)
    exact = poisson_interval(count)
    interval = None if census else Interval(100 * exact.low / stations, 100 * exact.high / stations)
    return GroupFigure(code, names, count, 100 * count / stations, interval)


def _severity(counted: Sequence[IncidentRow], severity: int) -> SeverityFigure:
    own = [row for row in counted if row.incident.severity == severity and row.incident.deadline]
    return SeverityFigure(severity, len(own), sum(row.late for row in own))


def _delay(counted: Sequence[IncidentRow]) -> int | None:
    spans = [moment_of(row.incident.registered_at) - moment_of(row.incident.occurred_at) for row in counted]
    return int(median(span.total_seconds() for span in spans) // 60) if spans else None


def _left_out(rows: Sequence[IncidentRow]) -> dict[str, int]:
    why = Counter(
        "duplicate"
        if row.standing.work is Work.DUPLICATE
        else "withdrawn"
        if row.standing.work is Work.WITHDRAWN
        else "not_election"
        for row in rows
        if not row.counts
    )
    return dict(sorted(why.items()))


def _districts(
    region: "Region", counted: Sequence[IncidentRow], said: "np.ndarray[tuple[int], np.dtype[np.bool_]]"
) -> tuple[DistrictFigure, ...]:
    register = region.columns.register
    letters = [group.code for group in incident_kinds().group]
    total_stations, total = int(said.sum()), len(counted)
    found = []
    for place, record in enumerate(register.area_ids):
        area_rows = list(register.rows_in(place))
        own = [row for row in counted if row.district == record]
        if not area_rows and (not own or not register.areas[record].parent):
            continue
        groups = Counter(category(row.incident.category).group for row in own)
        stations = int(said[area_rows].sum()) if area_rows else 0
        limits = funnel_limits(total, total_stations, stations) if stations and total_stations else None
        per_100 = 100 * len(own) / stations if stations else None
        found.append(
            DistrictFigure(
                record=record,
                names=register.areas[record].name,
                stations=stations,
                of=len(area_rows),
                count=len(own),
                affected=len({row.row for row in own if row.row is not None}),
                by_group=tuple(groups[letter] for letter in letters),
                per_100=per_100,
                limits=limits,
                place=_place(per_100, limits) if limits is not None and per_100 is not None else None,
            )
        )
    return tuple(found)


def _place(per_100: float, limits: FunnelLimits) -> Place:
    """Where a rate lies in the funnel; what lies on a limit is inside it."""
    above, below = per_100 - 1e-9, per_100 + 1e-9
    if above > limits.outer.high:
        return "far_above"
    if above > limits.inner.high:
        return "above"
    if below < limits.outer.low:
        return "far_below"
    return "below" if below < limits.inner.low else "inside"


def _hours(region: "Region", counted: Sequence[IncidentRow]) -> tuple[HourFigure, ...]:
    """Every hour from the first incident to now, without a gap; at most the last 72."""
    if not counted:
        return ()
    hour = dt.timedelta(hours=1)
    begun = [region.local(row.incident.occurred_at).replace(minute=0, second=0) for row in counted]
    last = max(*begun, region.local(region.now_text()).replace(minute=0, second=0))
    if last - max(begun) > 24 * hour:
        # A file that is looked at days later: the day itself is told, and not the days since.
        last = max(begun) + hour
    first = max(min(begun), last - 71 * hour)
    happened = Counter(begun)
    found = []
    moment = first
    while moment <= last:
        end = moment + hour
        open_ = sum(
            region.local(row.incident.reported_at) < end
            and (not row.standing.resolved_at or region.local(row.standing.resolved_at) >= end)
            for row in counted
        )
        found.append(HourFigure(moment, happened[moment], open_))
        moment = end
    return tuple(found)
