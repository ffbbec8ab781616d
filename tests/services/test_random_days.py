"""After any sequence of commands what is kept running equals what is read anew from the store."""

import itertools
from pathlib import Path

import pytest

from electdesk.columns import RegionColumns
from electdesk.domain.errors import ClerkError
from electdesk.domain.records.setup import DOUBLE, LATER
from electdesk.domain.states import State
from electdesk.services.commands import Undo
from electdesk.services.person import Person
from tests.services.random_day import KINDS_OF_COMMAND, RandomDay, columns_as_values, differences, recount, running, two_contests

STEPS = 50


@pytest.fixture(autouse=True)
def same_ids_every_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A seed names one day: the ids of new records are counted, not drawn."""
    numbers = itertools.count()
    for module in ("unit_of_work", "beginning"):
        monkeypatch.setattr(f"electdesk.services.{module}.new_record_id", lambda: f"r{next(numbers):015}")


@pytest.mark.parametrize("seed", range(6))
def test_running_columns_equal_a_fresh_reading_after_every_command(tmp_path: Path, seed: int) -> None:
    region = two_contests(tmp_path)
    day = RandomDay(region, seed)
    for _ in range(STEPS):
        day.step()
        assert differences(columns_as_values(region.columns), columns_as_values(RegionColumns(region.store))) == [], day.done
        assert running(region.columns) == recount(region.columns), day.done
    assert region.store.verify().problems == ()
    region.close()


def test_running_columns_equal_a_fresh_reading_where_several_people_type_each_protocol(tmp_path: Path) -> None:
    done: set[str] = set()
    states: set[int] = set()
    for verification, seed in ((DOUBLE, 300), (DOUBLE, 301), (DOUBLE, 302), (LATER, 303)):
        folder = tmp_path / str(seed)
        folder.mkdir()
        region = two_contests(folder, stations=4, verification=verification)
        day = RandomDay(region, seed, [Person(name) for name in ("Aigul", "Bolat", "Saule")])
        for _ in range(STEPS * 2):
            day.step()
            assert differences(columns_as_values(region.columns), columns_as_values(RegionColumns(region.store))) == [], day.done
            assert running(region.columns) == recount(region.columns), day.done
            states |= {state for contest in region.columns.contests.values() for state in contest.state.tolist()}
        assert region.store.verify().problems == ()
        region.close()
        done |= set(day.done)
    assert {"retype", "settle", "return", "mode"} <= done
    assert states == {int(state) for state in State} - {State.CONFLICT, State.DAMAGED}


@pytest.mark.parametrize("seed", range(100, 104))
def test_undo_gives_what_was_before_and_undoing_the_undo_gives_what_was_after(tmp_path: Path, seed: int) -> None:
    region = two_contests(tmp_path)
    day = RandomDay(region, seed)
    tried = 0
    for _ in range(STEPS):
        before = columns_as_values(region.columns)
        change = day.step()
        if change is None or change.commit is None or not change.commit.commit.count or change.commit.commit.undoes:
            continue
        after = columns_as_values(region.columns)
        undone = region.execute(Undo(commit=change.commit.seq))
        assert undone.commit is not None
        assert differences(without_places(columns_as_values(region.columns)), without_places(before)) == [], day.done
        region.execute(Undo(commit=undone.commit.seq))
        assert differences(without_places(columns_as_values(region.columns)), without_places(after)) == [], day.done
        tried += 1
    assert tried > 10
    region.close()


def test_the_days_know_every_kind_of_command(tmp_path: Path) -> None:
    done: set[str] = set()
    for seed in range(200, 230):
        folder = tmp_path / str(seed)
        folder.mkdir()
        region = two_contests(folder)
        day = RandomDay(region, seed)
        for _ in range(STEPS * 2):
            day.step()
        region.close()
        done |= set(day.done)
        if done == set(KINDS_OF_COMMAND):
            break
    assert done == set(KINDS_OF_COMMAND)


def test_undo_of_a_commit_that_there_is_not_is_refused(tmp_path: Path) -> None:
    region = two_contests(tmp_path)
    for place in (-5, 1, 99, 10**30):
        with pytest.raises(ClerkError, match="nothing_to_undo"):
            region.execute(Undo(commit=place))
    region.close()


def without_places(values: object) -> object:
    """The values without the places of revisions in the store, which an undo moves on, and what is signed off by their ids."""
    if isinstance(values, dict):
        return {name: without_places(value) for name, value in values.items() if name not in ("entries", "changed")}
    return values
