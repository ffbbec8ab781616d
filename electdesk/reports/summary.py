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
from electdesk.reports.worker import LONGEST_HERE, render_elsewhere
from electdesk.services.documents import StationSummary

OnPage = Callable[[int, int], bool]
"""Told how many pages are done of how many; answers whether to go on."""

_SIZES: Final[dict[str, dict[str, float]]] = {
    "wide": {"text": 9.0, "small": 7.2, "note": 8.6, "figure": 10.8, "inset": 2.7, "gap": 10, "sign": 9, "beside": 0},
    "roomy": {"text": 8.6, "small": 6.9, "note": 8.2, "figure": 10.2, "inset": 1.9, "gap": 7, "sign": 6, "beside": 0},
    "close": {"text": 8.0, "small": 6.4, "note": 7.7, "figure": 9.4, "inset": 0.9, "gap": 5, "sign": 4, "beside": 0},
    "tight": {"text": 7.6, "small": 6.1, "note": 7.3, "figure": 8.8, "inset": 0.3, "gap": 3, "sign": 2, "beside": 1},
}
"""Letters and spaces of a page in points; ``beside`` sets the words of both languages on one line. The first that fits is taken."""


def summary_document(
    items: Sequence[StationSummary], on_built: Callable[[int], None] | None = None, *, languages: Sequence[Language]
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
    words = {key: first.label(key) for key in ("line", "figure", "votes", "words", "totals")}
    words["number"] = first.both(WORDS["number"])[0]
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


_SHEET: Final = 842 - 26 - 42
_WIDTH: Final = 595 - 2 * 43
_FIGURES: Final = 92
_NUMBERS: Final = 30
_WORDS: Final = 1.5 / 2.65 * (_WIDTH - _FIGURES - _NUMBERS)
"""Sheet and columns of the template in points."""
_LETTER: Final = 0.51
"""Mean width of a letter in ems; a little wide, so that a page that is thought to fit does fit."""


def _size_of(page: dict[str, Any]) -> str:
    """The first size that keeps the page on one sheet, roomy where none does. Judged by the number of letters."""
    return next((size for size in _SIZES if _height(page, size) <= _SHEET), "roomy")


def _height(page: dict[str, Any], size: str) -> float:
    """The height of a page's contents in points, as the template places them."""
    z = _SIZES[size]

    def stack(*texts: tuple[str, float], width: float) -> float:
        rows = [(math.ceil(len(words) * points * _LETTER / width), points) for words, points in texts if words]
        count = sum(lines for lines, _ in rows)
        return sum(0.94 * lines * points for lines, points in rows) + 0.12 * rows[0][1] * (count - 1) if rows else 0

    def pair(texts: Sequence[str], width: float, beside: bool = False) -> float:
        if beside:
            return stack((" · ".join(texts), z["text"]), width=width)
        return stack((texts[0], z["text"]), (texts[1], z["small"]), width=width)

    def row(*cells: float) -> float:
        return max(*cells, 0.94 * z["figure"]) + 2 * z["inset"] + 0.8

    beside = bool(z["beside"])
    labels = _WIDTH - _FIGURES - _NUMBERS - _WORDS
    heads = 10.6 * sum(bool(page[part]) for part in ("lines", "choices", "totals"))
    lines = sum(
        row(pair(line["label"], _WIDTH - _FIGURES - _NUMBERS - 18), pair(line["mark"], _FIGURES - 9)) for line in page["lines"]
    )
    choices = sum(row(pair(one["label"], labels - 9), pair(one["words"], _WORDS - 9, beside)) for one in page["choices"])
    totals = sum(row(pair(one["label"], labels + 21), pair(one["words"], _WORDS - 9, beside)) for one in page["totals"])
    notes = _WIDTH - 178 - 16
    found = [" ".join((one["code"], one["text"], one["label"], one["reason"])) for one in page["findings"]]
    left = sum(
        stack((text, z["note"]), width=notes - 6) + 3.4
        for text in (*found, " ".join(page["as_paper"]).strip(), *map(" ".join, page["notes"]))
    )
    left += stack((page["held"][0], z["note"]), (page["held"][1], z["small"]), width=notes) + (0 if found else 2 * z["note"])
    right = sum(stack((value, z["note"]), width=110) + 1.2 for _, value in page["acts"])
    tags = 12 + 90 * len(page["tags"])
    head = 40 + stack((page["commission"][0], 10.4), (page["places"], 8.0), width=_WIDTH - tags)
    head += stack((page["contest"][0], z["text"]), (page["contest"][1], z["small"]), width=220)
    # The base of 40 holds an election named in one line of each language; a longer name takes more.
    head += max(0.0, stack((page["election"][0], 10.4), (page["election"][1], 8.0), width=220) - 20)
    facts = 14 + max(
        stack((fact["value"][0], 9.4), (fact["value"][1], 7.2), width=width - 12)
        for fact, width in zip(page["facts"], (184, 108, 108, 108), strict=True)
    )
    last = 2 * (0.94 * (z["text"] + 7) + 1.1) + z["sign"] + 6 + max(72, page["code_width"] * 1.25)
    height: float = head + facts + heads + lines + choices + totals + max(left, right) + 11 + last + 5 * z["gap"] + 4
    return height


def render_station_summaries(
    items: Sequence[StationSummary], languages: tuple[Language, ...], *, on_page: OnPage | None = None
) -> bytes:
    """The PDF of these stations in this order; the first language is the page's main one, the second stands below it.

    More than ``worker.LONGEST_HERE`` stations are set in processes of their own. ``on_page`` hears of the progress several times a
    second; where it answers False, the work ends at once with ClerkError("cancelled").
    Raises ClerkError("nothing_to_print") where there is no station.
    """
    if not items:
        raise ClerkError("nothing_to_print")
    if len(items) > LONGEST_HERE:
        return render_elsewhere("station_summary", items, partial(summary_document, languages=languages), on_page)
    ask = on_page or (lambda _done, _total: True)

    def built(done: int) -> None:
        if not ask(done // 2, len(items)):
            raise ClerkError("cancelled")

    document, timestamp = summary_document(items, built, languages=languages)
    pdf = typeset("station_summary", document, timestamp)
    ask(len(items), len(items))
    return pdf
