"""Writing every station as a workbook and as text tables, against openpyxl's write-only mode with the bare cells of the tallies."""

import gc
import time
from pathlib import Path

from openpyxl import Workbook

from electdesk.services.exports.gathering import gather
from electdesk.services.exports.tables import Table
from electdesk.workbooks.writing.csv_package import write_package
from electdesk.workbooks.writing.workbook import write_workbook
from tests.benchmarks.measure import Line, Run

OF = "openpyxl write-only, bare cells of the tallies"


def lines(run: Run) -> list[Line]:
    """One run each: a workbook of this size takes openpyxl long enough to be told apart from a busy moment."""
    region = run.region(run.large)
    gc.collect()
    began = time.perf_counter()
    export = gather(region, "settled", "ru")
    gathered = time.perf_counter()
    assert export is not None
    write_workbook(export, run.folder / "all.xlsx")
    written = time.perf_counter()
    write_package(export, run.folder / "all-csv")
    packed = time.perf_counter()
    (tallies,) = [table for table in export.tables if table.kind == "tallies"]
    least = _bare(tallies, run.folder / "bare.xlsx")
    what = f"export {len(tallies.rows):,} × {len(tallies.columns)} as a workbook, all sheets and formats"
    return [
        Line(what, written - began, least, OF, 1.0),
        Line("   of it: taken out of the columns, findings and history too", gathered - began, least, OF),
        Line("   of it: written", written - gathered, least, OF),
        Line("the same as text tables, wide and long", packed - written, least, OF),
    ]


def _bare(table: Table, target: Path) -> float:
    """Seconds that openpyxl takes for the cells of one table alone, without any format."""
    rows = [list(row) for row in table.rows]
    gc.collect()
    began = time.perf_counter()
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    book.save(target)
    return time.perf_counter() - began
