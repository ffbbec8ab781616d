"""A day with two ballots, and a form that was written without Python: both go the whole way."""

import json
import re
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from electdesk.domain.figures import BLANK
from electdesk.domain.states import State
from electdesk.paths import resources_dir
from electdesk.reports.pages import text_of
from electdesk.ui.entry.box_field import BoxField
from tests.cli.running import command_line
from tests.journeys.office import CONTROL, Key, Office, digits
from tests.regions import small_region
from tests.ui.importing.hand import Hand

LISTS: Final = [1000, 1000, 0, 600, 20, 380, 20, 600, 10, 610, 0, 0]
"""Lines 1 … 12 of ru-duma-2021 that add up."""


def script(file: Path, *commands: dict[str, object]) -> None:
    """Run commands on a file as a script does."""
    done = command_line("do", file, stdin="\n".join(json.dumps(command) for command in commands))
    assert (done.code, done.err) == (0, "")


def stations(numbers: str) -> list[dict[str, object]]:
    """Commands that add stations with 1000 voters each to the region's own area."""
    return [{"command": "AddStation", "number": number, "area": "Duma", "voters": 1000} for number in numbers.split()]


def test_two_ballots_of_one_day_are_typed_one_after_the_other(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "duma.electdesk"
    assert command_line("new", file, "--form", "ru-duma-2021", "--region", "Duma", "--day", "2021-09-19").code == 0
    codes = {unit["contest"] for unit in command_line("totals", file, "--json").json["units"]}
    choices: list[dict[str, object]] = [
        {"command": "AddChoice", "contest": code, "name": {"": f"{code} {letter}"}} for code in sorted(codes) for letter in "AB"
    ]
    script(file, *stations("1 2"), *choices)
    office.window.open_file(file)
    contests = list(office.region.columns.contests)
    assert len(contests) == len(codes) == 2
    assert office.window.overview.strip.contests.isVisible()
    office.page(2)
    assert office.window.entry.contests is not None
    office.station("1")
    first, second = ([*LISTS, *votes] for votes in ((350, 260), (300, 310)))
    office.lines(first)
    office.plus()
    assert office.window.desk.contest_record == contests[1]
    assert office.window.entry.finder.number.words() == "1"
    office.enter()
    office.lines(second)
    office.plus()
    assert office.window.desk.contest_record == contests[0]
    assert office.window.entry.finder.number.words() == "2"
    shown = {}
    for record, typed in zip(contests, (first, second), strict=True):
        office.window.desk.show_contest(record)
        assert (office.state("1"), office.figures("1")) == (State.SETTLED, typed)
        shown[office.contest.contest.code] = [digits(figure) for figure in office.shown_lines().values()]
    assert list(shown.values()) == [first, second]
    units = command_line("totals", file, "--json").json["units"]
    assert {unit["contest"]: list(unit["lines"].values()) for unit in units} == shown


def test_where_there_is_one_ballot_nothing_is_there_to_switch(office: Office, tmp_path: Path) -> None:
    small_region(tmp_path).close()
    office.window.open_file(tmp_path / "small.electdesk")
    office.page(2)
    assert office.window.entry.contests is None
    assert not office.window.overview.strip.contests.isVisibleTo(office.window.overview.strip)


AGREES: Final = ["300", "20", "", "320", "310", "4", "6", "320", "1", "", "", "", "", ""]
"""Lines A … K of the form with lists: everything agrees, the first box is ticked, what may stay empty is left."""
HEADS: Final = "A;B;C;D;E;F;G;H;D and H are equal;H is larger than D;H is smaller than D;I;J;K"
VOTES: Final = ["200", "150", "50", "110", "110"]


def dutch_region(tmp_path: Path) -> Path:
    """A region with the form that the description of forms prints; a CSV file brings the lists, their candidates and station 1."""
    (text,) = re.findall(r"```toml\n(.*?)```", (resources_dir() / "forms/README.md").read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "dutch.toml").write_text(text, encoding="utf-8")
    file, source = tmp_path / "dutch.electdesk", tmp_path / "first.csv"
    assert command_line("form", "test", tmp_path / "dutch.toml").code == 0
    assert command_line("new", file, "--form", tmp_path / "dutch.toml", "--region", "Duma").code == 0
    script(file, *stations("1 2 3 4"))
    lists = "E.1 North;E.1.1 Abel;E.1.2 Bakker;E.2 South;E.2.1 Cremer"
    source.write_text(f"station;{HEADS};{lists}\n1;{';'.join([*AGREES, *VOTES])}\n", encoding="utf-8")
    done = command_line("import", file, "tallies", source, "--new-choices")
    assert (done.code, done.err.splitlines()[-1]) == (0, "New 1, changed 0, same 0, conflicts 0, refused 0, left out 0.")
    return file


def test_a_form_of_boxes_lists_and_guards_goes_the_whole_way_without_python(
    office: Office, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = dutch_region(tmp_path)
    office.window.open_file(file)
    assert office.state("1") == State.SETTLED
    office.page(2)

    # Everything agrees: one box by the key of its place, Enter past what may stay empty.
    office.station("2")
    office.lines([*AGREES, "190", "150", "40", "120", "120"])
    office.plus()
    assert office.state("2") == State.SETTLED
    assert office.figures("2") == [*office.figures("1")[:14], 190, 150, 40, 120, 120]

    # Two more than admitted, but the other box is ticked: the guard of that box asks for another sum.
    office.station("3")
    form = office.window.entry.form
    more = ["300", "20", "", "320", "312", "4", "6", "322", "1", "", "", "", "", "", "202", "150", "52", "110", "110"]
    office.lines(more)
    office.plus()
    assert office.state("3") == State.FIRST_ENTRY
    assert [finding.code for finding in office.contest.findings(office.row("3"))] == ["F302"]

    # The same with the right box, its number, and the recount at the station by the key of its place.
    office.station("4")
    more[8:14] = ["2", "1", "", "2", "", "2"]
    office.lines(more)
    boxes = {row.line.number: row.field.value() for row in form.rows if isinstance(row.field, BoxField)}
    assert office.typed()[-5:] == [202, 150, 52, 110, 110]
    assert boxes == {"D=H": 0, "H>D": 1, "H<D": BLANK, "K": 1}
    office.plus()
    assert office.state("4") == State.SETTLED

    # Totals: the three settled ones; the panel and the command line say the same.
    office.window.overview.totals.show_area("")
    shown = office.shown_lines()
    sums = {"A": 900, "D": 960, "E": 932, "H": 962, "E.1": 592, "E.1.1": 450, "E.1.2": 142, "E.2": 340, "E.2.1": 340}
    assert {line: digits(shown[line]) for line in sums} == sums
    unit = command_line("totals", file, "--json").json["units"][0]
    assert ({line: unit["lines"][line] for line in sums}, unit["reported"]) == (sums, 3)
    checked = command_line("check", file, "--json").json["findings"]
    assert [(found["station"], found["code"]) for found in checked] == [("3", "F302")]

    # The summary.
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: (str(tmp_path / "4.pdf"), "")))
    office.choose("4")
    office.key(Key.Key_P, CONTROL)
    printing = office.window.printing
    qtbot.waitUntil(lambda: printing.pages.reader() is not None, timeout=30_000)
    printing.save_button.click()
    text = " ".join(text_of((tmp_path / "4.pdf").read_bytes()))
    assert [word for word in ("E.1.2", "52", "322", "at the station", "North", "Abel") if word not in text] == []


@pytest.mark.parametrize(
    "heads",
    [pytest.param(HEADS, id="labels"), pytest.param("A;B;C;D;E;F;G;H;D=H;H>D;H<D;I;J;K", id="numbers")],
)
def test_a_list_for_such_a_form_comes_in_through_the_window(office: Office, tmp_path: Path, qtbot: QtBot, heads: str) -> None:
    file, source = dutch_region(tmp_path), tmp_path / "second.csv"
    source.write_text(f"station;{heads};E.1;E.1.1;E.1.2;E.2;E.2.1\n2;{';'.join([*AGREES, *VOTES])}\n", encoding="utf-8")
    office.window.open_file(file)

    Hand(office.window, qtbot).write(source)
    assert (office.said(), office.figures("2")) == ("Imported 1 row.", office.figures("1"))
