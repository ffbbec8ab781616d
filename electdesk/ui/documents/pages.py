"""The pages of a document that is held as PDF, set as pictures one at a time and kept while they are near the eye."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Final, Protocol, runtime_checkable

from PySide6.QtGui import QImage

from electdesk.i18n import Language
from electdesk.services.documents import StationSummary

Pixels = tuple[int, int, int, bytes]
"""Width, height, bytes a line, pixels in the order B G R X."""

KEPT: Final = 8
"""Pictures that stay in memory: a page on a large screen holds 10 MB."""


class Documents(Protocol):
    """What this page needs of the documents: the window's own port has it."""

    def stations(
        self, items: Sequence[StationSummary], language: Language, on_page: Callable[[int, int], bool] | None = None
    ) -> bytes:
        """The summaries of stations as one PDF."""

    def pages(self, pdf: bytes, dpi: int) -> list[Pixels]:
        """Every page as a picture."""


@runtime_checkable
class SinglePages(Protocol):
    """Documents that can set one page without the others: what long documents need."""

    def page_count(self, pdf: bytes) -> int:
        """How many pages a document has."""

    def page(self, pdf: bytes, number: int, dpi: float) -> Pixels:
        """One page, counted from 0."""


class PageReader:
    """One PDF and the pictures of its pages."""

    def __init__(self, documents: Documents, pdf: bytes) -> None:
        self.pdf = pdf
        self._documents = documents
        self._kept: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._all: tuple[int, list[Pixels]] = (0, [])
        self._count = documents.page_count(pdf) if isinstance(documents, SinglePages) else len(self._every(72))

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
        if isinstance(self._documents, SinglePages):
            width, height, stride, pixels = self._documents.page(self.pdf, number, dpi)
        else:
            width, height, stride, pixels = self._every(dpi)[number]
        # The picture only borrows the bytes: it must own them.
        return QImage(pixels, width, height, stride, QImage.Format.Format_RGB32).copy()

    def _every(self, dpi: int) -> list[Pixels]:
        if self._all[0] != dpi:
            self._all = (dpi, self._documents.pages(self.pdf, dpi))
        return self._all[1]
