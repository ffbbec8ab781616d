"""Unmistakable numbers are planted in unsettled entries, and the whole answer of every query is searched for them, person by person."""

import importlib
import inspect
import itertools
import pkgutil
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np
import pytest

from electdesk.columns import BASES, ContestColumns
from electdesk.domain.errors import ClerkError
from electdesk.domain.records.setup import DOUBLE, LATER, SET_UP, SINGLE
from electdesk.domain.states import State
from electdesk.services import queries
from electdesk.services.commands import (
    AddIncident,
    AddPoll,
    ConfirmFindings,
    CorrectEntry,
    FillPolledStation,
    FinishEntry,
    ReleasePolls,
    ReportTurnout,
    RetypeLines,
    WithdrawEntry,
    WithdrawStation,
)
from electdesk.services.commands.entries import Values
from electdesk.services.commands.polls import StratumGiven
from electdesk.services.drafts import Draft, save_draft
from electdesk.services.person import ROLES, Person
from electdesk.services.queries.history import records_of, shown_body, station_history
from electdesk.services.queries.reception import arrivals
from electdesk.services.region import Region
from tests.regions import good_values
from tests.services.double_entry import AIGUL, BOLAT, DANA, SAULE, as_person, double_region, protocol

LINES: Final = tuple(protocol())
SHORTEST: Final = 1_000_000
"""From here on a number is unmistakable."""
ALONE, DIFFERS, BROKEN, PHONED, WITHDRAWN, CORRECTED, OWN = range(7)
"""Rows: one entry; two that differ; one that does not add up; by phone; taken back; with another revision before; typed by Bolat."""
ACROSS: Final = """
[[relation]]
code = "Z1"
severity = "soft"
rule = '[6] = contest("president").[6]'
name = { ru = "Столько же, сколько в первом", kk = "Біріншідегідей", en = "as many as in the first" }
"""
"""A rule of the second contest over the first: its finding, and the key of its confirmation, hold a number of the other."""
SLOTS: Final = ("10:00", "12:00")
NOT_ASKED_HERE: Final = {
    "fits": "looks at an incident that the caller holds",
    "holds_words": "looks at a text that the caller holds",
    "is_mine": "looks at an incident that the caller holds",
    "compare": "compares two rows that the caller holds",
    "side_by_side": "shows two steps of a history that was asked for",
    "newest_correction": "looks at steps of a history that was asked for",
    "correction_sheet": "prints two steps of a history that was asked for",
    "unit_of": "makes a unit of a row that the caller holds",
    "figures_of": "reads a revision that the caller holds",
    "without_others_numbers": "is asked by station_findings",
    "shown_body": "is tried below with every revision",
    "quick_check": "is tried with drafts",
    "missing_order": "puts in order",
    "moment_of": "reads a time",
    "arrival_numbered": "needs a paper at the desk",
    "receipt_sheet": "needs a paper at the desk",
    "return_sheet": "needs a paper at the desk",
}
"""Functions of the queries that ask nothing of the region themselves, or that have a test of their own, with the reason."""


class Planted:
    """A region in which Aigul and Bolat typed numbers that stand nowhere else. ``sums`` are those of the preliminary totals."""

    def __init__(self, folder: Path, verification: str) -> None:
        self.region = region = double_region(
            folder, stations=8, verification=verification, contests=("president", "referendum"), rules=ACROSS
        )
        self.single = verification == SINGLE
        self._next = {AIGUL.name: itertools.count(7_310_047, 631), BOLAT.name: itertools.count(9_410_023, 733)}
        self.told: dict[str, set[int]] = {AIGUL.name: set(), BOLAT.name: set()}
        # What adds up settles where one entry is enough.
        self.types(AIGUL, ALONE, adds_up=not self.single)
        self.types(AIGUL, BROKEN)
        self.types(AIGUL, WITHDRAWN)
        self.types(AIGUL, CORRECTED)
        self.types(AIGUL, PHONED, adds_up=True, source="phone")
        if not self.single:
            self.types(AIGUL, DIFFERS)
            self.types(BOLAT, DIFFERS)
            as_person(region, BOLAT, RetypeLines(station=f"station{DIFFERS}", contest="president", values=self.numbers(BOLAT)))
        as_person(region, AIGUL, WithdrawEntry(station=f"station{WITHDRAWN}", contest="president", reason="wrong pile"))
        again = CorrectEntry(station=f"station{CORRECTED}", contest="president", values=self.numbers(AIGUL), reason="misread")
        as_person(region, AIGUL, again)
        # The other contest of Aigul's station is Bolat's, and its findings compare the two.
        values = self.numbers(BOLAT)
        as_person(region, BOLAT, FinishEntry(station=f"station{ALONE}", contest="referendum", values=values))
        confirm = {"V1": "compared", "Z1": "compared"}
        as_person(region, BOLAT, ConfirmFindings(station=f"station{ALONE}", contest="referendum", confirm=confirm))
        self.types(BOLAT, OWN)
        self._polls()
        self._day()
        region.person = AIGUL
        contest = next(iter(region.columns.contests))
        figures = {name: int(str(figure)) for name, figure in self.numbers(AIGUL).items()}
        save_draft(
            region, "station7", contest, Draft(figures=figures, form=region.columns.contests[contest].form.key, parked="noon")
        )
        sums = (
            figure for columns in region.columns.contests.values() for figure in columns.sums["preliminary"].sum(axis=0).tolist()
        )
        self.sums = {figure for figure in sums if figure >= SHORTEST}

    def _polls(self) -> None:
        """A poll at every station that leaves the ballots issued to the protocols, shown to everybody."""
        analyst = Person("the analyst", ("analyst",))
        poll = AddPoll(name="Exit", contest="president", strata=(StratumGiven("all", 20),))
        as_person(self.region, analyst, poll)
        for row in range(8):
            as_person(
                self.region, analyst, FillPolledStation(poll="Exit", station=f"station{row}", stratum="all", votes={"8": 5, "9": 3})
            )
        as_person(self.region, analyst, ReleasePolls(contest="president"))

    def _day(self) -> None:
        """An incident and two hours of turnout at each station: what is found of a report may compare it with the protocol."""
        unit = self.region.unit("SetUpRegion")
        unit.put(msgspec.structs.replace(self.region.columns.set_up, turnout_slots=SLOTS), SET_UP)
        unit.commit()
        for row in range(8):
            as_person(self.region, SAULE, AddIncident(category="A1", station=f"station{row}"))
            for slot in SLOTS:
                as_person(self.region, DANA, ReportTurnout(station=f"station{row}", slot=slot, issued=40))

    @property
    def aiguls(self) -> set[int]:
        """Aigul's numbers, and the sums they are in."""
        return self.told[AIGUL.name] | self.sums

    @property
    def bolats(self) -> set[int]:
        """Bolat's numbers."""
        return self.told[BOLAT.name]

    def numbers(self, person: Person, *, adds_up: bool = False) -> Values:
        """A number for each line. Only a protocol that adds up repeats some, and has short ones."""
        counted = self._next[person.name]
        values: Values = good_values(next(counted) + 900_000, next(counted)) if adds_up else {line: next(counted) for line in LINES}
        self.told[person.name] |= {int(str(number)) for number in values.values() if int(str(number)) >= SHORTEST}
        return values

    def types(self, person: Person, row: int, *, adds_up: bool = False, source: str = "paper") -> None:
        values = self.numbers(person, adds_up=adds_up)
        as_person(self.region, person, FinishEntry(station=f"station{row}", contest="president", values=values, source=source))


@pytest.fixture(scope="module", params=[DOUBLE, LATER, SINGLE])
def planted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planted]:
    made = Planted(tmp_path_factory.mktemp(request.param), request.param)
    yield made
    made.region.close()


def every_query() -> dict[str, Callable[..., Any]]:
    """The public functions of every module of queries, by module and name."""
    found: dict[str, Callable[..., Any]] = {}
    for module in pkgutil.iter_modules(queries.__path__):
        loaded = importlib.import_module(f"{queries.__name__}.{module.name}")
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            if function.__module__ == loaded.__name__ and not name.startswith("_"):
                found[f"{module.name}.{name}"] = function
    return found


def arguments(region: Region, function: Callable[..., Any]) -> Iterator[dict[str, Any]]:
    """Every way in which a query is asked: each contest, each station, each basis and level."""
    names = inspect.signature(function).parameters
    ways: dict[str, list[Any]] = {"region": [region]}
    if "columns" in names:
        ways["columns"] = list(region.columns.contests.values())
    if "row" in names:
        ways["row"] = list(range(len(region.columns.register)))
    if "basis" in names:
        ways["basis"] = list(BASES)
    if "by" in names:
        ways["by"] = ["station", "district", "region"] if function.__name__ == "totals" else ["", "aigul", "bolat"]
    if "area" in names:
        ways["area"] = ["", "area1"]
    if "contest" in names:
        ways["contest"] = list(region.columns.contests)
    if "station" in names:
        ways["station"] = [f"station{row}" for row in range(8)]
    if "choice" in names:
        ways["choice"] = list(next(iter(region.columns.contests.values())).choice_ids)
    if "record" in names:
        ways["record"] = list(region.columns.records.bodies["incident"])
    if "slot" in names:
        ways["slot"] = list(SLOTS)
    if "what" in names:
        ways["what"] = list(SLOTS)
    if "poll" in names:
        ways["poll"] = list(region.columns.records.bodies["poll"].values())
    if "poll_id" in names:
        ways["poll_id"] = list(region.columns.records.bodies["poll"])
    if "source" in names:
        ways["source"] = ["tallies", "published"]
    if "language" in names:
        ways["language"] = ["en"]
    if "name" in names:
        ways["name"] = ["Alpha"]
    used = {name: ways[name] for name in names if name in ways}
    missing = [name for name, each in names.items() if name not in used and each.default is inspect.Parameter.empty]
    assert missing == [], f"{function.__name__}: how is it asked? {missing}"
    for values in itertools.product(*used.values()):
        yield dict(zip(used, values, strict=True))


def told(answer: object) -> str:
    """Everything an answer says."""
    return str(msgspec.to_builtins(answer, enc_hook=plain, str_keys=False))


def plain(value: object) -> object:
    if isinstance(value, np.ndarray):
        return value.tolist()
    return str(value)


def answers(region: Region, person: Person) -> Iterator[tuple[str, str]]:
    """Every query's answers to a person; a refusal is an answer too."""
    region.person = person
    for name, function in every_query().items():
        if name.partition(".")[2] in NOT_ASKED_HERE:
            continue
        for asked in arguments(region, function):
            try:
                yield name, told(function(**asked))
            except ClerkError as refused:
                yield name, f"{refused.code} {refused.params}"


def numbers_in(said: Iterator[tuple[str, str]], secret: set[int]) -> set[tuple[str, int]]:
    wanted = re.compile("|".join(str(number) for number in sorted(secret)))
    return {(name, int(number)) for name, text in said for number in wanted.findall(text)}


OTHERS: Final = [DANA, *(Person(f"the {role}", (role,)) for role in ROLES if role not in ("clerk", "supervisor"))]


@pytest.mark.parametrize("person", OTHERS, ids=lambda person: person.name)
def test_no_query_tells_a_number_of_an_unsettled_entry_to_whoever_typed_none(planted: Planted, person: Person) -> None:
    assert numbers_in(answers(planted.region, person), planted.aiguls | planted.bolats) == set()


def test_no_query_tells_the_second_clerk_a_number_of_the_first_nor_the_first_one_of_the_second(planted: Planted) -> None:
    region = planted.region
    assert numbers_in(answers(region, BOLAT), planted.aiguls) == set()
    assert numbers_in(answers(region, AIGUL), planted.bolats) == set()


def test_everybody_sees_their_own_numbers_and_a_supervisor_sees_all(planted: Planted) -> None:
    region = planted.region
    columns = next(iter(region.columns.contests.values()))
    if columns.mode != SINGLE:
        assert State(int(columns.state[DIFFERS])) is State.DIFFERENCE
    told_to_bolat = {number for _, number in numbers_in(answers(region, BOLAT), planted.bolats)}
    assert {int(figure) for figure in columns.figures[OWN]} <= told_to_bolat
    told_to_saule = {number for _, number in numbers_in(answers(region, SAULE), planted.aiguls | planted.bolats)}
    shown = {int(figure) for row in (ALONE, OWN, BROKEN) for figure in columns.figures[row]}
    assert {figure for figure in shown if figure >= SHORTEST} | planted.sums <= told_to_saule


def test_no_stored_body_tells_them_either(planted: Planted) -> None:
    region = planted.region

    def bodies(person: Person) -> Iterator[tuple[str, str]]:
        region.person = person
        for columns in region.columns.contests.values():
            for row in range(len(region.columns.register)):
                for record in records_of(region, columns, row):
                    for _, stored in region.store.history(record):
                        yield stored.revision.kind, str(shown_body(region, stored))

    assert numbers_in(bodies(DANA), planted.aiguls | planted.bolats) == set()
    assert numbers_in(bodies(BOLAT), planted.aiguls) == set()
    assert numbers_in(bodies(AIGUL), planted.bolats) == set()


def test_every_function_that_is_left_out_is_one(planted: Planted) -> None:
    assert NOT_ASKED_HERE.keys() <= {name.partition(".")[2] for name in every_query()}


def test_refused_commands_tell_no_number(planted: Planted) -> None:
    region = planted.region
    said = []
    for person in (BOLAT, DANA):
        for command in (
            FinishEntry(station=f"station{DIFFERS}", contest="president", values=protocol()),
            CorrectEntry(station=f"station{ALONE}", contest="president", values=protocol(), reason="x"),
            WithdrawEntry(station=f"station{ALONE}", contest="president", reason="x"),
            ConfirmFindings(station=f"station{ALONE}", contest="president", confirm={"V1": "x"}),
            WithdrawStation(station=f"station{ALONE}", reason="x"),
        ):
            if planted.region.columns.set_up.verification == SINGLE and isinstance(
                command, FinishEntry | CorrectEntry | ConfirmFindings
            ):
                # In an office where one entry settles, a colleague may correct another's.
                continue
            region.person = person
            with pytest.raises(ClerkError) as refused:
                region.execute(command)
            said.append((refused.value.code, str(refused.value.params)))
    assert numbers_in(iter(said), planted.aiguls | planted.bolats) == set()


def test_the_rows_of_these_tests_are_what_they_are_called(planted: Planted) -> None:
    region = planted.region
    region.person = SAULE
    columns: ContestColumns = next(iter(region.columns.contests.values()))
    assert [len(columns.entry_seqs.get(row, ())) for row in (ALONE, BROKEN, PHONED, WITHDRAWN, CORRECTED, OWN)] == [
        1,
        1,
        1,
        0,
        1,
        1,
    ]
    assert len([step for step in station_history(region, columns, CORRECTED) if step.kind == "entry"]) == 2
    assert arrivals(region, columns) == []
