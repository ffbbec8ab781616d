"""The incident report: figures first, each with its number of stations, then groups, districts and the list; the method in one paragraph."""

from collections.abc import Sequence

from electdesk.domain.figures import BLANK
from electdesk.domain.incident_kinds import category
from electdesk.domain.records.names import in_language
from electdesk.i18n import Language, format_count
from electdesk.i18n.incident_texts import (
    JUDGED,
    PLACES,
    SEVERITIES,
    WORK,
    basis_text,
    clock_text,
    deadlines_text,
    decimal,
    interval_text,
    left_out_text,
    method_text,
    other_text,
    rate_text,
    resolution_text,
    share_text,
    span_text,
)
from electdesk.reports.letters import printable
from electdesk.reports.sheet import DASH, Sheet, Texts
from electdesk.services.queries.incident_figures import OTHER_LIMIT, DistrictFigure, IncidentFigures, IncidentSheet
from electdesk.services.queries.incidents import IncidentRow


def render_incident_report(item: IncidentSheet, languages: Sequence[Language]) -> bytes:
    """The PDF of the incident report, landscape because the list is wide."""
    found = item.figures
    sheet = Sheet(item.head, languages, landscape=True)
    sheet.title(lambda t: t.ptr("incident report", "Incident report"))
    sheet.lead(
        sheet.texts(
            lambda t: t.ptr(
                "incident report",
                "As of {moment}: {open} open, {overdue} of them overdue",
                moment=sheet.moment(found.at),
                open=found.open,
                overdue=found.overdue,
            )
        )
    )
    sheet.sentences(_figures(sheet, found), heading=lambda t: t.ptr("incident report", "Figures"))
    _groups(sheet, found)
    _districts(sheet, found)
    _list(sheet, item.rows)
    sheet.sentences([sheet.texts(method_text)])
    return sheet.pdf()


def _figures(sheet: Sheet, found: IncidentFigures) -> list[Texts]:
    times = found.resolution
    late = {each.severity: (each.overdue, each.with_deadline) for each in reversed(found.severities)}
    said = [sheet.texts(lambda t: basis_text(found.stations, found.of, found.basis, t))]
    if (rate := found.rate) is not None:
        interval = (rate.interval.low, rate.interval.high) if rate.interval is not None else None
        said.append(sheet.texts(lambda t: rate_text(rate.count, rate.per_100, interval, rate.stations, t)))
    if (share := found.share) is not None:
        of_share = (share.interval.low, share.interval.high) if share.interval is not None else None
        said.append(sheet.texts(lambda t: share_text(share.affected, share.stations, share.of, of_share, share.bound, t)))
    said.append(sheet.texts(lambda t: resolution_text(times.cases, times.ended, times.median, times.ninetieth, t)))
    said.append(sheet.texts(lambda t: other_text(found.other, found.count, OTHER_LIMIT, t)))
    said.append(sheet.texts(lambda t: deadlines_text(late, t)))
    if found.left_out:
        said.append(sheet.texts(lambda t: left_out_text(found.left_out, t)))
    return said


def _groups(sheet: Sheet, found: IncidentFigures) -> None:
    words = sheet.catalogues[0]
    head = [
        sheet.texts(lambda t: t.ptr("incident report", "Group")),
        sheet.texts(lambda t: t.ptr("incident report", "Incidents")),
        sheet.texts(lambda t: t.ptr("incident report", "Per 100 stations")),
        sheet.texts(lambda t: t.ptr("incident report", "95% interval")),
    ]
    rows: list[tuple[str, Sequence[str | Texts]]] = [
        (
            "",
            [
                [f"{group.code} {name}" for name in sheet.names(group.names)],
                format_count(group.count),
                decimal(group.per_100, 1, words) if found.stations else DASH,
                interval_text(group.interval.low, group.interval.high, 1, words) if group.interval is not None else DASH,
            ],
        )
        for group in found.groups
    ]
    sheet.table(
        head,
        rows,
        (-1, 80, 100, 110),
        (False, True, True, True),
        size=7.6,
        inset=2.6,
        heading=lambda t: t.ptr("incident report", "By group"),
    )


def _districts(sheet: Sheet, found: IncidentFigures) -> None:
    if not found.districts:
        return
    head = [
        sheet.texts(lambda t: t.ptr("incident report", "District")),
        sheet.texts(lambda t: t.ptr("incident report", "Incidents")),
        sheet.texts(lambda t: t.ptr("incident report", "Affected stations")),
        sheet.texts(lambda t: t.ptr("incident report", "Reporting stations")),
        sheet.texts(lambda t: t.ptr("incident report", "Per 100 stations")),
        sheet.texts(lambda t: t.ptr("incident report", "Limits 95%")),
        sheet.texts(lambda t: t.ptr("incident report", "Where it lies")),
    ]
    rows: list[tuple[str, Sequence[str | Texts]]] = [("", _district(sheet, each)) for each in found.districts]
    sheet.table(
        head,
        rows,
        (-1.2, 56, 62, 78, 66, 76, -1),
        (False, True, True, True, True, True, False),
        size=7.6,
        inset=2.6,
        heading=lambda t: t.ptr("incident report", "Districts, in the order of the register"),
        new_page=True,
    )


def _district(sheet: Sheet, each: DistrictFigure) -> list[str | Texts]:
    words = sheet.catalogues[0]
    of = [words_.tr("{n} of {of}", n=each.stations, of=each.of) for words_ in sheet.catalogues]
    return [
        sheet.names(each.names),
        format_count(each.count),
        format_count(each.affected),
        of[:1],
        decimal(each.per_100, 1, words) if each.per_100 is not None else DASH,
        interval_text(each.limits.inner.low, each.limits.inner.high, 1, words) if each.limits is not None else DASH,
        sheet.texts(lambda t: t.tr(PLACES[each.place or "inside"])) if each.place is not None else DASH,  # i18n: dynamic
    ]


def _list(sheet: Sheet, rows: Sequence[IncidentRow]) -> None:
    if not rows:
        return
    head = [
        sheet.texts(lambda t: t.ptr("incident report", "No.")),
        sheet.texts(lambda t: t.ptr("incident report", "Time")),
        sheet.texts(lambda t: t.ptr("incident report", "Station, district")),
        sheet.texts(lambda t: t.ptr("incident report", "Category")),
        sheet.texts(lambda t: t.ptr("incident report", "Description and measures")),
        sheet.texts(lambda t: t.ptr("incident report", "Severity")),
        sheet.texts(lambda t: t.ptr("incident report", "Work")),
        sheet.texts(lambda t: t.ptr("incident report", "Finding")),
    ]
    sheet.table(
        head,
        [("mark" if row.is_overdue else "", _row(sheet, row)) for row in rows],
        (26, 64, -0.9, -1.2, -1.6, 62, 74, 74),
        (True, True, False, False, False, False, False, False),
        size=7.4,
        inset=2.6,
        heading=lambda t: t.ptr("incident report", "Incidents"),
        new_page=True,
    )


def _row(sheet: Sheet, row: IncidentRow) -> list[str | Texts]:
    incident = row.incident
    places = [
        printable(", ".join(part for part in (f"№ {row.station}" if row.station else "", name) if part) or DASH)
        for name in (in_language(row.district_name, language) for language in sheet.languages)
    ]
    kinds = [f"{incident.category} {name}" for name in sheet.names(category(incident.category).name)]
    told = ". ".join(text.rstrip(".") for text in (incident.text, incident.measures) if text)
    if incident.affected != BLANK:
        told += (" " if told else "") + f"({format_count(incident.affected)})"
    work = []
    for words in sheet.catalogues:
        state = words.tr(WORK[row.standing.work])  # i18n: dynamic
        if row.standing.resolved_at:
            state += ", " + span_text(row.minutes, words)
        elif row.left is not None:
            state += ", " + clock_text(row.left, words)
        work.append(printable(state))
    return [
        str(incident.number),
        sheet.moment(incident.occurred_at),
        places,
        kinds,
        printable(" ".join(told.split())) or DASH,
        sheet.texts(lambda t: t.tr(SEVERITIES[incident.severity])),  # i18n: dynamic
        work,
        sheet.texts(lambda t: t.tr(JUDGED[row.standing.judged])),  # i18n: dynamic
    ]
