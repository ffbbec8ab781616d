"""Each check beyond the form on paper examples: where it fires, where it does not, and exactly at its limit."""

from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from electdesk.domain.checks import CHECKS, findings_by_row
from electdesk.domain.checks.check import Counts, Flags
from electdesk.domain.figures import BLANK
from electdesk.domain.findings import Finding

UNKNOWN = -1


class OneStation:
    """A panel of one station. Roles that are not given are not countable; what is unknown is -1."""

    stations = 1

    def __init__(
        self,
        *,
        voters: int = UNKNOWN,
        last_turnout: int = UNKNOWN,
        votes: Sequence[int] = (),
        district: Sequence[int] = (),
        neighbours: int = 0,
        twin: str = "",
        others: Mapping[str, int] | None = None,
        thresholds: Mapping[str, int] | None = None,
        **roles: int,
    ) -> None:
        self.voters = np.array([voters])
        self.last_turnout = np.array([last_turnout])
        self.votes = np.array([votes], dtype=np.int64).reshape(1, -1)
        self.district_votes = np.array([district], dtype=np.int64).reshape(1, -1)
        self.district_stations = np.array([neighbours])
        self.choice_ids = tuple(f"c{place}" for place in range(len(votes)))
        self.twins = [twin]
        self._roles = roles
        self._others = others or {}
        self._thresholds = thresholds or {}

    def role(self, name: str) -> tuple[Counts, Flags]:
        return np.array([self._roles.get(name, 0)]), np.array([name in self._roles])

    def role_lines(self, name: str) -> tuple[str, ...]:
        return (name,)

    def other_contests(self, role: str) -> list[tuple[str, Counts, Flags]]:
        return [(contest, np.array([amount]), np.array([amount >= 0])) for contest, amount in self._others.items()]

    def threshold(self, name: str) -> int:
        found = self._thresholds.get(name)
        return next(check.limits[name] for check in CHECKS.values() if name in check.limits) if found is None else found


def found_by(code: str, panel: OneStation) -> list[Finding]:
    """What one check says of the station."""
    others = [other for other in CHECKS if other != code]
    return findings_by_row(panel, others).get(0, [])


V1 = Finding("V1", "soft", ("registered",), 872, 871)
V2 = Finding("V2", "soft", ("received",), 881, 880)
V3 = Finding("V3", "soft", ("issued",), 817, 818)
P3 = Finding("P3", "soft", ("issued",), 0, 871)
P4 = Finding("P4", "info", ("issued",), 871, 871)


@pytest.mark.parametrize(
    ("code", "panel", "expected"),
    [
        ("V1", OneStation(registered=872, voters=871), [V1]),
        ("V1", OneStation(registered=871, voters=871), []),
        ("V1", OneStation(registered=872, voters=871, thresholds={"register_difference": 1}), []),
        (
            "V1",
            OneStation(registered=873, voters=871, thresholds={"register_difference": 1}),
            [Finding("V1", "soft", ("registered",), 873, 871)],
        ),
        ("V1", OneStation(registered=872), []),
        ("V1", OneStation(voters=871), []),
        # 871 and one per cent is 879.71, rounded up 880.
        ("V2", OneStation(received=881, voters=871), [V2]),
        ("V2", OneStation(received=880, voters=871), []),
        ("V2", OneStation(received=871, voters=871), []),
        ("V2", OneStation(received=870, voters=871), [Finding("V2", "soft", ("received",), 870, 880)]),
        ("V2", OneStation(received=881, registered=871), [V2]),
        ("V2", OneStation(received=881), []),
        ("V2", OneStation(received=890, voters=871, thresholds={"reserve_percent": 3}), []),
        ("V3", OneStation(issued=817, last_turnout=818), [V3]),
        ("V3", OneStation(issued=818, last_turnout=818), []),
        ("V3", OneStation(issued=817), []),
        (
            "V4",
            OneStation(registered=1000, others={"district": 940}),
            [Finding("V4", "info", ("registered",), 1000, 940, "", "district")],
        ),
        ("V4", OneStation(registered=1000, others={"district": 950}), []),
        (
            "V4",
            OneStation(registered=940, others={"district": 1000}),
            [Finding("V4", "info", ("registered",), 940, 1000, "", "district")],
        ),
        ("V4", OneStation(registered=1000, others={"district": BLANK}), []),
        ("P1", OneStation(twin="115"), [Finding("P1", "soft", (), None, None, "", "115")]),
        ("P1", OneStation(), []),
        ("P3", OneStation(issued=0, registered=871), [P3]),
        ("P3", OneStation(issued=1, registered=871), []),
        ("P3", OneStation(issued=0, registered=0), []),
        ("P3", OneStation(registered=871), []),
        ("P4", OneStation(issued=871, registered=871), [P4]),
        ("P4", OneStation(issued=870, registered=871), []),
        ("P4", OneStation(issued=0, registered=0), []),
    ],
)
def test_a_check_fires_where_its_explanation_says_and_nowhere_else(code: str, panel: OneStation, expected: list[Finding]) -> None:
    assert found_by(code, panel) == expected


DISTRICT = (9000, 900, 100)


@pytest.mark.parametrize(
    ("votes", "neighbours", "fires"),
    [
        ((90, 900, 10), 10, True),
        ((900, 90, 10), 10, False),
        ((90, 900, 10), 4, True),
        ((90, 900, 10), 3, False),
        # Too few votes apart for a swap to be told from chance.
        ((35, 60, 5), 10, False),
        # Far from the district either way round: not a swap.
        ((500, 500, 0), 10, False),
        ((90, BLANK, 10), 10, False),
    ],
)
def test_two_choices_are_called_swapped_only_where_the_other_way_round_fits_far_better(
    votes: tuple[int, ...], neighbours: int, fires: bool
) -> None:
    panel = OneStation(votes=votes, district=DISTRICT, neighbours=neighbours)
    expected = [Finding("P2", "soft", ("c0", "c1"), votes[0], votes[1])] if fires else []
    assert found_by("P2", panel) == expected


def test_one_choice_alone_cannot_be_swapped() -> None:
    assert found_by("P2", OneStation(votes=(900,), district=(9000,), neighbours=10)) == []


def test_every_check_explains_itself() -> None:
    assert [code for code, check in CHECKS.items() if len(check.explanation) < 60] == []


def test_a_check_that_the_form_switches_off_says_nothing() -> None:
    panel = OneStation(issued=871, registered=871)
    assert findings_by_row(panel, ["P4"]) == {}


def test_no_check_proposes_a_number() -> None:
    """Both sides of a finding are figures that stand on paper or in the register, and the allowance of V2."""
    panel = OneStation(registered=872, voters=871, received=900, issued=0, last_turnout=12)
    sides = {side for found in findings_by_row(panel).values() for finding in found for side in (finding.left, finding.right)}
    assert sides == {872, 871, 900, 880, 0, 12}
