"""`import`: lists of every kind from workbooks and text tables."""

from pathlib import Path
from typing import Any, Final

import click

from electdesk.cli.opened import keeper, writing
from electdesk.cli.output import print_json, progress
from electdesk.cli.regions import FILE, JSON
from electdesk.cli.spoken import Spoken
from electdesk.cli.telling_imports import tell_plan, told_doubts
from electdesk.columns import ContestColumns
from electdesk.domain.errors import ClerkError
from electdesk.i18n import N_, tr
from electdesk.services.commands.base import find_contest
from electdesk.services.imports import Book, ImportOptions, ImportPlan, plan_json
from electdesk.services.imports.applying import apply_plan, earlier_import, plan_book_for
from electdesk.services.imports.plan import HIDDEN_PARTS
from electdesk.services.imports.planning import kind_named
from electdesk.services.imports.profiles import load_profile, profile_of, save_profile
from electdesk.services.imports.words import fold_heading
from electdesk.workbooks.book_reader import read_book

_LONGEST_HEADING: Final = 10


class _HeadingRows(click.ParamType[tuple[int, int]]):
    """The rows of the headings: one number, or the first and the last one."""

    name = "rows"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        first, _, last = str(value).partition("-")
        if not (first.strip().isdecimal() and (not last or last.strip().isdecimal())):
            self.fail(tr("“{value}” is neither a row nor two rows such as 4-5", value=value), param, ctx)
        start, end = int(first), int(last or first)
        if not 1 <= start <= end < start + _LONGEST_HEADING:
            self.fail(tr("“{value}” is neither a row nor two rows such as 4-5", value=value), param, ctx)
        return start, end - start + 1


class _Mapping(click.ParamType[tuple[str, str]]):
    """A heading and what its column is read as."""

    name = "HEADING=TARGET"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        heading, sign, target = str(value).rpartition("=")
        if not sign or not heading.strip():
            self.fail(tr("“{value}” does not say which heading means what, as “Выдано=3”", value=value), param, ctx)
        return heading.strip(), target.strip()


@click.command(
    "import",
    cls=Spoken,
    help=N_(
        "Import from the workbook or text table SOURCE into FILE: all of it, or nothing. KIND: stations, tallies, or another kind of "
        "list. Exit code 1 where rows were left out or are in conflict, 2 where nothing was written."
    ),
)
@FILE
@click.argument("kind")
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--contest", default="", help=N_("The contest, where the region has several."))
@click.option("--profile", default="", help=N_("A saved import profile, or the path of a profile file."))
@click.option(
    "--save-profile", "saved_as", default="", help=N_("Keep what is said here about the file as an import profile of this name.")
)
@click.option("--sheet", "sheets", multiple=True, help=N_("A sheet to read; without it, all sheets of the same shape."))
@click.option("--heading-rows", type=_HeadingRows(), help=N_("The row of the headings, or the first and the last one (4-5)."))
@click.option("--include-hidden", is_flag=True, help=N_("Read hidden rows, columns and sheets too."))
@click.option("--thousands", type=click.Choice([",", "."]), help=N_("The mark between thousands in the file."))
@click.option("--no-number", multiple=True, help=N_("A cell text that means “no number on paper”, such as / or -."))
@click.option(
    "--map",
    "mapped",
    type=_Mapping(),
    multiple=True,
    help=N_("What the column under a heading is read as: a line's number, a choice's name, station, area …; empty: left out."),
)
@click.option("--new-choices", is_flag=True, help=N_("Create choices from the columns after the form's own lines."))
@click.option("--accept-doubts", is_flag=True, help=N_("The questions about the file as a whole have been looked at."))
@click.option("--dry-run", is_flag=True, help=N_("Only say what would happen."))
@click.option("--partial", is_flag=True, help=N_("Leave rows with bad cells out instead of refusing the whole file."))
@click.option("--reason", default="", help=N_("Why rows are left out; needed with --partial where the file has users."))
@JSON
def import_(
    file: Path,
    kind: str,
    source: Path,
    contest: str,
    profile: str,
    saved_as: str,
    sheets: tuple[str, ...],
    heading_rows: tuple[int, int] | None,
    include_hidden: bool,
    thousands: str | None,
    no_number: tuple[str, ...],
    mapped: tuple[tuple[str, str], ...],
    new_choices: bool,
    accept_doubts: bool,
    dry_run: bool,
    partial: bool,
    reason: str,
    as_json: bool,
) -> int:
    """Import a list of KIND from SOURCE: all of it, or nothing."""
    asked = kind_named(kind)
    said = ImportOptions(
        new_choices=new_choices,
        no_number=frozenset(no_number),
        thousands=thousands or "",
        mapping=dict(mapped),
        sheets=sheets,
        heading_rows=heading_rows,
        include_hidden=HIDDEN_PARTS if include_hidden else frozenset(),
        accept_doubts=accept_doubts,
    )
    kept = load_profile(profile, kind) if profile else None
    with writing(file) as region:
        several = len(region.columns.contests) > 1
        columns = find_contest(region, contest) if contest or asked.needs_contest or not several else None
        book = read_book(source, progress=lambda share: progress(round(share * 100), 100, source.name))
        options = kept.options(said, columns, {sheet.name for sheet in book.sheets}) if kept is not None else said
        plan = plan_book_for(region, kind, book, columns, options)
        _refuse_unknown_headings(plan, said)
        doubted = bool(plan.doubts and plan.records) and not accept_doubts
        written = not dry_run and not doubted and (partial or not plan.refused)
        if written and plan.records:
            keeper(file).keep(region.store)
            apply_plan(region, plan, partial=partial, reason=reason, accept_doubts=accept_doubts)
        if saved_as:
            _keep(saved_as, kind, options, columns)
        earlier = earlier_import(region, book.sha256) if written and not plan.records and plan.same else None
        notes = _notes(book, plan)
        if as_json:
            print_json(plan_json(plan, written or dry_run) | {"doubts": told_doubts(plan), "notes": list(notes)})
        form = columns.form if columns is not None else None
        tell_plan(plan, written=written, dry_run=dry_run, doubted=doubted, quiet=as_json, notes=notes, earlier=earlier, form=form)
    if doubted or (plan.refused and not partial):
        return 2
    return 1 if plan.refused or plan.conflicts else 0


def _notes(book: Book, plan: ImportPlan) -> tuple[str, ...]:
    """What was in the file and was left alone, and what the format of the sheets that were read cannot tell."""
    taken = {use.name for use in plan.sheets if use.taken}
    of_sheets = (note for sheet in book.sheets if sheet.name in taken for note in sheet.notes)
    return tuple(dict.fromkeys((*book.notes, *of_sheets)))


def _refuse_unknown_headings(plan: ImportPlan, said: ImportOptions) -> None:
    """A heading that was mistyped would silently mean nothing. Raises ClerkError("import_heading_unknown")."""
    columns = (*plan.columns, *plan.unknown_columns)
    known = {fold_heading(each.heading) for each in columns} | {f"[{each.column}]" for each in columns}
    parts = {fold_heading(part) for each in columns for part in each.heading.split("\n")}
    for heading in said.mapping:
        if heading not in known and fold_heading(heading) not in known | parts:
            raise ClerkError("import_heading_unknown", file=plan.file, heading=heading)


def _keep(name: str, kind: str, options: ImportOptions, contest: ContestColumns | None) -> None:
    try:
        path = save_profile(profile_of(name, kind, options, contest))
    except OSError as error:
        raise ClerkError("profile_wrong", file=name, error=str(error)) from error
    click.echo(tr("The profile was saved: {file}", file=path), err=True)


def add_to(commands: click.Group) -> None:
    """Put these commands into the group."""
    commands.add_command(import_)
