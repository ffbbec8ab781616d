"""A region with a protocol form of three lines and two choices, and sheets to import into it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from electdesk.columns import ContestColumns
from electdesk.domain.errors import ClerkError
from electdesk.domain.forms import load_form
from electdesk.domain.records import Area, Choice, SetUp, Station
from electdesk.services.beginning import first_commit, set_up_region
from electdesk.services.imports import ImportOptions, ImportPlan, Sheet, plan_import
from electdesk.services.imports.applying import apply_plan
from electdesk.services.person import Person
from electdesk.services.region import Region
from electdesk.storage.region_file import RegionFile

FORM = """
id = "small"
edition = "2024"
annex = "1"
source = "made for tests"
status = "draft"
country = "kz"
title = { ru = "Протокол", kk = "Хаттама", en = "protocol" }

[[line]]
id = "registered"
number = "1"
label = { ru = "Число избирателей в списке", kk = "Тізімдегі сайлаушылар саны", en = "voters on the list" }

[[line]]
id = "issued"
number = "2"
label = { ru = "Число выданных бюллетеней", kk = "Берілген бюллетеньдер саны", en = "ballots issued" }
headers = ["Выдано бюллетеней, всего"]

[[line]]
id = "mobile"
number = "3а"
label = { ru = "В переносных ящиках", kk = "Тасымалданатын жәшіктерде", en = "in mobile boxes" }
optional = true

[[line]]
id = "sealed"
number = "D1"
label = { ru = "Пломбы целы", kk = "Пломбалар бүтін", en = "seals intact" }
kind = "yesno"
optional = true

[choices]
kind = "flat"
first = 4

[roles]
registered = "[1]"
issued = "[2]"
"""
PERSON = Person("Tester")


def region_at(tmp_path: Path, *, choices: Sequence[str] = ("Асанов Ерлан", "Ёлкина Анна")) -> Region:
    """Stations 1, 2, 12 in «Север», 12 and 20 in «Юг»; choices with the ids c1, c2 …"""
    region = Region(RegionFile.create(tmp_path / "r.electdesk", first_commit("r", "TEST", PERSON), PERSON.name), PERSON)
    form = load_form(FORM)
    set_up_region(region, SetUp(region={"ru": "Область"}), [("head", {"ru": "Выборы акима"}, form)])
    root = region.columns.register.area_ids[0]
    unit = region.unit("SetUpRegion")
    unit.put(Area(name={"ru": "Север", "kk": "Солтүстік"}, parent=root, order=1), "north")
    unit.put(Area(name={"ru": "Юг", "kk": "Оңтүстік"}, parent=root, order=2), "south")
    for record, number, area in (
        ("s1", "1", "north"),
        ("s2", "2", "north"),
        ("s12", "12", "north"),
        ("t12", "12", "south"),
        ("t20", "20", "south"),
    ):
        unit.put(Station(number=number, area=area, voters=100), record)
    for order, name in enumerate(choices, start=1):
        unit.put(Choice(contest=contest(region).record, name={"": name}, order=order), f"c{order}")
    unit.commit()
    return region


def contest(region: Region) -> ContestColumns:
    """The region's one contest."""
    return next(iter(region.columns.contests.values()))


def sheet(*rows: Sequence[str], name: str = "Лист1") -> Sheet:
    """A sheet whose rows are numbered from 1."""
    return Sheet(name, f"{name}.csv", "00", 1, [list(row) for row in rows], range(1, len(rows) + 1), exact_widths=True)


HEADING = ("Район", "УИК", "1", "2", "3а", "Асанов Ерлан", "Ёлкина Анна")


def tallies(region: Region, *rows: Sequence[str], heading: Sequence[str] = HEADING, **options: Any) -> ImportPlan:
    """The plan of a sheet of protocols."""
    return planned(region, "tallies", sheet(heading, *rows), **options)


def planned(region: Region, kind: str, source: Sheet, **options: Any) -> ImportPlan:
    """The plan of any sheet; new records get the ids n1, n2 …"""
    numbers = iter(range(1, 1000))
    return plan_import(
        kind, source, region.columns, contest(region), region.store.rows, ImportOptions(**options), lambda: f"n{next(numbers)}"
    )


def write(region: Region, plan: ImportPlan, *, partial: bool = False) -> None:
    """Write a plan."""
    apply_plan(region, plan, partial=partial)


def counts(plan: ImportPlan) -> tuple[int, int, int, int, int, int]:
    """New, same, changed, conflicts, refused, skipped."""
    return (plan.accepted, plan.same, plan.changed, len(plan.conflicts), len(plan.refused), len(plan.skipped))


def refused(plan: ImportPlan) -> list[tuple[str, str, str, str]]:
    """Cell, value, reason and what the reason speaks of."""
    return [(cell.cell, cell.value, cell.reason, cell.other) for cell in plan.refused]


def skipped(plan: ImportPlan) -> list[tuple[int, str]]:
    """Row and reason."""
    return [(row.row, row.reason) for row in plan.skipped]


def refusal(region: Region, kind: str, source: Sheet, **options: Any) -> tuple[str, dict[str, Any]]:
    """Code and parameters of the refusal of a whole file."""
    try:
        planned(region, kind, source, **options)
    except ClerkError as error:
        return error.code, error.params
    raise AssertionError("the file was not refused")


def outcome(region: Region, kind: str, source: Sheet, **options: Any) -> ImportPlan | str:
    """The plan, or the code of the refusal."""
    try:
        return planned(region, kind, source, **options)
    except ClerkError as error:
        return error.code
