"""`new`: a region file from forms, from a set-up file, from an older region file, or as a practice region."""

from pathlib import Path

import click

from electdesk.cli import signing
from electdesk.cli.opened import person, reading
from electdesk.cli.output import table
from electdesk.cli.spoken import Spoken
from electdesk.domain.errors import ClerkError
from electdesk.domain.forms import load_form_named
from electdesk.domain.records import SetUp
from electdesk.domain.records.names import in_language
from electdesk.domain.set_up_rules import LARGEST_OFFSET, SMALLEST_OFFSET, read_day
from electdesk.i18n import N_, language, ntr, tr
from electdesk.i18n.set_up_words import KINDS_LEFT, KINDS_TAKEN, VERIFICATION_WORDS
from electdesk.ledger.revision import Origin
from electdesk.services.accounts import refuse_weak
from electdesk.services.beginning import contests_of_day
from electdesk.services.region import Region
from electdesk.services.set_up.creating import begin_people, write_ready
from electdesk.services.set_up.reading import read_set_up
from electdesk.services.set_up.taking_over import Taken, set_up_from, take_over
from electdesk.storage.regions import create_region, create_sample, create_with
from electdesk.workbooks.csv_reader import CsvReader


@click.command(
    cls=Spoken,
    help=N_(
        "Make a new region file FILE, from forms, from a set-up file, from an older region file or as a generated sample, and say what is in it. "
        "Nothing is overwritten.\n\n"
        "A set-up file is text (TOML): names in one or three languages, day and hours, time slots, percentage base, verification, users, limits, "
        "contests with their choices, districts, and the list of stations as a CSV file or as text inside. set-up.toml in resources/samples "
        "holds every key with a comment. Everything is tried first: of a wrong file nothing is made, and each mistake is told with its line.\n\n"
        "From an older file come set-up, districts, contests, choices, stations and contacts; entries, papers and decisions stay there, and it is "
        "not changed. Each station keeps its id, so that its earlier result is found."
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--set-up", "set_up_file", type=click.Path(path_type=Path), help=N_("A set-up file that describes the whole region."))
@click.option(
    "--from", "old_file", type=click.Path(path_type=Path), help=N_("An older region file: REAL from TEST, or the next round.")
)
@click.option(
    "--form",
    "form_names",
    multiple=True,
    help=N_("A form of the shelf, or the path of a form file. Once for each ballot of the day."),
)
@click.option("--sample", help=N_("A generated practice region: vko-2011."))
@click.option("--region", "region_name", default="", help=N_("The region's name, with --form."))
@click.option("--day", default="", help=N_("The day of voting, YYYY-MM-DD, with --form or --from."))
@click.option("--utc-offset", type=int, help=N_("Minutes that the region's clock is ahead of UTC, with --form; 300 if not given."))
@click.option("--real", is_flag=True, help=N_("REAL instead of TEST: this can never be changed."))
def new(
    file: Path,
    set_up_file: Path | None,
    old_file: Path | None,
    form_names: tuple[str, ...],
    sample: str | None,
    region_name: str,
    day: str,
    utc_offset: int | None,
    real: bool,
) -> int:
    """Make a new region file."""
    ways = [set_up_file is not None, old_file is not None, bool(form_names), sample is not None]
    if sum(ways) != 1:
        raise click.UsageError(tr("Say one of --set-up, --from, --form and --sample."))
    if (region_name or utc_offset is not None) and not form_names:
        raise click.UsageError(tr("--region and --utc-offset go with --form."))
    if day and not form_names and old_file is None:
        raise click.UsageError(tr("--day goes with --form or --from."))
    _refuse_existing(file)
    mode = "REAL" if real else "TEST"
    if sample is not None:
        if real:
            raise click.UsageError(tr("A sample region is always a TEST region."))
        _say_made(file, create_sample(file, person(), sample))
    elif set_up_file is not None:
        _from_set_up(file, set_up_file, mode)
    elif old_file is not None:
        _from_old(file, old_file, mode, day)
    else:
        _from_forms(file, form_names, mode, SetUp(region={"": region_name or file.stem}, day=day, utc_offset=300), utc_offset)
    return 0


def _refuse_existing(file: Path) -> None:
    """Before anything is read: what is there already is not written over, whatever else is wrong."""
    if file.exists() or file.is_symlink():
        raise ClerkError("file_exists", file=file)


def _from_forms(file: Path, form_names: tuple[str, ...], mode: str, set_up: SetUp, utc_offset: int | None) -> None:
    if set_up.day:
        try:
            read_day(set_up.day)
        except ValueError:
            raise click.UsageError(tr("“{day}” is no date; write YYYY-MM-DD.", day=set_up.day)) from None
    offset = set_up.utc_offset if utc_offset is None else utc_offset
    if not SMALLEST_OFFSET <= offset <= LARGEST_OFFSET:
        raise click.UsageError(tr("The clock of a region lies between -720 and 840 minutes of UTC."))
    contests = contests_of_day(load_form_named(name) for name in form_names)
    made = create_region(file, person(), mode, SetUp(region=set_up.region, day=set_up.day, utc_offset=offset), contests)
    _say_made(file, made)


def _from_set_up(file: Path, set_up_file: Path, mode: str) -> None:
    _, ready = read_set_up(set_up_file, CsvReader())
    password = ""
    if ready.users:
        # Asked before anything is made: a region without an administrator would be open to everybody.
        login = ready.users[0].login
        password = signing.read_password(signing.password_file_given(), tr("Password of {login}: ", login=login))
        refuse_weak(password, login)
    given: dict[str, str] = {}

    def write(region: Region) -> None:
        write_ready(region, ready, Origin(file=set_up_file.name))
        given.update(begin_people(region, ready, password))

    region = create_with(file, person(), mode, ready.set_up, write)
    verification = region.columns.set_up.verification
    _say_made(file, region)
    _say(tr(VERIFICATION_WORDS[verification]))  # i18n: dynamic
    if given:
        table([tr("User"), tr("First password, to be changed at the first log-in")], list(given.items()))


def _from_old(file: Path, old_file: Path, mode: str, day: str) -> None:
    with reading(old_file) as old:
        set_up = set_up_from(old, mode == "REAL", day)
        told: list[Taken] = []
        region = create_with(file, person(), mode, set_up, lambda region: told.append(take_over(old, region, set_up)))
    verification = region.columns.set_up.verification
    _say_made(file, region)
    _tell_taken(told[0], day)
    _say(tr(VERIFICATION_WORDS[verification]))  # i18n: dynamic


def _say_made(file: Path, region: Region) -> None:
    """What was made, of which mode, what is in it, and which command comes next. Closes the region."""
    stations = len(region.columns.register)
    contests = [in_language(columns.contest.title, language()) for columns in region.columns.contests.values()]
    mode = tr("a training region (TEST)") if region.is_test else tr("a region of real papers (REAL)")
    region.close()
    holds = ntr("{n} station", "{n} stations", stations)
    said = (
        tr("Made: {file}, {mode}.", file=file, mode=mode),
        tr("It holds {stations}. Contests: {contests}.", stations=holds, contests="; ".join(contests)),
        tr("Next: `electdesk check {file}`, or `electdesk {file}` for the window.", file=file)
        if stations
        else tr("Next: import the list of stations with `electdesk import {file} stations LIST.csv`.", file=file),
    )
    for sentence in said:
        click.echo(sentence, err=True)


def _say(sentence: str) -> None:
    click.echo(sentence, err=True)


def _tell_taken(taken: Taken, day: str) -> None:
    earlier = taken.earlier
    _say(
        tr(
            "Made from {name} ({mode}, {day}, fingerprint {fingerprint}).",
            name=earlier.name,
            mode=earlier.mode,
            day=earlier.day or "–",
            fingerprint=earlier.fingerprint,
        )
    )
    _say(tr("Taken: {what}.", what=_listed(KINDS_TAKEN, taken.taken)))
    _say(tr("Not taken: {what}. They stay in the older file, which was not changed.", what=_listed(KINDS_LEFT, taken.left)))
    if taken.unmerged:
        _say(
            ntr(
                "{n} description was changed by two people in different ways; the later wording was taken. Look at it.",
                "{n} descriptions were changed by two people in different ways; the later wording was taken. Look at them.",
                len(taken.unmerged),
            )
        )
    if not day:
        _say(tr("The day of voting is still {day}.", day=earlier.day or "–"))


def _listed(words: dict[str, str], amounts: dict[str, int]) -> str:
    return ", ".join(f"{tr(words[kind])} {amount}" for kind, amount in amounts.items())  # i18n: dynamic


def add_to(commands: click.Group) -> None:
    """Put the command into the group."""
    signing.offer("", new)
    commands.add_command(new)
