"""More than a hundred lists as offices keep them: the right sums, the right cells named, or one refusal; nothing else ever."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from electdesk.domain.errors import ClerkError
from electdesk.domain.figures import is_count
from electdesk.domain.records import Entry
from electdesk.services.imports import Book, ImportOptions, ImportPlan, plan_json
from electdesk.services.imports.planning import plan_book
from electdesk.services.region import Region
from electdesk.workbooks.book_reader import read_book
from tests.services.imports import messy_headings, messy_rows
from tests.services.imports.messy import CASES, TOTALS, Case
from tests.services.imports.office import contest, region_at

__all__ = ["messy_headings", "messy_rows"]


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Region]:
    opened = region_at(tmp_path_factory.mktemp("messy"))
    yield opened
    opened.close()


def totals(region: Region, plan: ImportPlan) -> dict[str, int]:
    """What the planned entries add up to, by the number of the line and the name of the choice."""
    own = contest(region)
    entries = [record.body for record in plan.records if isinstance(record.body, Entry)]
    lines = {
        line.number: sum(figure for entry in entries if is_count(figure := entry.lines[place]))
        for place, line in enumerate(own.form.lines)
        if line.kind == "count"
    }
    return lines | {
        choice.name: sum(figure for entry in entries if is_count(figure := entry.votes[choice.id])) for choice in own.ballot
    }


def test_there_are_more_than_a_hundred_of_them_each_with_a_name_of_its_own() -> None:
    assert len({case.name for case in CASES}) == len(CASES) > 100


def planned_or_refused(region: Region, book: Book, case: Case) -> tuple[ImportPlan | None, tuple[str, dict[str, Any]]]:
    """The plan, or the refusal's code with those of its parts that the case speaks of."""
    options = ImportOptions(**case.options)
    try:
        return plan_book("tallies", book, region.columns, contest(region), region.store.rows, options), ("", {})
    except ClerkError as error:
        return None, (error.code, {key: error.params.get(key) for key in case.wants.params})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_messy_list_gives_the_right_sums_or_names_what_is_wrong(region: Region, tmp_path: Path, case: Case) -> None:
    book, wants = read_book(case.make(tmp_path)), case.wants
    before = region.store.counts
    plan, refusal = planned_or_refused(region, book, case)
    if plan is None:
        assert (refusal, region.store.counts) == ((wants.refusal, wants.params), before)
        return
    assert {
        "refusal": wants.refusal,
        "refused": tuple((cell.cell, cell.reason) for cell in plan.refused),
        "skipped": tuple(row.reason for row in plan.skipped),
        "left out": {sheet.name: sheet.reason for sheet in plan.sheets if not sheet.taken},
        "repaired": len(plan.repaired),
        "controls": tuple(not control.differences for control in plan.controls),
        "taken": plan.accepted,
        "totals": totals(region, plan),
        "doubts": plan.doubts,
        "written": region.store.counts,
    } == {
        "refusal": "",
        "refused": wants.refused,
        "skipped": wants.skipped,
        "left out": wants.left_out,
        "repaired": wants.repaired,
        "controls": wants.controls,
        "taken": wants.taken,
        "totals": TOTALS if wants.totals is None else wants.totals,
        "doubts": (),
        "written": before,
    }
    assert len(plan_json(plan)["refused"]) == len(plan.refused)
