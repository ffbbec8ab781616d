"""A whole file of figures as a reader hands it over, and the port through which any reader is asked for one."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import msgspec

from electdesk.services.imports.sheet import Sheet


class Book(msgspec.Struct, frozen=True):
    """What one file holds: its sheets in their order, the hidden and the empty ones too.

    ``sha256`` (hexadecimal) and ``size`` (bytes) are of the file as it lay on the disk when it was copied for reading; ``modified``
    is the file's own time, ISO 8601 with this computer's offset. ``format``: csv, xlsx, xlsm, xls, ods, xlsb, told by the content
    and not by the name. ``notes`` name what was in the file and was left alone: macros, external_links, embedded.
    """

    file: str
    sha256: str
    size: int
    modified: str
    format: str
    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = ()

    def sheet_named(self, name: str) -> Sheet | None:
        """The sheet of that name, None where there is none."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)


class BookReader(Protocol):
    """Any way to a file's sheets; ``workbooks.book_reader.read_book`` is the real one."""

    def __call__(
        self, path: Path, *, progress: Callable[[float], None] | None = None, cancelled: Callable[[], bool] | None = None
    ) -> Book:
        """The book. ``progress`` hears a share from 0 to 1; ``cancelled`` is asked several times a second.

        Raises ClerkError: the ``source_…`` codes with ``file``, and ``cancelled`` at once after ``cancelled`` answered True.
        """
