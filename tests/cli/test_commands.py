"""Every command of the command line: its document, its exit code, and one clear refusal for what cannot be."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from electdesk.domain.forms import load_form_named
from electdesk.services.commands import schemas
from tests.cli.running import Done, command_line
from tests.regions import good_values, small_region

LINES = good_values(600, 300)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A small closed region of 30 stations with 9 protocols."""
    small_region(tmp_path, entered=9).close()
    return tmp_path / "small.electdesk"


def do(file: Path, *commands: dict[str, object]) -> Done:
    return command_line("do", file, stdin="\n".join(json.dumps(command) for command in commands))


def test_a_new_region_is_empty_whole_and_says_its_mode(tmp_path: Path) -> None:
    file = tmp_path / "new.electdesk"
    made = command_line("new", file, "--form", "kz-president-2011", "--region", "ВКО", "--day", "2011-04-03", "--real")
    assert (made.code, made.out, made.sentences[0]) == (0, "", f"Made: {file}, a region of real papers (REAL).")
    verified = command_line("verify", file, "--json")
    assert verified.code == 0
    assert verified.json | {"fingerprint": ""} == {"ok": True, "fingerprint": "", "commits": 2, "revisions": 3, "problems": []}
    totals = command_line("totals", file, "--json").json
    assert (totals["mode"], totals["by"], totals["basis"], [unit["stations"] for unit in totals["units"]]) == (
        "REAL",
        "region",
        "preliminary",
        [0],
    )


def test_totals_add_up_at_every_level_and_name_their_basis(file: Path) -> None:
    by = {level: command_line("totals", file, "--by", level, "--json").json for level in ("station", "district", "region")}
    assert [len(by[level]["units"]) for level in by] == [30, 3, 1]
    region = by["region"]["units"][0]
    for level in ("station", "district"):
        units = by[level]["units"]
        assert {n: sum(u["lines"][n] or 0 for u in units) for n in region["lines"]} == region["lines"]
        assert [sum(u[k] for u in units) for k in ("stations", "reported", "annulled")] == [
            region[k] for k in ("stations", "reported", "annulled")
        ]
    assert (region["stations"], region["reported"]) == (30, 8)
    final = command_line("totals", file, "--basis", "final", "--json").json
    assert (final["basis"], final["units"][0]["reported"]) == ("final", 2)
    assert set(region["choices"][0]) >= {"line", "name", "votes", "percent"}


def test_check_lists_findings_with_both_sides_and_says_so_in_its_exit_code(file: Path) -> None:
    found = command_line("check", file, "--json")
    assert (found.code, found.json["stations"], found.json["damaged"]) == (1, 30, [])
    assert sum(found.json["by_code"].values()) == len(found.json["findings"])
    assert {finding["station"] for finding in found.json["findings"]} >= {"12а", "14"}
    assert set(found.json["findings"][0]) >= {"station", "area", "contest", "code", "severity", "lines", "left", "right"}
    one = command_line("check", file, "--station", "12а", "--json").json
    assert {finding["station"] for finding in one["findings"]} == {"12а"}
    clean = command_line("check", file, "--station", "10", "--json")
    assert (clean.code, clean.json["findings"]) == (0, [])


def test_log_and_history_say_who_did_what_when_and_why(file: Path) -> None:
    log = command_line("log", file, "--json").json
    assert [row["command"] for row in log[:3]] == ["NewRegion", "SetUpRegion", "SetUpRegion"]
    assert [row["number"] for row in log] == list(range(1, len(log) + 1))
    history = command_line("history", file, "13", "--json").json
    assert [step["kind"] for step in history] == ["station", "entry"]
    assert set(history[0]) == {"commit", "at", "author", "command", "reason", "kind", "record", "revision", "parents", "body"}
    for words in (("log", file), ("history", file, "13")):
        assert command_line(*words).out.count("\n") >= 2


def test_do_runs_commands_one_a_line_and_answers_one_a_line(file: Path) -> None:
    done = do(
        file,
        {"command": "FinishEntry", "station": "25", "values": LINES, "confirm": {}},
        {"command": "SaveCheckpoint", "name": "noon"},
        {"command": "Undo"},
    )
    answers = [json.loads(line) for line in done.out.splitlines()]
    assert (done.code, [answer["stations"] for answer in answers]) == (0, [["25"], [], ["25"]])
    assert [row["command"] for row in command_line("log", file, "--json").json[-3:]] == ["FinishEntry", "SaveCheckpoint", "Undo"]


EXAMPLES: dict[str, dict[str, object]] = {
    "FinishEntry": {"station": "25", "values": LINES},
    "CorrectEntry": {"station": "13", "values": good_values(530, 400), "reason": "misread"},
    "ConfirmFindings": {"station": "14", "confirm": {"V1": "compared"}},
    "WithdrawEntry": {"station": "13", "reason": "wrong pile"},
    "RegisterPaper": {"station": "13", "kind": "corrected", "reason": "court", "document": "5"},
    "MakeFinal": {"stations": ["12", "12"]},
    "Reopen": {"station": "2", "reason": "call"},
    "Annul": {"station": "13", "reason": "court", "document": "5"},
    "AcceptAsPaper": {"station": "12а", "reason": "as signed", "document": "5"},
    "Undo": {},
    "SaveCheckpoint": {"name": "noon"},
    "AddStation": {"number": "900", "area": "Риддер", "voters": 5},
    "ChangeStation": {"station": "30", "number": "31a"},
    "WithdrawStation": {"station": "30", "reason": "closed"},
    "AddChoice": {"name": {"ru": "Г"}},
    "ChangeChoice": {"choice": "8", "name": {"ru": "Д"}},
    "WithdrawChoice": {"choice": "11", "reason": "left"},
    "ChangeContest": {"title": {"ru": "Выборы"}, "reason": "wording"},
    "ChangeSetUp": {"opens": "06:00"},
    "AddContest": {"form": load_form_named("kz-president-2011").text, "code": "second"},
    "AddArea": {"name": {"ru": "Новый"}, "parent": "area1"},
    "ChangeArea": {"area": "Риддер", "name": {"ru": "Риддер", "en": "Leninogorsk"}},
    "AddContact": {"station": "25", "name": "А. Ә.", "phones": ["8 700 11"]},
    "ChangeContact": {"contact": "nobody", "name": "А. Ә."},
    "WithdrawContact": {"contact": "nobody", "reason": "left"},
    "AcceptPaper": {"station": "25"},
    "AddUsers": {"users": []},
    "ChangeUser": {"login": "nobody", "reason": "left", "active": False},
    "HandOutCopy": {"station": "13", "to": "observer"},
    "AddIncident": {"category": "A1", "station": "13"},
    "ChangeIncident": {"incident": "1", "text": "nobody came"},
    "AssignIncidents": {"incidents": ["1"], "owner": "TEC"},
    "MoveIncident": {"incident": "1", "step": "start"},
    "JudgeIncident": {"incident": "1", "finding": "cannot", "why": "no witness"},
    "NoteIncident": {"incident": "1", "text": "called back"},
    "AddComplainant": {"incident": "1", "name": "А. Ә."},
    "ChangeComplainant": {"complainant": "nobody", "name": "А. Ә."},
    "PostCopy": {"station": "13", "where": "door"},
    "ReturnPaper": {"station": "25", "defects": ["stamp"]},
    "RetypeLines": {"station": "13", "values": {"1": 1}},
    "SettleDifference": {"station": "13", "values": {"1": 1}},
    "ReturnEntry": {"station": "13", "author": "nobody", "reason": "blurred"},
    "HandOverDraft": {"station": "25", "holder": "nobody", "to": "somebody", "reason": "ill"},
    "DiscardDraft": {"station": "25", "holder": "nobody", "reason": "ill"},
    "ReportTurnout": {"station": "25", "slot": "10", "issued": 71, "caller": "chair"},
    "CorrectTurnout": {"station": "11", "slot": "10:00", "issued": 72, "reason": "misheard"},
    "OpenStation": {"station": "25", "time": "7:05", "reason": "no light"},
    "CloseStation": {"station": "25", "time": "20:00"},
    "CountVoters": {"station": "25", "opening": 600, "added": 2},
    "ConfirmTurnout": {"station": "11", "slot": "12:00", "confirm": {"T6": "road closed"}},
    "KeepEarlierTurnout": {"shares": {"10:00": 2317, "12:00": 4186}, "election": "2022"},
    "WithdrawReport": {"station": "11", "what": "10:00", "reason": "station 12"},
    "AddPoll": {"name": "Exit", "strata": [{"name": "North", "stations": 40}], "conducted_by": "Institute"},
    "ChangePoll": {"poll": "nobody", "method": "at the door"},
    "WithdrawPoll": {"poll": "nobody", "reason": "another region"},
    "FillPolledStation": {"poll": "nobody", "station": "25", "stratum": "North", "votes": {"8": 20}},
    "WithdrawPolledStation": {"poll": "nobody", "station": "25", "reason": "not drawn"},
    "FillWave": {"poll": "nobody", "number": 1, "groups": [{"answers": [60, 10, 20, 10]}]},
    "FixMargins": {"margins": {"8": {"kind": "pp", "value": 0.02}, "turnout": {"kind": "pp", "value": 0.06}}},
    "StateResult": {"document": "17", "date": "2026-11-25", "votes": {"8": 1, "9": 2, "10": 3}},
    "ReleasePolls": {},
    "ErasePersonal": {"records": ["nobody"], "witness": "somebody else", "reason": "asked for"},
}
PHONE_DESK = {
    *("ReportTurnout", "CorrectTurnout", "OpenStation", "CloseStation", "CountVoters", "ConfirmTurnout", "WithdrawReport"),
}
"""They speak of slots, which this file's set-up gets first."""
NO_RECORD_YET = {
    *("ErasePersonal", "ChangeContact", "WithdrawContact", "ChangeUser"),
    *("ChangeIncident", "AssignIncidents", "MoveIncident", "JudgeIncident", "NoteIncident", "AddComplainant", "ChangeComplainant"),
    *("RetypeLines", "SettleDifference", "ReturnEntry", "HandOverDraft", "DiscardDraft"),
    *("ChangePoll", "WithdrawPoll", "FillPolledStation", "WithdrawPolledStation", "FillWave"),
}
"""They speak of what this file does not hold (records with random ids, users, second entries, drafts): one line alone can only be refused."""


def test_every_command_of_the_list_has_a_schema_and_runs_from_one_line(file: Path) -> None:
    listed = command_line("do", "--list").json
    assert listed == json.loads(msgspec.json.encode(schemas()))
    assert sorted(EXAMPLES) == listed["commands"] == sorted(each["$ref"].rpartition("/")[2] for each in listed["oneOf"])
    for name, example in EXAMPLES.items():
        schema = listed["$defs"][name]
        assert schema["properties"]["command"] == {"enum": [name]}
        assert set(example) <= set(schema["properties"])
        assert set(schema["required"]) <= {"command", *example}
        work = file.with_name(f"{name}.electdesk")
        work.write_bytes(file.read_bytes())
        if name == "WithdrawChoice":
            do(work, {"command": "AddChoice", "name": {"ru": "Г"}})
        if name in PHONE_DESK:
            told: list[dict[str, object]] = [
                {"command": "ReportTurnout", "station": "11", "slot": slot, "issued": 71} for slot in ("10:00", "12:00")
            ]
            do(work, {"command": "ChangeSetUp", "turnout_slots": ["10:00", "12:00"]}, *told)
        done = do(work, {"command": name, **example})
        if name in NO_RECORD_YET:
            assert (done.code, len(done.err.splitlines()) in (3, 4)) == (2, True), (name, done.err)
            continue
        assert (done.code, done.err) == (0, ""), (name, done.err)
        assert command_line("verify", work, "--json").json["ok"], name


BAD_COMMANDS = [
    "not json",
    "{}",
    '{"command": "Nothing"}',
    '{"command": "Undo", "more": 1}',
    '{"command": "Undo", "commit": 99999999999999999999}',
    '{"command": "FinishEntry", "station": "25", "values": {"1": 1.5}}',
    '{"command": "FinishEntry", "station": "25", "values": {"1": -4}}',
    '{"command": "FinishEntry", "station": "25", "values": {"1": 999999999999}}',
    '{"command": "FinishEntry", "station": "25", "values": {"99": 1}}',
    '{"command": "FinishEntry", "station": "777", "values": {}}',
    '{"command": "FinishEntry", "station": "/12", "values": {}}',
    '{"command": "FinishEntry", "station": "25", "values": {}, "source": "rumour"}',
    '{"command": "FinishEntry", "station": "13", "values": {}}',
    '{"command": "CorrectEntry", "station": "25", "values": {}, "reason": "x"}',
    '{"command": "CorrectEntry", "station": "13", "values": {}, "reason": " "}',
    '{"command": "CorrectEntry", "station": "13", "values": {}, "reason": "x", "seen": "abc"}',
    '{"command": "ConfirmFindings", "station": "13", "confirm": {"V1": "x"}}',
    '{"command": "ConfirmFindings", "station": "2", "confirm": {}}',
    '{"command": "MakeFinal", "stations": ["12а"]}',
    '{"command": "MakeFinal"}',
    '{"command": "Reopen", "station": "13", "reason": "x"}',
    '{"command": "Annul", "station": "13", "reason": "x", "document": ""}',
    '{"command": "AddStation", "number": "900", "area": ""}',
    '{"command": "AddStation", "number": "10", "area": "area1"}',
    '{"command": "AddStation", "number": "900", "area": "area1", "voters": -7}',
    '{"command": "AddStation", "number": "900", "area": "area1", "type": "ship"}',
    '{"command": "ChangeStation", "station": "10", "number": "11"}',
    '{"command": "WithdrawStation", "station": "10", "reason": "x"}',
    '{"command": "AddChoice", "name": {"ru": " "}}',
    '{"command": "AddChoice", "name": {"ru": "x"}, "kind": "horse"}',
    '{"command": "AddChoice", "name": {"ru": "x"}, "kind": "candidate", "list": "none"}',
    '{"command": "ChangeChoice", "choice": "8", "order": 0}',
    '{"command": "WithdrawChoice", "choice": "8", "reason": "x"}',
    '{"command": "WithdrawChoice", "choice": "99", "reason": "x"}',
    '{"command": "ChangeContest", "form": "nonsense", "reason": "x"}',
    '{"command": "ChangeSetUp", "utc_offset": 100000}',
    '{"command": "ChangeSetUp", "day": "3 April"}',
    '{"command": "ChangeSetUp", "thresholds": {"nothing": 1}}',
    '{"command": "ChangeSetUp", "day": "2011-W10-1"}',
    '{"command": "ChangeSetUp", "day": "20110403"}',
    '{"command": "ChangeSetUp", "opens": "07:00:00.5+05:00"}',
    '{"command": "ChangeSetUp", "closes": "T20"}',
    '{"command": "FinishEntry", "station": "25", "values": {}, "source": "file"}',
    '{"command": "CorrectEntry", "station": "13", "values": ' + json.dumps(good_values(550, 550)) + ', "reason": "the same"}',
    '{"command": "AddStation", "number": "' + "9" * 33 + '", "area": "area1"}',
    '{"command": "ChangeStation", "station": "10", "number": "' + "9" * 5000 + '"}',
    '{"command": "ChangeStation", "station": "10", "number": "1\\n2"}',
    '{"command": "ChangeStation", "station": "10", "note": "a\\u0000b"}',
    '{"command": "AddChoice", "name": {"ru": "a\\u0007"}}',
    '{"command": "ChangeSetUp", "region": {"r\\tu": "a"}}',
    '{"command": "AddContest", "form": "nonsense"}',
    '{"command": "AddArea", "name": {"ru": " "}}',
    '{"command": "AddArea", "name": {"kk": "Риддер"}}',
    '{"command": "AddArea", "name": {"ru": "x"}, "parent": "nowhere"}',
    '{"command": "ChangeArea", "area": "Риддер", "parent": "Риддер"}',
    '{"command": "ChangeArea", "area": "Риддер", "name": {"ru": "Жарминский"}}',
    '{"command": "AddStation", "number": "\\ud800", "area": "area1"}',
]


@pytest.mark.parametrize("line", BAD_COMMANDS)
def test_a_command_that_cannot_be_is_refused_in_a_few_lines_and_changes_nothing(file: Path, line: str) -> None:
    before = command_line("verify", file, "--json").json["fingerprint"]
    done = command_line("do", file, stdin=line)
    assert done.code == 2
    assert 1 <= len(done.sentences) <= 4, done.err
    assert command_line("verify", file, "--json").json["fingerprint"] == before


def test_bad_words_are_refused_in_a_few_lines(file: Path, tmp_path: Path) -> None:
    junk = tmp_path / "junk.electdesk"
    junk.write_bytes(os.urandom(5000))
    tries: list[tuple[object, ...]] = [
        *((command, junk) for command in ("verify", "log", "check", "totals", "backup")),
        *((command, tmp_path / "none.electdesk") for command in ("verify", "log", "check", "totals", "backup", "do")),
        ("history", file, "nobody"),
        ("totals", file, "--by", "planet"),
        ("totals", file, "--basis", "rumour"),
        ("totals", file, "--contest", "nothing"),
        ("check", file, "--station", "777"),
        ("new", file, "--form", "kz-president-2011"),
        ("new", tmp_path / "x.electdesk"),
        ("new", tmp_path / "x.electdesk", "--form", "no-such-form"),
        ("new", tmp_path / "x.electdesk", "--sample", "no-such-sample"),
        ("new", tmp_path / "x.electdesk", "--form", "kz-president-2011", "--day", "yesterday"),
        ("new", tmp_path / "x.electdesk", "--form", "kz-president-2011", "--utc-offset", "9999"),
        ("new", tmp_path / "no" / "x.electdesk", "--form", "kz-president-2011"),
        ("backup", file, file),
        ("backup", file, tmp_path / "no" / "x.electdesk"),
        ("restore", junk, tmp_path / "y.electdesk"),
        ("restore", file, file),
        ("form", "test", tmp_path / "none.toml"),
        ("form", "nothing"),
        ("verify",),
        ("verify", file, "--nonsense"),
        ("no-such-command", "and", "more"),
    ]
    before = file.read_bytes()
    for words in tries:
        done = command_line(*words)
        assert done.code == 2, words
        assert 1 <= len(done.sentences) <= 4, (words, done.err)
        assert done.out == "", words
    assert file.read_bytes() == before
    assert not (tmp_path / "x.electdesk").exists()
    assert not (tmp_path / "y.electdesk").exists()


def test_verify_reports_damage_and_restore_brings_back_what_the_backup_held(file: Path, tmp_path: Path) -> None:
    target = tmp_path / "kept.electdesk"
    assert command_line("backup", file, target).out.strip() == str(target)
    raw = bytearray(file.read_bytes())
    at = raw.rindex(b'"station":"station03"')
    raw[at + 15] ^= 1
    file.write_bytes(raw)
    verified = command_line("verify", file, "--json")
    assert (verified.code, verified.json["ok"]) == (1, False)
    assert {problem["what"] for problem in verified.json["problems"]} == {"bytes_changed"}
    assert command_line("restore", file, tmp_path / "no.electdesk").code == 2
    restored = tmp_path / "restored.electdesk"
    assert command_line("restore", target, restored).code == 0
    assert command_line("verify", restored, "--json").json["ok"]
    assert command_line("totals", restored, "--json").json["units"] == command_line("totals", target, "--json").json["units"]
    assert command_line("log", restored, "--json").json[-1]["command"] == "Restore"


def test_dated_backups_go_to_the_backup_folder(file: Path) -> None:
    (made,) = command_line("backup", file).out.split("\n")[:1]
    assert Path(made).name.startswith("small ")
    assert command_line("verify", made, "--json").json["ok"]


def test_the_forms_own_samples_hold_and_protocols_are_checked_line_by_line() -> None:
    tested = command_line("form", "test", "kz-president-2011", "--json")
    assert tested.code == 0
    assert all(sample["passed"] for sample in tested.json["samples"])
    good = json.dumps({name: value for name, value in LINES.items() if name.rstrip("ab").isdigit()})
    checked = command_line("form", "check", "kz-president-2011", stdin=f"{good}\n\n{good}\n")
    assert len(checked.out.splitlines()) == 2
    bad = command_line("form", "check", "kz-president-2011", stdin="[1]\n")
    assert (bad.code, 1 <= len(bad.sentences) <= 4) == (2, True)
    worse = command_line("form", "check", "kz-president-2011", stdin="nonsense\n")
    assert (worse.code, 1 <= len(worse.sentences) <= 4) == (2, True)


def test_a_second_column_of_values_compares_two_entries() -> None:
    values = {name: value for name, value in LINES.items() if int(name.rstrip("ab")) < 8}
    other = values | {"3": 301}
    lines = [json.dumps({**values, "first_entry": first}) for first in (values, other)]
    checked = command_line("form", "check", "kz-president-2011", stdin="\n".join(lines))
    same, differs = ([found for found in json.loads(line) if found["code"] == "DIFF"] for line in checked.out.splitlines())
    assert same == []
    assert [(found["lines"], found["left"], found["right"]) for found in differs] == [(["3"], 301, 300)]


def process(*words: object, **options: object) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "electdesk", *map(str, words)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)  # type: ignore[call-overload, no-any-return]


def test_output_is_utf_8_also_where_the_system_knows_only_ascii(file: Path) -> None:
    env = {**os.environ, "LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    out, err = process("check", file, "--json", env=env).communicate()
    assert "12а" in {finding["station"] for finding in json.loads(out.decode())["findings"]}
    assert err == b""


def test_a_reader_that_goes_away_ends_the_command_quietly(file: Path) -> None:
    command = process("totals", file, "--by", "station", "--json")
    assert command.stdout is not None
    command.stdout.close()
    assert command.stderr is not None
    assert command.stderr.read() == b""
    command.stderr.close()
    assert command.wait() == 2


def test_ctrl_c_stops_between_commands_and_keeps_what_was_done(file: Path) -> None:
    # Started in the background, the tests themselves may ignore Ctrl+C, and would hand that on.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    command = process("do", file, stdin=subprocess.PIPE)
    signal.signal(signal.SIGINT, before)
    assert command.stdin is not None
    assert command.stdout is not None
    command.stdin.write(json.dumps({"command": "FinishEntry", "station": "25", "values": LINES}).encode() + b"\n" + b" " * 70_000)
    command.stdin.flush()
    assert b"commit" in command.stdout.readline()
    command.send_signal(signal.SIGINT)
    _, err = command.communicate()
    assert (command.returncode, err) == (2, b"Everything finished before is saved.\n")
    assert command_line("verify", file, "--json").json["ok"]
    assert command_line("log", file, "--json").json[-1]["command"] == "FinishEntry"


def test_the_line_that_is_refused_is_named_with_how_many_were_done_before(file: Path) -> None:
    done = do(
        file,
        {"command": "SaveCheckpoint", "name": "noon"},
        {"command": "FinishEntry", "station": "25", "values": LINES},
        {"command": "FinishEntry", "station": "25", "values": LINES},
        {"command": "SaveCheckpoint", "name": "evening"},
    )
    assert (done.code, done.out.count("\n")) == (2, 2)
    assert done.sentences == [
        "Station 25 has already been entered. It is line 3 of the commands.",
        "This line changed nothing; commands before it that are saved: 2.",
        "Open the entry and correct it with a reason, or register the new paper first. Then run the lines from this one on.",
    ]
    assert [row["command"] for row in command_line("log", file, "--json").json[-2:]] == ["SaveCheckpoint", "FinishEntry"]


def test_a_day_with_two_ballots_has_two_contests_with_codes_of_their_own(tmp_path: Path) -> None:
    file = tmp_path / "two.electdesk"
    form = "kz-president-2011"
    assert command_line("new", file, "--form", form, "--form", form).code == 0
    log = command_line("verify", file, "--json").json
    assert (log["ok"], log["revisions"]) == (True, 4)
    done = do(file, {"command": "AddArea", "name": {"en": "North"}}, {"command": "AddStation", "number": "1", "area": "North"})
    assert (done.code, done.err) == (0, "")
    for code in (form, f"{form}-2"):
        assert do(file, {"command": "FinishEntry", "station": "1", "contest": code, "values": {}}).code == 0
    assert do(file, {"command": "FinishEntry", "station": "1", "contest": f"{form}-3", "values": {}}).code == 2


def test_ctrl_c_is_no_code_of_its_own(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("electdesk.cli.start.commands.main", interrupted)
    stopped = command_line("verify", file)
    assert (stopped.code, stopped.err) == (2, "Stopped. Nothing was changed.\n")
