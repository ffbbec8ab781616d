"""The documents that can be printed, by the names that the command line knows."""

from collections.abc import Callable, Sequence
from typing import Final, Protocol

from electdesk.domain.errors import ClerkError
from electdesk.i18n import Language
from electdesk.reports.summary import render_station_summaries
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


def document_named(name: str) -> StationDocument:
    """The document of this name. Raises ClerkError("no_such_document") with ``name`` and ``known``."""
    found = DOCUMENTS.get(ALIASES.get(name, name))
    if found is None:
        raise ClerkError("no_such_document", name=name, known=", ".join(DOCUMENTS))
    return found


def languages_of(main: Language) -> tuple[Language, Language]:
    """The two languages of a document whose main one this is: the second is Kazakh beside Russian, else Russian."""
    return main, _SECOND[main]
