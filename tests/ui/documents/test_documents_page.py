"""What a clerk does on the documents page: says which stations, looks at the pages, prints, saves."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from electdesk.domain.errors import ClerkError
from electdesk.i18n import use_language
from electdesk.qtmodels.desk import Desk
from electdesk.services.commands import FinishEntry
from electdesk.ui.documents import DocumentsPage
from electdesk.ui.documents.pages import PageReader
from electdesk.ui.documents.printing import Printing, set_sheet
from electdesk.ui.parts.following import announce_language, say
from tests.regions import good_values
from tests.ui.documents.conftest import FakeDocuments
from tests.ui.parts.conftest import type_text


def shown(page: DocumentsPage, qtbot: QtBot) -> PageReader:
    """The document once it is there."""
    qtbot.waitUntil(lambda: page.pages.reader() is not None and page.progress is None)
    reader = page.pages.reader()
    assert reader is not None
    return reader


def words_of(page: DocumentsPage) -> list[str]:
    """Everything that the page tells the window from now on."""
    told: list[str] = []
    page.message.connect(lambda words: told.append(say(words)))
    return told


def test_a_number_and_enter_show_the_page_of_the_station(page: DocumentsPage, documents: FakeDocuments, qtbot: QtBot) -> None:
    type_text(page.choice.station, "11")
    assert page.choice._echoes["station"].words() == "Қалалық кітапхана 3 · Glubokoye"
    QTest.keyClick(page.choice.station, Qt.Key.Key_Return)
    assert shown(page, qtbot).pdf == b"en,11"
    assert documents.made == [(["11"], "en")]


def test_a_number_that_no_station_has_is_told_beside_the_field_and_nothing_can_be_printed(
    page: DocumentsPage, qtbot: QtBot
) -> None:
    type_text(page.choice.station, "77")
    assert page.choice._echoes["station"].words() == "There is no station 77."
    assert not page.preview_button.isEnabled()
    assert page.preview_button.toolTip() == "There is no station 77."


def test_a_list_of_numbers_makes_one_document_in_that_order(page: DocumentsPage, documents: FakeDocuments, qtbot: QtBot) -> None:
    page.choice._radios["list"].click()
    type_text(page.choice.numbers, "13-14, 2, 999")
    assert page.choice._echoes["list"].words() == "Not found: 999"
    QTest.keyClick(page.choice.numbers, Qt.Key.Key_Return)
    shown(page, qtbot)
    assert documents.made == [(["13", "14", "2"], "en")]


def test_a_district_and_all_stations(page: DocumentsPage, documents: FakeDocuments, qtbot: QtBot) -> None:
    page.choice._radios["district"].click()
    page.choice.district.setCurrentIndex(1)
    QTest.keyClick(page.choice.district, Qt.Key.Key_Return)
    shown(page, qtbot)
    page.choice._radios["all"].click()
    QTest.keyClick(page.choice._radios["all"], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(documents.made) == 2)
    assert [len(numbers) for numbers, _ in documents.made] == [10, 30]


def test_stations_chosen_in_the_table_come_at_once(page: DocumentsPage, documents: FakeDocuments, qtbot: QtBot) -> None:
    page.show_rows([3, 1])
    assert shown(page, qtbot).count == 2
    assert page.choice.scope() == "chosen"
    assert documents.made == [(["12", "10"], "en")]


def test_a_document_is_made_in_the_language_chosen_for_it(page: DocumentsPage, documents: FakeDocuments, qtbot: QtBot) -> None:
    page.choice.language._segments["kk"].click()
    page.show_rows([0])
    shown(page, qtbot)
    assert documents.made == [(["2"], "kk")]


def test_page_keys_go_through_the_document(page: DocumentsPage, qtbot: QtBot) -> None:
    page.show_rows([1, 2, 3])
    shown(page, qtbot)
    seen = [page.pages.page()]
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Home, Qt.Key.Key_End):
        QTest.keyClick(page.pages, key)
        seen.append(page.pages.page())
    assert seen == [0, 1, 2, 2, 1, 0, 2]
    assert page.pages.accessibleDescription() == "Page 3 of 3"


def test_only_pages_in_sight_are_set(page: DocumentsPage, documents: FakeDocuments, qtbot: QtBot) -> None:
    page.show_rows(list(range(20)))
    shown(page, qtbot)
    qtbot.waitUntil(lambda: 0 in documents.pictures)
    assert max(documents.pictures) <= 1


def test_preview_file_and_printer_hold_the_same_bytes(
    page: DocumentsPage, documents: FakeDocuments, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = words_of(page)
    page.show_rows([1])
    pdf = shown(page, qtbot).pdf
    target = tmp_path / "summary"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    page.save_button.click()
    assert (tmp_path / "summary.pdf").read_bytes() == pdf
    assert len(documents.made) == 1
    assert told == [f"The document was saved as {tmp_path / 'summary.pdf'}."]
    region = page._desk.region
    assert region is not None
    last = region.store.commits()[-1].commit
    assert (last.command, last.reason, last.count) == ("Export", "10", 0)


def test_a_folder_that_cannot_be_written_is_told_and_nothing_is_left_behind(
    page: DocumentsPage, tmp_path: Path, qtbot: QtBot
) -> None:
    told = words_of(page)
    page.save_to(tmp_path / "missing" / "a.pdf", b"x", [1])
    assert len(told) == 1
    assert not (tmp_path / "missing").exists()


def test_a_change_of_a_station_that_is_shown_asks_for_new_pages(
    page: DocumentsPage, desk: Desk, documents: FakeDocuments, qtbot: QtBot
) -> None:
    page.show_rows([25])
    shown(page, qtbot)
    assert not page._stale.isVisible()
    desk.execute(FinishEntry(station="station25", values=good_values(750, 600)))
    assert page._stale.isVisible()
    page.preview()
    qtbot.waitUntil(lambda: len(documents.made) == 2)
    shown(page, qtbot)
    assert not page._stale.isVisible()


def test_a_note_about_a_print_leaves_the_pages_as_they_are(page: DocumentsPage, desk: Desk, qtbot: QtBot) -> None:
    page.show_rows([2])
    shown(page, qtbot)
    assert desk.region is not None
    desk.region.note("Print", "11")
    assert not page._stale.isVisible()


def test_cancel_leaves_nothing(page: DocumentsPage, documents: FakeDocuments, qtbot: QtBot) -> None:
    page.show_rows(list(range(30)))
    page.choice.choose_rows(list(range(30)))
    page.preview()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.progress is None)
    assert page.pages.reader() is None
    assert documents.made == []


def test_a_refusal_is_told_in_sentences(page: DocumentsPage, documents: FakeDocuments, qtbot: QtBot) -> None:
    documents.error = ClerkError("nothing_to_print")
    told = words_of(page)
    page.show_rows([1])
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].startswith("No station was chosen for the document.")
    assert page.preview_button.isEnabled()


def test_pages_reach_the_printer_whole(desk: Desk, documents: FakeDocuments, tmp_path: Path, qtbot: QtBot) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    set_sheet(printer)
    printing = Printing(PageReader(documents, b"en,1,2,3"), printer, [0, 2], desk)
    with qtbot.waitSignal(printing.done):
        printing.start()
    assert documents.pictures == [0, 2]
    written = (tmp_path / "paper.pdf").read_bytes()
    assert written.count(b"/Type /Page\n") == 2


def test_print_at_finish_without_a_printer_says_so(page: DocumentsPage, documents: FakeDocuments) -> None:
    if not QPrinterInfo.defaultPrinter().isNull():
        pytest.skip("this computer has a printer")
    told = words_of(page)
    page.print_rows([1])
    assert told == [
        "The summary was not printed: this computer has no printer. The protocol is saved; the summary can be saved as PDF."
    ]
    assert documents.made == []


def test_print_at_finish_sends_each_station_once_and_leaves_the_preview_alone(
    page: DocumentsPage, documents: FakeDocuments, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[QPrinter] = []

    class Printers:
        @staticmethod
        def defaultPrinter() -> "Printers":
            return Printers()

        def isNull(self) -> bool:
            return False

    def file_printer(_name: str) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / f"{len(sent)}.pdf"))
        set_sheet(printer)
        sent.append(printer)
        return printer

    monkeypatch.setattr("electdesk.ui.documents.page.QPrinterInfo", Printers)
    monkeypatch.setattr("electdesk.ui.documents.page.printer_named", file_printer)
    page.print_rows([1])
    page.print_rows([2])
    region = page._desk.region
    assert region is not None
    qtbot.waitUntil(lambda: [row.commit.command for row in region.store.commits()][-2:] == ["Print", "Print"])
    assert [row.commit.reason for row in region.store.commits()][-2:] == ["10", "11"]
    assert sorted(path.name for path in tmp_path.glob("*.pdf")) == ["0.pdf", "1.pdf"]
    assert page.pages.reader() is None


def test_who_asks_for_other_pages_gets_those(page: DocumentsPage, documents: FakeDocuments, qtbot: QtBot) -> None:
    page.show_rows([1])
    page.show_rows([2])
    reader = shown(page, qtbot)
    assert (reader.pdf, page.choice.station.text()) == (b"en,11", "11")


@pytest.mark.parametrize(("lang", "title"), [("ru", "Документы"), ("kk", "Құжаттар")])
def test_the_page_speaks_the_language_at_once(page: DocumentsPage, qapp: QApplication, lang: str, title: str) -> None:
    use_language(lang)  # type: ignore[arg-type]
    announce_language(qapp)
    assert page.accessibleName() == title
    assert page.choice.document_language() == lang


def test_a_closed_region_takes_its_pages_along(page: DocumentsPage, desk: Desk, qtbot: QtBot) -> None:
    page.show_rows([1])
    shown(page, qtbot)
    desk.let_go()
    assert page.pages.reader() is None
    assert page.choice.refusal() == "No region is open."
