"""How each step of a tally looks on the board: word, drawing, piece of the bar, and which stations of the table it means."""

from typing import Final

import msgspec

from electdesk.i18n import N_, Catalogue
from electdesk.qtmodels.stations.standing import Shown


class StepSign(msgspec.Struct, frozen=True):
    """``word`` is English and translated where it is shown; ``bar`` a colour role of a piece, ``ink`` one of the mark beside a number."""

    word: str
    icon: str
    bar: str
    ink: str
    states: frozenset[Shown]

    def say(self, words: Catalogue) -> str:
        """The word in a language."""
        return words.tr(self.word)  # i18n: dynamic


SIGNS: Final[dict[str, StepSign]] = {
    "final": StepSign(N_("final"), "check", "bar_final", "ok", frozenset({Shown.FINAL})),
    "annulled": StepSign(N_("annulled"), "annulled", "ink2", "ink2", frozenset({Shown.ANNULLED})),
    "settled": StepSign(N_("settled"), "approx", "c3", "ink", frozenset({Shown.SETTLED, Shown.TO_CONFIRM})),
    "second": StepSign(N_("second entry"), "circle2", "bar_second", "ink", frozenset({Shown.SECOND_ENTRY})),
    "first": StepSign(N_("first entry"), "circle1", "bar_first", "ink", frozenset({Shown.FIRST_ENTRY})),
    "difference": StepSign(N_("difference"), "not_equal", "bar_diff", "err", frozenset({Shown.DIFFERENCE})),
    "trouble": StepSign(N_("conflict or damaged"), "warning", "err", "err", frozenset({Shown.CONFLICT, Shown.DAMAGED})),
    "parked": StepSign(N_("parked"), "pause", "bar_park", "park", frozenset({Shown.PARKED})),
    "received": StepSign(N_("received"), "received", "edge", "ink", frozenset({Shown.RECEIVED, Shown.PHONED})),
    "awaited": StepSign(N_("no protocol"), "circle", "bar_none", "ink2", frozenset({Shown.AWAITED})),
}
"""Step → how it looks, in the order of the pieces of a bar: what is done first, what is missing last."""
ALWAYS: Final = ("final", "settled", "second", "first", "difference", "parked", "received", "awaited")
"""Steps that have a tile of their own also while no station stands there; the others come when there is something to tell."""
