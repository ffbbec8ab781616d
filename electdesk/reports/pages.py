"""A PDF as pictures and as text: preview, printer and file show the same pages because they come from the same bytes."""

import hashlib
import io
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Final

import msgspec
import pypdfium2 as pdfium

_POINTS_PER_INCH: Final = 72
_PDFIUM: Final = threading.RLock()
"""PDFium knows no threads: one call at a time."""
_SECOND_ID: Final = re.compile(rb"(/ID ?\[ ?(?:\([^)]*\)|<[^>]*>) ?<)([0-9A-Fa-f]{32})(>\])")


class PageImage(msgspec.Struct, frozen=True):
    """A page as pixels, four bytes each: blue, green, red, unused (QImage.Format_RGB32). ``stride`` is the bytes of a row."""

    width: int
    height: int
    stride: int
    pixels: bytes


def page_count(pdf: bytes) -> int:
    """How many pages the document has."""
    with _PDFIUM, _opened(pdf) as document:
        return len(document)


def page_image(pdf: bytes, number: int, dpi: float) -> PageImage:
    """One page, counted from 0, at so many dots an inch. Raises IndexError."""
    with _PDFIUM, _opened(pdf) as document:
        if not 0 <= number < len(document):
            raise IndexError(number)
        page = document[number]
        bitmap = page.render(scale=dpi / _POINTS_PER_INCH, prefer_bgrx=True)
        try:
            return PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        finally:
            bitmap.close()
            page.close()


def page_images(pdf: bytes, dpi: float) -> Iterator[PageImage]:
    """All pages, one after the other: at 300 dpi each holds 35 MB."""
    for number in range(page_count(pdf)):
        yield page_image(pdf, number, dpi)


def text_of(pdf: bytes) -> list[str]:
    """The text of each page as a reader would copy it."""
    with _PDFIUM, _opened(pdf) as document:
        return [_text(document, number) for number in range(len(document))]


def joined(pdfs: Sequence[bytes]) -> bytes:
    """The pages of all documents in one, which keeps what the first says of itself (title, language, colours, PDF/A).

    The same parts give the same bytes: what PDFium adds of its own accord, its name and a random number, is taken out again.
    """
    if len(pdfs) == 1:
        return pdfs[0]
    target = io.BytesIO()
    with _PDFIUM, _opened(pdfs[0]) as whole:
        for pdf in pdfs[1:]:
            with _opened(pdf) as part:
                whole.import_pages(part)
        whole.save(target)
    producer = b"/Producer(PDFium)"
    written = target.getvalue().replace(producer, b" " * len(producer))
    fixed, count = _SECOND_ID.subn(rb"\g<1>" + b"0" * 32 + rb"\g<3>", written)
    if count != 1:
        raise ValueError("the joined document has no identity of the known kind")
    number = hashlib.sha256(fixed).hexdigest()[:32].encode()
    return _SECOND_ID.sub(rb"\g<1>" + number + rb"\g<3>", fixed)


def _opened(pdf: bytes) -> "closing[pdfium.PdfDocument]":
    return closing(pdfium.PdfDocument(pdf))


def _text(document: "pdfium.PdfDocument", number: int) -> str:
    page = document[number]
    words = page.get_textpage()
    try:
        return str(words.get_text_bounded())
    finally:
        words.close()
        page.close()
