"""The checks of the day: the same answers for one station and for many; rules as tables of calls."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from electdesk.domain.checks.turnout import (
    CODES,
    HARD_BITS,
    Clock,
    Judged,
    StationDay,
    TurnoutPanel,
    judge,
    judge_one,
)

CLOCK = Clock((600, 720, 840, 1200), 420, 1200)
counts = st.one_of(st.just(-1), st.integers(0, 130))
minutes = st.one_of(st.just(-1), st.integers(400, 1300))
days = st.builds(
    StationDay,
    issued=st.lists(counts, min_size=4, max_size=4),
    disputed=st.lists(st.booleans(), min_size=4, max_size=4),
    voters=st.one_of(st.just(-1), st.integers(0, 120)),
    opened=minutes,
    closed=minutes,
    lists=st.lists(counts, min_size=3, max_size=3),
    may_close=st.booleans(),
    beside_disputed=st.booleans(),
)


def panel_of(given_days: list[StationDay]) -> TurnoutPanel:
    """As the columns hold them: a disputed cell shows no figure."""
    return TurnoutPanel(
        issued=np.array([[-1 if off else n for n, off in zip(d.issued, d.disputed, strict=True)] for d in given_days], np.int64),
        disputed=np.array([d.disputed for d in given_days], np.bool_),
        voters=np.array([d.voters for d in given_days], np.int64),
        opened=np.array([d.opened for d in given_days], np.int64),
        closed=np.array([d.closed for d in given_days], np.int64),
        lists=np.array([d.lists for d in given_days], np.int64),
        may_close=np.array([d.may_close for d in given_days], np.bool_),
        beside_disputed=np.array([d.beside_disputed for d in given_days], np.bool_),
    )


@given(
    st.lists(days, min_size=1, max_size=5),
    st.sampled_from([CLOCK, Clock((600, 720, 840, 1200)), Clock((600, 720, 840, 1200), 420)]),
)
def test_one_station_is_judged_as_many_are(given_days: list[StationDay], clock: Clock) -> None:
    limits = {"turnout_jump_votes": 20}
    many = judge(panel_of(given_days), clock, limits)
    for row, day in enumerate(given_days):
        one = judge_one(day, clock, limits)
        assert (many.cells[row].tolist(), int(many.hours[row])) == (one.cells, one.hours)
        assert (many.counted[row].tolist(), int(many.last[row])) == (one.counted, one.last)


@given(st.lists(days, min_size=1, max_size=5))
def test_what_counts_never_falls_never_exceeds_the_list_and_is_never_in_question(given_days: list[StationDay]) -> None:
    judged = judge(panel_of(given_days), CLOCK, {})
    for row, day in enumerate(given_days):
        counted = [figure for figure in judged.counted[row].tolist() if figure >= 0]
        assert counted == sorted(counted)
        assert day.voters < 0 or all(figure <= day.voters for figure in counted)
        assert not (judged.cells[row][judged.counted[row] >= 0] & HARD_BITS).any()


def day(*issued: int, voters: int = 500, opened: int = -1, closed: int = -1, may_close: bool = False) -> Judged:
    """One station's reports at 10, 12, 14 and 20."""
    told = [*issued, *[-1] * (4 - len(issued))]
    return judge(panel_of([StationDay(told, [False] * 4, voters, opened, closed, [-1] * 3, may_close, False)]), CLOCK, {})


RULES = [
    ("rises", day(50, 90, 140), [[], [], [], []], []),
    ("falls", day(90, 50, 140), [[], ["T1"], [], []], []),
    ("falls twice against the same one", day(90, 50, 60, 95), [[], ["T1"], ["T1"], []], []),
    ("above the list", day(50, 501, 140), [[], ["T2"], [], []], []),
    ("list unknown", day(50, 5000, voters=-1), [[], [], [], []], []),
    ("jump of 251 within one slot", day(50, 301), [[], ["T4"], [], []], []),
    ("the same over two slots", day(50, -1, 301), [[], [], [], []], []),
    ("small stations may jump", day(10, 100, voters=100), [[], [], [], []], []),
    ("zero at ten", day(0), [["T5"], [], [], []], []),
    ("zero at ten after a late opening", day(0, opened=430), [[], [], [], []], ["T10"]),
    ("the same again", day(50, 50), [[], ["T6"], [], []], []),
    ("the same again with everybody in", day(200, 500, 500, 500), [[], ["T4"], [], []], []),
    ("ended early, ordinary", day(200, 400, closed=700), [[], [], [], []], ["T7"]),
    ("ended early before everybody came", day(200, 400, closed=700, may_close=True), [[], [], [], []], ["T8"]),
    ("ended early as allowed", day(230, 479, 500, closed=700, may_close=True, voters=500), [[], [], [], []], ["T9"]),
    ("ended at the hour", day(50, closed=1200), [[], [], [], []], []),
]


@pytest.mark.parametrize(("judged", "cells", "hours"), [rule[1:] for rule in RULES], ids=[rule[0] for rule in RULES])
def test_rules_by_example(judged: Judged, cells: list[list[str]], hours: list[str]) -> None:
    found = [[code for bit, (code, _) in CODES.items() if bits & bit] for bits in judged.cells[0].tolist()]
    assert found == cells
    assert [code for bit, (code, _) in CODES.items() if int(judged.hours[0]) & bit] == hours
