"""Whatever stands in a sheet: a plan whose counts add up, or one named refusal; never a failure of the program."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from electdesk.services.imports import plan_json
from electdesk.services.region import Region
from tests.services.imports.office import HEADING, outcome, planned, region_at, sheet, write

CELLS = st.one_of(
    st.sampled_from(
        [
            "",
            "0",
            "1",
            "2",
            "12",
            "20",
            "Север",
            "Юг",
            "Итого",
            "1 234",
            "1e3",
            "-1",
            "№ 1",
            "²",
            "٣",
            "=1",
            "'1",
            "да",
            "99999999999",
        ]
    ),
    st.text(max_size=6),
)
HEADINGS = st.one_of(
    st.sampled_from([*HEADING, "ТИК", "Участок", "Число избирателей", "Тип", "4", "Новый", "%", "Д1", "D1"]), st.text(max_size=8)
)


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Region]:
    opened = region_at(tmp_path_factory.mktemp("any"))
    yield opened
    opened.close()


@given(rows=st.lists(st.lists(CELLS, min_size=6, max_size=8), max_size=8))
@example(rows=[["", "", "", "", "", "", "", "ХАТШЫ"], ["", "", "", "", "", ""]])
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_every_row_of_any_table_is_counted_once(region: Region, rows: list[list[str]]) -> None:
    # The heading is said, not guessed: a cell such as "хатшы" below it would be read as a second row of headings.
    plan = outcome(region, "tallies", sheet(HEADING, *rows), heading_rows=(1, 1))
    if isinstance(plan, str):
        assert plan == "import_no_rows"
        return
    rows_with_bad_cells = {cell.row for cell in plan.refused}
    assert plan.accepted + plan.same + plan.changed + len(plan.conflicts) + len(rows_with_bad_cells) + len(plan.skipped) == len(
        rows
    )
    assert len(plan_json(plan)["refused"]) == len(plan.refused)


@given(
    kind=st.sampled_from(["stations", "tallies"]),
    heading=st.lists(HEADINGS, min_size=1, max_size=8),
    rows=st.lists(st.lists(CELLS, max_size=9), max_size=4),
    new=st.booleans(),
)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_heading_over_any_cells_is_planned_or_refused_by_name(
    region: Region, kind: str, heading: list[str], rows: list[list[str]], new: bool
) -> None:
    plan = outcome(region, kind, sheet(heading, *rows), new_choices=new)
    assert not isinstance(plan, str) or plan.startswith("import_")


@given(numbers=st.lists(st.tuples(st.sampled_from(["Север", "Юг", "Запад", ""]), CELLS), min_size=1, max_size=5))
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_a_list_that_was_written_changes_nothing_the_second_time(region: Region, numbers: list[tuple[str, str]]) -> None:
    source = sheet(("Район", "УИК"), *numbers)
    plan = outcome(region, "stations", source)
    if isinstance(plan, str):
        assert plan == "import_no_rows"
        return
    write(region, plan, partial=True)
    again = planned(region, "stations", source)
    assert (again.accepted, again.changed, again.records) == (0, 0, ())


@pytest.mark.parametrize(
    "piece", [" ", "1 ", "а", "№ ", "п ", "1.", "(", "не ", "үй-", "\n", "/", "строка ", "УИК ", "р-н ", "1\u00a0", "="]
)
def test_cells_as_long_as_a_program_allows_are_judged_like_any_other(region: Region, piece: str) -> None:
    """Each of them kept a pattern of the recogniser busy for minutes, or might have."""
    cell = (piece * 32_000)[:32_000]
    assert isinstance(outcome(region, "tallies", sheet([cell, "УИК", "1", "2"], ["x", "1", "5", "5"])), str)
    plan = outcome(region, "tallies", sheet(HEADING, [cell] * len(HEADING)))
    assert not isinstance(plan, str)
    assert plan.accepted == 0
    listed = outcome(region, "stations", sheet(("УИК", "Район", "Тип", "Число избирателей"), [cell] * 4))
    assert not isinstance(listed, str)
    assert listed.accepted == 0
