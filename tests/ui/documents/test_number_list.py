"""A list of stations as people write it."""

from pathlib import Path

import pytest

from electdesk.ui.documents.number_list import rows_of_list
from electdesk.ui.documents.print_dialog import pages_of
from tests.regions import BROKEN, small_region


@pytest.mark.parametrize(
    ("text", "rows", "unknown"),
    [
        ("", (), ()),
        ("10", (1,), ()),
        ("10, 11;12", (1, 2, 3), ()),
        ("10-12", (1, 2, 3, BROKEN), ()),
        ("10 – 11, 2", (1, 2, 0), ()),
        ("10 11", (1, 2), ()),
        ("10, 10, 10-11", (1, 2), ()),
        ("12а", (BROKEN,), ()),
        ("901", (7,), ()),
        ("5000, 10", (1,), ("5000",)),
        ("12-10", (), ("12-10",)),
        ("400-500", (), ("400-500",)),
        ("1-999999999", (), ("1-999999999",)),
        ("№ 10", (1,), ()),
    ],
)
def test_a_list_names_stations_once_in_the_order_written(
    tmp_path: Path, text: str, rows: tuple[int, ...], unknown: tuple[str, ...]
) -> None:
    region = small_region(tmp_path, entered=0)
    found = rows_of_list(text, region.columns.register)
    region.close()
    assert (found.rows, found.unknown) == (rows, unknown)


@pytest.mark.parametrize(
    ("text", "pages"),
    [("1-3, 7", [0, 1, 2, 6]), ("7,1", [0, 6]), ("2", [1]), ("0", None), ("9", None), ("3-1", None), ("", None), ("a", None)],
)
def test_pages_to_print_are_pages_of_the_document(text: str, pages: list[int] | None) -> None:
    assert pages_of(text, 8) == pages
