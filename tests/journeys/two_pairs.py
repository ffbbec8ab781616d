"""A region whose protocols are typed twice, as a commission makes it: a set-up file, users, and the paper of every station.

The papers are drawn, not typed: what stands on them is the truth that totals must reach whatever hands did in between.
"""

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec

from electdesk.services.sample.drawing import _protocols
from electdesk.services.sample.facts import read_facts
from electdesk.services.sample.stations import DrawnStation, draw_stations
from tests.cli.running import Done, command_line

Paper = dict[str, int | None]
"""What stands on a paper, or what somebody typed of it: official line number → figure, None = blank. In the order of the form."""

LINES: Final = ("1", "2", "3", "3a", "3b", "4", "5", "6", "7")
CLERKS: Final = ("aigul", "bolat", "dana")
SUPERVISORS: Final = ("saule", "timur")
ADMIN: Final = "marat"
VOTERS: Final = "1"


class Place(msgspec.Struct, frozen=True):
    """A station with its true paper."""

    number: str
    voters: int
    paper: Paper


def places(every: int = 1) -> list[Place]:
    """The stations of the sample region with a paper each in which every rule holds; ``every``: of so many stations one."""
    return [Place(station.number, station.voters, paper) for station, paper in _drawn()][::every]


def _drawn() -> Iterator[tuple[DrawnStation, Paper]]:
    facts = read_facts("vko-2011")
    rng = random.Random("two pairs of eyes")
    stations = tuple(draw_stations(facts, rng))
    for station, protocol in zip(stations, _protocols(facts, stations, rng), strict=True):
        figures = [*protocol.lines.values(), *protocol.votes]
        numbers = [*LINES, *(str(8 + place) for place in range(len(protocol.votes)))]
        yield station, dict(zip(numbers, figures, strict=True))


class Commission:
    """A region file with users, and the command line at which each of them works with a password of their own."""

    def __init__(self, folder: Path, chosen: Sequence[Place], others: Mapping[str, str] | None = None) -> None:
        """``others``: further users, login → role."""
        self.folder, self.file = folder, folder / "vko.electdesk"
        self.places = {place.number: place for place in chosen}
        self._begin(dict(others or {}))

    def _begin(self, others: dict[str, str]) -> None:
        facts = read_facts("vko-2011")
        stations = [station for station, _ in _drawn() if station.number in self.places]
        rows = ["District,Station,Name,Type,Voters"]
        rows += [f'{facts.units[s.unit].name["en"]},{s.number},"{s.name["en"]}",{s.type},{s.voters}' for s in stations]
        self.folder.joinpath("stations.csv").write_text("\n".join(rows), encoding="utf-8")
        roles = {ADMIN: "admin", **dict.fromkeys(SUPERVISORS, "supervisor"), **dict.fromkeys(CLERKS, "clerk"), **others}
        people = "".join(f'[[people.user]]\nlogin = "{login}"\nroles = ["{role}"]\n' for login, role in roles.items())
        choices = json.dumps([candidate.name["en"] for candidate in facts.candidates])
        text = (
            f'region = "Practice oblast"\nday = "{facts.day}"\nutc_offset = {facts.utc_offset}\nverification = "double"\n'
            f"[people]\nusers = true\n{people}"
            f'[[contest]]\nform = "kz-president-2011"\ncode = "president"\nchoices = {choices}\n'
            '[stations]\nfile = "stations.csv"\n'
        )
        set_up = self.folder / "set-up.toml"
        set_up.write_text(text, encoding="utf-8")
        self._write_password(ADMIN)
        made = command_line("new", self.file, "--set-up", set_up, "--password-file", self.password_file(ADMIN))
        assert made.code == 0, made.err
        slips = dict(line.split()[:2] for line in made.out.splitlines()[1:])
        for login in (*SUPERVISORS, *CLERKS, *others):
            slip = self.folder / "slip"
            slip.write_text(slips[login], encoding="utf-8")
            self._write_password(login)
            words = ("--user", login, "--password-file", slip, "--new-password-file", self.password_file(login))
            assert command_line("users", self.file, "password", *words).code == 0

    def _write_password(self, login: str) -> None:
        self.password_file(login).write_text(self.password(login), encoding="utf-8")

    def password_file(self, login: str) -> Path:
        """The file that holds a user's password."""
        return self.folder / f"{login}.password"

    @staticmethod
    def password(login: str) -> str:
        """A user's own password."""
        return f"{login} has a long one"

    def who(self, login: str) -> tuple[object, ...]:
        """The words with which somebody signs in."""
        return ("--user", login, "--password-file", self.password_file(login))

    def ask(self, login: str, command: str, *words: object) -> Any:
        """What a command answers somebody as JSON."""
        done = command_line(command, self.file, *words, *self.who(login), "--json")
        assert done.code in (0, 1), done.err
        return done.json

    def run(self, login: str, commands: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Let somebody run commands by `do`, one JSON object a line; none may be refused. What each answered."""
        done = self.try_to(login, commands)
        assert done.code == 0, done.err
        return [json.loads(line) for line in done.out.splitlines()]

    def try_to(self, login: str, commands: Sequence[Mapping[str, Any]]) -> Done:
        """As ``run``, where a refusal is what one looks for."""
        return command_line("do", self.file, *self.who(login), stdin="\n".join(json.dumps(each) for each in commands))

    # -- the truth

    def first_clerk(self, number: str) -> str:
        """Who types a station's first entry."""
        return CLERKS[list(self.places).index(number) % len(CLERKS)]

    def second_clerk(self, number: str) -> str:
        """Who types a station's second entry: the next of the three."""
        return CLERKS[(list(self.places).index(number) + 1) % len(CLERKS)]

    def sums(self, numbers: Sequence[str] | None = None) -> dict[str, int]:
        """What the papers of stations add up to, line by line; of all where none are named."""
        chosen = [self.places[number].paper for number in (self.places if numbers is None else numbers)]
        return {line: sum(paper[line] or 0 for paper in chosen) for line in chosen[0]}

    def total(self, login: str, basis: str) -> tuple[dict[str, int], int]:
        """The region's lines as somebody is told them, and of how many stations."""
        (unit,) = self.ask(login, "totals", "--basis", basis)["units"]
        return unit["lines"], unit["reported"]


def finish(number: str, paper: Paper) -> dict[str, Any]:
    """The command that finishes an entry."""
    return {"command": "FinishEntry", "station": number, "values": paper}
