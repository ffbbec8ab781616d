"""What the command line prints: JSON documents on standard output, sentences and progress on standard error."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import click
import msgspec

from electdesk.domain.errors import ClerkError
from electdesk.domain.forms import FormError
from electdesk.i18n import tr
from electdesk.i18n.form_sentences import form_problem_text
from electdesk.i18n.sentences import error_sentences, set_up_problem_sentence
from electdesk.services.set_up.problems import SetUpFileError

SWITCHES: Final = {"import_choice_unknown": "--new-choices"}
"""The option that does what the last sentence of an error speaks of: named here alone, for the window shows the same sentences."""

FIELDS: Final = {"number_elsewhere": "same_number_elsewhere", "station_without_voters": "no_voters"}
"""The field of a command (`do`) that says that something unusual is meant."""


class LinesError(ClerkError):
    """Something that stands in lines of a file, with each line that is wrong and why. The parameters name the file, the first line, how many."""

    def __init__(self, code: str, file: Path, wrong: Sequence[tuple[int, ClerkError]]) -> None:
        self.file = file
        self.wrong = sorted(wrong, key=lambda each: each[0])
        super().__init__(code, file=file, line=self.wrong[0][0], count=len(self.wrong))


def say_error(error: ClerkError) -> None:
    """The three sentences of an error, one a line; of a set-up file or a form file, also one inside a command, each of its problems too."""
    words = error_sentences(error.code, error.params)
    for sentence in (words.what, words.safe, words.next):
        click.echo(sentence, err=True)
    if error.code in SWITCHES and not error.params.get("why", "unknown").startswith(("number", "look", "two", "like")):
        click.echo(tr("The option for it: {option}.", option=SWITCHES[error.code]), err=True)
    refused = error if error.code in FIELDS else error.__cause__
    if isinstance(refused, ClerkError) and refused.code in FIELDS:
        click.echo(tr("The field for it: {field}.", field=f'"{FIELDS[refused.code]}": true'), err=True)
    if isinstance(error, LinesError):
        for line, why in error.wrong:
            words = error_sentences(why.code, why.params)
            click.echo(f"{error.file}:{line}: {words.what} {words.next}", err=True)
    if isinstance(error, SetUpFileError):
        for problem in error.problems:
            click.echo(f"{error.where}:{problem.line}: {set_up_problem_sentence(problem.code, problem.params)}", err=True)
    form = error if isinstance(error, FormError) else error.__cause__
    if isinstance(form, FormError):
        for wrong in form.problems:
            click.echo(f"{form.where}:{wrong.line}: {form_problem_text(wrong.code, wrong.params)}", err=True)


def print_json(document: Any) -> None:
    """One JSON document, indented, in UTF-8."""
    click.echo(msgspec.json.format(msgspec.json.encode(document), indent=1).decode())


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()) -> None:
    """A plain table for people: columns as wide as their widest cell, numbers to the right."""
    widths = [max((len(row[place]) for row in (heads, *rows)), default=0) for place in range(len(heads))]
    for row in (heads, *rows):
        cells = [
            cell.rjust(width) if place in right else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        click.echo("  ".join(cells).rstrip())


def tell_basis(asked: str, shown: str) -> None:
    """Say why totals stand on another basis than the one that was asked for."""
    if asked != shown:
        click.echo(
            tr(
                "These are settled figures, not preliminary ones: unsettled protocols are counted for supervisors alone, "
                "because a sum over few stations tells their figures."
            ),
            err=True,
        )


def progress(made: int, of: int, what: str) -> None:
    """How far long work is, on standard error, where a person looks on."""
    if sys.stderr.isatty():
        click.echo(f"\r{what} {made}/{of}", err=True, nl=made >= of)
