"""What the checks say of a draft tells nobody a number of an unsettled entry of somebody else."""

from pathlib import Path

import msgspec
import pytest

from electdesk.services.commands import FinishEntry
from electdesk.services.draft_checks import draft_findings
from electdesk.services.person import Person
from electdesk.services.region import Region
from electdesk.services.unseen import ALL_SEEN, unseen_by
from electdesk.services.visibility import HIDDEN
from tests.services.double_entry import AIGUL, BOLAT, SAULE, as_person, double_region, protocol


def figures_of(region: Region, contest: int, values: dict[str, object]) -> list[int]:
    columns = list(region.columns.contests.values())[contest]
    numbers = columns.numbers_at(0)
    return [int(str(values.get(number, -2))) for number in numbers]


def findings(region: Region, person: Person, contest: int, row: int, values: dict[str, object]) -> str:
    region.person = person
    columns = list(region.columns.contests.values())[contest]
    found = draft_findings(columns, row, figures_of(region, contest, values), unseen_by(region, columns, row))
    return str(msgspec.to_builtins(found))


@pytest.mark.parametrize(("person", "told"), [(BOLAT, False), (AIGUL, True), (SAULE, True)], ids=lambda each: str(each))
def test_a_second_contest_says_nothing_of_a_colleagues_unsettled_first(tmp_path: Path, person: Person, told: bool) -> None:
    region = double_region(tmp_path, contests=("president", "referendum"))
    secret = {**protocol(), "1": 7_654_321}
    as_person(region, AIGUL, FinishEntry(station="1", contest="president", values=secret))
    assert ("7654321" in findings(region, person, 1, 0, dict(protocol()))) is told
    region.close()


def test_a_twin_that_may_not_be_seen_is_not_named(tmp_path: Path) -> None:
    region = double_region(tmp_path)
    as_person(region, AIGUL, FinishEntry(station="2", values=protocol()))
    (columns,) = region.columns.contests.values()
    region.person = BOLAT
    twins = [
        f.other
        for f in draft_findings(columns, 0, figures_of(region, 0, dict(protocol())), unseen_by(region, columns, 0))
        if f.code == "P1"
    ]
    region.person = SAULE
    seen = [
        f.other
        for f in draft_findings(columns, 0, figures_of(region, 0, dict(protocol())), unseen_by(region, columns, 0))
        if f.code == "P1"
    ]
    assert (twins, seen) == ([HIDDEN], ["2"])
    assert unseen_by(region, columns, 0) is ALL_SEEN
    region.close()
