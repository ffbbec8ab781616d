"""What a newcomer reads: mistyped commands, counts, both bases, findings with what was said of them, a history, and help in three languages."""

import json
import re
from pathlib import Path

import click
import pytest

from electdesk.cli import start
from electdesk.domain.forms import load_form_named
from electdesk.i18n.error_texts import ERRORS
from tests.cli.running import command_line
from tests.regions import good_values, small_region

LANGUAGES = ("ru", "kk", "en")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A small closed region of 30 stations with 9 protocols."""
    small_region(tmp_path, entered=9).close()
    return tmp_path / "small.electdesk"


def test_a_mistyped_command_is_told_with_the_nearest_ones_and_opens_no_window() -> None:
    done = command_line("totls")
    assert (done.code, done.out) == (2, "")
    assert done.sentences == [
        "“totls” is neither a command of ElectDesk nor a file.",
        "Nothing was changed.",
        "“totals” comes nearest. `electdesk --help` lists the commands; a region file is opened by the path of the file.",
    ]
    assert (command_line("nosuch").code, len(command_line("nosuch").sentences)) == (2, 3)


@pytest.mark.parametrize("name", ["region.electdesk", "there.txt"])
def test_a_file_that_is_there_or_is_named_like_a_region_opens_in_the_window(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path | None] = []

    def window(file: Path | None) -> int:
        opened.append(file)
        return 0

    monkeypatch.setattr("electdesk.app.open_window", window)
    file = tmp_path / name
    if name == "there.txt":
        file.write_text("anything")
    assert (command_line(file).code, opened) == (0, [file])
    more = command_line(file, "and", "more")
    assert (more.code, len(more.sentences), opened) == (2, 3, [file])


def test_without_a_screen_three_sentences_stand_where_a_window_would_have_been(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    done = command_line()
    assert (done.code, done.sentences[0]) == (2, "There is no screen on which a window could be shown.")


@pytest.mark.parametrize(
    ("words", "what", "where"),
    [
        (("new",), "The command was not understood: FILE is missing.", "new"),
        (("new", "a.electdesk", "--form"), "The command was not understood: --form needs a value.", "new"),
        (("history", "a.electdesk"), "The command was not understood: RECORD is missing.", "history"),
        (("users", "a.electdesk", "add", "x", "--role", "boss"), None, "users"),
        (("form", "chek"), None, "form"),
    ],
)
def test_a_command_that_is_not_understood_is_told_in_three_sentences(words: tuple[str, ...], what: str | None, where: str) -> None:
    done = command_line(*words)
    assert (done.code, done.out, len(done.sentences)) == (2, "", 3)
    assert what in (None, done.sentences[0])
    assert done.sentences[1:] == ["Nothing was changed.", f"See `electdesk {where} --help`."]


def test_the_readme_names_every_command() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    assert [name for name in start.MODULES if f"`{name}`" not in readme] == []


def test_a_new_region_says_file_mode_content_and_what_comes_next(tmp_path: Path) -> None:
    empty = tmp_path / "new.electdesk"
    made = command_line("new", empty, "--form", "kz-president-2011")
    assert (made.code, made.out) == (0, "")
    assert made.sentences[0] == f"Made: {empty}, a training region (TEST)."
    assert made.sentences[1].startswith("It holds 0 stations. Contests: ")
    assert made.sentences[2] == f"Next: import the list of stations with `electdesk import {empty} stations LIST.csv`."


def test_the_answer_to_a_command_names_every_station_and_counts_them(tmp_path: Path) -> None:
    file = tmp_path / "many.electdesk"
    assert command_line("new", file, "--form", "kz-president-2011").code == 0
    listed = tmp_path / "stations.csv"
    listed.write_text("Station,District\n" + "".join(f"{number},North\n" for number in range(1, 81)), "utf-8")
    assert command_line("import", file, "stations", listed).code == 0
    done = command_line("do", file, stdin='{"command": "Undo"}')
    assert done.code == 0
    answer = json.loads(done.out)
    assert answer["counts"] == {"stations": len(answer["stations"]), "records": len(answer["records"])}
    undone = command_line("log", file, "--json").json[-1]
    assert (undone["command"], undone["count"]) == ("Undo", len(answer["records"]))
    assert len(answer["records"]) > 80


def test_a_check_shows_severity_difference_and_what_was_confirmed(file: Path) -> None:
    """Station 25: 600 on the list of the protocol against the register is V1, a soft finding that takes a confirmation."""
    before = command_line("check", file, "--json").json["findings"]
    soft = next(
        found for found in before if found["severity"] == "soft" and found["confirmed"] is None and found["left"] is not None
    )
    heads, *rows = command_line("check", file, "--station", soft["station"]).out.splitlines()
    assert heads.split() == [
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
    row = next(row for row in rows if f" {soft['code']} " in row)
    assert ("to confirm" in row, row.endswith("not confirmed")) == (True, True)
    assert f" {abs(soft['left'] - soft['right'])} " in row
    confirm = {"command": "ConfirmFindings", "station": soft["station"], "confirm": {soft["code"]: "the paper says so"}}
    assert command_line("do", file, stdin=json.dumps(confirm)).code == 0
    after = command_line("check", file, "--station", soft["station"]).out.splitlines()
    assert next(row for row in after if f" {soft['code']} " in row).endswith("Confirmed: the paper says so")


def test_totals_name_both_bases_and_both_turnouts_with_what_they_are_shares_of(file: Path) -> None:
    unit = command_line("totals", file, "--json").json["units"][0]
    text = command_line("totals", file).out
    first = text.splitlines()[0]
    assert ("8 of 30 stations" in first, "basis: preliminary figures" in first) == (True, True)
    assert ("% of valid votes" in text, "% of those who took part" in text) == (True, True)
    turnouts = [line.split("%")[0].split()[-1] for line in text.splitlines() if line.startswith("turnout")]
    assert sorted(map(float, turnouts)) == sorted(
        round(unit[key], 2) for key in ("turnout_issued_percent", "turnout_found_percent")
    )


def test_a_history_is_text_for_a_person_and_json_for_a_script(file: Path) -> None:
    values = good_values(600, 300)
    assert command_line("do", file, stdin=json.dumps({"command": "FinishEntry", "station": "25", "values": values})).code == 0
    changed = {"command": "CorrectEntry", "station": "25", "values": values | {"3": 299}, "reason": "a slip"}
    assert command_line("do", file, stdin=json.dumps(changed)).code == 0
    lines = command_line("history", file, "25").out.splitlines()
    assert "{" not in "".join(lines)
    heads = [line for line in lines if not line.startswith("        ")]
    assert "entry finished: entry station 25" in heads[-2]
    assert heads[-1].endswith("entry corrected: entry station 25  (a slip)")
    assert [line.strip() for line in lines[lines.index(heads[-1]) + 1 :]] == ["line 3: 300 → 299"]
    steps = command_line("history", file, "25", "--json").json
    assert [step["command"] for step in steps][-2:] == ["FinishEntry", "CorrectEntry"]


@pytest.mark.parametrize(("count", "words"), [(1, "1 замечание"), (2, "2 замечания"), (5, "5 замечаний")])
def test_counts_take_the_form_of_their_word(count: int, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from electdesk.i18n import ntr, use_language

    use_language("ru")
    try:
        assert ntr("{n} finding", "{n} findings", count) == words
    finally:
        use_language("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_of_every_command_is_in_the_language(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "system_language", lambda: language)
    context = click.Context(start.commands)
    names = [[name] for name in start.commands.list_commands(context)] + [["form", "check"], ["form", "test"]]
    english = {"Usage:", "Options:", "Show this message", "Print one", "Exit code"}
    for words in [[], *names]:
        done = command_line(*words, "--help")
        assert (done.code, done.err) == (0, "")
        assert {word for word in english if word in done.out} <= (english if language == "en" else set()), (words, done.out)


def test_refusals_of_words_are_in_the_language(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "system_language", lambda: "ru")
    tries = {
        ("verify", str(file), "--nonsense"): "нет такого параметра: --nonsense",
        ("verify",): "не указано: FILE",
        ("verify", str(file), "more"): "слов больше, чем принимает команда: more",
        ("form", "nothing"): "нет команды «nothing»",
        ("report", str(file), "station", "x.pdf", "--lang", "de"): "значение --lang должно быть одним из: ru, kk, en",
    }
    for words, said in tries.items():
        done = command_line(*words)
        assert (done.code, said in done.err) == (2, True), done.err


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_what_the_reader_of_commands_says_is_in_the_language(language: str, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names of fields and types stay as a script writes them; no English sentence stands around them."""
    monkeypatch.setattr(start, "system_language", lambda: language)
    lines = {
        "not json": {"JSON", "UTF-8"},
        '{"command": "Nothing"}': {"Nothing", "command"},
        '{"command": "Undo", "more": 1}': {"more"},
        '{"command": "Undo", "commit": "x"}': {"int", "str", "commit"},
        '{"command": "AddChoice", "name": {"ru": "x"}, "kind": "horse"}': {"horse"},
    }
    for line, kept in lines.items():
        first = command_line("do", file, stdin=line).sentences[0]
        assert set(re.findall(r"[A-Za-z][A-Za-z8-]+", first)) == kept, first


def test_the_sentences_of_the_window_name_no_options_of_the_command_line() -> None:
    """The few that only the command line can raise may name them."""
    own = {"command_unknown", "one_file_only", "no_display", "command_unreadable"}
    shown = {
        code: texts
        for code, texts in ERRORS.items()
        if code not in own and not any("--user" in text or "--pass" in text for text in texts)
    }
    assert [code for code, texts in shown.items() if any(re.search(r"(?<!\w)--[a-z]", text) for text in texts)] == []


def test_the_option_that_allows_new_choices_is_named_where_options_are_typed(tmp_path: Path) -> None:
    file, listed = tmp_path / "r.electdesk", tmp_path / "r.csv"
    assert command_line("new", file, "--form", "kz-president-2011").code == 0
    listed.write_text("Station,District\n1,North\n", "utf-8")
    assert command_line("import", file, "stations", listed).code == 0
    numbers = [line.number for line in load_form_named("kz-president-2011").lines]
    listed.write_text(",".join(["Station", *numbers, "Smith John"]) + "\n" + ",".join(["1"] * (len(numbers) + 2)) + "\n", "utf-8")
    done = command_line("import", file, "tallies", listed)
    assert (done.code, done.sentences[-1]) == (2, "The option for it: --new-choices.")
