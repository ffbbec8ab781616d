"""Files that cannot be read or planned, each broken in its own way: three sentences, a window that lives, a region as it was."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from electdesk.app import RegionFiles
from electdesk.domain.errors import ClerkError
from electdesk.i18n import LANGUAGES, use_language
from electdesk.services.imports.book import Book
from electdesk.ui.importing.steps import COLUMNS, DRY_RUN, FILE, SHEET
from electdesk.ui.window import MainWindow
from tests.regions import good_values
from tests.ui.importing.files import protocols
from tests.ui.importing.hand import Hand


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _picture(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))


def _half_a_workbook(path: Path) -> None:
    whole = path.with_suffix(".whole")
    with zipfile.ZipFile(whole, "w") as made:
        made.writestr("xl/workbook.xml", "<workbook/>" * 200)
    path.write_bytes(whole.read_bytes()[:90])


def _no_workbook(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("letter.txt", "dear colleagues")


def _far_cell(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["XFD1048576"] = 1, 1
    book.save(path)


def _open_quotes(path: Path) -> None:
    path.write_text('station,1\n33,"750\n34,760\n', encoding="utf-8")


BROKEN: dict[str, Callable[[Path], None]] = {
    "empty.csv": _empty,
    "picture.csv": _picture,
    "half.xlsx": _half_a_workbook,
    "letter.xlsx": _no_workbook,
    "quotes.csv": _open_quotes,
    "far.xlsx": _far_cell,
}


@pytest.mark.parametrize("name", [*BROKEN, "missing.csv"])
def test_a_broken_file_is_refused_in_three_sentences_and_nothing_else_happens(
    window: MainWindow, hand: Hand, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    if name in BROKEN:
        BROKEN[name](path)
    region = window.desk.region
    assert region is not None
    before = region.store.counts
    hand.take(path)
    assert (hand.page.place, hand.page.work.book, region.store.counts) == (FILE, None, before)
    (told,) = hand.warned()
    assert "Nothing was changed." in told
    assert name in told
    assert not hand.page.forward.isEnabled()
    # The page goes on with the next file as if nothing had been.
    hand.to_dry_run(protocols(tmp_path / "t.csv", [("33", good_values(750, 600))]))
    assert (hand.page.place, hand.tiles()) == (DRY_RUN, {"new": 1})


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_is_told_in_each_language(window: MainWindow, hand: Hand, tmp_path: Path, language: str) -> None:
    window.set_language(language)
    hand.take(tmp_path / "missing.csv")
    kept = {"ru": "Ничего не изменено.", "kk": "Ештеңе өзгерген жоқ.", "en": "Nothing was changed."}
    assert kept[language] in hand.warned()[0]
    use_language("en")


def test_a_table_without_headings_is_stopped_at_its_sheet_and_a_row_can_be_named(hand: Hand, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b,c\nx,y,z\n", encoding="utf-8")
    hand.take(path)
    hand.press(Qt.Key.Key_Return)
    assert hand.page.place == SHEET
    hand.press(Qt.Key.Key_Return)
    assert hand.page.place == COLUMNS
    assert not hand.page.forward.isEnabled()
    assert hand.told() == "Something is missing: see above."


class SlowFiles(RegionFiles):
    """Reads no file before somebody cancels."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def read_book(
        self,
        path: Path,
        *,
        progress: Callable[[float], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Book:
        assert progress is not None
        assert cancelled is not None
        while not cancelled():
            self.asked += 1
            progress(0.25)
        raise ClerkError("cancelled")


def test_reading_can_be_stopped_with_escape_and_nothing_of_it_stays(
    window: MainWindow, hand: Hand, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = SlowFiles()
    window.importing.open()
    monkeypatch.setattr(hand.page.work, "_files", slow)
    hand.page.take_file(tmp_path / "big.xlsx")
    qtbot.waitUntil(lambda: hand.page.work.share == 0.25)
    progress = hand.page._progress
    assert progress is not None
    assert progress._label.words() == "big.xlsx is being read"
    hand.page.steps.buttons[0].setFocus()
    hand.page.setFocus()
    hand.press(Qt.Key.Key_Escape)
    assert (hand.page.work.book, hand.page.work.path, hand.page.work.error) == (None, None, None)
    assert hand.warned() == []


def test_a_worker_that_crashes_is_one_clear_message(
    window: MainWindow, hand: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Crashing(RegionFiles):
        def read_book(self, path: Path, **_: object) -> Book:
            raise ClerkError("source_reading_failed", file=path.name, reason="")

    window.importing.open()
    monkeypatch.setattr(hand.page.work, "_files", Crashing())
    hand.take(tmp_path / "t.xlsx")
    (told,) = hand.warned()
    assert told.startswith("Reading t.xlsx broke off before its end. Nothing was changed.")
