"""Any file of an office becomes a book of sheets, or is refused by name."""

import datetime
import hashlib
import os
from pathlib import Path

import pytest

from electdesk.domain.errors import ClerkError
from electdesk.services.imports import Book, BookReader
from electdesk.workbooks.book_reader import read_book


def test_a_text_table_is_a_book_of_one_sheet_that_says_which_file_it_is(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"a,b\n1,2\n")
    written = datetime.datetime(2026, 4, 3, 12, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=5)))
    os.utime(path, (written.timestamp(), written.timestamp()))
    shares: list[float] = []
    reader: BookReader = read_book
    book = reader(path, progress=shares.append)
    sha256 = hashlib.sha256(b"a,b\n1,2\n").hexdigest()
    assert book == Book("list.csv", sha256, 8, "2026-04-03T12:30:00+05:00", "csv", book.sheets)
    (sheet,) = book.sheets
    assert (sheet.name, list(sheet.rows), list(sheet.row_numbers)) == ("list", [["a", "b"], ["1", "2"]], [1, 2])
    assert shares[-1] == 1.0


def test_reading_ends_when_it_is_cancelled(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"a,b\n1,2\n")
    with pytest.raises(ClerkError) as caught:
        read_book(path, cancelled=lambda: True)
    assert (caught.value.code, caught.value.params) == ("cancelled", {})
