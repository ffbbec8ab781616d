"""`check` and `totals`: what the region holds, for scripts and for people."""

from pathlib import Path
from typing import Any, Final

import click

from electdesk.cli.opened import reading
from electdesk.cli.output import print_json, table, tell_basis
from electdesk.cli.regions import FILE, JSON
from electdesk.cli.spoken import Spoken
from electdesk.columns import ContestColumns
from electdesk.domain.figures import BLANK, NO_NUMBER, NOT_ASKED
from electdesk.domain.findings import SOFT
from electdesk.domain.forms import Line
from electdesk.domain.records.names import in_language
from electdesk.i18n import N_, NO_SHARE, format_count, format_percent, language, ntr, tr
from electdesk.i18n.sentences import finding_sentences
from electdesk.services.commands.base import find_contest, find_station
from electdesk.services.queries.findings import StationFinding, all_findings, codes, station_findings
from electdesk.services.queries.opened_again import opened_again
from electdesk.services.queries.summary import choice_names
from electdesk.services.queries.totals import Ratio, Totals, Unit, totals
from electdesk.services.region import Region

SEVERITY_WORDS: Final[dict[str, str]] = {"hard": N_("does not add up"), "soft": N_("to confirm"), "info": N_("for attention")}
"""How serious a finding is, by its severity."""
BASIS_WORDS: Final[dict[str, str]] = {
    "preliminary": N_("basis: preliminary figures"),
    "settled": N_("basis: settled figures"),
    "final": N_("basis: final figures only"),
}
"""Which tallies a total counts, by its basis."""


@click.command(
    cls=Spoken,
    help=N_(
        "The findings of every station: severity, lines, both sides, difference and whether somebody confirmed them. "
        "Exit code 1 where there are any."
    ),
)
@FILE
@click.option("--station", default="", help=N_("One station only."))
@click.option("--contest", default="", help=N_("One contest only."))
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
        register, damaged = region.columns.register, _damaged(region)
        document = {
            "stations": 1 if station else len(register),
            "by_code": by_code,
            "damaged": damaged,
            "opened_again": [
                {
                    "station": register.stations[each.row].number,
                    "contest": columns.contest.code,
                    "lines": [dict(zip(columns.columns, columns.numbers_at(each.row), strict=True))[line] for line in each.lines],
                }
                for columns in contests
                for each in opened_again(region, columns)
                if not station or each.row == find_station(region, station)
            ],
            "findings": found,
        }
    if as_json:
        print_json(document)
    else:
        numbers = [tr("Left"), tr("Right"), tr("Difference")]
        heads = [
            tr("Station"),
            tr("District"),
            tr("Code"),
            tr("Severity"),
            tr("Lines"),
            *numbers,
            tr("Finding"),
            tr("Confirmation"),
        ]
        cells = [_finding_cells(f, title) for f, title in zip(found, titles, strict=True)]
        if len(contests) > 1:
            heads.insert(0, tr("Contest"))
            cells = [[str(f["contest"]), *row] for f, row in zip(found, cells, strict=True)]
        table(heads, cells, right=tuple(place for place, head in enumerate(heads) if head in numbers))
        click.echo(
            tr(
                "{findings}; {stations}.",
                findings=ntr("{n} finding", "{n} findings", len(found)),
                stations=ntr("{n} station looked at", "{n} stations looked at", 1 if station else len(register)),
            ),
            err=True,
        )
        if document["damaged"]:
            click.echo(
                ntr(
                    "{n} record of this file is damaged. It is shown as damaged and left out of every total. Restore a backup copy.",
                    "{n} records of this file are damaged. They are shown as damaged and left out of every total. Restore a backup copy.",
                    len(damaged),
                ),
                err=True,
            )
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


def _finding_cells(found: dict[str, Any], title: str) -> list[str]:
    """One finding as a row for a person: where, how serious, both sides and what parts them, and what was said of it."""
    left, right, severity = found["left"], found["right"], found["severity"]
    difference = abs(left - right) if left is not None and right is not None else None
    sides = [_side(each) for each in (left, right, difference)]
    lines = ", ".join(found["lines"])
    weight = tr(SEVERITY_WORDS[severity])  # i18n: dynamic
    return [
        found["station"],
        found["area"],
        found["code"],
        weight,
        lines,
        *sides,
        title,
        _confirmation(severity, found["confirmed"]),
    ]


def _confirmation(severity: str, reason: str | None) -> str:
    """What somebody gave as the reason, that nobody has yet, or a dash where a finding takes no confirmation."""
    if reason is not None:
        return tr("Confirmed: {reason}", reason=reason)
    return tr("not confirmed") if severity == SOFT else "–"


def _side(value: object) -> str:
    return format_count(value) if isinstance(value, int) else "–"


def _damaged(region: Region) -> list[str]:
    return sorted(region.store.damaged)


@click.command(
    "totals",
    cls=Spoken,
    help=N_(
        "Totals of stations, districts or the region, with their basis, both bases of the percentages, both turnouts "
        "and how many stations they hold."
    ),
)
@FILE
@click.option("--by", default="region", help=N_("station, district or region."))
@click.option("--basis", default="preliminary", help=N_("preliminary, settled or final."))
@click.option("--contest", default="", help=N_("One contest only."))
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
                    "basis": made[0][1].basis if made else basis,
                    "mode": region.store.genesis.mode,
                    "fingerprint": region.store.fingerprint,
                    "units": [_unit_json(region, columns, found, unit) for columns, found in made for unit in found.units],
                }
            )
            return 0
        for columns, found in made:
            _print_totals(region, columns, found)
        tell_basis(basis, made[0][1].basis if made else basis)
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
    valid_first = found.percent_base == "valid"
    for unit in found.units:
        name = unit.number or in_language(unit.names, language())
        mark = tr("FINAL") if unit.final else tr("PRELIMINARY")
        test = f"  {tr('TRAINING REGION')}" if region.is_test else ""
        contest = f"  {in_language(columns.contest.title, language())}" if len(region.columns.contests) > 1 else ""
        basis = tr(BASIS_WORDS[found.basis])  # i18n: dynamic
        click.echo(f"{name}{contest}: {_counted(unit)}, {basis}  {mark}{test}")
        single = found.by == "station"
        rows = [
            [line.number, in_language(line.label, language()), _plain(unit.lines[line.id], line if single else None), "", ""]
            for line in columns.form.lines
        ]
        for choice in unit.choices:
            shares = [_share(choice.of_valid), _share(choice.of_took_part)]
            name = in_language(choice_names(columns, choice.id), language())
            rows.append([choice.line, name, _plain(choice.votes), *(shares if valid_first else reversed(shares))])
        bases = [tr("% of valid votes"), tr("% of those who took part")]
        heads = [tr("Line"), tr("Name"), tr("Number"), *(bases if valid_first else reversed(bases))]
        table(heads, rows, right=(2, 3, 4))
        votes = next(iter(unit.choices), None)
        if votes is not None:
            of_valid = tr("valid votes {n}", n=max(votes.of_valid.of, 0))
            of_all = tr("those who took part {n}", n=max(votes.of_took_part.of, 0))
            click.echo(f"100 % = {of_valid}; 100 % = {of_all}" if valid_first else f"100 % = {of_all}; 100 % = {of_valid}")
        turnouts = [(unit.issued, tr("ballots issued / list")), (unit.found, tr("ballots in the boxes / list"))]
        for turnout, words in turnouts if found.turnout == "issued" else reversed(turnouts):
            of = f"{format_count(max(turnout.count, 0))} / {format_count(max(turnout.of, 0))}"
            click.echo(f"{tr('turnout')} {_share(turnout)} ({words}: {of})")


def _share(share: Ratio) -> str:
    return format_percent(share.count, share.of, 2) if share.of > 0 else "–"


def _counted(unit: Unit) -> str:
    """The base of a unit's figures. An annulled tally counts as in and adds nothing: without a word, sums seem to hold one station more."""
    counted = ntr("{m} of {n} station", "{m} of {n} stations", unit.stations, m=unit.reported)
    if not unit.annulled:
        return counted
    return f"{counted} ({ntr('{n} annulled by decision among them', '{n} annulled by decision among them', unit.annulled)})"


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
