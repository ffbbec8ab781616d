"""The line under the entry page: its keys, and what the keyboard does."""

from typing import Final

from electdesk.i18n import ptr, tr
from electdesk.qtmodels.entry import EntryMode
from electdesk.ui.parts import KeyLegend, Words
from electdesk.ui.parts.digit_keys import LayoutHint
from electdesk.ui.shell import StatusLine

_TYPING: Final[tuple[tuple[str, Words], ...]] = (
    ("Enter", lambda: tr("next")),
    ("+", lambda: tr("finish and next")),
    ("/", lambda: tr("no number on paper")),
    ("*", lambda: ptr("key", "note")),
    ("F2", lambda: tr("confirm")),
    ("F3", lambda: ptr("key", "station")),
    ("F5", lambda: tr("park")),
    ("F6", lambda: tr("to line")),
)
_VIEWING: Final[tuple[tuple[str, Words], ...]] = (
    ("F4", lambda: tr("correct")),
    ("F7", lambda: tr("new paper")),
    ("+", lambda: tr("next station")),
    ("F3", lambda: ptr("key", "station")),
    ("Esc", lambda: tr("back")),
)
_CLOSED: Final = tuple(pair for pair in _VIEWING if pair[0] not in ("F4", "F7"))
_ASKING: Final[tuple[tuple[str, Words], ...]] = (
    ("Enter", lambda: tr("next")),
    ("↑↓", lambda: tr("choose")),
    ("Esc", lambda: tr("back")),
)


class EntryStatus(StatusLine):
    """Key legend at the left; at the right what the last key told of layout and Num Lock."""

    def __init__(self) -> None:
        super().__init__()
        self.legend = KeyLegend(_ASKING)
        self.add(self.legend, stretch=1)
        self.set_slot("layout", "", right=True)
        self.set_slot("num", "", right=True)

    def show_asking(self) -> None:
        """The keys of the finder."""
        self.legend.set_keys(_ASKING)

    def show_form(self, mode: EntryMode) -> None:
        """The keys of the form in a mode."""
        typing = mode in (EntryMode.TYPING, EntryMode.CORRECTING, EntryMode.RETYPING)
        self.legend.set_keys(_TYPING if typing else _VIEWING if mode is EntryMode.VIEWING else _CLOSED)

    def notice(self, hint: LayoutHint) -> None:
        """What a digit key told."""
        if hint is LayoutHint.DIGITS_BY_KEY:
            self.set_slot("layout", lambda: tr("ҚАЗ: digits by key ✓"), right=True)
        elif hint is LayoutHint.NUM_LOCK_OFF:
            self.set_slot("num", lambda: tr("Num Lock is off: digits by key ✓"), right=True)
        else:
            self.set_slot("num", lambda: tr("Num ✓"), right=True)
