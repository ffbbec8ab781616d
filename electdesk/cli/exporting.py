"""`export`: a workbook, a package of text tables, a report of another standard; `template`: an empty workbook to be filled."""

from pathlib import Path
from typing import Final

import click

from electdesk.cli.opened import reading
from electdesk.cli.output import progress
from electdesk.cli.regions import FILE
from electdesk.cli.spoken import Spoken
from electdesk.columns import BASES
from electdesk.domain.errors import ClerkError
from electdesk.i18n import LANGUAGES, N_, Language, language, tr
from electdesk.services.commands.base import find_contest
from electdesk.services.exports.gathering import OnStep, gather
from electdesk.services.exports.results import results
from electdesk.workbooks.writing.csv_package import CsvOptions, write_package
from electdesk.workbooks.writing.nist import lost, write_nist
from electdesk.workbooks.writing.placing import refuse_folder, refuse_target
from electdesk.workbooks.writing.templates import kind_of_template, write_template
from electdesk.workbooks.writing.workbook import write_workbook

KINDS: Final = ("workbook", "csv", "nist")
SEPARATORS: Final = (",", ";")


@click.command(
    "export",
    cls=Spoken,
    help=N_(
        "Write what FILE holds to TARGET. KIND: workbook (one XLSX file with sums that recompute), csv (a folder of text tables with "
        "their description, datapackage.json) or nist (one JSON file, NIST SP 1500-100 v2). Only settled figures leave the file, "
        "unless a supervisor asks for others with --basis."
    ),
)
@FILE
@click.argument("kind")
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--basis", type=click.Choice(BASES), default="settled", help=N_("Which tallies are written with their figures."))
@click.option("--bom", is_flag=True, help=N_("With csv: begin each table with the mark by which Excel knows UTF-8."))
@click.option("--separator", type=click.Choice(SEPARATORS), default=",", help=N_("With csv: what stands between cells."))
@click.option("--force", is_flag=True, help=N_("Write over a file that is there."))
@click.option("--lang", type=click.Choice(LANGUAGES), default=None, help=N_("The language of headings and words."))
def export(file: Path, kind: str, target: Path, basis: str, bom: bool, separator: str, force: bool, lang: Language | None) -> int:
    """Write what FILE holds to TARGET."""
    if kind not in KINDS:
        raise ClerkError("export_kind_unknown", kind=kind, known=list(KINDS))
    if kind != "csv" and (bom or separator != ","):
        raise click.UsageError(tr("--bom and --separator go with csv."))
    refuse = refuse_folder if kind == "csv" else refuse_target
    refuse(target, force=force)
    spoken = lang or language()
    if kind == "nist":
        _nist(file, target, basis, spoken, force=force)
    else:
        with reading(file) as region:
            made = gather(region, basis, spoken, _told(tr("Tables")))
        assert made is not None
        if kind == "csv":
            write_package(made, target, CsvOptions(bom, separator), force=force, on_step=_told(tr("Rows")))
        else:
            write_workbook(made, target, force=force, on_step=_told(tr("Rows")))
    click.echo(tr("Written: {file}.", file=target), err=True)
    return 0


def _nist(file: Path, target: Path, basis: str, spoken: Language, *, force: bool) -> None:
    """Write the report, and say what it has no room for."""
    with reading(file) as region:
        found = results(region, basis, spoken)
    write_nist(found, target, force=force, on_step=_told(tr("Rows")))
    for sentence in lost(found, spoken):
        click.echo(sentence, err=True)


@click.command(
    "template",
    cls=Spoken,
    help=N_(
        "Write an empty workbook to TARGET that is filled in and imported: the right headings for FILE, cells that refuse what cannot be "
        "right, one example row that is never imported. KIND: as for import."
    ),
)
@FILE
@click.argument("kind")
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--contest", default="", help=N_("The contest, where the region has several."))
@click.option("--force", is_flag=True, help=N_("Write over a file that is there."))
@click.option("--lang", type=click.Choice(LANGUAGES), default=None, help=N_("The language of headings and words."))
def template(file: Path, kind: str, target: Path, contest: str, force: bool, lang: Language | None) -> int:
    """Write an empty workbook to TARGET that is filled in and imported."""
    declared = kind_of_template(kind)
    with reading(file) as region:
        columns = find_contest(region, contest) if declared.needs_contest or contest else None
        write_template(target, kind, region, columns, lang or language(), force=force)
    click.echo(tr("Written: {file}.", file=target), err=True)
    return 0


def _told(what: str) -> OnStep:
    def on_step(made: int, of: int) -> bool:
        progress(made, of, what)
        return True

    return on_step


def add_to(commands: click.Group) -> None:
    """Put these commands into the group."""
    commands.add_command(export)
    commands.add_command(template)
