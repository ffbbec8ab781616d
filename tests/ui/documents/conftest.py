"""A documents page on a small region, with documents that can be looked at without typesetting."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from electdesk.domain.errors import ClerkError
from electdesk.i18n import Language
from electdesk.qtmodels.desk import Desk
from electdesk.services.documents import StationSummary
from electdesk.ui.documents import DocumentsPage
from tests.regions import small_region


class FakeDocuments:
    """One page a station: its bytes are numbers and language, its picture a sheet of one grey. Remembers what was asked."""

    def __init__(self) -> None:
        self.made: list[tuple[list[str], str]] = []
        self.pictures: list[int] = []
        self.error: Exception | None = None

    def stations(
        self, items: Sequence[StationSummary], language: Language, on_page: Callable[[int, int], bool] | None = None
    ) -> bytes:
        if self.error is not None:
            raise self.error
        for number in range(len(items)):
            if on_page is not None and not on_page(number, len(items)):
                raise ClerkError("cancelled")
        self.made.append(([item.station for item in items], language))
        return ",".join([language, *(item.station for item in items)]).encode()

    def sheet(self, name: str, item: object, language: Language) -> bytes:
        return f"{language},{name}".encode()

    def page_count(self, pdf: bytes) -> int:
        return pdf.count(b",")

    def page(self, pdf: bytes, number: int, dpi: float) -> tuple[int, int, int, bytes]:
        self.pictures.append(number)
        width, height = round(8.27 * dpi), round(11.69 * dpi)
        return width, height, 4 * width, bytes([200]) * (4 * width * height)


@pytest.fixture
def documents() -> FakeDocuments:
    """What stands in for Typst and PDFium."""
    return FakeDocuments()


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    """A desk with a small region."""
    made = Desk()
    made.take(small_region(tmp_path))
    yield made
    made.let_go()


@pytest.fixture
def page(desk: Desk, documents: FakeDocuments, qtbot: QtBot) -> DocumentsPage:
    """The page, shown."""
    made = DocumentsPage(desk, documents)
    qtbot.addWidget(made)
    qtbot.addWidget(made.strip)
    made.resize(1200, 800)
    made.show()
    qtbot.waitExposed(made)
    made.choice.station.setFocus()
    return made
