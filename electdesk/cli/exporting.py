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
from electdesk.services.exports.gathering import OnStep, gather
from electdesk.workbooks.writing.placing import refuse_target

KINDS: Final = ("workbook", "csv", "nist")


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
@click.option("--force", is_flag=True, help=N_("Write over a file that is there."))
@click.option("--lang", type=click.Choice(LANGUAGES), default=None, help=N_("The language of headings and words."))
def export(file: Path, kind: str, target: Path, basis: str, force: bool, lang: Language | None) -> int:
    """Write what FILE holds to TARGET."""
    if kind not in KINDS:
        raise ClerkError("export_kind_unknown", kind=kind, known=list(KINDS))
    refuse_target(target, force=force)
    with reading(file) as region:
        made = gather(region, basis, lang or language())
    assert made is not None
    from electdesk.workbooks.writing.workbook import write_workbook

    write_workbook(made, target, force=force, on_step=_told(tr("Rows")))
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
