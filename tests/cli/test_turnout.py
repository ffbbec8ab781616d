"""`turnout`: the day on the command line, its bulletin in three languages, who has not reported, what has to be asked again."""

from pathlib import Path

import pytest

from electdesk.services.commands import AddContact
from tests.cli.running import command_line
from tests.turnout_day import tell, voting_day

THIN = "\u202f"
HARD = "\u00a0"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """30 stations in three districts: two told 10:00, one of them 12:00 too, and a third one fell."""
    region = voting_day(tmp_path)
    tell(region, "station00", at_10=100, at_12=200)
    tell(region, "station12", at_10=155)
    tell(region, "station01", at_10=120, at_12=90)
    region.execute(AddContact(station="station02", name="А. Ә.", phones=("8 700 11",)))
    region.close()
    return tmp_path / "day.electdesk"


def test_the_document_names_basis_slot_and_how_many_stations_each_figure_holds(file: Path) -> None:
    done = command_line("turnout", file, "--slot", "12", "--json")
    found = done.json
    assert (done.code, found["basis"], found["slot"], found["reporting_stations"]) == (1, "issued", "12:00", {"n": 3, "of": 30})
    noon = found["region"]["slots"][1]
    assert noon == {
        "slot": "12:00",
        "reported": 1,
        "told": 2,
        "finished": 0,
        "missing": 28,
        "issued": 200,
        "issued_where_list_known": 200,
        "voters_where_list_known": 500,
        "percent": 40.0,
        "complete": False,
    }
    for slot in range(3):
        for figure in ("reported", "issued", "voters_where_list_known", "missing"):
            districts = sum(unit["slots"][slot][figure] for unit in found["districts"])
            assert districts == found["region"]["slots"][slot][figure]
    assert [(each["station"], each["slot"], each["code"], each["left"], each["right"]) for each in found["questions"]] == [
        ("10", "12:00", "T1", 90, 120)
    ]
    assert len(found["missing"]) == 28


def test_the_bulletin_says_the_same_in_three_languages(file: Path) -> None:
    texts = {lang: command_line("turnout", file, "--slot", "10", "--bulletin", "--lang", lang).out for lang in ("ru", "kk", "en")}
    assert texts["ru"].splitlines()[0] == (
        f"Область, на 10:00: выдано бюллетеней 375, 23,0{HARD}% от включённых в списки 1{THIN}630 (3 из 30 участков)."
    )
    assert texts["kk"].splitlines()[0] == (
        f"Облыс, 10:00 жағдайы бойынша: берілген бюллетеньдер 375, тізімге енгізілген 1{THIN}630 сайлаушының 23,0{HARD}% "
        "(3 учаске, барлығы 30)."
    )
    assert texts["en"].splitlines() == [
        f"Region, as of 10:00: 375 ballots issued, 23.0% of the 1{THIN}630 voters on the lists (3 of 30 stations).",
        "Incomplete: no report yet, or being asked again: 27 of 30 stations.",
        "Preliminary data: ballots issued, by reports of the stations.",
        "Glubokoye: 21.8%, 220 (2 of 10 stations)",
        "Ridder: 25.0%, 155 (1 of 10 stations)",
        "Zharma: –, 0 (0 of 10 stations)",
    ]


def test_who_has_not_reported_is_listed_with_the_phone(file: Path) -> None:
    done = command_line("turnout", file, "--slot", "10:00", "--missing", "--area", "Ridder")
    assert [line.split()[:2] for line in done.out.splitlines()[1:3]] == [["Ridder", "18"], ["Ridder", "19"]]
    whole = command_line("turnout", file, "--slot", "12:00", "--missing")
    assert [line.split() for line in whole.out.splitlines() if "8 700 11" in line] == [["Glubokoye", "11", "–", "8", "700", "11"]]


def test_a_slot_that_is_not_there_is_refused_in_three_sentences(file: Path) -> None:
    done = command_line("turnout", file, "--slot", "11")
    assert (done.code, done.sentences) == (
        2,
        ["The set-up has no turnout report at 11.", "Nothing was changed.", "Choose one of: 10:00, 12:00, 14:00."],
    )


@pytest.mark.parametrize("name", ["turnout", "not-reported"])
def test_bulletin_and_missing_list_are_printed(file: Path, tmp_path: Path, name: str) -> None:
    target = tmp_path / f"{name}.pdf"
    done = command_line("report", file, name, target, "--slot", "10", "--lang", "kk")
    assert done.code == 0
    assert target.read_bytes().startswith(b"%PDF")
