"""The documents that can be printed, by the names that the command line knows."""

from collections.abc import Callable, Sequence
from typing import Any, Final, Protocol

from electdesk.domain.errors import ClerkError
from electdesk.i18n import LANGUAGES, Language
from electdesk.reports.consolidated import render_consolidated
from electdesk.reports.correction_sheet import render_correction_sheet
from electdesk.reports.incident_report import render_incident_report
from electdesk.reports.missing_list import render_handouts, render_missing_list
from electdesk.reports.receipt import render_receipt
from electdesk.reports.return_sheet import render_return_sheet
from electdesk.reports.summary import render_station_summaries
from electdesk.reports.turnout_sheets import render_bulletin, render_missing_reports
from electdesk.services.documents import StationSummary

ALIASES: Final = {"summary": "station"}
_SECOND: Final[dict[Language, Language]] = {"ru": "kk", "kk": "ru", "en": "ru"}


class StationDocument(Protocol):
    """A document made of stations: their data in, PDF out."""

    def __call__(
        self, items: Sequence[StationSummary], languages: tuple[Language, ...], *, on_page: Callable[[int, int], bool] | None = None
    ) -> bytes:
        """The PDF. Raises ClerkError("nothing_to_print") and ClerkError("cancelled")."""


DOCUMENTS: Final[dict[str, StationDocument]] = {"station": render_station_summaries}


class SheetDocument(Protocol):
    """A sheet of the desk: its data (one struct of ``services.queries``) in, PDF out."""

    def __call__(self, item: Any, languages: Sequence[Language]) -> bytes:
        """The PDF."""


SHEETS: Final[dict[str, SheetDocument]] = {
    "receipt": render_receipt,
    "return": render_return_sheet,
    "correction": render_correction_sheet,
    "missing": render_missing_list,
    "copies": render_handouts,
    "consolidated": render_consolidated,
    "incidents": render_incident_report,
    "turnout": render_bulletin,
    "not-reported": render_missing_reports,
}
IN_ALL_LANGUAGES: Final = frozenset({"receipt", "return"})
"""Sheets that people of any language take away."""


def render_sheet(name: str, item: object, main: Language) -> bytes:
    """The PDF of a sheet of this name; the second language below the main one, on what the desk hands out all three."""
    languages = languages_of(main)
    if name in IN_ALL_LANGUAGES:
        languages += tuple(language for language in LANGUAGES if language not in languages)
    return SHEETS[name](item, languages)


def document_named(name: str) -> StationDocument:
    """The document of this name. Raises ClerkError("no_such_document") with ``name`` and ``known``."""
    found = DOCUMENTS.get(ALIASES.get(name, name))
    if found is None:
        raise ClerkError("no_such_document", name=name, known=", ".join((*DOCUMENTS, *SHEETS)))
    return found


def languages_of(main: Language) -> tuple[Language, ...]:
    """The two languages of a document whose main one this is: the second is Kazakh beside Russian, else Russian."""
    return main, _SECOND[main]
