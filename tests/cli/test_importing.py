"""`import` from workbooks: JSON, sentences and exit codes; nothing written where something has to be looked at first."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from electdesk.cli import start
from electdesk.paths import CONFIG_VARIABLE
from electdesk.services.imports.profiles import load_profile
from tests.cli.running import Done, command_line
from tests.regions import two_contests
from tests.services.imports.office import HEADING, region_at

N1 = ("Север", 1, 100, 60, 5, 40, 18)
N2 = ("Север", 2, 90, 50, 0, 30, 20)
S20 = ("Юг", 20, 60, 33, 0, 20, 13)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    region_at(tmp_path).close()
    return tmp_path / "r.electdesk"


def workbook(tmp_path: Path, **sheets: Sequence[Sequence[Any]]) -> Path:
    made = Workbook()
    first = made.active
    assert first is not None
    made.remove(first)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    path = tmp_path / "list.xlsx"
    made.save(path)
    return path


def fingerprint(file: Path) -> str:
    return str(command_line("verify", file, "--json").json["fingerprint"])


def imported(file: Path, source: Path, *words: str, kind: str = "tallies") -> Done:
    return command_line("import", file, kind, source, *words)


def test_a_workbook_goes_in_and_the_second_time_nothing_changes(file: Path, tmp_path: Path) -> None:
    source = workbook(tmp_path, Лист1=[("Итоги голосования",), HEADING, N1, N2, S20, ("Итого", None, 250, 143, 5, 90, 51)])
    done = imported(file, source, "--json")
    told = {key: done.json[key] for key in ("accepted", "same", "changed", "conflicts", "refused", "repaired", "skipped", "doubts")}
    assert (done.code, told) == (
        0,
        {
            "accepted": 3,
            "same": 0,
            "changed": 0,
            "conflicts": 0,
            "refused": [],
            "repaired": [],
            "skipped": [{"sheet": "Лист1", "row": 6, "reason": "total"}],
            "doubts": [],
        },
    )
    assert done.json["controls"] == [{"sheet": "Лист1", "row": 6, "text": "Итого", "of": 3, "differences": []}]
    assert command_line("totals", file, "--by", "region", "--json").json["units"][0]["lines"]["2"] == 143
    before = fingerprint(file)
    again = imported(file, source)
    assert (again.code, again.sentences[-3:-1]) == (
        0,
        [
            "New 0, changed 0, same 3, conflicts 0, refused 0, left out 1.",
            "The region holds all of this already. Nothing was changed.",
        ],
    )
    assert again.sentences[-1].startswith("This very file was imported by ")
    assert fingerprint(file) == before


def test_bad_cells_are_listed_with_their_sheet_and_nothing_is_written(file: Path, tmp_path: Path) -> None:
    source = workbook(tmp_path, Север=[HEADING[1:], N1[1:], (2, 90, "нет", 0, 30, 20)], Юг=[HEADING[1:], (20, 60, 33.5, 0, 20, 13)])
    before = fingerprint(file)
    done = imported(file, source, "--json")
    assert (done.code, done.json["accepted"]) == (2, 0)
    assert [
        (cell["sheet"], cell["cell"], cell["row"], cell["column"], cell["value"], cell["reason"]) for cell in done.json["refused"]
    ] == [
        ("Север", "C3", 3, "2", "нет", "letters"),
        ("Юг", "C2", 2, "2", "33.5", "fraction"),
    ]
    assert fingerprint(file) == before
    partly = imported(file, source, "--partial", "--reason", "the rest comes later", "--json")
    assert (partly.code, partly.json["accepted"]) == (1, 1)
    log = command_line("log", file, "--json").json
    assert (log[-1]["command"], log[-1]["reason"]) == ("ImportTallies", "the rest comes later")


def test_a_file_in_doubt_is_written_only_after_somebody_has_looked(tmp_path: Path) -> None:
    file, listed = tmp_path / "many.electdesk", tmp_path / "stations.csv"
    assert command_line("new", file, "--form", "kz-referendum").code == 0
    listed.write_text("УИК;Число избирателей\n" + "".join(f"{n};{500 + n * 37 % 400}\n" for n in range(1, 41)), "utf-8")
    assert imported(file, listed, kind="stations").code == 0
    heading = ["УИК", "1", "2", "3", "3a", "3b", "4", "5", "6", "7", "Да", "Нет", "10"]
    rows = [[n, 500 + n * 37 % 400, 700, 300 + n, 0, 0, 400 - n, 0, 300 + n, n % 5, 300 + n - n % 5, 0, 0] for n in range(1, 41)]
    source = workbook(tmp_path, Лист1=[heading, *rows])
    before = fingerprint(file)
    for words in ((), ("--dry-run",)):
        done = imported(file, source, "--json", *words)
        assert (done.code, [doubt["code"] for doubt in done.json["doubts"]]) == (2, ["choice_zero"])
        (doubt,) = done.json["doubts"]
        assert (doubt["question"][-1], len(doubt["examples"]), fingerprint(file)) == ("?", 3, before)
    told = imported(file, source)
    assert told.sentences[-1] == "Nothing was changed. If the file is right as it is, import it again with --accept-doubts."
    accepted = imported(file, source, "--accept-doubts", "--json")
    assert (accepted.code, accepted.json["accepted"]) == (0, 40)
    assert imported(file, source).code == 0


def test_the_options_say_how_a_file_is_read_and_a_profile_remembers(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CONFIG_VARIABLE, str(tmp_path / "config"))
    rows = [("Район", "УИК", "альфа", "бета", "3а", *HEADING[5:]), (*N1[:2], "1.100", *N1[3:]), (*N2[:4], "-", *N2[5:])]
    source = workbook(tmp_path, Лист1=[("x", "y"), *rows], Старое=[HEADING, S20])
    said = (
        "--sheet",
        "Лист1",
        "--map",
        "альфа=1",
        "--map",
        "[D]=line:2",
        "--thousands",
        ".",
        "--no-number",
        "-",
        "--heading-rows",
        "2",
    )
    done = imported(file, source, *said, "--dry-run", "--save-profile", "Минздрав", "--json")
    assert (done.code, done.json["accepted"], len(done.json["repaired"])) == (0, 2, 1)
    profile = load_profile("Минздрав", "tallies")
    assert (profile.mapping, profile.sheets, profile.heading_rows) == ({"альфа": "1", "[D]": "line:2"}, ("Лист1",), (2, 1))
    by_profile = imported(file, source, "--profile", "Минздрав", "--json")
    assert (by_profile.code, by_profile.json["accepted"]) == (0, 2)
    assert command_line("totals", file, "--by", "region", "--json").json["units"][0]["lines"]["1"] == 1190


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--sheet", "Запад"), "There is no sheet “Запад” in list.xlsx."),
        (("--map", "гамма=1"), "No column of list.xlsx is headed “гамма”."),
        (("--map", "3а=рыба"), "There is nothing called “рыба” that a column could be read as."),
        (("--map", "3а"), "The command was not understood"),
        (("--heading-rows", "5-2"), "The command was not understood"),
        (("--heading-rows", "x"), "The command was not understood"),
        (("--profile", "нет такого"), "There is no import profile “нет такого”."),
        (("--thousands", ";"), "The command was not understood"),
    ],
)
def test_what_is_said_wrongly_is_refused_before_anything_is_written(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], said: str
) -> None:
    monkeypatch.setenv(CONFIG_VARIABLE, str(tmp_path / "config"))
    before = fingerprint(file)
    done = imported(file, workbook(tmp_path, Лист1=[HEADING, N1]), *words)
    assert (done.code, done.sentences[0].startswith(said), fingerprint(file)) == (2, True, before), done.sentences


def test_hidden_things_and_sheets_left_out_are_named(file: Path, tmp_path: Path) -> None:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "Данные"
    for row in (HEADING, N1, N2):
        sheet.append([*row, "примечание" if row is HEADING else "-"])
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["H"].hidden = True
    made.create_sheet("Титул").append(["Итоги"])
    source = tmp_path / "hidden.xlsx"
    made.save(source)
    done = imported(file, source, "--dry-run")
    assert done.sentences == [
        "Sheet “Титул” is left out. No headings of this kind were found: a title or notes.",
        "Hidden columns are left out: H (примечание). With --include-hidden they are read.",
        "1 hidden row is left out. With --include-hidden it is read.",
        "New 1, changed 0, same 0, conflicts 0, refused 0, left out 1.",
        "This was a dry run. Nothing was changed.",
    ]
    assert imported(file, source, "--dry-run", "--include-hidden", "--json").json["accepted"] == 2


def test_a_column_that_was_only_likened_to_a_line_is_told(file: Path, tmp_path: Path) -> None:
    heading = ("Район", "УИК", "Избирателей по списку", *HEADING[3:])
    done = imported(file, workbook(tmp_path, Лист1=[heading, N1]))
    assert (done.code, done.sentences[0]) == (0, "Column C (“Избирателей по списку”) is read as line 1 by its likeness (99 %).")


def test_a_total_that_does_not_agree_is_told_and_stops_nothing(file: Path, tmp_path: Path) -> None:
    done = imported(file, workbook(tmp_path, Лист1=[HEADING, N1, N2, ("Всего", None, 190, 1110, 5, 70, 38)]))
    assert (done.code, done.sentences[0]) == (0, "Лист1 D4 (2): the row of totals says 1\u202f110, its rows add up to 110.")


def test_with_two_contests_the_contest_is_asked_for(tmp_path: Path) -> None:
    two_contests(tmp_path).close()
    done = imported(tmp_path / "two.electdesk", workbook(tmp_path, Лист1=[HEADING, N1]))
    assert (done.code, len(done.sentences)) == (2, 3)


def test_a_conflict_is_shown_and_the_rest_is_written(file: Path, tmp_path: Path) -> None:
    first = workbook(tmp_path, Лист1=[HEADING, N1, N2])
    assert imported(file, first).code == 0
    do = json.dumps({"command": "MakeFinal", "stations": ["1"]})
    assert command_line("do", file, stdin=do).code == 0
    done = imported(file, workbook(tmp_path, Лист1=[HEADING, (*N1[:5], 41, 17), (*N2[:5], 31, 19)]), "--json")
    assert (done.code, done.json["changed"], done.json["conflicts"]) == (1, 1, 1)
    assert done.json["conflict_rows"] == [{"sheet": "Лист1", "row": 2, "station": "1", "reason": "final"}]


def test_a_person_is_told_which_station_is_in_conflict_and_what_to_do(file: Path, tmp_path: Path) -> None:
    assert imported(file, workbook(tmp_path, Лист1=[HEADING, N1])).code == 0
    assert command_line("do", file, stdin=json.dumps({"command": "MakeFinal", "stations": ["1"]})).code == 0
    done = imported(file, workbook(tmp_path, Лист1=[HEADING, (*N1[:5], 41, 17)]))
    told = "Лист1, row 2, station 1: The tally is final. A supervisor can open it again with a reason."
    assert (done.code, done.sentences[0]) == (1, told)


def test_a_district_that_a_list_of_stations_would_make_is_told_by_its_name(file: Path, tmp_path: Path) -> None:
    done = imported(file, workbook(tmp_path, Лист1=[("Район", "УИК"), ("Сервер", 401)]), "--dry-run", kind="stations")
    assert (done.code, done.sentences[0]) == (0, "Districts that are not in the region yet: Сервер. Check their spelling.")


def test_everything_is_told_in_the_language_in_use(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "system_language", lambda: "ru")
    done = imported(file, workbook(tmp_path, Лист1=[HEADING, N1]))
    assert done.sentences == ["Новых: 1, изменено: 0, без изменений: 0, конфликтов: 0, отклонено: 0, пропущено: 0."]
