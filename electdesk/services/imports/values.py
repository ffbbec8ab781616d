"""Cells made values of a declared type: text, count, decimal, date, time, moment, yes or no, a word of a list. Each text is judged once."""

import datetime
import re
from typing import Any, Final

from electdesk.services.imports.cells import BAD, FigureReader
from electdesk.services.imports.declared import ImportColumn
from electdesk.services.imports.words import NO, YES, fold_heading

_DECIMAL: Final = re.compile(r"\d{1,9}(?:[.,]\d{1,6})?")
_ISO_DATE: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_OFFICE_DATE: Final = re.compile(r"(\d{1,2})[./\-](\d{1,2})[./\-](\d{4}|\d{2})")
_TIME: Final = re.compile(r"(\d{1,2})[:.\-\u2013 ](\d{2})(?:[:.]\d{2})?")
_HOUR: Final = re.compile(r"(\d{1,2})(?:\s*(?:ч|час|часов|h|сағат)\.?)?", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"[T,\s]+")


class ValueReader(dict[str, Any]):
    """Text → value for the cells of one column, None where the cell is empty.

    ``bad``: text → reason code; its value is None too. ``repaired``: text → what it was read as.
    """

    def __init__(self, column: ImportColumn, no_number: frozenset[str] = frozenset(), thousands: str = "") -> None:
        super().__init__()
        self.bad: dict[str, str] = {}
        self.repaired: dict[str, str] = {}
        self._column = column
        self._counts = FigureReader(None, no_number, thousands)
        self._words = {
            fold_heading(word): option.value
            for option in column.options
            for word in (option.value, *option.label.values(), *option.also.split("|"))
            if fold_heading(word)
        }

    def __missing__(self, text: str) -> Any:
        bare = text.strip().removeprefix("'").strip()
        value = self._read(text, bare) if bare else None
        self[text] = value
        return value

    def _read(self, text: str, bare: str) -> Any:
        kind = self._column.type
        if kind == "text":
            return " ".join(bare.split())
        if kind in ("station", "area"):
            return bare
        if bare.startswith("=") or (bare.startswith("#") and bare.endswith(("!", "?", "А", "A", "0"))):
            return self._refused(text, "formula" if bare.startswith("=") else "error_value")
        if kind == "count":
            return self._count(text)
        if kind == "decimal":
            return self._decimal(text, bare)
        if kind == "option":
            word = fold_heading(bare)
            return self._words[word] if word in self._words else self._refused(text, "unknown_word")
        if kind == "yesno":
            word = bare.casefold()
            return word in YES if word in YES or word in NO else self._refused(text, "not_yes_no")
        if kind == "date":
            date, rest = _date(bare)
            return date if date and rest in ("", "00:00", "00:00:00") else self._refused(text, "not_a_date")
        if kind == "time":
            time = _time(bare)
            return time or self._refused(text, "not_a_time")
        date, rest = _date(bare)
        time = _time(rest) if rest else ""
        return f"{date}T{time}" if date and time else self._refused(text, "not_a_moment")

    def _count(self, text: str) -> Any:
        figure = self._counts[text]
        if figure == BAD:
            return self._refused(text, self._counts.bad[text])
        if text in self._counts.repaired:
            self.repaired[text] = self._counts.repaired[text]
        return figure if figure >= 0 else None

    def _decimal(self, text: str, bare: str) -> Any:
        plain = bare.removesuffix("%").strip()
        if not _DECIMAL.fullmatch(plain):
            return self._refused(text, "not_a_decimal")
        plain = plain.replace(",", ".")
        whole, point, rest = plain.partition(".")
        rest = rest.rstrip("0")
        return str(int(whole)) + (point + rest if rest else "")

    def _refused(self, text: str, reason: str) -> Any:
        self.bad[text] = reason
        return None


def _date(text: str) -> tuple[str, str]:
    """The date at the beginning ("2026-04-03", 03.04.2026 or 3/4/26) as ISO 8601, and what follows it; ("", …) where there is none."""
    first, *rest = _BETWEEN.split(text, maxsplit=1)
    if found := _ISO_DATE.fullmatch(first):
        year, month, day = map(int, found.groups())
    elif found := _OFFICE_DATE.fullmatch(first):
        day, month, year = map(int, found.groups())
        year += 2000 if year < 100 else 0
    else:
        return "", text
    try:
        return datetime.date(year, month, day).isoformat(), rest[0] if rest else ""
    except ValueError:
        return "", text


def _time(text: str) -> str:
    """A time of day ("8:00", 08:00:00, 8.00, 8-00, 8, «8 ч») as "08:00"; "" where the text is none."""
    if found := _TIME.fullmatch(text):
        hour, minute = int(found[1]), int(found[2])
    elif found := _HOUR.fullmatch(text):
        hour, minute = int(found[1]), 0
    else:
        return ""
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""
