"""Stored values as the text that a plan judges; see ``services.imports.sheet.Sheet`` for what each looks like."""

import datetime
import math
import re
from decimal import Decimal
from typing import Final

from electdesk.workbooks.reading.number_formats import NumberFormat

TRUE: Final = "TRUE"
FALSE: Final = "FALSE"
_EPOCH: Final = datetime.datetime(1899, 12, 30)  # noqa: DTZ001 - a cell knows no time zone
_LAST_DAY: Final = 2_958_465
"""31 December 9999, counted from 1900."""
_DAYS_TO_1904: Final = 1_462
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DURATION: Final = re.compile(r"(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?)?")
_MOMENT: Final = re.compile(r"(\d{4,}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?.*)?")


def stored_number(raw: str) -> str:
    """A number as a file writes it ("120", "1.2E3", "0.10000000000000001") as text; what is none stays as it is."""
    if raw.isdigit() and raw.isascii() and (raw[0] != "0" or raw == "0") and len(raw) < 16:
        return raw
    try:
        return number_text(float(raw))
    except ValueError:
        return raw.strip()


def number_text(value: float) -> str:
    """A whole number without a fraction, others with the fifteen digits that table programs show. Never with an exponent."""
    if not math.isfinite(value):
        return "#NUM!"
    shown = float(f"{value:.15g}")
    if shown == int(shown):
        return str(int(shown))
    if abs(shown) < 1e-20:
        return "0"
    text = repr(shown)
    return text if "e" not in text else f"{Decimal(text):f}"


def formatted(value: float, shown_as: NumberFormat, since_1904: bool = False) -> str:
    """The number as its format means it. A number that is no day stays a number."""
    if not math.isfinite(value):
        return "#NUM!"
    if shown_as.kind == "percent":
        return number_text(value * 100) + "%"
    if shown_as.kind == "zeros":
        plain = number_text(value)
        return plain.zfill(shown_as.digits) if plain.isdigit() else plain
    if shown_as.kind == "":
        return number_text(value)
    return _day_text(value, shown_as.kind, since_1904) or number_text(value)


def _day_text(value: float, kind: str, since_1904: bool) -> str:
    if since_1904:
        value += _DAYS_TO_1904
    if not 0 <= value < _LAST_DAY + 1:
        return ""
    days, seconds = divmod(round(value * 86_400), 86_400)
    if kind == "time":
        # Hours beyond a day: a sum of times, as [h]:mm shows it.
        bare = days - _DAYS_TO_1904 if since_1904 else days
        return clock(max(bare, 0) * 86_400 + seconds)
    # Excel believes in 29 February 1900, so days before it lie one off.
    moment = _EPOCH + datetime.timedelta(days=days + (0 < days < 60 and not since_1904), seconds=seconds)
    day = moment.strftime("%Y-%m-%d").zfill(10)
    return day if kind == "date" else f"{day} {clock(seconds)}"


def clock(seconds: int) -> str:
    """Seconds as hours and minutes, with seconds where there are any."""
    minutes, rest = divmod(seconds, 60)
    text = f"{minutes // 60:02}:{minutes % 60:02}"
    return f"{text}:{rest:02}" if rest else text


def moment_text(written: str) -> str:
    """A day or a moment in ISO 8601 ("2026-04-03T12:30:00") as a cell shows it; what is none stays as it is."""
    found = _MOMENT.fullmatch(written.strip())
    if found is None:
        return written
    day, minutes, seconds = found.groups()
    if minutes is None:
        return str(day)
    return f"{day} {minutes}{seconds if seconds and seconds != ':00' else ''}"


def duration_text(written: str) -> str:
    """A duration in ISO 8601 ("PT12H30M00S") as a cell shows it; what is none stays as it is."""
    found = _DURATION.fullmatch(written.strip())
    if found is None:
        return written
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    return found[1] + clock(((days * 24 + hours) * 60 + minutes) * 60 + seconds)


def unescaped(text: str) -> str:
    """Excel's own writing of signs that XML cannot hold (_x000D_) made those signs again."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)) if not 0xD800 <= int(found[1], 16) < 0xE000 else found[0], text)
