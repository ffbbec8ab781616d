"""Who runs a command on a file with users: `--user NAME`, and the password from a file or typed."""

import getpass
import sys
from pathlib import Path
from typing import Final

import click

from electdesk.domain.errors import ClerkError
from electdesk.i18n import N_, tr
from electdesk.services.region import Region
from electdesk.services.users import authenticate, has_users

_WHO: Final = "electdesk.who"
WITHOUT: Final = frozenset({"new", "verify", "backup", "restore", "demo", "form"})
"""Commands that read no election data for anybody: they ask nobody who they are."""


def offer(name: str, command: click.Command) -> None:
    """Give a command the options `--user` and `--password-file`, where it works on a region file."""
    if name in WITHOUT or any(param.name == "user" for param in command.params):
        return
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            offer("", inner)
        return
    if not any(param.name == "file" for param in command.params):
        return
    command.params += [
        click.Option(["--user"], expose_value=False, callback=_keep, help=N_("Who runs this, for a file with users.")),
        click.Option(
            ["--password-file"],
            type=click.Path(path_type=Path),
            expose_value=False,
            callback=_keep,
            help=N_("A file whose first line is the password; without it the password is asked."),
        ),
    ]


def _keep(ctx: click.Context, param: click.Parameter, value: object) -> None:
    ctx.meta.setdefault(_WHO, {})[param.name] = value


def sign_in(region: Region) -> None:
    """Log in who the command line names. Raises ClerkError: user_wanted, password_wanted, password_must_change, and as ``authenticate``."""
    ctx = click.get_current_context(silent=True)
    told = ctx.meta.get(_WHO, {}) if ctx is not None else {}
    login, file = told.get("user"), told.get("password_file")
    if not has_users(region):
        if login:
            raise ClerkError("no_users_here", login=login)
        return
    if not login:
        raise ClerkError("user_wanted", file=region.store.path)
    told["password"] = read_password(file, tr("Password of {login}: ", login=login))
    found = authenticate(region, login, told["password"])
    if found.must_change and told.get("changing") is None:
        raise ClerkError("password_must_change")


def password_given() -> str:
    """The password with which the command signed in, for the command that replaces it."""
    return str(click.get_current_context().meta.get(_WHO, {}).get("password", ""))


def password_file_given() -> Path | None:
    """The file named by `--password-file`, for a command that makes a password."""
    file = click.get_current_context().meta.get(_WHO, {}).get("password_file")
    return file if isinstance(file, Path) else None


def changing() -> None:
    """Say that the command itself replaces a first password."""
    click.get_current_context().meta.setdefault(_WHO, {})["changing"] = True


def read_password(file: Path | None, question: str) -> str:
    """The first line of a file, else what is typed at the terminal. Raises ClerkError: password_wanted, file_unreadable."""
    if file is not None:
        try:
            return (file.read_text(encoding="utf-8-sig").splitlines() or [""])[0]
        except (OSError, UnicodeDecodeError) as error:
            raise ClerkError("password_file_unreadable", file=file) from error
    if not sys.stderr.isatty():
        raise ClerkError("password_wanted")
    return getpass.getpass(question)
