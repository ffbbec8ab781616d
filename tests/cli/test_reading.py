"""What people read of `check`, `totals` and `history`: titles, contests, boxes, and nothing of a colleague's unsettled figures."""

from pathlib import Path

import pytest

from electdesk.cli import opened, start
from electdesk.services.person import Person
from tests.boxes_and_ballots import with_boxes
from tests.cli.running import command_line
from tests.regions import small_region, two_contests


def test_check_says_what_each_finding_is_about_in_the_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small_region(tmp_path, entered=9).close()
    file = tmp_path / "small.electdesk"
    english = command_line("check", file).out.splitlines()
    assert english[0].split() == [
        "Station",
        "District",
        "Code",
        "Severity",
        "Lines",
        "Left",
        "Right",
        "Difference",
        "Finding",
        "Confirmation",
    ]
    assert next(line for line in english if " V1 " in line).endswith("list of voters and register differ  not confirmed")
    monkeypatch.setattr(start, "system_language", lambda: "ru")
    russian = command_line("check", file).out
    assert "список избирателей и реестр расходятся" in russian
    assert "took part = invalid + votes" in next(line for line in english if " K1 " in line)


def test_totals_and_findings_of_several_contests_name_them(tmp_path: Path) -> None:
    two_contests(tmp_path).close()
    file = tmp_path / "two.electdesk"
    lines = command_line("totals", file).out.splitlines()
    heads = [line for line in lines if "PRELIMINARY" in line]
    assert [head.split(":")[0] for head in heads] == ["Region  Lists", "Region  District"]
    assert command_line("check", file).out.splitlines()[0].split()[0] == "Contest"


def test_totals_say_how_many_of_their_stations_are_annulled_and_add_nothing(tmp_path: Path) -> None:
    small_region(tmp_path).close()
    file = tmp_path / "small.electdesk"
    assert "19 of 30 stations, basis" in command_line("totals", file).out
    annul = '{"command": "Annul", "station": "13", "reason": "court", "document": "5"}'
    assert command_line("do", file, stdin=annul).code == 0
    assert "19 of 30 stations (1 annulled by decision among them), basis" in command_line("totals", file).out


def test_boxes_are_ids_of_a_station_and_no_sum_of_an_area(tmp_path: Path) -> None:
    with_boxes(tmp_path).close()
    file = tmp_path / "boxes.electdesk"
    by = {level: command_line("totals", file, "--by", level, "--json").json["units"] for level in ("station", "district")}
    assert [unit["lines"] for unit in by["station"]] == [
        {"1": 10, "2": 1, "3": "calm"},
        {"1": 10, "2": 1, "3": "flood"},
        {"1": 10, "2": 0, "3": "storm"},
    ]
    assert [unit["lines"] for unit in by["district"]] == [{"1": 30, "2": 2, "3": None}]
    text = command_line("totals", file, "--by", "station").out
    assert [word in text for word in ("Yes", "No", "flood", "storm")] == [True] * 4


def test_history_keeps_a_colleagues_unsettled_figures_to_himself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small_region(tmp_path, entered=9).close()
    file = tmp_path / "small.electdesk"
    everything = command_line("history", file, "12а", "--json").json
    assert any("lines" in step["body"] for step in everything)
    monkeypatch.setattr(opened, "person", lambda: Person("Bolat", ("clerk",)))
    hidden = command_line("history", file, "12а", "--json").json
    assert [step["revision"] for step in hidden] == [step["revision"] for step in everything]
    assert not any({"lines", "votes", "confirmed"} & set(step["body"]) for step in hidden)
    assert '"lines"' not in command_line("history", file, "12а").out
