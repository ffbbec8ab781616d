"""`users`: the first administrator of a file, further users, passwords."""

import csv
import io
from pathlib import Path

import click

from electdesk.cli import signing
from electdesk.cli.opened import reading, writing
from electdesk.cli.output import LinesError, print_json, table
from electdesk.cli.spoken import Spoken
from electdesk.domain.errors import ClerkError
from electdesk.i18n import N_, tr
from electdesk.i18n.sentences import role_name
from electdesk.services.commands import ChangeUser
from electdesk.services.commands.people import NewUser, shadowed, users_of, wrong_users
from electdesk.services.person import ROLES
from electdesk.services.region import Region
from electdesk.services.roles import refuse_read
from electdesk.services.users import add_users, begin_users, change_password, has_users, reset_password

FILE = click.argument("file", type=click.Path(path_type=Path))
ROLE = click.option("--role", "roles", multiple=True, type=click.Choice(ROLES), help=N_("A role; once for each."))


@click.command("users", cls=Spoken, help=N_("Users of a file: list, begin, add, change, reset, password."))
@FILE
@click.argument("act", type=click.Choice(("list", "begin", "add", "change", "reset", "password")), default="list")
@click.argument("login", required=False)
@ROLE
@click.option("--name", default=None, help=N_("The person's name, as it is printed."))
@click.option("--from", "source", type=click.Path(path_type=Path), help=N_("A list to add: login; name; roles, one person a line."))
@click.option("--revoke/--restore", "revoke", default=None, help=N_("Take the right to log in away, or give it back."))
@click.option("--reason", default="", help=N_("Why a user is changed."))
@click.option(
    "--new-password-file",
    type=click.Path(path_type=Path),
    help=N_("A file whose first line is the new password; else it is asked."),
)
@click.option("--json", "as_json", is_flag=True, help=N_("Print one JSON document."))
def users(
    file: Path,
    act: str,
    login: str | None,
    roles: tuple[str, ...],
    name: str | None,
    source: Path | None,
    revoke: bool | None,
    reason: str,
    new_password_file: Path | None,
    as_json: bool,
) -> int:
    """Users of a file."""
    if act == "list":
        return _list(file, as_json)
    if act == "password":
        signing.changing()
    with writing(file) as region:
        if act == "begin":
            password = signing.read_password(new_password_file, tr("Password of {login}: ", login=_named(login)))
            begin_users(region, _named(login), password, name or "", roles)
            return 0
        if act == "password":
            old = signing.password_given()
            change_password(region, old, signing.read_password(new_password_file, tr("New password: ")))
            return 0
        if not has_users(region):
            raise ClerkError("no_users_here", login=login or "")
        if act == "change":
            active = None if revoke is None else not revoke
            region.execute(ChangeUser(login=_named(login), reason=reason, name=name, roles=roles or None, active=active))
            return 0
        if act == "reset":
            given = {_named(login): reset_password(region, _named(login))}
        else:
            given = (
                _add_list(region, source)
                if source is not None
                else add_users(region, [NewUser(_named(login), name or "", roles or ("clerk",))])
            )
    if as_json:
        print_json({"first_passwords": given})
    else:
        table([tr("User"), tr("First password, to be changed at the first log-in")], list(given.items()))
    return 0


def _list(file: Path, as_json: bool) -> int:
    with reading(file) as region:
        refuse_read(region.person, "users")
        unseen = shadowed(region)
        found = sorted(users_of(region).items(), key=lambda each: (each[1].login, each[0]))
    if as_json:
        rows = [
            {"login": user.login, "name": user.name, "roles": user.roles, "active": user.active and record not in unseen}
            for record, user in found
        ]
        print_json({"users": rows})
    else:
        states = {True: "", False: tr("may not log in")}
        rows_of_text = [
            [
                user.login,
                user.name,
                ", ".join(map(role_name, user.roles)),
                tr("another has this user name") if record in unseen else states[user.active],
            ]
            for record, user in found
        ]
        table([tr("User"), tr("Full name"), tr("Roles"), ""], rows_of_text)
    return 0


def _named(login: str | None) -> str:
    if not login:
        raise click.UsageError(tr("Say whose: electdesk users FILE ACT LOGIN."))
    return login


def _add_list(region: Region, source: Path) -> dict[str, str]:
    """Add the people of a list: login; name; roles (in English, separated by commas). All or nobody.

    Raises ClerkError: list_unreadable, users_list_wrong with each bad line.
    """
    try:
        text = source.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ClerkError("list_unreadable", file=source) from error
    rows, lines, wrong = [], [], []
    reader = csv.reader(io.StringIO(text), delimiter=";")
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        lines.append(reader.line_num)
        if len(cells) > 3:
            wrong.append((reader.line_num, ClerkError("cells_too_many", count=len(cells))))
        login, name, roles = (*(cell.strip() for cell in cells), "", "")[:3]
        rows.append(NewUser(login, name, tuple(role.strip() for role in roles.split(",") if role.strip()) or ("clerk",)))
    wrong += [(lines[place], error) for place, error in wrong_users(region, rows)]
    if wrong:
        raise LinesError("users_list_wrong", source, wrong)
    return add_users(region, rows)


def add_to(commands: click.Group) -> None:
    """Put these commands into the group."""
    commands.add_command(users)
