"""Between the finder and the register: what fits the number typed, which station is on the card, which drafts there are."""

from PySide6.QtCore import QObject, Signal

from electdesk.i18n import tr
from electdesk.qtmodels.entry import EntryWork, KeptDraft, StationSearch, kept_drafts
from electdesk.ui.entry.finder import StationFinder
from electdesk.ui.entry.telling import draft_text, match_text, station_card


class StationAsking(QObject):
    """Answers the finder. ``begun`` tells the station (row) whose fields are wanted, ``continued`` a draft (KeptDraft)."""

    begun = Signal(int)
    continued = Signal(object)
    proposing = Signal(int, str)
    """A station was chosen from those that fit: its card is to be shown with these words."""

    def __init__(self, finder: StationFinder, work: EntryWork) -> None:
        super().__init__(finder)
        self.finder, self.work, self.desk = finder, work, work.desk
        self.proposed: int | None = None
        self._search: StationSearch | None = None
        self._matches: list[int] = []
        self._drafts: list[KeptDraft] = []
        finder.typed.connect(self._typed)
        finder.taken.connect(self._match_taken)
        finder.begun.connect(lambda: self.begun.emit(self.proposed) if self.proposed is not None else None)
        finder.draft_taken.connect(self._draft_taken)

    def read_register(self) -> None:
        """The register is another now."""
        region = self.desk.region
        self._search = StationSearch(region.columns.register) if region is not None else None

    def start(self, text: str = "") -> None:
        """Ask anew."""
        self.proposed = None
        self.show_drafts()
        self.finder.start(text)

    def show_card(self, row: int, hint: str) -> None:
        """Put a station on the card; Enter begins its fields."""
        self.proposed = row
        again = hint or tr("Compare with the paper; Enter starts the fields, another number finds another station.")
        self.finder.show_station(station_card(self.desk, row), again)

    def tell_again(self) -> None:
        """The language is another now."""
        self.show_drafts()
        if self.proposed is not None:
            self.show_card(self.proposed, "")
        elif self.finder.edit.text().strip():
            self._typed(self.finder.edit.text())

    def show_drafts(self) -> None:
        """The person's drafts, without the one that is open."""
        region = self.desk.region
        open_now = (self.work.row, self.desk.contest_record)
        found = kept_drafts(region) if region is not None else []
        self._drafts = [kept for kept in found if (kept.row, kept.contest) != open_now or self.work.model is None]
        self.finder.set_drafts([draft_text(self.desk, kept) for kept in self._drafts])

    def _typed(self, text: str) -> None:
        if self._search is None:
            return
        self.proposed = None
        found = self._search.find(text)
        self._matches = [match.row for match in found]
        hint = ""
        if text.strip() and not found:
            hint = tr("There is no such station: check the number on the paper.")
        elif sum(match.exact for match in found) > 1:
            hint = tr("Several districts have a station with this number: choose the district.")
        unknown = bool(text.strip()) and not found
        self.finder.show_matches([match_text(self.desk, row) for row in self._matches], hint, wrong=unknown)

    def _match_taken(self, place: int) -> None:
        if 0 <= place < len(self._matches):
            self.proposing.emit(self._matches[place], "")

    def _draft_taken(self, place: int) -> None:
        if 0 <= place < len(self._drafts):
            self.continued.emit(self._drafts[place])
