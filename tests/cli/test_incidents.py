"""`electdesk incidents`: the log, one incident, the figures, and the report as PDF, by script."""

import json
from pathlib import Path

import pypdfium2
import pytest

from tests.cli.running import Done, command_line
from tests.regions import small_region


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A region with three incidents: one long overdue, one resolved, one of a whole district."""
    small_region(tmp_path, entered=2).close()
    path = tmp_path / "small.electdesk"
    done = do(
        path,
        {
            "command": "AddIncident",
            "category": "B1",
            "station": "10",
            "at": "2011-04-03T07:00:00Z",
            "reported_at": "2011-04-03T07:05:00Z",
        },
        {"command": "AddIncident", "category": "F5", "station": "12", "text": "Мешают интервьюеру", "source": "interviewer"},
        {"command": "MoveIncident", "incident": "2", "step": "resolve", "measures": "Объяснили"},
        {"command": "AddIncident", "category": "C3", "area": "Риддер", "affected": 40},
    )
    assert (done.code, done.err) == (0, "")
    return path


def do(file: Path, *commands: dict[str, object]) -> Done:
    return command_line("do", file, stdin="\n".join(json.dumps(command) for command in commands))


def test_the_log_tells_overdue_incidents_by_its_exit_code_and_first(file: Path) -> None:
    done = command_line("incidents", file)
    assert done.code == 1
    lines = done.out.splitlines()
    assert [line.split()[0] for line in lines[:4]] == ["No.", "1", "3", "2"]
    assert "overdue by" in lines[1]
    assert "all 30 stations of the register; reports of stations are not kept in this file" in lines
    assert "Incidents: 3, 10.0 per 100 reporting stations, 95% interval [2.1; 29.2] (n = 30)." in lines


def test_a_filter_narrows_the_list_and_never_the_figures(file: Path) -> None:
    found = command_line("incidents", file, "--work", "open", "--district", "Риддер", "--json").json
    assert [(each["number"], each["work"], each["affected"]) for each in found["incidents"]] == [(3, "new", 40)]
    assert (found["figures"]["count"], found["figures"]["stations"], found["figures"]["of"]) == (3, 30, 30)
    assert found["figures"]["rate"]["interval"]["low"] == pytest.approx(2.0622, abs=1e-3)


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        (("--severity", "3"), [1, 2]),
        (("--category", "f"), [2]),
        (("--text", "интервью"), [2]),
        (("--station", "12"), [2]),
        (("--finding", "not_examined", "--work", "overdue"), [1]),
    ],
)
def test_each_option_finds_what_it_says(file: Path, words: tuple[str, ...], numbers: list[int]) -> None:
    assert [each["number"] for each in command_line("incidents", file, *words, "--json").json["incidents"]] == numbers


def test_one_incident_is_told_with_its_history(file: Path) -> None:
    told = command_line("incidents", file, "--incident", "2", "--json").json
    assert [event["what"] for event in told["history"]] == ["reported", "changed", "resolve"]
    assert (told["steps"], told["minutes"], told["late"]) == ([], 0, False)
    lines = command_line("incidents", file, "--incident", "2").out.splitlines()
    assert lines[-1].endswith("Resolved")


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("--incident", "9"), "There is no incident 9."),
        (("--category", "Z9"), "There is no category of incidents Z9."),
        (("--district", "Nowhere"), "There is no district Nowhere."),
        (("--since", "25:00"), "“25:00” is no time."),
    ],
)
def test_what_is_not_there_is_said_in_three_sentences(file: Path, words: tuple[str, ...], what: str) -> None:
    done = command_line("incidents", file, *words)
    assert (done.code, done.err.splitlines()[0], len(done.err.splitlines())) == (2, what, 3)


@pytest.mark.parametrize(
    ("lang", "title"), [("ru", "Отчёт об инцидентах"), ("kk", "Инциденттер туралы есеп"), ("en", "Incident report")]
)
def test_the_report_prints_list_figures_and_method(file: Path, tmp_path: Path, lang: str, title: str) -> None:
    target = tmp_path / "report.pdf"
    done = command_line("report", file, "incidents", target, "--lang", lang)
    assert done.code == 0, done.err
    pdf = pypdfium2.PdfDocument(target)
    text = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    assert title in text
    assert "Мешают интервьюеру. Объяснили" in " ".join(text.split())
    pdf.close()
