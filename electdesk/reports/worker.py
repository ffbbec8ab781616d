"""Long documents: set in parts, each in a process that ends, and joined.

Typst keeps most of the memory that it has used (3 MB a page), so one process for 1,000 pages would need more than an office PC has.
Parts also tell how far the work is, and a process can be ended at any moment.
"""

import multiprocessing
import os
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any, Final

from electdesk.domain.errors import ClerkError
from electdesk.reports.pages import joined
from electdesk.reports.typesetting import font_folder, typeset, use_font_folder

LONGEST_HERE: Final = 3
"""Pages that are still set in the calling process, which keeps some 3 MB a page for its last ten documents."""
_LONGEST_TAGGED: Final = 50
"""Pages of a document that is set in one part and carries the structure that a screen reader needs."""
_LONGEST_PART: Final = 100
_LANES: Final = min(2, os.cpu_count() or 1)
"""Processes at a time: an office PC has two cores and little memory."""
_PERIOD_SECONDS: Final = 0.1
_BUILT_SHARE: Final = 0.2
"""The part of a page's time that its words and its code take; the rest is typesetting."""

Build = Callable[[Sequence[Any], Callable[[int], None]], tuple[dict[str, Any], int]]
"""Puts items into texts for the template and gives the document's time; is told a function to call after each."""


class WorkerError(Exception):
    """A worker failed or died (killed, out of memory): our own bug or the machine's end. Holds what is known."""


def render_elsewhere(template: str, items: Sequence[Any], build: Build, on_page: Callable[[int, int], bool] | None) -> bytes:
    """The PDF of the items, one page or more each, in this order. ``items`` and ``build`` must be such that they can be pickled.

    ``on_page`` hears of the progress ten times a second. Raises ClerkError("cancelled") at once after its False, and WorkerError.
    """
    parts = list(parts_of(items))
    ready: dict[int, bytes] = {}
    built: dict[int, int] = {}
    waiting = list(enumerate(parts))
    lanes: dict[Connection, tuple[int, SpawnProcess]] = {}
    try:
        while len(ready) < len(parts):
            while waiting and len(lanes) < _LANES:
                number, part = waiting.pop(0)
                lanes.update([_start(number, template, part, build, tagged=len(parts) == 1)])
            for messages in wait(list(lanes), _PERIOD_SECONDS):
                assert isinstance(messages, Connection)
                number, process = lanes[messages]
                message = _received(messages)
                if isinstance(message, bytes):
                    ready[number] = message
                    del lanes[messages]
                    _end(messages, process)
                else:
                    built[number] = message
            done = sum(len(parts[number]) if number in ready else count * _BUILT_SHARE for number, count in built.items())
            if on_page is not None and not on_page(int(done), len(items)):
                raise ClerkError("cancelled")
    finally:
        for messages, (_, process) in lanes.items():
            _end(messages, process)
    return joined([ready[number] for number in range(len(parts))])


def parts_of(items: Sequence[Any]) -> list[Sequence[Any]]:
    """The items in parts of nearly equal length: one while the document is short, else at least one for each lane."""
    count = 1 if len(items) <= _LONGEST_TAGGED else max(_LANES, -(-len(items) // _LONGEST_PART))
    bounds = [len(items) * number // count for number in range(count + 1)]
    return [items[start:end] for start, end in pairwise(bounds) if end > start]


def _start(
    number: int, template: str, part: Sequence[Any], build: Build, *, tagged: bool
) -> tuple[Connection, tuple[int, SpawnProcess]]:
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(there, template, part, build, tagged, font_folder()), daemon=True)
    process.start()
    there.close()
    return here, (number, process)


def _end(messages: Connection, process: SpawnProcess) -> None:
    process.kill()
    process.join()
    process.close()
    messages.close()


def _received(messages: Connection) -> bytes | int:
    """The part's PDF, or how many of its items are in words. Raises WorkerError where the worker failed or is gone."""
    try:
        message = messages.recv()
    except (EOFError, OSError) as end:
        raise WorkerError("the process that sets the document ended before it was done") from end
    if isinstance(message, str):
        raise WorkerError(message)
    assert isinstance(message, bytes | int)
    return message


def _work(messages: Connection, template: str, part: Sequence[Any], build: Build, tagged: bool, fonts: Path) -> None:
    """What the new process does: put the part into words, set it, hand it over; on failure, what was raised, as text."""
    last = 0.0

    def built(count: int) -> None:
        nonlocal last
        if count == len(part) or time.monotonic() - last >= _PERIOD_SECONDS:
            last = time.monotonic()
            messages.send(count)

    try:
        use_font_folder(fonts)
        document, timestamp = build(part, built)
        # Joining leaves the structure of all parts but the first behind: half a structure would be a false promise.
        messages.send(typeset(template, document, timestamp, tagged=tagged))
    except Exception as wrong:  # noqa: BLE001 - whatever it is, the waiting process must hear of it
        messages.send(f"{type(wrong).__name__}: {wrong}")
    finally:
        messages.close()
