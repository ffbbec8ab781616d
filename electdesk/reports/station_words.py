"""The fixed words of the station summary: each says itself in the language of the catalogue it is given."""

from collections.abc import Callable
from typing import Final

from electdesk.domain.states import State
from electdesk.i18n import Catalogue
from electdesk.services.documents import ActKind

Word = Callable[[Catalogue], str]

WORDS: Final[dict[str, Word]] = {
    "station": lambda t: t.ptr("summary", "Station"),
    "type": lambda t: t.ptr("summary", "Type"),
    "hours": lambda t: t.ptr("summary", "Open"),
    "revision": lambda t: t.ptr("summary", "Revision"),
    "number": lambda t: t.ptr("summary", "Line"),
    "line": lambda t: t.ptr("summary", "Line of the protocol"),
    "figure": lambda t: t.ptr("summary", "Number"),
    "votes": lambda t: t.ptr("summary", "Votes"),
    "words": lambda t: t.ptr("summary", "In words"),
    "totals": lambda t: t.ptr("summary", "Totals"),
    "findings": lambda t: t.ptr("summary", "Findings and explanations"),
    "no_findings": lambda t: t.ptr("summary", "No findings."),
    "acts": lambda t: t.ptr("summary", "Entry and verification"),
    "fingerprint": lambda t: t.ptr("summary", "Fingerprint of the file"),
    "chair": lambda t: t.ptr("summary", "Chair"),
    "secretary": lambda t: t.ptr("summary", "Secretary"),
    "printed_by": lambda t: t.ptr("summary", "Printed by"),
    "date_seal": lambda t: t.ptr("summary", "Date, place for the seal"),
    "blank": lambda t: t.ptr("summary", "blank"),
    "no_number": lambda t: t.ptr("summary", "not on paper"),
    "yes": lambda t: t.ptr("summary", "yes"),
    "no": lambda t: t.ptr("summary", "no"),
    "total_registered": lambda t: t.ptr("summary", "On the voter list"),
    "total_issued": lambda t: t.ptr("summary", "Ballots issued"),
    "total_found": lambda t: t.ptr("summary", "Ballots found in the boxes"),
    "total_valid": lambda t: t.ptr("summary", "Valid ballots"),
    "turnout_issued": lambda t: t.ptr("summary", "Turnout: issued / list"),
    "turnout_found": lambda t: t.ptr("summary", "Turnout: found / list"),
}

STATES: Final[dict[State, Word]] = {
    State.AWAITED: lambda t: t.ptr("summary state", "awaited"),
    State.RECEIVED: lambda t: t.ptr("summary state", "received"),
    State.FIRST_ENTRY: lambda t: t.ptr("summary state", "first entry"),
    State.SECOND_ENTRY: lambda t: t.ptr("summary state", "second entry"),
    State.DIFFERENCE: lambda t: t.ptr("summary state", "difference"),
    State.SETTLED: lambda t: t.ptr("summary state", "settled"),
    State.FINAL: lambda t: t.ptr("summary state", "final"),
    State.ANNULLED: lambda t: t.ptr("summary state", "annulled by decision"),
    State.CONFLICT: lambda t: t.ptr("summary state", "conflict"),
    State.DAMAGED: lambda t: t.ptr("summary state", "damaged"),
}

ACTS: Final[dict[ActKind, Word]] = {
    "entry": lambda t: t.ptr("summary act", "First entry"),
    "second_entry": lambda t: t.ptr("summary act", "Second entry"),
    "retyped": lambda t: t.ptr("summary act", "Lines typed again"),
    "file": lambda t: t.ptr("summary act", "From a file"),
    "phone": lambda t: t.ptr("summary act", "By phone"),
    "correction": lambda t: t.ptr("summary act", "Correction"),
    "withdrawn": lambda t: t.ptr("summary act", "Entry taken back"),
    "undone": lambda t: t.ptr("summary act", "Undone"),
    "paper": lambda t: t.ptr("summary act", "Paper registered"),
    "settled": lambda t: t.ptr("summary act", "Settled"),
    "final": lambda t: t.ptr("summary act", "Final"),
    "annulled": lambda t: t.ptr("summary act", "Annulled"),
    "reopened": lambda t: t.ptr("summary act", "Reopened"),
}

PAPERS: Final[dict[str, Word]] = {
    "original": lambda t: t.ptr("summary paper", "original"),
    "corrected": lambda t: t.ptr("summary paper", "corrected"),
    "repeat": lambda t: t.ptr("summary paper", "repeat"),
    "recount": lambda t: t.ptr("summary paper", "recount"),
}
