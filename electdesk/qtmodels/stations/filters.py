"""Which stations are shown: a filter as data, and how it is kept in a saved view."""

from typing import Final

import msgspec

from electdesk.domain.findings import SEVERITIES
from electdesk.domain.records.station import STATION_TYPES
from electdesk.i18n import N_
from electdesk.qtmodels.stations.standing import Shown
from electdesk.settings import SavedView

TYPE_WORDS: Final[dict[str, str]] = {
    "ordinary": N_("ordinary"),
    "hospital": N_("hospital"),
    "military": N_("military unit"),
    "detention": N_("place of detention"),
    "remote": N_("remote"),
    "temporary": N_("temporary"),
    "abroad": N_("station abroad"),
}
"""Types of station in words, translated where they are shown."""
SEVERITY_WORDS: Final[dict[str, str]] = {"hard": N_("does not add up"), "soft": N_("to confirm"), "info": N_("for attention")}
_BY_KEY: Final = {shown.key: shown for shown in Shown}


class StationFilter(msgspec.Struct, frozen=True):
    """Every part that is not empty must hold; inside a part one of the values is enough. ``area`` is a record id, "" for all."""

    text: str = ""
    states: frozenset[Shown] = frozenset()
    types: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    severities: frozenset[str] = frozenset()
    noted: bool = False
    area: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether every station is shown."""
        return self == StationFilter()

    def kept(self) -> dict[str, str]:
        """As a saved view holds it: only the parts that are set, several values with commas."""
        parts = {
            "text": self.text,
            "states": ",".join(shown.key for shown in sorted(self.states)),
            "types": ",".join(sorted(self.types)),
            "codes": ",".join(sorted(self.codes)),
            "severities": ",".join(sorted(self.severities)),
            "noted": "yes" if self.noted else "",
            "area": self.area,
        }
        return {name: value for name, value in parts.items() if value}


def filter_of(kept: dict[str, str]) -> StationFilter:
    """The filter of a saved view; values that this version does not know are passed over."""

    def several(name: str) -> list[str]:
        return [value for value in kept.get(name, "").split(",") if value]

    return StationFilter(
        text=kept.get("text", ""),
        states=frozenset(_BY_KEY[key] for key in several("states") if key in _BY_KEY),
        types=frozenset(several("types")) & frozenset(STATION_TYPES),
        codes=frozenset(several("codes")),
        severities=frozenset(several("severities")) & frozenset(SEVERITIES),
        noted=bool(kept.get("noted")),
        area=kept.get("area", ""),
    )


class StockView(msgspec.Struct, frozen=True):
    """A view that the program brings along: the English name (translated where it is shown), the drawing, what it shows."""

    key: str
    word: str
    icon: str
    view: SavedView


def _stock(key: str, word: str, icon: str, **parts: object) -> StockView:
    return StockView(key, word, icon, SavedView(key, filters=StationFilter(**parts).kept()))  # type: ignore[arg-type]


STOCK_VIEWS: Final = (
    _stock("missing", N_("Without a protocol"), "circle", states=frozenset({Shown.AWAITED, Shown.PHONED, Shown.RECEIVED})),
    _stock("hard", N_("Do not add up"), "warning", severities=frozenset({"hard"})),
    _stock("differences", N_("Differences"), "not_equal", states=frozenset({Shown.DIFFERENCE, Shown.CONFLICT, Shown.DAMAGED})),
    _stock("parked", N_("Parked entries"), "pause", states=frozenset({Shown.PARKED})),
    _stock("findings", N_("With findings"), "exclamation", severities=frozenset(SEVERITIES)),
    _stock("ready", N_("Ready to be final"), "approx", states=frozenset({Shown.SETTLED})),
    _stock("noted", N_("With a note"), "note", noted=True),
)
