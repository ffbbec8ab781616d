"""The sheets of the desk in words: head, foot, facts, tables. The documents put their own parts between."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from electdesk import __version__
from electdesk.domain.figures import BLANK, NO_NUMBER, NOT_ASKED
from electdesk.domain.records.names import Names, in_language
from electdesk.i18n import Catalogue, Language, catalogue, format_count, format_datetime, format_fingerprint, format_long_date
from electdesk.reports.letters import printable
from electdesk.reports.typesetting import typeset
from electdesk.services.sheets import SheetHead, SheetStation

Word = Callable[[Catalogue], str]
Texts = list[str]
"""One text in each language of the sheet, in their order."""
DASH: Final = "–"
_THIN: Final = "\u202f"


class Sheet:
    """One sheet on its way: a title, parts one below the other, signatures. ``languages``: the first is the main one."""

    def __init__(self, head: SheetHead, languages: Sequence[Language], *, landscape: bool = False, labels: float = 0.8) -> None:
        self.head = head
        self.languages = tuple(languages)
        self.main = self.languages[0]
        self.catalogues = tuple(catalogue(language) for language in self.languages)
        self._landscape, self._labels = landscape, labels
        self._parts: list[dict[str, Any]] = []
        self._tags: list[Texts] = [self.texts(lambda t: t.ptr("sheet", "TRAINING REGION"))] if head.mode == "TEST" else []
        self._title: Texts = [""]
        self._lead: Texts = [""]
        self._signatures: list[Texts] = []
        self._fingerprint = False

    def texts(self, word: Word) -> Texts:
        """A fixed word in each language."""
        return [printable(word(words)) for words in self.catalogues]

    def names(self, names: Names) -> Texts:
        """A name in each language."""
        return [printable(in_language(names, language)) for language in self.languages]

    def local(self, moment: dt.datetime) -> dt.datetime:
        """The moment by the region's clock."""
        return moment.astimezone(dt.timezone(dt.timedelta(minutes=self.head.utc_offset)))

    def moment(self, at: dt.datetime | str) -> str:
        """A moment by the region's clock, in digits. Texts are times as records write them."""
        if isinstance(at, str):
            at = dt.datetime.strptime(at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=dt.UTC)
        return format_datetime(self.local(at))

    def title(self, word: Word) -> None:
        """The large line at the top."""
        self._title = self.texts(word)

    def lead(self, texts: Texts) -> None:
        """The line below the title."""
        self._lead = texts

    def tag(self, word: Word) -> None:
        """A framed word at the right of the head: PRELIMINARY."""
        self._tags.append(self.texts(word))

    def facts(self, rows: Sequence[tuple[Word, Texts | str, bool]], heading: Word | None = None) -> None:
        """Label and value, one below the other; the third says whether the value is set large."""
        made = [
            {"label": self.texts(label), "value": [value] if isinstance(value, str) else value, "large": large}
            for label, value, large in rows
        ]
        self._add("facts", heading, rows=made)

    def table(
        self,
        head: Sequence[Texts],
        rows: Sequence[tuple[str, Sequence[str | Texts]]],
        widths: Sequence[float],
        right: Sequence[bool],
        *,
        heading: Word | None = None,
        size: float = 8.4,
        inset: float = 4,
        new_page: bool = False,
    ) -> None:
        """A table whose head is repeated on each page. ``rows``: kind ("", "mark", "sum", "carried", "total") and cells. ``widths``: points,
        shares of what is left where negative."""
        made = [{"kind": kind, "cells": list(cells)} for kind, cells in rows]
        self._add(
            "table", heading, new_page, head=list(head), rows=made, widths=list(widths), right=list(right), size=size, inset=inset
        )

    def sentences(self, texts: Sequence[Texts], heading: Word | None = None, *, boxes: bool = False) -> None:
        """Sentences one below the other; as ``boxes`` each has a stroke beside it."""
        self._add("boxes" if boxes else "texts", heading, texts=list(texts))

    def signatures(self, words: Sequence[Word]) -> None:
        """Lines to sign on."""
        self._signatures = [self.texts(word) for word in words]

    def show_fingerprint(self) -> None:
        """Print the file's fingerprint large, to be compared over the phone."""
        self._fingerprint = True

    def _add(self, kind: str, heading: Word | None, new_page: bool = False, **parts: Any) -> None:
        self._parts.append({"kind": kind, "heading": self.texts(heading) if heading else [""], "new-page": new_page, **parts})

    def pdf(self) -> bytes:
        """The sheet as PDF."""
        head, words = self.head, catalogue(self.main)
        election = in_language(head.election, self.main)
        title = in_language(head.title, self.main)
        day = format_long_date(head.day, self.main) if head.day else ""
        number = f"№{_THIN}{format_count(head.commit)}"
        printed = words.ptr("sheet", "printed {moment}", moment=self.moment(head.printed_at_utc))
        entry = words.ptr("sheet", "journal entry {number}", number=number)
        who = f", {head.printed_by}" if head.printed_by else ""
        data: Mapping[str, Any] = {
            "languages": list(self.languages),
            "name": self._title[0],
            "author": printable(in_language(head.commission, self.main)),
            "landscape": self._landscape,
            "labels": self._labels,
            "commission": printable(in_language(head.commission, self.main)),
            "election": printable(" · ".join(part for part in (election, title, day) if part)),
            "tags": self._tags,
            "title": self._title,
            "lead": self._lead,
            "parts": self._parts,
            "signatures": self._signatures,
            "fingerprint": [
                self.texts(lambda t: t.ptr("sheet", "Fingerprint of the file")),
                [format_fingerprint(head.fingerprint.replace(" ", ""))],
            ]
            if self._fingerprint
            else [],
            "foot": printable(f"ElectDesk {__version__} · {printed}{who} · {entry}"),
            "pages": words.ptr("sheet", "page {page} of {pages}", page="{page}", pages="{pages}"),
        }
        return typeset("sheet", dict(data), int(head.printed_at_utc.timestamp()))


def shown(sheet: Sheet, figure: int) -> Texts | str:
    """A figure as a sheet prints it: blank, no number and zero never look alike."""
    if figure == BLANK:
        return sheet.texts(lambda t: t.ptr("sheet", "blank"))
    if figure == NO_NUMBER:
        return sheet.texts(lambda t: t.ptr("sheet", "no number on paper"))
    if figure == NOT_ASKED:
        return DASH
    return format_count(figure)


def station_lead(sheet: Sheet, station: SheetStation) -> Texts:
    """A station with its name and districts in each language; the address once."""
    lines = []
    for place, language in enumerate(sheet.languages):
        districts = ", ".join(in_language(names, language) for names in station.districts)
        name = in_language(station.name, language)
        address = station.address if place == 0 else ""
        parts = [part for part in (name, address, districts) if part]
        lines.append(printable(f"№{_THIN}{station.number}" + (" · " + " · ".join(parts) if parts else "")))
    return lines
