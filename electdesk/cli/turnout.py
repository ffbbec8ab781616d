"""`turnout`: the day as stations reported it, by district and slot; the bulletin as text; who has not reported; what has to be asked again."""

from pathlib import Path
from typing import Any

import click

from electdesk.cli.opened import reading
from electdesk.cli.output import print_json, table
from electdesk.cli.regions import FILE, JSON
from electdesk.cli.spoken import Spoken
from electdesk.domain.records.names import in_language
from electdesk.i18n import N_, catalogue, format_count, format_percent, language, tr
from electdesk.i18n.languages import LANGUAGES, Language
from electdesk.i18n.turnout_texts import (
    bulletin_text,
    counted_words,
    slot_words,
    turnout_sentences,
)
from electdesk.services.commands.areas import find_area
from electdesk.services.queries.bulletin import Bulletin, bulletin
from electdesk.services.queries.turnout import (
    AreaTurnout,
    MissingReport,
    StationFinding,
    findings_of_area,
    missing_reports,
    stations_reporting,
)
from electdesk.services.region import Region


@click.command(
    cls=Spoken,
    help=N_(
        "Turnout through the day: ballots issued and their share of the lists, by district and slot, with how many stations each figure holds. "
        "Reports are written with `do` (ReportTurnout, CorrectTurnout, OpenStation, CloseStation, CountVoters). "
        "Exit code 1 where a report has to be asked again."
    ),
)
@FILE
@click.option("--slot", default="", help=N_("The slot (10:00, or 10). Left out: the present one."))
@click.option("--area", default="", help=N_("One district only, for --missing and the questions."))
@click.option("--bulletin", "as_text", is_flag=True, help=N_("The bulletin as text, to be copied into a message."))
@click.option("--lang", type=click.Choice(LANGUAGES), default=None, help=N_("The language of the bulletin."))
@click.option("--missing", "only_missing", is_flag=True, help=N_("The stations that have not reported, with their phones."))
@JSON
def turnout(file: Path, slot: str, area: str, as_text: bool, lang: Language | None, only_missing: bool, as_json: bool) -> int:
    """The day as stations reported it."""
    with reading(file) as region:
        record = find_area(region, area) if area else ""
        found = bulletin(region, slot)
        missing = missing_reports(region, found.slot, record)
        questions = findings_of_area(region, record)
        if as_json:
            print_json(_document(region, found, missing, questions))
        elif as_text:
            click.echo(_text(found, lang or language()))
        elif only_missing:
            _print_missing(found, missing)
        else:
            _print_table(found)
            for each in questions:
                asked = each.finding
                words = turnout_sentences(
                    each.number,
                    code=asked.code,
                    severity=asked.severity,
                    lines=asked.lines,
                    left=asked.left,
                    right=asked.right,
                    other=asked.other,
                )
                click.echo(str(words), err=True)
    return 1 if questions else 0


def _text(found: Bulletin, lang: Language) -> str:
    districts = [found.line(unit, lang) for unit in found.districts]
    return bulletin_text(found.slot, found.line(found.region, lang), districts, catalogue(lang))


def _print_table(found: Bulletin) -> None:
    slots = [total.slot for total in found.region.slots]
    heads = [tr("District"), *(slot_words(slot) for slot in slots), tr("Ballots issued"), tr("Stations")]
    rows = [_cells(unit, found.slot, in_language(unit.names, language())) for unit in found.districts]
    rows.append(_cells(found.region, found.slot, tr("Whole region")))
    table(heads, rows, right=tuple(range(1, len(heads))))
    click.echo(
        tr(
            "Shares of the lists of the stations that count at each time; ballots and stations as of {time}.",
            time=slot_words(found.slot),
        )
    )


def _cells(unit: AreaTurnout, slot: str, name: str) -> list[str]:
    total = unit.at(slot)
    assert total is not None
    shares = [format_percent(each.share.count, each.share.of) if each.reported else "–" for each in unit.slots]
    return [name or "–", *shares, format_count(total.issued), counted_words(total.reported, total.stations)]


def _print_missing(found: Bulletin, missing: list[MissingReport]) -> None:
    heads = [tr("District"), tr("Station"), tr("Last report"), tr("Phones")]
    rows = []
    for each in missing:
        last = f"{slot_words(each.last_slot)}: {format_count(each.last)}" if each.last_slot else "–"
        phones = ", ".join(phone for told in each.contacts for phone in told.contact.phones)
        rows.append([in_language(each.district, language()), each.number, last, phones])
    table(heads, rows)
    click.echo(
        tr(
            "No report for {time}: {n} of {stations} stations.",
            time=slot_words(found.slot),
            n=len(missing),
            stations=found.total.stations,
        ),
        err=True,
    )


def _document(region: Region, found: Bulletin, missing: list[MissingReport], questions: list[StationFinding]) -> dict[str, Any]:
    active, of = stations_reporting(region)
    return {
        "mode": region.store.genesis.mode,
        "basis": "issued",
        "slot": found.slot,
        "slots": [total.slot for total in found.region.slots],
        "reporting_stations": {"n": active, "of": of},
        "region": _unit(found.region, language()),
        "districts": [_unit(unit, language()) for unit in found.districts],
        "missing": [
            {
                "station": each.number,
                "district": in_language(each.district, language()),
                "last_slot": each.last_slot or None,
                "last": each.last if each.last_slot else None,
            }
            for each in missing
        ],
        "questions": [
            {
                "station": each.number,
                "slot": each.slot or None,
                "code": each.finding.code,
                "severity": each.finding.severity,
                "left": each.finding.left,
                "right": each.finding.right,
                "other": each.finding.other or None,
            }
            for each in questions
        ],
    }


def _unit(unit: AreaTurnout, lang: Language) -> dict[str, Any]:
    return {
        "area": in_language(unit.names, lang),
        "record": unit.record,
        "stations": unit.stations,
        "slots": [
            {
                "slot": total.slot,
                "reported": total.reported,
                "told": total.told,
                "finished": total.finished,
                "missing": total.missing,
                "issued": total.issued,
                "issued_where_list_known": total.share.count,
                "voters_where_list_known": total.share.of,
                "percent": None if total.share.percent is None else round(total.share.percent, 4),
                "complete": total.is_complete,
            }
            for total in unit.slots
        ],
    }


def add_to(commands: click.Group) -> None:
    """Put this command into the group."""
    commands.add_command(turnout)
