"""Importing every station's protocol from a text table and from a workbook, against reading the file alone."""

import csv
import gc
import time
from pathlib import Path

from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from electdesk.services.imports import plan_import
from electdesk.services.imports.applying import apply_plan, plan_book_for
from electdesk.workbooks.book_reader import read_book
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
        *_from_workbook(run, rows),
    ]


def _from_workbook(run: Run, rows: int) -> list[Line]:
    """The same from XLSX, against the fastest reader of workbooks reading the file and doing nothing with it."""
    path = run.folder / "tallies.xlsx"
    _write_workbook(path, rows)

    def floor() -> None:
        CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()

    least = seconds(floor, run.times(3))
    region = make_register(run.folder / "workbook.electdesk", rows)
    (columns,) = region.columns.contests.values()
    gc.collect()
    began = time.perf_counter()
    book = read_book(path)
    read = time.perf_counter()
    plan = plan_book_for(region, "tallies", book, columns)
    planned = time.perf_counter()
    assert (plan.accepted, plan.refused, plan.doubts) == (rows, (), ()), (plan.accepted, plan.refused[:3], plan.doubts)
    apply_plan(region, plan)
    done = time.perf_counter()
    region.close()
    of = "calamine over the same file"
    why = "reading takes 1.0 of it; judging, the ledger with its hashes and the checks of every protocol are the rest"
    return [
        Line(f"import {rows:,} × 25 from XLSX, checked and committed", done - began, least, of, 2.0, why=why),
        Line("   of it: reading in the worker", read - began, least, of),
        Line("   of it: recognising, judging and doubting", planned - read, least, of),
        Line("   of it: records, commit, columns and checks", done - planned, least, of),
    ]


def _write_workbook(path: Path, rows: int) -> None:
    """25 columns: number, 20 figures, and what an office keeps beside them."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Лист1")
    sheet.append(["УИК", *(str(number) for number in range(1, 21)), "Адрес", "Телефон", "Явка, %", "Примечание"])
    for number, row in enumerate(protocols(rows).tolist(), start=1):
        sheet.append([number, *row, f"ул. Абая, {number}", "8 701 555 01 23", 61.5, ""])
    book.save(path)


def _write(path: Path, rows: int) -> None:
    figures = protocols(rows).tolist()
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["УИК", *(str(number) for number in range(1, 21))])
        writer.writerows([number, *row] for number, row in enumerate(figures, start=1))
