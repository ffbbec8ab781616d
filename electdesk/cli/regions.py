"""Commands about the file itself: verify, log, history, backup, restore."""

from pathlib import Path

import click
import msgspec

from electdesk.cli.opened import keeper, person, reading
from electdesk.cli.output import print_json
from electdesk.cli.spoken import Spoken
from electdesk.cli.telling import history_lines
from electdesk.i18n import N_, ntr, tr
from electdesk.i18n.sentences import COMMANDS, ERASED, PROBLEMS
from electdesk.services.commands.base import find_station
from electdesk.services.queries.history import records_of, shown_body
from electdesk.services.region import Region
from electdesk.services.roles import refuse_read
from electdesk.storage.regions import restore_region

FILE = click.argument("file", type=click.Path(path_type=Path))
JSON = click.option("--json", "as_json", is_flag=True, help=N_("Print one JSON document."))


@click.command(
    cls=Spoken, help=N_("Read every stored byte of FILE again: ids, chain, heads. Exit code 1 where something is damaged.")
)
@FILE
@JSON
def verify(file: Path, as_json: bool) -> int:
    """Read every stored byte again: ids, chain, heads."""
    with reading(file, signed=False) as region:
        report = region.store.verify()
    if as_json:
        problems = [{"where": problem.where, "what": problem.what, "record": problem.record} for problem in report.problems]
        print_json(
            {
                "ok": report.ok,
                "fingerprint": report.fingerprint,
                "commits": report.commits,
                "revisions": report.revisions,
                "problems": problems,
                **({"erased": [{"record": record, "commit": commit} for record, commit in report.erased]} if report.erased else {}),
            }
        )
    else:
        click.echo(
            tr(
                "{commits}, {revisions}, fingerprint {fingerprint}",
                commits=ntr("{n} commit", "{n} commits", report.commits),
                revisions=ntr("{n} revision", "{n} revisions", report.revisions),
                fingerprint=report.fingerprint,
            )
        )
        for problem in report.problems:
            what = tr(PROBLEMS[problem.what]) if problem.what in PROBLEMS else problem.what  # i18n: dynamic
            click.echo(f"{problem.where} {problem.record}: {what}")
        for record, commit in report.erased:
            click.echo(tr(ERASED, record=record, commit=commit))  # i18n: dynamic
        click.echo(
            tr("Everything is as it was written.") if report.ok else tr("Damaged. Restore a backup copy that holds these records.")
        )
    return 0 if report.ok else 1


@click.command(cls=Spoken, help=N_("Every commit of FILE: who did what, when and why."))
@FILE
@JSON
def log(file: Path, as_json: bool) -> int:
    """Every commit: who did what, when and why."""
    with reading(file) as region:
        refuse_read(region.person, "log")
        rows = region.store.commits()
        if as_json:
            # A commit has a number in its session as well; here it is its place in the file.
            print_json([{**msgspec.to_builtins(row.commit), "number": row.seq, "id": row.id} for row in rows])
            return 0
        for row in rows:
            at = region.local(row.commit.at)
            what = f"{done(row.commit.command)} ({row.commit.count})"
            click.echo(f"{row.seq:>6}  {at:%d.%m.%Y %H:%M:%S}  {row.commit.author}  {what}  {row.commit.reason}".rstrip())
    return 0


@click.command(
    cls=Spoken,
    help=N_(
        "The revisions of a RECORD (its id), or of a station and its tallies (its number): who, when, what was done and "
        "what changed. Figures that you may not see yet are left out."
    ),
)
@FILE
@click.argument("record")
@JSON
def history(file: Path, record: str, as_json: bool) -> int:
    """The revisions of a record (its id), or of a station and its tallies (its number); without figures that you may not see yet."""
    with reading(file) as region:
        steps = [(commit, row) for name in _records(region, record) for commit, row in region.store.history(name)]
        steps.sort(key=lambda step: step[1].seq)
        if as_json:
            print_json(
                [
                    {
                        "commit": commit.seq,
                        "at": commit.commit.at,
                        "author": commit.commit.author,
                        "command": commit.commit.command,
                        "reason": commit.commit.reason,
                        "kind": row.revision.kind,
                        "record": row.revision.record,
                        "revision": row.id,
                        "parents": list(row.revision.parents),
                        "body": shown_body(region, row),
                    }
                    for commit, row in steps
                ]
            )
            return 0
        for line in history_lines(region, steps):
            click.echo(line)
    return 0


def done(command: str) -> str:
    """What a commit did, in the language in use."""
    return tr(COMMANDS[command]) if command in COMMANDS else command  # i18n: dynamic


def _records(region: Region, name: str) -> list[str]:
    if region.store.history(name):
        return [name]
    row = find_station(region, name)
    records = [region.columns.register.ids[row]]
    for columns in region.columns.contests.values():
        records += records_of(region, columns, row)
    return list(dict.fromkeys(records))


@click.command(
    cls=Spoken, help=N_("Write a whole copy of FILE by the database's own means: to TARGET, or a dated one to the backup folder.")
)
@FILE
@click.argument("target", type=click.Path(path_type=Path), required=False)
def backup(file: Path, target: Path | None) -> int:
    """Write a whole copy by the database's own means: to TARGET, or a dated one to the backup folder."""
    with reading(file, signed=False) as region:
        if target is not None:
            region.store.copy_to(target)
            region.store.evidence.copy_beside(target)
            made = [target]
        else:
            made = keeper(file).keep(region.store)
    for path in made:
        click.echo(str(path))
    return 0


@click.command(cls=Spoken, help=N_("Make the new region file TARGET from a BACKUP, which stays as it is."))
@click.argument("backup_file", metavar="BACKUP", type=click.Path(path_type=Path))
@click.argument("target", type=click.Path(path_type=Path))
def restore(backup_file: Path, target: Path) -> int:
    """Make a new region file from a backup; the backup stays as it is."""
    restore_region(backup_file, target, person())
    click.echo(tr("Restored: {file}. The backup copy is as it was.", file=target), err=True)
    return 0


def add_to(commands: click.Group) -> None:
    """Put these commands into the group."""
    for command in (verify, log, history, backup, restore):
        commands.add_command(command)
