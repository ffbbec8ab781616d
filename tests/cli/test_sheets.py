"""The sheets of the desk from the command line."""

from pathlib import Path

import pytest

from electdesk.reports.pages import text_of
from electdesk.services.commands import AcceptPaper, CorrectEntry, HandOutCopy, ReturnPaper
from tests.cli.running import command_line
from tests.regions import good_values, small_region


@pytest.fixture
def file(tmp_path: Path) -> Path:
    region = small_region(tmp_path, entered=12)
    region.execute(AcceptPaper(station="station20"))
    region.execute(ReturnPaper(station="station21", defects=("stamp",)))
    region.execute(HandOutCopy(station="station03", to="Observers"))
    region.execute(CorrectEntry(station="station03", values=good_values(530, 470), reason="line 3 read again"))
    region.close()
    return tmp_path / "small.electdesk"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("receipt", "--number", 1), "Receipt № 1: protocol accepted"),
        (("receipt", "--number", 2), "Protocol returned, № 2"),
        (("missing",), "Protocols that have not arrived"),
        (("copies",), "Register of copies handed out and put up"),
        (("consolidated",), "Consolidated table"),
        (("consolidated", "--basis", "final"), "final tallies only"),
        (("correction", "--station", "12"), "line 3 read again"),
    ],
)
def test_each_sheet_is_written_as_pdf(file: Path, tmp_path: Path, words: tuple[object, ...], said: str) -> None:
    target = tmp_path / "sheet.pdf"
    name, *rest = words
    done = command_line("report", file, name, target, "--lang", "en", *rest)
    assert done.code == 0, done.err
    assert said in " ".join(" ".join(text_of(target.read_bytes())).split())


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("receipt", "--number", 9), "There is no receipt № 9 in this file."),
        (("correction", "--station", "10"), "Of station 10 there are no two different states to compare that you may see."),
        (("letter",), "letter"),
    ],
)
def test_a_sheet_that_cannot_be_made_says_why_and_writes_nothing(
    file: Path, tmp_path: Path, words: tuple[object, ...], sentence: str
) -> None:
    target = tmp_path / "sheet.pdf"
    name, *rest = words
    done = command_line("report", file, name, target, "--lang", "en", *rest)
    assert done.code != 0
    assert sentence in done.err
    assert not target.exists()
