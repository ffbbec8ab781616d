"""What may be done with a tally in each state, and where it leads: the contract that handlers are tried against and documents print.

The program never stores a state and never looks a step up here: states follow from papers, entries and decisions (``domain.states``).
This table says what must come out of it. Conflict and damage are not in it: they come from outside and are mended, not worked on.
"""

from collections.abc import Collection
from typing import Final

import msgspec

from electdesk.domain.states import State

OPEN: Final = (State.AWAITED, State.RECEIVED, State.FIRST_ENTRY, State.SECOND_ENTRY, State.DIFFERENCE, State.SETTLED)
CLOSED: Final = (State.FINAL, State.ANNULLED)
WORKED_ON: Final = (*OPEN, *CLOSED)
NOTHING_TYPED: Final = (State.AWAITED, State.RECEIVED)
ENOUGH: Final = (State.SECOND_ENTRY, State.DIFFERENCE, State.SETTLED)

FACTS: Final[dict[str, str]] = {
    "clerk": "the person's role is clerk",
    "single": "one entry is enough",
    "alone": "the person typed the only entry of the paper, and another has to type the second",
    "early": "the person typed the only entry of the paper, and fewer than ten other stations since",
    "not second": "somebody else typed the second entry",
    "retyped": "the lines that differ have been typed again",
    "typed one": "the person typed one of the entries",
    "others": "the entry is another's, or it is not the only one",
    "not the newest": "the newest entry is another's",
    "not theirs": "the person named has no entry of the paper",
    "third": "a third person has settled the entries",
    "taken in": "the original paper is registered",
    "nothing": "no entry of the paper stands",
    "unchanged": "the figures are those that stand",
    "doubtful": "a soft finding is not confirmed",
    "no doubt": "there is no such soft finding",
    "sound": "no hard finding is open that can be accepted",
    "blank": "a line is blank",
    "arrived": "a paper is registered",
    "none left": "afterwards no typed entry of the paper stands",
    "one left": "afterwards fewer entries stand than are needed",
    "differ": "afterwards entries differ, and no third person has settled them",
    "agree": "afterwards as many entries agree as are needed, or a third person has settled them",
    "clean": "afterwards no hard finding is open",
}
"""The conditions of the table in words."""


class Transition(msgspec.Struct, frozen=True):
    """One row: in these states this step, under all these conditions, leads to a state (None: it stays) or is refused with a code."""

    states: tuple[State, ...]
    step: str
    when: tuple[str, ...] = ()
    to: State | None = None
    refused: str = ""


STEPS: Final[dict[str, str]] = {
    "TakeIn": "RegisterPaper, the original",
    "NewPaper": "RegisterPaper, a corrected, repeat or recount protocol",
    "Phone": "FinishEntry by phone",
    "Type": "FinishEntry from the paper",
    "RetypeLines": "RetypeLines",
    "SettleDifference": "SettleDifference",
    "ReturnEntry": "ReturnEntry",
    "CorrectEntry": "CorrectEntry",
    "ConfirmFindings": "ConfirmFindings",
    "WithdrawEntry": "WithdrawEntry",
    "MakeFinal": "MakeFinal",
    "Reopen": "Reopen",
    "Annul": "Annul",
    "AcceptAsPaper": "AcceptAsPaper",
}
"""What a person does, by the name used here: a command, or one of the two things that a command does."""

_LANDS: Final[tuple[tuple[tuple[str, ...], State], ...]] = (
    (("none left", "arrived"), State.RECEIVED),
    (("none left",), State.AWAITED),
    (("one left",), State.FIRST_ENTRY),
    (("differ",), State.DIFFERENCE),
    (("agree", "clean"), State.SETTLED),
    (("agree", "single"), State.FIRST_ENTRY),
    (("agree",), State.SECOND_ENTRY),
)
"""Where the entries that stand lead; the first that fits."""


def _refuse(states: tuple[State, ...], step: str, code: str, *when: str) -> Transition:
    return Transition(states, step, when, None, code)


def _land(states: tuple[State, ...], step: str, *only: str, single: bool | None = None) -> list[Transition]:
    """The rows of ``_LANDS`` that may come out of a step. ``single``: whether one entry is enough where they agree, None where both may be."""
    lands = [(when, to) for when, to in _LANDS if when[0] in only]
    if single is not None:
        lands = [(when, to) for when, to in lands if to is not State.SECOND_ENTRY or not single]
        lands = [(when, to) for when, to in lands if "single" not in when or single]
    return [Transition(states, step, when, to) for when, to in lands]


_FIRST: Final = (State.FIRST_ENTRY,)
_DIFFERENCE: Final = (State.DIFFERENCE,)
_SUPERVISORS: Final = ("SettleDifference", "ReturnEntry", "MakeFinal", "Reopen", "Annul", "AcceptAsPaper")
_NOT_DIFFERENT: Final = tuple(state for state in OPEN if state is not State.DIFFERENCE)

TRANSITIONS: Final[tuple[Transition, ...]] = (
    *(_refuse(WORKED_ON, step, "role_refused", "clerk") for step in _SUPERVISORS),
    *(
        _refuse(CLOSED, step, "tally_closed")
        for step in ("TakeIn", "NewPaper", "Phone", "Type", "RetypeLines", "SettleDifference", "ReturnEntry", "CorrectEntry")
    ),
    # papers
    _refuse(OPEN, "TakeIn", "already_received", "taken in"),
    Transition((State.AWAITED,), "TakeIn", (), State.RECEIVED),
    Transition(OPEN[1:], "TakeIn"),
    Transition(OPEN, "NewPaper", (), State.RECEIVED),
    # entries
    Transition(NOTHING_TYPED, "Phone"),
    _refuse(OPEN[2:], "Phone", "already_entered"),
    *_land(NOTHING_TYPED, "Type", "one left", "agree", single=True),
    _refuse(OPEN[2:], "Type", "already_entered", "single"),
    _refuse(ENOUGH, "Type", "entered_twice"),
    _refuse(_FIRST, "Type", "second_by_another", "alone"),
    _refuse(_FIRST, "Type", "second_too_early", "early"),
    *_land(_FIRST, "Type", "differ", "agree", single=False),
    # differences
    _refuse(_NOT_DIFFERENT, "RetypeLines", "no_difference"),
    _refuse(_DIFFERENCE, "RetypeLines", "not_second", "not second"),
    _refuse(_DIFFERENCE, "RetypeLines", "retyped_already", "retyped"),
    *_land(_DIFFERENCE, "RetypeLines", "differ", "agree", single=False),
    _refuse(_NOT_DIFFERENT, "SettleDifference", "no_difference"),
    _refuse(_DIFFERENCE, "SettleDifference", "settler_typed", "typed one"),
    *_land(_DIFFERENCE, "SettleDifference", "agree", single=False),
    _refuse((*NOTHING_TYPED, State.SETTLED), "ReturnEntry", "nothing_to_return"),
    _refuse(OPEN[2:5], "ReturnEntry", "nothing_to_return", "third"),
    _refuse(OPEN[2:5], "ReturnEntry", "not_entered_by", "not theirs"),
    *_land(OPEN[2:5], "ReturnEntry", "none left", "one left"),
    # corrections
    _refuse(NOTHING_TYPED, "CorrectEntry", "nothing_entered", "nothing"),
    _refuse(OPEN[2:], "CorrectEntry", "role_refused", "others", "clerk"),
    _refuse(_FIRST, "CorrectEntry", "second_entry_wanted", "others"),
    _refuse(_DIFFERENCE, "CorrectEntry", "settle_instead"),
    _refuse(OPEN[2:], "CorrectEntry", "settler_typed", "others", "typed one"),
    _refuse(OPEN, "CorrectEntry", "nothing_changed", "unchanged"),
    Transition(NOTHING_TYPED, "CorrectEntry"),
    *_land((State.FIRST_ENTRY, State.SECOND_ENTRY, State.SETTLED), "CorrectEntry", "one left", "agree"),
    _refuse((*OPEN, State.ANNULLED), "ConfirmFindings", "nothing_entered", "nothing"),
    _refuse(CLOSED, "ConfirmFindings", "tally_closed"),
    _refuse(OPEN, "ConfirmFindings", "role_refused", "not the newest", "clerk"),
    _refuse(OPEN, "ConfirmFindings", "nothing_to_confirm", "no doubt"),
    Transition(OPEN, "ConfirmFindings"),
    _refuse(CLOSED, "WithdrawEntry", "tally_closed"),
    _refuse(OPEN, "WithdrawEntry", "nothing_entered", "nothing"),
    _refuse(OPEN, "WithdrawEntry", "role_refused", "others", "clerk"),
    *_land(OPEN, "WithdrawEntry", "none left", "one left", "differ", "agree", single=False),
    # decisions
    _refuse((State.FINAL,), "MakeFinal", "already_final"),
    _refuse((*OPEN[:5], State.ANNULLED), "MakeFinal", "not_ready"),
    _refuse((State.SETTLED,), "MakeFinal", "soft_open", "doubtful"),
    Transition((State.SETTLED,), "MakeFinal", (), State.FINAL),
    _refuse(OPEN, "Reopen", "not_closed"),
    # Something has arrived of every closed tally: there is no way back to awaited.
    *(row for row in _land(CLOSED, "Reopen", "none left", "one left", "differ", "agree") if row.to is not State.AWAITED),
    _refuse((State.ANNULLED,), "Annul", "already_annulled"),
    _refuse((State.AWAITED,), "Annul", "nothing_to_annul"),
    Transition((*OPEN[1:], State.FINAL), "Annul", (), State.ANNULLED),
    _refuse(CLOSED, "AcceptAsPaper", "tally_closed"),
    _refuse((*NOTHING_TYPED, State.DIFFERENCE, State.SETTLED), "AcceptAsPaper", "nothing_to_accept"),
    _refuse(_FIRST, "AcceptAsPaper", "second_entry_wanted", "one left"),
    _refuse((State.FIRST_ENTRY, State.SECOND_ENTRY), "AcceptAsPaper", "blank_stays_open", "blank"),
    Transition((State.FIRST_ENTRY, State.SECOND_ENTRY), "AcceptAsPaper", (), State.SETTLED),
)
"""The table; of the rows that fit, the first one holds."""


def transition(state: State, step: str, facts: Collection[str]) -> Transition:
    """The row that holds for a step in a state under these conditions. Raises LookupError where the table says nothing: that is a hole in it."""
    for row in TRANSITIONS:
        if step == row.step and state in row.states and all(fact in facts for fact in row.when):
            return row
    raise LookupError(f"{step} in {state.name} with {sorted(facts)}")
