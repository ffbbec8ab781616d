"""A text table (CSV) read as it comes: encoding and separator found out, every cell kept as text."""

import csv
import hashlib
import io
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Final

from electdesk.domain.errors import ClerkError
from electdesk.services.imports.sheet import Sheet, composed

LARGEST_CSV: Final = 200_000_000
"""Bytes. 100,000 stations of 25 columns take 15 million."""
MOST_ROWS: Final = 200_000
SEPARATORS: Final = (",", ";", "\t", "|")
_LOOKED_AT: Final = 100
"""Rows from which the separator is found out."""

_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_KAZAKH_1048: Final = frozenset(b"\x8d\x8e\x9d\x9e\xa1\xa2\xa3\xa5\xaa\xaf\xb4\xba\xbc\xbd\xbe\xbf")
"""Where KZ-1048 holds Қ, Ә, Ң … and cp1251 letters of other languages than Russian and Kazakh."""
_OTHER_KINDS: Final = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls"),
    (b"%PDF", "pdf"),
    (b"SQLite format 3\x00", "sqlite"),
    (b"{\\rtf", "rtf"),
    (b"\x1f\x8b", "gz"),
    (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "rar"),
    (b"\x89PNG", "png"),
)


def read_csv(path: str | Path) -> Sheet:
    """The one sheet of a text table.

    Raises ClerkError with ``file``: source_missing, source_is_folder, source_unreadable, source_empty,
    source_too_large (``limit`` bytes), source_too_many_rows (``limit``), source_not_csv (``looks``: xlsx, xls, ods, zip, pdf …),
    source_not_text, source_bad_quotes (``row``).
    """
    path = Path(path)
    return _sheet(_bytes(path), path.name, path.stem)


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
    encoding = _encoding(data, name)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ClerkError("source_not_text", file=name) from error
    text = text.removeprefix("\ufeff")
    if not text.strip(" \t\r\n,;|\x1a"):
        raise ClerkError("source_empty", file=name)
    separator, body, first = _separator(text)
    rows = _rows(body, separator, name)
    if not unicodedata.is_normalized("NFC", text):
        rows = list(map(composed, rows))
    numbers: range | list[int] = range(first, first + len(rows))
    if not all(map(any, rows)):
        numbers = [number for number, row in zip(numbers, rows, strict=True) if any(row)]
        rows = [row for row in rows if any(row)]
    return Sheet(
        name=stem,
        file=name,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        rows=rows,
        row_numbers=numbers,
        exact_widths=True,
        encoding=encoding,
        separator=separator,
    )


def _bytes(path: Path) -> bytes:
    name = path.name or str(path)
    try:
        if path.is_dir():
            raise ClerkError("source_is_folder", file=name)
        if path.stat().st_size > LARGEST_CSV:
            raise ClerkError("source_too_large", file=name, limit=LARGEST_CSV)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise ClerkError("source_missing", file=name) from error
    except (OSError, ValueError) as error:
        raise ClerkError("source_unreadable", file=name, error=str(error)) from error
    if not data:
        raise ClerkError("source_empty", file=name)
    return data


def _encoding(data: bytes, name: str) -> str:
    """What the bytes are written in: by mark, by the zero bytes of two-byte text, as UTF-8, else by its letters."""
    if data.startswith(b"PK\x03\x04"):
        raise ClerkError("source_not_csv", file=name, looks=_kind_of_zip(data))
    for start, kind in _OTHER_KINDS:
        if data.startswith(start):
            raise ClerkError("source_not_csv", file=name, looks=kind)
    if data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<?xml", b"<html", b"<!doctype", b"<table")):
        raise ClerkError("source_not_csv", file=name, looks="html" if b"<html" in data[:2000].lower() else "xml")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    if b"\x00" in data:
        return _two_bytes(data, name)
    if sum(data.count(code) for code in range(32) if code not in (9, 10, 11, 12, 13, 26, 31)) > 0:
        raise ClerkError("source_not_text", file=name)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _one_byte(data, name)
    return "utf-8"


def _two_bytes(data: bytes, name: str) -> str:
    """UTF-16 without a mark: separators and digits leave their zero byte always on the same side."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    if len(data) % 2 == 0 and min(even, odd) * 20 <= max(even, odd) and max(even, odd) * 20 >= len(data):
        return "utf-16-le" if odd > even else "utf-16-be"
    raise ClerkError("source_not_text", file=name)


def _one_byte(data: bytes, name: str) -> str:
    """Cyrillic of one byte a letter. Text in Russian or Kazakh has lower-case letters (224 …) far more often than signs."""
    counts = Counter(data)
    high = sum(count for byte, count in counts.items() if byte >= 128)
    kazakh = sum(counts[byte] for byte in _KAZAKH_1048)
    letters = sum(count for byte, count in counts.items() if byte >= 192 or byte in (168, 184, 178, 179)) + kazakh
    if letters * 2 < high or counts[0x98]:
        raise ClerkError("source_not_text", file=name)
    return "kz1048" if kazakh else "cp1251"


def _kind_of_zip(data: bytes) -> str:
    start = data[:200_000] + data[-200_000:]
    if b"opendocument.spreadsheet" in start:
        return "ods"
    if b"xl/workbook.bin" in start:
        return "xlsb"
    return "xlsx" if b"xl/" in start else "zip"


def _separator(text: str) -> tuple[str, str, int]:
    """The separator, the text to read and the number of its first row: a line "sep=;" speaks for itself and is no row of data."""
    head, end, rest = text.partition("\n")
    told = head.strip().strip('"')
    if len(told) == 5 and told.lower().startswith("sep=") and told[4] in SEPARATORS and end:
        return told[4], rest, 2
    if head.rstrip("\r") in ("sep=\t", '"sep=\t"'):
        return "\t", rest, 2
    best, best_score = ",", (0.0, 0)
    for separator in SEPARATORS:
        widths = _widths(text, separator)
        width, often = Counter(widths).most_common(1)[0] if widths else (1, 0)
        score = (often / len(widths), width) if width > 1 else (0.0, 0)
        # A comma inside names or numbers splits some rows here and there; a real separator splits nearly all alike.
        if (round(score[0], 1), score[1]) > (round(best_score[0], 1), best_score[1]):
            best, best_score = separator, score
    return best, text, 1


def _widths(text: str, separator: str) -> list[int]:
    widths: list[int] = []
    try:
        for row in csv.reader(io.StringIO(text[:400_000], newline=""), delimiter=separator):
            if any(row):
                widths.append(len(row))
            if len(widths) == _LOOKED_AT:
                break
    except csv.Error:
        pass
    return widths


def _rows(text: str, separator: str, name: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        rows.extend(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise ClerkError("source_bad_quotes", file=name, row=len(rows) + 1) from error
    # The mark that old programs put at the end of a text.
    if rows and rows[-1] == ["\x1a"]:
        rows.pop()
    if len(rows) > MOST_ROWS:
        raise ClerkError("source_too_many_rows", file=name, limit=MOST_ROWS)
    return rows
