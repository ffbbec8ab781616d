"""`--self-check`: the program's own files against the manifest that its build wrote."""

import json
from typing import Final

import click
import msgspec

from electdesk.cli.output import print_json
from electdesk.cli.spoken import Spoken
from electdesk.domain.errors import ClerkError
from electdesk.i18n import N_, ntr, tr
from electdesk.own_files import check_own_files, program_folder

SHOWN: Final = 20
"""So many files of a kind are named for a person; --json names all."""


@click.command(
    "self-check",
    cls=Spoken,
    help=N_(
        "Compare the program's own files with the manifest that came with them. Exit code 1 where a file differs, is missing or was added."
    ),
)
@click.option("--json", "as_json", is_flag=True, help=N_("Print one JSON document."))
def self_check(as_json: bool) -> int:
    """Compare the program's own files with their manifest."""
    folder = program_folder()
    if folder is None:
        raise ClerkError("self_check_from_source")
    found = check_own_files(folder)
    if found is None:
        raise ClerkError("manifest_missing", folder=str(folder))
    if as_json:
        print_json(json.loads(msgspec.json.encode(msgspec.structs.asdict(found) | {"folder": str(found.folder), "ok": found.ok})))
        return 0 if found.ok else 1
    click.echo(ntr("{n} file of the program was compared.", "{n} files of the program were compared.", found.files))
    for names, text in (
        (found.changed, N_("Differs: {file}")),
        (found.missing, N_("Missing: {file}")),
        (found.added, N_("Not in the manifest: {file}")),
    ):
        for name in names[:SHOWN]:
            click.echo(tr(text, file=name))  # i18n: dynamic
        if len(names) > SHOWN:
            click.echo(ntr("… and {n} more file", "… and {n} more files", len(names) - SHOWN))
    click.echo(tr("Fingerprint of the manifest: {fingerprint}", fingerprint=" ".join(_groups(found.fingerprint))))
    if found.ok:
        click.echo(tr("All files are those of the manifest. Compare its fingerprint with the printed sheet."))
        return 0
    click.echo(tr("This is not the program as it was built: take the folder from the commission's own copy again."))
    return 1


def _groups(digits: str) -> list[str]:
    return [digits[start : start + 4] for start in range(0, len(digits), 4)]


def add_to(commands: click.Group) -> None:
    """Put these commands into the group."""
    commands.add_command(self_check)
