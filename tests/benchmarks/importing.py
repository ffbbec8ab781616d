"""Importing a text table of every station, against reading it."""

import csv
import gc
import time
from pathlib import Path

from electdesk.services.imports import plan_import
from electdesk.services.imports.applying import apply_plan
from electdesk.workbooks.csv_reader import read_csv
from tests.benchmarks.measure import Line, Run, seconds
from tests.benchmarks.regions import make_register, protocols


def lines(run: Run) -> list[Line]:
    """Read, planned, checked and committed; one run, because the second would find everything there."""
    path = run.folder / "tallies.csv"
    rows = run.large
    _write(path, rows)

    def floor() -> None:
        with path.open(encoding="utf-8", newline="") as file:
            list(csv.reader(file))

    least = seconds(floor, run.times(5))
    region = make_register(run.folder / "import.electdesk", rows)
    (columns,) = region.columns.contests.values()
    gc.collect()
    began = time.perf_counter()
    sheet = read_csv(path)
    read = time.perf_counter()
    plan = plan_import("tallies", sheet, region.columns, columns, region.store.rows)
    planned = time.perf_counter()
    assert (plan.accepted, plan.refused) == (rows, ()), (plan.accepted, plan.refused[:3])
    apply_plan(region, plan)
    done = time.perf_counter()
    region.close()
    return [
        Line(f"import {rows:,} tallies from CSV, committed", done - began, least, "csv.reader over the same file"),
        Line("   of it: reading", read - began, least, "csv.reader over the same file"),
        Line("   of it: recognising and judging", planned - read, least, "csv.reader over the same file"),
        Line("   of it: records, commit, columns and checks", done - planned, least, "csv.reader over the same file"),
        Line(f"import {rows:,} stations from XLSX", note="not there yet: workbooks come with a later issue"),
    ]


def _write(path: Path, rows: int) -> None:
    figures = protocols(rows).tolist()
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["УИК", *(str(number) for number in range(1, 21))])
        writer.writerows([number, *row] for number, row in enumerate(figures, start=1))
