"""A region typed twice by the command line: eleven kinds of slips, and at the end every line adds up to what stands on the papers.

What catches which slip, in the stations planted here:

| kind | told to the clerk while typing | shown by the second entry |
| --- | --- | --- |
| list wrong, wrong station | always: the list by the register is another one (V1) | always |
| blank for zero | always: a line is blank (BLANK) | always |
| candidates swapped | never by a sum: the sum is the same | always |
| digit changed, transposed, dropped, doubled; lines swapped; row shifted; total typed as part | where the line stands in a rule | always |

120 stations by default; ELECTDESK_WHOLE_REGION=1 plays all 1,038.
"""

import contextlib
import json
import os
import random
import sqlite3
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from electdesk.columns import BASES
from tests.cli.running import command_line
from tests.journeys.slips import SLIPS, fits
from tests.journeys.two_pairs import ADMIN, CLERKS, LINES, SUPERVISORS, VOTERS, Commission, Paper, Place, finish, places

WHOLE = bool(os.environ.get("ELECTDESK_WHOLE_REGION"))
ALWAYS_TOLD = {"list wrong", "wrong station", "blank for zero"}
NEVER_BY_A_SUM = {"candidates swapped"}
BY_A_RULE = {"V1", "BLANK", "K1", "K2", "K3", "K5"}
"""The findings that follow from one paper and the register alone, and so are counted anew here."""


class Day:
    """What was planted: station → kind of slip, and what its first or its second clerk typed."""

    def __init__(self, commission: Commission) -> None:
        self.commission = commission
        rng = random.Random("slips")
        every = list(commission.places.values())
        self.kinds: dict[str, str] = {}
        self.first: dict[str, Paper] = {place.number: place.paper for place in every}
        self.second = dict(self.first)
        waiting = [place for place in every if fits("", place)]
        rng.shuffle(waiting)
        for _ in range(len(every) // 3 // len(SLIPS)):
            for kind, slip in SLIPS.items():
                place = next(place for place in waiting if fits(kind, place))
                waiting.remove(place)
                self.kinds[place.number] = kind
                self.first[place.number] = slip(place, rng, every)
        self.second_slips = [place.number for place in waiting[: len(every) // 12]]
        for number in self.second_slips:
            kind = rng.choice([kind for kind in SLIPS if fits(kind, commission.places[number])])
            self.second[number] = SLIPS[kind](commission.places[number], rng, every)

    def lines_off(self, number: str) -> list[str]:
        """The lines in which the entries of a station differ, by what was planted."""
        return [line for line in self.first[number] if self.first[number][line] != self.second[number][line]]

    def from_paper(self, number: str, lines: list[str]) -> Paper:
        """What the paper says in some lines."""
        return {line: self.commission.places[number].paper[line] for line in lines}


def broken(place: Place, typed: Paper) -> set[str]:
    """Which of the rules in ``BY_A_RULE`` do not hold for what was typed, by plain arithmetic."""
    found = set()
    if None in typed.values():
        found.add("BLANK")
    known = {line: figure for line, figure in typed.items() if figure is not None}

    def rule(code: str, lines: tuple[str, ...], holds: bool) -> None:
        if known.keys() >= set(lines) and not holds:
            found.add(code)

    choices = tuple(line for line in typed if line not in LINES)
    value = {line: figure or 0 for line, figure in typed.items()}
    rule("V1", (VOTERS,), value[VOTERS] == place.voters)
    rule("K1", ("6", "7", *choices), value["6"] == value["7"] + sum(value[line] for line in choices))
    rule("K2", ("3a", "3"), value["3a"] <= value["3"])
    rule("K3", ("3b", "3"), value["3b"] <= value["3"])
    rule("K5", ("2", "3", "4"), value["2"] == value["3"] + value["4"])
    return found


def told_at_entry(commission: Commission) -> dict[str, set[str]]:
    """Station → codes of findings, as each clerk is told them about entries of their own."""
    told: dict[str, set[str]] = defaultdict(set)
    for clerk in CLERKS:
        for finding in commission.ask(clerk, "check")["findings"]:
            told[finding["station"]].add(finding["code"])
    return told


def recount(file: Path) -> dict[str, int]:
    """The sums of a file without a line of the program: of each station the entry that a third person wrote, else the two that agree."""
    newest: dict[tuple[str, str], Any] = {}
    with contextlib.closing(sqlite3.connect(file)) as base:
        for (data,) in base.execute("select data from revisions order by seq"):
            kind, record, _, body = json.loads(data)
            newest[kind, record] = body
    of_station: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for (kind, _), body in newest.items():
        if kind == "entry" and body and "station" in body:
            of_station[body["station"]].append(body)
    order = {record: body["order"] for (kind, record), body in newest.items() if kind == "choice"}
    sums: Counter[str] = Counter()
    for entries in of_station.values():
        third = [entry for entry in entries if entry.get("settles")]
        figures = {json.dumps((entry["lines"], entry["votes"]), sort_keys=True) for entry in third or entries}
        assert (len(figures), len(entries)) == (1, 3 if third else 2)
        lines, votes = json.loads(figures.pop())
        sums.update(dict(zip(LINES, lines, strict=True)))
        sums.update({str(7 + order[choice]): figure for choice, figure in votes.items()})
    return dict(sums)


def test_a_region_with_eleven_kinds_of_slips_ends_at_the_papers(tmp_path: Path) -> None:
    commission = Commission(tmp_path, places() if WHOLE else places(9)[:120])
    day = Day(commission)
    numbers = list(commission.places)
    assert set(day.kinds.values()) == set(SLIPS)

    # First entries, each clerk a third of the region.
    for clerk in CLERKS:
        mine = [number for number in numbers if commission.first_clerk(number) == clerk]
        commission.run(clerk, [finish(number, day.first[number]) for number in mine])
        assert commission.ask(clerk, "differences") == {"differences": []}
    told = told_at_entry(commission)
    by_arithmetic = {number: broken(commission.places[number], day.first[number]) for number in numbers}
    assert {number: told[number] & BY_A_RULE for number in numbers} == by_arithmetic
    caught = Counter((kind, bool(told[number])) for number, kind in day.kinds.items())
    assert [kind for kind in SLIPS if not caught[kind, True]] in ([], ["candidates swapped"])
    assert {kind for kind in SLIPS if not caught[kind, False]} >= ALWAYS_TOLD
    assert [number for number, kind in day.kinds.items() if kind in NEVER_BY_A_SUM and by_arithmetic[number]] == []
    assert commission.total("aigul", "preliminary") == (dict.fromkeys(commission.sums(), 0), 0)

    # Second entries, each by the next clerk: what is equal settles at once, and the differences are the slips, line by line.
    for clerk in CLERKS:
        mine = [number for number in numbers if commission.second_clerk(number) == clerk]
        commission.run(clerk, [finish(number, day.second[number]) for number in mine])
    off = [number for number in numbers if day.lines_off(number)]
    assert off == [number for number in numbers if number in day.kinds or number in day.second_slips]
    listed = {each["station"]: each["lines"] for each in commission.ask(SUPERVISORS[0], "differences")["differences"]}
    assert listed == {number: day.lines_off(number) for number in off}
    agreed = [number for number in numbers if number not in off]
    for login in (*CLERKS, ADMIN):
        assert commission.total(login, "preliminary") == (commission.sums(agreed), len(agreed))

    # Each second clerk types their differing lines once more: slips of their own are settled by that, the first clerk's are not.
    for clerk in CLERKS:
        asked = [each for each in commission.ask(clerk, "differences")["differences"] if each["task"] == "retype"]
        assert [each["station"] for each in asked] == [number for number in off if commission.second_clerk(number) == clerk]
        again = [(each["station"], day.from_paper(each["station"], each["lines"])) for each in asked]
        commission.run(clerk, [{"command": "RetypeLines", "station": number, "values": values} for number, values in again])
    left = {each["station"]: each["lines"] for each in commission.ask(SUPERVISORS[0], "differences")["differences"]}
    assert left == {number: day.lines_off(number) for number in off if number in day.kinds}

    # A supervisor settles from the paper; every fifth goes back to its first clerk, who types it from the paper anew.
    returned = list(left)[::5]
    back = [
        {"command": "ReturnEntry", "station": number, "author": commission.first_clerk(number), "reason": "many lines differ"}
        for number in returned
    ]
    commission.run(SUPERVISORS[1], back)
    for clerk in CLERKS:
        mine = [number for number in returned if commission.first_clerk(number) == clerk]
        commission.run(clerk, [finish(number, commission.places[number].paper) for number in mine])
    settled = [number for number in left if number not in returned]
    for supervisor, mine in zip(SUPERVISORS, (settled[::2], settled[1::2]), strict=True):
        values = {number: day.from_paper(number, left[number]) for number in mine}
        commission.run(
            supervisor, [{"command": "SettleDifference", "station": number, "values": values[number]} for number in mine]
        )
    assert commission.ask(SUPERVISORS[0], "differences") == {"differences": []}

    # All three bases are the papers', and so is a recount of the bare file.
    truth = (commission.sums(), len(numbers))
    doubts = [each for each in commission.ask(SUPERVISORS[0], "check")["findings"] if not each["confirmed"]]
    assert [each for each in doubts if each["severity"] == "hard"] == []
    confirm: dict[str, dict[str, str]] = defaultdict(dict)
    for each in doubts:
        if each["severity"] == "soft":
            confirm[each["station"]][each["code"]] = "As the paper says"
    commission.run(
        SUPERVISORS[0], [{"command": "ConfirmFindings", "station": number, "confirm": why} for number, why in confirm.items()]
    )
    before = {(login, basis): commission.total(login, basis) for login in ("aigul", "saule") for basis in BASES}
    nothing = (dict.fromkeys(commission.sums(), 0), 0)
    assert before == {
        ("aigul", "preliminary"): truth,
        ("aigul", "settled"): truth,
        ("saule", "preliminary"): truth,
        ("saule", "settled"): truth,
        ("aigul", "final"): nothing,
        ("saule", "final"): nothing,
    }
    commission.run(SUPERVISORS[0], [{"command": "MakeFinal", "stations": numbers}])
    assert [commission.total(login, basis) for login in ("aigul", "saule") for basis in BASES] == [truth] * 6
    assert recount(commission.file) == commission.sums()
    assert command_line("verify", commission.file).code == 0


def test_a_file_with_users_is_verified_and_copied_by_whoever_has_it(tmp_path: Path) -> None:
    commission = Commission(tmp_path, places(100))
    told = command_line("verify", commission.file, "--json").json
    copied = command_line("backup", commission.file, tmp_path / "copy.electdesk")
    assert (told["ok"], copied.code, copied.out) == (True, 0, f"{tmp_path / 'copy.electdesk'}\n")
    assert command_line("verify", tmp_path / "copy.electdesk", "--json").json == told
