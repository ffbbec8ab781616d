"""Kinds that declare their columns: a row is a record or several, met by a key, with every bad cell named."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from electdesk.columns import ContestColumns, RegionColumns
from electdesk.domain.records import Contact
from electdesk.services.imports import ImportPlan, kinds
from electdesk.services.imports.applying import apply_plan
from electdesk.services.imports.kinds import AREA, BadCell, ImportColumn, ImportKind, Option, PlainRecords, Task, station_column
from electdesk.services.region import Region
from tests.services.imports.office import contest, counts, planned, refusal, refused, region_at, sheet, skipped

ROLE = ImportColumn(
    target="role",
    heading={"ru": "Должность", "kk": "Лауазымы", "en": "Office"},
    type="option",
    filled=True,
    obligatory=True,
    field="role",
    options=(
        Option("chair", {"ru": "председатель", "kk": "төраға", "en": "chair"}, "пред."),
        Option("secretary", {"ru": "секретарь", "kk": "хатшы", "en": "secretary"}),
    ),
)
NAME = ImportColumn(target="who", heading={"ru": "ФИО", "kk": "Аты-жөні", "en": "Full name"}, field="name")
CALLS = ImportKind(
    name="calls",
    command="ImportStations",
    columns=(station_column(), AREA, ROLE, NAME),
    plain=PlainRecords(body=Contact, key=("station", "role")),
)


def hours(region: RegionColumns, contest: ContestColumns | None) -> tuple[ImportColumn, ...]:
    texts = ("08:00", "10:00")
    return (
        station_column(),
        *(
            ImportColumn(target=f"slot:{text}", type="count", heading={"ru": f"на {text}", "kk": text, "en": f"at {text}"})
            for text in texts
        ),
    )


def hourly(values: Any, task: Task) -> Iterable[dict[str, Any]]:
    counts = {target: count for target, count in values.items() if target.startswith("slot:") and count is not None}
    if list(counts.values()) != sorted(counts.values()):
        raise BadCell(max(counts), "duplicate_row", "08:00")
    for target, count in counts.items():
        yield {"station": values["station"], "role": "other", "name": target[5:], "phones": (str(count),)}


HOURS = ImportKind(
    name="hours",
    command="ImportStations",
    columns=hours,
    plain=PlainRecords(
        body=Contact,
        key=("station", "role", "name"),
        records=hourly,
        held=lambda task: [
            (record, body) for record, body in task.region.records.bodies["contact"].items() if body.role == "other"
        ],
        conflict=lambda before, after, task: "final" if getattr(before, "note", "") == "closed" else "",
    ),
)


@pytest.fixture
def region(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Region]:
    monkeypatch.setitem(kinds.IMPORTS, "calls", CALLS)
    monkeypatch.setitem(kinds.IMPORTS, "hours", HOURS)
    opened = region_at(tmp_path)
    yield opened
    opened.close()


def plan(region: Region, kind: str, *rows: tuple[str, ...], **options: Any) -> ImportPlan:
    return planned(region, kind, sheet(*rows), **options)


def bodies(made: ImportPlan) -> list[Any]:
    return [record.body for record in made.records]


HEADING = ("УИК", "Район", "Должность", "ФИО")


def test_each_row_is_a_record_met_by_its_key(region: Region) -> None:
    first = plan(region, "calls", HEADING, ("1", "", "Пред.", "Айгүл  С."), ("УИК №012", "Юг", "хатшы", "Ерлан"))
    assert bodies(first) == [
        Contact(station="s1", role="chair", name="Айгүл С."),
        Contact(station="t12", role="secretary", name="Ерлан"),
    ]
    apply_plan(region, first)
    again = plan(
        region, "calls", ("ФИО", "Должность", "УИК", "Район"), ("Ерлан", "secretary", "12", "юг"), ("Айгүл С.", "төраға", "1", "")
    )
    assert (counts(again), again.records) == ((0, 2, 0, 0, 0, 0), ())
    changed = plan(region, "calls", HEADING, ("1", "", "chair", "Болат"), ("2", "", "chair", "Дана"))
    assert counts(changed) == (1, 0, 1, 0, 0, 0)
    apply_plan(region, changed)
    assert sorted(each.name for each in region.columns.records.bodies["contact"].values()) == ["Болат", "Дана", "Ерлан"]


def test_an_empty_cell_says_nothing_and_an_obligatory_one_is_named(region: Region) -> None:
    apply_plan(region, plan(region, "calls", HEADING, ("1", "", "chair", "Айгүл")))
    made = plan(
        region, "calls", HEADING, ("1", "", "chair", ""), ("2", "", "", "Дана"), ("", "", "chair", "Асан"), ("Итого", "", "", "3")
    )
    assert counts(made) == (0, 1, 0, 0, 2, 1)
    assert refused(made) == [("C3", "", "value_missing", ""), ("A4", "", "no_station", "")]


def test_every_bad_cell_of_a_row_is_named(region: Region) -> None:
    made = plan(region, "calls", HEADING, ("77", "", "boss", "А"), ("x", "", "chair", "Б"), ("12", "Запад", "chair", "В"))
    assert refused(made) == [
        ("A2", "77", "unknown_station", ""),
        ("C2", "boss", "unknown_word", ""),
        ("A3", "x", "not_a_station_number", ""),
        ("B4", "Запад", "unknown_area", "Север; Юг"),
    ]


def test_two_rows_with_one_key_are_left_out_if_equal_and_refused_if_not(region: Region) -> None:
    equal = plan(region, "calls", HEADING, ("1", "", "chair", "А"), ("001", "", "төраға", "А"))
    assert (counts(equal), skipped(equal)) == ((1, 0, 0, 0, 0, 1), [(3, "equal_row")])
    other = plan(region, "calls", HEADING, ("1", "", "chair", "А"), ("2", "", "chair", "Б"), ("1", "", "chair", "В"))
    assert refused(other) == [("A2", "1", "duplicate_row", "4"), ("A4", "1", "duplicate_row", "2")]
    assert bodies(other) == [Contact(station="s2", role="chair", name="Б")]


def test_columns_of_the_set_up_make_several_records_of_a_row(region: Region) -> None:
    rows = (("участок", "08:00", "на 10:00", "%"), ("1", "5", "1 020", "7"), ("2", "7", "", ""), ("20", "", "", ""))
    made = plan(region, "hours", *rows)
    assert bodies(made) == [
        Contact(station="s1", role="other", name="08:00", phones=("5",)),
        Contact(station="s1", role="other", name="10:00", phones=("1020",)),
        Contact(station="s2", role="other", name="08:00", phones=("7",)),
    ]
    assert (counts(made), skipped(made), [each.value for each in made.repaired]) == (
        (3, 0, 0, 0, 0, 1),
        [(4, "no_figures")],
        ["1 020"],
    )


def test_a_hook_refuses_a_row_by_its_cell_and_a_change_as_a_conflict(region: Region) -> None:
    heading = ("УИК", "at 08:00", "at 10:00")
    assert refused(plan(region, "hours", heading, ("1", "9", "4"), ("2", "x", "4"))) == [
        ("C2", "4", "duplicate_row", "08:00"),
        ("B3", "x", "letters", ""),
    ]
    unit = region.unit("ImportStations")
    unit.put(Contact(station="s1", role="other", name="08:00", phones=("5",), note="closed"), "k1")
    unit.commit()
    made = plan(region, "hours", heading, ("1", "6", "8"))
    assert counts(made) == (1, 0, 0, 1, 0, 0)
    assert [(each.row, each.station, each.reason) for each in made.conflicts] == [(2, "1", "final")]
    assert counts(plan(region, "hours", heading, ("1", "5", ""))) == (0, 1, 0, 0, 0, 0)


def test_a_column_that_a_kind_needs_is_missed_by_name(region: Region) -> None:
    assert refusal(region, "calls", sheet(("УИК", "ФИО"), ("1", "А"))) == (
        "import_columns_missing",
        {"file": "Лист1.csv", "row": 1, "columns": ["role"], "unknown": []},
    )


def test_the_columns_of_the_program_own_kinds_are_declared_with_their_official_texts(region: Region) -> None:
    own = contest(region)
    columns = kinds.IMPORTS["tallies"].columns_of(region.columns, own)
    assert [(column.target, column.type, column.obligatory) for column in columns] == [
        ("station", "station", True),
        ("area", "area", False),
        ("line:registered", "count", True),
        ("line:issued", "count", True),
        ("line:mobile", "count", False),
        ("line:sealed", "yesno", False),
        ("choice:c1", "count", True),
        ("choice:c2", "count", True),
    ]
    assert columns[4].heading == {
        "ru": "3а. В переносных ящиках",
        "kk": "3а. Тасымалданатын жәшіктерде",
        "en": "3а. in mobile boxes",
    }
