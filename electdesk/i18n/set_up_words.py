"""Words of the set-up, the same in the wizard, on the command line and in documents: verification, bases, closing rules, roles of contacts."""

from typing import Final

from electdesk.i18n import N_

VERIFICATIONS: Final[dict[str, str]] = {
    "double": N_("two entries by two people"),
    "later": N_("two entries, the second may be by the same person later"),
    "single": N_("one entry"),
}
"""Names of the ways in which a tally is verified."""

VERIFICATION_WORDS: Final[dict[str, str]] = {
    "double": N_(
        "Each protocol is typed twice, by two people who do not see each other's numbers; a tally is settled once both agree."
    ),
    "later": N_(
        "Each protocol is typed twice; the same person may type it again after protocols of ten other stations. "
        "Weaker than two people, and named on the summary."
    ),
    "single": N_("Each protocol is typed once; the rules of the form find most slips, but not all. Named on the summary."),
}
"""What each way means for the commission."""

PERCENTAGE_BASES: Final[dict[str, str]] = {
    "": N_("as the form says"),
    "valid": N_("of the valid votes"),
    "took_part": N_("of those who took part"),
}
TURNOUT_DEFINITIONS: Final[dict[str, str]] = {
    "": N_("as the form says"),
    "issued": N_("ballots issued, of the voters on the list"),
    "found": N_("ballots found in the boxes, of the voters on the list"),
}
CLOSING_RULES: Final[dict[str, str]] = {
    "clock": N_("at the end of voting"),
    "all_voted": N_("as soon as everyone on the list has voted"),
}
CONTACT_ROLES: Final[dict[str, str]] = {
    "chair": N_("chair"),
    "deputy": N_("deputy chair"),
    "secretary": N_("secretary"),
    "other": N_("other contact"),
}
KINDS_TAKEN: Final[dict[str, str]] = {
    "area": N_("districts"),
    "contest": N_("contests"),
    "choice": N_("choices"),
    "station": N_("stations"),
    "contact": N_("contacts"),
    "user": N_("users"),
}
KINDS_LEFT: Final[dict[str, str]] = {
    "entry": N_("entries"),
    "paper": N_("papers"),
    "tally": N_("decisions"),
    "note": N_("notes"),
}
LIMITS: Final[dict[str, tuple[str, str]]] = {
    "register_difference": (
        N_("List and register"),
        N_("So many voters more or fewer than in the register pass without a finding (V1)."),
    ),
    "reserve_percent": (
        N_("Reserve of ballots"),
        N_("Ballots received may exceed the list by so many per cent (V2)."),
    ),
    "contest_difference": (
        N_("Lists of two contests"),
        N_("The lists of one station in two contests may differ by so many per cent of the longer one (V4)."),
    ),
    "swap_votes": (
        N_("Choices exchanged: votes"),
        N_("Two choices are compared with the district only if they differ by so many votes (P2)."),
    ),
    "swap_gain": (
        N_("Choices exchanged: gain"),
        N_("The larger this number, the more clearly the exchanged order must fit the district (P2)."),
    ),
    "swap_nearer": (
        N_("Choices exchanged: nearness"),
        N_("The exchanged numbers must lie so many times nearer to those of the district (P2)."),
    ),
    "turnout_jump_percent": (
        N_("Jump of turnout: per cent"),
        N_("A report is asked about when more than so many per cent of the list came within one slot (T4)."),
    ),
    "turnout_jump_votes": (
        N_("Jump of turnout: ballots"),
        N_("A step of turnout of up to so many ballots passes without a finding (T4)."),
    ),
    "turnout_zero_minutes": (
        N_("Nobody came: minutes"),
        N_("Zero ballots issued so many minutes after opening are asked about (T5)."),
    ),
    "protocol_expected_minutes": (
        N_("Protocols expected after"),
        N_("So many minutes after the end of voting a protocol that has not arrived is called late on the progress page."),
    ),
}
"""Name of a limit → (its short name, what it means). The code in brackets is the check that uses it."""
