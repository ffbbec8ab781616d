"""A day of random commands on a small region with two contests, and what running columns must equal after each."""

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from electdesk.columns import BASES, RegionColumns
from electdesk.columns.contest import ContestColumns
from electdesk.domain.errors import ClerkError
from electdesk.domain.forms import load_form, load_form_named
from electdesk.domain.records import Area, Choice, SetUp, Station
from electdesk.domain.records.setup import SINGLE, VERIFICATIONS
from electdesk.domain.states import State
from electdesk.services.beginning import first_commit, set_up_region
from electdesk.services.commands import (
    AcceptAsPaper,
    AddArea,
    AddChoice,
    AddContest,
    AddStation,
    Annul,
    ChangeArea,
    ChangeChoice,
    ChangeContest,
    ChangeSetUp,
    ChangeStation,
    Command,
    ConfirmFindings,
    CorrectEntry,
    FinishEntry,
    MakeFinal,
    RegisterPaper,
    Reopen,
    ReturnEntry,
    RetypeLines,
    SaveCheckpoint,
    SettleDifference,
    Undo,
    WithdrawChoice,
    WithdrawEntry,
    WithdrawStation,
)
from electdesk.services.commands.entries import entry_of, vector_of
from electdesk.services.person import Person
from electdesk.services.queries.differences import differing_lines
from electdesk.services.region import Region
from electdesk.services.unit_of_work import ChangeSet
from electdesk.storage.region_file import RegionFile
from tests.regions import good_values

CONTESTS: Final = ("president", "repeat")
ACROSS: Final = """
[[relation]]
code = "Z1"
severity = "hard"
rule = '[6] = contest("repeat").[6]'
name = { ru = "Столько же, сколько во втором", kk = "Екіншідегідей", en = "as many as in the second" }
"""
"""A rule over the other contest's protocol: each of the two moves what the other one shows."""
LATER: Final = """
[[relation]]
code = "Z2"
severity = "hard"
rule = '[3] <= 315'
name = { ru = "Не больше 315", kk = "315-тен аспайды", en = "at most 315" }
"""
"""A rule of a later edition: it comes and goes, also after protocols were signed."""


def two_contests(folder: Path, stations: int = 9, verification: str = SINGLE) -> Region:
    """Nine stations in three districts, two contests on the form kz-president-2011 with three choices each, no protocol yet.

    The first contest has a rule over the second.
    """
    person = Person("Aigul")
    region = Region(RegionFile.create(folder / "day.electdesk", first_commit("day", "TEST", person), "Aigul"), person)
    second = load_form_named("kz-president-2011")
    first = load_form(second.text + ACROSS)
    contests = [(code, {"": code}, form) for code, form in zip(CONTESTS, (first, second), strict=True)]
    set_up_region(region, SetUp(region={"": "Region"}, day="2011-04-03", verification=verification), contests)
    unit = region.unit("SetUpRegion")
    for contest in region.columns.contests:
        for order in (1, 2, 3):
            unit.put(Choice(contest=contest, name={"": f"Candidate {order}"}, order=order), f"{contest}-{order}")
    for order in range(3):
        unit.put(Area(name={"": f"District {order}"}, order=order), f"area{order}")
    for place in range(stations):
        unit.put(Station(number=str(place + 1), area=f"area{place % 3}", voters=400 + place), f"station{place}")
    unit.commit()
    return region


def columns_as_values(columns: RegionColumns) -> dict[str, Any]:
    """Everything that screens, totals and checks read of the columns, as plain values that compare whole."""
    return {
        "stations": [(record, station) for record, station in zip(columns.register.ids, columns.register.stations, strict=True)],
        "areas": columns.register.area_ids,
        "set-up": columns.set_up,
        "contests": {record: _contest_as_values(contest) for record, contest in columns.contests.items()},
    }


def _contest_as_values(contest: ContestColumns) -> dict[str, Any]:
    findings = contest.all_findings()
    return {
        "columns": contest.columns,
        "figures": contest.figures.tolist(),
        "state": contest.state.tolist(),
        "marks": contest.marks.tolist(),
        "changed": contest.changed.tolist(),
        "findings": findings,
        "severities": {name: counts.tolist() for name, counts in contest.severities.items()},
        "counted": {basis: contest.counted[basis].tolist() for basis in BASES},
        "sums": {basis: contest.sums[basis].tolist() for basis in BASES},
        "reported": {basis: contest.reported[basis].tolist() for basis in BASES},
        "annulled": contest.annulled.tolist(),
        "entries": {row: sorted(seqs) for row, seqs in contest.entry_seqs.items() if seqs},
        "papers": {row: dict(papers) for row, papers in contest.papers.items() if papers},
        "tallies": dict(contest.tallies),
        "authors": {row: contest.authors(row) for row in range(len(contest.state))},
        "confirmed": {row: dict(contest.confirmations(row)) for row in range(len(contest.state))},
    }


def recount(columns: RegionColumns) -> dict[str, Any]:
    """Sums and counts from the rows themselves, the long way."""
    found: dict[str, Any] = {}
    for record, contest in columns.contests.items():
        for basis in BASES:
            sums = np.zeros_like(contest.sums[basis])
            reported = np.zeros_like(contest.reported[basis])
            for row, area in enumerate(columns.register.area.tolist()):
                if contest.counted[basis][row]:
                    sums[area] += np.maximum(contest.counted_figures(row, basis), 0)
                reported[area] += int(contest.counted[basis][row] or contest.state[row] == 7)
            found[f"{record} {basis}"] = (sums.tolist(), reported.tolist())
    return found


def running(columns: RegionColumns) -> dict[str, Any]:
    """The running sums and counts in the shape of ``recount``."""
    return {
        f"{record} {basis}": (contest.sums[basis].tolist(), contest.reported[basis].tolist())
        for record, contest in columns.contests.items()
        for basis in BASES
    }


class RandomDay:
    """Draws one command after another. The same seed draws the same day; a refusal of the services is part of it."""

    def __init__(self, region: Region, seed: int, people: Sequence[Person] = ()) -> None:
        """``people`` take turns, drawn; nobody else than the person of the region where there are none."""
        self.region = region
        self.people = people
        self.draw = random.Random(seed)
        self.refused: list[str] = []
        self.done: list[str] = []

    def step(self) -> ChangeSet | None:
        """Run one random command or import; None where the services refuse it."""
        name = self.draw.choice((*KINDS_OF_COMMAND, *OF_SEVERAL) if self.people else KINDS_OF_COMMAND)
        if self.people:
            self.region.person = self.draw.choice(self.people)
        try:
            change = self._import() if name == "import" else self.region.execute(self._command(name))
        except ClerkError as error:
            self.refused.append(f"{name}: {error.code}")
            return None
        self.done.append(name)
        return change

    def _import(self) -> ChangeSet:
        """Many entries from a file in one commit: new ones, and other figures for those that a file brought before."""
        unit = self.region.unit("ImportTallies")
        contest = self.region.columns.contests[self.draw.choice(list(self.region.columns.contests))]
        ids = self.region.columns.register.ids
        for row in self.draw.sample(range(len(ids)), min(4, len(ids))):
            if contest.papers.get(row) or contest.tallies.get(row):
                continue
            figures = vector_of(contest, ids[row], self._values(row), self.region)
            body = entry_of(contest, ids[row], figures, source="file")
            heads = self.region.store.rows(contest.entry_seqs.get(row, ()))
            unit.put(body, heads[0].revision.record if len(heads) == 1 else "")
        return unit.commit()

    def _values(self, row: int) -> dict[str, int | str | bool | None]:
        voters = 400 + row
        if self.people and self.draw.random() < 0.6:
            # What the paper says: else no two people would ever type the same.
            return good_values(voters, 320 + row)
        values = good_values(voters, self.draw.choice((voters, 0, 300, 310, 320 + row)))
        if self.draw.random() < 0.3:
            values[self.draw.choice(list(values))] = self.draw.choice((None, 0, 7, 5000, "none"))
        return values

    def _differing(self, contest: ContestColumns, row: int) -> dict[str, int | str | bool | None]:
        """Values for the lines in which the entries of a station differ."""
        values = self._values(row)
        numbers = dict(zip(contest.columns, contest.numbers_at(row), strict=True))
        return {name: values.get(numbers[name], 0) for name in differing_lines(self.region, contest, row)}

    def _command(self, name: str) -> Command:
        draw, columns = self.draw, self.region.columns
        row, code = draw.randrange(len(columns.register)), draw.choice(CONTESTS)
        contest = next(each for each in columns.contests.values() if each.contest.code == code)
        differing = (contest.state == State.DIFFERENCE).nonzero()[0].tolist()
        if name in ("retype", "settle", "return") and differing:
            row = draw.choice(differing)
        station = columns.register.ids[row]
        confirm = {finding.code: "compared" for finding in contest.findings(row) if finding.severity == "soft"}
        match name:
            case "enter":
                return FinishEntry(
                    station=station, contest=code, values=self._values(row), source=draw.choice(("paper", "paper", "phone"))
                )
            case "retype":
                return RetypeLines(station=station, contest=code, values=self._differing(contest, row))
            case "settle":
                return SettleDifference(station=station, contest=code, values=self._differing(contest, row))
            case "return":
                return ReturnEntry(station=station, contest=code, author=draw.choice(self.people).name, reason="smudged")
            case "mode":
                return ChangeSetUp(verification=draw.choice(VERIFICATIONS), reason="too few people")
            case "correct":
                return CorrectEntry(station=station, contest=code, values=self._values(row), reason="misread")
            case "confirm":
                return ConfirmFindings(station=station, contest=code, confirm=confirm)
            case "withdraw":
                return WithdrawEntry(station=station, contest=code, reason="wrong pile")
            case "paper":
                kind = draw.choice(("original", "corrected", "repeat"))
                return RegisterPaper(station=station, contest=code, kind=kind, reason="court", document="12")
            case "final":
                return (
                    MakeFinal(stations=(station, station), contest=code)
                    if draw.random() < 0.8
                    else MakeFinal(all_ready=True, contest=code)
                )
            case "reopen":
                return Reopen(station=station, contest=code, reason="call")
            case "annul":
                return Annul(station=station, contest=code, reason="court", document="7")
            case "accept":
                return AcceptAsPaper(station=station, contest=code, reason="as signed", document="8")
            case "undo":
                last = self.region.store.counts[0]
                return Undo() if draw.random() < 0.6 else Undo(commit=draw.randint(max(last - 6, 1), last))
            case "renumber":
                return ChangeStation(station=station, number=str(draw.randint(1, 60)), same_number_elsewhere=True)
            case "voters":
                return ChangeStation(
                    station=station, voters=draw.choice((-1, 400 + row, 399)), area=draw.choice((None, None, "area1"))
                )
            case "drop station" if len(columns.register) > 6:
                used = {row for each in columns.contests.values() for row in {*each.entry_seqs, *each.papers, *each.tallies}}
                free = [each for row, each in enumerate(columns.register.ids) if row not in used]
                return WithdrawStation(station=draw.choice(free or [station]), reason="closed")
            case "station" | "drop station":
                return AddStation(number=str(draw.randint(1, 90)), area="area2", voters=450, same_number_elsewhere=True)
            case "choice":
                return AddChoice(contest=code, name={"": f"Candidate {draw.randint(4, 99)}"})
            case "move choice":
                return ChangeChoice(contest=code, choice=draw.choice(contest.ballot).id, order=draw.randint(1, 5))
            case "drop choice":
                return WithdrawChoice(contest=code, choice=draw.choice(contest.ballot).id, reason="left")
            case "area":
                return AddArea(name={"": f"District {draw.randint(4, 9)}"}, parent=draw.choice(("", "area0")))
            case "move area":
                return ChangeArea(
                    area=draw.choice(columns.register.area_ids), order=draw.randint(0, 5), parent=draw.choice((None, "area1"))
                )
            case "contest" if len(columns.contests) < 3:
                return AddContest(form=contest.contest.edition.text)
            case "contest" | "edition":
                text = contest.contest.edition.text
                return ChangeContest(
                    contest=code, reason="edition", form=text.removesuffix(LATER) if text.endswith(LATER) else text + LATER
                )
            case "constituency":
                return ChangeStation(station=station, constituency=draw.choice(("", "1")))
            case "limits":
                return ChangeSetUp(thresholds={"register_difference": draw.choice((0, 3))})
            case _:
                return SaveCheckpoint(name="noon")


KINDS_OF_COMMAND: Final = (
    *("enter",) * 10,
    *("correct",) * 5,
    *("undo",) * 5,
    *("import",) * 3,
    *("final",) * 3,
    *("confirm", "confirm", "withdraw", "withdraw", "paper", "paper", "reopen", "annul", "accept", "accept"),
    *("area", "move area", "contest", "edition", "edition", "constituency"),
    *("renumber", "voters", "voters", "station", "drop station", "choice", "move choice", "drop choice", "limits", "checkpoint"),
)


OF_SEVERAL: Final = (*("enter",) * 12, *("retype",) * 8, *("settle",) * 3, "return", "return", "mode")
"""What is drawn besides where several people work."""


def differences(left: Any, right: Any, at: str = "") -> list[str]:
    """Where two such values differ, for a message that a person can read."""
    if isinstance(left, dict) and isinstance(right, dict) and left.keys() == right.keys():
        return [line for name in left for line in differences(left[name], right[name], f"{at}/{name}")]
    if isinstance(left, list) and isinstance(right, list) and len(left) == len(right):
        return [line for place, pair in enumerate(zip(left, right, strict=True)) for line in differences(*pair, f"{at}/{place}")]
    return [] if left == right else [f"{at}: {left!r} != {right!r}"]
