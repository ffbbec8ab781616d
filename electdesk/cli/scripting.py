"""`do`: any command of the window as one JSON object a line."""

import sys
from pathlib import Path

import click
import msgspec

from electdesk.cli.opened import writing
from electdesk.cli.output import print_json
from electdesk.cli.spoken import Spoken
from electdesk.domain.errors import ClerkError
from electdesk.i18n import N_, tr
from electdesk.i18n.sentences import error_sentences
from electdesk.services.commands import read_command, schemas


@click.command(
    "do",
    cls=Spoken,
    help=N_(
        "Run commands from standard input, one JSON object a line, and answer each with one. Each is one commit; the "
        "first that is refused ends the run."
    ),
)
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--list", "list_them", is_flag=True, help=N_("Print the JSON schemas of all commands."))
def do_(file: Path | None, list_them: bool) -> int:
    """Run commands from standard input, one JSON object a line. Each is one commit; the first that is refused ends the run."""
    if list_them:
        print_json(schemas())
        return 0
    if file is None:
        raise click.UsageError(tr("{name} is missing", name="FILE"))
    try:
        _run_lines(file)
    except KeyboardInterrupt:
        click.echo(tr("Everything finished before is saved."), err=True)
        return 2
    return 0


def _run_lines(file: Path) -> None:
    made = 0
    with writing(file) as region:
        for number, line in enumerate(sys.stdin.buffer, start=1):
            if not line.strip():
                continue
            try:
                change = region.execute(read_command(line))
            except ClerkError as error:
                words = error_sentences(error.code, error.params)
                if error.code == "saved_not_shown":
                    raise
                raise ClerkError("line_refused", line=number, what=words.what, done=made, next=words.next) from error
            made += 1
            stations = [region.columns.register.stations[row].number for row in sorted(change.rows)]
            done = {
                "commit": change.commit.seq if change.commit else None,
                "stations": stations,
                "records": list(change.records),
                "counts": {"stations": len(stations), "records": len(change.records), **change.counts},
            }
            click.echo(msgspec.json.encode(done).decode())


def add_to(commands: click.Group) -> None:
    """Put these commands into the group."""
    commands.add_command(do_)
