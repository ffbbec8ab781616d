"""`check` and `totals`: what the region holds, for scripts and for people."""

from pathlib import Path
from typing import Any

import click

from electdesk.cli.opened import reading
from electdesk.cli.output import print_json, table
from electdesk.cli.regions import FILE, JSON
from electdesk.columns import ContestColumns
from electdesk.domain.figures import BLANK, NO_NUMBER, NOT_ASKED
from electdesk.domain.forms import Line
from electdesk.domain.records.names import in_language
from electdesk.i18n import NO_SHARE, format_count, format_percent, language, tr
from electdesk.i18n.sentences import finding_sentences
from electdesk.services.commands.base import find_contest, find_station
from electdesk.services.queries.findings import StationFinding, all_findings, codes, station_findings
from electdesk.services.queries.summary import choice_names
from electdesk.services.queries.totals import Totals, Unit, totals
from electdesk.services.region import Region


@click.command()
@FILE
@click.option("--station", default="", help="One station only.")
@click.option("--contest", default="", help="One contest only.")
@JSON
def check(file: Path, station: str, contest: str, as_json: bool) -> int:
    """The findings of every station."""
    with reading(file) as region:
        contests = [find_contest(region, contest)] if contest else list(region.columns.contests.values())
        found: list[dict[str, Any]] = []
        titles: list[str] = []
        by_code: dict[str, int] = {}
        for columns in contests:
            rows = station_findings(region, columns, find_station(region, station)) if station else all_findings(region, columns)
            by_code |= {code: by_code.get(code, 0) for code in codes(columns)}
            for each in rows:
                by_code[each.finding.code] = by_code.get(each.finding.code, 0) + 1
                areas = region.columns.register.areas
                found.append(
                    {
                        "station": each.station,
                        "area": in_language(areas[each.area].name, language()) if each.area in areas else "",
                        "contest": each.contest,
                        "code": each.finding.code,
                        "severity": each.finding.severity,
                        "lines": list(each.lines),
                        "left": each.finding.left,
                        "right": each.finding.right,
                        "why": each.finding.why,
                        "other": each.finding.other,
                        "confirmed": each.confirmed,
                    }
                )
                titles.append(_title(columns, each))
        document = {
            "stations": 1 if station else len(region.columns.register),
            "by_code": by_code,
            "damaged": _damaged(region),
            "findings": found,
        }
    if as_json:
        print_json(document)
    else:
        heads = [tr("Station"), tr("District"), tr("Code"), tr("Lines"), tr("Left"), tr("Right"), tr("Finding")]
        cells = [
            [str(f["station"]), str(f["area"]), str(f["code"]), ",".join(f["lines"]), _side(f["left"]), _side(f["right"]), title]
            for f, title in zip(found, titles, strict=True)
        ]
        if len(contests) > 1:
            heads.insert(0, tr("Contest"))
            cells = [[str(f["contest"]), *row] for f, row in zip(found, cells, strict=True)]
        table(heads, cells, right=(len(heads) - 3, len(heads) - 2))
        click.echo(tr("{n} findings at {of} stations in the region", n=len(found), of=document["stations"]), err=True)
    return 1 if found or document["damaged"] else 0


def _title(columns: ContestColumns, found: StationFinding) -> str:
    """What a finding is about, in the language in use: the form's own name of a relation, or the title of one of our checks."""
    finding = found.finding
    named = next((relation for relation in columns.form.relations if relation.code == finding.code), None)
    title = finding_sentences(
        code=finding.code,
        severity=finding.severity,
        lines=found.lines,
        left=finding.left,
        right=finding.right,
        why=finding.why,
        other=finding.other,
        rule=found.rule,
        name=in_language(named.name, language()) if named is not None else "",
    ).title
    return title.removeprefix(f"{finding.code} · ")


def _side(value: object) -> str:
    return format_count(value) if isinstance(value, int) else "–"


def _damaged(region: Region) -> list[str]:
    return sorted(region.store.damaged)


@click.command("totals")
@FILE
@click.option("--by", default="region", help="station, district or region.")
@click.option("--basis", default="preliminary", help="preliminary or final.")
@click.option("--contest", default="", help="One contest only.")
@JSON
def totals_(file: Path, by: str, basis: str, contest: str, as_json: bool) -> int:
    """Totals of stations, districts or the region, with their basis and how many stations they hold."""
    with reading(file) as region:
        contests = [find_contest(region, contest)] if contest else list(region.columns.contests.values())
        made = [(columns, totals(region, columns, by, basis)) for columns in contests]  # type: ignore[arg-type]
        if as_json:
            print_json(
                {
                    "by": by,
                    "basis": basis,
                    "mode": region.store.genesis.mode,
                    "fingerprint": region.store.fingerprint,
                    "units": [_unit_json(region, columns, found, unit) for columns, found in made for unit in found.units],
                }
            )
            return 0
        for columns, found in made:
            _print_totals(region, columns, found)
    return 0


def _unit_json(region: Region, columns: ContestColumns, found: Totals, unit: Unit) -> dict[str, Any]:
    turnout = unit.issued if found.turnout == "issued" else unit.found
    base = "of_valid" if found.percent_base == "valid" else "of_took_part"
    choices = [
        {
            "line": choice.line,
            "id": choice.id,
            "name": in_language(choice_names(columns, choice.id), language()),
            "votes": _figure(choice.votes),
            "percent": _rounded(getattr(choice, base).percent),
            "percent_of_valid": _rounded(choice.of_valid.percent),
            "percent_of_took_part": _rounded(choice.of_took_part.percent),
        }
        for choice in unit.choices
    ]
    of_line = {line.id: line for line in columns.form.lines}
    of_station = found.by == "station"
    lines = {of_line[name].number: _figure(figure, of_line[name] if of_station else None) for name, figure in unit.lines.items()}
    lines |= {choice.line: _figure(choice.votes) for choice in unit.choices}
    return {
        "area": unit.number if found.by == "station" else in_language(unit.names, language()),
        "name": in_language(unit.names, language()),
        "record": unit.record,
        "district": _district(region, unit) if found.by == "station" else "",
        "contest": columns.contest.code,
        "stations": unit.stations,
        "reported": unit.reported,
        "annulled": unit.annulled,
        "preliminary": not unit.final,
        "lines": lines,
        "choices": choices,
        "percent_base": found.percent_base,
        "turnout": found.turnout,
        "turnout_percent": _rounded(turnout.percent),
        "turnout_issued_percent": _rounded(unit.issued.percent),
        "turnout_found_percent": _rounded(unit.found.percent),
    }


def _district(region: Region, unit: Unit) -> str:
    register = region.columns.register
    area = register.stations[register.row_of[unit.record]].area
    return in_language(register.areas[area].name, language()) if area in register.areas else ""


def _figure(figure: int, line: Line | None = None) -> int | str | None:
    """A figure as JSON: the id of the box that a station ticked, null for what is blank or does not add up."""
    if figure >= 0:
        boxed = line is not None and line.kind == "oneof" and figure < len(line.options)
        return line.options[figure].id if line is not None and boxed else figure
    return "none" if figure == NO_NUMBER else None


def _rounded(percent: float | None) -> float | None:
    return None if percent is None else round(percent, 4)


def _print_totals(region: Region, columns: ContestColumns, found: Totals) -> None:
    for unit in found.units:
        name = unit.number or in_language(unit.names, language())
        mark = tr("FINAL") if unit.final else tr("PRELIMINARY")
        test = f"  {tr('TRAINING REGION')}" if region.is_test else ""
        contest = f"  {in_language(columns.contest.title, language())}" if len(region.columns.contests) > 1 else ""
        click.echo(f"{name}{contest}: {tr('{n} of {N} stations', n=unit.reported, N=unit.stations)}  {mark}{test}")
        single = found.by == "station"
        rows = [
            [line.number, in_language(line.label, language()), _plain(unit.lines[line.id], line if single else None), ""]
            for line in columns.form.lines
        ]
        for choice in unit.choices:
            share = choice.of_valid if found.percent_base == "valid" else choice.of_took_part
            percent = format_percent(share.count, share.of, 2) if share.of > 0 else "–"
            rows.append([choice.line, in_language(choice_names(columns, choice.id), language()), _plain(choice.votes), percent])
        table([tr("Line"), tr("Name"), tr("Number"), "%"], rows, right=(2, 3))
        base = tr("of valid votes") if found.percent_base == "valid" else tr("of those who took part")
        turnout, words = (
            (unit.issued, tr("ballots issued / list"))
            if found.turnout == "issued"
            else (unit.found, tr("ballots in the boxes / list"))
        )
        came = format_percent(turnout.count, turnout.of, 2) if turnout.of > 0 else "–"
        click.echo(f"{tr('turnout')} {came} ({words}); % {base}")


def _plain(figure: int, line: Line | None = None) -> str:
    if figure == NOT_ASKED:
        return NO_SHARE
    if figure < 0:
        return "" if figure == BLANK else "/"
    if line is not None and line.kind == "yesno":
        return tr("Yes") if figure else tr("No")
    if line is not None and line.kind == "oneof" and figure < len(line.options):
        return in_language(line.options[figure].label, language())
    return format_count(figure)


def add_to(commands: click.Group) -> None:
    """Put these commands into the group."""
    commands.add_command(check)
    commands.add_command(totals_)
