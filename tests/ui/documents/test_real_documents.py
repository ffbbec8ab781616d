"""The whole way with real typesetting: from a number to pages, a file and a sheet of paper."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from electdesk.app import PdfDocuments
from electdesk.qtmodels.desk import Desk
from electdesk.reports.pages import text_of
from electdesk.ui.documents import DocumentsPage


def test_a_summary_is_shown_and_saved_as_the_same_pages(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    page = DocumentsPage(desk, PdfDocuments())
    qtbot.addWidget(page)
    qtbot.addWidget(page.strip)
    page.resize(1100, 800)
    page.show()
    page.show_rows([1, 2])
    qtbot.waitUntil(lambda: page.pages.reader() is not None, timeout=30_000)
    reader = page.pages.reader()
    assert reader is not None
    assert reader.count == 2
    assert not reader.image(0, 96).isNull()
    page.save_to(tmp_path / "two.pdf", reader.pdf, [1, 2])
    texts = text_of((tmp_path / "two.pdf").read_bytes())
    assert ["10" in texts[0], "11" in texts[1]] == [True, True]
    assert "TRAINING" in texts[0].upper()
