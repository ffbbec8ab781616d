"""`import`: stations and tallies from files."""

from pathlib import Path

import click

from electdesk.cli.opened import keeper, writing
from electdesk.cli.output import print_json
from electdesk.cli.regions import FILE, JSON
from electdesk.cli.spoken import Spoken
from electdesk.i18n import N_, ntr, tr
from electdesk.i18n.cell_reasons import cell_reason_text
from electdesk.services.commands.base import find_contest
from electdesk.services.imports import ImportOptions, ImportPlan, plan_json
from electdesk.services.imports.applying import apply_plan, plan_for
from electdesk.services.imports.planning import kind_named
from electdesk.workbooks.csv_reader import read_csv

SHOWN = 40
"""So many bad cells are listed for a person; the JSON lists all of them."""


@click.command(
    "import",
    cls=Spoken,
    help=N_(
        "Import from the table SOURCE into FILE: all of it, or nothing. KIND: stations or tallies. Exit code 1 where "
        "rows were left out or are in conflict, 2 where nothing was written."
    ),
)
@FILE
@click.argument("kind")
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--contest", default="", help=N_("The contest, where the region has several."))
@click.option("--new-choices", is_flag=True, help=N_("Create choices from the columns after the form's own lines."))
@click.option("--dry-run", is_flag=True, help=N_("Only say what would happen."))
@click.option("--partial", is_flag=True, help=N_("Leave rows with bad cells out instead of refusing the whole file."))
@JSON
def import_(
    file: Path, kind: str, source: Path, contest: str, new_choices: bool, dry_run: bool, partial: bool, as_json: bool
) -> int:
    """Import stations or tallies (KIND) from SOURCE: all of it, or nothing."""
    kind_named(kind)
    with writing(file) as region:
        sheet = read_csv(source)
        several = len(region.columns.contests) > 1
        columns = find_contest(region, contest) if contest or kind == "tallies" or not several else None
        plan = plan_for(region, kind, sheet, columns, ImportOptions(new_choices=new_choices))
        written = not dry_run and (partial or not plan.refused)
        if written and plan.records:
            keeper(file).keep(region.store)
            apply_plan(region, plan, partial=partial)
        if as_json:
            print_json(plan_json(plan, written or dry_run))
        _tell(plan, written=written, dry_run=dry_run, quiet=as_json)
    if plan.refused and not partial:
        return 2
    return 1 if plan.refused or plan.conflicts else 0


def _tell(plan: ImportPlan, *, written: bool, dry_run: bool, quiet: bool) -> None:
    def line(text: str) -> None:
        click.echo(text, err=True)

    for cell in plan.refused[:SHOWN]:
        line(
            tr(
                "{sheet} {cell} ({column}): {reason}",
                sheet=cell.sheet,
                cell=cell.cell,
                column=cell.column,
                reason=cell_reason_text(cell.reason, cell.value, cell.other),
            )
        )
    if len(plan.refused) > SHOWN:
        line(ntr("… and {n} more cell; --json lists all.", "… and {n} more cells; --json lists all.", len(plan.refused) - SHOWN))
    if plan.refused and not written and not dry_run:
        line(
            ntr(
                "{n} cell cannot be taken as it is. Nothing was changed.",
                "{n} cells cannot be taken as they are. Nothing was changed.",
                len(plan.refused),
            )
        )
        line(tr("Mend them and import the file again, or add --partial to leave their rows out."))
        return
    if not quiet:
        line(
            tr(
                "New {new}, changed {changed}, same {same}, conflicts {conflicts}, refused {refused}, left out {skipped}.",
                new=plan.accepted,
                changed=plan.changed,
                same=plan.same,
                conflicts=len(plan.conflicts),
                refused=len(plan.refused),
                skipped=len(plan.skipped),
            )
        )
        if dry_run:
            line(tr("This was a dry run. Nothing was changed."))


def add_to(commands: click.Group) -> None:
    """Put these commands into the group."""
    commands.add_command(import_)
