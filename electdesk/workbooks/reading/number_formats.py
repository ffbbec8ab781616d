"""Number formats of workbooks: what a stored number is shown as."""

import re
from typing import Final, NamedTuple


class NumberFormat(NamedTuple):
    """``kind``: "" a plain number, percent, date, datetime, time, or zeros with the number of ``digits``."""

    kind: str = ""
    digits: int = 0


PLAIN: Final = NumberFormat()
PERCENT: Final = NumberFormat("percent")
DATE: Final = NumberFormat("date")
DATETIME: Final = NumberFormat("datetime")
TIME: Final = NumberFormat("time")

BUILT_IN: Final[dict[int, NumberFormat]] = {
    9: PERCENT,
    10: PERCENT,
    **dict.fromkeys((14, 15, 16, 17, *range(27, 32), 36, *range(50, 59)), DATE),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47), TIME),
    22: DATETIME,
}
"""The formats that files name by number only. Source: ECMA-376 part 1, 18.8.30."""

_SAID: Final = re.compile(r'"[^"]*"|\\.|[_*].|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
"""What a format says beside the number: quoted text, single signs, colours, conditions and languages."""
_NOON: Final = re.compile(r"am/pm|a/p|general|standard|основной", re.IGNORECASE)
_ZEROS: Final = re.compile(r"0{2,18}")


def format_of(code: str) -> NumberFormat:
    """What the format's first section, the one for positive numbers, makes of a number."""
    section = _NOON.sub("", _SAID.sub("", code)).partition(";")[0].strip().lower()
    if "%" in section:
        return PERCENT
    if _ZEROS.fullmatch(section):
        return NumberFormat("zeros", len(section))
    has_day = "d" in section or "y" in section or ("m" in section and not set("hs[") & set(section))
    has_time = "h" in section or "s" in section or "[m" in section
    # "0.00E+00" holds no letter of a date; "General" and its kin were taken out above.
    if has_day:
        return DATETIME if has_time else DATE
    return TIME if has_time else PLAIN
