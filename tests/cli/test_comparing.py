"""`differences`: which stations and lines wait for whom, and never a figure."""

from pathlib import Path

from electdesk.services.commands import FinishEntry
from tests.cli.running import command_line
from tests.services.double_entry import AIGUL, BOLAT, as_person, double_region, protocol


def test_differences_name_the_station_and_the_lines_and_no_figure(tmp_path: Path) -> None:
    region = double_region(tmp_path)
    as_person(region, AIGUL, FinishEntry(station="2", values=protocol()))
    as_person(region, BOLAT, FinishEntry(station="2", values=protocol(line_3b=7, line_3a=7)))
    region.close()
    file = tmp_path / "double.electdesk"
    told = {"station": "2", "contest": "president", "lines": ["3a", "3b"], "task": "settle"}
    as_json = command_line("differences", file, "--json")
    assert (as_json.code, as_json.json) == (1, {"differences": [told]})
    rows = [line.split() for line in command_line("differences", file).out.splitlines()]
    assert rows[1:] == [["2", "president", "3a,", "3b", "settle", "from", "the", "paper"]]


def test_without_a_difference_there_is_nothing_to_do(tmp_path: Path) -> None:
    double_region(tmp_path).close()
    found = command_line("differences", tmp_path / "double.electdesk", "--json")
    assert (found.code, found.json) == (0, {"differences": []})
