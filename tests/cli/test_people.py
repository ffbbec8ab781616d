"""`users`: lists of people with mistakes in several lines, what the list shows, and why a clerk reads settled figures."""

from pathlib import Path

import pytest

from electdesk.services.users import begin_users
from tests.cli.running import Done, command_line
from tests.regions import small_region

PASSWORD = "a long password"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A region with an administrator who decides about tallies too."""
    region = small_region(tmp_path)
    begin_users(region, "root", PASSWORD, "Root R.", ("admin", "supervisor"))
    path = region.store.path
    region.close()
    (tmp_path / "password").write_text(PASSWORD + "\n", "utf-8")
    assert path is not None
    return path


def as_root(file: Path, *words: object) -> Done:
    return command_line(words[0], file, *words[1:], "--user", "root", "--password-file", file.parent / "password")


def test_every_bad_line_of_a_list_is_named_and_nobody_is_added(file: Path) -> None:
    listed = file.parent / "people.csv"
    listed.write_text("cla;Clara;clerk\n\nrec;Rita;cook\nROOT;Twin;clerk\ncla;Again;clerk\na;b;clerk;x\n;Nobody;clerk\n", "utf-8")
    done = as_root(file, "users", "add", "--from", listed)
    assert (done.code, done.out) == (2, "")
    assert done.sentences[:3] == [
        f"The list {listed} has lines that cannot be taken (5); the first is line 3.",
        "No user was added.",
        "Correct these lines, then add the list again.",
    ]
    assert [line.removeprefix(f"{listed}:").split(". ")[0] for line in done.sentences[3:]] == [
        "3: There is no role cook",
        "4: There is a user ROOT already",
        "5: There is a user cla already",
        "6: The line has 4 parts",
        "7:  cannot be a user name",
    ]
    assert [user["login"] for user in as_root(file, "users", "list", "--json").json["users"]] == ["root"]


def test_a_good_list_gives_each_a_first_password_and_the_list_says_full_name(file: Path) -> None:
    listed = file.parent / "people.csv"
    listed.write_text("cla;Clara;clerk\nsup;Sara;supervisor, clerk\n", "utf-8")
    given = as_root(file, "users", "add", "--from", listed, "--json").json["first_passwords"]
    assert list(given) == ["cla", "sup"]
    heads, *rows = as_root(file, "users", "list").out.splitlines()
    assert heads.split() == ["User", "Full", "name", "Roles"]
    assert [row.split() for row in rows] == [
        ["cla", "Clara", "clerk"],
        ["root", "Root", "R.", "supervisor,", "administrator"],
        ["sup", "Sara", "clerk,", "supervisor"],
    ]


def test_whoever_asks_for_preliminary_figures_and_may_not_see_them_is_told_why(file: Path) -> None:
    first = as_root(file, "users", "add", "cla", "--json").json["first_passwords"]["cla"]
    old, new = file.parent / "first", file.parent / "own"
    old.write_text(first + "\n", "utf-8")
    new.write_text("another long password\n", "utf-8")
    changed = command_line("users", file, "password", "--user", "cla", "--password-file", old, "--new-password-file", new)
    assert (changed.code, changed.err) == (0, "")
    signed = ("--user", "cla", "--password-file", new)
    told = command_line("totals", file, *signed)
    why = (
        "These are settled figures, not preliminary ones: unsettled protocols are counted for supervisors alone, "
        "because a sum over few stations tells their figures."
    )
    assert told.sentences == [why]
    assert command_line("totals", file, "--json", *signed).json["basis"] == "settled"
    made = command_line("report", file, "consolidated", file.parent / "table.pdf", *signed)
    assert (made.code, made.sentences[0]) == (0, told.sentences[0])
    assert (as_root(file, "totals").err, as_root(file, "totals", "--json").json["basis"]) == ("", "preliminary")
    assert command_line("totals", file, "--basis", "settled", *signed).err == ""
