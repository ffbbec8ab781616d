"""`form test` and `form check`: form files and the values of protocols, without a region."""

import sys

import click
import msgspec

from electdesk.cli.output import print_json
from electdesk.cli.spoken import Spoken, SpokenGroup
from electdesk.domain.errors import ClerkError
from electdesk.domain.forms import check_read, finding_json, load_form_named, read_values, relations_without_sample, run_samples
from electdesk.i18n import N_, ntr, tr


@click.group(cls=SpokenGroup, help=N_("Form files: their own samples, and protocols checked against them."))
def form() -> None:
    """Form files: their own samples, and protocols checked against them."""


@form.command("test", cls=Spoken, help=N_("Run the own samples of a form. Exit code 1 where one does not hold."))
@click.argument("path", metavar="FORM.toml")
@click.option("--json", "as_json", is_flag=True, help=N_("Print one JSON document."))
def test_(path: str, as_json: bool) -> int:
    """Run the form's own samples."""
    read = load_form_named(path)
    results = run_samples(read)
    failed = [result for result in results if not result.passed]
    without = relations_without_sample(read)
    if as_json:
        print_json(
            {
                "form": read.id,
                "samples": [
                    {"name": r.name, "passed": r.passed, "expected": list(r.expected), "found": list(r.fired)} for r in results
                ],
                "without_sample": list(without),
            }
        )
    else:
        for result in results:
            click.echo(f"{'✓' if result.passed else '≠'} {result.name}: {' '.join(result.fired) or '–'}")
            if result.error:
                click.echo(f"  {result.error}")
            if result.missing:
                click.echo("  " + tr("expected and not found: {codes}", codes=" ".join(result.missing)))
            if result.unexpected:
                click.echo("  " + tr("found and not expected: {codes}", codes=" ".join(result.unexpected)))
        if without:
            click.echo(tr("Relations that no sample breaks: {codes}", codes=" ".join(without)))
        click.echo(ntr("{m} of {n} sample holds", "{m} of {n} samples hold", len(results), m=len(results) - len(failed)))
    return 1 if failed else 0


@form.command(
    "check",
    cls=Spoken,
    help=N_(
        "Check protocols: a JSON object of line values a line in, a JSON list of findings a line out. Exit code 1 where "
        "there are findings."
    ),
)
@click.argument("path", metavar="FORM.toml")
def check(path: str) -> int:
    """Check protocols: a JSON object of line values a line in, a JSON list of findings a line out."""
    read = load_form_named(path)
    any_found = False
    for number, line in enumerate(sys.stdin.buffer, start=1):
        if not line.strip():
            continue
        try:
            given = msgspec.json.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise ClerkError("values_line_unreadable", line=number, error=str(error)) from None
        values = read_values(read, given)
        found = check_read(read, values)
        any_found = any_found or bool(found)
        click.echo(msgspec.json.encode([finding_json(finding, read, values.ballot) for finding in found]).decode())
    return 1 if any_found else 0


def add_to(commands: click.Group) -> None:
    """Put these commands into the group."""
    commands.add_command(form)
