"""A text table (CSV) of the program's own surroundings: the tables that a set-up file names, text that was pasted."""

import hashlib
from pathlib import Path

from electdesk.domain.errors import ClerkError
from electdesk.services.imports.sheet import Sheet
from electdesk.workbooks.reading import limits
from electdesk.workbooks.reading.archive import Archive
from electdesk.workbooks.reading.refusal import Refused
from electdesk.workbooks.reading.text_table import text_table
from electdesk.workbooks.reading.told import LOOKED_AT, told_by_members, told_by_start, told_in_compound


def read_csv(path: str | Path) -> Sheet:
    """The one sheet of a text table.

    Raises ClerkError with ``file``: source_missing, source_is_folder, source_unreadable, source_empty,
    source_too_large (``limit`` bytes), source_too_many_rows (``limit``), source_not_csv (``looks``: xlsx, xls, ods, zip, pdf …),
    source_not_text, source_bad_quotes (``row``).
    """
    path = Path(path)
    data = _bytes(path)
    kind = _kind(path, data)
    if kind != "text":
        raise ClerkError("source_not_csv", file=path.name, looks=kind)
    return _sheet(data, path.name, path.stem)


def read_csv_text(text: str, name: str) -> Sheet:
    """The one sheet of a text that was pasted or stands in another file. Raises ClerkError as ``read_csv`` does; ``file`` is ``name``."""
    data = text.encode("utf-8", errors="replace")
    if not data:
        raise ClerkError("source_empty", file=name)
    return _sheet(data, name, name)


class CsvReader:
    """Both ways to a text table, for services that are handed a reader."""

    def read_file(self, path: Path) -> Sheet:
        """``read_csv``."""
        return read_csv(path)

    def read_text(self, text: str, name: str) -> Sheet:
        """``read_csv_text``."""
        return read_csv_text(text, name)


def _sheet(data: bytes, name: str, stem: str) -> Sheet:
    try:
        table = text_table(data)
    except Refused as refusal:
        raise ClerkError(refusal.code, file=name, **refusal.params) from refusal
    return Sheet(
        name=stem,
        file=name,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        rows=table.rows,
        row_numbers=table.numbers,
        exact_widths=True,
        encoding=table.encoding,
        separator=table.separator,
    )


def _bytes(path: Path) -> bytes:
    name = path.name or str(path)
    try:
        if path.is_dir():
            raise ClerkError("source_is_folder", file=name)
        if path.stat().st_size > limits.LARGEST_TEXT:
            raise ClerkError("source_too_large", file=name, limit=limits.LARGEST_TEXT)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise ClerkError("source_missing", file=name) from error
    except (OSError, ValueError) as error:
        raise ClerkError("source_unreadable", file=name, error=str(error)) from error
    if not data:
        raise ClerkError("source_empty", file=name)
    return data


def _kind(path: Path, data: bytes) -> str:
    kind = told_by_start(data[:LOOKED_AT])
    if kind == "compound":
        return told_in_compound(data)
    if kind != "zip":
        return kind
    try:
        archive = Archive(path)
    except Refused:
        return kind
    try:
        return told_by_members(archive)
    except Refused:
        return kind
    finally:
        archive.close()
