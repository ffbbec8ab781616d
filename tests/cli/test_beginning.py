"""`new` from a set-up file and from an older file: what is said, what is refused, and that nothing is left of what was refused."""

from pathlib import Path

import pytest

from electdesk.paths import resources_dir
from electdesk.services.person import Person
from electdesk.storage.regions import open_region
from tests.cli.running import command_line
from tests.regions import small_region

SAMPLE = resources_dir() / "samples" / "set-up.toml"


def test_a_set_up_file_makes_a_region_and_says_how_it_is_verified(tmp_path: Path) -> None:
    file = tmp_path / "new.electdesk"
    made = command_line("new", file, "--set-up", SAMPLE, "--real")
    assert (made.code, made.out) == (0, "")
    assert f"Made: {file}, a region of real papers (REAL)." in made.sentences
    assert made.sentences[-1] == (
        "Each protocol is typed once; the rules of the form find most slips, but not all. Named on the summary."
    )
    totals = command_line("totals", file, "--json").json
    assert (totals["mode"], totals["units"][0]["stations"]) == ("REAL", 4)
    log = command_line("log", file, "--json").json
    assert [(row["command"], row.get("origin", {}).get("file", "")) for row in log] == [
        ("NewRegion", ""),
        ("SetUpRegion", "set-up.toml"),
    ]


def test_a_wrong_set_up_file_is_told_in_three_sentences_and_every_line(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.toml"
    text = SAMPLE.read_text("utf-8").replace('opens = "07:00"', 'opens = "7"').replace("Лицей;обычный", "Лицей;плавучий")
    wrong.write_text(text, encoding="utf-8")
    refused = command_line("new", tmp_path / "new.electdesk", "--set-up", wrong)
    lines = [number for number, line in enumerate(text.splitlines(), 1) if 'opens = "7"' in line or "плавучий" in line]
    assert (refused.code, refused.out) == (2, "")
    assert refused.sentences == [
        f"The set-up file {wrong} is wrong in line {lines[0]}.",
        "Nothing was created.",
        "Mend what is listed and try again.",
        f"{wrong}:{lines[0]}: “7” is no time. Write it as HH:MM, with two digits each.",
        f"{wrong}:{lines[1]}: Cell D4, Тип: There is no station type “плавучий”. Write a known type, or leave the cell empty.",
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["wrong.toml"]


def test_an_oblast_of_stations_comes_from_one_file(tmp_path: Path) -> None:
    rows = [f"Район {n // 55 + 1};{n + 1};Школа № {n};{500 + n % 900};Имя {n};+7 700 {n:07}" for n in range(1038)]
    heading = "Район;УИК;Название;Число избирателей;Председатель;Телефон"
    (tmp_path / "stations.csv").write_text("\n".join((heading, *rows)), encoding="utf-8")
    (tmp_path / "oblast.toml").write_text(
        'region = "Область"\n[[contest]]\nform = "kz-president"\n[stations]\nfile = "stations.csv"\n', encoding="utf-8"
    )
    file = tmp_path / "oblast.electdesk"
    made = command_line("new", file, "--set-up", tmp_path / "oblast.toml")
    assert made.code == 0
    region = open_region(file, Person("Aigul"), read_only=True)
    register = region.columns.register
    assert (len(register), len(register.area_ids), len(region.columns.records.bodies["contact"])) == (1038, 20, 1038)
    assert int(register.voters.sum()) == sum(500 + n % 900 for n in range(1038))
    region.close()


def test_the_real_region_comes_from_the_practice_region(tmp_path: Path) -> None:
    old = tmp_path / "small.electdesk"
    small_region(tmp_path, entered=20).close()
    before = old.read_bytes()
    file = tmp_path / "real.electdesk"
    made = command_line("new", file, "--from", old, "--real", "--day", "2011-05-15")
    assert made.code == 0
    assert made.sentences[-4:] == [
        made.sentences[-4],
        "Taken: districts 3, contests 1, choices 3, stations 30, contacts 0, users 0.",
        "Not taken: entries 20, papers 0, decisions 2, notes 1. They stay in the older file, which was not changed.",
        "Each protocol is typed once; the rules of the form find most slips, but not all. Named on the summary.",
    ]
    assert made.sentences[-4].startswith("Made from Область (TEST, 2011-04-03, fingerprint ")
    assert old.read_bytes() == before
    assert command_line("totals", file, "--json").json["units"][0]["reported"] == 0


def test_users_of_a_set_up_file_log_in_and_the_first_password_is_asked_before_anything_is_made(tmp_path: Path) -> None:
    text = SAMPLE.read_text("utf-8").replace('verification = "single"\n', "")
    people = '[[people.user]]\nlogin = "aigul"\nroles = ["supervisor"]\n[[people.user]]\nlogin = "dana"\n'
    file, set_up, password = tmp_path / "new.electdesk", tmp_path / "set-up.toml", tmp_path / "password"
    set_up.write_text(text.replace("\nusers = false", f"\nusers = true\n{people}"), encoding="utf-8")
    refused = command_line("new", file, "--set-up", set_up)
    assert (refused.code, file.exists()) == (2, False)
    password.write_text("short\n", encoding="utf-8")
    refused = command_line("new", file, "--set-up", set_up, "--password-file", password)
    assert (refused.code, len(refused.sentences), file.exists()) == (2, 3, False)
    password.write_text("a long password\n", encoding="utf-8")
    made = command_line("new", file, "--set-up", set_up, "--password-file", password)
    assert made.code == 0
    assert "dana" in made.out
    assert "a long password" not in made.out + made.err
    assert made.sentences[-1].startswith("Each protocol is typed twice, by two people")
    signed = ("--user", "aigul", "--password-file", password, "--json")
    listed = command_line("users", file, "list", *signed).json["users"]
    assert [(user["login"], user["roles"]) for user in listed] == [("aigul", ["supervisor", "admin"]), ("dana", ["clerk"])]
    again = tmp_path / "again.electdesk"
    assert (command_line("new", again, "--from", file, "--real").code, again.exists()) == (2, False)
    taken = command_line("new", again, "--from", file, "--real", "--user", "aigul", "--password-file", password)
    assert (taken.code, again.exists()) == (0, True)
    assert "users 2" in "".join(taken.sentences)


@pytest.mark.parametrize(
    "words",
    [
        ("--set-up", "none.toml"),
        ("--set-up", "."),
        ("--from", "none.electdesk"),
        ("--set-up", str(SAMPLE), "--form", "kz-president"),
        ("--set-up", str(SAMPLE), "--day", "2026-06-14"),
        ("--from", "small.electdesk", "--region", "X"),
        ("--from", "small.electdesk", "--day", "soon"),
        (),
    ],
)
def test_what_cannot_be_makes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]) -> None:
    small_region(tmp_path, entered=0).close()
    monkeypatch.chdir(tmp_path)
    refused = command_line("new", "new.electdesk", *words)
    assert (refused.code, refused.out) == (2, "")
    assert refused.sentences
    assert not (tmp_path / "new.electdesk").exists()


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "there.electdesk"
    file.write_text("mine", encoding="utf-8")
    refused = command_line("new", file, "--set-up", SAMPLE)
    assert (refused.code, len(refused.sentences), file.read_text("utf-8")) == (2, 3, "mine")


@pytest.mark.parametrize("words", [("-h",), ("--help",)])
def test_help_names_the_ways_and_the_sample(words: tuple[str, ...]) -> None:
    told = " ".join(command_line("new", *words).out.split())
    assert {word for word in ("--set-up", "--from", "set-up.toml in resources/samples") if word not in told} == set()
