"""A whole published region: 1,831 protocols in 74 districts, in any order of rows and any encoding."""

import csv
import random
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from electdesk.domain.forms import contests_of, load_form_named
from electdesk.domain.records import SetUp
from electdesk.services.beginning import first_commit, set_up_region
from electdesk.services.imports.applying import apply_plan
from electdesk.services.region import Region
from electdesk.storage.region_file import RegionFile
from electdesk.workbooks.book_reader import read_book
from electdesk.workbooks.csv_reader import read_csv
from tests.services.imports.office import PERSON, contest, counts, planned

ALTAI = Path(__file__).resolve().parents[4] / "shared" / "data" / "ru2018_altai.csv"
pytestmark = pytest.mark.skipif(not ALTAI.exists(), reason="the published data of the region do not lie beside this folder")

OFFICE = shutil.which("soffice")


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    opened = Region(RegionFile.create(tmp_path / "a.electdesk", first_commit("a", "TEST", PERSON), PERSON.name), PERSON)
    set_up_region(opened, SetUp(region={"ru": "Алтайский край"}), contests_of(load_form_named("ru-president-2018")))
    yield opened
    opened.close()


@pytest.mark.parametrize(("encoding", "separator"), [("utf-8", ","), ("cp1251", ";"), ("utf-16", "\t")])
def test_every_row_is_taken_and_the_same_rows_shuffled_change_nothing(
    region: Region, tmp_path: Path, encoding: str, separator: str
) -> None:
    with ALTAI.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    source, shuffled = tmp_path / "altai.csv", tmp_path / "shuffled.csv"
    body = random.Random(3).sample(rows[1:], len(rows) - 1)
    for path, content in ((source, rows), (shuffled, [rows[0], *body])):
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter=separator).writerows(content)

    stations = planned(region, "stations", read_csv(source))
    assert (counts(stations), len(stations.new_areas)) == ((1831, 0, 0, 0, 0, 0), 74)
    apply_plan(region, stations)
    first = planned(region, "tallies", read_csv(source), new_choices=True)
    assert (counts(first), len(first.new_choices)) == ((1831, 0, 0, 0, 0, 0), 8)
    apply_plan(region, first)
    totals = contest(region).figures.sum(axis=0).tolist()
    assert totals == [sum(int(row[column]) for row in rows[1:]) for column in range(3, 23)]

    for path in (source, shuffled):
        again = planned(region, "tallies", read_csv(path))
        assert (counts(again), again.records) == ((0, 1831, 0, 0, 0, 0), ())


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed here")
@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "csv"])
def test_the_file_saved_by_libreoffice_in_any_format_holds_the_same_rows(tmp_path: Path, kind: str) -> None:
    expected = read_csv(ALTAI)
    # A profile of its own: LibreOffice serves one person's programs at a time.
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    reading = "--infilter=CSV:44,34,76,1"
    folder = tmp_path / "saved"
    command = [str(OFFICE), profile, "--headless", reading, "--convert-to", kind, "--outdir", str(folder), str(ALTAI)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    book = read_book(folder / f"{ALTAI.stem}.{kind}")
    (sheet,) = book.sheets
    width = len(expected.rows[0])
    filled = [[*cells, *[""] * (width - len(cells))] for cells in sheet.rows]
    assert (book.format, filled, list(sheet.row_numbers)) == (kind, list(expected.rows), list(expected.row_numbers))
