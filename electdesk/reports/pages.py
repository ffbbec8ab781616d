"""A PDF as pictures and as text: preview, printer and file show the same pages because they come from the same bytes."""

from collections.abc import Iterator

import msgspec
import pypdfium2 as pdfium

_POINTS_PER_INCH = 72


class PageImage(msgspec.Struct, frozen=True):
    """A page as pixels, four bytes each: blue, green, red, unused (QImage.Format_RGB32). ``stride`` is the bytes of a row."""

    width: int
    height: int
    stride: int
    pixels: bytes


def page_count(pdf: bytes) -> int:
    """How many pages the document has."""
    document = pdfium.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def page_image(pdf: bytes, number: int, dpi: float) -> PageImage:
    """One page, counted from 0, at so many dots an inch. Raises IndexError."""
    document = pdfium.PdfDocument(pdf)
    try:
        return _image(document, number, dpi)
    finally:
        document.close()


def page_images(pdf: bytes, dpi: float) -> Iterator[PageImage]:
    """All pages, one after the other (at 300 dpi each is 35 MB). One thread at a time may use this module: PDFium knows no threads."""
    document = pdfium.PdfDocument(pdf)
    try:
        for number in range(len(document)):
            yield _image(document, number, dpi)
    finally:
        document.close()


def text_of(pdf: bytes) -> list[str]:
    """The text of each page as a reader would copy it."""
    document = pdfium.PdfDocument(pdf)
    try:
        return [_text(document, number) for number in range(len(document))]
    finally:
        document.close()


def _image(document: "pdfium.PdfDocument", number: int, dpi: float) -> PageImage:
    if not 0 <= number < len(document):
        raise IndexError(number)
    page = document[number]
    bitmap = page.render(scale=dpi / _POINTS_PER_INCH, prefer_bgrx=True)
    try:
        return PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
    finally:
        bitmap.close()
        page.close()


def _text(document: "pdfium.PdfDocument", number: int) -> str:
    page = document[number]
    words = page.get_textpage()
    try:
        return str(words.get_text_bounded())
    finally:
        words.close()
        page.close()
