"""The state of a station as the table shows it: one word, icon and tone for what the columns tell by state, marks and drafts."""

import enum
from collections.abc import Iterable
from typing import Final

import msgspec
import numpy as np
import numpy.typing as npt

from electdesk.columns import ContestColumns
from electdesk.domain.states import Mark, State
from electdesk.i18n import N_, tr


class Shown(enum.IntEnum):
    """What the state column says, in the order in which it sorts. The numbers are those of the arrays only."""

    AWAITED = 0
    PHONED = 1
    RECEIVED = 2
    PARKED = 3
    FIRST_ENTRY = 4
    SECOND_ENTRY = 5
    DIFFERENCE = 6
    TO_CONFIRM = 7
    SETTLED = 8
    FINAL = 9
    ANNULLED = 10
    CONFLICT = 11
    DAMAGED = 12

    @property
    def key(self) -> str:
        """Its name in saved filters."""
        return self.name.lower()


class Sign(msgspec.Struct, frozen=True):
    """How a state looks: the English word (translated where it is shown), the drawing, the tone, the piece of the bar (as on the board)."""

    word: str
    icon: str
    tone: str
    bar: str

    def say(self) -> str:
        """The word in the language in use."""
        return tr(self.word)  # i18n: dynamic


SIGNS: Final[dict[Shown, Sign]] = {
    Shown.AWAITED: Sign(N_("no protocol"), "circle", "none", "bar_none"),
    Shown.PHONED: Sign(N_("by phone"), "clock", "none", "edge"),
    Shown.RECEIVED: Sign(N_("received"), "received", "info", "edge"),
    Shown.PARKED: Sign(N_("parked"), "pause", "park", "bar_park"),
    Shown.FIRST_ENTRY: Sign(N_("first entry"), "circle1", "none", "bar_first"),
    Shown.SECOND_ENTRY: Sign(N_("second entry"), "circle2", "none", "bar_second"),
    Shown.DIFFERENCE: Sign(N_("difference"), "not_equal", "err", "bar_diff"),
    Shown.TO_CONFIRM: Sign(N_("confirm"), "exclamation", "warn", "warn_edge"),
    Shown.SETTLED: Sign(N_("settled"), "approx", "info", "c3"),
    Shown.FINAL: Sign(N_("final"), "check", "ok", "bar_final"),
    Shown.ANNULLED: Sign(N_("annulled"), "annulled", "none", "ink2"),
    Shown.CONFLICT: Sign(N_("conflict"), "not_equal", "park", "err"),
    Shown.DAMAGED: Sign(N_("damaged"), "warning", "err", "err"),
}

CONTESTED: Final = Sign(N_("final · finding"), "exclamation", "warn", "bar_final")
"""A final tally that has a hard finding which appeared later: it counts as final, and is shown as what it is."""


def sign_at(columns: ContestColumns, shown: Shown, row: int) -> Sign:
    """How the state of one station looks, with what stands beside it."""
    return CONTESTED if shown is Shown.FINAL and columns.marks[row] & Mark.CONTESTED else SIGNS[shown]


_OF_STATE: Final = np.array([int(Shown[state.name]) for state in sorted(State)], np.uint8)


def shown_states(
    columns: ContestColumns, parked: Iterable[int], rows: npt.NDArray[np.int64] | None = None
) -> npt.NDArray[np.uint8]:
    """The shown state of all stations, or of some rows. ``parked``: rows whose entry was put aside."""
    state = columns.state if rows is None else columns.state[rows]
    marks = columns.marks if rows is None else columns.marks[rows]
    shown = _OF_STATE[state]
    shown[(state == State.SETTLED) & ((marks & Mark.TO_CONFIRM) != 0)] = Shown.TO_CONFIRM
    shown[((marks & Mark.PHONED) != 0) & (state <= State.RECEIVED)] = Shown.PHONED
    aside = np.fromiter(parked, np.int64)
    if rows is None:
        aside = aside[shown[aside] <= Shown.SECOND_ENTRY] if len(aside) else aside
        shown[aside] = Shown.PARKED
    else:
        shown[np.isin(rows, aside) & (shown <= Shown.SECOND_ENTRY)] = Shown.PARKED
    return shown
