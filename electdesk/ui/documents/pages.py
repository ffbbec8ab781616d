"""The pages of a document that is held as PDF, set as pictures one at a time and kept while they are near the eye."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Final, Protocol

from PySide6.QtGui import QImage

from electdesk.i18n import Language
from electdesk.services.documents import StationSummary

Pixels = tuple[int, int, int, bytes]
"""Width, height, bytes a line, pixels in the order B G R X."""

KEPT: Final = 8
"""Pictures that stay in memory: a page on a large screen holds 10 MB."""


class Documents(Protocol):
    """Documents as PDF, and their pages as pictures: the same bytes on the screen, on the printer and in a file."""

    def stations(
        self, items: Sequence[StationSummary], language: Language, on_page: Callable[[int, int], bool] | None = None
    ) -> bytes:
        """The summaries of stations as one PDF."""

    def sheet(self, name: str, item: object, language: Language) -> bytes:
        """A sheet of the desk (receipt, consolidated …) as PDF, from its data."""

    def page_count(self, pdf: bytes) -> int:
        """How many pages a document has."""

    def page(self, pdf: bytes, number: int, dpi: float) -> Pixels:
        """One page, counted from 0, at so many dots an inch."""


class PageReader:
    """One PDF and the pictures of its pages."""

    def __init__(self, documents: Documents, pdf: bytes, *, is_level: bool = False) -> None:
        """``is_level``: its pages lie across, wider than high."""
        self.pdf = pdf
        self._documents = documents
        self._kept: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._count = documents.page_count(pdf)
        self.is_level = is_level

    @property
    def count(self) -> int:
        """How many pages there are."""
        return self._count

    def kept(self, number: int, dpi: int) -> QImage | None:
        """The picture of a page (from 0), None where it has to be set first."""
        found = self._kept.get((number, dpi))
        if found is not None:
            self._kept.move_to_end((number, dpi))
        return found

    def image(self, number: int, dpi: int) -> QImage:
        """The picture of a page (from 0) at so many dots an inch."""
        found = self.kept(number, dpi)
        if found is None:
            found = self._kept[number, dpi] = self.set_page(number, dpi)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found

    def set_page(self, number: int, dpi: int) -> QImage:
        """The same, not kept: for the printer, at whose size a page holds 35 MB."""
        width, height, stride, pixels = self._documents.page(self.pdf, number, dpi)
        # The picture only borrows the bytes: it must own them.
        return QImage(pixels, width, height, stride, QImage.Format.Format_RGB32).copy()
