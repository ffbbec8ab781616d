"""Commands about the file itself: new, verify, log, history, backup, restore."""

from pathlib import Path

import click
import msgspec

from electdesk.cli.opened import keeper, person, reading
from electdesk.cli.output import print_json
from electdesk.domain.forms import load_form_named
from electdesk.domain.records import SetUp
from electdesk.i18n import tr
from electdesk.i18n.sentences import COMMANDS, ERASED, PROBLEMS
from electdesk.services.beginning import contests_of_day
from electdesk.services.commands.base import find_station
from electdesk.services.commands.setting_up import read_day
from electdesk.services.queries.history import records_of, shown_body
from electdesk.services.region import Region
from electdesk.storage.regions import create_region, create_sample, restore_region

FILE = click.argument("file", type=click.Path(path_type=Path))
JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")


@click.command()
@FILE
@click.option(
    "--form", "form_names", multiple=True, help="A form of the shelf, or the path of a form file. Once for each ballot of the day."
)
@click.option("--sample", help="A generated practice region: vko-2011.")
@click.option("--region", "region_name", default="", help="The region's name.")
@click.option("--day", default="", help="The day of voting, YYYY-MM-DD.")
@click.option("--utc-offset", default=300, show_default=True, help="Minutes that the region's clock is ahead of UTC.")
@click.option("--real", is_flag=True, help="REAL instead of TEST: this can never be changed.")
def new(
    file: Path, form_names: tuple[str, ...], sample: str | None, region_name: str, day: str, utc_offset: int, real: bool
) -> int:
    """Make a new region file."""
    if bool(form_names) == (sample is not None):
        raise click.UsageError(tr("Say either --form or --sample."))
    if sample is not None:
        if real:
            raise click.UsageError(tr("A sample region is always a TEST region."))
        create_sample(file, person(), sample).close()
        return 0
    if day:
        try:
            read_day(day)
        except ValueError:
            raise click.UsageError(tr("“{day}” is no date; write YYYY-MM-DD.", day=day)) from None
    if not -720 <= utc_offset <= 840:
        raise click.UsageError(tr("The clock of a region lies between -720 and 840 minutes of UTC."))
    contests = contests_of_day(load_form_named(name) for name in form_names)
    set_up = SetUp(region={"": region_name or file.stem}, day=day, utc_offset=utc_offset)
    create_region(file, person(), "REAL" if real else "TEST", set_up, contests).close()
    return 0


@click.command()
@FILE
@JSON
def verify(file: Path, as_json: bool) -> int:
    """Read every stored byte again: ids, chain, heads."""
    with reading(file) as region:
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
                "{commits} commits, {revisions} revisions, fingerprint {fingerprint}",
                commits=report.commits,
                revisions=report.revisions,
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


@click.command()
@FILE
@JSON
def log(file: Path, as_json: bool) -> int:
    """Every commit: who did what, when and why."""
    with reading(file) as region:
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


@click.command()
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
        for commit, row in steps:
            at = region.local(commit.commit.at)
            body = msgspec.json.encode(shown_body(region, row)).decode()
            click.echo(
                f"{commit.seq:>6}  {at:%d.%m.%Y %H:%M:%S}  {commit.commit.author}  {done(commit.commit.command)}  {commit.commit.reason}  {body}"
            )
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


@click.command()
@FILE
@click.argument("target", type=click.Path(path_type=Path), required=False)
def backup(file: Path, target: Path | None) -> int:
    """Write a whole copy by the database's own means: to TARGET, or a dated one to the backup folder."""
    with reading(file) as region:
        if target is not None:
            region.store.copy_to(target)
            made = [target]
        else:
            made = keeper(file).keep(region.store)
    for path in made:
        click.echo(str(path))
    return 0


@click.command()
@click.argument("backup_file", metavar="BACKUP", type=click.Path(path_type=Path))
@click.argument("target", type=click.Path(path_type=Path))
def restore(backup_file: Path, target: Path) -> int:
    """Make a new region file from a backup; the backup stays as it is."""
    restore_region(backup_file, target, person())
    return 0


def add_to(commands: click.Group) -> None:
    """Put these commands into the group."""
    for command in (new, verify, log, history, backup, restore):
        commands.add_command(command)
