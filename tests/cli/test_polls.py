"""`compare --poll … --official …`: a poll at stations held against official shares, without a region file."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.analysis.example import CHOICES, STATIONS, STRATA
from tests.cli.running import Done, command_line

OFFICIAL = {"A": 0.9555, "B": 0.0136, "C": 0.0115, "D": 0.0194}
MARGINS: dict[str, Any] = {"A": {"kind": "pp", "value": 0.02}} | {name: {"kind": "odds", "value": 2.0} for name in "BCD"}
HEADINGS = ("stratum", "stratum_stations", "station", "ballots_issued", "approached", "interviews", *CHOICES)
ROWS = [
    [STRATA[s.stratum].name, STRATA[s.stratum].stations, s.name, s.ballots, s.approached, s.interviews, *s.votes] for s in STATIONS
]


def compare(
    folder: Path,
    rows: list[list[Any]] = ROWS,
    official: dict[str, float] = OFFICIAL,
    margins: dict[str, Any] = MARGINS,
    headings: tuple[str, ...] = HEADINGS,
) -> Done:
    """Write the two files and compare them."""
    table, result = folder / "exit.csv", folder / "official.json"
    lines = [",".join(map(str, row)) for row in (headings, *rows)]
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    result.write_text(json.dumps({"official": official, "margins": margins}), encoding="utf-8")
    return command_line("compare", "--poll", table, "--official", result, "--json")


def changed(row: int, column: str, value: Any) -> list[list[Any]]:
    """The rows of the worked poll with one cell changed."""
    rows = [list(each) for each in ROWS]
    rows[row][HEADINGS.index(column)] = value
    return rows


def test_the_worked_poll_is_told_with_its_intervals_and_verdicts(tmp_path: Path) -> None:
    done = compare(tmp_path)
    (poll,) = done.json["polls"]
    assert done.code == 0
    assert (poll["poll"], poll["kind"], poll["n"], poll["stations"], poll["df"]) == ("exit", "exit poll", 601, 13, 10)
    assert (round(poll["deff_pooled"], 6), round(poll["response_rate"], 6)) == (0.719225, 0.834722)
    ends = [(round(each["low"], 6), round(each["high"], 6)) for each in poll["choices"]]
    assert ends == [(0.940764, 0.977642), (0.003366, 0.024513), (0.003938, 0.025915), (0.006509, 0.03161)]
    assert [each["verdict"] for each in poll["choices"]] == ["inconclusive"] * 4
    assert (poll["verdict"], round(poll["joint"]["p"], 4)) == ("inconclusive", 0.6543)


def test_people_read_a_table_with_the_limit_that_no_interval_covers(tmp_path: Path) -> None:
    compare(tmp_path)
    done = command_line("compare", "--poll", tmp_path / "exit.csv", "--official", tmp_path / "official.json")
    assert done.out.splitlines()[0] == "exit: 601 interviews at 13 stations, response rate 83.47%"
    assert done.out.splitlines()[-1] == "No interval covers that supporters of one choice answered more readily than others."


def test_a_poll_far_from_the_official_result_is_found(tmp_path: Path) -> None:
    done = compare(tmp_path, official={"A": 0.6, "B": 0.2, "C": 0.1, "D": 0.1})
    assert (done.code, done.json["polls"][0]["verdict"]) == (1, "not consistent")


def test_a_choice_without_a_margin_has_no_verdict_and_keeps_its_interval(tmp_path: Path) -> None:
    (poll,) = compare(tmp_path, margins={}).json["polls"]
    assert [(each["verdict"], each["reason"], each["low"] is not None) for each in poll["choices"]] == [
        ("no verdict", "no_margin", True)
    ] * 4


@pytest.mark.parametrize(
    ("rows", "first"),
    [
        (changed(0, "A", 49), "Station 101: 51 answers for the choices are more than its 48 interviews."),
        (changed(0, "ballots_issued", 20), "Station 101: 48 interviews are more than the 20 ballots issued there."),
        (changed(0, "approached", 20), "Station 101: 48 interviews are more than the 20 people approached."),
        (changed(0, "A", "many"), "Cell G2 (A) is not a whole number: many."),
        (changed(0, "A", "1.5"), "Cell G2 (A) is not a whole number: 1.5."),
        (changed(0, "A", -1), "Cell G2 (A) is not a whole number: -1."),
        (changed(0, "A", ""), "Cell G2 (A) is empty."),
        (changed(0, "stratum", ""), "Cell A2 (stratum) is empty."),
        (changed(1, "station", "101"), "Station 101 stands twice in stratum D1."),
        (changed(0, "stratum_stations", 41), "Stratum D1 has two values of stratum_stations: 41 and 40."),
        ([], "No station of the poll has an interview in which a choice is named."),
    ],
)
def test_a_bad_cell_of_the_poll_is_named_in_three_sentences(tmp_path: Path, rows: list[list[Any]], first: str) -> None:
    done = compare(tmp_path, rows)
    assert (done.code, done.out, len(done.sentences), done.sentences[:2]) == (2, "", 3, [first, "Nothing was changed."])


@pytest.mark.parametrize(
    ("official", "margins", "first"),
    [
        (OFFICIAL | {"A": 0.9255}, MARGINS, "The official shares add up to 97.0 %."),
        (OFFICIAL | {"A": 95.55}, MARGINS, "The official share of A is 95.55, not a number from 0 to 1."),
        (OFFICIAL, MARGINS | {"A": {"kind": "pp", "value": 0.0}}, "The margin of A is 0.0, and such a margin decides nothing."),
        (OFFICIAL, MARGINS | {"B": {"kind": "odds", "value": 1.0}}, "The margin of B is 1.0, and such a margin decides nothing."),
        (OFFICIAL, MARGINS | {"E": {"kind": "odds", "value": 2.0}}, "There is a margin for E, which has no official share."),
        ({"A": 0.9555, "B": 0.0136, "C": 0.0309}, {}, "D stands only in one of the two: in the poll or in the official result."),
    ],
)
def test_a_bad_official_result_is_named_in_three_sentences(
    tmp_path: Path, official: dict[str, float], margins: dict[str, Any], first: str
) -> None:
    done = compare(tmp_path, official=official, margins=margins)
    assert (done.code, len(done.sentences), done.sentences[:2]) == (2, 3, [first, "Nothing was changed."])


def test_missing_columns_and_missing_files_are_named(tmp_path: Path) -> None:
    rows = [row[1:] for row in ROWS]
    done = compare(tmp_path, rows, headings=HEADINGS[1:])
    assert done.sentences[0] == "The table of the poll lacks columns: stratum."
    (tmp_path / "official.json").write_text("[]", encoding="utf-8")
    done = command_line("compare", "--poll", tmp_path / "exit.csv", "--official", tmp_path / "official.json")
    assert (done.code, done.sentences[0].startswith("The official result cannot be read")) == (2, True)
    done = command_line("compare", "--poll", tmp_path / "none.csv", "--official", tmp_path / "none.json")
    assert done.sentences[0] == "There is no file none.json."
    assert command_line("compare").sentences[0] == "A comparison needs a poll and an official result."
