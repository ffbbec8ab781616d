"""From a plan to the ledger: one commit, one undo, nothing over what people settled, nothing by a plan that is out of date."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from electdesk.domain.errors import ClerkError
from electdesk.domain.records import User
from electdesk.services.commands import FinishEntry, MakeFinal, Undo
from electdesk.services.imports import Book, ImportPlan, Sheet
from electdesk.services.imports.applying import apply_plan, earlier_import, plan_book_for, plan_for
from electdesk.services.person import Person
from electdesk.services.region import Region
from tests.services.imports.office import HEADING, contest, counts, region_at, sheet

N1 = ("Север", "1", "100", "60", "5", "40", "18")
N2 = ("Север", "2", "90", "50", "0", "30", "20")
BAD = ("Юг", "20", "60", "x", "0", "20", "13")


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    opened = region_at(tmp_path)
    yield opened
    opened.close()


def book(*sheets: Sheet) -> Book:
    return Book("list.xlsx", "ab" * 32, 100, "2026-11-25T10:00:00+05:00", "xlsx", sheets)


def plan(region: Region, *rows: tuple[str, ...]) -> ImportPlan:
    source = msgspec.structs.replace(sheet(HEADING, *rows), file="list.xlsx", sha256="ab" * 32)
    return plan_book_for(region, "tallies", book(source), contest(region))


def refusal(region: Region, made: ImportPlan, **said: object) -> tuple[str, tuple[int, int]]:
    before = region.store.counts
    with pytest.raises(ClerkError) as refused:
        apply_plan(region, made, **said)  # type: ignore[arg-type]
    assert region.store.counts == before
    return refused.value.code, before


def test_an_import_is_one_commit_that_names_its_file_and_one_undo_takes_it_back(region: Region) -> None:
    change = apply_plan(region, plan(region, N1, N2))
    assert change.commit is not None
    origin = change.commit.commit.origin
    assert origin is not None
    assert (change.commit.commit.command, origin.file, origin.sheet, len(change.records)) == (
        "ImportTallies",
        "list.xlsx",
        "Лист1",
        2,
    )
    before = region.store.counts[0]
    region.execute(Undo())
    assert (region.store.counts[0], len(contest(region).entry_seqs)) == (before + 1, 0)
    assert counts(plan(region, N1, N2)) == (2, 0, 0, 0, 0, 0)


def test_an_import_is_not_taken_back_behind_a_final_tally(region: Region) -> None:
    change = apply_plan(region, plan(region, N1, N2))
    region.execute(MakeFinal(stations=("1",)))
    assert change.commit is not None
    with pytest.raises(ClerkError) as refused:
        region.execute(Undo(commit=change.commit.seq))
    assert (refused.value.code, refused.value.params["records"]) == ("undo_refused", ["1"])


def test_the_very_same_file_again_writes_nothing_and_is_told(region: Region) -> None:
    first = plan(region, N1, N2)
    assert earlier_import(region, first.sha256) is None
    change = apply_plan(region, first)
    again = plan(region, N2, N1)
    assert (counts(again), again.records, apply_plan(region, again).commit) == ((0, 2, 0, 0, 0, 0), (), None)
    assert earlier_import(region, first.sha256) == change.commit
    region.execute(Undo())
    assert earlier_import(region, first.sha256) is None


def test_a_plan_made_before_the_region_changed_is_refused(region: Region) -> None:
    made = plan(region, N1, N2)
    region.execute(FinishEntry(station="1", values={"1": 100, "2": 60, "3а": 5, "4": 41, "5": 17}))
    assert refusal(region, made)[0] == "plan_outdated"
    assert counts(plan(region, N1, N2)) == (1, 0, 0, 1, 0, 0)


def test_what_changes_no_record_leaves_a_plan_as_it_was(region: Region) -> None:
    made = plan(region, N1)
    region.note("PrintSummary")
    assert len(apply_plan(region, made).records) == 1


def test_typed_and_final_tallies_are_left_as_they_are_and_shown(region: Region) -> None:
    apply_plan(region, plan(region, N1))
    region.execute(MakeFinal(stations=("1",)))
    region.execute(FinishEntry(station="2", values={"1": 90, "2": 50, "3а": 0, "4": 30, "5": 20}))
    made = plan(region, (*N1[:5], "41", "17"), (*N2[:5], "31", "19"))
    assert [(each.station, each.reason) for each in made.conflicts] == [("1", "final"), ("2", "typed")]
    assert (made.records, apply_plan(region, made).commit) == ((), None)


def test_rows_with_bad_cells_are_left_out_only_where_that_is_asked_for(region: Region) -> None:
    made = plan(region, N1, BAD)
    assert refusal(region, made)[0] == "import_refused"
    assert len(apply_plan(region, made, partial=True).records) == 1


def test_in_a_file_with_users_a_supervisor_says_why_rows_are_left_out(region: Region) -> None:
    unit = region.unit("AddUsers")
    unit.put(User(login="boss", name="Boss", roles=("supervisor",)), "u1")
    unit.commit()
    region.log_in(Person("boss", ("supervisor",)))
    made = plan(region, N1, BAD)
    assert refusal(region, made, partial=True)[0] == "import_reason_missing"
    assert refusal(region, made, partial=True, reason="  ")[0] == "import_reason_missing"
    change = apply_plan(region, made, partial=True, reason="station 20 sends a new list")
    assert change.commit is not None
    assert change.commit.commit.reason == "station 20 sends a new list"


def test_only_who_may_import_gets_a_plan(region: Region) -> None:
    region.log_in(Person("c", ("clerk",)))
    with pytest.raises(ClerkError) as refused:
        plan(region, N1)
    assert refused.value.code == "role_refused"
    with pytest.raises(ClerkError):
        plan_for(region, "stations", sheet(HEADING, N1), None)


def test_a_total_that_is_not_the_sum_of_its_rows_is_told_cell_by_cell(region: Region) -> None:
    made = plan(region, N1, N2, ("Итого", "", "190", "111", "5", "70", "38"))
    (control,) = made.controls
    assert (control.row, control.text, control.of) == (4, "Итого", 2)
    assert [(each.cell, each.column, each.stated, each.counted) for each in control.differences] == [("D4", "2", 111, 110)]
    assert counts(made) == (2, 0, 0, 0, 0, 1)
