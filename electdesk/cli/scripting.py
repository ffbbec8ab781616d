"""`do`: any command of the window as one JSON object a line."""

import sys
from pathlib import Path

import click
import msgspec

from electdesk.cli.opened import writing
from electdesk.cli.output import print_json
from electdesk.i18n import tr
from electdesk.services.commands import read_command, schemas


@click.command("do")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--list", "list_them", is_flag=True, help="Print the JSON schemas of all commands.")
def do_(file: Path | None, list_them: bool) -> int:
    """Run commands from standard input, one JSON object a line. Each is one commit; the first that is refused ends the run."""
    if list_them:
        print_json(schemas())
        return 0
    if file is None:
        raise click.UsageError("FILE")
    try:
        _run_lines(file)
    except KeyboardInterrupt:
        click.echo(tr("Everything finished before is saved."), err=True)
        return 2
    return 0


def _run_lines(file: Path) -> None:
    with writing(file) as region:
        for line in sys.stdin.buffer:
            if not line.strip():
                continue
            change = region.execute(read_command(line))
            done = {
                "commit": change.commit.seq if change.commit else None,
                "stations": [region.columns.register.stations[row].number for row in sorted(change.rows)][:50],
                "records": list(change.records)[:50],
            }
            click.echo(msgspec.json.encode(done).decode())


def add_to(commands: click.Group) -> None:
    """Put these commands into the group."""
    commands.add_command(do_)
