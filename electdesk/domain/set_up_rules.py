"""What fields of a set-up may hold: asked by the command that changes it, by set-up files and by the wizard."""

import datetime
import re
from collections.abc import Collection, Iterator
from typing import Any, Final

import msgspec

from electdesk.domain.checks import CHECKS
from electdesk.domain.checks.turnout import LIMITS as TURNOUT_LIMITS
from electdesk.domain.figures import LARGEST_COUNT
from electdesk.domain.records import SetUp
from electdesk.domain.records.setup import CLOSING_RULES, PERCENTAGE_BASES, TURNOUT_DEFINITIONS, VERIFICATIONS
from electdesk.domain.records.station import STATION_TYPES

EXPECTED: Final = "protocol_expected_minutes"
"""Minutes after the end of voting in which a protocol is expected; later it is late on the progress board."""
LIMITS: Final[dict[str, int]] = (
    {name: limit for check in CHECKS.values() for name, limit in check.limits.items()} | TURNOUT_LIMITS | {EXPECTED: 120}
)
"""The limits that an office may set, with what holds where it sets none."""
SMALLEST_OFFSET: Final = -720
LARGEST_OFFSET: Final = 840
"""Minutes that the clock of any place on earth is ahead of UTC."""
MOST_SLOTS: Final = 48


Path = tuple[str | int, ...]


class Problem(msgspec.Struct, frozen=True):
    """One thing that cannot be taken: where in the set-up (path of keys, as a set-up file names them), a code, the parts of its sentence.

    ``line`` is that of a set-up file (from 1), 0 where there is none.
    """

    path: Path
    code: str
    params: dict[str, Any] = {}
    line: int = 0


def read_day(text: str) -> datetime.date:
    """A day written YYYY-MM-DD and in no other of the ways of ISO 8601. Raises ValueError."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError(f"{text!r}: YYYY-MM-DD")
    return datetime.date.fromisoformat(text)


def read_time(text: str) -> datetime.time:
    """A time of the region's clock written HH:MM. Raises ValueError."""
    if not re.fullmatch(r"[0-9]{2}:[0-9]{2}", text):
        raise ValueError(f"{text!r}: HH:MM")
    return datetime.time.fromisoformat(text)


def problems_of_fields(set_up: SetUp) -> list[Problem]:
    """Everything in the fields of a set-up that could not be shown, printed or computed with later."""
    return [
        *_day_and_clock(set_up),
        *_slots(set_up),
        *_word("percentage_base", set_up.percentage_base, PERCENTAGE_BASES),
        *_word("turnout", set_up.turnout_definition, TURNOUT_DEFINITIONS),
        *_word("verification", set_up.verification, VERIFICATIONS),
        *_closing(set_up),
        *_limits(set_up),
    ]


def _day_and_clock(set_up: SetUp) -> Iterator[Problem]:
    if set_up.day and not _is_day(set_up.day):
        yield Problem(("day",), "not_a_day", {"name": set_up.day})
    if not SMALLEST_OFFSET <= set_up.utc_offset <= LARGEST_OFFSET:
        yield Problem(
            ("utc_offset",), "out_of_range", {"name": set_up.utc_offset, "least": SMALLEST_OFFSET, "most": LARGEST_OFFSET}
        )
    for key, time in (("opens", set_up.opens), ("closes", set_up.closes)):
        if time and not _is_time(time):
            yield Problem((key,), "not_a_time", {"name": time})
    if _is_time(set_up.opens) and _is_time(set_up.closes) and set_up.closes <= set_up.opens:
        yield Problem(("closes",), "closes_first", {"name": set_up.closes, "opens": set_up.opens})


def _slots(set_up: SetUp) -> Iterator[Problem]:
    before = ""
    for slot in set_up.turnout_slots:
        if not _is_time(slot):
            yield Problem(("turnout_slots",), "not_a_time", {"name": slot})
        elif before and slot <= before:
            yield Problem(("turnout_slots",), "slots_unordered", {"name": slot, "first": before})
        elif _is_time(set_up.opens) and slot <= set_up.opens:
            yield Problem(("turnout_slots",), "slot_before_opening", {"name": slot, "opens": set_up.opens})
        before = slot
    if len(set_up.turnout_slots) > MOST_SLOTS:
        yield Problem(("turnout_slots",), "out_of_range", {"name": len(set_up.turnout_slots), "least": 0, "most": MOST_SLOTS})


def _word(key: str, word: str, known: Collection[str]) -> Iterator[Problem]:
    if word and word not in known:
        yield Problem((key,), "unknown_value", {"name": word, "key": key, "known": ", ".join(known)})


def _closing(set_up: SetUp) -> Iterator[Problem]:
    for kind, rule in set_up.closing.items():
        if kind not in STATION_TYPES:
            yield Problem(("closing", kind), "unknown_key", {"name": kind, "known": ", ".join(STATION_TYPES)})
        elif rule not in CLOSING_RULES:
            yield Problem(("closing", kind), "unknown_value", {"name": rule, "key": kind, "known": ", ".join(CLOSING_RULES)})


def _limits(set_up: SetUp) -> Iterator[Problem]:
    for name, limit in set_up.thresholds.items():
        if name not in LIMITS:
            yield Problem(("thresholds", name), "unknown_key", {"name": name, "known": ", ".join(sorted(LIMITS))})
        elif not 0 <= limit <= LARGEST_COUNT:
            yield Problem(("thresholds", name), "out_of_range", {"name": limit, "least": 0, "most": LARGEST_COUNT})


def _is_day(text: str) -> bool:
    try:
        read_day(text)
    except ValueError:
        return False
    return True


def _is_time(text: str) -> bool:
    try:
        read_time(text)
    except ValueError:
        return False
    return True
