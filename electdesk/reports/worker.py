"""Long documents, set in a process that ends: Typst keeps most of the memory that it has used, and the window must stay quick."""

import multiprocessing
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, Final

import msgspec

from electdesk.domain.errors import ClerkError

LONGEST_HERE: Final = 50
"""Stations that are still set in the calling process: a quarter of a second."""
LONGEST_TAGGED: Final = 200
"""Stations of a document that still carries the structure for screen readers: it costs memory and makes the file much longer."""

_SAMPLE: Final = 10
_PERIOD: Final = 0.1
_BUILT_SHARE: Final = 0.4
"""The part of the whole time that putting the pages into words and codes takes; the rest is typesetting."""


class Built(msgspec.Struct, frozen=True):
    """So many stations are in words, with their codes."""

    stations: int


class Pace(msgspec.Struct, frozen=True):
    """Typesetting of the whole begins; a page of the sample took so many seconds."""

    seconds_per_page: float


class Ready(msgspec.Struct, frozen=True):
    """The document is done."""

    pdf: bytes


class Failed(msgspec.Struct, frozen=True):
    """It could not be made: what was raised."""

    error: str


Build = Callable[[Callable[[int], None]], tuple[dict[str, Any], int]]


class WorkerError(Exception):
    """The worker failed or died (killed, out of memory): our own bug or the machine's end. Holds what is known."""


def run_elsewhere(template: str, count: int, build: Build, on_page: Callable[[int, int], bool] | None) -> bytes:
    """The PDF of ``build``'s texts, made in a new process. ``build`` can be pickled; it is given a function to tell how far it is.

    ``count`` is the number of stations. Raises ClerkError("cancelled") soon after a False from ``on_page``, and WorkerError.
    """
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(there, template, build), daemon=True)
    process.start()
    there.close()
    try:
        return _follow(here, count, on_page or (lambda _done, _total: True))
    finally:
        process.kill()
        process.join()
        process.close()
        here.close()


def _follow(messages: Connection, count: int, on_page: Callable[[int, int], bool]) -> bytes:
    """Read what the worker tells and pass it on, until the document is there. Between messages the typeset pages are estimated."""
    done, begun, pace = 0.0, 0.0, 0.0
    while True:
        if messages.poll(_PERIOD):
            try:
                message = messages.recv()
            except EOFError as end:
                raise WorkerError("the process that sets the document ended before it was done") from end
            if isinstance(message, Ready):
                on_page(count, count)
                return message.pdf
            if isinstance(message, Failed):
                raise WorkerError(message.error)
            if isinstance(message, Built):
                done = message.stations * _BUILT_SHARE
            elif isinstance(message, Pace):
                begun, pace = time.monotonic(), message.seconds_per_page
        elif pace:
            estimate = (time.monotonic() - begun) / pace
            done = max(done, min(count - 1, count * _BUILT_SHARE + estimate * (1 - _BUILT_SHARE)))
        if not on_page(int(done), count):
            raise ClerkError("cancelled")


def _work(messages: Connection, template: str, build: Build) -> None:
    """What the new process does: put into words, set a sample to learn the pace, set the whole, hand it over."""
    from electdesk.reports.typesetting import typeset

    try:
        last = 0.0

        def built(stations: int) -> None:
            nonlocal last
            if time.monotonic() - last >= _PERIOD:
                last = time.monotonic()
                messages.send(Built(stations))

        document, timestamp = build(built)
        tagged = len(document["stations"]) <= LONGEST_TAGGED
        sample = {**document, "stations": document["stations"][:_SAMPLE]}
        begun = time.monotonic()
        typeset(template, sample, timestamp, tagged=tagged)
        messages.send(Pace((time.monotonic() - begun) / _SAMPLE))
        messages.send(Ready(typeset(template, document, timestamp, tagged=tagged)))
    except (Exception, KeyboardInterrupt) as wrong:  # noqa: BLE001 - whatever it is, the waiting process must hear of it
        messages.send(Failed(f"{type(wrong).__name__}: {wrong}"))
    finally:
        messages.close()
