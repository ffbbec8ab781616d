"""`export` and `template`: what leaves the file, who gets which figures, and what is refused."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.running import command_line
from tests.regions import small_region


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A small region on the disk, closed."""
    small_region(tmp_path).close()
    return tmp_path / "small.electdesk"


def test_a_workbook_is_written_in_the_language_asked_for(file: Path, tmp_path: Path) -> None:
    done = command_line("export", file, "workbook", tmp_path / "t.xlsx", "--lang", "kk")
    assert (done.code, done.out, done.sentences) == (0, "", [f"Written: {tmp_path / 't.xlsx'}."])
    assert load_workbook(tmp_path / "t.xlsx", read_only=True).sheetnames[0] == "Учаскелер"


def test_text_tables_are_written_as_excel_wants_them(file: Path, tmp_path: Path) -> None:
    done = command_line("export", file, "csv", tmp_path / "out", "--bom", "--separator", ";")
    assert done.code == 0
    assert (tmp_path / "out" / "stations.csv").read_bytes().startswith(b"\xef\xbb\xbfstation_number;district;")


def test_the_report_of_results_says_what_it_leaves_out(file: Path, tmp_path: Path) -> None:
    done = command_line("export", file, "nist", tmp_path / "t.json")
    assert done.sentences == [
        "Election: lines 2, 3, 3a, 3b, 4, 5 of the protocol are not in this format.",
        "States of tallies, findings, explanations and the history of corrections are not in this format.",
        f"Written: {tmp_path / 't.json'}.",
    ]
    assert json.loads((tmp_path / "t.json").read_text())["Format"] == "precinct-level"


def test_nothing_is_overwritten_without_being_asked(file: Path, tmp_path: Path) -> None:
    target = tmp_path / "t.xlsx"
    target.write_bytes(b"mine")
    done = command_line("export", file, "workbook", target)
    assert (done.code, done.sentences[0]) == (2, f"There is already a file {target}.")
    assert target.read_bytes() == b"mine"
    assert command_line("export", file, "workbook", target, "--force").code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("pictures", "t.xlsx"), "There is no kind of export “pictures”; there are: workbook, csv, nist."),
        (("workbook", "nowhere/t.xlsx"), "The folder for nowhere/t.xlsx does not exist or cannot be used."),
        (("workbook", "t.xlsx", "--bom"), "The command was not understood: --bom and --separator go with csv."),
    ],
)
def test_what_cannot_be_done_is_said_and_writes_nothing(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = command_line("export", file, *words)
    assert done.code == 2
    assert done.sentences[0].startswith(said)
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".xlsx"] == []


def test_the_region_is_as_it_was_and_its_own_workbook_changes_nothing(file: Path, tmp_path: Path) -> None:
    before = file.read_bytes()
    target = tmp_path / "t.xlsx"
    assert command_line("export", file, "workbook", target, "--basis", "preliminary").code == 0
    assert file.read_bytes() == before
    for kind, same in (("stations", 30), ("tallies", 19)):
        command_line("export", file, "workbook", target, "--force")
        done = command_line("import", file, kind, target, "--json")
        told = done.json
        assert (done.code, told["accepted"], told["changed"], told["same"], told["refused"]) == (0, 0, 0, same, []), told


def test_a_template_is_written_for_a_kind(file: Path, tmp_path: Path) -> None:
    done = command_line("template", file, "tallies", tmp_path / "t.xlsx", "--lang", "ru")
    assert done.code == 0
    assert load_workbook(tmp_path / "t.xlsx").worksheets[0]["A5"].value == "№ участка"
    assert command_line("template", file, "pictures", tmp_path / "p.xlsx").code == 2
