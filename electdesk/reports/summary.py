"""Station summaries as PDF: one page a station, as many stations as are asked for, in one file."""

import datetime as dt
import math
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from electdesk.domain.errors import ClerkError
from electdesk.i18n import Language, catalogue
from electdesk.reports.station_page import Page
from electdesk.reports.station_words import WORDS
from electdesk.reports.typesetting import typeset
from electdesk.reports.worker import LONGEST_HERE, run_elsewhere
from electdesk.services.documents import StationSummary

OnPage = Callable[[int, int], bool]
"""Told how many pages are done of how many; answers whether to go on."""

_SIZES: Final[dict[str, dict[str, str | float]]] = {
    "roomy": {"text": 8.6, "small": 6.9, "note": 8.2, "figure": 10.2, "inset": 1.9, "gap": 7, "sign": 6},
    "close": {"text": 8.0, "small": 6.3, "note": 7.7, "figure": 9.4, "inset": 1.0, "gap": 4.5, "sign": 3},
}
"""Letters and spaces of a page in points. A page is set roomy unless only the close one keeps it on one sheet."""
_PAGE_HEIGHT: Final = 842 - 28 - 44
_TEXT_WIDTH: Final = 595 - 2 * 43
_LETTER: Final = 0.5
"""Mean width of a letter in ems; a little wide, so that a page that is thought to fit does fit."""


def summary_document(
    items: Sequence[StationSummary], languages: Sequence[Language], on_built: Callable[[int], None] | None = None
) -> tuple[dict[str, Any], int]:
    """The texts of the whole document for the template, and its timestamp. ``on_built`` is told after each station."""
    stations = []
    for item in items:
        texts = Page(item, languages).texts()
        texts["size"] = _size_of(texts)
        stations.append(texts)
        if on_built is not None:
            on_built(len(stations))
    first = Page(items[0], languages)
    words = {key: first.label(key) for key in ("number", "line", "figure", "votes", "words", "totals")}
    pairs = {key: first.both(WORDS[key]) for key in ("findings", "no_findings", "acts", "fingerprint")}
    signatures = [first.both(WORDS[key]) for key in ("chair", "secretary", "printed_by", "date_seal")]
    main = catalogue(first.main)
    document = {
        "languages": list(languages),
        "title": stations[0]["title"][0] if len(items) == 1 else main.ptr("summary", "Station summaries"),
        "author": stations[0]["commission"][0],
        "alt": main.ptr("summary", "Square code with the figures of this page"),
        "words": {**words, **pairs, "signatures": signatures},
        "sizes": _SIZES,
        "stations": stations,
    }
    return document, max(_timestamp(item.printed_at_utc) for item in items)


def _timestamp(moment: dt.datetime) -> int:
    return int(moment.timestamp())


def _size_of(page: dict[str, Any]) -> str:
    """Roomy, unless only the close setting brings the page onto one sheet. Judged from the number of letters: wrong by a line at most."""
    if _height(page, "roomy") <= _PAGE_HEIGHT:
        return "roomy"
    return "close" if _height(page, "close") <= _PAGE_HEIGHT else "roomy"


def _height(page: dict[str, Any], size: str) -> float:
    """The height of a page's contents in points, as the template places them."""
    z = {name: float(value) for name, value in _SIZES[size].items()}

    def text(words: str, points: float, width: float) -> float:
        return math.ceil(len(words) * points * _LETTER / width) * points * 1.06 if words else 0

    def pair(words: Sequence[str], width: float, main: float = z["text"]) -> float:
        return text(words[0], main, width) + text(words[1], z["small"], width)

    label, wide, in_words = 0.43 * (_TEXT_WIDTH - 122), _TEXT_WIDTH - 122 - 9, 0.57 * (_TEXT_WIDTH - 122)
    lines = sum(max(pair(row["label"], wide), pair(row["mark"], 83)) + 2 * z["inset"] for row in page["lines"])
    choices = sum(
        max(pair(row["label"], label - 9), pair(row["words"], in_words - 9), z["figure"]) + 2 * z["inset"] for row in page["choices"]
    )
    totals = sum(max(pair(row["label"], label + 21), pair(row["words"], in_words - 9)) + 2 * z["inset"] for row in page["totals"])
    heads = 12.5 * sum(bool(page[part]) for part in ("lines", "choices", "totals"))
    left = 12 + sum(text(" ".join((row["text"], row["label"], row["reason"])), z["note"], _TEXT_WIDTH - 206) + 3.4 for row in page["findings"])
    left += text(" ".join(page["as_paper"]).strip(), z["note"], _TEXT_WIDTH - 200) + pair(page["held"], _TEXT_WIDTH - 200, z["note"])
    left += 0 if page["findings"] else 2 * z["note"]
    right = 12 + sum(text(value, z["note"], 115) + 1.2 for _, value in page["acts"])
    head = 30 + 44 + text(page["places"], 8, 400) + 30 + max(text(fact["value"][0], 9.4, 160) for fact in page["facts"])
    code = max(72, page["code_width"] * 1.25) if page["code"] else 60
    foot = 2 * 17 + z["sign"] + 6 + code
    return head + lines + choices + totals + heads + max(left, right) + foot + 6 * z["gap"]


def render_station_summaries(items: Sequence[StationSummary], languages: tuple[Language, ...], *, on_page: OnPage | None = None) -> bytes:
    """The PDF of these stations in this order, PDF/A-2b; the first language is the page's main one, the second stands below it.

    More than ``worker.LONGEST_HERE`` stations are set in a process of their own, which takes its memory with it when it ends. ``on_page``
    hears of the progress several times a second; where it answers False, the work ends at once with ClerkError("cancelled").
    Raises ClerkError("nothing_to_print") where there is no station.
    """
    if not items:
        raise ClerkError("nothing_to_print")
    if len(items) > LONGEST_HERE:
        return run_elsewhere("station_summary", len(items), partial(summary_document, tuple(items), languages), on_page)
    ask = on_page or (lambda _done, _total: True)

    def built(done: int) -> None:
        if not ask(done // 2, len(items)):
            raise ClerkError("cancelled")

    document, timestamp = summary_document(items, languages, built)
    pdf = typeset("station_summary", document, timestamp)
    ask(len(items), len(items))
    return pdf
