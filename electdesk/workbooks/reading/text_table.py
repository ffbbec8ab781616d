"""A text table (CSV): encoding and separator found out, every cell kept as text."""

import csv
import io
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import Final, NamedTuple

from electdesk.workbooks.reading import limits
from electdesk.workbooks.reading.refusal import Refused
from electdesk.workbooks.reading.sink import Sink

SEPARATORS: Final = (",", ";", "\t", "|", "^", "~")
_LOOKED_AT: Final = 100
"""Rows from which the separator is found out."""
_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_KAZAKH_1048: Final = frozenset(b"\x8d\x8e\x9d\x9e\xa1\xa2\xa3\xa5\xaa\xaf\xb4\xba\xbc\xbd\xbe\xbf")
"""Where KZ-1048 holds Қ, Ә, Ң … and cp1251 letters of other languages than Russian and Kazakh."""
_TOLD_SEPARATOR: Final = 5
"""Characters of a line "sep=;"."""


class TextTable(NamedTuple):
    """Rows with text and their numbers from 1; how the file was written."""

    rows: list[list[str]]
    numbers: Sequence[int]
    encoding: str
    separator: str


def text_table(data: bytes) -> TextTable:
    """The table in the bytes of a file.

    Refuses: source_empty, source_not_text, source_bad_quotes (``row``), source_too_many_rows (``limit``).
    """
    encoding = _encoding(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused("source_not_text") from error
    text = text.removeprefix("\ufeff")
    if not text.strip(" \t\r\n,;|^~\x1a"):
        raise Refused("source_empty")
    separator, body, first = _separator(text)
    rows = _rows(body, separator)
    if not unicodedata.is_normalized("NFC", text):
        rows = [[unicodedata.normalize("NFC", cell) for cell in row] for row in rows]
    numbers: range | list[int] = range(first, first + len(rows))
    if not all(map(any, rows)):
        numbers = [number for number, row in zip(numbers, rows, strict=True) if any(row)]
        rows = [row for row in rows if any(row)]
    return TextTable(rows, numbers, encoding, separator)


def read_text_table(data: bytes, name: str, sink: Sink) -> tuple[str, list[str]]:
    """Put the table into the sink as a sheet of that name; returns format and notes. Refuses as ``text_table``, and source_far_cell."""
    table = text_table(data)
    sink.begin(name, exact_widths=True, encoding=table.encoding, separator=table.separator)
    place = sink.texts.__getitem__
    for number, row in zip(table.numbers, table.rows, strict=True):
        if len(row) > limits.MOST_COLUMNS:
            beyond = next((column for column in range(limits.MOST_COLUMNS, len(row)) if row[column]), None)
            if beyond is not None:
                sink.refuse_cell(number, beyond)
            row = row[: limits.MOST_COLUMNS]
        sink.add(number, list(map(place, row)))
    sink.end()
    return "csv", []


def _encoding(data: bytes) -> str:
    """What the bytes are written in: by mark, by the zero bytes of two-byte text, as UTF-8, else by its letters."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    if b"\x00" in data:
        return _two_bytes(data)
    if sum(data.count(code) for code in range(32) if code not in (9, 10, 11, 12, 13, 26, 31)) > 0:
        raise Refused("source_not_text")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _one_byte(data)
    return "utf-8"


def _two_bytes(data: bytes) -> str:
    """UTF-16 without a mark: separators and digits leave their zero byte always on the same side."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    if len(data) % 2 == 0 and min(even, odd) * 20 <= max(even, odd) and max(even, odd) * 20 >= len(data):
        return "utf-16-le" if odd > even else "utf-16-be"
    raise Refused("source_not_text")


def _one_byte(data: bytes) -> str:
    """Cyrillic of one byte a letter. Text in Russian or Kazakh has lower-case letters (224 …) far more often than signs."""
    counts = Counter(data)
    high = sum(count for byte, count in counts.items() if byte >= 128)
    kazakh = sum(counts[byte] for byte in _KAZAKH_1048)
    letters = sum(count for byte, count in counts.items() if byte >= 192 or byte in (168, 184, 178, 179)) + kazakh
    if letters * 2 < high or counts[0x98]:
        raise Refused("source_not_text")
    return "kz1048" if kazakh else "cp1251"


def _separator(text: str) -> tuple[str, str, int]:
    """The separator, the text to read and the number of its first row: a line "sep=;" speaks for itself and is no row of data."""
    head, end, rest = text.partition("\n")
    told = head.rstrip("\r").strip(' "')
    if len(told) == _TOLD_SEPARATOR and told.lower().startswith("sep=") and end:
        return told[4], rest, 2
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


def _rows(text: str, separator: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        # Two more: the last may be the mark that old programs put at the end of a text.
        rows.extend(islice(reader, limits.MOST_ROWS + 2))
    except (csv.Error, TypeError, ValueError) as error:
        raise Refused("source_bad_quotes", row=len(rows) + 1) from error
    if rows and rows[-1] == ["\x1a"]:
        rows.pop()
    if len(rows) > limits.MOST_ROWS:
        raise Refused("source_too_many_rows", limit=limits.MOST_ROWS)
    return rows
