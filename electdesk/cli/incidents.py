"""`incidents`: the log with its filters, one incident with its history, and the figures with their n."""

from pathlib import Path
from typing import Any, Final, Literal

import click
import msgspec

from electdesk.cli.opened import reading
from electdesk.cli.output import print_json, table
from electdesk.cli.regions import FILE, JSON
from electdesk.cli.spoken import Spoken
from electdesk.domain.errors import ClerkError
from electdesk.domain.incident_kinds import category
from electdesk.domain.incident_steps import Judged
from electdesk.domain.records.names import in_language
from electdesk.i18n import N_, catalogue, format_datetime, format_time, language, ptr, tr
from electdesk.i18n.incident_texts import (
    JUDGED,
    SEVERITIES,
    STEPS,
    WORK,
    basis_text,
    clock_text,
    deadlines_text,
    left_out_text,
    other_text,
    rate_text,
    resolution_text,
    share_text,
)
from electdesk.services.commands.areas import find_area
from electdesk.services.commands.reception import moment_on_clock
from electdesk.services.queries.incident_figures import OTHER_LIMIT, IncidentFigures, incident_figures
from electdesk.services.queries.incidents import (
    WORK_FILTERS,
    IncidentCard,
    IncidentFilter,
    IncidentRow,
    incident_card,
    incident_rows,
)
from electdesk.services.region import Region

EVENTS: Final = {"reported": N_("Reported"), "changed": N_("Changed")}
"""What happened to an incident besides its steps."""


@click.command(
    cls=Spoken,
    help=N_(
        "The incident log: open incidents first, the most urgent before the others, then the figures with the number of stations they "
        "speak of. One incident with its history by --incident. Incidents are written with `do` (AddIncident, ChangeIncident, "
        "AssignIncidents, MoveIncident, JudgeIncident, NoteIncident); the report as PDF with `report FILE incidents TARGET`. "
        "Exit code 1 where an incident is overdue."
    ),
)
@FILE
@click.option("--incident", default="", help=N_("One incident, by its number."))
@click.option("--work", type=click.Choice(WORK_FILTERS), default="all", help=N_("Open incidents, overdue ones, or all."))
@click.option("--mine", is_flag=True, help=N_("Those that the person or its office sees to."))
@click.option("--severity", type=click.IntRange(1, 4), default=None, help=N_("1 technical, 2 limited, 3 serious, 4 critical."))
@click.option("--category", "code", default="", help=N_("A category (B1) or a group (B)."))
@click.option("--district", default="", help=N_("One district only."))
@click.option("--station", default="", help=N_("One station only."))
@click.option(
    "--finding", type=click.Choice([each.value for each in Judged]), default=None, help=N_("By what was found about the fact.")
)
@click.option("--since", default="", help=N_("Reported at this time or later (12:30, on the region's clock)."))
@click.option("--until", default="", help=N_("Reported before this time."))
@click.option("--text", default="", help=N_("Words of the incident, or their beginnings."))
@JSON
def incidents(
    file: Path,
    incident: str,
    work: Literal["open", "overdue", "all"],
    mine: bool,
    severity: int | None,
    code: str,
    district: str,
    station: str,
    finding: str | None,
    since: str,
    until: str,
    text: str,
    as_json: bool,
) -> int:
    """The incident log."""
    with reading(file) as region:
        if incident:
            card = incident_card(region, incident, look_at_files=True)
            _show_card(region, card, as_json=as_json)
            return int(card.row.is_overdue)
        wanted = IncidentFilter(
            work=work,
            mine=mine,
            severity=severity or 0,
            category=code.strip().upper(),
            district=find_area(region, district) if district else "",
            finding=finding or "",
            station=station,
            since=moment_on_clock(region, since),
            until=moment_on_clock(region, until),
            text=text,
        )
        if wanted.category and not any(each.startswith(wanted.category) for each in _codes()):
            raise ClerkError("category_unknown", category=code, known=", ".join(_codes()))
        rows = incident_rows(region, wanted)
        figures = incident_figures(region)
        if as_json:
            print_json({"incidents": [_document(region, row) for row in rows], "figures": msgspec.to_builtins(figures)})
        else:
            _print_table(region, rows)
            for sentence in figure_sentences(figures):
                click.echo(sentence)
    return int(figures.overdue > 0)


def _codes() -> tuple[str, ...]:
    from electdesk.domain.incident_kinds import incident_kinds

    return tuple(incident_kinds().categories)


def figure_sentences(found: IncidentFigures) -> list[str]:
    """The figures in words, in the language in use."""
    words = catalogue(language())
    said = [basis_text(found.stations, found.of, found.basis, words)]
    if found.rate is not None and found.share is not None:
        rate, share = found.rate, found.share
        of_rate = (rate.interval.low, rate.interval.high) if rate.interval is not None else None
        of_share = (share.interval.low, share.interval.high) if share.interval is not None else None
        said.append(rate_text(rate.count, rate.per_100, of_rate, rate.stations, words))
        said.append(share_text(share.affected, share.stations, share.of, of_share, share.bound, words))
    times = found.resolution
    said.append(resolution_text(times.cases, times.ended, times.median, times.ninetieth, words))
    said.append(other_text(found.other, found.count, OTHER_LIMIT, words))
    said.append(deadlines_text({each.severity: (each.overdue, each.with_deadline) for each in reversed(found.severities)}, words))
    said.append(left_out_text(found.left_out, words))
    return [sentence for sentence in said if sentence]


def _print_table(region: Region, rows: list[IncidentRow]) -> None:
    heads = [
        *(tr("No."), tr("Time"), tr("Station"), tr("District"), tr("Category"), tr("Severity")),
        *(tr("Work"), ptr("incidents", "Finding"), tr("Deadline"), tr("Description")),
    ]
    words = catalogue(language())
    cells = []
    for row in rows:
        incident = row.incident
        cells.append(
            [
                str(incident.number),
                format_time(region.local(incident.occurred_at)),
                row.station,
                in_language(row.district_name, language()),
                f"{incident.category} {in_language(category(incident.category).name, language())}",
                tr(SEVERITIES[incident.severity]),  # i18n: dynamic
                tr(WORK[row.standing.work]),  # i18n: dynamic
                tr(JUDGED[row.standing.judged]),  # i18n: dynamic
                clock_text(row.left, words),
                " ".join(incident.text.split()),
            ]
        )
    table(heads, cells, right=(0, 1, 8))


def _document(region: Region, row: IncidentRow) -> dict[str, Any]:
    body: dict[str, Any] = msgspec.to_builtins(row.incident)
    standing = row.standing
    return {
        **body,
        "record": row.record,
        "station": row.station,
        "district": in_language(row.district_name, language()),
        "work": standing.work,
        "finding": standing.judged,
        "contested": list(standing.contested),
        "resolved_at": standing.resolved_at,
        "closed_at": standing.closed_at,
        "minutes": row.minutes,
        "left": row.left,
        "overdue": row.is_overdue,
        "late": row.late,
        "counts": row.counts,
    }


def _show_card(region: Region, card: IncidentCard, *, as_json: bool) -> None:
    if as_json:
        events = [{**msgspec.to_builtins(event), "at": event.at.isoformat()} for event in card.events]
        print_json(
            {
                **_document(region, card.row),
                "steps": list(card.steps),
                "duplicates": list(card.duplicates),
                "evidence": msgspec.to_builtins(card.evidence),
                "history": events,
            }
        )
        return
    _print_table(region, [card.row])
    for event in card.events:
        what = tr(EVENTS.get(event.what) or STEPS.get(event.what, event.what))  # i18n: dynamic
        judged = tr(JUDGED[event.finding]) if event.finding in JUDGED else ""  # i18n: dynamic
        parts = (
            what,
            judged,
            event.to,
            event.other,
            event.why,
            ", ".join(event.evidence),
            tr("taken back") if event.taken_back else "",
        )
        click.echo(f"{format_datetime(event.at)}  {event.author}  {' · '.join(part for part in parts if part)}")


def add_to(commands: click.Group) -> None:
    """Put these commands into the group."""
    commands.add_command(incidents)
