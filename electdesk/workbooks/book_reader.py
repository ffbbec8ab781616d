"""Any file that an office keeps a list in, read into a book of sheets of text."""

import datetime
from collections.abc import Callable
from pathlib import Path

from electdesk.domain.errors import ClerkError
from electdesk.services.imports.book import Book
from electdesk.workbooks.csv_reader import read_csv


def read_book(path: Path, *, progress: Callable[[float], None] | None = None, cancelled: Callable[[], bool] | None = None) -> Book:
    """The file's sheets. Implements ``services.imports.book.BookReader``; raises what it says."""
    sheet = read_csv(path)
    if cancelled is not None and cancelled():
        raise ClerkError("cancelled")
    if progress is not None:
        progress(1.0)
    return Book(sheet.file, sheet.sha256, sheet.size, modified_time(path), "csv", (sheet,))


def modified_time(path: Path) -> str:
    """When the file was written last, ISO 8601 to the second with this computer's offset; "" where the disk does not say."""
    try:
        written = path.stat().st_mtime
    except OSError:
        return ""
    return datetime.datetime.fromtimestamp(written, datetime.UTC).astimezone().isoformat(timespec="seconds")
