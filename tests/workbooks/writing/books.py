"""Exports written and read again: by openpyxl, as values or as formulas, and by LibreOffice where it is installed."""

import csv
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from electdesk.services.exports.gathering import gather
from electdesk.services.region import Region
from electdesk.workbooks.writing.workbook import write_workbook

OFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed here")

CSV_UTF8 = "csv:Text - txt - csv (StarCalc):44,34,76,1"
"""What LibreOffice calls a text table with commas in UTF-8."""


def written(region: Region, target: Path, basis: str = "settled", language: str = "en") -> Path:
    """The region as a workbook."""
    export = gather(region, basis, language)
    assert export is not None
    assert write_workbook(export, target)
    return target


def opened(path: Path, *, values: bool = True) -> Workbook:
    """A workbook with the values that readers without a calculator see, or with its formulas."""
    return load_workbook(path, data_only=values)


def rows(book: Workbook, sheet: str) -> list[tuple[Any, ...]]:
    """The rows of a sheet from its headings on."""
    found = list(book[sheet].iter_rows(values_only=True))
    return found[(book[sheet].auto_filter.ref and int(str(book[sheet].print_title_rows).rpartition("$")[2]) - 1) or 0 :]


def converted(path: Path, to: str, folder: Path, reader: str = "") -> Path:
    """The file as LibreOffice writes it in another format, everything calculated anew. ``reader``: what it shall take the file for."""
    assert OFFICE is not None
    profile = folder / "profile"
    words = [
        OFFICE,
        "--headless",
        *([f"--infilter={reader}"] if reader else []),
        f"-env:UserInstallation=file://{profile}",
        "--convert-to",
        to,
        "--outdir",
        str(folder),
        str(path),
    ]
    subprocess.run(words, check=True, capture_output=True, timeout=180)
    return folder / f"{path.stem}.{to.partition(':')[0]}"


def text_cells(path: Path) -> list[list[str]]:
    """A text table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))
