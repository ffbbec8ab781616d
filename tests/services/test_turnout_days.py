"""Days of random calls: after each command the running sums are those of a recount, and no total mixes stations that do not count at its slot."""

import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from electdesk.columns import RegionColumns
from electdesk.domain.checks.turnout import FINISHED
from electdesk.domain.errors import ClerkError
from electdesk.services.commands import (
    ChangeStation,
    CloseStation,
    Command,
    ConfirmTurnout,
    CorrectTurnout,
    CountVoters,
    OpenStation,
    ReportTurnout,
    Undo,
    WithdrawReport,
)
from electdesk.services.queries.turnout import area_turnout, district_turnout, next_missing, stations_reporting
from electdesk.services.region import Region
from tests.turnout_day import SLOTS, voting_day

STATIONS = [f"station{row:02}" for row in range(0, 30, 5)]


def calls(draw: random.Random) -> Command:
    """One call, sensible or not."""
    station, slot = draw.choice(STATIONS), draw.choice(SLOTS)
    count = draw.choice((0, 40, 90, 90, 200, 480, 560, 700))
    made: list[Callable[[], Command]] = [
        lambda: ReportTurnout(station=station, slot=slot, issued=count),
        lambda: ReportTurnout(station=station, slot=slot, issued=count, caller="chair"),
        lambda: CorrectTurnout(station=station, slot=slot, issued=count, reason="misheard"),
        lambda: OpenStation(station=station, time=draw.choice(("7:00", "7:20", "13:30")), reason=draw.choice(("", "no light"))),
        lambda: CloseStation(station=station, time=draw.choice(("9:00", "11:30", "20:00")), reason=draw.choice(("", "all voted"))),
        lambda: CountVoters(station=station, added=draw.choice((0, 5)), reason="asked again"),
        lambda: CountVoters(station=station, closing=draw.choice((400, 600)), reason="asked again"),
        lambda: ConfirmTurnout(station=station, confirm={draw.choice(("T4", "T5", "T6", "T7", "T8")): "so it is"}),
        lambda: WithdrawReport(station=station, what=draw.choice((*SLOTS, "opened", "closed")), reason="other station"),
        lambda: ChangeStation(station=station, voters=draw.choice((300, 500, 800))),
        lambda: ChangeStation(station=station, type=draw.choice(("ordinary", "hospital"))),
        Undo,
    ]
    weights = [8, 4, 4, 2, 3, 1, 1, 2, 2, 1, 1, 2]
    return draw.choices(made, weights)[0]()


def hold(region: Region) -> None:
    """What must be true after every command."""
    turnout, register = region.columns.turnout, region.columns.register
    counted, voters = turnout.counted, turnout.voters
    for slot, total in enumerate(area_turnout(region).slots):
        there = counted[:, slot] >= 0
        assert (total.reported, total.issued) == (int(there.sum()), int(counted[there, slot].sum()))
        known = there & (voters >= 0)
        assert (total.share.count, total.share.of) == (int(counted[known, slot].sum()), int(voters[known].sum()))
        assert total.share.count <= total.share.of
        assert total.told + total.finished + total.missing == total.stations == len(register)
        parts = [unit.slots[slot] for unit in district_turnout(region)]
        for figure in ("stations", "reported", "issued", "told", "finished", "missing"):
            assert sum(getattr(part, figure) for part in parts) == getattr(total, figure)
        missing = (turnout.place[:, slot] == 0) & ((turnout.cells[:, slot] & FINISHED) == 0)
        found = next_missing(region, SLOTS[slot])
        assert (found is None) == (not missing.any())
        assert found is None or missing[found]
    assert stations_reporting(region)[0] == int((turnout.place[:, : len(SLOTS)] > 0).any(axis=1).sum())


@pytest.mark.parametrize("seed", range(6))
def test_a_random_day_adds_up_after_every_call(tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)
    region = voting_day(tmp_path)
    done = 0
    for _ in range(70):
        try:
            done += region.execute(calls(draw)).commit is not None
        except ClerkError:
            continue
        hold(region)
    assert done > 25
    anew = RegionColumns(region.store).turnout
    assert [
        name
        for name, value in vars(region.columns.turnout).items()
        if isinstance(value, np.ndarray) and not np.array_equal(value, getattr(anew, name))
    ] == []
    assert region.store.verify().ok
    region.close()
