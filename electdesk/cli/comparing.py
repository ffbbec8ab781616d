"""`differences`: the stations whose two entries differ, in which lines, and who does what about it. No figures."""

from pathlib import Path
from typing import Final

import click

from electdesk.cli.opened import reading
from electdesk.cli.output import print_json, table
from electdesk.cli.regions import FILE, JSON
from electdesk.cli.spoken import Spoken
from electdesk.i18n import N_, tr
from electdesk.services.commands.base import find_contest
from electdesk.services.queries.differences import tasks_of_person
from electdesk.services.roles import refuse_read

TASKS: Final[dict[str, str]] = {
    "retype": N_("type these lines once more"),
    "settle": N_("settle from the paper"),
    "wait": N_("a supervisor settles"),
}
"""What the person who asks does about a difference."""


@click.command(
    "differences",
    cls=Spoken,
    help=N_(
        "The stations of FILE whose two entries differ, and the lines, without figures: for a clerk those they typed, for a "
        "supervisor all. Exit code 1 where there are any."
    ),
)
@FILE
@click.option("--contest", default="", help=N_("One contest only."))
@JSON
def differences(file: Path, contest: str, as_json: bool) -> int:
    """The stations whose two entries differ, and the lines, without figures."""
    with reading(file) as region:
        refuse_read(region.person, "stations")
        contests = [find_contest(region, contest)] if contest else list(region.columns.contests.values())
        found: list[tuple[str, str, list[str], str]] = []
        for columns in contests:
            for task in tasks_of_person(region, columns):
                numbers = dict(zip(columns.columns, columns.numbers_at(task.row), strict=True))
                station = region.columns.register.stations[task.row].number
                found.append((station, columns.contest.code, [numbers[line] for line in task.lines], task.what))
    if as_json:
        keys = ("station", "contest", "lines", "task")
        print_json({"differences": [dict(zip(keys, row, strict=True)) for row in found]})
    else:
        heads = [tr("Station"), tr("Contest"), tr("Lines"), tr("What to do")]
        rows = [[station, code, ", ".join(lines), tr(TASKS[what])] for station, code, lines, what in found]  # i18n: dynamic
        table(heads, rows)
    return 1 if found else 0


def add_to(commands: click.Group) -> None:
    """Put the command into the group."""
    commands.add_command(differences)
